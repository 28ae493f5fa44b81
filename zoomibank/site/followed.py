"""What readers can follow: the addresses of feeds."""

from typing import Final

from zoomibank.bank.freshness import GONE
from zoomibank.site.local import Local

FOLLOWED: Final = ("kinds", "themes", "target-groups")
"""The facets whose choices have feeds."""


def feed_of(local: Local, facet: str = "", key: str = "") -> str:
    """The feed of all entries, or of a choice of a facet; "" where there is none.

    Feeds hold absolute addresses and something new: there are none before it is known where the site will be, and none
    of what has no current entry.
    """
    entries = local.having(facet, key) if key else local.catalogue.entries.values()
    if not local.base_url or all(local.catalogue.freshness[entry.ref].state in GONE for entry in entries):
        return ""
    return local.urls.file(f"feeds/{f'{facet}/' if key and facet != 'kinds' else ''}{key or 'all'}.xml")
