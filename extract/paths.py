"""A drawn path → straight strokes along an axis and filled shapes, in the page's user space."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from extract.pageobject import clip_of, colour_of, is_opaque, matrix_of, over_paper, point_of
from extract.pdf import Handle
from extract.userspace import Matrix, Point, UserBox, around_points, cropped, is_void, times

# A filled shape or a pen of at most this thickness, in points, is meant as a line: the thickest rules of the
# sample reports and of public ones are 3 pt, their thinnest cells 5 pt.
RULE_THICKNESS = 3.2
# A stroke runs along an axis when it leaves it by at most this share of its length, or by half a point:
# grids that were scanned, traced and exported are off by about 0.5 %.
SLANT = 0.01
SLANT_PT = 0.5
# A line drawn by hand ends beside where it began, by a thick pen's width at most (measured: 1 pt); the eye takes it for
# straight where it is so many times as long.
UNSTEADY_PT = 1.2
STRAIGHT = 12.0
# Share of its box that a rectangle with rounded corners still covers.
RECTANGULAR = 0.85
# Corners of one path beyond these are not read: 4 µs each. A table drawn as one path has some thousands.
POINT_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along an axis, as the box of its ink in user space.

    `grey` is 0 black to 1 white; `order` counts painted objects.
    """

    box: UserBox
    horizontal: bool
    grey: float = 0.0
    order: int = 0


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled shape by the box around it, in user space. `order` counts painted objects.

    `grey` is 0 black to 1 white. `rectangular` shapes fill their box; `opaque` ones hide what lies below.
    """

    box: UserBox
    grey: float
    order: int
    rectangular: bool = True
    opaque: bool = True


@dataclass(slots=True)
class Drawing:
    """What a path paints; `points` counts its corners."""

    strokes: list[Stroke] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Subpath:
    """The corners of one piece of a path, in user space; of curves, their control points."""

    points: tuple[Point, ...]
    closed: bool
    curved: bool

    def box(self) -> UserBox:
        """The box around the corners."""
        return around_points(self.points)

    def area(self) -> float:
        """The enclosed area in square points (shoelace formula); negative when drawn the other way round."""
        ring = zip(self.points, self.points[1:] + self.points[:1], strict=True)
        return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in ring) / 2


def read_path(handle: Handle, matrix: Matrix, clip: UserBox | None, *, order: int) -> Drawing:
    """What a path object paints.

    Args:
        handle: pdfium's handle of the path.
        matrix: The matrix of the form that holds it.
        clip: What that form is clipped to.
        order: When the path is painted.
    """
    drawing = Drawing()
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill_mode, stroked)
    if not fill_mode.value and not stroked.value:
        return drawing
    whole = times(matrix_of(handle), matrix)
    subpaths = list(_subpaths(handle, whole))
    drawing.points = sum(len(subpath.points) for subpath in subpaths)
    clip = cropped(clip_of(handle, matrix), clip)
    if fill_mode.value:
        even_odd = fill_mode.value == pdfium.FPDF_FILLMODE_ALTERNATE
        holes = _clipped_holes(handle, matrix)
        _fill(drawing, handle, subpaths, clip, order, even_odd=even_odd, clipped=holes)
    if stroked.value:
        # The pen's width follows the matrix; pens that are wider one way than the other are not seen in
        # reports.
        scale = abs(whole[0] * whole[3] - whole[1] * whole[2]) ** 0.5
        _stroke(drawing, handle, subpaths, clip, order, scale=scale)
    return drawing


def _subpaths(handle: Handle, matrix: Matrix) -> Iterator[Subpath]:
    count = min(pdfium.FPDFPath_CountSegments(handle), POINT_LIMIT)
    return _pieces((pdfium.FPDFPath_GetPathSegment(handle, index) for index in range(count)), matrix)


def _clipped_holes(handle: Handle, matrix: Matrix) -> list[Subpath]:
    """The pieces cut out of what an object is clipped to: all of a clip path's but the outermost.

    Browsers paint a border with round corners so: the whole shape filled, its inside kept out by the clip.
    """
    path = pdfium.FPDFPageObj_GetClipPath(handle)
    holes: list[Subpath] = []
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        count = min(pdfium.FPDFClipPath_CountPathSegments(path, index), POINT_LIMIT)
        segments = (pdfium.FPDFClipPath_GetPathSegment(path, index, k) for k in range(count))
        pieces = [piece for piece in _pieces(segments, matrix) if len(piece.points) > 1]
        holes += sorted(pieces, key=lambda piece: -_area(piece.box()))[1:]
    return holes


def _pieces(segments: Iterable[Handle], matrix: Matrix) -> Iterator[Subpath]:
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    closed = curved = False
    for segment in segments:
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield Subpath(tuple(points), closed, curved)
            points, closed, curved = [], False, False
        x, y = point_of(segment)
        points.append((a * x + c * y + e, b * x + d * y + f))
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if points:
        yield Subpath(tuple(points), closed, curved)


def _fill(
    drawing: Drawing,
    handle: Handle,
    subpaths: Sequence[Subpath],
    clip: UserBox | None,
    order: int,
    *,
    even_odd: bool,
    clipped: Sequence[Subpath],
) -> None:
    lightness, opacity = colour_of(handle, pdfium.FPDFPageObj_GetFillColor)
    grey, opaque = over_paper(lightness, opacity), is_opaque(handle)
    if not opacity:
        return
    shapes = [subpath for subpath in subpaths if len(subpath.points) > 1]
    holes = _cut_out(shapes, even_odd=even_odd)
    if not holes and len(shapes) == 1 and clipped:
        holes = _cut_out([*shapes, *clipped], even_odd=True)
    for hole in holes:
        edges = _lines_along(Subpath(hole.points, closed=True, curved=False), 0.0, clip)
        drawing.strokes += [Stroke(box, level, grey, order) for box, level in edges]
    for shape in () if holes else shapes:
        box = cropped(shape.box(), clip)
        if box is None or is_void(box):
            continue
        full = abs(shape.area()) >= RECTANGULAR * _area(shape.box())
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) > RULE_THICKNESS:
            drawing.patches.append(Patch(box, grey, order, full, opaque and full))
        elif full or not shape.curved:
            drawing.strokes.append(Stroke(box, width >= height, grey, order))


def _area(box: UserBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _cut_out(shapes: Sequence[Subpath], *, even_odd: bool) -> Sequence[Subpath]:
    """The pieces cut out of a filled shape where only lines are left of it: a border, or a whole grid."""
    if len(shapes) < 2:
        return ()
    outer, *inner = sorted(shapes, key=lambda shape: -_area(shape.box()))
    left, bottom, right, top = outer.box()
    boxes = [shape.box() for shape in inner]
    if not all(left <= b[0] and bottom <= b[1] and b[2] <= right and b[3] <= top for b in boxes):
        return ()
    if not even_odd and any(shape.area() * outer.area() > 0 for shape in inner):
        return ()
    left_over = _area(outer.box()) - sum(map(_area, boxes))
    # Every line but the outermost runs along two holes.
    length = sum(b[2] - b[0] + b[3] - b[1] for b in [*boxes, outer.box()])
    return inner if 0 <= left_over <= RULE_THICKNESS * length else ()


def _stroke(
    drawing: Drawing,
    handle: Handle,
    subpaths: Sequence[Subpath],
    clip: UserBox | None,
    order: int,
    *,
    scale: float,
) -> None:
    grey = over_paper(*colour_of(handle, pdfium.FPDFPageObj_GetStrokeColor))
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
    pen = max(width.value, 0.0) * scale
    lines = [line for subpath in subpaths for line in _lines_along(subpath, pen, clip)]
    if pen > RULE_THICKNESS:
        # A wide pen paints bars and whole cells.
        opaque = is_opaque(handle)
        drawing.patches += [Patch(box, grey, order, opaque=opaque) for box, _ in lines]
    else:
        drawing.strokes += [Stroke(box, level, grey, order) for box, level in lines]


def _lines_along(subpath: Subpath, pen: float, clip: UserBox | None) -> Iterator[tuple[UserBox, bool]]:
    """The ink of the segments that run along an axis, and whether they are horizontal."""
    points = subpath.points + (subpath.points[:1] if subpath.closed else ())
    for (x0, y0), (x1, y1) in pairwise(points):
        across, along = sorted((abs(x1 - x0), abs(y1 - y0)))
        unsteady = across <= UNSTEADY_PT and along >= STRAIGHT * across
        if along <= 2 * across or not (across <= max(SLANT_PT, SLANT * along) or unsteady):
            continue
        horizontal = abs(x1 - x0) >= abs(y1 - y0)
        grow_x, grow_y = (0.0, pen / 2) if horizontal else (pen / 2, 0.0)
        ink = min(x0, x1) - grow_x, min(y0, y1) - grow_y, max(x0, x1) + grow_x, max(y0, y1) + grow_y
        shown = cropped(ink, clip)
        if shown is not None and not is_void(shown):
            yield shown, horizontal
