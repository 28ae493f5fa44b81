from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

import pytest

from tests.published import publish
from zoomibank.publish.manifest import Filed, digest
from zoomibank.publish.remembered import Kept, Last, Sheets
from zoomibank.publish.writer import Stage, stage
from zoomibank.site.draft import Contents, single
from zoomibank.site.page import Chrome, Output
from zoomibank.site.pages import Sheet
from zoomibank.stages import make
from zoomibank.stages.make import Made, Maker, Task, make_all, sheets_of
from zoomibank.stages.memory import Memory
from zoomibank.stages.order import Order
from zoomibank.work import unwatched

CHROME: Final = Chrome("Pankki", "", (), (), None, "", "selaa/", "oma-lista/", "data/search/fi.js")
OLD: Final = {"a/index.html": '<h2 id="osa">a</h2>', "b/index.html": "<p>b</p>", "s/one.js": "1", "s/two.js": "2"}
"""A site that stands."""


@dataclass
class Place:
    """A site that was built and remembered, and what is made for the next one."""

    root: Path
    sheets: Sheets
    left: Mapping[str, int]
    calls: list[str] = field(default_factory=list)

    @property
    def last(self) -> Last:
        """How the last build left its files."""
        files = {}
        for path, text in OLD.items():
            data = text.encode()
            files[path] = Kept(len(data), self.left[path], digest(data))
        return Last(files=files)

    def task(self, name: str, key: str, texts: Mapping[str, str]) -> Task:
        """What is made of these texts; that it was made is noted."""

        def made() -> Iterator[Output]:
            self.calls.append(name)
            yield from (Output(path, text.encode(), "") for path, text in texts.items())

        return Task(key, made, name)

    def make(self, tasks: Sequence[Task], jobs: int = 1) -> tuple[dict[str, Made], tuple[Any, ...], Stage]:
        """What came of the tasks by their names, and the findings."""
        self.calls.clear()
        with stage(self.root / "site", content=self.root / "content") as new:
            nothing: Any = None  # only exports are made here, which ask for no texts, and for the templates' name alone
            folder: Any = SimpleNamespace(folder=Path("templates"))
            maker = Maker(folder, nothing, new, frozenset(OLD), self.last.files)
            memory = Memory(cast("Order", None), "", last=self.last, sheets=self.sheets)
            made, findings = make_all(tasks, maker=maker, memory=memory, jobs=jobs, track=unwatched)
            assert len({one.name for one in made}) == len(made) == len(tasks)
            return {one.name: one for one in made}, findings, new


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "content").mkdir()
    outputs = [Output(path, text.encode(), "") for path, text in OLD.items()]
    publish(outputs, folder=tmp_path / "site", content=tmp_path / "content")
    keys = {"/a": ("ka", ("a/index.html",)), "/b": ("kb", ("b/index.html",)), "/s": ("ks", ("s/one.js", "s/two.js"))}
    left = {path: (tmp_path / "site" / path).stat().st_mtime_ns for path in OLD}
    return Place(tmp_path, Sheets(keys), left)


def _all(place: Place, **keys: str) -> list[Task]:
    return [
        place.task("a", keys.get("a", "ka"), {"a/index.html": OLD["a/index.html"]}),
        place.task("b", keys.get("b", "kb"), {"b/index.html": "<p>new</p>"}),
        place.task("s", keys.get("s", "ks"), {"s/one.js": "1", "s/three.js": "3"}),
    ]


def test_what_hangs_on_the_same_is_kept(place: Place) -> None:
    """It is not made again, and its files are told as the last build left them."""
    made, findings, _ = place.make(_all(place))
    assert (place.calls, findings) == ([], ())
    files = place.last.files
    assert made["/s"] == Made(
        "/s",
        "ks",
        tuple(
            Filed(path, files[path].size, files[path].digest, files[path].mtime, is_new=False)
            for path in ("s/one.js", "s/two.js")
        ),
    )


def test_what_hangs_on_something_else_is_made(place: Place) -> None:
    """Files of the same bytes are not new, whatever key they are made under."""
    made, _, _ = place.make(_all(place, a="new", b="new", s="new"))
    assert place.calls == ["a", "b", "s"]
    told = {file.path: file.is_new for one in made.values() for file in one.files}
    assert told == {"a/index.html": False, "b/index.html": True, "s/one.js": False, "s/three.js": True}
    assert {one.key for one in made.values()} == {"new"}


def test_a_task_that_nobody_remembers_is_made(place: Place) -> None:
    tasks = [*_all(place), place.task("new", "ka", {"n/index.html": ""}), place.task("none", "", {})]
    made, _, _ = place.make(tasks)
    assert place.calls == ["new", "none"]
    assert made["/none"].files == ()


def _page(place: Place) -> Path:
    return place.root / "site/s/two.js"


