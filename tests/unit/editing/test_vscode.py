"""What VS Code reads: made from the field table, and of one mind with what the program prints."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.built import ROOT
from zoomibank.content.frontmatter import Mapping, read_tree
from zoomibank.content.load import WORDS
from zoomibank.content.records import read_record
from zoomibank.content.schema import KINDS, VOCABULARIES
from zoomibank.editing.vscode import vscode_files
from zoomibank.findings import rules
from zoomibank.findings.finding import Place, Severity
from zoomibank.findings.formats import as_text, load_wordings

FOLDER: Final = ROOT / ".vscode"
MADE: Final = vscode_files()
SNIPPETS: Final[dict[str, dict[str, Any]]] = json.loads(MADE["zoomibank.code-snippets"])
TASKS: Final[list[dict[str, Any]]] = json.loads((FOLDER / "tasks.json").read_text(encoding="utf-8"))["tasks"]
TYPED: Final = {
    "": "Esimerkki, jossa on riittävästi merkkejä myös tiivistelmäksi.",
    "avain": "avain",
    "practices/nimi": "practices/nimi",
    "numero": "12",
    "VVVV-KK-PP": "2024-05-31",
    "VVVV-KK": "2024-05",
    "VVVV-KK-PPTHH:MM+02:00": "2024-05-31T09:00+02:00",
    "https://": "https://example.org/",
    "nimi@": "nimi@example.org",
}
SPECIAL: Final = {"keywords": "asiasana", "previous_slugs": "vanha-nimi", "licence": "CC-BY-4.0", "lang": "fi"}


# what is made from the field table


@pytest.mark.parametrize("name", sorted(MADE))
def test_files_are_current(name: str) -> None:
    """The files in `.vscode` are those that the field table gives: `make guide` renews them."""
    assert (FOLDER / name).read_text(encoding="utf-8") == MADE[name]


def test_schemas_belong_to_files() -> None:
    """Each file of YAML has its schema, and each schema that the settings name is there."""
    settings = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
    files = {"site": "content/site.yaml"} | {name: f"content/vocabulary/{name}.yaml" for name in (*VOCABULARIES, WORDS)}
    assert settings["yaml.schemas"] == {f".vscode/schemas/{name}.json": path for name, path in files.items()}
    assert {f"schemas/{name}.json" for name in files} < MADE.keys()


def filled(body: list[str]) -> str:
    """A snippet as an editor fills it in: the first choice, and what is asked for."""

    def typed(line: str) -> str:
        name = re.sub(r"[-\s]*([a-z_]*):?.*", r"\1", line) or (re.match(r"[a-z_]*", body[0]) or [""])[0]
        line = line.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2024-05-31").removesuffix("$0")
        line = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", line)
        return re.sub(r"\$\{\d+:?([^}]*)\}", lambda stop: SPECIAL.get(name, TYPED[stop[1]]), line)

    return "\n".join(map(typed, body)) + "\n"


def fields(kind: str) -> Iterator[tuple[str, str]]:
    """The fields of a kind, each with its snippet filled in."""
    for name in KINDS[kind].model_fields:
        (snippet,) = (one for key, one in SNIPPETS.items() if key.startswith("Kenttä: ") and f"({name})" in key)
        yield name, filled(snippet["body"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_snippet(kind: str) -> None:
    """Filled in one after the other, the snippets of all fields are front matter without a fault."""
    given = dict(fields(kind))
    if "duration" in given:
        given["duration"] = given["duration"].replace("max_minutes: 12", "max_minutes: 90")
    tree, faults = read_tree("".join(given.values()), path="x.md", first_line=2)
    assert faults == ()
    assert isinstance(tree, Mapping)
    assert [key.text for key, _ in tree.entries] == list(given)
    assert read_record(KINDS[kind], tree, languages=("fi",))[1] == ()


@pytest.mark.parametrize(("kind", "name"), [("practices", "käytäntö"), ("tools", "väline"), ("pages", "sivu")])
def test_every_kind_has_a_snippet(kind: str, name: str) -> None:
    """A new file begins with what it can't do without, and as a draft."""
    snippet = SNIPPETS[f"Tiedosto: {name}"]
    _, head, body = filled(snippet["body"]).split("---\n")
    tree, faults = read_tree(head, path="x.md", first_line=2)
    assert isinstance(tree, Mapping)
    assert (*faults, *read_record(KINDS[kind], tree, languages=("fi",))[1]) == ()
    assert ("status: draft" in head) == (kind != "pages")
    assert body.startswith("\n## ")


@pytest.mark.parametrize("key", [key for key in SNIPPETS if key.startswith("Kohta: ")])
def test_items_go_into_the_field_s_list(key: str) -> None:
    """One more item stands as the first one does, two spaces further in."""
    name = key.rpartition("(")[2].removesuffix(")")
    (field,) = (one for other, one in SNIPPETS.items() if other.startswith("Kenttä: ") and f"({name})" in other)
    assert field["body"] == [f"{name}:", *(f"  {line}" for line in SNIPPETS[key]["body"])]


