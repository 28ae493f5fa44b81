"""All exports of the catalogue, in a lasting order."""

from collections.abc import Iterator, Sequence

from zoomibank.exports.calendar import calendars
from zoomibank.exports.coverage_tables import coverage_tables
from zoomibank.exports.data_tables import data_tables
from zoomibank.exports.export import Export
from zoomibank.exports.feeds import feeds
from zoomibank.exports.linked_data import linked_data
from zoomibank.exports.open_data import open_data
from zoomibank.site.local import Local


def exported(locals_: Sequence[Local]) -> Iterator[Export]:
    """What machines are given beside pages: `locals_` is the catalogue in each language, the default one first."""
    for local in locals_:
        yield coverage_tables(local)
        yield feeds(local)
        yield calendars(local)
        yield data_tables(local)
    yield open_data(locals_)
    yield linked_data(locals_)
