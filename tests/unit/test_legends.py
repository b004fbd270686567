"""Letters over columns mean what the legend beside the table says."""

from __future__ import annotations

from layouts.headers import ColumnHeading
from layouts.legends import legend_in, spell_out
from layouts.wordings import parse_heading


def test_a_line_of_pairs_is_a_legend() -> None:
    assert legend_in(["Keterangan: T = target, P = prestasi"]) == {"t": "target", "p": "prestasi"}
    assert legend_in(["Tabel 3.2 Perkembangan (T = target; R = realisasi)"]) == {"t": "target", "r": "realisasi"}


def test_one_pair_alone_is_none() -> None:
    assert legend_in(["Rumus: C = R/T x 100"]) == {}


def test_letters_of_two_meanings_are_left_out() -> None:
    assert legend_in(["T = target, R = realisasi", "T = tercapai, B = belum"]) == {"r": "realisasi", "b": "belum"}


def test_a_heading_of_the_legends_letters_has_its_words_and_keeps_its_text() -> None:
    column = ColumnHeading((parse_heading("Tahun 2019"), parse_heading("P")))
    spelled = spell_out([column], {"p": "prestasi"})[0]
    assert (spelled.path[-1].phrase, spelled.path[-1].text) == ("prestasi", "P")
    assert spelled.path[0] == column.path[0]


def test_the_year_of_a_legends_words_is_the_columns() -> None:
    legend = legend_in(["Keterangan: T = Target 2022; R = rata-rata"])
    assert legend == {"t": "Target 2022", "r": "rata-rata"}
    spelled = spell_out([ColumnHeading((parse_heading("T"),))], legend)[0]
    assert (spelled.path[0].phrase, spelled.path[0].years) == ("target", (2022,))
