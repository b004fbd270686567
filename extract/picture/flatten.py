"""A scanned page → its upright, flat sheet and what is drawn on it, step by step.

Each step is a pure function from a picture to a picture and the way back; a step that is not sure does nothing and
says so. Where the result looks wrong it is made another way, and the better of both is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2

from extract.model import Box, Fill, Page, PageKind, Rule, Word
from extract.picture.dewarp import GridMap, canvas_of, find_bend, flattened, line_points, trace_points, way_back
from extract.picture.lattice import crooked_merges
from extract.picture.lean import find_lean, slope_of
from extract.picture.letters import FEWEST_IN_LINE, Letters, chain_letters, find_letters, ink_of, print_share
from extract.picture.model import MARK, GreyImage, Points, RuledSheet, Sheet
from extract.picture.pixelrules import Drawing, crossed_share, find_drawing
from extract.picture.raster import Picture, Unread, grey_of, read_picture
from extract.picture.sheet import Homography, Paper, even_light, find_paper, find_tilt, projected, unfold
from extract.picture.strokepixels import pixels_of, thin_strokes, trace_strokes, without
from extract.picture.turn import Confidences, find_turn, line_contrast

# Letter height, in pixels, that readers and rules work best at: 12 and 32 cost three points of a hundred each.
LETTER_PX = 24.0
# Rules are looked for at this letter height: they are long, and a third of the pixels is enough.
RULE_PX = 14.0
# Megapixels at which a page's turn, corners and letters are looked at.
LOOK_MEGAPIXELS = 2.2
# The sheet is not enlarged beyond this, however small its print.
SHEET_MEGAPIXELS = 16.0
# A picture is a page of print when this share of its letters stands in lines, or its ink lies in lines by this much:
# blurred words are no letters, noise and pictures of other things have 0.09 of either at most.
LEAST_PRINT = 0.13
LEAST_CONTRAST = 0.15
# A picture of which half is darker than this (of 255) may be a negative, as wrongly coded faxes are.
DARK_PAGE = 64
# The dpi in a file may be wrong: letters whose height lies outside of these points are taken to have the middle one.
USUAL_POINTS = (2.5, 6.0, 40.0)
# Upright lines of this share of the height of print, together, tell how it leans.
UPRIGHT_TOLD = 0.25
# So many of them, short as they are, do too: the sides of a small table.
UPRIGHT_LINES = 4
# Two sheets side by side make a picture this much wider than high, with a band of so many letter heights between their
# lines of print, of which each has some.
TWO_WIDE, GUTTER, FEWEST_LINES = 1.15, 5.0, 6
# A row of the band with this share of ink is a rule across it, broken or not.
RULED = 0.5
# Paper kept around print that straightening moves, in letter heights.
MARGIN = 3.0
# Share of letters in tables that lines may run through before the geometry is doubted.
CROSSED = 0.015


@dataclass(frozen=True, slots=True)
class _Try:
    """One way of flattening: the picture, the way back from it, what was found on it."""

    image: GreyImage
    way: GridMap | None
    drawing: Drawing | None
    note: str

    @property
    def doubt(self) -> str:
        """What speaks against it."""
        return doubt_of(self.drawing) if self.drawing else ""


def flatten_page(
    document: pypdfium2.PdfDocument, page_number: int, *, confidences: Confidences | None = None
) -> RuledSheet | Unread:
    """Read a scanned page as far as geometry goes.

    Args:
        document: Open.
        page_number: From 1.
        confidences: Asked which end of the page is up; None when there is no reader.

    Returns:
        The sheet and its rules, or why the page cannot be read.
    """
    picture = read_picture(document, page_number)
    if isinstance(picture, Unread):
        return picture
    return flatten_picture(picture, page_number, confidences=confidences)


def flatten_picture(
    picture: Picture, page_number: int, *, confidences: Confidences | None = None
) -> RuledSheet | Unread:
    """Read the picture of a page as far as geometry goes. See `flatten_page`."""
    upright = make_upright(picture, confidences)
    if isinstance(upright, Unread):
        return upright
    best = _flattest(upright.image, upright.letter_height_px)
    doubt = "; ".join(filter(None, (best.doubt, doubt_of_two_sheets(best.image, upright.letter_height_px))))
    sheet = replace(
        upright,
        image=best.image,
        width=best.image.shape[1] / upright.px_per_point,
        height=best.image.shape[0] / upright.px_per_point,
        maps=((best.way,) if best.way else ()) + upright.maps,
        steps=(*upright.steps, best.note),
        doubt=doubt,
    )
    return RuledSheet(sheet, build_page(sheet, best.drawing, page_number), doubt)


def make_upright(picture: Picture, confidences: Confidences | None) -> Sheet | Unread:
    """Turn a page upright, cut its sheet out, even its light, straighten its tilt, and bring its print to size."""
    grey = grey_of(picture.image)
    look = min(1.0, (LOOK_MEGAPIXELS * 1e6 / grey.size) ** 0.5)
    small, negative = even_light(_scaled(grey, look)), ""
    if float(np.median(grey[::8, ::8])) < DARK_PAGE:
        turned = even_light(_scaled(np.asarray(255 - grey, np.uint8), look))
        if _share_of_print(turned) > _share_of_print(small):
            grey, small, negative = np.asarray(255 - grey, np.uint8), turned, "light: white print on black, exchanged"
    turn = find_turn(small, confidences)
    paper = find_paper(picture.image, _print_places(small) / look)
    way, size = _facing(paper, (float(grey.shape[1]), float(grey.shape[0])), turn.deg)
    small = even_light(warped(grey, _enlarged(way, look), _times(size, look)))
    ink = ink_of(small)
    letters = find_letters(ink)
    if not letters.height:
        return Unread("no print was found on the picture", empty=True)
    if print_share(letters) < LEAST_PRINT and line_contrast(ink, letters.height) < LEAST_CONTRAST:
        return Unread("the picture shows no lines of print")
    height, tilt = letters.height / look, find_tilt(ink)
    if tilt:
        way, size = _straight(way, size, tilt, _line_middles(letters) / look, MARGIN * height)
    scale = _scale_to_size(height, size)
    image = even_light(warped(grey, _enlarged(way, scale), _times(size, scale)))
    px_per_point = _unit(picture.px_per_point * scale, height * scale)
    rows, columns = grey.shape
    to_points = Homography(np.diag([columns / picture.width, rows / picture.height, 1.0]))
    told = (f"tilt: {tilt:.2f} degrees", f"size: letters of {height:.1f} px times {scale:.2f}")
    return Sheet(
        image=image,
        letter_height_px=height * scale,
        turn_deg=turn.deg,
        width=image.shape[1] / px_per_point,
        height=image.shape[0] / px_per_point,
        px_per_point=px_per_point,
        maps=(_enlarged(way, scale), to_points),
        notes=picture.steps,
        steps=(*picture.steps, *([negative] if negative else []), turn.note, paper.note, *told),
    )


def _share_of_print(flat: GreyImage) -> float:
    return print_share(find_letters(ink_of(flat)))


def _facing(paper: Paper, size: tuple[float, float], turn_deg: int) -> tuple[Homography, tuple[float, float]]:
    """The map that shows the sheet, or the whole picture, from above and the right way up; and its size."""
    way = Homography(np.eye(3))
    if paper.corners is not None:
        way, whole = unfold(paper.corners)
        size = (float(whole[0]), float(whole[1]))
    return _turned(way, size, turn_deg)


def _times(size: tuple[float, float], scale: float) -> tuple[float, float]:
    return size[0] * scale, size[1] * scale


def _print_places(flat: GreyImage) -> Points:
    """Where print stands on an evened-out picture, in its pixels."""
    return _line_middles(find_letters(ink_of(flat)))


def _line_middles(letters: Letters) -> Points:
    """The middles of the letters that stand in lines of print; grain and cloth make pieces too, but no lines."""
    boxes = letters.boxes.astype(np.float64)
    lines = [line for line in chain_letters(letters) if len(line) >= FEWEST_IN_LINE]
    if not lines:
        return np.zeros((0, 2))
    kept = boxes[np.concatenate(lines)]
    return np.asarray(kept[:, :2] + kept[:, 2:] / 2, dtype=np.float64)


def _unit(px_per_point: float, letter_px: float) -> float:
    """Pixels per point of the sheet; where the page's own would make print absurdly small or large, by its print."""
    low, usual, high = USUAL_POINTS
    return px_per_point if low <= letter_px / px_per_point <= high or not letter_px else letter_px / usual


