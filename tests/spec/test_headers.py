"""What a table's header says its columns are."""

from __future__ import annotations

import pytest

from extract.errors import ProfileError
from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import read_header, slots_of
from layouts.roles import assign_roles
from layouts.wordings import Role, parse_heading
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")


def roles_of(rows: list[list[str]]) -> list[str]:
    """The roles of a drawn table's columns, years behind them."""
    region = region_of(rows)
    slots = slots_of(region)
    columns = assign_roles(slots, read_header(region, slots, VOCABULARY_), VOCABULARY_)
    return [f"{c.role or '?'}{c.tahun or ''}" for c in columns]


def header_rows_of(rows: list[list[str]]) -> int:
    region = region_of(rows)
    return read_header(region, slots_of(region), VOCABULARY_).rows


@pytest.mark.parametrize("text", ["T a r g e t", "TARGE T", "Targget", "TARGET", "Target Kinerja Tahun 2021"])
def test_a_misspelt_spaced_or_dated_heading_keeps_its_role(text: str) -> None:
    guess = VOCABULARY_.guess_role(parse_heading(text).phrase)
    assert guess is not None
    assert guess.role is Role.TARGET


def test_years_under_a_measure_are_that_measure_by_year() -> None:
    assert roles_of(
        [
            ["No", "Indikator", "Target", LEFT, "Realisasi", LEFT],
            [ABOVE, ABOVE, "2021", "2022", "2021", "2022"],
            ["1", "Indeks Kemandirian", "3,20", "3,25", "3,30", "3,41"],
        ]
    ) == ["no", "indikator", "target2021", "target2022", "realisasi2021", "realisasi2022"]


def test_realisasi_and_percent_belong_to_the_side_they_stand_in() -> None:
    assert roles_of(
        [
            ["Indikator", "Kinerja", LEFT, LEFT, "Anggaran", LEFT, LEFT],
            [ABOVE, "Target", "Realisasi", "%", "Pagu", "Realisasi", "%"],
            ["Indeks Kemandirian", "3,20", "3,25", "101,56", "86.750.000", "86.750.000", "100"],
        ]
    ) == ["indikator", "target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "persen_anggaran"]


def test_a_second_capaian_column_without_percent_is_the_realisasi() -> None:
    assert roles_of(
        [["Indikator", "Target", "Capaian", "% Capaian"], ["Indeks Kemandirian", "3,20", "3,25", "101,56"]]
    ) == ["indikator", "target", "realisasi", "capaian"]


def test_amounts_alone_make_a_realisasi_a_budgets() -> None:
    assert roles_of([["Uraian", "Realisasi (Rp)"], ["Belanja Barang", "1.522.940.756"]]) == [
        "uraian",
        "realisasi_anggaran",
    ]


def test_a_row_of_column_numbers_belongs_to_the_header() -> None:
    assert (
        header_rows_of(
            [
                ["No", "Indikator", "Target Renproja 2024", "Realisasi 2023", "Tingkat Kemajuan"],
                ["1", "2", "3", "4", "5 = (4:3x100)"],
                ["1.", "Indeks Kemandirian", "3,40", "3,41", "100,29"],
            ]
        )
        == 2
    )


def test_a_group_row_below_the_header_is_no_header() -> None:
    assert (
        header_rows_of(
            [
                ["Kode", "Program/Kegiatan", "Pagu (Rp)"],
                ["066.BG", "Program Pencegahan", LEFT],
                ["3247", "Penyelenggaraan Advokasi", "432.500.000"],
            ]
        )
        == 1
    )


def test_a_table_that_starts_with_a_record_has_no_header() -> None:
    assert header_rows_of([["1", "Indeks Kemandirian", "3,40"], ["2", "Nilai IKPA", "95,00"]]) == 0


def test_a_wording_given_to_two_roles_is_an_error_that_names_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "headers.toml"
    text = (VOCABULARY / "headers.toml").read_text(encoding="utf-8")
    broken.write_text(text.replace('wordings = ["tahun",', 'wordings = ["target", "tahun",'), encoding="utf-8")
    with pytest.raises(ProfileError, match="'target' is given to the roles"):
        load_vocabulary(broken)


def test_a_unit_below_a_heading_of_one_column_is_its_second_line() -> None:
    table = [
        ["No", "Indikator", "Target 2022", "Realisasi"],
        [ABOVE, ABOVE, "(%)", "(%)"],
        ["1", "Dektari", "94", "95,12"],
    ]
    assert roles_of(table)[2:] == ["target2022", "realisasi"]


def test_percent_signs_over_targets_too_are_a_unit_and_make_no_capaian() -> None:
    table = [["No", "Indikator", "Target (%)", "Realisasi Triwulan I (%)", "Realisasi 2022 (%)"]]
    assert roles_of([*table, ["1", "Dektari", "94", "90", "95,12"]])[2:] == ["target", "realisasi", "realisasi2022"]


def test_the_year_of_the_target_it_measures_by_is_not_the_capaians() -> None:
    table = [["Indikator", "Target 2024", "Realisasi 2021", "Capaian terhadap target 2024 (%)"]]
    assert roles_of([*table, ["Dektari", "87,0", "90,42", "103,93"]])[1:] == ["target2024", "realisasi2021", "capaian"]


def test_a_number_sign_heads_the_column_of_row_numbers() -> None:
    header = ["#", "Indikator Kinerja", "Target Renproja 2024", "Realisasi 2023", "Tingkat Kemajuan (%)"]
    rows = [["1", "Indeks Ketahanan Diri Remaja", "57.25", "51.03", "89.14"], ["2", "Jumlah petugas", "5", "5", "100"]]
    assert header_rows_of([header, *rows]) == 1


def test_lines_of_a_sheets_title_and_an_empty_row_stand_over_the_header() -> None:
    rows = [
        ["Realisasi Belanja Satker 693117", LEFT, LEFT, LEFT],
        ["per 31 Desember 2024", "", "", ""],
        ["", "", "", ""],
        ["Jenis Belanja", "Pagu", "Realisasi", "Sisa"],
        ["51 Belanja Pegawai", "512,300,000", "511,870,450", "429,550"],
    ]
    assert roles_of(rows) == ["jenis_belanja", "pagu", "realisasi_anggaran", "sisa"]
    assert header_rows_of(rows) == 4


def test_a_row_of_one_text_above_rows_without_a_header_is_no_title() -> None:
    assert not header_rows_of([["Program Pencegahan", "", ""], ["Advokasi", "12", "12"], ["Pelatihan", "14", "13"]])
