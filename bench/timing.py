"""Seconds of processor time, best of several turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping


def best_of(rounds: int, tasks: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Let every task run once a round; gives each task's least processor time, in seconds.

    Processor time, because other processes of the machine stretch the clock's; turns, because they also
    empty caches.
    """
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            began = time.process_time()
            task()
            best[name] = min(best[name], time.process_time() - began)
    return best
