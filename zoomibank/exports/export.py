"""What an export is before it is made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zoomibank.site.page import Output


@dataclass(frozen=True, slots=True)
class Export:
    """Files for machines that are made together of the whole catalogue, which pages may link to before they are made.

    `name` is its own among all exports; `make` gives the output of each of the `paths`. What it gives must hang on
    the content and on how entries stand on the day, and on nothing else.
    """

    name: str
    paths: tuple[str, ...]
    make: Callable[[], Iterable[Output]]
