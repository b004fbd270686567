"""Changes that any table may undergo on its way to the page: cuts, missing rules, wrapped amounts, a wide page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.model import FIELDS, LEFT, UP, Block, Break, Cell, Column, Row, Table

MONEY = frozenset({"pagu", "realisasi_anggaran", "sisa", "kebutuhan_pendanaan"})
RULED = frozenset({"grid", "dotted", "horizontal"})


def reshaped(make: Maker, made: Table, *, sheet: Break) -> list[Block]:
    """The table as it comes to stand on the page, or on pages of its own; `sheet` is what the report goes on with."""
    for change in (_offsets, _wrapped, _broken, _detached, _missing_lines, _header_again):
        made = change(make, made)
    parts: list[Block] = [*_cut(make, made)]
    if len(parts) == 1 and len(made.columns) >= 6 and make.form("wide page"):
        wide = Break(landscape=True, large=make.chance(0.25))
        return [wide, named(made, "wide page A3" if wide.large else "wide page"), sheet]
    return parts


def named(made: Table, *forms: str) -> Table:
    """The table with more names of forms."""
    return replace(made, forms=(*made.forms, *forms))


def _amounts(made: Table) -> list[Cell]:
    money = [i for i, column in enumerate(made.columns) if column.role in MONEY]
    cells = [row.cells[i] for row in made.rows for i in money]
    return [cell for cell in cells if isinstance(cell, Cell) and cell.value is not None]


def _each_amount(made: Table, texts: dict[str, Cell]) -> Table:
    """The table with some of its amounts printed otherwise, by their old text."""
    rows = []
    for row in made.rows:
        cells = [
            texts.get(cell.text, cell) if isinstance(cell, Cell) and column.role in MONEY else cell
            for column, cell in zip(made.columns, row.cells, strict=True)
        ]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(made, rows=tuple(rows))


def _wrapped(make: Maker, made: Table) -> Table:
    """ "Rp." on a line of its own above the amount."""
    cells = [cell for cell in _amounts(made) if cell.text.startswith("Rp")]
    if not cells or not make.form("wrapped amounts"):
        return made
    texts = {cell.text: replace(cell, text=_after_sign(cell.text, "\n")) for cell in cells}
    return named(_each_amount(made, texts), "wrapped amounts")


def _after_sign(text: str, mark: str) -> str:
    sign = "Rp." if text.startswith("Rp.") else "Rp"
    return f"{sign}{mark}{text.removeprefix(sign).strip()}"


def _broken(make: Maker, made: Table) -> Table:
    """The last digits of an amount on the next line, where the column was too narrow."""
    cells = [cell for cell in _amounts(made) if "\n" not in cell.text and len(cell.text) > 9]
    if not cells or not make.form("broken digits"):
        return made
    places = {cell.text: max(place for place, char in enumerate(cell.text) if char.isdigit()) for cell in cells}
    texts = {
        cell.text: replace(cell, text=f"{cell.text[: places[cell.text]]}\n{cell.text[places[cell.text] :]}")
        for cell in cells
    }
    return named(_each_amount(made, texts), "broken digits")


def _detached(make: Maker, made: Table) -> Table:
    """ "Rp" at the left edge of the cell, as a sheet's accounting format prints it."""
    cells = [cell for cell in _amounts(made) if "\n" not in cell.text]
    if not cells or not make.form("detached Rp"):
        return made
    texts = {}
    for cell in cells:
        sign, _, rest = (
            _after_sign(cell.text, "\n").partition("\n") if cell.text.startswith("Rp") else ("Rp", "", cell.text)
        )
        texts[cell.text] = replace(cell, text=rest, lead=sign, unit="Rp")
    return named(_each_amount(made, texts), "detached Rp")


def _offsets(make: Maker, made: Table) -> Table:
    """Indicators that share a cell: lettered, their values a line or two lower than the labels begin."""
    if not any(row.glued for row in made.rows) or not make.form("offset stack"):
        return made
    mark = make.rng.choice(("{}. ", "{}) ", ""))
    low = make.chance(0.5)
    rows, letter = [], 0
    for index, row in enumerate(made.rows):
        follows = row.glued or (index + 1 < len(made.rows) and made.rows[index + 1].glued)
        letter = letter + 1 if row.glued else 0
        rows.append(_offset(made.columns, row, mark.format(chr(97 + letter)) if mark else "", low) if follows else row)
    return named(replace(made, rows=tuple(rows), look=replace(made.look, valign="top")), "offset stack")


