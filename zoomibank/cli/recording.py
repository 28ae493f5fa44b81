"""`new review` and `import-survey`: records that are added to practices, shown before."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zoomibank.cli.asking import answered, chosen, is_answered
from zoomibank.cli.moving import carried_out
from zoomibank.cli.options import content_option, lang_option, order_beside, refused, today_option
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, told_now

if TYPE_CHECKING:
    from zoomibank.editing.grounds import Grounds
    from zoomibank.editing.telling import Sentences

# What takes long to load is imported by the commands.

REVIEW_FIELDS: Final = ("review_kind", "by", "organisation", "verdict", "date", "note")
"""The options of `new` that only a review has."""


def write_review(  # noqa: PLR0913 -- what the command was given
    practice: str, given: Mapping[str, str], *, content: Path, today: str, lang: str, yes: bool
) -> int:
    """Adds a review to a practice; on a terminal what is missing is asked for."""
    from zoomibank.content.schema import ReviewKind, Verdict  # noqa: PLC0415
    from zoomibank.editing.grounds import grounds  # noqa: PLC0415
    from zoomibank.editing.moving import named  # noqa: PLC0415
    from zoomibank.editing.recording import added  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415

    sentences = load_sentences(lang)
    try:
        order = order_beside(content, today, drafts=True)
        base = grounds(content, today=order.today)
        ref = named(content, practice or _asked(sentences, "review.which"))
        if not ref.startswith("practices/"):
            raise SetupError("review_of_no_practice", given=ref)  # noqa: TRY301 -- told like all that is refused here
        if is_answered() and not given["verdict"]:
            _show_criteria(base, sentences)
        record = {
            "kind": _one_of(given["review_kind"], {kind: sentences.say(f"review.{kind}") for kind in ReviewKind},
                            "review.kind", sentences),
            "by": given["by"] or _asked(sentences, "review.by"),
            "organisation": _organisation(given["organisation"], base),
            "date": _day(given["date"], base.today),
            "verdict": _one_of(given["verdict"], {one: sentences.say(f"review.{one}") for one in Verdict},
                               "review.verdict", sentences),
            "note": given["note"] or (answered(sentences.say("review.note")) if is_answered() else ""),
        }  # fmt: skip
        missing = next((name for name in ("kind", "by", "verdict") if not record[name]), "")
        if missing:
            option = "kind" if missing == "kind" else missing
            raise SetupError("review_incomplete", option=f"--{option}")  # noqa: TRY301
        own = {name: value for name, value in record.items() if value}
        plan = added(content, {ref.partition("/")[2]: [own]}, "reviews")
        return carried_out(plan, content, yes=yes, lang=lang, done="review.done")
    except SetupError as error:
        return refused(error, lang)


@click.command("import-survey", help="Lisää seurantakyselyn vastaukset käytäntöihin.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TIEDOSTO.csv")
@content_option
@click.option("--yes", is_flag=True, help="Tee muutokset kysymättä.")
@today_option
@lang_option
def survey_command(file: Path, *, content: Path, yes: bool, today: str, lang: str) -> int:
    """Adds the answers of a survey as adoptions."""
    from zoomibank.editing.grounds import grounds  # noqa: PLC0415
    from zoomibank.editing.recording import survey  # noqa: PLC0415
    from zoomibank.editing.register.source import decoded  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.pipeline import read_bank  # noqa: PLC0415

    sentences = load_sentences(lang)
    try:
        order = order_beside(content, today, drafts=True)
        bank = read_bank(order)
        if bank is None:
            click.echo(told_now(order, is_build=False, lang=lang, style="text").output, nl=False)
            return FAULTS
        text = decoded(file.read_bytes(), file=file.name)
        found = survey(content, text, file=file.name, bank=bank, grounds=grounds(content, today=order.today))
        for told in (*found.known, *found.faults):
            click.echo(f"{file}:{told.line}: {sentences.say(told.key, **told.values)}", err=told in found.faults)
        if found.faults:
            click.echo(sentences.say("survey.refused", count=len(found.faults)), err=True)
            return FAULTS
        return carried_out(found.plan, content, yes=yes, lang=lang, done="survey.done")
    except SetupError as error:
        return refused(error, lang)


def _asked(sentences: "Sentences", key: str) -> str:
    return answered(sentences.say(key)) if is_answered() else ""


def _show_criteria(base: "Grounds", sentences: "Sentences") -> None:
    """What reviewers look at, before they are asked what they found."""
    if criteria := base.terms["review-criteria"]:
        click.echo(sentences.say("review.criteria"))
        for label in criteria.values():
            click.echo(f"  - {label}")


def _one_of(given: str, choices: Mapping[str, str], question: str, sentences: "Sentences") -> str:
    if given or not is_answered():
        return given
    keys = chosen(
        sentences.say(question), choices, sentences, key_of=lambda one: one if one in choices else None, is_many=False
    )
    return "".join(keys)


def _organisation(given: str, base: "Grounds") -> str:
    """The key of an organisation by any of its names.

    Raises:
        SetupError: It is not known.
    """
    key = base.key("organisations", given) if given else ""
    if key is None:
        known = ", ".join(base.terms["organisations"])
        raise SetupError("term_unknown", given=given, vocabulary="organisations", known=known)
    return key


def _day(given: str, today: date) -> str:
    """The day of a review: today, if no other is given.

    Raises:
        SetupError: It is no day, or in the future.
    """
    try:
        day = date.fromisoformat(given) if given else today
    except ValueError:
        raise SetupError("wrong_date", given=given) from None
    if day > today:
        raise SetupError("review_in_future", given=given)
    return day.isoformat()
