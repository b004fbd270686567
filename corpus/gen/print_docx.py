"""Report → DOCX with python-docx → PDF with LibreOffice, made reproducible with pikepdf."""

from __future__ import annotations

import subprocess
import tempfile
from itertools import count
from pathlib import Path

import pikepdf
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from corpus.gen.model import LEFT, UP, Break, Gap, Look, Para, Report, Results, Row, Table
from corpus.gen.pages import row_colour

A4_CM = (21.0, 29.7)
ALIGNMENTS = {
    "L": WD_ALIGN_PARAGRAPH.LEFT,
    "C": WD_ALIGN_PARAGRAPH.CENTER,
    "R": WD_ALIGN_PARAGRAPH.RIGHT,
    "J": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
VALIGNS = {"top": WD_CELL_VERTICAL_ALIGNMENT.TOP, "middle": WD_CELL_VERTICAL_ALIGNMENT.CENTER}
EDGES = {
    "grid": dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4),
    "horizontal": {"top": 8, "bottom": 8, "insideH": 4},
    "box": dict.fromkeys(("top", "left", "bottom", "right"), 8),
    "none": {},
}
"""Borders by kind of rules, in eighths of a point."""


def print_report(report: Report, path: Path, *, marked: bool) -> None:
    """Write the report; `marked` gives every truth row its own text colour, with the same layout."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _Writer(report, marked).write(folder / "report.docx")
        convert(folder / "report.docx", folder)
        _freeze(folder / "report.pdf", path, report)


def convert(source: Path, folder: Path) -> None:
    """DOCX → PDF in the same folder; a profile of its own keeps a running LibreOffice out of the way."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _freeze(source: Path, path: Path, report: Report) -> None:
    """Take the clock out of LibreOffice's file: fixed dates, no XMP packet, an ID made from the content."""
    with pikepdf.open(source) as pdf:
        for holder, key in ((pdf.Root, "/Metadata"), (pdf.trailer, "/DocChecksum"), (pdf.trailer, "/ID")):
            if key in holder:
                del holder[key]
        date = f"D:{report.year + 1}0120080000+07'00'"
        pdf.docinfo["/CreationDate"] = date
        pdf.docinfo["/ModDate"] = date
        pdf.save(path, deterministic_id=True)


