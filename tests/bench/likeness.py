"""How well entries that tell of one thing are found, and how few others: why `bank.likeness` asks from 0.35 on.

The gold documents tell of 156 different things, so a pair of them that is asked about is a question for nothing, or
nearly so: those are listed. What should be found are duplicates of them, each alone among all of the documents:
`search/duplicates.jsonl` are written by hand, as another author would tell of the same thing, and the others are made
of every document, step by step harder. With `--size` the time is measured that a made-up bank takes.
"""

import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Final

import click

from tests.bench.corpus import write_corpus
from tests.bench.files import read_document
from tests.bench.gold import DATA, DOCUMENTS, read_lines
from tests.bench.tables import table
from zoomibank.bank import likeness
from zoomibank.bank.dictionary import Dictionary, find_dictionary
from zoomibank.bank.likeness import Like, Text, alike
from zoomibank.bank.senses import Senses
from zoomibank.bank.stemming import words_of
from zoomibank.bank.words import Lexicon, learn

DUPLICATES: Final = DATA / "duplicates.jsonl"
THRESHOLDS: Final = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
LEAST: Final = {
    "forms": 0.9,
    "retold": 0.9,
    "bare": 0.7,
    "other forms": 0.98,
    "half the summary": 0.97,
    "no keywords": 0.94,
}
"""The least share of each kind of duplicate that is to be found."""
MOST: Final = 3
"""The most pairs of the gold documents that may be asked about."""

Told = Mapping[str, Any]


def text_of(told: Told) -> Text:
    """What is compared of a document."""
    return Text(told["title"], tuple(told["keywords"]), told["summary"])


def know(texts: Iterable[Text], language: str = "fi") -> Callable[[object], Senses]:
    """The dictionary's answer, found out once for all words."""
    words = {word for title, keywords, summary in texts for word in words_of(" ".join((title, *keywords, summary)))}
    senses = Senses(learn(words, Lexicon(), language=language, find=find_dictionary)[0])
    return lambda _: senses


@contextmanager
def asking_from(threshold: float) -> Iterator[None]:
    """Lets texts be alike from another threshold on."""
    usual = likeness.ALIKE
    likeness.ALIKE = threshold  # type: ignore[misc]
    try:
        yield
    finally:
        likeness.ALIKE = usual  # type: ignore[misc]


