"""A ruled sheet → a page with words: every line read, numbers by two engines.

Tesseract reads all lines in Indonesian first. Lines that hold anything but words it is sure of are read by RapidOCR;
where they disagree in a number, by Tesseract in English and by RapidOCR in another crop.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pypdfium2

from extract.consensus import SettledWord, is_noise, is_settled, needs_second_reader, settle
from extract.grid import find_grids
from extract.layer import BELIEVED, ENGINE, READABLE, layer_texts, share_confirmed
from extract.model import (
    Agreement,
    Box,
    Grid,
    LineReadings,
    NoteKind,
    Page,
    PageKind,
    PageNote,
    Reading,
    TextSource,
    Word,
)
from extract.ocr import Reader, Readers
from extract.pdf import open_pdf
from extract.picture.crops import (
    NARROWEST,
    cut_cells,
    cut_lines,
    filling_line,
    places_outside,
    tightened,
    with_paper,
    word_boxes,
)
from extract.picture.flatten import flatten_page
from extract.picture.model import CellCrop, GreyImage, PixelBox, PointMap, RuledSheet, Sheet, outline
from extract.picture.raster import Unread
from extract.picture.turn import Confidences
from extract.read import NO_LAYER, Layer, has_layer, layer_of, program_failed
from extract.unread import have_unread_ink

_log = logging.getLogger(__name__)

Tell = Callable[[int, int], None]
"""Told how much of a long work is done, and of how much."""

NOT_READ, EMPTY = "the picture cannot be read: ", "nothing to read: "
"""How the `reason` of a scan begins that could not be read, and of one without print."""

INSTALL = "apt-get install -y tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng; pip install rapidocr onnxruntime"
"""What installs both readers; each of the two commands gives one."""

# A line of which letters make up less than this share of the width was not seen as letters.
SEEN = 0.5
# Share of the height in which boxes on one line overlap, and by which their heights differ at most.
LEVEL = 0.6
# So many heights of a line tell which end of it is up.
LONGEST_SHOWN = 5

# Print this near a side of the picture, in letter heights, may go on beyond it.
EDGE = 0.6
# The second crop for disputed numbers: more paper, wider letters. On 105 disputes it settled 101, none wrong.
STRETCHED, STRETCH = "stretched", 1.3


def say_nothing(done: int, of: int) -> None:
    """What is told of progress where nobody listens."""


@dataclass(frozen=True, slots=True)
class SheetMap:
    """The way back from a flattened sheet to the page as a viewer shows it, without the picture."""

    maps: tuple[PointMap, ...]
    px_per_point: float

    def to_view(self, box: Box) -> Box:
        """Map a box from the upright frame to the page as a viewer shows it."""
        points = np.array(outline(box.x0, box.top, box.x1, box.bottom), dtype=np.float64) * self.px_per_point
        for step in self.maps:
            points = step.back(points)
        low, high = points.min(axis=0), points.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far scans are read: by `any` engine at all, and what is `lost` by those that are missing, in words."""

    any: bool = False
    lost: str = ""