DAMAGES: Final[Mapping[str, Callable[[Path], object]]] = {
    "edited": lambda path: path.write_text("22"),
    "edited, as large as before": lambda path: path.write_text("3"),
    "removed": lambda path: path.unlink(),
    "its mode": lambda path: path.chmod(0o600),
    "a link in its place": lambda path: _instead(path, lambda: path.symlink_to("one.js")),
    "a folder in its place": lambda path: _instead(path, path.mkdir),
}


def _instead(path: Path, make: Callable[[], object]) -> None:
    path.unlink()
    make()


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_somebody_did_to_a_file_is_seen(place: Place, damage: str) -> None:
    """All that was made with it is made again, and nothing else."""
    DAMAGES[damage](_page(place))
    made, _, _ = place.make(_all(place))
    assert place.calls == ["s"]
    assert [file.path for file in made["/s"].files] == ["s/one.js", "s/three.js"]


def test_a_file_that_the_last_build_does_not_tell_is_made(place: Place) -> None:
    """Memories of two builds may have been mixed by a third one."""
    place.sheets = Sheets({"/b": ("kb", ("b/index.html", "b/more.html"))})
    place.make(_all(place)[1:2])
    assert place.calls == ["b"]


def test_several_processes_make_the_same(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stale is shared out; here nothing is made."""
    monkeypatch.setattr(make, "_WORTH_SHARING", 2)
    here, _, _ = place.make(_all(place, a="new", b="new"))
    there, _, _ = place.make(_all(place, a="new", b="new"), jobs=2)
    assert _without_times(there.values()) == _without_times(here.values())


def _without_times(made: Iterable[Made]) -> dict[str, object]:
    return {one.name: (one.key, [file._replace(mtime=0) for file in one.files]) for one in made}


def test_what_the_next_build_is_told(place: Place) -> None:
    """It keeps what this one made, and no more."""
    far = (("../a/#osa", "a/index.html", "osa"),)
    files = tuple(Filed(path, 1, "d", 2, is_new=True) for path in ("b/index.html", "b.js"))
    one = Made("b/", "kb", files, far=(("b/index.html", far),))
    other = Made("/s", "ks", ())
    assert sheets_of([one, other]) == Sheets(
        {"b/": ("kb", ("b/index.html", "b.js")), "/s": ("ks", ())}, {"b/index.html": far}
    )
    made, _, _ = place.make(_all(place, b="new"))
    assert sheets_of(made.values()).keys == {
        "/a": ("ka", ("a/index.html",)),
        "/b": ("new", ("b/index.html",)),
        "/s": ("ks", ("s/one.js", "s/two.js")),
    }


# links to anchors of other pages


def _unmade() -> Contents:
    raise AssertionError("a page that is kept is not made")


def _kept_page(url: str, key: str, origin: str = "") -> Task:
    return Task(key, Sheet(single("b", url, "article", _unmade, origin=origin), "fi", CHROME, ((),)))


def _linking(place: Place, anchor: str, target: str = "a/index.html") -> None:
    """The last build kept a link from b to an anchor of a."""
    place.sheets = Sheets(
        {**place.sheets.keys, "b/": ("kb", ("b/index.html",))},
        {"b/index.html": ((f"../a/#{anchor}", target, anchor),)},
    )


@pytest.mark.parametrize(
    ("anchor", "new", "is_dead"),
    [
        ("osa", None, False),
        ("muu", None, True),
        ("osa", '<h2 id="osa">uusi</h2>', False),
        ("osa", '<h2 id="muu">uusi</h2>', True),
        ("muu", '<h2 id="muu">uusi</h2>', False),
        ("top", "", False),
    ],
)
@pytest.mark.parametrize("origin", ["pages/b.md", ""])
def test_a_kept_link_is_judged_by_what_it_leads_to_now(
    place: Place, anchor: str, new: str | None, is_dead: bool, origin: str
) -> None:
    """A link to an anchor that is gone is told even if the page that holds it was kept, and the other one made."""
    _linking(place, anchor)
    other = _all(place)[0] if new is None else place.task("a", "new", {"a/index.html": new})
    _, findings, _ = place.make([other, _kept_page("b/", "kb", origin)])
    told = [(finding.code, finding.place.path, finding.values) for finding in findings]
    values = {"page": "b/index.html", "given": f"../a/#{anchor}"}
    assert told == ([("ZB503", origin or "templates/pages/article.html", values)] if is_dead else [])


def test_a_kept_link_stays_with_its_page(place: Place) -> None:
    """The next build is told of it again."""
    _linking(place, "osa")
    made, _, _ = place.make([_all(place)[0], _kept_page("b/", "kb")])
    assert sheets_of(made.values()).far == place.sheets.far


def test_exports_have_names_of_their_own() -> None:
    """No page has an url that begins with a slash."""
    assert Task("k", lambda: (), "search-fi").name == "/search-fi"
    assert _kept_page("b/", "kb").name == "b/"
