"""Pictures that are no pages of print, or broken ones: a reason each, never a crash."""

from __future__ import annotations

import io
import zlib

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, TiffImagePlugin

from extract.picture.flatten import flatten_page
from extract.picture.model import GreyImage, RuledSheet
from extract.picture.raster import DAMAGED, Picture, Unread, read_picture
from tests.photos import INK, PAPER, Drawn, draw_page, read, shape_of, shot, why_unread

NO_PRINT = "no print was found on the picture"
GREY = {"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8}
BITS = {"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 1}


@pytest.fixture(scope="module")
def page() -> Drawn:
    return draw_page()


def scan_of(
    data: bytes, size: tuple[int, int], entries: dict[str, object], *, points: tuple[float, float] = (288.0, 332.0)
) -> pypdfium2.PdfDocument:
    """A file of one page that a picture covers, given as its stream and its entries."""
    pdf = pikepdf.new()
    picture = pikepdf.Stream(pdf, data)
    picture.stream_dict.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": size[0],
            "/Height": size[1],
            **entries,
        }
    )
    page = pdf.add_blank_page(page_size=points)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = pdf.make_stream(f"{points[0]} 0 0 {points[1]} 0 0 cm /I Do".encode())
    stream = io.BytesIO()
    pdf.save(stream)
    return pypdfium2.PdfDocument(stream.getvalue())


def raw_scan(image: GreyImage, **more: tuple[float, float]) -> pypdfium2.PdfDocument:
    entries = {**GREY, "/Filter": pikepdf.Name.FlateDecode}
    return scan_of(zlib.compress(image.tobytes(), 1), (image.shape[1], image.shape[0]), entries, **more)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def group4(image: GreyImage) -> bytes:
    """The picture in black and white, coded as a fax machine does (ITU-T T.6)."""
    tiff = saved(
        Image.fromarray(np.where(image > 150, 255, 0).astype(np.uint8)).convert("1"), "TIFF", compression="group4"
    )
    with Image.open(io.BytesIO(tiff)) as opened:
        assert isinstance(opened, TiffImagePlugin.TiffImageFile)
        (at,), (size,) = opened.tag_v2[273], opened.tag_v2[279]
    return tiff[at : at + size]


def jbig2(image: GreyImage) -> bytes:
    """The picture as one generic region whose rows are coded as a fax is: segments 48 and 38 of ITU-T T.88."""
    height, width = image.shape
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    about = size + bytes(8) + b"\x00" + b"\x00\x00"
    region = size + bytes(8) + b"\x00" + b"\x01" + group4(image)
    return b"".join(
        number.to_bytes(4, "big") + bytes([kind, 0, 1]) + len(data).to_bytes(4, "big") + data
        for number, kind, data in ((0, 48, about), (1, 38, region))
    )


def grid_of(document: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    ruled = flatten_page(document, 1)
    assert isinstance(ruled, RuledSheet), ruled
    return shape_of(ruled)


def test_grey_pixels_are_read(page: Drawn) -> None:
    assert grid_of(raw_scan(page.image)) == [(4, 4)]


def test_cmyk_is_read(page: Drawn) -> None:
    ink = 255 - page.image
    cmyk = np.stack([np.zeros_like(ink)] * 3 + [ink], axis=2)
    entries = {"/ColorSpace": pikepdf.Name.DeviceCMYK, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.FlateDecode}
    size = (ink.shape[1], ink.shape[0])
    assert grid_of(scan_of(zlib.compress(cmyk.tobytes()), size, entries)) == [(4, 4)]


def test_jpeg_2000_is_read(page: Drawn) -> None:
    data = saved(Image.fromarray(page.image), "JPEG2000")
    size = (page.image.shape[1], page.image.shape[0])
    assert grid_of(scan_of(data, size, {"/Filter": pikepdf.Name.JPXDecode})) == [(4, 4)]


def test_a_fax_in_ccitt_coding_is_read(page: Drawn) -> None:
    height, width = page.image.shape
    how = pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True)
    entries = {**BITS, "/Filter": pikepdf.Name.CCITTFaxDecode, "/DecodeParms": how}
    assert grid_of(scan_of(group4(page.image), (width, height), entries)) == [(4, 4)]


def test_jbig2_is_read(page: Drawn) -> None:
    size = (page.image.shape[1], page.image.shape[0])
    assert grid_of(scan_of(jbig2(page.image), size, {**BITS, "/Filter": pikepdf.Name.JBIG2Decode})) == [(4, 4)]


def test_a_negative_is_read_and_said_to_be_one(page: Drawn) -> None:
    ruled = read(255 - page.image)
    assert shape_of(ruled) == [(4, 4)]
    assert ruled.sheet.steps[0] == "light: white print on black, exchanged"


def test_a_small_sheet_on_a_black_desk_is_no_negative(page: Drawn) -> None:
    corners = [(150.0, 120.0), (570.0, 130.0), (560.0, 610.0), (140.0, 620.0)]
    assert shape_of(read(shot(page, corners, (760, 760), desk=15))) == [(4, 4)]


