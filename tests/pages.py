"""PDFs of one page written operator by operator, so that a test says exactly what is painted and how."""

from __future__ import annotations

from collections.abc import Mapping

from extract.model import Page
from extract.read import read_pages

A4 = (0.0, 0.0, 595.0, 842.0)
# Half, no and faint opacity, for text and fills.
STATES = "/Half << /ca .5 >> /None << /ca 0 >> /Faint << /ca .2 >>"
FONTS = (
    "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> "
    "/B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> "
    "/U << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
    "/Differences [65 /g1 /g2 /g3] >> >>"
)
# A gradient from dark to middle grey, across the page.
PATTERNS = (
    "/Bar << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 595 0] "
    "/Function << /FunctionType 2 /Domain [0 1] /C0 [.2] /C1 [.5] /N 1 >> >> >>"
)
# One grey pixel, stretched over the unit square.
PIXEL = "BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI"


def pdf_of(
    *contents: str,
    box: tuple[float, float, float, float] = A4,
    page_entries: str = "",
    forms: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF with one page for each content stream.

    Args:
        contents: Content streams. Fonts /F, /B (bold) and /U (A to C have no Unicode) and the graphics states
            /Half, /None and /Faint are at hand, and the pattern /Bar.
        box: The MediaBox.
        page_entries: Further entries of every page's dictionary.
        forms: Form XObjects: name → entries of its dictionary, "stream", its content.
    """
    names = " ".join(f"/{name} {3 + k} 0 R" for k, name in enumerate(forms or {}))
    resources = f"<< /Font << {FONTS} >> /ExtGState << {STATES} >> /Pattern << {PATTERNS} >> /XObject << {names} >> >>"
    bodies = [_form(entries, resources) for entries in (form.split("stream", 1) for form in (forms or {}).values())]
    first_page = 3 + len(bodies)
    kids = " ".join(f"{first_page + 2 * k} 0 R" for k in range(len(contents)))
    media = " ".join(map(str, box))
    for index, content in enumerate(contents):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] /Resources {resources} {page_entries} "
            f"/Contents {first_page + 2 * index + 1} 0 R >>"
        )
        bodies.append(f"<< /Length {len(content)} >> stream\n{content}\nendstream")
    catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    pages = f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>"
    return _file([catalog, pages, *bodies])


def _form(parts: list[str], resources: str) -> str:
    entries, content = parts
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999] /Resources {resources} {entries} "
        f"/Length {len(content)} >> stream\n{content}\nendstream"
    )


def _file(bodies: list[str]) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def text(words: str, x: float = 72, y: float = 700, *, size: float = 10, font: str = "F", ops: str = "") -> str:
    """Operators that show a line of text with its baseline at (x, y)."""
    return f"q BT /{font} {size} Tf {ops} {x} {y} Td ({words}) Tj ET Q\n"


def paragraph(lines: int = 12) -> str:
    """Enough print for a page to count as text."""
    return "".join(text("Laporan kinerja tahun 2021 sebesar 98,91 persen", y=600 - 14 * k) for k in range(lines))


def page_of(content: str, **options: object) -> Page:
    """The page read from one content stream. See `pdf_of`."""
    return read_pages(pdf_of(content, **options))[0]  # type: ignore[arg-type]  # passed on as they come


def texts_of(page: Page) -> list[str]:
    """The texts of a page's words, from the top and left."""
    return [word.text for word in page.words]


def reasons_of(page: Page) -> dict[str, str]:
    """What a page left out: reason → sample."""
    return {note.reason: note.sample for note in page.left_out}
