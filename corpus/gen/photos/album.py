"""A seed and a step → a report's photographs as a PDF of pictures, the text version beside it, and the truth of both."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2

from corpus.gen.photos.camera import Image, Photo, Traits, draw_traits, photograph, to_jpeg
from corpus.gen.photos.marks import add_marks
from corpus.gen.photos.steps import FIRST_SEED, STEPS, TEMPLATES, Template
from corpus.gen.variants import print_reportlab
from corpus.gen.variants.model import Block, Look, Pair, Report, Table
from corpus.gen.variants.report import build
from corpus.gen.variants.truth import locate_rows, write_truth


@dataclass(frozen=True, slots=True)
class Shot:
    """A page's photograph as the PDF holds it, and how it was made."""

    photo: Photo
    traits: Traits
    jpeg: bytes


def set_report(part: str, seed: int) -> Report:
    """The report of a seed, set by one of the part's templates; the seeds of one part are no other part's."""
    templates = TEMPLATES[part]
    report, template = build(FIRST_SEED[part] + seed, wild=False), templates[seed % len(templates)]
    return replace(
        report,
        document=f"{part}-{seed:03d}-{report.level.lower()}-{report.year}",
        printer="reportlab",
        page=replace(report.page, family=template.family, watermark=""),
        blocks=tuple(_set_block(block, template) for block in report.blocks),
    )


def _set_block(block: Block, template: Template) -> Block:
    if isinstance(block, Table):
        return replace(block, look=_set_look(block.look, template))
    if isinstance(block, Pair):
        left, right = (replace(side, look=_set_look(side.look, template)) for side in (block.left, block.right))
        return Pair(left, right)
    return block


def _set_look(look: Look, template: Template) -> Look:
    return replace(
        look,
        rules=template.rules,
        line=template.line,
        colour=template.ink,
        header_fill=template.header_fill,
        header_ink=template.header_ink,
        zebra="",
        size=template.size,
        padding=template.padding,
    )


def make_album(folder: Path, *, part: str, step: int, seed: int) -> tuple[str, int, int]:
    """Write folder/pdf/DOCUMENT.pdf (pictures), folder/text/DOCUMENT.pdf and the truth in folder/truth.

    Returns:
        The document's name, its pages and its printed values.
    """
    report = set_report(part, seed)
    report = replace(report, document=f"{report.document}-step{step}")
    for name in ("pdf", "text", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    text = folder / "text" / f"{report.document}.pdf"
    print_reportlab.print_report(report, text, marked=False)
    pages, values = _write_truth(report, folder / "truth")
    write_pictures(shoot(text, step=step, seed=seed), folder / "pdf" / text.name)
    return report.document, pages, values


def _write_truth(report: Report, folder: Path) -> tuple[int, int]:
    """Truth that says of every page that it is a scan; gives the counts of pages and values."""
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / "marked.pdf"
        print_reportlab.print_report(report, marked, marked=True)
        row_pages, pages = locate_rows(report, marked)
    values = write_truth(report, pages=pages, row_pages=row_pages, folder=folder)
    path = folder / f"{report.document}.json"
    notes = json.loads(path.read_text(encoding="utf-8"))
    notes["scanned_pages"] = list(range(1, pages + 1))
    for table in notes["tables"]:
        table["on_scanned_page"] = True
    path.write_text(json.dumps(notes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return pages, values


def shoot(text: Path, *, step: int, seed: int) -> Iterator[Shot]:
    """Photograph a PDF's pages one after the other, each by its own draw: a page looks alike whatever stands before it."""
    with pypdfium2.PdfDocument(text) as document:
        for index in range(len(document)):
            rng = np.random.default_rng([seed, step, index])
            traits = draw_traits(STEPS[step], rng)
            page = add_marks(_printed(document, index, traits.dpi), traits.marks, traits.dpi, rng)
            photo = photograph(page, traits, rng)
            yield Shot(photo, traits, to_jpeg(photo.image, traits.quality))


def _printed(document: pypdfium2.PdfDocument, index: int, dpi: float) -> Image:
    page = document[index]
    picture = np.array(page.render(scale=dpi / 72).to_numpy())
    page.close()
    return picture[:, :, :3]


def write_pictures(shots: Iterator[Shot], path: Path) -> None:
    """A PDF that holds nothing but the pictures, one a page, in the size they were taken."""
    with pikepdf.new() as pdf:
        for shot in shots:
            _add_picture(pdf, shot)
        pdf.save(path, deterministic_id=True)


def _add_picture(pdf: pikepdf.Pdf, shot: Shot) -> None:
    height, width = shot.photo.image.shape[:2]
    picture = pikepdf.Stream(
        pdf,
        shot.jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB if shot.traits.colour else pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    points = [round(side / shot.traits.dpi * 72, 2) for side in (width, height)]
    page = pdf.add_blank_page(page_size=(points[0], points[1]))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=pdf.make_indirect(picture)))
    page.Contents = pdf.make_stream(f"q {points[0]} 0 0 {points[1]} 0 0 cm /Photo Do Q".encode())
