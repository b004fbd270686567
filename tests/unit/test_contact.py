"""The contact sheet of a scanned page: every step of it as a picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.contact import TINTS, contact_sheet, notes_of
from extract.draw import Layer, Mark, render_page
from extract.model import Agreement, Box, LineReadings, Page, PageKind, Reading, Word
from extract.picture.flatten import flatten_page
from extract.picture.model import RuledSheet

ROWS = (
    ("Kegiatan", "Pagu", "Realisasi"),
    ("Advokasi", "86.750.000", "84.830.000"),
    ("Jumlah", "86.750.000", "84.830.000"),
)
TURQUOISE = (0, 200, 200)


def scan_of(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """A page that is the picture of a ruled table, at 150 dpi."""
    picture = Image.new("L", (1240, 1754), 235)
    canvas = ImageDraw.Draw(picture)
    font = ImageFont.load_default(30)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 150 + 320 * column, 300 + 70 * row
            canvas.rectangle((x, y, x + 320, y + 70), outline=20, width=3)
            canvas.text((x + 20, y + 18), text, fill=20, font=font)
    stream = io.BytesIO()
    pdf = Canvas(stream, pagesize=(595, 842), invariant=1)
    pdf.drawImage(ImageReader(picture), 0, 0, 595, 842)
    pdf.save()
    return stream.getvalue()


@pytest.fixture(scope="module")
def scanned() -> tuple[Image.Image, float, RuledSheet]:
    """The page as a viewer shows it, its pixels per point, and its flattened sheet."""
    document = pypdfium2.PdfDocument(scan_of(ROWS))
    picture, px_per_point = render_page(document, 1)
    ruled = flatten_page(document, 1)
    assert isinstance(ruled, RuledSheet)
    return picture, px_per_point, ruled


def colours_of(picture: Image.Image) -> set[object]:
    return {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}


def read_page(ruled: RuledSheet, agreement: Agreement) -> Page:
    """The sheet's page with one line, in which two readers differ."""
    box = ruled.page.words[0].box
    line = LineReadings(
        box, (Reading("tesseract-ind", "5.3", "84.830.000", 0.7), Reading("rapidocr", "3", "84.890.000", 0.9))
    )
    return replace(
        ruled.page, kind=PageKind.SCAN, words=(Word("84.830.000", box, agreement=agreement),), readings=(line,)
    )


def test_without_readers_the_sheet_shows_the_geometry(scanned: tuple[Image.Image, float, RuledSheet]) -> None:
    picture, px_per_point, ruled = scanned
    page = Page(1, 595, 842, PageKind.SCAN, "scan")
    sheet = contact_sheet(picture, px_per_point, ruled=ruled, read=page, found=())
    assert sheet.width > 2 * picture.width
    assert sheet.height > 2 * picture.height
    assert notes_of(ruled, page)[-1] == "no line was read"


def test_the_notes_tell_every_step_and_the_doubt(scanned: tuple[Image.Image, float, RuledSheet]) -> None:
    _, _, ruled = scanned
    notes = notes_of(
        replace(ruled, doubt="lines run through 2.0% of the letters"), read_page(ruled, Agreement.DISPUTED)
    )
    assert [note.partition(":")[0] for note in notes[: len(ruled.sheet.steps)]] == [
        step.partition(":")[0] for step in ruled.sheet.steps
    ]
    assert "doubt about the geometry: lines run through 2.0% of the letters" in notes
    assert "lines read: 1 (1 by rapidocr 3, 1 by tesseract-ind 5.3)" in notes
    assert "words: 0 agreed, 0 single, 1 disputed" in notes


@pytest.mark.parametrize("agreement", [Agreement.SINGLE, Agreement.DISPUTED])
def test_lines_in_doubt_are_tinted(scanned: tuple[Image.Image, float, RuledSheet], agreement: Agreement) -> None:
    picture, px_per_point, ruled = scanned
    sure = contact_sheet(picture, px_per_point, ruled=ruled, read=read_page(ruled, Agreement.AGREED), found=())
    doubted = contact_sheet(picture, px_per_point, ruled=ruled, read=read_page(ruled, agreement), found=())
    assert TINTS[agreement] not in colours_of(sure)
    assert TINTS[agreement] in colours_of(doubted)


def test_what_came_of_the_page_is_drawn_on_it(scanned: tuple[Image.Image, float, RuledSheet]) -> None:
    picture, px_per_point, ruled = scanned
    found = (Layer("value", TURQUOISE, (Mark(Box(100, 100, 200, 120)),)),)
    page = Page(1, 595, 842, PageKind.SCAN, "scan")
    with_value = contact_sheet(picture, px_per_point, ruled=ruled, read=page, found=found)
    assert TURQUOISE in colours_of(with_value)
