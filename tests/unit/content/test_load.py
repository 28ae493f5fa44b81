import errno
import os
import socket
from pathlib import Path

import pytest

from tests.unit.content.making import FILES, PRACTICE
from zoomibank.content import load as loading
from zoomibank.content.document import FILE_LIMIT, Document, decode
from zoomibank.content.load import IMAGE_LIMIT, Image, Loaded, Source, read_bytes, read_lines
from zoomibank.findings.finding import Finding, SetupError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small bank on the disk."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def load(folder: Path) -> tuple[Loaded, tuple[Finding, ...]]:
    """What stands in a folder, and all that can't be read, in Markdown files too."""
    loaded, findings = loading.load(folder)
    for source in loaded.sources:
        data, faults = read_bytes(folder, source.path)
        findings += faults
        if data is not None:
            findings += decode(data, source.path)[1]
    return loaded, findings


def told(folder: Path) -> list[tuple[str, str, object]]:
    """Path, code with variant, and the first value of each finding, by path."""
    _, findings = load(folder)
    assert {(finding.place.line, finding.place.column) for finding in findings} <= {(1, 1)}
    return sorted(
        (f.place.path, f"{f.code}.{f.variant}".rstrip("."), next(iter(f.values.values()), "")) for f in findings
    )


def test_load(folder: Path) -> None:
    """Settings, vocabularies, originals and translations of all kinds and images are read, and what their names say."""
    (folder / "practices" / "malli.sv.md").write_text("---\ntitle: Modell\n---\n", encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages" / "tietoa-2.md").write_bytes(b"")
    (folder / "media").mkdir()
    (folder / "media" / "kuva-1.png").write_bytes(b"\x89PNG")
    loaded, findings = load(folder)
    assert findings == ()
    assert loaded.settings == Document("site.yaml", FILES["site.yaml"])
    assert set(loaded.vocabularies) == {path[11:-5] for path in FILES if path.startswith("vocabulary/")}
    assert loaded.sources == (
        Source("practices", "malli", "", "practices/malli.md"),
        Source("practices", "malli", "sv", "practices/malli.sv.md"),
        Source("tools", "kirje", "", "tools/kirje.md"),
        Source("pages", "tietoa-2", "", "pages/tietoa-2.md"),
    )
    assert loaded.images == (Image("media/kuva-1.png", b"\x89PNG"),)
    assert loaded.names == {
        "practices/malli.md", "practices/malli.sv.md", "tools/kirje.md", "pages/tietoa-2.md",
    }  # fmt: skip


def test_order_of_files_does_not_depend_on_the_disk(folder: Path) -> None:
    """Files come by name, in whatever order they were made."""
    for name in ("c", "a", "b"):
        (folder / "practices" / f"{name}.md").write_text(PRACTICE, encoding="utf-8")
    loaded, _ = load(folder)
    assert [source.slug for source in loaded.sources] == ["a", "b", "c", "malli", "kirje"]


@pytest.mark.parametrize(
    ("missing", "key"), [("", "content_missing"), ("site.yaml", "site_missing")], ids=["folder", "settings"]
)
def test_no_content(tmp_path: Path, missing: str, key: str) -> None:
    """Without a content folder, or settings in it, there is nothing to check."""
    with pytest.raises(SetupError) as raised:
        load(tmp_path if missing else tmp_path / "content")
    assert raised.value.key == key


def test_missing_vocabularies_are_told(folder: Path) -> None:
    """Each of the seven files must be there; the other folders need not."""
    (folder / "vocabulary" / "goals.yaml").unlink()
    (folder / "practices" / "malli.md").unlink()
    (folder / "practices").rmdir()
    assert told(folder) == [("vocabulary/goals.yaml", "ZB242", "")]


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("Malli.md", "malli.md"),
        ("uusi malli.md", "uusi-malli.md"),
        ("työ.md", "tyo.md"),
        ("tyo\u0308.md", "tyo.md"),
        ("uusi_malli.sv.md", "uusi-malli.sv.md"),
        ("malli.v2.md", "malli.md"),
        ("malli.sv.en.md", "malli.md"),
        ("malli.ruotsinkielinen.md", "malli.ruotsinkielinen.md"),
        ("a--b.md", "a-b.md"),
        ("-.md", "nimi.md"),
        ("???.md", "nimi.md"),
        ("<script>.md", "script.md"),
        ("a\x1b[2J\n.md", "a-2j.md"),
        ("a" * 81 + ".md", "a" * 80 + ".md"),
        ("a" * 252 + ".md", "a" * 80 + ".md"),
    ],
)
def test_names_that_make_no_address(folder: Path, name: str, proposal: str) -> None:
    """A name that is not its own slug is refused with one that would do, and its file is not read."""
    (folder / "practices" / name).write_text(PRACTICE, encoding="utf-8")
    loaded, findings = load(folder)
    assert [(f.place.path, f.code, f.values) for f in findings] == [
        (f"practices/{name}", "ZB102", {"name": name, "proposal": proposal})
    ]
    assert f"practices/{name}" not in loaded.names
    assert len(loaded.sources) == 2


