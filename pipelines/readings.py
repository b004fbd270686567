"""`readings.sqlite`: what was read on scanned pages, so that no page is read twice by the same engines.

It stands in OUT/.lkip, or in a folder of its own that several runs and output folders share. The parent alone writes
it, a page at a time. Every entry is sealed (`pipelines.sealing`): the file tells how many pages of which documents
were read, and nothing of what they say.

A reading can always be made again. So nothing here stops a run once it is going: a file that is damaged is begun anew,
and one that cannot be written is left alone, both with a warning.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.errors import OutputError
from pipelines.keys import Recipe
from pipelines.staging import require_writable

READINGS_FILE = "readings.sqlite"
APPLICATION_ID = 0x6C6B7264  # "lkrd"
LAYOUT = 1
# Several runs may share the file; each holds it for moments.
BUSY_S = 30.0
# All versions of SQLite take so many values in a query.
AT_ONCE = 500
# When an entry was wanted last is kept to the day: it is written seldom.
DAY_S = 86_400.0

_log = logging.getLogger(__name__)

_TABLES = """
CREATE TABLE pages (
    key TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, page INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    read_at REAL NOT NULL, used_at REAL NOT NULL, sealed BLOB NOT NULL
);
CREATE INDEX by_use ON pages (used_at);
"""


class Readings:
    """The file, open; without one nothing is found and nothing kept. See `open_readings`."""

    def __init__(self, path: Path | None, recipe: Recipe) -> None:
        self._path = path
        self._recipe = recipe
        self._fingerprint = recipe.reading_fingerprint
        self._connection: sqlite3.Connection | None = None
        self._writable = True
        if path is not None:
            self._open(path)

    def find(self, sha256: str, page_numbers: Sequence[int]) -> dict[int, bytes]:
        """The sealed readings of a document's pages that are kept, by page number."""
        numbers = {self._recipe.reading_key(sha256, number): number for number in page_numbers}
        found: dict[int, bytes] = {}
        stale: list[str] = []
        now = time.time()
        for keys in _parts(list(numbers)):
            rows = self._ask(f"SELECT key, sealed, used_at FROM pages WHERE key IN ({_marks(keys)})", keys)
            found |= {numbers[key]: sealed for key, sealed, _ in rows}
            stale += [key for key, _, used_at in rows if used_at < now - DAY_S]
        for keys in _parts(stale):
            self._write(f"UPDATE pages SET used_at = ? WHERE key IN ({_marks(keys)})", [now, *keys])
        return found

    def keep(self, sha256: str, page_number: int, sealed: bytes) -> None:
        """Keep a page's reading, for good when this returns."""
        key, now = self._recipe.reading_key(sha256, page_number), time.time()
        values = (key, sha256, page_number, self._fingerprint, now, now, sealed)
        self._write("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def drop(self, sha256: str, page_numbers: Iterable[int]) -> None:
        """Forget readings that do not open."""
        for number in page_numbers:
            self._write("DELETE FROM pages WHERE key = ?", [self._recipe.reading_key(sha256, number)])

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _write(self, query: str, values: Sequence[str | int | float | bytes]) -> None:
        if self._writable:
            self._ask(query, values)

    def _ask(self, query: str, values: Sequence[str | int | float | bytes]) -> list[tuple[str, bytes, float]]:
        try:
            return self._connection.execute(query, values).fetchall() if self._connection else []
        except sqlite3.Error as error:
            self._recover(error)
        return []

    def _open(self, path: Path) -> None:
        try:
            self._connection = connect(path)
        except sqlite3.Error as error:
            self._recover(error)

    def _recover(self, error: sqlite3.Error) -> None:
        if not is_damage(error) or self._path is None:
            self._writable = False
            _log.warning("%s: readings of scans are not kept from here on (%s)", self._path, error)
            return
        self.close()
        _log.warning("%s: damaged (%s), so it is begun anew and scans are read again", self._path, error)
        try:
            remove(self._path)
            self._connection = connect(self._path)
        except (OSError, sqlite3.Error) as again:
            _log.warning("%s: readings of scans are not kept from here on (%s)", self._path, again)


@contextlib.contextmanager
def open_readings(folder: Path | None, recipe: Recipe) -> Iterator[Readings]:
    """Open the readings in a folder, and make both where they are missing; None keeps nothing.

    Raises:
        OutputError: nothing can be written there, or another program's database stands there.
    """
    path = folder / READINGS_FILE if folder is not None else None
    if path is not None:
        _require_place(path)
    readings = Readings(path, recipe)
    try:
        yield readings
    finally:
        readings.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, and make it where it is missing.

    Raises:
        sqlite3.Error: it cannot be opened; see `is_damage`.
        OutputError: it is another program's.
    """
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        # Has a say only before there are tables: the file shrinks when entries go.
        connection.execute("PRAGMA auto_vacuum = FULL")
        # No write-ahead log: it needs shared memory, which network disks have not.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        tables = _tables_of(connection)
        if not tables:
            _create(connection)
        elif "pages" not in tables:
            raise OutputError("another program's database stands here", str(path), "choose another --cache")
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if marks != [APPLICATION_ID, LAYOUT]:
            raise sqlite3.DatabaseError("of another version of lkip")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another run may have been quicker.
    if not _tables_of(connection):
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
    connection.execute("COMMIT")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no such database, and not that it cannot be reached or written now."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    # SQLITE_ERROR: a table or a column is missing.
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def remove(path: Path) -> None:
    """Remove the file, and its journal, which would be played into the next one. Raises OSError."""
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _tables_of(connection: sqlite3.Connection) -> set[str]:
    return {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def _require_place(path: Path) -> None:
    # What stands there can be of use where nothing can be written.
    if path.exists():
        return
    try:
        require_writable(path.parent)
    except OutputError as error:
        error.hint = "choose another --cache, or --no-cache"
        raise


def _parts(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _marks(keys: Sequence[str]) -> str:
    return ", ".join("?" * len(keys))
