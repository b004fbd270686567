"""INPUTs of the command line → the files to read, in a stable order, each with the name it goes by."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.errors import InputError
from pipelines.output_text import clean_path

SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `file` is its path relative to the INPUT it was found under (`documents.file`)."""

    path: Path
    file: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files found, by `file`, and the INPUTs in which nothing was found."""

    files: tuple[InputFile, ...]
    fruitless: tuple[str, ...] = ()


def find_inputs(inputs: Sequence[str]) -> Inputs:
    """Find the files that INPUTs stand for.

    A folder stands for all files in it, at any depth, whose names end in ".pdf" in any case; hidden files and
    folders are passed over. A file stands for itself, whatever its name, also when it is missing (reading it
    then says so). Anything else with `*`, `?` or `[` is a glob, `**` for folders at any depth. A file that
    two INPUTs name is read once; files that would go by one name go by longer parts of their paths.

    Raises:
        InputError: no INPUT gives a file.
    """
    found: dict[str, InputFile] = {}
    fruitless = []
    for given in inputs:
        files = list(_expand(given))
        if not files:
            fruitless.append(given)
        for file in files:
            found.setdefault(os.path.abspath(file.path), file)
    if not found:
        where = ", ".join(clean_path(given) for given in fruitless)
        raise InputError("no PDF file found", where, "give files, folders or globs; names end in .pdf")
    files = _with_distinct_names(found.values())
    return Inputs(tuple(sorted(files, key=lambda item: item.file.encode())), tuple(fruitless))


def _expand(given: str) -> Iterator[InputFile]:
    path = Path(given)
    if path.is_dir():
        yield from (_named(found, path) for found in _walk(path))
    elif os.path.lexists(path) or not glob.has_magic(given):
        yield _named(path, path.parent)
    else:
        root = _fixed_root(path)
        for match in map(Path, glob.iglob(given, recursive=True)):
            if match.is_dir():
                yield from (_named(found, root) for found in _walk(match))
            elif match.suffix.lower() == SUFFIX:
                yield _named(match, root)


def _walk(folder: Path) -> Iterator[Path]:
    """Files of a folder that are named as PDFs. Links to folders are followed, in circles only once."""
    seen = set()
    for current, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(current)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(current, name)


def _fixed_root(pattern: Path) -> Path:
    """The folder before the first part of a glob that is a pattern."""
    fixed = []
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _named(path: Path, root: Path) -> InputFile:
    return InputFile(path, clean_path(path.relative_to(root).as_posix()))


def _with_distinct_names(files: Iterable[InputFile]) -> list[InputFile]:
    """Lengthen names that several files share by the folders above them, until they differ."""
    named = list(files)
    while True:
        count = Counter(item.file for item in named)
        if not (shared := [item for item in named if count[item.file] > 1]):
            return named
        longer = {item.path: _longer_name(item) for item in shared}
        lengthened = [replace(item, file=longer.get(item.path, item.file)) for item in named]
        if lengthened == named:
            return named
        named = lengthened


def _longer_name(item: InputFile) -> str:
    above = Path(os.path.abspath(item.path)).parts
    length = len(Path(item.file).parts) + 1
    return clean_path(Path(*above[-min(length, len(above)) :]).as_posix())
