"""Pages drawn pixel by pixel and pictures taken of them: what stands where is known, so that it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from extract.grid import find_grids
from extract.model import Grid
from extract.picture.flatten import flatten_picture
from extract.picture.model import GreyImage, Points, RuledSheet
from extract.picture.raster import Picture, Unread
from extract.picture.turn import Confidences

PX_PER_POINT = 130 / 72
PAPER, INK, THICK = 240, 30, 2
FONT_PX = 19
"""Prints capitals of 14 pixels and small letters of 10."""
WORDS = ("Persentase", "pelayanan", "rehabilitasi", "bagi", "korban", "narkotika", "sebesar", "target", "realisasi")

WayTo = Callable[[Points], Points]
"""Where points of a drawn page stand on a picture of it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page: grey pixels, and where the lines of its table stand in them. `way` is None for the page itself."""

    image: GreyImage
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    way: WayTo | None = None

    @property
    def crossings(self) -> Points:
        """Where the table's lines cross on the picture, row by row."""
        corners = np.array([(x, y) for y in self.ys for x in self.xs], dtype=np.float64)
        return self.way(corners) if self.way else corners


def draw_page(
    rows: int = 4,
    columns: Sequence[int] = (40, 200, 90, 90),
    *,
    row_px: int = 52,
    top: int = 190,
    size: tuple[int, int] = (520, 600),
    rule: int = INK,
    frame: bool = True,
    header: bool = False,
    seed: int = 1,
) -> Drawn:
    """A page of running print with a ruled table below it.

    Args:
        rows: Of the table.
        columns: Their widths in pixels.
        row_px: Height of a row.
        top: Where the table begins; at least 120.
        size: Width and height of the page.
        rule: How dark its lines are, 0 to 255.
        frame: Whether lines go around the table, too.
        header: Whether the first row is white print on black.
        seed: Of the words that it prints.
    """
    rng = np.random.default_rng(seed)
    page = Image.new("L", size, PAPER)
    canvas, font = ImageDraw.Draw(page), ImageFont.load_default(FONT_PX)
    for y in range(40, top - 50, 30):
        canvas.text((45, y), _print_of(rng, size[0] - 90, font), fill=INK, font=font)
    for y in range(top + rows * row_px + 25, size[1] - 50, 30):
        canvas.text((45, y), _print_of(rng, size[0] - 90, font), fill=INK, font=font)
    xs = tuple(int(v) for v in np.cumsum([50, *columns]))
    ys = tuple(top + row_px * i for i in range(rows + 1))
    for y in ys if frame else ys[1:-1]:
        canvas.line((xs[0], y, xs[-1], y), fill=rule, width=THICK)
    for x in xs if frame else xs[1:-1]:
        canvas.line((x, ys[0], x, ys[-1]), fill=rule, width=THICK)
    for i, y in enumerate(ys[:-1]):
        solid = header and i == 0
        if solid:
            canvas.rectangle((xs[0], y, xs[-1], ys[1]), fill=INK)
        for j, x in enumerate(xs[:-1]):
            room = xs[j + 1] - x - 16
            words = f"{i + 1}." if j == 0 else _print_of(rng, room, font) if j == 1 else f"{rng.integers(100, 999)},50"
            canvas.text((x + 9, y + 16), words, fill=PAPER if solid else INK, font=font)
    return Drawn(np.asarray(page, dtype=np.uint8), xs, ys)


