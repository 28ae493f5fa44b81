"""The catalogue as one language shows it: texts, links and cards that many views hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import strongest_evidence
from zoomibank.bank.freshness import State
from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.content.schema import Contact, Practice, Term
from zoomibank.content.values import Texts
from zoomibank.site.strings import Strings
from zoomibank.site.urls import Urls
from zoomibank.site.views import Card, ContactLine, Crumb, Facet, LinkTo, PhaseAt, Spoken, Standing
from zoomibank.text import sort_key

PER_PAGE: Final = 50
"""Entries a page of a list."""


@dataclass(frozen=True, slots=True)
class Local:
    """A catalogue, a language, and the addresses and interface texts of that language.

    `base_url` is where the site is published, or "".
    """

    catalogue: Catalogue
    language: str
    urls: Urls
    strings: Strings
    base_url: str = ""

    # texts

    def phrase(self, key: str) -> Spoken:
        """An interface text."""
        return Spoken(self.strings(key), self.language)

    def said(self, texts: Texts) -> Spoken:
        """A text per language, in the page's language or else the bank's first."""
        default = self.catalogue.bank.default_language
        return Spoken(texts.text(self.language, default), texts.language(self.language, default))

    def said_if(self, texts: Texts | None) -> Spoken | None:
        """The same for a text that may not be there."""
        return self.said(texts) if texts else None

    def text(self, edition: Edition[Any], field: str, text: str) -> Spoken:
        """A text from a field of an entry."""
        return Spoken(text, edition.language_of(field))

    def text_if(self, edition: Edition[Any], field: str, text: str | None) -> Spoken | None:
        """The same for a text that may not be there."""
        return self.text(edition, field, text) if text else None

    # links

    def term(self, facet: str, key: str, *, count: bool = False) -> LinkTo:
        """A link to the page of a term, with the number of its entries where asked for."""
        term = self.catalogue.vocabulary(facet).terms[key]
        entries = self.catalogue.terms[facet].get(key, ())
        return LinkTo(self.said(term.label), self.urls.term(facet, key), len(entries) if count else None)

    def terms(self, facet: str, keys: Iterable[str]) -> tuple[LinkTo, ...]:
        """Links to the pages of terms, in the order given."""
        return tuple(self.term(facet, key) for key in keys)

    def phase(self, key: str) -> PhaseAt:
        """A phase and its place among those in use."""
        terms = self.catalogue.vocabulary("phases").terms
        keys = [name for name, term in terms.items() if name == key or not term.deprecated_by]
        link = self.term("phases", key)
        return PhaseAt(link.label, link.url, number=keys.index(key) + 1, of=len(keys))

    def keyword(self, keyword: str, language: str, *, count: int | None = None) -> LinkTo:
        """A link to the page of a keyword."""
        return LinkTo(Spoken(keyword, language), self.urls.term("keywords", keyword), count)

    def entry(self, ref: Ref) -> LinkTo:
        """A link to the page of a practice or tool."""
        edition: Edition[Any] = self.catalogue.entries[ref].edition(self.language)
        return LinkTo(self.text(edition, "title", edition.record.title), self.urls.entry(ref))

    def facet(self, name: str, entries: Sequence[AnyEntry] | None = None) -> Facet:
        """A facet with its terms that have entries and their counts, within `entries` or the whole bank."""
        index = self.catalogue.terms[name]
        inside = {entry.ref for entry in entries} if entries is not None else None
        links = []
        for key, term in self.catalogue.vocabulary(name).terms.items():
            found = index.get(key, ())
            count = len(found) if inside is None else sum(entry.ref in inside for entry in found)
            if count:
                links.append(LinkTo(self.said(term.label), self.urls.term(name, key), count))
        return Facet(name, self.urls.index(name), tuple(links))

    def crumbs(self, *steps: Crumb) -> tuple[Crumb, ...]:
        """The breadcrumbs of a page: the front page, then the steps."""
        return (Crumb(self.phrase("front.crumb"), self.urls.front()), *steps)

    def index_crumb(self, name: str) -> Crumb:
        """The breadcrumb of a list or an index."""
        key = f"kind.{name}.many" if name in {"practices", "tools"} else f"facet.{name}.title"
        return Crumb(self.phrase(key), self.urls.index(name))

    # entries

    def standing(self, entry: AnyEntry) -> Standing:
        """How an entry stands."""
        fresh = self.catalogue.freshness[entry.ref]
        record = entry.original.record
        ties = self.catalogue.ties.get(entry.ref, ())
        successors = tuple(self.entry(tie.to) for tie in ties if tie.label == "replaced_by")
        gone = fresh.state in {State.ARCHIVED, State.SUPERSEDED}
        return Standing(
            state=fresh.state.value,
            added=record.added,
            checked=record.reviewed,
            next_review=fresh.next_review,
            successors=successors if gone else (),
        )

    def card(self, entry: AnyEntry) -> Card:
        """An entry in a list."""
        edition: Edition[Any] = entry.edition(self.language)
        record = edition.record
        evidence = strongest_evidence(record) if isinstance(record, Practice) else None
        phase = record.phase if isinstance(record, Practice) else None
        return Card(
            kind=entry.ref.kind,
            title=self.text(edition, "title", record.title),
            url=self.urls.entry(entry.ref),
            summary=self.text(edition, "summary", record.summary),
            themes=self.terms("themes", record.themes),
            target_groups=self.terms("target-groups", record.target_groups),
            standing=self.standing(entry),
            phase=self.term("phases", phase) if phase else None,
            evidence=evidence.value if evidence else "",
            owner=self.term("organisations", record.owner),
        )

    def by_title(self, entries: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
        """The entries in the alphabetical order of their titles in this language."""

        def key(entry: AnyEntry) -> tuple[tuple[str, str], str]:
            title = entry.edition(self.language).record.title
            return sort_key(title, self.language), str(entry.ref)

        return tuple(sorted(entries, key=key))

    def contact(self, edition: Edition[Any] | None, contact: Contact | None) -> ContactLine | None:
        """Someone to ask; `edition` is the entry's, or None for the bank's own contact."""
        if contact is None:
            return None
        language = edition.language_of("contact") if edition else self.catalogue.bank.default_language
        role = Spoken(contact.role, language) if contact.role else None
        return ContactLine(contact.name or "", role, contact.email or "", contact.url or "")

    def aliases(self, term: Term) -> tuple[Spoken, ...]:
        """Other names of a term."""
        return tuple(Spoken(alias, self.catalogue.bank.default_language) for alias in term.aliases)


def edit_address(pattern: str | None, path: str) -> str:
    """Where a content file can be edited, or ""."""
    return pattern.replace("{path}", f"content/{path}") if pattern else ""


def page_count(total: int) -> int:
    """How many pages a list of so many entries takes; an empty one takes one."""
    return max(1, -(-total // PER_PAGE))
