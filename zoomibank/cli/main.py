"""All commands, and the number the program ends with.

0 all is well, 1 faults in the content, 2 wrong use or set-up.
"""

import io
import sys
from collections.abc import Sequence

import click

from zoomibank.cli.beginning import init_command
from zoomibank.cli.building import build_command, check_command
from zoomibank.cli.due import due_command
from zoomibank.cli.explaining import explain_command
from zoomibank.cli.guiding import guide_command
from zoomibank.cli.importing import import_command
from zoomibank.cli.keeping import addresses_command
from zoomibank.cli.links import links_command
from zoomibank.cli.moving import rename_command, retire_command
from zoomibank.cli.newsletters import newsletter_command
from zoomibank.cli.options import refused
from zoomibank.cli.recording import survey_command
from zoomibank.cli.reporting import report_command
from zoomibank.cli.schemas import schema_command
from zoomibank.cli.serving import serve_command
from zoomibank.cli.usage import Commands, language_asked, misuse
from zoomibank.cli.writing import new_command
from zoomibank.said import GOOD


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives the program's number; `build` is the command when none is named."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows an escape for it
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] != "--help"):
        given.insert(0, "build")
    try:
        code = commands.main(given, prog_name="zoomibank", standalone_mode=False)
    except click.ClickException as error:
        return refused(misuse(error, commands=tuple(commands.commands)), language_asked(given))
    except (click.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else GOOD


@click.group(cls=Commands, help="Rakentaa hyvien käytäntöjen pankista sivuston. Ilman komentoa tehdään build.")
def commands() -> None:
    """The commands."""


for _command in (
    new_command,
    serve_command,
    check_command,
    explain_command,
    build_command,
    rename_command,
    retire_command,
    addresses_command,
    import_command,
    survey_command,
    due_command,
    report_command,
    newsletter_command,
    init_command,
    links_command,
    schema_command,
    guide_command,
):
    commands.add_command(_command)
