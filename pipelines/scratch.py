"""Where temporary files go: to TMPDIR, else /tmp or /var/tmp, else where the run keeps its own things."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.errors import OutputError

SYSTEM_FOLDERS = (Path("/tmp"), Path("/var/tmp"))


@contextmanager
def hold_scratch(fallback: Path) -> Iterator[None]:
    """Have this process, too, put temporary files into `find_scratch`, and leave none in the fallback.

    Neither of this run, nor of one before that was killed.

    Raises:
        OutputError: see `find_scratch`.
    """
    shutil.rmtree(fallback, ignore_errors=True)
    before, tempfile.tempdir = tempfile.tempdir, str(find_scratch(fallback))
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(fallback, ignore_errors=True)


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
