"""The command line as people and programs meet it: what is printed where, and the number it ends with."""

import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, SITES, remember_words
from zoomibank import cli
from zoomibank.cli import progress

TODAY = "2026-03-12"
PRACTICE = Path("practices") / "esimerkkikaytanto.md"


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small bank of its own in `content`, and nothing else; commands run there."""
    folder = tmp_path / "pankki"
    shutil.copytree(SITES / "tiny" / "content", folder / "content")
    remember_words(folder)
    monkeypatch.chdir(folder)
    return folder


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _standing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder with its time and bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def _run(*arguments: str, cwd: Path, flags: tuple[str, ...] = (), **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *flags, str(ROOT / "build.py"), *arguments],
        cwd=cwd, env=os.environ | more, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


# what a command does


@pytest.mark.usefixtures("bank")
def test_build_is_the_command_when_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """`python build.py` builds ./content into ./output and ends by naming the page to open."""
    assert cli.main(["--today", TODAY]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    pages = len(list(Path("output").rglob("*.html")))
    told = re.sub(r"\(\d+,\d s\)", "(0,0 s)", captured.out)
    assert told.splitlines() == [
        "Tarkistettu 2 kuvausta. Ei huomautettavaa.",
        f"Sivusto on valmis (0,0 s). Kansiossa output on {pages} sivua: tehtiin {pages}, säilyi 0, poistui 0.",
        f"Avaa selaimessa {Path('output', 'index.html')}.",
    ]
    assert Path("output", "index.html").is_file()


def test_a_build_with_nothing_to_do_starts_light_and_says_the_same(bank: Path) -> None:
    """It loads neither Markdown nor Jinja2 nor pydantic, and tells the same, notes and warnings too."""
    with (bank / "content" / PRACTICE).open("a", encoding="utf-8") as file:
        file.write("\nHTML on <b>tekstiä</b>.\n")
    program = (
        "import sys; from zoomibank import cli; code = cli.main(['--today', '" + TODAY + "'])\n"
        "print(code, sorted({'markdown', 'jinja2', 'pydantic'} & sys.modules.keys()), file=sys.stderr)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", program], cwd=bank, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert first.stderr.splitlines()[-1] == "0 ['jinja2', 'markdown', 'pydantic']"
    assert second.stderr.splitlines()[-1] == "0 []"
    plain = re.compile(r"\(\d+,\d s\)|tehtiin .*")
    assert plain.sub("", second.stdout) == plain.sub("", first.stdout)
    assert "tehtiin 0, " in second.stdout
    assert "<b>tekstiä</b>" in second.stdout


def test_the_arguments_of_the_process_are_the_default(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without arguments of its own the command reads those it was started with."""
    monkeypatch.setattr(sys, "argv", ["build.py"])
    assert cli.main() == 0
    assert (bank / "output" / "index.html").is_file()


