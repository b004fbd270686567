"""What `lkip status` says: of runs here, elsewhere, killed and done; of documents, offices and years."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import InputError
from layouts.records import Document, DocumentResult, DocumentStatus, Office
from pipelines.folder import FolderStatus, StoredDocument, read_folder
from pipelines.health import look_at_health
from pipelines.lifesign import Mark, own_mark
from pipelines.office_years import ASCII, BLOCKS, Report, grid, office_years
from pipelines.results import look_into_results, open_results
from pipelines.runstate import Phase
from pipelines.settings import RUN_FOLDER
from pipelines.status_text import duration, render, signs_for, to_json
from pipelines.statusfile import STATUS_FILE, WATCH_FILE, LiveDocument, LiveStatus, StatusFile

NOW = 2_000_000_000.0
ELSEWHERE = Mark(77, "server2", "another-boot", "pid:[1]", 1)
OK, PARTIAL, FAILED = DocumentStatus.OK, DocumentStatus.PARTIAL, DocumentStatus.FAILED


def report(satker: str, tahun: int | None, *, status: str = OK, provinsi: str = "", file: str = "a.pdf") -> Report:
    return Report(file, status, satker, tahun, "BNNK", provinsi)


def stored(
    file: str, *, status: DocumentStatus = OK, reason: str = "", seconds: float = 1.0, **facts: str
) -> StoredDocument:
    office = Office(facts.pop("satker", ""), "", "BNNK", "")
    return StoredDocument(Document("", file, "", status, reason, office, 2021, pages=3, **facts), seconds)


def live(phase: Phase = Phase.READING, *, beat: float = NOW - 2, mark: Mark = ELSEWHERE, **facts: object) -> LiveStatus:
    base = LiveStatus(
        phase, mark, started=NOW - 3600, beat=beat, version="1", engine="local", jobs=2, to_read=9, read=4
    )
    return replace(base, **facts)


def said(folder: FolderStatus) -> str:
    return render(folder, BLOCKS, now=NOW, width=100)


def test_gaps_between_years_are_seen() -> None:
    table = office_years(
        [report("BNNK A", 2019), report("BNNK A", 2021), report("BNNK B", 2021, status=PARTIAL), report("", 2020)]
        + [report("BNNK B", 2020)] * 2
    )
    assert list(grid(table, width=100)) == [
        "         2019 2020 2021",
        "  BNNK A    ■    ·    ■",
        "  BNNK B    ·    2    ◧",
    ]
    assert (table.gaps, len(table.homeless)) == (2, 1)


def test_a_misread_year_does_not_stretch_the_grid() -> None:
    assert office_years([report("A", 2021), report("A", 1201)]).years == (1201, 2021)


def test_offices_stand_under_their_provinces_and_years_shrink_to_the_width() -> None:
    table = office_years([report("A", 2021, provinsi="Bali"), report("B", 2022, provinsi="Aceh"), report("C", 2022)])
    assert list(grid(table, ASCII, width=12)) == [
        "    21 22",
        "(province not known):",
        "  C  .  #",
        "Aceh:",
        "  B  .  #",
        "Bali:",
        "  A  #  .",
    ]


@pytest.mark.parametrize(("encoding", "signs"), [("utf-8", BLOCKS), ("ascii", ASCII), (None, ASCII), ("cp1252", ASCII)])
def test_a_terminal_that_has_no_blocks_gets_letters(encoding: str | None, signs: object) -> None:
    assert signs_for(encoding) is signs


def test_failures_stand_together_by_reason() -> None:
    documents = [stored(f"{n}.pdf", status=FAILED, reason="not a PDF") for n in range(5)]
    documents += [
        stored("z.pdf", status=FAILED, reason="it is empty"),
        stored("p.pdf", status=PARTIAL, reason="page 3"),
    ]
    text = said(FolderStatus("out", None, None, tuple(documents)))
    assert "Failed (6):\n  0.pdf, 1.pdf, 2.pdf and 2 more: not a PDF\n  z.pdf: it is empty\n" in text
    assert "Partial (1):\n  p.pdf: page 3" in text


def test_copies_are_counted_apart() -> None:
    copy = stored("b.pdf", duplicate_of="a.pdf", seconds=50.0)
    text = said(FolderStatus("out", None, None, (stored("a.pdf", seconds=2.0), copy)))
    assert "2 files: 1 ok, 1 the same as another file\n3 pages (0 scanned), 2.0 s of work" in text


def test_the_slowest_come_first() -> None:
    text = said(
        FolderStatus("out", None, None, (stored("a.pdf"), stored("b.pdf", seconds=700.0), stored("c.pdf", seconds=0.0)))
    )
    assert "Slowest:\n   11 min 40 s  3 pages  b.pdf\n         1.0 s  3 pages  a.pdf" in text


def test_a_run_on_another_machine_is_told_by_its_last_sign_of_life() -> None:
    hand = LiveDocument("a.pdf", 60.0, 2, 3, 40)
    text = said(FolderStatus("out", live(in_hand=(hand,), left_s=720.0), None, ()))
    assert "process 77 on server2, last sign of life 2.0 s ago" in text
    assert "about 12 min left" in text
    assert "now: a.pdf, scan 4 of 40, attempt 2, for 1 min 2 s" in text
    assert "no sign of life for 15 min 0 s" in said(FolderStatus("out", live(beat=NOW - 900), None, ()))


def test_a_killed_run_is_said_to_be_gone() -> None:
    here = own_mark()
    mark = Mark(here.pid, here.host, here.boot, here.namespace, here.start_ticks - 1)
    assert "interrupted: process" in said(FolderStatus("out", live(mark=mark), None, ()))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (live(Phase.DONE, ended=NOW - 60), "done 1 min 0 s ago, after 59 min 0 s"),
        (live(Phase.STOPPED, ended=NOW, signal=15), "stopped by signal 15"),
        (live(Phase.BROKEN, ended=NOW, reason="disk full"), "ended by an error: disk full"),
    ],
)
def test_how_a_run_ended_is_said(status: LiveStatus, words: str) -> None:
    assert words in said(FolderStatus("out", status, None, ()))


def test_json_has_everything_that_is_not_ok() -> None:
    documents = [stored(f"{n}.pdf", status=FAILED, reason="not a PDF") for n in range(5)]
    content = json.loads(to_json(FolderStatus("out", live(), None, tuple(documents)), now=NOW))
    assert [one["file"] for one in content["not_ok"]] == [f"{n}.pdf" for n in range(5)]
    assert (content["run"]["life"], content["documents"]["failed"]) == ("runs", 5)


def test_seconds_are_said_as_people_say_them() -> None:
    assert [duration(s) for s in (-3, 0.44, 59.6, 125, 11_400)] == [
        "0.0 s",
        "0.4 s",
        "1 min 0 s",
        "2 min 5 s",
        "3 h 10 min",
    ]


@pytest.mark.parametrize("make", ["missing", "empty", "other", "file"])
def test_a_folder_that_is_no_run_is_an_error_that_says_so(tmp_path: Path, make: str) -> None:
    out = tmp_path / "out"
    if make == "file":
        out.write_text("x")
    elif make != "missing":
        out.mkdir()
        if make == "other":
            (out / "holiday.jpg").write_text("x")
    with pytest.raises(InputError, match="give the --out of a `lkip run`"):
        read_folder(out)


def _folder(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    with open_results(out) as results:
        result = DocumentResult(Document("x" * 16, "a.pdf", "x" * 64, OK, office=Office("BNNK A"), tahun_anggaran=2021))
        results.put(result, files=["a.pdf", "b.pdf"], key="k", seconds=12.5)
    return out


def test_documents_of_a_folder_come_from_its_database(tmp_path: Path) -> None:
    first, second = read_folder(_folder(tmp_path)).documents
    assert (first.document.file, first.seconds, first.document.office.satker) == ("a.pdf", 12.5, "BNNK A")
    assert second.document.duplicate_of == "a.pdf"


def test_a_folder_whose_run_was_killed_in_a_change_is_read_as_before_it(tmp_path: Path) -> None:
    out = _folder(tmp_path)
    database = out / RUN_FOLDER / "results.sqlite"
    # Enough pages for SQLite to write some before the end of the change.
    change = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode = TRUNCATE'); c.execute('PRAGMA cache_size = 5'); c.execute('BEGIN IMMEDIATE');"
        "c.execute('DELETE FROM contents');"
        "[c.execute('INSERT INTO meta VALUES (?, ?)', (str(n), 'x' * 2000)) for n in range(500)];"
        "os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", change, str(database)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert Path(f"{database}-journal").stat().st_size > 0
    cut = {path: path.read_bytes() for path in (database, Path(f"{database}-journal"))}
    with look_into_results(out) as results:
        assert results.get("499") == ""
    assert [one.document.file for one in read_folder(out).documents] == ["a.pdf", "b.pdf"]
    assert {path: path.read_bytes() for path in cut} == cut


def test_health_is_a_sign_of_life_of_the_watch_or_the_run(tmp_path: Path) -> None:
    assert not look_at_health(tmp_path, now=NOW).well
    folder = tmp_path / RUN_FOLDER
    folder.mkdir()
    StatusFile(folder / STATUS_FILE, wall=lambda: NOW - 4000)._write(live(Phase.DONE, ended=NOW - 4000))
    assert look_at_health(tmp_path, now=NOW) == replace(
        look_at_health(tmp_path, now=NOW), well=False, line="run: ended, last sign of life 2 s ago"
    )
    StatusFile(folder / WATCH_FILE)._write(live(beat=NOW - 3))
    assert look_at_health(tmp_path, now=NOW).line == "watch: alive 3 s ago"
    assert not look_at_health(tmp_path, now=NOW + 60).well
    assert os.listdir(folder)


def test_going_through_a_folder_is_a_sign_of_life(tmp_path: Path) -> None:
    signs: list[str] = []
    with look_into_results(_folder(tmp_path)) as results:
        results.pulse = lambda: signs.append("alive")
        for file in results.files():
            results.document(file.content)
    assert len(signs) == 3
