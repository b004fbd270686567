"""The photographer: what it makes is known, rises from step to step, and is the same on every run."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest

pytest.importorskip("reportlab")

from corpus.gen.photos.album import make_album, set_report
from corpus.gen.photos.camera import draw_traits, photograph, to_jpeg
from corpus.gen.photos.marks import add_marks
from corpus.gen.photos.steps import CALIBRATING, FIRST_SEED, STEPS, TEMPLATES, TESTING
from pipelines.score import score

SIZE = (600, 420)
# What falls as photographs get harsher; all else rises.
FALLING = {"dpi", "quality"}


def _rng(seed: int = 3) -> np.random.Generator:
    return np.random.default_rng(seed)


def _page(*dots: tuple[int, int]) -> np.ndarray:
    page = np.full((*SIZE, 3), 255, np.uint8)
    for x, y in dots:
        page[y - 4 : y + 5, x - 4 : x + 5] = 0
    return page


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_the_map_says_where_on_the_page_a_pixel_lay(step: int) -> None:
    """Ink is found on the photograph where the map leads back to it, whatever was done to the page."""
    dots = ((80, 90), (330, 120), (210, 300), (60, 540), (360, 510))
    traits = replace(draw_traits(STEPS[step], _rng()), noise=1.0, shadow=0.0, motion=0.0)
    photo = photograph(_page(*dots), traits, _rng())
    for x, y in dots:
        near = np.hypot(photo.page_x - x, photo.page_y - y)
        assert near.min() < 1
        paper = photo.image[(near > 12) & (near < 16)].mean()
        assert photo.image[near < 2].mean() < 0.5 * paper


def test_the_whole_page_is_on_the_photograph() -> None:
    for step in STEPS:
        photo = photograph(_page(), draw_traits(step, _rng()), _rng())
        for x, y in ((0, 0), (SIZE[1], 0), (0, SIZE[0]), (SIZE[1], SIZE[0])):
            assert np.hypot(photo.page_x - x, photo.page_y - y).min() < 2


def test_a_seed_gives_the_same_bytes() -> None:
    def jpeg(seed: int) -> bytes:
        rng = _rng(seed)
        traits = draw_traits(STEPS[6], rng)
        return to_jpeg(photograph(add_marks(_page((200, 200)), 2, 100, rng), traits, rng).image, traits.quality)

    assert jpeg(1) == jpeg(1)
    assert jpeg(1) != jpeg(2)


@pytest.mark.parametrize("name", [field.name for field in fields(STEPS[0]) if field.name not in ("name", "colour")])
def test_no_trait_gets_milder_from_step_to_step(name: str) -> None:
    sign = -1 if name in FALLING else 1
    limits = [tuple(sign * limit for limit in getattr(step, name)) for step in STEPS]
    for milder, harsher in pairwise(limits):
        assert min(milder) <= min(harsher)
        assert max(milder) <= max(harsher)


def test_the_steps_reach_eight_degrees_and_a_hundred_dpi() -> None:
    assert STEPS[-1].skew_deg[1] == 8
    assert STEPS[-1].dpi[0] == 100


def test_marks_leave_the_print_below_them_darker_than_their_ink() -> None:
    page = _page((210, 300))
    marked = add_marks(page, 12, 100, _rng())
    assert (marked <= page).all()
    assert (marked < page).any()
    assert (marked[page == 0] == 0).all()


def test_the_parts_have_no_font_template_or_report_in_common() -> None:
    calibrating, testing = TEMPLATES[CALIBRATING], TEMPLATES[TESTING]
    assert not {t.family for t in calibrating} & {t.family for t in testing}
    form = [{(t.rules, t.line, t.ink, t.header_fill) for t in part} for part in (calibrating, testing)]
    assert not form[0] & form[1]
    assert abs(FIRST_SEED[CALIBRATING] - FIRST_SEED[TESTING]) > 10_000
    assert set_report(CALIBRATING, 1).blocks != set_report(TESTING, 1).blocks


def test_an_album_has_pictures_only_and_truth_that_calls_them_scans(tmp_path) -> None:
    name, pages, values = make_album(tmp_path, part=TESTING, step=7, seed=2)
    document = pypdfium2.PdfDocument(tmp_path / "pdf" / f"{name}.pdf")
    assert len(document) == pages == len(pypdfium2.PdfDocument(tmp_path / "text" / f"{name}.pdf"))
    assert all(not page.get_textpage().count_chars() for page in document)
    notes = json.loads((tmp_path / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    assert notes["scanned_pages"] == list(range(1, pages + 1))
    out = tmp_path / "out"
    out.mkdir()
    header = "document_id,file,table_id,table_kind,page,row,label,tahun,field,value_text,value,trust,value_id,periode\n"
    (out / "values.csv").write_text(header, encoding="utf-8")
    (out / "documents.csv").write_text("document_id,file,duplicate_of\n", encoding="utf-8")
    assert score(out, tmp_path / "truth", pages="scan").total.strict.asked == values
