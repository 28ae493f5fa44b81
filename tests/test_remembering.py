"""What builds remember never shows: whatever happens to it, the site is that of a build from nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import Final, TypeVar

import pytest

from tests import edit_kinds
from tests.bank_files import apply, read_bank
from tests.bench.corpus import write_corpus
from tests.built import ROOT, order, remember_words
from tests.folders import first_difference
from tests.unit.bank.tellers import Teller
from zoomibank import cli
from zoomibank.exports import search_parts
from zoomibank.pipeline import Order, Report, build, check
from zoomibank.publish import inputs, remembered, writer
from zoomibank.publish.remembered import remember
from zoomibank.stages import make, read
from zoomibank.stages.unchanged import nothing_to_do

T = TypeVar("T")

ENTRIES: Final = 4
SEED: Final = 3
TOLD: Final = ("readings.sqlite3", "build-", "sheets-", "search-", "words-")
"""What the files of a cache are called, or how their names begin."""
SOME: Final = (edit_kinds.change_title, edit_kinds.change_body)
MANY: Final = (
    edit_kinds.add_entry, edit_kinds.delete_entry, edit_kinds.change_label, edit_kinds.change_settings,
    edit_kinds.change_image, edit_kinds.change_keywords,
)  # fmt: skip

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def _seem_large_and_old(patch: pytest.MonkeyPatch) -> None:
    """A bank this small and new would be made by one process, its search be one file, and no stamp be trusted."""
    for module in (make, read):
        patch.setattr(module, "_WORTH_SHARING", 2)
    patch.setattr(writer, "WORTH_A_SPARE", 1)
    patch.setattr(search_parts, "ONE_FILE", 1)
    patch.setattr(inputs, "_SETTLED", 0)


@pytest.fixture(autouse=True)
def _as_if_large_and_old(monkeypatch: pytest.MonkeyPatch) -> None:
    _seem_large_and_old(monkeypatch)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three states of a bank, each in a folder with its content and the site that a build from nothing makes of it.

    From a to b little is changed, from b to c much.
    """
    root = tmp_path_factory.mktemp("states")
    write_corpus(root / "a" / "content", ENTRIES, languages=("fi",))
    chance = random.Random(SEED)  # noqa: S311 -- it repeats itself on purpose
    for before, after, edits in (("a", "b", SOME), ("b", "c", MANY)):
        shutil.copytree(root / before / "content", root / after / "content")
        for edit in edits:
            found = edit(read_bank(root / after), chance)
            assert found, edit
            apply(root / after, found)
    with pytest.MonkeyPatch.context() as patch:
        _seem_large_and_old(patch)
        for name in "abc":
            _build(_order(root / name))
    return root


def _order(root: Path) -> Order:
    """A build of the content in a folder into `site` beside it, from nothing."""
    return replace(order(root / "content", root / "site"), find_dictionary=lambda _: Teller())


def _build(given: Order) -> Report:
    report = build(given)
    assert report.published, "\n".join(map(str, report.findings[:9]))
    return report