@dataclass(frozen=True, slots=True)
class ScanRead:
    """A scanned page after its reading, and how far the engines went.

    It is `sure` where no engine broke down over it and the program did not fail: read again, it is the same.
    """

    page: Page
    reach: Reach
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A crop, what the readers made of it, and the words it was settled to."""

    crop: CellCrop
    readings: tuple[Reading, ...]
    words: tuple[SettledWord, ...]


def read_scans(
    data: bytes | Path, pages: Sequence[Page], readers: Readers, *, tell: Tell = say_nothing
) -> tuple[Page, ...]:
    """Read the pictures among a document's pages; the other pages stay as they are.

    Args:
        data: The file's bytes or its path.
        pages: As `extract.read` gives them.
        readers: The engines; without any of them no page changes.
        tell: Told how many scans are read, and of how many.

    Returns:
        The pages in their order: scans with words, rules and fills, or with the reason why they could not be read.
    """
    scans = [page for page in pages if page.kind is PageKind.SCAN]
    if not readers.any or not scans:
        return tuple(pages)
    read: dict[int, Page] = {}
    with open_pdf(data) as document:
        for page in scans:
            tell(len(read), len(scans))
            read[page.number] = read_scan(document, page, readers).page
    return tuple(read.get(page.number, page) for page in pages)


def is_read(page: Page) -> bool:
    """Whether a scanned page was looked at by a reader: it has words, or nothing was found on it to read."""
    return page.view_map is not None or page.reason.startswith(EMPTY)


def why_not_read(reach: Reach) -> str:
    """Why scans stay unread, and what to do."""
    if reach.any:
        return "could not be read"
    return reach.lost or "not read (reading of pictures is off)"


def reach_of(readers: Readers) -> Reach:
    """How far scans are read by these engines."""
    return Reach(readers.any, what_is_lost(readers))


def what_is_lost(readers: Readers) -> str:
    """What scanned pages lose by the engines that are missing, and what to do; '' when none is."""
    if not readers.missing:
        return ""
    if not readers.any:
        lost = "not read"
    elif readers.words is None or readers.second is None:
        lost = "read by one reader only"
    else:
        lost = "read less surely"
    command = "" if readers.any else f": {INSTALL}"
    return f"{lost}: {readers.missing_text} (lkip doctor says what to install{command})"


def read_scan(document: pypdfium2.PdfDocument, page: Page, readers: Readers) -> ScanRead:
    """Read one scanned page of an open document; `page` as `extract.read` gives it."""
    before, reach = readers.trouble.count, reach_of(readers)
    if not reach.any:
        return ScanRead(page, reach, sure=False)
    try:
        read = _read_scan(document, page, readers)
    # Whoever set the limit is to know.
    except MemoryError:
        raise
    # One page must not take the others with it: the traceback is logged, the page says what happened.
    except Exception as error:
        _log.exception("page %d: reading its picture failed", page.number)
        return ScanRead(not_read(page, program_failed(error)), reach, sure=False)
    return ScanRead(read, reach, sure=readers.trouble.count == before)


def not_read(page: Page, why: str) -> Page:
    """A scanned page that could not be read, and why."""
    return _not_read(page, Unread(why))


def _not_read(page: Page, unread: Unread) -> Page:
    kind = NoteKind.NO_PRINT if unread.empty else NoteKind.UNREAD
    reason = (EMPTY if unread.empty else NOT_READ) + unread.reason
    return replace(page, reason=reason, notes=(PageNote(kind, unread.reason),))


def _read_scan(document: pypdfium2.PdfDocument, page: Page, readers: Readers) -> Page:
    ruled = flatten_page(document, page.number, confidences=confidences_of(readers))
    if isinstance(ruled, Unread):
        return _not_read(page, ruled)
    layer = layer_of(document, page.number) if has_layer(page) else NO_LAYER
    read = read_sheet(ruled, readers, layer)
    doubt = f"; doubtful: {ruled.doubt}" if ruled.doubt else ""
    notes = [PageNote(NoteKind.REDUCED, note) for note in ruled.sheet.notes]
    notes += [PageNote(NoteKind.DOUBTFUL, ruled.doubt)] if ruled.doubt else []
    reason = f"{page.reason}; read from its picture{doubt}"
    return replace(read, reason=reason, images=page.images, notes=tuple(notes))


def confidences_of(readers: Readers) -> Confidences | None:
    """How sure a reader is of what it reads on crops; the one that tells best which end of a page is up."""
    reader = readers.second or readers.words
    if reader is None:
        return None
    shown = LONGEST_SHOWN
    return lambda crops: [reading.confidence for reading in reader.read([c[:, : shown * c.shape[0]] for c in crops])]


def read_sheet(ruled: RuledSheet, readers: Readers, layer: Layer = NO_LAYER) -> Page:
    """Read all print of a sheet.

    Args:
        ruled: The page, upright and flat.
        readers: The engines.
        layer: The text that was found besides the picture.

    Returns:
        The sheet's page with words from the readers, none where there is no reader. Where the geometry is doubted, no
        word is more than SINGLE: what was read may stand in the wrong cell.
    """
    lines = doubt_unread(with_layer(read_lines(ruled, readers), layer, ruled.sheet))
    words = [word for line in lines for word in words_of(ruled.sheet, line)]
    if ruled.doubt:
        words = [replace(w, agreement=Agreement.weakest(w.agreement, Agreement.SINGLE)) for w in words]
    return replace(
        ruled.page,
        kind=PageKind.SCAN,
        words=tuple(sorted(words, key=lambda w: (w.box.top, w.box.x0))),
        view_map=SheetMap(ruled.sheet.maps, ruled.sheet.px_per_point),
        readings=tuple(LineReadings(ruled.sheet.to_points(line.crop.box), line.readings) for line in lines),
    )


def read_lines(ruled: RuledSheet, readers: Readers) -> list[ReadLine]:
    """Cut a sheet into lines and read them, those of the tables' cells first."""
    sheet, grids = ruled.sheet, find_grids(ruled.page)
    seen, alone = _lines_outside(ruled, grids, readers)
    in_cells = cut_cells(sheet, grids)
    lines = read_crops([*in_cells, *cut_lines(sheet, [*seen, *alone])], sheet.letter_height_px, readers)
    outside = [line for line in lines[len(in_cells) :] if not is_noise(line.readings)]
    vouched = [line for line in outside if _is_vouched(line) or not any(_covers(line.crop.box, b) for b in alone)]
    return [*lines[: len(in_cells)], *vouched]


