"""`links`: what is asked of the web, what is told, and what is remembered."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.built import SITES, remember_words
from zoomibank import cli
from zoomibank.editing.web import Reply, UnansweredError, Web

TODAY: Final = "2026-03-12"
PRACTICE: Final = Path("content", "practices", "esimerkkikaytanto.md")


class _Answers:
    """What servers say in place of the web, which no test asks; and what they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: dict[str, Reply | str] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()

        def ask(web: Web, method: str, address: str) -> Reply:
            self.agents.add(web.agent)
            self.asked.append(f"{method} {address}")
            said = self.said.get(address, Reply(200))
            if isinstance(said, str):
                raise UnansweredError(said)
            return said

        monkeypatch.setattr(Web, "ask", ask)


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Answers:
    """A bank with three links of its own, and a web that tells of them."""
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)
    monkeypatch.chdir(tmp_path)
    with PRACTICE.open("a", encoding="utf-8") as file:
        file.write("\n[a](https://a.example.org/) [b](https://b.example.org/) [c](https://c.example.org/)\n")
    return _Answers(monkeypatch)


def test_links_that_work(answers: _Answers, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all links lead somewhere the number is 0; servers see who asks; for a week nobody is asked again."""
    assert cli.main(["links"]) == 0
    assert capsys.readouterr().out == "Tarkistettu 3 verkko-osoitetta. Ei huomautettavaa.\n"
    assert sorted(answers.asked) == [f"HEAD https://{host}.example.org/" for host in "abc"]
    assert answers.agents == {"zoomibank-links (Pieni pankki)"}
    assert cli.main(["links", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Checked 3 web addresses. Nothing to report.\n"
    assert len(answers.asked) == 3


def test_links_that_do_not(answers: _Answers, capsys: pytest.CaptureFixture[str]) -> None:
    """Broken links end with 1, each at its place; what was not good is asked again."""
    answers.said = {
        "https://a.example.org/": Reply(404),
        "https://b.example.org/": Reply(403),
        "https://c.example.org/": Reply(301, "https://d.example.org/"),
    }
    assert cli.main(["links"]) == 1
    out = capsys.readouterr().out
    assert [line.split(": ")[1] for line in out.splitlines() if line.startswith("content")] == [
        "virhe ZB601",
        "varoitus ZB602",
        "huomautus ZB603",
    ]
    assert out.endswith("Tarkistettu 3 verkko-osoitetta: 1 virhe, 1 varoitus, 1 huomautus.\n")
    answers.asked.clear()
    answers.said["https://a.example.org/"] = Reply(200)
    assert cli.main(["links", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in told["findings"]] == ["ZB602", "ZB603"]
    assert answers.asked == ["HEAD https://a.example.org/", "HEAD https://b.example.org/", "GET https://b.example.org/"]


@pytest.mark.parametrize("damage", ["", "{}", "[1, 2]\nseal", '{"https://a.example.org/": ["eilen", 5]}'])
def test_links_do_without_a_memory(answers: _Answers, damage: str) -> None:
    """What is remembered may be lost or damaged: all is asked again."""
    assert cli.main(["links"]) == 0
    (memory,) = Path(".cache").glob("links*")
    memory.write_text(damage, encoding="utf-8")
    assert cli.main(["links"]) == 0
    assert len(answers.asked) == 6


def test_links_are_asked_again_after_a_week(answers: _Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good answer is believed for seven days, and one from the future never."""
    now = 1_800_000_000.0
    asked = []
    for later in (0, 6 * 86_400, 8 * 86_400, 7 * 86_400):
        monkeypatch.setattr("zoomibank.cli.links.time", lambda later=later: now + later)
        assert cli.main(["links"]) == 0
        asked.append(len(answers.asked))
        answers.asked.clear()
    assert asked == [3, 0, 3, 3]


def test_a_network_that_does_not_work_is_told_in_one_line(
    answers: _Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody answers no link is blamed: one sentence, and the number 2."""
    answers.said = {f"https://{host}.example.org/": "no_host" for host in "abc"}
    assert cli.main(["links"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == ("Yksikään verkko-osoite ei vastannut (3). Tarkista verkkoyhteys ja yritä uudelleen.\n")


def test_links_for_the_hosts_of_repositories(
    answers: _Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken links mark their lines and stand on the page of the run, as other faults do."""
    answers.said = {"https://a.example.org/": Reply(404)}
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "sivu.md")
    assert cli.main(["links", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={PRACTICE.as_posix()},line=")
    assert "Tarkistettu 3 verkko-osoitetta" in Path("sivu.md").read_text(encoding="utf-8")
    assert cli.main(["links", "--format", "gitlab"]) == 1
    assert [one["check_name"] for one in json.loads(capsys.readouterr().out)] == ["ZB601"]


@pytest.mark.usefixtures("answers")
def test_no_other_command_asks_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build needs no network: nothing else loads what asks it."""
    monkeypatch.setattr(Web, "ask", None)
    assert cli.main(["check", "--today", TODAY]) == 0
    program = (
        "import sys; from zoomibank import cli; cli.main(['--today', '2026-03-12']); print('urllib3' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.splitlines()[-1] == "False"
