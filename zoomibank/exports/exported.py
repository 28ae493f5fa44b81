"""All exports of the catalogue, in a lasting order."""

from collections.abc import Iterator, Sequence

from zoomibank.exports.calendar import calendars
from zoomibank.exports.coverage_tables import coverage_tables
from zoomibank.exports.export import Export
from zoomibank.exports.feeds import feeds
from zoomibank.site.local import Local


def exported(locals_: Sequence[Local]) -> Iterator[Export]:
    """What machines are given beside pages: `locals_` is the catalogue in each language, the default one first."""
    for local in locals_:
        yield coverage_tables(local)
        yield feeds(local)
        yield calendars(local)
