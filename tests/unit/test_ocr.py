"""What becomes of crops when an engine is missing, broken, crashes or hangs: that crop is lost, not the page."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract import ocr
from extract.model import Agreement, Reading
from extract.ocr import Rapid, Tesseract
from extract.picture.model import CellCrop, GreyImage
from extract.scan import read_crops

# Speaks as Tesseract does. A crop 13 px wide crashes it, one 17 px wide hangs it; others read as their width.
FAKE = """#!{python} -SE
import os, sys, time
if "--version" in sys.argv:
    {version}
langs = {languages!r}
if sys.argv[sys.argv.index("-l") + 1] not in langs:
    sys.exit("Error opening data file ./" + sys.argv[sys.argv.index("-l") + 1] + ".traineddata")
rows = ["level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext"]
for page, path in enumerate(open(sys.argv[1]).read().split(), 1):
    width = open(path, "rb").readline().split()[1].decode()
    if width == "13":
        os.abort()
    if width == "17":
        time.sleep(60)
    place = f"{{page}}\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9"
    rows += [f"1\\t{{page}}\\t0\\t0\\t0\\t0\\t0\\t0\\t9\\t9\\t-1\\t", f"5\\t{{place}}\\t90\\t{{width}}"]
open(sys.argv[2] + ".tsv", "w").write("\\n".join(rows) + "\\n")
"""
VERSION = 'sys.exit(print("tesseract 5.3.0"))'


@pytest.fixture(autouse=True)
def _fresh_readers() -> Iterator[None]:
    ocr.find_readers.cache_clear()
    yield
    ocr.find_readers.cache_clear()


def put_in_path(
    folder: Path, patch: pytest.MonkeyPatch, *, version: str = VERSION, languages: Sequence[str] = ("ind", "eng")
) -> None:
    """Put a program of the name tesseract before all others."""
    program = folder / "tesseract"
    program.write_text(FAKE.format(python=sys.executable, version=version, languages=list(languages)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def crops(*widths: int) -> list[GreyImage]:
    return [np.full((20, width), 255, dtype=np.uint8) for width in widths]


def texts(readings: Sequence[Reading]) -> list[str]:
    return [reading.text for reading in readings]


def test_a_crop_that_crashes_tesseract_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_path(tmp_path, monkeypatch)
    read = Tesseract("ind", "5").read(crops(30, 31, 13, 32, 33))
    assert texts(read) == ["30", "31", "", "32", "33"]


def test_a_crop_that_hangs_tesseract_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "START_S", 0.5)
    put_in_path(tmp_path, monkeypatch)
    started = time.monotonic()
    assert texts(Tesseract("ind", "5").read(crops(30, 17, 31))) == ["30", "", "31"]
    assert time.monotonic() - started < 10


def test_an_engine_that_breaks_down_over_and_over_does_not_hold_up_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "START_S", 0.3)
    monkeypatch.setattr(ocr, "CROP_S", 0.0)
    monkeypatch.setattr(ocr, "PATIENCE_S", 1.0)
    put_in_path(tmp_path, monkeypatch)
    started = time.monotonic()
    assert texts(Tesseract("ind", "5").read(crops(30, *[17] * 40))) == [""] * 41
    assert time.monotonic() - started < 15


def test_a_tesseract_that_crashes_at_once_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_path(tmp_path, monkeypatch, version="os.abort()")
    readers = ocr.find_readers()
    assert readers.words is None
    assert any("tesseract does not work" in reason and "SIGABRT" in reason for reason in readers.missing)


def test_a_tesseract_that_hangs_at_once_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "START_S", 0.3)
    put_in_path(tmp_path, monkeypatch, version="time.sleep(60)")
    assert any("timed out" in reason for reason in ocr.find_readers().missing)


def test_a_program_that_is_no_tesseract_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_path(tmp_path, monkeypatch, version='sys.exit(print("hello"))')
    assert any("gives no version" in reason for reason in ocr.find_readers().missing)


def test_an_old_tesseract_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_path(tmp_path, monkeypatch, version='sys.exit(print("tesseract v4.1.1"))')
    assert "tesseract 4.1.1 is too old" in ocr.find_readers().missing


def test_without_tesseract_in_the_path_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    readers = ocr.find_readers()
    assert (readers.words, readers.numbers) == (None, None)
    assert "tesseract is not installed" in readers.missing


def test_language_data_that_cannot_be_opened_is_missing_and_the_other_language_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_path(tmp_path, monkeypatch, languages=["eng"])
    readers = ocr.find_readers()
    assert readers.words == Tesseract("eng", "5.3.0")
    assert readers.numbers is None
    assert [r for r in readers.missing if "cannot read with the language ind" in r and "ind.traineddata" in r]


def test_without_any_language_there_is_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_path(tmp_path, monkeypatch, languages=[])
    assert ocr.find_readers().words is None


@pytest.mark.ocr
def test_a_wrong_folder_of_language_data_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    if ocr.find_readers().words is None:
        pytest.skip("no Tesseract here")
    ocr.find_readers.cache_clear()
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    readers = ocr.find_readers()
    assert readers.words is None
    assert any("language ind" in reason and "/nowhere" in reason for reason in readers.missing)


def test_a_call_of_rapidocr_that_does_not_come_back_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes on without the engine; nothing waits for it a second time."""
    monkeypatch.setattr(ocr, "RAPID_S", 0.2)
    asked: list[int] = []

    def hang(self: Rapid, images: Sequence[GreyImage], width_px: int) -> list[tuple[str, float]]:
        asked.append(width_px)
        time.sleep(3)
        return []

    monkeypatch.setattr(Rapid, "_recognise", hang)
    rapid = Rapid("3")
    assert texts(rapid.read(crops(30, 31, 300))) == ["", "", ""]
    assert texts(rapid.read(crops(30))) == [""]
    assert rapid.find(crops(30)[0]) == []
    assert len(asked) == 1


