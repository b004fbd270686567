"""The values that the steps of reading a scanned page hand to each other.

Two frames: *sheet pixels* are those of the upright, flattened picture; *points* are those of the page. Pixels stay
inside the modules about pictures; what leaves them is in points. All values are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from extract.model import Box, Fill, Page, Rule

GreyImage: TypeAlias = npt.NDArray[np.uint8]
"""Shape (height, width), uint8, 0 is ink and 255 is paper."""

ColourImage: TypeAlias = npt.NDArray[np.uint8]
"""Shape (height, width, 3), uint8, red, green, blue."""

Points: TypeAlias = npt.NDArray[np.float64]
"""Shape (n, 2): x to the right and y downwards."""

PixelBox: TypeAlias = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels; x1 and bottom are not part of it."""

CellKind: TypeAlias = Literal["number", "word", "unknown"]


class PointMap(Protocol):
    """Where points of a step's result stood in its input; both in pixels, shape (n, 2)."""

    def back(self, points: Points) -> Points:
        """Map points of the result to points of the input."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scanned page made upright and flat.

    Attributes:
        image: Grey, evened out: paper is near 255, ink dark.
        letter_height_px: Median height of its letters, about 24; 0 on a sheet without letters.
        turn_deg: How far the page as a viewer shows it was turned clockwise: 0, 90, 180 or 270.
        width: Of the upright page, in points.
        height: Of the upright page, in points.
        px_per_point: Sheet pixels per point; 1 point here is 1 point of the page as far as flattening allows.
        maps: The way back, last step first, from sheet pixels to points of the page as a viewer shows it.
        steps: What each step did, or why it did nothing.
        doubt: Why the geometry may be wrong; '' when nothing speaks against it.
        notes: What was done to the picture that its reader should know of.
    """

    image: GreyImage
    letter_height_px: float
    turn_deg: int
    width: float
    height: float
    px_per_point: float
    maps: tuple[PointMap, ...]
    steps: tuple[str, ...] = ()
    doubt: str = ""
    notes: tuple[str, ...] = ()

    def back(self, points: Points) -> Points:
        """Map sheet pixels to points of the page as a viewer shows it, shape (n, 2)."""
        for step in self.maps:
            points = step.back(points)
        return points

    def to_page(self, box: PixelBox | Box) -> Box:
        """The box around a sheet box (pixels) on the page as a viewer shows it, in points."""
        x0, top, x1, bottom = box if isinstance(box, tuple) else (box.x0, box.top, box.x1, box.bottom)
        places = self.back(np.array(outline(x0, top, x1, bottom), dtype=np.float64))
        low, high = places.min(axis=0), places.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def to_view(self, box: Box) -> Box:
        """Map a box (points of the upright frame) to the page as a viewer shows it, in points."""
        s = self.px_per_point
        return self.to_page(Box(box.x0 * s, box.top * s, box.x1 * s, box.bottom * s))

    def to_points(self, box: PixelBox) -> Box:
        """A sheet box in points of the upright frame of its `Page`."""
        x0, top, x1, bottom = (value / self.px_per_point for value in box)
        return Box(x0, top, x1, bottom)

    def to_pixels(self, box: Box) -> PixelBox:
        """A box in points of the upright frame as sheet pixels, rounded outwards and cut to the picture."""
        height, width = self.image.shape
        s = self.px_per_point
        return (
            min(max(int(np.floor(box.x0 * s)), 0), width),
            min(max(int(np.floor(box.top * s)), 0), height),
            min(max(int(np.ceil(box.x1 * s)), 0), width),
            min(max(int(np.ceil(box.bottom * s)), 0), height),
        )


def outline(x0: float, top: float, x1: float, bottom: float) -> list[tuple[float, float]]:
    """Corners and side middles of a box: on a curled page a straight side maps to a bent one."""
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return [(x0, top), (x, top), (x1, top), (x1, y), (x1, bottom), (x, bottom), (x0, bottom), (x0, y)]


@dataclass(frozen=True, slots=True)
class RuledSheet:
    """A sheet and what is drawn on it.

    Attributes:
        sheet: The picture and the way back.
        page: For `extract.grid.find_grids`: rules and fills in points of the sheet's upright frame, and as words the
            places of print, each with the text `MARK`, until a reader has told what stands there.
        doubt: Why the geometry may be wrong; '' when nothing speaks against it.
    """

    sheet: Sheet
    page: Page
    doubt: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Drawn lines, in points of the upright frame."""
        return self.page.rules

    @property
    def fills(self) -> tuple[Fill, ...]:
        """Painted blocks, in points of the upright frame."""
        return self.page.fills


MARK = "\N{REPLACEMENT CHARACTER}"
"""The text of a place of print that nobody has read yet."""


@dataclass(frozen=True, slots=True)
class CellCrop:
    """A line of print cut out of a sheet: where it stood in sheet pixels, its picture, and what it may hold.

    `cut`: ink reaches the crop's end where its cell ends, so that part of the print may be lost.
    """

    box: PixelBox
    image: GreyImage
    kind: CellKind = "unknown"
    cut: bool = False
