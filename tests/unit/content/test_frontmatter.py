import pytest

from tests.unit.content.making import document, short
from zoomibank.content.frontmatter import (
    BODY_LIMIT,
    HEAD_LIMIT,
    VALUE_LIMIT,
    Broken,
    Mapping,
    Node,
    Parts,
    Scalar,
    Sequence,
    read_tree,
    split,
)
from zoomibank.findings.finding import Finding, Place


def plain(node: Node | None) -> object:
    """A tree as lists, dictionaries and texts; what is broken as None."""
    match node:
        case Scalar(text, _):
            return text
        case Sequence(items, _):
            return [plain(item) for item in items]
        case Mapping(entries, _):
            return {key.text: plain(value) for key, value in entries}
        case _:
            return None


def told(text: str) -> list[str]:
    _, findings = read_tree(text, path="x.md")
    return short(findings, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nTeksti\n", Parts("a: b\n", 2, "Teksti\n", 4)),
        ("---  \na: b\n--- \t\n\nTeksti", Parts("a: b\n", 2, "\nTeksti", 4)),
        ("---\n---\n", Parts("", 2, "", 3)),
        ("---\na: b\n---", Parts("a: b\n", 2, "", 4)),
        ("---\na: b\n---\nx\n---\ny\n", Parts("a: b\n", 2, "x\n---\ny\n", 4)),
        ("---\na: |\n  ---\n---\n", Parts("a: |\n  ---\n", 2, "", 5)),
    ],
)
def test_split(text: str, expected: Parts) -> None:
    """The front matter ends at the first line of three hyphens; what comes after is the body, whatever is in it."""
    assert split(document(text)) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 ZB111"),
        ("Moi\n---\n", "1:1 ZB111 Moi"),
        ("\n---\na: b\n---\n", "1:1 ZB111"),
        (" ---\na: b\n---\n", "1:1 ZB111  ---"),
        ("----\na: b\n---\n", "1:1 ZB111 ----"),
        ("--- # alku\na: b\n---\n", "1:1 ZB111 --- # alku"),
        ("–––\na: b\n–––\n", "1:1 ZB111 –––"),
        ("---", "1:1 ZB112 -"),
        ("---\na: b\n", "3:1 ZB112"),
        ("---\na: b\n\nTeksti\n", "3:1 ZB112"),
        ("---\na: b\n# Otsikko\n", "3:1 ZB112 #"),
        ("---\na: b\n----\nTeksti\n", "3:1 ZB112 ----"),
        ("---\na: b\n--\nTeksti\n", "3:1 ZB112 --"),
        ("---\na: b\n —\nTeksti\n", "3:1 ZB112  —"),
        ("---\na: b\n ---\n\nTeksti\n", "3:1 ZB112  ---"),
        ("---\na: b\n===\nTeksti\n", "3:1 ZB112 ==="),
    ],
)
def test_missing_and_mistyped_fences(text: str, expected: str) -> None:
    """A missing or mistyped line of hyphens is told at the line that resembles one, or where the fields seem to end."""
    parts, findings = split(document(text))
    assert parts is None
    assert short(findings, text) == [expected]


