import errno
import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.published import publish
from zoomibank.findings.finding import SetupError
from zoomibank.publish import exchange, writer
from zoomibank.publish.writer import Published
from zoomibank.site.page import Output

LOCK = ".output.zoomibank-lock"
OLD = {"index.html": "old front", "malli/index.html": "old model", "tyyli.css": "style"}
NEW = {"index.html": "new front", "uusi/malli/index.html": "new model", "tyyli.css": "style"}


def outputs(texts: dict[str, str]) -> list[Output]:
    return [Output(path, text.encode(), "templates/pages/x.html") for path, text in texts.items()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def build(home: Path, texts: dict[str, str]) -> Published:
    return publish(outputs(texts), folder=home / "output", content=home / "content")


def texts_in(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".zoomibank.json")
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def tree(folder: Path) -> dict[str, tuple[int, object]]:
    """Everything in a folder: mode, and bytes or where a link leads."""
    found: dict[str, tuple[int, object]] = {}
    for path in sorted([folder, *folder.rglob("*")]):
        mode = path.lstat().st_mode
        body = str(path.readlink()) if stat.S_ISLNK(mode) else path.read_bytes() if stat.S_ISREG(mode) else None
        found[str(path.relative_to(folder))] = stat.S_IMODE(mode), body
    return found


def beside(folder: Path) -> set[str]:
    """What stands in the folder that holds the output, apart from the content and the lock."""
    return {path.name for path in folder.iterdir()} - {"content", LOCK}


def use_two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(exchange, "exchange", refuse)


@pytest.fixture(params=["exchange", "two renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        use_two_renames(monkeypatch)


# What a build leaves


@pytest.mark.parametrize("standing", ["nothing", "empty folder", "no folder above"])
def test_first_build(home: Path, standing: str) -> None:
    """The first build makes the folder, and the ones above it, or fills an empty one; nothing else stays beside it."""
    folder = home / "above" / "output" if standing == "no folder above" else home / "output"
    if standing == "empty folder":
        folder.mkdir()
    assert publish(outputs(OLD), folder=folder, content=home / "content") == Published(made=3, kept=0, removed=0)
    assert texts_in(folder) == OLD
    assert beside(folder.parent) == {"output"}


@pytest.mark.usefixtures("either_way")
def test_rebuild(home: Path) -> None:
    """A rebuild counts what is new or changed, what stayed and what went; a page that went is gone with its folder."""
    build(home, OLD)
    assert build(home, NEW) == Published(made=2, kept=1, removed=1)
    assert texts_in(home / "output") == NEW
    assert not (home / "output/malli").exists()
    assert beside(home) == {"output"}


def test_nothing_changed(home: Path) -> None:
    """When nothing has changed, the folder is not even exchanged, so nobody who watches it is woken."""
    build(home, OLD)
    before = (home / "output").stat()
    assert build(home, OLD) == Published(made=0, kept=3, removed=0)
    after = (home / "output").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "index.html").write_text("OLD FRONT"),
        lambda folder: (folder / "index.html").unlink(),
        lambda folder: (folder / "index.html").chmod(0o600),
        lambda folder: (folder / "malli").chmod(0o700),
        lambda folder: (folder / "index.html").unlink() or (folder / "index.html").symlink_to("tyyli.css"),
        lambda folder: (folder / ".zoomibank.json").write_text((folder / ".zoomibank.json").read_text() + "\n"),
    ],
    ids=["edited", "removed", "mode", "folder's mode", "link", "manifest"],
)
def test_damage_is_mended(home: Path, damage: Callable[[Path], object]) -> None:
    """What somebody did to a file of ours is undone: the result does not hang on what the folder looked like."""
    build(home, OLD)
    clean = tree(home / "output")
    damage(home / "output")
    assert tree(home / "output") != clean
    build(home, OLD)
    assert tree(home / "output") == clean


def test_a_link_in_place_of_a_file_is_not_followed(home: Path) -> None:
    """Nothing is written through a link that somebody put in a file's place."""
    outside = home / "content/entry.md"
    outside.write_text("kept")
    build(home, OLD)
    (home / "output/index.html").unlink()
    (home / "output/index.html").symlink_to(outside)
    build(home, NEW)
    assert outside.read_text() == "kept"
    assert texts_in(home / "output") == NEW


