"""What a document may do to its process: every limit is held from outside, and nothing is left behind."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from extract.errors import ToolError
from pipelines import pool
from pipelines.confine import PR_SET_CHILD_SUBREAPER
from pipelines.engine import DoTask, Job, Jobs, Limits, Loss, Outcome, Voice
from pipelines.pool import LocalEngine

MIB = 1 << 20
ROOT = Path(__file__).parents[2]
# Far above what tasks need that come to an end, and below what the others take.
LIMITS = Limits(wall_s=30, cpu_s=20, memory_bytes=300 * MIB, output_bytes=4 * MIB)
ENDLESS, ENDLESS_S = ("hang", "stop", "half", "daemon"), 0.7


def _start() -> DoTask[str, object]:
    return _do


def _do(task: str, voice: Voice) -> object:
    name, _, text = task.partition(" ")
    return _DEEDS[name](text, voice)


def _hang(text: str, voice: Voice) -> None:
    voice.at(7)
    time.sleep(60)


def _hang_after_pages(text: str, voice: Voice) -> None:
    for page in range(1, 60):
        voice.at(page)
        time.sleep(0.05)


def _stop(text: str, voice: Voice) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _crash(text: str, voice: Voice) -> None:
    voice.at(3)
    os.kill(os.getpid(), signal.SIGSEGV)


def _spin(text: str, voice: Voice) -> None:
    while True:
        pass


def _eat(text: str, voice: Voice) -> None:
    voice.at(5)
    eaten = []
    while True:
        eaten.append(b"x" * MIB)
        time.sleep(0.001)


def _eat_in_child(text: str, voice: Voice) -> None:
    subprocess.run([sys.executable, "-c", "x = [b'x' * 2**20 for _ in range(400)]; import time; time.sleep(60)"])


def _eat_at_once(text: str, voice: Voice) -> None:
    bytearray(8 << 30)


def _say_too_much(text: str, voice: Voice) -> bytes:
    return b"x" * (8 * MIB)


def _announce(text: str, voice: Voice) -> None:
    """Half a message, and nothing after it."""
    voice.mouth._end.sendall(b"\0" * 6 + b"\1\0half")  # type: ignore[attr-defined]
    time.sleep(60)


def _babble(text: str, voice: Voice) -> None:
    voice.mouth._end.sendall(b"\0" * 7 + b"\4half")  # type: ignore[attr-defined]
    time.sleep(60)


def _leave_child_with_line(text: str, voice: Voice) -> None:
    if os.fork():
        os._exit(3)
    time.sleep(60)


def _leave_daemon(text: str, voice: Voice) -> None:
    """A grandchild in a session of its own, whose parent ended."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            Path(text).write_text(str(os.getpid()))
            time.sleep(60)
        os._exit(0)
    os.wait()
    time.sleep(60)


def _leave_file(text: str, voice: Voice) -> str:
    return tempfile.mkstemp()[1]


def _keep(text: str, voice: Voice) -> int:
    _KEPT.append(b"x" * int(text) * MIB)
    return os.getpid()