def test_prefixes_are_apart() -> None:
    """What is typed brings one snippet; Finnish names also without their dots."""
    prefixes = [prefix for snippet in SNIPPETS.values() for prefix in snippet["prefix"]]
    assert len(prefixes) == len(set(prefixes))
    assert {"käytäntö", "kaytanto", "tulos", "suhde", "arviointi", "kayttoonotto", "tapahtuma", "materiaali"} < {
        *prefixes
    }


def test_stops_are_numbered_in_order() -> None:
    """The tab key goes through a snippet from top to bottom."""
    for snippet in SNIPPETS.values():
        stops = [int(number) for number in re.findall(r"\$\{(\d+)", "\n".join(snippet["body"]))]
        assert stops == list(range(1, len(stops) + 1))


def test_nothing_unfilled_is_published() -> None:
    """A snippet of which a place is left as it came is told by the check, whatever the place stands for."""
    for kind, model in KINDS.items():
        for name, text in fields(kind):
            if "Esimerkki" in text or name in {"added", "status", "cadence", "shows"}:
                continue
            (snippet,) = (one for key, one in SNIPPETS.items() if key.startswith("Kenttä: ") and f"({name})" in key)
            left = re.sub(r"\$\{\d+[:|]?([^,|}]*)[^}]*\}", r"\1", "\n".join(snippet["body"]) + "\n")
            tree, faults = read_tree(left, path="x.md", first_line=2)
            assert isinstance(tree, Mapping)
            told = {finding.code for finding in (*faults, *read_record(model, tree, languages=("fi",))[1])}
            assert told - {"ZB201"} or "avain" in left or "practices/nimi" in left, name


# squiggles


def matchers(task: dict[str, Any]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for matcher in task["problemMatcher"]:
        yield matcher["severity"], re.compile(matcher["pattern"]["regexp"])


FINDINGS: Final = (
    rules.unknown_term(
        Place("practices/x.md", 7, 5, 10), vocabulary="themes", given="a: b 1:2: virhe", known=(), labels={}
    ),
    rules.raw_html(Place("practices/y.md", 12, 1), given="<br>"),
    rules.unused_term(Place("vocabulary/goals.yaml", 3, 8), vocabulary="goals", given="tieto"),
)


@pytest.mark.parametrize("task", [task for task in TASKS if task["problemMatcher"]], ids=lambda task: task["label"])
@pytest.mark.parametrize("above", ["content/", "content\\", "oma kansio/content/"])
def test_matchers_find_what_is_printed(task: dict[str, Any], above: str) -> None:
    """Each finding is matched once, as what it is, with file, line, column, code and message; no other line is."""
    wordings = load_wordings("fi")
    report = as_text(
        FINDINGS, wordings=wordings, shown_path=lambda path: above + path, source=lambda _: ["x.md:1:1: "] * 20
    )
    found = [
        (severity, match.groups())
        for line in report.splitlines()
        for severity, pattern in matchers(task)
        if (match := pattern.match(line))
    ]
    severities = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
    assert found == [
        (
            severities[finding.severity],
            (
                above + finding.place.path,
                str(finding.place.line),
                str(finding.place.column),
                finding.code,
                wordings.message(finding),
            ),
        )
        for finding in FINDINGS
    ]


def test_matchers_know_where_a_look_begins_and_ends() -> None:
    """What `check --watch` prints around each look is what clears the marks and sets the new ones."""
    texts = yaml.safe_load((ROOT / "zoomibank" / "findings" / "wordings" / "fi.yaml").read_bytes())["serving"]
    (watching,) = (task for task in TASKS if "--watch" in task["args"])
    assert watching["isBackground"]
    for matcher in watching["problemMatcher"]:
        assert re.fullmatch(matcher["background"]["beginsPattern"], texts["checking"])
        assert re.fullmatch(matcher["background"]["endsPattern"], texts["waiting"])


def test_matchers_name_their_groups() -> None:
    """The groups stand in one order in all of them."""
    for task in TASKS:
        for matcher in task["problemMatcher"]:
            pattern = {key: value for key, value in matcher["pattern"].items() if key != "regexp"}
            assert pattern == {"file": 1, "line": 2, "column": 3, "code": 4, "message": 5}
            assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]


def test_tasks_run_on_every_system() -> None:
    """Each runs the environment's Python, which lies elsewhere on Windows, and a task's inputs are asked for."""
    asked = {one["id"] for one in json.loads((FOLDER / "tasks.json").read_text(encoding="utf-8"))["inputs"]}
    for task in TASKS:
        assert task["command"] == ".venv/bin/python"
        assert task["windows"] == {"command": ".venv\\Scripts\\python.exe"}
        assert task["args"][0] == "build.py"
        assert Path(ROOT / task["args"][0]).is_file()
        assert set(re.findall(r"\$\{input:(\w+)\}", " ".join(task["args"]))) <= asked


def test_recommended_extensions() -> None:
    """One extension is enough, for the files of YAML; squiggles and snippets need none."""
    extensions = json.loads((FOLDER / "extensions.json").read_text(encoding="utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}
