"""The strips of a page that its drawing marks as a table's header: between two rules, or painted."""

from __future__ import annotations

from collections.abc import Iterable

from extract.model import Box, Fill, Page, union_of
from extract.stripes import Striped, is_as_wide

# The tallest header is six lines, and rules stand off its print by as much again, in text heights.
TALLEST = 18
# Rules and painted strips of a table are wider than eight letters.
_WIDE = 8


def header_bands(page: Page, painted: Iterable[Striped]) -> list[Box]:
    """The strips of a page that its drawing marks as a header: between two rules of equal width, or painted over.

    Only the uppermost of strips that lie on one another: the others are rows. So are the rows of `painted` tables,
    whose headers are told.
    """
    h = page.text_height
    bars = sorted((r.box for r in page.rules if r.horizontal and r.box.width >= _WIDE * h), key=lambda b: b.top)
    bands = [
        Box(a.x0, a.y_mid, a.x1, b.y_mid)
        for i, a in enumerate(bars)
        for b in bars[i + 1 : i + 6]
        if is_as_wide(a, b, 0.5 * h)
    ]
    strips = [b for b in [*bands, *painted_rows(page.fills, h)] if h <= b.height <= TALLEST * h]
    bodies = [t.body for t in painted if t.body is not None]
    heads = [t.head for t in painted if t.head is not None and t.head.height <= TALLEST * h]
    return heads + [
        b
        for b in strips
        if not any(abs(o.bottom - b.top) <= 0.5 * h and o.x_overlap(b) > 0.8 * b.width for o in strips)
        and not any(body.holds_centre_of(b) for body in bodies)
    ]


def closed_strips(page: Page) -> list[Box]:
    """The strips of a page between two rules of equal width with none between."""
    h = page.text_height
    bars = sorted((r.box for r in page.rules if r.horizontal and r.box.width >= _WIDE * h), key=lambda b: b.top)
    found: list[Box] = []
    for i, a in enumerate(bars):
        below = next((b for b in bars[i + 1 :] if is_as_wide(a, b, 0.5 * h) and b.y_mid - a.y_mid >= h), None)
        found += [Box(a.x0, a.y_mid, a.x1, below.y_mid)] if below is not None else []
    return found


def strip_around(page: Page, box: Box) -> Box | None:
    """The strip that the drawing around a header's print closes in: painted, else between two rules of one width."""
    h = page.text_height
    painted = [f for f in page.fills if f.grey < 0.97 and f.box.y_overlap(box) > 0 and f.box.height >= 0.8 * h]
    behind = [f for f in painted if f.box.x_overlap(box) > 0]
    if behind:
        shade = behind[0].grey
        whole = union_of(f.box for f in painted if abs(f.grey - shade) < 0.02)
        return whole if whole.height <= TALLEST * h and whole.holds_centre_of(box) else None
    rules = [r.box for r in page.rules if r.horizontal and r.box.x0 <= box.x0 + h and r.box.x1 >= box.x1 - h]
    above = [r for r in rules if box.top - TALLEST * h <= r.y_mid <= box.top + 0.3 * h]
    below = [r for r in rules if box.bottom - 0.3 * h <= r.y_mid <= box.bottom + TALLEST * h]
    strips = [Box(a.x0, a.y_mid, a.x1, b.y_mid) for a in above for b in below if is_as_wide(a, b, 0.5 * h)]
    lowest = min(strips, key=lambda b: b.height, default=None)
    return lowest if lowest is not None and lowest.height <= TALLEST * h else None


def painted_rows(fills: Iterable[Fill], h: float) -> list[Box]:
    """Painted boxes side by side, taken together row by row."""
    rows: list[Box] = []
    for box in sorted((f.box for f in fills if f.grey < 0.97), key=lambda b: (b.top, b.x0)):
        if rows and abs(rows[-1].top - box.top) <= 0.5 * h and abs(rows[-1].x1 - box.x0) <= h:
            rows[-1] = union_of((rows[-1], box))
        else:
            rows.append(box)
    return [row for row in rows if row.width >= _WIDE * h]


def is_band_of(band: Box, box: Box) -> bool:
    """Whether a header block fills a strip: inside it, and no other line would find room."""
    within = band.top <= box.y_mid <= band.bottom and band.x0 <= box.x_mid <= band.x1
    return within and box.width <= 1.05 * band.width and box.height > 0.3 * band.height
