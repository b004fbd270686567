"""A sheet of paper in a picture: its corners, its turn, its tilt and its curl, and the way back to the page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extract.picture.flatten import flatten_picture
from extract.picture.letters import ink_of
from extract.picture.model import GreyImage, RuledSheet
from extract.picture.sheet import even_light, find_paper, find_tilt, unfold
from extract.picture.turn import find_turn, quarter_turned
from tests.photos import Drawn, draw_page, farthest, picture_of, read, shape_of, shot

NO_PRINT = np.zeros((0, 2))
LYING = [(70.0, 40.0), (540.0, 75.0), (500.0, 650.0), (30.0, 610.0)]
PHOTO = (600, 700)
WHOLE = [(0.0, 0.0), (520.0, 0.0), (520.0, 600.0), (0.0, 600.0)]


@pytest.fixture(scope="module")
def page() -> Drawn:
    return draw_page()


def ascenders(crops: Sequence[GreyImage]) -> list[float]:
    """A reader in small: Latin print has more above its small letters than below them."""
    found = []
    for crop in crops:
        rows = np.asarray(ink_of(crop).sum(axis=1), dtype=float)
        full = np.flatnonzero(rows > 0.5 * rows.max())
        above, below = rows[: full[0]].sum(), rows[full[-1] + 1 :].sum()
        found.append(float(above / (above + below + 1)))
    return found


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_turned_upright_from_each_side(page: Drawn, turned: int) -> None:
    assert find_turn(even_light(quarter_turned(page.image, turned)), ascenders).deg == (360 - turned) % 360


def test_without_a_reader_a_page_is_turned_to_level_lines_at_least(page: Drawn) -> None:
    turn = find_turn(quarter_turned(page.image, 270), None)
    assert turn.deg == 90
    assert "no reader" in turn.note


def test_a_reader_that_cannot_tell_leaves_the_end_as_it_is(page: Drawn) -> None:
    turn = find_turn(page.image, lambda crops: [0.5] * len(crops))
    assert turn.deg == 0
    assert "not sure" in turn.note


def test_a_turned_page_leads_back_to_where_its_table_stands(page: Drawn) -> None:
    ruled = read(quarter_turned(page.image, 90), ascenders)
    assert ruled.sheet.turn_deg == 270
    height = page.image.shape[0]
    turned = Drawn(page.image, page.xs, page.ys, lambda p: np.column_stack([height - p[:, 1], p[:, 0]]))
    assert farthest(ruled, turned) < 0.25


@pytest.mark.parametrize("desk", [20, 150])
def test_paper_is_found_against_a_desk(page: Drawn, desk: int) -> None:
    photo = picture_of(shot(page, LYING, PHOTO, desk=desk))
    corners = find_paper(photo.image, NO_PRINT).corners
    assert corners is not None
    assert np.abs(corners - LYING).max() < 0.01 * max(PHOTO)


def test_paper_is_found_against_cloth(page: Drawn) -> None:
    rows, columns = np.mgrid[0 : PHOTO[1], 0 : PHOTO[0]]
    cloth = (110 + 50 * np.sin(rows / 6) * np.sin(columns / 5)).astype(np.uint8)
    corners = find_paper(picture_of(shot(page, LYING, PHOTO, desk=cloth)).image, NO_PRINT).corners
    assert corners is not None
    assert np.abs(corners - LYING).max() < 0.02 * max(PHOTO)


def test_paper_as_light_as_its_desk_is_told_by_colour(page: Drawn) -> None:
    photo = picture_of(shot(page, LYING, PHOTO, desk=0))
    table = np.array((240, 200, 110), np.uint8)
    image = np.where(photo.image > 5, photo.image, table)
    corners = find_paper(np.ascontiguousarray(image), NO_PRINT).corners
    assert corners is not None
    assert np.abs(corners - LYING).max() < 0.02 * max(PHOTO)


def test_a_shadow_over_half_of_a_page_is_no_edge_of_paper(page: Drawn) -> None:
    edge = 1 - 0.5 / (1 + np.exp((300 - np.arange(page.image.shape[1])) / 4))
    ruled = read((page.image * edge).astype(np.uint8))
    assert any(step.startswith("sheet: none") for step in ruled.sheet.steps)
    assert farthest(ruled, page) < 0.25


@pytest.mark.parametrize("block", [(30, 20, 490, 330)])
def test_a_light_panel_printed_on_a_page_is_no_sheet(page: Drawn, block: tuple[int, int, int, int]) -> None:
    x0, top, x1, bottom = block
    tinted = (page.image * 0.75).astype(np.uint8)
    tinted[top:bottom, x0:x1] = page.image[top:bottom, x0:x1]
    ruled = read(tinted)
    assert any(step.startswith("sheet: none") for step in ruled.sheet.steps)


def test_perspective_is_undone(page: Drawn) -> None:
    corners = [(110.0, 30.0), (490.0, 50.0), (580.0, 685.0), (15.0, 650.0)]
    photo = shot(page, corners, PHOTO)
    assert farthest(read(photo), photo) < 0.25


def test_the_unfolded_corners_are_a_rectangle() -> None:
    way, (width, height) = unfold(np.array(LYING))
    own = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], dtype=float)
    assert np.abs(way.back(own) - LYING).max() < 1e-6


@pytest.mark.parametrize("deg", [-8.0, -1.3, 0.0, 0.4, 8.0])
def test_tilt_is_measured_closely(page: Drawn, deg: float) -> None:
    height, width = page.image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -deg, 1.0)
    tilted = cv2.warpAffine(page.image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    assert find_tilt(ink_of(np.asarray(tilted, np.uint8))) == pytest.approx(deg, abs=0.15)


@pytest.mark.parametrize("deg", [-8.0])
def test_a_tilted_page_leads_back_to_where_its_table_stands(page: Drawn, deg: float) -> None:
    turn = cv2.getRotationMatrix2D((260, 300), -deg, 0.92)
    corners = np.array(WHOLE) @ turn[:, :2].T + turn[:, 2] + 35
    photo = shot(page, [(float(x), float(y)) for x, y in corners], PHOTO, desk=240)
    assert farthest(read(photo), photo) < 0.25


@pytest.mark.parametrize("curl_px", [-15.0])
def test_curl_is_flattened(page: Drawn, curl_px: float) -> None:
    photo = shot(page, WHOLE, (520, 600), curl_px=curl_px)
    assert farthest(read(photo), photo) < 0.25


def test_tilt_perspective_curl_and_shadow_together_lead_back(page: Drawn) -> None:
    photo = shot(page, LYING, PHOTO, curl_px=10, light=0.4)
    ruled = read(photo)
    assert farthest(ruled, photo) < 0.25
    assert not ruled.doubt


def test_a_flat_page_is_left_as_it_is(page: Drawn) -> None:
    sheet = read(page).sheet
    assert len(sheet.maps) == 2
    assert any(step.startswith("flatten: flat already") for step in sheet.steps)


def test_light_is_evened(page: Drawn) -> None:
    light = np.linspace(1.0, 0.45, page.image.shape[1])
    paper = even_light((page.image * light).astype(np.uint8))[10:35]
    assert int(paper.max()) - int(np.percentile(paper, 1)) < 15


@pytest.mark.parametrize("scale", [0.75])
def test_print_comes_out_at_one_size_whatever_the_resolution(page: Drawn, scale: float) -> None:
    sized = np.asarray(cv2.resize(page.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    ruled = read(sized)
    assert ruled.sheet.letter_height_px == pytest.approx(24, abs=0.5)
    assert shape_of(ruled) == [(4, 4)]


def test_dpi_that_cannot_be_do_not_change_what_is_found(page: Drawn) -> None:
    """A page of three metres with print of 60 points: the print says what a point is."""
    picture = picture_of(page)
    wrong = type(picture)(picture.image, picture.width * 20, picture.height * 20)
    ruled = flatten_picture(wrong, 1)
    assert isinstance(ruled, RuledSheet)
    assert shape_of(ruled) == [(4, 4)]
    assert 2 < ruled.page.text_height < 40
    # The way back still leads to the page as the file has it.
    box = ruled.sheet.to_page(ruled.sheet.to_pixels(ruled.page.rules[0].box))
    assert box.x1 > picture.width
