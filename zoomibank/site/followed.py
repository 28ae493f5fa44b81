"""What readers can follow: the addresses of feeds."""

from typing import Final

from zoomibank.bank.freshness import GONE
from zoomibank.site.local import Local

FOLLOWED: Final = ("kinds", "themes", "target-groups")
"""The facets whose choices have feeds."""


def feed_of(local: Local, facet: str = "", key: str = "") -> str:
    """The feed of all entries, or of a choice of a facet; "" where there is none.

    Feeds hold absolute addresses and something new: there are none before it is known where the site will be, and none
    of a choice that has no current entry. All pages lead to that of all entries, so it hangs on no entry's state.
    """
    states = local.catalogue.freshness
    if not local.base_url or not states:
        return ""
    if key and all(states[entry.ref].state in GONE for entry in local.having(facet, key)):
        return ""
    return local.urls.file(f"feeds/{f'{facet}/' if key and facet != 'kinds' else ''}{key or 'all'}.xml")
