import re
import shutil
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.built import ROOT, SITES, order
from zoomibank.editing.explain import code_of, explained, listed, load_examples
from zoomibank.editing.telling import load_sentences
from zoomibank.findings.finding import LANGUAGES, SetupError, Severity
from zoomibank.findings.formats import load_wordings
from zoomibank.findings.rules import SEVERITIES
from zoomibank.pipeline import check

EXAMPLES: Final = load_examples()
BASE: Final = SITES / "faulty" / "_base" / "content"
DAY: Final = date(2024, 5, 31)
PRACTICE: Final = "practices/esimerkkikaytanto.md"
TRIED: Final = [code for code, example in EXAMPLES.items() if example.where != "listing"]


def with_fields(text: str, example: str) -> str:
    """A file in which the fields of an example stand instead of its own; the first `---` may be missing."""
    names = re.findall(r"^([a-z_]+)(?=:)|^# kenttä ([a-z_]+)", example, re.MULTILINE)
    for name in {one or other for one, other in names}:
        text = re.sub(rf"^{name}:.*\n(?: .*\n|- .*\n)*", "", text, flags=re.MULTILINE)
    fence = text.find("\n---\n", 4) + 1
    return f"{text[:fence]}{example}\n{text[fence:]}" if text.startswith("---") else f"{text}{example}\n"


def laid(content: Path, where: str, example: str) -> None:
    """Puts an example into a bank that is without fault."""
    shutil.copytree(BASE, content)
    match where:
        case "practice" | "tool" | "site":
            path = {"practice": PRACTICE, "tool": "tools/esimerkkivaline.md", "site": "site.yaml"}[where]
            text = with_fields((content / path).read_text(encoding="utf-8"), example)
        case "body":
            path = PRACTICE
            head = (content / path).read_text(encoding="utf-8").rsplit("---\n", 1)[0]
            text = f"{head}---\n\n{example}\n"
        case "file":
            path, text = PRACTICE, f"{example}\n"
        case "sv":
            path, text = PRACTICE.replace(".md", ".sv.md"), f"{example}\n"
        case _:
            path = f"{where}.yaml"
            text = f"{(content / path).read_text(encoding='utf-8')}{example}\n"
    (content / path).write_text(text, encoding="utf-8")


def test_every_code_has_an_example() -> None:
    """And no code that is gone."""
    assert list(EXAMPLES) == list(SEVERITIES) == sorted(SEVERITIES)
    assert all(example.wrong != example.right for example in EXAMPLES.values())


@pytest.mark.parametrize("code", TRIED)
def test_examples_are_true(tmp_path: Path, code: str) -> None:
    """What is shown as wrong is told by this very code; what is shown as right has no such fault and no error."""
    example = EXAMPLES[code]
    for name, text in (("wrong", example.wrong), ("right", example.right)):
        laid(tmp_path / name / "content", example.where, text)
    wrong, right = (
        check(order(tmp_path / name / "content", tmp_path / name / "output", today=DAY)).findings
        for name in ("wrong", "right")
    )
    assert code in {finding.code for finding in wrong}
    assert code not in {finding.code for finding in right}
    assert not [finding for finding in right if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_can_be_explained(language: str) -> None:
    """In each language, with what it is about, both examples and what to do."""
    wordings, sentences = load_wordings(language), load_sentences(language)
    for code, example in EXAMPLES.items():
        text = explained(code, example, wordings=wordings, sentences=sentences)
        assert text.startswith(f"{code} (")
        assert all(line in text for line in (*example.wrong.splitlines(), *example.right.splitlines()))
    assert [line.split()[0] for line in listed(wordings).splitlines()] == list(SEVERITIES)


def test_an_explanation() -> None:
    """The whole of one, as an editor reads it."""
    told = explained("ZB213", EXAMPLES["ZB213"], wordings=load_wordings("fi"), sentences=load_sentences("fi"))
    assert told.splitlines()[:14] == [
        "ZB213 (virhe)",
        "Päivä on kirjoitettu väärin, tai sitä ei ole kalenterissa.",
        "",
        "Virhe: sivustoa ei julkaista ennen kuin tämä on korjattu.",
        "",
        "Väärin:",
        "",
        "    added: 13.9.2022",
        "",
        "Oikein:",
        "",
        "    added: 2022-09-13",
        "",
        "Näin korjaat:",
    ]


@pytest.mark.parametrize(("given", "code"), [("ZB231", "ZB231"), ("zb231", "ZB231"), (" 231", "ZB231")])
def test_codes_as_they_are_typed(given: str, code: str) -> None:
    assert code_of(given) == code


@pytest.mark.parametrize("given", ["ZB999", "teema", ""])
def test_unknown_codes(given: str) -> None:
    """What is no code is told, with one that is."""
    with pytest.raises(SetupError) as told:
        code_of(given)
    assert told.value.key == "unknown_code"
    assert told.value.values["near"] in SEVERITIES


def test_the_example_file_stands_beside_the_program() -> None:
    assert (ROOT / "zoomibank" / "editing" / "examples.yaml").is_file()
