"""Straight strokes on a picture → the lines of tables: snapped to places, and each piece of them there or not.

Strokes that touch make a group; their places make the lines of a grid; each piece of a line between two crossings is
there or not by the share of it that is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.strokepixels import Mask

# All sizes are in letter heights. Strokes closer than this are one line: no print fits between them.
SNAP = 0.75
# How far a stroke may end before the one it meets.
REACH = 0.9
# A piece of a line is there when this share of it is drawn; a line is one when it has a piece of which most is.
PIECE_DRAWN = 0.3
LINE_DRAWN = 0.7
# How far a drawn piece may lie from its line.
NEAR = 0.5
# Lines of this length, or of this share of the longest, are taken for themselves: strokes of stamps are shorter.
LONG, NEARLY = 8.0, 0.75
# A shorter one must be drawn along this share of the way from line to line, which are a line of print apart at least.
SHORT_DRAWN, LEAST_CELL = 0.85, 1.3
# A line that runs on past the last one it crosses by more than a glyph ends at a side of the table.
OVERHANG = 1.5
# Pieces of a broken line are this long, lie in line to this, and have gaps of at most this between them, or longer
# ones of which this share is drawn.
LEAST_PIECE, IN_LINE, LARGEST_GAP, GAP_DRAWN = 2.0, 0.25, 2.5, 0.4
# Groups of lines that share this much of the smaller one's box are parts of one table.
LEAST_SHARED = 0.3


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


def touching(segments: Sequence[Segment], strokes: dict[bool, Mask], th: float) -> list[list[Segment]]:
    """Group segments that cross or nearly meet, or go on behind a gap. See `build_lattice`."""
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
        for j in np.nonzero(meets)[0].tolist():
            a, b = root(i), root(upright[j][0])
            parent[max(a, b)] = min(a, b)
    for i, j in _gone_on(segments, strokes, th):
        a, b = root(i), root(j)
        parent[max(a, b)] = min(a, b)
    groups: dict[int, list[Segment]] = {}
    for i, segment in enumerate(segments):
        groups.setdefault(root(i), []).append(segment)
    return _overlapping(list(groups.values()))


def _gone_on(segments: Sequence[Segment], strokes: dict[bool, Mask], th: float) -> list[tuple[int, int]]:
    """Pairs of segments that are pieces of one broken line: near each other, or with half of the gap drawn."""
    pairs = []
    for way in (True, False):
        run = _Way((), strokes[True] if way else strokes[False].T)
        long = [i for i, s in enumerate(segments) if s.horizontal is way and s.length >= LEAST_PIECE * th]
        for i in long:
            piece = segments[i]
            after = [
                j for j in long if segments[j].start >= piece.end and abs(segments[j].at - piece.at) <= IN_LINE * th
            ]
            if not after:
                continue
            nearest = min(after, key=lambda j: segments[j].start)
            start, end = int(piece.end), int(segments[nearest].start) + 1
            drawn = _marked(run, piece.at, max(1, round(IN_LINE * th)), end)[start:end]
            if end - start <= LARGEST_GAP * th or drawn.mean() >= GAP_DRAWN:
                pairs.append((i, nearest))
    return pairs


def _overlapping(groups: list[list[Segment]]) -> list[list[Segment]]:
    """Put together groups that lie on each other: parts of one table whose lines are broken."""
    united: list[list[Segment]] = []
    for group in groups:
        while mate := next((other for other in united if _shared(group, other) >= LEAST_SHARED), None):
            united.remove(mate)
            group = [*mate, *group]
        united.append(group)
    return united


def _shared(group: Sequence[Segment], other: Sequence[Segment]) -> float:
    """How much of the smaller box two groups share, as a share of it; 0 where one is no more than a line."""
    a, b = _reach(group), _reach(other)
    size = np.minimum(a[1], b[1]) - np.maximum(a[0], b[0])
    least = min(float((a[1] - a[0]).prod()), float((b[1] - b[0]).prod()))
    return float(size.prod()) / least if least > 0 and (size > 0).all() else 0.0


def _reach(group: Sequence[Segment]) -> npt.NDArray[np.float64]:
    """The box of a group's crossing lines, [[x0, top], [x1, bottom]]; a point where they run one way only."""
    xs = [s.at for s in group if not s.horizontal]
    ys = [s.at for s in group if s.horizontal]
    return np.array([(min(xs), min(ys)), (max(xs), max(ys))] if xs and ys else [(0, 0), (0, 0)], dtype=np.float64)


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


@dataclass(frozen=True, slots=True)
class _Way:
    """What runs one way in a group: its segments, and the stroke pixels, if they count, with that way along axis 1."""

    segments: Sequence[Segment]
    marks: Mask | None

    def at(self, place: float, th: float) -> list[Segment]:
        """The segments that lie on a line."""
        return [s for s in self.segments if abs(s.at - place) <= SNAP * th]


@dataclass(frozen=True, slots=True)
class _Side:
    """A side that no line is drawn along: where lines that cross it end together, and their places."""

    at: float
    reached_by: tuple[float, ...]


