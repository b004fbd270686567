"""What pdfium tells of a single page object: its matrix, its clip, its colours."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf import Handle
from extract.userspace import Matrix, UserBox, around_points, cropped, moved

# Lighter than this (of 1) prints as paper.
WHITE = 0.985
# How light a pattern or shading is taken to be.
PATTERN_GREY = 0.5
# Mean opacity from which a picture hides the text below it.
HIDING = 0.7

_X, _Y = ctypes.c_float(), ctypes.c_float()


def matrix_of(handle: Handle) -> Matrix:
    """The matrix of a path, picture or form."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def point_of(segment: Handle) -> tuple[float, float]:
    """The end point of a path segment, as the path holds it."""
    pdfium.FPDFPathSegment_GetPoint(segment, _X, _Y)
    return _X.value, _Y.value


def clip_of(handle: Handle, matrix: Matrix) -> UserBox | None:
    """The box that a page object is clipped to, in user space; None when it is not clipped.

    Args:
        handle: pdfium's handle of the object.
        matrix: The matrix of the form that holds it.
    """
    path = pdfium.FPDFPageObj_GetClipPath(handle)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    clip: UserBox | None = None
    for index in range(count):
        segments = range(pdfium.FPDFClipPath_CountPathSegments(path, index))
        points = [point_of(pdfium.FPDFClipPath_GetPathSegment(path, index, k)) for k in segments]
        if points:
            clip = cropped(moved(around_points(points), matrix), clip)
    return clip


def colour_of(handle: Handle, getter: Callable[..., int]) -> tuple[float, float]:
    """The lightness of a page object's colour, 0 black to 1 white, and its opacity, 0 to 1.

    Args:
        handle: pdfium's handle of the object.
        getter: `FPDFPageObj_GetFillColor` or `FPDFPageObj_GetStrokeColor`.

    Source: lightness is the luma of ITU-R BT.601; a pattern counts as grey.
    """
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not getter(handle, red, green, blue, alpha):
        return PATTERN_GREY, 1.0
    return (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255, alpha.value / 255


def over_paper(lightness: float, opacity: float) -> float:
    """How light a colour prints on white paper."""
    return 1 - (1 - lightness) * opacity


def hides_what_lies_below(document: pypdfium2.PdfDocument, page: Handle, picture: Handle) -> bool:
    """Whether most of a picture is opaque as it is printed, its mask applied; 3 to 30 ms.

    A translucent stamp over the whole page is a picture that does not.
    """
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, picture)
    if not bitmap:
        return True
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return True
        height, stride = pdfium.FPDFBitmap_GetHeight(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)
        content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), height * stride)
        alpha = np.frombuffer(content, dtype=np.uint8).reshape(height, stride // 4, 4)[:, :, 3]
        return bool(alpha.mean() >= HIDING * 255)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def is_opaque(handle: Handle) -> bool:
    """Whether a page object hides what lies below it, as far as its graphics state tells."""
    return not pdfium.FPDFPageObj_HasTransparency(handle)
