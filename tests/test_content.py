"""The bank's own content. No other test reads it, so that an editor's change can break nothing but this."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from tests.schemas import schema_faults
from zoomibank.content.load import read_lines
from zoomibank.findings.finding import Severity
from zoomibank.findings.formats import as_text, load_wordings
from zoomibank.pipeline import Order, check

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
