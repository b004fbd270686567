"""Files that appear in a folder all together or not at all.

Everything is written under temporary names in the folder itself (so that a rename stays on one disk), flushed
to the disk, and only then renamed over what stands there. A failure before the renames changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from extract.errors import OutputError

TEMPORARY_PREFIX = ".lkip-part-"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A written file: its length in bytes and the SHA-256 of its content, hexadecimal."""

    size: int
    sha256: str


class Staging:
    """A set of new files for one folder. Use as a context manager; leaving without `commit` removes them.

    Only one Staging at a time may work in a folder: see `pipelines.runlock`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are ready, in the order they were staged."""
        return tuple(self._names)

    def __enter__(self) -> Staging:
        self._remove_temporary()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove_temporary()

    @contextlib.contextmanager
    def new_file(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file that `commit` will call `name`; it is on the disk when the block ends.

        Raises:
            OutputError: the file could not be written (disk full, no permission, …).
        """
        try:
            with open(self._temporary(name), "xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise write_failure(self.folder / name, error) from error
        self._names.append(name)

    def write(self, name: str, content: bytes) -> None:
        """Stage a whole file. Raises OutputError like `new_file`."""
        with self.new_file(name) as stream:
            stream.write(content)

    def fingerprint(self, name: str) -> Fingerprint:
        """Length and SHA-256 of a staged file. Raises OutputError where it cannot be read back."""
        try:
            return fingerprint_of(self._temporary(name))
        except OSError as error:
            raise write_failure(self.folder / name, error) from error

    def commit(self) -> None:
        """Rename every staged file to its name, in the order they were staged.

        Raises:
            OutputError: a rename failed.
        """
        for name in self._names:
            try:
                os.replace(self._temporary(name), self.folder / name)
            except OSError as error:
                raise write_failure(self.folder / name, error) from error
        self._names.clear()
        _sync_folder(self.folder)

    def _temporary(self, name: str) -> Path:
        return self.folder / f"{TEMPORARY_PREFIX}{name}"

    def _remove_temporary(self) -> None:
        # Also those of a run that was killed: the lock says that nobody is writing them now.
        with contextlib.suppress(OSError):
            for path in sorted(self.folder.glob(f"{TEMPORARY_PREFIX}*")):
                path.unlink(missing_ok=True)


def require_writable(folder: Path) -> None:
    """Create `folder` where it is missing and prove that files can be written in it.

    Raises:
        OutputError: it cannot be created, is a file, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_failure(folder, error) from error
    # A name of its own process: a check may run while another run is writing here.
    probe = folder / f".lkip-probe-{os.getpid()}"
    try:
        with open(probe, "wb") as stream:
            stream.write(b"?")
    except OSError as error:
        raise write_failure(folder, error) from error
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)


def fingerprint_of(path: Path) -> Fingerprint:
    """Length and SHA-256 of a file. Raises OSError."""
    with open(path, "rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return Fingerprint(stream.tell(), digest.hexdigest())


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    return fingerprint_of(path).sha256


def write_failure(path: Path, error: OSError) -> OutputError:
    """Say in one line that `path` could not be written, why, and what to do."""
    return OutputError(
        what=f"cannot write: {error.strerror or error}",
        where=str(path),
        hint="free some space or choose another --out; what stood there before is unchanged",
    )


def _sync_folder(folder: Path) -> None:
    # Makes the renames themselves durable; file systems without it have nothing to lose.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
