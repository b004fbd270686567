"""Runs of glyphs → the words that a reader of the upright page sees, and what was left out and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from extract.glyphs import UNMAPPED, Run, raised
from extract.model import Box, LeftOut, Word, union_of
from extract.pageobject import WHITE, over_paper
from extract.painting import Painting
from extract.paths import Patch
from extract.userspace import Frame, UserBox

# Doubled text stands at the same place within this share of its height.
SAME_PLACE = 0.2
# A word this many times as tall as the median that lies over other words is a watermark; a pale one sooner.
MARK_HEIGHT = 4.0
PALE_MARK_HEIGHT = 2.5
PALE = 0.6
# Two words whose ink is this close, in text heights, are one word painted in two pieces: the
# narrowest printed space is 0.1 wide.
TOUCHING = 0.05
# A small number raised behind another one, in heights of the latter: a footnote's mark, not one more digit.
RAISED_HEIGHT, RAISED_BY = 0.8, 0.25
_SAMPLE_LENGTH = 60

Marked = tuple[Word, Run]
"""A word and the run it was made of."""


def upright_frame(seen: Iterable[Run], view: Frame) -> tuple[Frame, int]:
    """Turn the page as viewed so that most of its visible glyphs are upright.

    Returns:
        The frame, and the clockwise turn from the view in degrees (0, 90, 180 or 270; 0 without glyphs).
    """
    glyphs: Counter[int] = Counter()
    for run in seen:
        glyphs[run.style.quarter or 0] += len(run.text)
    if not glyphs:
        return view, 0
    # Writing that runs counter-clockwise by a quarter turn needs the page turned clockwise by one.
    turn_deg = (90 * glyphs.most_common(1)[0][0] - view.turned_deg) % 360
    return view.turn(turn_deg), turn_deg


def part_seen(runs: Sequence[Run], page: UserBox, painting: Painting) -> tuple[list[Run], list[LeftOut]]:
    """Part the runs into those a reader sees as text, and notes of the others.

    Args:
        runs: All runs of a page.
        page: The visible box in user space.
        painting: The page's objects: white text on dark ones prints, text under later ones does not.
    """
    covered = _covered(runs, painting.patches)
    ink = [p.box for p in painting.patches if p.grey < WHITE] + [p.box for p in painting.pictures]
    seen: list[Run] = []
    unseen: dict[str, list[str]] = defaultdict(list)
    for run, below in zip(runs, covered, strict=True):
        reason = "covered" if below else _why_unseen(run, page, ink)
        if reason:
            unseen[reason].append(run.text)
        else:
            seen.append(run)
    return seen, _notes(unseen)


def _why_unseen(run: Run, page: UserBox, ink: Sequence[UserBox]) -> str:
    """Why a reader does not see a run as text; empty when it counts."""
    style = run.style
    if not style.opacity:
        return "invisible"
    if style.quarter is None:
        return "slanted"
    if not _centre_in(run.box, page):
        return "off-page"
    if style.clip is not None and not _centre_in(run.box, style.clip):
        return "clipped"
    if not run.text.strip(UNMAPPED):
        return "no-unicode"
    white = over_paper(style.lightness, style.opacity) >= WHITE
    if white and not any(_centre_in(run.box, box) for box in ink):
        return "white"
    return ""


def _centre_in(box: UserBox, area: UserBox) -> bool:
    left, bottom, right, top = box
    return area[0] <= (left + right) / 2 <= area[2] and area[1] <= (bottom + top) / 2 <= area[3]


def _covered(runs: Sequence[Run], patches: Sequence[Patch]) -> list[bool]:
    """Which runs lie under a filled rectangle painted after them: a printed correction, or blacked out."""
    first = min((run.style.order for run in runs), default=0)
    later = [patch for patch in patches if patch.opaque and patch.order > first]
    if not later or not runs:
        return [False] * len(runs)
    boxes = np.array([run.box for run in runs])
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    orders = np.array([run.style.order for run in runs])
    covered = np.zeros(len(runs), dtype=bool)
    for patch in later:
        left, bottom, right, top = patch.box
        before = (orders > 0) & (orders < patch.order)
        covered |= before & (xs > left) & (xs < right) & (ys > bottom) & (ys < top)
    return [bool(below) for below in covered]


def read_words(seen: Sequence[Run], frame: Frame) -> tuple[tuple[Word, ...], list[LeftOut]]:
    """Map the visible runs to words of the upright page, from the top and left, and note what is left out.

    Doubled text counts once; text at another angle than the page's, and level watermarks, do not count.
    """
    unseen: dict[str, list[str]] = defaultdict(list)
    upright: list[Marked] = []
    for run in seen:
        if (90 * (run.style.quarter or 0) - frame.turned_deg) % 360:
            unseen["turned"].append(run.text)
            continue
        unmapped = run.text.count(UNMAPPED)
        if unmapped:
            unseen["no-unicode"].append(UNMAPPED * unmapped)
        upright.append((Word(run.text, frame.box(run.box), run.style.bold), run))
    words = [word for word, _ in _without_marks(_without_doubles(upright, unseen), unseen)]
    return tuple(sorted(_joined(words), key=lambda word: (word.box.top, word.box.x0))), _notes(unseen)


def _notes(unseen: dict[str, list[str]]) -> list[LeftOut]:
    return [left_out(reason, texts) for reason, texts in sorted(unseen.items())]


def left_out(reason: str, texts: Sequence[str]) -> LeftOut:
    """A note of texts that were not taken as words."""
    return LeftOut(reason, sum(map(len, texts)), " ".join(texts)[:_SAMPLE_LENGTH])


def _without_doubles(words: Sequence[Marked], unseen: dict[str, list[str]]) -> list[Marked]:
    """Text printed twice at one place (overprinted as bold, or with a shadow) counts once."""
    kept: dict[str, list[Box]] = defaultdict(list)
    single: list[Marked] = []
    for word, run in words:
        boxes = kept[word.text]
        if boxes and _stands_at(boxes, word.box, SAME_PLACE * max(word.box.height, run.style.size / 2)):
            unseen["doubled"].append(word.text)
            continue
        boxes.append(word.box)
        single.append((word, run))
    return single


def _stands_at(boxes: Sequence[Box], box: Box, near: float) -> bool:
    return any(abs(o.x0 - box.x0) <= near and abs(o.bottom - box.bottom) <= near for o in boxes)


def _without_marks(words: Sequence[Marked], unseen: dict[str, list[str]]) -> Sequence[Marked]:
    """Leave out words far taller than the text, and those as tall, where one of them lies over others."""
    if not words:
        return words
    usual = median(word.box.height for word, _ in words)
    tall = [(w, r) for w, r in words if w.box.height > _mark_factor(r) * usual]
    over = [w for w, _ in tall if any(o is not w and w.box.holds_centre_of(o.box) for o, _ in words)]
    if not over:
        return words
    lowest = 0.8 * min(word.box.height for word in over)
    marks = {id(word) for word, _ in tall if word.box.height >= lowest}
    unseen["watermark"] += [word.text for word, _ in words if id(word) in marks]
    return [(word, run) for word, run in words if id(word) not in marks]


def _mark_factor(run: Run) -> float:
    return PALE_MARK_HEIGHT if over_paper(run.style.lightness, run.style.opacity) > PALE else MARK_HEIGHT


def _joined(words: Sequence[Word]) -> list[Word]:
    """Put together words painted in pieces that touch, wherever in the file the pieces stand."""
    if not words:
        return []
    ordered = sorted(words, key=lambda word: word.box.x0)
    ends = sorted((word.box.x1, index) for index, word in enumerate(ordered))
    starts = np.array([word.box.x0 for word in ordered])
    heights = np.array([word.box.height for word in ordered])
    reach = TOUCHING * np.maximum(heights, np.median(heights))
    rights = np.array([x1 for x1, _ in ends])
    first = np.searchsorted(rights, starts - reach)
    last = np.searchsorted(rights, starts + reach, side="right")
    joined: list[Word | None] = list(ordered)
    for index in np.nonzero(last > first)[0]:
        for _, before in ends[first[index] : last[index]]:
            _join(joined, before, int(index), reach[index])
    return [word for word in joined if word is not None]


def _join(words: list[Word | None], before: int, after: int, reach: float) -> None:
    """Move the word at `before` into the one at `after` when they touch on one line."""
    left, right = words[before], words[after]
    if left is None or right is None or before == after:
        return
    level = left.box.y_overlap(right.box) >= 0.5 * min(left.box.height, right.box.height)
    if level and abs(right.box.x0 - left.box.x1) <= reach:
        box = union_of([left.box, right.box])
        text = raised(right.text) if _is_raised(left, right) else right.text
        words[after] = Word(left.text + text, box, left.bold and right.bold)
        words[before] = None


def _is_raised(left: Word, right: Word) -> bool:
    """Whether a number stands small and raised behind another."""
    numbers = left.text[-1:].isdigit() and right.text.strip("()").isdigit()
    small = right.box.height <= RAISED_HEIGHT * left.box.height
    return numbers and small and left.box.bottom - right.box.bottom >= RAISED_BY * left.box.height
