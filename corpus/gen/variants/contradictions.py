"""Deliberate contradictions: one digit of a printed figure is another than the office's books say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from corpus.gen.variants.model import Block, Cell, Pair, Table

FIELDS = frozenset({"realisasi", "capaian", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran"})
LEAST = 10
"""Smaller figures have no second digit to be mistaken."""


def contradict(rng: Random, blocks: Sequence[Block], count: int) -> tuple[list[Block], list[dict[str, object]]]:
    """The blocks with `count` figures misprinted, and what truth says of each: table, field, text, text that was meant."""
    out, notes = list(blocks), []
    for _ in range(count):
        places = [index for index, block in enumerate(out) if isinstance(block, Table) and _figures(block)]
        if not places:
            break
        index = rng.choice(places)
        made = out[index]
        if isinstance(made, Table):
            row, column = rng.choice(_figures(made))
            out[index], note = _misprint(rng, made, row, column)
            notes.append({"table_no": _number(out, index), **note})
    return out, notes


def _figures(made: Table) -> list[tuple[int, int]]:
    """Rows and columns of the figures that could be misprinted."""
    return [
        (r, c)
        for r, row in enumerate(made.rows)
        for c, (column, cell) in enumerate(zip(made.columns, row.cells, strict=True))
        if made.kind and row.role == "data" and column.role in FIELDS and column.periode == "tahun"
        and isinstance(cell, Cell) and cell.value is not None and cell.value >= LEAST and _begins_alike(cell)
    ]  # fmt: skip


def _begins_alike(cell: Cell) -> bool:
    """Whether the text's first two digits are the value's."""
    digits = [char for char in cell.text if char.isdigit()]
    return not cell.doubtful and not cell.parts and "".join(digits[:2]) == format(cell.value or 0, "f")[:2]


def _misprint(rng: Random, made: Table, row: int, column: int) -> tuple[Table, dict[str, object]]:
    cell = made.rows[row].cells[column]
    assert isinstance(cell, Cell)
    assert cell.value is not None
    at = [place for place, char in enumerate(cell.text) if char.isdigit()][1]
    old = int(cell.text[at])
    new = rng.choice([digit for digit in range(10) if digit != old])
    value = cell.value + (new - old) * Decimal(10) ** (len(str(int(cell.value))) - 2)
    wrong = replace(cell, text=f"{cell.text[:at]}{new}{cell.text[at + 1 :]}", value=value)
    cells = list(made.rows[row].cells)
    cells[column] = wrong
    rows = list(made.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    note: dict[str, object] = {"field": made.columns[column].role, "printed": wrong.text, "meant": cell.text}
    return replace(made, rows=tuple(rows)), note


def _number(blocks: Sequence[Block], index: int) -> int:
    """The table's number in truth: the lists and tables of a kind up to it."""
    number = 0
    for block in blocks[: index + 1]:
        sides = (block.left, block.right) if isinstance(block, Pair) else (block,)
        number += sum(bool(getattr(side, "kind", "")) for side in sides)
    return number
