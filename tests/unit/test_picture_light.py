"""Dark blocks with light print, and the lean of columns."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.picture.darkblocks import exchanged
from extract.picture.flatten import doubt_of_two_sheets
from extract.picture.lean import find_lean
from extract.picture.letters import find_letters, ink_of
from extract.picture.model import GreyImage
from extract.picture.sheet import even_light

BLOCK = slice(100, 160), slice(60, 840)


def page_with_block(ground: int, ink: int) -> GreyImage:
    """A light page, 900 by 1200 px, with lines of print and a block of one grey that holds a heading."""
    page = np.full((1200, 900), 235, np.uint8)
    page[BLOCK] = ground
    for x, word in ((90, "Indikator"), (400, "Target"), (620, "Realisasi")):
        cv2.putText(page, word, (x, 140), cv2.FONT_HERSHEY_SIMPLEX, 0.9, ink, 2, cv2.LINE_AA)
    for line in range(12):
        cv2.putText(page, "Jumlah lembaga 52,14", (80, 220 + 40 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 40, 2)
    return page


@pytest.mark.parametrize("ground", [20, 70, 120])
def test_light_print_on_a_dark_block_becomes_dark_on_light(ground: int) -> None:
    block = exchanged(page_with_block(ground, 250))[BLOCK][8:-8, 8:-8]
    assert np.median(block) > 200
    assert 0.03 < (block < 120).mean() < 0.3


def test_a_blocks_edge_stays_dark() -> None:
    lit = exchanged(page_with_block(60, 250))
    assert lit[101, 100:800].mean() < 120
    assert lit[130, 61] < 120


@pytest.mark.parametrize(("ground", "ink"), [(190, 30), (235, 30), (120, 20)])
def test_dark_print_on_a_tinted_block_stays_as_it_is(ground: int, ink: int) -> None:
    page = page_with_block(ground, ink)
    assert (exchanged(page) == page).all()


def test_a_black_bar_without_print_stays_black() -> None:
    page = page_with_block(10, 10)
    assert np.median(exchanged(page)[BLOCK]) < 30


def page_of_columns(lean: float) -> GreyImage:
    """Four columns of words whose beginnings lean to the right by `lean` px a px."""
    page = np.full((1400, 1200), 255, np.uint8)
    for line in range(28):
        y = 60 + 46 * line
        for x in (80, 360, 640, 920):
            cv2.putText(page, "Narkotika", (round(x + lean * y), y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return page


@pytest.mark.parametrize("lean", [-0.12, -0.05, 0.04, 0.1])
def test_the_lean_of_columns_is_measured(lean: float) -> None:
    found = find_lean(find_letters(ink_of(even_light(page_of_columns(lean)))))
    assert found == pytest.approx(lean, abs=0.012)


def test_upright_columns_do_not_lean_and_a_few_words_tell_nothing() -> None:
    page = page_of_columns(0.0)
    assert find_lean(find_letters(ink_of(page))) == pytest.approx(0.0, abs=0.006)
    assert find_lean(find_letters(ink_of(page[:120]))) is None


def sheets_of_print(columns: tuple[int, ...], *, width: int = 2000) -> GreyImage:
    """A wide picture with lines of print that begin at some places, 600 px long each."""
    page = np.full((1300, width), 255, np.uint8)
    for line in range(20):
        for x in columns:
            cv2.putText(page, "Jumlah lembaga rehabilitasi narkoba", (x, 80 + 55 * line), 0, 0.95, 0, 2)
    return page


def test_two_sheets_side_by_side_are_doubted_and_one_wide_sheet_is_not() -> None:
    two, one = sheets_of_print((120, 1250)), sheets_of_print((120, 700, 1250))
    assert "two sheets" in doubt_of_two_sheets(two, 22.0)
    assert doubt_of_two_sheets(one, 22.0) == ""
    assert doubt_of_two_sheets(two[:, :1000], 22.0) == ""
    two[600:603, 100:1900] = 0
    assert doubt_of_two_sheets(two, 22.0) == ""
