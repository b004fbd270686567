"""A user's own profiles, from the command line: who gets them, and what is said of a mistake in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.cli.conftest import lkip

STYLE = getSampleStyleSheet()["BodyText"]
HEADINGS = ("No", "Indikator Kinerja", "Cita Cita", "Kinerja Nyata", "Derajat Terpenuhi")
ROWS = (
    ("1", "Jumlah jalan desa yang diaspal", "40", "38", "95,00"),
    ("2", "Jumlah jembatan yang dipugar", "12", "15", "125,00"),
    ("3", "Jumlah saluran yang dibersihkan", "80", "64", "80,00"),
)
OWN_WORDS = """
[[role]]
name = "target"
wordings = ["cita cita"]
[[role]]
name = "realisasi"
wordings = ["kinerja nyata"]
[[role]]
name = "capaian"
wordings = ["derajat terpenuhi"]
"""


def report_of(*parts: tuple[str, Sequence[str], Sequence[Sequence[str]]]) -> bytes:
    """A page of ruled tables, each with its caption, headings and rows."""
    stream = io.BytesIO()
    story: list[Flowable] = []
    for caption, headings, rows in parts:
        cells = [[Paragraph(text, STYLE) for text in row] for row in (headings, *rows)]
        widths = [30.0, 170.0, *[80.0] * (len(headings) - 2)]
        story += [Paragraph(caption, STYLE), Table(cells, widths, style=[("GRID", (0, 0), (-1, -1), 0.7, "black")])]
        story.append(Spacer(1, 30))
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(story)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report whose headings nobody knows, and a user's words for them."""
    (tmp_path / "laporan.pdf").write_bytes(report_of(("Tabel 3.1 Pengukuran Kinerja Tahun 2021", HEADINGS, ROWS)))
    (tmp_path / "own" / "vocabulary").mkdir(parents=True)
    (tmp_path / "own" / "vocabulary" / "headers.toml").write_text(OWN_WORDS, encoding="utf-8")
    return tmp_path


def _fields(out: Path) -> set[tuple[str, str, str]]:
    with open(out / "values.csv", newline="") as stream:
        return {(row["field"], row["value_text"], row["trust"]) for row in csv.DictReader(stream)}


def test_workers_get_the_users_words_and_the_run_names_them(folder: Path) -> None:
    done = lkip("run", "laporan.pdf", "--out", "out", "--profiles", "own", cwd=folder)
    assert done.code == 0, done.err
    assert {("target", "40", "verified"), ("realisasi", "38", "verified")} <= _fields(folder / "out")
    made = json.loads((folder / "out" / "run.json").read_text())
    assert made["own_profiles"] == {"vocabulary/headers.toml": hashlib.sha256(OWN_WORDS.encode()).hexdigest()}


def test_the_environment_names_the_users_folder_too(folder: Path) -> None:
    done = lkip("inspect", "laporan.pdf", cwd=folder, LKIP_PROFILES="own")
    assert "'Cita Cita' → target" in done.out
    assert "~ 'cita cita' (1.00)" in done.out


def test_what_goes_against_the_shipped_vocabulary_is_said(folder: Path) -> None:
    words = folder / "own" / "vocabulary" / "headers.toml"
    words.write_text(OWN_WORDS.replace('"cita cita"', '"cita cita", "realisasi"'), encoding="utf-8")
    said = "headers.toml: 'realisasi' is target, in the shipped vocabulary realisasi"
    assert said in lkip("run", "laporan.pdf", "--out", "out", "--profiles", "own", cwd=folder).err
    assert said in lkip("doctor", "--profiles", "own", cwd=folder).out


@pytest.mark.parametrize("command", ["run", "inspect"])
def test_a_mistake_in_a_users_file_is_one_line_and_exits_5(folder: Path, command: str) -> None:
    (folder / "own" / "mine.toml").write_text('[[profile]]\nkind = "capaian_kinerja"\ncolour = 1\n', encoding="utf-8")
    done = lkip(command, "laporan.pdf", "--profiles", "own", cwd=folder)
    assert done.code == 5
    assert done.err.startswith("lkip: own/mine.toml: profile 1, key ")
    assert done.err.count("\n") == 1
    assert lkip(command, "laporan.pdf", "--profiles", "nowhere", cwd=folder).code == 5


PROFILE = """
[[profile]]
name = "{name}"
{kind}
seen_on = ["{page}"]
weight = {weight}
requires = ["label", "target", "realisasi"]
"""


def _write_profiles(folder: Path, *profiles: tuple[str, str, str, int]) -> None:
    texts = (PROFILE.format(name=n, kind=k, page=p, weight=w) for n, k, p, w in profiles)
    (folder / "own" / "mine.toml").write_text("".join(texts), encoding="utf-8")


def test_check_of_a_folder_that_is_right_exits_0_and_says_what_was_tried(folder: Path) -> None:
    _write_profiles(folder, ("jalan", 'kind = "capaian_kinerja"', "laporan, page 1", 40))
    done = lkip("profile", "check", "own", "--corpus", ".", cwd=folder)
    assert (done.code, done.err) == (0, "")
    assert re.match(r"\d+ profiles, \d+ wordings; tried on 1 reports of \.\n", done.out)
    assert "error" not in done.out


