"""A user's own profiles, from the command line: who gets them, and what is said of a mistake in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
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
