"""A scanned page → one contact sheet of every step from its picture to its words, for eyes.

Four pictures and the notes of the steps: the page with the flattened sheet laid over it, the sheet with its rules and
print, the sheet's cells with what each reader read, and the page with what came of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.draw import Layer, Mark, draw_layers
from extract.grid import find_grids
from extract.model import Agreement, Box, LineReadings, Page
from extract.panels import beside, fitted, stacked, text_panel
from extract.picture.model import RuledSheet, Sheet

# The longer side of each picture: print of 8 points can be read on it.
PANEL_PX = 1700
TITLE_PX = 26
# How many lines show the way a sheet lies on the page, and the points that bend each.
MESH_LINES, MESH_POINTS = 9, 25
RED, BLUE, GREEN, GREY = (220, 30, 30), (30, 60, 220), (20, 150, 60), (150, 150, 150)
TINTS = {Agreement.AGREED: None, Agreement.SINGLE: (255, 236, 200), Agreement.DISPUTED: (255, 205, 205)}
# Where readers read different texts each stands in its engine's colour.
DARK = (20, 20, 20)
READER_COLOURS = {"tesseract": BLUE, "rapidocr": (0, 120, 60), "layer": (130, 60, 160)}
# Of a line's height, what its text may fill; and the smallest letters that are drawn.
TEXT_SHARE, LEAST_TEXT_PX = 0.9, 12


def contact_sheet(
    page_picture: Image.Image, px_per_point: float, *, ruled: RuledSheet, read: Page, found: Sequence[Layer]
) -> Image.Image:
    """Set the steps of a scanned page side by side.

    Args:
        page_picture: The page as a viewer shows it.
        px_per_point: Of `page_picture`.
        ruled: The page's flattened sheet.
        read: The page as the readers left it; without readers it has no readings, and only the geometry is shown.
        found: What came of it, on the page as a viewer shows it.
    """
    picture = fitted(page_picture, width=PANEL_PX, height=PANEL_PX).convert("RGB")
    picture_px = px_per_point * picture.width / page_picture.width
    flat, flat_px = _flat_picture(ruled.sheet)
    geometry = draw_layers(flat, flat_px, geometry_layers(ruled.page))
    return stacked(
        beside(
            _titled("1  the page, the flattened sheet laid over it", _with_mesh(picture, picture_px, ruled.sheet)),
            _titled("2  the flattened sheet: what is drawn and printed on it", geometry),
        ),
        beside(
            _titled("3  its cells, and what was read in them", _with_texts(flat.size, flat_px, ruled, read)),
            _titled("4  what came of it, on the page", draw_layers(picture, picture_px, found)),
        ),
        text_panel(notes_of(ruled, read), widest_px=2 * PANEL_PX),
    )


def notes_of(ruled: RuledSheet, read: Page) -> list[str]:
    """What each step says of itself, the doubt, and how far the readers agree; a line each."""
    return [*ruled.sheet.steps, f"doubt about the geometry: {ruled.doubt or 'none'}", *reading_notes(read)]


def reading_notes(read: Page) -> list[str]:
    """How many lines of a scanned page each reader read, and how far the readers agree; a line each."""
    if not read.readings:
        return ["no line was read"]
    engines = Counter(f"{one.engine} {one.version}" for line in read.readings for one in line.readings)
    read_by = ", ".join(f"{count} by {engine}" for engine, count in sorted(engines.items()))
    agreements = Counter(word.agreement for word in read.words)
    words = ", ".join(f"{agreements[kind]} {kind}" for kind in Agreement)
    return [f"lines read: {len(read.readings)} ({read_by})", f"words: {words}"]


def geometry_layers(page: Page) -> tuple[Layer, ...]:
    """What is drawn on a flattened sheet, and where print stands, in the upright frame."""
    return (
        Layer("fill", (240, 200, 40), _marks(fill.box for fill in page.fills), width_px=0),
        Layer("print", GREEN, _marks(word.box for word in page.words), width_px=1),
        Layer("level rule", RED, _marks(rule.box for rule in page.rules if rule.horizontal)),
        Layer("upright rule", BLUE, _marks(rule.box for rule in page.rules if not rule.horizontal)),
    )


def _marks(boxes: Iterable[Box]) -> tuple[Mark, ...]:
    return tuple(Mark(box) for box in boxes)


def _titled(title: str, picture: Image.Image) -> Image.Image:
    return stacked(text_panel([title], size_px=TITLE_PX), picture)


def _flat_picture(sheet: Sheet) -> tuple[Image.Image, float]:
    """The sheet's picture at the size of a panel, and its pixels per point."""
    picture = Image.fromarray(sheet.image)
    flat = fitted(picture, width=PANEL_PX, height=PANEL_PX)
    return flat, sheet.px_per_point * flat.width / picture.width


