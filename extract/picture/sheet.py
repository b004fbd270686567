"""A picture of a page → the sheet of paper in it: its corners, its light made even, its tilt, its print's size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.darkblocks import exchanged
from extract.picture.model import ColourImage, GreyImage, Points

# Longer side, in pixels, of the picture in which paper is told from desk.
LOOK_PX = 700
# A sheet's outline and the four-cornered shape put around it share at least this much of their union.
LEAST_IOU = 0.96
# A sheet that covers less of the picture than this is a note on a page, and one that covers more is all there is.
SHEET_COVER = (0.25, 0.985)
# More sides than this on the picture's border, and it is the picture that was found.
MOST_SIDES_ON_BORDER = 2
# A side is on the border within this share of the picture's longer side.
BORDER = 0.012
# Least sine of a corner's angle: 50 degrees.
SHARPEST_CORNER = 0.77
# A sheet's edge is looked for this near a side, as a share of the picture's longer side, and counts when this share of
# the side shows one.
EDGE_NEAR, EDGE_SEEN = 0.04, 0.3
# Print outside of a sheet, as a share of all, from which it is no sheet but the edge of a shadow.
PRINT_OUTSIDE = 0.02
# The light is taken to change no faster than over this share of the page's longer side.
LIGHT_SHARE = 1 / 40
# Paper in the deepest shadow is at least this light against the page's paper; what is darker is a black block.
DEEPEST_SHADOW = 0.3
# Tilts looked for, in degrees.
MOST_TILT = 15.0


@dataclass(frozen=True, slots=True)
class Homography:
    """A flat turn, tilt and scaling. `matrix` (3, 3) maps points of the input to points of the result, in pixels."""

    matrix: npt.NDArray[np.float64]

    def back(self, points: Points) -> Points:
        """Map points of the result to points of the input."""
        return projected(points, np.asarray(np.linalg.inv(self.matrix), dtype=np.float64))

    def then(self, matrix: npt.NDArray[np.float64]) -> Homography:
        """This, and then another one."""
        return Homography(matrix @ self.matrix)


def projected(points: Points, matrix: npt.NDArray[np.float64]) -> Points:
    """Points (n, 2) under a 3 by 3 matrix."""
    homogeneous = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(homogeneous[:, :2] / homogeneous[:, 2:], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Paper:
    """The corners of a sheet in a picture, from the top left clockwise, in its pixels (4, 2); None when not found."""

    corners: Points | None
    note: str


def find_paper(image: ColourImage, print_places: Points) -> Paper:
    """Find a sheet of paper against what it lies on.

    Paper is told by lightness and, where that fails, by its colour; the largest light shape with four corners is the
    sheet.

    Args:
        image: Red, green and blue; not modified.
        print_places: Where letters stand in the picture, (n, 2) in its pixels: a sheet holds all of them.

    Returns:
        The corners, or none: then the note says what spoke against a sheet.
    """
    scale = min(1.0, LOOK_PX / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    notes = []
    for name, mask in _paper_masks(np.asarray(small, dtype=np.uint8)):
        corners, why = _corners_of(mask)
        if corners is not None:
            corners = (corners + 0.5) / scale - 0.5
            outside = share_outside(print_places, corners)
            if outside <= PRINT_OUTSIDE:
                return Paper(corners, f"sheet: found by its {name}")
            why = f"{outside:.0%} of the print lies outside"
        notes.append(f"{name}: {why}")
    return Paper(None, "sheet: none against a background (" + "; ".join(notes) + ")")


def share_outside(places: Points, corners: Points) -> float:
    """Share of places outside of a shape of corners clockwise; 0 without places."""
    if not len(places):
        return 0.0
    inside = np.ones(len(places), bool)
    for a, b in pairwise([*corners, corners[0]]):
        inside &= (b[0] - a[0]) * (places[:, 1] - a[1]) >= (b[1] - a[1]) * (places[:, 0] - a[0])
    return 1.0 - float(inside.mean())


def _paper_masks(small: ColourImage) -> list[tuple[str, npt.NDArray[np.uint8]]]:
    """Where paper may be (255), by lightness and by distance to the paper's colour."""
    smooth = cv2.medianBlur(small, 5)
    lab = np.asarray(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB), dtype=np.float32)
    light = lab[:, :, 0].astype(np.uint8)
    _, by_light = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = light >= np.percentile(light, 70)
    colour = np.median(lab[bright], axis=0) if bright.any() else np.array([255.0, 128.0, 128.0])
    # Shadow changes lightness more than hue: hue counts double.
    away = np.abs(lab - colour) * (0.5, 2.0, 2.0)
    distance = np.clip(away.sum(axis=2), 0, 255).astype(np.uint8)
    _, by_colour = cv2.threshold(distance, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return [("lightness", np.asarray(by_light, np.uint8)), ("colour", np.asarray(by_colour, np.uint8))]


def _corners_of(mask: npt.NDArray[np.uint8]) -> tuple[Points | None, str]:
    """The corners of the largest shape of a mask, or why it is no sheet."""
    height, width = mask.shape
    size = max(3, round(max(mask.shape) / 45))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None, "nothing light"
    hull = np.asarray(cv2.convexHull(max(contours, key=cv2.contourArea)), dtype=np.int32)
    cover = cv2.contourArea(hull) / (height * width)
    if not SHEET_COVER[0] <= cover <= SHEET_COVER[1]:
        return None, f"it covers {cover:.0%}"
    if len(hull) < 4:
        return None, "no four corners"
    corners = np.asarray(cv2.approxPolyN(hull, 4, ensure_convex=True), dtype=np.float64).reshape(-1, 2)
    if len(corners) != 4:
        return None, "no four corners"
    corners = _along_edge(clockwise(corners), mask)
    iou = _iou(corners, hull, (height, width))
    if iou < LEAST_IOU:
        return None, f"not four-cornered ({iou:.2f})"
    on_border = sum(_on_border(a, b, width, height) for a, b in pairwise([*corners, corners[0]]))
    if on_border > MOST_SIDES_ON_BORDER:
        return None, f"{on_border} sides on the border"
    if not _corners_open(corners):
        return None, "its corners are too sharp"
    return corners, ""


def _along_edge(corners: Points, mask: npt.NDArray[np.uint8]) -> Points:
    """Corners moved to where straight lines along the sheet's own edge meet: smoothing fills thin wedges of desk."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edge = np.asarray(max(contours, key=cv2.contourArea), dtype=np.float64).reshape(-1, 2)
    near = EDGE_NEAR * max(mask.shape)
    lines = [_line_along(edge, a, b, near) for a, b in pairwise([*corners, corners[0]])]
    moved = [_crossing(lines[i - 1], lines[i]) for i in range(4)]
    if any(point is None for point in moved):
        return corners
    found = np.array(moved, dtype=np.float64)
    return found if float(np.abs(found - corners).max()) <= 2 * near else corners


def _line_along(edge: Points, a: Points, b: Points, near: float) -> tuple[Points, Points]:
    """A point and the direction of the line that most of an edge follows from corner to corner; as it is if none."""
    way = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
    along, away = (edge - a) @ way, (edge - a) @ np.array([-way[1], way[0]])
    length = float(np.linalg.norm(b - a))
    kept = edge[(np.abs(away) <= near) & (along > 0.08 * length) & (along < 0.92 * length)]
    if len(kept) < EDGE_SEEN * length:
        return a, way
    vx, vy, x, y = np.asarray(cv2.fitLine(kept.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01)).ravel()
    return np.array([x, y], dtype=np.float64), np.array([vx, vy], dtype=np.float64)


def _crossing(first: tuple[Points, Points], second: tuple[Points, Points]) -> Points | None:
    matrix = np.column_stack([first[1], -second[1]])
    if abs(float(np.linalg.det(matrix))) < SHARPEST_CORNER / 2:
        return None
    steps = np.linalg.solve(matrix, second[0] - first[0])
    return np.asarray(first[0] + steps[0] * first[1], dtype=np.float64)


def clockwise(corners: Points) -> Points:
    """Four corners clockwise as seen on the picture, from the one nearest its top left."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    return np.asarray(np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0), dtype=np.float64)


def _iou(corners: Points, hull: npt.NDArray[np.int32], shape: tuple[int, int]) -> float:
    """Share of the union that two shapes have in common, within the picture."""
    masks = [np.zeros(shape, np.uint8) for _ in range(2)]
    cv2.fillPoly(masks[0], [np.round(corners).astype(np.int32)], 1)
    cv2.fillPoly(masks[1], [hull.reshape(-1, 2).astype(np.int32)], 1)
    union = int((masks[0] | masks[1]).sum())
    return int((masks[0] & masks[1]).sum()) / union if union else 0.0


def _on_border(first: Points, second: Points, width: int, height: int) -> bool:
    near = BORDER * max(width, height)
    xs, ys = (first[0], second[0]), (first[1], second[1])
    return bool(max(xs) <= near or min(xs) >= width - 1 - near or max(ys) <= near or min(ys) >= height - 1 - near)


def _corners_open(corners: Points) -> bool:
    """Whether each corner of a four-cornered shape is wide enough to be a sheet's, seen from above."""
    ahead, behind = np.roll(corners, -1, axis=0) - corners, np.roll(corners, 1, axis=0) - corners
    cross = np.abs(ahead[:, 0] * behind[:, 1] - ahead[:, 1] * behind[:, 0])
    lengths = np.linalg.norm(ahead, axis=1) * np.linalg.norm(behind, axis=1)
    return bool((cross >= SHARPEST_CORNER * lengths).all())


def unfold(corners: Points) -> tuple[Homography, tuple[int, int]]:
    """The tilt that makes four corners a rectangle as large as their longer sides, and its width and height."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = max(2, round(max(sides[0], sides[2]))), max(2, round(max(sides[1], sides[3])))
    target = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return Homography(np.asarray(matrix, dtype=np.float64)), (width, height)


def even_light(image: GreyImage) -> GreyImage:
    """Divide a picture by the light that falls on it: paper comes out near 255 everywhere.

    The light is what is left when everything as narrow as print is filled with the paper around it. Blocks darker
    than any shadow stay dark; print on dark blocks is made dark on light (`extract.picture.darkblocks`).

    Source: flat-field by a morphological closing. Its size and bounds: measured on scans and photos of reports.
    """
    image = exchanged(image)
    longest = max(image.shape)
    scale = min(1.0, 500 / longest)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    size = max(5, round(max(small.shape) * LIGHT_SHARE)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    paper = float(np.percentile(closed, 90))
    blocks = closed < DEEPEST_SHADOW * paper
    light = cv2.GaussianBlur(np.where(blocks, np.uint8(paper), closed), (size, size), 0)
    field = cv2.resize(light, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, np.maximum(field, 1), scale=250), dtype=np.uint8)


def find_tilt(ink: npt.NDArray[np.uint8]) -> float:
    """How far a page is tilted, in degrees, clockwise positive; 0.0 where the lines do not tell.

    The right angle is the one at which the sums of ink along the lines change most from line to line. Tried in steps
    of a degree, then around the best in ever smaller ones.

    Args:
        ink: 255 where there is ink, else 0; upright but for the tilt.

    Source: projection profiles, Postl (ICPR 1986).
    """
    scale = min(1.0, 900 / max(ink.shape))
    small = np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    ys, xs = np.nonzero(small > 60)
    if len(xs) < 200:
        return 0.0
    if len(xs) > 30_000:
        chosen = np.arange(0, len(xs), len(xs) // 30_000 + 1)
        ys, xs = ys[chosen], xs[chosen]
    rows = (xs - small.shape[1] / 2, ys - small.shape[0] / 2)
    best, width = 0.0, MOST_TILT
    for step in (1.0, 0.25, 0.05):
        angles = best + np.arange(-width, width + step / 2, step)
        scores = [_unevenness(rows, float(angle)) for angle in angles]
        best, width = float(angles[int(np.argmax(scores))]), step
    flat = _unevenness(rows, 0.0)
    return best if _unevenness(rows, best) > 1.02 * flat else 0.0


def _unevenness(points: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]], deg: float) -> float:
    """How much the sums of ink change from one line to the next, lines tilted clockwise by `deg`."""
    angle = np.deg2rad(deg)
    across = points[1] * np.cos(angle) - points[0] * np.sin(angle)
    sums = np.bincount(np.round(across - across.min()).astype(np.intp))
    return float((np.diff(sums).astype(float) ** 2).sum())
