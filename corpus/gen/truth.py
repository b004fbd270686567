"""Report → truth: a CSV line per printed value and a JSON description of its tables (corpus/README.md)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.gen.model import LEFT, UP, Item, Report, Results, Row, Table

HEADER = [
    "document", "table_no", "kind", "page_from", "page_to", "row_no", "no", "kegiatan", "sasaran", "label",
    "tahun", "field", "value_text", "value", "unit",
]  # fmt: skip
FIELDS = {
    "target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran",
    "kebutuhan_pendanaan", "measure",
}  # fmt: skip
NOTHING = {"", "-", "n.a.", "n/a", UP, LEFT}
NUMBER = re.compile(r"^(?P<rp>Rp\.?)?\s*(?P<sign>-|\()?(?P<digits>\d[\d.,]*\d|\d)(?:,-|\.-)?\)?\s*(?P<unit>\D.*)?$")
RowPages = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value with everything truth says of it, pages excepted."""

    row_no: int
    no: str
    kegiatan: str
    sasaran: str
    label: str
    tahun: int
    field: str
    value_text: str
    value: Decimal
    unit: str


def parse_printed(text: str, decimal: str) -> tuple[Decimal, str]:
    """Number and unit of a cell this generator printed, e.g. "Rp. 1.250.000,-" → (1250000, "Rp").

    The report's decimal mark decides; the other mark groups thousands unless not three digits follow it.
    Raises ValueError when the text is not a number, which is a mistake in a report's own module.
    """
    match = NUMBER.match(text)
    if match is None:
        raise ValueError(f"not a printed number: {text!r}")
    digits = _plain_digits(match["digits"], decimal)
    unit = (match["unit"] or "").strip() or ("Rp" if match["rp"] else "")
    return Decimal(("-" if match["sign"] else "") + digits), unit


def _plain_digits(digits: str, decimal: str) -> str:
    thousands = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", digits):
        return digits.replace(thousands, "").replace(decimal, ".")
    return digits.replace(thousands, ".").replace(decimal, ".")


def cell_text(table: Table, row_index: int, column_index: int) -> str:
    """The text of the printed cell that covers a place of the grid, wherever its merge begins."""
    while table.rows[row_index].cells[column_index] in (UP, LEFT):
        if table.rows[row_index].cells[column_index] == UP:
            row_index -= 1
        else:
            column_index -= 1
    return table.rows[row_index].cells[column_index]


def data_rows(table: Table) -> list[tuple[int, int, Row]]:
    """(row number in truth, index in the grid, row) of every row that truth counts."""
    counted = [(index, row) for index, row in enumerate(table.rows) if row.role == "data"]
    return [(number, index, row) for number, (index, row) in enumerate(counted, start=1)]


def table_values(table: Table, report: Report) -> Iterator[Printed]:
    """Every printed value of a table, row by row, left to right."""
    for number, index, row in data_rows(table):
        texts = _row_texts(table, index)
        for column_index, column in enumerate(table.columns):
            text = row.cells[column_index]
            if column.role not in FIELDS or text in NOTHING:
                continue
            value, unit = parse_printed(text, report.decimal)
            year = column.tahun or int(texts.get("tahun") or report.year)
            name = row.field if column.role == "measure" else column.role
            factor = table.factor if name not in {"persen_anggaran", "capaian"} else 1
            yield Printed(
                number, texts["no"], texts["kegiatan"], texts["sasaran"], texts["label"], year, name, text,
                value * factor, unit or texts["satuan"],
            )  # fmt: skip


def _row_texts(table: Table, index: int) -> dict[str, str]:
    texts = dict.fromkeys(("no", "kegiatan", "sasaran", "label", "satuan"), "")
    for column_index, column in enumerate(table.columns):
        if column.role in texts or column.role == "tahun":
            texts[column.role] = cell_text(table, index, column_index)
    roles = [column.role for column in table.columns]
    cells = table.rows[index].cells
    for role in ("no", "kegiatan", "sasaran"):
        # a TOTAL cell that spans on into the label column is the label, nothing else
        if role in roles and "label" in roles and roles.index(role) < roles.index("label"):
            between = cells[roles.index(role) + 1 : roles.index("label") + 1]
            if all(cell == LEFT for cell in between):
                texts[role] = ""
    if "label" not in roles:
        texts["label"] = table.label or texts.get("tahun", "")
    return {role: "" if text == "-" else text for role, text in texts.items()}


