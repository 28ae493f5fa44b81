"""The pages of all rooms of overviews, in one language."""

from collections.abc import Iterator
from typing import Final

from zoomibank.site.draft import Draft
from zoomibank.site.local import Local

OVERVIEWS: Final[tuple[str, ...]] = ()
"""The pages of the bank as a whole that every page's footer leads to, by their names in addresses, in this order."""


def overview_drafts(local: Local) -> Iterator[Draft]:  # noqa: ARG001 -- as long as there are no rooms
    """The pages of one language, in a lasting order."""
    yield from ()