def build_lattice(group: Sequence[Segment], strokes: dict[bool, Mask], th: float) -> Lattice | None:
    """Snap a group to lines and tell which of their pieces are drawn; None where no line is left in a direction.

    Long lines are taken first; short ones only where they part a cell between those, which arcs of stamps and strokes
    of a pen do not. Where lines run on past the last one that they cross and end together a side is missing: a form
    without a frame, or one too pale to be seen.

    Args:
        group: Segments that touch, level and upright ones.
        strokes: Pixels of thin strokes, level ones under True.
        th: Letter height in pixels.
    """
    level = _Way([s for s in group if s.horizontal], strokes[True])
    upright = _Way([s for s in group if not s.horizontal], strokes[False].T)
    ys, xs = _with_short_lines(level, upright, (_long_lines(level, th), _long_lines(upright, th)), th)
    aside, above = _missing_sides(level, ys, xs, th), _missing_sides(upright, xs, ys, th)
    drawn_x, drawn_y = [side.at for side in aside], [side.at for side in above]
    ys, xs = _with_short_lines(level, upright, (sorted([*ys, *drawn_y]), sorted([*xs, *drawn_x])), th)
    while True:
        if len(xs) < 2 or len(ys) < 2:
            return None
        drawn_level, drawn_upright = _shares(ys, xs, level, th), _shares(xs, ys, upright, th)
        _close(drawn_level, ys, xs, above, drawn_x)
        _close(drawn_upright, xs, ys, aside, drawn_y)
        kept_y, kept_x = drawn_level.max(axis=1) >= LINE_DRAWN, drawn_upright.max(axis=1) >= LINE_DRAWN
        if kept_y.all() and kept_x.all():
            break
        ys, xs = list(compress(ys, kept_y)), list(compress(xs, kept_x))
    thickness = float(np.median([s.thickness for s in group]))
    return Lattice(tuple(xs), tuple(ys), drawn_level >= PIECE_DRAWN, drawn_upright >= PIECE_DRAWN, thickness)


def _long_lines(way: _Way, th: float) -> list[float]:
    """The places of lines that are long, or nearly as long as any that run this way in a small table."""
    places = line_places(way.segments, th)
    lengths = [sum(s.length for s in way.at(place, th)) for place in places]
    least = min(LONG * th, NEARLY * max(lengths, default=0.0))
    return [place for place, length in zip(places, lengths, strict=True) if length >= least]


def _with_short_lines(
    level: _Way, upright: _Way, lines: tuple[list[float], list[float]], th: float
) -> tuple[list[float], list[float]]:
    """The lines (ys, xs), and the others of which a piece is drawn from line to line; these may bear others again."""
    ys, xs = lines
    while True:
        more_y = _parting(level, ys, xs, th)
        more_x = _parting(upright, xs, ys, th)
        if not more_y and not more_x:
            return ys, xs
        ys, xs = sorted([*ys, *more_y]), sorted([*xs, *more_x])


def _parting(way: _Way, lines: Sequence[float], crossing: Sequence[float], th: float) -> list[float]:
    """The places of further lines that are drawn from one crossing line to the next."""
    more = [at for at in line_places(way.segments, th) if all(abs(at - line) > SNAP * th for line in lines)]
    if not more or len(crossing) < 2:
        return []
    drawn = _shares(more, crossing, replace(way, marks=None), th)
    drawn[:, np.diff(crossing) < LEAST_CELL * th] = 0.0
    return list(compress(more, drawn.max(axis=1) >= SHORT_DRAWN))


def _missing_sides(way: _Way, lines: Sequence[float], crossing: Sequence[float], th: float) -> list[_Side]:
    """Where two lines or more run on past the outermost that they cross, and end together."""
    if not crossing:
        return []
    on = {line: way.at(line, th) for line in lines}
    starts = [(min(s.start for s in on[line]), line) for line in lines if on[line]]
    ends = [(max(s.end for s in on[line]), line) for line in lines if on[line]]
    beyond = (
        (min, [(at, line) for at, line in starts if at < crossing[0] - OVERHANG * th]),
        (max, [(at, line) for at, line in ends if at > crossing[-1] + OVERHANG * th]),
    )
    sides = []
    for outermost, ending in beyond:
        together = max(([e for e in ending if abs(e[0] - at) <= REACH * th] for at, _ in ending), key=len, default=[])
        if len(together) >= 2:
            sides.append(_Side(outermost(at for at, _ in together), tuple(line for _, line in together)))
    return sides


def _close(
    shares: npt.NDArray[np.float64],
    lines: Sequence[float],
    crossing: Sequence[float],
    sides: Sequence[_Side],
    drawn: Sequence[float],
) -> None:
    """Set the shares of missing sides: a piece is there where both lines at its ends reach it, or are sides too."""
    for side in sides:
        if side.at in lines:
            reached = [line in side.reached_by or line in drawn for line in crossing]
            shares[list(lines).index(side.at)] = [float(a and b) for a, b in pairwise(reached)]


def _shares(at: Sequence[float], between: Sequence[float], way: _Way, th: float) -> npt.NDArray[np.float64]:
    """The drawn share of every piece of every line: by pixels near it, or by the segments that bridge their gaps."""
    near = max(1, round(NEAR * th))
    shares = np.zeros((len(at), len(between) - 1))
    for i, place in enumerate(at):
        covered = _marked(way, place, near, int(between[-1]) + 1)
        for segment in way.at(place, th):
            covered[max(0, int(segment.start)) : int(segment.end) + 1] = True
        for j, (start, end) in enumerate(pairwise(between)):
            # The crossings themselves are ink of the other lines.
            inner = covered[int(start) + near : max(int(end) - near, int(start) + near + 1)]
            shares[i, j] = inner.mean() if inner.size else 0.0
    return shares


def _marked(way: _Way, place: float, near: int, length: int) -> npt.NDArray[np.bool_]:
    if way.marks is None:
        return np.zeros(length, bool)
    rows = way.marks[max(0, int(place) - near) : int(place) + near + 1]
    return np.asarray(rows.max(axis=0, initial=0) > 0)


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
