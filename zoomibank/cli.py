"""The commands: what is printed, and the number the program ends with.

0 all is well, 1 faults in the content, 2 wrong use or set-up.
"""

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from zoomibank.content.load import read_lines
from zoomibank.content.values import read_date
from zoomibank.editing.guide import renewed
from zoomibank.findings import formats
from zoomibank.findings.finding import Finding, SetupError, Severity
from zoomibank.pipeline import Order, Report, build, check, stops

T = TypeVar("T")

GOOD, FAULTS, WRONG_USE = 0, 1, 2

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
        click.option("--today", default="", help="Päivä, jolle rakennetaan, muodossa 2026-03-12."),
        click.option("--lang", type=click.Choice(formats.LANGUAGES), default="fi", help="Ilmoitusten kieli."),
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
    return _run(build, **options)


@commands.command("check", help="Tarkista sisältö. Mitään ei kirjoiteta.")
@_options
def check_command(**options: Any) -> int:  # noqa: ANN401 -- click gives each option by its name
    """Checks only."""
    return _run(check, **options)


@commands.command("guide", help="Päivitä toimittajan oppaan taulukot (README.md sisältökansiossa).")
@click.option("--content", type=click.Path(path_type=Path), default="content", show_default=True, help="Sisältökansio.")
def guide_command(content: Path) -> int:
    """Renews the tables of the editors' guide."""
    wordings = formats.load_wordings("fi")
    path = content / "README.md"
    if not path.is_file():
        click.echo(wordings.setup_message(SetupError("content_missing", folder=str(content))), err=True)
        return WRONG_USE
    path.write_text(renewed(path.read_text(encoding="utf-8"), wordings), encoding="utf-8")
    return GOOD


def _run(  # noqa: PLR0913 -- one argument an option
    stage: Callable[[Order], Report],
    *,
    content: Path,
    output: Path,
    templates: Path,
    base_url: str,
    strict: bool,
    drafts: bool,
    today: str,
    lang: str,
    style: str,
) -> int:
    """Carries out a command and tells what came of it."""
    wordings = formats.load_wordings(lang)
    try:
        order = Order(
            content=content,
            output=output,
            templates=templates,
            today=_today(today),
            base_url=base_url,
            strict=strict,
            drafts=drafts,
            cache=output.parent / ".cache",
            track=_track,
        )
        report = stage(order)
    except SetupError as error:
        click.echo(wordings.setup_message(error), err=True)
        return WRONG_USE
    if not report.knows_words:
        click.echo(wordings.summary.no_dictionary, err=True)
    shown_path = partial(_shown_path, content, templates)
    if style == "json":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        click.echo(
            formats.as_json(report.findings, wordings=wordings, shown_path=shown_path, entries=report.entries), nl=False
        )
    else:
        _tell(report, wordings=wordings, order=order, shown_path=shown_path, brief=stage is build)
    return FAULTS if stops(report.findings, strict=strict) else GOOD


def _tell(
    report: Report, *, wordings: formats.Wordings, order: Order, shown_path: Callable[[str], str], brief: bool
) -> None:
    """Prints the findings and the summary; a build keeps its notes to a count."""
    notes = [finding for finding in report.findings if finding.severity is Severity.NOTE]
    shown: list[Finding] = [finding for finding in report.findings if not (brief and finding in notes)]
    source = partial(read_lines, order.content)
    text = formats.as_text(shown, wordings=wordings, shown_path=shown_path, source=source)
    if text:
        click.echo(text)
    click.echo(formats.summary_line(report.findings, wordings=wordings, entries=report.entries))
    if brief and notes:
        click.echo(formats.counted(wordings.summary.notes_hidden, len(notes)))
    if report.published:
        click.echo(formats.counted(wordings.summary.built, report.pages, folder=str(order.output)))
        click.echo(formats.filled(wordings.summary.open, path=str(order.output / "index.html")))
    elif brief:
        click.echo(wordings.summary.nothing_written)


def _today(given: str) -> date | datetime:
    """The day asked for, else SOURCE_DATE_EPOCH, else now: the only place that looks at a clock."""
    if given:
        try:
            return read_date(given)
        except ValueError:
            raise SetupError("wrong_date", given=given) from None
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


def _track(items: Sequence[T], _stage: str, /) -> Iterable[T]:
    """The items, with a progress bar once they take long, on a terminal only."""
    return _with_bar(items) if sys.stderr.isatty() else items


def _with_bar(items: Sequence[T]) -> Iterator[T]:
    start = time.monotonic()
    iterator = iter(items)
    done = 0
    for item in iterator:
        yield item
        done += 1
        if time.monotonic() - start > _BAR_AFTER:
            break
    if done < len(items):
        with click.progressbar(iterator, length=len(items), file=sys.stderr, show_eta=False) as bar:
            bar.update(done)
            yield from bar
