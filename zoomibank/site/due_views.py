"""The views of the page that tells owners which of their entries wait for a review."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from zoomibank.bank.freshness import Review, State, reviews
from zoomibank.content.entry import Edition
from zoomibank.site.local import PER_PAGE, Local, page_count
from zoomibank.site.views import Crumb, DueGroup, DueLine, DueView, LinkTo, Pager, Spoken
from zoomibank.text import sort_key


def due_reviews(local: Local) -> tuple[Review, ...]:
    """The reviews that are overdue or near, by their owners in alphabetical order, each owner's by day."""

    def owner(review: Review) -> tuple[tuple[str, str], str]:
        key = _owner(review)
        return sort_key(local.label("organisations", key).text, local.language), key

    return tuple(sorted(reviews(local.catalogue.bank), key=owner))


def due_views(local: Local, due: Sequence[Review]) -> Iterator[DueView]:
    """The view of each page of these reviews."""
    counts = Counter(map(_owner, due))
    urls = tuple(local.urls.index("due", number) for number in range(1, page_count(len(due)) + 1))
    view = partial(
        DueView,
        crumbs=local.crumbs(Crumb(local.phrase("due.title"), urls[0])),
        total=len(due),
        overdue=sum(review.state is State.OVERDUE for review in due),
    )
    for number in range(1, len(urls) + 1):
        part = due[(number - 1) * PER_PAGE : number * PER_PAGE]
        groups = tuple(
            DueGroup(_counted(local, key, counts[key]), tuple(_line(local, review) for review in own))
            for key, own in groupby(part, key=_owner)
        )
        yield view(groups=groups, pager=Pager(number, len(urls), urls))


def _owner(review: Review) -> str:
    return review.entry.original.record.owner


def _counted(local: Local, key: str, count: int) -> LinkTo:
    link = local.term("organisations", key)
    return LinkTo(link.label, link.url, count)


def _line(local: Local, review: Review) -> DueLine:
    entry = review.entry
    edition: Edition[Any] = entry.edition(local.language)
    contact = local.contact(edition, edition.record.contact)
    name = Spoken(contact.name, edition.original_language) if contact and contact.name else None
    return DueLine(
        kind=entry.ref.kind,
        link=local.entry(entry.ref),
        standing=local.standing(entry),
        contact=(contact.role if contact else None) or name,
    )
