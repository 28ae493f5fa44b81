"""What is known of the bank's words: from earlier builds, from dictionaries, from editors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.dictionary import Dictionary
from zoomibank.bank.words import Lexicon, bases_of, corrected, learn, restored, stored
from zoomibank.exports.search_index import Counted, words_in
from zoomibank.publish.remembered import recall, remember


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the bank's words by language, as editors have corrected it.

    `renewed` are the lexicons, uncorrected, that know more than an earlier build remembered.
    """

    lexicons: Mapping[str, Lexicon]
    renewed: Mapping[str, Lexicon]
    all_known: bool

    def remember(self, cache: Path) -> None:
        """Keeps what is new for the next build."""
        for language, lexicon in self.renewed.items():
            remember(cache, _name(language), stored(lexicon))


def learn_words(
    catalogue: Catalogue, counted: Counted, *, cache: Path | None, find: Callable[[str], Dictionary | None]
) -> Words:
    """What earlier builds and the dictionaries know of the bank's words."""
    words = words_in(catalogue, counted)
    notes = {name: [note for note in catalogue.bank.word_notes if note.language == name] for name in words}
    known = {name: restored(recall(cache, _name(name))) if cache else Lexicon() for name in words}
    learnt = {
        name: learn(words[name], known[name], bases=bases_of(notes[name]), language=name, find=find) for name in words
    }
    return Words(
        lexicons={name: corrected(lexicon, notes[name]) for name, (lexicon, _) in learnt.items()},
        renewed={name: lexicon for name, (lexicon, _) in learnt.items() if lexicon is not known[name]},
        all_known=all(whole for _, whole in learnt.values()),
    )


def _name(language: str) -> str:
    return f"words-{language}"
