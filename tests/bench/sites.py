"""Sites for the benchmarks, kept in `.cache/bench` until the program, the templates or the benchmarks change.

A site of 10,000 entries has some 40,000 pages, and making them takes minutes. The search needs one of them, so what is
made here is the browse page in Finnish with the styles, the scripts and the index, all by the program's own stages.
Only the checking and the laying out of all entries is left, a minute or two at 10,000 entries, once.
"""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tests.built import ROOT

FOLDER: Final = ROOT / ".cache" / "bench"


def kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, which is made anew when the code has changed; those made by older code go."""
    folder = FOLDER / f"{name}-{_code()}"
    done = folder / "done"
    if not done.exists():
        for older in FOLDER.glob(f"{name}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        make(folder)
        done.touch()
    return folder


@cache
def _code() -> str:
    """Tells one state of the code from another."""
    digest = blake2b(digest_size=5)
    for path in sorted(_files()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for folder in ("zoomibank", "templates", "tests/bench"):
        yield from (path for path in (ROOT / folder).rglob("*.*") if path.is_file() and path.suffix != ".pyc")
