"""What kind a page is, and why; and pages and files that cannot be read."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.errors import (
    DamagedInput,
    EmptyInput,
    EncryptedInput,
    InputError,
    MissingInput,
    NoPages,
    NotAPdf,
    UnreadableInput,
)
from extract.model import PageKind, TextSource
from extract.pdf import open_pdf
from extract.read import Limits, is_unreadable, read_layer, read_pages
from extract.triage import clean_share
from tests.pages import PIXEL, page_of, paragraph, pdf_of, text, texts_of

FULL = f"q 595 0 0 842 0 0 cm {PIXEL} Q "
STRIPS = "".join(f"q 595 0 0 85 0 {84.2 * k} cm {PIXEL} Q " for k in range(10))
GARBAGE = "".join(text("I l----_r t ] E g 5 g t R T u I x B H", y=600 - 14 * k) for k in range(9))


@pytest.mark.parametrize(
    ("kind", "reason", "content"),
    [
        (PageKind.TEXT, "text, clean 1.00; pictures cover 0%", paragraph()),
        (PageKind.SCAN, "no text; pictures cover 100%", FULL),
        (PageKind.SCAN, "picture covers 100% and is painted after all text", paragraph() + FULL),
        (PageKind.SCAN, "picture covers 100% and is painted after all text", paragraph() + STRIPS),
        (PageKind.SCAN, "all text is invisible", FULL + "3 Tr " + paragraph()),
        (PageKind.SCAN, "text in the margins only", FULL + text("Dipindai dengan aplikasi", y=20)),
        (PageKind.SCAN, "text layer cannot be read", GARBAGE),
        (PageKind.SCAN, "no text", FULL + "BT /F 60 Tf .7 .7 -.7 .7 100 100 Tm (SALINAN) Tj ET"),
        (PageKind.TEXT, "over a background picture of 100%", FULL + paragraph()),
        (PageKind.TEXT, "text, clean", paragraph() + f"q 100 0 0 80 0 700 cm {PIXEL} Q "),
        (PageKind.TEXT, "text, clean", paragraph() + "q /Faint gs " + FULL + "Q"),
        (PageKind.MIXED, "beside it", paragraph(3) + f"q 500 0 0 500 40 40 cm {PIXEL} Q "),
        (PageKind.MIXED, "little of it over a picture", FULL + text("LAPORAN KINERJA", y=500, size=30)),
        (PageKind.BLANK, "no visible text and no picture", ""),
        (PageKind.BLANK, "no visible text and no picture", "3 Tr " + paragraph()),
    ],
)
def test_kind_of_a_page_follows_from_what_is_painted_when(kind: PageKind, reason: str, content: str) -> None:
    page = page_of(content)
    assert (page.kind, reason in page.reason) == (kind, True), page.reason


@pytest.mark.parametrize(("alpha", "kind"), [(40, PageKind.TEXT), (254, PageKind.SCAN)])
def test_a_picture_over_the_page_is_judged_by_what_it_lets_through(alpha: int, kind: PageKind) -> None:
    """A translucent stamp painted last leaves the print below it readable."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for row in range(20):
        canvas.drawString(72, 700 - 20 * row, "Laporan kinerja tahun 2021 sebesar 98,91 persen")
    stamp = ImageReader(Image.new("RGBA", (60, 80), (200, 30, 30, alpha)))
    canvas.drawImage(stamp, 0, 0, 595, 842, mask="auto")
    canvas.save()
    assert read_pages(stream.getvalue())[0].kind == kind


def test_letters_drawn_as_outlines_make_a_page_to_be_looked_at() -> None:
    shapes = "".join(f"{k} 0 m {k} 9 l {k + 3} 9 l {k + 3} 7 l {k + 1} 0 l f " for k in range(0, 500, 6))
    assert page_of(shapes).kind == PageKind.SCAN


def test_scans_have_no_words_and_say_what_layer_they_hold() -> None:
    page = page_of(paragraph() + FULL)
    assert (page.words, page.rules) == ((), ())
    (note,) = page.left_out
    assert note.reason.startswith("layer of a scan, clean 1.00")
    assert note.glyphs > 400


def test_layer_of_a_scan_is_read_on_demand() -> None:
    layer = read_layer(pdf_of("", FULL + "3 Tr " + text("Target 98,91")), 2)
    assert [word.text for word in layer.words] == ["Target", "98,91"]
    assert {word.source for word in layer.words} == {TextSource.LAYER}
    assert layer.clean == 1.0


