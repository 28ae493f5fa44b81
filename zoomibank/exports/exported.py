"""All exports of the catalogue, in a lasting order."""

from collections.abc import Iterator, Sequence

from zoomibank.exports.export import Export
from zoomibank.site.local import Local


def exported(locals_: Sequence[Local]) -> Iterator[Export]:  # noqa: ARG001 -- as long as there are none
    """What machines are given beside pages: `locals_` is the catalogue in each language, the default one first."""
    yield from ()
