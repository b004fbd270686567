"""The engine of one machine: worker processes, each task under limits; whatever one does, the others go on.

Workers are started fresh (spawn: no state of the parent, no locks caught in mid-air), keep what is costly to load, and
are replaced when they keep too much. docs/adr/0008-a-pool-of-our-own.md says why no library's pool stands here.
"""

from __future__ import annotations

import selectors
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ToolError
from pipelines.confine import Confinement
from pipelines.engine import Jobs, Limits, News, Result, Start, Started, Task
from pipelines.pool_process import Worker
from pipelines.scratch import worker_folder

# How often the parent looks at its workers, and whether it should stop, in seconds.
PULSE_S = 0.1
FEWER = "free memory or processes on this machine, then run again"


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Worker processes on this machine. One job, too, runs in a worker: the same limits, the same bytes.

    Attributes:
        jobs: At most so many processes.
        limits: Of one task.
        nice: How far workers stand back for other programs, 0 to 19.
        scratch: Where temporary files go when the system has no place for them.
    """

    jobs: int
    limits: Limits
    nice: int = 0
    scratch: Path | None = None

    def run(
        self, jobs: Jobs[Task], start: Start[Task, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[Task, Result]]:
        """See `pipelines.engine.Engine`."""
        workers: list[Worker[Task, Result]] = []
        try:
            while (jobs or any(worker.busy for worker in workers)) and not stop():
                yield from self._hand_out(jobs, workers, start)
                _wait_for(workers)
                for worker in workers:
                    yield from worker.news()
                workers[:] = [worker for worker in workers if not worker.spent]
        finally:
            for worker in workers:
                worker.end()

    def _hand_out(
        self, jobs: Jobs[Task], workers: list[Worker[Task, Result]], start: Start[Task, Result]
    ) -> Iterator[Started[Task]]:
        while len(running := [worker.job for worker in workers if worker.job]) < self.jobs:
            job = jobs.take(running)
            if job is None:
                return
            # Alone is alone: no other process holds memory, and this one has no past.
            _dismiss(workers, all_idle=job.alone)
            idle = next((worker for worker in workers if not worker.busy), None)
            if idle is None:
                how = self._confinement()
                try:
                    workers.append(idle := Worker(start, how))
                except OSError as error:
                    shutil.rmtree(how.folder)
                    # A limit of processes, or no memory for one more: fewer go on.
                    if not workers:
                        raise ToolError(f"no worker can be started ({error.strerror})", hint=FEWER) from error
                    jobs.add(job)
                    return
            idle.give(job)
            yield Started(job.task, job.attempt)

    def _confinement(self) -> Confinement:
        return Confinement(self.limits, worker_folder(self.scratch), self.nice)


def _dismiss(workers: list[Worker[Task, Result]], *, all_idle: bool) -> None:
    """End workers that died while they had nothing to do, or all that have nothing to do."""
    for worker in workers:
        if not worker.busy and (all_idle or not worker.is_alive):
            worker.end()
    workers[:] = [worker for worker in workers if not worker.spent]


def _wait_for(workers: list[Worker[Task, Result]]) -> None:
    """Wait until one has something to say, or takes more of what it is sent; not for long."""
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            if worker.busy:
                wanted = selectors.EVENT_WRITE if worker.mailbox.is_full else 0
                selector.register(worker.mailbox, selectors.EVENT_READ | wanted)
        selector.select(PULSE_S)
