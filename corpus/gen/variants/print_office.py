"""Random reports → flat OpenDocument texts → PDF with LibreOffice, many in one call."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from corpus.gen.pages import row_colour
from corpus.gen.variants.fitting import fit, measure_letters, sides_of
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

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
    for name, part in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
ALIGN = {"L": "start", "C": "center", "R": "end"}
CM = 72 / 2.54


def print_reports(jobs: Sequence[Job]) -> None:
    """Write all reports with one call of LibreOffice."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sources = []
        for number, (report, _, marked) in enumerate(jobs):
            sources.append(folder / f"{number}.fodt")
            sources[-1].write_text(Writer(report, marked).document(), encoding="utf-8")
        convert(sources, folder)
        for source, (_, path, _) in zip(sources, jobs, strict=True):
            path.write_bytes(source.with_suffix(".pdf").read_bytes())


def convert(sources: Sequence[Path], folder: Path) -> None:
    """Let LibreOffice print files to `folder`, with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=60 + 20 * len(sources),
    )


class Writer:
    """Turns a report into a flat OpenDocument file."""

    def __init__(self, report: Report, marked: bool) -> None:
        self.report, self.page, self.marked = report, report.page, marked
        self.rows = count(1)
        self.styles: dict[str, str] = {}
        self.sheet = Break(report.page.landscape)

    def document(self) -> str:
        """The whole file."""
        sheets = dict.fromkeys([self.sheet, *(block for block in self.report.blocks if isinstance(block, Break))])
        names = {sheet: f"M{number}" for number, sheet in enumerate(sheets)}
        self.names, self.pending = names, names[self.sheet]
        layouts = "".join(self._layout(sheet, name) for sheet, name in names.items())
        masters = "".join(self._master(name) for name in names.values())
        body = "".join(self._block(block) for block in self.report.blocks)
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:automatic-styles>{layouts}{''.join(self.styles.values())}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def _layout(self, sheet: Break, name: str) -> str:
        width, height = self.page.paper(sheet)
        left, top, right, bottom = self.page.margins
        turn = "landscape" if sheet.landscape else "portrait"
        return (
            f'<style:page-layout style:name="P{name}"><style:page-layout-properties fo:page-width="{width:.1f}pt" '
            f'fo:page-height="{height:.1f}pt" style:print-orientation="{turn}" fo:margin-left="{left}cm" '
            f'fo:margin-top="{top - 1}cm" fo:margin-right="{right}cm" fo:margin-bottom="{bottom - 1}cm"/>'
            '<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.4cm"/></style:header-style>'
            '<style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.4cm"/></style:footer-style>'
            "</style:page-layout>"
        )

    def _master(self, name: str) -> str:
        small = self._style("paragraph", "", '<style:text-properties fo:font-size="8pt"/>')
        number = "" if self.page.numbers == "none" else " | <text:page-number/>"
        return (
            f'<style:master-page style:name="{name}" style:page-layout-name="P{name}">'
            f'<style:header><text:p text:style-name="{small}">{escape(self.page.header)}</text:p></style:header>'
            f'<style:footer><text:p text:style-name="{small}">{escape(self.page.footer)}{number}</text:p></style:footer>'
            "</style:master-page>"
        )

    def _style(self, family: str, attributes: str, *parts: str) -> str:
        """The name of the automatic style with these properties."""
        key = f"{family}{attributes}{''.join(parts)}"
        name = f"s{len(self.styles)}"
        if key not in self.styles:
            self.styles[key] = (
                f'<style:style style:name="{name}" style:family="{family}"{attributes}>{"".join(parts)}</style:style>'
            )
        return self.styles[key].split('"', 2)[1]

    def _para(self, inner: str, size: float, leading: float, *, align: str = "start", bold: bool = False, more: str = "",
              tabs: str = "", colour: str = "#000000") -> str:  # fmt: skip
        master = f' style:master-page-name="{self.pending}"' if self.pending else ""
        self.pending = ""
        style = self._style(
            "paragraph",
            master,
            f'<style:paragraph-properties fo:text-align="{align}" fo:line-height="{leading:.0%}" {more}>{tabs}</style:paragraph-properties>',
            f'<style:text-properties style:font-name={quoteattr(self.page.family)} fo:font-family={quoteattr(self.page.family)} '
            f'fo:font-size="{size}pt" fo:font-weight="{"bold" if bold else "normal"}" fo:color="{colour}"/>',
        )  # fmt: skip
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def _block(self, block: Block) -> str:
        if isinstance(block, Break):
            self.sheet, self.pending = block, self.names[block]
            return ""
        if isinstance(block, Para):
            return self._paragraph(block)
        if isinstance(block, Results):
            return self._list(block)
        before = self._para("", 2, 1.0) if self.pending else ""
        if isinstance(block, Pair):
            return before + self._pair(block) + self._gap()
        return before + self._table(block, self.space) + self._gap()

    @property
    def space(self) -> float:
        """Width between the margins of the present page, in points."""
        left, _, right, _ = self.page.margins
        return self.page.paper(self.sheet)[0] - (left + right) * CM

    def _gap(self) -> str:
        return self._para("", 6, 1.0)

    def _paragraph(self, block: Para) -> str:
        size = self.page.points + {"title": 7, "h1": 2, "caption": -1}.get(block.style, 0)
        keep = 'fo:keep-with-next="always" ' if block.style in ("h1", "h2", "caption", "right") else ""
        align = {"body": "justify", "h2": "start", "right": "end"}.get(block.style, "center")
        indent = f'fo:text-indent="{self.page.indent}pt" ' if block.style == "body" else ""
        above = 30 if block.style == "title" else 4
        more = f'{keep}{indent}fo:margin-top="{above}pt" fo:margin-bottom="5pt"'
        bold = block.style in ("title", "h1", "h2")
        return self._para(escaped(block.text), size, self.page.leading, align=align, bold=bold, more=more)

    def _colour(self, counted: bool) -> str:
        number = next(self.rows) if counted else 0
        return f"#{row_colour(number)}" if self.marked and counted else "#000000"

    def _list(self, block: Results) -> str:
        out = ""
        for item in block.items:
            if not isinstance(item, Item):
                out += self._para(escaped(item), self.page.points, self.page.leading, bold=True)
                continue
            colour = self._colour(True)
            for text, level in item.lines:
                more = f'fo:margin-left="{18 + 14 * level}pt" fo:text-indent="{-14 * (level == 0)}pt"'
                out += self._para(escaped(text), self.page.points, self.page.leading, more=more, colour=colour)
        return out

    def _pair(self, block: Pair) -> str:
        sides = sides_of(block, self.space - 16, measure_letters)
        if sides is None:
            return self._table(block.left, self.space) + self._gap() + self._table(block.right, self.space)
        columns = cells = ""
        whole = self._style(
            "table", "", f'<style:table-properties style:width="{self.space:.1f}pt" table:align="left"/>'
        )
        cell = self._style("table-cell", "", '<style:table-cell-properties fo:padding="2pt" fo:border="none"/>')
        for one, side in zip((block.left, block.right), sides, strict=True):
            wide = f'<style:table-column-properties style:column-width="{side + 8:.1f}pt"/>'
            columns += f'<table:table-column table:style-name="{self._style("table-column", "", wide)}"/>'
            cells += (
                f'<table:table-cell table:style-name="{cell}">{self._table(one, side)}{self._gap()}</table:table-cell>'
            )
        return (
            f'<table:table table:style-name="{whole}">{columns}<table:table-row>{cells}</table:table-row></table:table>'
        )

    def _table(self, table: Table, space: float) -> str:
        if not table.break_at:
            return self._grid(table, table.rows, space)
        first, second = table.rows[: table.break_at], table.rows[table.break_at :]
        head = self._grid(table, first, space) + self._gap()
        return head + self._grid(table, second, space, head=table.look.repeat_header, breaks=True)

    def _grid(
        self, table: Table, body: tuple[Row, ...], space: float, *, head: bool = True, breaks: bool = False
    ) -> str:
        look, room = table.look, space * table.look.width
        size, widths = fit(table, room, measure_letters)
        lines = [Row(cells, "header", bold=look.bold_header) for cells in table.header] if head else []
        rows = [*lines, *body]
        before = ' fo:break-before="page"' if breaks else ""
        whole = self._style(
            "table", "", f'<style:table-properties style:width="{sum(widths):.1f}pt" table:align="center"{before}/>'
        )
        columns = ""
        for width in widths:
            style = self._style(
                "table-column", "", f'<style:table-column-properties style:column-width="{width:.1f}pt"/>'
            )
            columns += f'<table:table-column table:style-name="{style}"/>'
        out = [self._row(table, rows, index, len(lines), (size, widths)) for index in range(len(rows))]
        heads = "".join(out[: len(lines)])
        if heads and look.repeat_header:
            heads = f"<table:table-header-rows>{heads}</table:table-header-rows>"
        return f'<table:table table:style-name="{whole}">{columns}{heads}{"".join(out[len(lines) :])}</table:table>'

    def _row(self, table: Table, rows: list[Row], index: int, heads: int, room: tuple[float, list[float]]) -> str:
        row, keep = rows[index], "auto" if table.look.split_rows else "always"
        colour = self._colour(bool(table.kind) and row.role == "data")
        style = self._style("table-row", "", f'<style:table-row-properties fo:keep-together="{keep}"/>')
        cells = "".join(
            self._cell(table, rows, (index, column), heads, room, colour) for column in range(len(row.cells))
        )
        return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'

    def _cell(
        self, table: Table, rows: list[Row], place: tuple[int, int], heads: int, room: tuple[float, list[float]], colour: str
    ) -> str:  # fmt: skip
        index, column = place
        row, look, (size, widths) = rows[index], table.look, room
        cell = row.cells[column]
        if cell in (UP, LEFT):
            return "<table:covered-table-cell/>"
        high, wide = spans_of(rows, index, column)
        spans = f' table:number-rows-spanned="{high}"' if high > 1 else ""
        spans += f' table:number-columns-spanned="{wide}"' if wide > 1 else ""
        style = self._style("table-cell", "", cell_look(look, rows, (index, column), (high, wide), heads))
        ink = look.header_ink if row.role == "header" else colour
        align = {"header": "C", "numbering": "C", "group": "L"}.get(row.role, table.columns[column].align)
        inner, tabs = _inner(table, row, column, widths[column] - 2 * look.padding)
        text = self._para(
            inner, size, look.leading, align="start" if tabs else ALIGN[align], bold=row.bold, tabs=tabs, colour=ink
        )
        return f'<table:table-cell table:style-name="{style}"{spans}>{text}</table:table-cell>'


def escaped(text: str) -> str:
    """The text as XML, line breaks and runs of spaces kept."""
    return escape(text).replace("\n", "<text:line-break/>").replace("  ", " <text:s/>")


def _inner(table: Table, row: Row, column: int, width: float) -> tuple[str, str]:
    """A cell's text, and the tab stop that holds its right part."""
    cell = row.cells[column]
    text = cell.text if isinstance(cell, Cell) else cell
    stop = '<style:tab-stops><style:tab-stop style:position="{:.1f}pt" style:type="right"{}/></style:tab-stops>'
    if isinstance(cell, Cell) and cell.lead:
        return f"{cell.lead}<text:tab/>{escaped(text)}", stop.format(width, "")
    if table.look.leaders and row.role == "data" and table.columns[column].role == "label":
        return f"{escaped(text)}<text:tab/>", stop.format(width, ' style:leader-style="dotted" style:leader-text="."')
    return escaped(text), ""


