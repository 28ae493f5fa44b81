"""Each promise broken on purpose, in a copy of the project: the test that guards it must fail.

python -m tests.soak.breaks
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from tests.breaks import BREAKS, ROOT

COPIED: Final = ("zoomibank", "templates", "tests", "content", "build.py", "pyproject.toml", "README.md", ".deploy")
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "node_modules")


@click.command()
def main() -> None:
    """Breaks and tests, and ends with 1 when a break goes unnoticed."""
    unnoticed = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, root / part, ignore=LEFT_OUT)
            else:
                shutil.copy2(source, root / part)
        (root / "tests" / "node_modules").symlink_to(ROOT / "tests" / "node_modules")
        for test in dict.fromkeys(one.test for one in BREAKS):
            if told := _failure(root, test):
                sys.exit(f"{test} fails by itself:\n{told}")
        for one in BREAKS:
            path = root / one.path
            whole = path.read_text(encoding="utf-8")
            path.write_text(whole.replace(one.old, one.new), encoding="utf-8")
            noticed = _failure(root, one.test)
            path.write_text(whole, encoding="utf-8")
            click.echo(f"{one.promise:>7}  {'noticed by' if noticed else 'NOT NOTICED by'} {one.test}")
            unnoticed += [one] if not noticed else []
    click.echo(f"{len(BREAKS)} breaks, {len(unnoticed)} unnoticed")
    sys.exit(1 if unnoticed else 0)


def _failure(root: Path, test: str) -> str:
    """What a test says when it fails, or does not end; "" when it passes."""
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", test]
    environment = os.environ | {"PYTHONPATH": str(root)}
    try:
        run = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        return "it does not end"
    return run.stdout[-3000:] if run.returncode else ""


if __name__ == "__main__":
    main()
