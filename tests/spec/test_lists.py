"""Results printed as a list, in the ways offices write one."""

from __future__ import annotations

import pytest

from layouts.files import VOCABULARY
from layouts.list_words import load_list_words
from layouts.lists import find_lists
from layouts.records import Field
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
        pytest.param(
            (
                "1. Indeks Ketahanan Diri Remaja",
                "Rencana : 51,10",
                "Hasil : 52,65",
                "Tingkat capaian : 103,03%",
                "2. Jumlah lembaga rehabilitasi",
                "Rencana : 2 Lembaga",
                "Hasil : 3 Lembaga",
                "Tingkat capaian : 150%",
            ),
            id="a line a measure",
        ),
        pytest.param(
            (
                "1. Indeks Ketahanan Diri Remaja",
                "Perolehan : 52,65",
                "Patokan : 51,10",
                "Pemenuhan : 103,03%",
                "2. Jumlah lembaga rehabilitasi",
                "Perolehan : 3 Lembaga",
                "Patokan : 2 Lembaga",
                "Pemenuhan : 150%",
            ),
            id="words that stand in no vocabulary",
        ),
        pytest.param(
            (
                "• Indeks Ketahanan Diri Remaja tercapai 52,65 dari 51,10 yang ditargetkan (103,03%)",
                "• Jumlah lembaga rehabilitasi tercapai 3 Lembaga dari 2 Lembaga yang ditargetkan (150%)",
            ),
            id="the word behind the number",
        ),
        pytest.param(
            (
                "1. Indeks Ketahanan Diri Remaja ........ 51,10 52,65 103,03%",
                "2. Jumlah lembaga rehabilitasi ........ 2 Lembaga 3 Lembaga 150%",
            ),
            id="dotted leaders",
        ),
        pytest.param(
            (
                "1. Bidang Pencegahan dan Pemberdayaan Masyarakat",
                "Indeks Ketahanan Diri Remaja terealisasi sebesar 52,65 dari target 51,10 (103,03%)",
                "2. Bidang Rehabilitasi",
                "Jumlah lembaga rehabilitasi terealisasi sebesar 3 Lembaga dari target 2 Lembaga (150%)",
            ),
            id="under the heading of a group",
        ),
        pytest.param(
            (
                "1. Dari target 51,10 telah terealisasi 52,65 atau 103,03% untuk Indeks Ketahanan Diri Remaja.",
                "2. Dari target 2 Lembaga telah terealisasi 3 Lembaga atau 150% untuk Jumlah lembaga rehabilitasi.",
            ),
            id="the name last",
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


def test_prose_behind_a_list_is_no_item() -> None:
    """Its numbers close by chance (7 of 8 is 87,50 %), but it has not the items' mark."""
    lines = (
        "1. Indeks Ketahanan Diri Remaja : target 51,10; realisasi 52,65; capaian 103,03%",
        "2. Jumlah lembaga rehabilitasi : target 2 Lembaga; realisasi 3 Lembaga; capaian 150%.",
        "Kantor ini telah melaksanakan 7 dari target 8 kegiatan bersama mitra atau 87,50%.",
    )
    assert [label for label, _ in items_of(*lines)] == [REMAJA[0], LEMBAGA[0]]


def test_a_sentence_that_ends_a_full_line_does_not_end_its_item() -> None:
    lines = (
        "Untuk Indeks Ketahanan Diri Remaja, pada tahun 2022 ditetapkan target sebesar 51,10.",
        "Hingga akhir tahun terealisasi sebesar 52,65, sehingga persentase capaiannya 103,03%.",
        "Untuk Jumlah lembaga rehabilitasi, pada tahun 2022 ditetapkan target sebesar 2 Unit.",
        "Hingga akhir tahun terealisasi sebesar 3 Unit, sehingga persentase capaiannya 150%.",
        "Untuk Jumlah berkas perkara yang P-21, pada tahun 2022 ditetapkan target sebesar 8.",
        "Hingga akhir tahun terealisasi sebesar 9, sehingga persentase capaiannya 112,50%.",
    )
    assert [label for label, _ in items_of(*lines)] == [
        "Indeks Ketahanan Diri Remaja",
        "Jumlah lembaga rehabilitasi",
        "Jumlah berkas perkara yang P-21",
    ]


def test_arithmetic_against_words_is_followed_and_doubted() -> None:
    """ "Hasil" says realisasi, and only as the target does it close."""
    texts = (
        "RINGKASAN EKSEKUTIF",
        "1. Indeks Ketahanan Diri Remaja : hasil 51,10; perolehan 52,65; persentase 103,03%",
        "2. Jumlah lembaga rehabilitasi : hasil 2 Lembaga; perolehan 3 Lembaga; persentase 150%",
        "BAB I PENDAHULUAN",
    )
    [found] = find_lists([line_of(text, top=20.0 * i) for i, text in enumerate(texts)], WORDS)
    assert [(item.against_words, item.sure) for item in found.items] == [(True, False)] * 2
    assert [item.printed[Field.TARGET].text for item in found.items] == ["51,10", "2 Lembaga"]


def test_a_grade_is_kept_as_the_text_of_its_measure() -> None:
    lines = (
        "1. Opini atas laporan keuangan",
        "Target : WTP",
        "Realisasi : WTP",
        "2. Nilai evaluasi akuntabilitas kinerja",
        "Target : BB",
        "Realisasi : B",
    )
    assert items_of(*lines) == [
        ("Opini atas laporan keuangan", {"target": "WTP", "realisasi": "WTP"}),
        ("Nilai evaluasi akuntabilitas kinerja", {"target": "BB", "realisasi": "B"}),
    ]


def test_a_bound_or_a_range_is_printed_whole_and_is_no_number() -> None:
    """The least that was aimed at is not the number to be compared."""
    assert items_of(
        "1. Indeks Ketahanan Diri Remaja: target 51,10, realisasi 52,65 (103,03%)",
        "2. Jumlah lembaga rehabilitasi: target 2 Lembaga, realisasi 3 Lembaga (150%)",
        "3. Tingkat kepuasan layanan: target 72 s.d. 87 %, realisasi 70,78% (98,31%)",
        "4. Tingkat kepatuhan pelaporan: target ≥ 94, realisasi 95 (101,06%)",
    ) == [
        REMAJA,
        LEMBAGA,
        ("Tingkat kepuasan layanan", {"target": "72 s.d. 87 %", "realisasi": "70,78%", "capaian": "98,31%"}),
        ("Tingkat kepatuhan pelaporan", {"target": "≥ 94", "realisasi": "95", "capaian": "101,06%"}),
    ]
