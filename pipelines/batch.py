"""Many documents: each read in a worker, one status each, equal files once.

The result of a batch is a function of the files' bytes and the settings; the number of jobs and the order in
which workers finish change nothing in it.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2

from extract.errors import KnownError, MissingInput, UnreadableInput
from extract.ocr import Readers, load_readers
from extract.read import program_failed
from layouts.layouts import Layouts, load_layouts
from layouts.records import Document, DocumentResult, DocumentStatus
from pipelines.document import as_duplicate, no_readers, run_document
from pipelines.inputs import InputFile
from pipelines.pool import Loss, Outcome, Step, Tell, run_tasks
from pipelines.settings import Settings

ID_LENGTH = 16

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """A file and everything that came out of it."""

    item: InputFile
    result: DocumentResult


Reading = Step[InputFile]
"""A file that is being read, and how many of its scanned pages are, of how many."""


def read_files(
    files: Sequence[InputFile], settings: Settings, *, stop: Callable[[], bool]
) -> Iterator[Finished | Reading]:
    """Read every file; yields each as it is done, in no promised order, and what is said of those with scanned pages.

    A file that cannot be read, takes too long, or brings its worker down has status failed and a reason. Of
    files with equal bytes the first by name is read; the others carry its description and `duplicate_of`.
    Once `stop` says True, what is running is ended and nothing follows.
    """
    # Documents are what runs at the same time; threads inside a reading would only fight for the processors.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    copies = _find_copies(files)
    originals = [item for item in files if item not in copies]
    copies_of = defaultdict(list)
    for copy, original in copies.items():
        copies_of[original].append(copy)
    outcomes = run_tasks(
        originals,
        partial(_start_reading, ocr=settings.ocr, own=settings.profiles),
        jobs=settings.jobs,
        timeout_s=settings.timeout_s,
        stop=stop,
    )
    for outcome in outcomes:
        if isinstance(outcome, Step):
            yield outcome
            continue
        result = outcome.result or _lost(outcome)
        yield Finished(outcome.task, result)
        yield from (Finished(copy, as_duplicate(result, file=copy.file)) for copy in copies_of[outcome.task])


def _find_copies(files: Sequence[InputFile]) -> dict[InputFile, InputFile]:
    """Files whose bytes an earlier file has, each with that file."""
    by_size = defaultdict(list)
    for item in files:
        by_size[_size_of(item.path)].append(item)
    copies: dict[InputFile, InputFile] = {}
    # Only files of one size can be equal: most are never read for this.
    for group in (group for size, group in by_size.items() if size is not None and len(group) > 1):
        first_of: dict[str, InputFile] = {}
        for item in group:
            first = first_of.setdefault(_sha256_of(item.path) or item.file, item)
            if first is not item:
                copies[item] = first
    return copies


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal; empty where it cannot be read."""
    # A pipe gives its bytes once, or never.
    if not path.is_file():
        return ""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _start_reading(*, ocr: bool, own: Path | None) -> Callable[[InputFile, Tell], DocumentResult]:
    cv2.setNumThreads(1)
    return partial(_read_file, layouts=load_layouts(own), load=load_readers if ocr else no_readers)


def _read_file(item: InputFile, tell: Tell, *, layouts: Layouts, load: Callable[[], Readers]) -> DocumentResult:
    sha256 = ""
    try:
        data = _bytes_of(item.path)
        sha256 = hashlib.sha256(data).hexdigest()
        return run_document(data, file=item.file, layouts=layouts, load_readers=load, tell=tell)
    except KnownError as error:
        return _failed(item, sha256, f"{error.what}; {error.hint}" if error.hint else error.what)
    # One document must not stop the rest: the traceback is logged, the status says what happened.
    except Exception as error:
        _log.exception("%s: reading failed", item.file)
        return _failed(item, sha256, program_failed(error))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingInput() from error
    except OSError as error:
        raise UnreadableInput(what=f"the file cannot be read ({error.strerror})") from error


def _lost(outcome: Outcome[InputFile, DocumentResult]) -> DocumentResult:
    if outcome.loss is Loss.TIMEOUT:
        reason = f"not finished after {outcome.detail}; give it more time (--timeout) or split the file"
    else:
        advice = "give the machine more memory, or report it with the file"
        reason = f"its reader broke down ({outcome.detail}); {advice}"
    return _failed(outcome.task, _sha256_of(outcome.task.path), reason)


def _failed(item: InputFile, sha256: str, reason: str) -> DocumentResult:
    return DocumentResult(
        Document(
            document_id=sha256[:ID_LENGTH],
            file=item.file,
            sha256=sha256,
            status=DocumentStatus.FAILED,
            reason=reason,
        )
    )
