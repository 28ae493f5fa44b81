"""Help and wrong use in the editors' language: click's own sentences are English."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import click

from zoomibank.findings.finding import LANGUAGES, SetupError
from zoomibank.text import nearest

_FINNISH: Final = {
    "Usage": "Käyttö",
    "Options": "Valinnat",
    "Commands": "Komennot",
    "Show this message and exit.": "Näytä tämä ohje.",
}
"""Click's words in help, which is Finnish as the options' own help is."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", "[VALINNAT]").replace("COMMAND [ARGS]...", "KOMENTO ...")
        super().write_usage(prog, words, prefix or f"{_FINNISH['Usage']}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_FINNISH.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(name, _FINNISH.get(text, text).replace("[default: ", "[oletus: ")) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


class Commands(click.Group):
    """Commands that their help lists in the order in which they were added."""

    context_class = _Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- as click calls it
        """The names, in this order."""
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Adds a command; its help is Finnish, too."""
        cmd.context_class = _Context
        super().add_command(cmd, name)


def language_asked(arguments: Sequence[str]) -> str:
    """The language of the messages, also where the rest of the command line is wrong."""
    given = " ".join(arguments).replace("--lang=", "--lang ").split()
    after = [word for option, word in pairwise(given) if option == "--lang"]
    return after[-1] if after and after[-1] in LANGUAGES else "fi"


def misuse(error: click.ClickException, *, commands: Sequence[str]) -> SetupError:
    """What click refused, as a sentence of ours."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_of = f"{context.info_name} " if context and context.parent else ""
    words = error.format_message()
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            told = SetupError("usage_missing", name=param.make_metavar(context or _Context(Commands())), help=help_of)
        case click.NoSuchOption(option_name=given):
            names = [name for param in context.command.params for name in param.opts] if context else []
            near = nearest(given, names) or ""
            told = SetupError("usage_option_near" if near else "usage_option", given=given, near=near, help=help_of)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            told = SetupError("usage_choice", name=param.opts[0], known=", ".join(map(str, choices)))
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType()) as param):
            told = SetupError("usage_number", name=param.opts[0])
        case click.BadOptionUsage(option_name=given):
            told = SetupError("usage_value", name=given, help=help_of)
        case _ if words.startswith("No such command"):
            given = words.split("'")[1]
            near = nearest(given, commands) or ""
            key = "usage_command_near" if near else "usage_command"
            told = SetupError(key, given=given, near=near, known=", ".join(commands))
        case _:
            told = SetupError("usage_other", help=help_of, detail=words)
    return told
