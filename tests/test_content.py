"""The bank's own content. No other test reads it, so that an editor's change can break nothing but this."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from rdflib import Graph
from rdflib.compare import isomorphic

from tests.schemas import schema_faults
from zoomibank.content.load import read_lines
from zoomibank.findings.finding import Severity
from zoomibank.findings.formats import as_text, load_wordings
from zoomibank.pipeline import Order, build, check

ROOT: Final = Path(__file__).parent.parent
BROUGHT_BY_TIME: Final = frozenset({"ZB341"})
"""What becomes of content that nobody touches: a review that is due is work for its owner, not a fault of a change."""


@pytest.mark.parametrize("drafts", [False, True], ids=["published", "with drafts"])
def test_content_has_no_faults(*, drafts: bool) -> None:
    """Today, what is in the content folder can be published without an error or a warning that someone has caused."""
    content = ROOT / "content"
    order = Order(
        content=content, output=ROOT / "output", templates=ROOT / "templates", today=datetime.now(UTC), drafts=drafts
    )
    found = (finding for finding in check(order).findings if finding.code not in BROUGHT_BY_TIME)
    grave = [finding for finding in found if finding.severity is not Severity.NOTE]
    report = as_text(
        grave,
        wordings=load_wordings("fi"),
        shown_path=lambda path: f"content/{path}",
        source=lambda path: read_lines(content, path),
    )
    assert not report, f"\n{report}"


def test_content_is_valid_by_the_schemas() -> None:
    """Every file is what the JSON Schemas say, with the bank's own keys: no editor is warned of what is right."""
    assert list(schema_faults(ROOT / "content")) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # of the parser of JSON-LD
def test_everything_for_machines_is_read_back(tmp_path: Path) -> None:
    """What the bank gives beside pages is what it says it is, and holds every entry."""
    content, site, base_url = ROOT / "content", tmp_path / "site", "https://example.org/"
    order = Order(
        content, site, ROOT / "templates", datetime.now(UTC), base_url=base_url, find_dictionary=lambda _: None
    )
    assert build(order).published
    bank = json.loads((site / "data/bank.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "data/bank.schema.json").read_text(encoding="utf-8"))
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(bank)] == []
    refs = {f"{kind}/{path.stem}" for kind in ("practices", "tools") for path in (content / kind).glob("*.md")
            if "." not in path.stem}  # fmt: skip
    assert {entry["ref"] for kind in ("practices", "tools") for entry in bank[kind]} == refs
    for path in sorted((site / "data").rglob("*.ttl")):
        forms = (Graph().parse(path, format="turtle"), Graph().parse(path.with_suffix(".jsonld"), format="json-ld"))
        assert isomorphic(*forms), path
    for path in sorted((site / "data").rglob("*.xml")):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert feed.entries, path
    for language in ("fi", "sv", "en"):
        rows = list(csv.DictReader(_text(site / f"data/{language}/practices.csv"), delimiter=";"))
        rows += csv.DictReader(_text(site / f"data/{language}/tools.csv"), delimiter=";")
        assert {row["ref"] for row in rows} == refs
        feed = json.loads((site / f"data/{language}/feeds/all.json").read_text(encoding="utf-8"))
        assert {item["url"] for item in feed["items"]} <= {
            entry["addresses"][language] for kind in ("practices", "tools") for entry in bank[kind]
        }
    for path in (site / "data").rglob("*.ics"):
        assert Calendar.from_ical(path.read_bytes()).walk("VEVENT"), path


def _text(path: Path) -> io.StringIO:
    return io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
