"""`guide`: what editors read, made anew from the field table and the table of faults."""

from pathlib import Path

import click

from zoomibank.cli.options import content_option, refused
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD


@click.command("guide", help="Päivitä toimittajan oppaan taulukot (README.md sisältökansiossa).")
@content_option
def guide_command(content: Path) -> int:
    """Renews the tables of the editors' guide."""
    from zoomibank.editing.guide import renewed  # noqa: PLC0415 -- takes long to load
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

    path = content / "README.md"
    if not path.is_file():
        return refused(SetupError("content_missing", folder=str(content)), "fi")
    path.write_text(renewed(path.read_text(encoding="utf-8"), load_wordings("fi")), encoding="utf-8")
    return GOOD
