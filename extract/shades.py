"""How light filled shapes print whose colour pdfium does not tell: gradients count as white there.

A browser paints a heading's bar with a gradient and its text in white. Were the bar taken for paper, nobody would see
the text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.glyphs import Run
from extract.pageobject import WHITE, over_paper
from extract.painting import Painting
from extract.paths import Patch
from extract.pdf import Handle
from extract.userspace import Frame

Pixels = npt.NDArray[np.uint8]


def with_printed_shades(page: Handle, painting: Painting, runs: Sequence[Run], view: Frame) -> Painting:
    """A page's objects, white shapes behind white text with the lightness that they print; 5 to 10 ms where there are
    such, else nothing.

    Args:
        page: An open page.
        painting: Its objects.
        runs: All its runs.
        view: The page as a viewer shows it.
    """
    white = [run for run in runs if over_paper(run.style.lightness, run.style.opacity) >= WHITE]
    asked = {i for i, patch in enumerate(painting.patches) if patch.grey >= WHITE and _is_behind(patch, white)}
    if not asked:
        return painting
    picture = _rendered(page, view)
    patches = [_as_printed(patch, picture, view) if i in asked else patch for i, patch in enumerate(painting.patches)]
    return replace(painting, patches=patches)


def _is_behind(patch: Patch, runs: Sequence[Run]) -> bool:
    left, bottom, right, top = patch.box
    return any(
        run.style.order > patch.order
        and left <= (run.box[0] + run.box[2]) / 2 <= right
        and bottom <= (run.box[1] + run.box[3]) / 2 <= top
        for run in runs
    )


def _rendered(page: Handle, view: Frame) -> Pixels:
    """The page in grey at one pixel a point, rows from the top; 0 black to 255 white."""
    width, height = max(round(view.width), 1), max(round(view.height), 1)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return np.full((height, width), 255, dtype=np.uint8)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), height * stride)
        return np.frombuffer(content, dtype=np.uint8).reshape(height, stride)[:, :width]
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _as_printed(patch: Patch, picture: Pixels, view: Frame) -> Patch:
    """A shape as light as most of it prints."""
    box = view.box(patch.box)
    inside = picture[max(round(box.top), 0) : round(box.bottom), max(round(box.x0), 0) : round(box.x1)]
    if not inside.size:
        return patch
    return replace(patch, grey=min(patch.grey, float(np.median(inside)) / 255))
