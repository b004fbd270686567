"""What a worker can be asked to do for a batch, and how it does it. Tasks and answers pickle.

A document without scans is one task. Of one with scans the first task says which pages they are; each is read as a task
of its own, wherever there is a worker; the last task makes records of it all. Readings travel sealed: the parent keeps
them and cannot open them.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2

from extract.engines import engine_versions, engines_named
from extract.errors import ChangedInput, KnownError
from extract.files import read_file
from extract.model import Page, PageKind
from extract.ocr import Readers, load_readers
from extract.pagebytes import NoPage, scan_from_bytes, scan_to_bytes
from extract.pdf import open_pdf
from extract.read import NOTHING, Omit, program_failed, read_pages
from extract.scan import Reach, ScanRead, not_read, read_scan
from layouts.layouts import Layouts, load_layouts
from layouts.records import Document, DocumentResult, DocumentStatus
from pipelines.document import ReadPages, trace_pages
from pipelines.engine import DoTask, Voice
from pipelines.inputs import InputFile
from pipelines.keys import reading_fingerprint
from pipelines.sealing import Damaged, key_of, seal, unseal

ID_LENGTH = 16

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """Read a document to its end, or, where there are scans to be read, as far as to know them."""

    item: InputFile
    omit: Omit = NOTHING


@dataclass(frozen=True, slots=True)
class Looked:
    """A document's scans, as they were found and not yet read, and the SHA-256 of its bytes."""

    sha256: str
    scans: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class ReadScan:
    """Read one scanned page of the document with these bytes.

    An engine that hangs ends its worker, unless it is the `last` attempt: then what the others read counts.
    """

    item: InputFile
    sha256: str
    page: Page
    last: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page's reading, sealed; `sure` when it would be the same if it were read again, so that it may be kept.

    `expected`: all engines that the run names were at hand.
    """

    sealed: bytes
    sure: bool
    expected: bool = True


@dataclass(frozen=True, slots=True)
class Finish:
    """Make records of the document with these bytes.

    `sealed` are the readings of its scans by page number; `unread` says of others why they could not be read.
    """

    item: InputFile
    sha256: str
    sealed: Mapping[int, bytes]
    unread: Mapping[int, str]
    omit: Omit = NOTHING


@dataclass(frozen=True, slots=True)
class Unsealed:
    """Pages whose readings did not open and have to be made anew."""

    page_numbers: tuple[int, ...]


Task = Look | ReadScan | Finish
Answer = DocumentResult | Looked | Scanned | Unsealed


def start_worker(*, ocr: bool, own: Path | None, expected: str) -> DoTask[Task, Answer]:
    """Load what any task needs; see `pipelines.engine.Start`.

    Args:
        ocr: Read scans.
        own: A folder of own profiles and vocabulary.
        expected: The reading fingerprint of the run.
    """
    cv2.setNumThreads(1)
    return Worker(load_layouts(own), Engines(expected) if ocr else None).do


class Engines:
    """What reads scans in this process, loaded when there is one to read.

    They are as expected where this process would name the same fingerprint as the run, and all that it names are at
    hand: an engine may be there and not work, and a machine of a cluster may have others.
    """

    def __init__(
        self,
        expected: str,
        *,
        load: Callable[[], Readers] = load_readers,
        versions: Callable[[], Mapping[str, str]] = engine_versions,
    ) -> None:
        self._expected, self._load, self._versions = expected, load, versions

    @cached_property
    def readers(self) -> Readers:
        """What is here and works."""
        return self._load()

    @cached_property
    def as_expected(self) -> bool:
        """Whether another process of this run would read the same."""
        versions = self._versions()
        return reading_fingerprint(versions) == self._expected and engines_named(versions) == self.readers.at_hand


class _InHand:
    """A document's bytes, and what follows from them as far as it was asked for; its scans are not yet read."""

    def __init__(self, path: Path, data: bytes, omit: Omit) -> None:
        self.path, self.data, self.omit = path, data, omit
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._pages: tuple[Page, ...] | None = None

    @cached_property
    def key(self) -> bytes:
        return key_of(self.data)

    def pages(self, voice: Voice) -> tuple[Page, ...]:
        if self._pages is None:
            self._pages = read_pages(self.data, omit=self.omit, at=voice.at)
            # What comes now is about no page.
            voice.at(0)
        return self._pages