def test_manifest(home: Path) -> None:
    """The manifest lists each file, sorted, with its size and hash; the order of the outputs does not show."""
    build(home, OLD)
    written = (home / "output/.zoomibank.json").read_text()
    files = json.loads(written)["files"]
    assert list(files) == sorted(OLD)
    assert files["tyyli.css"] == [5, hashlib.blake2b(b"style", digest_size=16).hexdigest()]
    publish(reversed(outputs(OLD)), folder=home / "second", content=home / "content")
    assert (home / "second/.zoomibank.json").read_text() == written


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_umask(home: Path, umask: int) -> None:
    """Files are 0644 and folders 0755 whatever the umask."""
    before = os.umask(umask)
    try:
        build(home, OLD)
        build(home, NEW)
    finally:
        os.umask(before)
    modes = {mode for mode, body in tree(home / "output").values() if body is None}
    assert modes == {0o755}
    assert {mode for mode, body in tree(home / "output").values() if body is not None} == {0o644}


# What others have put there


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize(
    "refusal",
    [None, OSError(errno.EPERM, "Operation not permitted"), NotImplementedError("follow_symlinks unavailable")],
    ids=["linked", "no link here", "no link on this system"],
)
def test_foreign_files_survive(home: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception | None) -> None:
    """Files, folders and links that others have put into the output survive with modes and times, link or no link."""
    build(home, OLD)
    folder = home / "output"
    (folder / "CNAME").write_text("pankki.example")
    (folder / "CNAME").chmod(0o640)
    (folder / ".git/objects").mkdir(parents=True)
    (folder / ".git/objects/pack").write_bytes(b"\0pack")
    (folder / ".git/objects/pack").chmod(0o444)
    (folder / ".git").chmod(0o700)
    (folder / "empty").mkdir()
    (folder / "malli/own.txt").write_text("beside a page that goes")
    (folder / "away").symlink_to("/nowhere/at/all")
    (folder / "near").symlink_to("tyyli.css")
    links = ["away", "near"]
    added = ["CNAME", ".git", ".git/objects", ".git/objects/pack", "empty", "malli/own.txt"]
    for place in reversed(added):
        os.utime(folder / place, (1_000_000_000, 1_000_000_000))
    before = tree(folder)
    if refusal:
        monkeypatch.setattr(os, "link", fail_at(1, os.link, refusal, ever=True))
    build(home, NEW)
    after = tree(folder)
    assert {place: after[place] for place in added + links} == {place: before[place] for place in added + links}
    assert {int((folder / place).stat().st_mtime) for place in added} == {1_000_000_000}
    assert {path: text for path, text in texts_in(folder).items() if path in NEW} == NEW
    build(home, NEW)
    assert tree(folder) == after


@pytest.mark.parametrize(
    ("added", "is_folder"),
    [
        ("uusi/malli/index.html", False),
        ("uusi/malli/INDEX.html", False),
        ("uusi", False),
        ("uusi/malli", False),
        ("uusi/malli/index.html", True),
        ("uusi/malli/index.html/own.txt", False),
        ("malli/own.txt/deep.txt", False),
    ],
)
def test_collision_is_refused(home: Path, added: str, is_folder: bool) -> None:
    """A file or folder of others is never written over, nor mistaken for a folder of ours."""
    build(home, OLD)
    place = home / "output" / added
    place.parent.mkdir(parents=True, exist_ok=True)
    if is_folder:
        place.mkdir()
    else:
        place.write_text("somebody's")
    before = tree(home / "output")
    with pytest.raises(SetupError) as caught:
        build(home, {**NEW, "malli/own.txt": "a file where the other is a folder"})
    assert caught.value.key == "foreign_collision"
    assert str(caught.value.values["file"]) in {added, added.removesuffix("/own.txt"), "malli/own.txt"}
    assert tree(home / "output") == before
    assert beside(home) == {"output"}


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(lambda output: output.write_text("a file"), "output_not_folder", id="file"),
        pytest.param(lambda output: output.symlink_to("content"), "output_is_link", id="link"),
        pytest.param(lambda output: output.symlink_to("nowhere"), "output_is_link", id="dead link"),
    ],
)
def test_unfit_place_is_refused(home: Path, make: Callable[[Path], object], key: str) -> None:
    """What is no folder of its own is refused and stays as it is."""
    make(home / "output")
    before = tree(home)
    with pytest.raises(SetupError) as caught:
        build(home, NEW)
    assert (caught.value.key, caught.value.values) == (key, {"folder": str(home / "output")})
    assert tree(home) == before


