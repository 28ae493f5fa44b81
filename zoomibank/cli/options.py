"""What commands have in common: options, the day, and how wrong use is told."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import click

from zoomibank.findings.finding import LANGUAGES, STYLES, SetupError
from zoomibank.said import WRONG_USE, Told
from zoomibank.stages.order import Order

F = TypeVar("F", bound=Callable[..., object])

_YEARS: Final = range(1990, 2101)
"""Those that a date of the content may have."""

folder: Final = partial(click.Path, path_type=Path)
content_option: Final = click.option(
    "--content", type=folder(), default="content", show_default=True, help="Sisältökansio."
)
output_option: Final = click.option(
    "--output", type=folder(), default="output", show_default=True, help="Sivuston kansio."
)
today_option: Final = click.option("--today", default="", help="Päivä, jolle tehdään, muodossa 2026-03-12.")
format_option: Final = click.option(
    "--format", "style", type=click.Choice(STYLES), default="text", help="Ilmoitusten muoto."
)
lang_option: Final = click.option("--lang", type=click.Choice(LANGUAGES), default="fi", help="Ilmoitusten kieli.")


def templates_folder() -> Path:
    """The templates that come with the program: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


templates_option: Final = click.option(
    "--templates", type=folder(), default=templates_folder, help="Sivupohjien kansio."
)


def taking(*options: Callable[[F], F]) -> Callable[[F], F]:
    """A command with these options, which its help tells in this order."""

    def decorated(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def day(given: str) -> date | datetime:
    """The day asked for, else SOURCE_DATE_EPOCH, else now: the only place that looks at a clock for the day.

    Raises:
        SetupError: What is given is no day.
    """
    if given:
        with suppress(ValueError):
            asked = date.fromisoformat(given)
            if asked.isoformat() == given and asked.year in _YEARS:
                return asked
        raise SetupError("wrong_date", given=given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise SetupError("wrong_date", given=epoch) from None


def order_beside(content: Path, today: str, *, drafts: bool = False) -> Order:
    """What is asked of a bank whose site is not: what builds remember is used, where they have.

    Raises:
        SetupError: The day is none.
    """
    beside = content.absolute().parent
    cache = beside / ".cache"
    return Order(
        content,
        beside / "output",
        templates_folder(),
        day(today),
        drafts=drafts,
        cache=cache if cache.is_dir() else None,
    )


def say(told: Told, *, style: str) -> int:
    """Prints what a command says, its summary to the page of a run at GitHub, and gives the program's number for it."""
    click.echo(told.error, nl=False, err=True)
    if style != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(told.output, nl=False)
    page = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if told.summary and page:
        with suppress(OSError), Path(page).open("a", encoding="utf-8") as file:
            file.write(told.summary)
    return told.code


def refused(error: SetupError, lang: str, *, style: str = "text") -> int:
    """Tells of wrong use or set-up, in one line on standard error, and gives the program's number for it."""
    from zoomibank.findings.forges import as_failure  # noqa: PLC0415 -- takes long to load
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

    message = load_wordings(lang).setup_message(error)
    click.echo(as_failure(message) if style == "github" else message, err=True)
    return WRONG_USE
