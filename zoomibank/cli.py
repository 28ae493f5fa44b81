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
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from zoomibank.findings.finding import LANGUAGES, Finding, SetupError, Severity
from zoomibank.publish.remembered import Last, recall, recall_last, remember, site_name
from zoomibank.stages.order import Order
from zoomibank.stages.unchanged import nothing_to_do
from zoomibank.work import cores

if TYPE_CHECKING:
    from zoomibank.findings.formats import Wordings
    from zoomibank.pipeline import Report

# What takes long to load is imported by the commands that need it: a build with nothing to do needs none of it.
T = TypeVar("T")

GOOD, FAULTS, WRONG_USE = 0, 1, 2

_YEARS: Final = range(1990, 2101)
"""Those that a date of the content may have."""
_SECONDS: Final = "\N{SYMBOL FOR RECORD SEPARATOR}"
"""What stands for the seconds until they are known; no message holds it."""
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


@commands.command("check", help="Tarkista sisältö. Mitään ei kirjoiteta.")
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
        told = _told_before(order, last, lang=lang, style=style) if last else None
        if told is None:
            told = _told_now(order, is_build=is_build, lang=lang, style=style)
    except SetupError as error:
        from zoomibank.findings.formats import load_wordings  # noqa: PLC0415

        click.echo(load_wordings(lang).setup_message(error), err=True)
        return WRONG_USE
    click.echo(told.error, nl=False, err=True)
    if style == "json" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    seconds = f"{watch.seconds():.1f}".replace(".", "." if lang == "en" else ",")
    click.echo(told.output.replace(_SECONDS, seconds), nl=False)
    if profile:
        click.echo(watch.table(), nl=False, err=True)
    return told.code


@dataclass(frozen=True, slots=True)
class _Told:
    """What a command says and the number it ends with; `again` is what it says where there is nothing to do."""

    error: str
    output: str
    code: int
    again: str = ""


def _told_now(order: Order, *, is_build: bool, lang: str, style: str) -> _Told:
    """Carries out a command; what a build says is kept for those that find nothing to do."""
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415
    from zoomibank.pipeline import build, check, stops  # noqa: PLC0415

    report = build(order) if is_build else check(order)
    wordings = load_wordings(lang)
    error = "" if report.knows_words else f"{wordings.summary.no_dictionary}\n"
    code = FAULTS if stops(report.findings, strict=order.strict) else GOOD
    output, again = _telling(report, order, wordings, style=style, brief=is_build)
    if order.cache and report.published:
        value = {"of": _said_of(order, recall_last(order.cache, order.output), lang=lang, style=style)}
        remember(order.cache, f"said-{site_name(order.output)}", value | {"error": error, "output": again})
    return _Told(error, output, code)


def _told_before(order: Order, last: Last, *, lang: str, style: str) -> _Told | None:
    """What the last build said, if it was asked in the same place and words."""
    said = recall(order.cache, f"said-{site_name(order.output)}") if order.cache else None
    match said:
        case {"of": of, "error": str(error), "output": str(output)} if of == _said_of(
            order, last, lang=lang, style=style
        ):
            return _Told(error, output, GOOD)
    return None


def _said_of(order: Order, last: Last, *, lang: str, style: str) -> list[str]:
    """All that a build's words hang on."""
    return [last.token, str(Path.cwd()), str(order.content), str(order.output), str(order.templates), lang, style]


def _telling(report: "Report", order: Order, wordings: "Wordings", *, style: str, brief: bool) -> tuple[str, str]:
    """What is said of a report, and what would be said of the same one when there was nothing to do."""
    from zoomibank.content.load import read_lines  # noqa: PLC0415
    from zoomibank.findings import formats  # noqa: PLC0415

    shown_path = partial(_shown_path, order.content, order.templates)
    if style == "json":
        text = formats.as_json(report.findings, wordings=wordings, shown_path=shown_path, entries=report.entries)
        return text, text
    notes = [finding for finding in report.findings if finding.severity is Severity.NOTE]
    shown: list[Finding] = [finding for finding in report.findings if not (brief and finding in notes)]
    text = formats.as_text(shown, wordings=wordings, shown_path=shown_path, source=partial(read_lines, order.content))
    lines = [text] if text else []
    lines.append(formats.summary_line(report.findings, wordings=wordings, entries=report.entries))
    if brief and notes:
        lines.append(formats.counted(wordings.summary.notes_hidden, len(notes)))
    start = "".join(f"{line}\n" for line in lines)
    if not report.published:
        return (f"{start}{wordings.summary.nothing_written}\n" if brief else start), ""
    made, kept, removed = report.published.pages
    opening = formats.filled(wordings.summary.open, path=str(order.output / "index.html"))

    def ready(made: int, kept: int, removed: int) -> str:
        return formats.counted(
            wordings.summary.built, report.pages, folder=str(order.output), seconds=_SECONDS, made=made, kept=kept,
            removed=removed,
        )  # fmt: skip

    return (
        f"{start}{ready(made, kept, removed)}\n{opening}\n",
        f"{start}{ready(0, report.pages, 0)}\n{opening}\n",
    )


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


def _shown_path(content: Path, templates: Path, path: str) -> str:
    """A finding's path as seen from where the command runs."""
    below, _, rest = path.partition("/")
    full = templates / rest if below == templates.name else content / path
    try:
        return os.path.relpath(full)
    except ValueError:  # on another drive
        return str(full)


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