def _print_of(rng: np.random.Generator, room: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    words = [str(rng.choice(WORDS))]
    while font.getlength(" ".join([*words, WORDS[0]])) < room:
        words.append(str(rng.choice(WORDS)))
    return " ".join(words)[: int(room / (FONT_PX * 0.45))]


def wiped(page: Drawn, boxes: Sequence[tuple[int, int, int, int]]) -> Drawn:
    """The page with paper in boxes (x0, top, x1, bottom)."""
    image = page.image.copy()
    for x0, top, x1, bottom in boxes:
        image[top:bottom, x0:x1] = PAPER
    return replace(page, image=image)


def shot(
    page: Drawn,
    corners: Sequence[tuple[float, float]],
    size: tuple[int, int],
    *,
    desk: npt.NDArray[np.uint8] | int = 70,
    curl_px: float = 0.0,
    light: float = 0.0,
) -> Drawn:
    """A photo of a page.

    Args:
        page: Drawn.
        corners: Where the page's corners stand on the photo, clockwise from its top left.
        size: Width and height of the photo.
        desk: What the page lies on: a picture of that size, or one shade.
        curl_px: How far the middle of the page is bent down, in its own pixels.
        light: How much darker the photo is at its right than at its left, 0 to 1.
    """
    height, width = page.image.shape
    own = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(own, np.array(corners, dtype=np.float32))
    xs, ys = np.meshgrid(np.arange(size[0], dtype=np.float64), np.arange(size[1], dtype=np.float64))
    flat = _projected(np.column_stack([xs.ravel(), ys.ravel()]), np.linalg.inv(matrix))
    # The page's own height at a place of the photo: what is bent down came from above.
    x, y = flat[:, 0], flat[:, 1] - _bent(flat[:, 0], width, curl_px)
    look = tuple(v.reshape(size[1], size[0]).astype(np.float32) for v in (x, y))
    seen = cv2.remap(page.image, look[0], look[1], cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    there = ((x >= 0) & (x < width) & (y >= 0) & (y < height)).reshape(size[1], size[0])
    photo = np.where(there, seen, desk) * (1 - light * xs / size[0])

    def way(points: Points) -> Points:
        bent = points + np.column_stack([np.zeros(len(points)), _bent(points[:, 0], width, curl_px)])
        return _projected(bent, np.asarray(matrix, dtype=np.float64))

    return replace(page, image=np.clip(photo, 0, 255).astype(np.uint8), way=way)


def _bent(x: npt.NDArray[np.float64], width: int, curl_px: float) -> npt.NDArray[np.float64]:
    return np.asarray(curl_px * np.sin(np.pi * np.clip(x / width, 0, 1)), dtype=np.float64)


def _projected(points: Points, matrix: npt.NDArray[np.float64]) -> Points:
    found = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(found[:, :2] / found[:, 2:], dtype=np.float64)


def picture_of(page: Drawn | GreyImage) -> Picture:
    """The picture as a page of a file shows it."""
    image = page.image if isinstance(page, Drawn) else page
    colour = np.ascontiguousarray(np.repeat(image[:, :, None], 3, axis=2))
    return Picture(colour, image.shape[1] / PX_PER_POINT, image.shape[0] / PX_PER_POINT)


def read(page: Drawn | GreyImage, confidences: Confidences | None = None) -> RuledSheet:
    """The page flattened; it must be readable."""
    ruled = flatten_picture(picture_of(page), 1, confidences=confidences)
    assert isinstance(ruled, RuledSheet), ruled
    return ruled


def why_unread(image: GreyImage) -> str:
    """Why a picture is not read; '' when it is."""
    ruled = flatten_picture(picture_of(image), 1)
    return ruled.reason if isinstance(ruled, Unread) else ""


def shape_of(ruled: RuledSheet) -> list[tuple[int, int]]:
    """Rows and columns of each table of a sheet."""
    return [(len(grid.row_edges) - 1, len(grid.column_edges) - 1) for grid in find_grids(ruled.page)]


def the_grid(ruled: RuledSheet) -> Grid:
    """The only table of a sheet."""
    (grid,) = find_grids(ruled.page)
    return grid


def farthest(ruled: RuledSheet, page: Drawn) -> float:
    """How far the found table's crossings lie from the drawn ones on the picture, at most; in letter heights."""
    grid, sheet = the_grid(ruled), ruled.sheet
    found = np.array([(x, y) for y in grid.row_edges for x in grid.column_edges]) * sheet.px_per_point
    on_picture = sheet.back(found) * PX_PER_POINT
    assert on_picture.shape == page.crossings.shape, shape_of(ruled)
    letter = sheet.letter_height_px / sheet.px_per_point * PX_PER_POINT
    return float(np.linalg.norm(on_picture - page.crossings, axis=1).max() / letter)
