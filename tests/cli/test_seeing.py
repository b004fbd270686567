"""What a run says while it works: a log of JSON lines, numbers for Prometheus, a status file."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.cli.conftest import COMMAND, ROOT, environment, lkip, lkip_begun

STRANGE = "d\x1b[2J\nx\udcff.pdf"


def test_a_log_of_events_names_every_file_whatever_its_name(tmp_path: Path, letter: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(letter)
    (folder / "copy.pdf").write_bytes(letter)
    (folder / "bad.pdf").write_bytes(b"no")
    (folder / STRANGE).write_bytes(letter + b"%")
    done = lkip("run", folder, "--out", tmp_path / "out", "--metrics", tmp_path / "lkip.prom", "--log-json")
    assert done.code == 7
    told = [json.loads(line) for line in done.out.splitlines()]
    assert [one["event"] for one in told][:2] == ["run_started", "work_planned"]
    assert told[-1]["event"] == "run_done"
    assert (told[-1]["documents"], told[-1]["failed"], told[-1]["left"]) == (4, 1, 0)
    ends = {one["document"]: one for one in told if one["event"] in ("document_done", "document_failed")}
    assert set(ends) == {"a.pdf", "copy.pdf", "bad.pdf", "d\\x1b[2J\\x0ax\\xff.pdf"}
    assert ends["copy.pdf"]["duplicate_of"] == "a.pdf"
    assert ends["bad.pdf"]["reason"].startswith("not a PDF")
    # Nothing of what stands in a document goes into a log.
    assert "Kepada" not in done.out
    assert "\x1b" not in done.out + done.err
    families = text_string_to_metric_families((tmp_path / "lkip.prom").read_text())
    samples = {(s.name, s.labels.get("status")): s.value for family in families for s in family.samples}
    assert samples["lkip_documents_total", "failed"] == 1
    assert samples["lkip_running", None] == 0
    status = json.loads((tmp_path / "out" / ".lkip" / "status.json").read_bytes())
    assert (status["phase"], status["read"], status["files"]) == ("done", 3, 4)


def test_a_log_is_refused_before_the_work_where_it_would_cost_a_file(tmp_path: Path, letter: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(letter)
    (tmp_path / "b.pdf").write_bytes(letter)
    done = lkip("run", "--log-json", "a.pdf", "b.pdf", "--out", "out", cwd=tmp_path)
    assert done.code == 6
    assert "a.pdf: the file holds something else than a log" in done.err
    assert (tmp_path / "a.pdf").read_bytes() == letter


def test_status_speaks_of_a_run_that_goes_on_and_of_one_that_was_killed(tmp_path: Path, letter: bytes) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(letter)
    with lkip_begun("run", folder, "--out", out, "--log-json") as running:
        assert running.stdout is not None
        assert any(b"document_started" in line for line in running.stdout)
        # Held still, or a quick machine's run is over before a slow one's questions are asked.
        running.send_signal(signal.SIGSTOP)
        alive = lkip("status", out)
        assert (lkip("status", out, "--health").code, lkip("status", "--health", LKIP_OUT=str(out)).code) == (0, 0)
        running.kill()
        running.wait()
    assert alive.code == 0
    assert f"process {running.pid} on " in alive.out
    assert "last sign of life" in alive.out
    killed = lkip("status", out)
    assert killed.code == 0
    assert "interrupted: process" in killed.out
    assert lkip("status", out, "--health").code == 1
    assert json.loads(lkip("status", out, "--json").out)["run"]["life"] == "gone"


def test_status_of_a_folder_that_is_no_run_exits_3(tmp_path: Path) -> None:
    done = lkip("status", tmp_path)
    assert done.code == 3
    assert done.err == f"lkip: {tmp_path}: no run has written here; give the --out of a `lkip run`\n"


def test_on_a_terminal_the_summary_comes_after_the_bar_in_whole_lines(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    # A reason that is longer than the terminal is wide.
    (folder / f"{'long' * 40}.pdf").write_bytes(b"no")
    command = shlex.join([*COMMAND, "run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"])
    typed = ["script", "-qec", f"stty cols 60; {command}", "/dev/null"]
    done = subprocess.run(typed, cwd=ROOT, env=environment(), capture_output=True, timeout=120, check=False)
    bar, _, summary = done.stdout.decode().partition("1 document: ")
    assert "1 of 1 documents" in bar or "looking at" in bar or "0 of 1 documents" in bar
    assert "\x1b[" in bar
    assert "\x1b" not in summary
    assert f"  {'long' * 40}.pdf: failed: not a PDF; give a PDF file; convert other kinds first" in summary
