"""Random report → PDF with reportlab's platypus. Rules: grid, dotted, horizontal, booktabs, box, columns, and none at
all (none, zebra, headfill)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from corpus.gen.pages import row_colour
from corpus.gen.print_reportlab import _spans
from corpus.gen.variants.fitting import fit, sides_of
from corpus.gen.variants.model import (
    LEFT,
    UP,
    Block,
    Break,
    Cell,
    Item,
    Job,
    Look,
    Pair,
    Para,
    Report,
    Results,
    Row,
    Table,
)

FOLDERS = {"Carlito": "crosextra", "Caladea": "crosextra"}
BUILTIN = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
}
ALIGNMENTS = {"L": TA_LEFT, "C": TA_CENTER, "R": TA_RIGHT}
HARD_SPACE = "\N{NO-BREAK SPACE}"


def print_reports(jobs: Sequence[Job]) -> None:
    """Write all reports, one after the other."""
    for report, path, marked in jobs:
        print_report(report, path, marked=marked)


def print_report(report: Report, path: Path, *, marked: bool) -> None:
    """Write the report; `marked` gives every truth row its own text colour, with the same layout."""
    _Printer(report, marked).print(path)


class _Printer:
    def __init__(self, report: Report, marked: bool) -> None:
        self.report, self.page, self.marked = report, report.page, marked
        self.rows = count(1)
        self.regular, self.bold = self._fonts(report.page.family)
        self.sheet = Break(report.page.landscape)

    def _fonts(self, family: str) -> tuple[str, str]:
        if family in BUILTIN:
            return BUILTIN[family]
        for face in ("Regular", "Bold"):
            folder = FOLDERS.get(family, "liberation")
            source = f"/usr/share/fonts/truetype/{folder}/{family}-{face}.ttf"
            pdfmetrics.registerFont(TTFont(f"{family}-{face}", source))
        return f"{family}-Regular", f"{family}-Bold"

    def print(self, path: Path) -> None:
        document = BaseDocTemplate(str(path), invariant=1, title=self.report.office, author=self.report.office)
        sheets = dict.fromkeys([self.sheet, *(block for block in self.report.blocks if isinstance(block, Break))])
        document.addPageTemplates([self._template(sheet) for sheet in sheets])
        document.build([flowable for block in self.report.blocks for flowable in self._flowables(block)])

    def _template(self, sheet: Break) -> PageTemplate:
        left, top, right, bottom = (margin * cm for margin in self.page.margins)
        width, height = self.page.paper(sheet)
        frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0)
        return PageTemplate(id=repr(sheet), frames=[frame], pagesize=(width, height), onPage=self._running)

    @property
    def space(self) -> float:
        """Width between the margins of the present page, in points."""
        left, _, right, _ = self.page.margins
        width: float = self.page.paper(self.sheet)[0] - (left + right) * cm
        return width

    def _running(self, canvas: Any, document: Any) -> None:
        width, height = document.pageTemplate.pagesize
        if self.page.watermark:
            canvas.saveState()
            canvas.setFillColor(colors.HexColor("#DDDDDD"))
            canvas.setFont(self.bold, 90)
            canvas.translate(width / 2, height / 2)
            canvas.rotate(45)
            canvas.drawCentredString(0, 0, self.page.watermark)
            canvas.restoreState()
        if document.page == 1:
            return
        canvas.setFont(self.regular, 8)
        canvas.drawString(self.page.margins[0] * cm, height - 1.2 * cm, self.page.header)
        canvas.drawString(self.page.margins[0] * cm, 1.1 * cm, self.page.footer)
        if self.page.numbers == "center":
            canvas.drawCentredString(width / 2, 1.1 * cm, str(document.page))
        elif self.page.numbers == "right":
            canvas.drawRightString(width - self.page.margins[2] * cm, 1.1 * cm, f"Halaman | {document.page}")

    def _flowables(self, block: Block) -> list[Any]:
        if isinstance(block, Para):
            return [self._paragraph(block)]
        if isinstance(block, Break):
            self.sheet = block
            return [NextPageTemplate(repr(block)), PageBreak()]
        if isinstance(block, Results):
            return self._list(block)
        if isinstance(block, Pair):
            return self._pair(block)
        return self._table(block, self.space)

    def _pair(self, block: Pair) -> list[Any]:
        tables = (block.left, block.right)
        sides = sides_of(block, self.space, self._measure)
        if sides is None:
            return [flowable for one in tables for flowable in self._table(one, self.space)]
        grids = [self._grid(one, one.rows, side - 8, header=True) for one, side in zip(tables, sides, strict=True)]
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
        return [Grid([grids], colWidths=sides, style=style), Spacer(1, 8)]

    def _measure(self, text: str, size: float) -> float:
        width: float = stringWidth(text, self.bold, size)
        return width

    def _style(self, size: float, leading: float, *, bold: bool = False, **more: Any) -> ParagraphStyle:
        font = self.bold if bold else self.regular
        return ParagraphStyle("any", fontName=font, fontSize=size, leading=size * leading, **more)

    def _paragraph(self, block: Para) -> Paragraph:
        size, leading = self.page.points, self.page.leading
        styles: dict[str, dict[str, Any]] = {
            "body": {"alignment": TA_JUSTIFY, "firstLineIndent": self.page.indent, "spaceAfter": 6},
            "center": {"alignment": TA_CENTER, "spaceAfter": 4},
            "right": {"alignment": TA_RIGHT, "spaceAfter": 2, "keepWithNext": 1},
            "title": {"alignment": TA_CENTER, "bold": True, "spaceAfter": 12, "spaceBefore": 30},
            "h1": {"alignment": TA_CENTER, "bold": True, "spaceAfter": 6, "spaceBefore": 8},
            "h2": {"bold": True, "spaceBefore": 6, "spaceAfter": 4, "keepWithNext": 1},
            "caption": {"alignment": TA_CENTER, "spaceBefore": 4, "spaceAfter": 4, "keepWithNext": 1},
        }
        size += {"title": 7, "h1": 2, "caption": -1}.get(block.style, 0)
        return Paragraph(escape(block.text), self._style(size, leading, **styles[block.style]))

    def _list(self, block: Results) -> list[Any]:
        size, leading = self.page.points, self.page.leading
        out: list[Any] = []
        for item in block.items:
            if not isinstance(item, Item):
                out.append(Paragraph(escape(item), self._style(size, leading, bold=True, spaceBefore=4)))
                continue
            colour = self._colour(True)
            for text, level in item.lines:
                style = self._style(
                    size,
                    leading,
                    textColor=colour,
                    spaceAfter=2,
                    leftIndent=18 + 14 * level,
                    firstLineIndent=-14 * (level == 0),
                )
                out.append(Paragraph(escape(text), style))
        return [*out, Spacer(1, 6)]

    def _colour(self, counted: bool) -> colors.Color:
        if not counted:
            return colors.black
        number = next(self.rows)
        return colors.HexColor(f"#{row_colour(number)}") if self.marked else colors.black

    def _table(self, table: Table, space: float) -> list[Any]:
        if not table.break_at:
            return [self._grid(table, table.rows, space, header=True), Spacer(1, 8)]
        first, second = table.rows[: table.break_at], table.rows[table.break_at :]
        head = self._grid(table, first, space, header=True)
        tail = self._grid(table, second, space, header=table.look.repeat_header)
        return [head, PageBreak(), tail, Spacer(1, 8)]

    def _grid(self, table: Table, body: tuple[Row, ...], space: float, *, header: bool) -> Grid:
        look = table.look
        lines = [Row(cells, "header", bold=look.bold_header) for cells in table.header] if header else []
        rows = [*lines, *body]
        size, widths = fit(table, space * look.width, self._measure)
        cells = []
        for row in rows:
            colour = self._colour(bool(table.kind) and row.role == "data")
            cells.append([self._cell(table, row, index, (size, widths[index]), colour) for index in range(len(widths))])
        return Grid(
            cells,
            colWidths=widths,
            style=_grid_style(look, rows, len(lines)),
            repeatRows=len(lines) if look.repeat_header else 0,
            splitInRow=int(look.split_rows),
            hAlign="CENTER",
        )

    def _cell(
        self, table: Table, row: Row, index: int, room: tuple[float, float], colour: colors.Color
    ) -> Paragraph | str:
        cell, look, (size, width) = row.cells[index], table.look, room
        text = cell.text if isinstance(cell, Cell) else cell
        if text in (UP, LEFT, ""):
            return ""
        align = {"header": "C", "numbering": "C", "group": "L"}.get(row.role, table.columns[index].align)
        ink = colors.HexColor(look.header_ink) if row.role == "header" else colour
        style = self._style(size, look.leading, bold=row.bold, textColor=ink, alignment=ALIGNMENTS[align])
        inner = width - 2 * look.padding
        if isinstance(cell, Cell) and cell.lead:
            text = self._spread(cell, style, inner)
        elif look.leaders and row.role == "data" and table.columns[index].role == "label":
            text += self._leader(text, style, inner)
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    def _spread(self, cell: Cell, style: ParagraphStyle, width: float) -> str:
        """The lead at the cell's left edge, the text as far to the right as hard spaces bring it."""
        free = width - stringWidth(cell.lead + cell.text, style.fontName, style.fontSize)
        count = max(1, int(free / stringWidth(HARD_SPACE, style.fontName, style.fontSize)) - 1)
        return f"{cell.lead}{HARD_SPACE * count}{cell.text}"

    def _leader(self, text: str, style: ParagraphStyle, width: float) -> str:
        """Dots from the end of the text's last line to the cell's edge."""
        last = simpleSplit(text, style.fontName, style.fontSize, width)[-1]
        free = width - stringWidth(f"{last}  ", style.fontName, style.fontSize)
        return " " + "." * max(0, int(free / stringWidth(".", style.fontName, style.fontSize)) - 1)


