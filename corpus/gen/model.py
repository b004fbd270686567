"""What a fictional report consists of: blocks in reading order, with tables as grids of printed strings.

A cell that is part of the cell above it holds `UP`, one that is part of the cell on its left holds `LEFT`;
header rows and body rows use the same two marks. Columns say what their cells mean, so that truth follows
from what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

UP = "^"
LEFT = "<"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role in truth, relative width, the year it speaks of, and its alignment (L, C or R).

    Roles: no, kegiatan, sasaran, label, satuan, tahun, measure (the row's own field), a truth field, "other".
    """

    role: str
    width: float
    tahun: int | None = None
    align: str = "L"


def columns(text: str) -> tuple[Column, ...]:
    """Columns from "role[@year]:width[:align]" joined by spaces, e.g. "no:1 label:6 target@2022:2:C"."""
    return tuple(_column(part) for part in text.split())


def _column(text: str) -> Column:
    name, width, align = [*text.split(":"), "L"][:3]
    role, _, year = name.partition("@")
    return Column(role, float(width), int(year) if year else None, align)


@dataclass(frozen=True, slots=True)
class Row:
    """One body row; role is data (totals too), group (a heading row without numbers) or numbering."""

    cells: tuple[str, ...]
    role: str = "data"
    field: str = ""
    bold: bool = False


def row(*cells: str, field: str = "", bold: bool = False) -> Row:
    """A data row; `field` names the truth field of its "measure" columns."""
    return Row(tuple(cells), "data", field, bold)


def group(text: str, width: int) -> Row:
    """A heading row over `width` columns: printed, but no row of truth."""
    return Row((text, *[LEFT] * (width - 1)), "group", bold=True)


def numbering(*cells: str) -> Row:
    """The row of column numbers under a header."""
    return Row(tuple(cells), "numbering")


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn. Rules: grid, horizontal, box, none. Sizes in points."""

    rules: str = "grid"
    header_fill: str = ""
    zebra: str = ""
    size: float = 9.0
    repeat_header: bool = True
    split_rows: bool = True
    valign: str = "middle"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table; `kind` "" means a reference table without truth.

    `factor` multiplies amounts printed in thousands; `label` is the indikator when the header prints it and
    the rows name the offices.
    """

    kind: str
    columns: tuple[Column, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    look: Look = Look()
    note: str = ""
    factor: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One result of a printed list: its lines as printed and the values (field → text) that stand in them."""

    no: str
    label: str
    lines: tuple[str, ...]
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """A list of results (ringkasan eksekutif); plain strings are lines between the items."""

    items: tuple[Item | str, ...]
    indent: float = 14.0
    bullet: bool = False
    note: str = ""
    kind: str = "ringkasan_eksekutif"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. Style: body, center, title, h1, h2, caption, item."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Break:
    """A page break; the next page is portrait or landscape."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Vertical space in points."""

    points: float


Block = Para | Table | Results | Break | Gap


@dataclass(frozen=True, slots=True)
class Page:
    """Page set-up: font family, body size and leading in points, margins in centimetres, running texts."""

    family: str
    size: float = 11.0
    leading: float = 1.35
    margins: tuple[float, float, float, float] = (2.5, 2.5, 2.5, 2.5)
    header: str = ""
    footer: str = ""
    numbers: str = "center"
    indent: float = 28.0


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `decimal` is its decimal mark ("," or "."), `printer` reportlab or docx."""

    document: str
    office: str
    level: str
    satker_code: str
    year: int
    printer: str
    page: Page
    blocks: tuple[Block, ...]
    decimal: str = ","
    inconsistencies: tuple[dict[str, object], ...] = field(default=())


def contradiction(description: str, where: str, *strings: str) -> dict[str, object]:
    """One deliberate disagreement of a report with itself, as listed in its truth."""
    return {"description": description, "where": where, "strings": list(strings)}
