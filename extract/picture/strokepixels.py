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

from extract.picture.letters import Letters
from extract.picture.model import GreyImage

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
# Neighbours on each side, half a letter height apart, whose median is taken for a stroke's middle.
MEDIAN_HALF = 7
# How far half of a stroke's points lie from a straight line, in th, when it is no rule, and up to which length strokes
# are asked: a ring of radius 12 th strays by 0.08 over 5 th, a rule of a curled page by 0.03 over 12.
BENT, LONGEST_BENT = 0.05, 12.0
# Pieces of a broken upright rule are no wider than this, in th, and stand on each other with gaps of at most this much;
# an "l" stands on another, but not on three.
NARROW, STACK_GAP, FEWEST_STACKED = 0.4, 0.8, 4
# Beside a stroke, up to this far from its edge, print is looked for; it is crowded when both sides or one of them have
# ink along this share of it. A row of letters is crowded and in pieces no longer than bars and stems of letters are.
BESIDE = (0.12, 0.45)
CROWDED_BOTH, CROWDED_ONE = 0.16, 0.33
WHOLE_RUN = {True: 1.5, False: 1.9}
WHOLE_SHARE = 0.6
# Fat print runs together into words: with print all along both sides only what outlasts words is a rule.
PACKED = 0.25
PACKED_RUN = {True: 12.0, False: 4.0}


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


def thin_strokes(flat: GreyImage, th: float, *, horizontal: bool) -> Mask:
    """Pixels (1, else 0) of thin strokes that run one way, those of letters among them.

    Args:
        flat: Evened-out picture.
        th: Letter height in pixels.
        horizontal: Level strokes, else upright ones.
    """
    size = max(3, round(THICKEST * th) | 1)
    kernel = np.ones((size, 1) if horizontal else (1, size), np.uint8)
    dark = cv2.morphologyEx(flat, cv2.MORPH_BLACKHAT, kernel)
    step = max(1, int((dark.size / 4e5) ** 0.5))
    grain = float(np.median(dark[::step, ::step]))
    return np.asarray(dark > max(LEAST_DARKNESS, GRAIN_TIMES * grain), dtype=np.uint8)


def without(strokes: Mask, print_px: Mask) -> Mask:
    """Strokes where `print_px` is 0."""
    return np.asarray(cv2.bitwise_and(strokes, np.uint8(1) - (print_px > 0).astype(np.uint8)), dtype=np.uint8)


def pixels_of(ink: Mask, letters: Letters) -> Mask:
    """255 on the pixels of ink that belong to letters and on their grey edges, else 0.

    Narrow pieces that stand on top of each other are no letters but a broken upright rule.
    """
    marked = np.zeros_like(ink)
    for x0, top, width, height in letters.boxes[~_stacked(letters)].tolist():
        marked[top : top + height, x0 : x0 + width] = 255
    # Black-hat sees the blurred edge of a letter too.
    halo = np.ones((5, 5) if letters.height >= 10 else (3, 3), np.uint8)
    return np.asarray(cv2.dilate(cv2.bitwise_and(ink, marked), halo), dtype=np.uint8)


def _stacked(letters: Letters) -> npt.NDArray[np.bool_]:
    """Which letters are pieces of a broken upright rule: narrow, in one column with others, with small gaps between."""
    boxes, h = letters.boxes, letters.height
    found = np.zeros(len(boxes), bool)
    narrow = np.flatnonzero(boxes[:, 2] <= NARROW * h)
    order = narrow[np.lexsort((boxes[narrow, 1], np.round((boxes[narrow, 0] + boxes[narrow, 2] / 2) / (NARROW * h))))]
    if not len(order):
        return found
    piece = boxes[order]
    aside = np.abs(np.diff(piece[:, 0] + piece[:, 2] / 2)) > NARROW * h / 2
    gap = piece[1:, 1] - (piece[:-1, 1] + piece[:-1, 3])
    for run in np.split(order, np.flatnonzero(aside | (gap > STACK_GAP * h) | (gap < 0)) + 1):
        found[run] = len(run) >= FEWEST_STACKED
    return found