def test_check_names_overlaps_idle_profiles_and_pages_that_were_not_claimed(folder: Path) -> None:
    _write_profiles(
        folder,
        ("jalan", 'kind = "capaian_kinerja"', "laporan, page 1", 40),
        ("jembatan", 'kind = "perbandingan_tahun"', "laporan, page 1", 40),
        ("saluran", 'kind = "perbandingan_tahun"', "elsewhere", 1),
    )
    done = lkip("profile", "check", "own", "--corpus", "laporan.pdf", cwd=folder)
    assert done.code == 5
    assert done.err == "lkip: 2 errors; mend what is said above\n"
    for said in (
        "error: jalan and jembatan claim the table on page 1 of laporan equally, with 40",
        "error: jembatan names page 1 of laporan in 'seen_on' and got no table there; jalan did",
        "warning: saluran gets no table of these reports",
    ):
        assert said in done.out


def test_check_names_own_wordings_that_are_nearly_another_roles(folder: Path) -> None:
    words = '[[role]]\nname = "sisa"\nwordings = ["kinerja nyara"]\n'
    (folder / "own" / "vocabulary" / "headers-b.toml").write_text(words, encoding="utf-8")
    said = lkip("profile", "check", "own", "--corpus", "laporan.pdf", cwd=folder).out
    assert "warning: wordings 'kinerja nyara' (sisa) and 'kinerja nyata' (realisasi) are nearly one" in said
    assert said.count("nearly one") == 1


def test_check_says_where_no_report_is_to_try_them_on(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = lkip("profile", "check", "own", "--corpus", "empty", cwd=folder)
    assert done.code == 3
    assert "no PDF file found" in done.err


def test_a_draft_is_three_files_and_claims_its_table_as_it_is(folder: Path) -> None:
    done = lkip("profile", "new", "laporan.pdf", "--page", "1", "--out", "mine", cwd=folder)
    assert done.code == 0, done.err
    name = "capaian_kinerja-laporan-p1"
    assert done.out.split() == [f"mine/{name}.toml", f"mine/vocabulary/headers-{name}.toml", f"mine/{name}.png"]
    assert f"table 1 is claimed by {name}" in done.err
    seen = lkip("inspect", "laporan.pdf", "--profiles", "mine", cwd=folder).out
    assert f"by profile {name}" in seen
    assert "'Cita Cita' → target" in seen
    checked = lkip("profile", "check", "mine", "--corpus", "laporan.pdf", cwd=folder)
    assert (checked.code, "error" in checked.out) == (0, False)


def test_a_draft_overwrites_nothing(folder: Path) -> None:
    args = ("profile", "new", "laporan.pdf", "--page", "1", "--out", "mine")
    lkip(*args, cwd=folder)
    before = {path.name: path.read_bytes() for path in (folder / "mine").rglob("*.*")}
    done = lkip(*args, cwd=folder)
    assert done.code == 6
    assert "a file stands there" in done.err
    assert {path.name: path.read_bytes() for path in (folder / "mine").rglob("*.*")} == before


def test_a_page_without_the_table_is_said(folder: Path) -> None:
    for args, said in ((("--page", "1", "--table", "3"), "has no table 3"), (("--page", "9"), "has no page 9")):
        done = lkip("profile", "new", "laporan.pdf", *args, "--out", "mine", cwd=folder)
        assert done.code == 3
        assert said in done.err
    assert not (folder / "mine").exists()


def test_no_draft_is_made_of_a_table_of_persons_and_nobody_is_named(folder: Path) -> None:
    rows = (("1", "Lasiman Kertapati, S.H.", "40"), ("2", "Kompol Markus Tandi", "38"))
    (folder / "orang.pdf").write_bytes(report_of(("Tabel 4 Capaian", ("No", "Uraian", "Cita Cita"), rows)))
    done = lkip("profile", "new", "orang.pdf", "--page", "1", "--out", "mine", cwd=folder)
    assert done.code == 3
    assert "orang.pdf, page 1: table 1 holds names or numbers of persons" in done.err
    assert not (folder / "mine").exists()
    run = lkip("run", "orang.pdf", "--out", "out", cwd=folder)
    written = "".join(path.read_text() for path in (folder / "out").glob("*.csv"))
    assert (run.code, "Kertapati" in written + done.err, "Tandi" in written + done.err) == (0, False, False)


def test_a_page_without_any_table_is_named_with_its_file(folder: Path) -> None:
    (folder / "kosong.pdf").write_bytes(report_of(("Tidak ada tabel", ("Kata", "Pengantar"), ())))
    done = lkip("profile", "new", "kosong.pdf", "--page", "1", "--out", "mine", cwd=folder)
    assert done.code == 3
    assert "kosong.pdf, page 1: no table is seen there" in done.err