def _scale_to_size(letter_height: float, size: tuple[float, float]) -> float:
    wanted = LETTER_PX / letter_height if letter_height else 1.0
    return float(min(wanted, (SHEET_MEGAPIXELS * 1e6 / (size[0] * size[1])) ** 0.5))


def _scaled(image: GreyImage, scale: float) -> GreyImage:
    """A picture at another size, made smaller by means over areas."""
    if scale == 1.0:
        return image
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method), dtype=np.uint8)


def warped(image: GreyImage, way: Homography, size: tuple[float, float]) -> GreyImage:
    """The picture that a flat map leads to, of a size (width, height). The border's shade goes on outside."""
    shape = (max(1, round(size[0])), max(1, round(size[1])))
    shrink = float(np.sqrt(abs(np.linalg.det(way.matrix[:2, :2]))))
    source, matrix = image, way.matrix
    if shrink < 0.75:
        # Bilinear sampling would skip thin rules.
        source = _scaled(image, shrink)
        matrix = matrix @ np.diag([1 / shrink, 1 / shrink, 1])
    result = cv2.warpPerspective(source, matrix, shape, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(result, dtype=np.uint8)


def _enlarged(way: Homography, scale: float) -> Homography:
    return way.then(np.diag([scale, scale, 1.0]))


def _turned(way: Homography, size: tuple[float, float], deg: int) -> tuple[Homography, tuple[float, float]]:
    """The map followed by a turn clockwise by a multiple of 90 degrees, and the size that comes of it."""
    width, height = size
    for _ in range(deg // 90):
        way = way.then(np.array([(0.0, -1.0, height), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)]))
        width, height = height, width
    return way, (width, height)


def _straight(
    way: Homography, size: tuple[float, float], tilt_deg: float, print_places: Points, margin: float
) -> tuple[Homography, tuple[float, float]]:
    """The map followed by a turn about the middle that undoes a tilt, and its size: what is printed stays on it."""
    rotation = np.vstack([cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), tilt_deg, 1.0), (0.0, 0.0, 1.0)])
    corners = np.array([(0.0, 0.0), size])
    if len(print_places):
        turned = projected(print_places, rotation)
        corners = np.vstack([corners, turned.min(axis=0) - margin, turned.max(axis=0) + margin])
    low, high = corners.min(axis=0), corners.max(axis=0)
    shift = np.array([(1.0, 0.0, -low[0]), (0.0, 1.0, -low[1]), (0.0, 0.0, 1.0)])
    return way.then(rotation).then(shift), (float(high[0] - low[0]), float(high[1] - low[1]))


