"""A run's numbers for Prometheus: `--metrics FILE`, for the textfile collector of node_exporter.

Every series carries the label `out`: several runs on one machine write files of their own, and the collector refuses
series that two files give alike.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from extract.errors import OutputError
from layouts.records import DocumentStatus
from pipelines.events import Event, RunStarted
from pipelines.output_text import clean_path
from pipelines.runstate import Phase, RunState, add
from pipelines.statusfile import replace_file

SUFFIX = ".prom"
OTHER_NAME = "give another file to --metrics"
FIRST_LINE = b"# HELP lkip_"
# A scrape every 15 s is usual; more often is written for nobody.
PAUSE_S = 10.0

_log = logging.getLogger(__name__)


class MetricsFile:
    """A listener that keeps a textfile with a run's numbers.

    Raises:
        OutputError: the file cannot be written, or holds something else.
    """

    def __init__(
        self,
        path: Path,
        *,
        out: str = "",
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        if path.suffix != SUFFIX:
            _log.warning("%s: the collector of node_exporter reads only files that end in %s", path, SUFFIX)
        self._path, self._clock, self._wall = path, clock, wall
        self._state = RunState(started_s=clock(), out=out)
        self._before = Totals()
        self._written_s = float("-inf")
        self._broken = False
        try:
            _require_ours(path)
            self._write()
        except OSError as error:
            raise OutputError(f"cannot write the metrics: {error.strerror}", str(path), OTHER_NAME) from error

    def tell(self, event: Event) -> None:
        """Take an event in; write where it is time to, and when the run begins another part of its work."""
        if isinstance(event, RunStarted):
            self._before = totals(self._before, self._state)
        before, self._state = self._state.phase, add(self._state, event, self._clock())
        if self._state.phase is before and self._clock() - self._written_s < PAUSE_S:
            return
        try:
            self._write()
        except OSError as error:
            if not self._broken:
                _log.warning("%s: cannot be written (%s); the run goes on", self._path, error.strerror)
            self._broken = True

    def _write(self) -> None:
        self._written_s = self._clock()
        replace_file(self._path, exposition(self._state, self._before, now_s=self._written_s, wall_s=self._wall()))


@dataclass(frozen=True, slots=True)
class Totals:
    """What runs counted, added up: a watch makes many."""

    statuses: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    scans: int = 0
    retried: int = 0
    document_seconds: float = 0.0


def totals(before: Totals, state: RunState) -> Totals:
    """What was counted before, and in this run."""
    return Totals(
        before.statuses + Counter(state.statuses),
        before.pages + state.pages,
        before.scans + state.scans,
        before.retried + state.retried,
        before.document_seconds + state.document_seconds,
    )


def exposition(state: RunState, before: Totals, *, now_s: float, wall_s: float) -> bytes:
    """A run, after others, in the text format of Prometheus.

    `now_s` is of the state's clock, `wall_s` the same moment since 1970.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Numbers(state, totals(before, state), now_s, wall_s))
    return generate_latest(registry)


def _require_ours(path: Path) -> None:
    """Make sure that no report, device or link is lost to a slip of the command line: the file is replaced."""
    if not os.path.lexists(path):
        return
    if path.is_symlink() or not path.is_file():
        raise OutputError("it is no file of its own", str(path), OTHER_NAME)
    with open(path, "rb") as stream:
        start = stream.read(len(FIRST_LINE))
    if start not in (b"", FIRST_LINE):
        raise OutputError("the file holds something else than metrics", str(path), OTHER_NAME)


class _Numbers(Collector):
    def __init__(self, state: RunState, summed: Totals, now_s: float, wall_s: float) -> None:
        self._state, self._summed, self._now_s, self._wall_s = state, summed, now_s, wall_s
        self._out = clean_path(state.out)

    def collect(self) -> Iterator[Metric]:
        state, summed = self._state, self._summed
        yield self._info()
        yield self._by_status()
        yield self._counter("lkip_pages", "Pages of the documents read", summed.pages)
        yield self._counter("lkip_scanned_pages", "Scanned pages of the documents read", summed.scans)
        yield self._counter("lkip_retries", "Documents that were ended and tried again", summed.retried)
        yield self._counter(
            "lkip_document_seconds", "Time that reading documents took, added up", summed.document_seconds
        )
        yield self._gauge("lkip_files", "Files of the run's inputs", state.files)
        yield self._gauge("lkip_files_known", "Files known from earlier runs", state.known)
        yield self._gauge("lkip_files_waiting", "Files of a watched folder that have to rest yet", state.waiting)
        yield self._gauge("lkip_documents_in_hand", "Documents being read", len(state.in_hand))
        yield self._gauge("lkip_documents_left", "Documents still to be read", max(0, state.to_read - state.read))
        yield self._gauge("lkip_share_done", "Share of the work that is done, 0 to 1", state.share)
        if (left_s := state.left_s(self._now_s)) is not None:
            yield self._gauge("lkip_left_seconds", "Time left at the speed so far", left_s)
        yield self._gauge("lkip_running", "1 while the run goes on", state.ended_s is None)
        yield self._gauge("lkip_started_timestamp_seconds", "When the run began", self._wall(state.started_s))
        yield self._gauge("lkip_alive_timestamp_seconds", "The run's last sign of life", self._wall_s)
        if state.ended_s is not None:
            yield self._gauge("lkip_ended_timestamp_seconds", "When the run ended", self._wall(state.ended_s))
            yield self._gauge("lkip_succeeded", "1 where the run came to its end", state.phase is Phase.DONE)

    def _info(self) -> Metric:
        family = InfoMetricFamily("lkip", "What runs", labels=["out"])
        family.add_metric([self._out], {"version": self._state.version, "engine": self._state.engine})
        return family

    def _by_status(self) -> Metric:
        family = CounterMetricFamily("lkip_documents", "Documents of this run by status", labels=["out", "status"])
        for status in DocumentStatus:
            family.add_metric([self._out, status], self._summed.statuses[status])
        return family

    def _counter(self, name: str, text: str, number: float) -> Metric:
        family = CounterMetricFamily(name, text, labels=["out"])
        family.add_metric([self._out], number)
        return family

    def _gauge(self, name: str, text: str, number: float) -> Metric:
        family = GaugeMetricFamily(name, text, labels=["out"])
        family.add_metric([self._out], float(number))
        return family

    def _wall(self, moment_s: float) -> float:
        return self._wall_s - (self._now_s - moment_s)
