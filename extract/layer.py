"""A text layer found under or in a scan's picture → what it says of each line: one more reader, believed by measure.

Some layers were made without turning the page, or lie elsewhere than the print. What counts is whether other readers
saw the same words at the same places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from extract.model import Reading, Word
from extract.picture.model import PixelBox, Points, Sheet, outline
from extract.triage import clean_share

ENGINE = "layer"
"""The engine's name in readings of a found layer. Nobody knows which engine made it."""

# A layer with a lower share of clean tokens is garbage (real layers have 0.91 and more, garbage up to 0.27).
READABLE = 0.75
# The share of a layer's words that another reader must have seen at their place (on real scans 0.94 and more, or none),
# and the fewest words that tell.
BELIEVED, ENOUGH_WORDS = 0.6, 10
_TOKEN = re.compile(r"\w{2,}")


def layer_texts(words: Sequence[Word], sheet: Sheet, boxes: Iterable[PixelBox]) -> list[str]:
    """What a layer says in each of some places, words that nobody could read left out.

    Args:
        words: The layer's, on the page as a viewer shows it.
        sheet: The page made upright and flat.
        boxes: Lines of print in sheet pixels.
    """
    readable = [word for word in words if _is_readable(word.text)]
    if not readable:
        return ["" for _ in boxes]
    centres = np.array([(word.box.x_mid, word.box.y_mid) for word in readable])
    return [_text_in(box, sheet, readable, centres) for box in boxes]


def _is_readable(text: str) -> bool:
    return not any(char.isalpha() for char in text) or any(char.isdigit() for char in text) or clean_share([text]) > 0


def _text_in(box: PixelBox, sheet: Sheet, words: Sequence[Word], centres: Points) -> str:
    """The words whose centres lie in a box, in the order in which its line runs on the page."""
    around = sheet.back(np.array(outline(*box), dtype=np.float64))
    low, high = around.min(axis=0), around.max(axis=0)
    near: list[int] = np.flatnonzero(((centres >= low) & (centres <= high)).all(axis=1)).tolist()
    polygon = around.astype(np.float32)
    inside = [i for i in near if cv2.pointPolygonTest(polygon, tuple(map(float, centres[i])), False) >= 0]
    middle = (box[1] + box[3]) / 2
    start, end = sheet.back(np.array([(box[0], middle), (box[2], middle)], dtype=np.float64))
    along = centres @ (end - start)
    return " ".join(words[i].text for i in sorted(inside, key=lambda i: float(along[i])))


def share_confirmed(texts: Iterable[str], readings: Iterable[Sequence[Reading]]) -> float:
    """The share of a layer's words that another reader saw in the same line; 0 where there are too few to tell.

    Args:
        texts: What the layer says, line by line.
        readings: What other readers made of the same lines.
    """
    words = confirmed = 0
    for text, others in zip(texts, readings, strict=True):
        said = Counter(_TOKEN.findall(text.lower()))
        seen: Counter[str] = Counter()
        for other in others:
            seen |= Counter(_TOKEN.findall(other.text.lower()))
        words += said.total()
        confirmed += (said & seen).total()
    return confirmed / words if words >= ENOUGH_WORDS else 0.0
