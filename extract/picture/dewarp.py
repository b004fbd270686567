"""A crooked picture of a page → a flat one: its rules and lines of print made straight and level, by one smooth map.

What bends a sheet in a phone's picture is smooth: curl, perspective and tilt together are followed by a polynomial of
low degree in both directions. Level things (level rules, lines of print) say how far each place must move up or
down, upright rules how far to a side. Where nothing speaks for a movement there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.letters import FEWEST_IN_LINE, Letters, chain_letters, feet_of
from extract.picture.model import GreyImage, PixelBox, Points
from extract.picture.strokepixels import Trace

# Lines of print shorter than this say little, in letter heights; rules are longer than letters anyway.
SHORTEST_LINE = 10.0
SHORTEST_RULE = 4.0
# Highest power of a place in the polynomial.
DEGREE = 3
# Weight of the wish to move nothing, against one point a letter height out of line.
RIDGE = 0.02
# Distances from a straight line, in letter heights, beyond which a point counts less (Huber, 1964).
HUBER = 0.15
ROUNDS = 6
# A page whose lines stray less than this, in letter heights (90 % of their points), is flat.
FLAT = 0.08
# Straying must shrink to this share of itself for the map to be believed.
BETTER = 0.8
# Columns that lean less, in pixels per pixel, are upright: half a letter over forty lines.
LEAST_LEAN = 0.008
# The way back is kept on a grid of this many letter heights.
GRID_STEP = 1.5


@dataclass(frozen=True, slots=True)
class GridMap:
    """Where points of a flattened picture stood before: a grid of places, straight lines between them.

    Attributes:
        step: Pixels between neighbours of the grid.
        places: Shape (rows, columns, 2), x and y in the input; row 0 and column 0 stand at pixel 0.
    """

    step: float
    places: npt.NDArray[np.float32]

    def back(self, points: Points) -> Points:
        """Map points of the result to points of the input; beyond the picture the nearest border leads on."""
        rows, columns = self.places.shape[:2]
        x, y = points[:, 0] / self.step, points[:, 1] / self.step
        j = np.clip(np.floor(x).astype(int), 0, columns - 2)
        i = np.clip(np.floor(y).astype(int), 0, rows - 2)
        u, v = (x - j)[:, None], (y - i)[:, None]
        p = self.places
        upper = p[i, j] * (1 - u) + p[i, j + 1] * u
        lower = p[i + 1, j] * (1 - u) + p[i + 1, j + 1] * u
        return np.asarray(upper * (1 - v) + lower * v, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Bend:
    """How places of a picture move: dx = g(x, y), dy = f(x, y), polynomials in places scaled to -1 to 1.

    `reach` (4,) is the box of places that something spoke for, scaled; beyond it the border's movement goes on.
    """

    centre: npt.NDArray[np.float64]
    size: float
    reach: npt.NDArray[np.float64]
    down: npt.NDArray[np.float64]
    aside: npt.NDArray[np.float64]
    degree: int

    def moved(self, points: Points) -> Points:
        """Where points go, in pixels."""
        u, v = self._scaled(points)
        dy = terms(u, v, self.degree) @ self.down
        dx = terms(v, u, self.degree) @ self.aside
        return np.column_stack([points[:, 0] + dx, points[:, 1] + dy])

    def _scaled(self, points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        scaled = (points - self.centre) / self.size
        x0, top, x1, bottom = self.reach
        return np.clip(scaled[:, 0], x0, x1), np.clip(scaled[:, 1], top, bottom)


def terms(u: npt.NDArray[np.float64], v: npt.NDArray[np.float64], degree: int) -> npt.NDArray[np.float64]:
    """The terms u^a v^b with a ≥ 1 and a + b ≤ degree: u alone first. Terms in v alone would only spread lines."""
    powers = [(a, b) for a in range(1, degree + 1) for b in range(degree + 1 - a)]
    return np.column_stack([u**a * v**b for a, b in powers])


def line_points(letters: Letters) -> list[Points]:
    """The feet of the letters of each long line of print, descenders left out."""
    found = []
    for line in chain_letters(letters):
        ends = letters.boxes[line[[0, -1]], 0]
        if len(line) < FEWEST_IN_LINE or ends[1] - ends[0] < SHORTEST_LINE * letters.height:
            continue
        feet, kept = feet_of(letters, line)
        if kept.sum() >= 5:
            found.append(feet[kept])
    return found


def straying(level: Sequence[Points], upright: Sequence[Points], th: float) -> float:
    """How far points stray from their lines' own means, in letter heights, the 90th percentile; 0 without lines."""
    away = [line[:, 1] - line[:, 1].mean() for line in level] + [line[:, 0] - line[:, 0].mean() for line in upright]
    return float(np.percentile(np.abs(np.concatenate(away)), 90)) / th if away else 0.0


