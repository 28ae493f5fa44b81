"""The progress bar, on a terminal only."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import click

T = TypeVar("T")

_BAR_AFTER: Final = 1.0
"""Seconds before a progress bar is worth its line."""


def track(items: Iterable[T], total: int, /) -> Iterable[T]:
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