def _flattest(image: GreyImage, letter_px: float) -> _Try:
    """Flatten with and without the help of lines of print; with a doubt also less, keeping what is doubted least."""
    first = _flatten(image, letter_px, degree=3)
    if not first.doubt:
        return first
    others = [_flatten(image, letter_px, degree=degree) for degree in (2, 0)]
    return min([first, *others], key=lambda way: _badness(way.drawing))


def _badness(drawing: Drawing | None) -> float:
    if drawing is None or not drawing.lattices:
        return 1.0
    return sum(map(crooked_merges, drawing.lattices)) + crossed_share(drawing) / CROSSED


def doubt_of_two_sheets(image: GreyImage, letter_px: float) -> str:
    """Why a picture may show two sheets side by side, whose lines would be read across; '' where it does not.

    It is wider than high, and a band without print runs down its middle, crossed by no rule, with lines on both sides.
    """
    if image.shape[1] < TWO_WIDE * image.shape[0]:
        return ""
    scale = min(1.0, RULE_PX / letter_px)
    ink = ink_of(_scaled(image, scale))
    letters = find_letters(ink)
    lines = [letters.boxes[line] for line in chain_letters(letters) if len(line) >= FEWEST_IN_LINE]
    width = ink.shape[1]
    free = np.ones(width, bool)
    free[: int(0.4 * width)] = free[int(0.6 * width) :] = False
    for boxes in lines:
        free[boxes[0, 0] : boxes[-1, 0] + boxes[-1, 2]] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]])))
    start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda run: run[1] - run[0], default=(0, 0))
    if end - start < GUTTER * letter_px * scale:
        return ""
    left = sum(bool(boxes[-1, 0] < start) for boxes in lines)
    right = sum(bool(boxes[0, 0] >= end) for boxes in lines)
    crossed = bool((ink[:, start:end].mean(axis=1) > RULED * 255).any())
    apart = min(left, right) >= FEWEST_LINES and not crossed
    return "two sheets may lie side by side: their lines are read across" if apart else ""


def doubt_of(drawing: Drawing) -> str:
    """Why the lines found on a sheet cannot be right; '' when nothing speaks against them."""
    reasons = []
    crooked = sum(map(crooked_merges, drawing.lattices))
    if crooked:
        reasons.append(f"{crooked} merged cells are no rectangles")
    crossed = crossed_share(drawing)
    if crossed > CROSSED:
        reasons.append(f"lines run through {crossed:.1%} of the letters")
    return "; ".join(reasons)