@pytest.mark.parametrize(
    "marker",
    [None, "", "[]", "[" * 9_999, '{"format": 2, "files": {}}', '{"format": 1, "files": ["a"]}'],
    ids=["none", "empty", "no manifest", "deep", "other format", "other shape"],
)
def test_foreign_folder_is_refused(home: Path, marker: str | None) -> None:
    """A folder that holds something and no manifest of ours belongs to somebody else; nothing in it is touched."""
    (home / "output").mkdir()
    (home / "output/thesis.doc").write_text("years of work")
    if marker is not None:
        (home / "output/.zoomibank.json").write_text(marker)
    before = tree(home / "output")
    with pytest.raises(SetupError) as caught:
        build(home, NEW)
    assert (caught.value.key, caught.value.values) == ("output_foreign", {"folder": str(home / "output")})
    assert tree(home / "output") == before
    assert beside(home) == {"output"}


@pytest.mark.parametrize("output", ["content", "content/site", ".", "content/../content", "alias/site", "site/.."])
def test_content_is_refused(home: Path, output: str) -> None:
    """The content is never written into, nor anything that holds it, by whatever name it is called."""
    (home / "site").mkdir()
    (home / "content/entry.md").write_text("kept")
    (home / "alias").symlink_to("content")
    before = tree(home)
    with pytest.raises(SetupError) as caught:
        publish(outputs(NEW), folder=home / output, content=home / "content")
    assert caught.value.key == "output_is_content"
    assert tree(home) == before


@pytest.mark.parametrize(
    "paths",
    [
        [],
        [""],
        ["/etc/passwd"],
        ["../x"],
        ["a/../../x"],
        ["a//b"],
        ["a/"],
        ["./a"],
        ["a\\b"],
        ["C:/x"],
        ["a\0"],
        ["\ud800"],
        [".zoomibank.json"],
        [".Zoomibank.json"],
        ["a", "a"],
        ["a/x", "A/X"],
        ["\u00e4", "a\u0308"],
        ["a", "a/b"],
        ["A/b", "a"],
    ],
)
def test_paths_are_checked(home: Path, paths: list[str]) -> None:
    """Paths that lead out, or that are one file on some disk, are the program's fault, as is a site without files."""
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own text
        publish([Output(path, b"", "") for path in paths], folder=home / "output", content=home / "content")
    assert not (home / "output").exists()


# What goes wrong


def fail_at(step: int, real: Callable[..., Any], fault: BaseException, *, ever: bool = False) -> Callable[..., Any]:
    """The function, but its call number `step` (and with `ever` each later one) raises the fault."""
    calls = 0

    def called(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == step or (ever and calls > step):
            raise fault
        return real(*args, **kwargs)

    return called


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), SystemExit()])
@pytest.mark.parametrize(
    ("owner", "name", "step"),
    [
        (os, "mkdir", 3),
        (os, "mkdir", 4),
        (writer, "write", 1),
        (writer, "write", 2),
        (writer, "write", 3),
        (os, "fstat", 2),
        (os, "fsync", 1),
        (writer, "install", 1),
        (exchange, "exchange", 1),
    ],
)
def test_failed_build(  # noqa: PLR0913 - the ways to fail, each with each
    home: Path, monkeypatch: pytest.MonkeyPatch, *, owner: object, name: str, step: int, fault: BaseException
) -> None:
    """Wherever a build fails or is interrupted, the old site stays byte for byte, and no left-overs."""
    build(home, OLD)
    before = tree(home / "output")
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, fail_at(step, getattr(owner, name), fault))
        with pytest.raises((SetupError, KeyboardInterrupt, SystemExit)) as caught:
            build(home, NEW)
    if isinstance(caught.value, SetupError):
        assert (caught.value.key, caught.value.values["reason"]) == ("write_failed", "No space left on device")
    else:
        assert caught.value is fault
    assert tree(home / "output") == before
    assert beside(home) == {"output"}
    build(home, NEW)
    assert texts_in(home / "output") == NEW


