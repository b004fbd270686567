"""Where a number comes from, when it was read from a picture."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from PIL import Image

from extract.model import Box, Reading
from layouts.records import CellReading
from pipelines.show import find_value, render, save_picture
from tests.pages import pdf_of
from tests.unit.test_store import report, value, write

READ = "00000000000000aa"
CROP = Box(100, 198, 131, 212)


def cell_reading(value_id: str, engine: str, text: str, confidence: float, variant: str = "") -> CellReading:
    reading = Reading(engine, "3.10.0", text, confidence, variant)
    return CellReading(f"{READ}-t001", 1, 1, 4, value_id, 1, CROP, reading)


def test_each_readers_text_stands_below_the_value(tmp_path: Path) -> None:
    own = value(READ, source="ocr", confidence=0.98)
    readings = (
        cell_reading(own.value_id, "tesseract-ind", "5110", 0.5),
        cell_reading("another value", "rapidocr", "9", 0.9),
        cell_reading(own.value_id, "rapidocr", "51,10", 0.98, "stretched"),
    )
    write([report("a.pdf", values=(own,), readings=readings)], tmp_path)
    lines = render(find_value(own.value_id, tmp_path)).splitlines()
    at = lines.index("readings of line 1, crop 100 198 131 212 pt:")
    assert lines[at + 1 : at + 3] == [
        "  tesseract-ind 3.10.0, confidence 0.5: '5110'",
        "  rapidocr 3.10.0 (stretched), confidence 0.98: '51,10'",
    ]
    assert "another" not in "".join(lines)


def test_printed_text_has_no_readings_to_show(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    assert "readings" not in render(find_value(value(READ).value_id, tmp_path))


def test_the_picture_sets_the_crop_beside_what_was_read(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(pdf_of("BT /F 10 Tf 100 634 Td (51,10) Tj ET"))
    own = value(READ, source="ocr", confidence=0.98)
    plain = report("a.pdf", values=(own,))
    document = dataclasses.replace(plain.document, sha256=hashlib.sha256(pdf.read_bytes()).hexdigest())
    plain = dataclasses.replace(plain, document=document)
    sizes = []
    for readings in ((), (cell_reading(own.value_id, "rapidocr", "51,10", 0.98),)):
        write([dataclasses.replace(plain, readings=readings)], tmp_path / "out")
        path = save_picture(find_value(own.value_id, tmp_path / "out"), [pdf], tmp_path / "cell.png")
        with Image.open(path) as picture:
            sizes.append(picture.size)
    (width, without), (same_width, with_crop) = sizes
    assert same_width == width
    assert with_crop > without
