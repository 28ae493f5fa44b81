import pickle
from collections.abc import Sequence

import pytest

from zoomibank.findings.finding import File, Finding, Place, SetupError, Severity, Word, in_order


def finding(place: Place, code: str = "ZB201", variant: str = "", **values: str | int | Word) -> Finding:
    return Finding(place, code, Severity.ERROR, values, variant)


A1, A2, A10, B1 = Place("a.md", 1, 9), Place("a.md", 2, 1), Place("a.md", 10, 1), Place("b.md", 1, 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([finding(B1), finding(A1)], [finding(A1), finding(B1)]),
        ([finding(A10), finding(A2)], [finding(A2), finding(A10)]),
        (
            [finding(A2), finding(Place("a.md", 1, 10)), finding(A1)],
            [finding(A1), finding(Place("a.md", 1, 10)), finding(A2)],
        ),
        ([finding(A1, "ZB231"), finding(A1, "ZB201")], [finding(A1, "ZB201"), finding(A1, "ZB231")]),
        ([finding(A1, given="b"), finding(A1, given="a")], [finding(A1, given="a"), finding(A1, given="b")]),
        (
            [finding(A1, given=Word("text")), finding(A1, given=2)],
            [finding(A1, given=2), finding(A1, given=Word("text"))],
        ),
        ([finding(A1, variant="near"), finding(A1)], [finding(A1), finding(A1, variant="near")]),
    ],
)
def test_order(given: Sequence[Finding], expected: Sequence[Finding]) -> None:
    """Findings stand by path, line (as a number), column, code and values, whatever order they came in."""
    assert in_order(given) == tuple(expected)
    assert in_order(reversed(given)) == tuple(expected)


def test_order_drops_repetitions() -> None:
    """A fault that two stages met is told once; another value makes it another fault."""
    assert in_order([finding(A1, given="x"), finding(A1, given="x")]) == (finding(A1, given="x"),)
    assert len(in_order([finding(A1, given="x"), finding(A1, given="y")])) == 2


def test_setup_error_survives_the_way_between_processes() -> None:
    """A fault of a template found in a worker process reaches the main one whole."""
    error = pickle.loads(pickle.dumps(SetupError("template_fault", path="x.html", line=3, reason="?")))  # noqa: S301
    assert type(error) is SetupError
    assert (error.key, error.values) == ("template_fault", {"path": "x.html", "line": 3, "reason": "?"})


def test_file_is_a_path_like_any_other_text() -> None:
    """A value that is a file compares as its path."""
    assert File("practices/x.md") == "practices/x.md"