def test_second_rename_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of two renames fails, the old site comes back."""
    build(home, OLD)
    before = tree(home / "output")
    use_two_renames(monkeypatch)
    monkeypatch.setattr(Path, "rename", fail_at(2, Path.rename, OSError(errno.EIO, "Input/output error")))
    with pytest.raises(SetupError):
        build(home, NEW)
    assert tree(home / "output") == before
    assert beside(home) == {"output"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_file_limit(home: Path) -> None:
    """A real limit of the system is told with the file's own name, and the old site stays."""
    import resource  # noqa: PLC0415 - not on Windows

    build(home, OLD)
    before = tree(home / "output")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(SetupError) as caught:
            build(home, {**NEW, "big.txt": "x" * 30_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.values == {"path": str(home / "output/big.txt"), "reason": os.strerror(errno.EFBIG)}
    assert tree(home / "output") == before
    assert beside(home) == {"output"}


def test_sweeping_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the removal of the old version fails, the build has not failed; the next one tries again."""
    build(home, OLD)
    with monkeypatch.context() as broken:
        broken.setattr("shutil.rmtree", fail_at(1, shutil.rmtree, OSError(errno.EBUSY, "busy"), ever=True))
        build(home, NEW)
        assert texts_in(home / "output") == NEW
        assert beside(home) == {"output", ".output.zoomibank-next"}
    build(home, NEW)
    assert beside(home) == {"output"}


def test_left_overs_are_swept(home: Path) -> None:
    """What killed builds left beside the output is removed, also when nothing has changed; links are not followed."""
    build(home, OLD)
    (home / ".output.zoomibank-next/half").mkdir(parents=True)
    (home / ".output.zoomibank-next/half/index.html").write_text("ha")
    (home / ".output.zoomibank-old").symlink_to(home / "content")
    (home / "content/entry.md").write_text("kept")
    assert build(home, OLD).kept == 3
    assert beside(home) == {"output"}
    assert (home / "content/entry.md").read_text() == "kept"


def test_death_between_two_renames(home: Path) -> None:
    """Where a kill left no output folder, the next build has the last version back before it does anything."""
    build(home, OLD)
    (home / "output/CNAME").write_text("pankki.example")
    (home / "output").rename(home / ".output.zoomibank-old")
    assert build(home, NEW) == Published(made=2, kept=1, removed=1)
    assert texts_in(home / "output") == {**NEW, "CNAME": "pankki.example"}
    assert beside(home) == {"output"}


KILLED = """
    import errno, itertools, os, signal, sys
    from pathlib import Path
    from zoomibank.publish import exchange
    from tests.published import publish
    from zoomibank.site.page import Output

    home, way = Path(sys.argv[1]), sys.argv[2]
    TOUCHING = ("open", "os.", "shutil.", "fcntl.", "ctypes.")

    def refuse(*_):
        raise OSError(errno.EINVAL, "")

    if way == "two renames":
        exchange.exchange = refuse

    def build(version):
        pages = [Output(f"{version}{i % 2}/p{i}/index.html", version.encode() * 50, "") for i in range(4)]
        publish([*pages, Output("same.css", b"same", "")], folder=home / "output", content=home / "content")

    def state():
        folder = home / "output"
        return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()} if folder.exists() else None

    whole = {}
    for version in ("new", "old"):
        build(version)
        whole[version] = state()
    for step in itertools.count(1):
        pid = os.fork()
        if pid == 0:
            left = iter(range(step - 1))

            def count(event, _):
                if event != "os.kill" and event.startswith(TOUCHING) and next(left, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            build("new")
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        found = state()
        print(next((name for name in whole if whole[name] == found), "none" if found is None else "BROKEN"))
        if os.WIFEXITED(status):
            break
        build("old")
        left_over = set(os.listdir(home)) - {"content", "output", ".output.zoomibank-lock"}
        if state() != whole["old"] or left_over:
            print("NOT MENDED", step)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("way", "states"), [("exchange", {"old", "new"}), ("two renames", {"old", "new", "none"})])
def test_kill_at_every_step(home: Path, way: str, states: set[str]) -> None:
    """Killed with -9 before any of its calls to the system, a build leaves one whole version; the next mends the rest.

    Only two renames can leave none for a moment, and never a broken one.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(home), way]
    seen = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
    assert set(seen) == states
    assert seen == sorted(seen, key=["old", "none", "new"].index)
    assert len(seen) > 50


def test_terminated(home: Path) -> None:
    """A build that SIGTERM ends in the middle leaves the old site."""
    build(home, OLD)
    before = tree(home / "output")
    code = f"""
        import os, signal
        from pathlib import Path
        from zoomibank.publish import writer
        from tests.published import publish
        from zoomibank.site.page import Output
        writer.install = lambda *_, **__: os.kill(os.getpid(), signal.SIGTERM)
        home = Path({str(home)!r})
        publish([Output("a", b"", "")], folder=home / "output", content=home / "content")
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], env=environment, check=False)
    assert ended.returncode == -signal.SIGTERM
    assert tree(home / "output") == before


