"""The form with which people without git propose a practice, made from the field table."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from zoomibank.content.schema import MaterialKind, OriginKind, Practice, Record, ResultKind, row
from zoomibank.content.shapes import Shape, shape
from zoomibank.content.values import read_licence, read_text
from zoomibank.content.walk import NOTHING
from zoomibank.site.local import Local
from zoomibank.site.views import Crumb, FormChoice, FormField, FormGroup, FormView

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "basics": ("title", "summary", "themes", "target_groups", "owner"),
    "body": (),
    "results": ("results", "steps", "adoption", "materials"),
    "background": ("origin", "project", "phase", "contact", "register_id", "licence"),
    "finding": ("keywords", "aliases"),
}
"""The fields that are asked for, in the order of the form. The body, which is no field, has a group of its own."""
LEFT_OUT: Final = frozenset(
    {
        "added",  # the day on which the proposal is written
        "reviewed", "review_every", "status", "previous_slugs",  # how the bank keeps an entry
        "relations", "not_duplicate_of",  # editors know what else the bank has
        "reviews", "adoptions",  # what others say later
    }
)  # fmt: skip
"""The fields of a practice that a proposer can't know."""

_CODES: Final = {OriginKind: "origin", MaterialKind: "material", ResultKind: "evidence"}
"""The names of fixed choices, in the strings."""


def form_view(local: Local) -> FormView:
    """The view of the form's page."""
    settings = local.catalogue.bank.settings
    language = local.catalogue.bank.default_language
    groups = tuple(
        FormGroup(local.strings(f"form.group.{name}"), tuple(_fields(local, Practice, names)) or (_body(local),))
        for name, names in GROUPS.items()
    )
    texts, start = local.strings.texts, "form.said."
    return FormView(
        crumbs=local.crumbs(Crumb(local.phrase("form.title"), local.urls.index("propose"))),
        groups=groups,
        rules=_json(
            {"fields": [_rules(field) for group in groups for field in group.fields], "nothing": sorted(NOTHING)}
        ),
        texts=_json({key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}),
        written_in=local.strings.named("language.in", language),
        contact=local.contact(None, settings.contact),
        new_file=settings.new_file_url or "",
    )


def _fields(local: Local, model: type[Record], names: tuple[str, ...], above: str = "") -> Iterator[FormField]:
    """The fields of a record; one to choose in is left out where there is nothing to choose."""
    for name in names:
        field = model.model_fields[name]
        form = shape(field)
        choices = tuple(_choices(local, form))
        if form.vocabulary and not choices and not field.is_required():
            continue
        inner = form.record
        is_many = form.is_list and inner is not None
        yield FormField(
            name=name,
            label=row(field).label(local.language),
            help=local.strings(f"form.help.{above}{name}"),
            kind=_kind(form, has_choices=bool(choices)),
            reader=form.reader.__name__.removeprefix("read_") if form.reader else "",
            required=field.is_required(),
            low=form.low or 0,
            high=form.high or 0,
            choices=choices,
            fields=tuple(_fields(local, inner, tuple(inner.model_fields), f"{name}_")) if inner else (),
            item=local.strings(f"form.item.{name}") if is_many else "",
            add=local.strings(f"form.add.{name}") if is_many else "",
        )


def _body(local: Local) -> FormField:
    """The running text, which is no field of the table."""
    say = local.strings
    return FormField(
        "body", say("form.body"), say("form.help.body"), "text", "text", required=False, low=0, high=0, is_tall=True
    )


def _kind(form: Shape, *, has_choices: bool) -> str:
    """What a field is filled with."""
    if form.record:
        return "records" if form.is_list else "record"
    if has_choices or form.vocabulary:
        return "choices" if form.is_list else "choice"
    if form.is_list:
        return "lines"
    return "text" if form.reader is read_text else "line"


def _choices(local: Local, form: Shape) -> Iterator[FormChoice]:
    """What may be chosen: the bank's terms that are in use, or the codes of the table."""
    for key, term in local.catalogue.vocabulary(form.vocabulary).terms.items() if form.vocabulary else ():
        if not term.deprecated_by:
            yield FormChoice(key, local.said(term.label), local.said_if(term.description))
    for code in form.choices:
        yield FormChoice(code, local.phrase(f"{_CODES[type(code)]}.{code}"))  # type: ignore[index]  # members of enums
    if form.reader is read_licence:
        start = "licence."
        for key in local.strings.texts:
            if key.startswith(start):
                yield FormChoice(key.removeprefix(start), local.phrase(key))


def _json(given: object) -> str:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def _rules(field: FormField) -> Mapping[str, Any]:
    """What the script that checks a field must know of it."""
    return {
        "name": field.name,
        "kind": field.kind,
        "reader": field.reader,
        "required": field.required,
        "low": field.low,
        "high": field.high,
        "fields": [_rules(inner) for inner in field.fields],
    }