def list_values(results: Results, report: Report) -> Iterator[Printed]:
    """Every printed value of a list of results."""
    items = [item for item in results.items if isinstance(item, Item)]
    for number, item in enumerate(items, start=1):
        for name, text in item.values.items():
            value, unit = parse_printed(text, report.decimal)
            yield Printed(number, item.no, "", "", item.label, report.year, name, text, value, unit)


def truth_tables(report: Report) -> list[Table | Results]:
    """The tables and lists that truth speaks of, in document order."""
    return [block for block in report.blocks if isinstance(block, (Table, Results)) and block.kind]


def values_of(block: Table | Results, report: Report) -> list[Printed]:
    """The printed values of a table or a list of results."""
    return list(table_values(block, report) if isinstance(block, Table) else list_values(block, report))


def count_rows(block: Table | Results) -> int:
    """How many rows of a table or items of a list truth counts."""
    if isinstance(block, Table):
        return len(data_rows(block))
    return sum(isinstance(item, Item) for item in block.items)


def merged_cells(table: Table) -> list[dict[str, object]]:
    """Vertically merged numbers: the rows they cover and the row they are printed in."""
    merges: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    rows = data_rows(table)
    for column_index, column in enumerate(table.columns):
        for position, (number, _, row) in enumerate(rows):
            covered = [number]
            for later, _, below in rows[position + 1 :]:
                if below.cells[column_index] != UP:
                    break
                covered.append(later)
            if column.role in FIELDS and row.cells[column_index] != UP and len(covered) > 1:
                merges.setdefault((column.role, tuple(covered)), []).append(row.cells[column_index])
    return [
        {"rows": list(numbers), "printed_in_row": numbers[0], "field": name, "value_texts": texts}
        for (name, numbers), texts in merges.items()
    ]


def header_text(block: Table | Results) -> str:
    """The header's words in reading order, the numbering row included."""
    if isinstance(block, Results):
        return "Ringkasan Eksekutif"
    lines = [*block.header, *(row.cells for row in block.rows if row.role == "numbering")]
    return " ".join(cell.replace("\n", " ") for line in lines for cell in line if cell not in (UP, LEFT, ""))


def write_truth(report: Report, *, pages: int, row_pages: list[RowPages], folder: Path) -> int:
    """Write DOCUMENT.csv and DOCUMENT.json and return the number of values.

    `row_pages` gives the rows of each truth table their pages.
    """
    tables: list[dict[str, object]] = []
    lines: list[list[object]] = []
    for number, (block, places) in enumerate(zip(truth_tables(report), row_pages, strict=True), start=1):
        values = values_of(block, report)
        tables.append(_table_entry(block, number=number, places=places, count=len(values)))
        first, last = _span(places)
        lines += [[report.document, number, block.kind, first, last, *_line(value)] for value in values]
    document = {
        "document": report.document,
        "file": f"{report.document}.pdf",
        "office": report.office,
        "level": report.level,
        "satker_code": report.satker_code,
        "fiscal_year": report.year,
        "pages": pages,
        "scanned_pages": [],
        "tables": tables,
        "inconsistencies": list(report.inconsistencies),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{report.document}.json").write_text(text, encoding="utf-8")
    with (folder / f"{report.document}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *lines])
    return len(lines)


def _span(places: RowPages) -> tuple[int, int]:
    return min(first for first, _ in places.values()), max(last for _, last in places.values())


def _table_entry(block: Table | Results, *, number: int, places: RowPages, count: int) -> dict[str, object]:
    first, last = _span(places)
    entry: dict[str, object] = {
        "table_no": number,
        "kind": block.kind,
        "page_from": first,
        "page_to": last,
        "n_rows": count_rows(block),
        "header_text": header_text(block),
        "on_scanned_page": False,
        "n_values": count,
    }
    if isinstance(block, Table) and (merges := merged_cells(block)):
        entry["merged_cells"] = merges
    if block.note:
        entry["note"] = block.note
    entry["row_pages"] = [list(places[row_number]) for row_number in sorted(places)]
    return entry


def _plain(value: Decimal) -> str:
    """Indices keep their printed decimals (51.00), amounts printed with cents lose theirs."""
    whole = value == value.to_integral_value() and abs(value) >= 1000
    return format(value.quantize(Decimal(1)) if whole else value, "f")


def _line(value: Printed) -> list[object]:
    return [
        value.row_no, value.no, value.kegiatan, value.sasaran, value.label, value.tahun, value.field,
        value.value_text, _plain(value.value), value.unit,
    ]  # fmt: skip