def trace_points(traces: Sequence[Trace], th: float) -> list[Points]:
    """The points of long rules, x and y."""
    long = [t for t in traces if t.length >= SHORTEST_RULE * th]
    return [np.column_stack([t.along, t.across] if t.horizontal else [t.across, t.along]) for t in long]


def find_bend(
    level: Sequence[Points],
    upright: Sequence[Points],
    shape: tuple[int, int],
    th: float,
    *,
    lean: float | None = None,
    degree: int = DEGREE,
) -> tuple[Bend | None, str]:
    """Find the smooth map that makes lines straight and level, or upright.

    Args:
        level: Points of things that are level on the page, a line each.
        upright: Points of things that are upright on it.
        shape: Height and width of the picture.
        th: Letter height in pixels.
        lean: How far columns lean to the right on their way down, in pixels per pixel; None where they do not
            tell.
        degree: Of the polynomial.

    Returns:
        The map and what it did; None when the page is flat, has too little to tell by, or does not get better.
    """
    before = straying(level, upright, th)
    if len(level) + len(upright) < 2:
        return None, "flatten: fewer than two lines to tell by"
    leaning = lean is not None and abs(lean) >= LEAST_LEAN
    if before < FLAT and not leaning:
        return None, f"flatten: flat already (lines stray {before:.2f})"
    bend = _fit(level, upright, shape, th, degree, lean)
    after = straying([bend.moved(p) for p in level], [bend.moved(p) for p in upright], th)
    if after > BETTER * before and not leaning:
        return None, f"flatten: no smooth map helps (lines stray {before:.2f}, then {after:.2f})"
    if not _unfolded(bend, shape):
        return None, "flatten: the map would fold the page"
    leant = f", columns leant {lean:.3f}" if leaning else ""
    return bend, f"flatten: degree {degree}, lines strayed {before:.2f}, now {after:.2f}{leant}"


def _fit(
    level: Sequence[Points],
    upright: Sequence[Points],
    shape: tuple[int, int],
    th: float,
    degree: int,
    lean: float | None,
) -> Bend:
    height, width = shape
    centre, size = np.array([width / 2, height / 2]), max(width, height) / 2
    everything = (np.concatenate([*level, *upright]) - centre) / size
    reach = np.concatenate([everything.min(axis=0), everything.max(axis=0)])
    down = _one_way([(p - centre) / size for p in level], th / size, degree, prior=0.0)
    # A tilted page leans: what turns level lines turns upright ones the other way. Columns know better.
    aside = _one_way(
        [((p - centre) / size)[:, ::-1] for p in upright],
        th / size,
        degree,
        prior=-_slope(down, reach, degree) if lean is None else -lean,
    )
    return Bend(centre, size, reach, down * size, aside * size, degree)


def _slope(down: npt.NDArray[np.float64], reach: npt.NDArray[np.float64], degree: int) -> float:
    """How far a map moves the right side down against the left one, per width, along the middle."""
    ends, middle = reach[[0, 2]], np.full(2, (reach[1] + reach[3]) / 2)
    moved = terms(ends, middle, degree) @ down
    return float((moved[1] - moved[0]) / max(ends[1] - ends[0], 1e-6))


