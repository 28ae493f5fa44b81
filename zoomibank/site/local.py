"""The catalogue as one language shows it: texts, links and cards that many views hold."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import FACETS, choices_of, strongest_evidence
from zoomibank.bank.freshness import GONE
from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.content.schema import Contact, Practice, Term
from zoomibank.content.texts import Texts
from zoomibank.site.strings import Strings
from zoomibank.site.urls import PARAMETERS, Urls
from zoomibank.site.views import Card, Choice, ContactLine, Crumb, Facet, Heading, LinkTo, PhaseAt, Spoken, Standing
from zoomibank.text import slugify, sort_key

PER_PAGE: Final = 50
"""Entries a page of a list."""

_CHOICES: Final = 40
"""Choices of a facet beside a list; where there are more, the most used ones stand there."""

_WORDS: Final = {
    "kinds": ("kind.{}.many", "kind.{}.lead"),
    "states": ("state.{}", "state_explained.{}"),
    "evidence": ("evidence.{}", "evidence_explained.{}"),
    "verdicts": ("verdict_named.{}", "verdict.{}"),
    "languages": ("readable.{}", "readable_explained.{}"),
}
"""The names and the explanations of choices that are no vocabulary's, in the strings."""


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """A catalogue, a language, and the addresses and interface texts of that language.

    `base_url` is where the site is published, or ""; `places` are the places of the entries by their titles. What pages
    say again and again is made once, and found in the rest.
    """

    catalogue: Catalogue
    language: str
    urls: Urls
    strings: Strings
    base_url: str = ""
    places: Mapping[Ref, int] = field(default_factory=dict, repr=False)
    _cards: dict[Ref, Card] = field(default_factory=dict, repr=False)
    _links: dict[tuple[str, str], LinkTo] = field(default_factory=dict, repr=False)
    _keywords: dict[tuple[str, str], LinkTo] = field(default_factory=dict, repr=False)
    _choices: dict[Ref, Mapping[str, list[str]]] = field(default_factory=dict, repr=False)
    _phrases: dict[str, Spoken] = field(default_factory=dict, repr=False)
    _sections: dict[str, Heading] = field(default_factory=dict, repr=False)
    _crumbs: dict[str, Crumb] = field(default_factory=dict, repr=False)

    # texts

    def phrase(self, key: str) -> Spoken:
        """An interface text."""
        if key not in self._phrases:
            self._phrases[key] = Spoken(self.strings(key), self.language)
        return self._phrases[key]

    def section(self, key: str) -> Heading:
        """The heading of a section of an entry's page."""
        if key not in self._sections:
            self._sections[key] = Heading(self.strings.section_id(key), self.phrase(f"section.{key}"), 2)
        return self._sections[key]

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

    # choices of facets; the key of a keyword is the keyword itself

    def keys(self, facet: str) -> tuple[str, ...]:
        """The choices of a facet that have pages, in the order in which they are shown."""
        if facet == "keywords":
            return self._alphabetical(self.catalogue.keywords[self.language])
        return self.catalogue.keys(facet)

    def having(self, facet: str, key: str) -> tuple[AnyEntry, ...]:
        """The entries that a choice finds, in the bank's order."""
        index = self.catalogue.keywords[self.language] if facet == "keywords" else self.catalogue.terms[facet]
        return index.get(key, ())

    def label(self, facet: str, key: str) -> Spoken:
        """The name of a choice."""
        if facet == "keywords":
            return Spoken(key, self.having(facet, key)[0].edition(self.language).language_of("keywords"))
        if facet in FACETS:
            return self.said(self.catalogue.vocabulary(facet).terms[key].label)
        return self.phrase(_WORDS[facet][0].format(key))

    def explanation(self, facet: str, key: str) -> Spoken | None:
        """What a choice means."""
        if facet in FACETS:
            return self.said_if(self.catalogue.vocabulary(facet).terms[key].description)
        return self.phrase(_WORDS[facet][1].format(key)) if facet in _WORDS else None

    def facets(self, entries: Iterable[AnyEntry], names: Iterable[str]) -> tuple[Facet, ...]:
        """The facets that tell some of the entries apart, with how many each choice would find among them."""
        choices = [self._choices_of(entry) for entry in entries]
        facets = (
            self._facet(name, Counter(chain.from_iterable(own.get(name, ()) for own in choices))) for name in names
        )
        return tuple(facet for facet in facets if any(choice.count for choice in facet.terms))

    def _choices_of(self, entry: AnyEntry) -> Mapping[str, list[str]]:
        """The choices that find an entry, by their facets."""
        found = self._choices.get(entry.ref)
        if found is None:
            found = defaultdict(list)
            for facet, key in choices_of(entry, self.language, self.catalogue.freshness[entry.ref].state):
                found[facet].append(key)
            self._choices[entry.ref] = found
        return found

    def _facet(self, name: str, counts: Mapping[str, int]) -> Facet:
        is_free = name == "keywords"
        values = {key: slugify(key) for key in self.catalogue.keywords[self.language]} if is_free else {}
        keys = tuple(values) if is_free else self.catalogue.keys(name)
        found = {key: counts[values.get(key, key)] for key in keys}
        shown = set(keys)
        if len(keys) > _CHOICES:
            shown = set(heapq.nlargest(_CHOICES, (key for key in keys if found[key]), key=found.__getitem__))
        ordered = self._alphabetical(shown) if is_free else (key for key in keys if key in shown)
        links = ((key, self.term(name, key)) for key in ordered)
        return Facet(
            name,
            PARAMETERS[name],
            self.urls.index("browse" if name == "kinds" else name),
            tuple(Choice(link.label, link.url, found[key], values.get(key, key)) for key, link in links),
            has_more=len(shown) < len(keys),
        )

    def _alphabetical(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda word: sort_key(word, self.language)))

    # links

    def term(self, facet: str, key: str, *, count: bool = False) -> LinkTo:
        """A link to the page of a choice, with the number of its entries where asked for."""
        if count:
            return LinkTo(self.label(facet, key), self.urls.term(facet, key), len(self.having(facet, key)))
        link = self._links.get((facet, key))
        if link is None:
            link = self._links[facet, key] = LinkTo(self.label(facet, key), self.urls.term(facet, key))
        return link

    def terms_in_use(self, facet: str) -> tuple[LinkTo, ...]:
        """Links to all choices of a facet that have entries, with their number."""
        return tuple(self.term(facet, key, count=True) for key in self.keys(facet) if self.having(facet, key))

    def terms(self, facet: str, keys: Iterable[str]) -> tuple[LinkTo, ...]:
        """Links to the pages of terms, in the order given."""
        return tuple(self.term(facet, key) for key in keys)

    def phase(self, key: str) -> PhaseAt:
        """A phase and its place among those in use."""
        terms = self.catalogue.vocabulary("phases").terms
        keys = [name for name, term in terms.items() if name == key or not term.deprecated_by]
        link = self.term("phases", key)
        return PhaseAt(link.label, link.url, number=keys.index(key) + 1, of=len(keys))

    def keyword(self, keyword: str, language: str) -> LinkTo:
        """A link to the page of a keyword, as an entry spells it."""
        link = self._keywords.get((keyword, language))
        if link is None:
            link = LinkTo(Spoken(keyword, language), self.urls.term("keywords", keyword))
            self._keywords[keyword, language] = link
        return link

    def entry(self, ref: Ref) -> LinkTo:
        """A link to the page of a practice or tool."""
        edition: Edition[Any] = self.catalogue.entries[ref].edition(self.language)
        return LinkTo(self.text(edition, "title", edition.record.title), self.urls.entry(ref))

    def crumbs(self, *steps: Crumb) -> tuple[Crumb, ...]:
        """The breadcrumbs of a page: the front page, then the steps."""
        if "" not in self._crumbs:
            self._crumbs[""] = Crumb(self.phrase("front.crumb"), self.urls.front())
        return (self._crumbs[""], *steps)

    def index_crumb(self, name: str) -> Crumb:
        """The breadcrumb of a list or an index."""
        if name not in self._crumbs:
            key = f"kind.{name}.many" if name in {"practices", "tools"} else f"facet.{name}.title"
            self._crumbs[name] = Crumb(self.phrase(key), self.urls.index(name))
        return self._crumbs[name]

    # entries

    def standing(self, entry: AnyEntry) -> Standing:
        """How an entry stands."""
        fresh = self.catalogue.freshness[entry.ref]
        record = entry.original.record
        ties = self.catalogue.ties.get(entry.ref, ())
        successors = tuple(self.entry(tie.to) for tie in ties if tie.label == "replaced_by")
        return Standing(
            state=fresh.state.value,
            added=record.added,
            checked=record.reviewed,
            next_review=fresh.next_review,
            successors=successors if fresh.state in GONE else (),
        )

    def card(self, entry: AnyEntry) -> Card:
        """An entry in a list: the same card in every one."""
        card = self._cards.get(entry.ref)
        if card is None:
            card = self._cards[entry.ref] = self._card(entry)
        return card

    def _card(self, entry: AnyEntry) -> Card:
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
        return tuple(sorted(entries, key=lambda entry: self.places[entry.ref]))

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


def in_each_language(catalogue: Catalogue, strings: Mapping[str, Strings], base_url: str) -> tuple[Local, ...]:
    """The catalogue in each language of the bank."""
    bank = catalogue.bank
    return tuple(
        Local(
            catalogue,
            language,
            Urls.of(language, bank.default_language),
            strings[language],
            base_url,
            _places(catalogue, language),
        )
        for language in bank.languages
    )


def _places(catalogue: Catalogue, language: str) -> Mapping[Ref, int]:
    """The places of the entries in the alphabetical order of their titles."""

    def key(entry: AnyEntry) -> tuple[tuple[str, str], str]:
        return sort_key(entry.edition(language).record.title, language), str(entry.ref)

    return {entry.ref: place for place, entry in enumerate(sorted(catalogue.entries.values(), key=key))}


def edit_address(pattern: str | None, path: str) -> str:
    """Where a content file can be edited, or ""."""
    return pattern.replace("{path}", f"content/{path}") if pattern else ""


def page_count(total: int) -> int:
    """How many pages a list of so many entries takes; an empty one takes one."""
    return max(1, -(-total // PER_PAGE))
