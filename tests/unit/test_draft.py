"""A drafted profile loads as it is, claims its table, and says what a person has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.read import read_pages
from extract.regions import build_flow
from layouts.draft import DECIDE, draft_profile, profile_text, vocabulary_text
from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.layouts import load_layouts
from layouts.match import Match, look_at, match_region, match_regions
from layouts.profile import load_profiles
from layouts.wording_gaps import wording_gaps
from pipelines.profile_check import SAMPLES
from tests.tables import region_of

LAYOUTS = load_layouts()
ROWS = (("1", "Jalan desa", "3", "17"), ("2", "Jembatan", "8", "11"), ("3", "Saluran", "5", "90"))


def _match(rows: Sequence[Sequence[str]], *caption: str) -> Match:
    return match_region(look_at(region_of(rows, caption=caption), [], LAYOUTS.vocabulary), LAYOUTS.profiles)


def _claimed_by_its_draft(match: Match, folder: Path, name: str = "mine") -> bool:
    draft = draft_profile(match, LAYOUTS.profiles, name=name, seen_on="laporan, page 1")
    (folder / f"{name}.toml").write_text(profile_text(draft, file="laporan.pdf", page=1, picture="x.png"), "utf-8")
    again = match_region(match.sight, load_layouts(folder).profiles)
    (folder / f"{name}.toml").unlink()
    return again.profile is not None and again.profile.name == name and not again.tied_with


@pytest.mark.parametrize("stem", ["bnnk-sungai-intan-2021", "bnnk-tanjung-rimba-2016"])
def test_the_draft_of_any_table_claims_it_before_all_others(stem: str, tmp_path: Path) -> None:
    flow = build_flow(read_pages(SAMPLES / f"{stem}.pdf"), LAYOUTS.vocabulary.hints())
    matches = match_regions(flow, LAYOUTS.vocabulary, LAYOUTS.profiles)
    assert len(matches) > 8
    assert [m.sight.region.page_from for m in matches if not _claimed_by_its_draft(m, tmp_path)] == []


def test_the_draft_of_a_table_nobody_knows_claims_it_and_asks_for_its_roles(tmp_path: Path) -> None:
    match = _match([("No", "Uraian", "Bangku", "Kursi"), *ROWS], "Tabel 2.1 Perlengkapan Balai")
    assert match.profile is None
    assert _claimed_by_its_draft(match, tmp_path)
    draft = draft_profile(match, LAYOUTS.profiles, name="mine", seen_on="laporan, page 1")
    text = profile_text(draft, file="laporan.pdf", page=1, picture="x.png")
    assert f'"Bangku" = no role, {DECIDE}' in text
    assert 'context = ["perlengkapan balai"]' in text
    words = vocabulary_text(tuple(wording_gaps(match.sight.columns, LAYOUTS.vocabulary)), file="laporan.pdf", page=1)
    assert f'# {DECIDE}: numbers under "Bangku", column 3' in words
    assert '# wordings = ["bangku"]' in words


def test_the_drafted_words_load_and_give_their_headings_the_roles_that_were_seen(tmp_path: Path) -> None:
    rows = (("1", "Jalan desa", "40", "38", "95,00"), ("2", "Jembatan", "12", "15", "125,00"))
    match = _match([("No", "Indikator Kinerja", "Target", "Kinerja Nyata", "Capaian (%)"), *rows])
    path = tmp_path / "headers.toml"
    path.write_text(
        vocabulary_text(tuple(wording_gaps(match.sight.columns, LAYOUTS.vocabulary)), file="a.pdf", page=1), "utf-8"
    )
    wordings = load_vocabulary(VOCABULARY / "headers.toml", [path]).wordings
    assert wordings["kinerja nyata"] == "realisasi"


def test_a_draft_names_who_has_the_table_without_it(tmp_path: Path) -> None:
    rows = (("1", "Jalan desa", "40", "38", "95,00"), ("2", "Jembatan", "12", "15", "125,00"))
    match = _match([("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"), *rows])
    draft = draft_profile(match, LAYOUTS.profiles, name="mine", seen_on="a, page 1")
    text = profile_text(draft, file='a "b".pdf', page=1, picture="x.png")
    assert "# Without this draft the table goes to capaian_kinerja" in text
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    assert [p.requires for p in load_profiles([tmp_path]).items] == [["label", "target", "realisasi", "capaian"]]


def test_a_draft_without_a_label_asks_for_one() -> None:
    rows = (("1", "Jalan", "40", "38", "95,00", "baik"), ("2", "Talud", "12", "15", "125,00", "rusak"))
    match = _match([("No", "Keterangan", "Target", "Realisasi", "Capaian (%)", "Catatan"), *rows])
    draft = draft_profile(match, LAYOUTS.profiles, name="mine", seen_on="a, page 1")
    text = profile_text(draft, file="a.pdf", page=1, picture="x.png")
    assert f"{DECIDE}: no column says what its rows are" in text
