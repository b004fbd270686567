"""pdfium's text page → runs of glyphs with their boxes, and how each is painted.

A call through ctypes costs 1 to 2 µs, so a run asks for the box around its glyphs once, and what is common
to a text object (matrix, font, colour, render mode) is read once per object.
"""

from __future__ import annotations

import ctypes
import math
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

from extract.pageobject import clip_of, colour_of
from extract.painting import TextPlace
from extract.pdf import Handle
from extract.userspace import IDENTITY, UserBox, around, cropped

# GetText writes U+FFFE for a hyphen that cuts a word at a line end, GetUnicode U+0002; a soft hyphen that
# is drawn prints as a hyphen. Zero-width characters print nothing.
_PRINTED = {
    0xFFFE: "-", 0x0002: "-", 0x00AD: "-", 0x2010: "-", 0x2011: "-",
    0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: "",
    # Bullets of Symbol and Wingdings, which Word writes into the private use area as U+F000 + code.
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF06E: "■", 0xF0A8: "□", 0xF06C: "●",
}  # fmt: skip
UNMAPPED = "\ufffd"
"""Stands in a run's text for a glyph whose character the file does not tell."""

_RUN = re.compile(r"\S+")
# A footnote's number or an exponent after a number: its print is smaller by this factor and stands higher by this share
# of the size of what it follows. Unraised it would be read as one more digit: 8² as 82.
_RAISED = re.compile(r"(?<=[\d%])\s*[\d()]{1,4}$")
_RAISED_SIZE, _RAISED_BY = 0.8, 0.2
_MAY_BE_RAISED = frozenset("0123456789)")
_SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


# Writing this far off a quarter turn is slanted: the recognised text of a crooked scan is off by 1 or 2
# degrees, watermarks by 20 and more.
QUARTER_TOLERANCE_DEG = 3.0

# Text rendering modes that paint nothing, and the one that paints outlines only (ISO 32000-1, table 106).
_UNPAINTED_MODES = frozenset((3, 7))
_OUTLINE_MODES = frozenset((1, 5))

_BOLD_WEIGHT = 600
_FORCE_BOLD_FLAG = 1 << 18
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What the glyphs of one text object share.

    `order` counts painted objects, 0 when unknown; `font` tells the fonts of one page apart. `quarter`
    counts the quarter turns that the writing stands at, counter-clockwise in user space, 0 to 3; it is None
    for slanted writing. `size` is the font size as printed, in points. `lightness` is that of the colour, 0
    black to 1 white; `opacity` is 0 when the text is not painted.
    """

    order: int = 0
    quarter: int | None = 0
    size: float = 0.0
    bold: bool = False
    lightness: float = 0.0
    opacity: float = 1.0
    clip: UserBox | None = None
    font: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without white space between them, one line, in user space."""

    text: str
    box: UserBox
    style: Style


@dataclass(slots=True)
class _Piece:
    """A range of glyphs on one line, by index. Not frozen: there is one for every word, which costs time."""

    start: int
    end: int
    box: UserBox
    style: Style


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far glyphs of one word stand apart along the line, back and forth, and across it, in font sizes."""

    back: float
    forth: float
    across: float


# Inside what pdfium takes for a word.
_IN_WORD = _Reach(back=0.3, forth=0.5, across=0.4)
# Over a break that pdfium made up: in 21 documents words stand at least 0.2 apart where no space is
# written, and pieces of one word (a hyphen taken for a new line) at most 0.11.
_OVER_BREAK = _Reach(back=0.15, forth=0.15, across=0.2)


def count_glyphs(text_page: Handle) -> int:
    """How many glyphs an open text page has, pdfium's own spaces and line ends among them."""
    return max(0, int(pdfium.FPDFText_CountChars(text_page)))


def read_runs(text_page: Handle, texts: Mapping[int, TextPlace]) -> list[Run]:
    """All runs of glyphs of an open text page, in the order pdfium gives, whatever their visibility.

    Args:
        text_page: pdfium's handle of the text page.
        texts: Where each text object stands, keyed by its address (`Painting.texts`).
    """
    # Zero-width characters alone leave an empty run.
    return [run for run in _Reader(text_page, texts).runs() if run.text]


