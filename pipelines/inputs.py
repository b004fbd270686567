"""INPUTs of the command line → the files to read, in a stable order, each with the name it goes by."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.errors import InputError
from pipelines.output_text import clean_path, name_of_path

SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `file` is its path relative to the INPUT it was found under (`documents.file`).

    `inside` is the folder it has to lie in when its turn comes, links resolved; None where it may lie anywhere.
    """

    path: Path
    file: str
    inside: Path | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files found, by `file`, the INPUTs in which nothing was found, and the links that were passed over.

    `unseen` says of each folder that may not be listed why. `given` are the INPUTs; without, nothing is remembered of
    them.
    """

    files: tuple[InputFile, ...]
    fruitless: tuple[str, ...] = ()
    links_out: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


def find_inputs(inputs: Sequence[str], *, follow_links: bool = False) -> Inputs:
    """Find the files that INPUTs stand for.

    A folder stands for all files in it, at any depth, whose names end in ".pdf" in any case; hidden files and
    folders are passed over. A file stands for itself, whatever its name, also when it is missing (reading it
    then says so). Anything else with `*`, `?` or `[` is a glob, `**` for folders at any depth. A file that
    two INPUTs name is read once; files that would go by one name go by longer parts of their paths.

    A link that leads out of the folder it was found in is passed over, unless `follow_links`: whoever may drop files
    into a share could else have any file of this machine read. An INPUT that is itself a link was asked for by name.

    Raises:
        InputError: no INPUT gives a file.
    """
    found: dict[str, InputFile] = {}
    fruitless = []
    links_out: list[str] = []
    unseen: list[OSError] = []
    for given in inputs:
        files = list(_expand(given, None if follow_links else links_out, unseen.append))
        if not files:
            fruitless.append(given)
        for file in files:
            found.setdefault(os.path.abspath(file.path), file)
    if not found:
        where = ", ".join(clean_path(given) for given in fruitless)
        hint = "give files, folders or globs; names end in .pdf"
        raise InputError("no PDF file found", where, f"{hint}; {said_of_links(links_out)}" if links_out else hint)
    files = _with_distinct_names(found.values())
    return Inputs(
        tuple(sorted(files, key=lambda item: item.file.encode())),
        tuple(fruitless),
        tuple(links_out),
        tuple(map(_said_of_unseen, unseen)),
        tuple(inputs),
    )


def unlisted(inputs: Sequence[str]) -> Iterator[str]:
    """What of INPUTs cannot be listed in full, and may hold more than was found: each with the reason, in words."""
    for given in inputs:
        path = Path(given)
        if path.is_file():
            continue
        if not os.path.lexists(path) and not glob.has_magic(given):
            yield f"{clean_path(given)} is missing"
            continue
        root = path if path.exists() else _fixed_root(path)
        problems: list[OSError] = []
        for _ in os.walk(root, onerror=problems.append):
            pass
        yield from map(_said_of_unseen, problems)


def _said_of_unseen(error: OSError) -> str:
    return f"{clean_path(str(error.filename))} cannot be listed ({error.strerror})"


def size_of(path: Path) -> int:
    """A file's size in bytes; 0 where nobody can say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def said_of_links(links_out: Sequence[str]) -> str:
    """What is said of links that were passed over, of which there is at least one."""
    number = "a link leads" if len(links_out) == 1 else f"{len(links_out):,} links lead"
    return f"{number} out of the input and is not followed ({links_out[0]}); --follow-links reads what it leads to"


def _expand(given: str, links_out: list[str] | None, unseen: Callable[[OSError], None]) -> Iterator[InputFile]:
    path = Path(given)
    if path.is_dir():
        inside = None if links_out is None else Path(os.path.realpath(path))
        yield from (_named(found, path, inside) for found in _walk(path, path, links_out, unseen))
    elif os.path.lexists(path) or not glob.has_magic(given):
        yield _named(path, path.parent)
    else:
        root = _fixed_root(path)
        inside = None if links_out is None else Path(os.path.realpath(root))
        for match in map(Path, glob.iglob(given, recursive=True)):
            # A glob goes through links by itself: each match's own way counts.
            if _leads_out(match, root, links_out):
                continue
            if match.is_dir():
                yield from (_named(found, root, inside) for found in _walk(match, root, links_out, unseen))
            elif match.suffix.lower() == SUFFIX:
                yield _named(match, root, inside)


def _walk(folder: Path, root: Path, links_out: list[str] | None, unseen: Callable[[OSError], None]) -> Iterator[Path]:
    """Files of a folder that are named as PDFs. Links to folders are followed, in circles only once."""
    seen = set()
    for current, folders, files in os.walk(folder, followlinks=True, onerror=unseen):
        real = os.path.realpath(current)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [path.name for path in _visible(current, folders) if not _is_link_out(path, root, links_out)]
        for path in _visible(current, files):
            if path.suffix.lower() == SUFFIX and not _is_link_out(path, root, links_out):
                yield path


def _visible(folder: str, names: Iterable[str]) -> list[Path]:
    return [Path(folder, name) for name in sorted(names) if not name.startswith(".")]


def _is_link_out(path: Path, root: Path, links_out: list[str] | None) -> bool:
    # Few paths are links, and to resolve a way asks the file system once for each part of it.
    # Of a folder that may be listed and not entered nobody can say; its files are then said to be unreadable.
    return os.path.islink(path) and _leads_out(path, root, links_out)


def _leads_out(path: Path, root: Path, links_out: list[str] | None) -> bool:
    """Whether a path's target lies outside `root`; notes it in `links_out`, which is None where links are followed."""
    if links_out is None or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return False
    links_out.append(clean_path(path.relative_to(root).as_posix()))
    return True


def _fixed_root(pattern: Path) -> Path:
    """The folder before the first part of a glob that is a pattern."""
    fixed = []
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _named(path: Path, root: Path, inside: Path | None = None) -> InputFile:
    return InputFile(path, name_of_path(path.relative_to(root).as_posix()), inside)


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
    return name_of_path(Path(*above[-min(length, len(above)) :]).as_posix())
