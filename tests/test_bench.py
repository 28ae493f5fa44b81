"""What the benchmarks run on is a bank without errors, and what they measure with says what it should."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from tests.bench import build_speed, likeness, walk
from tests.bench.builder import Built
from tests.bench.corpus import write_corpus
from tests.bench.files import LANGUAGES, Value, read_document
from tests.bench.gold import DOCUMENTS, QUERIES, read_lines, write_gold
from tests.bench.measuring import Changed, Taken, changed, memory_of, run, stages, state, told_counts
from tests.bench.reports import Report, Row, report
from tests.bench.tables import megabytes, ratio, seconds, table
from tests.built import order
from zoomibank.bank.likeness import ALIKE
from zoomibank.content.schema import KINDS, Record, RelationType, Status, nested
from zoomibank.findings.finding import Severity
from zoomibank.pipeline import check


def errors_in(content: Path) -> list[str]:
    report = check(order(content, content.parent / "output"))
    return [str(finding) for finding in report.findings if finding.severity is Severity.ERROR]


def test_gold_documents_are_a_bank(tmp_path: Path) -> None:
    assert errors_in(write_gold(tmp_path / "content")) == []


def test_gold_queries_name_gold_documents() -> None:
    ids = {document["id"] for document in read_lines(DOCUMENTS)}
    assert {id_ for query in read_lines(QUERIES) for id_ in query["rel"]} <= ids


def test_duplicates_are_asked_about_and_little_else() -> None:
    """What another author would write of the same thing is found among the gold documents, whatever forms it has."""
    documents = read_lines(DOCUMENTS)
    (found,) = likeness.measured(documents, likeness.by_hand(documents), [ALIKE])
    assert found.is_good, found
    assert found.found.keys() == {"forms", "retold", "bare"}


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("languages", [("fi",), LANGUAGES])
def test_made_up_entries_are_a_bank(languages: tuple[str, ...], plain: bool, tmp_path: Path) -> None:
    assert errors_in(write_corpus(tmp_path / "content", 60, languages=languages, plain=plain)) == []


def test_made_up_entries_have_all_that_the_model_has(tmp_path: Path) -> None:
    content = write_corpus(tmp_path / "content", 600)
    given: set[tuple[str, ...]] = set()
    for kind in KINDS:
        for path in (content / kind).glob("*.md"):
            given.update(_ways((kind,), read_document(path.read_text(encoding="utf-8"))[0]))
    fields = {way for kind, model in KINDS.items() for way in _fields((kind,), model)}
    assert fields - {way[:-1] for way in given} == set()
    assert {way[-1] for way in given if way[1:3] == ("relations", "type")} >= set(RelationType)
    assert {way[-1] for way in given if way[1] == "status"} == set(Status)


def _ways(way: tuple[str, ...], value: Value) -> Iterator[tuple[str, ...]]:
    """The fields that are filled in, each way with the text at its end."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _ways((*way, name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ways(way, inner)
    else:
        yield (*way, str(value))


def _fields(way: tuple[str, ...], model: type[Record]) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        inner = nested(field)
        yield from _fields((*way, name), inner) if inner else [(*way, name)]


def test_made_up_entries_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    texts = [
        {path.name: path.read_bytes() for path in sorted(content.rglob("*.*"))}
        for content in (write_corpus(tmp_path / name, 20, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    ]
    assert texts[0] == texts[1] != texts[2]


def test_stages_are_read_from_what_a_build_says() -> None:
    said = """Varoitus: jotain
      12.34 s  render
       0.50 s  check links
    1.5 s render
    3,25 s  search index
     7 s  publish
    Sivusto on valmis 3 s
    """
    expected = {"render": 13.84, "check links": 0.5, "search index": 3.25, "publish": 7.0}
    assert stages(said) == pytest.approx(expected)
    assert stages("") == {}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The site is ready. There are 42 pages in /tmp/12.\nOpen 3", {"page": 42}),
        (
            "10 entries\nThe site is ready (4.5 s). The folder a/7 has 1 page: 3 made, 39 kept, 0 removed.",
            {"page": 1, "made": 3, "kept": 39, "removed": 0},
        ),
        ("", {}),
    ],
)
def test_counts_of_the_summary(said: str, expected: dict[str, int]) -> None:
    assert told_counts(said) == expected