def _limits(text: str, voice: Voice) -> object:
    kinds = (resource.RLIMIT_CORE, resource.RLIMIT_DATA, resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    return [resource.getrlimit(kind) for kind in kinds], os.nice(0), os.environ["OMP_NUM_THREADS"]


_KEPT: list[bytes] = []
_DEEDS: dict[str, Callable[[str, Voice], object]] = {
    "hang": _hang,
    "pages": _hang_after_pages,
    "stop": _stop,
    "crash": _crash,
    "spin": _spin,
    "eat": _eat,
    "child": _eat_in_child,
    "gulp": _eat_at_once,
    "huge": _say_too_much,
    "half": _announce,
    "babble": _babble,
    "line": _leave_child_with_line,
    "daemon": _leave_daemon,
    "file": _leave_file,
    "keep": _keep,
    "limits": _limits,
    "ok": lambda text, voice: text,
}


def _outcomes(
    tasks: Sequence[str], *, jobs: int = 1, limits: Limits = LIMITS, nice: int = 0
) -> list[Outcome[str, object]]:
    waiting: Jobs[str] = Jobs()
    for task in tasks:
        waiting.add(Job(task, wall_s=ENDLESS_S if task.startswith(ENDLESS) else LIMITS.wall_s))
    news = LocalEngine(jobs, limits, nice).run(waiting, _start, stop=lambda: False)
    return [one for one in news if isinstance(one, Outcome)]


def _is_gone(pid: int, within_s: float = 2.0) -> bool:
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
            time.sleep(0.05)
        return False
    return True


def test_whatever_a_document_does_it_alone_is_lost_and_says_why(tmp_path: Path) -> None:
    daemon = tmp_path / "daemon"
    bad = ["hang", "stop", "crash", "eat", "child", "gulp", "huge", "half", "babble", "line", f"daemon {daemon}"]
    good = [f"ok {number}" for number in range(len(bad))]
    outcomes = _outcomes([task for pair in zip(bad, good, strict=True) for task in pair], jobs=4)
    assert sorted(str(one.result) for one in outcomes if one.loss is None) == sorted(task[3:] for task in good)
    assert {one.task.split()[0]: (one.loss, one.detail, one.page) for one in outcomes if one.loss} == {
        "hang": (Loss.TIMEOUT, "0.7 s", 7),
        "stop": (Loss.TIMEOUT, "0.7 s", 0),
        "crash": (Loss.CRASH, "SIGSEGV", 3),
        "eat": (Loss.MEMORY, "300 MB", 5),
        "child": (Loss.MEMORY, "300 MB", 0),
        "gulp": (Loss.MEMORY, "300 MB", 0),
        "huge": (Loss.OUTPUT, "4 MB", 0),
        "half": (Loss.TIMEOUT, "0.7 s", 0),
        "babble": (Loss.CRASH, "it sent what is no message (UnpicklingError)", 0),
        "line": (Loss.CRASH, "exit code 3", 0),
        "daemon": (Loss.TIMEOUT, "0.7 s", 0),
    }
    assert _is_gone(int(daemon.read_text()))


def test_processor_time_is_limited_too() -> None:
    (lost,) = _outcomes(["spin"], limits=Limits(wall_s=30, cpu_s=0.2))
    assert (lost.loss, lost.detail) == (Loss.CPU_TIME, "0.2 s")
    assert lost.seconds < 10


def test_no_page_is_to_blame_where_time_ran_out_over_many() -> None:
    (lost,) = _outcomes(["pages"], limits=Limits(wall_s=0.6))
    assert (lost.loss, lost.page) == (Loss.TIMEOUT, 0)


def test_the_kernel_holds_hard_limits_and_one_thread_too() -> None:
    ((limits, nice, threads),) = [one.result for one in _outcomes(["limits"], nice=3)]  # type: ignore[misc]
    assert [hard for _, hard in limits] == [0, 503 * MIB, 503 * MIB + (2 << 30), 40, 256 * MIB]
    assert all(soft == hard for soft, hard in limits)
    assert (nice - os.nice(0), threads) == (3, "1")


def test_a_worker_is_kept_until_it_keeps_too_much() -> None:
    first, second, third = (one.result for one in _outcomes(["keep 1", "keep 190", "keep 1"]))
    assert first == second != third


def test_temporary_files_of_a_worker_go_with_it() -> None:
    (left,) = _outcomes(["file"])
    assert left.result is not None
    assert not Path(str(left.result)).parent.exists()


def test_workers_and_their_children_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = f"from tests.unit.test_pool_limits import run_and_say; run_and_say({str(tmp_path / 'daemon')!r})"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker, folder = parent.stdout.readline().decode().split()
        while not (tmp_path / "daemon").exists() or not (tmp_path / "daemon").read_text():
            time.sleep(0.05)
        parent.kill()
    assert _is_gone(int(worker))
    assert _is_gone(int((tmp_path / "daemon").read_text()))
    until = time.monotonic() + 2
    while Path(folder).exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(folder).exists()


def run_and_say(path: str) -> None:
    """Run a task whose child holds on, and say which process and which folder it has."""
    waiting: Jobs[str] = Jobs()
    waiting.add(Job(f"tesseract {path}"))
    for _ in LocalEngine(1, Limits()).run(waiting, _start, stop=lambda: False):
        pass


def _hold(text: str, voice: Voice) -> None:
    """As Tesseract does: a child in the worker's group that works on."""
    child = subprocess.Popen(["sleep", "60"])
    print(os.getpid(), tempfile.gettempdir(), flush=True)
    Path(text).write_text(str(child.pid))
    child.wait()


_DEEDS["tesseract"] = _hold


def test_a_worker_that_dies_idle_costs_no_document() -> None:
    waiting: Jobs[str] = Jobs()
    waiting.add(Job("keep 0"))
    pids = []
    for one in LocalEngine(1, LIMITS).run(waiting, _start, stop=lambda: False):
        if isinstance(one, Outcome):
            assert one.loss is None
            pids.append(int(str(one.result)))
            if len(pids) == 1:
                os.kill(pids[0], signal.SIGKILL)
                assert _is_gone(pids[0])
                waiting.add(Job("keep 0"))
    assert len(set(pids)) == 2


def test_no_zombie_is_left_to_the_first_process_of_a_container(tmp_path: Path) -> None:
    code = f"from tests.unit.test_pool_limits import run_as_first; run_as_first({str(tmp_path / 'daemon')!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    assert done.stdout.decode().split() == ["crash", "timeout", "crash", "0"]


def run_as_first(path: str) -> None:
    """Run tasks in a process that orphans fall to, and say how they ended and how many zombies there are."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for task in ("line", f"daemon {path}", "crash"):
        (lost,) = _outcomes([task])
        print(lost.loss)
    print(sum(child.status() == psutil.STATUS_ZOMBIE for child in psutil.Process().children(recursive=True)))


def test_where_no_more_workers_can_be_started_fewer_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    starts = [pool.Worker]

    def hire(*args: Any) -> Any:
        if not starts:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        return starts.pop()(*args)

    monkeypatch.setattr(pool, "Worker", hire)
    assert [one.result for one in _outcomes(["ok 1", "ok 2"], jobs=2)] == ["1", "2"]
    with pytest.raises(ToolError, match="no worker can be started"):
        _outcomes(["ok 1"])
    assert not list(tmp_path.iterdir())
