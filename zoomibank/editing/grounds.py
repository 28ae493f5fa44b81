"""What a new file stands on: the vocabularies, the names that are taken, and the entries that it resembles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zoomibank.bank.dictionary import find_dictionary
from zoomibank.bank.likeness import Text
from zoomibank.content.entry import AnyEntry
from zoomibank.content.load import load
from zoomibank.content.schema import VOCABULARIES
from zoomibank.content.validate import lay_foundation
from zoomibank.content.vocabulary import TermFile
from zoomibank.findings.finding import SetupError
from zoomibank.pipeline import read_bank
from zoomibank.stages.compare import Comparer
from zoomibank.stages.order import Order
from zoomibank.text import fold, slugify


@dataclass(frozen=True, slots=True)
class Grounds:
    """The bank that it comes to. `terms` are the labels of each vocabulary by key, without terms that are given up.

    `files` are the vocabularies as they stand in their files; `names` the paths taken; `today` is the day in the
    bank's time zone.
    """

    terms: Mapping[str, Mapping[str, str]]
    files: Mapping[str, TermFile]
    names: frozenset[str]
    today: date

    def key(self, vocabulary: str, given: str) -> str | None:
        """The key of a term that an editor names by its key or by any of its names; None when it is not known."""
        file = self.files[vocabulary]
        if given in self.terms[vocabulary]:
            return given
        key = file.labels.get(fold(given))
        return file.successors.get(key, key) if key else None


def grounds(content: Path, *, today: date | datetime) -> Grounds:
    """What a new file of a bank stands on.

    Raises:
        SetupError: The folder or its `site.yaml` is not there.
    """
    loaded, _ = load(content)
    foundation, _ = lay_foundation(loaded, today=today)
    language = foundation.languages[0]
    terms = {
        name: {
            key: term.label.text(language, language)
            for key, term in foundation.vocabularies.named(name).terms.items()
            if not term.deprecated_by
        }
        for name in VOCABULARIES
    }
    return Grounds(terms, foundation.terms, loaded.names, foundation.today)


def path_for(kind: str, title: str, grounds: Grounds) -> str:
    """The path of a new file, by its title.

    Raises:
        SetupError: The title gives no name, or one that is taken.
    """
    slug = slugify(title)
    if not slug:
        raise SetupError("title_unfit", given=title)
    path = f"{kind}/{slug}.md"
    if path in grounds.names:
        raise SetupError("file_exists", file=path)
    return path


def resembling(order: Order, text: Text) -> tuple[AnyEntry, ...] | None:
    """The entries that a new text resembles, nearest first; None when the bank has errors."""
    bank = read_bank(order)
    if bank is None:
        return None
    comparer = Comparer(
        "", bank.default_language, bank.word_notes, order.find_dictionary or find_dictionary, order.cache
    )
    return comparer.nearest(text, bank.entries)
