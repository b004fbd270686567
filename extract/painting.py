"""A page's painted objects in paint order: strokes, filled shapes, pictures, and where text stands.

Works in the page's user space; forms are walked with their matrices and clips. `strokes.py` makes Rules of
what is found here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pageobject import PATTERN_GREY, clip_of, hides_what_lies_below, is_opaque, matrix_of
from extract.paths import RULE_THICKNESS, Patch, Stroke, read_path
from extract.pdf import Handle
from extract.userspace import IDENTITY, Matrix, UserBox, cropped, is_void, moved, times

# What one page may hold before the rest of it is not walked. 20,000 paths take 0.6 s; the busiest page of a
# report has 3,500 objects, maps and charts traced as vectors have 100,000.
OBJECT_LIMIT = 60_000
POINT_LIMIT = 100_000
# The colour of a picture is not looked at: one drawn as a line is taken to be dark.
PICTURE_GREY = 0.0
# pdfium stops forms that hold themselves while it parses; this bounds honest but absurd nesting.
FORM_DEPTH_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in user space, and when it was painted. Those that are not `opaque` let through what lies below.

    Its own mask is not looked at here: `picture_hides` does so, by its `handle`.
    """

    box: UserBox
    order: int
    opaque: bool
    handle: Handle


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text object stands: when it was painted, its form's matrix and what the form is clipped to."""

    order: int
    matrix: Matrix
    clip: UserBox | None


@dataclass(slots=True)
class Painting:
    """What one walk over a page's objects found. `texts` is keyed by the address of a text object.

    `points` counts the corners of paths. `cut` says that the page holds more than the limits and the rest
    was not walked.
    """

    strokes: list[Stroke] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    texts: dict[int, TextPlace] = field(default_factory=dict)
    objects: int = 0
    points: int = 0
    cut: bool = False


def read_painting(page: Handle) -> Painting:
    """Walk all objects of an open page in paint order."""
    painting = Painting()
    count = pdfium.FPDFPage_CountObjects(page)
    _walk(painting, (pdfium.FPDFPage_GetObject(page, i) for i in range(count)), IDENTITY, None, 0)
    return painting


def picture_hides(document: pypdfium2.PdfDocument, page: Handle, picture: Picture) -> bool:
    """Whether a picture of an open page hides what lies below it, its mask and its transparency applied."""
    return picture.opaque and hides_what_lies_below(document, page, picture.handle)


def _walk(painting: Painting, handles: Iterator[Handle], matrix: Matrix, clip: UserBox | None, depth: int) -> None:
    for handle in handles:
        if painting.objects >= OBJECT_LIMIT or painting.points >= POINT_LIMIT:
            painting.cut = True
            return
        painting.objects += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            painting.texts[ctypes.addressof(handle.contents)] = TextPlace(painting.objects, matrix, clip)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(painting, handle, matrix, clip)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_picture(painting, handle, matrix, clip)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            _add_shading(painting, handle, matrix, clip)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH_LIMIT:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inner = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            shown = cropped(clip_of(handle, matrix), clip)
            _walk(painting, inner, times(matrix_of(handle), matrix), shown, depth + 1)


def _add_path(painting: Painting, handle: Handle, matrix: Matrix, clip: UserBox | None) -> None:
    drawing = read_path(handle, matrix, clip, order=painting.objects)
    painting.strokes += drawing.strokes
    painting.patches += drawing.patches
    painting.points += drawing.points


def _add_picture(painting: Painting, handle: Handle, matrix: Matrix, clip: UserBox | None) -> None:
    box = moved((0.0, 0.0, 1.0, 1.0), times(matrix_of(handle), matrix))
    shown = cropped(box, cropped(clip_of(handle, matrix), clip))
    if shown is None or is_void(shown):
        return
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    if min(width, height) <= RULE_THICKNESS:
        # Some printer drivers draw lines as pictures one pixel thick.
        painting.strokes.append(Stroke(shown, width >= height, PICTURE_GREY, painting.objects))
    else:
        painting.pictures.append(Picture(shown, painting.objects, is_opaque(handle), handle))


def _add_shading(painting: Painting, handle: Handle, matrix: Matrix, clip: UserBox | None) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        box = moved((left.value, bottom.value, right.value, top.value), matrix)
        shown = cropped(box, cropped(clip_of(handle, matrix), clip))
        if shown is not None and not is_void(shown):
            painting.patches.append(Patch(shown, PATTERN_GREY, painting.objects, opaque=False))
