"""Finds a Chromium for the browser tests, or fetches one."""

import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = f"no Chromium: none of {', '.join(NAMES)} works on PATH, and neither Playwright nor apt-get could install one"


def find(playwright: Playwright) -> Path | None:
    """Return the first Chromium that starts, installing one only when there is none."""
    return next((path for path in _candidates(playwright) if _run(str(path), "--version", seconds=30)), None)


def _candidates(playwright: Playwright) -> Iterator[Path]:
    yield from _on_path()
    downloaded = Path(playwright.chromium.executable_path)
    yield downloaded
    if _run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium", seconds=120):
        yield downloaded
    if _is_debian_root():
        # A fresh container has no package lists; a failed update need not stop the install.
        _run("apt-get", "update", seconds=120)
        _run("apt-get", "install", "-y", "--no-install-recommends", "chromium", seconds=300)
        yield from _on_path()


def _on_path() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))


def _is_debian_root() -> bool:
    try:
        return platform.freedesktop_os_release()["ID"] == "debian" and os.geteuid() == 0
    except OSError:  # not Linux, or one that does not name itself
        return False


def _run(*command: str, seconds: int) -> bool:
    """Run a command quietly and tell whether it succeeded in time."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return False
    with process:
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                # Its own session, so that the processes it started end with it.
                os.killpg(process.pid, signal.SIGTERM)