class _Reader:
    """One text page being read: its characters, and what was learned of its text objects and fonts."""

    def __init__(self, text_page: Handle, texts: Mapping[int, TextPlace]) -> None:
        self.page = text_page
        self.texts = texts
        self.text = _characters(text_page)
        self.styles: dict[int, Style] = {}
        self.bold_fonts: dict[int, bool] = {}
        # By font, the characters that are known to have a Unicode mapping: one question for each, not for
        # each glyph.
        self.mapped: dict[int, set[str]] = {}
        self.corners = tuple(ctypes.c_double() for _ in range(4))
        self.left, self.bottom, self.right, self.top = map(ctypes.byref, self.corners)

    def runs(self) -> Iterator[Run]:
        last: _Piece | None = None
        for match in _RUN.finditer(self.text):
            for piece in self._pieces(*match.span()):
                if last is not None and self._goes_on(last, piece):
                    last = _Piece(last.start, piece.end, around([last.box, piece.box]), last.style)
                    continue
                if last is not None:
                    yield self._run(last)
                last = piece
        if last is not None:
            yield self._run(last)

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        """One piece, or several where the glyphs of pdfium's word do not stand beside each other."""
        style = self._style(start)
        boxes = self._object_boxes(start, end)
        if len(boxes) == 1 or _follow(boxes, style, _IN_WORD):
            yield _Piece(start, end, around(boxes), style)
            return
        begin, box = start, self._glyph_box(start)
        for index in range(start + 1, end):
            following = self._glyph_box(index)
            if not _is_beside(box, following, style, _IN_WORD):
                yield _Piece(begin, index, around(self._object_boxes(begin, index)), style)
                begin, style = index, self._style(index)
            box = following
        yield _Piece(begin, end, around(self._object_boxes(begin, end)), style)

    def _goes_on(self, last: _Piece, piece: _Piece) -> bool:
        """Whether pdfium put a break of its own between two pieces of one word."""
        between = range(last.end, piece.start)
        if not between or not _is_beside(last.box, piece.box, last.style, _OVER_BREAK):
            return False
        if last.style.quarter != piece.style.quarter:
            return False
        return all(pdfium.FPDFText_IsGenerated(self.page, index) == 1 for index in between)

    def _run(self, piece: _Piece) -> Run:
        text = self.text[piece.start : piece.end]
        mapped = self.mapped.setdefault(piece.style.font, set())
        if not mapped.issuperset(text):
            text = "".join(self._told(char, index, mapped) for index, char in enumerate(text, piece.start))
        if text[-1:] in _MAY_BE_RAISED:
            text = self._with_raised(text, piece)
        # Pieces that were put together have pdfium's line break between them.
        text = "".join(text.split())
        return Run(text if text.isalnum() and text.isascii() else printed(text), piece.box, piece.style)

    def _with_raised(self, text: str, piece: _Piece) -> str:
        """The text with a small number that is raised behind another written as such."""
        ends = _RAISED.search(text)
        while ends is not None:
            # pdfium may have put a break of its own before it.
            glyphs = [i for i in range(ends.start(), ends.end()) if not text[i].isspace()]
            if all(self._is_raised(piece.start + i, piece) for i in glyphs):
                return text[: ends.start()] + raised(ends.group())
            ends = _RAISED.search(text, ends.start() + 1)
        return text

    def _is_raised(self, index: int, piece: _Piece) -> bool:
        size = piece.style.size
        small = piece.style.quarter == 0 and self._style(index).size <= _RAISED_SIZE * size
        return small and self._glyph_box(index)[1] - piece.box[1] >= _RAISED_BY * size

    def _told(self, char: str, index: int, mapped: set[str]) -> str:
        """The character of a glyph, or UNMAPPED where the font does not tell it and pdfium gives its code."""
        if char not in mapped and pdfium.FPDFText_HasUnicodeMapError(self.page, index) == 1:
            return UNMAPPED
        mapped.add(char)
        return char

    def _object_boxes(self, start: int, end: int) -> list[UserBox]:
        """The tight box of a range of glyphs, one per text object that it runs through."""
        found = []
        left, bottom, right, top = self.corners
        for index in range(pdfium.FPDFText_CountRects(self.page, start, end - start)):
            pdfium.FPDFText_GetRect(self.page, index, self.left, self.top, self.right, self.bottom)
            found.append((left.value, bottom.value, right.value, top.value))
        # Glyphs without ink, as in some fonts of recognised text, have no rectangles.
        return found or [self._glyph_box(start), self._glyph_box(end - 1)]

    def _glyph_box(self, index: int) -> UserBox:
        pdfium.FPDFText_GetCharBox(self.page, index, self.left, self.right, self.bottom, self.top)
        left, bottom, right, top = self.corners
        return left.value, bottom.value, right.value, top.value

    def _style(self, index: int) -> Style:
        handle = pdfium.FPDFText_GetTextObject(self.page, index)
        address = ctypes.addressof(handle.contents) if handle else 0
        style = self.styles.get(address)
        if style is None:
            place = self.texts.get(address, TextPlace(0, IDENTITY, None))
            style = self._read_style(handle, place, index) if handle else Style()
            self.styles[address] = style
        return style

    def _read_style(self, handle: Handle, place: TextPlace, index: int) -> Style:
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFText_GetMatrix(self.page, index, matrix)
        pdfium.FPDFTextObj_GetFontSize(handle, size)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        outlined = mode in _OUTLINE_MODES
        getter = pdfium.FPDFPageObj_GetStrokeColor if outlined else pdfium.FPDFPageObj_GetFillColor
        lightness, opacity = colour_of(handle, getter)
        font = pdfium.FPDFTextObj_GetFont(handle)
        return Style(
            order=place.order,
            # The first row of the matrix: slanted fonts shear the second and are not turned.
            quarter=_quarter(math.degrees(math.atan2(matrix.b, matrix.a))),
            size=abs(size.value) * math.hypot(matrix.c, matrix.d),
            bold=self._is_bold(font),
            lightness=lightness,
            opacity=0.0 if mode in _UNPAINTED_MODES else opacity,
            clip=cropped(clip_of(handle, place.matrix), place.clip),
            font=ctypes.addressof(font.contents) if font else 0,
        )

    def _is_bold(self, font: Handle) -> bool:
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self.bold_fonts:
            self.bold_fonts[address] = _font_is_bold(font)
        return self.bold_fonts[address]


