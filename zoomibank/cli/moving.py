"""`rename` and `retire`: what they would change is shown first."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zoomibank.cli.asking import confirmed, is_answered
from zoomibank.cli.options import content_option, lang_option, refused, taking
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD, WRONG_USE

if TYPE_CHECKING:
    from zoomibank.editing.moving import Plan

# What takes long to load is imported by the commands that need it.

_options: Final = taking(
    content_option,
    click.option("--yes", is_flag=True, help="Tee muutokset kysymättä."),
    lang_option,
)


@click.command("rename", help="Vaihda kuvauksen nimi. Suhteet, linkit ja vanha osoite toimivat edelleen.")
@click.argument("entry", metavar="KUVAUS")
@click.argument("slug", metavar="UUSI-NIMI")
@_options
def rename_command(entry: str, slug: str, *, content: Path, yes: bool, lang: str) -> int:
    """Renames an entry's files and mends all that names it."""
    from zoomibank.editing import moving  # noqa: PLC0415

    try:
        plan = moving.rename(content, moving.named(content, entry), slug.removesuffix(".md"))
        return carried_out(plan, content, yes=yes, lang=lang)
    except SetupError as error:
        return refused(error, lang)


@click.command("retire", help="Poista kuvaus käytöstä. Se arkistoidaan, tai siihen merkitään korvaaja. Sivu säilyy.")
@click.argument("entry", metavar="KUVAUS")
@click.option("--by", default="", metavar="KUVAUS", help="Kuvaus, joka korvaa tämän. Ilman sitä kuvaus arkistoidaan.")
@click.option("--links", is_flag=True, help="Ohjaa myös tekstien linkit korvaavaan kuvaukseen.")
@_options
def retire_command(  # noqa: PLR0913 -- one argument an option
    entry: str, *, by: str, links: bool, content: Path, yes: bool, lang: str
) -> int:
    """Archives an entry, or marks what it is superseded by."""
    from zoomibank.editing import moving  # noqa: PLC0415

    try:
        successor = moving.named(content, by) if by else ""
        plan = moving.retire(content, moving.named(content, entry), successor=successor, links=links)
        return carried_out(plan, content, yes=yes, lang=lang)
    except SetupError as error:
        return refused(error, lang)


def carried_out(plan: "Plan", content: Path, *, yes: bool, lang: str, done: str = "moving.done") -> int:
    """Shows a plan and, if the editor agrees, carries it out; `done` is the sentence that tells that it was."""
    from zoomibank.editing.files import carry_out  # noqa: PLC0415
    from zoomibank.editing.moving import difference  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415

    sentences = load_sentences(lang)
    for old, new in plan.renamed:
        click.echo(sentences.say("moving.renamed", old=str(content / old), new=str(content / new)))
    click.echo(difference(plan, content), nl=False)
    if plan.left:
        click.echo(sentences.say("moving.left"))
        for place in plan.left:
            click.echo(f"  {content / place.path}:{place.line}:{place.column}")
    if not plan.changes:
        click.echo(sentences.say("moving.nothing"))
        return GOOD
    if not yes and not is_answered():
        click.echo(sentences.say("asking.give_yes"), err=True)
        return WRONG_USE
    if not yes and not confirmed(sentences.say("moving.question"), sentences):
        click.echo(sentences.say("asking.nothing_done"))
        return GOOD
    carry_out(content, plan.changes)
    click.echo(sentences.say(done, count=len(plan.changes) - len(plan.renamed)))
    return GOOD
