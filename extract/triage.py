"""What a page is made of: print, a scan, both, or nothing; with the reason in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.glyphs import UNMAPPED, Run
from extract.model import PageKind
from extract.painting import Painting, Picture
from extract.userspace import UserBox

# Shares of the page, measured on 173 pages of reports: the pictures of scans cover 70 % and more, even
# cropped ones; backgrounds under print cover half of it and more; logos and charts less.
SCAN_COVER = 0.7
BACKGROUND_COVER = 0.5
# A picture of this share without text over it may be a table or a scanned sheet pasted in.
CONTENT_COVER = 0.25
# Less than this is a speck, no content.
SPECK_COVER = 0.02
# Share of the visible glyphs painted before a picture for them to lie under it, and of all glyphs to be
# unpainted for the page to be a scan with a layer.
MOST = 0.9
# Layers made of garbage scored .23 at most and real text .75 at least.
CLEAN = 0.5
# A share says nothing about fewer tokens than these.
ENOUGH_TOKENS = 20
# A scanned sheet stamped with a header or page number has less text than this, a cover or a chapter's first
# page over a background picture has more or has it outside the margins.
STAMPED_GLYPHS = 150
MARGIN = 0.09
# Letters drawn as outlines take this many corners and more on the shortest page.
DRAWN_POINTS = 300
_SIDE = 24

_CLEAN_TOKEN = re.compile(
    r"\W*(?:[a-z]{2,}|[A-Z][a-z]+|[A-Z]{2,}|[A-Z]{1,4}\d[A-Z]{0,3}|\d[\d.,:/%()-]*)(?:-[A-Za-z]{2,})?\W*"
)
_LETTER = re.compile(rf"[^\W_]|{UNMAPPED}")
_VOWEL = re.compile(r"[aeiouAEIOU\d]")
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """A page's kind and why; `clean` is the share of readable tokens of its text, 0 without any."""

    kind: PageKind
    reason: str
    clean: float = 0.0


def clean_share(texts: Iterable[str]) -> float:
    """The share of tokens that look like words or numbers; 0 without tokens.

    Punctuation alone is no token. Single letters and letters without a vowel are not clean: garbage read
    from a page that was not turned upright is made of them.
    """
    judged = [clean for clean in map(_is_clean, texts) if clean is not None]
    return sum(judged) / len(judged) if judged else 0.0


@lru_cache(maxsize=8192)
def _is_clean(token: str) -> bool | None:
    """Whether a token can be read; None for punctuation."""
    if not _LETTER.search(token):
        return None
    if not _CLEAN_TOKEN.fullmatch(token):
        return False
    return _VOWEL.search(token) is not None or (token.isupper() and len(token) <= _ABBREVIATION)


def covered_share(boxes: Sequence[UserBox], page: UserBox) -> float:
    """The share of the page's area under any of the boxes, sampled at 24 by 24 places."""
    left, bottom, right, top = page
    xs = [left + (right - left) * (k + 0.5) / _SIDE for k in range(_SIDE)]
    ys = [bottom + (top - bottom) * (k + 0.5) / _SIDE for k in range(_SIDE)]
    hits = 0
    for x in xs if boxes else ():
        column = [box for box in boxes if box[0] <= x <= box[2]]
        hits += sum(any(box[1] <= y <= box[3] for box in column) for y in ys)
    return hits / _SIDE**2