def test_limits_of_size() -> None:
    """Front matter and body may each have 64 kibibytes, counted as stored, and both faults are told at once."""
    head = "a: " + "ä" * ((HEAD_LIMIT - 4) // 2) + "\n"
    body = "b" * BODY_LIMIT
    assert split(document(f"---\n{head}---\n{body}"))[1] == ()
    parts, findings = split(document(f"---\n{head}#\n---\n{body}b"))
    assert parts is None
    assert [(f.code, f.place, f.values["limit"]) for f in findings] == [
        ("ZB113", Place("practices/malli.md", 1), 64),
        ("ZB131", Place("practices/malli.md", 5), 64),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("# vain huomautus\n", None),
        ("a: no\nb: 0123\nc: 12:30\nd: 2022-09-13\ne: 1e3\nf: ~\ng: yes\nh: 0x1F\ni: 1_000\nj: .inf",
         {"a": "no", "b": "0123", "c": "12:30", "d": "2022-09-13", "e": "1e3", "f": "~", "g": "yes", "h": "0x1F",
          "i": "1_000", "j": ".inf"}),
        ("on: a\nnull: b\n1: c", {"on": "a", "null": "b", "1": "c"}),
        ("a: b#c\nd: https://x.fi/#y", {"a": "b#c", "d": "https://x.fi/#y"}),
        ("a: 'b #c' # oma muistiinpano\n# toinen\nd: \"e: f\"", {"a": "b #c", "d": "e: f"}),
        ("a: eka\n  toka\n\n  kolmas", {"a": "eka toka\nkolmas"}),
        ("a: >-\n  eka # ei katkea\n  toka: jatkuu\n", {"a": "eka # ei katkea toka: jatkuu"}),
        ("a: |\n  eka\n   toka\n", {"a": "eka\n toka\n"}),
        ("a: [b, 'c, d', \"e\"]", {"a": ["b", "c, d", "e"]}),
        ("a:\n- b\n- c: d\n  e: f", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a: {b: c}", {"a": {"b": "c"}}),
        ("a: :malli\nb: Malli]\nc: a: b".replace("c: a: b", "c: a:b"), {"a": ":malli", "b": "Malli]", "c": "a:b"}),
        ("? a\n: b", {"a": "b"}),
        ("a:", {"a": ""}),
        ("- a\n-\n- b", ["a", "", "b"]),
        ('a: "hyva\\u0308"', {"a": "hyvä"}),
        ("vain tekstiä", "vain tekstiä"),
    ],
)  # fmt: skip
def test_values_are_the_letters_typed(text: str, expected: object) -> None:
    """No value becomes a date, a number or a truth value: the schema gives the types."""
    tree, findings = read_tree(text, path="x.md")
    assert findings == ()
    assert plain(tree) == expected


def test_places() -> None:
    """Every node knows the line and column, from 1, where it stands in the file, and how wide it is."""
    tree, _ = read_tree("äö: x\nb:\n  - cc: dd\n    'e': [f, gg]\n", path="x.md", first_line=2)
    assert isinstance(tree, Mapping)

    def places(node: Node) -> list[tuple[str, int, int, int]]:
        own = [(type(node).__name__, node.place.line, node.place.column, node.place.width)]
        match node:
            case Mapping(entries, _):
                return own + [spot for key, value in entries for part in (key, value) for spot in places(part)]
            case Sequence(items, _):
                return own + [spot for item in items for spot in places(item)]
            case _:
                return own

    assert places(tree) == [
        ("Mapping", 2, 1, 1),
        ("Scalar", 2, 1, 2), ("Scalar", 2, 5, 1),
        ("Scalar", 3, 1, 1), ("Sequence", 4, 3, 1),
        ("Mapping", 4, 5, 1),
        ("Scalar", 4, 5, 2), ("Scalar", 4, 9, 2),
        ("Scalar", 5, 5, 3), ("Sequence", 5, 10, 1), ("Scalar", 5, 11, 1), ("Scalar", 5, 14, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Polku: opinnoista", "1:13 ZB121.mended :"),
        ("title: Polku: ", "1:13 ZB121.mended :"),
        ("- a: b: c", "1:7 ZB121.mended :"),
        ("a: eka\n  toka sana: kolmas", "2:12 ZB121.colon :"),
        ("title:Malli\nowner: x", "1:1 ZB121.mended t"),
        ("title:Malli\n\nowner: x", "1:1 ZB121.mended t"),
        ("title\nowner: x", "1:1 ZB121.no_colon t"),
        ("a: b\ntitle\nowner: x", "2:1 ZB121.no_colon t"),
        ("a: b\njatkuu tänne\n", "2:1 ZB121.no_colon j"),
        ("a: |\n  b\nc\n", "3:1 ZB121.no_colon c"),
        ("title：Malli\na: b", "1:1 ZB121.no_colon t"),
        ("\ttitle: Malli", "1:1 ZB121.tab \t"),
        ("a:\n\t- b", "2:1 ZB121.tab \t"),
        ("a:\n  b: c\n \td: e", "3:2 ZB121.tab \t"),
        ("a: b\n  c: d", "2:3 ZB121.indent c"),
        ("a:\n  - b: c\n   d: e", "3:4 ZB121.indent d"),
        ("a:\n  b: c\n d: e", "3:2 ZB121.indent d"),
        ("  a: b\nc: d", "1:3 ZB121.indent a"),
        ("- a\nb: c", "2:1 ZB121.indent b"),
        ("a: @zoomi", "1:4 ZB121.mended @"),
        ("a: `malli`", "1:4 ZB121.mended `"),
        ("a: %malli", "1:4 ZB121.mended %"),
        ("%malli\na: b", "1:1 ZB121.special %"),
        ("a: *tärkeä* malli", "1:4 ZB121.special *"),
        ("a: **tärkeä** malli", "1:4 ZB121.special *"),
        ("a: !tärkeä malli", "1:4 ZB121.special !"),
        ("a: - malli", "1:4 ZB121.special -"),
        ("a: ? malli", "1:4 ZB121.special ?"),
        ("a: , malli", "1:4 ZB121.special ,"),
        ('a: "malli', '1:4 ZB121.mended "'),
        ("a: 'malli", "1:4 ZB121.quote '"),
        ('a: "malli" ja muuta', "1:12 ZB121.mended j"),
        ("a: 'malli' ja muuta", "1:12 ZB121.quote j"),
        ('a: "sanoi "ei" taas"', "1:12 ZB121.mended e"),
        ('a: "C:\\malli"', "1:7 ZB121.quote \\"),
        ('a: "\\ud800"', "1:7 ZB121.quote d"),
        ("a: [b\nc: d\n", "1:4 ZB121.bracket ["),
        ("[", "1:1 ZB121.special ["),
        ("a: b\n- [", "2:1 ZB121.indent -"),
        ("a: [b, c}\n", "1:9 ZB121.bracket }"),
        ("a: ]\n", "1:4 ZB121.bracket ]"),
        ("a: [b] c\n", "1:8 ZB121.bracket c"),
        ("a: {b: c\n", "1:4 ZB121.bracket {"),
        ("a: >- Malli", "1:4 ZB121.block >"),
        ("a: > 5 vuotta", "1:4 ZB121.block >"),
        ("a: | b\n  c", "1:4 ZB121.block |"),
    ],
)
def test_slips(text: str, expected: str) -> None:
    """The usual slips each have their own hint, and the place is where the editor must type."""
    tree, findings = read_tree(text, path="x.md")
    assert tree is None
    assert short(findings, text) == [expected]


@pytest.mark.parametrize("text", ["a: -\nb: c", "a: b\nc: - \n", "a:\n  - b: -\n"])
def test_a_dash_for_nothing(text: str) -> None:
    """`-` as a value, which is no YAML, is told as an empty value and not as a slip of YAML."""
    tree, findings = read_tree(text, path="x.md")
    assert tree is None
    assert [line.partition(" ")[2] for line in short(findings, text)] == ["ZB203.field -"]
    assert findings[0].values["field"] in {"a", "c", "- b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Malli #1", "1:4 ZB124.mended Malli"),
        ("a: Malli\t#1", "1:4 ZB124.mended Malli"),
        ("a: eka\n  toka #1", "1:4 ZB124 eka"),
        ("a: #1181", "1:4 ZB124 #"),
        ("a:  # huom\nb: c", "1:5 ZB124 #"),
        ("a:\n  - b #c", "2:5 ZB124.mended b"),
        ("a: [b, c #d\n]", "1:8 ZB124.mended c"),
    ],
)
def test_half_values(text: str, expected: str) -> None:
    """A value that ` #` would cut short is refused, and the rest of the file is read on."""
    tree, findings = read_tree(text, path="x.md")
    assert short(findings, text) == [expected]
    assert tree is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &nimi b", ["1:4 ZB123 &nimi b"]),
        ("a: &nimi\nb: c", ["1:4 ZB123 &nimi"]),
        ("a: *nimi", ["1:4 ZB123 *nimi"]),
        ("a: !!str b", ["1:4 ZB123 !!str b"]),
        ("a: !oma [b]", ["1:4 ZB123 !oma ["]),
        ("a: !!python/object/apply:os.system [ls]", ["1:4 ZB123 !!python/object/apply:os.system ["]),
        ("<<: b\na: c", ["1:1 ZB123 <<"]),
        ("a:\n  <<: [*x, *y]", ["2:3 ZB123 <<", "2:8 ZB123 *x", "2:12 ZB123 *y"]),
        ("[a, b]: c", ["1:1 ZB123.complex_key ["]),
        ("{a: b}: c", ["1:1 ZB123.complex_key {"]),
        ("? [a]\n: c", ["1:3 ZB123.complex_key ["]),
        ("? &x a\n: c", ["1:3 ZB123 &x a"]),
        ("a: b\n...\nc: d", ["2:1 ZB123.second_document ..."]),
        ("a: b\n--- \nc: d", ["2:1 ZB123.second_document ---"]),
        ("--- c\na: d", ["1:1 ZB123.second_document --- c"]),
        ("...", ["1:1 ZB123.second_document ..."]),
        ("a: b\n--- c\nd: e\n", ["2:1 ZB123.second_document ---"]),
    ],
)
def test_what_the_format_leaves_out(text: str, expected: list[str]) -> None:
    """Anchors, aliases, tags, merge keys, complex keys and second documents are no part of the format."""
    assert told(text) == expected