class _Writer:
    """Writes the blocks of one report into a DOCX; rows are numbered as they are met."""

    def __init__(self, report: Report, marked: bool) -> None:
        self.report = report
        self.page = report.page
        self.marked = marked
        self.rows = count(1)
        self.document: DocumentObject = Document()
        self.document.core_properties.author = report.office
        self.landscape = False
        style = self.document.styles["Normal"]
        style.font.name = self.page.family
        style.font.size = Pt(self.page.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), self.page.family)

    def write(self, path: Path) -> None:
        self._set_up(self.document.sections[0])
        self._running_texts(self.document.sections[0])
        for block in self.report.blocks:
            if isinstance(block, Para):
                self._paragraph(block)
            elif isinstance(block, Gap):
                self.document.add_paragraph().paragraph_format.space_before = Pt(block.points)
            elif isinstance(block, Break):
                self._break(block)
            elif isinstance(block, Results):
                self._list(block)
            else:
                self._table(block)
        self.document.save(str(path))

    def _set_up(self, section: Section) -> None:
        width, height = A4_CM[::-1] if self.landscape else A4_CM
        section.orientation = WD_ORIENT.LANDSCAPE if self.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        left, top, right, bottom = self.page.margins
        section.left_margin, section.right_margin = Cm(left), Cm(right)
        section.top_margin, section.bottom_margin = Cm(top), Cm(bottom)

    def _running_texts(self, section: Section) -> None:
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = self.page.header
        footer = section.footer.paragraphs[0]
        footer.alignment = ALIGNMENTS["C" if self.page.numbers == "center" else "R"]
        footer.add_run(f"{self.page.footer}  " if self.page.footer else "")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            footer.add_run()._r.append(_field_part(kind, text))

    def _break(self, block: Break) -> None:
        if block.landscape == self.landscape:
            last = self.document.paragraphs[-1]
            last = last if last._p.getnext() is None else self.document.add_paragraph()
            last.add_run().add_break(WD_BREAK.PAGE)
            return
        self.landscape = block.landscape
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self._set_up(section)

    def _paragraph(self, block: Para) -> None:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(block.text)
        shape = paragraph.paragraph_format
        shape.space_after = Pt(4)
        shape.line_spacing = self.page.leading
        align = {"body": "J", "h2": "L", "item": "J"}.get(block.style, "C")
        paragraph.alignment = ALIGNMENTS[align]
        run.bold = block.style in ("title", "h1", "h2")
        run.font.size = Pt(self.page.size + {"title": 7, "h1": 2, "caption": -1}.get(block.style, 0))
        if block.style == "body":
            shape.first_line_indent = Pt(self.page.indent)
        if block.style == "item":
            shape.left_indent, shape.first_line_indent = Pt(18), Pt(-14)
        shape.keep_with_next = block.style in ("h2", "caption")

    def _list(self, block: Results) -> None:
        for item in block.items:
            if isinstance(item, str):
                paragraph = self.document.add_paragraph()
                paragraph.add_run(item).bold = True
                continue
            colour = self._row_colour(bool(block.kind))
            for index, line in enumerate(item.lines):
                paragraph = self.document.add_paragraph()
                shape = paragraph.paragraph_format
                shape.left_indent, shape.space_after = Pt(block.indent + 6), Pt(2)
                if index == 0:
                    shape.first_line_indent = Pt(-block.indent)
                run = paragraph.add_run(f"\N{BULLET}  {line}" if block.bullet and index == 0 else line)
                run.font.color.rgb = colour

    def _row_colour(self, counted: bool) -> RGBColor:
        number = next(self.rows) if counted else 0
        return RGBColor.from_string(row_colour(number) if counted and self.marked else "000000")

    def _table(self, table: Table) -> None:
        header = [Row(cells, "header", bold=True) for cells in table.header]
        rows = [*header, *table.rows]
        grid = self.document.add_table(len(rows), len(table.columns))
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        grid.autofit = False
        _set_borders(grid, table.look)
        cells = [list(line.cells) for line in grid.rows]
        self._set_widths(grid, table, cells)
        _merge(cells, rows)
        for index, (row, line) in enumerate(zip(rows, grid.rows, strict=True)):
            _set_row(line, table.look, header=index < len(header))
            colour = self._row_colour(bool(table.kind) and row.role == "data")
            fill = _fill(table.look, index, heads=len(header))
            for column_index, text in enumerate(row.cells):
                if fill:
                    _shade(cells[index][column_index], fill)
                if text not in (UP, LEFT):
                    self._cell(table, row, column_index, cells[index][column_index], colour)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _set_widths(self, grid: DocxTable, table: Table, cells: list[list[_Cell]]) -> None:
        left, _, right, _ = self.page.margins
        space = (A4_CM[1] if self.landscape else A4_CM[0]) - left - right
        scale = space * table.look.width / sum(column.width for column in table.columns)
        for index, column in enumerate(table.columns):
            grid.columns[index].width = Cm(column.width * scale)
            for line in cells:
                line[index].width = Cm(column.width * scale)

    def _cell(self, table: Table, row: Row, index: int, cell: _Cell, colour: RGBColor) -> None:
        cell.vertical_alignment = VALIGNS[table.look.valign]
        align = table.columns[index].align if row.role == "data" else "C"
        for line_index, text in enumerate(row.cells[index].split("\n")):
            paragraph: Paragraph = cell.paragraphs[0] if line_index == 0 else cell.add_paragraph()
            paragraph.alignment = ALIGNMENTS["L" if row.role == "group" else align]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.line_spacing = 1.0
            run = paragraph.add_run(text)
            run.bold = row.bold
            run.font.size = Pt(table.look.size)
            run.font.color.rgb = colour


def _field_part(kind: str, text: str) -> BaseOxmlElement:
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    part.text = text or None
    return part


def _set_borders(grid: DocxTable, look: Look) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge, size in EDGES[look.rules].items():
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _merge(cells: list[list[_Cell]], rows: list[Row]) -> None:
    for top, row in enumerate(rows):
        for left, text in enumerate(row.cells):
            if text in (UP, LEFT):
                continue
            right, bottom = left, top
            while right + 1 < len(row.cells) and row.cells[right + 1] == LEFT:
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1].cells[left] == UP:
                bottom += 1
            if (right, bottom) != (left, top):
                cells[top][left].merge(cells[bottom][right])


def _set_row(line: _Row, look: Look, *, header: bool) -> None:
    properties = line._tr.get_or_add_trPr()
    if not look.split_rows:
        properties.append(OxmlElement("w:cantSplit"))
    if header and look.repeat_header:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(look: Look, index: int, *, heads: int) -> str:
    if index < heads:
        return look.header_fill.lstrip("#")
    return look.zebra.lstrip("#") if (index - heads) % 2 else ""


def _shade(cell: _Cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
