"""What befalls a run on a shared server: the same bytes come out, or one line says what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.runlock import hold_folder
from tests.cli.conftest import COMMAND, ROOT, Done, environment, lkip, lkip_stopped, print_pdf

NAMES = ("a.pdf", "laporan é.pdf", "z.pdf")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("in")
    for number, name in enumerate(NAMES):
        (made / name).write_bytes(print_pdf(f"surat {number}"))
    return made


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of a run that nothing befell."""
    out = tmp_path_factory.mktemp("whole")
    assert lkip("run", folder, "--out", out, "--jobs", "1").code == 0
    return bytes_of(out)


def run_oddly(tmp_path: Path, *args: str | Path, before: str = "", program: str = "", **environ: str) -> Done:
    """Run the program in a shell's `before`, with a `program` that every interpreter runs first."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(program)
    env: Mapping[str, str] = environment() | {"PYTHONPATH": f"{tmp_path / 'site'}:{ROOT}"} | environ
    command = ["sh", "-c", f'{before} exec "$@"', "sh", *COMMAND, *args]
    if before:
        command = ["unshare", "--mount", *command]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120, check=False)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_locale_c_and_a_home_that_cannot_be_written_change_nothing(
    tmp_path: Path, folder: Path, whole: dict[str, bytes]
) -> None:
    out = tmp_path / "hasil é"
    odd = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": "/proc", "XDG_CACHE_HOME": "/proc"}
    assert run_oddly(tmp_path, "run", folder, "--out", out, **odd).code == 0
    assert bytes_of(out) == whole


def test_a_clock_that_steps_back_changes_nothing(tmp_path: Path, folder: Path, whole: dict[str, bytes]) -> None:
    backwards = (
        "import time\nnow = [time.time()]\ndef back():\n    now[0] -= 3600\n    return now[0]\ntime.time = back\n"
    )
    assert run_oddly(tmp_path, "run", folder, "--out", tmp_path / "out", program=backwards).code == 0
    assert bytes_of(tmp_path / "out") == whole


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "--mount", "true"], check=False).returncode != 0,
    reason="no right to a mount namespace",
)
def test_without_tmp_a_run_keeps_its_files_in_its_own_folder(
    tmp_path: Path, folder: Path, whole: dict[str, bytes]
) -> None:
    read_only = "for d in /tmp /var/tmp; do mount --bind $d $d; mount -o remount,ro,bind $d; done;"
    # The test's own folder may lie in there.
    read_only += f' mount --bind "{tmp_path}" "{tmp_path}"; mount -o remount,rw,bind "{tmp_path}"; ! touch /tmp/x &&'
    done = run_oddly(tmp_path, "run", folder, "--out", tmp_path / "out", before=read_only, TMPDIR="/nonexistent")
    assert done.code == 0, done.err
    assert bytes_of(tmp_path / "out") == whole
    folders = {path for path in (tmp_path / "out" / ".lkip").iterdir() if path.is_dir()}
    assert not [file for path in folders for file in path.rglob("*")]


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "--mount", "true"], check=False).returncode != 0,
    reason="no right to a mount namespace",
)
def test_a_disk_that_runs_full_is_said_and_the_next_run_goes_on(
    tmp_path: Path, folder: Path, whole: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    # Room for the database of results, not for the tables; then more, as when somebody tidies up.
    script = (
        f'mount -t tmpfs -o size=160k none "{out}" && cd / && ("$@"; echo $?) > "{tmp_path}/code" 2> "{tmp_path}/err";'
        f' ls -A "{out}" > "{tmp_path}/left"; mount -o remount,size=8m "{out}";'
        f' "$@" 2> "{tmp_path}/err2" && cp "{out}"/*.* "{tmp_path}/copy/"'
    )
    (tmp_path / "copy").mkdir()
    command = ["unshare", "--mount", "sh", "-c", script, "sh", *COMMAND, "run", folder, "--out", out, "--jobs", "1"]
    subprocess.run(command, env=environment(), timeout=120, check=True)
    assert (tmp_path / "code").read_text() == "6\n"
    said = (tmp_path / "err").read_text()
    assert "Traceback" not in said
    assert "space" in said or "full" in said
    assert (tmp_path / "left").read_text().split() == [".lkip"]
    assert bytes_of(tmp_path / "copy") == whole


def test_a_killed_run_is_gone_on_with_and_nothing_is_done_twice(
    tmp_path: Path, folder: Path, whole: dict[str, bytes]
) -> None:
    args = ["run", folder, "--out", tmp_path / "out", "--jobs", "1", "--verbose"]
    killed = lkip_stopped(args, after=": ok", by=signal.SIGKILL, wait_s=0)
    finished = {name for name in NAMES if f"{name}: ok" in killed.err}
    log = tmp_path / "log.json"
    assert lkip(*args, "--log-json", log).code == 0
    assert bytes_of(tmp_path / "out") == whole
    events = [json.loads(line) for line in log.read_text().splitlines()]
    begun = {event["document"] for event in events if event["event"] == "document_started"}
    assert finished
    assert not finished & begun


def test_a_second_run_into_the_folder_ends_at_once_with_one_line(tmp_path: Path, folder: Path) -> None:
    with hold_folder(tmp_path):
        done = lkip("run", folder, "--out", tmp_path)
    assert done.code == 6
    assert done.err.count("\n") == 1
    assert f"another run is writing here: process {os.getpid()} on " in done.err


def test_an_output_folder_that_vanishes_ends_the_run_with_one_line(tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*COMMAND, "run", folder, "--out", out, "--jobs", "1", "--verbose"],
        env=environment(),
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    process.stderr.readline()
    while out.exists():
        shutil.rmtree(out, ignore_errors=True)
        time.sleep(0.01)
    said = process.stderr.read().decode()
    process.wait(timeout=60)
    process.stderr.close()
    assert process.returncode == 6, said
    assert "Traceback" not in said
    assert str(out) in said


def test_pruning_removes_what_the_input_no_longer_holds_and_only_then(
    tmp_path: Path, folder: Path, whole: dict[str, bytes]
) -> None:
    held, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(folder, held)
    (held / "b.pdf").write_bytes((held / "a.pdf").read_bytes() + b"%")
    run = ["run", held, "--out", out, "--jobs", "1"]
    assert lkip(*run).code == 0
    (held / "b.pdf").unlink()
    assert lkip(*run).code == 0
    assert ",b.pdf," in (out / "documents.csv").read_text()
    unseen = lkip(*run, tmp_path / "not mounted", "--prune")
    assert "nothing was removed (--prune): " in unseen.err
    assert ",b.pdf," in (out / "documents.csv").read_text()
    assert "2 files that are no longer in the input were removed" in lkip(*run, "--prune").err
    assert bytes_of(out) == whole
