import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from tests.unit.bank.tellers import Teller
from zoomibank.bank.senses import senses_of
from zoomibank.bank.words import Lexicon, learn
from zoomibank.exports import search_parts
from zoomibank.exports.search_parts import Index, Part, files
from zoomibank.exports.search_postings import gathered
from zoomibank.exports.search_renewal import Change, Known, Renewed, known_of, renewed, restored, stored
from zoomibank.exports.search_terms import entry_terms, merged, usual_lengths
from zoomibank.exports.search_texts import Counts, census
from zoomibank.site.page import Output

WORDS = [
    *("siirtymä", "siirtymät", "siirtymien", "työpaikka", "työpaikkaohjaajien", "ohjaus", "ohjauksen", "ohjaaja"),
    *("kehittäjä", "kehittäminen", "kehittää", "hyvinvointia", "töissä", "vaihe", "vaiheen", "uhka", "ja"),
    *(f"sana{number}" for number in range(120)),
]
RARE = [f"{letter}harvinainen{number}" for letter in "aho" for number in range(40)]
SYNONYMS = (("vaihe", "siirtymä"), ("aharvinainen1", "paikka"))
PARTS: Final[Mapping[str, Part]] = {
    "c0": {"cards": [["a"]]},
    "c1": {"cards": [["b"]]},
    "teema": {"keys": "a", "rows": "0,"},
    "days": {"added": ""},
}


def _lexicon() -> dict[str, Lexicon]:
    return {"fi": learn([*WORDS, *RARE], Lexicon(), language="fi", find=lambda _: Teller())[0]}


def _made(chance: random.Random) -> Counts:
    body = [*chance.choices(WORDS, k=chance.randint(30, 60)), *chance.sample(RARE, chance.randint(0, 2))]
    return {"name": {"fi": Counter(chance.sample(WORDS, 2))}, "body": {"fi": Counter(body)}}


def _whole(entries: Sequence[Counts], parts: Mapping[str, Part]) -> tuple[dict[str, bytes], Known | None]:
    """The files of the index made from nothing, and what is remembered of it."""
    everywhere = census(entries)
    senses, usual = senses_of(_lexicon(), everywhere.words), usual_lengths(everywhere.lengths)
    runs = gathered(entry_terms(counts, senses, usual) for counts in entries)
    found = merged(runs, everywhere.words, senses, SYNONYMS)
    cards = [part for name, part in parts.items() if name[1:].isdigit()]
    others = {name: part for name, part in parts.items() if not name[1:].isdigit()}
    index = Index(len(entries), ("ja", "on"), found.terms, found.postings, cards, 1, others)
    outputs = files(index, folder="s/fi", start="s/fi.js")
    return _bytes(outputs), known_of(index, everywhere, outputs)


def _bytes(outputs: Sequence[Output]) -> dict[str, bytes]:
    return {output.path: output.data for output in outputs}


def _renewed(
    known: Known, changes: Sequence[Change], parts: Mapping[str, Part], disk: dict[str, bytes]
) -> Renewed | None:
    return renewed(
        known,
        changes,
        parts,
        lexicons=_lexicon(),
        synonyms=SYNONYMS,
        read=disk.__getitem__,
        folder="s/fi",
        start="s/fi.js",
    )


@pytest.fixture(autouse=True)
def many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_parts, "ONE_FILE", 10)
    monkeypatch.setattr(search_parts, "LONGEST", 900)


def test_a_renewed_index_is_the_same_as_one_made_from_nothing() -> None:
    """Whatever changes, of one entry or of some: words that are new, words that go, and how often they stand there."""
    chance = random.Random(3)  # noqa: S311 - no secret
    entries = [_made(chance) for _ in range(80)]
    parts = dict(PARTS)
    disk, known = _whole(entries, parts)
    renewals = small = 0
    for turn in range(40):
        changes = []
        for number in chance.sample(range(len(entries)), chance.choice([0, 1, 1, 3])):
            after = _made(chance) if turn % 2 else {**entries[number], "name": {"fi": {chance.choice(RARE): 1}}}
            changes.append(Change(number, entries[number], after))
            entries[number] = after
        new: dict[str, Part] = {"c1": {"cards": [[str(turn)]]}} if turn % 3 else {}
        parts |= new
        assert known
        found = _renewed(known, changes, new, disk)
        expected, made = _whole(entries, parts)
        if found:
            renewals += 1
            small += len(found.outputs) < len(expected) / 2
            disk = {path: data for path, data in disk.items() if path in found.paths} | _bytes(found.outputs)
            known = restored(json.loads(json.dumps(stored(found.known), sort_keys=True)))
            assert disk == expected
            assert made
            assert found.known.ranges == made.ranges
        else:
            disk, known = expected, made
    assert renewals > 30
    assert small > 9


def test_what_is_remembered_may_be_damaged() -> None:
    """Then nothing is known, and the whole index is made."""
    _, known = _whole([_made(random.Random(1))], PARTS)  # noqa: S311 - no secret
    assert known
    kept = json.loads(json.dumps(stored(known)))
    assert restored(kept) == known
    assert restored(None) is None
    assert restored({**kept, "terms": {"a": 1}}) is None
    assert restored({**kept, "lengths": {"body": ["x", 1]}}) is None
    assert restored({name: value for name, value in kept.items() if name != "words"}) is None


def test_a_small_index_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file has no parts that could stay; and when all texts get longer, all weights change."""
    counts = _made(random.Random(1))  # noqa: S311 - no secret
    disk, known = _whole([counts], PARTS)
    assert known
    longer: Counts = {**counts, "body": {"fi": {"ohjaus": 900}}}
    assert _renewed(known, [Change(0, counts, longer)], {}, disk) is None
    monkeypatch.setattr(search_parts, "ONE_FILE", 1_000_000)
    assert _renewed(known, [], {}, disk) is None
    assert _whole([counts], PARTS)[1] is None
