"""What the benchmarks run on is a bank without errors."""

from pathlib import Path

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
