"""Random report → truth files of the corpus's form (corpus/README.md)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from corpus.gen.pages import read_colours
from corpus.gen.truth import HEADER, RowPages
from corpus.gen.variants.model import FIELDS, LEFT, UP, Cell, Item, Report, Results, Row, Table, truth_tables

TEXT_ROLES = ("no", "kegiatan", "sasaran", "label", "satuan", "tahun", "satker")
MORE_COLUMNS = ["periode", "satker_baris"]


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
    value: Decimal | None
    unit: str
    periode: str = "tahun"
    satker: str = ""
    doubtful: bool = False


def values_of(block: Table | Results, report: Report) -> list[Printed]:
    """The printed values of a table or a list of results, in reading order."""
    return list(_table_values(block, report) if isinstance(block, Table) else _list_values(block, report))


def count_rows(block: Table | Results) -> int:
    """How many rows of a table or items of a list truth counts."""
    if isinstance(block, Table):
        return sum(row.role == "data" for row in block.rows)
    return sum(isinstance(item, Item) for item in block.items)


def _table_values(table: Table, report: Report) -> Iterator[Printed]:
    number = 0
    for index, row in enumerate(table.rows):
        if row.role != "data":
            continue
        number += 1
        texts = _row_texts(table, index)
        for column, cell in zip(table.columns, row.cells, strict=True):
            if (
                column.role in FIELDS
                and isinstance(cell, Cell)
                and (cell.value is not None or cell.worded or cell.parts)
            ):
                yield from _cell_values(Printed(
                    number, texts["no"], texts["kegiatan"], texts["sasaran"], row.label or column.label or texts["label"],
                    column.tahun or int(texts["tahun"] or report.year),
                    row.field if column.role == "measure" else column.role, " ".join(cell.text.split()), cell.value,
                    cell.unit, column.periode, texts["satker"], cell.doubtful,
                ), cell, texts["satuan"])  # fmt: skip


def _cell_values(printed: Printed, cell: Cell, satuan: str) -> Iterator[Printed]:
    """The cell's one value, or each of those that it holds."""
    if not printed.unit and printed.field in ("target", "realisasi"):
        printed = replace(printed, unit=satuan)
    if not cell.parts:
        yield printed
    for part in cell.parts:
        yield replace(printed, tahun=part.tahun, value_text=part.text, value=part.value, unit=part.unit or printed.unit)


def _text(cell: Cell | str) -> str:
    return " ".join((cell.text if isinstance(cell, Cell) else cell).split())


def _covering(table: Table, row: int, column: int) -> tuple[int, int]:
    while table.rows[row].cells[column] in (UP, LEFT):
        if table.rows[row].cells[column] == UP:
            row -= 1
        else:
            column -= 1
    return row, column


def _row_texts(table: Table, index: int) -> dict[str, str]:
    """Texts of the row by role; a cell that spans several columns speaks for the last text role it covers."""
    texts = dict.fromkeys(TEXT_ROLES, "")
    spoken: dict[tuple[int, int], str] = {}
    for column_index, column in enumerate(table.columns):
        if column.role in texts:
            place = _covering(table, index, column_index)
            if place in spoken and place[1] != column_index:
                if column.role == "satuan":  # the name of a mean or sum reaches over the units, and is no unit
                    continue
                texts[spoken[place]] = ""
            spoken[place] = column.role
            texts[column.role] = _text(table.rows[place[0]].cells[place[1]])
    if "label" not in [column.role for column in table.columns]:
        texts["label"] = table.label or texts["tahun"]
    return {role: "" if text in ("-", "n/a") else text for role, text in texts.items()}


def _list_values(results: Results, report: Report) -> Iterator[Printed]:
    items = [item for item in results.items if isinstance(item, Item)]
    for number, item in enumerate(items, start=1):
        for name, cell in item.values:
            if cell.value is not None or cell.worded:
                yield Printed(number, item.no, "", "", item.label, report.year, name, cell.text, cell.value, cell.unit)


