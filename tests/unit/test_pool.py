"""Tasks over processes: what one does to its process does not touch the others."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from pipelines.attempts import Again, run_with_attempts
from pipelines.engine import DoTask, Job, Jobs, Limits, News, Outcome, Started, Step, Voice
from pipelines.pool import LocalEngine


def _start() -> DoTask[str, str]:
    return _work


def _work(task: str, voice: Voice) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "leave":
        os._exit(3)
    if task == "steps":
        voice.step(1, 2)
        voice.at(7)
        voice.step(2, 2)
    if task == "warn":
        logging.getLogger("x").warning("said by %s", task)
    return task.upper()


def _never() -> bool:
    return False


def _jobs(tasks: Sequence[str]) -> Jobs[str]:
    jobs: Jobs[str] = Jobs()
    for task in tasks:
        jobs.add(Job(task))
    return jobs


def _run(
    tasks: Sequence[str], *, jobs: int = 1, wall_s: float = 60, stop: Callable[[], bool] = _never
) -> Iterator[News[str, str]]:
    return LocalEngine(jobs, Limits(wall_s=wall_s)).run(_jobs(tasks), _start, stop=stop)


def test_stop_ends_what_runs_and_keeps_what_is_done() -> None:
    done: list[str] = []
    began = time.monotonic()
    for one in _run(["a", "hang", "b"], stop=lambda: bool(done)):
        if isinstance(one, Outcome):
            done.append(one.task)
    assert done == ["a"]
    assert time.monotonic() - began < 30


def test_log_lines_of_workers_are_said_by_the_parent(caplog: pytest.LogCaptureFixture) -> None:
    list(_run(["warn"]))
    assert "said by warn" in caplog.text


def test_steps_of_a_task_come_before_its_outcome_in_their_order() -> None:
    started, *steps, outcome = _run(["steps"])
    assert started == Started("steps")
    assert steps == [Step("steps", 1, 2), Step("steps", 2, 2, page=7)]
    assert outcome == Outcome("steps", "STEPS")


def test_what_was_lost_is_tried_once_more_alone() -> None:
    engine = LocalEngine(2, Limits(wall_s=60))
    news = list(run_with_attempts(engine, _jobs(["die", "a"]), _start, again=lambda lost: Job(lost.task), stop=_never))
    assert [(one.task, one.attempt) for one in news if isinstance(one, Started)] == [("die", 1), ("a", 1), ("die", 2)]
    assert [one.lost.detail for one in news if isinstance(one, Again)] == ["SIGSEGV"]
    assert [(one.task, one.attempt) for one in news if isinstance(one, Outcome)] == [("a", 1), ("die", 2)]


def test_the_heaviest_is_done_first_and_what_is_to_be_alone_last() -> None:
    jobs: Jobs[str] = Jobs()
    for job in (Job("alone", weight=9, alone=True), Job("small", weight=1), Job("large", weight=5), Job("as small", 1)):
        jobs.add(job)
    taken = [jobs.take([]) for _ in range(3)]
    assert [job.task for job in taken if job] == ["large", "small", "as small"]
    assert jobs.take([job for job in taken if job]) is None
    assert jobs.take([]) == Job("alone", weight=9, alone=True)
    jobs.add(Job("b"))
    assert jobs.take([Job("alone", alone=True)]) is None
