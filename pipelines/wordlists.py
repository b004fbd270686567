"""What the words in the contract's enumerated columns mean, in English and Indonesian."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word that a cell can hold, and what it says."""

    word: str
    english: str
    indonesian: str


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one enumeration; `columns` names where they stand (table.column)."""

    columns: tuple[str, ...]
    meanings: tuple[Meaning, ...]


WORD_LISTS = (
    WordList(
        ("values.trust", "indicators.trust", "budgets.trust", "facts.trust"),
        (
            Meaning(
                "verified",
                "Readings agree, and the value closes an identity or is printed alike elsewhere",
                "Hasil baca sama, dan nilainya cocok dengan hitungan atau tercetak sama di tempat lain",
            ),
            Meaning(
                "agreed",
                "Printed text, or two OCR readers that agree",
                "Teks tercetak, atau dua pembaca OCR yang sependapat",
            ),
            Meaning(
                "single",
                "One reader only, or a role, year or label that is only probable",
                "Hanya satu pembaca, atau arti kolom, tahun, atau label yang baru dugaan",
            ),
            Meaning(
                "disputed",
                "Readers disagree, or arithmetic contradicts the value",
                "Pembaca tidak sependapat, atau hitungan membantahnya",
            ),
        ),
    ),
    WordList(
        ("values.field",),
        (
            Meaning("target", "Target of an indicator", "Target indikator"),
            Meaning("realisasi", "What was achieved", "Realisasi indikator"),
            Meaning("capaian", "Achievement, percent of the target", "Capaian, persen terhadap target"),
            Meaning("pagu", "Budget ceiling, rupiah", "Pagu anggaran, rupiah"),
            Meaning("realisasi_anggaran", "Spent, rupiah", "Realisasi anggaran, rupiah"),
            Meaning("sisa", "Budget left over, rupiah", "Sisa anggaran, rupiah"),
            Meaning("persen_anggaran", "Spent, percent of pagu", "Persentase penyerapan anggaran"),
            Meaning("kebutuhan_pendanaan", "Funding need of a plan, rupiah", "Kebutuhan pendanaan, rupiah"),
        ),
    ),
    WordList(
        ("tables.table_kind", "values.table_kind", "indicators.table_kind", "budgets.table_kind"),
        (
            Meaning(
                "ringkasan_eksekutif",
                "The executive summary's list of targets and results",
                "Daftar target dan realisasi dalam ringkasan eksekutif",
            ),
            Meaning(
                "renproja_target",
                "Targets of a multi-year plan (Renproja, Renstra, IKU)",
                "Target rencana jangka menengah (Renproja, Renstra, IKU)",
            ),
            Meaning(
                "renproja_pendanaan",
                "Funding needs of a multi-year plan",
                "Kebutuhan pendanaan rencana jangka menengah",
            ),
            Meaning(
                "rencana_kinerja_tahunan",
                "Yearly plan: targets and funding needs",
                "Rencana kinerja tahunan: target dan kebutuhan pendanaan",
            ),
            Meaning(
                "perjanjian_kinerja",
                "Performance agreement: the year's targets",
                "Perjanjian (penetapan) kinerja: target tahun berjalan",
            ),
            Meaning(
                "capaian_kinerja",
                "Summary of all indicators' results",
                "Ringkasan capaian semua indikator",
            ),
            Meaning(
                "capaian_indikator",
                "Detail table of one indicator",
                "Tabel rinci satu indikator",
            ),
            Meaning("perbandingan_tahun", "Indicators over several years", "Perbandingan indikator antartahun"),
            Meaning(
                "kemajuan_renproja",
                "Progress towards the multi-year target",
                "Kemajuan terhadap target jangka menengah",
            ),
            Meaning("rincian_satker", "One row per office", "Rincian per satuan kerja"),
            Meaning(
                "rincian_nilai",
                "Components of a score (SMART, IKPA)",
                "Rincian komponen nilai (SMART, IKPA)",
            ),
            Meaning(
                "anggaran_jenis_belanja",
                "Budget by type of spending",
                "Anggaran menurut jenis belanja",
            ),
            Meaning(
                "anggaran_kegiatan",
                "Budget by activity or output",
                "Anggaran menurut kegiatan atau keluaran",
            ),
            Meaning(
                "anggaran_perbandingan_tahun",
                "Budget over several years",
                "Perbandingan anggaran antartahun",
            ),
        ),
    ),
    WordList(
        ("documents.status",),
        (
            Meaning("ok", "Every page was read", "Semua halaman terbaca"),
            Meaning("partial", "Some page could not be read", "Ada halaman yang tidak terbaca"),
            Meaning("failed", "Nothing could be read", "Dokumen tidak terbaca"),
        ),
    ),
    WordList(
        ("tables.status",),
        (
            Meaning(
                "mapped",
                "A layout profile claimed it; its values are in values",
                "Dikenali dan nilainya diambil",
            ),
            Meaning("ignored", "Known and left out, for the reason given", "Dikenal dan sengaja dilewati"),
            Meaning("unmapped", "No profile claimed it; look at it", "Tidak dikenali; perlu dilihat"),
        ),
    ),
    WordList(
        ("values.source",),
        (
            Meaning("text", "The file's own text", "Teks asli berkas"),
            Meaning("ocr", "Read from the picture by this program", "Dibaca dari gambar oleh program ini"),
            Meaning("layer", "An OCR layer found in the file", "Lapisan OCR yang sudah ada dalam berkas"),
        ),
    ),
    WordList(
        ("values.baris", "budgets.baris"),
        (
            Meaning("item", "A line of the budget", "Baris anggaran biasa"),
            Meaning("subtotal", "A sum over some lines", "Jumlah sebagian baris"),
            Meaning("total", "The sum over all lines", "Jumlah seluruh baris"),
        ),
    ),
    WordList(
        ("findings.severity",),
        (
            Meaning(
                "error",
                "Something printed or read must be wrong",
                "Pasti ada yang salah cetak atau salah baca",
            ),
            Meaning("warning", "Doubtful; look at the page", "Meragukan; periksa halamannya"),
            Meaning("info", "Worth knowing, nothing is wrong", "Untuk diketahui, bukan kesalahan"),
        ),
    ),
)
