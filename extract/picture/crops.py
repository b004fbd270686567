"""A sheet and its grids → pictures of single lines for the readers, and the places of the words they read there.

Lengths are multiples of the sheet's letter height, about 24 px.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.lines import words_to_lines
from extract.model import Box, Cell, Grid, Page, union_of
from extract.picture.model import CellCrop, GreyImage, PixelBox, Sheet

# How far inside its rules a cell begins; measured with the band below on 3,432 cells.
INSET = 0.12
# How far from a cell's edge leftovers of a rule are looked for, and how long they are at least: higher than a
# digit (1.4).
EDGE_BAND, RULE_LENGTH = 0.45, 1.6
# Paper around a line; more at its ends than above, where the next line may be near.
PAD_X, PAD_Y = 0.5, 0.2
# Marks below and above the letters (commas, accents) reach no farther; lines set solid overlap by no more.
PAD_LINE, TOUCH = 0.35, 0.3
# Boxes that share this much of the lower one's height stand on one line.
ON_ONE_LINE = 0.6
# White wider than this parts a line: print left and right of it belongs to different columns.
PARTING_GAP = 1.8
# How the profile of a cell's ink is smoothed, how far its lines stand apart at least, and how deep the valley
# between two of them is at most, against the lower of them. A table set smaller than the page's text has lines closer
# than 1.5 (1.4 in 8 points set solid on a page of 11), and so are the two ends of a row of zeros.
SMOOTHING, LINE_PITCH, VALLEY = 0.22, 1.1, 0.75
# Between two lines hardly any letter goes on: no more than this share of the ink's width. Through zeros all do.
GOING_ON = 0.3
# White rows of this height end a line: the dot of an "i" stands closer.
WHITE_ROWS = 0.3
# A stroke of a rule is no thicker than this.
THIN = 0.4
# How far beside a line more of its ink is looked for, and the white that it may lie behind.
REACH, NEXT_GAP = 4.0, 0.8
# Paper around a line: for Tesseract on all sides, for the recogniser at the ends; above and below it wants little, and
# signs as low as a dash are not to fill its height.
PAPER, FILL, LOWEST = 0.3, 0.1, 1.2
# Ink of this height at the end of a cell is a letter that goes on beyond it.
CUT = 0.12
# Pieces lower than this at the edge of a crop belong to the next line.
FOREIGN = 0.5
# A crop whose median is darker is white print on dark ground.
DARK = 110.0
# A crop with less ink than this square of its letter height is a speck.
SPECK = 0.02
# A word with letters whose ink is lower than this was not parted from its neighbours where it ends.
LOW = 0.45
# What is narrower than this many letter heights is the rest of a rule: an "i" has 0.17.
NARROWEST = 0.14
_WHITE = 255
# Evened-out paper is lighter than this.
PAPER_GREY = 205


def cut_cells(sheet: Sheet, grids: Iterable[Grid]) -> list[CellCrop]:
    """The lines of all cells, rules erased; crops of one cell keep their order."""
    crops: list[CellCrop] = []
    for grid in grids:
        for cell in grid.cells:
            crops += _cut_cell(sheet, cell)
    return crops


def _cut_cell(sheet: Sheet, cell: Cell) -> list[CellCrop]:
    h = sheet.letter_height_px
    x0, top, x1, bottom = _inset(sheet.to_pixels(cell.places[0].box), INSET * h)
    if x1 - x0 < h / 2 or bottom - top < h / 2:
        return []
    clean = without_rules(sheet.image[top:bottom, x0:x1], h)
    ink = ink_of(clean)
    crops: list[CellCrop] = []
    for first, last in line_rows(ink, h):
        parts = _parted(clean, (x0, top), (x0, top + first, x1, top + last), h)
        sides = [int(ink[first:last, side].sum()) >= CUT * h for side in (slice(0, 1), slice(-1, None))]
        crops += [
            replace(part, cut=(sides[0] and part is parts[0]) or (sides[1] and part is parts[-1])) for part in parts
        ]
    return crops


def line_rows(ink: GreyImage, h: float) -> list[tuple[int, int]]:
    """The rows of each line of a cell, top to bottom, with paper around it: rows of ink parted where it is least.

    Lines set solid touch in their descenders; the profile of the ink has a valley there all the same.

    Args:
        ink: 1 where there is ink.
        h: Letter height in pixels.
    """
    profile = ink.sum(axis=1).astype(np.float64)
    if not profile.any():
        return []
    smooth = cv2.GaussianBlur(profile.reshape(-1, 1), (1, 0), sigmaX=1, sigmaY=SMOOTHING * h).ravel()
    cuts = [0, *(row for row in _valleys(smooth, h) if _parts_lines(ink, row, h)), len(profile)]
    rows: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if profile[start:end].any():
            first, last = _around_peak(profile[start:end], h)
            rows.append((max(start, start + first - round(PAD_Y * h)), min(end, start + last + round(PAD_Y * h))))
    return rows


def _around_peak(profile: npt.NDArray[np.float64], h: float) -> tuple[int, int]:
    """The rows of ink around the fullest row, up to white as high as part of a letter: specks farther off go."""
    runs: list[tuple[int, int]] = _parts_of(profile > 0, WHITE_ROWS * h)
    return max(runs, key=lambda run: float(profile[run[0] : run[1]].sum()))


def _valleys(smooth: npt.NDArray[np.float64], h: float) -> list[int]:
    """The rows between lines: the least ink between two peaks that stand a line apart."""
    inner = (smooth[1:-1] >= smooth[:-2]) & (smooth[1:-1] > smooth[2:])
    peaks = [int(i) + 1 for i in np.flatnonzero(inner)] or [int(smooth.argmax())]
    kept: list[int] = []
    for peak in sorted(peaks, key=lambda row: (-smooth[row], row)):
        near = [other for other in kept if abs(other - peak) < LINE_PITCH * h]
        if not near and smooth[peak] > 0.02 * smooth.max():
            kept.append(peak)
    kept.sort()
    cuts = []
    for above, below in pairwise(kept):
        row = above + int(smooth[above:below].argmin())
        if smooth[row] < VALLEY * min(smooth[above], smooth[below]):
            cuts.append(row)
    return cuts


def _parts_lines(ink: GreyImage, row: int, h: float) -> bool:
    """Whether the ink above a row and that below it are letters of their own, not halves of the same ones."""
    columns = ink[max(0, row - round(h)) : row + round(h)].any(axis=0)
    reach = max(1, round(THIN / 2 * h))
    through = ink[max(0, row - reach) : row + reach].min(axis=0)
    # A stroke through the row is as wide as its pen; the letter it belongs to goes on beside it.
    letters = cv2.dilate(through.reshape(1, -1), np.ones((1, round(h)), np.uint8)).ravel()
    return bool(np.count_nonzero(letters[columns]) <= GOING_ON * np.count_nonzero(columns))


def _inset(box: PixelBox, by: float) -> PixelBox:
    step = max(1, round(by))
    return box[0] + step, box[1] + step, box[2] - step, box[3] - step


def without_rules(picture: GreyImage, h: float) -> GreyImage:
    """Erase what is left of rules along the edges of a cell's picture.

    Only straight runs within `EDGE_BAND` of the edge that are longer than a digit is high go: a digit beside the rule
    stays.

    Args:
        picture: Not modified.
        h: Letter height in pixels.
    """
    # The flanks of a rule are grey: what is no paper counts here.
    ink = np.asarray(picture < PAPER_GREY, dtype=np.uint8)
    height, width = ink.shape
    band = max(1, round(EDGE_BAND * h))
    upright = _long_runs(ink, (1, max(2, round(RULE_LENGTH * h))))
    level = _long_runs(ink, (max(2, round(RULE_LENGTH * h)), 1))
    upright[:, band : max(band, width - band)] = 0
    level[band : max(band, height - band)] = 0
    # What a rule fades to beside its ink goes with it.
    rules = cv2.dilate(upright | level, np.ones((3, 3), np.uint8))
    clean = picture.copy()
    clean[rules > 0] = _WHITE
    return clean


def _long_runs(ink: GreyImage, size: tuple[int, int]) -> GreyImage:
    """The ink in straight runs of at least a width or height in pixels."""
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8)), dtype=np.uint8)


def ink_of(picture: GreyImage) -> GreyImage:
    """1 where there is ink. The limit is Otsu's, kept between what cannot be paper and what cannot be ink."""
    if picture.size == 0:
        return np.zeros(picture.shape, dtype=np.uint8)
    limit, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(picture < min(max(limit, 90), 190), dtype=np.uint8)


