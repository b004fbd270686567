"""Where temporary files go: to TMPDIR, else /tmp or /var/tmp, else where the run keeps its own things."""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.errors import OutputError
from pipelines.lifesign import is_taken

SYSTEM_FOLDERS = (Path("/tmp"), Path("/var/tmp"))


@contextmanager
def hold_scratch(fallback: Path) -> Iterator[None]:
    """Have this process, too, put temporary files into `find_scratch`, and leave none in the fallback.

    Neither of this run, nor of one before that was killed; workers' folders of such a one go wherever they are.

    Raises:
        OutputError: see `find_scratch`.
    """
    shutil.rmtree(fallback, ignore_errors=True)
    before, tempfile.tempdir = tempfile.tempdir, str(find_scratch(fallback))
    _remove_left_over(Path(tempfile.tempdir))
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(fallback, ignore_errors=True)


def worker_folder(scratch: Path | None) -> Path:
    """Make a folder for a worker's temporary files, whose name says which process of which machine answers for it."""
    return Path(tempfile.mkdtemp(prefix=f"{_of_this_machine()}{os.getpid()}-", dir=find_scratch(scratch)))


def _of_this_machine() -> str:
    # Containers that share a folder number their processes each for itself; their host names differ.
    return f"lkip-{re.sub(r'[^A-Za-z0-9]', '', socket.gethostname())}-"


def _remove_left_over(folder: Path) -> None:
    """Remove the folders of workers whose run was killed before it could tell anybody to clear them away."""
    ours = re.compile(rf"{re.escape(_of_this_machine())}(\d+)-\w+")
    for path in folder.glob("lkip-*"):
        found = ours.fullmatch(path.name)
        if found and not is_taken(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def find_scratch(
    fallback: Path | None, environ: Mapping[str, str] = os.environ, system: Sequence[Path] = SYSTEM_FOLDERS
) -> Path:
    """The first folder of these in which files can be made.

    `tempfile` would take the current folder at last, and leave files among the inputs.

    Args:
        fallback: Taken where no other will do, and made if it is missing.
        environ: Names a folder, as TMPDIR, TEMP or TMP.
        system: Those of the system.

    Raises:
        OutputError: there is none.
    """
    named = [Path(environ[name]).absolute() for name in ("TMPDIR", "TEMP", "TMP") if environ.get(name)]
    for folder in (*named, *system):
        if _is_writable(folder):
            return folder
    if fallback is not None:
        fallback = fallback.absolute()
        try:
            fallback.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _nowhere(fallback) from error
        if _is_writable(fallback):
            return fallback
    raise _nowhere(fallback)


def _nowhere(fallback: Path | None) -> OutputError:
    return OutputError("there is no folder for temporary files", str(fallback or "/tmp"), "set TMPDIR to one")


def _is_writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        return False
    return True
