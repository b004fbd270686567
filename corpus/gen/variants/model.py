"""What a random report consists of: blocks in reading order, tables as grids of cells that know their value.

`UP` and `LEFT` mark places that belong to the cell above or on the left (as in `corpus.gen.model`). A cell
carries the number that was meant next to the text that is printed, so truth never parses a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from corpus.gen.model import LEFT, UP

__all__ = [
    "LEFT", "UP", "Block", "Break", "Cell", "Column", "Item", "Job", "Look", "Page", "Pair", "Para", "Part", "Report",
    "Results", "Row", "Table",
]  # fmt: skip

LARGE = (841.9, 1190.6)
"""Sides of A3, in points."""
FIELDS = frozenset(
    {
        "target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran",
        "kebutuhan_pendanaan", "measure",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One of several values in a cell: the year it speaks of, its own text, value and unit."""

    tahun: int
    text: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed text and the value meant by it; None where the text is no value ("-", words).

    `worded`: a value that is no number ("WTP", "70 s.d. 85"), which truth keeps as a text. `doubtful`: a text that may
    be read as the value or as no number ("sebelas", "IV"). `lead` is printed at the cell's left edge, away from the
    text ("Rp" of an accounting format). `parts` are several values printed in the one text.
    """

    text: str
    value: Decimal | None = None
    unit: str = ""
    worded: bool = False
    doubtful: bool = False
    lead: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: role (no, kegiatan, sasaran, label, satuan, satker, tahun, measure, a truth field, other), weight, year.

    `label` names what the column speaks of where its header does; `periode` is tahun, TW1 to TW4 or kumulatif.
    """

    role: str
    weight: float
    tahun: int | None = None
    align: str = "L"
    label: str = ""
    periode: str = "tahun"


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. Role: data, group (a heading without numbers), numbering, header (repeated in the middle).

    `glued`: no rule above it; `bare`: columns without a rule above the row; `label`: what the row speaks of where it is
    printed otherwise or not at all.
    """

    cells: tuple[Cell | str, ...]
    role: str = "data"
    field: str = ""
    bold: bool = False
    glued: bool = False
    bare: frozenset[int] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How tables are drawn: rules (see `print_reportlab`), fills as #RRGGBB, sizes in points."""

    rules: str = "grid"
    line: float = 0.5
    colour: str = "#000000"
    header_fill: str = ""
    header_ink: str = "#000000"
    zebra: str = ""
    size: float = 9.0
    leading: float = 1.15
    padding: float = 3.0
    valign: str = "middle"
    repeat_header: bool = True
    split_rows: bool = True
    bold_header: bool = True
    width: float = 1.0
    leaders: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table; kind "" has no truth. `label` holds where rows print no label of their own.

    `break_at` starts a new page before that body row, with or without the header.
    """

    kind: str
    columns: tuple[Column, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    look: Look
    label: str = ""
    break_at: int = 0
    note: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A result of a printed list: lines as (text, indent level), values as (field, cell)."""

    no: str
    label: str
    lines: tuple[tuple[str, int], ...]
    values: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A list of results; plain strings are lines between the items."""

    items: tuple[Item | str, ...]
    kind: str = "ringkasan_eksekutif"
    note: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tables side by side, each half the width."""

    left: Table
    right: Table


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. Style: body, center, right, title, h1, h2, caption."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Break:
    """A page break; the next page is portrait or landscape, of the report's paper or a larger one."""

    landscape: bool = False
    large: bool = False


Block = Para | Table | Results | Pair | Break


@dataclass(frozen=True, slots=True)
class Page:
    """Page set-up: sides in points, font family, body size, margins in centimetres (l, t, r, b), running texts."""

    size: tuple[float, float]
    landscape: bool
    family: str
    points: float
    leading: float
    margins: tuple[float, float, float, float]
    header: str = ""
    footer: str = ""
    numbers: str = "center"
    watermark: str = ""
    indent: float = 24.0

    def paper(self, sheet: Break) -> tuple[float, float]:
        """Width and height in points of a page, as it is read."""
        short, long = LARGE if sheet.large else self.size
        return (long, short) if sheet.landscape else (short, long)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `printer` is one of `corpus.gen.variants.__main__.PRINTERS`.

    `turned`: landscape pages are printed sideways on upright ones, with a page turn of so many degrees (0 or 90);
    None where they are printed as they are.
    """

    document: str
    office: str
    level: str
    satker_code: str
    year: int
    printer: str
    page: Page
    blocks: tuple[Block, ...]
    inconsistencies: tuple[dict[str, object], ...] = field(default=())
    turned: int | None = None


Job = tuple[Report, Path, bool]
"""A report, where to print it, and whether every truth row has its own text colour, with the same layout."""


def truth_tables(report: Report) -> list[Table | Results]:
    """The tables and lists that truth speaks of, in reading order."""
    found: list[Table | Results] = []
    for block in report.blocks:
        parts = (block.left, block.right) if isinstance(block, Pair) else (block,)
        found += [part for part in parts if isinstance(part, (Table, Results)) and part.kind]
    return found
