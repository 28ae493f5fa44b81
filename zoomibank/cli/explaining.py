"""`explain`: what a finding means and how it is mended."""

import click

from zoomibank.cli.options import lang_option, refused
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD


@click.command("explain", help="Selitä havainto esimerkkien avulla. Ilman koodia luetellaan kaikki.")
@click.argument("code", metavar="[ZBnnn]", default="")
@lang_option
def explain_command(code: str, *, lang: str) -> int:
    """Explains a finding, or lists them all."""
    from zoomibank.editing.explain import code_of, explained, listed, load_examples  # noqa: PLC0415 -- takes long
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

    wordings = load_wordings(lang)
    if not code:
        click.echo(listed(wordings), nl=False)
        return GOOD
    try:
        known = code_of(code)
    except SetupError as error:
        return refused(error, lang)
    click.echo(explained(known, load_examples()[known], wordings=wordings, sentences=load_sentences(lang)), nl=False)
    return GOOD
