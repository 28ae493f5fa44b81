"""All long runs, one after another: `make soak`. Ends with 1 when one of them does."""

import subprocess
import sys
import time
from typing import Final

import click

RUNS: Final = ("generated", "limits", "hostile", "kills", "swap", "pythons", "breaks", "edits")
"""What is tried, by the modules' names; the longest comes last."""


def main() -> int:
    """Runs them, each in a process of its own."""
    failed = []
    for run in RUNS:
        begin = time.monotonic()
        click.echo(f"== {run}")
        if subprocess.run([sys.executable, "-m", f"tests.soak.{run}"], check=False).returncode:
            failed.append(run)
        click.echo(f"{time.monotonic() - begin:.0f} s")
    click.echo(f"failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