def locate_rows(report: Report, marked: Path) -> tuple[list[RowPages], int]:
    """First and last page of every truth row, and the page count, read from a print with coloured rows.

    Raises ValueError when a row or a value of truth is not printed where truth says.
    """
    texts, pages = read_colours(marked)
    places: list[RowPages] = []
    start = 0
    for block in truth_tables(report):
        rows: RowPages = {}
        for number in range(1, count_rows(block) + 1):
            if not texts[start + number]:
                raise ValueError(f"{report.document}: row {number} of {block.kind} is not printed")
            rows[number] = (min(texts[start + number]), max(texts[start + number]))
        for value in values_of(block, report):
            printed = _bare("".join(texts[start + value.row_no].values()))
            # Word by word: cells of several lines are read line by line across the row.
            if not all(_bare(word) in printed for word in value.value_text.split()):
                raise ValueError(
                    f"{report.document}: {value.value_text!r} not printed in row {value.row_no}: {printed}"
                )
        places.append(rows)
        start += count_rows(block)
    return places, pages


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character in ".,%-")


def write_truth(report: Report, *, pages: int, row_pages: list[RowPages], folder: Path) -> int:
    """Write DOCUMENT.csv and DOCUMENT.json and return the number of values."""
    tables: list[dict[str, object]] = []
    lines: list[list[object]] = []
    doubts: list[dict[str, object]] = []
    for number, (block, places) in enumerate(zip(truth_tables(report), row_pages, strict=True), start=1):
        values = values_of(block, report)
        first, last = min(a for a, _ in places.values()), max(b for _, b in places.values())
        tables.append(
            {
                "table_no": number, "kind": block.kind, "page_from": first, "page_to": last,
                "n_rows": count_rows(block), "header_text": _header_text(block), "on_scanned_page": False,
                "n_values": len(values), "note": block.note, "look": _look(block),
                "row_pages": [list(places[row]) for row in sorted(places)], "forms": list(block.forms),
            }
        )  # fmt: skip
        lines += [[report.document, number, block.kind, first, last, *_line(value)] for value in values]
        doubts += _doubts(number, values)
    document = {
        "document": report.document, "file": f"{report.document}.pdf", "office": report.office,
        "level": report.level, "satker_code": report.satker_code, "fiscal_year": report.year, "pages": pages,
        "scanned_pages": [], "printer": report.printer, "tables": tables,
        "inconsistencies": list(report.inconsistencies), "ambiguous_values": doubts,
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{report.document}.json").write_text(text, encoding="utf-8")
    with (folder / f"{report.document}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER + MORE_COLUMNS, *lines])
    return len(lines)


def _doubts(table_no: int, values: list[Printed]) -> list[dict[str, object]]:
    """Rows with a text that one reader takes for a number and another does not."""
    rows = sorted({value.row_no for value in values if value.doubtful})
    return [{"table_no": table_no, "row_no": row, "alternative": []} for row in rows]


def _look(block: Table | Results) -> str:
    return block.look.rules if isinstance(block, Table) else "list"


def _header_text(block: Table | Results) -> str:
    if isinstance(block, Results):
        return "Ringkasan Eksekutif"
    numbering: list[Row] = [row for row in block.rows if row.role == "numbering"]
    lines = [*block.header, *([_text(cell) for cell in row.cells] for row in numbering)]
    return " ".join(" ".join(cell.split()) for line in lines for cell in line if cell not in (UP, LEFT, ""))


def _line(value: Printed) -> list[object]:
    return [
        value.row_no, value.no, value.kegiatan, value.sasaran, value.label, value.tahun, value.field,
        value.value_text, _plain(value.value), value.unit, value.periode, value.satker,
    ]  # fmt: skip


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    whole = number == number.to_integral_value() and abs(number) >= 1000
    return format(number.quantize(Decimal(1)) if whole else number, "f")
