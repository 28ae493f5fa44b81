"""What builds remember for the next one, in a folder that may be deleted at any time.

Only JSON is kept, so that what others put there can mislead a build at worst, and never run.
"""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def recall(folder: Path, name: str) -> object:
    """What was remembered under a name; None when there is nothing, or nothing that can be read."""
    try:
        return json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def remember(folder: Path, name: str, value: object) -> None:
    """Keeps a value for the next build, whole or not at all; where the disk refuses, the next build does without."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            Path(path).replace(folder / f"{name}.json")
        finally:
            Path(path).unlink(missing_ok=True)
