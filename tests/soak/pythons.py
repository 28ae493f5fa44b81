"""The same bytes from every Python that the machine has: 3.11 to 3.14, each with the locked libraries.

    python -m tests.soak.pythons [python3.12 …]

Asks for the network, or for a folder of packages that pip knows of: each Python gets an environment of its own.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from tests.built import ROOT, rich_content
from tests.folders import first_difference

KNOWN: Final = ("python3.11", "python3.12", "python3.13", "python3.14")


@click.command()
@click.argument("pythons", nargs=-1)
def main(pythons: tuple[str, ...]) -> None:
    """Builds the bank and the rich site with each, and ends with 1 when two differ."""
    today = datetime.now(UTC).date().isoformat()
    asked = pythons or KNOWN
    found = [program for python in asked if (program := _program(python))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        banks: dict[str, Path] = {"bank": ROOT / "content", "rich": rich_content(folder)}
        for number, python in enumerate(found):
            own = folder / str(number)
            own.mkdir()
            made = _environment(python, own / "venv")
            for bank, content in banks.items():
                command: list[str | Path] = [made, ROOT / "build.py", "--content", content, "--output", own / bank]
                options = ["--no-cache", "--today", today, "--base-url", "https://example.org/pankki/"]
                environment = os.environ | {"PYTHONHASHSEED": str(number * 7), "PYTHONDONTWRITEBYTECODE": "1"}
                subprocess.run([*command, *options], env=environment, capture_output=True, check=True)
                if difference := first_difference(own / bank, folder / "0" / bank):
                    sys.exit(f"{python}, {bank}: {difference}")
            click.echo(f"{_version(made)}: the same {sum(1 for _ in own.rglob('*.html'))} pages")
    missing = [python for python in asked if not _program(python)]
    click.echo(f"not on this machine: {', '.join(missing) or 'none'}")
    sys.exit(0 if len(found) > 1 else 1)


def _program(python: str) -> str:
    """The program of a Python, on the path or where pyenv keeps those that are not on it; "" where it is not."""
    version = python.removeprefix("python")
    kept = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}*/bin/python"))
    return next((program for program in (python, *map(str, kept)) if _works(program)), "")


def _works(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _environment(python: str, folder: Path) -> Path:
    """An environment with the locked libraries; its program."""
    subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)
    program = folder / "bin" / "python"
    install: list[str | Path] = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r"]
    subprocess.run([program, *install, ROOT / "requirements.txt"], check=True)
    return program


def _version(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
