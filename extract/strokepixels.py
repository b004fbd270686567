"""A grey picture → the straight thin strokes in it that are longer than letters: rules, whole, broken or dashed.

Works on crooked pages too, as long as a stroke runs within some degrees of level or upright. Every size is a multiple
of the letter height th.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from extract.letters import Letters
from extract.scanmodel import GreyImage

Mask: TypeAlias = "npt.NDArray[np.uint8]"

# A rule is thinner than this, in th; black-hat answers to nothing thicker.
THICKEST = 0.6
# Darkness against the paper beside it, of 255, from which a thin stroke counts; above the grain of the paper.
LEAST_DARKNESS = 16.0
GRAIN_TIMES = 4.0
# Length over which a stroke must be drawn, and the share of it: level strokes must outlast the bars of letters,
# upright ones the stems.
WINDOW = {True: 3.0, False: 2.2}
DRAWN_SHARE = {True: 0.62, False: 0.75}
# Gaps bridged, and the shortest stroke kept.
BRIDGE = {True: 1.0, False: 0.8}
SHORTEST = {True: 2.4, False: 1.7}
# Ink of print beside a stroke, against the stroke's own, from which the stroke is a row of letters.
CROWDED = 0.5


@dataclass(frozen=True, slots=True)
class Trace:
    """A stroke followed along its length: `along` ascends, `across` is its middle there, both in pixels.

    Along is x for a level stroke and y for an upright one.
    """

    horizontal: bool
    along: npt.NDArray[np.float64]
    across: npt.NDArray[np.float64]
    thickness: float

    @property
    def start(self) -> float:
        """Where it begins, along itself."""
        return float(self.along[0])

    @property
    def end(self) -> float:
        """Where it ends, along itself."""
        return float(self.along[-1])

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start

    @property
    def at(self) -> float:
        """Its middle, across itself."""
        return float(np.median(self.across))


def thin_strokes(flat: GreyImage, letter_px: Mask, th: float, *, horizontal: bool) -> Mask:
    """Pixels (1, else 0) of thin strokes that run one way, those of letters left out.

    Args:
        flat: Evened-out picture.
        letter_px: 255 on the pixels of letters.
        th: Letter height in pixels.
        horizontal: Level strokes, else upright ones.
    """
    size = max(3, round(THICKEST * th) | 1)
    kernel = np.ones((size, 1) if horizontal else (1, size), np.uint8)
    dark = cv2.morphologyEx(flat, cv2.MORPH_BLACKHAT, kernel)
    step = max(1, int((dark.size / 4e5) ** 0.5))
    grain = float(np.median(dark[::step, ::step]))
    drawn = dark > max(LEAST_DARKNESS, GRAIN_TIMES * grain)
    return np.asarray(drawn & (letter_px == 0), dtype=np.uint8)


def pixels_of(ink: Mask, letters: Letters) -> Mask:
    """255 on the pixels of ink that belong to letters and on their grey edges, else 0."""
    marked = np.zeros_like(ink)
    for x0, top, width, height in letters.boxes.tolist():
        marked[top : top + height, x0 : x0 + width] = 255
    # Black-hat sees the blurred edge of a letter too.
    halo = np.ones((5, 5) if letters.height >= 10 else (3, 3), np.uint8)
    return np.asarray(cv2.dilate(cv2.bitwise_and(ink, marked), halo), dtype=np.uint8)


def trace_strokes(strokes: Mask, th: float, *, horizontal: bool, shortest: float | None = None) -> list[Trace]:
    """Follow the strokes of a mask from end to end, bridging small gaps.

    Args:
        strokes: From `thin_strokes`.
        th: Letter height in pixels.
        horizontal: Which way they run.
        shortest: Leave out shorter ones, in th; `SHORTEST` when None.

    Returns:
        From top to bottom, or from left to right.
    """
    mask = strokes if horizontal else np.ascontiguousarray(strokes.T)
    window, bridge = (max(3, round(size[horizontal] * th)) | 1 for size in (WINDOW, BRIDGE))
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    share = cv2.boxFilter(thick, cv2.CV_32F, (window, 1), borderType=cv2.BORDER_CONSTANT)
    # A window at the end of a stroke is half empty: strokes are grown back over it.
    sure = ((share >= DRAWN_SHARE[horizontal]) & (thick > 0)).astype(np.uint8)
    grown = cv2.dilate(sure, np.ones((1, window), np.uint8)) & thick
    whole = cv2.morphologyEx(grown, cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8))
    least = (SHORTEST[horizontal] if shortest is None else shortest) * th
    traces = [
        _follow(labels, box, number, mask, th, horizontal)
        for labels, box, number in _components(whole, least, th)
    ]
    return [trace for trace in traces if trace is not None and trace.length >= least]


def _components(mask: Mask, least: float, th: float) -> list[tuple[npt.NDArray[np.int32], tuple[int, ...], int]]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    found = []
    for number in range(1, count):
        x, y, width, height, _area = (int(value) for value in stats[number])
        if width >= least and width >= 2.5 * height:
            found.append((labels[y : y + height, x : x + width], (x, y, width, height), number))
    return found


def _follow(
    labels: npt.NDArray[np.int32],
    box: tuple[int, ...],
    number: int,
    mask: Mask,
    th: float,
    horizontal: bool,
) -> Trace | None:
    """The middle of one component, sampled about every half letter height; None when it is no thin stroke."""
    x, y, width, height = box
    drawn = ((labels == number) & (mask[y : y + height, x : x + width] > 0)).astype(np.float32)
    counts = drawn.sum(axis=0)
    rows = np.arange(height, dtype=np.float32)[:, None]
    sums = (drawn * rows).sum(axis=0)
    step = max(1, round(th / 2))
    bins = np.arange(0, width, step)
    per_bin, weight = np.add.reduceat(sums, bins), np.add.reduceat(counts, bins)
    full = weight > 0
    if full.sum() < 2:
        return None
    filled = np.nonzero(counts)[0]
    thickness = float(np.median(counts[filled]))
    if thickness > THICKEST * th:
        return None
    along = x + np.minimum(bins[full] + (step - 1) / 2, width - 1)
    along[0], along[-1] = x + float(filled[0]), x + float(filled[-1])
    return Trace(horizontal, along, y + per_bin[full] / weight[full], thickness)
