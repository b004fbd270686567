"""A flattened picture → the Rules and Fills of its tables, in points, as a text page has them.

What comes out is square, whole and on the grid, so that `extract.grid` builds from it what it builds from drawn
vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.picture.lattice import Lattice, Segment, build_lattice, pieces_of, touching
from extract.picture.letters import Letters, find_letters, ink_of
from extract.picture.model import GreyImage, PixelBox
from extract.picture.strokepixels import NARROW, Mask, Trace, is_rule, pixels_of, thin_strokes, trace_strokes, without

# All sizes are in letter heights.
# On a flat page rules are level or upright to about three degrees; arcs of stamps and strokes of a pen are not.
STEEPEST = 0.055
# Strokes this long, and as dark in their lightest tenth as this share of their usual, are rules beyond doubt. Others
# are no thicker than those by this much (times, pixels) or, on a page without any, than this.
SURE_LENGTH = 12.0
STEADY = 0.5
# Longer and steadier than any print is, whatever stands beside it.
LONGEST_PRINT, STEADIEST_PRINT = 20.0, 0.6
THICKER = (1.35, 1.0)
# Level ones that are not steady, as words run together never are, by no more than this; long upright ones are no words.
LITTLE_THICKER = (1.1, 0.75)
THICK_ALONE = 0.4
# A black block is at least this wide and high, fills this share of its box, and is darker than this (of 255).
BLOCK = (2.0, 1.2)
BLOCK_FILLED = 0.8
# White this narrow is print or a line in a block; fat black print leaves more paper between it than this.
BLOCK_GAP, BLOCK_DARK = 0.4, 0.65
# A fold begins and ends this near to the border, and a page has no more than this many of them each way.
EDGE, MOST_FOLDS = 1.5, 2
# In a table of fewer letters than this one crossed letter says nothing.
FEW_LETTERS = 100
BLOCK_LIGHTNESS = 110


@dataclass(frozen=True, slots=True)
class Block:
    """A dark area in pixels, and its lightness, 0 black to 1 white."""

    box: PixelBox
    grey: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a sheet, in pixels, and the letters that stand between it."""

    lattices: tuple[Lattice, ...]
    loose: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    letters: Letters
    ink: Mask

    def segments(self) -> list[Segment]:
        """Every line as whole pieces."""
        return [piece for lattice in self.lattices for piece in pieces_of(lattice)] + list(self.loose)


def find_drawing(flat: GreyImage, th: float) -> Drawing:
    """Find the lines and dark blocks of a flattened sheet.

    Args:
        flat: Grey, evened out; not modified.
        th: Letter height in pixels, above 0.
    """
    ink = ink_of(flat)
    letters = find_letters(ink)
    blocks = find_blocks(flat, th)
    strokes, traces = find_strokes(flat, ink, letters, th)
    segments = [piece for trace in traces for piece in _cut(trace, 0.5 * th)]
    segments += [side for block in blocks for side in sides_of(block)]
    lattices, loose = [], []
    for group in touching(segments, strokes, th):
        lattice = build_lattice(group, strokes, th) if len({s.horizontal for s in group}) == 2 else None
        if lattice is None:
            loose += group
        else:
            lattices.append(lattice)
    return Drawing(tuple(lattices), tuple(loose), tuple(blocks), letters, ink)


def find_strokes(flat: GreyImage, ink: Mask, letters: Letters, th: float) -> tuple[dict[bool, Mask], list[Trace]]:
    """The pixels of thin strokes, level ones under True, and the drawn lines among them.

    Lines are followed where no letters stand. Words whose letters run together, or touch a line, are no letters at
    first, and crosses and corners of broken lines pass for some: once the lines are known, print is told anew.
    """
    marked = pixels_of(ink, letters)
    thin = {way: thin_strokes(flat, th, horizontal=way) for way in (True, False)}
    strokes = {way: without(thin[way], marked) for way in thin}
    traces = [
        trace
        for way in (True, False)
        for trace in trace_strokes(strokes[way], th, horizontal=way)
        if steepness(trace) <= STEEPEST and (outlasts_print(trace, flat, th) or is_rule(trace, ink, strokes[way], th))
    ]
    traces = thin_ones(without_folds(traces, (flat.shape[0], flat.shape[1]), th), flat, th)
    print_px = _print_between(ink, traces, th)
    return {way: without(thin[way], print_px) for way in thin}, traces


def without_folds(traces: Sequence[Trace], shape: tuple[int, int], th: float) -> list[Trace]:
    """The traces without one or two that run from border to border: folds, and the edge of a shadow.

    More of them are the rows of a table that reaches beyond the picture.
    """
    across = {
        way: [t for t in traces if t.horizontal is way and t.start <= EDGE * th and t.end >= shape[way] - EDGE * th]
        for way in (True, False)
    }
    folds = {id(t) for found in across.values() if len(found) <= MOST_FOLDS for t in found}
    return [t for t in traces if id(t) not in folds]


def thin_ones(traces: Sequence[Trace], flat: GreyImage, th: float) -> list[Trace]:
    """The traces as thin as the page's long, steady rules: words run together are thicker."""
    steady = {id(t) for t in traces if steadiness(t, flat) >= STEADY}
    sure = sorted((t for t in traces if id(t) in steady and t.length >= SURE_LENGTH * th), key=lambda t: t.thickness)
    if not sure:
        return [t for t in traces if t.thickness <= THICK_ALONE * th]
    reach = np.cumsum([t.length for t in sure])
    usual = sure[int(np.searchsorted(reach, reach[-1] / 2))].thickness
    limit, little = (times * usual + more for times, more in (THICKER, LITTLE_THICKER))

    def is_thin(trace: Trace) -> bool:
        if not trace.horizontal:
            return trace.thickness <= limit or trace.length >= SURE_LENGTH * th
        return trace.thickness <= (limit if id(trace) in steady else little)

    kept = {id(t) for t in sure} | {id(t) for t in traces if is_thin(t)}
    return [t for t in traces if id(t) in kept]