def test_garbage_and_print_differ_in_clean_tokens() -> None:
    assert clean_share(["Persentase", "capaian", "98,91%", "tahun", "2021", "BNNK", "P4GN", "-"]) == 1.0
    assert clean_share(["I", "l----_r", "t", "]", "E", "g", "5", "g", "tfilt", "Rp8.A68", "xkcd"]) < 0.35
    assert clean_share([]) == 0.0


@pytest.mark.parametrize("content", ["", "q q q", "BT (", "/Nope Do", "1 0 0 rg re f", "(" * 5000, "[" * 5000])
def test_broken_contents_do_not_stop_the_other_pages(content: str) -> None:
    pages = read_pages(pdf_of(content, text("dua")))
    assert texts_of(pages[1]) == ["dua"]


def test_page_that_cannot_be_loaded_says_so() -> None:
    """Its dictionary is gone; the next page is read."""
    damaged = pdf_of(text("satu"), text("dua")).replace(b"/Kids [3 0 R", b"/Kids [9 0 R", 1)
    pages = read_pages(damaged)
    assert [is_unreadable(page) for page in pages] == [True, False]
    assert pages[0].kind == PageKind.BLANK
    assert texts_of(pages[1]) == ["dua"]


def test_page_of_ten_metres_is_unreadable() -> None:
    page = page_of(paragraph(), box=(0, 0, 28_346, 28_346))
    assert is_unreadable(page)
    assert "28346 x 28346 pt" in page.reason


def test_page_with_too_many_glyphs_is_unreadable() -> None:
    page = read_pages(pdf_of(paragraph()), limits=Limits(glyphs=100))[0]
    assert is_unreadable(page)
    assert "glyphs" in page.reason


def _encrypted(*, user: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(text("rahasia")))) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user=user, owner="owner", R=6))
    return stream.getvalue()


def _without_pages() -> bytes:
    stream = io.BytesIO()
    pikepdf.new().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (EmptyInput, b""),
        (NotAPdf, b"PK\x03\x04 a word processor's file"),
        (NotAPdf, b"x" * 2000 + b"%PDF-1.7"),
        (DamagedInput, b"%PDF-1.7\n"),
        (DamagedInput, pdf_of(text("satu"))[:120]),
        (NoPages, _without_pages()),
        (EncryptedInput, _encrypted(user="sandi")),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_files_that_cannot_be_read_say_why_and_what_to_do(kind: type[InputError], content: bytes) -> None:
    with pytest.raises(kind) as caught, open_pdf(content):
        pass
    assert "; " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_encryption_without_a_user_password_is_no_hindrance() -> None:
    assert texts_of(read_pages(_encrypted(user=""))[0]) == ["rahasia"]


def test_file_whose_table_of_objects_is_wrong_is_put_together() -> None:
    whole = pdf_of(paragraph())
    assert texts_of(read_pages(whole.replace(b"startxref\n", b"startxref\n9"))[0])[0] == "Laporan"


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match=r"nowhere\.pdf: no such file; check the path"):
        read_pages(tmp_path / "nowhere.pdf")
    with pytest.raises(UnreadableInput, match=tmp_path.name):
        read_pages(tmp_path)


def test_errors_survive_the_way_out_of_a_worker() -> None:
    error = pickle.loads(pickle.dumps(NotAPdf(where="a.pdf")))
    assert str(error) == "a.pdf: not a PDF; give a PDF file; convert other kinds first"


def _real() -> Path:
    named = os.environ.get("LKIP_REAL")
    return Path(named) if named else Path(__file__).parents[3] / "shared" / "real"


@pytest.mark.skipif(not (_real() / "pdf").is_dir(), reason="real documents are not at hand (LKIP_REAL)")
def test_kinds_of_real_documents() -> None:
    """Recognised text under a picture is a scan, text over one is not; garbage and 1-bit scans are scans."""
    scans = {
        "formulir-j3-sideways",
        "lkip-psda-1bit",
        "negative-regulation-ocr",
        "pk-dkips-2021-mixed",
        "pk-eselon2-colour",
        "pk-kadis-2016-colour",
        "pk-kadis-ocr-under-image",
        "sk-iku-sideways",
    }
    for path in sorted((_real() / "pdf").glob("*.pdf")):
        kinds = {page.kind for page in read_pages(path)}
        assert kinds == {PageKind.SCAN if path.stem in scans else PageKind.TEXT}, path.stem
