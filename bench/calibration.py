"""`python -m bench.calibration`: how often each reader, each pair of readers and the rule of consensus are wrong.

Photographs of the calibrating reports (corpus.gen.photos) are flattened and cut by the program. What the photographer
did to the page leads each crop back to the words printed there, and these are its truth. A crop counts when a number
is printed in it or read from it, unless a number in it of four digits or more is also printed in a testing report.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from bench.bounds import upper_bound
from corpus.gen.photos.album import Shot, make_album, set_report, shoot
from corpus.gen.photos.steps import CALIBRATING, CALIBRATING_SEEDS, STEPS, TESTING, TESTING_SEEDS
from corpus.gen.variants.__main__ import seeds_of
from corpus.gen.variants.model import truth_tables
from corpus.gen.variants.truth import values_of
from extract.consensus import numbers_in
from extract.model import Agreement, Page, Reading
from extract.ocr import Reader, Readers, load_readers
from extract.picture.crops import filling_line, with_paper
from extract.picture.flatten import flatten_page
from extract.picture.model import CellCrop, GreyImage, Points, RuledSheet, outline
from extract.picture.raster import Unread
from extract.read import read_pages
from extract.scan import ReadLine, confidences_of, read_lines

WORDS, NUMBERS, SECOND = "tesseract-ind", "tesseract-eng", "rapidocr"
# Numbers of fewer digits are printed in every report.
LONG = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A crop with a number: its step, the numbers printed in it, those each reader read, and what became of it."""

    step: int
    page: str
    printed: tuple[str, ...]
    read: dict[str, tuple[str, ...]]
    settled: tuple[str, ...]
    verdict: str


class Remembered:
    """A reader that reads a crop once, however often it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[bytes, tuple[int, ...], str], Reading] = {}

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """See `extract.ocr.Reader`."""
        keys = [(crop.tobytes(), crop.shape, variant) for crop in crops]
        new = [index for index, key in enumerate(keys) if key not in self._known]
        for index, reading in zip(new, self._reader.read([crops[i] for i in new], variant), strict=True):
            self._known[keys[index]] = reading
        return [self._known[key] for key in keys]


def remembered(readers: Readers) -> Readers:
    """The same engines, each crop read once."""
    if readers.words is None or readers.numbers is None or readers.second is None:
        raise SystemExit(f"calibration needs both engines: {readers.missing_text}")
    words, numbers, second = (Remembered(one) for one in (readers.words, readers.numbers, readers.second))
    return Readers(words, numbers, second, readers.finder)


def cells_of(folder: Path, *, step: int, seed: int, readers: Readers, taken: frozenset[str]) -> Iterator[Cell]:
    """Photograph a calibrating report, read its crops with every reader, and tell each its truth."""
    name, _, _ = make_album(folder, part=CALIBRATING, step=step, seed=seed)
    text = folder / "text" / f"{name}.pdf"
    pages = read_pages(text)
    with pypdfium2.PdfDocument(folder / "pdf" / f"{name}.pdf") as document:
        for page, shot in zip(pages, shoot(text, step=step, seed=seed), strict=True):
            ruled = flatten_page(document, page.number, confidences=confidences_of(readers))
            if isinstance(ruled, Unread):
                continue
            for line, readings in _read(ruled, readers):
                printed = _printed(ruled, line.crop, page, shot)
                cell = _cell(step, f"{name}:{page.number}", printed, line, readings, doubted=bool(ruled.doubt))
                if (cell.printed or cell.settled) and taken.isdisjoint(cell.printed):
                    yield cell


def _read(ruled: RuledSheet, readers: Readers) -> list[tuple[ReadLine, list[Reading]]]:
    """Every line as the program reads it, and with each reader asked."""
    lines, h = read_lines(ruled, readers), ruled.sheet.letter_height_px
    padded = [with_paper(line.crop.image, h=h) for line in lines]
    filling = list(map(partial(filling_line, h=h), (line.crop.image for line in lines)))
    asked = ((readers.words, padded), (readers.numbers, padded), (readers.second, filling))
    said = [reader.read(crops) for reader, crops in asked if reader is not None]
    return list(zip(lines, map(list, zip(*said, strict=True)), strict=True))


def _cell(step: int, page: str, printed: str, line: ReadLine, readings: Sequence[Reading], *, doubted: bool) -> Cell:
    with_digits = [word.agreement for word in line.words if any(char.isdigit() for char in word.text)]
    worst = max(with_digits, key=list(Agreement).index, default=Agreement.AGREED)
    verdict = max(worst, Agreement.SINGLE, key=list(Agreement).index) if doubted else worst
    return Cell(
        step,
        page,
        _keys(printed),
        {reading.engine: _keys(reading.text) for reading in readings},
        _keys(" ".join(word.text for word in line.words)),
        verdict.value,
    )


def _keys(text: str) -> tuple[str, ...]:
    return tuple(number.key for number in numbers_in(text))


def _printed(ruled: RuledSheet, crop: CellCrop, page: Page, shot: Shot) -> str:
    """The words of the text page whose middle lies in a crop, left to right."""
    corners = np.array(outline(*crop.box), dtype=np.float64)
    shape = _to_text_page(ruled.sheet.back(corners), shot).astype(np.float32)
    inside = [w for w in page.words if cv2.pointPolygonTest(shape, (w.box.x_mid, w.box.y_mid), False) >= 0]
    return " ".join(word.text for word in sorted(inside, key=lambda word: word.box.x0))


def _to_text_page(points: Points, shot: Shot) -> Points:
    """Points of the photograph's page → points of the printed page."""
    height, width = shot.photo.image.shape[:2]
    scale = shot.traits.dpi / 72
    x = np.clip((points[:, 0] * scale).round().astype(int), 0, width - 1)
    y = np.clip((points[:, 1] * scale).round().astype(int), 0, height - 1)
    return np.stack([shot.photo.page_x[y, x], shot.photo.page_y[y, x]], axis=1).astype(np.float64) / scale


