"""Pictures and lines of text set together into one picture, for eyes."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

TEXT_PX = 18
# Between pictures, and around text.
GAP_PX = 8
BLACK = (0, 0, 0)


def text_panel(lines: Sequence[str], *, size_px: int = TEXT_PX, widest_px: int | None = None) -> Image.Image:
    """Lines of text, black on white, one under the other; those wider than `widest_px` are wrapped at spaces."""
    font = ImageFont.load_default(size_px)
    fitting = [piece for line in lines for piece in _wrapped(line, font, widest_px)]
    width = max((font.getlength(line) for line in fitting), default=0.0)
    step = size_px * 4 // 3
    panel = Image.new("RGB", (int(width) + 2 * GAP_PX, step * max(1, len(fitting)) + GAP_PX), "white")
    canvas = ImageDraw.Draw(panel)
    for index, line in enumerate(fitting):
        canvas.text((GAP_PX, GAP_PX // 2 + step * index), line, fill=BLACK, font=font)
    return panel


def beside(*pictures: Image.Image) -> Image.Image:
    """Pictures from left to right, their upper edges level, on white."""
    width = sum(picture.width for picture in pictures) + GAP_PX * (len(pictures) - 1)
    result = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    x = 0
    for picture in pictures:
        result.paste(picture.convert("RGB"), (x, 0))
        x += picture.width + GAP_PX
    return result


def stacked(*pictures: Image.Image) -> Image.Image:
    """Pictures one under the other, their left edges level, on white."""
    height = sum(picture.height for picture in pictures) + GAP_PX * (len(pictures) - 1)
    result = Image.new("RGB", (max(picture.width for picture in pictures), height), "white")
    y = 0
    for picture in pictures:
        result.paste(picture.convert("RGB"), (0, y))
        y += picture.height + GAP_PX
    return result


def fitted(picture: Image.Image, *, width: int, height: int) -> Image.Image:
    """A picture made smaller until it fits into a size in pixels; never larger."""
    scale = min(1.0, width / picture.width, height / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)


def _wrapped(line: str, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, widest_px: int | None) -> list[str]:
    if widest_px is None or font.getlength(line) <= widest_px:
        return [line]
    pieces = [""]
    for word in line.split(" "):
        longer = f"{pieces[-1]} {word}".strip()
        if pieces[-1] and font.getlength(longer) > widest_px:
            # What goes on is set in, so that it is seen to belong to the line above.
            pieces.append(f"    {word}")
        else:
            pieces[-1] = longer if not pieces[-1].startswith(" ") else f"{pieces[-1]} {word}"
    return pieces