def test_a_name_that_is_not_utf8(folder: Path) -> None:
    """Bytes of a name that are no text are data like any others."""
    with Path(os.fsdecode(os.fsencode(folder / "practices") + b"/k\xe4rki.md")).open("wb"):
        pass
    assert told(folder) == [("practices/k\udce4rki.md", "ZB102.near", "k\udce4rki.md")]


def test_the_language_of_a_name_is_not_judged_here(folder: Path) -> None:
    """Whether the bank has a language is for the settings to say."""
    for name in ("malli.de.md", "malli.SV.md", "malli.sv-FI.md"):
        (folder / "practices" / name).write_text(PRACTICE, encoding="utf-8")
    loaded, findings = load(folder)
    assert findings == ()
    assert [source.language for source in loaded.sources if source.slug == "malli"] == ["SV", "de", "", "sv-FI"]


@pytest.mark.parametrize(
    "name",
    [".piilossa.md", "malli.md~", "#malli.md#", "malli.md.bak", "malli.md.orig", ".malli.md.swp", "malli.swp",
     "malli.md.rej", "malli.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", ".git", "._malli.md"],
)  # fmt: skip
def test_what_systems_leave_behind_is_passed_over(folder: Path, name: str) -> None:
    """Dot files and backups are neither published nor worth a word, in any folder."""
    for place in ("", "practices", "vocabulary"):
        (folder / place / name).write_bytes(b"\xff")
    loaded, findings = load(folder)
    assert findings == ()
    assert len(loaded.sources) == 2


@pytest.mark.parametrize(
    "path",
    ["muistio.docx", "practices/muistio.docx", "practices/malli.MD", "practices/malli.markdown", "practices/malli",
     "vocabulary/teemat.yaml", "vocabulary/themes.yml", "vocabulary/Themes.yaml", "media/kuva.svg", "media/ohje.pdf",
     "site.yml", "Practices"],
)  # fmt: skip
def test_foreign_files_are_named(folder: Path, path: str) -> None:
    """What is no part of the model is told and not published."""
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(b"\xff")
    loaded, findings = load(folder)
    name = path.rpartition("/")[2]
    proposal = "practices/malli.md" if name in {"malli.MD", "malli.markdown"} else ""
    expected = {"name": name, "proposal": proposal}
    assert [(f.place.path, f.code, f.values) for f in findings] == [(path, "ZB103", expected)]
    assert len(loaded.sources) == 2


@pytest.mark.parametrize(
    "path", ["luonnokset", "practices/2024", "practices/vanha.md", "vocabulary/muut", "media/kuvat"]
)
def test_foreign_folders_are_named_and_not_searched(folder: Path, path: str) -> None:
    """A folder where none belongs, one called `x.md` too, is one finding; nothing below it is read."""
    (folder / path).mkdir(parents=True)
    (folder / path / "malli.md").write_text(PRACTICE, encoding="utf-8")
    assert told(folder) == [(path, "ZB103", path.rpartition("/")[2])]


