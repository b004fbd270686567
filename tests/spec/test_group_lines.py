"""Names of groups that stand in one column, among rows that nothing drawn parts. See tests/drawing.py."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from extract.model import GridHints
from extract.regions import build_flow
from tests.drawing import page_of, rows_of

HINTS = GridHints(
    frozenset({"target", "realisasi", "indikator kinerja", "sasaran"}), frozenset({"target", "realisasi"})
)
GROUPED = """
    Indikator Kinerja                     Target     Realisasi
    Sasaran 1. Keluarga kuat
    Indeks ketahanan keluarga                 51        52
    Sasaran 2. Masyarakat mandiri
    Indeks kemandirian yang terukur
                                               3         4
    dalam setahun
    Sasaran 3. Pegawai puas
    """


def labels_of(drawing: str, bold: Collection[str]) -> list[str]:
    """The first column of the table, whose lines that hold one of the words `bold` are bold."""
    page = page_of(drawing)
    heights = {w.box.y_mid for w in page.words if w.text in bold}
    words = tuple(replace(w, bold=w.box.y_mid in heights) for w in page.words)
    (table,) = build_flow([replace(page, words=words)], HINTS).regions
    return [row[0] for row in rows_of(table)]


def test_a_bold_line_over_a_plain_row_is_a_row_of_its_own() -> None:
    assert labels_of(GROUPED, {"Sasaran"}) == [
        "Indikator Kinerja",
        "Sasaran 1. Keluarga kuat",
        "Indeks ketahanan keluarga",
        "Sasaran 2. Masyarakat mandiri",
        "Indeks kemandirian yang terukur dalam setahun",
        "Sasaran 3. Pegawai puas",
    ]


def test_a_bold_line_below_a_bold_row_is_the_rest_of_it() -> None:
    labels = labels_of(
        """
        Indikator Kinerja                     Target     Realisasi
        Indeks ketahanan keluarga                 51        52

        Jumlah dari semua kegiatan                54        56
        Dukungan Manajemen

        Indeks kemandirian                         3         4
        """,
        {"Jumlah", "Dukungan"},
    )
    assert "Jumlah dari semua kegiatan Dukungan Manajemen" in labels


def test_a_bold_cell_beside_the_labels_is_no_name() -> None:
    labels = labels_of(
        """
        Sasaran            Indikator Kinerja          Target     Realisasi
                           Indeks ketahanan               51        52
        Keluarga kuat
                           Indeks kemandirian              3         4
        """,
        {"Keluarga"},
    )
    assert labels == ["Sasaran", "Keluarga kuat", "Keluarga kuat"]
