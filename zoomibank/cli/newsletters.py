"""`newsletter`: what has happened in the bank since a day or a tag, as a mail."""

import os
from pathlib import Path

import click

from zoomibank.cli.options import content_option, folder, lang_option, order_beside, refused, today_option
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, GOOD, told_now

# What takes long to load is imported by the command.


@click.command("newsletter", help="Kirjoita uutiskirje siitä, mitä on tapahtunut.")
@content_option
@click.option("--since", required=True, metavar="PÄIVÄ|TUNNISTE", help="Mistä alkaen: 2026-03-12 tai gitin tunniste.")
@click.option("--out", type=folder(), default="uutiskirje", show_default=True, help="Kansio, johon kirjeet tehdään.")
@click.option("--base-url", default="", help="Sivuston osoite, jos sitä ei ole asetuksissa.")
@today_option
@lang_option
def newsletter_command(  # noqa: PLR0913 -- one argument an option
    *, content: Path, since: str, out: Path, base_url: str, today: str, lang: str
) -> int:
    """Writes a letter in each language of the bank."""
    from dataclasses import replace  # noqa: PLC0415

    from zoomibank.editing.files import write_over  # noqa: PLC0415
    from zoomibank.editing.newsletters import letters  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.pipeline import make_ready  # noqa: PLC0415

    say = load_sentences(lang).say
    try:
        order = replace(order_beside(content, today), base_url=base_url)
        ready = make_ready(order)
        if ready is None:
            click.echo(told_now(order, is_build=False, lang=lang, style="text").output, nl=False)
            return FAULTS
        made = letters(order, ready, since, environment=os.environ)
        if made.files:
            write_over(out, made.files)
    except SetupError as error:
        return refused(error, lang)
    if not made.is_known:
        click.echo(say("newsletter.no_git"))
    if made.files:
        click.echo(say("newsletter.done", files=", ".join(str(out / name) for name in made.files)))
    else:
        click.echo(say("newsletter.nothing", since=since))
    return GOOD
