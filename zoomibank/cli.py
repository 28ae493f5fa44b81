"""The commands: what is printed, and the number the program ends with.

0 all is well, 1 faults in the content, 2 wrong use or set-up.
"""

import gc
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from zoomibank.findings.finding import LANGUAGES, SetupError
from zoomibank.said import GOOD, SECONDS, WRONG_USE, told_before, told_now
from zoomibank.stages.order import Order
from zoomibank.stages.unchanged import nothing_to_do
from zoomibank.work import cores

# What takes long to load is imported by the commands that need it: a build with nothing to do needs none of it.
T = TypeVar("T")

_YEARS: Final = range(1990, 2101)
"""Those that a date of the content may have."""
_BAR_AFTER: Final = 1.0
"""Seconds before a progress bar is worth its line."""


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
        error.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else GOOD


@click.group(help="Rakentaa hyvien käytäntöjen pankista sivuston. Ilman komentoa tehdään build.")
def commands() -> None:
    """The commands."""


def _templates() -> Path:
    """The templates that come with the program: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that every command takes."""
    folder = partial(click.Path, path_type=Path)
    for option in (
        click.option("--content", type=folder(), default="content", show_default=True, help="Sisältökansio."),
        click.option("--output", type=folder(), default="output", show_default=True, help="Sivuston kansio."),
        click.option("--templates", type=folder(), default=_templates, help="Sivupohjien kansio."),
        click.option("--base-url", default="", help="Julkaistun sivuston osoite. Ohittaa site.yaml-tiedoston arvon."),
        click.option("--strict", is_flag=True, help="Myös varoitukset estävät julkaisun."),
        click.option("--drafts", is_flag=True, help="Ota luonnokset mukaan."),
        click.option(
            "--jobs", type=click.IntRange(1), default=cores, help="Näin monta prosessia. Oletus: kaikki ytimet."
        ),
        click.option("--no-cache", is_flag=True, help="Älä käytä äläkä talleta välimuistia (.cache)."),
        click.option("--profile", is_flag=True, help="Kerro, montako sekuntia kukin vaihe kesti."),
        click.option("--today", default="", help="Päivä, jolle rakennetaan, muodossa 2026-03-12."),
        click.option("--lang", type=click.Choice(LANGUAGES), default="fi", help="Ilmoitusten kieli."),
        click.option(
            "--format", "style", type=click.Choice(["text", "json"]), default="text", help="Ilmoitusten muoto."
        ),
    ):
        command = option(command)
    return command


@commands.command("build", help="Tarkista sisältö ja rakenna sivusto.")
@_options
def build_command(**options: Any) -> int:  # noqa: ANN401 -- click gives each option by its name
    """Checks and builds."""
    return _run(is_build=True, **options)


@commands.command("check", help="Tarkista sisältö. Sivustoon ei kirjoiteta mitään.")
@_options
def check_command(**options: Any) -> int:  # noqa: ANN401 -- click gives each option by its name
    """Checks only."""
    return _run(is_build=False, **options)


@commands.command("guide", help="Päivitä toimittajan oppaan taulukot (README.md sisältökansiossa).")
@click.option("--content", type=click.Path(path_type=Path), default="content", show_default=True, help="Sisältökansio.")
def guide_command(content: Path) -> int:
    """Renews the tables of the editors' guide."""
    from zoomibank.editing.guide import renewed  # noqa: PLC0415
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

    wordings = load_wordings("fi")
    path = content / "README.md"
    if not path.is_file():
        click.echo(wordings.setup_message(SetupError("content_missing", folder=str(content))), err=True)
        return WRONG_USE
    path.write_text(renewed(path.read_text(encoding="utf-8"), wordings), encoding="utf-8")
    return GOOD


def _run(  # noqa: PLR0913 -- one argument an option
    *,
    is_build: bool,
    lang: str,
    style: str,
    today: str,
    no_cache: bool,
    profile: bool,
    **asked: Any,  # noqa: ANN401 -- the fields of an order
) -> int:
    """Carries out a command and tells what came of it."""
    watch = _Stopwatch()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no other package has a say in what is valid
    gc.disable()  # what a build makes, it needs until its end: looking for what it does not takes a fifth of its time
    cache = asked["output"].parent / ".cache"
    if no_cache or not (is_build or cache.is_dir()):
        cache = None
    try:
        order = Order(**asked, today=_today(today), cache=cache, begin=watch.begin, track=_track)
        last = nothing_to_do(order) if is_build else None
        told = told_before(order, last, lang=lang, style=style) if last else None
        if told is None:
            told = told_now(order, is_build=is_build, lang=lang, style=style)
    except SetupError as error:
        from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

        click.echo(load_wordings(lang).setup_message(error), err=True)
        return WRONG_USE
    click.echo(told.error, nl=False, err=True)
    if style == "json" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    seconds = f"{watch.seconds():.1f}".replace(".", "." if lang == "en" else ",")
    click.echo(told.output.replace(SECONDS, seconds), nl=False)
    if profile:
        click.echo(watch.table(), nl=False, err=True)
    return told.code


class _Stopwatch:
    """How long each stage takes."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._stages: list[tuple[str, float]] = [("start", self._began)]

    def begin(self, stage: str) -> None:
        """A stage begins, and the one before it ends."""
        self._stages.append((stage, time.monotonic()))

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    def table(self) -> str:
        """The seconds of every stage, a line each."""
        ends = [*(begin for _, begin in self._stages[1:]), time.monotonic()]
        rows = [(name, end - begin) for (name, begin), end in zip(self._stages, ends, strict=True)]
        return "".join(f"{seconds:8.2f} s  {name}\n" for name, seconds in rows)


def _today(given: str) -> date | datetime:
    """The day asked for, else SOURCE_DATE_EPOCH, else now: the only place that looks at a clock."""
    if given:
        with suppress(ValueError):
            day = date.fromisoformat(given)
            if day.isoformat() == given and day.year in _YEARS:
                return day
        raise SetupError("wrong_date", given=given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise SetupError("wrong_date", given=epoch) from None


def _track(items: Iterable[T], total: int, /) -> Iterable[T]:
    """The items, with a progress bar once they take long, on a terminal only."""
    return _with_bar(items, total) if sys.stderr.isatty() else items


def _with_bar(items: Iterable[T], total: int) -> Iterator[T]:
    start = time.monotonic()
    iterator = iter(items)
    done = 0
    for item in iterator:
        yield item
        done += 1
        if time.monotonic() - start > _BAR_AFTER:
            break
    if done < total:
        with click.progressbar(iterator, length=total, file=sys.stderr, show_eta=False) as bar:
            bar.update(done)
            yield from bar