def test_the_list_of_addresses_may_be_long(folder: Path) -> None:
    """It grows with the bank, so it has a limit of its own; it is read as every text is."""
    (folder / "addresses.txt").write_bytes(b"/kaytannot/x/\n" * 100_000)
    assert told(folder) == []
    (folder / "addresses.txt").write_bytes(b"\xff/\n")
    assert told(folder) == [("addresses.txt", "ZB105", "0xFF")]


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "LICENSE.txt"])
def test_files_beside_the_content(folder: Path, name: str) -> None:
    """The editors' guide and the licence have their place in the folder, and are not looked at."""
    (folder / name).write_bytes(b"\xff")
    assert told(folder) == []


@pytest.mark.parametrize(
    "target", ["malli.md", "/etc/passwd", "../../../../etc/passwd", "ei-ole.md", ".", "silmukka.md"]
)
@pytest.mark.parametrize("name", ["linkki.md", "silmukka.md"])
def test_links_are_refused_and_never_followed(folder: Path, name: str, target: str) -> None:
    """A symbolic link is told by name wherever it leads, to the bank's own files too."""
    (folder / "practices" / name).symlink_to(target)
    loaded, findings = load(folder)
    assert [(f.place.path, f.code) for f in findings] == [(f"practices/{name}", "ZB101")]
    assert len(loaded.sources) == 3, "named, but nothing is read of it"


@pytest.mark.parametrize("path", ["site.yaml", "vocabulary/themes.yaml", "practices/malli.md"])
def test_links_in_the_place_of_files(folder: Path, path: str) -> None:
    """A link is refused in every place, and what it leads to is not read."""
    (folder / path).unlink()
    (folder / path).symlink_to("/etc/passwd")
    loaded, findings = load(folder)
    assert [(f.place.path, f.code) for f in findings] == [(path, "ZB101")]
    assert "root:" not in repr(loaded)
    assert read_lines(folder, path) == ()