def _grid_style(look: Look, rows: list[Row], heads: int) -> list[tuple[Any, ...]]:
    pad = look.padding
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), look.valign.upper()),
        ("VALIGN", (0, 0), (-1, max(heads - 1, 0)), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), pad * 0.7), ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ("LEFTPADDING", (0, 0), (-1, -1), pad), ("RIGHTPADDING", (0, 0), (-1, -1), pad),
    ]  # fmt: skip
    filled = [index for index, row in enumerate(rows) if row.role == "header"] if look.header_fill else []
    commands += [("BACKGROUND", (0, index), (-1, index), colors.HexColor(look.header_fill)) for index in filled]
    if look.zebra:
        for index in range(heads + 1, len(rows), 2):
            commands.append(("BACKGROUND", (0, index), (-1, index), colors.HexColor(look.zebra)))
    return [*commands, *_rules(look, rows, heads), *_spans([_plain(row) for row in rows])]


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(cell if isinstance(cell, str) else "x" for cell in row.cells)


def _rules(look: Look, rows: list[Row], heads: int) -> list[tuple[Any, ...]]:
    ink, line = colors.HexColor(look.colour), look.line
    last = len(rows) - 1
    if look.rules in ("grid", "dotted"):
        dash = (1, 2) if look.rules == "dotted" else None
        out: list[tuple[Any, ...]] = [
            ("BOX", (0, 0), (-1, -1), line, ink, None, dash), ("LINEAFTER", (0, 0), (-2, -1), line, ink, None, dash)
        ]  # fmt: skip
        return out + [
            ("LINEABOVE", (a, r), (b, r), line, ink, None, dash) for r in range(1, last + 1) for a, b in _ruled(rows[r])
        ]
    if look.rules == "horizontal":
        inner = [
            ("LINEABOVE", (a, r), (b, r), line, ink) for r in range(max(heads, 1), last + 1) for a, b in _ruled(rows[r])
        ]
        return [
            ("LINEABOVE", (0, 0), (-1, 0), line * 2, ink),
            *inner,
            ("LINEBELOW", (0, last), (-1, last), line * 2, ink),
        ]
    if look.rules == "booktabs":
        middle = [("LINEBELOW", (0, heads - 1), (-1, heads - 1), line, ink)] if heads else []
        return [
            ("LINEABOVE", (0, 0), (-1, 0), line * 2, ink),
            *middle,
            ("LINEBELOW", (0, last), (-1, last), line * 2, ink),
        ]
    if look.rules == "box":
        middle = [("LINEBELOW", (0, heads - 1), (-1, heads - 1), line, ink)] if heads else []
        return [("BOX", (0, 0), (-1, -1), line * 1.5, ink), *middle]
    if look.rules == "columns":
        middle = [("LINEBELOW", (0, heads - 1), (-1, heads - 1), line, ink)] if heads else []
        return [("BOX", (0, 0), (-1, -1), line, ink), ("LINEAFTER", (0, 0), (-2, -1), line, ink), *middle]
    return []


def _ruled(row: Row) -> list[tuple[int, int]]:
    """Column ranges with a rule above the row: none where the row is glued to the one above."""
    if row.glued or len(row.bare) == len(row.cells):
        return []
    if not row.bare:
        return [(0, -1)]
    ruled = [index for index in range(len(row.cells)) if index not in row.bare]
    starts = [index for index in ruled if index - 1 not in ruled]
    ends = [index for index in ruled if index + 1 not in ruled]
    return list(zip(starts, ends, strict=True))
