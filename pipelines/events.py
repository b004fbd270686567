"""What happens in a run, as values: one stream, told as it happens.

The progress on a terminal, the log of JSON lines, the status file and the metrics are listeners to it and know nothing
of each other. An event names documents as `documents.file` does, and carries nothing that stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """Nothing happened, and the run is alive: told a few times a second. No log has it."""


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run knows its inputs; next it looks which of the `files` are new."""

    out: str
    files: int
    jobs: int
    version: str
    engine: str = "local"


@dataclass(frozen=True, slots=True)
class WorkPlanned:
    """Of the files `known` need no reading, `copies` have the bytes of another; `to_read` have `bytes` together."""

    to_read: int
    known: int
    copies: int
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DocumentStarted:
    """A worker got a document of `bytes`; `attempt` counts from 1."""

    document: str
    bytes: int
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage of a document took so long."""

    document: str
    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class PageRead:
    """Of the `of` scanned pages of a document `done` are read; `page` is the one just read, 0 where nobody says."""

    document: str
    done: int
    of: int
    page: int = 0
    seconds: float | None = None
    stage: str = "scan"


@dataclass(frozen=True, slots=True)
class DocumentRetried:
    """Attempt number `attempt` was ended for a reason; the document is tried once more."""

    document: str
    attempt: int
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class DocumentDone:
    """A document was read, as a whole or (status partial) for its better part."""

    document: str
    document_id: str
    status: str
    reason: str
    seconds: float | None
    attempt: int
    bytes: int
    pages: int
    pages_scan: int
    tables: int
    values: int
    findings: int
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFailed:
    """A document could not be read; `reason` says why and what to do."""

    document: str
    document_id: str
    reason: str
    seconds: float | None
    attempt: int
    bytes: int
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class WritingStarted:
    """All documents have a result, or the run was stopped; the tables are being written."""


@dataclass(frozen=True, slots=True)
class TablesWritten:
    """The tables stand in the output folder; `rows` are those of `values`."""

    documents: int
    rows: int
    seconds: float
    stage: str = "write"


@dataclass(frozen=True, slots=True)
class RunDone:
    """A run came to its end; `signal` is what stopped it (0: nothing did), `reason` the error that ended it ('': none).

    `documents` of its inputs have a result, `failed` of them could not be read, `left` are still to be read.
    """

    documents: int = 0
    failed: int = 0
    left: int = 0
    seconds: float = 0.0
    signal: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """A watched folder was looked at: what is `ready` to be read, what still `waits` to rest, what is `gone`."""

    folder: str
    files: int
    ready: int
    waiting: int
    gone: int


Event = (
    Pulse
    | RunStarted
    | WorkPlanned
    | DocumentStarted
    | StageDone
    | PageRead
    | DocumentRetried
    | DocumentDone
    | DocumentFailed
    | WritingStarted
    | TablesWritten
    | RunDone
    | FolderSeen
)
Tell = Callable[[Event], None]


def silence(event: Event) -> None:
    """Tell nobody."""


def name_of(event: Event) -> str:
    """The event's name in logs: `document_done`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()


def facts_of(event: Event) -> Mapping[str, Plain]:
    """The event's facts by name; seconds to the millisecond, facts that are not known left out."""
    facts = ((field.name, getattr(event, field.name)) for field in fields(event))
    return {name: round(fact, 3) if isinstance(fact, float) else fact for name, fact in facts if fact is not None}
