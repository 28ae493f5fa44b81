"""What the benchmarks run on is a bank without errors."""

from pathlib import Path

from tests.bench.corpus import write_corpus
from tests.bench.gold import DOCUMENTS, QUERIES, read_lines, write_gold
from tests.built import order
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


def test_made_up_entries_are_a_bank(tmp_path: Path) -> None:
    assert errors_in(write_corpus(tmp_path / "content", 60)) == []


def test_made_up_entries_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    texts = [
        {path.name: path.read_text(encoding="utf-8") for path in sorted(content.rglob("*.*"))}
        for content in (write_corpus(tmp_path / name, 20, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    ]
    assert texts[0] == texts[1] != texts[2]
