"""A grey picture → its letters and the lines they stand in: what every step of straightening a page measures by."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.model import GreyImage

# What a letter is, against the median letter: full stops and accents are lower, headings and digits higher.
LOWEST, HIGHEST = 0.45, 3.0
# A component as wide as this many heights is a rule, a word blurred together or a stamp.
WIDEST = 4.0
# Fewer pixels on a side than this are noise whatever the scale.
SPECK_PX = 3
# Fewer components than this have no typical height.
ENOUGH_LETTERS = 12
# A letter follows another when the gap is below this many letter heights and they share this much of their height.
NEXT_GAP = 1.6
SHARED = 0.4
# A line of print has this many letters, this share of them with their feet on one curve to within this many heights.
FEWEST_IN_LINE = 6
ON_LINE, FEET = 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Letters:
    """Connected pieces of ink as high as print.

    `boxes` has one row (x0, top, width, height) a piece, in pixels; `height` is their median height, 0 when there
    are too few to tell.
    """

    boxes: npt.NDArray[np.int32]
    height: float


def ink_of(flat: GreyImage) -> npt.NDArray[np.uint8]:
    """The ink of an evened-out picture: 255 where there is some, else 0.

    The threshold lies between ink and paper by Otsu's method, kept where neither pale print nor the grain of paper
    is lost.
    """
    step = max(1, int((flat.size / 1e6) ** 0.5))
    found, _ = cv2.threshold(np.ascontiguousarray(flat[::step, ::step]), 0, 255, cv2.THRESH_OTSU)
    return np.asarray(cv2.threshold(flat, min(max(found, 120.0), 205.0), 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def find_letters(ink: npt.NDArray[np.uint8]) -> Letters:
    """Find the pieces of ink that are as high as the page's print.

    Args:
        ink: 255 where there is ink, else 0.

    Returns:
        Pieces of at least `SPECK_PX` on a side that are neither rules nor pictures; of height 0 and without boxes
        when fewer than `ENOUGH_LETTERS` of them are there.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    boxes = np.asarray(stats[1:, :4], dtype=np.int32)
    area = np.asarray(stats[1:, 4], dtype=np.int64)
    wide, high = boxes[:, 2], boxes[:, 3]
    solid = area >= 0.12 * wide * high
    plausible = (high >= SPECK_PX) & (wide >= 2) & (high <= ink.shape[0] / 8) & (wide <= WIDEST * high)
    boxes = boxes[plausible & solid & (high <= 8 * wide)]
    if len(boxes) < ENOUGH_LETTERS:
        return Letters(np.zeros((0, 4), np.int32), 0.0)
    height = _typical(boxes[:, 3])
    kept = (boxes[:, 3] >= LOWEST * height) & (boxes[:, 3] <= HIGHEST * height)
    return Letters(boxes[kept], height)


def _typical(heights: npt.NDArray[np.int32]) -> float:
    """The median height, specks left out: twice, each time without what is far below it.

    The mean of the heights, weighted by themselves, starts it: grain makes many pieces, none of them high.
    """
    start = float((heights.astype(float) ** 2).sum() / heights.sum())
    near = heights[(heights > 0.3 * start) & (heights < 3 * start)]
    height = float(np.median(near)) if len(near) else start
    near = heights[(heights > LOWEST * height) & (heights < HIGHEST * height)]
    return float(np.median(near)) if len(near) else height


def chain_letters(letters: Letters) -> list[npt.NDArray[np.intp]]:
    """Letters → lines of print: indices of the letters that follow one another, left to right.

    Works on crooked pages: each letter is joined to its nearest neighbour to the right that overlaps it in height.
    """
    boxes = letters.boxes.astype(np.float64)
    count = len(boxes)
    if not count:
        return []
    order = np.argsort(boxes[:, 0], kind="stable")
    follower = _followers(boxes[order], letters.height)
    taken = np.zeros(count, bool)
    taken[follower[follower >= 0]] = True
    lines = []
    for start in np.nonzero(~taken)[0]:
        line, at = [], int(start)
        while at >= 0:
            line.append(at)
            at = int(follower[at])
        lines.append(order[np.array(line, dtype=np.intp)])
    return lines


def _followers(boxes: npt.NDArray[np.float64], height: float) -> npt.NDArray[np.intp]:
    """For letters sorted by x0, the index of the one that follows each; -1 at the end of a line."""
    count = len(boxes)
    x0, top, bottom = boxes[:, 0], boxes[:, 1], boxes[:, 1] + boxes[:, 3]
    x1 = x0 + boxes[:, 2]
    follower = np.full(count, -1, np.intp)
    best_left = np.full(count, np.inf)
    reach = np.searchsorted(x0, x1 + NEXT_GAP * height)
    for i in range(count):
        span = slice(i + 1, int(reach[i]))
        shared = np.minimum(bottom[span], bottom[i]) - np.maximum(top[span], top[i])
        lower = np.minimum(boxes[span, 3], boxes[i, 3])
        fits = np.nonzero((shared >= SHARED * lower) & (x0[span] >= x0[i] + 0.3 * boxes[i, 2]))[0]
        if not len(fits):
            continue
        nearest = i + 1 + int(fits[0])
        gap = x0[nearest] - x1[i]
        # Of two letters with one follower the nearer keeps it.
        if gap < best_left[nearest]:
            previous = np.nonzero(follower == nearest)[0] if np.isfinite(best_left[nearest]) else ()
            follower[list(previous)] = -1
            follower[i], best_left[nearest] = nearest, gap
    return follower


def feet_of(letters: Letters, line: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The feet (n, 2) of a line's letters, and which of them stand on the curve that most follow.

    Descenders and commas fall out.
    """
    boxes = letters.boxes[line].astype(np.float64)
    x, foot = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3]
    scaled = (x - x[0]) / max(float(np.ptp(x)), 1.0)
    kept: npt.NDArray[np.bool_] = np.ones(len(x), bool)
    for _ in range(3):
        curve = np.polynomial.polynomial.polyfit(scaled[kept], foot[kept], 2 if kept.sum() >= 8 else 1)
        away = np.abs(np.polynomial.polynomial.polyval(scaled, curve) - foot)
        kept = np.asarray(away <= max(FEET * letters.height, 1.5 * float(np.median(away[kept]))))
        if kept.sum() < 4:
            break
    return np.column_stack([x, foot]), kept


def print_share(letters: Letters) -> float:
    """Share of the letters that stand in lines, 0 to 1; 0 without letters.

    Measured: .7 and more on pages of reports, .07 where blur or fat print ran letters together; .09 at most on noise
    and on pictures of anything else.
    """
    standing = 0
    for line in chain_letters(letters):
        if len(line) < FEWEST_IN_LINE:
            continue
        feet, kept = feet_of(letters, line)
        if kept.sum() < 4:
            continue
        straight = np.polynomial.polynomial.polyfit(feet[kept, 0], feet[kept, 1], 1)
        away = np.abs(np.polynomial.polynomial.polyval(feet[:, 0], straight) - feet[:, 1])
        if float((away < FEET * letters.height).mean()) >= ON_LINE:
            standing += len(line)
    return standing / len(letters.boxes) if len(letters.boxes) else 0.0
