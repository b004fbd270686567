"""`OUT/.lkip/results.sqlite`: what came out of every document of an output folder, and under which key.

The parent alone writes it, one transaction a document, as documents finish; the tables of the folder are written from
it. What a file holds is named by its bytes (`content`: their SHA-256): files with equal bytes share one result, and a
file that moved is not read again. A file that could not be opened has a content of its own, which no other run takes.

It holds output rows and nothing else of a document.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import OutputError
from layouts.records import DocumentResult
from pipelines.digest import Digest, digest_of
from pipelines.output_text import clean_path
from pipelines.rows import COUNTED, Row, document_row, rows_of
from pipelines.schema import PER_DOCUMENT, STORED
from pipelines.settings import RUN_FOLDER
from pipelines.staging import write_failure

if TYPE_CHECKING:
    import pyarrow as pa

RESULTS_FILE = "results.sqlite"
APPLICATION_ID = 0x6C6B6970  # "lkip"
LAYOUT = 1
# Another program may look into it ("lkip status"); it does so for moments.
BUSY_S = 60.0
CACHE_KIB = 8192
STORED_SO_FAR = "free some space or mend the disk, then run again: what is finished is kept"
GONE = "bring it back or choose another --out, then run again"

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (file TEXT PRIMARY KEY, content TEXT NOT NULL, current INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX files_of_content ON files (content, file);
CREATE TABLE contents (
    content TEXT PRIMARY KEY, key TEXT NOT NULL, status TEXT NOT NULL, tahun_anggaran INTEGER,
    loss TEXT NOT NULL, allowed REAL NOT NULL, seconds REAL NOT NULL, document TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE batches (
    content TEXT NOT NULL, name TEXT NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, check32 INTEGER NOT NULL,
    batch BLOB NOT NULL, UNIQUE (content, name)
);
"""


