"""Generated content: whatever is typed, there is a site or findings with a place in a file, never a traceback.

A few hundred cases here, the same in every run; `make soak` tries a hundred thousand others.
"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import generated
from tests.built import SITES

BRIEFLY = settings(
    derandomize=True, database=None, deadline=None, max_examples=300, suppress_health_check=list(HealthCheck)
)


@BRIEFLY
@given(generated.bodies)
def test_any_text_is_a_body(text: str) -> None:
    """Nothing active comes out, and findings stand in the text."""
    assert list(generated.judge_body(text)) == []


@BRIEFLY
@given(generated.entries)
def test_any_yaml_is_front_matter(text: str) -> None:
    """It is an entry or has findings in the file."""
    assert list(generated.judge_entry(text)) == []


@BRIEFLY
@given(st.binary(max_size=400))
def test_any_bytes_are_a_file(data: bytes) -> None:
    assert list(generated.judge_bytes(data)) == []


@settings(BRIEFLY, max_examples=60)
@given(generated.banks, st.booleans())
def test_any_small_bank_is_a_site_or_findings(files: dict[str, str], is_built: bool) -> None:
    """Practices, tools, pages, translations, vocabularies, settings and addresses, some of them anything."""
    with tempfile.TemporaryDirectory() as folder:
        content = shutil.copytree(SITES / "tiny" / "content", Path(folder) / "content")
        assert list(generated.judge_bank(files, content, is_built=is_built)) == []
