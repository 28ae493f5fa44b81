"""`due`: the work list of those who keep entries current."""

from pathlib import Path

import click

from zoomibank.cli.options import content_option, lang_option, order_beside, refused, today_option
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, GOOD, told_now

# What takes long to load is imported by the command.


@click.command("due", help="Luettele kuvaukset, jotka odottavat tarkistusta. Järjestys on hallinnoijittain.")
@content_option
@click.option("--owner", default="", metavar="TUNNUS", help="Vain tämän hallinnoijan kuvaukset.")
@click.option(
    "--within",
    type=click.IntRange(0, 36_500),
    default=60,
    show_default=True,
    metavar="PÄIVÄÄ",
    help="Myös tarkistukset, jotka on tehtävä näin monen päivän kuluessa.",
)
@click.option("--format", "style", type=click.Choice(["text", "csv"]), default="text", help="Luettelon muoto.")
@today_option
@lang_option
def due_command(  # noqa: PLR0913 -- one argument an option
    *, content: Path, owner: str, within: int, style: str, today: str, lang: str
) -> int:
    """Lists the reviews that are overdue or come up."""
    from zoomibank.editing import due  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.pipeline import read_bank  # noqa: PLC0415

    try:
        order = order_beside(content, today)
        bank = read_bank(order)
        if bank is None:
            click.echo(told_now(order, is_build=False, lang=lang, style="text").output, nl=False)
            return FAULTS
        work = due.work_list(bank, owner=owner, within=within, language=lang)
    except SetupError as error:
        return refused(error, lang)
    sentences = load_sentences(lang)
    if style == "csv":
        click.echo(due.as_table(work, sentences).encode(), nl=False)
    else:
        click.echo(due.as_text(work, sentences, within=within), nl=False)
    return GOOD
