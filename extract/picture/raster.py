"""A PDF page → its picture at the resolution it has, and the way back to points.

The page is rendered, not its pictures pulled out: only so do colour spaces, inverted and masked pictures, turned ones
and pages made of several layers look as a reader sees them. At the scale of the finest picture on the page rendering
copies its pixels.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pageobject import matrix_of
from extract.painting import FORM_DEPTH_LIMIT, OBJECT_LIMIT
from extract.pdf import Handle, open_page, view_frame
from extract.picture.model import ColourImage, GreyImage
from extract.userspace import IDENTITY, Matrix, times

# More pixels than this say nothing more about print on a page: an A4 sheet at 640 dpi.
MEGAPIXELS = 40.0
# Below this many pixels on the shorter side no line of print fits.
SMALLEST_PX = 64
# Pictures that cover less of the page than this do not set its resolution: logos, seals.
COUNTING_COVER = 0.04
# Pages without a picture that counts, as drawn glyphs, are rendered at this resolution.
USUAL_DPI = 200.0
# The dpi that a file gives are often wrong, so pixels count; a page is still seen with at least so many a point.
LEAST_SCALE = 0.1
MOST_PX_A_SIDE = 30_000
# What a page may hold to be rendered: a million lines take half a minute and more, 20,000 pictures of 16 megapixels for
# ever. Pages of letters drawn as outlines have 5,000 objects, a scan of 600 dpi in three layers 100 megapixels.
MOST_DRAWN = 200_000
MOST_MEGAPIXELS_DRAWN = 4_000.0
# Lightness range, of 255, between the 0.2 % darkest and lightest pixels below which there is nothing to be seen.
LEAST_CONTRAST = 24
ALL_WHITE = "the picture is all white"
DAMAGED = "the picture's data are damaged"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a viewer shows it.

    Attributes:
        image: Red, green and blue.
        width: Of the page in points.
        height: Of the page in points.
        steps: What was done to the picture that its reader should know of; may be empty.
    """

    image: ColourImage
    width: float
    height: float
    steps: tuple[str, ...] = ()

    @property
    def px_per_point(self) -> float:
        """Pixels per point, the mean of both directions."""
        rows, columns = self.image.shape[:2]
        return float((rows / self.height + columns / self.width) / 2)


@dataclass(frozen=True, slots=True)
class Unread:
    """A page of which nothing can be read, and why, in words. `empty`: nothing is lost, for nothing stands on it."""

    reason: str
    empty: bool = False


def read_picture(
    document: pypdfium2.PdfDocument, page_number: int, *, megapixels: float = MEGAPIXELS
) -> Picture | Unread:
    """Render a page at the resolution of the finest picture on it.

    Args:
        document: Open.
        page_number: From 1.
        megapixels: The most to render, in millions; a larger picture comes smaller, `steps` saying so.

    Returns:
        The picture, or why there is nothing to be read: it cannot be rendered, is too small, or shows no contrast.
    """
    try:
        with open_page(document, page_number - 1) as page:
            view = view_frame(page)
            if min(view.width, view.height) <= 0:
                return Unread("the page has no area")
            if too_much := _too_much_drawn(page):
                return Unread(too_much)
            scale, whole = _scale_of(page, view.width, view.height, megapixels)
            image = _render(page, view.width, view.height, scale)
            why = nothing_to_read(image)
            if why == ALL_WHITE and _is_damaged(page, view.width * view.height):
                why = DAMAGED
    except pypdfium2.PdfiumError as error:
        return Unread(f"the page cannot be rendered ({error})")
    if why:
        return Unread(why, empty=why == ALL_WHITE)
    large = f"a picture of {whole:.0f} megapixels was read at {megapixels:.0f}"
    return Picture(image, view.width, view.height, (large,) if whole > megapixels else ())


