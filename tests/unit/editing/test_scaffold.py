import re
from datetime import date
from typing import Final

import pytest

from zoomibank.content.frontmatter import Mapping, Node, Scalar, Sequence, read_tree
from zoomibank.content.schema import KINDS, Record
from zoomibank.content.shapes import shape
from zoomibank.editing.scaffold import scaffold
from zoomibank.editing.telling import load_sentences
from zoomibank.editing.yaml_text import Value

TERMS: Final = {
    "themes": {"hyvinvointi": "Hyvinvointi"},
    "target-groups": {f"ryhma-{n}": f"Ryhmä {n}" for n in range(30)},
}
KNOWN: Final[dict[str, Value]] = {"title": "Malli: kokeilu", "added": date(2026, 3, 12), "status": "draft"}
FI: Final = load_sentences("fi")
MODELS: Final = dict(KINDS)
OPTIONAL: Final = [
    (kind, name)
    for kind, model in MODELS.items()
    for name, field in model.model_fields.items()
    if not field.is_required() and name not in {"previous_slugs", *KNOWN}
]


def made(kind: str) -> str:
    known = {name: value for name, value in KNOWN.items() if name in MODELS[kind].model_fields}
    return scaffold(MODELS[kind], known, TERMS, FI)


def head(text: str) -> str:
    assert text.startswith("---\n")
    assert text.endswith("\n---\n")
    return text.removeprefix("---\n").removesuffix("---\n")


def read(text: str) -> Mapping:
    tree, findings = read_tree(text, path="a.md")
    assert not findings
    assert isinstance(tree, Mapping)
    return tree


@pytest.mark.parametrize("kind", MODELS)
def test_what_is_known_and_what_must_be_given_is_there(kind: str) -> None:
    """The fields that are in use are those known and those required, and only what is not known is a question mark."""
    tree = read(head(made(kind)))
    required = {name for name, field in MODELS[kind].model_fields.items() if field.is_required()}
    known = KNOWN.keys() if kind != "pages" else {"title"}
    assert {key.text for key, _ in tree.entries} == required | known
    for key, value in tree.entries:
        first = value.items[0] if isinstance(value, Sequence) else value
        assert isinstance(first, Scalar)
        assert (first.text == "?") is (key.text not in known)


@pytest.mark.parametrize(("kind", "name"), OPTIONAL)
def test_any_field_can_be_taken_into_use(kind: str, name: str) -> None:
    """Without the `#` at the beginning of its lines a field is there, in the shape that the field table asks for."""
    text = head(made(kind))
    block = re.search(rf"^#{name}:[^\n]*\n(?:# +[^#\n• ][^\n]*\n|#  [^\n]*\n)*", text, re.MULTILINE)
    assert block is not None
    live = "".join(line.removeprefix("#") for line in block.group().splitlines(keepends=True))
    tree = read(text.replace(block.group(), live))
    node = {key.text: value for key, value in tree.entries}[name]
    fits(node, MODELS[kind], name)


def fits(node: Node, model: type[Record], name: str) -> None:
    form = shape(model.model_fields[name])
    if form.is_list:
        assert isinstance(node, Sequence)
        (node,) = node.items
    if form.record:
        assert isinstance(node, Mapping)
        assert [key.text for key, _ in node.entries] == list(form.record.model_fields)
        for key, value in node.entries:
            fits(value, form.record, key.text)
    else:
        assert isinstance(node, Scalar)
        assert node.text == "?"


def test_guidance_names_what_may_be_chosen() -> None:
    """Short vocabularies are named whole; of long ones the first, and where the rest stands."""
    text = " ".join(made("practices").replace("\n# ", " ").split())
    assert "Vaihtoehdot: hyvinvointi = Hyvinvointi" in text
    assert "ryhma-19 = Ryhmä 19. Kaikki ovat tiedostossa vocabulary/target-groups.yaml." in text
    assert "Vaihtoehdot lisätään tiedostoon vocabulary/projects.yaml." in text
