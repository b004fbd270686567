"""What the program sees in a file, stage by stage, as text, JSON and pictures: for whoever adds a layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument

from extract.contact import contact_sheet
from extract.draw import Layer, Mark, draw_layers, flow_layers, render_page
from extract.errors import InputError, OutputError
from extract.model import Page, PageKind
from extract.ocr import Readers, load_readers
from extract.pdf import open_pdf, read_bytes
from extract.picture.flatten import flatten_page
from extract.picture.model import RuledSheet
from extract.picture.raster import Unread
from extract.scan import Tell, confidences_of, say_nothing
from layouts.layouts import load_layouts
from layouts.match import Match
from layouts.records import Finding, Table, Trust, Value
from pipelines.document import DocumentTrace, no_readers, trace_document

# What a contact sheet shows on the flattened sheet, where it is seen better.
DRAWN_FLAT = frozenset({"picture", "fill", "word", "rule"})
TRUST_COLOURS = {
    Trust.VERIFIED: (0, 140, 70),
    Trust.AGREED: (0, 150, 200),
    Trust.SINGLE: (240, 140, 0),
    Trust.DISPUTED: (220, 0, 0),
}


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table with what matching saw in it; a list of results has no match."""

    table: Table
    match: Match | None
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the program sees in a file; `pages` and `tables` are those asked for."""

    path: Path
    data: bytes
    trace: DocumentTrace
    pages: tuple[Page, ...]
    tables: tuple[SeenTable, ...]
    readers: Callable[[], Readers] = no_readers


def inspect_file(
    path: Path,
    *,
    page_number: int | None = None,
    ocr: bool = True,
    own: Path | None = None,
    tell: Tell = say_nothing,
) -> Seen:
    """Run all stages over a file and keep what each gave.

    Args:
        path: The PDF.
        page_number: Keep this page and the tables on it, counted from 1; None keeps all.
        ocr: Read scanned pages.
        own: A folder of own profiles and vocabulary, over the shipped ones.
        tell: Told how many scanned pages are read, and of how many.

    Raises:
        InputError: the file is no PDF that can be read, or has no such page.
        ProfileError: a profile or vocabulary is broken.
    """
    data, _ = read_bytes(path)
    load = load_readers if ocr else no_readers
    try:
        # Before the work, which takes minutes where pages are scans.
        with open_pdf(data) as document:
            count = len(document)
        if page_number is not None and page_number > count:
            raise InputError(f"has no page {page_number}", hint=f"its pages are 1 to {count}")
        trace = trace_document(data, file=path.name, layouts=load_layouts(own), load_readers=load, tell=tell)
    except InputError as error:
        error.where = str(path)
        raise
    pages = tuple(page for page in trace.flow.pages if page_number in (None, page.number))
    tables = (t for t in _tables(trace) if page_number is None or is_on(t.table, page_number))
    return Seen(path, data, trace, pages, tuple(tables), load)


def draw_pages(seen: Seen, folder: Path) -> Iterator[Path]:
    """Save one PNG a page, `NAME-pNNN.png`, with everything found on it in colours; yields the paths.

    Of a scanned page it is a contact sheet of all steps from its picture to its words.

    Raises:
        OutputError: the folder or a picture cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_pdf(seen.data) as document:
            for page in seen.pages:
                picture, px_per_point = render_page(document, page.number)
                path = folder / f"{seen.path.stem}-p{page.number:03d}.png"
                ruled = _flattened(document, page, seen.readers)
                if ruled is None:
                    drawn = draw_layers(picture, px_per_point, _layers(seen, page))
                else:
                    found = [layer for layer in _layers(seen, page) if layer.name not in DRAWN_FLAT]
                    drawn = contact_sheet(picture, px_per_point, ruled=ruled, read=page, found=found)
                drawn.save(path)
                yield path
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(folder), "choose another --draw") from error


def _flattened(document: PdfDocument, page: Page, readers: Callable[[], Readers]) -> RuledSheet | None:
    """The flattened sheet of a scanned page, made anew: reading keeps its words alone. None where there is none."""
    if page.kind is not PageKind.SCAN:
        return None
    flat = flatten_page(document, page.number, confidences=confidences_of(readers()))
    return None if isinstance(flat, Unread) else flat


def _layers(seen: Seen, page: Page) -> tuple[Layer, ...]:
    values = [value for value in seen.trace.result.values if value.page == page.number]
    by_trust = (
        Layer(f"value {trust}", colour, tuple(_value_mark(v) for v in values if v.trust is trust), width_px=3)
        for trust, colour in TRUST_COLOURS.items()
    )
    names = [table.table.table_id[-4:] for table in _tables(seen.trace) if table.match is not None]
    return (*flow_layers(seen.trace.flow, page, names), *by_trust)


def _value_mark(value: Value) -> Mark:
    return Mark(value.box, f"{value.field} {value.tahun or '?'}")


def _tables(trace: DocumentTrace) -> Iterator[SeenTable]:
    """Tables in reading order, each with its match. Lists have none and stand between them."""
    matches = iter(trace.matches)
    lists = {id(table) for table in trace.result.tables if table.profile == "list"}
    for table in trace.result.tables:
        yield SeenTable(
            table,
            None if id(table) in lists else next(matches),
            tuple(value for value in trace.result.values if value.table_id == table.table_id),
            tuple(finding for finding in trace.result.findings if finding.table_id == table.table_id),
        )


def is_on(table: Table, page_number: int) -> bool:
    """Whether a table stands on a page, wholly or in part."""
    return table.page_from <= page_number <= table.page_to
