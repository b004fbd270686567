"""A flattened picture → the Rules and Fills of its tables, in points, as a text page has them.

Strokes that touch make a group; their places make the lines of a grid; each piece of a line between two crossings is
there or not by the share of it that is drawn. What comes out is square, whole and on the grid, so that
`extract.grid` builds from it what it builds from drawn vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.letters import Letters, find_letters, ink_of
from extract.picture.model import GreyImage, PixelBox
from extract.picture.strokepixels import Mask, Trace, is_rule, pixels_of, thin_strokes, trace_strokes

# All sizes are in letter heights. Strokes closer than this are one line: no print fits between them.
SNAP = 0.75
# How far a stroke may end before the one it meets.
REACH = 0.9
# A piece of a line is there when this share of it is drawn; a line is one when it has a piece of which most is.
PIECE_DRAWN = 0.3
LINE_DRAWN = 0.7
# How far a drawn piece may lie from its line.
NEAR = 0.5
# On a flat page rules are level or upright to about three degrees; arcs of stamps and strokes of a pen are not.
STEEPEST = 0.055
# Strokes this long, and as dark in their lightest tenth as this share of their usual, are rules beyond doubt. Others
# are no thicker than those by this much (times, pixels) or, on a page without any, than this.
SURE_LENGTH = 12.0
STEADY = 0.5
# Longer and steadier than any print is, whatever stands beside it.
LONGEST_PRINT, STEADIEST_PRINT = 20.0, 0.6
THICKER = (1.35, 1.0)
THICK_ALONE = 0.4
# A black block is at least this wide and high, fills this share of its box, and is darker than this (of 255).
BLOCK = (2.0, 1.2)
BLOCK_FILLED = 0.8
BLOCK_LIGHTNESS = 110


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a line in pixels: at height or abscissa `at`, from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float
    thickness: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Block:
    """A dark area in pixels, and its lightness, 0 black to 1 white."""

    box: PixelBox
    grey: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """One group of touching lines. `across[i, j]` says whether line i is drawn between crossings j and j + 1.

    Attributes:
        xs: Places of the upright lines, ascending, in pixels.
        ys: Places of the level ones.
        level: Shape (len(ys), len(xs) - 1).
        upright: Shape (len(xs), len(ys) - 1).
        thickness: Of a line, in pixels.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: npt.NDArray[np.bool_]
    upright: npt.NDArray[np.bool_]
    thickness: float


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
    for group in touching(segments, th):
        lattice = build_lattice(group, strokes, th) if len({s.horizontal for s in group}) == 2 else None
        if lattice is None:
            loose += group
        else:
            lattices.append(lattice)
    return Drawing(tuple(lattices), tuple(loose), tuple(blocks), letters, ink)


def find_strokes(flat: GreyImage, ink: Mask, letters: Letters, th: float) -> tuple[dict[bool, Mask], list[Trace]]:
    """The pixels of thin strokes, level ones under True, and the drawn lines among them.

    Words whose letters run together, or touch a line, are no letters at first: they are wiped out once the lines are
    known.
    """
    marked = pixels_of(ink, letters)
    strokes = {way: thin_strokes(flat, marked, th, horizontal=way) for way in (True, False)}
    traces = [
        trace
        for way in (True, False)
        for trace in trace_strokes(strokes[way], th, horizontal=way)
        if steepness(trace) <= STEEPEST and (outlasts_print(trace, flat, th) or is_rule(trace, ink, strokes[way], th))
    ]
    traces = thin_ones(traces, flat, th)
    print_px = _print_between(ink, traces, th)
    return {way: np.asarray(mask & (print_px == 0), np.uint8) for way, mask in strokes.items()}, traces


def thin_ones(traces: Sequence[Trace], flat: GreyImage, th: float) -> list[Trace]:
    """The traces as thin as the page's long, steady rules: words run together are thicker."""
    sure = {id(t) for t in traces if t.length >= SURE_LENGTH * th and steadiness(t, flat) >= STEADY}
    long = sorted((t for t in traces if id(t) in sure), key=lambda t: t.thickness)
    limit = THICK_ALONE * th
    if long:
        reach = np.cumsum([t.length for t in long])
        limit = THICKER[0] * long[int(np.searchsorted(reach, reach[-1] / 2))].thickness + THICKER[1]
    return [t for t in traces if t.thickness <= limit or id(t) in sure]


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
    # Specks of paper in a block, as a fax leaves them, do not break it.
    solid = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    opened = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((least[1], least[0]), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4, ltype=cv2.CV_32S)
    blocks = []
    for x, y, width, height, area in stats[1:count].tolist():
        if area >= BLOCK_FILLED * width * height and max(width / flat.shape[1], height / flat.shape[0]) < 0.97:
            grey = float(flat[y : y + height, x : x + width].mean()) / 255
            blocks.append(Block((x, y, x + width, y + height), grey))
    return blocks


def sides_of(block: Block) -> list[Segment]:
    """The four sides of a block."""
    x0, top, x1, bottom = block.box
    level = [Segment(True, float(at), float(x0), float(x1), 1.0) for at in (top, bottom)]
    return level + [Segment(False, float(at), float(top), float(bottom), 1.0) for at in (x0, x1)]