def test_a_quoted_merge_key_is_a_key() -> None:
    """Quotes make any letters a value."""
    tree, findings = read_tree("'<<': '*a'", path="x.md")
    assert findings == ()
    assert plain(tree) == {"<<": "*a"}


def test_duplicate_keys() -> None:
    """A key given twice is told at its second place, with the line of the first, at any depth; the first is kept."""
    text = 'a: b\nc:\n  - d: e\n    d: f\n"a": g\n'
    tree, findings = read_tree(text, path="x.md")
    assert short(findings, text) == ["4:5 ZB122 d", '5:1 ZB122 "a"']
    assert [finding.values["first_line"] for finding in findings] == [3, 1]
    assert plain(tree) == {"a": "b", "c": [{"d": "e"}]}


def test_keys_are_one_in_any_unicode_form() -> None:
    """Two keys that look the same are the same."""
    assert told('hyvä: a\n"hyva\\u0308": b') == ['2:1 ZB122 "hyva\\u0308"']


@pytest.mark.parametrize("escape", ["\\0", "\\u202e", "\\u200b", "\\N", "\\L", "\\uFFFE", "\\e"])
def test_forbidden_characters_behind_escapes(escape: str) -> None:
    """What may not stand in a file may not come into a value by an escape either."""
    text = f'a: "b{escape}"\nc: d'
    tree, findings = read_tree(text, path="x.md")
    assert short(findings, text) == [f'1:4 ZB106 "b{escape}"']
    assert plain(tree) == {"a": None, "c": "d"}


