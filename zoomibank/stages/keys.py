"""What pages hang on, as keys: a page whose key is the one it was made under needs no making.

A key holds the whole world that all pages share (the program, its templates and libraries, the settings, vocabularies,
articles and images), and of each entry on the page what readers see of it anywhere. So a key can be too fine, and then
a page is made again for nothing; it can't miss a change as long as `Draft.shows` names the entries that a page shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.words import Lexicon
from zoomibank.content.entry import Ref
from zoomibank.content.load import Loaded
from zoomibank.publish.inputs import digest, digest_of
from zoomibank.site.pages import Sheet
from zoomibank.stages.read import Kept

_SUCCESSOR: Final = "replaced_by"
"""The tie by which cards name another entry."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The parts of all keys.

    `day` is the one that is built for; `shown` is what readers see of an entry, its body aside; `bodies` its running
    texts, and what these lead to.
    """

    world: str
    day: str
    counts: str
    shown: Mapping[Ref, bytes]
    bodies: Mapping[Ref, str]

    def of(self, sheet: Sheet) -> str:
        """The key of the pages of a sheet."""
        draft = sheet.draft
        counts, day = self.counts if draft.counts else "", self.day if draft.by_day else ""
        texts = [self.world, counts, day, draft.template, sheet.language, draft.key, draft.leads]
        for url, others in zip(draft.urls, sheet.alternates, strict=True):
            texts.append(url)
            for other in others:
                texts += (other.language, other.url, str(other.is_same))
            texts.append("\n")
        texts.append(self.bodies[draft.body] if draft.body else "")
        key = blake2b("\0".join(texts).encode(errors="surrogatepass"), digest_size=16)
        key.update(b"".join([self.shown[ref] for ref in draft.shows]))
        return key.hexdigest()

    def of_search(self, language: str, lexicons: Mapping[str, Lexicon]) -> str:
        """The key of a language's search, which looks at everything and is written by what is known of words."""
        return self.of_all(language, *(f"{name} {lexicon.source}" for name, lexicon in sorted(lexicons.items())))

    def of_all(self, *of: str) -> str:
        """The key of what looks at everything: `of` tells what that is."""
        shown = (f"{ref} {seen.hex()}" for ref, seen in self.shown.items())
        bodies = (self.bodies[ref] for ref in self.shown)
        return digest_of((self.world, self.counts, *of, *shown, *bodies))


def world(loaded: Loaded, kept: Kept, *, program: str, asked: Iterable[str]) -> str:
    """What all pages share: `program` is the builder's fingerprint, `asked` what was asked for that pages can show."""
    documents = [loaded.settings, *(loaded.vocabularies[name] for name in sorted(loaded.vocabularies))]
    texts = [text for document in documents if document for text in (document.path, document.text)]
    images = [text for image in loaded.images for text in (image.path, digest(image.data))]
    articles = [text for (kind, slug), seen in kept.seen.items() if kind == "pages" for text in (slug, seen.shown)]
    return digest_of((program, *asked, *texts, "images", *images, "articles", *articles))


def keys(catalogue: Catalogue, kept: Kept, *, world: str) -> Keys:
    """The parts of the keys of all pages.

    Args:
        catalogue: The bank with what follows from it.
        kept: What was read of its entries.
        world: What all pages share.
    """
    own = {Ref(*name): seen.shown for name, seen in kept.seen.items()}
    shown = {}
    for ref in catalogue.entries:
        fresh = catalogue.freshness[ref]
        successors = (own[tie.to] for tie in catalogue.ties.get(ref, ()) if tie.label == _SUCCESSOR)
        text = "\0".join((own[ref], fresh.state.value, _day(fresh.next_review), *successors))
        shown[ref] = blake2b(text.encode(), digest_size=16).digest()
    texts = {
        Ref(*name): digest_of((seen.text, *(repr(_anchors(path, kept)) for path in seen.leads)))
        for name, seen in kept.seen.items()
    }
    return Keys(world, catalogue.bank.today.isoformat(), _counts(catalogue), shown, texts)


def _anchors(path: str, kept: Kept) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The anchors of an entry, one of whose files this is, in each language."""
    kind, _, name = path.partition("/")
    seen = kept.seen.get((kind, name.partition(".")[0]))
    return seen.anchors if seen else ()


def _counts(catalogue: Catalogue) -> str:
    """How many entries each choice of each facet has, and in which language keywords are."""
    parts = [f"{facet}:{key}:{len(found)}" for facet, keys in catalogue.terms.items() for key, found in keys.items()]
    for language, keywords in catalogue.keywords.items():
        parts += [
            f"{language}:{key}:{len(found)}:{found[0].edition(language).language_of('keywords')}"
            for key, found in keywords.items()
        ]
    return digest_of(parts)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