def _with_mesh(picture: Image.Image, px_per_point: float, sheet: Sheet) -> Image.Image:
    """The page with the border of the flattened sheet, and level and upright lines of it, as they lie on the page."""
    meshed = picture.copy()
    canvas = ImageDraw.Draw(meshed)
    rows, columns = sheet.image.shape
    shares = np.linspace(0.0, 1.0, MESH_POINTS)
    for share in np.linspace(0.0, 1.0, MESH_LINES):
        for x, y in ((shares, np.full(MESH_POINTS, share)), (np.full(MESH_POINTS, share), shares)):
            line = sheet.back(np.column_stack([x * columns, y * rows])) * px_per_point
            on_border = share in (0.0, 1.0)
            canvas.line(
                [(float(x), float(y)) for x, y in line], fill=RED if on_border else BLUE, width=4 if on_border else 1
            )
    return meshed


def _with_texts(size: tuple[int, int], px_per_point: float, ruled: RuledSheet, read: Page) -> Image.Image:
    """The sheet's cells on white, and in each line's crop what the readers read: once where all read the same.

    A line with a word that its readers do not agree in is tinted.
    """
    picture = Image.new("RGB", size, "white")
    canvas = ImageDraw.Draw(picture)
    for grid in find_grids(ruled.page):
        for cell in grid.cells:
            canvas.rectangle(_pixels(cell.places[0].box, px_per_point), outline=GREY, width=2)
    for line in read.readings:
        box = _pixels(line.box, px_per_point)
        inside = (word.agreement for word in read.words if line.box.holds_centre_of(word.box))
        if tint := TINTS[Agreement.weakest(*inside)]:
            canvas.rectangle(box, fill=tint)
        _draw_texts(canvas, box, line)
    return picture


def _draw_texts(canvas: ImageDraw.ImageDraw, box: tuple[int, int, int, int], line: LineReadings) -> None:
    """Write the different texts that a line was read as under each other into its crop, or about its middle."""
    x0, top, x1, bottom = box
    engines: dict[str, str] = {}
    for one in line.readings:
        engines.setdefault(one.text, one.engine.partition("-")[0])
    step = max(LEAST_TEXT_PX, (bottom - top) / max(1, len(engines)))
    first = (top + bottom - step * (len(engines) - 1)) / 2
    for index, (text, engine) in enumerate(engines.items()):
        colour = READER_COLOURS.get(engine, DARK) if len(engines) > 1 else DARK
        font = _fitting_font(text, x1 - x0, step)
        canvas.text((x0, first + step * index), text, fill=colour, font=font, anchor="lm")


def _fitting_font(text: str, width: float, height: float) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    """The font in which a text fits a width and height in pixels, as far as it can still be read."""
    size = max(LEAST_TEXT_PX, height * TEXT_SHARE)
    length = max(1.0, ImageFont.load_default(size).getlength(text))
    return ImageFont.load_default(max(LEAST_TEXT_PX, size * min(1.0, width / length)))


def _pixels(box: Box, px_per_point: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(side * px_per_point) for side in (box.x0, box.top, box.x1, box.bottom))
    return x0, top, max(x0, x1), max(top, bottom)