def nothing_to_read(image: ColourImage) -> str:
    """Why a picture cannot hold print; '' when it may."""
    rows, columns = image.shape[:2]
    if min(rows, columns) < SMALLEST_PX:
        return "the picture has too few pixels for print"
    step = max(1, min(rows, columns) // 600)
    low, high = np.percentile(image[::step, ::step].mean(axis=2), (0.2, 99.8))
    if high - low >= LEAST_CONTRAST:
        return ""
    return ALL_WHITE if low > 192 else f"the picture is all {'black' if high < 64 else 'grey'}"


def grey_of(image: ColourImage) -> GreyImage:
    """The lightness of a picture.

    Source: the luma of ITU-R BT.601.
    """
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _scale_of(page: Handle, width: float, height: float, megapixels: float) -> tuple[float, float]:
    """Pixels per point to render at, and the megapixels of the page at its own resolution."""
    scale = max(_picture_scales(page, width * height), default=USUAL_DPI / 72)
    scale = min(max(scale, LEAST_SCALE), MOST_PX_A_SIDE / max(width, height))
    whole = scale * scale * width * height / 1e6
    return scale * min(1.0, (megapixels / whole) ** 0.5), whole


def _picture_scales(page: Handle, page_area: float) -> list[float]:
    """Pixels per point of each picture that covers enough of the page."""
    scales = []
    for handle, area in _counting(page, page_area):
        wide, tall = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(handle, wide, tall):
            scales.append(((wide.value or 1) * (tall.value or 1) / area) ** 0.5)
    return scales


def _is_damaged(page: Handle, page_area: float) -> bool:
    """Whether a picture that covers enough of the page cannot be decoded."""
    for handle, _ in _counting(page, page_area):
        bitmap = pdfium.FPDFImageObj_GetBitmap(handle)
        if not bitmap:
            return True
        pdfium.FPDFBitmap_Destroy(bitmap)
    return False


def _too_much_drawn(page: Handle) -> str:
    """Why a page is not rendered, for what it would cost; '' when it may be."""
    if (count := pdfium.FPDFPage_CountObjects(page)) > MOST_DRAWN:
        return f"{count:,} objects are drawn on it, more than {MOST_DRAWN:,}"
    wide, tall, pixels = ctypes.c_uint(), ctypes.c_uint(), 0
    for handle, _ in _pictures(_objects(page), IDENTITY, 0):
        if pdfium.FPDFImageObj_GetImagePixelSize(handle, wide, tall):
            pixels += wide.value * tall.value
    if pixels > MOST_MEGAPIXELS_DRAWN * 1e6:
        return f"its pictures have {pixels / 1e6:,.0f} megapixels, more than {MOST_MEGAPIXELS_DRAWN:,.0f}"
    return ""


def _objects(page: Handle) -> Iterator[Handle]:
    count = pdfium.FPDFPage_CountObjects(page)
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(min(count, OBJECT_LIMIT)))


def _counting(page: Handle, page_area: float) -> Iterator[tuple[Handle, float]]:
    """The pictures that cover enough of the page, and the area of each in square points."""
    for handle, (a, b, c, d) in _pictures(_objects(page), IDENTITY, 0):
        area = abs(a * d - b * c)
        if area >= COUNTING_COVER * page_area:
            yield handle, area


def _pictures(
    handles: Iterable[Handle], matrix: Matrix, depth: int
) -> Iterator[tuple[Handle, tuple[float, float, float, float]]]:
    """Every picture of a page, those inside forms too, with the sides of its place on the page."""
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield handle, times(matrix_of(handle), matrix)[:4]
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH_LIMIT:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inner = (pdfium.FPDFFormObj_GetObject(handle, index) for index in range(count))
            yield from _pictures(inner, times(matrix_of(handle), matrix), depth + 1)


def _render(page: Handle, width: float, height: float, scale: float) -> ColourImage:
    """The page on white paper, without what a viewer adds."""
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pypdfium2.PdfBitmap.new_native(columns, rows, pdfium.FPDFBitmap_BGR)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap.raw, 0, 0, columns, rows, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap.raw, page, 0, 0, columns, rows, 0, flags)
        return np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
