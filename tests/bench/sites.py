"""Sites for the benchmarks, kept in `.cache/bench` until the program, the templates or the benchmarks change.

A site of 10,000 entries has some 40,000 pages, and making them takes minutes. The search needs one of them, so what is
made here is the browse page in Finnish with the styles, the scripts and the index, all by the program's own stages.
Only the checking and the laying out of all entries is left, some five minutes at 10,000 entries, once. What is known
of words is kept longer, as builds keep it.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as Items
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeVar
from unittest import mock

from tests.bench.corpus import write_corpus
from tests.bench.gold import write_gold
from tests.built import ROOT, TODAY, order
from zoomibank import pipeline
from zoomibank.bank.catalogue import catalogue
from zoomibank.bank.dictionary import find_dictionary
from zoomibank.bank.words import learn, restored
from zoomibank.content.load import load
from zoomibank.content.validate import Track, unwatched, validate
from zoomibank.exports.search_index import search_index, words_in
from zoomibank.publish.remembered import recall
from zoomibank.site.local import in_each_language
from zoomibank.site.strings import load_strings

T = TypeVar("T")

FOLDER: Final = ROOT / ".cache" / "bench"
WORDS: Final = FOLDER / "words"
GOLD: Final = 156
"""The entries of the gold bank."""
BROWSE: Final = "selaa/"


def gold_site() -> Path:
    """The whole site of the gold bank."""
    folder = kept("gold", lambda folder: _build(write_gold(folder / "content"), folder / "site"))
    return folder / "site"


def browse_site(size: int) -> Path:
    """The browse page and the search of a bank of so many made-up entries."""

    def make(folder: Path) -> None:
        content = write_corpus(folder / "content", size)
        with mock.patch.object(pipeline, "dead_links", return_value=()):  # most of what the page links to is not made
            _build(content, folder / "site", track=_browse_only)
        shutil.rmtree(content)

    return kept(f"browse-{size}", make) / "site"


def index_times(size: int = 150, rounds: int = 9) -> list[float]:
    """Seconds that the search index of a bank takes in a build that knows all words, in all languages, each round."""
    folder = kept(f"index-{size}", lambda folder: _build(write_corpus(folder / "content", size), folder / "site"))
    loaded, _ = load(folder / "content")
    bank, _ = validate(loaded, today=TODAY)
    whole, strings = catalogue(bank), {language: load_strings(language) for language in bank.languages}
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        lexicons = {}
        for language, words in words_in(whole).items():
            known = restored(recall(WORDS, f"words-{language}"))
            lexicons[language], _ = learn(words, known, language=language, find=find_dictionary)
        for local in in_each_language(whole, strings, ""):
            search_index(local, lexicons)
        times.append(time.perf_counter() - start)
    return times


def _build(content: Path, output: Path, *, track: Track = unwatched) -> None:
    report = pipeline.build(replace(order(content, output, knows=True), cache=WORDS, track=track))
    assert report.published, "\n".join(map(str, report.findings[:9]))


def _browse_only(items: Items[T], stage: str, /) -> Iterable[T]:
    """Of the pages to be rendered only the browse page; all of anything else."""
    return items if stage != "render" else [item for item in items if getattr(item, "url", "") == BROWSE]


def kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, which is made anew when the code has changed; those made by older code go."""
    folder = FOLDER / f"{name}-{_code()}"
    done = folder / "done"
    if not done.exists():
        for older in FOLDER.glob(f"{name}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        make(folder)
        done.touch()
    return folder


@cache
def _code() -> str:
    """Tells one state of the code from another."""
    digest = blake2b(digest_size=5)
    for path in sorted(_files()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    yield from ROOT.glob("tests/bench/search/*")
    for module in ("corpus", "files", "gold", "rich", "sites", "telling", "terms", "words"):
        yield ROOT / "tests" / "bench" / f"{module}.py"
    for folder in ("zoomibank", "templates"):
        yield from (path for path in (ROOT / folder).rglob("*.*") if path.is_file() and path.suffix != ".pyc")