def spans_of(rows: list[Row], index: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell covers."""
    high = wide = 1
    while column + wide < len(rows[index].cells) and rows[index].cells[column + wide] == LEFT:
        wide += 1
    while index + high < len(rows) and rows[index + high].cells[column] == UP:
        high += 1
    return high, wide


def cell_look(look: Look, rows: list[Row], place: tuple[int, int], spans: tuple[int, int], heads: int) -> str:
    """A cell\'s borders, fill and padding as its table\'s look has them."""
    index, column = place
    row, last = rows[index], index + spans[0] == len(rows)
    pen = f"{look.line}pt {'dotted' if look.rules == 'dotted' else 'solid'} {look.colour}"
    thick = f"{look.line * 2}pt solid {look.colour}"
    sides = dict.fromkeys(("left", "right", "top", "bottom"), "none")
    upright = look.rules in ("grid", "dotted", "columns")
    if upright or (look.rules == "box" and column == 0):
        sides["left"] = pen
    if upright or (look.rules == "box" and column + spans[1] == len(row.cells)):
        sides["right"] = pen
    open_above = row.glued or column in row.bare
    below_head = bool(heads) and index == heads
    if look.rules in ("grid", "dotted") or (look.rules == "horizontal" and index >= heads):
        sides["top"] = "none" if open_above else pen
    if look.rules in ("booktabs", "box", "columns") and below_head:
        sides["top"] = pen
    framed = look.rules in ("horizontal", "booktabs")
    if index == 0 and look.rules not in ("none", "zebra", "headfill"):
        sides["top"] = thick if framed else pen
    if last and look.rules not in ("none", "zebra", "headfill"):
        sides["bottom"] = thick if framed else pen
    fill = look.header_fill if row.role == "header" else look.zebra if look.zebra and (index - heads) % 2 else ""
    back = f' fo:background-color="{fill}"' if fill else ""
    align = "middle" if row.role == "header" else look.valign
    borders = " ".join(f'fo:border-{side}="{line}"' for side, line in sides.items())
    return (
        f'<style:table-cell-properties {borders} fo:padding="{look.padding}pt" style:vertical-align="{align}"{back}/>'
    )
