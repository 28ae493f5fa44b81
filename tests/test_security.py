"""SECURITY.md names for each promise tests that are there, and each can be broken on purpose."""

import ast
import re
from pathlib import Path

import pytest

from tests.breaks import BREAKS, Break

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+(?:::\w+(?:\[[^\]]+\])?)?)`", TEXT)))
PROMISES = [str(number) for number in range(1, 21)]


def test_every_promise_is_stated_and_guarded() -> None:
    """All twenty, in order, each with a test and with a way to break it."""
    stated = dict(re.findall(r"(?ms)^(\d+)\. (.*?)(?=^\d+\. |^## |\Z)", TEXT))
    assert list(stated) == PROMISES
    assert not [number for number, text in stated.items() if "`tests/" not in text]
    assert set(PROMISES) <= {one.promise for one in BREAKS}
    for one in BREAKS:
        assert one.test in NAMED, one.test
        assert one.promise not in stated or one.test in stated[one.promise]


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_is_there(name: str) -> None:
    """A file, or a test function in it."""
    path, _, function = name.partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    if function:
        functions = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
        assert function.partition("[")[0] in functions
        case = function.partition("[")[2].removesuffix("]")
        assert not case or (ROOT / "tests" / "sites" / "faulty" / case).is_dir()


@pytest.mark.parametrize("one", BREAKS, ids=[f"{number} {one.path}" for number, one in enumerate(BREAKS)])
def test_every_break_finds_its_place(one: Break) -> None:
    """What would be broken stands in its file once, so that what is shown stays true."""
    assert (ROOT / one.path).read_text(encoding="utf-8").count(one.old) == 1
    assert one.old != one.new
