"""Where the links of running text lead: from a content file's path to its page and headings in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zoomibank.content.entry import Bank, Entry
from zoomibank.site.urls import Urls


@dataclass(frozen=True, slots=True)
class Targets:
    """The entries and articles by the paths of their files, translations' too, and the addresses by language."""

    entries: Mapping[str, Entry[Any]]
    urls: Mapping[str, Urls]

    def address_of(self, path: str, language: str) -> str:
        """The url of a content file's page in a language."""
        return self.urls[language].entry(self.entries[path].ref)

    def has_anchor(self, path: str, language: str, anchor: str) -> bool:
        """Whether the page of a content file has a heading (its anchor without prefix) in a language."""
        return any(heading.anchor == anchor for heading in self.entries[path].edition(language).body.headings)


def link_targets(bank: Bank) -> Targets:
    """The targets that the running text of a bank may have."""
    entries: list[Entry[Any]] = [*bank.entries, *bank.articles]
    return Targets(
        entries={edition.path: entry for entry in entries for edition in entry.editions.values()},
        urls={language: Urls.of(language, bank.default_language) for language in bank.languages},
    )