def _lines_outside(ruled: RuledSheet, grids: Sequence[Grid], readers: Readers) -> tuple[list[PixelBox], list[PixelBox]]:
    """The lines that stand in no table, as their ink lies; and apart those that may be part of a stamp.

    The finder knows print from stamps and signatures, but misses single digits; those stand level with a line that
    it saw. The ink tells the places exactly, the finder those whose letters touch.
    """
    sheet = ruled.sheet
    inked = [sheet.to_pixels(box) for box in places_outside(ruled.page, grids)]
    if readers.finder is None:
        return inked, []
    found = readers.finder.find(sheet.image)
    outside = [box for box in found if not any(g.box.holds_centre_of(sheet.to_points(box)) for g in grids)]
    tight = [tightened(sheet.image, box, sheet.letter_height_px) for box in outside]
    half_seen = [box for box in tight if _seen_width(box, inked) < SEEN * (box[2] - box[0])]
    whole = [box for box in inked if not any(_covers(other, box) for other in half_seen)]
    seen = [box for box in whole if any(_covers(other, box) for other in found)]
    rest = [box for box in whole if box not in seen]
    level = [box for box in rest if any(_is_level(box, other) for other in seen)]
    return [*seen, *level, *half_seen], [box for box in rest if box not in level]


def _is_level(box: PixelBox, other: PixelBox) -> bool:
    """Whether a box stands on one line with another and is about as high."""
    height, usual = box[3] - box[1], other[3] - other[1]
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared >= LEVEL * min(height, usual) and LEVEL * usual <= height <= usual / LEVEL


def _is_vouched(line: ReadLine) -> bool:
    """Whether two engines read the same in a line."""
    texts = {reading.engine.partition("-")[0]: reading.text for reading in line.readings if reading.text}
    return len(texts) > 1 and all(word.agreement is Agreement.AGREED for word in line.words)


def _seen_width(box: PixelBox, others: Sequence[PixelBox]) -> int:
    """How much of a box's width other boxes at its height take up together, overlaps not counted twice."""
    beside = sorted((max(o[0], box[0]), min(o[2], box[2])) for o in others if _overlap(o, box))
    seen, reached = 0, box[0]
    for start, end in beside:
        seen += max(0, end - max(start, reached))
        reached = max(reached, end)
    return seen


def _overlap(box: PixelBox, other: PixelBox) -> bool:
    return min(box[2], other[2]) > max(box[0], other[0]) and min(box[3], other[3]) > max(box[1], other[1])


def _covers(box: PixelBox, other: PixelBox) -> bool:
    """Whether a box holds at least half of another."""
    shared = (min(box[2], other[2]) - max(box[0], other[0])), (min(box[3], other[3]) - max(box[1], other[1]))
    return min(shared) > 0 and 2 * shared[0] * shared[1] >= (other[2] - other[0]) * (other[3] - other[1])


