"""Many documents: each read in a worker, one status each.

The result of a batch is a function of the files' bytes and the settings; the number of jobs and the order in
which workers finish change nothing in it.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2

from extract.errors import KnownError
from extract.files import read_file
from extract.ocr import Readers, load_readers
from extract.read import program_failed
from layouts.layouts import Layouts, load_layouts
from layouts.records import Document, DocumentResult, DocumentStatus
from pipelines.attempts import Again, run_with_attempts
from pipelines.document import no_readers, run_document
from pipelines.engine import DoTask, Job, Jobs, Limits, Loss, Outcome, Started, Step, Voice
from pipelines.inputs import InputFile, size_of
from pipelines.plan import sha256_of
from pipelines.pool import LocalEngine
from pipelines.settings import Settings

ID_LENGTH = 16

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """A file and everything that came out of it; of a reading that was ended, why."""

    item: InputFile
    result: DocumentResult
    loss: Loss | None = None
    attempt: int = 1
    seconds: float = field(default=0.0, compare=False)


Reading = Started[InputFile] | Step[InputFile] | Again[InputFile, DocumentResult]
"""What is said of a file that is being read: it was begun, so many of its scanned pages are read, it is tried again."""


def read_files(
    files: Sequence[InputFile], settings: Settings, *, stop: Callable[[], bool]
) -> Iterator[Finished | Reading]:
    """Read every file; yields each as it is done, in no promised order, and what is said of it meanwhile.

    A file that cannot be read, takes too long, or brings its worker down has status failed and a reason.
    Once `stop` says True, what is running is ended and nothing follows.
    """
    # Documents are what runs at the same time; threads inside a reading would only fight for the processors.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    jobs: Jobs[InputFile] = Jobs()
    for item in files:
        jobs.add(Job(item, weight=size_of(item.path)))
    engine = LocalEngine(settings.jobs, Limits(wall_s=settings.timeout_s))
    start = partial(_start_reading, ocr=settings.ocr, own=settings.profiles)
    for one in run_with_attempts(engine, jobs, start, again=lambda lost: lost.task, stop=stop):
        if isinstance(one, Outcome):
            yield Finished(one.task, one.result or _lost(one), one.loss, one.attempt, one.seconds)
        else:
            yield one


def _start_reading(*, ocr: bool, own: Path | None) -> DoTask[InputFile, DocumentResult]:
    cv2.setNumThreads(1)
    return partial(_read_file, layouts=load_layouts(own), load=load_readers if ocr else no_readers)


def _read_file(item: InputFile, voice: Voice, *, layouts: Layouts, load: Callable[[], Readers]) -> DocumentResult:
    sha256 = ""
    try:
        data = read_file(item.path)
        sha256 = hashlib.sha256(data).hexdigest()
        return run_document(data, file=item.file, layouts=layouts, load_readers=load, tell=voice.step)
    except KnownError as error:
        return _failed(item, sha256, f"{error.what}; {error.hint}" if error.hint else error.what)
    # One document must not stop the rest: the traceback is logged, the status says what happened.
    except Exception as error:
        _log.exception("%s: reading failed", item.file)
        return _failed(item, sha256, program_failed(error))


def why_lost(outcome: Outcome[InputFile, DocumentResult]) -> str:
    """Why a document's reading was ended, and what to do."""
    if outcome.loss is Loss.TIMEOUT:
        return f"not finished after {outcome.detail}; give it more time (--timeout) or split the file"
    return f"its reader broke down ({outcome.detail}); give the machine more memory, or report it with the file"


def _lost(outcome: Outcome[InputFile, DocumentResult]) -> DocumentResult:
    return _failed(outcome.task, sha256_of(outcome.task.path), why_lost(outcome))


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
