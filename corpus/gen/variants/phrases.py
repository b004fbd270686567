"""Headings put together from parts, as offices do that follow no form, and slips of the typing hand."""

from __future__ import annotations

from random import Random

Parts = tuple[tuple[str, ...], tuple[str, ...]]

PHRASES: dict[str, Parts] = {
    "sasaran": (
        ("Sasaran", "Tujuan", "Kondisi", "Hasil", "Dampak", "Outcome", "Arah"),
        ("yang Dituju", "yang Ingin Diwujudkan", "Program", "Unit Kerja", "Pembangunan", "Jangka Pendek", "Kinerja"),
    ),
    "kegiatan": (("Kegiatan", "Program", "Aktivitas", "Layanan"), ("Prioritas", "Utama", "Seksi", "yang Dilaksanakan")),
    "label": (
        ("Indikator", "Ukuran", "Parameter", "Tolok Ukur", "Butir", "Unsur", "Uraian", "Hal yang Diukur", "Variabel"),
        ("Kinerja", "Keberhasilan", "Program", "Hasil", "Strategis", "Pencapaian", "Layanan", "Utama OPD", "Kinerja Individu"),
    ),
    "satuan": (("Satuan", "Unit"), ("Hitung", "Besaran", "Indikator", "Volume")),
    "target": (
        ("Target", "Rencana", "Komitmen", "Proyeksi", "Besaran", "Angka yang Dituju", "Yang Akan Dicapai", "Ekspektasi"),
        ("Kinerja", "Capaian", "Output", "Tahun Berjalan", "yang Ditetapkan", "Volume", "Fisik", "Akhir Tahun", "Setahun", "{y}"),
    ),
    "realisasi": (
        ("Realisasi", "Hasil", "Capaian Riil", "Perolehan", "Output Riil", "Kondisi Akhir", "Yang Terlaksana", "Kinerja"),
        ("Tahun Berjalan", "s.d. Desember", "Fisik", "Aktual", "Volume", "per 31 Desember {y}", "yang Diperoleh", "Sebenarnya"),
    ),
    "capaian": (
        ("Persentase", "Tingkat", "Rasio", "Derajat", "%", "Prosen"),
        ("Pencapaian", "Keberhasilan", "Realisasi thd Target", "Ketercapaian Target", "Terhadap Rencana", "Kinerja", "Penyelesaian"),
    ),
    "kebutuhan_pendanaan": (
        ("Perkiraan", "Rencana", "Estimasi", "Dukungan", "Usulan"),
        ("Dana", "Biaya Kegiatan", "Pembiayaan", "Anggaran Indikatif", "Belanja"),
    ),
    "uraian": (
        ("Kegiatan", "Program", "Keluaran", "Layanan", "Sub Kegiatan", "Komponen"),
        ("DIPA", "Kantor", "Pendukung", "yang Dibiayai", "Satker", "dan Rinciannya"),
    ),
    "belanja": (("Jenis", "Klasifikasi", "Rincian", "Macam"), ("Pengeluaran", "Belanja Negara", "Akun", "Pembiayaan")),
    "pagu": (
        ("Pagu", "Dana", "Alokasi", "Anggaran", "Plafon", "DIPA", "Ketersediaan Dana"),
        ("Definitif", "Revisi Terakhir", "dalam DIPA", "Satker", "Th. {y}", "Setelah Pergeseran", "yang Dikelola", "(Rp.)"),
    ),
    "realisasi_anggaran": (
        ("Realisasi", "Serapan", "Pengeluaran", "Pencairan", "Dana Terpakai", "SP2D"),
        ("s.d. 31 Des", "Keuangan", "Riil", "Netto", "Akhir Tahun", "yang Dibelanjakan", "(Rp.)", "Setahun"),
    ),
    "sisa": (("Sisa", "Saldo", "Selisih", "Dana"), ("Tak Terserap", "Tidak Terpakai", "Kembali ke Kas Negara", "Lebih", "Akhir")),
    "persen_anggaran": (
        ("Persentase", "%", "Tingkat", "Prosen", "Rasio"),
        ("Serapan Dana", "Realisasi Keuangan", "Keuangan", "thd Pagu", "Pencairan", "Daya Serap"),
    ),
    "satker": (("Unit Kerja", "Instansi", "Kabupaten/Kota", "Wilayah"), ("Vertikal", "Pelaksana", "Binaan", "se-Provinsi")),
    "komponen": (("Unsur", "Aspek", "Butir", "Elemen"), ("yang Dinilai", "Pengukuran", "Pembentuk Nilai", "Evaluasi")),
    "nilai": (("Nilai", "Skor", "Angka"), ("Perolehan", "Hasil Evaluasi", "Tahun {y}", "Sementara")),
    "kemajuan_target": (("Target", "Sasaran"), ("Akhir Renstra {z}", "Lima Tahunan ({z})", "RPJMN {z}", "pada Tahun {z}")),
    "kemajuan": (("Tingkat", "Persentase", "Posisi"), ("Kemajuan thd Renstra", "Pencapaian Jangka Menengah", "Menuju Target Akhir")),
}  # fmt: skip
"""First and second halves of headings by role; each half says something, together they say it once more."""


def phrase(rng: Random, role: str) -> str:
    """A heading that no office has printed exactly so."""
    first, second = PHRASES[role]
    return f"{rng.choice(first)} {rng.choice(second)}"


def mistyped(rng: Random, text: str) -> str:
    """The text with one slip in one of its longer words: a letter dropped, doubled, or two exchanged."""
    places = [i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()]
    if len(places) < 4:
        return text
    at = rng.choice(places)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
