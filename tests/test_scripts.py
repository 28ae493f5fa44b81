"""The scripts' pure parts, tested where they run: in JavaScript."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "scripts"


def test_scripts() -> None:
    """All tests of `tests/scripts` pass under Node's own test runner."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("no node", pytrace=False)
        pytest.skip("no node: the tests of the scripts need Node 20 or newer")
    tests = sorted(map(str, FOLDER.glob("*.test.mjs")))
    assert tests
    run = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
