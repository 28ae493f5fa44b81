"""A new file, made from the field table: what is known is filled in, the rest stands ready to be.

Every field has its guidance above it. What must be given and is not known yet holds a question mark, of which `check`
tells. What may be left out follows, commented out: without the `#` at the beginning of its lines it is in use.
The comments are in Finnish, as the field table's guidance is.
"""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from pydantic.fields import FieldInfo

from zoomibank.content import values
from zoomibank.content.schema import Record, row
from zoomibank.content.shapes import shape
from zoomibank.editing.guide import form_in_words
from zoomibank.editing.telling import Sentences
from zoomibank.editing.yaml_text import Value, fields

Terms = Mapping[str, Mapping[str, str]]
"""The vocabularies by their names: the labels of the terms by their keys."""

_WIDTH: Final = 96
"""Characters of a line of guidance."""
_MANY: Final = 20
"""So many terms of a vocabulary are named; where more are, its file is."""
_LEFT_OUT: Final = frozenset({"previous_slugs"})
"""What the program itself writes when a name changes."""


def scaffold(model: type[Record], known: Mapping[str, Value], terms: Terms, sentences: Sentences) -> str:
    """The text of a new file.

    Args:
        model: What the file is of.
        known: The fields that are known, in the forms of YAML.
        terms: The bank's vocabularies.
        sentences: In the language of the field table's guidance.
    """
    rows = [(name, field) for name, field in model.model_fields.items() if name not in _LEFT_OUT]
    live = [(name, field) for name, field in rows if name in known or field.is_required()]
    lines = list(_comment(sentences.say("new.how")))
    for name, field in live:
        own = fields({name: known[name]}).splitlines() if name in known else _empty(name, field)
        lines += ["", *_guidance(name, field, terms, sentences), *own]
    lines += ["", *_comment(sentences.say("new.optional"))]
    for name, field in (one for one in rows if one not in live):
        lines += ["", *_guidance(name, field, terms, sentences), *(f"#{line}" for line in _empty(name, field))]
    lines += ["", *_comment(sentences.say("new.body"))]
    return "\n".join(("---", *lines, "---", ""))


def _guidance(name: str, field: FieldInfo, terms: Terms, sentences: Sentences) -> Iterator[str]:
    """What an editor should know of a field, as comments."""
    about, form = row(field), shape(field)
    yield from _comment(f"{about.fi}: {about.guide} ({_plain(field)})")
    if name == "status":
        yield from _comment(sentences.say("new.draft"))
    if form.vocabulary:
        yield from _comment(_choices(terms.get(form.vocabulary, {}), form.vocabulary, sentences))
    for inner, below in form.record.model_fields.items() if form.record else ():
        vocabulary = shape(below).vocabulary
        more = f" {_choices(terms.get(vocabulary, {}), vocabulary, sentences)}" if vocabulary else ""
        yield from _comment(f"• {inner}: {row(below).guide} ({_plain(below)}){more}")


def _plain(field: FieldInfo) -> str:
    """The form of a field as words without marks."""
    must = ["pakollinen"] if field.is_required() else []
    return ", ".join([form_in_words(shape(field)).replace("`", ""), *must])


def _choices(terms: Mapping[str, str], vocabulary: str, sentences: Sentences) -> str:
    named = ", ".join(f"{key} = {label}" for key, label in list(terms.items())[:_MANY])
    key = "new.some_choices" if len(terms) > _MANY else "new.choices" if terms else "new.no_choices"
    return sentences.say(key, choices=named, vocabulary=vocabulary)


def _empty(name: str, field: FieldInfo) -> Iterator[str]:
    """The lines of a field that waits to be filled in; `?` says nothing, so it can't be published by mistake."""
    form = shape(field)
    if form.record:
        first = f"{name}:"
        inner = [line for key in form.record.model_fields for line in _leaf(key, form.record.model_fields[key])]
        yield first
        for number, line in enumerate(inner):
            yield f"  {'- ' if form.is_list and not number else '  ' if form.is_list else ''}{line}"
    else:
        yield from _leaf(name, field)


def _leaf(name: str, field: FieldInfo) -> Iterator[str]:
    form = shape(field)
    if form.is_list:
        yield f"{name}:"
        yield '  - "?"'
    elif form.reader is values.read_text:
        yield f"{name}: >-"
        yield "  ?"
    else:
        yield f'{name}: "?"'


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))