def test_depth() -> None:
    """Six levels are enough for any field; the seventh is refused at its place."""
    assert told("a: {b: {c: {d: {e: {f: g}}}}}") == []
    assert told("a: {b: {c: {d: {e: {f: {g: h}}}}}}") == ["1:24 ZB114 {"]


@pytest.mark.parametrize("text", ["[" * 30_000, "a: " + "[" * 30_000, "- " * 30_000, "{a: " * 20_000, "? " * 30_000])
def test_deep_nesting_does_no_harm(text: str) -> None:
    """What overflows the stack of YAML's composer, and so ends the process, is one finding here."""
    assert [line.split()[1] for line in told(text)] == ["ZB114"]


def test_number_of_values() -> None:
    """A file has at most 2,000 keys and values; the one too many is refused at its place."""
    assert told("a: [" + "b," * (VALUE_LIMIT - 3) + "]") == []
    assert told("- b\n" * VALUE_LIMIT) == [f"{VALUE_LIMIT}:3 ZB115 b"]


def test_billion_laughs() -> None:
    """A bomb of aliases is not expanded: each alias is a finding, and there it ends."""
    bomb = "a: &a [x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    tree, findings = read_tree(bomb, path="x.md")
    assert {finding.code for finding in findings} == {"ZB123"}
    assert len(findings) == 8 + 21
    assert plain(tree) == dict.fromkeys("abcdefgh")


def test_faults_leave_the_rest_readable() -> None:
    """A faulty value is left out as broken, and everything around it stays as it was typed."""
    tree, findings = read_tree("a: *x\nb: c #d\ne: [f, !g h]\ni: j", path="x.md")
    assert [finding.code for finding in findings] == ["ZB123", "ZB124", "ZB123"]
    assert plain(tree) == {"a": None, "b": None, "e": ["f", None], "i": "j"}
    assert isinstance(tree, Mapping)
    assert isinstance(tree.entries[0][1], Broken)


def test_a_file_has_many_faults_at_once() -> None:
    """Faults before one that stops the reading are told with it."""
    text = "a: &x b\nc: d #e\nf: g: h"
    assert told(text) == ["1:4 ZB123 &x b", "2:4 ZB124.mended d", "3:5 ZB121.mended :"]


def test_the_readers_own_words_are_kept() -> None:
    """Where no usual slip is known, the hint has libyaml's words."""
    _, findings = read_tree("a: b: c", path="x.md")
    finding: Finding = findings[0]
    assert finding.values == {"detail": "mapping values are not allowed in this context", "mended": 'a: "b: c"'}
