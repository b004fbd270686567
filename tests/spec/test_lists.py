"""Results printed as a list, in the ways offices write one."""

from __future__ import annotations

import pytest

from layouts.layouts import VOCABULARY
from layouts.lists import find_lists, load_list_words
from tests.tables import line_of

WORDS = load_list_words(VOCABULARY / "lists.toml")


def items_of(*texts: str) -> list[tuple[str, dict[str, str]]]:
    """The items of the list in a summary of the given lines."""
    lines = [line_of(text, top=20.0 * i) for i, text in enumerate(("RINGKASAN EKSEKUTIF", *texts, "BAB I PENDAHULUAN"))]
    return [
        (item.label, {str(f): p.text for f, p in item.printed.items()})
        for found in find_lists(lines, WORDS)
        for item in found.items
    ]


REMAJA = ("Indeks Ketahanan Diri Remaja", {"target": "51,10", "realisasi": "52,65", "capaian": "103,03%"})
LEMBAGA = ("Jumlah lembaga rehabilitasi", {"target": "2 Lembaga", "realisasi": "3 Lembaga", "capaian": "150%"})


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                "a. Indeks Ketahanan Diri Remaja",
                "Target : 51,10",
                "Realisasi : 52,65 (103,03%)",
                "b. Jumlah lembaga rehabilitasi",
                "Target : 2 Lembaga",
                "Realisasi : 3 Lembaga (150%)",
            ),
            id="three lines",
        ),
        pytest.param(
            (
                "1. Indeks Ketahanan Diri Remaja : target 51,10; realisasi 52,65; capaian 103,03%",
                "2. Jumlah lembaga rehabilitasi : target 2 Lembaga; realisasi 3 Lembaga; capaian 150%",
            ),
            id="one line",
        ),
        pytest.param(
            (
                "• Realisasi Indeks Ketahanan Diri Remaja sebesar 52,65 dari target 51,10 (capaian 103,03%);",
                "• Realisasi Jumlah lembaga rehabilitasi adalah 3 Lembaga dari target 2 Lembaga, atau 150%;",
            ),
            id="bullets, realisasi first",
        ),
        pytest.param(
            (
                "1) Indeks Ketahanan Diri Remaja mencapai 52,65 atau 103,03% dari target yang ditetapkan yaitu 51,10.",
                "2) Jumlah lembaga rehabilitasi ditargetkan sebesar 2 Lembaga dan terealisasi sebesar 3 Lembaga "
                "sehingga tingkat capaiannya 150%.",
            ),
            id="a sentence an item",
        ),
        pytest.param(
            (
                "(1) Indeks Ketahanan Diri Remaja",
                "Dari rencana 51,10 dapat dilaksanakan 52,65 (103,03%).",
                "(2) Jumlah lembaga rehabilitasi",
                "Rencana 2 Lembaga, pelaksanaan 3 Lembaga, persentase 150%.",
            ),
            id="other words",
        ),
    ],
)
def test_a_list_gives_the_same_items_however_it_is_written(lines: tuple[str, ...]) -> None:
    assert items_of(*lines) == [REMAJA, LEMBAGA]


def test_sentences_about_many_indicators_or_the_budget_are_no_items() -> None:
    assert (
        items_of(
            "Dari sepuluh indikator, 6 melebihi target dan 2 sesuai target.",
            "Rata-rata capaian kinerja sebesar 104,19% dari target 100%.",
            "Pagu anggaran sebesar Rp1.515.143.000 dengan realisasi Rp1.499.984.715 atau 99,00%.",
        )
        == []
    )


def test_a_list_ends_where_running_text_goes_on() -> None:
    running = [f"Uraian nomor {n} tidak memuat angka apa pun." for n in ("satu", "dua", "tiga", "empat")]
    late = "Kegiatan penyuluhan dengan target 30 kali dan realisasi 40 kali atau 133,33%."
    labels = [
        label
        for label, _ in items_of(
            "1. Indeks Ketahanan Diri Remaja : target 51,10; realisasi 52,65; capaian 103,03%",
            "2. Jumlah lembaga rehabilitasi : target 2 Lembaga; realisasi 3 Lembaga; capaian 150%.",
            *running,
            late,
        )
    ]
    assert labels == [REMAJA[0], LEMBAGA[0]]
