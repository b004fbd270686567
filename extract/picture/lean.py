"""How far the columns of a page lean: what lines of print and level rules cannot tell.

Beginnings and ends of phrases stand under one another in tables and paragraphs. The lean at which most of them do is
the page's.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extract.picture.letters import Letters, chain_letters
from extract.picture.model import Points

# White that parts two phrases of a line, in letter heights; between words it is half of that.
PHRASE_GAP = 1.2
# Leans looked for, as x per y: 14 degrees; and in what steps: a third of a letter over forty lines.
MOST_LEAN, STEP = 0.25, 0.004
# Edges this near, in letter heights, stand under one another.
NEAR = 0.3
# Fewer edges than these say nothing; the best lean must bring so many more of them together than no lean does.
FEWEST, CLEARER = 60, 1.5


def find_lean(letters: Letters) -> float | None:
    """How far upright lines lean to the right on their way down, in pixels per pixel; None where too few
    edges tell, 0.0 where no lean brings clearly more of them together than none.

    Source: the projection profile of Postl (ICPR 1986), taken of phrase edges and across the lines.
    """
    edges = phrase_edges(letters)
    if len(edges) < FEWEST:
        return None
    leans = np.arange(-MOST_LEAN, MOST_LEAN + STEP / 2, STEP)
    bins = NEAR * letters.height
    scores = np.array([_togetherness(edges, lean, bins) for lean in leans])
    # A lean is blurred by its neighbours': three steps together tell it more steadily.
    smooth = np.convolve(scores, np.ones(3) / 3, mode="same")
    best = int(np.argmax(smooth))
    flat = int(np.argmin(np.abs(leans)))
    return float(leans[best]) if smooth[best] > CLEARER * smooth[flat] else 0.0


def phrase_edges(letters: Letters) -> npt.NDArray[np.float64]:
    """Where phrases begin and end, (n, 2): x and the middle of the letter there, in pixels."""
    boxes = letters.boxes.astype(np.float64)
    found = []
    for line in chain_letters(letters):
        own = boxes[line]
        right = own[:, 0] + own[:, 2]
        middle = own[:, 1] + own[:, 3] / 2
        parts = np.flatnonzero(own[1:, 0] - right[:-1] > PHRASE_GAP * letters.height)
        starts, ends = np.concatenate([[0], parts + 1]), np.concatenate([parts, [len(line) - 1]])
        # A letter alone is a bullet or a speck.
        long = ends > starts
        found += [np.column_stack([own[starts[long], 0], middle[starts[long]]])]
        found += [np.column_stack([right[ends[long]], middle[ends[long]]])]
    return np.concatenate(found) if found else np.zeros((0, 2))


def _togetherness(edges: npt.NDArray[np.float64], lean: float, bins: float) -> float:
    """How many pairs of edges stand under one another at a lean."""
    places = np.floor((edges[:, 0] - lean * edges[:, 1]) / bins).astype(np.int64)
    counts = np.bincount(places - places.min()).astype(np.float64)
    return float((counts * (counts - 1)).sum()) + 1.0


def slope_of(lines: Sequence[Points]) -> float:
    """How far upright lines lean to the right on their way down, in pixels per pixel: the median, by length.

    Args:
        lines: Points (n, 2) of each; at least one line.
    """
    slopes = np.array([np.polyfit(line[:, 1], line[:, 0], 1)[0] if np.ptp(line[:, 1]) else 0.0 for line in lines])
    order = np.argsort(slopes)
    lengths = np.cumsum([float(np.ptp(lines[i][:, 1])) for i in order])
    return float(slopes[order][int(np.searchsorted(lengths, lengths[-1] / 2))])
