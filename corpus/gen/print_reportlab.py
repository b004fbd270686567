"""Report → PDF with reportlab's platypus."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from corpus.gen.model import LEFT, UP, Block, Break, Gap, Para, Report, Results, Row, Table
from corpus.gen.pages import row_colour

FONT_FILES = {
    "LiberationSerif": "/usr/share/fonts/truetype/liberation/LiberationSerif-{}.ttf",
    "Carlito": "/usr/share/fonts/truetype/crosextra/Carlito-{}.ttf",
}
ALIGNMENTS = {"L": TA_LEFT, "C": TA_CENTER, "R": TA_RIGHT, "J": TA_JUSTIFY}


def print_report(report: Report, path: Path, *, marked: bool) -> None:
    """Write the report; `marked` gives every truth row its own text colour, with the same layout."""
    _Printer(report, marked).print(path)


class _Printer:
    """Turns the blocks of one report into flowables; rows are numbered as they are met."""

    def __init__(self, report: Report, marked: bool) -> None:
        self.report = report
        self.page = report.page
        self.marked = marked
        self.rows = count(1)
        for face in ("Regular", "Bold"):
            source = FONT_FILES[self.page.family].format(face)
            pdfmetrics.registerFont(TTFont(f"{self.page.family}-{face}", source))

    def print(self, path: Path) -> None:
        document = BaseDocTemplate(str(path), invariant=1, title=self.report.office, author=self.report.office)
        document.addPageTemplates([self._template("portrait", A4), self._template("landscape", landscape(A4))])
        document.build([flowable for block in self.report.blocks for flowable in self._flowables(block)])

    def _template(self, name: str, size: tuple[float, float]) -> PageTemplate:
        left, top, right, bottom = (margin * cm for margin in self.page.margins)
        frame = Frame(left, bottom, size[0] - left - right, size[1] - top - bottom, 0, 0, 0, 0, id=name)
        return PageTemplate(id=name, frames=[frame], pagesize=size, onPage=self._running_texts)

    def _running_texts(self, canvas: Any, document: Any) -> None:
        if document.page == 1:
            return
        width, height = canvas._pagesize
        canvas.setFont(f"{self.page.family}-Regular", 8)
        canvas.drawString(self.page.margins[0] * cm, height - 1.3 * cm, self.page.header)
        canvas.drawString(self.page.margins[0] * cm, 1.2 * cm, self.page.footer)
        if self.page.numbers == "center":
            canvas.drawCentredString(width / 2, 1.2 * cm, str(document.page))
        else:
            canvas.drawRightString(width - self.page.margins[2] * cm, 1.2 * cm, f"Halaman | {document.page}")

    def _flowables(self, block: Block) -> list[Any]:
        if isinstance(block, Para):
            return [self._paragraph(block)]
        if isinstance(block, Gap):
            return [Spacer(1, block.points)]
        if isinstance(block, Break):
            return [NextPageTemplate("landscape" if block.landscape else "portrait"), PageBreak()]
        if isinstance(block, Results):
            return self._list(block)
        return [self._table(block), Spacer(1, 8)]

    def _style(self, **changes: Any) -> ParagraphStyle:
        size = changes.pop("fontSize", self.page.size)
        face = "Bold" if changes.pop("bold", False) else "Regular"
        base = {
            "fontName": f"{self.page.family}-{face}",
            "fontSize": size,
            "leading": size * self.page.leading,
        }
        return ParagraphStyle("any", **{**base, **changes})

    def _paragraph(self, block: Para) -> Paragraph:
        size = self.page.size
        styles: dict[str, dict[str, Any]] = {
            "body": {"alignment": TA_JUSTIFY, "firstLineIndent": self.page.indent, "spaceAfter": 6},
            "center": {"alignment": TA_CENTER, "spaceAfter": 4},
            "title": {"alignment": TA_CENTER, "fontSize": size + 7, "bold": True, "spaceAfter": 10},
            "h1": {"alignment": TA_CENTER, "fontSize": size + 2, "bold": True, "spaceAfter": 8},
            "h2": {"bold": True, "spaceBefore": 6, "spaceAfter": 4, "keepWithNext": 1},
            "caption": {
                "alignment": TA_CENTER,
                "fontSize": size - 1,
                "spaceBefore": 4,
                "spaceAfter": 4,
                "keepWithNext": 1,
            },
            "item": {"leftIndent": 18, "firstLineIndent": -14, "spaceAfter": 2, "alignment": TA_JUSTIFY},
        }
        return Paragraph(escape(block.text), self._style(**styles[block.style]))

    def _list(self, block: Results) -> list[Any]:
        flowables = []
        for item in block.items:
            if isinstance(item, str):
                flowables.append(Paragraph(escape(item), self._style(bold=True, spaceBefore=4)))
                continue
            colour = self._row_colour(bool(block.kind))
            for index, line in enumerate(item.lines):
                first = -block.indent if index == 0 else 0
                style = self._style(leftIndent=block.indent + 6, firstLineIndent=first, textColor=colour, spaceAfter=2)
                text = f"\N{BULLET} {line}" if block.bullet and index == 0 else line
                flowables.append(Paragraph(escape(text), style))
        return [*flowables, Spacer(1, 6)]

    def _row_colour(self, counted: bool) -> colors.Color:
        if not counted:
            return colors.black
        number = next(self.rows)
        return colors.HexColor(f"#{row_colour(number)}") if self.marked else colors.black

    def _table(self, table: Table) -> Grid:
        header = [Row(cells, "header", bold=True) for cells in table.header]
        rows = [*header, *table.rows]
        cells = []
        for row in rows:
            colour = self._row_colour(bool(table.kind) and row.role == "data")
            cells.append([self._cell(table, row, index, colour) for index in range(len(table.columns))])
        look = table.look
        left, _, right, _ = self.page.margins
        landscape_table = sum(column.width for column in table.columns) > 20
        space = (A4[1] if landscape_table else A4[0]) - (left + right) * cm
        scale = space * look.width / sum(column.width for column in table.columns)
        grid = Grid(
            cells,
            colWidths=[column.width * scale for column in table.columns],
            style=_grid_style(table, rows),
            repeatRows=len(header) if look.repeat_header else 0,
            splitInRow=int(look.split_rows),
            hAlign="CENTER",
        )
        return grid

    def _cell(self, table: Table, row: Row, index: int, colour: colors.Color) -> Paragraph | str:
        text = row.cells[index]
        if text in (UP, LEFT, ""):
            return ""
        align = table.columns[index].align if row.role in ("data", "group") else "C"
        if row.role == "group":
            align = "L"
        style = self._style(
            fontSize=table.look.size,
            leading=table.look.size * 1.2,
            bold=row.bold,
            textColor=colour,
            alignment=ALIGNMENTS[align],
        )
        return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _grid_style(table: Table, rows: list[Row]) -> list[tuple[Any, ...]]:
    look = table.look
    heads = len(table.header)
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), look.valign.upper()),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    if look.header_fill and heads:
        commands.append(("BACKGROUND", (0, 0), (-1, heads - 1), colors.HexColor(look.header_fill)))
    if look.zebra:
        for index in range(heads + 1, len(rows), 2):
            commands.append(("BACKGROUND", (0, index), (-1, index), colors.HexColor(look.zebra)))
    return [*commands, *_rules(look.rules, heads), *_spans([row.cells for row in rows])]


def _rules(rules: str, heads: int) -> list[tuple[Any, ...]]:
    if rules == "grid":
        return [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    if rules == "horizontal":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, heads - 1), (-1, -2), 0.4, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ]
    if rules == "box":
        return [
            ("BOX", (0, 0), (-1, -1), 1, colors.black),
            ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 1, colors.black),
        ]
    return []


def _spans(rows: list[tuple[str, ...]]) -> list[tuple[Any, ...]]:
    """SPAN commands for the merged cells of a grid of strings."""
    commands = []
    for top, cells in enumerate(rows):
        for left, text in enumerate(cells):
            if text in (UP, LEFT):
                continue
            right = left
            while right + 1 < len(cells) and cells[right + 1] == LEFT:
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == UP:
                bottom += 1
            if (right, bottom) != (left, top):
                commands.append(("SPAN", (left, top), (right, bottom)))
    return commands
