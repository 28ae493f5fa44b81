"""Sites for the benchmarks, kept in `.cache/bench` until the program, the templates or the benchmarks change.

They are whole sites, built as anybody builds them. What is known of words is kept longer, as builds keep it.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tests.bench.corpus import write_corpus
from tests.bench.gold import write_gold
from tests.built import ROOT, TODAY, order
from zoomibank.bank.catalogue import catalogue
from zoomibank.bank.dictionary import find_dictionary
from zoomibank.content.load import load
from zoomibank.content.validate import lay_foundation, validate
from zoomibank.exports.search_index import search_index
from zoomibank.pipeline import build
from zoomibank.publish.shelf import shelf
from zoomibank.site.local import in_each_language
from zoomibank.site.strings import load_strings
from zoomibank.stages.learn import learn_words
from zoomibank.stages.read import Desk, Reader, read_all
from zoomibank.work import cores, unwatched

FOLDER: Final = ROOT / ".cache" / "bench"
WORDS: Final = FOLDER / "words"
GOLD: Final = 156
"""The entries of the gold bank."""
BROWSE: Final = "selaa/"


def gold_site() -> Path:
    """The site of the gold bank."""
    return kept("gold", lambda folder: _build(write_gold(folder / "content"), folder)) / "site"


def corpus_site(size: int) -> Path:
    """The site of a bank of so many made-up entries."""
    return _corpus(size) / "site"


def index_times(size: int = 150, rounds: int = 9) -> list[float]:
    """Seconds that the search index of a bank takes in a build that knows all words, in all languages, each round."""
    content = _corpus(size) / "content"
    with shelf(None) as texts:
        loaded, _ = load(content)
        foundation, _ = lay_foundation(loaded, today=TODAY)
        reader = Reader(content, foundation.languages, Desk(texts, ""))
        read = read_all(loaded.sources, reader=reader, known={}, jobs=cores(), track=unwatched)
        bank, _ = validate(loaded, foundation, read.entries, read.files)
        whole, strings = catalogue(bank), {language: load_strings(language) for language in bank.languages}
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            words = learn_words(whole, read.kept.words, cache=WORDS, find=find_dictionary)
            for local in in_each_language(whole, strings, ""):
                search_index(local, words.lexicons, read.kept.words)
            times.append(time.perf_counter() - start)
        return times


def _corpus(size: int) -> Path:
    return kept(f"corpus-{size}", lambda folder: _build(write_corpus(folder / "content", size), folder))


def _build(content: Path, folder: Path) -> None:
    """Builds the site beside its content, with its own cache and the words of all banks."""
    known = folder / ".cache"
    WORDS.mkdir(parents=True, exist_ok=True)
    shutil.copytree(WORDS, known)
    report = build(replace(order(content, folder / "site", knows=True), cache=known, jobs=cores()))
    assert report.published, "\n".join(map(str, report.findings[:9]))
    for path in known.glob("words-*"):
        shutil.copy2(path, WORDS)


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
