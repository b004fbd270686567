"""What a report is made of: paragraphs, lists and tables, independent of the program that prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .amounts import Num

FIELDS = (
    "target",
    "realisasi",
    "capaian",
    "pagu",
    "realisasi_anggaran",
    "sisa",
    "persen_anggaran",
    "kebutuhan_pendanaan",
)
"""The fields a printed value can have."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``num`` makes it a value, spans merge it over rows or columns."""

    text: str = ""
    num: Num | None = None
    rows: int = 1
    cols: int = 1
    bold: bool = False
    align: str = ""


CellLike = Cell | Num | str


def cell(content: CellLike) -> Cell:
    """Make a cell of whatever stands in a row: text, number or a ready cell."""
    if isinstance(content, Cell):
        return content
    if isinstance(content, Num):
        return Cell(content.text, content)
    return Cell(content)


@dataclass(frozen=True, slots=True)
class Col:
    """One leaf column: its role (a field, "no", "kegiatan", "sasaran", "label", "satuan" or free),
    width share, year."""

    role: str
    width: float
    tahun: int | None = None
    align: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One body row; ``sort`` is "data", "group" (a heading inside) or "numbering" ("(1) (2) (3)").

    ``field`` and ``tahun`` are given where the row and not the column says them.
    """

    cells: Sequence[CellLike]
    sort: str = "data"
    field: str | None = None
    tahun: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``kind`` is None for reference tables, which carry no truth.

    ``look`` names a style of the report, ``label`` an indicator that only the header prints.
    """

    kind: str | None
    look: str
    cols: Sequence[Col]
    head: Sequence[Sequence[CellLike]]
    rows: Sequence[Row]
    repeat_head: bool = True
    whole_rows: bool = True
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One result in a list: its printed lines (text, indent level) and the values they hold."""

    no: str
    label: str
    lines: Sequence[tuple[str, int]]
    nums: Sequence[tuple[str, Num]]


@dataclass(frozen=True, slots=True)
class Results:
    """A list of results outside any table (executive summary); plain strings are headings between items."""

    entries: Sequence[Item | str]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph in one of the report's styles: h1, h2, h3, p, center, caption, item, cover, small."""

    text: str
    style: str = "p"


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, upright or landscape."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """White space of a height in millimetres."""

    height: float


Block = Para | Table | Results | Break | Space


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction printed on purpose: which strings disagree, and between which blocks they stand."""

    description: str
    where: str
    strings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report with what identifies it."""

    document: str
    office: str
    level: str
    satker_code: str
    fiscal_year: int
    blocks: Sequence[Block]
    clashes: Sequence[Clash] = field(default_factory=tuple)


Placed = tuple[int, Cell]


def place(rows: Sequence[Sequence[CellLike]], width: int) -> list[list[Placed]]:
    """Give every cell its first column, leaving out the places that merged cells from above cover."""
    covered: dict[int, int] = {}
    result: list[list[Placed]] = []
    for contents in rows:
        free = [c for c in range(width) if covered.get(c, 0) == 0]
        covered = {c: n - 1 for c, n in covered.items() if n > 0}
        placed: list[Placed] = []
        for content in contents:
            one = cell(content)
            first = free[0]
            placed.append((first, one))
            for column in range(first, first + one.cols):
                free.remove(column)
                covered[column] = one.rows - 1
        if free:
            raise ValueError(f"row leaves columns {free} open: {[cell(c).text for c in contents]}")
        result.append(placed)
    return result
