"""Seconds of processor time, best of several turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping


def best_of(
    rounds: int, tasks: Mapping[str, Callable[[], object]], *, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Let every task run once a round; gives each task's least time by a clock, in seconds.

    Processor time, because other processes of the machine stretch the wall clock's; turns, because they also
    empty caches. Of tasks that start processes, `clock` has to count these too.
    """
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            began = clock()
            task()
            best[name] = min(best[name], clock() - began)
    return best