def test_check_writes_nothing(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` reads and tells, and leaves no file behind, wherever it could."""
    before = _standing(bank.parent)
    assert cli.main(["check", "--today", TODAY]) == 0
    _edit(bank / "content" / PRACTICE, "owner: esimerkkiopisto", "owner: tuntematon")
    assert cli.main(["check", "--today", TODAY]) == 1
    assert "Sivusto on valmis" not in capsys.readouterr().out
    _edit(bank / "content" / PRACTICE, "owner: tuntematon", "owner: esimerkkiopisto")
    after = _standing(bank.parent)
    assert after.keys() == before.keys()


def test_an_error_stops_the_build_and_the_old_site_stays(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error nothing is written: the last good site is the same to the byte, and the number is 1."""
    assert cli.main(["--today", TODAY]) == 0
    before = _standing(bank / "output")
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    capsys.readouterr()
    assert cli.main(["--today", TODAY]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[0] == (
        f'{Path("content", PRACTICE)}:4:10: virhe ZB231: tuntematon teema "hyvinvoiti"'
    )
    assert captured.out.splitlines()[-1] == "Mitään ei kirjoitettu, ja entinen sivusto on ennallaan."
    assert _standing(bank / "output") == before


@pytest.mark.usefixtures("bank")
def test_the_first_build_with_an_error_makes_no_folder() -> None:
    """Where there was no site, a faulty bank makes none."""
    _edit(Path("content") / PRACTICE, "added: 2025-09-01", "added: eilen")
    assert cli.main(["--today", TODAY]) == 1
    assert sorted(path.name for path in Path().iterdir()) == [".cache", "content"]


def test_pages_of_deleted_entries_go(bank: Path) -> None:
    """A file that is gone from the content is gone from the site when its addresses may go; others' files stay."""
    assert cli.main(["--today", TODAY]) == 0
    (bank / "output" / "CNAME").write_text("pankki.example.org\n", encoding="utf-8")
    assert (bank / "output" / "kaytannot" / "esimerkkikaytanto" / "index.html").is_file()
    (bank / "content" / PRACTICE).unlink()
    assert cli.main(["--today", TODAY]) == 1
    assert cli.main(["--today", TODAY, "--allow-lost"]) == 0
    assert not (bank / "output" / "kaytannot" / "esimerkkikaytanto").exists()
    assert not (bank / "output" / "id").exists()
    assert (bank / "output" / "CNAME").read_text(encoding="utf-8") == "pankki.example.org\n"


# options


@pytest.mark.parametrize("command", ["build", "check"])
def test_strict_makes_warnings_stop_the_build(bank: Path, command: str) -> None:
    """A warning alone lets a site be published; with --strict it does not."""
    _edit(bank / "content" / PRACTICE, "Kokeile", "Kokeile <b>nyt</b>")
    assert cli.main([command, "--today", TODAY]) == 0
    shutil.rmtree(bank / "output", ignore_errors=True)
    assert cli.main([command, "--today", TODAY, "--strict"]) == 1
    assert not (bank / "output").exists()


@pytest.mark.usefixtures("bank")
def test_notes_are_counted_by_build_and_told_by_check(capsys: pytest.CaptureFixture[str]) -> None:
    """A build keeps its notes to a line; `check` shows them; not even --strict minds them."""
    with Path("content", "vocabulary", "themes.yaml").open("a", encoding="utf-8") as file:
        file.write("- key: turha\n  label: Turha\n")
    assert cli.main(["build", "--today", TODAY, "--strict"]) == 0
    out = capsys.readouterr().out
    assert "ZB315" not in out
    assert "1 huomautus jätettiin pois" in out
    assert cli.main(["check", "--today", TODAY]) == 0
    assert "huomautus ZB315" in capsys.readouterr().out


@pytest.mark.usefixtures("bank")
def test_drafts_are_left_out_unless_asked_for() -> None:
    """--drafts takes unfinished entries along."""
    _edit(Path("content") / PRACTICE, "added:", "status: draft\nadded:")
    page = Path("output", "kaytannot", "esimerkkikaytanto", "index.html")
    assert cli.main(["--today", TODAY]) == 0
    assert not page.exists()
    assert cli.main(["--today", TODAY, "--drafts"]) == 0
    assert page.is_file()


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize("address", ["https://pankki.example.org/?sivu=1", "'https://pankki.example.org/#alku'"])
def test_a_wrong_base_url_in_the_settings_is_told_at_its_place(
    capsys: pytest.CaptureFixture[str], address: str
) -> None:
    """What stands in a file is a fault of the content, with file, line and column; nothing is written."""
    _edit(Path("content", "site.yaml"), "title:", f"base_url: {address}\ntitle:")
    assert cli.main(["--today", TODAY]) == 1
    assert re.search(r"^content/site\.yaml:\d+:11: virhe ZB218: ", capsys.readouterr().out, re.MULTILINE)
    assert not Path("output").exists()


@pytest.mark.usefixtures("bank")
def test_base_url_overrides_the_settings() -> None:
    """The address given in the command wins over the one in site.yaml."""
    _edit(Path("content", "site.yaml"), "title:", "base_url: https://asetus.example.org/\ntitle:")
    assert cli.main(["--today", TODAY]) == 0
    assert "https://asetus.example.org/" in Path("output", "robots.txt").read_text(encoding="utf-8")
    assert cli.main(["--today", TODAY, "--base-url", "https://toinen.example.org/a"]) == 0
    assert "https://toinen.example.org/a/sitemap.xml" in Path("output", "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "severity", "hint"), [("fi", "virhe", "vihje"), ("sv", "fel", "råd"), ("en", "error", "hint")]
)
def test_messages_are_in_the_language_asked_for(
    bank: Path, capsys: pytest.CaptureFixture[str], language: str, severity: str, hint: str
) -> None:
    """--lang chooses the language of findings and summary; codes and places are the same in all."""
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    assert cli.main(["check", "--today", TODAY, "--lang", language]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{Path('content', PRACTICE)}:4:10: {severity} ZB231: ")
    assert f"  {hint}: " in out


@pytest.mark.usefixtures("bank")
def test_json_has_its_exact_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with every finding and the counts, and nothing beside it, whatever the command and the outcome."""
    empty = {"findings": [], "summary": {"errors": 0, "warnings": 0, "notes": 0, "entries": 2}}
    for command in ("check", "build"):
        assert cli.main([command, "--today", TODAY, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out) == empty
    _edit(Path("content") / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    with Path("content", PRACTICE).open("a", encoding="utf-8") as file:
        file.write("\nTeksti <i>näin</i>.\n")
    for command in ("check", "build"):
        assert cli.main([command, "--today", TODAY, "--format", "json", "--lang", "en"]) == 1
        captured = capsys.readouterr()
        assert captured.err == ""
        report = json.loads(captured.out)
        keys = ["path", "line", "column", "code", "severity", "message", "hint"]
        assert [list(finding) for finding in report["findings"]] == [keys] * len(report["findings"])
        assert [[finding[key] for key in keys[:5]] for finding in report["findings"]] == [
            [str(Path("content", PRACTICE)), 4, 10, "ZB231", "error"],
            [str(Path("content", PRACTICE)), 19, 8, "ZB401", "warning"],
            [str(Path("content", PRACTICE)), 19, 15, "ZB401", "warning"],
            ["content/vocabulary/themes.yaml", 1, 8, "ZB315", "note"],
        ]
        assert all(finding["message"] and finding["hint"] for finding in report["findings"])
        assert report["summary"] == {"errors": 1, "warnings": 2, "notes": 1, "entries": 2}


# folders


def test_a_bank_needs_nothing_beside_it(bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absolute or relative, from any working folder: the same site, made where it was asked for."""
    elsewhere = tmp_path / "muualla" / "syvällä"
    elsewhere.mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    relative = os.path.relpath(bank / "content")
    remember_words(elsewhere)
    remember_words(tmp_path)
    sites = []
    for content, output in (
        (str(bank / "content"), str(tmp_path / "a")),
        (relative, "b"),
        (str(bank / "content"), str(tmp_path / "uusi" / "kansio" / "c")),
    ):
        assert cli.main(["--today", TODAY, "--content", content, "--output", output]) == 0
        sites.append({path: data for path, (_, data) in _standing(Path(output)).items()})
    assert sites[0] == sites[1] == sites[2]
    assert sorted(path.name for path in bank.iterdir()) == [".cache", "content"]


@pytest.mark.parametrize("is_absolute", [True, False])
def test_paths_of_findings_are_seen_from_the_working_folder(
    bank: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_absolute: bool,
) -> None:
    """A path in a message can be opened from where the command was run, and its line is shown."""
    elsewhere = tmp_path / "muualla"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    content = str(bank / "content") if is_absolute else os.path.relpath(bank / "content")
    assert cli.main(["check", "--today", TODAY, "--content", content]) == 1
    lines = capsys.readouterr().out.splitlines()
    path = lines[0].partition(":")[0]
    assert path == os.path.join("..", "pankki", "content", PRACTICE)  # noqa: PTH118 -- a Path would drop the dots
    assert Path(path).is_file()
    assert lines[1].endswith("| themes: [hyvinvoiti]")


def test_templates_may_be_others(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--templates takes another folder; a fault in it is told by file and line, and the number is 2."""
    templates = shutil.copytree(ROOT / "templates", tmp_path / "omat")
    _edit(templates / "pages" / "not_found.html", "not_found.lead", "not_found.title")
    assert cli.main(["--today", TODAY, "--templates", str(templates)]) == 0
    assert (bank / "output" / "404.html").read_text(encoding="utf-8").count("Sivua ei löytynyt") > 2
    before = _standing(bank / "output")
    _edit(templates / "pages" / "not_found.html", "{% block main %}", "{% block main %}\n{{ view.nothing }}")
    capsys.readouterr()
    assert cli.main(["--today", TODAY, "--templates", str(templates)]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert re.search(r"omat/pages/not_found\.html .*rivillä \d+", error)
    assert _standing(bank / "output") == before


# for the hosts of repositories


@pytest.mark.parametrize("command", ["build", "check"])
def test_github_gets_annotations_and_a_summary(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Faults mark their lines, the log has the whole report, and the run's page gets a table after what it had."""
    page = bank.parent / "sivu.md"
    page.write_text("Edellinen\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    assert cli.main([command, "--today", TODAY, "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=content/practices/esimerkkikaytanto.md,line=")
    start = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    assert "content/practices/esimerkkikaytanto.md:" in lines[start + 1]
    assert lines[-1] == f"::{lines[start].removeprefix('::stop-commands::')}::"
    assert "Mitään ei kirjoitettu" in "".join(lines) or command == "check"
    told = page.read_text(encoding="utf-8")
    assert told.startswith("Edellinen\n### Sisällön tarkistus\n")
    assert "| virhe ZB231: tuntematon teema" in told


def test_a_build_with_nothing_to_do_tells_github_the_same(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Warnings mark their lines in every run, whether anything was built or not."""
    with (bank / "content" / PRACTICE).open("a", encoding="utf-8") as file:
        file.write("\nHTML on <b>tekstiä</b>.\n")
    told = []
    for name in ("eka.md", "toka.md"):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(bank.parent / name))
        assert cli.main(["--today", TODAY, "--format", "github"]) == 0
        commands = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::warning ")]
        told.append((commands, (bank.parent / name).read_text(encoding="utf-8")))
    assert told[0] == told[1]
    assert len(told[0][0]) == 2
    assert "ZB401" in told[0][1]


@pytest.mark.parametrize("style", ["text", "json", "gitlab"])
def test_only_github_has_a_page(bank: Path, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    """No other style writes anywhere but to standard output."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(bank.parent / "sivu.md"))
    assert cli.main(["check", "--today", TODAY, "--format", style]) == 0
    assert not (bank.parent / "sivu.md").exists()


def test_a_page_that_cannot_be_written_stops_nothing(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary is a courtesy: the check goes on without it."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(bank / "ei" / "ole.md"))
    assert cli.main(["check", "--today", TODAY, "--format", "github"]) == 0


def test_github_marks_wrong_set_up(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no finding has no line, but is shown on the page of the run as well."""
    (bank / "content" / "site.yaml").unlink()
    assert cli.main(["check", "--today", TODAY, "--format", "github"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("::error::Asetustiedostoa")
    assert len(captured.err.splitlines()) == 1


def test_gitlab_gets_code_quality(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is the report and nothing else, so that a job can keep it as an artifact."""
    assert cli.main(["--today", TODAY, "--format", "gitlab"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", "themes: [hyvinvoiti]")
    assert cli.main(["--today", TODAY, "--format", "gitlab"]) == 1
    finding, *notes = json.loads(capsys.readouterr().out)
    assert [finding["check_name"], *(note["severity"] for note in notes)] == ["ZB231", "info"]
    assert finding["location"]["path"] == "content/practices/esimerkkikaytanto.md"


# schemas


@pytest.mark.usefixtures("bank")
def test_schema_prints_one_or_writes_all(capsys: pytest.CaptureFixture[str]) -> None:
    """By its name a schema is printed, with the bank's own keys; without a name all are written into a folder."""
    assert cli.main(["schema", "practice"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["properties"]["themes"]["items"]["enum"] == ["hyvinvointi"]
    assert cli.main(["schema", "--output", "kaaviot/uudet"]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in Path("kaaviot", "uudet").iterdir()}
    assert {"practice.json", "tool.json", "page.json", "site.json", "themes.json", "words.json"} <= written.keys()
    assert written["practice.json"] == printed
    assert cli.main(["schema", "tool", "--output", "yksi"]) == 0
    assert [path.name for path in Path("yksi").iterdir()] == ["tool.json"]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("bank")
def test_schemas_need_no_bank(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no bank any key will do."""
    assert cli.main(["schema", "practice", "--content", "ei-ole"]) == 0
    assert "enum" not in json.loads(capsys.readouterr().out)["properties"]["themes"]["items"]


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "nope"], ["schema", "site", "--output", "tiedosto"]])
def test_schema_tells_wrong_use(bank: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """No name and no folder, an unknown name, a folder that is none: one line, and the number 2."""
    (bank / "tiedosto").write_text("oma\n", encoding="utf-8")
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


# wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["--today", "13.9.2022"],
        ["--today", "2022-02-30"],
        ["--today", "1800-01-01"],
        ["--today", "eilen"],
        ["--base-url", "pankki.example.org"],
        ["--base-url", "ftp://pankki.example.org/"],
        ["--base-url", "https://"],
        ["--base-url", "https://[x"],
        ["--base-url", "https://tunnus:salasana@pankki.example.org/"],
        ["--base-url", "https://pankki.example.org/?sivu=1"],
        ["--base-url", "https://pankki.example.org/#alku"],
        ["--base-url", "https://pankki.example.org/ oma"],
        ["--content", "ei-ole"],
        ["--content", "content/site.yaml"],
        ["--content", "content/vocabulary"],
        ["--templates", "ei-ole"],
        ["--output", "content"],
        ["--output", "content/output"],
        ["--output", "."],
        ["--output", "tiedosto"],
        ["--output", "tiedosto/output"],
        ["--output", "vieras"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_one_line(bank: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Wrong dates, addresses and folders: one sentence that says what to do, the number 2, and nothing is touched."""
    (bank / "tiedosto").write_text("oma\n", encoding="utf-8")
    (bank / "vieras").mkdir()
    (bank / "vieras" / "oma.txt").write_text("oma\n", encoding="utf-8")
    before = _standing(bank)
    day = [] if "--today" in arguments else ["--today", TODAY]
    assert cli.main([*day, *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "Traceback" not in captured.err
    assert _standing(bank) == before


@pytest.mark.parametrize("epoch", ["eilen", "-1e9", "99999999999999999999"])
@pytest.mark.usefixtures("bank")
def test_a_wrong_source_date_epoch_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], epoch: str
) -> None:
    """SOURCE_DATE_EPOCH is judged as strictly as --today, which goes before it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert cli.main([]) == 2
    captured = capsys.readouterr()
    assert len(captured.err.splitlines()) == 1
    assert epoch in captured.err
    assert cli.main(["--today", TODAY]) == 0


@pytest.mark.parametrize(
    "arguments", [["--nope"], ["frobnicate"], ["--lang", "de"], ["--format", "xml"], ["build", "extra"], ["--today"]]
)
@pytest.mark.usefixtures("bank")
def test_unknown_options_end_with_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """What the command does not know is refused with a word on how to use it."""
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    assert not Path("output").exists()


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """--help lists what there is and ends with 0."""
    assert cli.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in cli.commands.commands)
    assert cli.main(["check", "--help"]) == 0
    assert "--content" in capsys.readouterr().out


def test_the_guide_is_renewed_or_refused(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`guide` renews the tables of the README in the content folder; without one it says so and ends with 2."""
    assert cli.main(["guide"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    shutil.copy(ROOT / "content" / "README.md", bank / "content")
    guide = bank / "content" / "README.md"
    _edit(guide, "`register_id`", "`vanha_nimi`")
    assert cli.main(["guide"]) == 0
    assert "`register_id`" in guide.read_text(encoding="utf-8")
    assert "`vanha_nimi`" not in guide.read_text(encoding="utf-8")
    assert not (bank / ".vscode").exists()
    (bank / ".vscode").mkdir()
    assert cli.main(["guide"]) == 0
    assert (bank / ".vscode" / "schemas" / "site.json").is_file()
    assert (bank / ".vscode" / "zoomibank.code-snippets").is_file()


# processes


def test_the_process_ends_with_the_number(bank: Path) -> None:
    """`python build.py` hands the number on to whoever called it."""
    assert _run("--today", TODAY, cwd=bank).returncode == 0
    assert _run("check", "--today", "eilen", cwd=bank).returncode == 2
    _edit(bank / "content" / PRACTICE, "added: 2025-09-01", "added: eilen")
    assert _run("check", "--today", TODAY, cwd=bank).returncode == 1


def test_a_missing_dependency_is_told_in_one_line(bank: Path) -> None:
    """Run by a Python that has no libraries, it names the one that is missing and the command that helps."""
    result = _run(cwd=bank, flags=("-S",))
    assert result.returncode == 2
    assert result.stdout == ""
    assert re.fullmatch(r"Kirjasto \w+ puuttuu\. Aja komento: make build\n", result.stderr)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_any_terminal_can_show_the_messages(bank: Path, encoding: str) -> None:
    """A stream that can't show a letter gets an escape for it; findings never end in a traceback."""
    _edit(bank / "content" / PRACTICE, "themes: [hyvinvointi]", 'themes: ["≠ Ω 漢字 …"]')
    _edit(bank / "content" / PRACTICE, "Kokeile", "≠ Ω <漢字>")
    command = [sys.executable, str(ROOT / "build.py"), "check", "--today", TODAY]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for style in ("text", "json"):
        result = subprocess.run(
            [*command, "--format", style], cwd=bank, env=environment, capture_output=True, check=False
        )
        assert result.returncode == 1
        assert b"Traceback" not in result.stderr
        if style == "json":
            assert json.loads(result.stdout)["summary"]["errors"] == 1


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def _slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every build takes long enough for a progress bar."""
    monkeypatch.setattr(progress, "_BAR_AFTER", -1)
    return iter(())


@pytest.mark.usefixtures("bank", "_slow")
def test_a_slow_build_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a long build shows how far it has come, and makes the same site."""
    assert cli.main(["--today", TODAY, "--output", "a"]) == 0
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli.main(["--today", TODAY, "--output", "b"]) == 0
    assert "100%" in terminal.getvalue()
    assert {name: data for name, (_, data) in _standing(Path("a")).items()} == {
        name: data for name, (_, data) in _standing(Path("b")).items()
    }


@pytest.mark.usefixtures("bank", "_slow")
def test_no_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """What goes to a file or another program holds no bar."""
    assert cli.main(["--today", TODAY]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("bank")
def test_no_bar_for_a_fast_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is over at once shows none, on a terminal either."""
    monkeypatch.setattr(progress, "_BAR_AFTER", 3600)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli.main(["--today", TODAY]) == 0
    assert terminal.getvalue() == ""


def test_an_installed_program_has_its_own_templates(bank: Path, tmp_path: Path) -> None:
    """A wheel carries templates, texts and wordings: installed anywhere, it builds a bank without the repository."""
    if importlib.util.find_spec("hatchling") is None:
        reason = "no hatchling: make test installs it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    for name in ("zoomibank", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    offline = ["--no-deps", "--no-index"]
    wheels = tmp_path / "wheels"
    subprocess.run(
        [*pip, "wheel", str(source), "--no-build-isolation", *offline, "-w", str(wheels)], check=True
    )  # fmt: skip
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*pip, "install", str(wheel), *offline, "--target", str(tmp_path / "site")], check=True)
    shutil.rmtree(source)
    program = (
        "import sys, zoomibank.cli as cli; print(cli.__file__); "
        f"sys.exit(cli.main(['--today', '{TODAY}', '--output', 'asennettu']))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=bank, env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(str(tmp_path / "site"))
    assert cli.main(["--today", TODAY]) == 0
    assert {name: data for name, (_, data) in _standing(bank / "asennettu").items()} == {
        name: data for name, (_, data) in _standing(bank / "output").items()
    }
    scripts = tmp_path / "site" / "bin"
    assert not scripts.is_dir() or (scripts / "zoomibank").is_file()
