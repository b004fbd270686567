"""A page on which the program itself fails: the others are read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read, scan
from extract.model import NoteKind, PageKind, Reading
from extract.ocr import Readers
from extract.read import is_unreadable, read_pages
from extract.scan import is_read, read_scans
from layouts.layouts import load_layouts
from pipelines.document import run_document
from tests.pictures import pdf_of, plain

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "corpus" / "pdf" / "bnnk-sungai-intan-2021.pdf"


class _Silent:
    """A reader that reads nothing."""

    def read(self, crops: object, variant: str = "") -> list[Reading]:
        return []


def _fail(*args: object, **kwargs: object) -> None:
    raise KeyError("a slip")


def test_a_slip_on_one_page_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read._read_page
    monkeypatch.setattr(read, "_read_page", lambda d, p, n, m: _fail() if n == 3 else reading(d, p, n, m))
    pages = read_pages(REPORT)
    assert [page.number for page in pages if is_unreadable(page)] == [3]
    assert "KeyError" in pages[2].notes[0].text


def test_a_slip_on_one_page_makes_the_document_partial_and_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read._read_page
    monkeypatch.setattr(read, "_read_page", lambda d, p, n, m: _fail() if n == 3 else reading(d, p, n, m))
    result = run_document(REPORT.read_bytes(), file=REPORT.name, layouts=load_layouts())
    assert result.document.status == "partial"
    assert "page 3 is unreadable: the program failed on it (KeyError)" in result.document.reason
    assert [f.page for f in result.findings if f.code == NoteKind.UNREAD] == [3]
    assert result.values


def test_a_slip_on_a_picture_leaves_the_page_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of([plain(250), plain(251)])
    monkeypatch.setattr(scan, "flatten_page", _fail)
    pages = read_scans(data, read_pages(data), Readers(None, None, _Silent(), None))
    assert [page.kind for page in pages] == [PageKind.SCAN] * 2
    assert not any(is_read(page) for page in pages)
    assert all(page.notes[0].kind is NoteKind.UNREAD for page in pages)
