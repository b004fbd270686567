"""Indicators whose figures are not plain numbers: opinions, grades, bounds, ranges, words, Roman numerals, stages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from corpus.gen.variants.model import Cell
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.things import Indicator

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
WORDS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas",
)  # fmt: skip
GRADES = ((90, "AA"), (80, "A"), (70, "BB"), (60, "B"), (50, "CC"), (0, "C"))


@dataclass(frozen=True, slots=True)
class OddForm:
    """An indicator with unusual figures: how they are written, wordings, unit, range of its number, decimals."""

    style: str
    sasaran: str
    labels: tuple[str, ...]
    unit: str
    low: float
    high: float
    decimals: int


ODD_FORMS = (
    OddForm("opinion", "Meningkatnya akuntabilitas pengelolaan keuangan",
            ("Opini BPK atas laporan keuangan", "Opini atas Laporan Keuangan Satuan Kerja"), "Opini", 100, 100, 0),
    OddForm("grade", "Meningkatnya akuntabilitas kinerja instansi",
            ("Nilai AKIP", "Predikat Akuntabilitas Kinerja (SAKIP)", "Hasil evaluasi AKIP oleh Inspektorat"), "Nilai", 55, 85, 2),
    OddForm("grade only", "Meningkatnya akuntabilitas kinerja instansi",
            ("Predikat akuntabilitas kinerja", "Kategori penilaian SAKIP"), "Predikat", 55, 85, 0),
    OddForm("bound", "Terwujudnya pelaksanaan anggaran yang tertib",
            ("Tingkat kepatuhan pelaporan keuangan", "Nilai kualitas laporan pertanggungjawaban"), "Nilai", 88, 95, 0),
    OddForm("range", "Meningkatnya kepuasan pegawai",
            ("Tingkat kepuasan layanan internal", "Kisaran nilai kedisiplinan pegawai"), "%", 70, 80, 0),
    OddForm("roman", "Tersusunnya dokumen perencanaan tepat waktu",
            ("Jumlah triwulan pelaporan tepat waktu", "Banyaknya dokumen rencana yang tersusun"), "Dokumen", 2, 9, 0),
    OddForm("words", "Terbentuknya desa bersih narkoba",
            ("Jumlah desa bersinar yang terbentuk", "Banyaknya desa tanggap ancaman narkoba"), "Desa", 2, 12, 0),
    OddForm("digits and words", "Meningkatnya jejaring pencegahan",
            ("Jumlah kemitraan yang disepakati", "Jumlah nota kesepahaman dengan mitra"), "MoU", 1, 12, 0),
    OddForm("per year", "Terpenuhinya layanan perkantoran",
            ("Pemenuhan layanan perkantoran", "Tingkat pemenuhan sarana kerja"), "%/Tahun", 90, 100, 0),
    OddForm("stages", "Terlaksananya pembangunan gedung layanan",
            ("Tahapan pembangunan klinik rehabilitasi", "Penyelesaian pembangunan gedung rawat inap"), "Tahapan", 2, 6, 0),
    OddForm("aside", "Meningkatnya kelompok masyarakat yang berdaya",
            ("Jumlah kelompok pelaku yang dibina", "Kelompok binaan pemberdayaan alternatif"), "Kelompok/Pelaku", 8, 40, 0),
)  # fmt: skip


def odd_indicator(rng: Random, form: OddForm, *, first: int, year: int, last: int) -> Indicator:
    """An indicator of this form without a kegiatan, with figures for the plan's years."""
    label = rng.choice(form.labels)
    unit = Decimal(1).scaleb(-form.decimals)
    targets: dict[int, Decimal | None] = {}
    results: dict[int, Decimal | None] = {}
    base = rng.uniform(form.low, form.high)
    for one in range(first, last + 1):
        targets[one] = Decimal(str(base)).quantize(unit)
        if one <= year:
            grown = base if form.style == "opinion" else min(base * rng.uniform(0.95, 1.1), max(base, form.high * 1.2))
            results[one] = Decimal(str(grown)).quantize(unit if form.style != "range" else Decimal("0.01"))
    return Indicator("", form.sasaran, label, label, form.unit, form.decimals, targets, results, style=form.style)


def written(numbers: Numbers, one: Indicator, role: str, figure: Decimal, *, units: bool | None) -> Cell:
    """A figure of the indicator as its style prints it; plain numbers where it has no style."""
    plain = numbers.measure(figure, one.unit, units=units)
    count, targeted = int(figure), role == "target"
    text = str(figure).replace(".", numbers.decimal)
    match one.style:
        case "opinion":
            return Cell("WTP", worded=True)
        case "grade":
            return Cell(f"{_grade(figure)} ({text})", figure)
        case "grade only":
            return Cell(_grade(figure), worded=True)
        case "bound" if targeted:
            return Cell(f"\N{GREATER-THAN OR EQUAL TO} {text}", worded=True)
        case "range" if targeted:
            return Cell(f"{text} s.d. {count + 15} %", worded=True)
        case "roman" if 0 < count < len(ROMAN) and figure == count:
            return Cell(ROMAN[count], figure, doubtful=True)
        case "words" if count < len(WORDS) and targeted:
            return Cell(WORDS[count].capitalize(), figure, doubtful=True)
        case "digits and words" if count < len(WORDS):
            return Cell(f"{count} ({WORDS[count]}) {one.unit}", figure, one.unit)
        case "per year":
            return Cell(f"{text}%/Tahun", figure, "%/Tahun")
        case "aside":
            return Cell(f"{text} {one.unit} ({max(1, count // 2)} Kabupaten/Kota)", figure, one.unit)
        case _:
            return plain


def _grade(figure: Decimal) -> str:
    return next(grade for least, grade in GRADES if figure >= least)