# Others at the same time


def test_reader_sees_whole_versions(home: Path) -> None:
    """While versions come and go, a reader finds every page at its address, whole, and never an older one again."""

    def site(version: int) -> dict[str, str]:
        return {f"p{i}/index.html": f"{version} " * 3000 for i in range(5)}

    build(home, site(0))
    faults: list[str] = []
    reads = 0
    done, started = threading.Event(), threading.Event()

    def read() -> None:
        nonlocal reads
        newest = 0
        while not done.is_set():
            for path in site(0):
                try:
                    words = (home / "output" / path).read_text().split()
                except OSError as error:
                    faults.append(str(error))
                    continue
                if len(words) != 3000 or len(set(words)) != 1 or int(words[0]) < newest:
                    faults.append(f"{path}: {len(words)} words, {set(words)} after {newest}")
                newest = int(words[0])
                reads += 1
                started.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        started.wait(10)
        for version in range(1, 100):
            build(home, site(version))
    finally:
        done.set()
        reader.join()
    assert not faults
    assert reads > 0


def test_two_builds_at_once(home: Path) -> None:
    """Of builds that publish at the same time one comes after the other: the site is whole, from one of them."""
    sites = [{f"{name}/{i}.html": name for i in range(30)} for name in "abc"]
    start = threading.Barrier(3)
    faults: list[BaseException] = []

    def run(texts: dict[str, str]) -> None:
        start.wait(10)
        try:
            for _ in range(5):
                build(home, texts)
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(texts,)) for texts in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert texts_in(home / "output") in sites
    assert beside(home) == {"output"}


def test_busy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that another one keeps waiting gives up, says so, and touches nothing."""
    build(home, OLD)
    before = tree(home / "output")
    monkeypatch.setattr(writer, "BUSY_SECONDS", 0)
    with FileLock(home / LOCK), pytest.raises(SetupError) as caught:
        build(home, NEW)
    assert (caught.value.key, caught.value.values) == ("output_busy", {"folder": str(home / "output")})
    assert tree(home / "output") == before


# The exchange


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="two renames are used here")
def test_exchange(tmp_path: Path) -> None:
    """Two names are swapped; a name that is not there is told in the system's words."""
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    exchange.exchange(tmp_path / "a", tmp_path / "b")
    assert texts_in(tmp_path) == {"a": "b", "b": "a"}
    with pytest.raises(FileNotFoundError):
        exchange.exchange(tmp_path / "a", tmp_path / "c")


def test_other_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without an exchange says so, and the folder is put in place all the same."""
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("new", "folder"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "which").write_text(name)
    with pytest.raises(OSError, match="not implemented"):
        exchange.exchange(tmp_path / "new", tmp_path / "folder")
    exchange.install(tmp_path / "new", tmp_path / "folder", aside=tmp_path / "aside")
    assert texts_in(tmp_path) == {"folder/which": "new", "aside/which": "folder"}


def test_exchange_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal that is no lack of ability, such as a mount point, fails the build instead of trying the weaker way."""
    build(home, OLD)
    monkeypatch.setattr(exchange, "exchange", fail_at(1, exchange.exchange, OSError(errno.EBUSY, "Device busy")))
    with pytest.raises(SetupError) as caught:
        build(home, NEW)
    assert caught.value.values == {"path": str(home / "output"), "reason": "Device busy"}
    assert texts_in(home / "output") == OLD
