"""A line above a table that names another kind than its columns do takes the trust from its values."""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts.kind_names import named_otherwise
from layouts.profile import Profile, Profiles, load_profiles

PROFILES: Profiles = load_profiles([Path(__file__).parents[2] / "layouts/profiles"])


def profile(name: str) -> Profile:
    return next(item for item in PROFILES.items if item.name == name)


@pytest.mark.parametrize(
    ("caption", "name", "words"),
    [
        ("Tabel 3.2 Rencana Aksi Kinerja per Triwulan", "capaian_kinerja", "rencana aksi"),
        ("Realisasi Anggaran per Jenis Belanja Tahun 2015", "capaian_kinerja", "jenis belanja"),
        ("2. Rencana Kinerja Tahunan (RKT) Tahun 2022", "anggaran_kegiatan", "rencana kinerja tahunan"),
        ("Tabel 6. Perbandingan Realisasi Kinerja Tahun 2020 dan 2021", "capaian_kinerja", "2020 2021"),
    ],
)
def test_a_caption_of_another_kind_is_told(caption: str, name: str, words: str) -> None:
    assert named_otherwise([caption], "", profile(name), PROFILES) == words


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Tabel 3.5 Realisasi Rencana Aksi Tahun 2012", "capaian_kinerja"),
        ("Rencana Aksi Perjanjian Kinerja Tahun 2020", "rencana_kinerja_tahunan-target"),
        ("Perjanjian Kinerja Tahun 2021", "anggaran_kegiatan"),
        ("6. Anggaran BNNP menurut Jenis Belanja 2021 dan 2022", "anggaran_perbandingan_tahun"),
        ("Hasil yang Dicapai", "capaian_kinerja"),
    ],
)
def test_a_caption_of_the_same_kind_or_of_none_says_nothing(caption: str, name: str) -> None:
    assert named_otherwise([caption], "", profile(name), PROFILES) == ""


def test_the_end_of_a_sentence_names_no_table() -> None:
    """The line right above is often the last of a paragraph that speaks of several tables."""
    assert named_otherwise(["perjanjian kinerja dengan hasil berikut"], "", profile("capaian_kinerja"), PROFILES) == ""
