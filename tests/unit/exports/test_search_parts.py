import json
import re
from collections.abc import Mapping
from typing import Any, Final

import pytest

from zoomibank.exports import search_parts
from zoomibank.exports.search_parts import Index, cut_up, files
from zoomibank.exports.search_terms import Term
from zoomibank.site.page import Output

HOSTILE: Final = "</script><!-- \u2028\u2029 \" \\ ' &"


def _index(terms: Mapping[str, Term] | None = None) -> Index:
    known = terms or {
        "ohjaus": Term(2, ("1ks",), ("ohjaaja",)),
        "siirtymä": Term(1, (), ()),
        "työ": Term(0, ("2öiss",), ()),
    }
    postings = {"ohjaus": "eZ1", "siirtymä": "Ui"}
    cards = [{"cards": [[HOSTILE]]}, {"cards": [["b"]]}]
    others = {"teema": {"keys": "a", "rows": "0,"}}
    return Index(41, ("ja", "on"), dict(sorted(known.items())), postings, cards, 1, others)


def _value(output: Output) -> tuple[str, Any]:
    found = re.fullmatch(r'zoomibankPart\("([\w-]+)",(.*)\);\n', output.data.decode(), re.DOTALL)
    assert found
    return found[1], json.loads(found[2])


def test_a_small_index_is_one_file() -> None:
    (output,) = files(_index(), folder="data/search/fi", start="data/search/fi.js")
    name, start = _value(output)
    assert (output.path, name) == ("data/search/fi.js", "start")
    assert start["count"] == 41
    assert start["parts"]["s0"] == {
        "t": "0ohjaus\n0siirtymä\n0työ",
        "k": ["", "1ks", "2öiss"],
        "e": "1 0 2",
        "p": "eZ1 Ui ",
        "r": {"0": "ohjaaja"},
        "f": {},
    }


def test_texts_can_neither_end_a_script_nor_break_a_line() -> None:
    """What stands in a file is JSON and holds nothing that HTML or old JavaScript would take for its own."""
    (output,) = files(_index(), folder="data/search/fi", start="data/search/fi.js")
    text = output.data.decode()
    assert "<" not in text
    assert not {"\u2028", "\u2029"} & set(text)
    assert _value(output)[1]["parts"]["c0"] == {"cards": [[HOSTILE]]}


def test_a_large_index_is_cut_into_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is named by its content; the first one tells the names, and where each range begins."""
    monkeypatch.setattr(search_parts, "ONE_FILE", 10)
    monkeypatch.setattr(search_parts, "LONGEST", 10)
    first, *others = files(_index(), folder="data/search/fi", start="data/search/fi.js")
    start = _value(first)[1]
    assert start["folder"] == "fi"
    assert start["first"] == "0\n0siirtymä\n0työ"
    named = {_value(output)[0]: output.path for output in others}
    assert list(named) == ["s0", "s1", "s2", "c0", "c1", "teema", "terms"]
    codes = start["codes"]
    assert named["s1"] == f"data/search/fi/s1.{codes['s'][6:12]}.js"
    assert named["c0"] == f"data/search/fi/c0.{codes['c'][:6]}.js"
    assert named["teema"] == f"data/search/fi/teema.{codes['teema']}.js"


def test_a_stem_that_lies_in_another_range_leads_to_its_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader's word is looked for where its own letters stand."""
    monkeypatch.setattr(search_parts, "ONE_FILE", 10)
    monkeypatch.setattr(search_parts, "LONGEST", 10)
    terms = {"mies": Term(1, (), ()), "p" * 12: Term(1, (), ()), "yö": Term(1, ("2ien",), ())}
    _, *others = files(_index(terms), folder="data/search/fi", start="data/search/fi.js")
    ranges = [value for name, value in map(_value, others) if name[0] == "s"]
    assert [part["f"] for part in ranges] == [{"ien": "yö"}, {}, {}]


def test_an_empty_bank_has_an_index() -> None:
    (output,) = files(Index(0, (), {}, {}, [], 16, {}), folder="data/search/fi", start="data/search/fi.js")
    assert _value(output)[1]["parts"]["s0"]["t"] == ""


def test_the_same_content_gives_the_same_bytes() -> None:
    first, second = (files(_index(), folder="f", start="s.js") for _ in range(2))
    assert first == second


def _many(entries: int = 40) -> dict[str, Term]:
    words = (f"{letter}{number}sana" for letter in "aeiouy" for number in range(100))
    return {word: Term(entries + place % 7, (), ()) for place, word in enumerate(sorted(words))}


def test_ranges_are_of_one_size() -> None:
    """No part is too long, and none very short, but for words that no cut can part."""
    terms = _many(300)
    sizes = [sum(3 * terms[name].entries for name in own.names) for own in cut_up(terms)]
    assert len(sizes) > 9
    assert max(sizes) <= search_parts.LONGEST
    assert min(sizes) >= search_parts.LONGEST / 4
    enormous = cut_up({"a": Term(50_000, (), ()), "b": Term(50_000, (), ())})
    assert [own.first for own in enormous] == ["", "b"]


def test_a_cut_stays_when_entries_change() -> None:
    """A word more, a word less or some more entries move no range that they are not in."""
    terms = _many(300)
    before = {own.first for own in cut_up(terms)}
    changed = dict(sorted({**terms, "e50uusi": Term(3, (), ()), "o7sana": Term(320, (), ())}.items()))
    del changed["u31sana"]
    assert len(before ^ {own.first for own in cut_up(changed)}) <= 2
