"""Printing of a report through a flat OpenDocument text and LibreOffice."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from .model import Block, Break, Cell, Report, Results, Row, Space, Table, place
from .pages import mark

NAMESPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


@dataclass(frozen=True, slots=True)
class OdtLook:
    """Font, size in points, paper sides and margin in millimetres, footer text and colour of header cells."""

    font: str
    size: float
    paper: tuple[float, float]
    margin: float
    footer: str
    shade: str


PARAGRAPHS: dict[str, tuple[str, str]] = {
    "p": ('fo:text-align="justify" fo:margin-bottom="2mm" fo:text-indent="8mm"', ""),
    "plain": ('fo:margin-bottom="2mm"', ""),
    "h1": (
        'fo:text-align="center" fo:margin-bottom="4mm" fo:keep-with-next="always"',
        'fo:font-weight="bold"',
    ),
    "h2": ('fo:margin-top="2mm" fo:margin-bottom="2mm" fo:keep-with-next="always"', 'fo:font-weight="bold"'),
    "h3": (
        'fo:margin-bottom="1mm" fo:keep-with-next="always"',
        'fo:font-weight="bold" fo:font-style="italic"',
    ),
    "center": ('fo:text-align="center" fo:margin-bottom="2mm"', ""),
    "cover": ('fo:text-align="center" fo:margin-bottom="6mm"', 'fo:font-weight="bold" fo:font-size="18pt"'),
    "caption": (
        'fo:text-align="center" fo:margin-bottom="1mm" fo:keep-with-next="always"',
        'fo:font-size="10pt"',
    ),
    "small": ('fo:margin-bottom="3mm"', 'fo:font-size="8pt" fo:font-style="italic"'),
    "i0": ('fo:text-align="justify" fo:margin-bottom="1.5mm"', ""),
    "i1": ('fo:text-align="justify" fo:margin-left="7mm" fo:margin-bottom="1.5mm"', ""),
    "i2": ('fo:text-align="justify" fo:margin-left="14mm" fo:margin-bottom="1.5mm"', ""),
    "tl": ('fo:text-align="start"', 'fo:font-size="9pt"'),
    "tc": ('fo:text-align="center"', 'fo:font-size="9pt"'),
    "tr": ('fo:text-align="end"', 'fo:font-size="9pt"'),
    "th": ('fo:text-align="center"', 'fo:font-size="9pt" fo:font-weight="bold"'),
    "tlb": ('fo:text-align="start"', 'fo:font-size="9pt" fo:font-weight="bold"'),
    "tcb": ('fo:text-align="center"', 'fo:font-size="9pt" fo:font-weight="bold"'),
    "trb": ('fo:text-align="end"', 'fo:font-size="9pt" fo:font-weight="bold"'),
}
RULES = {
    "full": 'fo:border="0.5pt solid #000000"',
    "flat": 'fo:border-top="0.5pt solid #000000" fo:border-bottom="0.5pt solid #000000"',
    "none": 'fo:border="none"',
}
"""Cell borders by look of table."""


class _Writer:
    """Turns blocks into OpenDocument XML, collecting the styles they need."""

    def __init__(self, look: OdtLook, marked: bool) -> None:
        self.look = look
        self.marked = marked
        self.table_no = 0
        self.styles: list[str] = []
        self.names = 0
        self.landscape = False
        self.pending: str | None = "Upright"

    def _style(self, family: str, body: str, extra: str = "") -> str:
        self.names += 1
        name = f"A{self.names}"
        self.styles.append(f'<style:style style:name="{name}" style:family="{family}"{extra}>{body}</style:style>')
        return name

    def _mark(self, row_no: int, text: str) -> str:
        if not (self.marked and row_no and text):
            return text
        return f'<text:a xlink:type="simple" xlink:href="{mark(self.table_no, row_no)}">{text}</text:a>'

    def _paragraph(self, style: str, inner: str) -> str:
        if self.pending is not None:
            extra = f' style:parent-style-name="{style}" style:master-page-name="{self.pending}"'
            style, self.pending = self._style("paragraph", "", extra), None
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def _text(self, text: str) -> str:
        return escape(text).replace("\n", "<text:line-break/>")

    def _cell(self, one: Cell, style: str, para: str, row_no: int) -> str:
        spans = f' table:number-rows-spanned="{one.rows}"' if one.rows > 1 else ""
        spans += f' table:number-columns-spanned="{one.cols}"' if one.cols > 1 else ""
        text = self._mark(row_no if one.rows == 1 else 0, self._text(one.text))
        inner = f'<text:p text:style-name="{para}">{text}</text:p>'
        return f'<table:table-cell table:style-name="{style}"{spans}>{inner}</table:table-cell>'

    def _line(self, cells: dict[int, str], width: int, style: str) -> str:
        inner = "".join(cells.get(c, "<table:covered-table-cell/>") for c in range(width))
        return f'<table:table-row table:style-name="{style}">{inner}</table:table-row>'

    def _body(self, table: Table, style: str, line: str) -> str:
        out, row_no, width = "", 0, len(table.cols)
        for row, placed in zip(table.rows, place([r.cells for r in table.rows], width), strict=True):
            row_no += row.sort == "data"
            number = row_no if row.sort == "data" and table.kind else 0
            cells = {c: self._cell(one, style, self._para_style(table, row, c, one), number) for c, one in placed}
            out += self._line(cells, width, line)
        return out

    def _para_style(self, table: Table, row: Row, column: int, one: Cell) -> str:
        align = one.align or table.cols[column].align or "l"
        return f"t{align}{'b' if row.bold or one.bold else ''}"

    def table(self, table: Table) -> str:
        """Write one table."""
        self.table_no += table.kind is not None
        width = len(table.cols)
        room = self.look.paper[1 if self.landscape else 0] - 2 * self.look.margin
        total = sum(c.width for c in table.cols)
        borders = RULES[table.look]
        padding = 'fo:padding="0.8mm"'
        body = self._style("table-cell", f"<style:table-cell-properties {borders} {padding}/>")
        shade = f'fo:background-color="{self.look.shade}" style:vertical-align="middle"'
        head = self._style("table-cell", f"<style:table-cell-properties {borders} {padding} {shade}/>")
        keep = "always" if table.whole_rows else "auto"
        line = self._style("table-row", f'<style:table-row-properties fo:keep-together="{keep}"/>')
        whole = self._style(
            "table",
            f'<style:table-properties style:width="{room}mm" table:align="margins" '
            'fo:margin-bottom="4mm" table:border-model="collapsing"/>',
        )
        cols = ""
        for col in table.cols:
            wide = f'<style:table-column-properties style:column-width="{room * col.width / total:.2f}mm"/>'
            cols += f'<table:table-column table:style-name="{self._style("table-column", wide)}"/>'
        heads = "".join(
            self._line({c: self._cell(one, head, "th", 0) for c, one in placed}, width, line)
            for placed in place(table.head, width)
        )
        if table.repeat_head:
            heads = f"<table:table-header-rows>{heads}</table:table-header-rows>"
        start = f'<table:table table:style-name="{whole}">'
        return f"{start}{cols}{heads}{self._body(table, body, line)}</table:table>"

    def results(self, results: Results) -> str:
        """Write a list of results."""
        self.table_no += 1
        out, row_no = "", 0
        for entry in results.entries:
            if isinstance(entry, str):
                out += self._paragraph("h2", self._text(entry))
                continue
            row_no += 1
            out += "".join(self._paragraph(f"i{n}", self._mark(row_no, self._text(t))) for t, n in entry.lines)
        return out

    def block(self, block: Block) -> str:
        """Write any block."""
        if isinstance(block, Break):
            self.landscape = block.landscape
            self.pending = "Land" if block.landscape else "Upright"
            return ""
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Results):
            return self.results(block)
        if isinstance(block, Space):
            extra = f'<style:paragraph-properties fo:margin-top="{block.height}mm"/>'
            return self._paragraph(self._style("paragraph", extra), "")
        return self._paragraph(block.style, self._text(block.text))


def _common_styles(look: OdtLook) -> str:
    default = (
        f'<style:default-style style:family="paragraph"><style:text-properties fo:font-size="{look.size}pt" '
        f'style:font-name="{look.font}" fo:font-family="{look.font}" fo:language="id" fo:country="ID"/>'
        "</style:default-style>"
    )
    named = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {para}/>'
        f"<style:text-properties {text}/></style:style>"
        for name, (para, text) in PARAGRAPHS.items()
    )
    return default + named


def _layouts(look: OdtLook) -> tuple[str, str]:
    short, long = look.paper
    layouts = masters = ""
    for name, wide, high, turn in (("Upright", short, long, "portrait"), ("Land", long, short, "landscape")):
        layouts += (
            f'<style:page-layout style:name="P{name}"><style:page-layout-properties fo:page-width="{wide}mm" '
            f'fo:page-height="{high}mm" style:print-orientation="{turn}" fo:margin="{look.margin}mm"/>'
            '<style:footer-style><style:header-footer-properties fo:margin-top="4mm"/></style:footer-style>'
            "</style:page-layout>"
        )
        masters += (
            f'<style:master-page style:name="{name}" style:page-layout-name="P{name}"><style:footer>'
            f'<text:p text:style-name="center">{escape(look.footer)} | <text:page-number/></text:p>'
            "</style:footer></style:master-page>"
        )
    return layouts, masters


def to_fodt(report: Report, look: OdtLook, marked: bool) -> str:
    """Write the report as a flat OpenDocument text."""
    writer = _Writer(look, marked)
    blocks: Sequence[Block] = report.blocks
    body = "".join(writer.block(block) for block in blocks)
    layouts, masters = _layouts(look)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_common_styles(look)}</office:styles>"
        f"<office:automatic-styles>{layouts}{''.join(writer.styles)}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def print_odt(report: Report, look: OdtLook, target: Path, marked: bool) -> None:
    """Print the report to ``target`` with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, f"{target.stem}.fodt")
        page.write_text(to_fodt(report, look, marked), encoding="utf-8")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(target.parent),
            str(page),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
