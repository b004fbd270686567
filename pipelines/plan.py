"""What a run has to do: which files hold what is known already, and which are to be read, each content once.

A file is known when its bytes were read under the same key before, whatever its name was then: by the same program,
engines, profiles, vocabulary and settings. A reading that failed for what the file is, fails again and is not tried
again. One that was ended (it took too long, or too much) is tried again where more is allowed than it had; `lkip retry`
tries it in any case. A file that could not be opened is always tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from extract.files import LARGEST_BYTES
from pipelines.inputs import InputFile
from pipelines.results import Results, content_of
from pipelines.staging import sha256_of_file

# Hashing waits for the disk or the network more than it counts.
HASHING_THREADS = 4


class Why(StrEnum):
    """Why a file is to be read."""

    NEW = "new"  # bytes that were never read
    CHANGED = "changed"  # a file of the folder has other bytes than last time
    OUTDATED = "outdated"  # the program, an engine, a profile, the vocabulary or a setting is another
    AGAIN = "again"  # it was ended before, and more is allowed now; or that is asked for


@dataclass(frozen=True, slots=True)
class Work:
    """Bytes to read: the first file that holds them, and the others that do.

    `sha256` is empty where the file cannot be opened; what the reader finds counts, not what was found here.
    """

    item: InputFile
    sha256: str
    why: Why
    copies: tuple[InputFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`known`: name of each file that need not be read → its content. `to_read`: the rest, by path."""

    known: Mapping[str, str]
    to_read: tuple[Work, ...]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal; empty where it cannot be read, or will be refused for its size."""
    try:
        # A pipe gives its bytes once, or never.
        readable = path.is_file() and path.stat().st_size <= LARGEST_BYTES
        return sha256_of_file(path) if readable else ""
    except OSError:
        return ""


def make_plan(
    files: Sequence[InputFile],
    results: Results,
    result_key: Callable[[str], str],
    *,
    allowed: Callable[[str], float],
    stop: Callable[[], bool] = lambda: False,
    sha256_of: Callable[[Path], str] = sha256_of,
    again: bool = False,
) -> Plan:
    """Look at every file's bytes, and part the files into known ones and those to read.

    Args:
        files: By path.
        results: What was read before.
        result_key: Gives the key of bytes from their SHA-256.
        allowed: Says how much a document is allowed now of what it was ended for.
        stop: Once it says True, the files that were not looked at stay out.
        sha256_of: Gives a file's hash, '' where it cannot be read.
        again: Read also what is known.
    """
    known: dict[str, str] = {}
    works: dict[str, Work] = {}
    for item, sha256 in _hashed(files, sha256_of, stop):
        content = content_of(sha256, item.file)
        if content in works:
            works[content] = replace(works[content], copies=(*works[content].copies, item))
        elif why := _why(results, item, content, result_key(sha256) if sha256 else "", allowed, again=again):
            works[content] = Work(item, sha256, why)
        else:
            known[item.file] = content
    return Plan(known, tuple(works.values()))


def _hashed(
    files: Sequence[InputFile], sha256_of: Callable[[Path], str], stop: Callable[[], bool]
) -> Iterator[tuple[InputFile, str]]:
    with ThreadPoolExecutor(HASHING_THREADS) as threads:
        hashes = threads.map(lambda item: "" if stop() else sha256_of(item.path), files)
        for item, sha256 in zip(files, hashes, strict=True):
            if stop():
                return
            yield item, sha256


def _why(
    results: Results, item: InputFile, content: str, key: str, allowed: Callable[[str], float], *, again: bool
) -> Why | None:
    known = results.known(content)
    if known is not None and key and known.key == key:
        return Why.AGAIN if again or (known.loss and known.allowed < allowed(known.loss)) else None
    if known is not None and known.key:
        return Why.OUTDATED
    before = results.content(item.file)
    return Why.CHANGED if before and before != content else Why.NEW