def _characters(text_page: Handle) -> str:
    """The text page's characters, one for each index that pdfium counts."""
    count = count_glyphs(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", errors="replace")[:count]
    # Where glyphs have no character or one beyond the basic plane, GetText has other indexes than the glyphs.
    if written != count + 1 or "\x00" in text or any(char >= "\U00010000" for char in text):
        units = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(unit) if 0 < unit < 0x110000 else UNMAPPED for unit in units)
    return text


def raised(text: str) -> str:
    """A number of digits and brackets as it stands raised behind another."""
    return text.translate(_SUPERSCRIPTS)


def printed(text: str) -> str:
    """What a run of characters prints: hyphens and bullets as such, glyphs without a character as U+FFFD."""
    return "".join(map(_printed, text))


def _printed(char: str) -> str:
    known = _PRINTED.get(ord(char))
    if known is not None:
        return known
    if "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    if char in _SWAPPED:
        return _SWAPPED[char]
    # Control characters, surrogates, private use and unassigned ones name no letter.
    return UNMAPPED if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char


# Some writers give the letters of a ligature ("ti") as UTF-16 with its bytes swapped: U+7400 is a "t".
_SWAPPED = {chr(ord(letter) << 8): letter for letter in string.ascii_letters}

# Of a UserBox, by quarter turn: where a glyph ends, where the next begins, and the direction.
_ALONG = ((2, 0, 1), (3, 1, 1), (0, 2, -1), (1, 3, -1))


def _follow(boxes: list[UserBox], style: Style, reach: _Reach) -> bool:
    """Whether boxes stand beside each other in the direction of writing, as the glyphs of one word do."""
    return all(_is_beside(before, after, style, reach) for before, after in pairwise(boxes))


def _is_beside(before: UserBox, after: UserBox, style: Style, reach: _Reach) -> bool:
    size = style.size
    end, start, sign = _ALONG[style.quarter or 0]
    if not -reach.back * size <= sign * (after[start] - before[end]) <= reach.forth * size:
        return False
    low, high = (0, 2) if start % 2 else (1, 3)
    return max(after[low] - before[high], before[low] - after[high]) <= reach.across * size


def _quarter(angle_deg: float) -> int | None:
    quarter = round(angle_deg / 90)
    return quarter % 4 if abs(angle_deg - 90 * quarter) <= QUARTER_TOLERANCE_DEG else None


def _font_is_bold(font: Handle) -> bool:
    if pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD_FLAG:
        return True
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return _BOLD_NAME.search(name.value) is not None