def triage(
    runs: Sequence[Run],
    seen: Sequence[Run],
    painting: Painting,
    page: UserBox,
    *,
    hides: Callable[[Picture], bool],
) -> Verdict:
    """Judge a page by what is painted on it, in which order.

    Args:
        runs: All runs of glyphs.
        seen: Those of them that are painted, upright or at a quarter turn, and on the page.
        painting: The page's objects.
        page: The visible box in user space.
        hides: Whether a picture hides what lies below it; asked only where the verdict hangs on it.
    """
    unpainted = [run for run in runs if not run.style.opacity]
    if not seen:
        return _without_text(unpainted, painting, page)
    clean = clean_share(run.text for run in seen)
    cover = covered_share([picture.box for picture in painting.pictures], page)
    hidden = _glyphs(unpainted) / _glyphs([*unpainted, *seen])
    if hidden >= MOST and cover >= SPECK_COVER:
        layer = clean_share(run.text for run in unpainted)
        why = f"{hidden:.0%} of the text is invisible; layer clean {layer:.2f}"
        return Verdict(PageKind.SCAN, why, layer)
    later = _painted_after(seen, painting.pictures)
    if covered_share([picture.box for picture in later], page) >= SCAN_COVER:
        later = [picture for picture in later if hides(picture)]
    over = covered_share([picture.box for picture in later], page)
    if over >= SCAN_COVER:
        why = f"picture covers {over:.0%} and is painted after all text; layer clean {clean:.2f}"
        return Verdict(PageKind.SCAN, why, clean)
    if clean < CLEAN and len(seen) >= ENOUGH_TOKENS:
        return Verdict(PageKind.SCAN, f"text layer cannot be read (clean {clean:.2f})", clean)
    return _with_text(seen, painting.pictures, page, cover, clean)


def _without_text(unpainted: Sequence[Run], painting: Painting, page: UserBox) -> Verdict:
    cover = covered_share([picture.box for picture in painting.pictures], page)
    clean = clean_share(run.text for run in unpainted)
    if cover >= SPECK_COVER:
        layer = f"all text is invisible; layer clean {clean:.2f}" if unpainted else "no text"
        return Verdict(PageKind.SCAN, f"{layer}; pictures cover {cover:.0%}", clean)
    if painting.points >= DRAWN_POINTS:
        return Verdict(PageKind.SCAN, f"no text; drawn shapes with {painting.points} corners", clean)
    return Verdict(PageKind.BLANK, "no visible text and no picture", clean)


def _with_text(seen: Sequence[Run], pictures: Sequence[Picture], page: UserBox, cover: float, clean: float) -> Verdict:
    text = f"text, clean {clean:.2f}"
    if cover >= SCAN_COVER and _glyphs(seen) < STAMPED_GLYPHS:
        if all(_in_margin(run.box, page) for run in seen):
            return Verdict(PageKind.SCAN, f"picture covers {cover:.0%}; text in the margins only", clean)
        return Verdict(PageKind.MIXED, f"{text}; little of it over a picture of {cover:.0%}", clean)
    for picture in pictures:
        share = covered_share([picture.box], page)
        if share >= CONTENT_COVER and not _text_over(seen, picture.box):
            return Verdict(PageKind.MIXED, f"{text}; a picture of {share:.0%} stands beside it", clean)
    if cover >= BACKGROUND_COVER:
        return Verdict(PageKind.TEXT, f"{text}; over a background picture of {cover:.0%}", clean)
    return Verdict(PageKind.TEXT, f"{text}; pictures cover {cover:.0%}", clean)


def _glyphs(runs: Iterable[Run]) -> int:
    return sum(len(run.text) for run in runs)


def _painted_after(seen: Sequence[Run], pictures: Sequence[Picture]) -> list[Picture]:
    """The opaque pictures painted after nearly all visible text."""
    whole = _glyphs(seen)
    return [
        picture
        for picture in pictures
        if picture.opaque and _glyphs(run for run in seen if run.style.order < picture.order) >= MOST * whole
    ]


def _centre(box: UserBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _in_margin(box: UserBox, page: UserBox) -> bool:
    x, y = _centre(box)
    return (
        min(x - page[0], page[2] - x) <= MARGIN * (page[2] - page[0])
        or min(y - page[1], page[3] - y) <= MARGIN * (page[3] - page[1])
    )  # fmt: skip


def _text_over(seen: Sequence[Run], box: UserBox) -> bool:
    """Whether a fair share of the page's text stands on a picture: it is a background then."""
    centres = (_centre(run.box) for run in seen)
    inside = sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in centres)
    return inside > 0.1 * len(seen)
