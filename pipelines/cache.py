"""`lkip cache info` and `lkip cache prune`: what readings of scans are kept, and which of them may go."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.errors import InputError, OutputError
from pipelines.readings import DAY_S, READINGS_FILE, connect, is_damage, remove
from pipelines.settings import SettingError

# What SQLite's numbers hold.
LARGEST_SIZE = float(1 << 62)
UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)
# What an entry takes of the file: whole pages of 4096 bytes for what is sealed, and its share of the others.
_TAKES = "(length(sealed) / 4096 + 2) * 4096"


@dataclass(frozen=True, slots=True)
class CacheFacts:
    """What a file of readings holds.

    `bytes` are those of the file. `current` entries are of the program and the engines that ask. `oldest` and `newest`
    say when entries were read, `unused_since` when the entry that nobody wanted for longest was wanted last: seconds
    since 1970, None without entries.
    """

    path: str
    entries: int
    documents: int
    bytes: int
    current: int
    oldest: float | None
    newest: float | None
    unused_since: float | None


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many entries went, how much smaller the file is, and what it holds now."""

    entries: int
    bytes: int
    left: CacheFacts


def cache_info(folder: Path, fingerprint: str) -> CacheFacts:
    """Look at the readings in a folder.

    Args:
        folder: A cache, or the run's own folder in an output folder.
        fingerprint: Of the program and the engines that read now.

    Raises:
        InputError: none are kept there.
        OutputError: the file cannot be read, or is damaged.
    """
    with _opened(folder) as (connection, path):
        return _facts(connection, path, fingerprint)


def prune_cache(
    folder: Path, fingerprint: str, *, older_days: float | None = None, max_bytes: int | None = None
) -> Pruned:
    """Remove readings of other programs and engines, and on request those nobody wants; those unused longest go first.

    Args:
        folder: As in `cache_info`.
        fingerprint: As in `cache_info`; entries with another one go.
        older_days: Entries that no run wanted for so many days go, too.
        max_bytes: What the file may take.

    Raises:
        InputError: none are kept there.
        OutputError: the file cannot be read or written. One that is damaged is removed; then it was empty.
    """
    try:
        with _opened(folder) as (connection, path):
            before = _facts(connection, path, fingerprint)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM pages WHERE fingerprint != ?", [fingerprint])
            if older_days is not None:
                connection.execute("DELETE FROM pages WHERE used_at < ?", [time.time() - older_days * DAY_S])
            if max_bytes is not None:
                connection.execute(
                    f"DELETE FROM pages WHERE key IN (SELECT key FROM (SELECT key, sum({_TAKES}) OVER"
                    " (ORDER BY used_at DESC, key ROWS UNBOUNDED PRECEDING) AS so_far FROM pages) WHERE so_far > ?)",
                    [max_bytes],
                )
            connection.execute("COMMIT")
            left = _facts(connection, path, fingerprint)
            return Pruned(before.entries - left.entries, before.bytes - left.bytes, left)
    except DamagedCache as damaged:
        return _remove_damaged(Path(damaged.where))


@dataclass(eq=False)
class DamagedCache(OutputError):
    """The file of readings is damaged."""


def parse_size(text: str) -> int:
    """Read a size: "500M", "2 GB", "1073741824"; a K is 1024 bytes.

    Raises:
        SettingError: it is none.
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise SettingError(f"{text!r} is not a size", hint="write it as 500M or 2G")
    size = float(found.group(1)) * UNITS[found.group(2).lower()]
    if size > LARGEST_SIZE:
        raise SettingError(f"{text!r} is more than any disk holds", hint="write it as 500M or 2G")
    return int(size)


def render_info(facts: CacheFacts, now: float) -> str:
    """Say in a few lines what is kept."""
    lines = [
        f"{facts.path}: {_count(facts.entries, 'page')} of {_count(facts.documents, 'document')}, "
        f"{megabytes(facts.bytes)}"
    ]
    if facts.oldest is not None and facts.newest is not None and facts.unused_since is not None:
        lines.append(f"of this program and its engines: {facts.current}; others are of no use to it")
        lines.append(
            f"read {_ago(facts.newest, now)} to {_ago(facts.oldest, now)} ago; "
            f"unused for up to {_ago(facts.unused_since, now)}"
        )
    return "\n".join(lines)


def render_pruned(pruned: Pruned) -> str:
    """Say in a line what went."""
    left = pruned.left
    return (
        f"{left.path}: {_count(pruned.entries, 'page')} removed, {megabytes(pruned.bytes)} freed; "
        f"{_count(left.entries, 'page')} of {_count(left.documents, 'document')} left, {megabytes(left.bytes)}"
    )


def to_json(found: CacheFacts | Pruned) -> str:
    """The same as JSON."""
    return json.dumps(asdict(found), indent=2)


def megabytes(count: int) -> str:
    """Bytes for people: "0.4 MB"."""
    return f"{count / 1e6:.1f} MB"


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[tuple[sqlite3.Connection, Path]]:
    path = folder / READINGS_FILE
    if not path.is_file():
        hint = "give the --out of a `lkip run`, or its --cache"
        raise InputError("no readings of scans are kept here", str(folder), hint)
    try:
        connection = connect(path)
        try:
            yield connection, path
        finally:
            connection.close()
    except sqlite3.Error as error:
        if is_damage(error):
            hint = "the next run begins it anew, and so does lkip cache prune"
            raise DamagedCache(f"the readings are damaged ({error})", str(path), hint) from error
        raise OutputError(f"the readings cannot be opened or written ({error})", str(path)) from error


def _facts(connection: sqlite3.Connection, path: Path, fingerprint: str) -> CacheFacts:
    (row,) = connection.execute(
        "SELECT count(*), count(DISTINCT sha256), total(fingerprint = ?), min(read_at), max(read_at), min(used_at)"
        " FROM pages",
        [fingerprint],
    )
    entries, documents, current, oldest, newest, unused_since = row
    return CacheFacts(str(path), entries, documents, path.stat().st_size, int(current), oldest, newest, unused_since)


def _remove_damaged(path: Path) -> Pruned:
    try:
        size = path.stat().st_size
        remove(path)
    except OSError as error:
        raise OutputError(f"the damaged readings cannot be removed ({error.strerror})", str(path)) from error
    return Pruned(0, size, CacheFacts(str(path), 0, 0, 0, 0, None, None, None))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _ago(moment: float, now: float) -> str:
    # A clock that was set back makes moments of the future.
    hours = max(0.0, now - moment) / 3600
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.0f} days"
