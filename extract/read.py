"""A PDF → its Pages: words, rules and fills where there is a text layer, and what is known of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import pypdfium2

from extract.glyphs import Run, count_glyphs, read_runs
from extract.model import Box, LeftOut, NoteKind, Page, PageKind, PageNote, TextSource, Word
from extract.painting import Painting, picture_hides, read_painting
from extract.pdf import Handle, crop_box, open_page, open_pdf, open_text, view_frame
from extract.shades import with_printed_shades
from extract.strokes import read_fills, read_rules
from extract.triage import Verdict, clean_share, triage
from extract.userspace import Frame
from extract.words import left_out, part_seen, read_words, upright_frame

_log = logging.getLogger(__name__)

UNREADABLE = "unreadable: "
"""How the `reason` of a page begins that could not be read; such a page is BLANK and empty."""

CUT = "; drawn lines are cut short, there are too many"
"""How the `reason` of a page ends whose drawing is too large to be walked to its end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may be before it counts as unreadable. Points, and glyphs."""

    # The largest page a PDF may have without a user unit is 200 inches (ISO 32000-1, annex C).
    side: float = 14_400.0
    glyphs: int = 200_000


@dataclass(frozen=True, slots=True)
class Omit:
    """Pages that are not to be touched, by number with the reason; from `end` on (0: nowhere) all, for `end_why`."""

    pages: Mapping[int, str] = field(default_factory=dict)
    end: int = 0
    end_why: str = ""

    def why(self, page_number: int) -> str:
        """Why a page is left out; '' for one that is not."""
        return self.pages.get(page_number, self.end_why if 0 < self.end <= page_number else "")


NOTHING = Omit()


def say_no_page(page_number: int) -> None:
    """What is told of pages where nobody listens."""


def read_pages(
    data: bytes | Path,
    *,
    limits: Limits | None = None,
    omit: Omit = NOTHING,
    at: Callable[[int], None] = say_no_page,
) -> tuple[Page, ...]:
    """Read all pages of a PDF. See `iter_pages`."""
    return tuple(iter_pages(data, limits=limits, omit=omit, at=at))


def iter_pages(
    data: bytes | Path,
    *,
    limits: Limits | None = None,
    omit: Omit = NOTHING,
    at: Callable[[int], None] = say_no_page,
) -> Iterator[Page]:
    """Read the pages of a PDF one after the other, holding only one open.

    A page that cannot be read comes as an empty BLANK page whose reason begins with `UNREADABLE`; the
    document goes on.

    Args:
        data: The file's bytes or its path.
        limits: What a page may be at most.
        omit: Pages that come as such that cannot be read.
        at: Told the number of each page, counted from 1, before it is touched.

    Raises:
        InputError: the file is missing, no PDF, damaged, encrypted or without pages.
    """
    with open_pdf(data) as document:
        for page_index in range(len(document)):
            if why := omit.why(page_index + 1):
                yield _unreadable(page_index + 1, 0.0, 0.0, why)
                continue
            at(page_index + 1)
            yield _read_or_excuse(document, page_index, limits or Limits())


@dataclass(frozen=True, slots=True)
class Layer:
    """The text that a scanned page holds besides its picture: its words, and the share of them that can be read.

    The words stand in the page as a viewer shows it, and are at no risk of being taken for print: their source is
    `TextSource.LAYER`.
    """

    words: tuple[Word, ...]
    clean: float


NO_LAYER = Layer((), 0.0)

_LAYER = "layer of a scan"


def has_layer(page: Page) -> bool:
    """Whether a page is a scan that holds text besides its picture."""
    return any(left.reason.startswith(_LAYER) for left in page.left_out)


def read_layer(data: bytes | Path, page_number: int) -> Layer:
    """Read the text layer of a page, whether it is visible or not; for scans, whose pages come without words.

    Args:
        data: The file's bytes or its path.
        page_number: Counted from 1.

    Raises:
        InputError: the file cannot be read.
        ValueError: the document has no such page.
    """
    with open_pdf(data) as document:
        if not 1 <= page_number <= len(document):
            raise ValueError(f"no page {page_number}")
        return layer_of(document, page_number)


def layer_of(document: pypdfium2.PdfDocument, page_number: int) -> Layer:
    """Read the text layer of a page of an open document. See `read_layer`."""
    with open_page(document, page_number - 1) as page, open_text(page) as text_page:
        view = view_frame(page)
        runs = read_runs(text_page, {})
    words = (Word(run.text, view.box(run.box), run.style.bold, TextSource.LAYER) for run in runs)
    ordered = tuple(sorted(words, key=lambda word: (word.box.top, word.box.x0)))
    return Layer(ordered, clean_share(word.text for word in ordered))


def is_unreadable(page: Page) -> bool:
    """Whether a page could not be read, its reason saying why."""
    return page.reason.startswith(UNREADABLE)


def _read_or_excuse(document: pypdfium2.PdfDocument, page_index: int, limits: Limits) -> Page:
    try:
        with open_page(document, page_index) as page:
            return _read_page(document, page, page_index + 1, limits)
    except pypdfium2.PdfiumError as error:
        return _unreadable(page_index + 1, 0.0, 0.0, str(error))
    # Whoever set the limit is to know.
    except MemoryError:
        raise
    # One page must not take the others with it: the traceback is logged, the page says what happened.
    except Exception as error:
        _log.exception("page %d: reading failed", page_index + 1)
        return _unreadable(page_index + 1, 0.0, 0.0, program_failed(error))


def program_failed(error: Exception) -> str:
    """What a page says that the program itself failed on."""
    return f"the program failed on it ({type(error).__name__}); report it with the file"


def _unreadable(number: int, width: float, height: float, why: str) -> Page:
    notes = (PageNote(NoteKind.UNREAD, why),)
    return Page(number, width, height, PageKind.BLANK, UNREADABLE + why, notes=notes)


def _read_page(document: pypdfium2.PdfDocument, page: Handle, number: int, limits: Limits) -> Page:
    view = view_frame(page)
    if not 0 < min(view.width, view.height) <= max(view.width, view.height) <= limits.side:
        why = f"it measures {view.width:.0f} x {view.height:.0f} pt"
        return _unreadable(number, view.width, view.height, why)
    painting = read_painting(page)
    with open_text(page) as text_page:
        glyphs = count_glyphs(text_page)
        if glyphs > limits.glyphs:
            return _unreadable(number, view.width, view.height, f"it has {glyphs} glyphs")
        runs = read_runs(text_page, painting.texts)
    shown = crop_box(page)
    painting = with_printed_shades(page, painting, runs, view)
    seen, unseen = part_seen(runs, shown, painting)
    hides = partial(picture_hides, document, page)
    verdict = triage(runs, seen, painting, shown, hides=hides)
    if verdict.kind in (PageKind.TEXT, PageKind.MIXED):
        return _text_page(number, view, verdict, painting, seen, unseen)
    layer = (_layer(runs, verdict.clean),) if runs else ()
    images = _images(painting, view)
    return Page(number, view.width, view.height, verdict.kind, verdict.reason, images=images, left_out=layer)


def _text_page(
    number: int, view: Frame, verdict: Verdict, painting: Painting, seen: list[Run], unseen: list[LeftOut]
) -> Page:
    frame, turn_deg = upright_frame(seen, view)
    words, doubtful = read_words(seen, frame)
    height = median(word.box.height for word in words) if words else 0.0
    return Page(
        number=number,
        width=frame.width,
        height=frame.height,
        kind=verdict.kind,
        reason=verdict.reason + (CUT if painting.cut else ""),
        turn_deg=turn_deg,
        text_height=height,
        words=words,
        rules=read_rules(painting.strokes, painting.patches, frame, words, height),
        fills=read_fills(painting.patches, frame),
        images=_images(painting, frame),
        left_out=tuple(unseen + doubtful),
    )


def _layer(runs: list[Run], clean: float) -> LeftOut:
    return left_out(f"{_LAYER}, clean {clean:.2f}", [run.text for run in runs])


def _images(painting: Painting, frame: Frame) -> tuple[Box, ...]:
    boxes = (frame.box(picture.box) for picture in painting.pictures)
    return tuple(
        Box(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, frame.width), min(box.bottom, frame.height))
        for box in boxes
    )
