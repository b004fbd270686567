"""Cards: one record printed as pairs of a name and a value."""

from __future__ import annotations

from extract.cards import find_cards
from extract.lines import words_to_lines
from extract.model import GridHints
from extract.regions import build_flow
from tests.drawing import page_of, rows_of

HINTS = GridHints(
    frozenset({"indikator kinerja", "target", "realisasi", "capaian"}), frozenset({"target", "realisasi"})
)

CARD = """
Sasaran               Meningkatnya peran serta
                      masyarakat

Indikator Kinerja     Jumlah kader

Target                40 orang

Yang terlaksana       36 orang
sampai akhir tahun

Capaian (%)           90
"""


def cards_of(drawing: str, hints: GridHints = HINTS) -> list[list[list[str]]]:
    page = page_of(drawing)
    return [rows_of(card) for card in find_cards(page, words_to_lines(page.words, 1), hints)]


def test_pairs_under_known_names_are_a_card_with_lines_that_go_on() -> None:
    assert cards_of(CARD) == [
        [
            ["Sasaran", "Meningkatnya peran serta masyarakat"],
            ["Indikator Kinerja", "Jumlah kader"],
            ["Target", "40 orang"],
            ["Yang terlaksana sampai akhir tahun", "36 orang"],
            ["Capaian (%)", "90"],
        ]
    ]


def test_colons_in_all_pairs_stand_in_for_known_names() -> None:
    drawing = """
UNSUR PROGRAM    :   Jumlah kader

DITUJU           :   40 orang

DIRAIH           :   36 orang
"""
    assert [row[1] for row in cards_of(drawing, GridHints())[0]] == ["Jumlah kader", "40 orang", "36 orang"]
    assert cards_of(drawing.replace(":", " "), GridHints()) == []


def test_a_card_ends_where_its_first_name_is_printed_again() -> None:
    cards = [
        f"""
Indikator Kinerja     Jumlah {what}

Target                {target}

Realisasi             {target - 1}

Capaian (%)           90
"""
        for what, target in (("kader", 40), ("desa", 5), ("relawan", 12))
    ]
    assert [card[0][1] for card in cards_of("".join(cards))] == ["Jumlah kader", "Jumlah desa", "Jumlah relawan"]


def test_a_table_of_two_columns_is_no_card() -> None:
    rows = "\n\nTarget            40\n\nRealisasi         36\n"
    assert cards_of(f"Uraian            Capaian{rows}") == []
    assert cards_of(rows) == []


def test_what_stands_below_a_card_is_a_table_of_its_own() -> None:
    below = """
No    Indikator Kinerja       Target     Realisasi
1     Jumlah kader            40         36
2     Jumlah desa             4          5
"""
    flow = build_flow([page_of(f"{CARD}\nCapaian kinerja kantor pada tahun lalu\n\n{below}")], HINTS)
    assert [rows_of(region)[0][0] for region in flow.regions] == ["Sasaran", "No"]
