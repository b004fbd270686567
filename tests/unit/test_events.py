"""What is told of a run: added up, logged as JSON lines, kept as a status file, given to Prometheus."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console

from extract.errors import OutputError
from pipelines import metrics, statusfile
from pipelines.eventlog import json_log, line_of
from pipelines.events import (
    DocumentDone,
    DocumentFailed,
    DocumentRetried,
    DocumentStarted,
    Event,
    PageRead,
    Pulse,
    RunDone,
    RunStarted,
    WorkPlanned,
    WritingStarted,
)
from pipelines.lifesign import Mark, is_alive, own_mark
from pipelines.metrics import MetricsFile, Totals, exposition
from pipelines.progress import left_text, progress
from pipelines.runstate import OPENING_BYTES, Phase, RunState, add
from pipelines.settings import Talk
from pipelines.statusfile import Life, StatusFile, judge, read_status

STARTED = RunStarted("/out", files=5, jobs=2, version="1")
PLANNED = WorkPlanned(to_read=3, known=1, copies=1, bytes=300_000, seconds=0.5)
FAILED = DocumentFailed("c.pdf", "", "not a PDF", 0.1, 1, bytes=100_000)


def done(name: str, *, size: int = 100_000, seconds: float = 2.0, **facts: str) -> DocumentDone:
    return DocumentDone(name, "0123456789abcdef", "ok", "", seconds, 1, size, 10, 4, 3, 50, 2, **facts)


def state_after(*events: Event, every_s: float = 1.0) -> RunState:
    state = RunState()
    for number, event in enumerate(events):
        state = add(state, event, number * every_s)
    return state


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_a_run_is_added_up() -> None:
    state = state_after(
        STARTED, PLANNED, DocumentStarted("a.pdf", 100_000), done("a.pdf"), DocumentStarted("b.pdf", 100_000), FAILED
    )
    assert (state.read, state.failed, state.pages, state.scans) == (2, 1, 10, 4)
    assert list(state.in_hand) == ["b.pdf"]
    assert state.share == pytest.approx(2 / 3)


def test_a_copy_is_counted_but_was_not_read() -> None:
    state = state_after(STARTED, PLANNED, done("a.pdf"), done("b.pdf", duplicate_of="a.pdf"))
    assert state.statuses == {"ok": 2}
    assert (state.read, state.pages) == (1, 10)


def test_pages_of_a_document_in_hand_move_the_share_and_the_time_left() -> None:
    events = [STARTED, PLANNED, DocumentStarted("a.pdf", 100_000), PageRead("a.pdf", done=3, of=6)]
    state = state_after(*events)
    assert state.share == pytest.approx(1 / 6)
    # Reading began with the plan, at second 1; a sixth is done at second 11.
    assert state.left_s(11.0) == pytest.approx(50.0)
    assert state.left_s(2.0) is None


def test_a_retried_page_leaves_its_document_in_hand_and_a_retried_document_begins_anew() -> None:
    events = [DocumentStarted("a.pdf", 9), PageRead("a.pdf", 3, 6), DocumentRetried("a.pdf", 1, "too long", 9.0)]
    assert (state_after(*events).in_hand["a.pdf"].attempt, state_after(*events).in_hand["a.pdf"].done) == (2, 3)
    again = state_after(*events, DocumentStarted("a.pdf", 9, attempt=2))
    assert (again.retried, again.in_hand["a.pdf"].attempt, again.in_hand["a.pdf"].done) == (1, 2, 0)


@pytest.mark.parametrize(
    ("end", "phase"),
    [
        (RunDone(3, 0, 0, 9.0), Phase.DONE),
        (RunDone(1, 0, 2, 9.0, signal=15), Phase.STOPPED),
        (RunDone(1, 0, 2, 9.0, reason="disk full"), Phase.BROKEN),
    ],
)
def test_how_a_run_ended(end: RunDone, phase: Phase) -> None:
    assert state_after(STARTED, PLANNED, DocumentStarted("a.pdf", 1), end).phase is phase


def test_nothing_to_read_is_all_done() -> None:
    assert state_after(STARTED, WorkPlanned(0, 5, 0, 0, 0.1)).share == 1.0


@given(st.text(), st.text())
def test_every_event_is_one_line_of_plain_json_whatever_names_hold(name: str, reason: str) -> None:
    line = line_of(DocumentFailed(name, "", reason, 0.5, 1, 0), run="r", time=datetime(2026, 1, 2, tzinfo=UTC))
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    told = json.loads(line)
    # Lone surrogates are refused by strict readers of JSON.
    assert told.get("document", "").encode() is not None


def test_a_line_has_time_in_utc_and_seconds_to_the_millisecond() -> None:
    jakarta = timezone(timedelta(hours=7))
    line = line_of(
        PageRead("a.pdf", 2, 9, page=4, seconds=3.14159), run="r1", time=datetime(2026, 1, 2, 7, tzinfo=jakarta)
    )
    assert json.loads(line) == {
        "time": "2026-01-02T00:00:00.000Z",
        "run": "r1",
        "event": "page_read",
        "document": "a.pdf",
        "done": 2,
        "of": 9,
        "page": 4,
        "seconds": 3.142,
        "stage": "scan",
    }


def test_a_log_is_added_to_and_a_half_line_of_before_is_cut(tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    with json_log(str(log)) as tell:
        tell(STARTED)
        tell(Pulse())
    with open(log, "ab") as stream:
        stream.write(b'{"time": "2026-01-0')
    with json_log(str(log)) as tell:
        tell(STARTED)
    told = [json.loads(line) for line in log.read_text().splitlines()]
    assert [one["event"] for one in told] == ["run_started", "run_started"]
    assert told[0]["run"] != told[1]["run"]


def test_a_report_is_not_taken_for_a_log_nor_for_metrics(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.4\n...")
    with pytest.raises(OutputError, match="something else than a log"), json_log(str(report)):
        pass
    with pytest.raises(OutputError, match="something else than metrics"):
        MetricsFile(report)
    assert report.read_bytes() == b"%PDF-1.4\n..."


def test_a_log_whose_reader_leaves_does_not_stop_the_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with json_log(str(fifo)) as tell:
        tell(STARTED)
        os.close(reader)
        tell(PLANNED)
        tell(FAILED)
    assert [record.message for record in caplog.records] == [
        f"{fifo}: the log ends here (Broken pipe); the run goes on"
    ]


def test_a_status_file_says_what_is_in_hand_and_since_when(tmp_path: Path) -> None:
    clock, wall = Clock(), Clock(2_000_000_000.0)
    path = tmp_path / "status.json"
    keeper = StatusFile(path, inputs=["/in/\udcff"], clock=clock, wall=wall)
    for event in (STARTED, PLANNED, DocumentStarted("a\nb.pdf", 100_000)):
        keeper.tell(event)
    clock.now, wall.now = clock.now + 30, wall.now + 30
    keeper.tell(PageRead("a\nb.pdf", done=1, of=4))
    status = read_status(path)
    assert status is not None
    assert (status.phase, status.inputs, status.started) == (Phase.READING, ("/in/\\xff",), 2_000_000_000.0)
    (hand,) = status.in_hand
    assert (hand.document, hand.seconds, hand.done, hand.of) == ("a\\x0ab.pdf", 30.0, 1, 4)
    assert [one.name for one in tmp_path.iterdir()] == ["status.json"]


def test_a_status_file_is_written_for_news_at_most_each_second_and_as_a_sign_of_life(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "status.json"
    keeper = StatusFile(path, clock=clock, wall=clock)

    def written(event: Event, after_s: float) -> bool:
        path.unlink(missing_ok=True)
        clock.now += after_s
        keeper.tell(event)
        return path.exists()

    assert written(STARTED, 0)
    assert written(PLANNED, 0)  # another phase
    assert not written(done("a.pdf"), 0.5)
    assert written(done("b.pdf"), 0.5)
    assert not written(Pulse(), 4.9)
    assert written(Pulse(), 0.1)


def test_a_status_file_that_cannot_be_written_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    keeper = StatusFile(tmp_path / "gone" / "status.json", clock=Clock())
    for event in (STARTED, PLANNED, WritingStarted()):
        keeper.tell(event)
    assert len(caplog.records) == 1


def test_a_clock_that_steps_back_does_not_spoil_a_status(tmp_path: Path) -> None:
    clock, wall = Clock(), Clock(2_000_000_000.0)
    keeper = StatusFile(tmp_path / "status.json", clock=clock, wall=wall)
    keeper.tell(STARTED)
    keeper.tell(PLANNED)
    clock.now, wall.now = clock.now + 60, wall.now - 3600
    keeper.tell(done("a.pdf"))
    status = read_status(tmp_path / "status.json")
    assert status is not None
    assert (status.beat - status.started, judge(status, wall.now)) == (60.0, Life.RUNS)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 99}', b'{"format": 1, "mark": {"who": 1}}'])
def test_a_status_file_that_says_nothing_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "status.json").write_bytes(content)
    assert read_status(tmp_path / "status.json") is None


def _status(tmp_path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch) -> statusfile.LiveStatus:
    monkeypatch.setattr(statusfile, "own_mark", lambda: mark)
    StatusFile(tmp_path / "status.json", wall=lambda: 5000.0).tell(STARTED)
    status = read_status(tmp_path / "status.json")
    assert status is not None
    return status


def test_a_killed_run_is_seen_on_its_machine_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        here = own_mark()
        stat = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        mark = Mark(process.pid, here.host, here.boot, here.namespace, int(stat[19]))
        assert is_alive(mark)
        process.kill()
        process.wait()
    assert judge(_status(tmp_path, mark, monkeypatch), 5001.0) is Life.GONE


def test_a_number_that_went_to_another_process_is_not_the_run(tmp_path: Path) -> None:
    here = own_mark()
    assert is_alive(here)
    assert is_alive(Mark(here.pid, here.host, here.boot, here.namespace, here.start_ticks - 1)) is False


def test_a_run_elsewhere_is_judged_by_its_last_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = _status(tmp_path, Mark(1, "elsewhere", "another-boot", "pid:[1]", 7), monkeypatch)
    assert is_alive(status.mark) is None
    assert judge(status, 5010.0) is Life.RUNS
    assert judge(status, 4000.0) is Life.RUNS
    assert judge(status, 5900.0) is Life.SILENT


def _samples(text: bytes) -> dict[tuple[str, str], float]:
    families = text_string_to_metric_families(text.decode())
    return {(s.name, s.labels.get("status", "")): s.value for family in families for s in family.samples}


def test_a_device_or_a_link_is_not_replaced_by_metrics(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / "link.prom").symlink_to(tmp_path / "elsewhere")
    for path in (Path("/dev/null"), tmp_path / "link.prom", tmp_path):
        with pytest.raises(OutputError, match="no file of its own"):
            MetricsFile(path)
    assert (tmp_path / "link.prom").is_symlink()


def test_metrics_are_read_back_by_a_parser_of_prometheus() -> None:
    state = state_after(STARTED, PLANNED, done("a.pdf"), FAILED, DocumentStarted("b.pdf", 100_000))
    samples = _samples(exposition(state, Totals(), now_s=21.0, wall_s=2_000_000_021.0))
    assert samples["lkip_documents_total", "ok"] == 1
    assert samples["lkip_documents_total", "failed"] == 1
    assert samples["lkip_documents_in_hand", ""] == 1
    assert samples["lkip_documents_left", ""] == 1
    assert samples["lkip_started_timestamp_seconds", ""] == 2_000_000_000.0
    assert samples["lkip_left_seconds", ""] == pytest.approx(10.0)
    assert samples["lkip_running", ""] == 1


@given(st.text())
def test_any_folder_name_is_a_label_that_a_parser_reads(out: str) -> None:
    text = exposition(add(RunState(), RunStarted(out, 0, 1, "1"), 0.0), Totals(), now_s=1.0, wall_s=2.0)
    families = list(text_string_to_metric_families(text.decode()))
    assert len({sample.labels["out"] for family in families for sample in family.samples}) == 1


def test_metrics_are_kept_up_to_date_and_show_the_end(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "lkip.prom"
    keeper = MetricsFile(path, clock=clock, wall=clock)
    keeper.tell(STARTED)
    keeper.tell(PLANNED)
    keeper.tell(done("a.pdf"))
    assert _samples(path.read_bytes())["lkip_documents_total", "ok"] == 0
    clock.now += metrics.PAUSE_S
    keeper.tell(Pulse())
    assert _samples(path.read_bytes())["lkip_documents_total", "ok"] == 1
    keeper.tell(RunDone(1, 0, 0, 12.0))
    samples = _samples(path.read_bytes())
    assert (samples["lkip_running", ""], samples["lkip_succeeded", ""]) == (0, 1)
    # A collector that runs as another user reads it.
    assert path.stat().st_mode & 0o444 == 0o444
    assert [one.name for one in tmp_path.iterdir()] == ["lkip.prom"]


def test_a_document_weighs_its_bytes_and_its_opening() -> None:
    state = state_after(STARTED, WorkPlanned(2, 0, 0, 0, 0.0), done("a.pdf", size=0))
    assert (state.weight, state.share) == (2 * OPENING_BYTES, 0.5)


def test_where_there_is_no_terminal_only_whole_lines_are_said_and_one_a_minute() -> None:
    clock, stream = Clock(), io.StringIO()
    with progress(Console(file=stream, force_terminal=False), Talk.NORMAL, clock=clock) as tell:
        tell(STARTED)
        tell(PLANNED)
        tell(DocumentStarted("a\x1b[2J\n.pdf", 100_000))
        clock.now += 59
        tell(PageRead("a\x1b[2J\n.pdf", 2, 4))
        assert stream.getvalue() == ""
        clock.now += 1
        tell(Pulse())
        clock.now += 30
        tell(DocumentFailed("a\x1b[2J\n.pdf", "", "not a PDF", 1.0, 1, 100_000))
        tell(Pulse())
    assert stream.getvalue().splitlines() == [
        "lkip: 0 of 3 documents (1 known), 0 pages, about 5 min left",
        "lkip: a\\x1b[2J\\x0a.pdf: failed: not a PDF",
    ]


def test_a_bar_shows_documents_pages_failures_and_time_left() -> None:
    clock, stream = Clock(), io.StringIO()
    with progress(Console(file=stream, force_terminal=True, width=150), Talk.NORMAL, clock=clock) as tell:
        tell(STARTED)
        tell(PLANNED)
        clock.now += 3600
        tell(done("a.pdf"))
        tell(FAILED)
        time.sleep(0.2)  # drawn ten times a second
    assert "2 of 3 documents (1 known), 10 pages, 1 failed" in stream.getvalue()
    assert "about 30 min left" in stream.getvalue()


@pytest.mark.parametrize(("talk", "lines"), [(Talk.QUIET, 1), (Talk.NORMAL, 2), (Talk.VERBOSE, 3)])
def test_how_much_is_said(talk: Talk, lines: int) -> None:
    stream = io.StringIO()
    with progress(Console(file=stream, force_terminal=False), talk) as tell:
        for event in (STARTED, PLANNED, done("a.pdf"), DocumentRetried("b.pdf", 1, "too long", 9.0), FAILED):
            tell(event)
    assert len(stream.getvalue().splitlines()) == lines


@pytest.mark.parametrize(
    ("left_s", "said"),
    [
        (None, ""),
        (29, "less than a minute left"),
        (3 * 3600 + 600, "about 3 h 10 min left"),
        (36_000, "about 10 h left"),
    ],
)
def test_time_left_is_as_exact_as_it_can_be_known(left_s: float | None, said: str) -> None:
    assert left_text(left_s) == said