class Maker:
    """Makes duplicates of documents, the same for the same seed."""

    def __init__(self, documents: Sequence[Told], dictionary: Dictionary) -> None:
        self._documents, self._dictionary, self._chance = documents, dictionary, random.Random(1)
        words = {word for one in documents for word in words_of(f"{one['title']} {' '.join(one['keywords'])}")}
        self._forms = dictionary.forms(frozenset(dictionary.lemmas(word)[0] for word in words))

    def made(self, told: Told) -> Iterator[tuple[str, Text]]:
        """Duplicates of a document, each with its kind; every one goes on from the one before."""
        title = [self._other_form(word) for word in words_of(told["title"])]
        self._chance.shuffle(title)
        own = Text(" ".join(title), tuple(self._inflected(one) for one in told["keywords"]), self._mixed(told, 0.0))
        yield "other forms", own
        own = own._replace(summary=self._mixed(told, 0.5))
        yield "half the summary", own
        own = own._replace(keywords=())
        yield "no keywords", own
        yield "half the title", own._replace(title=" ".join([*title[::2], *self._strange(len(title) // 2)]))

    def _inflected(self, text: str) -> str:
        return " ".join(map(self._other_form, words_of(text)))

    def _other_form(self, word: str) -> str:
        others = [form for form in self._forms.get(self._dictionary.lemmas(word)[0], ()) if form != word]
        return self._chance.choice(others) if others else word

    def _mixed(self, told: Told, share: float) -> str:
        """The words of a summary in another order, a share of them another document's."""
        words = list(words_of(told["summary"]))
        self._chance.shuffle(words)
        cut = round(len(words) * share)
        return " ".join([*words[cut:], *self._strange(cut)])

    def _strange(self, count: int) -> list[str]:
        words = list(words_of(self._chance.choice(self._documents)["summary"]))
        return words[:count]


Duplicate = tuple[str, int, Text]
"""A kind, the number of the document that it tells of again, and the text."""


def by_hand(documents: Sequence[Told]) -> list[Duplicate]:
    """Those that are written by hand, of these documents."""
    places = {one["id"]: number for number, one in enumerate(documents)}
    rows = (one for one in read_lines(DUPLICATES) if one["of"] in places)
    return [(one["tier"], places[one["of"]], text_of(one)) for one in rows]


def by_program(documents: Sequence[Told]) -> list[Duplicate]:
    """Those that are made of each document."""
    dictionary = find_dictionary("fi")
    assert dictionary, "no dictionary"
    maker = Maker(documents, dictionary)
    return [(kind, number, text) for number, one in enumerate(documents) for kind, text in maker.made(one)]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a threshold does: the pairs that are asked about for nothing, and what is found of each kind of duplicate.

    `others` counts the documents that duplicates are said to resemble beside their own.
    """

    threshold: float
    nothing: tuple[tuple[int, Like], ...]
    found: Mapping[str, float]
    others: int

    @property
    def is_good(self) -> bool:
        """Whether it is as it should be."""
        return len(self.nothing) <= MOST and all(share >= LEAST.get(kind, 0.0) for kind, share in self.found.items())


def measured(
    documents: Sequence[Told], duplicates: Sequence[Duplicate], thresholds: Iterable[float]
) -> Iterator[Measured]:
    """What each threshold does, with every duplicate alone among the documents."""
    texts = [text_of(one) for one in documents]
    learnt = know([*texts, *(text for _, _, text in duplicates)])
    for threshold in thresholds:
        with asking_from(threshold):
            nothing = [(own, like) for own, near in alike(texts, [()] * len(texts), learnt).items() for like in near]
            named: dict[str, list[bool]] = defaultdict(list)
            others = 0
            for kind, of, text in duplicates:
                near = alike([*texts, text], [()] * (len(texts) + 1), learnt).get(len(texts), ())
                named[kind].append(of in {like.number for like in near})
                others += sum(like.number != of for like in near)
            yield Measured(threshold, tuple(nothing), {kind: mean(own) for kind, own in named.items()}, others)


def timed(size: int) -> str:
    """How long the comparing of a made-up bank takes, with all words known."""
    with tempfile.TemporaryDirectory() as folder:
        content = write_corpus(Path(folder) / "content", size, languages=("fi",), plain=True)
        heads = [
            read_document(path.read_text(encoding="utf-8"))[0]
            for kind in ("practices", "tools")
            for path in sorted((content / kind).glob("*.md"))
        ]
    texts = [Text(str(one["title"]), tuple(map(str, one["keywords"])), str(one["summary"])) for one in heads]  # type: ignore[arg-type]
    learnt = know(texts)
    began = time.process_time()
    found = alike(texts, [()] * len(texts), learnt)
    return f"{len(texts)} entries: {time.process_time() - began:.2f} s, {len(found)} asked about"


@click.command()
@click.argument("documents", type=click.Path(path_type=Path, exists=True), default=DOCUMENTS)
@click.option("--size", "sizes", type=int, multiple=True, help="Entries of a made-up bank that is timed.")
def main(*, documents: Path, sizes: tuple[int, ...]) -> None:
    """Measures on DOCUMENTS, a JSONL file with an id, a title, keywords and a summary a line."""
    told = read_lines(documents)
    found = list(measured(told, [*by_hand(told), *by_program(told)], THRESHOLDS))
    rows = [
        (str(one.threshold), str(len(one.nothing)), *(f"{share:.3f}" for share in one.found.values()), str(one.others))
        for one in found
    ]
    sys.stdout.write(table(("asked from", "for nothing", *found[0].found, "others named"), rows))
    chosen = next(one for one in found if one.threshold == likeness.ALIKE)
    sys.stdout.write(f"\nAsked about for nothing from {chosen.threshold} on:\n")
    for own, like in chosen.nothing:
        sys.stdout.write(f"  {like.likeness:.2f}  {told[own]['title']} | {told[like.number]['title']}\n")
    sys.stdout.writelines(f"\n{timed(size)}\n" for size in sizes)
    sys.exit(0 if chosen.is_good else 1)


if __name__ == "__main__":
    main()
