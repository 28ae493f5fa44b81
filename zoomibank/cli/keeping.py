"""`addresses`: the list that keeps what was published."""

from dataclasses import replace
from pathlib import Path

import click

from zoomibank.cli.options import content_option, lang_option, order_beside, output_option, refused, today_option
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, GOOD, told_now

# What takes long to load is imported by the command.


@click.command("addresses", help="Kirjaa sivuston osoitteet tiedostoon addresses.txt. Kirjattu osoite ei katoa.")
@content_option
@output_option
@today_option
@lang_option
def addresses_command(*, content: Path, output: Path, today: str, lang: str) -> int:
    """Adds the addresses of the site to the list."""
    from zoomibank.editing.keeping import keep  # noqa: PLC0415 -- takes long to load
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.pipeline import make_ready  # noqa: PLC0415

    try:
        order = replace(order_beside(content, today), output=output)
        ready = make_ready(order)
        if ready is None:
            click.echo(told_now(order, is_build=False, lang=lang, style="text").output, nl=False)
            return FAULTS
        sentences = load_sentences(lang)
        count = keep(order, ready, opening=sentences.say("addresses.opening"))
    except SetupError as error:
        return refused(error, lang)
    click.echo(sentences.say("addresses.done", count=count) if count else sentences.say("addresses.nothing"))
    return GOOD
