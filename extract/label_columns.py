"""Labels that no heading stands over: the corner of a table whose headings are years or measures is blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headers import Header, Leaf, Parent
from extract.model import Box, GridHints
from extract.phrases import Phrase, rows_below
from extract.wording import is_number

# A label begins this much left of the first heading, in text heights: numbers may stand a little beside theirs.
_OUTSIDE = 1.0
# So many rows, and this share of them, have a label there.
_LEAST, _SHARE = 2, 0.5


def with_label_column(header: Header, split: Sequence[list[Phrase]], hints: GridHints, h: float) -> Header:
    """Add a column without heading where rows begin with words left of a first heading that is one of numbers.

    Args:
        header: A header block.
        split: The phrases of the page's lines.
        hints: Known header wordings.
        h: Text height, in points.
    """
    first = header.leaves[0].box
    if not header.names_values(0, hints):
        return header
    rows = [row for row in rows_below(split, header.line_to + 1, header.box, h) if len(row) > 1]
    pairs = [(row[0].box, row[1].box) for row in rows if _is_label(row[0], row[1], first, h)]
    labels = [label for label, _ in pairs]
    if len(labels) < max(_LEAST, _SHARE * len(rows)):
        return header
    box = Box(min(label.x0 for label in labels), first.top, max(label.x1 for label in labels), first.bottom)
    middle = (box.x1 + min(number.x0 for _, number in pairs)) / 2
    beneath = header.beneath
    return replace(
        header,
        leaves=(Leaf((Phrase((), box, ""),)), *header.leaves),
        parents=tuple(Parent(p.phrase, p.first + 1, p.last + 1) for p in header.parents),
        box=Box(box.x0, header.box.top, header.box.x1, header.box.bottom),
        sides=(min(box.x0, header.sides[0]), middle, *header.sides[1:]) if header.sides else (),
        beneath=replace(beneath, numbers=(0, *beneath.numbers), texts=(len(labels), *beneath.texts)),
    )


def _is_label(label: Phrase, number: Phrase, heading: Box, h: float) -> bool:
    """Whether a row begins with words to the left of the heading, and goes on with a number beneath it."""
    beneath = number.box.x0 < heading.x1 + h and number.box.x1 > heading.x0 - h
    words = any(ch.isalpha() for ch in label.text) and not is_number(label.text)
    return words and label.box.x0 < heading.x0 - _OUTSIDE * h and beneath and is_number(number.words[0].text)