def trace_strokes(strokes: Mask, th: float, *, horizontal: bool, shortest: float | None = None) -> list[Trace]:
    """Follow the strokes of a mask from end to end, bridging small gaps.

    Args:
        strokes: From `thin_strokes`, without letters.
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
    grown = cv2.bitwise_and(cv2.dilate(sure, np.ones((1, window), np.uint8)), thick)
    whole = np.asarray(cv2.morphologyEx(grown, cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8)), dtype=np.uint8)
    least = (SHORTEST[horizontal] if shortest is None else shortest) * th
    traces = [
        _follow(labels, box, number, mask, th, horizontal) for labels, box, number in _components(whole, least, th)
    ]
    return [trace for trace in traces if trace is not None and trace.length >= least]


def _components(mask: Mask, least: float, th: float) -> list[tuple[npt.NDArray[np.int32], tuple[int, ...], int]]:
    count, marks, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(marks, dtype=np.int32)
    found: list[tuple[npt.NDArray[np.int32], tuple[int, ...], int]] = []
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
    across = per_bin[full] / weight[full]
    if _is_bent(along / th, across / th):
        return None
    return Trace(horizontal, along, y + _running_median(across), thickness)


def _is_bent(along: npt.NDArray[np.float64], across: npt.NDArray[np.float64]) -> bool:
    """Whether a short stroke (in letter heights) wavers or is bent, as those of a pen and of a round stamp are."""
    if len(along) < 5 or np.ptp(along) > LONGEST_BENT:
        return False
    fit = np.polynomial.polynomial.polyfit(along - along.mean(), across, 1)
    away = across - np.polynomial.polynomial.polyval(along - along.mean(), fit)
    return float(np.median(np.abs(away))) > BENT


def _running_median(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each value's median with its neighbours: letters that touch a rule pull its middle aside for a short way."""
    half = min(MEDIAN_HALF, (len(values) - 1) // 2)
    if half == 0:
        return values
    padded = np.pad(values, half, mode="reflect", reflect_type="odd")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), axis=1))


def is_rule(trace: Trace, ink: Mask, strokes: Mask, th: float) -> bool:
    """Whether a traced stroke is a drawn line and not a row of letters that blurred into each other.

    Letters stand on both sides of their bars, or close on one side; a rule among letters is still whole.

    Args:
        trace: The stroke.
        ink: 255 where there is ink, the letters' too.
        strokes: From `thin_strokes`, which sees rules too pale for ink.
        th: Letter height in pixels.
    """
    pixels, thin = (ink, strokes) if trace.horizontal else (ink.T, strokes.T)
    along = np.arange(int(trace.start), int(trace.end) + 1)
    middle = np.interp(along, trace.along, trace.across)
    own = max(1.0, trace.thickness / 2)

    def seen(source: Mask, low: float, high: float) -> npt.NDArray[np.bool_]:
        rows = np.round(middle[:, None] + np.arange(low, high + 0.5, 1.0)).astype(int)
        inside = (rows >= 0) & (rows < source.shape[0])
        values = source[np.clip(rows, 0, source.shape[0] - 1), np.clip(along, 0, source.shape[1] - 1)[:, None]]
        return np.asarray(((values > 0) & inside).any(axis=1))

    near, far = own + BESIDE[0] * th + 1, own + BESIDE[1] * th + 1
    before, after = float(seen(pixels, -far, -near).mean()), float(seen(pixels, near, far).mean())
    if min(before, after) < CROWDED_BOTH and max(before, after) < CROWDED_ONE:
        return True
    drawn = seen(pixels, -1, 1) | seen(thin, -1, 1)
    run = (PACKED_RUN if min(before, after) >= PACKED else WHOLE_RUN)[trace.horizontal]
    return _in_runs(drawn, run * th) >= WHOLE_SHARE


def _in_runs(drawn: npt.NDArray[np.bool_], length: float) -> float:
    """Share of places that lie in unbroken runs of at least a length."""
    steps = np.diff(np.concatenate([[0], drawn.astype(int), [0]]))
    runs = np.nonzero(steps == -1)[0] - np.nonzero(steps == 1)[0]
    return float(runs[runs >= length].sum()) / len(drawn)
