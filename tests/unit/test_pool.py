"""Tasks over processes: what one does to its process does not touch the others."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable

import pytest

from pipelines.pool import Loss, Outcome, Step, Tell, run_tasks


def _start() -> Callable[[str, Tell], str]:
    return _work


def _work(task: str, tell: Tell) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "leave":
        os._exit(3)
    if task == "steps":
        tell(1, 2)
        tell(2, 2)
    if task == "warn":
        logging.getLogger("x").warning("said by %s", task)
    return task.upper()


def _never() -> bool:
    return False


def test_a_hang_and_a_crash_cost_only_their_own_task() -> None:
    tasks = ["a", "hang", "die", "leave", "b", "c"]
    news = list(run_tasks(tasks, _start, jobs=2, timeout_s=3, stop=_never))
    outcomes = {one.task: one for one in news if isinstance(one, Outcome)}
    assert {task: o.result for task, o in outcomes.items() if o.result} == {"a": "A", "b": "B", "c": "C"}
    assert (outcomes["hang"].loss, outcomes["hang"].detail) == (Loss.TIMEOUT, "3 s")
    assert (outcomes["die"].loss, outcomes["die"].detail) == (Loss.CRASH, "SIGSEGV")
    assert (outcomes["leave"].loss, outcomes["leave"].detail) == (Loss.CRASH, "exit code 3")


def test_stop_ends_what_runs_and_keeps_what_is_done() -> None:
    done: list[str] = []
    began = time.monotonic()
    for outcome in run_tasks(["a", "hang", "b"], _start, jobs=1, timeout_s=60, stop=lambda: bool(done)):
        done.append(outcome.task)
    assert done == ["a"]
    assert time.monotonic() - began < 30


def test_log_lines_of_workers_are_said_by_the_parent(caplog: pytest.LogCaptureFixture) -> None:
    list(run_tasks(["warn"], _start, jobs=1, timeout_s=60, stop=_never))
    assert "said by warn" in caplog.text


def test_steps_of_a_task_come_before_its_outcome_in_their_order() -> None:
    *steps, outcome = run_tasks(["steps"], _start, jobs=1, timeout_s=60, stop=_never)
    assert steps == [Step("steps", 1, 2), Step("steps", 2, 2)]
    assert outcome == Outcome("steps", "STEPS")
