import pytest

from tests.unit.content.making import FILES, TODAY, TOOL, faults, validated, with_fields
from zoomibank.findings.finding import Finding


def tool(name: str, *relations: str, **fields: str) -> dict[str, str]:
    """A tool with relations, each given as `type to`."""
    listed = "".join(f"\n  - {{type: {kind}, to: {to}}}" for kind, to in (relation.split() for relation in relations))
    text = with_fields(TOOL, title=f"Väline {name}", **fields)
    return {f"tools/{name}.md": with_fields(text, relations=listed) if listed else text}


def told(files: dict[str, str]) -> list[Finding]:
    _, findings = validated({**FILES, **files}, today=TODAY)
    return list(findings)


def circles(files: dict[str, str]) -> list[tuple[str, object]]:
    return [(f.place.path[6:-3], str(f.values["refs"]).replace("tools/", "")) for f in told(files)]


def test_relations_that_can_be() -> None:
    """Entries may be tied in any direction and number, as long as no claim contradicts another."""
    assert (
        told(
            {
                **tool("a", "replaces tools/b", "part_of tools/c", "see_also tools/b", "complements tools/b"),
                **tool("b", "see_also tools/a", "alternative_to tools/a", "complements tools/a", "part_of tools/c"),
                **tool("c", "requires practices/malli", "continues tools/a"),
            }
        )
        == []
    )


@pytest.mark.parametrize(
    ("to", "code", "near"),
    [
        ("tools/kirj", "ZB301", "tools/kirje"),
        ("kirje", "ZB301", "tools/kirje"),
        ("Kirje", "ZB301", "tools/kirje"),
        ("practices/kirje", "ZB301", "tools/kirje"),
        ("tools/kirje.md", "ZB301", "tools/kirje"),
        ("../tools/kirje.md", "ZB301", "tools/kirje"),
        ("tools/kalenteri", "ZB301", ""),
        ("pages/tietoa", "ZB301", ""),
        ("'???'", "ZB301", ""),
        ("tools/a", "ZB302", None),
    ],
)
def test_relations_to_nobody(to: str, code: str, near: str | None) -> None:
    """A relation to an entry that is not there is one finding, whatever form it has, with what was probably meant."""
    (finding,) = told(tool("a", f"see_also {to}"))
    assert (finding.code, finding.values.get("near")) == (code, near)
    assert (finding.place.path, finding.place.line) == ("tools/a.md", 8)


def test_relations_to_a_faulty_file() -> None:
    """A file that is there but can't be read is no unknown entry."""
    files = {**tool("a", "see_also tools/b", not_duplicate_of="[tools/b]"), "tools/b.md": "Moi\n"}
    assert faults(files) == ["tools/b.md:1:1 ZB111 Moi"]


def test_relations_to_a_draft() -> None:
    """A draft is there, though it has no page."""
    assert told({**tool("a", "see_also tools/b"), **tool("b", status="draft")}) == []


def test_relations_given_twice() -> None:
    """One relation given twice is a warning at the second; another type is another relation."""
    files = tool("a", "see_also tools/kirje", "continues tools/kirje", "see_also tools/kirje")
    assert faults(files) == ["tools/a.md:10:26 ZB305 tools/kirje"]


@pytest.mark.parametrize("kind", ["continues", "requires"])
def test_contradicting_relations(kind: str) -> None:
    """Two entries can't both continue or require each other: the later file is told, and where the other claim is."""
    (finding,) = told({**tool("a", f"{kind} tools/b"), **tool("b", f"{kind} tools/a")})
    assert (finding.place.path, finding.code, finding.values) == (
        "tools/b.md",
        "ZB304",
        {"relation": kind, "other": "tools/a.md:8"},
    )


@pytest.mark.parametrize("kind", ["replaces", "part_of"])
@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("a-b b-a", [("a", "a → b → a")]),
        ("b-a a-b", [("a", "a → b → a")]),
        ("c-a a-b b-c", [("a", "a → b → c → a")]),
        ("x-b b-c c-b", [("b", "b → c → b")]),
        ("a-b b-a c-d d-c", [("a", "a → b → a"), ("c", "c → d → c")]),
        ("a-b b-a b-c c-b", [("a", "a → b → a"), ("b", "b → c → b")]),
        ("a-b b-c c-a a-d d-a", [("a", "a → b → c → a"), ("a", "a → d → a")]),
        ("a-b a-c b-d c-d", []),
    ],
)
def test_circles(kind: str, ties: str, expected: list[tuple[str, str]]) -> None:
    """Entries that replace, or are part of, one another in a circle are told once a circle, at its first member."""
    claims: dict[str, list[str]] = {}
    for tie in ties.split():
        claims.setdefault(tie[0], []).append(f"{kind} tools/{tie[2]}")
        claims.setdefault(tie[2], [])
    files: dict[str, str] = {}
    for name, relations in claims.items():
        files |= tool(name, *relations)
    assert circles(files) == expected


def test_a_long_chain_is_no_circle_and_no_recursion() -> None:
    """Over a thousand entries that replace one another in turn end the walk, not the program."""
    files: dict[str, str] = {}
    for number in range(1200):
        files |= tool(f"a{number}", f"replaces tools/a{number + 1}") if number < 1199 else tool(f"a{number}")
    assert told(files) == []
    files |= tool("a1199", "replaces tools/a0")
    (finding,) = told(files)
    assert (finding.code, finding.place.path) == ("ZB303", "tools/a0.md")


def test_superseded() -> None:
    """A superseded entry needs one that replaces it; a relation of another type is not enough."""
    old = tool("vanha", status="superseded")
    assert told({**old, **tool("uusi", "replaces tools/vanha")}) == []
    (finding,) = told({**old, **tool("uusi", "continues tools/vanha")})
    assert (finding.place.path, finding.code, finding.values) == ("tools/vanha.md", "ZB321", {"ref": "tools/vanha"})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[tools/kirje, practices/malli]", []),
        ("[tools/kirj]", [("ZB306", "tools/kirje")]),
        ("[kirje]", [("ZB306", "tools/kirje")]),
        ("[tools/a]", [("ZB306", "")]),
        ("['-']", [("ZB203", None)]),
    ],
)
def test_answers_to_the_duplicate_guard(answer: str, expected: list[tuple[str, str | None]]) -> None:
    """`not_duplicate_of` names other entries of the bank."""
    findings = told(tool("a", not_duplicate_of=answer))
    assert [(finding.code, finding.values.get("near")) for finding in findings] == expected


def test_many_unknown_relations_take_no_time() -> None:
    """Only the first unknown relations of a file get a proposal."""
    files = tool("a", *(f"see_also tools/kirj{number}" for number in range(300)))
    findings = told(files)
    assert len(findings) == 300
    assert sum(finding.variant == "near" for finding in findings) == 20
