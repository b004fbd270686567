"""Pages that are pictures, in the ways files hold them, and pictures that are no reports."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from PIL import Image, ImageChops
from PIL.TiffImagePlugin import ImageFileDirectory_v2

Pixels = npt.NDArray[np.uint8]
A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Coded:
    """A picture's bytes as a PDF holds them, and what its dictionary says beyond name and size."""

    data: bytes
    width: int
    height: int
    colours: str
    bits: int
    coding: str
    more: Mapping[str, pikepdf.Object] = field(default_factory=dict)

    def stream(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The picture as an object of a PDF."""
        entries = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=self.width,
            Height=self.height,
            ColorSpace=pikepdf.Name("/" + self.colours),
            BitsPerComponent=self.bits,
            Filter=pikepdf.Name("/" + self.coding),
        )
        for name, entry in self.more.items():
            entries["/" + name] = entry
        return pdf.make_indirect(pikepdf.Stream(pdf, self.data, entries))


def picture_of(path: Path, page_number: int, dpi: float = 150.0) -> Image.Image:
    """A page of a PDF as a viewer shows it, in grey."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page_number - 1].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def pdf_of(pictures: Sequence[Coded | Image.Image | Pixels], size: tuple[float, float] = A4) -> bytes:
    """A PDF with one picture a page, over all of the page: JPEG unless it is coded already."""
    pdf = pikepdf.new()
    for picture in pictures:
        page = pdf.add_blank_page(page_size=size)
        put_picture(pdf, page, picture)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def put_picture(
    pdf: pikepdf.Pdf, page: pikepdf.Page, picture: Coded | Image.Image | Pixels, *, under: bytes = b""
) -> None:
    """Make a picture the whole of a page; `under` is painted before it, with the page's own fonts."""
    coded = picture if isinstance(picture, Coded) else jpeg(picture)
    x0, y0, x1, y1 = (float(x) for x in page.mediabox)
    resources = page.obj["/Resources"] if under else pikepdf.Dictionary()
    pictures = resources.get("/XObject", pikepdf.Dictionary())
    pictures["/Picture"] = coded.stream(pdf)
    resources["/XObject"] = pictures
    page.obj["/Resources"] = resources
    paint = f" q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /Picture Do Q".encode()
    page.obj["/Contents"] = pdf.make_stream(under + paint)


def painted(page: pikepdf.Page) -> bytes:
    """What paints a page, closed in itself: to go under a picture that covers it."""
    page.contents_coalesce()
    return b"q " + page.obj["/Contents"].read_bytes() + b" Q"


def jpeg(picture: Image.Image | Pixels, quality: int = 80) -> Coded:
    """A picture as JPEG: grey, colours, or the four inks."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    colours = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[image.mode]
    # Pillow writes inks inverted, as Adobe's programs do.
    more = {"Decode": pikepdf.Array([1, 0] * 4)} if image.mode == "CMYK" else {}
    return Coded(stream.getvalue(), *image.size, colours, 8, "DCTDecode", more)


def jpeg2000(picture: Image.Image) -> Coded:
    """A picture as JPEG 2000."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG2000", quality_mode="rates", quality_layers=[20])
    return Coded(stream.getvalue(), *picture.size, "DeviceGray", 8, "JPXDecode")


def fax(picture: Image.Image) -> Coded:
    """A picture in black and white as CCITT group 4."""
    how = pikepdf.Dictionary(K=-1, Columns=picture.width, Rows=picture.height)
    return Coded(_group4(picture), *picture.size, "DeviceGray", 1, "CCITTFaxDecode", {"DecodeParms": how})


def jbig2(picture: Image.Image) -> Coded:
    """A picture in black and white as JBIG2: one generic region coded as CCITT group 4.

    Source: ISO/IEC 14492, 7.2 (segment headers), 7.4.6 and 7.4.8 (regions and pages).
    """
    width, height = picture.size
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1) + _group4(picture)
    parts = ((0, 48, page), (1, 38, region))
    data = b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body for number, kind, body in parts)
    return Coded(data, width, height, "DeviceGray", 1, "JBIG2Decode")


def _group4(picture: Image.Image) -> bytes:
    """The group 4 code of a picture, one strip."""
    stream = io.BytesIO()
    # Pillow hands white as 1 to the coder, for which 1 is black.
    bits = ImageChops.invert(picture.convert("1", dither=Image.Dither.NONE))
    bits.save(stream, "TIFF", compression="group4", strip_size=1 << 30)
    # Not opened as a picture: Pillow refuses large ones.
    stream.seek(0)
    directory = ImageFileDirectory_v2(stream.read(8))
    stream.seek(directory.next)
    directory.load(stream)
    (start,), (length,) = directory[273], directory[279]
    return stream.getvalue()[start : start + length]


def scene() -> Pixels:
    """A photo that is no document: soft shapes in colours, and grain."""
    rng = np.random.default_rng(5)
    image = cv2.resize(rng.integers(0, 255, (12, 9, 3)).astype(np.uint8), (900, 1200), interpolation=cv2.INTER_CUBIC)
    for _ in range(12):
        centre = (int(rng.integers(0, 900)), int(rng.integers(0, 1200)))
        cv2.circle(image, centre, int(rng.integers(30, 160)), tuple(map(int, rng.integers(0, 255, 3))), -1)
    grain = rng.normal(0, 9, image.shape)
    return np.asarray(np.clip(image + grain, 0, 255), dtype=np.uint8)


def handwriting() -> Pixels:
    """Lines of slanted loops, as a pen leaves them."""
    rng = np.random.default_rng(3)
    image = np.full((1400, 1000), 245, np.uint8)
    for top in range(120, 1300, 70):
        x = 80.0
        while x < 900:
            steps = np.linspace(0, 2 * np.pi * rng.uniform(1, 4), 60)
            along = x + np.linspace(0, 18 * steps[-1] / np.pi, 60) + 7 * np.sin(steps)
            down = top + rng.uniform(8, 20) * np.cos(steps) + rng.normal(0, 0.6, 60)
            cv2.polylines(image, [np.stack([along, down], 1).astype(np.int32)], False, 60, 2, cv2.LINE_AA)
            x = float(along.max()) + 18
    return image


def plain(shade: int) -> Pixels:
    """A page of one shade with the grain that scanners leave."""
    grain = np.random.default_rng(1).normal(0, 2, (1400, 1000))
    return np.asarray(np.clip(shade + grain, 0, 255), dtype=np.uint8)