def _one_way(lines: Sequence[Points], th: float, degree: int, *, prior: float) -> npt.NDArray[np.float64]:
    """Least squares for one direction: lines run along column 0 and must agree in column 1. Scaled units."""
    count = degree * (degree + 1) // 2
    start = np.zeros(count)
    start[0] = prior
    if not lines:
        return start
    blocks, wants, weights = [], [], []
    for line in lines:
        block = terms(line[:, 0], line[:, 1], degree)
        blocks.append(block - block.mean(axis=0))
        wants.append(line[:, 1].mean() - line[:, 1])
        # Long lines say more, but not by as much as they have points.
        weights.append(np.full(len(line), len(line) ** -0.25))
    a, b, w = np.concatenate(blocks) / th, np.concatenate(wants) / th, np.concatenate(weights)
    ridge = RIDGE * np.sqrt(len(b)) * np.eye(count)
    found = start
    robust = np.ones(len(b))
    for _ in range(ROUNDS):
        scale = (w * robust)[:, None]
        left, right = np.vstack([a * scale, ridge]), np.concatenate([b * scale[:, 0], ridge @ start])
        found = np.linalg.lstsq(left, right, rcond=None)[0]
        away = np.abs(a @ found - b)
        robust = np.sqrt(np.minimum(1.0, HUBER / np.maximum(away, 1e-9)))
    return np.asarray(found, dtype=np.float64)


def _unfolded(bend: Bend, shape: tuple[int, int]) -> bool:
    """Whether neighbours stay neighbours: nowhere does a step of the page shrink or grow more than by half."""
    height, width = shape
    xs, ys = np.meshgrid(np.linspace(0, width, 24), np.linspace(0, height, 24))
    moved = bend.moved(np.column_stack([xs.ravel(), ys.ravel()])).reshape(24, 24, 2)
    along, down = np.diff(moved[:, :, 0], axis=1) / (width / 23), np.diff(moved[:, :, 1], axis=0) / (height / 23)
    return bool(min(along.min(), down.min()) > 0.5 and max(along.max(), down.max()) < 1.5)


def canvas_of(bend: Bend, shape: tuple[int, int], content: Points, margin: float) -> PixelBox:
    """The box of the flattened picture, in the frame of the crooked one: as large, and more where content moves out."""
    height, width = shape
    if not len(content):
        return 0, 0, width, height
    moved = bend.moved(content)
    low, high = moved.min(axis=0) - margin, moved.max(axis=0) + margin
    return (
        min(0, int(np.floor(low[0]))),
        min(0, int(np.floor(low[1]))),
        max(width, int(np.ceil(high[0]))),
        max(height, int(np.ceil(high[1]))),
    )


def way_back(bend: Bend, canvas: PixelBox, th: float) -> GridMap:
    """The inverse of a map, on a grid over a canvas: a few rounds of walking back what the place reached moves."""
    x0, top, x1, bottom = canvas
    step = max(8.0, GRID_STEP * th)
    rows, columns = int(np.ceil((bottom - top) / step)) + 1, int(np.ceil((x1 - x0) / step)) + 1
    xs, ys = np.meshgrid(x0 + np.arange(columns) * step, top + np.arange(rows) * step)
    target = np.column_stack([xs.ravel(), ys.ravel()])
    places = target.copy()
    for _ in range(8):
        places += target - bend.moved(places)
    return GridMap(step, places.reshape(rows, columns, 2).astype(np.float32))


def flattened(image: GreyImage, way: GridMap, size: tuple[int, int]) -> GreyImage:
    """The picture, of a size (width, height), that a way back leads from; places outside of it are paper."""
    width, height = size
    rows, columns = way.places.shape[:2]
    own = np.stack(np.meshgrid(np.arange(columns) * way.step, np.arange(rows) * way.step), axis=2)
    # Movements are enlarged, not places: OpenCV blends in steps of 1/32, which between places is a pixel. The grid's
    # nodes stand at multiples of the step, so it is enlarged by an affine map and not by cv2.resize.
    to_grid = np.array([(1 / way.step, 0, 0), (0, 1 / way.step, 0)], dtype=np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moves = (way.places - own).astype(np.float32)
    full = cv2.warpAffine(moves, to_grid, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    x = full[:, :, 0] + np.arange(width, dtype=np.float32)
    y = full[:, :, 1] + np.arange(height, dtype=np.float32)[:, None]
    result = cv2.remap(image, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    return np.asarray(result, dtype=np.uint8)