@pytest.mark.parametrize("name", ["practices", "vocabulary", "media"])
def test_links_in_the_place_of_folders(folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """A folder that is a link is told once and not entered."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    if (folder / name).exists():
        (folder / name).rename(elsewhere / name)
    (elsewhere / name).mkdir(exist_ok=True)
    (folder / name).symlink_to(elsewhere / name)
    (elsewhere / name / "Salaisuus.md").write_bytes(b"")
    assert told(folder) == [(name, "ZB101", load(folder)[1][0].values["kind"])]


def test_pipes_and_sockets_are_refused_and_never_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that nobody writes to does not stop the build."""
    os.mkfifo(folder / "practices" / "putki.md")
    os.mkfifo(folder / "putki")
    (folder / "vocabulary" / "goals.yaml").unlink()
    os.mkfifo(folder / "vocabulary" / "goals.yaml")
    monkeypatch.chdir(folder / "tools")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("pistoke.md")
        kinds = {(f.place.path, f.code, getattr(f.values["kind"], "key", "")) for f in load(folder)[1]}
    assert kinds == {
        ("practices/putki.md", "ZB101", "pipe"),
        ("putki", "ZB101", "pipe"),
        ("vocabulary/goals.yaml", "ZB101", "pipe"),
        ("tools/pistoke.md", "ZB101", "socket"),
    }


def test_folders_in_the_place_of_files(folder: Path) -> None:
    """A folder called `site.yaml` or like a vocabulary is no file."""
    for path in ("site.yaml", "vocabulary/themes.yaml"):
        (folder / path).unlink()
        (folder / path).mkdir()
    loaded, findings = load(folder)
    assert [(f.place.path, f.code) for f in findings] == [("site.yaml", "ZB101"), ("vocabulary/themes.yaml", "ZB101")]
    assert loaded.settings is None


def test_a_file_in_the_place_of_a_folder(folder: Path) -> None:
    """A file called `practices` is one finding."""
    (folder / "practices" / "malli.md").unlink()
    (folder / "practices").rmdir()
    (folder / "practices").write_bytes(b"")
    assert told(folder) == [("practices", "ZB103", "practices")]


def test_size_is_judged_before_reading(folder: Path) -> None:
    """A file over the limit is refused by its size, even one that is said to be a terabyte."""
    (folder / "practices" / "juuri.md").write_bytes(b"a" * FILE_LIMIT)
    (folder / "practices" / "yli.md").write_bytes(b"a" * (FILE_LIMIT + 1))
    with (folder / "practices" / "valtava.md").open("wb") as file:
        file.truncate(2**40)
    (folder / "media").mkdir()
    with (folder / "media" / "kuva.png").open("wb") as file:
        file.truncate(IMAGE_LIMIT + 1)
    loaded, findings = load(folder)
    assert sorted((f.place.path, f.code, f.values) for f in findings) == [
        ("media/kuva.png", "ZB104", {"size": 2049, "limit": 2048}),
        ("practices/valtava.md", "ZB104", {"size": 2**30, "limit": 256}),
        ("practices/yli.md", "ZB104", {"size": 257, "limit": 256}),
    ]
    assert {"practices/yli.md", "practices/valtava.md"} <= loaded.names


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ENOENT])
def test_files_that_the_system_withholds(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """A file that can't be read, or vanishes meanwhile, is a finding in the system's words, and the rest is read."""
    real = os.open

    def opened(path: str, flags: int) -> int:
        if path.endswith("/malli.md"):
            raise OSError(code, os.strerror(code))
        return real(path, flags)

    monkeypatch.setattr(os, "open", opened)
    loaded, findings = load(folder)
    assert [(f.place.path, f.code, f.values) for f in findings] == [
        ("practices/malli.md", "ZB108", {"reason": os.strerror(code)})
    ]
    assert "practices/malli.md" in loaded.names


def test_a_folder_that_the_system_withholds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that can't be listed is a finding, not an empty folder."""
    real = os.scandir

    def listed(path: Path) -> object:
        if path.name == "tools":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", listed)
    assert told(folder) == [("tools", "ZB108", "Permission denied")]


def test_images(folder: Path) -> None:
    """Images are known by their suffix, and their names make addresses too."""
    (folder / "media").mkdir()
    for name in ("a.png", "b.jpg", "c.jpeg", "d.gif", "e.webp", "f.avif", "Kuva 1.png", "kuva.PNG", "työ.jpg"):
        (folder / "media" / name).write_bytes(b"x")
    (folder / "media" / "linkki.png").symlink_to("a.png")
    loaded, _ = load(folder)
    assert [image.path[6:] for image in loaded.images] == ["a.png", "b.jpg", "c.jpeg", "d.gif", "e.webp", "f.avif"]
    assert [line[:2] for line in told(folder)] == [
        ("media/Kuva 1.png", "ZB102.near"),
        ("media/kuva.PNG", "ZB103"),
        ("media/linkki.png", "ZB101"),
        ("media/työ.jpg", "ZB102.near"),
    ]


def test_fifty_bad_files_are_fifty_findings(folder: Path) -> None:
    """All that can't be read is told in one run."""
    for number in range(50):
        (folder / "practices" / f"huono-{number:02}.md").write_bytes(b"a\n\xff")
    _, findings = load(folder)
    assert [(f.place.path, f.place.line, f.code) for f in findings] == [
        (f"practices/huono-{number:02}.md", 2, "ZB105") for number in range(50)
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc", ("a", "b", "c")),
        ("hyva\u0308".encode(), ("hyvä",)),
        (b"a\rb\xff\r\nc\0", ("a", "b\ufffd", "c\0")),
    ],
)
def test_lines_for_showing(folder: Path, data: bytes, expected: tuple[str, ...]) -> None:
    """A file is shown with the lines and columns that findings have, whatever is wrong with it."""
    (folder / "practices" / "malli.md").write_bytes(data)
    assert read_lines(folder, "practices/malli.md") == expected


@pytest.mark.parametrize("path", ["practices/ei-ole.md", "practices", "../../../etc/shadow/x"])
def test_nothing_to_show(folder: Path, path: str) -> None:
    """What can't be read is shown as nothing."""
    assert read_lines(folder, path) == ()
