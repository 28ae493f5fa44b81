"""`init`: a new bank that works, without entries."""

from pathlib import Path

import click

from zoomibank.cli.options import folder, lang_option, refused
from zoomibank.findings.finding import LANGUAGES, SetupError
from zoomibank.said import GOOD

# What takes long to load is imported by the command.


@click.command("init", help="Perusta uusi, tyhjä menetelmäpankki kansioon.")
@click.argument("directory", type=folder(), metavar="KANSIO")
@click.option("--title", default="", help="Pankin nimi.")
@click.option("--owner", default="", help="Organisaatio, joka pitää pankkia yllä.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    default=("fi",),
    help="Sivuston kieli. Voi toistaa; ensimmäinen on oletus.",
)
@lang_option
def init_command(directory: Path, *, title: str, owner: str, languages: tuple[str, ...], lang: str) -> int:
    """Makes a bank in a folder."""
    from zoomibank.editing.files import write_folder  # noqa: PLC0415
    from zoomibank.editing.new_bank import new_bank  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415

    chosen = tuple(dict.fromkeys(languages))
    sentences = {language: load_sentences(language) for language in chosen}
    try:
        write_folder(directory, new_bank(title, owner, chosen, sentences))
    except SetupError as error:
        return refused(error, lang)
    click.echo(load_sentences(lang).say("bank.done", folder=str(directory)))
    return GOOD
