"""Random report → HTML → PDF with headless Chromium."""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from corpus.gen.pages import row_colour
from corpus.gen.variants.fitting import SMALLEST, sides_of, words_of
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

CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--print-to-pdf-no-header",
    "--no-pdf-header-footer",
)  # fmt: skip
LETTER = 0.58
"""Mean width of a letter in ems, generous for wide fonts."""
SHEETS = {
    "upright": Break(),
    "wide": Break(landscape=True),
    "large": Break(large=True),
    "largewide": Break(landscape=True, large=True),
}
BASE = """
* { box-sizing: border-box } body { margin: 0 }
table { border-collapse: collapse; margin: 0 auto 3mm auto }
td, th { overflow-wrap: break-word } th { text-align: center; vertical-align: middle }
.C { text-align: center } .R { text-align: right } .L { text-align: left } .b { font-weight: bold }
p, h1, h2 { margin: 0 0 2mm 0 } p { text-align: justify } h1, h2, .caption { break-after: avoid }
h1, .title, .caption, .center { text-align: center } .right { text-align: right } .title { font-weight: bold; margin: 12mm 0 0 0 }
.pair { display: flex; gap: 4mm; align-items: flex-start }
.pair > div { flex: 1 1 auto } .pair table { width: auto !important }
.water { position: fixed; top: 40%; left: 10%; width: 80%; text-align: center; font-size: 90pt; font-weight: bold;
  color: #dddddd; transform: rotate(-45deg); z-index: -1 }
.lead { float: left }
td.free { border-top-color: transparent !important; border-top-style: hidden !important }
"""


def print_reports(jobs: Sequence[Job]) -> None:
    """Write all reports, one after the other."""
    for report, path, marked in jobs:
        print_report(report, path, marked=marked)