def read_crops(crops: Sequence[CellCrop], h: float, readers: Readers) -> list[ReadLine]:
    """Read crops with as many readers as each needs, and settle what they say."""
    readings: list[list[Reading]] = [[] for _ in crops]
    everything = range(len(crops))

    def ask(
        reader: Reader | None, wanted: Iterable[int], show: Callable[[GreyImage], GreyImage], as_: str = ""
    ) -> None:
        indices = list(wanted)
        if reader is not None and indices:
            shown = [show(crops[i].image) for i in indices]
            for i, reading in zip(indices, reader.read(shown, as_), strict=True):
                readings[i].append(reading)

    def unsettled() -> list[int]:
        return [i for i in doubtful if not is_settled(settle(readings[i]))]

    padded, filling = partial(with_paper, h=h), partial(filling_line, h=h)
    ask(readers.words, everything, padded)
    doubtful = [i for i in everything if not readings[i] or needs_second_reader(readings[i][0])]
    ask(readers.second, doubtful, filling)
    ask(readers.numbers, unsettled(), padded)
    ask(readers.second, unsettled(), partial(filling, stretch=STRETCH), STRETCHED)
    return [ReadLine(crops[i], tuple(readings[i]), _settled(crops[i], readings[i])) for i in everything]


def doubt_unread(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Take numbers back to SINGLE that are narrower than the print they were read from."""
    unread = have_unread_ink([(line.crop.image, " ".join(word.text for word in line.words)) for line in lines])
    return [
        replace(line, words=_no_surer_than_single(line.words)) if more else line
        for line, more in zip(lines, unread, strict=True)
    ]


def with_layer(lines: Sequence[ReadLine], layer: Layer, sheet: Sheet) -> list[ReadLine]:
    """Hear a found layer as one more reader of each line, where the other readers bear out enough of its words."""
    texts = layer_texts(layer.words, sheet, [line.crop.box for line in lines])
    share = share_confirmed(texts, [line.readings for line in lines])
    if layer.clean < READABLE or share < BELIEVED:
        return list(lines)
    found = [(Reading(ENGINE, "found", text, share),) if text else () for text in texts]
    heard = [(*line.readings, *reading) for line, reading in zip(lines, found, strict=True)]
    return [
        ReadLine(line.crop, readings, _settled(line.crop, readings))
        for line, readings in zip(lines, heard, strict=True)
    ]


def _settled(crop: CellCrop, readings: Sequence[Reading]) -> tuple[SettledWord, ...]:
    """What a line says; of print that its cell may have cut no two readers can be sure."""
    words = settle(readings)
    return _no_surer_than_single(words) if crop.cut else words


def _no_surer_than_single(words: Iterable[SettledWord]) -> tuple[SettledWord, ...]:
    return tuple(replace(word, agreement=Agreement.weakest(word.agreement, Agreement.SINGLE)) for word in words)


def words_of(sheet: Sheet, line: ReadLine) -> list[Word]:
    """The words of a line in points of the upright frame, without what was read into the rest of a rule."""
    boxes = word_boxes(line.crop, [word.text for word in line.words], sheet.letter_height_px)
    return [
        Word(
            text=word.text,
            box=sheet.to_points(box),
            source=TextSource.LAYER if word.engine == ENGINE else TextSource.OCR,
            confidence=word.confidence,
            agreement=_at_edge(word.agreement, box, sheet),
            others=word.others,
        )
        for word, box in zip(line.words, boxes, strict=True)
        if len(word.text) > 1 or box[2] - box[0] >= NARROWEST * sheet.letter_height_px
    ]


def _at_edge(agreement: Agreement, box: PixelBox, sheet: Sheet) -> Agreement:
    """What readers agree in where the picture ends is only what is left of it: at most SINGLE."""
    near = EDGE * sheet.letter_height_px
    inside = box[0] > near and box[2] < sheet.image.shape[1] - near
    return agreement if inside else Agreement.weakest(agreement, Agreement.SINGLE)
