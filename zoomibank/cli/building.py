"""`build` and `check`: what is printed, progress, and the number the program ends with."""

import gc
import os
import time
from dataclasses import replace
from typing import Any, Final

import click

from zoomibank.cli.options import (
    content_option,
    day,
    format_option,
    lang_option,
    output_option,
    refused,
    say,
    taking,
    templates_option,
    today_option,
)
from zoomibank.cli.progress import track
from zoomibank.findings.finding import SetupError
from zoomibank.said import SECONDS, told_before, told_now
from zoomibank.stages.order import Order
from zoomibank.stages.unchanged import nothing_to_do
from zoomibank.work import cores

# What takes long to load is imported by the commands that need it: a build with nothing to do needs none of it.
_options: Final = taking(
    content_option,
    output_option,
    templates_option,
    click.option("--base-url", default="", help="Julkaistun sivuston osoite. Ohittaa site.yaml-tiedoston arvon."),
    click.option("--strict", is_flag=True, help="Myös varoitukset estävät julkaisun."),
    click.option("--drafts", is_flag=True, help="Ota luonnokset mukaan."),
    click.option("--allow-lost", is_flag=True, help="Julkaistut osoitteet saavat kadota."),
    click.option("--jobs", type=click.IntRange(1), default=cores, help="Näin monta prosessia. Oletus: kaikki ytimet."),
    click.option("--no-cache", is_flag=True, help="Älä käytä äläkä talleta välimuistia (.cache)."),
    click.option("--profile", is_flag=True, help="Kerro, montako sekuntia kukin vaihe kesti."),
    today_option,
    lang_option,
    format_option,
)


@click.command("build", help="Tarkista sisältö ja rakenna sivusto.")
@_options
def build_command(**options: Any) -> int:  # noqa: ANN401 -- click gives each option by its name
    """Checks and builds."""
    return _run(is_build=True, **options)


@click.command("check", help="Tarkista sisältö. Sivustoon ei kirjoiteta mitään.")
@_options
@click.option("--watch", is_flag=True, help="Tarkista uudelleen aina, kun jokin tiedosto muuttuu. Lopeta: Ctrl-C.")
def check_command(*, watch: bool, **options: Any) -> int:  # noqa: ANN401 -- click gives each option by its name
    """Checks only, once or again and again."""
    if watch:
        from zoomibank.cli.staying import watch_content  # noqa: PLC0415 -- takes long to load

        return watch_content(**options)
    return _run(is_build=False, **options)


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
        order = Order(**asked, today=day(today), cache=cache, begin=watch.begin, track=track)
        last = nothing_to_do(order) if is_build else None
        told = told_before(order, last, lang=lang, style=style) if last else None
        if told is None:
            told = told_now(order, is_build=is_build, lang=lang, style=style)
    except SetupError as error:
        return refused(error, lang, style=style)
    seconds = f"{watch.seconds():.1f}".replace(".", "." if lang == "en" else ",")
    code = say(replace(told, output=told.output.replace(SECONDS, seconds)), style=style)
    if profile:
        click.echo(watch.table(), nl=False, err=True)
    return code


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
