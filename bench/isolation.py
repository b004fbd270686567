"""What it costs that each report is read in a worker, and what a second worker gains."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import psutil

from extract.files import read_file
from layouts.layouts import load_layouts
from layouts.records import DocumentResult
from pipelines.document import run_document
from pipelines.engine import DoTask, Job, Jobs, Limits, News, Outcome, Voice
from pipelines.footprint import descendants, footprint_of
from pipelines.pool import LocalEngine

# As a run is held by default.
LIMITS = Limits(wall_s=1800.0, cpu_s=1800.0, memory_bytes=2 << 30, output_bytes=64 << 20)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of processor time of all processes together."""

    clock_s: float
    processor_s: float


def isolation_costs(paths: Sequence[Path], *, rounds: int) -> tuple[Cost, Cost]:
    """Median costs of reading files by direct calls, and in one worker that has started; the two take turns.

    Nothing but where the work is done differs: both read the file, find its records, and hold the result.
    """
    do_task = _start()
    with _Workers(1) as workers:
        _directly(do_task, paths)
        workers.read(paths)
        costs = [(_cost(partial(_directly, do_task, paths)), _cost(lambda: workers.read(paths))) for _ in range(rounds)]
    direct, isolated = zip(*costs, strict=True)
    return _median(direct), _median(isolated)


def speed_up(paths: Sequence[Path], *, rounds: int) -> float:
    """How many times faster two workers that have started read files than one, by the clock; the medians."""
    with _Workers(1) as one, _Workers(2) as two:
        for workers in (one, two):
            workers.read(paths)
        turns = [(_cost(lambda: one.read(paths)), _cost(lambda: two.read(paths))) for _ in range(rounds)]
    slow, fast = (_median(costs) for costs in zip(*turns, strict=True))
    return slow.clock_s / fast.clock_s


class _Workers:
    """A run of the engine that goes on from one list of files to the next."""

    def __init__(self, jobs: int) -> None:
        self._jobs: Jobs[Path] = Jobs()
        self._news: Iterator[News[Path, DocumentResult]] = LocalEngine(jobs, LIMITS).run(
            self._jobs, _start, stop=lambda: False
        )

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *error: object) -> None:
        # The run ends where nothing is left to be done, and its workers with it.
        for _ in self._news:
            pass

    def read(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self._jobs.add(Job(path, weight=path.stat().st_size))
        left = len(paths)
        while left:
            left -= isinstance(next(self._news), Outcome)


def _start() -> DoTask[Path, DocumentResult]:
    layouts = load_layouts()

    def read(path: Path, voice: Voice) -> DocumentResult:
        return run_document(read_file(path), file=path.name, layouts=layouts)

    return read


def _directly(do_task: DoTask[Path, DocumentResult], paths: Sequence[Path]) -> None:
    for path in paths:
        do_task(path, _Silence())


class _Silence:
    def step(self, done: int, of: int) -> None:
        """Nobody listens."""

    def at(self, page_number: int) -> None:
        """Nobody listens."""


def _cost(work: Callable[[], None]) -> Cost:
    clock_s, processor_s = time.perf_counter(), _processor_s()
    work()
    return Cost(time.perf_counter() - clock_s, _processor_s() - processor_s)


def _processor_s() -> float:
    """Of this process and all below it."""
    me = psutil.Process()
    return footprint_of((me, *descendants(me))).cpu_s


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.clock_s for cost in costs), median(cost.processor_s for cost in costs))