def test_memory_is_that_of_a_process_and_all_below_it(tmp_path: Path) -> None:
    """PSS where there is one, resident pages where there is not, nothing of what has ended."""
    for pid, children, name, text in (
        ("1", "2 3", "smaps_rollup", "1-2 ---p 0 0:0 0 [rollup]\nRss: 90 kB\nPss:      40 kB\nPss_Anon: 30 kB\n"),
        ("2", "", "statm", "900 10 5 1 0 60 0"),
        ("3", "4", "statm", ""),
    ):
        (tmp_path / pid / "task" / pid).mkdir(parents=True)
        (tmp_path / pid / "task" / pid / "children").write_text(children)
        (tmp_path / pid / name).write_text(text)
    assert memory_of(1, tmp_path) == 40 * 1024 + 10 * os.sysconf("SC_PAGE_SIZE")
    assert memory_of(9, tmp_path) == 0


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    burn = "sum(range(2_000_000)); kept = bytearray(60_000_000)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}]); print('done')"
    taken = run([sys.executable, "-c", parent], tmp_path)
    assert taken.out == "done\n"
    assert taken.cpu > 0
    assert taken.wall > 0
    assert taken.memory > 5_000_000
    with pytest.raises(RuntimeError, match="ended with 3:\nfor a reason"):
        run([sys.executable, "-c", "print('for a reason'); raise SystemExit(3)"], tmp_path)


def test_what_happened_to_files(tmp_path: Path) -> None:
    assert state(tmp_path / "none") == {}
    for name in ("kept", "changed", "removed"):
        (tmp_path / name).write_text(name)
    before = state(tmp_path)
    (tmp_path / "removed").unlink()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "new").write_text("new")
    os.utime(tmp_path / "changed", ns=(1, 1))
    assert changed(before, state(tmp_path)) == Changed(made=2, kept=1, removed=1)


def test_tables() -> None:
    assert table(("phase", "s"), [("cold", "1.50"), ("warm", "12.00")]) == (
        "| phase |     s |\n| :---- | ----: |\n| cold  |  1.50 |\n| warm  | 12.00 |\n"
    )
    assert seconds([3, 1, 2]) == "2.00"
    assert megabytes([2_000_000]) == "2"
    assert ratio([1, 3], [1]) == "2.00"
    assert (seconds([]), megabytes([]), ratio([], [1]), ratio([1], [0])) == ("–", "–", "–", "–")


def test_a_report_has_all_tables() -> None:
    built = Built(Taken(2, 3, 5_000_000, stages={"render": 1.0}), Changed(9, 0, 0), {"page": 9, "made": 7})
    cold = [Row(size, "cold", Taken(size, 3, 5_000_000, stages={"render": size / 2}), built) for size in (10, 100)]
    told = report(Report((*cold, Row(100, "warm", Taken(1, 1, 1)), Row(100, "peer", Taken(50, 1, 1))),
                         "cold", "warm", "one", "three", 2))  # fmt: skip
    assert (
        "| cold  |  10.00 |  3.00 |         5 |     9 |    7 |    – |       – |          9 |    0 |       0 |" in told
    )
    assert "| render | 5.00 | 50.00 |" in told
    assert re.search(r"\| cold / peer, wall +\| +– \| +2.00 \|", told)
    assert "| 100 / 10 |" in told


@pytest.mark.parametrize(
    ("command", "arguments", "expected"),
    [
        (build_speed.main, ("--sizes", "x"), "Usage"),
        (build_speed.main, ("--peer", "other=make {content}"), "--peer-content is missing for other"),
        (walk.main, ("--edits", "x"), "Usage"),
    ],
)
def test_wrong_use_is_told(command: Command, arguments: tuple[str, ...], expected: str) -> None:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 2
    assert expected in result.output
