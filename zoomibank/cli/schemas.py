"""`schema`: the field table as JSON Schemas."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoomibank.cli.options import content_option, day, folder, lang_option, refused
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD

if TYPE_CHECKING:
    from zoomibank.editing.json_schema import Known


@click.command("schema", help="Kenttätaulukko JSON Schema -kaavioina muille ohjelmille. Ilman nimeä kaikki.")
@click.argument("name", required=False, default="", metavar="[NIMI]")
@click.option("--output", type=folder(), help="Kansio, johon kaaviot kirjoitetaan.")
@content_option
@lang_option
def schema_command(name: str, output: Path | None, content: Path, lang: str) -> int:
    """Prints one schema, or writes it or all of them into a folder."""
    from zoomibank.editing.json_schema import SCHEMAS, json_schema  # noqa: PLC0415 -- takes long to load

    listed = ", ".join(SCHEMAS)
    if name and name not in SCHEMAS:
        return refused(SetupError("unknown_schema", given=name, known=listed), lang)
    if not name and output is None:
        return refused(SetupError("schema_without_output", known=listed), lang)
    known = _known(content)
    if output is None:
        click.echo(json_schema(name, known).encode(), nl=False)  # JSON is UTF-8, whatever the terminal is
        return GOOD
    try:
        output.mkdir(parents=True, exist_ok=True)
        for one in [name] if name else SCHEMAS:
            (output / f"{one}.json").write_text(json_schema(one, known), encoding="utf-8", newline="\n")
    except OSError as error:
        return refused(SetupError("write_failed", path=str(output), reason=error.strerror or str(error)), lang)
    return GOOD


def _known(content: Path) -> "Known":
    """What is known of the bank; nothing where there is none."""
    from zoomibank.content.load import load  # noqa: PLC0415
    from zoomibank.content.validate import lay_foundation  # noqa: PLC0415
    from zoomibank.editing.json_schema import NOTHING_KNOWN, known  # noqa: PLC0415

    try:
        loaded, _ = load(content)
    except SetupError:
        return NOTHING_KNOWN
    foundation, _ = lay_foundation(loaded, today=day(""))
    return known(foundation.vocabularies, foundation.languages[0])