def outlasts_print(trace: Trace, flat: GreyImage, th: float) -> bool:
    """Whether a stroke is longer and steadier than any row of letters."""
    return trace.length >= LONGEST_PRINT * th and steadiness(trace, flat) >= STEADIEST_PRINT


def steadiness(trace: Trace, flat: GreyImage) -> float:
    """Darkness of a stroke's lightest tenth against its median, 0 to 1; print changes from letter to letter."""
    along = np.arange(int(trace.start), int(trace.end) + 1)
    across = np.round(np.interp(along, trace.along, trace.across)).astype(int)
    pixels = flat if trace.horizontal else flat.T
    rows, columns = np.clip(across, 0, pixels.shape[0] - 1), np.clip(along, 0, pixels.shape[1] - 1)
    low, usual = np.percentile(255.0 - pixels[rows, columns], (10, 50))
    return float(low / max(usual, 1.0))


def steepness(trace: Trace) -> float:
    """How far a stroke leaves level or upright, as a share of its length, one pixel of it forgiven."""
    rise = abs(float(np.median(trace.across[-3:]) - np.median(trace.across[:3])))
    return max(0.0, rise - 1.0) / max(trace.length, 1.0)


def _print_between(ink: Mask, traces: Sequence[Trace], th: float) -> Mask:
    """255 on ink as high as print that is left when the lines are wiped out; words run together count."""
    wiped = ink.copy()
    for trace in traces:
        ends = np.column_stack([trace.along, trace.across] if trace.horizontal else [trace.across, trace.along])
        cv2.polylines(wiped, [np.round(ends).astype(np.int32)], False, 0, max(3, round(trace.thickness) + 2))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(wiped, connectivity=8, ltype=cv2.CV_32S)
    high = stats[:count, cv2.CC_STAT_HEIGHT]
    is_print = (high >= 0.6 * th) & (high <= 3.0 * th) & (stats[:count, cv2.CC_STAT_WIDTH] >= 0.35 * th)
    is_print[0] = False
    found = is_print.astype(np.uint8)[labels] * np.uint8(255)
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _cut(trace: Trace, limit: float) -> list[Segment]:
    """Halve a trace until each part stays within `limit` pixels of its middle."""
    if np.ptp(trace.across) <= 2 * limit or len(trace.along) < 6:
        return [Segment(trace.horizontal, trace.at, trace.start, trace.end, trace.thickness)]
    middle = len(trace.along) // 2
    halves = (slice(0, middle + 1), slice(middle, None))
    parts = [Trace(trace.horizontal, trace.along[h], trace.across[h], trace.thickness) for h in halves]
    return [piece for part in parts for piece in _cut(part, limit)]


def find_blocks(flat: GreyImage, th: float) -> list[Block]:
    """The dark areas too thick for lines or letters, as solid headers have them."""
    dark = (flat < BLOCK_LIGHTNESS).astype(np.uint8)
    least = (max(3, round(BLOCK[0] * th)), max(3, round(BLOCK[1] * th)))
    # White print in a block, thin white lines and the specks that a fax leaves do not break it.
    size = max(3, round(BLOCK_GAP * th))
    solid = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    opened = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((least[1], least[0]), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4, ltype=cv2.CV_32S)
    blocks = []
    for x, y, width, height, area in stats[1:count].tolist():
        inside = dark[y : y + height, x : x + width]
        whole = area >= BLOCK_FILLED * width * height and float(inside.mean()) >= BLOCK_DARK
        if whole and max(width / flat.shape[1], height / flat.shape[0]) < 0.97:
            grey = float(flat[y : y + height, x : x + width].mean()) / 255
            blocks.append(Block((x, y, x + width, y + height), grey))
    return blocks


def sides_of(block: Block) -> list[Segment]:
    """The four sides of a block."""
    x0, top, x1, bottom = block.box
    level = [Segment(True, float(at), float(x0), float(x1), 1.0) for at in (top, bottom)]
    return level + [Segment(False, float(at), float(top), float(bottom), 1.0) for at in (x0, x1)]


def crossed_share(drawing: Drawing) -> float:
    """The share of the letters of a lattice that its lines run through the middle of, the largest; 0 without letters.

    What is as narrow as a rule, or crossed both ways, is a piece of the lines themselves.
    """
    return max((_crossed(drawing.letters, lattice) for lattice in drawing.lattices), default=0.0)


def _crossed(letters: Letters, lattice: Lattice) -> float:
    boxes = letters.boxes.astype(np.float64)
    crossed = {way: np.zeros(len(boxes), bool) for way in (True, False)}
    x, y = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    inside = (x > lattice.xs[0]) & (x < lattice.xs[-1]) & (y > lattice.ys[0]) & (y < lattice.ys[-1])
    wide = boxes[:, 2] > NARROW * letters.height
    for piece in pieces_of(lattice):
        along, across, size = (x, y, boxes[:, 3]) if piece.horizontal else (y, x, boxes[:, 2])
        near = np.abs(across - piece.at) < 0.3 * size
        crossed[piece.horizontal] |= near & wide & (along > piece.start) & (along < piece.end)
    both = (crossed[True] ^ crossed[False]) & inside
    return float(both.sum()) / max(int(inside.sum()), FEW_LETTERS)
