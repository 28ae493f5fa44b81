"""`guide`: what editors read and VS Code knows, made anew from the field table and the table of faults."""

from pathlib import Path

import click

from zoomibank.cli.options import content_option, refused
from zoomibank.findings.finding import SetupError
from zoomibank.said import GOOD


@click.command("guide", help="Uusi oppaan taulukot ja VS Coden tiedostot. Ne ovat kansiossa .vscode oppaan vieressä.")
@content_option
def guide_command(content: Path) -> int:
    """Renews the tables of the editors' guide and, where the bank has them, what VS Code reads."""
    from zoomibank.editing.guide import renewed  # noqa: PLC0415 -- takes long to load
    from zoomibank.editing.vscode import vscode_files  # noqa: PLC0415
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

    path = content / "README.md"
    if not path.is_file():
        return refused(SetupError("content_missing", folder=str(content)), "fi")
    path.write_text(renewed(path.read_text(encoding="utf-8"), load_wordings("fi")), encoding="utf-8")
    folder = content.absolute().parent / ".vscode"
    if folder.is_dir():
        (folder / "schemas").mkdir(exist_ok=True)
        for name, text in vscode_files().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return GOOD
