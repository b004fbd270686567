"""What was lost is tried once more, alone: nothing else runs that could have been to blame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic

from pipelines.engine import Engine, Job, Jobs, News, Outcome, Result, Start, Task

ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Again(Generic[Task, Result]):
    """An attempt was lost, and another follows."""

    lost: Outcome[Task, Result]


def run_with_attempts(
    engine: Engine,
    jobs: Jobs[Task],
    start: Start[Task, Result],
    *,
    again: Callable[[Outcome[Task, Result]], Job[Task] | None],
    stop: Callable[[], bool],
) -> Iterator[News[Task, Result] | Again[Task, Result]]:
    """Do all jobs; of each comes one `Outcome`, its last, and an `Again` before it where a first attempt was lost.

    Args:
        engine: Where they are done.
        jobs: More may be added between two news.
        start: See `Engine.run`.
        again: Told of what was lost, gives what to try instead (the same task, or one that leaves out what was in
            hand); None where trying would be in vain.
        stop: See `Engine.run`.
    """
    for one in engine.run(jobs, start, stop=stop):
        if isinstance(one, Outcome) and one.loss is not None and one.attempt < ATTEMPTS:
            job = again(one)
            if job is not None:
                jobs.add(replace(job, attempt=one.attempt + 1, alone=True))
                yield Again(one)
                continue
        yield one
