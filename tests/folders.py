"""Two folders held against each other."""

import stat
from pathlib import Path


def first_difference(one: Path, other: Path) -> str:
    """The first thing, by path, that both folders don't have alike: what there is, modes and bytes; "" for none."""
    left, right = _paths(one), _paths(other)
    for path in sorted(left.keys() | right.keys()):
        if path not in left or path not in right:
            return f"{path} is only in {one if path in left else other}"
        modes = [stat.filemode(side[path]) for side in (left, right)]
        if modes[0] != modes[1]:
            return f"{path} is {modes[0]} and {modes[1]}"
        if stat.S_ISREG(left[path]):
            first, second = ((folder / path).read_bytes() for folder in (one, other))
            if first != second:
                return f"{path} differs from {_first_byte(first, second)}"
    return ""


def _paths(folder: Path) -> dict[str, int]:
    """All that is below a folder, hidden files and folders too, with its mode."""
    return {path.relative_to(folder).as_posix(): path.lstat().st_mode for path in folder.rglob("*")}


def _first_byte(first: bytes, second: bytes) -> str:
    """Where two texts part, with what stands there in each."""
    shorter = min(len(first), len(second))
    at = next((at for at in range(shorter) if first[at] != second[at]), shorter)
    shown = [data[max(0, at - 20) : at + 40].decode(errors="replace") for data in (first, second)]
    return f"byte {at}: {shown[0]!r} and {shown[1]!r}"
