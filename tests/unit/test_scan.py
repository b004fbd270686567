"""A text layer found besides a scan's picture: when it is heard; and print that no reading accounts for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extract.consensus import SettledWord
from extract.layer import layer_texts, share_confirmed
from extract.model import Agreement, Box, Reading, TextSource, Word
from extract.picture.model import CellCrop, GreyImage, PixelBox, Points, Sheet
from extract.read import Layer
from extract.scan import ReadLine, doubt_unread, with_layer, words_of
from extract.unread import have_unread_ink

AGREED, SINGLE, DISPUTED = Agreement.AGREED, Agreement.SINGLE, Agreement.DISPUTED
PRINT = ["Jumlah lembaga rehabilitasi", "Meningkatnya ketahanan remaja", "Terselenggaranya layanan", "Target Realisasi"]


class HalfSize:
    """Two pixels a point."""

    def back(self, points: Points) -> Points:
        return points / 2


class UpsideDown:
    """A page of 500 by 500 points that was turned by 180 degrees."""

    def back(self, points: Points) -> Points:
        return 500 - points / 2


def sheet(step: HalfSize | UpsideDown | None = None) -> Sheet:
    return Sheet(np.full((1000, 1000), 255, np.uint8), 24.0, 0, 500.0, 500.0, 2.0, (step or HalfSize(),))


def box_of(line: int) -> PixelBox:
    return 100, 100 + 60 * line, 900, 140 + 60 * line


def layer_of(*lines: str, clean: float = 0.95, down: float = 0.0) -> Layer:
    """A layer with a line of words at each line's place."""
    words = [
        Word(text, Box(60 + 70 * k, 52 + 30 * n + down, 120 + 70 * k, 68 + 30 * n + down), source=TextSource.LAYER)
        for n, line in enumerate(lines)
        for k, text in enumerate(line.split())
    ]
    return Layer(tuple(words), clean)


def read_line(line: int, *texts: tuple[str, str]) -> ReadLine:
    crop = CellCrop(box_of(line), np.full((40, 800), 255, np.uint8))
    return ReadLine(crop, tuple(Reading(engine, "1", text, 0.9) for engine, text in texts), ())


def heard(number: Sequence[tuple[str, str]], layer_number: str, **changes: float) -> ReadLine:
    """A line with a number below lines of words, once the layer was heard."""
    lines = [*(read_line(n, ("rapidocr", text)) for n, text in enumerate(PRINT)), read_line(len(PRINT), *number)]
    return with_layer(lines, layer_of(*PRINT, layer_number, **changes), sheet())[-1]


def test_a_layer_settles_what_two_engines_dispute() -> None:
    line = heard([("rapidocr", "844.830.000"), ("tesseract-ind", "844.890.000")], "844.830.000")
    assert [(word.text, word.agreement) for word in line.words] == [("844.830.000", AGREED)]
    assert line.readings[-1].engine == "layer"


def test_a_layer_is_no_second_engine_for_tesseract() -> None:
    """Most layers were made by it, and err as it does."""
    line = heard([("rapidocr", "844.830.000"), ("tesseract-ind", "844.890.000")], "844.890.000")
    assert [word.agreement for word in line.words] == [DISPUTED]
    assert [word.agreement for word in heard([("tesseract-ind", "12")], "12").words] == [SINGLE]


def test_what_the_layer_alone_has_is_single_and_says_where_it_is_from() -> None:
    line = heard([("rapidocr", "")], "844.830.000")
    crop = np.full((40, 800), 255, np.uint8)
    crop[10:30, 20:400] = 0
    [word] = words_of(sheet(), ReadLine(CellCrop(line.crop.box, crop), line.readings, line.words))
    assert (word.text, word.agreement, word.source) == ("844.830.000", SINGLE, TextSource.LAYER)


@pytest.mark.parametrize("changes", [{"clean": 0.7}, {"down": 300.0}])
def test_a_layer_that_cannot_be_read_or_lies_elsewhere_is_not_heard(changes: dict[str, float]) -> None:
    line = heard([("rapidocr", "844.830.000"), ("tesseract-ind", "844.890.000")], "844.830.000", **changes)
    assert len(line.readings) == 2


def test_a_layer_of_other_words_is_not_heard() -> None:
    lines = [read_line(n, ("rapidocr", text)) for n, text in enumerate(PRINT)]
    other = layer_of(*["Lorem ipsum dolor", "sit amet consectetur", "adipiscing elit sed", "eiusmod tempor"])
    assert all(len(line.readings) == 1 for line in with_layer(lines, other, sheet()))


def test_too_few_words_do_not_tell_what_a_layer_is_worth() -> None:
    reading = [[Reading("rapidocr", "1", "Target", 0.9)]]
    assert share_confirmed(["Target"], reading) == 0.0


def test_words_of_a_layer_are_found_on_a_page_that_was_turned() -> None:
    """In the order of the line as it is read, not as the file has it."""
    words = [Word("Target", Box(380, 430, 440, 446)), Word("Kinerja", Box(250, 430, 330, 446))]
    assert layer_texts(words, sheet(UpsideDown()), [box_of(0)]) == ["Target Kinerja"]


def test_letters_that_are_no_word_are_left_out_of_a_layer() -> None:
    layer = layer_of("Target l---_r 51,10 tl")
    assert layer_texts(layer.words, sheet(), [box_of(0)]) == ["Target 51,10"]


def printed(text: str, *, wide: int = 14) -> GreyImage:
    """A block of ink for each digit, a lower one for each mark; 20 px high."""
    picture = np.full((40, wide * len(text) + 20), 255, np.uint8)
    for k, char in enumerate(text):
        picture[10 if char.isdigit() else 26 : 30, 10 + wide * k : 10 + wide * k + (wide - 3)] = 0
    return picture


@pytest.mark.parametrize(("print_", "read"), [("298.756.782", "756.782"), ("11", "1"), ("120", "20")])
def test_a_number_that_is_narrower_than_its_print_was_not_read_whole(print_: str, read: str) -> None:
    others = [(printed(text), text) for text in ("756.782", "51,10", "1.500.000", "86", "12", "9.100", "33", "4")]
    assert have_unread_ink([*others, (printed(print_), read)]) == [False] * len(others) + [True]


def test_every_font_has_its_own_width_of_digits() -> None:
    assert not any(have_unread_ink([(printed("756.782", wide=wide), "756.782") for wide in (9, 14, 17)]))


def test_words_and_white_paper_have_no_width_to_compare() -> None:
    assert have_unread_ink([(printed("12345678"), "20 Orang"), (np.full((40, 90), 255, np.uint8), "1")]) == [False] * 2


def test_readers_that_agree_on_part_of_a_number_are_no_surer_than_single() -> None:
    words = (SettledWord("756.782", 0.9, AGREED, engine="rapidocr"),)
    [line] = doubt_unread([ReadLine(CellCrop(box_of(0), printed("298.756.782")), (), words)])
    assert [word.agreement for word in line.words] == [SINGLE]