def testing_numbers() -> frozenset[str]:
    """The longer numbers that the testing reports print."""
    reports = [set_report(TESTING, seed) for seed in TESTING_SEEDS]
    texts = [v.value_text for report in reports for block in truth_tables(report) for v in values_of(block, report)]
    return frozenset(key for text in texts for key in _keys(text) if sum(char.isdigit() for char in key) >= LONG)


def reader_table(cells: Sequence[Cell]) -> str:
    """Each reader alone."""
    rows = ["| reader | cells | wrong |", "|---|---|---|"]
    for engine in (WORDS, NUMBERS, SECOND):
        wrong = sum(cell.read[engine] != cell.printed for cell in cells)
        rows.append(f"| {engine} | {len(cells)} | {wrong / max(1, len(cells)):.2%} |")
    return "\n".join(rows)


AGREED_HEADER = """\
| | cells | agreed | of these wrong | share | at most, of 10,000 |
|---|---|---|---|---|---|"""


def pair_table(cells: Sequence[Cell]) -> str:
    """Each pair of readers: how often they read the same numbers, and how often these are wrong."""
    rows = [AGREED_HEADER]
    for one, other in combinations((WORDS, NUMBERS, SECOND), 2):
        agreed = [cell for cell in cells if cell.read[one] == cell.read[other]]
        wrong = sum(cell.read[one] != cell.printed for cell in agreed)
        rows.append(_agreed_row(f"{one} and {other}", len(cells), len(agreed), wrong))
    return "\n".join(rows)


def rule_table(cells: Sequence[Cell]) -> str:
    """The rule of consensus, step by step and in all."""
    rows = [AGREED_HEADER]
    for step in sorted({cell.step for cell in cells}):
        rows.append(_rule_row(f"{step} {STEPS[step].name}", [cell for cell in cells if cell.step == step]))
    return "\n".join([*rows, _rule_row("all", cells)])


def _rule_row(name: str, cells: Sequence[Cell]) -> str:
    agreed = [cell for cell in cells if cell.verdict == Agreement.AGREED]
    return _agreed_row(name, len(cells), len(agreed), sum(cell.settled != cell.printed for cell in agreed))


def _agreed_row(name: str, cells: int, agreed: int, wrong: int) -> str:
    if not agreed:
        return f"| {name} | {cells} | 0 | | | |"
    bound = 1e4 * upper_bound(wrong, agreed)
    return f"| {name} | {cells} | {agreed / cells:.1%} | {wrong} | {wrong / agreed:.3%} | {bound:.0f} |"


def verdict_table(cells: Sequence[Cell]) -> str:
    """What the rule said of the cells, and how many of each are wrong."""
    counts = Counter((cell.verdict, cell.settled == cell.printed) for cell in cells)
    rows = ["| the rule says | cells | wrong |", "|---|---|---|"]
    for agreement in Agreement:
        right, wrong = counts[agreement.value, True], counts[agreement.value, False]
        rows.append(f"| {agreement.value} | {right + wrong} | {wrong} |")
    return "\n".join(rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration")
    parser.add_argument("--all", action="store_true", help="all calibrating reports instead of one")
    parser.add_argument("--steps", default=f"0-{len(STEPS) - 1}", help="e.g. 0-3,7")
    arguments = parser.parse_args()
    readers, taken = remembered(load_readers()), testing_numbers()
    cells: list[Cell] = []
    with tempfile.TemporaryDirectory() as scratch:
        for step in seeds_of(arguments.steps):
            for seed in CALIBRATING_SEEDS if arguments.all else CALIBRATING_SEEDS[:1]:
                cells += cells_of(Path(scratch), step=step, seed=seed, readers=readers, taken=taken)
    print("\n\n".join((reader_table(cells), pair_table(cells), rule_table(cells), verdict_table(cells))))
    for cell in cells:
        if cell.verdict == Agreement.AGREED and cell.settled != cell.printed:
            print(f"agreed and wrong: {cell}")


if __name__ == "__main__":
    main()
