"""Which way up a picture of a page stands: the axis of its lines of print, and which end is the head.

The axis comes from the picture alone. Which end is up is asked of whoever reads print: a callable is handed in, so
that no engine is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from extract.picture.letters import Letters, chain_letters, find_letters, ink_of
from extract.picture.model import GreyImage

Confidences: TypeAlias = Callable[[Sequence[GreyImage]], Sequence[float]]
"""Line crops → how sure a reader is of what it read in each, 0 to 1."""

# Side of the tiles whose rows and columns are compared, in letter heights.
TILE = 7.0
# Lines of print shown to the reader, and by how much its answers must differ; else more lines are shown.
ROUNDS = ((4, 1.0), (10, 0.5), (30, 0.5))
# A line worth showing has this many letters; longer ones are cut to this many heights.
FEWEST_LETTERS = 5
LONGEST = 24.0


@dataclass(frozen=True, slots=True)
class Turn:
    """How far to turn a picture clockwise (0, 90, 180, 270) to make it upright, and why."""

    deg: int
    note: str


def find_turn(flat: GreyImage, confidences: Confidences | None) -> Turn:
    """Tell how a picture must be turned for its print to stand upright.

    Args:
        flat: Evened-out picture, not modified. A page that is skewed by less than about 20 degrees.
        confidences: Asked for some lines both ways up; None when there is no reader.

    Returns:
        The turn clockwise. 0 or 90 where the reader is not sure which end is up, the note saying so.
    """
    ink = ink_of(flat)
    letters = find_letters(ink)
    if not letters.height:
        return Turn(0, "turn: no print to tell it by")
    sideways = line_contrast(ink, letters.height) < 0
    axis = 90 if sideways else 0
    if confidences is None:
        return Turn(axis, f"turn: {axis}, no reader to tell which end is up")
    shown = quarter_turned(flat, axis)
    if sideways:
        letters = find_letters(quarter_turned(ink, axis))
    return _which_end(shown, letters, axis, confidences)


def quarter_turned(image: npt.NDArray[np.uint8], deg: int) -> npt.NDArray[np.uint8]:
    """A picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(image, -(deg // 90)))


def line_contrast(ink: npt.NDArray[np.uint8], letter_height: float) -> float:
    """How clearly lines of print run across a picture (above 0) or up and down it (below), -1 to 1.

    In each tile of some lines the sums of ink over rows and over columns are compared: white between the lines makes
    those across them change more. The mean over the tiles; 0 where nothing runs either way, or nothing is printed.
    """
    plain = without_rules(ink, letter_height)
    side = max(16, round(TILE * letter_height))
    votes = []
    for top in range(0, plain.shape[0] - side // 2, side):
        for left in range(0, plain.shape[1] - side // 2, side):
            tile = plain[top : top + side, left : left + side].astype(np.float32) / 255
            if not 0.02 < tile.mean() < 0.6:
                continue
            over_rows, over_columns = float(tile.mean(axis=1).var()), float(tile.mean(axis=0).var())
            votes.append((over_rows - over_columns) / (over_rows + over_columns + 1e-9))
    return sum(votes) / len(votes) if votes else 0.0


def without_rules(ink: npt.NDArray[np.uint8], letter_height: float) -> npt.NDArray[np.uint8]:
    """Ink without its long straight runs, which say nothing about where the print runs."""
    long = max(9, round(4 * letter_height))
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.asarray(
        cv2.subtract(ink, cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))), dtype=np.uint8
    )


def _which_end(flat: GreyImage, letters: Letters, axis: int, confidences: Confidences) -> Turn:
    crops = line_crops(flat, letters)
    if not crops:
        return Turn(axis, f"turn: {axis}, no line of print to tell which end is up")
    upright = upended = 0.0
    seen = 0
    for count, margin in ROUNDS:
        shown, seen = crops[seen:count], count
        upright += sum(confidences(shown))
        upended += sum(confidences([quarter_turned(crop, 180) for crop in shown]))
        if abs(upright - upended) >= margin:
            deg = axis if upright > upended else axis + 180
            return Turn(deg, f"turn: {deg}, confidence {upright:.1f} against {upended:.1f} upside down")
    return Turn(axis, f"turn: {axis}, not sure which end is up ({upright:.1f} against {upended:.1f})")


def line_crops(flat: GreyImage, letters: Letters) -> list[GreyImage]:
    """Pictures of lines of print, the ones with the most letters first."""
    lines = [line for line in chain_letters(letters) if len(line) >= FEWEST_LETTERS]
    lines.sort(key=lambda line: (-min(len(line), 30), int(letters.boxes[line[0], 1])))
    pad = max(2, round(0.35 * letters.height))
    crops = []
    for line in lines[: ROUNDS[-1][0]]:
        boxes = letters.boxes[line]
        boxes = boxes[boxes[:, 0] + boxes[:, 2] <= boxes[0, 0] + LONGEST * letters.height]
        if len(boxes) < FEWEST_LETTERS:
            continue
        top, bottom = max(0, int(boxes[:, 1].min()) - pad), int((boxes[:, 1] + boxes[:, 3]).max()) + pad
        left, right = max(0, int(boxes[:, 0].min()) - pad), int((boxes[:, 0] + boxes[:, 2]).max()) + pad
        crops.append(np.ascontiguousarray(flat[top:bottom, left:right]))
    return crops
