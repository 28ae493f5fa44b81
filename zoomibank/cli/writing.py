"""`new`: a file that is ready to be filled in, asked for on a terminal or by options."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zoomibank.cli.asking import answered, chosen, confirmed, is_answered
from zoomibank.cli.options import content_option, lang_option, order_beside, refused, taking, today_option
from zoomibank.cli.recording import REVIEW_FIELDS, write_review
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD
from zoomibank.stages.order import Order
from zoomibank.text import fold

if TYPE_CHECKING:
    from zoomibank.bank.likeness import Text
    from zoomibank.content.schema import Record
    from zoomibank.editing.grounds import Grounds
    from zoomibank.editing.telling import Sentences
    from zoomibank.editing.yaml_text import Value

# What takes long to load is imported by the command.

_KINDS: Final = {"practice": "practices", "tool": "tools", "page": "pages"}
_REVIEW: Final = "review"

_options: Final = taking(
    click.option("--summary", default="", help="Tiivistelmä."),
    click.option("--theme", "themes", multiple=True, help="Teeman avain tai nimi. Voit antaa useita."),
    click.option("--target-group", "target_groups", multiple=True, help="Kohderyhmän avain tai nimi."),
    click.option("--way", "ways_of_working", multiple=True, help="Välineen toimintatavan avain tai nimi."),
    click.option("--keyword", "keywords", multiple=True, help="Asiasana. Voit antaa useita."),
    click.option("--owner", default="", help="Hallinnoijan avain tai nimi."),
    click.option("--kind", "review_kind", type=click.Choice(["peer", "expert"]), default=None, help="Arvioinnin laji."),
    click.option("--by", default="", help="Kuka arvioi: henkilö tai ryhmä."),
    click.option("--organisation", default="", help="Arvioijan organisaation avain tai nimi."),
    click.option("--verdict", type=click.Choice(["green", "yellow", "red"]), default=None, help="Arvioinnin tulos."),
    click.option("--date", default="", help="Arvioinnin päivä muodossa 2026-03-12, oletus tänään."),
    click.option("--note", default="", help="Arvioinnin perustelu."),
    click.option("--yes", is_flag=True, help="Lisää arviointi kysymättä."),
    content_option,
    today_option,
    lang_option,
)


@click.command("new", help="Tee uusi käytäntö, väline, sivu tai arviointi.")
@click.argument("kind", metavar="practice|tool|page|review", type=click.Choice([*_KINDS, _REVIEW]))
@click.argument("title", metavar="[OTSIKKO]", default="")
@_options
def new_command(
    kind: str,
    title: str,
    *,
    content: Path,
    today: str,
    lang: str,
    **given: Any,  # noqa: ANN401 -- fields by their names
) -> int:
    """Writes a new file, after showing which entries it resembles, or adds a review to one."""
    yes = given.pop("yes")
    review = {name: given.pop(name) or "" for name in REVIEW_FIELDS}
    if kind == _REVIEW:
        return write_review(title, review, content=content, today=today, lang=lang, yes=yes)
    if unfit := next((name for name, value in review.items() if value), None):
        return refused(SetupError("field_unfit", field=unfit, known=_REVIEW), lang)
    from zoomibank.bank.likeness import Text  # noqa: PLC0415
    from zoomibank.content.schema import KINDS  # noqa: PLC0415
    from zoomibank.editing.files import write_new  # noqa: PLC0415
    from zoomibank.editing.grounds import grounds, path_for  # noqa: PLC0415
    from zoomibank.editing.scaffold import scaffold  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415

    sentences = load_sentences(lang)
    try:
        order = order_beside(content, today, drafts=True)
        base = grounds(content, today=order.today)
        if not title and is_answered():
            title = answered(sentences.say("new.title"))
        path = path_for(_KINDS[kind], title, base)
        model = KINDS[_KINDS[kind]]
        known = {"title": title} | _known(model, given, base, sentences)
        if "added" in model.model_fields:
            known |= {"added": base.today, "status": "draft"}
        text = Text(title, given["keywords"], str(known.get("summary", "")))
        if kind != "page" and not _goes_on(text, order, sentences):
            click.echo(sentences.say("asking.nothing_done"))
            return GOOD
        write_new(content, path, scaffold(model, known, base.terms, load_sentences("fi")))
    except SetupError as error:
        return refused(error, lang)
    click.echo(sentences.say("new.done", file=str(content / path)))
    click.echo(sentences.say("new.next"))
    return GOOD


def _known(
    model: type["Record"], given: Mapping[str, Any], base: "Grounds", sentences: "Sentences"
) -> dict[str, "Value"]:
    """The fields of a kind that are given or, on a terminal, asked for."""
    from zoomibank.content.schema import row  # noqa: PLC0415
    from zoomibank.content.shapes import shape  # noqa: PLC0415

    if unfit := next((name for name, value in given.items() if value and name not in model.model_fields), None):
        raise SetupError("field_unfit", field=unfit, known=", ".join(model.model_fields))
    known: dict[str, Value] = {}
    for name, field in model.model_fields.items():
        if name not in given:
            continue
        value, vocabulary = given[name], row(field).vocabulary
        if vocabulary:
            keys = _keys([value] if isinstance(value, str) else value, vocabulary, base)
            if not keys and is_answered() and field.is_required():
                keys = chosen(
                    row(field).label(sentences.language),
                    base.terms[vocabulary],
                    sentences,
                    key_of=partial(base.key, vocabulary),
                    is_many=shape(field).is_list,
                )
            value = keys if shape(field).is_list else "".join(keys)
        elif not value and is_answered() and field.is_required():
            click.echo(f"\n{row(field).label(sentences.language)}")
            value = answered(sentences.say("new.enter"))
        if value:
            known[name] = value
    return known


def _keys(given: Iterable[str], vocabulary: str, base: "Grounds") -> tuple[str, ...]:
    """The keys of terms that are named by their keys or labels.

    Raises:
        SetupError: One of them is not in the vocabulary.
    """
    found = {name: base.key(vocabulary, name) for name in given if name}
    for name, key in found.items():
        if key is None:
            raise SetupError("term_unknown", given=name, vocabulary=vocabulary, known=", ".join(base.terms[vocabulary]))
    return tuple(dict.fromkeys(key for key in found.values() if key))


def _goes_on(text: "Text", order: Order, sentences: "Sentences") -> bool:
    """Shows the entries that a new one resembles; on a terminal the editor says whether to go on."""
    from zoomibank.editing.grounds import resembling  # noqa: PLC0415

    entries = resembling(order, text)
    if entries is None:
        click.echo(sentences.say("new.not_compared"), err=True)
    if not entries:
        return True
    if twin := next((entry for entry in entries if fold(entry.original.record.title) == fold(text.title)), None):
        raise SetupError("title_taken", given=text.title, file=str(order.content / twin.original.path))
    click.echo(sentences.say("new.alike"))
    for entry in entries:
        click.echo(f"  {entry.original.record.title}\n    {order.content / entry.original.path}")
    click.echo(sentences.say("new.answer_later"))
    return not is_answered() or confirmed(sentences.say("new.go_on"), sentences)
