"""Printing of a report through HTML and headless Chromium."""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .model import Block, Break, Cell, Item, Para, Report, Results, Row, Space, Table, place
from .pages import mark

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BASE_CSS = """
* { box-sizing: border-box; } body { margin: 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 4mm 0; }
td, th { vertical-align: top; padding: 1.2mm 1.5mm; overflow-wrap: break-word; }
th { vertical-align: middle; text-align: center; }
.k { color: inherit; text-decoration: none; }
.upright { page: upright; } .land { page: land; }
.l { text-align: left } .c { text-align: center } .r { text-align: right } .b { font-weight: bold }
tr.whole { break-inside: avoid; } .once { display: table-row-group; } thead tr { break-inside: avoid; }
p, h1, h2, h3 { margin: 0 0 2.2mm 0; } h1, h2, h3, .caption { break-after: avoid; }
p { text-align: justify; } .center, .cover, h1 { text-align: center; } .caption { text-align: left; }
.i1 { margin-left: 7mm } .i2 { margin-left: 14mm }
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a report looks: its own CSS, the paper's sides in millimetres and a watermark, if any."""

    css: str
    paper: tuple[float, float]
    margins: str = "22mm 20mm 20mm 24mm"
    watermark: str = ""


class _Writer:
    """Turns blocks into HTML; with ``marked``, every row carries its link."""

    def __init__(self, marked: bool) -> None:
        self.marked = marked
        self.table_no = 0

    def _mark(self, row_no: int, text: str) -> str:
        if not (self.marked and row_no and text):
            return text
        return f'<a class="k" href="{mark(self.table_no, row_no)}">{text}</a>'

    def _cell(self, one: Cell, tag: str, align: str, row_no: int) -> str:
        spans = (f' rowspan="{one.rows}"' if one.rows > 1 else "") + (f' colspan="{one.cols}"' if one.cols > 1 else "")
        classes = f"{one.align or align}{' b' if one.bold else ''}"
        text = self._mark(row_no if one.rows == 1 else 0, html.escape(one.text).replace("\n", "<br>"))
        return f'<{tag}{spans} class="{classes}">{text}</{tag}>'

    def _row(self, table: Table, row: Row, placed: Sequence[tuple[int, Cell]], row_no: int) -> str:
        whole = "whole " if table.whole_rows else ""
        cells = "".join(self._cell(one, "td", table.cols[c].align, row_no) for c, one in placed)
        return f'<tr class="{whole}{row.sort}{" b" if row.bold else ""}">{cells}</tr>'

    def table(self, table: Table) -> str:
        """Write one table."""
        self.table_no += table.kind is not None
        width = len(table.cols)
        total = sum(c.width for c in table.cols)
        cols = "".join(f'<col style="width:{100 * c.width / total:.2f}%">' for c in table.cols)
        head = "".join(
            f"<tr>{''.join(self._cell(one, 'th', 'c', 0) for _, one in line)}</tr>" for line in place(table.head, width)
        )
        body, row_no = "", 0
        for row, placed in zip(table.rows, place([r.cells for r in table.rows], width), strict=True):
            row_no += row.sort == "data"
            body += self._row(table, row, placed, row_no if row.sort == "data" and table.kind else 0)
        once = "" if table.repeat_head else ' class="once"'
        start = f'<table class="{table.look}"><colgroup>{cols}</colgroup>'
        return f"{start}<thead{once}>{head}</thead><tbody>{body}</tbody></table>"

    def results(self, results: Results) -> str:
        """Write a list of results."""
        self.table_no += 1
        out, row_no = "", 0
        for entry in results.entries:
            if isinstance(entry, str):
                out += f'<p class="group">{html.escape(entry)}</p>'
                continue
            row_no += 1
            out += self._item(entry, row_no)
        return f'<div class="results">{out}</div>'

    def _item(self, item: Item, row_no: int) -> str:
        return "".join(
            f'<p class="res i{level}">{self._mark(row_no, html.escape(text))}</p>' for text, level in item.lines
        )

    def block(self, block: Block) -> str:
        """Write any block but a page break."""
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Results):
            return self.results(block)
        if isinstance(block, Space):
            return f'<div style="height:{block.height}mm"></div>'
        if not isinstance(block, Para):
            raise TypeError(f"no HTML for {block}")
        tag = block.style if block.style in ("h1", "h2", "h3") else "p"
        return f'<{tag} class="{block.style}">{html.escape(block.text)}</{tag}>'.replace("\n", "<br>")


def to_html(report: Report, look: Look, marked: bool) -> str:
    """Write the report as one HTML page; page breaks begin sections of their own page format."""
    writer = _Writer(marked)
    parts = ['<section class="upright">']
    for block in report.blocks:
        if isinstance(block, Break):
            parts.append(
                f'</section><section class="{"land" if block.landscape else "upright"}" style="break-before:page">'
            )
        else:
            parts.append(writer.block(block))
    short, long = look.paper
    pages = (
        f"@page upright {{ size: {short}mm {long}mm; margin: {look.margins} }}"
        f"@page land {{ size: {long}mm {short}mm; margin: 18mm 18mm 16mm 18mm }}"
    )
    water = f'<div class="water">{html.escape(look.watermark)}</div>' if look.watermark else ""
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f"<title>{html.escape(report.document)}</title>"
        f"<style>{BASE_CSS}{pages}{look.css}</style></head><body>{water}{''.join(parts)}</section></body></html>"
    )


def print_html(report: Report, look: Look, target: Path, marked: bool) -> None:
    """Print the report to ``target`` with headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(to_html(report, look, marked), encoding="utf-8")
        profile = Path(folder, "profile")
        profile.mkdir()
        command = [
            *CHROMIUM,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target}",
            "--no-pdf-header-footer",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
