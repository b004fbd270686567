"""Which glyphs of a text page count as words, where they stand, and what is said of the others."""

from __future__ import annotations

import pytest

from extract.glyphs import printed
from extract.model import Box
from extract.read import iter_pages
from tests.pages import PIXEL, page_of, paragraph, pdf_of, reasons_of, text, texts_of


def test_words_stand_in_points_from_the_top_left() -> None:
    page = page_of(text("Target 86", x=72, y=700))
    assert texts_of(page) == ["Target", "86"]
    box = page.words[0].box
    # The baseline is 842 - 700 below the top; "T" is 7.2 high and "g" hangs 2.2 below.
    assert box.x0 == pytest.approx(72.2, abs=0.5)
    assert box.top == pytest.approx(134.8, abs=0.5)
    assert box.bottom == pytest.approx(144.2, abs=0.5)


def test_the_box_is_tight_around_the_glyphs() -> None:
    assert page_of(text("sama")).words[0].box.height == pytest.approx(5.6, abs=0.5)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_page_with_text_turned_back_gives_the_same_words(rotate: int) -> None:
    """/Rotate is applied, and sideways text is turned upright: the reader's page never changes."""
    page = page_of(paragraph())
    turned = page_of(paragraph(), page_entries=f"/Rotate {rotate}")
    assert texts_of(turned) == texts_of(page)
    assert turned.turn_deg == -rotate % 360
    assert (turned.width, turned.height) == (page.width, page.height)
    assert turned.words[0].box.top == pytest.approx(page.words[0].box.top, abs=0.01)


def test_boxes_of_a_turned_page_map_back_to_the_page_as_viewed() -> None:
    """Words of a page shown sideways at /Rotate 90 stand at its right edge."""
    page = page_of(text("Target", x=72, y=800), page_entries="/Rotate 90")
    viewed = page.to_view(page.words[0].box)
    assert viewed.x0 == pytest.approx(800, abs=3)
    assert viewed.top == pytest.approx(72, abs=1)


def test_crop_box_and_shifted_origin_move_the_frame() -> None:
    page = page_of(text("Target", x=172, y=700), box=(-50, -50, 900, 900), page_entries="/CropBox [100 0 695 842]")
    assert (page.width, page.height) == (595, 842)
    assert page.words[0].box.x0 == pytest.approx(72.2, abs=0.5)


def test_text_written_at_a_quarter_turn_is_read_upright() -> None:
    page = page_of("BT /F 10 Tf 0 1 -1 0 300 100 Tm (Realisasi anggaran) Tj ET")
    assert page.turn_deg == 90
    assert texts_of(page) == ["Realisasi", "anggaran"]
    assert page.words[0].box.width > page.words[0].box.height
    assert (page.width, page.height) == (842, 595)


def test_text_in_forms_is_read_with_their_matrices() -> None:
    page = page_of("/X Do", forms={"X": "/Matrix [2 0 0 2 10 20] stream" + text("Target", x=31, y=340)})
    assert page.words[0].box.x0 == pytest.approx(72.4, abs=0.8)
    assert page.words[0].box.height == pytest.approx(18.7, abs=1)


def test_fonts_slanted_by_their_matrix_are_not_turned() -> None:
    page = page_of("BT /F 10 Tf 1 0 .3 1 72 700 Tm (Sasaran miring) Tj ET")
    assert texts_of(page) == ["Sasaran", "miring"]


def test_bold_fonts_are_known() -> None:
    page = page_of(text("tegas", font="B") + text("biasa", y=650))
    assert [word.bold for word in page.words] == [True, False]


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        ("invisible", text("rahasia", ops="3 Tr")),
        ("invisible", "q /None gs " + text("rahasia") + "Q"),
        ("white", text("rahasia", ops="1 g")),
        ("white", "1 g 60 690 200 30 re f " + text("rahasia", ops="1 g")),
        ("off-page", text("rahasia", x=900)),
        ("clipped", "q 0 0 100 100 re W n " + text("rahasia") + "Q"),
        ("covered", text("rahasia") + "1 g 60 690 100 30 re f"),
        ("covered", text("rahasia") + "0 g 60 690 100 30 re f"),
        ("slanted", "BT /F 40 Tf .7 .7 -.7 .7 100 100 Tm (rahasia) Tj ET"),
        ("turned", "BT /F 10 Tf 0 1 -1 0 300 100 Tm (rahasia) Tj ET"),
    ],
)
def test_text_that_a_reader_does_not_see_is_left_out_by_name(reason: str, content: str) -> None:
    page = page_of(paragraph() + content)
    assert "rahasia" not in texts_of(page)
    assert reasons_of(page) == {reason: "rahasia"}


