"""A page and whatever was found on it → a picture, for eyes.

Boxes are drawn over the page as a viewer shows it, in one colour a layer, with a legend below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract.model import Box, Flow, Grid, Page, Region

Colour = tuple[int, int, int]
Font = ImageFont.ImageFont | ImageFont.FreeTypeFont

# Twice the size at which text is set: small print stays readable, a page stays below a megabyte.
PX_PER_POINT = 2.0
# Of a page of metres the picture shows less detail, not more pixels.
LONGEST_SIDE_PX = 3400
LEGEND_TEXT_PX = 22
LABEL_TEXT_PX = 14
A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A box in points on the page as a viewer shows it, and what to write above it (may be empty)."""

    box: Box
    text: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one meaning. `width_px` is the pen's; 0 tints the boxes instead of outlining them."""

    name: str
    colour: Colour
    marks: tuple[Mark, ...]
    width_px: int = 2


def render_page(
    document: pypdfium2.PdfDocument, page_number: int, *, px_per_point: float = PX_PER_POINT
) -> tuple[Image.Image, float]:
    """Render a page as a viewer shows it, at a size or smaller.

    Returns:
        The picture, RGB, and how many pixels a point has. An empty A4 sheet where pdfium cannot render it.
    """
    try:
        page = document[page_number - 1]
        scale = min(px_per_point, LONGEST_SIDE_PX / max(*page.get_size(), 1.0))
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    except pypdfium2.PdfiumError:
        size = (int(A4[0] * px_per_point), int(A4[1] * px_per_point))
        return Image.new("RGB", size, "white"), px_per_point
    return picture, scale


def draw_layers(picture: Image.Image, px_per_point: float, layers: Sequence[Layer]) -> Image.Image:
    """Draw layers over a picture of a page, the first at the bottom, and a legend of those with marks."""
    drawn = [layer for layer in layers if layer.marks]
    sheet = picture.convert("RGB")
    canvas = ImageDraw.Draw(sheet, "RGBA")
    font = ImageFont.load_default(LABEL_TEXT_PX)
    for layer in drawn:
        for mark in layer.marks:
            _draw_mark(canvas, mark, layer, px_per_point, font)
    return _with_legend(sheet, drawn)


def crop(picture: Image.Image, px_per_point: float, box: Box) -> Image.Image:
    """Cut a box (points, as a viewer shows the page) out of a picture of the page; at least one pixel."""
    left, top = max(0, int(box.x0 * px_per_point)), max(0, int(box.top * px_per_point))
    left, top = min(left, picture.width - 1), min(top, picture.height - 1)
    right = min(picture.width, max(left + 1, round(box.x1 * px_per_point)))
    bottom = min(picture.height, max(top + 1, round(box.bottom * px_per_point)))
    return picture.crop((left, top, right, bottom))


def flow_layers(flow: Flow, page: Page, names: Sequence[str]) -> tuple[Layer, ...]:
    """What reading and stitching found on a page, from the paint up to the tables.

    `names` are what to call the flow's regions, in their order.
    """
    named = zip(names, flow.regions, strict=True)
    regions = [(name, region) for name, region in named if _touches(region, page.number)]
    strays = [word.box for _, region in regions for part in _parts(region, page) for word in part.strays]
    free = [line.box for line in flow.lines if line.page_number == page.number]
    captions = [line.box for _, region in regions for line in region.caption if line.page_number == page.number]
    return (
        _layer("picture", (150, 110, 70), page, page.images),
        _layer("fill", (240, 200, 40), page, (fill.box for fill in page.fills), width_px=0),
        _layer("word", (120, 150, 200), page, (word.box for word in page.words), width_px=1),
        _layer("line outside tables", (90, 90, 90), page, free, width_px=1),
        _layer("rule", (220, 30, 30), page, (rule.box for rule in page.rules)),
        _layer("cell", (20, 150, 60), page, _cell_boxes(regions, page)),
        _layer("caption", (240, 130, 0), page, captions),
        _layer("word in no cell", (230, 0, 200), page, strays, width_px=4),
        Layer("table", (30, 60, 220), tuple(_table_marks(regions, page)), width_px=4),
    )


def _touches(region: Region, page_number: int) -> bool:
    return region.page_from <= page_number <= region.page_to


def _parts(region: Region, page: Page) -> Iterator[Grid]:
    return (part for part in region.parts if part.page_number == page.number)


def _cell_boxes(regions: Iterable[tuple[str, Region]], page: Page) -> Iterator[Box]:
    for _, region in regions:
        for cell in region.cells:
            yield from (place.box for place in cell.places if place.page_number == page.number)


def _table_marks(regions: Iterable[tuple[str, Region]], page: Page) -> Iterator[Mark]:
    for name, region in regions:
        for part in _parts(region, page):
            yield Mark(page.to_view(part.box), f"{name} {part.method}")


def _layer(name: str, colour: Colour, page: Page, boxes: Iterable[Box], width_px: int = 2) -> Layer:
    return Layer(name, colour, tuple(Mark(page.to_view(box)) for box in boxes), width_px)


def _draw_mark(canvas: ImageDraw.ImageDraw, mark: Mark, layer: Layer, px_per_point: float, font: Font) -> None:
    box, pen = mark.box, layer.width_px
    left, top = round(box.x0 * px_per_point), round(box.top * px_per_point)
    right, bottom = max(left, round(box.x1 * px_per_point)), max(top, round(box.bottom * px_per_point))
    if pen:
        # Around the box, not on it: what is marked stays readable.
        corners = (left - pen, top - pen, right + pen, bottom + pen)
        canvas.rectangle(corners, outline=(*layer.colour, 220), width=pen)
    else:
        canvas.rectangle((left, top, right, bottom), fill=(*layer.colour, 70))
    if mark.text:
        at = (left, max(0, top - pen - LABEL_TEXT_PX - 3))
        canvas.rectangle(canvas.textbbox(at, mark.text, font=font), fill=(255, 255, 255, 200))
        canvas.text(at, mark.text, fill=layer.colour, font=font)


def _with_legend(sheet: Image.Image, layers: Sequence[Layer]) -> Image.Image:
    """Set the layers' names in their colours below the sheet, in as many lines as they need."""
    font = ImageFont.load_default(LEGEND_TEXT_PX)
    step, margin = LEGEND_TEXT_PX * 3 // 2, LEGEND_TEXT_PX // 2
    spots: list[tuple[int, int, Layer, str]] = []
    x = y = margin
    for layer in layers:
        text = f"{layer.name} ({len(layer.marks)})"
        width = LEGEND_TEXT_PX * 2 + int(font.getlength(text))
        if x > margin and x + width > sheet.width:
            x, y = margin, y + step
        spots.append((x, y, layer, text))
        x += width
    result = Image.new("RGB", (sheet.width, sheet.height + y + step + margin), "white")
    result.paste(sheet, (0, 0))
    canvas = ImageDraw.Draw(result)
    for left, top, layer, text in spots:
        top += sheet.height
        canvas.rectangle((left, top, left + LEGEND_TEXT_PX, top + LEGEND_TEXT_PX), fill=layer.colour)
        canvas.text((left + LEGEND_TEXT_PX * 4 // 3, top - 3), text, fill=layer.colour, font=font)
    return result
