"""What git knows of the content since a day or a tag. Nothing is asked of it that changes anything."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from zoomibank.content.entry import Ref
from zoomibank.findings.finding import SetupError
from zoomibank.text import nearest

_ENTRY: Final = re.compile(r"(practices|tools)/([a-z0-9-]+)(\.[a-z]{2})?\.md")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PATIENCE: Final = 60
"""Seconds that git may take."""


@dataclass(frozen=True, slots=True)
class History:
    """What has happened to entries since a day.

    `added` have come, `changed` are others whose files, or those of their translations, have changed. Where git knows
    nothing of the content since then, `is_known` is False and both are empty.
    """

    since: date
    added: frozenset[Ref] = frozenset()
    changed: frozenset[Ref] = frozenset()
    is_known: bool = False


def history(content: Path, since: str, *, today: date, environment: Mapping[str, str]) -> History:
    """What git knows of a content folder.

    Args:
        content: The folder.
        since: A day (2026-03-12) or a tag.
        today: The day of the newsletter.
        environment: That of the command, for git.

    Raises:
        SetupError: There is no such day or tag, or it is a tag and there is no git.
    """
    ask = partial(_git, content, environment)
    if _DAY.fullmatch(since):
        day = _day(since, today)
        base = ask("rev-list", "-1", f"--before={since}T00:00:00", "HEAD")
        return _since(ask, day, (base or "").strip())
    if ask("rev-parse", "--is-inside-work-tree") is None:
        raise SetupError("no_history", given=since)
    base = ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/tags/{since}^{{commit}}")
    if not base:
        near = nearest(since, (ask("tag", "--list") or "").split())
        raise SetupError("tag_unknown_near", given=since, near=near) if near else SetupError("tag_unknown", given=since)
    told = ask("show", "-s", "--format=%cs", base.strip()) or ""
    return _since(ask, date.fromisoformat(told.strip()), base.strip())


def _day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise SetupError("wrong_date", given=given) from None
    if day > today:
        raise SetupError("since_future", given=given)
    return day


def _since(ask: Callable[..., str | None], day: date, base: str) -> History:
    """What has changed between a commit ("" where there is none) and the newest one."""
    told = ask("diff", "--relative", "--name-status", "-z", "-M", base, "HEAD", "--", ".") if base else None
    if told is None:
        return History(day)
    added: set[Ref] = set()
    changed: set[Ref] = set()
    for status, path in _files(told):
        if found := _ENTRY.fullmatch(path):
            (added if status == "A" and not found[3] else changed).add(Ref(found[1], found[2]))
    return History(day, frozenset(added), frozenset(changed - added), is_known=True)


def _files(told: str) -> Iterator[tuple[str, str]]:
    """The files of `git diff --name-status -z`, each with the first letter of what happened; renamed ones as now."""
    words = iter(told.split("\0"))
    for status in words:
        if not status:
            return
        path = next(words)
        if status[0] in "RC":
            path = next(words)
        yield status[0], path


def _git(content: Path, environment: Mapping[str, str], *arguments: str) -> str | None:
    """What git says, or None where it fails or is not there. Settings of the caller's own repository mean nothing."""
    program = shutil.which("git")
    if program is None or not content.is_dir():
        return None
    own = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    command = [program, "--no-optional-locks", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments]
    try:
        run = subprocess.run(  # noqa: S603 -- what is given stands behind --end-of-options or is a day
            command, cwd=content, env={**own, "LC_ALL": "C.UTF-8"}, capture_output=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.decode(errors="surrogateescape")
