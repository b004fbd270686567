"""Pictures of what was found."""

from __future__ import annotations

from PIL import Image

from extract.draw import Layer, Mark, crop, draw_layers
from extract.model import Box

RED = (255, 0, 0)


def _white(width: int, height: int) -> Image.Image:
    return Image.new("RGB", (width, height), "white")


def test_a_box_is_drawn_around_what_it_marks() -> None:
    layer = Layer("cell", RED, (Mark(Box(20, 20, 40, 30)),), width_px=2)
    drawn = draw_layers(_white(100, 100), 2.0, [layer])
    assert drawn.getpixel((60, 50)) == (255, 255, 255)
    assert drawn.getpixel((39, 50)) != (255, 255, 255)


def test_the_legend_stands_below_the_page_and_wraps() -> None:
    layers = [Layer(f"layer {n}", RED, (Mark(Box(1, 1, 2, 2)),)) for n in range(9)]
    one, nine = (draw_layers(_white(300, 100), 1.0, some).height for some in (layers[:1], layers))
    assert 100 < one < nine


def test_a_layer_without_marks_is_not_in_the_legend() -> None:
    drawn = draw_layers(_white(300, 100), 1.0, [Layer("rule", RED, ())])
    assert drawn.getcolors() == [(300 * drawn.height, (255, 255, 255))]


def test_a_box_off_the_page_is_cut_to_a_picture() -> None:
    picture = _white(100, 50)
    assert crop(picture, 1.0, Box(10, 10, 30, 20)).size == (20, 10)
    assert crop(picture, 1.0, Box(-5, -5, 500, 500)).size == (100, 50)
    assert crop(picture, 1.0, Box(200, 200, 300, 300)).size == (1, 1)