def _offset(columns: Sequence[Column], row: Row, mark: str, low: bool) -> Row:
    cells: list[Cell | str] = []
    label = row.label
    for column, cell in zip(columns, row.cells, strict=True):
        if isinstance(cell, Cell) and column.role == "label" and mark:
            label, cell = cell.text, replace(cell, text=mark + cell.text)
        elif isinstance(cell, Cell) and column.role in FIELDS and low:
            cell = replace(cell, text=f"\n{cell.text}")
        cells.append(cell)
    return replace(row, cells=tuple(cells), label=label)


def _missing_lines(make: Maker, made: Table) -> Table:
    """Some rows have no rule above them, or none above their text columns."""
    if made.look.rules not in RULED or len(made.rows) < 4 or not make.form("missing lines"):
        return made
    texts = frozenset(i for i, column in enumerate(made.columns) if column.role not in FIELDS)
    whole = make.chance(0.5)
    rows = []
    for index, row in enumerate(made.rows):
        if (
            index
            and row.role == "data"
            and UP not in row.cells
            and made.rows[index - 1].role == "data"
            and make.chance(0.5)
        ):
            row = replace(row, glued=True) if whole else replace(row, bare=texts)
        rows.append(row)
    return named(replace(made, rows=tuple(rows)), "missing lines")


def _header_again(make: Maker, made: Table) -> Table:
    """The header printed once more in the middle of the table, as where two tables were pasted together."""
    places = [i for i in range(3, len(made.rows) - 2) if UP not in made.rows[i].cells and not made.rows[i].glued]
    if not made.header or made.break_at or not places or not make.form("header in the middle"):
        return made
    at = make.rng.choice(places)
    again = [Row(line, "header", bold=made.look.bold_header) for line in made.header]
    return named(replace(made, rows=(*made.rows[:at], *again, *made.rows[at:])), "header in the middle")


def _cut(make: Maker, made: Table) -> list[Table]:
    """The table, or its left part and its right part below, with or without the text columns printed again."""
    values = [i for i, column in enumerate(made.columns) if column.role in FIELDS and column.role != "measure"]
    header = made.header
    places = [i for i in values[2:-1] if header and all(line[i] != LEFT or len(set(line)) == 2 for line in header)]
    if len(values) < 5 or not places or made.break_at or not make.form("cut by width"):
        return [made]
    at, first = min(places, key=lambda place: abs(place - (values[0] + len(made.columns)) / 2)), values[0]
    bare = make.form("cut by width, bare")
    kept = [] if bare else [i for i in range(first) if made.columns[i].role in ("no", "label")]
    left, right = _columns(made, list(range(at))), _columns(made, [*kept, *range(at, len(made.columns))])
    if bare:
        right = replace(right, rows=tuple(_labelled(made, row, index) for index, row in enumerate(right.rows)))
    form = "cut by width, bare" if bare else "cut by width"
    return [named(left, form), named(right, form)]


def _columns(made: Table, kept: Sequence[int]) -> Table:
    """Some columns of the table; a merge that began in a column left out begins anew."""
    header = tuple(_cells(line, kept) for line in made.header)
    rows = tuple(replace(row, cells=_cells(row.cells, kept), bare=frozenset()) for row in made.rows)
    return replace(made, columns=tuple(made.columns[i] for i in kept), header=header, rows=rows)  # type: ignore[arg-type]


def _cells(line: Sequence[Cell | str], kept: Sequence[int]) -> tuple[Cell | str, ...]:
    out: list[Cell | str] = []
    for before, index in zip([None, *kept], kept, strict=False):
        cell = line[index]
        if cell == LEFT and before != index - 1:
            start = max(i for i in range(index) if line[i] != LEFT)
            cell = LEFT if before is not None and before >= start else line[start]
        out.append(cell)
    return tuple(out)


def _labelled(made: Table, row: Row, index: int) -> Row:
    """The row with its label as a fact, for it is printed only beside the left part."""
    place = next((i for i, column in enumerate(made.columns) if column.role == "label"), None)
    if place is None or row.role != "data":
        return row
    while made.rows[index].cells[place] == LEFT:
        place -= 1
    cell = made.rows[index].cells[place]
    return replace(row, label=row.label or " ".join((cell.text if isinstance(cell, Cell) else cell).split()))