@pytest.mark.parametrize("factor", [0.1, 6.0])
def test_a_wrong_dpi_in_the_file_changes_nothing(page: Drawn, factor: float) -> None:
    """The pixels say what stands on the page, whether it calls itself a stamp or a poster."""
    assert grid_of(raw_scan(page.image, points=(288 * factor, 332 * factor))) == [(4, 4)]


def test_a_picture_of_20_000_pixels_is_read_smaller_and_says_so() -> None:
    tall = np.full((20_000, 2400), 255, np.uint8)
    tall[::200, 100:-100] = 0
    packed = np.packbits(tall > 0, axis=1)
    entries = {**BITS, "/Filter": pikepdf.Name.FlateDecode}
    document = scan_of(zlib.compress(packed.tobytes(), 1), (2400, 20_000), entries, points=(240.0, 2000.0))
    picture = read_picture(document, 1)
    assert isinstance(picture, Picture)
    assert picture.image.size / 3 <= 40.1e6
    assert picture.steps == ("a picture of 48 megapixels was read at 40",)


def reason(document: pypdfium2.PdfDocument) -> str:
    ruled = flatten_page(document, 1)
    assert isinstance(ruled, Unread), ruled
    return ruled.reason


def test_a_picture_of_one_pixel_has_a_reason() -> None:
    assert reason(scan_of(b"\x80", (1, 1), GREY)) == "the picture has too few pixels for print"


@pytest.mark.parametrize(("shade", "name"), [(0, "black"), (255, "white"), (128, "grey")])
def test_a_page_of_one_shade_has_a_reason(shade: int, name: str) -> None:
    assert reason(raw_scan(np.full((600, 500), shade, np.uint8))) == f"the picture is all {name}"


def test_a_picture_whose_data_are_cut_off_has_a_reason(page: Drawn) -> None:
    data = saved(Image.fromarray(page.image), "JPEG")[:300]
    size = (page.image.shape[1], page.image.shape[0])
    assert reason(scan_of(data, size, {**GREY, "/Filter": pikepdf.Name.DCTDecode})) == DAMAGED


def test_a_blank_sheet_with_grain_and_a_shadow_has_no_print() -> None:
    rng = np.random.default_rng(2)
    sheet = np.linspace(240, 170, 500) + rng.normal(0, 4, (600, 500))
    assert why_unread(np.clip(sheet, 0, 255).astype(np.uint8)) == NO_PRINT


def landscape(seed: int) -> GreyImage:
    """Something that is no document: soft shapes of every size, and grain."""
    rng = np.random.default_rng(seed)
    parts = [cv2.resize(rng.normal(0, 1, (n, n)), (500, 600), interpolation=cv2.INTER_CUBIC) for n in (4, 9, 30, 90)]
    view = sum(part * weight for part, weight in zip(parts, (45, 30, 18, 12), strict=True))
    return np.clip(120 + view + rng.normal(0, 5, (600, 500)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_photo_that_is_no_document_has_a_reason(seed: int) -> None:
    assert why_unread(landscape(seed)) in (NO_PRINT, "the picture shows no lines of print")


def handwritten() -> GreyImage:
    """Lines of a pen: loops of every height on lines that waver."""
    rng = np.random.default_rng(4)
    sheet = np.full((600, 500), PAPER, np.uint8)
    for y in range(60, 560, 42):
        t = np.linspace(0, 2 * np.pi * 16, 700)
        high = np.interp(t, np.linspace(0, t[-1], 60), rng.uniform(2, 17, 60))
        x = 40 + 410 * t / t[-1] + 0.8 * high * np.cos(t)
        points = np.column_stack([x, y + rng.uniform(-4, 4) + 0.02 * x + high * np.sin(t)])
        cv2.polylines(sheet, [points.astype(np.int32)], False, INK, 2, cv2.LINE_AA)
    return sheet


def test_a_handwritten_page_has_no_table() -> None:
    """It may be told from print or not: where it is not, no cells are seen in it."""
    sheet = handwritten()
    assert why_unread(sheet) or shape_of(read(sheet)) == []


def test_half_a_page_cut_off_is_read_as_far_as_it_goes(page: Drawn) -> None:
    """The picture ends in the third column, whose cells are open there."""
    ruled = read(np.ascontiguousarray(page.image[:, :340]))
    assert shape_of(ruled) in ([(4, 2)], [(4, 3)])


def test_the_lower_half_of_a_table_is_read_with_what_is_left_of_the_row_above(page: Drawn) -> None:
    assert shape_of(read(np.ascontiguousarray(page.image[page.ys[2] - 20 :]))) == [(3, 4)]


def test_a_sheet_that_reaches_beyond_the_photo_is_read(page: Drawn) -> None:
    corners = [(-15.0, 30.0), (480.0, -20.0), (520.0, 640.0), (10.0, 660.0)]
    photo = shot(page, corners, (500, 620))
    assert shape_of(read(photo)) in ([(4, 4)], [(4, 3)])
