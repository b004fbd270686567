"""Files, and folders of files, that appear in a folder all together or not at all.

Everything is written under temporary names in the folder itself (so that a rename stays on one disk), flushed
to the disk, and only then renamed over what stands there. A failure before the renames changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from extract.errors import OutputError

TEMPORARY_PREFIX = ".lkip-part-"
OLD_PREFIX = "old-"


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

        `FOLDER/NAME` is a file of a folder that is new as a whole: none of its old files stays.

        Raises:
            OutputError: the file could not be written (disk full, no permission, …).
        """
        try:
            self._temporary(name).parent.mkdir(exist_ok=True)
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
        """Rename every staged file and folder to its name, in the order they were staged.

        Raises:
            OutputError: a rename failed.
        """
        for name in dict.fromkeys(name.partition("/")[0] for name in self._names):
            try:
                self._put_in_place(name)
            except OSError as error:
                raise write_failure(self.folder / name, error) from error
        self._names.clear()
        self._remove_temporary()
        _sync_folder(self.folder)

    def _put_in_place(self, name: str) -> None:
        new, target = self._temporary(name), self.folder / name
        if new.is_dir():
            _sync_folder(new)
        # A folder is replaced by none but an empty one, and by no file.
        if target.is_dir() or (new.is_dir() and target.exists()):
            os.replace(target, self._temporary(f"{OLD_PREFIX}{name}"))
        os.replace(new, target)

    def _temporary(self, name: str) -> Path:
        return self.folder / f"{TEMPORARY_PREFIX}{name}"

    def _remove_temporary(self) -> None:
        # Also those of a run that was killed: nobody is writing them now.
        with contextlib.suppress(OSError):
            for path in sorted(self.folder.glob(f"{TEMPORARY_PREFIX}*")):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
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
    """Length and SHA-256 of a file, or of a folder's files one after the other, by name. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    for part in sorted(path.iterdir()) if path.is_dir() else [path]:
        with open(part, "rb") as stream:
            hashlib.file_digest(stream, lambda: digest)
            size += stream.tell()
    return Fingerprint(size, digest.hexdigest())


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
