"""Events added up: how far a run is, what is in hand, how long it still takes. A fold over values, with no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from layouts.records import DocumentStatus
from pipelines.events import (
    DocumentDone,
    DocumentFailed,
    DocumentRetried,
    DocumentStarted,
    Event,
    FolderSeen,
    PageRead,
    RunDone,
    RunStarted,
    WorkPlanned,
    WritingStarted,
)

# A document's share of the work before anyone has counted its pages: its bytes, and a little for opening it.
OPENING_BYTES = 20_000
# Less of the work than this says nothing about the rest.
LEAST_SHARE = 0.005
LEAST_SECONDS = 5.0


class Phase(StrEnum):
    """What a run is doing, or how it ended."""

    WATCHING = "watching"
    PLANNING = "planning"
    READING = "reading"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"  # by a signal
    BROKEN = "broken"  # by an error that ended the run


@dataclass(frozen=True, slots=True)
class InHand:
    """A document that is being read: since when (seconds, the caller's clock), scanned pages read, and of how many."""

    since_s: float
    bytes: int = 0
    attempt: int = 1
    done: int = 0
    of: int = 0

    @property
    def share_bytes(self) -> float:
        """How much of its work is done, in bytes."""
        return weight_of(self.bytes) * self.done / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class RunState:
    """A run so far. Documents are counted by status; `read`, `pages`, `scans` and `retried` speak of this run alone.

    `waiting` counts files of a watched folder that have to rest yet. `weight` is the work to do and `weight_done` that
    of documents that are done, both in bytes.
    """

    phase: Phase = Phase.PLANNING
    started_s: float = 0.0
    reading_since_s: float = 0.0
    ended_s: float | None = None
    out: str = ""
    version: str = ""
    engine: str = ""
    jobs: int = 0
    signal: int = 0
    reason: str = ""
    files: int = 0
    to_read: int = 0
    known: int = 0
    copies: int = 0
    weight: float = 0.0
    weight_done: float = 0.0
    statuses: Mapping[str, int] = field(default_factory=dict)
    read: int = 0
    pages: int = 0
    scans: int = 0
    scans_read: int = 0
    retried: int = 0
    waiting: int = 0
    document_seconds: float = 0.0
    in_hand: Mapping[str, InHand] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        """Documents of this run that failed."""
        return self.statuses.get(DocumentStatus.FAILED, 0)

    @property
    def share(self) -> float:
        """How much of the work is done, from 0 to 1."""
        if not self.weight:
            return 1.0 if self.phase is not Phase.PLANNING else 0.0
        done = self.weight_done + sum(hand.share_bytes for hand in self.in_hand.values())
        return min(1.0, done / self.weight)

    def left_s(self, now_s: float) -> float | None:
        """Seconds of reading that are left at the speed so far; None while too little is done to say."""
        spent_s, share = now_s - self.reading_since_s, self.share
        if self.phase is not Phase.READING or spent_s < LEAST_SECONDS or share < LEAST_SHARE:
            return None
        return spent_s * (1 - share) / share


def weight_of(size: int) -> int:
    """The work of reading a file of so many bytes, in bytes."""
    return size + OPENING_BYTES


def add(state: RunState, event: Event, now_s: float) -> RunState:
    """The state after an event that is told at `now_s` (seconds, of any clock that the caller keeps to)."""
    match event:
        case RunStarted():
            return RunState(
                started_s=now_s,
                files=event.files,
                out=event.out,
                version=event.version,
                engine=event.engine,
                jobs=event.jobs,
                waiting=state.waiting,
            )
        case FolderSeen():
            return replace(state, waiting=event.waiting)
        case WorkPlanned():
            return _plan(state, event, now_s)
        case DocumentStarted():
            return _hold(state, event.document, InHand(now_s, event.bytes, event.attempt))
        case PageRead():
            hand = state.in_hand.get(event.document, InHand(now_s))
            told = replace(state, scans_read=state.scans_read + (event.done > hand.done))
            return _hold(told, event.document, replace(hand, done=event.done, of=event.of))
        case DocumentRetried():
            hand = state.in_hand.get(event.document, InHand(now_s))
            again = _hold(state, event.document, replace(hand, attempt=event.attempt + 1))
            return replace(again, retried=state.retried + 1)
        case DocumentDone() | DocumentFailed():
            return _settle(state, event)
        case WritingStarted():
            return replace(state, phase=Phase.WRITING, in_hand={})
        case RunDone():
            return _end(state, event, now_s)
        case _:
            return state


def _plan(state: RunState, event: WorkPlanned, now_s: float) -> RunState:
    """A plan, or what a later look adds to it: files that were changed after the first."""
    return replace(
        state,
        phase=Phase.READING,
        reading_since_s=state.reading_since_s if state.phase is Phase.READING else now_s,
        to_read=state.to_read + event.to_read,
        known=state.known + event.known,
        copies=state.copies + event.copies,
        weight=state.weight + event.bytes + OPENING_BYTES * event.to_read,
    )


def _hold(state: RunState, document: str, hand: InHand) -> RunState:
    return replace(state, in_hand={**state.in_hand, document: hand})


def _let_go(state: RunState, document: str) -> RunState:
    return replace(state, in_hand={name: hand for name, hand in state.in_hand.items() if name != document})


def _settle(state: RunState, event: DocumentDone | DocumentFailed) -> RunState:
    state = _let_go(state, event.document)
    status = event.status if isinstance(event, DocumentDone) else DocumentStatus.FAILED
    statuses = {**state.statuses, status: state.statuses.get(status, 0) + 1}
    # A copy is counted, but was not read: its pages are those of the other.
    if event.duplicate_of:
        return replace(state, statuses=statuses)
    pages, scans = (event.pages, event.pages_scan) if isinstance(event, DocumentDone) else (0, 0)
    return replace(
        state,
        statuses=statuses,
        read=state.read + 1,
        pages=state.pages + pages,
        scans=state.scans + scans,
        weight_done=state.weight_done + weight_of(event.bytes),
        document_seconds=state.document_seconds + (event.seconds or 0.0),
    )


def _end(state: RunState, event: RunDone, now_s: float) -> RunState:
    phase = Phase.BROKEN if event.reason else Phase.STOPPED if event.signal else Phase.DONE
    return replace(state, phase=phase, ended_s=now_s, signal=event.signal, reason=event.reason, in_hand={})