def _flatten(image: GreyImage, letter_px: float, *, degree: int) -> _Try:
    """Flatten by a polynomial of a degree, twice if it helps; degree 0 leaves the picture as it is."""
    scale = min(1.0, RULE_PX / letter_px)
    small = _scaled(image, scale)
    th = letter_px * scale
    if degree == 0:
        return _Try(image, None, find_drawing(small, th), "flatten: left as it is")
    ink = ink_of(small)
    letters = find_letters(ink)
    marked = pixels_of(ink, letters)
    level, upright = (
        trace_points(trace_strokes(without(thin_strokes(small, th, horizontal=way), marked), th, horizontal=way), th)
        for way in (True, False)
    )
    level += line_points(letters)
    upright = _telling(upright, _line_middles(letters), th)
    lean = slope_of(upright) if upright else find_lean(letters)
    bend, note = find_bend(level, upright, (small.shape[0], small.shape[1]), th, lean=lean, degree=degree)
    if bend is None:
        return _Try(image, None, find_drawing(small, th), note)
    canvas = canvas_of(bend, (small.shape[0], small.shape[1]), _line_middles(letters), MARGIN * th)
    coarse = way_back(bend, canvas, th)
    way = GridMap(coarse.step / scale, coarse.places / np.float32(scale))
    flat = flattened(image, way, (round((canvas[2] - canvas[0]) / scale), round((canvas[3] - canvas[1]) / scale)))
    return _Try(flat, way, find_drawing(_scaled(flat, scale), th), note)


def _telling(upright: Sequence[Points], places: Points, th: float) -> list[Points]:
    """The upright lines that stand amid print, or as close to it as a table's side: others are edges of paper.

    None where they are short together: a few strokes say nothing of the whole page.
    """
    if not len(places):
        return list(upright)
    low, high = places.min(axis=0) - MARGIN * th, places.max(axis=0) + MARGIN * th
    amid = [line for line in upright if (line.mean(axis=0) >= low).all() and (line.mean(axis=0) <= high).all()]
    told = sum(float(np.ptp(line[:, 1])) for line in amid)
    return amid if len(amid) >= UPRIGHT_LINES or told >= UPRIGHT_TOLD * (high[1] - low[1]) else []


def build_page(sheet: Sheet, drawing: Drawing | None, page_number: int) -> Page:
    """The sheet as a `Page`: rules, fills, and a `MARK` where print stands, in points of the upright frame."""
    if drawing is None:
        return Page(page_number, sheet.width, sheet.height, PageKind.SCAN, "scan", turn_deg=sheet.turn_deg)
    unit = sheet.height / drawing.ink.shape[0]
    words = tuple(Word(MARK, box) for box in print_places(drawing, unit))
    rules = tuple(_rule(s.horizontal, s.at, s.start, s.end, s.thickness, unit) for s in drawing.segments())
    fills = tuple(Fill(Box(*(value * unit for value in block.box)), block.grey) for block in drawing.blocks)
    return Page(
        number=page_number,
        width=sheet.width,
        height=sheet.height,
        kind=PageKind.SCAN,
        reason="; ".join(sheet.steps),
        turn_deg=sheet.turn_deg,
        text_height=median(word.box.height for word in words) if words else 0.0,
        words=words,
        rules=rules,
        fills=fills,
    )


def _rule(horizontal: bool, at: float, start: float, end: float, thickness: float, unit: float) -> Rule:
    half = thickness / 2
    box = (start, at - half, end, at + half) if horizontal else (at - half, start, at + half, end)
    return Rule(Box(*(value * unit for value in box)), horizontal)


def print_places(drawing: Drawing, unit: float) -> list[Box]:
    """Where words stand, in points: letters of a line less than half a letter height apart.

    Lines are wiped out first, so that letters that touch them are seen.
    """
    letters = find_letters(_without_lines(drawing))
    places = []
    for line in chain_letters(letters):
        boxes = letters.boxes[line]
        gaps = boxes[1:, 0] - (boxes[:-1, 0] + boxes[:-1, 2])
        for word in np.split(boxes, np.nonzero(gaps > 0.5 * letters.height)[0] + 1):
            x1, bottom = (word[:, 0] + word[:, 2]).max(), (word[:, 1] + word[:, 3]).max()
            places.append(Box(*(float(v) * unit for v in (word[:, 0].min(), word[:, 1].min(), x1, bottom))))
    return places


def _without_lines(drawing: Drawing) -> npt.NDArray[np.uint8]:
    wiped = drawing.ink.copy()
    for piece in drawing.segments():
        half = max(2, round(piece.thickness))
        low, high = max(0, round(piece.at) - half), round(piece.at) + half + 1
        start, end = max(0, round(piece.start) - half), round(piece.end) + half + 1
        if piece.horizontal:
            wiped[low:high, start:end] = 0
        else:
            wiped[start:end, low:high] = 0
    return wiped
