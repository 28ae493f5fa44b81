"""Texts kept on the disk by the content that they were made from.

A text hangs on its key alone, so it can't go stale: other content is another key. The file is SQLite's, which two
builds may use at once. It holds nothing that could run, and a text that is damaged is as good as none.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

_NAME: Final = "readings.sqlite3"
_TABLE: Final = "CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, text TEXT NOT NULL, seal BLOB NOT NULL)"
_WHOLE: Final = b"whole"
"""The key of a text by which a shelf is known to work."""
_PATIENCE: Final = 20.0
"""Seconds that one build waits while another one writes."""


class Shelf:
    """The texts in one file. A process that has been forked opens it anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: tuple[int, sqlite3.Connection] | None = None
        self._is_damaged = False

    def text(self, key: bytes) -> str | None:
        """The text kept under a key; None when there is none that is whole."""
        try:
            told = self._connected().execute("SELECT text, seal FROM texts WHERE key = ?", (key,)).fetchone()
        except sqlite3.OperationalError:
            return None
        except (sqlite3.Error, UnicodeError):
            self._is_damaged = True
            return None
        if told is None:
            return None
        if isinstance(told[0], str) and told[1] == _seal(key, told[0]):
            return told[0]
        self._is_damaged = True
        return None

    def put(self, texts: Iterable[tuple[bytes, str]]) -> bool:
        """Keeps texts, and tells whether it could: whoever asks for one that is not there finds it out again."""
        rows = [(key, text, _seal(key, text)) for key, text in texts]
        for _ in range(2):
            try:
                with self._connected() as connection:
                    connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
            except sqlite3.OperationalError:  # a full disk, another build that takes too long
                return False
            except sqlite3.DatabaseError:  # damaged
                self._is_damaged = True
                self.close()
            else:
                return True
        return False

    def is_empty(self) -> bool:
        """Whether it holds nothing yet."""
        try:
            rows = self._connected().execute("SELECT 1 FROM texts LIMIT 2").fetchall()
        except sqlite3.Error:
            return True
        return len(rows) < 2  # noqa: PLR2004 -- one stands there from the beginning

    def keep_only(self, keys: set[bytes]) -> None:
        """Forgets all other texts once they are more than these."""
        with suppress(sqlite3.Error), self._connected() as connection:
            known = [key for (key,) in connection.execute("SELECT key FROM texts")]
            keys = keys | {_WHOLE}
            if len(known) > 2 * len(keys):
                connection.executemany("DELETE FROM texts WHERE key = ?", [(key,) for key in known if key not in keys])

    def close(self) -> None:
        """Lets go of the file, and removes it where it was found damaged: what is put into it could not be found."""
        if self._connection and self._connection[0] == os.getpid():
            self._connection[1].close()
            if self._is_damaged:
                with suppress(OSError):
                    self._path.unlink()
        self._connection, self._is_damaged = None, False

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or self._connection[0] != os.getpid():
            # Whoever shares it between threads sees to it that they take turns.
            connection = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
            self._connection = os.getpid(), connection
            # What a power cut damages is read anew, so nothing need wait for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
        return self._connection[1]


def _seal(key: bytes, text: str) -> bytes:
    """The hash by which damage is seen."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12, key=key[:64]).digest()


@contextmanager
def shelf(folder: Path | None) -> Iterator[Shelf]:
    """The shelf in a folder, emptied where it is damaged; a passing one without a folder that can be written."""
    kept = _usable(folder / _NAME) if folder else None
    if kept:
        try:
            yield kept
        finally:
            kept.close()
        return
    with tempfile.TemporaryDirectory(prefix="zoomibank-") as passing:
        own = Shelf(Path(passing) / _NAME)
        try:
            yield own
        finally:
            own.close()


def _usable(path: Path) -> Shelf | None:
    """The shelf at a path, which is emptied when it is damaged; None where none can be."""
    for is_anew in (False, True):
        found = Shelf(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if is_anew:
                path.unlink()
            if found.text(_WHOLE) is not None or found.put([(_WHOLE, "")]):
                return found
        except OSError:
            pass
        found.close()
    return None