@dataclass(eq=False)
class DamagedResults(OutputError):
    """The database is damaged, not ours, or of another version: it can be set aside and built anew."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some bytes: the key they were read under; of a reading that was ended why, and its limit."""

    key: str
    loss: str
    allowed: float


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the folder. `owner` is the first file with its bytes; `current` says that the last run covers it."""

    file: str
    content: str
    owner: str
    current: bool


def _nothing() -> None:
    """Nobody wants to know."""


def content_of(sha256: str, file: str) -> str:
    """What names the bytes of a file: their SHA-256, or, where they could not be read, the file itself."""
    return sha256 or f"unread:{clean_path(file)}"


class Results:
    """The database, open. See `open_results`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._identity = _identity(path)
        self.pulse: Callable[[], None] = _nothing
        """Called whenever something is looked up: going through a large folder takes minutes, in which a run lives."""

    def known(self, content: str) -> Known | None:
        """What is known of these bytes, None where they were never read."""
        found = self._one("SELECT key, loss, allowed FROM contents WHERE content = ?", content)
        return Known(*found) if found else None

    def content(self, file: str) -> str:
        """The content a file had when it was covered last; '' where it never was."""
        found = self._one("SELECT content FROM files WHERE file = ?", file)
        return str(found[0]) if found else ""

    def put(
        self,
        result: DocumentResult,
        *,
        files: Iterable[str],
        key: str,
        loss: str = "",
        allowed: float = 0.0,
        seconds: float = 0.0,
    ) -> None:
        """Keep what came out of a document, for good, when this returns.

        Args:
            result: Its document's `file` is one of `files`.
            files: The names of all files with these bytes.
            key: What it was read under; empty where nothing may be taken over.
            loss: Why the reading was ended, if it was; see `pipelines.engine.Loss`.
            allowed: How much of that it had: seconds, or bytes.
            seconds: How long it took.
        """
        content = content_of(result.document.sha256, result.document.file)
        rows = rows_of(result)
        with self._transaction():
            self._put_rows(content, document_row(result.document), rows)
            self._connection.execute(
                "UPDATE contents SET key = ?, loss = ?, allowed = ?, seconds = ? WHERE content = ?",
                (key, loss, allowed, seconds, content),
            )
            self._hold(content, files)

    def hold(self, content: str, files: Iterable[str]) -> None:
        """Say that these files, too, have bytes that are known or will be."""
        with self._transaction():
            self._hold(content, files)

    def take_in(self, documents: Iterable[tuple[Row, Mapping[str, Sequence[Row]]]]) -> None:
        """Keep rows of `documents` with the rows that belong to each (none for duplicates), without a key."""
        with self._transaction():
            for document, rows in documents:
                content = content_of(str(document["sha256"] or ""), str(document["file"]))
                if document["duplicate_of"] is None:
                    self._put_rows(content, document, rows)
                self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, 0)", (document["file"], content))
            self._count_revision()

    def cover(self, files: Mapping[str, str]) -> None:
        """Say which files this run covers already, each with its content; all others are no longer current."""
        with self._transaction():
            self._connection.execute("CREATE TEMP TABLE covered (file TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID")
            self._connection.executemany(
                "INSERT INTO covered VALUES (?, ?)", ((clean_path(file), content) for file, content in files.items())
            )
            changed = self._connection.execute(
                "UPDATE files SET current = 0 WHERE current AND file NOT IN (SELECT file FROM covered)"
            ).rowcount
            changed += self._connection.execute(
                "INSERT OR REPLACE INTO files SELECT file, content, 1 FROM covered"
                " EXCEPT SELECT file, content, current FROM files"
            ).rowcount
            self._connection.execute("DROP TABLE covered")
            if changed:
                self._count_revision()

    def prune(self, keep: Iterable[str]) -> int:
        """Forget all files but these, and what no file holds any more; says how many files went."""
        with self._transaction():
            self._connection.execute("CREATE TEMP TABLE kept (file TEXT PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((clean_path(f),) for f in keep))
            gone = self._connection.execute("DELETE FROM files WHERE file NOT IN (SELECT file FROM kept)").rowcount
            self._connection.execute("DROP TABLE kept")
            for table in ("batches", "contents"):
                self._connection.execute(f"DELETE FROM {table} WHERE content NOT IN (SELECT content FROM files)")
            if gone:
                self._count_revision()
        return gone

    def files(self) -> Iterator[StoredFile]:
        """All files of the folder, by path (bytes)."""
        query = (
            "SELECT file, content, (SELECT min(file) FROM files AS f WHERE f.content = files.content), current"
            " FROM files ORDER BY file"
        )
        for file, content, owner, current in self._each(query):
            yield StoredFile(str(file), str(content), str(owner), bool(current))

    def years(self) -> list[int | None]:
        """The years that documents of the folder report on; None first, where one is not known."""
        query = "SELECT DISTINCT tahun_anggaran FROM contents JOIN files USING (content) ORDER BY tahun_anggaran"
        return [year for (year,) in self._each(query)]

    def owners(self, tahun_anggaran: int | None) -> Iterator[StoredFile]:
        """The files that own the rows of documents on this year, by path (bytes)."""
        query = (
            "SELECT min(file), content, max(current) FROM files JOIN contents USING (content)"
            " WHERE tahun_anggaran IS ? GROUP BY content ORDER BY min(file)"
        )
        for file, content, current in self._each(query, tahun_anggaran):
            yield StoredFile(str(file), str(content), str(file), bool(current))

    def failed(self) -> list[str]:
        """Files that could not be read, or not as a whole because their reading was ended, by path (bytes)."""
        query = (
            "SELECT file FROM files JOIN contents USING (content) WHERE status = 'failed' OR loss != '' ORDER BY file"
        )
        return [str(file) for (file,) in self._each(query)]

    def described(self) -> Iterator[tuple[Row, float]]:
        """The row of `documents` of every file of the folder, by path (bytes), and the seconds its reading took."""
        query = (
            "SELECT file, (SELECT min(file) FROM files AS f WHERE f.content = files.content), document, seconds"
            " FROM files JOIN contents USING (content) ORDER BY file"
        )
        for file, owner, document, seconds in self._each(query):
            named = {"file": file, "duplicate_of": None if file == owner else owner}
            yield json.loads(document) | named, float(seconds)

    def document(self, content: str) -> Row:
        """The row of `documents` for these bytes; its counts are those of the file that owns the rows."""
        return dict(json.loads(self._text("SELECT document FROM contents WHERE content = ?", content)))

    def digest(self, content: str) -> Digest:
        """What a summary says of these bytes."""
        return Digest.from_json(self._text("SELECT digest FROM contents WHERE content = ?", content))

    def statuses(self) -> dict[str, int]:
        """How many files of the last run have which status."""
        query = "SELECT status, count(*) FROM files JOIN contents USING (content) WHERE current GROUP BY status"
        return {str(status): int(count) for status, count in self._each(query)}

    def kept_files(self) -> int:
        """How many files of earlier runs stand here that the last run does not cover."""
        return sum(int(count) for (count,) in self._each("SELECT count(*) FROM files WHERE NOT current"))

    def get(self, name: str) -> str:
        """A remark of the folder's own; '' where there is none."""
        found = self._one("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0]) if found else ""

    def set(self, name: str, value: str) -> None:
        """Keep a remark of the folder's own."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        """Counts every change of files and rows: equal revisions hold the same."""
        return int(self.get("revision") or 0)

    def batch(self, content: str, name: str) -> pa.RecordBatch | None:
        """The rows of one table that belong to these bytes; None for no rows."""
        from pipelines.packing import Packed, is_whole, unpack

        found = self._one(
            "SELECT rows, bytes, check32, batch FROM batches WHERE content = ? AND name = ?", content, name
        )
        if found is None:
            return None
        packed = Packed(*found)
        if not is_whole(packed):
            raise DamagedResults(f"the rows of {name} are damaged", str(self.path))
        return unpack(name, packed)

    def _put_rows(self, content: str, document: Row, rows: Mapping[str, Sequence[Row]]) -> None:
        # Loading Arrow takes longer than a run that finds nothing new.
        from pipelines.packing import pack

        self._connection.execute("DELETE FROM batches WHERE content = ?", (content,))
        for name in (name for name in PER_DOCUMENT if rows[name]):
            packed = pack(name, rows[name])
            self._connection.execute(
                "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)",
                (content, name, packed.rows, packed.unpacked_bytes, packed.check32, packed.content),
            )
        described = {**document, **{name: len(rows[name]) for name in COUNTED}, "file": None, "duplicate_of": None}
        self._connection.execute(
            "INSERT OR REPLACE INTO contents VALUES (?, '', ?, ?, '', 0, 0, ?, ?)",
            (
                content,
                document["status"],
                document["tahun_anggaran"],
                json.dumps(described, ensure_ascii=False),
                digest_of(rows).to_json(),
            ),
        )

    def _hold(self, content: str, files: Iterable[str]) -> None:
        names = [(clean_path(file), content) for file in files]
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, 1)", names)
        self._count_revision()

    def _count_revision(self) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('revision', ?)", (str(self.revision + 1),))

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        return next(self._each(query, *values), None)

    def _text(self, query: str, content: str) -> str:
        found = self._one(query, content)
        if found is None:
            raise DamagedResults("a document has no rows", str(self.path))
        return str(found[0])

    def _each(self, query: str, *values: str | int | None) -> Iterator[tuple[Any, ...]]:
        self.pulse()
        with _known_errors(self.path):
            yield from self._connection.execute(query, values)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._require_same_file()
        with _known_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        self._require_same_file()

    def _require_same_file(self) -> None:
        """Writing goes on where the folder was moved or removed, into a file that nobody will find."""
        if _identity(self.path) != self._identity:
            raise OutputError("the output folder went away during the run", str(self.path.parent.parent), GONE)


@contextlib.contextmanager
def open_results(out_dir: Path) -> Iterator[Results]:
    """Open the database of an output folder for writing, and make it where there is none.

    Raises:
        DamagedResults: what stands there is damaged, not ours, or of another version.
        OutputError: it cannot be written.
    """
    path = out_dir / RUN_FOLDER / RESULTS_FILE
    with _known_errors(path):
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _prepare(connection, path)
            yield Results(path, connection)
        finally:
            connection.close()


@contextlib.contextmanager
def empty_results() -> Iterator[Results]:
    """A database without a file, in which nothing is known."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _prepare(connection, Path())
        yield Results(Path(), connection)
    finally:
        connection.close()


@contextlib.contextmanager
def look_into_results(out_dir: Path) -> Iterator[Results]:
    """Open the database of an output folder for reading alone, also while a run writes it.

    Raises:
        OutputError: there is none, or it cannot be read.
        DamagedResults: as of `open_results`.
    """
    path = out_dir / RUN_FOLDER / RESULTS_FILE
    if not path.is_file():
        raise OutputError("no run has written here", str(out_dir), "give the --out of a `lkip run`")
    with contextlib.ExitStack() as opened:
        with _known_errors(path):
            connection = _connect_to_read(path, opened)
            _check(connection, path)
        yield Results(path, connection)


def _connect_to_read(path: Path, opened: contextlib.ExitStack) -> sqlite3.Connection:
    """Open a database that a killed run may have left in the middle of a change: it is read as it was before that.

    The next run takes the change back there; whoever only reads does so in a copy.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)
    opened.callback(connection.close)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    else:
        return connection
    copy = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="lkip-"))) / path.name
    for ending in ("", "-journal"):
        shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    connection = sqlite3.connect(copy, isolation_level=None)
    opened.callback(connection.close)
    return connection


def set_aside(out_dir: Path) -> Path:
    """Rename a database that cannot be used; says what it is called now. Raises OutputError."""
    path = out_dir / RUN_FOLDER / RESULTS_FILE
    number = 1
    while (aside := path.with_name(f"results.aside-{number}.sqlite")).exists():
        number += 1
    try:
        os.replace(path, aside)
        # Its journal speaks of that file: left here, it would be played into the new one.
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{path}-journal", f"{aside}-journal")
    except OSError as error:
        raise write_failure(path, error) from error
    return aside


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    # No write-ahead log: it needs shared memory, which network disks have not.
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
        connection.executescript(
            f"BEGIN; {_TABLES} INSERT INTO meta VALUES ('contract', '{_contract()}');"
            f" PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LAYOUT}; COMMIT;"
        )
    _check(connection, path)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedResults("the database is damaged", str(path))


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise DamagedResults("not a database of lkip", str(path))
    if connection.execute("PRAGMA user_version").fetchone() != (LAYOUT,):
        raise DamagedResults("of another version of lkip", str(path))
    missing = {"meta", "files", "contents", "batches"} - {
        name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    if missing:
        raise DamagedResults("the database is damaged", str(path))
    if connection.execute("SELECT value FROM meta WHERE name = 'contract'").fetchone() != (_contract(),):
        raise DamagedResults("of another version of lkip", str(path))


def _contract() -> str:
    """The stored tables' columns and types, as a hash: packed rows name neither."""
    columns = [(spec.name, column.name, column.type.value) for spec in STORED for column in spec.columns]
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()


def _identity(path: Path) -> tuple[int, int]:
    """What tells a file from another one of its name; (0, 0) for none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def _known_errors(path: Path) -> Iterator[None]:
    """Turn what the database or the disk says into what a person can act on."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF
        if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE):
            raise  # a mistake of this program
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedResults(f"cannot be read ({error})", str(path)) from error
        raise OutputError(f"cannot be written ({error})", str(path), STORED_SO_FAR) from error
    except OSError as error:
        raise write_failure(path, error) from error
