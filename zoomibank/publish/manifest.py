"""The list of what zoomibank wrote, which also marks an output folder as its own."""

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from zoomibank.site.page import Output

MARKER: Final = ".zoomibank.json"
"""The manifest's name in the output folder."""

_FORMAT: Final = 1
_HASH_BYTES: Final = 16


def manifest(outputs: Iterable[Output]) -> bytes:
    """Every file with its size in bytes and its blake2b hash; the same outputs in any order give the same bytes.

    One line a file, so that a repository which holds the output shows small differences.
    """
    lines = [
        f'{json.dumps(o.path)}: [{len(o.data)}, "{hashlib.blake2b(o.data, digest_size=_HASH_BYTES).hexdigest()}"]'
        for o in sorted(outputs, key=lambda o: o.path)
    ]
    files = ",\n".join(lines)
    return f'{{"format": {_FORMAT}, "files": {{\n{files}\n}}}}\n'.encode()


def listed(data: bytes) -> frozenset[str] | None:
    """The paths in a manifest, or None when it is none that this version of zoomibank can read."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match read:
        case {"format": int(number), "files": dict(files)} if number == _FORMAT:
            return frozenset(files)
        case _:
            return None