class Worker:
    """Does tasks. The document that was read last is kept in hand: the next task is likely to be about it."""

    def __init__(self, layouts: Layouts, engines: Engines | None) -> None:
        self._layouts = layouts
        self._engines = engines
        self._in_hand: _InHand | None = None

    def do(self, task: Task, voice: Voice) -> Answer:
        """Do a task. What is wrong with a document becomes its result."""
        try:
            match task:
                case Look():
                    return self._look(task, voice)
                case ReadScan():
                    voice.at(task.page.number)
                    return self._read(task)
                case Finish():
                    return self._finish(task, voice)
        except KnownError as error:
            return failed(task.item, self._in_hand.sha256 if self._in_hand else "", in_words(error))
        except MemoryError:
            raise
        # One document must not stop the rest: the traceback is logged, the status says what happened.
        except Exception as error:
            _log.exception("%s: reading failed", task.item.file)
            return failed(task.item, self._in_hand.sha256 if self._in_hand else "", program_failed(error))

    def _look(self, task: Look, voice: Voice) -> DocumentResult | Looked:
        document = self._take(task.item, omit=task.omit)
        pages = document.pages(voice)
        scans = tuple(page for page in pages if page.kind is PageKind.SCAN)
        if scans and self._engines:
            return Looked(document.sha256, scans)
        read = ReadPages(document.sha256, pages)
        return trace_pages(read, file=task.item.file, layouts=self._layouts).result

    def _read(self, task: ReadScan) -> Scanned:
        assert self._engines is not None
        document = self._take(task.item, task.sha256)
        with open_pdf(document.data) as opened:
            scan = read_scan(opened, task.page, self._engines.readers)
        if self._engines.readers.trouble.lasting and not task.last:
            _log.warning("%s: page %d: an engine hangs; its worker is ended", task.item.file, task.page.number)
            raise SystemExit(1)
        name = _name(task.sha256, task.page.number)
        expected = self._engines.as_expected
        return Scanned(seal(scan_to_bytes(scan), document.key, name), sure=scan.sure and expected, expected=expected)

    def _finish(self, task: Finish, voice: Voice) -> DocumentResult | Unsealed:
        document = self._take(task.item, task.sha256, task.omit)
        scans: dict[int, ScanRead] = {}
        shut = []
        for number, sealed in task.sealed.items():
            try:
                scans[number] = scan_from_bytes(unseal(sealed, document.key, _name(task.sha256, number)))
            except (Damaged, NoPage):
                shut.append(number)
        if shut:
            return Unsealed(tuple(shut))
        reaches = [scan.reach for scan in scans.values()]
        read = ReadPages(
            task.sha256,
            tuple(_with_reading(page, scans, task.unread) for page in document.pages(voice)),
            next((reach for reach in reaches if reach.lost), Reach(any=True)),
        )
        return trace_pages(read, file=task.item.file, layouts=self._layouts).result

    def _take(self, item: InputFile, sha256: str = "", omit: Omit | None = None) -> _InHand:
        """A document: the one with these bytes, or, where no hash is given, as it is now.

        Raises:
            InputError: it cannot be read, or has other bytes by now.
        """
        held = self._in_hand
        if held and (held.path, held.sha256) == (item.path, sha256) and omit in (None, held.omit):
            return held
        # Two documents at once would be too much to hold.
        self._in_hand = None
        document = _InHand(item.path, read_file(item.path, inside=item.inside), omit or NOTHING)
        if sha256 and document.sha256 != sha256:
            raise ChangedInput(where=str(item.path))
        self._in_hand = document
        return document


def failed(item: InputFile, sha256: str, reason: str) -> DocumentResult:
    """The result of a document that could not be read."""
    return DocumentResult(
        Document(
            document_id=sha256[:ID_LENGTH],
            file=item.file,
            sha256=sha256,
            status=DocumentStatus.FAILED,
            reason=reason,
        )
    )


def in_words(error: KnownError) -> str:
    """What is wrong and what to do, without the place: the result stands beside it."""
    return f"{error.what}; {error.hint}" if error.hint else error.what


def _with_reading(page: Page, scans: Mapping[int, ScanRead], unread: Mapping[int, str]) -> Page:
    if page.number in scans:
        return scans[page.number].page
    return not_read(page, unread[page.number]) if page.number in unread else page


def _name(sha256: str, page_number: int) -> str:
    """Under which name a page's reading is sealed: it opens as no other page's."""
    return f"{sha256} {page_number}"