def touching(segments: Sequence[Segment], th: float) -> list[list[Segment]]:
    """Group segments that cross or nearly meet."""
    reach = REACH * th
    parent = list(range(len(segments)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    upright = [(i, s) for i, s in enumerate(segments) if not s.horizontal]
    at = np.array([s.at for _, s in upright])
    start, end = np.array([s.start for _, s in upright]), np.array([s.end for _, s in upright])
    for i, level in enumerate(segments):
        if not level.horizontal or not upright:
            continue
        meets = (at >= level.start - reach) & (at <= level.end + reach)
        meets &= (start <= level.at + reach) & (end >= level.at - reach)
        for j in np.nonzero(meets)[0]:
            a, b = root(i), root(upright[int(j)][0])
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[Segment]] = {}
    for i, segment in enumerate(segments):
        groups.setdefault(root(i), []).append(segment)
    return list(groups.values())


def line_places(segments: Sequence[Segment], th: float) -> list[float]:
    """Where the lines of one direction stand: runs of segments closer than `SNAP`, at their weighted middle."""
    places: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.at):
        if places and segment.at - _middle(places[-1]) <= SNAP * th:
            places[-1].append(segment)
        else:
            places.append([segment])
    return [_middle(run) for run in places]


def _middle(run: Sequence[Segment]) -> float:
    """The place of the longest lines of a run: the median, by length."""
    ordered = sorted(run, key=lambda s: s.at)
    lengths = np.cumsum([s.length for s in ordered])
    return ordered[int(np.searchsorted(lengths, lengths[-1] / 2))].at


def build_lattice(group: Sequence[Segment], strokes: dict[bool, Mask], th: float) -> Lattice | None:
    """Snap a group to lines and tell which of their pieces are drawn; None where no line is left in a direction."""
    level, upright = [s for s in group if s.horizontal], [s for s in group if not s.horizontal]
    xs, ys = line_places(upright, th), line_places(level, th)
    while True:
        if len(xs) < 2 or len(ys) < 2:
            return None
        drawn_level = _shares(ys, xs, level, strokes[True], th)
        drawn_upright = _shares(xs, ys, upright, strokes[False].T, th)
        kept_y, kept_x = drawn_level.max(axis=1) >= LINE_DRAWN, drawn_upright.max(axis=1) >= LINE_DRAWN
        if kept_y.all() and kept_x.all():
            break
        ys, xs = list(compress(ys, kept_y)), list(compress(xs, kept_x))
    thickness = float(np.median([s.thickness for s in group]))
    return Lattice(tuple(xs), tuple(ys), drawn_level >= PIECE_DRAWN, drawn_upright >= PIECE_DRAWN, thickness)


def _shares(
    at: Sequence[float], between: Sequence[float], segments: Sequence[Segment], strokes: Mask, th: float
) -> npt.NDArray[np.float64]:
    """The drawn share of every piece of every line: by pixels near it, or by the segments that bridge their gaps."""
    near = max(1, round(NEAR * th))
    shares = np.zeros((len(at), len(between) - 1))
    for i, place in enumerate(at):
        y0, y1 = max(0, int(place) - near), int(place) + near + 1
        covered = np.array(strokes[y0:y1].max(axis=0, initial=0) > 0)
        for segment in segments:
            if abs(segment.at - place) <= SNAP * th:
                covered[max(0, int(segment.start)) : int(segment.end) + 1] = True
        for j, (start, end) in enumerate(pairwise(between)):
            # The crossings themselves are ink of the other lines.
            inner = covered[int(start) + near : max(int(end) - near, int(start) + near + 1)]
            shares[i, j] = inner.mean() if inner.size else 0.0
    return shares


def pieces_of(lattice: Lattice) -> list[Segment]:
    """The drawn lines of a lattice, neighbouring pieces joined."""
    pieces = []
    for at, there in zip(lattice.ys, lattice.level, strict=True):
        pieces += [Segment(True, at, a, b, lattice.thickness) for a, b in _runs(there, lattice.xs)]
    for at, there in zip(lattice.xs, lattice.upright, strict=True):
        pieces += [Segment(False, at, a, b, lattice.thickness) for a, b in _runs(there, lattice.ys)]
    return pieces


def _runs(there: npt.NDArray[np.bool_], places: Sequence[float]) -> list[tuple[float, float]]:
    """Start and end of every run of pieces that are there."""
    steps = np.diff(np.concatenate([[0], there.astype(int), [0]]))
    return [
        (places[a], places[b])
        for a, b in zip(np.nonzero(steps == 1)[0].tolist(), np.nonzero(steps == -1)[0].tolist(), strict=True)
    ]


def crooked_merges(lattice: Lattice) -> int:
    """How many merged cells of a lattice are no rectangles: a sign of lines that were missed or misplaced."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    # Slots joined where no line parts them: one 4-connected component each on a picture twice as fine.
    fine = np.zeros((2 * rows + 1, 2 * columns + 1), np.uint8)
    fine[1::2, 1::2] = 1
    fine[2:-1:2, 1::2] = ~lattice.level[1:-1]
    fine[1::2, 2:-1:2] = ~lattice.upright[1:-1].T
    count, labels = cv2.connectedComponents(fine, connectivity=4)
    crooked = 0
    for number in range(1, count):
        i, j = np.nonzero(labels[1::2, 1::2] == number)
        crooked += int(len(i) != (np.ptp(i) + 1) * (np.ptp(j) + 1))
    return crooked


def crossed_share(drawing: Drawing) -> float:
    """Share of the letters inside the lattices that a line of theirs runs through the middle of; 0 without letters."""
    boxes = drawing.letters.boxes.astype(np.float64)
    inside, crossed = np.zeros(len(boxes), bool), np.zeros(len(boxes), bool)
    x, y = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    for lattice in drawing.lattices:
        inside |= (x > lattice.xs[0]) & (x < lattice.xs[-1]) & (y > lattice.ys[0]) & (y < lattice.ys[-1])
        for piece in pieces_of(lattice):
            along, across, size = (x, y, boxes[:, 3]) if piece.horizontal else (y, x, boxes[:, 2])
            near = np.abs(across - piece.at) < 0.3 * size
            crossed |= near & (along > piece.start) & (along < piece.end)
    total = int(inside.sum())
    return float((crossed & inside).sum()) / total if total else 0.0
