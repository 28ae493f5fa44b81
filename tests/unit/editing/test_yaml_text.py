from datetime import date

import pytest

from zoomibank.content.frontmatter import Mapping, Node, Scalar, Sequence, read_tree
from zoomibank.editing.yaml_text import Value, fields

LONG = "Kuvaus, joka on niin pitkä, ettei se mahdu yhdelle riville: siinä on kaksoispiste, #risuaita ja - viiva. " * 3

TEXTS = [
    "Malli", "Malli: kokeilu", "Malli #1", "#1", "a#b", "C#", "- viiva", "-", "", " ", " alussa", "lopussa ", "12:30",
    "no", "true", "null", "~", "2024-05-31", "0123", "1e3", "0x1f", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">",
    "[a", "a, b]",
    "{a: b}", '"a"', "'a'", "a 'b' c", 'a "b" c', "a\\b", "?", "? a", "a: ", "a:", ":a", "a :b",
    "https://a.example/b#c",
    "---", "--- a", "...", "<<", "=", "ä", "Å: ö", "😀", "a\tb", "\ta", "a\nb", "a\n\nb\n", "\na", "a  b",
    "a\u00a0b",
    "   a\n  b", "a\n--- \nb", "x" * 300, LONG, LONG.strip(), LONG.strip() + "\u00a0loppu", "  " + LONG,
    LONG.strip() + "\nb",
    LONG.strip().replace("riville", "riville\u2009nyt"), "- " + LONG.strip(),
]  # fmt: skip


def read(text: str) -> Value:
    tree, findings = read_tree(text, path="a.md")
    assert not findings, text
    assert tree is not None
    return plain(tree)


def plain(node: Node) -> Value:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
    raise AssertionError(node)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_as_it_was_given(text: str) -> None:
    """Whatever a text holds, the front matter's reader gives the same letters, at every depth."""
    values: dict[str, Value] = {"a": text, "b": [text, text], "c": {"d": text, "e": [{"f": text, "g": [text]}]}}
    assert read(fields(values)) == values


def test_lines_are_those_an_editor_would_write() -> None:
    """Plain where that is safe, lists as blocks, long texts folded."""
    values: dict[str, Value] = {
        "title": "Kiinni strategiaan -malli",
        "summary": "Sana " * 30 + "loppuu.",
        "themes": ["hyvinvointi", "ohjaus"],
        "contact": {"role": "Neuvonta", "email": "neuvonta@example.org"},
        "added": date(2026, 3, 12),
        "register_id": 7,
        "results": [{"text": "Tulos: hyvä", "kind": "aim"}, {"text": "Toinen", "kind": "aim"}],
    }
    assert fields(values) == (
        "title: Kiinni strategiaan -malli\n"
        "summary: >-\n"
        f"  {'Sana ' * 19}Sana\n"
        f"  {'Sana ' * 10}loppuu.\n"
        "themes:\n  - hyvinvointi\n  - ohjaus\n"
        "contact:\n  role: Neuvonta\n  email: neuvonta@example.org\n"
        "added: 2026-03-12\n"
        "register_id: 7\n"
        'results:\n  - text: "Tulos: hyvä"\n    kind: aim\n  - text: Toinen\n    kind: aim\n'
    )