def test_white_text_on_a_dark_cell_is_read() -> None:
    page = page_of(paragraph() + ".2 g 60 690 200 30 re f " + text("Uraian", ops="1 g"))
    assert "Uraian" in texts_of(page)


def test_white_text_on_a_gradient_is_read() -> None:
    page = page_of(paragraph() + "/Pattern cs /Bar scn 60 690 200 30 re f " + text("Uraian", ops="1 g"))
    assert "Uraian" in texts_of(page)
    assert [fill.grey < 0.5 for fill in page.fills] == [True]


def test_text_painted_after_a_white_cell_is_read() -> None:
    assert texts_of(page_of("1 g 60 690 200 30 re f 0 g " + text("Uraian"))) == ["Uraian"]


def test_transparent_marker_over_text_does_not_cover_it() -> None:
    assert texts_of(page_of(text("Uraian") + "/Half gs 1 1 0 rg 60 690 100 30 re f")) == ["Uraian"]


@pytest.mark.parametrize("shift", [0, 0.3])
def test_overprinted_text_counts_once(shift: float) -> None:
    """Bold made by printing twice, or a drop shadow, is one word."""
    page = page_of(text("Target 100") + paragraph() + text("Target 100", x=72 + shift))
    assert texts_of(page).count("Target") == 1


def test_equal_words_in_neighbouring_cells_both_count() -> None:
    assert texts_of(page_of(text("100") + text("100", x=120) + text("100", y=688))) == ["100", "100", "100"]


def test_level_watermark_over_the_text_is_left_out() -> None:
    page = page_of(paragraph(20) + "q /Faint gs " + text("SALINAN", x=100, y=450, size=90) + "Q")
    assert "SALINAN" not in texts_of(page)
    assert reasons_of(page) == {"watermark": "SALINAN"}


def test_large_title_above_the_text_is_read() -> None:
    assert "LAPORAN" in texts_of(page_of(paragraph() + text("LAPORAN", size=60, y=700)))


def test_glyphs_without_a_character_are_told() -> None:
    """A number with an unknown digit must not be read as a shorter number."""
    page = page_of(paragraph() + text("12A5", font="U") + text("ABC", font="U", y=650))
    assert "125" not in texts_of(page)
    assert "12\ufffd5" in texts_of(page)
    assert "no-unicode" in reasons_of(page)


def test_letters_placed_one_by_one_make_a_word() -> None:
    letters = "".join(text(letter, x=72 + 5.56 * k) for k, letter in enumerate("banana"))
    assert texts_of(page_of(letters)) == ["banana"]


def test_pieces_that_touch_make_one_word_wherever_they_are_painted() -> None:
    """A number whose last digits are painted later, as after an edit, is not two numbers."""
    page = page_of(text("1.506") + paragraph() + text("506", x=72 + 24.5))
    assert "1.506506" in texts_of(page)


def test_pieces_a_hair_apart_stay_apart_when_painted_at_different_times() -> None:
    """Numbers of two narrow cells may stand 1 pt apart."""
    page = page_of(text("98,91") + paragraph() + text("100", x=72 + 26))
    assert {"98,91", "100"} <= set(texts_of(page))


def test_words_apart_without_a_space_character_stay_apart() -> None:
    page = page_of("BT /F 10 Tf 72 700 Td [(Target) -600 (86)] TJ ET")
    assert texts_of(page) == ["Target", "86"]


def test_hyphen_at_a_line_end_stays_with_its_word() -> None:
    page = page_of(text("penyalah-") + text("gunaan", y=688))
    assert texts_of(page) == ["penyalah-", "gunaan"]


def test_text_over_a_picture_is_read() -> None:
    page = page_of(f"q 595 0 0 842 0 0 cm {PIXEL} Q " + paragraph())
    assert "98,91" in texts_of(page)
    assert page.images == (Box(0, 0, 595, 842),)


def test_pages_keep_their_numbers() -> None:
    pages = iter_pages(pdf_of(text("satu"), text("dua")))
    assert [(page.number, texts_of(page)) for page in pages] == [(1, ["satu"]), (2, ["dua"])]


def test_page_of_fills_without_text_has_no_words() -> None:
    page = page_of(".5 g 100 100 200 200 re f 300 300 50 50 re f")
    assert (page.words, page.left_out) == ((), ())


def test_letters_of_a_ligature_written_with_their_bytes_swapped_are_letters() -> None:
    assert printed("narko\u7400\u6900ka") == "narkotika"