@dataclass(frozen=True)
class Place:
    """A bank that is edited and built again and again, beside the states that it may have."""

    root: Path
    states: Path

    @property
    def order(self) -> Order:
        return replace(_order(self.root), cache=self.cache)

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    def turn(self, state: str) -> None:
        """Gives the bank a state, as editors do: files that stay the same are not written."""
        new, old = (_files(folder / "content") for folder in (self.states / state, self.root))
        for path in old.keys() - new.keys():
            (self.root / "content" / path).unlink()
        for path, data in new.items():
            if old.get(path) != data:
                full = self.root / "content" / path
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_bytes(data)

    def difference(self, state: str, output: str = "site") -> str:
        """What is otherwise in the site than a build of that state from nothing makes it."""
        return first_difference(self.root / output, self.states / state / "site")

    def check(self, state: str) -> None:
        """Turns to a state, builds, and holds the site against that of a build from nothing."""
        self.turn(state)
        _build(self.order)
        assert not (found := self.difference(state)), f"{state}: {found}"


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def built(states: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bank in its first state, and its site and cache."""
    root = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        _seem_large_and_old(patch)
        Place(root / "bank", states).check("a")
    return Path(shutil.copytree(root / "bank", root / "kept")).parent


@pytest.fixture
def place(states: Path, built: Path) -> Place:
    """The bank in its first state, built with all that is remembered; it stands where it stood then."""
    shutil.rmtree(built / "bank")
    shutil.copytree(built / "kept", built / "bank")
    return Place(built / "bank", states)


def _forked(do: Callable[[], object]) -> int:
    """Does something in another process, whose number is given."""
    child = os.fork()
    if not child:
        try:
            do()
            os._exit(0)
        finally:
            os._exit(1)
    return child


# what is remembered


def test_builds_over_builds(place: Place) -> None:
    """From state to state and back; what nobody touched is not made again."""
    for state in "bcba":
        place.check(state)
        again = _build(place.order)
        assert again.published is not None
        assert again.published.made == again.published.removed == 0
        assert nothing_to_do(place.order)
        assert not place.difference(state)


def test_a_deleted_cache(place: Place) -> None:
    """What is remembered may be deleted at any time, before a build or while it goes on."""
    for state, stages in (("b", [""]), ("c", ["bank"]), ("a", ["pages"]), ("b", ["documents", "remembering"])):
        place.turn(state)
        if "" in stages:
            shutil.rmtree(place.cache)

        def begin(stage: str, stages: list[str] = stages) -> None:
            if stage in stages:
                shutil.rmtree(place.cache, ignore_errors=True)

        _build(replace(place.order, begin=begin))
        assert not place.difference(state)
    place.check("c")
    assert nothing_to_do(place.order)


def _rubbish(path: Path) -> None:
    path.write_bytes(random.Random(SEED).randbytes(path.stat().st_size))  # noqa: S311 -- the same every time


def _foreign(path: Path) -> None:
    if path.suffix == ".json":
        remember(path.parent, path.stem, {"keys": {"": 7}, "asked": [], "of": "x", "words": 7})
    else:
        path.write_text("CREATE TABLE texts")


DAMAGES: Final[Mapping[str, Callable[[Path], object]]] = {
    "gone": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "one letter": lambda path: path.write_bytes(path.read_bytes()[:-100] + b"#" + path.read_bytes()[-99:]),
    "rubbish": _rubbish,
    "another one's": _foreign,
    "a folder": lambda path: path.rename(path.with_name(f".{path.name}")).with_name(path.name).mkdir(),
}


def test_a_damaged_cache(place: Place) -> None:
    """Each file by itself: whole JSON of another shape, and what is no SQLite."""
    for name, state in zip(TOLD, "babab", strict=True):
        paths = [path for path in place.cache.iterdir() if path.name.startswith(name)]
        assert paths, name
        for path in paths:
            _foreign(path)
        place.check(state)


def test_a_cache_that_is_damaged_as_a_whole(place: Place) -> None:
    """All files at once, in each way."""
    for (damage, spoil), state in zip(DAMAGES.items(), "babacab", strict=True):
        for path in [path for path in place.cache.iterdir() if path.is_file()]:
            spoil(path)
        place.turn(state)
        _build(place.order)
        assert not (found := place.difference(state)), f"{damage}: {found}"


def test_a_memory_of_another_build(place: Place) -> None:
    """Of two memories that don't belong together, as a build that is killed may leave them, none misleads."""
    shutil.copytree(place.cache, place.root / "older")
    for name in TOLD:
        place.check("b")
        for path in (place.root / "older").glob(f"{name}*"):
            shutil.copy2(path, place.cache)
        place.check("a")


def test_without_a_cache(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--no-cache` neither looks at what is remembered nor changes it, and the builds after it are right."""
    monkeypatch.chdir(place.root)
    monkeypatch.setattr("zoomibank.pipeline.find_dictionary", lambda _: Teller())
    arguments = ["--output", "site", "--today", place.order.today.isoformat(), "--no-cache", "--allow-lost"]
    place.check("b")
    before = _files(place.cache)
    for state in "ca":
        place.turn(state)
        assert cli.main(arguments) == 0
        assert not place.difference(state)
    assert _files(place.cache) == before
    place.check("c")
    for path in place.cache.glob("*.json"):
        _foreign(path)
    assert cli.main(arguments) == 0
    assert not place.difference("c")
    shutil.rmtree(place.cache)
    assert cli.main(arguments) == 0
    assert not place.cache.exists()


def test_another_output(place: Place) -> None:
    """Outputs share a cache, and each is remembered by itself."""
    other = replace(place.order, output=place.root / "other")
    place.check("b")
    _build(other)
    assert not place.difference("b", "other")
    assert nothing_to_do(place.order)
    assert nothing_to_do(other)
    place.turn("c")
    _build(other)
    assert not place.difference("c", "other")
    assert not place.difference("b")
    assert nothing_to_do(other)
    assert not nothing_to_do(place.order)
    place.check("c")
    shutil.rmtree(other.output)
    assert not nothing_to_do(other)
    _build(other)
    assert not place.difference("c", "other")


def test_other_words(place: Place) -> None:
    """What another dictionary says is learnt, and the search is made of it."""
    other = replace(place.order, find_dictionary=lambda _: Teller("sanakirja 2"))
    _build(other)
    anew = replace(other, output=place.root / "new" / "site", cache=None)
    _build(anew)
    assert not first_difference(other.output, anew.output)


# what else there is: other builds, checks, kills


@needs_fork
@pytest.mark.parametrize(
    ("outputs", "damage"), [(("site", "other"), ""), (("site", "site"), ""), (("site", "other"), "rubbish")]
)
def test_two_builds_at_once(place: Place, outputs: tuple[str, str], damage: str) -> None:
    """They share a cache, which may be damaged, and an output or not."""
    for path in place.cache.iterdir() if damage else ():
        DAMAGES[damage](path)
    place.turn("b")
    orders = [replace(place.order, output=place.root / output, jobs=2) for output in outputs]
    children = [_forked(partial(_build, given)) for given in orders]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    for output in outputs:
        assert not place.difference("b", output)
    place.check("a")


def _dead() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(given: Order, moment: str) -> Callable[[], object]:
    """A build that is killed when a stage begins, after so many things of a long loop, or at a step of the end."""
    stage, _, number = moment.partition(" ")
    if not number:
        return lambda: build(replace(given, begin=lambda name: _dead() if name == stage else None))
    loops: list[str] = []

    def begin(name: str) -> None:
        loops.append(name)

    def track(items: Iterable[T], _: int) -> Iterator[T]:
        for done, item in enumerate(items):
            if (loops[-1], done) == (stage, int(number)):
                _dead()
            yield item

    return lambda: build(replace(given, begin=begin, track=track))


def _dying_at_a_call(given: Order, *, owner: object, name: str, number: int) -> Callable[[], object]:
    """A build that is killed before the given call of a function."""

    def do() -> None:
        real, calls = getattr(owner, name), count()

        def called(*args: object, **named: object) -> object:
            if next(calls) == number:
                _dead()
            return real(*args, **named)

        setattr(owner, name, called)
        build(given)

    return do


STAGES: Final = (
    "files",
    "documents",
    "bank",
    "likeness",
    "catalogue",
    "templates",
    "words",
    "keys",
    "pages",
    "publishing",
    "remembering",
)
KILLS: Final[Mapping[str, Callable[[Order], Callable[[], object]]]] = {
    **{moment: partial(_dying, moment=moment) for moment in (*STAGES, "pages 0")},
    "the manifest": partial(_dying_at_a_call, owner=os, name="fsync", number=0),
    "the exchange": partial(_dying_at_a_call, owner=writer, name="install", number=0),
    "the spare folder": partial(_dying_at_a_call, owner=writer, name="boot", number=1),
    "the memory": partial(_dying_at_a_call, owner=remembered, name="remember", number=0),
    "half of the memory": partial(_dying_at_a_call, owner=remembered, name="remember", number=1),
}
"""Moments at which a build is killed."""


def test_all_stages_are_known(place: Place) -> None:
    stages: list[str] = []
    _build(replace(place.order, begin=stages.append))
    assert tuple(stages) == STAGES


@needs_fork
def test_killed_builds(place: Place) -> None:
    """The site stays what it was or is the new one, and the next build makes it that of a build from nothing."""
    place.check("b")
    before = "b"
    for (moment, dying), after in zip(KILLS.items(), cycle("cab"), strict=False):
        place.turn(after)
        child = _forked(dying(replace(place.order, jobs=2)))
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL, moment
        assert not (place.difference(before) and place.difference(after)), moment
        place.check(after)
        before = after
    assert {path.name for path in place.root.iterdir()} <= {
        "content", "site", ".cache", ".site.zoomibank-lock", ".site.zoomibank-spare",
    }  # fmt: skip


@needs_fork
@pytest.mark.parametrize("moment", ["pages 0", "half of the memory"])
def test_a_first_build_that_is_killed(states: Path, tmp_path: Path, moment: str) -> None:
    place = Place(tmp_path, states)
    place.turn("a")
    child = _forked(KILLS[moment](replace(place.order, jobs=2)))
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    place.check("a")
    place.check("b")


def test_checks_beside_builds(place: Place) -> None:
    """A check reads ahead, and says what it says without a cache; what is remembered of the site stays right."""
    for state in "ba":
        assert check(place.order) == check(replace(place.order, cache=None))
        assert nothing_to_do(place.order)
        place.turn(state)
        assert check(place.order) == check(replace(place.order, cache=None))
        assert not nothing_to_do(place.order)
        place.check(state)


@needs_fork
def test_a_check_while_a_build_goes_on(place: Place) -> None:
    place.turn("c")
    children = [_forked(partial(do, place.order)) for do in (check, build, check)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert not place.difference("c")
    place.check("b")


def test_a_build_that_fails_leaves_no_trace(place: Place) -> None:
    """With errors nothing is written, and what was remembered of the site that stands holds."""
    place.turn("b")
    faulty = place.root / "content" / "practices" / "vika.md"
    faulty.write_text("Moi\n")
    for _ in range(2):
        assert build(place.order).published is None
        assert not place.difference("a")
    faulty.unlink()
    place.check("b")
    place.check("a")


@pytest.mark.parametrize("stage", ["files", "bank", "publishing"])
def test_an_edit_while_a_build_goes_on(place: Place, stage: str) -> None:
    """Whatever of it the build has seen, the next one sees all of it."""
    place.turn("b")
    build(replace(place.order, begin=lambda name: place.turn("c") if name == stage else None))
    if nothing_to_do(place.order):
        assert not place.difference("c")
    place.check("c")
    assert nothing_to_do(place.order)


# what a site hangs on beside its content


def _some_of(folder: Path) -> Mapping[str, Path]:
    """A file of each kind that a site has."""
    pages = sorted(folder.rglob("*.html"), key=lambda path: path.stat().st_size)
    return {
        "page": folder / "index.html",
        "list": folder / "selaa" / "index.html",
        "smallest page": pages[0],
        "entry": next((folder / "kaytannot").glob("*/index.html")),
        "script of an entry": next((folder / "data" / "entries").rglob("*.js")),
        "start of the search": folder / "data" / "search" / "fi.js",
        "part of the search": max((folder / "data" / "search" / "fi").iterdir(), key=lambda path: path.stat().st_size),
        "asset": next((folder / "assets").rglob("*.css")),
        "sitemap": folder / "robots.txt",
        "manifest": folder / ".zoomibank.json",
    }


SPOILS: Final[Mapping[str, Callable[[Path], object]]] = {
    "edited": lambda path: path.write_bytes(path.read_bytes() + b" "),
    "as large as before": lambda path: path.write_bytes(b"#" + path.read_bytes()[1:]),
    "gone": Path.unlink,
    "mode": lambda path: path.chmod(0o600),
    "folder's mode": lambda path: path.parent.chmod(0o700),
}


SPARED: Final[Mapping[str, AbstractSet[str]]] = {
    "edited": set(),
    "as large as before": {"manifest"},
    "gone": {"manifest"},
    "mode": set(),
    "folder's mode": {"page", "manifest", "sitemap"},
}
"""Without its manifest the folder is nobody's, and some files are in no folder of their own."""


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_somebody_did_to_the_site_is_undone(place: Place, spoil: str) -> None:
    """In a build that has nothing else to do as well as in one that changes something, and in those after them."""
    for state in "ab":
        for kind, path in _some_of(place.order.output).items():
            if kind not in SPARED[spoil]:
                SPOILS[spoil](path)
        assert spoil == "folder's mode" or not nothing_to_do(place.order)
        place.check(state)


def test_somebodys_files_stay(place: Place) -> None:
    """With them builds are as fast and as right as without."""
    (place.order.output / "CNAME").write_text("pankki.example")
    for state in "bca":
        place.turn(state)
        _build(place.order)
        assert (place.order.output / "CNAME").read_text() == "pankki.example"
        assert place.difference(state).startswith("CNAME is only in")
        assert nothing_to_do(place.order)
    (place.order.output / "CNAME").unlink()
    place.check("b")
    place.check("a")


def test_other_templates(place: Place) -> None:
    """Whatever is changed in them, and when it is changed back."""
    own = Path(shutil.copytree(ROOT / "templates", place.root / "own" / "templates"))
    given = replace(place.order, templates=own)
    anew = replace(given, output=place.root / "new" / "site", cache=None)
    front, style = own / "pages" / "front.html", next(own.rglob("*.css"))
    texts = {path: path.read_text(encoding="utf-8") for path in (front, style)}
    for path, text in ((front, "x"), (style, "a{}"), (front, "")):
        path.write_text(texts[path] + text, encoding="utf-8")
        assert not nothing_to_do(given)
        shutil.rmtree(anew.output, ignore_errors=True)
        _build(given)
        _build(anew)
        assert not (found := first_difference(given.output, anew.output)), f"{path.name}: {found}"
        assert nothing_to_do(given)


def test_other_jobs(place: Place) -> None:
    """One process and two make the same bytes, and know from one another what need not be made."""
    for state, jobs in (("b", 1), ("c", 2)):
        place.turn(state)
        for given in (place.order, replace(place.order, output=place.root / f"anew {state}", cache=None)):
            _build(replace(given, jobs=jobs))
            assert not first_difference(given.output, place.states / state / "site")
        assert nothing_to_do(replace(place.order, jobs=3 - jobs))


def test_the_day_passes(place: Place) -> None:
    """Midnight by midnight, by the bank's clock: a site is rebuilt with the day, and made anew where it shows."""
    first = datetime(2026, 3, 12, 12, tzinfo=UTC)
    changed = 0
    for days in (0, 1, 3000, 1):
        given = replace(place.order, today=first + timedelta(days=days))
        assert not nothing_to_do(given)
        report = _build(given)
        assert report.published is not None
        changed += report.published.made > 0
        assert nothing_to_do(replace(given, today=first + timedelta(days=days, hours=8)))
        assert not nothing_to_do(replace(given, today=first + timedelta(days=days, hours=10)))
        day = date(2026, 3, 12) + timedelta(days=days)
        anew = replace(given, output=place.root / "new" / "site", cache=None, today=day)
        shutil.rmtree(anew.output, ignore_errors=True)
        _build(anew)
        assert not (found := first_difference(given.output, anew.output)), f"{days}: {found}"
    assert 1 < changed < 4


def test_another_program(tmp_path: Path) -> None:
    """A file of the program is changed: what it made is made again, and nothing of the old one is told."""
    shutil.copytree(ROOT / "zoomibank", tmp_path / "zoomibank", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy2(ROOT / "build.py", tmp_path)
    shutil.copytree(ROOT / "tests" / "sites" / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)

    def run(*more: str) -> str:
        command = [sys.executable, "build.py", "--today", "2026-03-12", *more]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert "säilyi 0" in run()
    assert "tehtiin 0" in run()
    path = tmp_path / "zoomibank" / "site" / "structured.py"
    path.write_text(path.read_text(encoding="utf-8").replace("https://schema.org", "https://schema.example"))
    assert "tehtiin 0" not in run()
    assert "schema.example" in (tmp_path / "output" / "valineet" / "index.html").read_text(encoding="utf-8")
    remember_words(tmp_path / "new")
    run("--output", str(tmp_path / "new" / "output"))
    assert not first_difference(tmp_path / "output", tmp_path / "new" / "output")
    assert "tehtiin 0" in run()