def test_a_crop_that_rapidocr_fails_on_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Rapid, images: Sequence[GreyImage], width_px: int) -> list[tuple[str, float]]:
        if any(image.shape[1] == 13 for image in images):
            raise RuntimeError("Non-zero status code returned")
        return [(str(image.shape[1]), 0.9) for image in images]

    monkeypatch.setattr(Rapid, "_recognise", fail)
    assert texts(Rapid("3").read(crops(12, 13, 14))) == ["12", "", "14"]


def test_models_that_cannot_be_loaded_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Rapid, images: Sequence[GreyImage], width_px: int) -> list[tuple[str, float]]:
        raise RuntimeError("Load model failed:\n  Protobuf parsing failed.")

    monkeypatch.setattr(Rapid, "_recognise", fail)
    assert Rapid("3").problem() == "Load model failed: Protobuf parsing failed."


class Says:
    """A reader that reads one text on every crop."""

    def __init__(self, engine: str, text: str) -> None:
        self.engine, self.text = engine, text

    def read(self, images: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        return [Reading(self.engine, "1", self.text, 0.9, variant) for _ in images]


@pytest.mark.parametrize("lost", ["tesseract-ind", "rapidocr"])
def test_a_number_that_one_engine_lost_is_single(lost: str) -> None:
    words = Says("tesseract-ind", "" if lost == "tesseract-ind" else "51,10")
    second = Says("rapidocr", "" if lost == "rapidocr" else "51,10")
    crop = CellCrop((0, 0, 60, 30), np.full((30, 60), 255, dtype=np.uint8))
    [line] = read_crops([crop], 24.0, ocr.Readers(words, None, second, None))
    assert [(word.text, word.agreement) for word in line.words] == [("51,10", Agreement.SINGLE)]


def line_of_print(text: str) -> GreyImage:
    font = ImageFont.load_default(28)
    picture = Image.new("L", (int(font.getlength(text)) + 24, 48), 240)
    ImageDraw.Draw(picture).text((12, 6), text, fill=30, font=font)
    return np.asarray(picture, dtype=np.uint8)


@pytest.mark.ocr
def test_a_crop_has_the_same_reading_whatever_is_read_beside_it() -> None:
    """In any order, alone or among others, in this run or the next."""
    readers = ocr.load_readers()
    if readers.missing:
        pytest.skip(readers.missing_text)
    prints = ["51,10", "844.830.000", "98,49%", "Jumlah lembaga rehabilitasi", "2 Lembaga", "-", "1.250", "Target"]
    images = [line_of_print(text) for text in prints]
    for reader in (readers.words, readers.numbers, readers.second):
        assert reader is not None
        together = reader.read(images)
        assert reader.read(images[::-1])[::-1] == together
        assert [reader.read([image])[0] for image in images] == together
