"""From columns and rows in a random order to a table: headers of one to three levels, merges, numbering rows.

A `Spec` is a column before it is placed: its heading, the heading of the group above it and its cells by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from corpus.gen.variants.model import LEFT, UP, Cell, Column, Look, Row, Table

AMOUNTS = frozenset({"pagu", "realisasi_anggaran", "sisa", "kebutuhan_pendanaan", "measure"})


@dataclass(frozen=True, slots=True)
class Spec:
    """A column to be: role, heading, weight, year, alignment, groups above it (outermost first), its cells."""

    role: str
    heading: str
    weight: float
    cells: tuple[Cell | str, ...]
    tahun: int | None = None
    align: str = "L"
    groups: tuple[str, ...] = ()
    label: str = ""
    periode: str = "tahun"


def header_of(specs: Sequence[Spec], title: str = "") -> tuple[tuple[str, ...], ...]:
    """Header lines with group cells spanning their columns; a title becomes a first line over all columns."""
    depth = 1 + max(len(spec.groups) for spec in specs)
    paths = [[*spec.groups, spec.heading] for spec in specs]
    lines = []
    for level in range(depth):
        line: list[str] = []
        for index, path in enumerate(paths):
            before = paths[index - 1] if index else []
            if level >= len(path):
                line.append(UP)
            elif level < len(path) - 1 and before[: level + 1] == path[: level + 1] and len(before) > level + 1:
                line.append(LEFT)
            else:
                line.append(path[level])
        lines.append(tuple(line))
    return ((title, *[LEFT] * (len(specs) - 1)), *lines) if title else tuple(lines)


def rows_of(specs: Sequence[Spec], count: int) -> list[Row]:
    """Body rows from the columns' cells."""
    return [Row(tuple(spec.cells[index] for spec in specs)) for index in range(count)]


def merged(cells: Sequence[Cell | str]) -> tuple[Cell | str, ...]:
    """Equal neighbours become one vertically merged cell."""
    out: list[Cell | str] = []
    for index, cell in enumerate(cells):
        out.append(UP if index and cell == cells[index - 1] else cell)
    return tuple(out)


def numbering_row(rng: Random, specs: Sequence[Spec]) -> Row:
    """A row of column numbers: "1", "(1)" or with a formula for the computed column."""
    form = rng.choice(("{}", "({})", "{}"))
    texts = [form.format(index) for index in range(1, len(specs) + 1)]
    roles = [spec.role for spec in specs]
    if rng.random() < 0.6:
        for result, whole, part in (
            ("capaian", "target", "realisasi"),
            ("persen_anggaran", "pagu", "realisasi_anggaran"),
        ):
            if roles.count(result) == 1 and whole in roles and part in roles:
                a, b, c = (roles.index(role) + 1 for role in (result, part, whole))
                texts[a - 1] = rng.choice((f"{a} = ({b}:{c}x100)", f"{a}({b}:{c}x100)", f"{a}={b}/{c}"))
        if "sisa" in roles and "pagu" in roles:
            a, b, c = (roles.index(role) + 1 for role in ("sisa", "pagu", "realisasi_anggaran"))
            texts[a - 1] = f"{a}={b}-{c}"
    return Row(tuple(texts), "numbering")


def total_row(specs: Sequence[Spec], name: str, values: dict[int, Cell], *, span: bool = True) -> Row:
    """A total: its name over the leading text columns (or in the label column), values by column index."""
    first = min(values)
    cells: list[Cell | str] = [values.get(index, "") for index in range(len(specs))]
    label = [index for index, spec in enumerate(specs[:first]) if spec.role == "label"]
    if span or not label:
        cells[:first] = [name, *[LEFT] * (first - 1)]
    else:
        cells[label[0]] = name
    return Row(tuple(cells), bold=True)


def table(rng: Random, kind: str, specs: Sequence[Spec], rows: Sequence[Row], look: Look, **more: object) -> Table:
    """The finished table, with a random numbering row, title row and page break."""
    title = str(more.pop("title", ""))
    body = list(rows)
    if more.pop("numbering", False):
        body.insert(0, numbering_row(rng, specs))
    break_at = 0
    if more.pop("breakable", False) and len(body) >= 5 and rng.random() < 0.3:
        break_at = rng.randint(2, len(body) - 2)
    columns = tuple(Column(spec.role, spec.weight, spec.tahun, spec.align, spec.label, spec.periode) for spec in specs)
    return Table(kind, columns, header_of(specs, title), tuple(body), look, break_at=break_at, **more)  # type: ignore[arg-type]


def glue(rows: Sequence[Row], column: int) -> list[Row]:
    """Rows whose cell in `column` is merged upwards lose the rule above them: several indicators in one cell."""
    return [replace(row, glued=row.cells[column] == UP) for row in rows]
