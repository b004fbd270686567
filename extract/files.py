"""A path → its bytes. Reads regular files only, whole, and once they rest: no pipe can keep the reader waiting."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from extract.errors import ChangedInput, MissingInput, TooLarge, UnreadableInput

# A report of 300 pages photographed in colour has some 300 MB; a file is held in memory as a whole.
LARGEST_BYTES = 1 << 30
KINDS = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
# Opening a pipe that nobody writes into would wait for ever.
AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, *, largest_bytes: int = LARGEST_BYTES, inside: Path | None = None) -> bytes:
    """Read a file's bytes.

    Args:
        path: The file's.
        largest_bytes: How long it may be.
        inside: A folder, links resolved, in which the opened file has to lie; None where it may lie anywhere. A file
            can be exchanged for a link between the moment it is listed and the moment it is opened.

    Raises:
        MissingInput: there is none.
        UnreadableInput: it may not be read, lies outside `inside`, or is a folder, a pipe or a device.
        TooLarge: it has more than `largest_bytes`.
        ChangedInput: it was written into meanwhile.
    """
    try:
        with open(os.open(path, AT_ONCE), "rb") as stream:
            found = os.fstat(stream.fileno())
            _check(found, path, largest_bytes)
            if inside is not None and not _opened_path(stream.fileno(), path).is_relative_to(inside):
                raise UnreadableInput(where=str(path), what="it leads out of the input now (--follow-links reads it)")
            # One byte more would be there if it had grown; a file that grows without end is not read without end.
            content = stream.read(found.st_size + 1)
            rested = os.fstat(stream.fileno())
    except FileNotFoundError as error:
        raise MissingInput(where=str(path)) from error
    except OSError as error:
        raise UnreadableInput(where=str(path), what=f"the file cannot be read ({error.strerror})") from error
    if len(content) != found.st_size or rested.st_mtime_ns != found.st_mtime_ns:
        raise ChangedInput(where=str(path))
    return content


def _opened_path(handle: int, path: Path) -> Path:
    """Where an opened file lies, links resolved; without /proc, where its name leads to."""
    own = f"/proc/self/fd/{handle}"
    return Path(os.path.realpath(own if os.path.exists(own) else path))


def _check(found: os.stat_result, path: Path, largest_bytes: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for is_kind, name in KINDS if is_kind(found.st_mode)), "a device")
        raise UnreadableInput(where=str(path), what=f"it is {kind}, not a file")
    if found.st_size > largest_bytes:
        what = f"the file has {found.st_size / (1 << 20):,.0f} MiB, more than {largest_bytes / (1 << 20):,.0f}"
        raise TooLarge(where=str(path), what=what)
