"""`serve` and `check --watch`: commands that stay, and look at the content again whenever a file has changed.

Each look is told between two lines, by which an editor's problem matcher knows where it begins and ends:
"Tarkistetaan…" and "Odotetaan muutoksia…", or what the wordings of another language have for them.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from zoomibank.cli.options import day, refused, templates_folder
from zoomibank.cli.progress import track
from zoomibank.editing.board import Board, show_news
from zoomibank.editing.serve import serving
from zoomibank.editing.served import own_files
from zoomibank.editing.watching import Lookout, changes
from zoomibank.findings.finding import SetupError
from zoomibank.findings.formats import Wordings, filled, load_wordings
from zoomibank.findings.reports import Telling
from zoomibank.pipeline import Order, Report
from zoomibank.publish.shelf import shelf
from zoomibank.said import GOOD, telling
from zoomibank.stages.memory import fingerprint
from zoomibank.stages.read import Desk
from zoomibank.work import cores


def serve_preview(*, content: Path, templates: Path, port: int, today: str, lang: str) -> int:
    """Serves a preview until it is stopped. It is made in memory, drafts and all: the site for publishing is let be."""
    beside = content.parent
    asked = partial(Order, content, beside / "output", templates, drafts=True, cache=beside / ".cache", jobs=cores())
    return _staying(partial(_serve, port=port), asked, lang=lang, today=today)


def watch_content(
    *,
    lang: str,
    style: str,
    today: str,
    no_cache: bool,
    profile: bool,  # noqa: ARG001 -- all looks but the first are over at once
    **asked: Any,  # noqa: ANN401 -- as `check` has them
) -> int:
    """Checks the content until it is stopped."""
    cache = asked["output"].parent / ".cache"
    make = partial(Order, **asked, cache=None if no_cache or not cache.is_dir() else cache)
    return _staying(partial(_watch, style=style), make, lang=lang, today=today)


def _staying(stay: Callable[..., None], asked: Callable[..., Order], *, lang: str, today: str) -> int:
    """Carries out a command that stays; to stop it by the keyboard is its good end."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no other package has a say in what is valid
    try:
        order = asked(today=day(today), track=track)
        _refuse_missing(order)
        with suppress(KeyboardInterrupt), shelf(order.cache) as kept:
            stay(order, Lookout(Desk(kept, fingerprint(order))), load_wordings(lang), today=today)
    except SetupError as error:
        return refused(error, lang)
    return GOOD


def _refuse_missing(order: Order) -> None:
    """Refuses to wait for what is not there: a folder is more likely named wrongly.

    Raises:
        SetupError: The content or the templates are not there.
    """
    for key, folder in (("content_missing", order.content), ("templates_missing", order.templates)):
        if not folder.is_dir():
            raise SetupError(key, folder=str(folder))


def _watch(order: Order, lookout: Lookout, wordings: Wordings, *, today: str, style: str) -> None:
    """Tells what is wrong, each time that something has changed."""
    told = telling(wordings, style=style, content=order.content, templates=order.templates)
    for now in _orders(order, lookout, today):
        _tell(now, telling=told, look=lambda now: lookout.advise(now, lookout.look(now)), brief=False)
        click.echo(wordings.serving.waiting)


def _serve(order: Order, lookout: Lookout, wordings: Wordings, *, today: str, port: int) -> None:
    """Tells what is wrong on the terminal and on the pages that are open."""
    board = Board(str(os.getpid()))
    told = telling(wordings, style="text", content=order.content, templates=order.templates)
    show = partial(show_news, lookout=lookout, board=board, telling=told)
    orders = _orders(order, lookout, today)
    tell = partial(_tell, telling=told, look=show, brief=True)
    tell(next(orders))
    with serving(board, own=own_files(templates_folder()), wordings=wordings, port=port) as served:
        if port not in {0, served.port}:
            click.echo(filled(wordings.serving.port_taken, port=port, used=served.port))
        click.echo(filled(wordings.serving.address, address=served.address))
        click.echo(wordings.serving.waiting)
        for now in orders:
            tell(now)
            click.echo(wordings.serving.waiting)


def _orders(order: Order, lookout: Lookout, today: str) -> Iterator[Order]:
    """What is asked for, each time that a file has changed: the same, for the day that it is then.

    From the second time on little is new, and threads may be at work, which a process that is forked would lose.
    """
    for may_differ in changes((order.content, order.templates)):
        if not may_differ:
            lookout.rest()
        elif lookout.has_news(order):
            yield replace(order, today=day(today))
            order = replace(order, jobs=1)


def _tell(order: Order, *, telling: Telling, look: Callable[[Order], Report], brief: bool) -> None:
    """Says that a look begins, and what came of it; `brief` is as a build tells it."""
    click.echo(telling.wordings.serving.checking)
    try:
        report = look(order)
    except SetupError as error:
        click.echo(telling.wordings.setup_message(error))
    else:
        click.echo(telling.told(report.findings, entries=report.entries, brief=brief), nl=False)
