"""The page that tells how practices are reviewed, and which have been."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from zoomibank.bank.facets import newest_review
from zoomibank.content.entry import Edition
from zoomibank.content.schema import Practice, Verdict
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Crumb, LinkTo, ReviewLine, Spoken, View


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that reviewers look at."""

    label: Spoken
    description: Spoken | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A practice with its newest review, and how many it has in all."""

    practice: LinkTo
    newest: ReviewLine
    count: int


@dataclass(frozen=True, slots=True)
class AssessmentsView(View):
    """How practices are reviewed: criteria, verdicts with their numbers, and what has been reviewed, newest first."""

    crumbs: tuple[Crumb, ...]
    criteria: tuple[Criterion, ...]
    verdicts: tuple[LinkTo, ...]
    reviewed: tuple[Reviewed, ...]


def assessments_drafts(local: Local) -> Iterator[Draft]:
    """The page of one language."""
    shows = tuple(entry.ref for entry in local.catalogue.bank.practices)
    url = local.urls.index("assessments")
    yield single("assessments", url, "assessments", partial(_contents, local), shows=shows, counts=True)


def review_lines(local: Local, edition: Edition[Practice]) -> tuple[ReviewLine, ...]:
    """The reviews of a practice, the newest first; older ones of a kind are told as such, and stay."""
    seen: set[str] = set()
    lines = []
    for review in sorted(edition.record.reviews, key=lambda one: (-one.date.toordinal(), one.by)):
        lines.append(
            ReviewLine(
                kind=review.kind.value,
                by=review.by,
                organisation=local.term("organisations", review.organisation) if review.organisation else None,
                date=review.date,
                verdict=review.verdict.value,
                note=local.text_if(edition, "reviews", review.note),
                is_older=review.kind.value in seen,
            )
        )
        seen.add(review.kind.value)
    return tuple(lines)


def _contents(local: Local) -> Contents:
    crumbs = local.crumbs(Crumb(local.phrase("assessments.title"), local.urls.index("assessments")))
    terms = local.catalogue.bank.vocabularies.review_criteria.terms.values()
    view = AssessmentsView(
        crumbs=crumbs,
        criteria=tuple(
            Criterion(local.said(term.label), local.said_if(term.description))
            for term in terms
            if not term.deprecated_by
        ),
        verdicts=tuple(local.term("verdicts", verdict.value, count=True) for verdict in Verdict),
        reviewed=tuple(_reviewed(local)),
    )
    trail = breadcrumb_list(crumbs, local.base_url)
    return Contents(view, local.strings("assessments.title"), local.strings("assessments.lead"), (trail,))


def _reviewed(local: Local) -> Iterator[Reviewed]:
    practices = [entry for entry in local.catalogue.bank.practices if entry.original.record.reviews]
    practices = sorted(
        practices,
        key=lambda entry: (-newest_review(entry.original.record.reviews).date.toordinal(), local.places[entry.ref]),
    )
    for entry in practices:
        edition = entry.edition(local.language)
        newest = newest_review(entry.original.record.reviews)
        lines = review_lines(local, edition)
        line = next(one for one in lines if (one.date, one.by) == (newest.date, newest.by))
        page = local.entry(entry.ref)
        yield Reviewed(LinkTo(page.label, f"{page.url}#{local.section('reviews').id}"), line, len(lines))
