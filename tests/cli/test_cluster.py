"""A dask cluster gives the bytes that one machine gives, whatever becomes of its workers and of single documents."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import ToolError
from pipelines.engine import DoTask, Job, Jobs, Limits, Loss, Outcome, Voice
from pipelines.run import Ending, run_inputs
from pipelines.settings import EngineName, Settings, Talk
from tests.cli.conftest import ROOT, print_pdf

distributed = pytest.importorskip("distributed", reason="the extra lkip[dask] is not installed")

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    """A scheduler and two workers, each a process; a task that two workers were lost with is given up."""
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as running,
    ):
        yield running


def _start() -> DoTask[str, str]:
    return _do


def _do(task: str, voice: Voice) -> str:
    voice.at(1)
    if task == "hang":
        time.sleep(60)
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "kill-worker":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return task.upper()


def _outcomes(
    address: str, *tasks: str, wall_s: float = 60.0, fingerprint: str = "", folder: Path = ROOT
) -> dict[str, Outcome[str, str]]:
    from pipelines.cluster import DaskEngine, WorkOrder
    from pipelines.keys import build_recipe

    jobs: Jobs[str] = Jobs()
    for task in tasks:
        # Dask suspects every task that waited on a lost worker; tried again alone, only the guilty is left.
        jobs.add(Job(task, alone=task == "kill-worker"))
    order = WorkOrder(Settings(), fingerprint or build_recipe(Settings()).fingerprint, folder)
    engine = DaskEngine(address, 1, Limits(wall_s=wall_s), order)
    news = engine.run(jobs, _start, stop=lambda: False)
    return {one.task: one for one in news if isinstance(one, Outcome)}


def test_whatever_a_task_does_to_its_process_or_its_worker_the_others_are_done(
    cluster: distributed.LocalCluster,
) -> None:
    tasks = ("a", "b", "crash", "c", "kill-worker", "d")
    found = _outcomes(cluster.scheduler_address, *tasks)
    assert {task: one.loss for task, one in found.items()} == {
        **dict.fromkeys("abcd"),
        "crash": Loss.CRASH,
        "kill-worker": Loss.CRASH,
    }
    assert [found[task].result for task in "abcd"] == ["A", "B", "C", "D"]
    assert "2 workers" in found["kill-worker"].detail
    assert (found["crash"].page, found["crash"].detail) == (1, "SIGSEGV")


def test_limits_hold_in_a_worker_too(cluster: distributed.LocalCluster) -> None:
    assert _outcomes(cluster.scheduler_address, "hang", wall_s=0.5)["hang"].loss is Loss.TIMEOUT


def test_the_same_bytes_with_a_worker_lost_in_the_middle(cluster: distributed.LocalCluster, tmp_path: Path) -> None:
    folder, here, there = (tmp_path / name for name in ("in", "here", "there"))
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.pdf").write_bytes(print_pdf(f"Laporan {number}"))
    shutil.copy(ROOT / "corpus" / "pdf" / "bnnk-sungai-intan-2021.pdf", folder)
    local = Settings(here, jobs=2, ocr=False, talk=Talk.QUIET)
    far = replace(local, out_dir=there, engine=EngineName.DASK, scheduler=cluster.scheduler_address)
    killer = threading.Thread(target=_kill_the_first_busy, args=(cluster,))
    killer.start()
    assert run_inputs([str(folder)], far).ending is Ending.DONE
    killer.join()
    assert run_inputs([str(folder)], local).ending is Ending.DONE
    assert _bytes_of(there) == _bytes_of(here)


def _kill_the_first_busy(cluster: distributed.LocalCluster) -> None:
    """Kill the first worker that has a document in hand."""
    while True:
        time.sleep(0.05)
        if busy := [task.processing_on for task in list(cluster.scheduler.tasks.values()) if task.processing_on]:
            os.kill(cluster.workers[busy[0].name].pid, signal.SIGKILL)
            return


def test_a_scheduler_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.cluster.CONNECT_S", 0.2)
    with pytest.raises(ToolError, match=r"^tcp://127.0.0.1:9: no scheduler answers; start one"):
        _outcomes("tcp://127.0.0.1:9", "a")


def test_a_worker_that_runs_another_program_is_named(cluster: distributed.LocalCluster, tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="a worker runs another version"):
        _outcomes(cluster.scheduler_address, "a", fingerprint="another")
    with pytest.raises(ToolError, match="a worker does not have"):
        _outcomes(cluster.scheduler_address, "a", folder=tmp_path / "mounted elsewhere")


def _bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