def _parted(picture: GreyImage, origin: tuple[int, int], box: PixelBox, h: float) -> list[CellCrop]:
    """Cut a line out of `picture`, which begins at `origin` on the sheet, in parts where wide white parts it."""
    x0, top, x1, bottom = box[0] - origin[0], box[1] - origin[1], box[2] - origin[0], box[3] - origin[1]
    line = picture[max(top, 0) : bottom, max(x0, 0) : x1]
    if line.size == 0:
        return []
    ink = ink_of(line)
    if int(ink.sum()) < SPECK * h * h:
        return []
    crops = []
    for start, end in _parts_of(np.asarray(ink.any(axis=0)), PARTING_GAP * h):
        left, right = max(0, start - round(PAD_X * h)), min(line.shape[1], end + round(PAD_X * h))
        part = ink[:, start:end]
        if int(part.sum()) >= SPECK * h * h and not _is_stroke(part, h):
            crops.append(CellCrop((box[0] + left, box[1], box[0] + right, box[3]), line[:, left:right]))
    return crops


def _is_stroke(ink: GreyImage, h: float) -> bool:
    """Whether all ink of a part is one stroke longer than any sign: a leftover of a rule."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    upright = width <= THIN * h and height >= RULE_LENGTH * h
    return upright or (height <= THIN * h and width >= RULE_LENGTH * h)


def _runs(filled: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where runs of True begin and end."""
    steps = np.diff(np.concatenate([[0], filled.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))


def _parts_of(filled: npt.NDArray[np.bool_], gap: float) -> list[tuple[int, int]]:
    """Runs of True, those joined that stand closer than `gap`."""
    parts: list[tuple[int, int]] = []
    for start, end in _runs(filled):
        if parts and start - parts[-1][1] < gap:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def cut_lines(sheet: Sheet, boxes: Sequence[PixelBox]) -> list[CellCrop]:
    """Lines that stand in no cell, cut out of the sheet with paper around them, but without the lines beside them."""
    h = sheet.letter_height_px
    height, width = sheet.image.shape
    whole = _united([_with_all_ink(sheet.image, box, h) for box in boxes])
    crops: list[CellCrop] = []
    for x0, top, x1, bottom in whole:
        beside = [b for b in whole if b[0] < x1 and x0 < b[2]]
        above = max((b[3] for b in beside if b[3] <= top + TOUCH * h and b[1] < top), default=0)
        below = min((b[1] for b in beside if b[1] >= bottom - TOUCH * h and b[3] > bottom), default=height)
        box = (
            max(x0 - round(PAD_X * h), 0),
            max(top - round(PAD_LINE * h), min(above, top), 0),
            min(x1 + round(PAD_X * h), width),
            min(bottom + round(PAD_LINE * h), max(below, bottom), height),
        )
        crops += _parted(sheet.image, (0, 0), box, h)
    return crops


def _united(boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """Boxes of one line that overlap, put together: no print is read twice."""
    united: list[PixelBox] = []
    for box in boxes:
        while mate := next((other for other in united if _on_one_line(box, other)), None):
            united.remove(mate)
            box = (min(box[0], mate[0]), min(box[1], mate[1]), max(box[2], mate[2]), max(box[3], mate[3]))
        united.append(box)
    return united


def _on_one_line(box: PixelBox, other: PixelBox) -> bool:
    shared = min(box[3], other[3]) - max(box[1], other[1])
    lower = min(box[3] - box[1], other[3] - other[1])
    return min(box[2], other[2]) > max(box[0], other[0]) and shared >= ON_ONE_LINE * lower


def tightened(image: GreyImage, box: PixelBox, h: float) -> PixelBox:
    """A box drawn wide around a line, cut down to its ink; as it is where there is none."""
    x0, top = max(box[0], 0), max(box[1], 0)
    ink = ink_of(image[top : box[3], x0 : box[2]])
    profile = ink.sum(axis=1).astype(np.float64)
    if not profile.any():
        return box
    first, last = _around_peak(profile, h)
    columns = np.flatnonzero(ink[first:last].any(axis=0))
    return x0 + int(columns[0]), top + first, x0 + int(columns[-1]) + 1, top + last


def _with_all_ink(image: GreyImage, box: PixelBox, h: float) -> PixelBox:
    """A box widened to the ink that goes on beside it: narrow digits may not have passed for letters."""
    x0, top, x1, bottom = box
    left, right = max(x0 - round(REACH * h), 0), min(x1 + round(REACH * h), image.shape[1])
    for start, end in _parts_of(np.asarray(ink_of(image[top:bottom, left:right]).any(axis=0)), NEXT_GAP * h):
        if start + left < x1 and end + left > x0:
            x0, x1 = min(x0, start + left), max(x1, end + left)
    return x0, top, x1, bottom


def places_outside(page: Page, grids: Sequence[Grid]) -> list[Box]:
    """The places of print that stand in no grid, those of one line together where no wide white parts them."""
    free = [word for word in page.words if not any(grid.box.holds_centre_of(word.box) for grid in grids)]
    places: list[Box] = []
    for line in words_to_lines(free, page.number):
        begun = len(places)
        for word in line.words:
            if len(places) > begun and word.box.x0 - places[-1].x1 < PARTING_GAP * page.text_height:
                places[-1] = union_of([places[-1], word.box])
            else:
                places.append(word.box)
    return places


def with_paper(picture: GreyImage, h: float) -> GreyImage:
    """A crop as Tesseract wants it: dark on light, with paper around it."""
    edge = max(1, round(PAPER * h))
    return _framed(dark_on_light(picture), edge, edge)


def filling_line(picture: GreyImage, h: float, *, stretch: float = 1.0) -> GreyImage:
    """A crop as RapidOCR's recogniser wants it: dark on light, the print filling its height.

    It looks at its input in steps of an eighth of 48 px; letters narrower than a step are lost.

    Args:
        picture: A line with paper around it.
        h: Letter height in pixels.
        stretch: Factor of the width.
    """
    plain = dark_on_light(picture)
    rows = np.flatnonzero(_own_ink(ink_of(plain), h).any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, plain.shape[0])
    missing = max(0, round(LOWEST * h) - (bottom - top))
    pad = round(FILL * h) + (missing + 1) // 2
    plain = plain[max(0, top - pad) : bottom + pad]
    framed = _framed(plain, 0, max(1, round(PAPER * h)))
    if stretch != 1.0:
        framed = np.asarray(cv2.resize(framed, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    return framed


def dark_on_light(picture: GreyImage) -> GreyImage:
    """The picture, turned to its negative where most of it is dark."""
    return np.asarray(255 - picture if float(np.median(picture)) < DARK else picture, dtype=np.uint8)


def _framed(picture: GreyImage, rows: int, columns: int) -> GreyImage:
    framed = cv2.copyMakeBorder(picture, rows, rows, columns, columns, cv2.BORDER_CONSTANT, value=_WHITE)
    return np.asarray(framed, dtype=np.uint8)


def word_boxes(crop: CellCrop, texts: Sequence[str], h: float) -> list[PixelBox]:
    """Where the words of a line stand: tight boxes around its ink, parted at the widest gaps; by length where it does
    not part.

    Args:
        crop: The line.
        texts: Its words, left to right.
        h: Letter height in pixels.
    """
    if not texts:
        return []
    ink = _own_ink(ink_of(dark_on_light(crop.image)), h)
    runs = _runs(np.asarray(ink.any(axis=0))) or [(0, ink.shape[1])]
    spans = _spans_of(runs, texts)
    if any(end - start < NARROWEST * h and len(text) > 1 for (start, end), text in zip(spans, texts, strict=True)):
        # The rest of a rule that no reader took for a letter.
        spans = _spans_of([run for run in runs if run[1] - run[0] >= NARROWEST * h] or runs, texts)
    left, top = crop.box[0], crop.box[1]
    line = _rows_of(ink, 0, ink.shape[1])
    rows = [_rows_of(ink, a, b) for a, b in spans]
    rows = [
        line if last - first < LOW * h and _is_said(t) else (first, last)
        for (first, last), t in zip(rows, texts, strict=True)
    ]
    return [(left + a, top + first, left + b, top + last) for (a, b), (first, last) in zip(spans, rows, strict=True)]


def _spans_of(runs: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[tuple[int, int]]:
    return _at_widest_gaps(runs, len(texts)) if len(runs) >= len(texts) else _by_length(runs, texts)


def _own_ink(ink: GreyImage, h: float) -> GreyImage:
    """The ink without what reaches in from the lines above and below: low pieces at the edges."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    height = ink.shape[0]
    foreign = [
        label
        for label in range(1, count)
        if (stats[label, 1] == 0 or stats[label, 1] + stats[label, 3] == height) and stats[label, 3] < FOREIGN * h
    ]
    return np.where(np.isin(labels, foreign), 0, ink).astype(np.uint8) if foreign else ink


def _is_said(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _rows_of(ink: GreyImage, start: int, end: int) -> tuple[int, int]:
    """The rows with ink between two columns; all rows where there is none."""
    filled = np.flatnonzero(ink[:, start:end].any(axis=1))
    return (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, ink.shape[0])


def _at_widest_gaps(runs: Sequence[tuple[int, int]], wanted: int) -> list[tuple[int, int]]:
    gaps = sorted(range(1, len(runs)), key=lambda i: (runs[i - 1][1] - runs[i][0], i))[: wanted - 1]
    starts = [0, *sorted(gaps)]
    return [(runs[a][0], runs[b - 1][1]) for a, b in zip(starts, [*starts[1:], len(runs)], strict=True)]


def _by_length(runs: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[tuple[int, int]]:
    left, right = runs[0][0], runs[-1][1]
    ends = np.cumsum([0, *(len(text) + 1 for text in texts)])
    step = (right - left) / max(int(ends[-1]) - 1, 1)
    return [
        (round(left + a * step), max(round(left + (b - 1) * step), round(left + a * step) + 1))
        for a, b in pairwise(ends.tolist())
    ]