def print_report(report: Report, path: Path, *, marked: bool) -> None:
    """Write the report; `marked` gives every truth row its own text colour, with the same layout."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(_Writer(report, marked).document(), encoding="utf-8")
        command = [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


class _Writer:
    def __init__(self, report: Report, marked: bool) -> None:
        self.report, self.page, self.marked = report, report.page, marked
        self.rows = count(1)
        self.looks: dict[Look, str] = {}
        self.sheet = Break(report.page.landscape)

    def document(self) -> str:
        """The whole page."""
        body = "".join(self._block(block) for block in self.report.blocks)
        body = f'<section class="{_sheet_name(Break(self.page.landscape))}">{body}</section>'
        water = f'<div class="water">{self.page.watermark}</div>' if self.page.watermark else ""
        styles = "".join(_look_css(look, name) for look, name in self.looks.items())
        return (
            f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{self.report.document}</title>'
            f"<style>{BASE}{self._page_css()}{styles}</style></head><body>{water}{body}</body></html>"
        )

    def _page_css(self) -> str:
        left, top, right, bottom = self.page.margins
        boxes = f'@top-left {{ content: "{self.page.header}"; font-size: 8pt }}' if self.page.header else ""
        if self.page.footer:
            boxes += f'@bottom-left {{ content: "{self.page.footer}"; font-size: 8pt }}'
        if self.page.numbers != "none":
            place = "center" if self.page.numbers == "center" else "right"
            boxes += f"@bottom-{place} {{ content: counter(page); font-size: 8pt }}"
        sheets = ""
        for name, sheet in SHEETS.items():
            width, height = self.page.paper(sheet)
            sheets += (
                f"@page {name} {{ size: {width}pt {height}pt; margin: {top}cm {right}cm {bottom}cm {left}cm; {boxes} }}"
            )
            sheets += f".{name} {{ page: {name} }}"
        return (
            f"{sheets}"
            f"body {{ font-family: '{self.page.family}'; font-size: {self.page.points}pt; line-height: {self.page.leading} }}"
            f"p.body {{ text-indent: {self.page.indent}pt }} h1 {{ font-size: {self.page.points + 2}pt }}"
            f"h2 {{ font-size: {self.page.points}pt }} .title {{ font-size: {self.page.points + 7}pt }}"
            f".caption {{ font-size: {self.page.points - 1}pt }}"
        )

    def _block(self, block: Block) -> str:
        if isinstance(block, Para):
            tag = block.style if block.style in ("h1", "h2") else "p"
            return f'<{tag} class="{block.style}">{html.escape(block.text)}</{tag}>'
        if isinstance(block, Break):
            self.sheet = block
            return f'</section><section class="{_sheet_name(block)}" style="break-before: page">'
        if isinstance(block, Results):
            return self._list(block)
        if isinstance(block, Pair) and not self._fits(block):
            return self._table(block.left) + self._table(block.right)
        if isinstance(block, Pair):
            return f'<div class="pair"><div>{self._table(block.left, half=True)}</div><div>{self._table(block.right, half=True)}</div></div>'
        return self._table(block)

    def _colour(self, counted: bool) -> str:
        number = next(self.rows) if counted else 0
        return f"color:#{row_colour(number)};" if self.marked and counted else ""

    def _list(self, block: Results) -> str:
        out = ""
        for item in block.items:
            if not isinstance(item, Item):
                out += f'<p class="b">{html.escape(item)}</p>'
                continue
            colour = self._colour(True)
            for text, level in item.lines:
                indent = f"margin-left:{18 + 14 * level}pt;text-indent:{-14 * (level == 0)}pt"
                out += f'<p style="{colour}{indent}">{html.escape(text)}</p>'
        return out

    def _fits(self, block: Pair) -> bool:
        space = self.page.paper(self.sheet)[0] - (self.page.margins[0] + self.page.margins[2]) * 72 / 2.54
        return sides_of(block, space - 12, lambda text, size: len(text) * size * LETTER) is not None

    def _size(self, table: Table, *, half: bool) -> float:
        """The largest size in points at which the longest words of all columns fit side by side, about."""
        paper = self.page.paper(self.sheet)[0]
        space = (paper - (self.page.margins[0] + self.page.margins[2]) * 72 / 2.54) * table.look.width / (1 + half)
        letters = sum(max(map(len, ["x", *words_of(table, index)])) for index in range(len(table.columns)))
        fitting = (space - 2 * table.look.padding * len(table.columns)) / (LETTER * letters)
        return min(table.look.size, max(SMALLEST, int(fitting * 2) / 2))

    def _table(self, table: Table, *, half: bool = False) -> str:
        look = replace(table.look, size=self._size(table, half=half))
        name = self.looks.setdefault(look, f"t{len(self.looks)}")
        head = "".join(self._row(table, list(table.header), index, "th") for index in range(len(table.header)))
        body, lines = "", [row.cells for row in table.rows]
        for index, row in enumerate(table.rows):
            broken = bool(table.break_at) and index == table.break_at
            body += self._row(table, lines, index, "td", row=row, broken=broken)
        group = "thead" if table.look.repeat_header else "tbody"
        return f'<table class="{name}"><{group} class="head">{head}</{group}><tbody class="body">{body}</tbody></table>'

    def _row(
        self, table: Table, lines: list[tuple[Cell | str, ...]] | list[tuple[str, ...]], index: int, tag: str,
        row: Row | None = None, broken: bool = False,
    ) -> str:  # fmt: skip
        colour = self._colour(bool(table.kind)) if row and row.role == "data" else ""
        cells = lines[index]
        head = " h" if row and row.role == "header" else ""
        out = ""
        for column, cell in enumerate(cells):
            if cell in (UP, LEFT):
                continue
            text = cell.text if isinstance(cell, Cell) else cell
            align = (
                table.columns[column].align
                if row and row.role == "data"
                else "L"
                if row and row.role == "group"
                else "C"
            )
            spans = _spans(lines, index, column)
            free = " free" if row and (row.glued or column in row.bare) else ""
            text = html.escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")
            if isinstance(cell, Cell) and cell.lead:
                text = f'<span class="lead">{cell.lead}</span>{text}'
            out += f'<{tag}{spans} class="{align}{free}{head}">{text}</{tag}>'
        names = " ".join(name for name, on in (("b", row and row.bold), ("glued", row and row.glued)) if on)
        before = "break-before:page;" if broken else ""
        return f'<tr class="{names}" style="{colour}{before}">{out}</tr>'


def _sheet_name(sheet: Break) -> str:
    return next(name for name, one in SHEETS.items() if one == sheet)


def _spans(lines: list[tuple[Cell | str, ...]] | list[tuple[str, ...]], index: int, column: int) -> str:
    width = height = 1
    while column + width < len(lines[index]) and lines[index][column + width] == LEFT:
        width += 1
    while index + height < len(lines) and lines[index + height][column] == UP:
        height += 1
    return (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")


def _look_css(look: Look, name: str) -> str:
    line, thick = f"{look.line}pt solid {look.colour}", f"{look.line * 2}pt solid {look.colour}"
    dots = f"{max(look.line, 0.75)}pt dotted {look.colour}"
    row = f".{name} tbody.body td"
    bottom_of_head = f".{name} .head tr:last-child th {{ border-bottom: {line} }} .{name} {_row_first(name)} {{ border-top: {line} }}"
    frame = f".{name} {{ border-top: {thick}; border-bottom: {thick} }}"
    rules = {
        "grid": f".{name} td, .{name} th {{ border: {line} }}",
        "dotted": f".{name} td, .{name} th {{ border: {dots} }}",
        "horizontal": f"{row} {{ border-top: {line} }} {frame}",
        "booktabs": frame + bottom_of_head,
        "box": f".{name} {{ border: {thick} }}" + bottom_of_head,
        "columns": f".{name} td, .{name} th {{ border-left: {line}; border-right: {line} }} .{name} {{ border: {line} }}" + bottom_of_head,
    }.get(look.rules, "")  # fmt: skip
    weight = "bold" if look.bold_header else "normal"
    fill = f"background: {look.header_fill};" if look.header_fill else ""
    zebra = f".{name} tbody.body tr:nth-child(even) {{ background: {look.zebra} }}" if look.zebra else ""
    split = "" if look.split_rows else f".{name} tr {{ break-inside: avoid }}"
    return (
        f".{name} {{ width: {look.width * 100}%; font-size: {look.size}pt; line-height: {look.leading} }}"
        f".{name} td, .{name} th {{ padding: {look.padding * 0.7}pt {look.padding}pt }}"
        f".{name} td {{ vertical-align: {look.valign} }}"
        f".{name} th, .{name} td.h {{ font-weight: {weight}; color: {look.header_ink}; {fill} }}{zebra}{split}{rules}"
    )


def _row_first(name: str) -> str:
    """Selector of the first body row's cells, inside the table's class."""
    return "tbody.body tr:first-child td"
