"""Dark blocks with light print, as headers of tables are: black and white exchanged, so that their print is read too.

A block's edge stays as a dark line: it is a side of cells.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.model import GreyImage

_Mask = npt.NDArray[np.uint8]

# Longer side, in pixels, of the picture in which blocks are looked for.
LOOK_PX = 1000
# A block is darker than this share of the paper around it; its print is that much lighter than it, in shares of paper.
DARK, LIGHTER = 0.62, 0.2
# Light is taken from this share of the longer side around each place: wider than a header is high.
AROUND = 1 / 6
# Windows, as shares of the longer side, in which the share of dark pixels is taken. A block with print has .55 and
# more, bold print without a block .45 at most.
WINDOW, DENSE = 1 / 80, 0.55
# A block is at least so high and wide, as shares of the longer side, and fills so much of the box around it.
LEAST_HEIGHT, LEAST_WIDTH, FILLED = 1 / 100, 1 / 25, 0.75
# Print takes up this share of a block; one without is a black bar and stays.
LEAST_PRINT, MOST_PRINT = 0.005, 0.45


def exchanged(image: GreyImage) -> GreyImage:
    """The picture with dark print on light where light print stood on a dark block; itself where there is none.

    Args:
        image: Grey, as photographed; not modified.
    """
    scale = min(1.0, LOOK_PX / max(image.shape))
    small = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found = _blocks_of(small)
    if not found:
        return image
    result = image.copy()
    for mask, ground, paper in found:
        _exchange(result, mask, ground, paper)
    return result


def _blocks_of(small: GreyImage) -> list[tuple[_Mask, float, float]]:
    """Masks of the blocks (255), with the grey of their ground and of the paper around them."""
    longest = max(small.shape)
    around = round(longest * AROUND) | 1
    # A quarter of the size tells light well enough, and a closing this wide is slow.
    tiny = cv2.resize(small, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(tiny, cv2.MORPH_CLOSE, np.ones((around // 4 | 1, around // 4 | 1), np.uint8))
    light = cv2.resize(closed, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    dark = np.asarray(small < DARK * light, dtype=np.uint8)
    side = max(3, round(longest * WINDOW)) | 1
    dense = np.asarray(cv2.blur(dark.astype(np.float32), (2 * side + 1, side)) > DENSE, dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=4)
    found = []
    for label in range(1, count):
        width, height, area = (int(v) for v in stats[label, 2:])
        if height < longest * LEAST_HEIGHT or width < longest * LEAST_WIDTH or area < FILLED * width * height:
            continue
        mask = _grown(labels == label, dark, side)
        inner = cv2.erode(mask, np.ones((5, 5), np.uint8)) > 0
        if not inner.any():
            continue
        ground, paper = float(np.median(small[inner])), float(np.median(light[inner]))
        print_share = float((small[inner] > ground + LIGHTER * paper).mean())
        if LEAST_PRINT <= print_share <= MOST_PRINT and ground < DARK * paper:
            found.append((mask, ground, paper))
    return found


def _grown(core: npt.NDArray[np.bool_], dark: _Mask, side: int) -> _Mask:
    """A block from its dense core: the dark that joins it, its print filled in."""
    near = cv2.dilate(core.astype(np.uint8), np.ones((side, 2 * side), np.uint8))
    joined = cv2.bitwise_and(cv2.bitwise_or(dark, core.astype(np.uint8)), near)
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    mask = np.zeros(core.shape, np.uint8)
    cv2.drawContours(mask, [max(contours, key=cv2.contourArea)], -1, 255, cv2.FILLED)
    return mask


def _exchange(image: GreyImage, mask: _Mask, ground: float, paper: float) -> None:
    """Exchange light and dark in a block of `image`, in place; its edge stays dark."""
    full = cv2.resize(mask, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    inside = np.asarray(full >= 128, dtype=np.uint8)
    edge = max(2, round(1.5 * max(image.shape) / LOOK_PX))
    core = cv2.erode(inside, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)) > 0
    lifted = (image[core].astype(np.float32) - ground) / max(paper - ground, 1.0)
    image[core] = np.clip(paper * (1 - np.clip(lifted, 0, 1)), 0, 255).astype(np.uint8)
