"""A PDF's bytes → its open pages and their frames.

The only module that opens and closes things in pdfium. pdfium is not thread-safe: use one process per
document.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from extract.errors import (
    DamagedInput,
    EmptyInput,
    EncryptedInput,
    InputError,
    NoPages,
    NotAPdf,
    TooLarge,
)
from extract.files import read_file
from extract.userspace import Frame, UserBox

# PDF readers accept junk before the header, within the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
HEADER_WITHIN = 1024
# Thick volumes of reports bound together have some 2,000 pages; 600 kB can name one page 100,000 times.
MOST_PAGES = 10_000

Handle: TypeAlias = "ctypes._Pointer[ctypes.Structure]"
"""What pdfium hands out for a page, a text page or a page object; valid while its page is open."""


def read_bytes(data: bytes | Path) -> tuple[bytes, str]:
    """The bytes of a PDF and what to call it in messages ("" for bytes handed in).

    Raises:
        InputError: the file is missing, cannot be read, is empty or has no PDF header.
    """
    where = ""
    if isinstance(data, Path):
        where, data = str(data), read_file(data)
    if not data:
        raise EmptyInput(where=where)
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise NotAPdf(where=where)
    return data, where


@contextmanager
def open_pdf(data: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for the length of a `with`. An empty user password is tried by itself.

    Raises:
        InputError: the file cannot be read, is no PDF, is damaged, wants a password, or has no pages or too many.
    """
    content, where = read_bytes(data)
    handle = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not handle:
        raise _input_error(pdfium.FPDF_GetLastError(), where)
    # Not left to pypdfium2: it reports a file without pages by the error of whichever file failed before.
    pages = pdfium.FPDF_GetPageCount(handle)
    if not 1 <= pages <= MOST_PAGES:
        pdfium.FPDF_CloseDocument(handle)
        if pages < 1:
            raise NoPages(where=where)
        raise TooLarge(where=where, what=f"the PDF has {pages:,} pages, more than {MOST_PAGES:,}")
    document = pypdfium2.PdfDocument(handle)
    try:
        yield document
    finally:
        document.close()


def _input_error(code: int, where: str) -> InputError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return EncryptedInput(where=where)
    if code == pdfium.FPDF_ERR_SECURITY:
        return EncryptedInput(where=where, what="the PDF is encrypted in a way that cannot be opened")
    return DamagedInput(where=where)


@contextmanager
def open_page(document: pypdfium2.PdfDocument, page_index: int) -> Iterator[Handle]:
    """Load one page for the length of a `with`; yields pdfium's page handle.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot load the page.
    """
    handle = pdfium.FPDF_LoadPage(document, page_index)
    if not handle:
        raise pypdfium2.PdfiumError("the page cannot be loaded", err_code=pdfium.FPDF_GetLastError())
    try:
        yield handle
    finally:
        pdfium.FPDF_ClosePage(handle)


@contextmanager
def open_text(page: Handle) -> Iterator[Handle]:
    """Load a page's text for the length of a `with`; yields pdfium's text page handle.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot load the text.
    """
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        raise pypdfium2.PdfiumError("the page's text cannot be loaded", err_code=pdfium.FPDF_GetLastError())
    try:
        yield handle
    finally:
        pdfium.FPDFText_ClosePage(handle)


def count_letters(document: pypdfium2.PdfDocument, page_index: int) -> int:
    """How many letters a page has as text; 0 for a page that cannot be loaded."""
    try:
        with open_page(document, page_index) as page, open_text(page) as text:
            return max(0, int(pdfium.FPDFText_CountChars(text)))
    except pypdfium2.PdfiumError:
        return 0


def crop_box(page: Handle) -> UserBox:
    """The part of user space that a viewer shows."""
    crop = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, crop)
    return crop.left, crop.bottom, crop.right, crop.top


def view_frame(page: Handle) -> Frame:
    """The frame of the page as a viewer shows it: cropped, /Rotate applied, origin top-left."""
    left, bottom, right, top = crop_box(page)
    plain = Frame((1.0, 0.0, 0.0, -1.0, -left, top), right - left, top - bottom, turned_deg=0)
    return plain.turn(90 * pdfium.FPDFPage_GetRotation(page))
