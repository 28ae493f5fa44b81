"""What the benchmarks run on is a bank without errors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.bench.files import LANGUAGES, Value, read_document
from tests.bench.gold import DOCUMENTS, QUERIES, read_lines, write_gold
from tests.built import order
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
