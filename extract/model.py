"""The values that every step of reading a page hands to the next.

One frame everywhere: points, origin top-left, y downwards, upright as a reader holds the page (/Rotate and
CropBox applied, sideways text turned). A `Page` says how it was turned and maps boxes back to the page as a
viewer shows it. All values are frozen; a step that changes something returns a new value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: points, origin top-left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent to the right, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent downwards, in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Square points; 0 for a box turned inside out."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def x_mid(self) -> float:
        """The centre, from the left edge of the page."""
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        """The centre, from the top edge of the page."""
        return (self.top + self.bottom) / 2

    def x_overlap(self, other: Box) -> float:
        """Length of the shared x-interval in points; 0 when there is none."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def y_overlap(self, other: Box) -> float:
        """Length of the shared y-interval in points; 0 when there is none."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def holds_centre_of(self, other: Box) -> bool:
        """Whether the centre of `other` lies inside this box, its edges included."""
        return self.x0 <= other.x_mid <= self.x1 and self.top <= other.y_mid <= self.bottom


def union_of(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`.

    Raises:
        ValueError: `boxes` is empty.
    """
    found = list(boxes)
    if not found:
        raise ValueError("no boxes to unite")
    return Box(
        min(b.x0 for b in found),
        min(b.top for b in found),
        max(b.x1 for b in found),
        max(b.bottom for b in found),
    )


class PageKind(StrEnum):
    """What a page is made of, as triage saw it."""

    TEXT = "text"
    SCAN = "scan"
    MIXED = "mixed"
    BLANK = "blank"


class TextSource(StrEnum):
    """Where a word's text comes from: printed text, our own OCR, or an OCR layer found in the file."""

    TEXT = "text"
    OCR = "ocr"
    LAYER = "layer"


class Agreement(StrEnum):
    """What the readers of a word say of it: they agree (printed text agrees with itself), there is one, or not."""

    AGREED = "agreed"
    SINGLE = "single"
    DISPUTED = "disputed"

    @classmethod
    def weakest(cls, *said: Agreement) -> Agreement:
        """What several agreements are worth together; AGREED where there is none."""
        return max(said, key=list(cls).index, default=cls.AGREED)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without white space. `box` is the tight box around its glyphs.

    `agreement` and `others` speak of words read from pictures: whether the readers of its number agree, and what
    other readings there are of the word.
    """

    text: str
    box: Box
    bold: bool = False
    source: TextSource = TextSource.TEXT
    confidence: float | None = None
    agreement: Agreement = Agreement.AGREED
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight drawn line, or one edge of a drawn rectangle. Horizontal when `horizontal`, else vertical."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted rectangle too thick to be a rule. `grey` is its lightness, 0 black to 1 white."""

    box: Box
    grey: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that stands in the file and was not taken as a word: why, how many glyphs, and a sample of them."""

    reason: str
    glyphs: int
    sample: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one crop. `confidence` is 0 to 1; `variant` names how the crop was prepared."""

    engine: str
    version: str
    text: str
    confidence: float
    variant: str = ""


@dataclass(frozen=True, slots=True)
class LineReadings:
    """What the readers made of a line of print on a picture, in the order they were asked.

    `box` is the crop they were shown, in the upright frame.
    """

    box: Box
    readings: tuple[Reading, ...]


class NoteKind(StrEnum):
    """What there is to say of a page as a whole: why it gave no words, or why they are doubtful."""

    UNREAD = "page-unread"
    NO_PRINT = "page-without-print"
    REDUCED = "picture-reduced"
    DOUBTFUL = "geometry-doubtful"


@dataclass(frozen=True, slots=True)
class PageNote:
    """Something a reader of the outputs should know of a page. `text` says it in words, without naming the page."""

    kind: NoteKind
    text: str


class ViewMap(Protocol):
    """The way back from a page that was flattened."""

    def to_view(self, box: Box) -> Box:
        """Map a box from the upright frame to the page as a viewer shows it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the upright frame. Sizes in points.

    `turn_deg` (0, 90, 180, 270) is how far the page as a viewer shows it was turned clockwise to make its text
    upright; `text_height` is the median height of its words (0 when it has none). A page read from a picture that was
    flattened has its way back in `view_map`, and in `readings` what each reader said of its lines. `notes` say what
    findings should.
    """

    number: int
    width: float
    height: float
    kind: PageKind
    reason: str
    turn_deg: int = 0
    text_height: float = 0.0
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    view_map: ViewMap | None = None
    readings: tuple[LineReadings, ...] = ()
    notes: tuple[PageNote, ...] = ()

    def to_view(self, box: Box) -> Box:
        """Map a box from the upright frame to the page as a viewer shows it."""
        if self.view_map is not None:
            return self.view_map.to_view(box)
        if self.turn_deg == 90:
            return Box(box.top, self.width - box.x1, box.bottom, self.width - box.x0)
        if self.turn_deg == 180:
            return Box(self.width - box.x1, self.height - box.bottom, self.width - box.x0, self.height - box.top)
        if self.turn_deg == 270:
            return Box(self.height - box.bottom, box.x0, self.height - box.top, box.x1)
        return box


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page."""

    page_number: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right. `text` joins them with single spaces."""

    page_number: int
    box: Box
    words: tuple[Word, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where it stands, what it spans, and its words in reading order.

    Rows and columns count from 0. A cell has one place per page it lies on: a merged cell or a torn row that runs
    over a page break has two, the first page first. `text` is the words with hyphenation at line ends undone;
    `lines` are its printed lines.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    places: tuple[Place, ...]
    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    text: str

    @property
    def page_number(self) -> int:
        """The page on which the cell begins."""
        return self.places[0].page_number


class GridMethod(StrEnum):
    """What a grid was built from; ROWS: drawn lines part its rows, white space alone its columns."""

    RULES = "rules"
    ROWS = "rows"
    FILLS = "fills"
    WHITESPACE = "whitespace"


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table on one page. `column_edges` and `row_edges` ascend, one more than columns and rows.

    Every (row, column) slot is covered by exactly one cell; cells do not overlap. `strays` are words inside the
    grid's box that stand in no cell (the conservation check reports them).
    """

    page_number: int
    box: Box
    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    method: GridMethod
    text_height: float
    strays: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class GridHints:
    """What the layouts know of headers, for tables whose rules do not show the columns.

    `phrases` are known header wordings in lower case ("indikator kinerja", "target"); `value_phrases` those of
    them that head a column of numbers.
    """

    phrases: frozenset[str] = frozenset()
    value_phrases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Region:
    """A logical table: its parts over the pages, its cells with rows numbered through, and the lines above it.

    `caption` holds the lines between the previous table (or at most some lines above on the same page, or the
    end of the page before) and this one, in reading order, the nearest last. Repeated headers of later parts are
    left out of `cells`. `notes` say what stitching did or doubted, for findings and `inspect`.
    """

    parts: tuple[Grid, ...]
    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    caption: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    strays: tuple[Place, ...] = ()

    @property
    def page_from(self) -> int:
        """First page, counted from 1."""
        return self.parts[0].page_number

    @property
    def page_to(self) -> int:
        """Last page, counted from 1."""
        return self.parts[-1].page_number

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a slot, or None where nothing does."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Flow:
    """A document after stitching: its pages, its tables in reading order, and the lines that stand in no table.

    `unsound` are tables whose columns were not understood and that no region covers: their words are among the lines.
    """

    pages: tuple[Page, ...]
    regions: tuple[Region, ...]
    lines: tuple[Line, ...]
    unsound: tuple[Grid, ...] = ()
