"""The truth model of a random office: indicators with targets and results, budget lines with amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.gen.money import Line

# kegiatan | sasaran wordings | label wordings | unit wordings | lowest target | highest target | decimals
Form = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], float, float, int]

LATE: tuple[Form, ...] = (
    ("Pengelolaan Informasi dan Edukasi",
     ("Meningkatnya daya tangkal anak dan remaja terhadap pengaruh buruk penyalahgunaan dan peredaran gelap narkotika",
      "Terwujudnya remaja yang tangguh menolak narkoba"),
     ("Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan Narkoba", "Angka Indeks Ketahanan Diri Remaja (Dektari)",
      "Skor ketahanan diri remaja terhadap bahaya narkotika"), ("Indeks", "Nilai"), 49, 54, 2),
    ("Penyelenggaraan Advokasi",
     ("Meningkatnya daya tangkal keluarga terhadap pengaruh buruk penyalahgunaan dan peredaran gelap narkotika",
      "Terbentuknya keluarga yang berdaya tangkal"),
     ("Indeks Ketahanan Keluarga Terhadap Penyalahgunaan Narkoba", "Indek Ketahanan Keluarga Anti Narkoba (Dektara)",
      "Tingkat ketahanan keluarga binaan"), ("Indeks", "Nilai"), 75, 84, 3),
    ("Pemberdayaan Peran Serta Masyarakat",
     ("Meningkatnya kesadaran dan kepedulian masyarakat dalam penanganan P4GN",
      "Masyarakat berperan mandiri dalam P4GN"),
     ("Indeks Kemandirian Partisipasi", "Indeks Kemandirian Partisipasi Masyarakat (IKP)",
      "Angka kemandirian masyarakat dalam P4GN"), ("Indeks",), 2.9, 3.5, 2),
    ("Pemberdayaan Alternatif",
     ("Meningkatnya keterpulihan kawasan rawan narkoba",),
     ("Nilai Keterpulihan Kawasan Rawan yang diintervensi", "Jumlah kawasan rawan yang pulih"),
     ("Indeks", "Nilai"), 2.1, 2.9, 2),
    ("Pascarehabilitasi Penyalah Guna Narkotika",
     ("Meningkatnya kualitas hidup penyalah guna narkotika setelah layanan", "Mantan pecandu hidup produktif"),
     ("Persentase penyalah guna dan/atau pecandu narkotika yang mengalami peningkatan kualitas hidup",
      "Persentase klien pulih dan produktif"), ("%",), 60, 75, 0),
    ("Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
     ("Meningkatnya kapasitas tenaga teknis rehabilitasi",),
     ("Jumlah petugas penyelenggara layanan IBM yang terlatih", "Jumlah agen pemulihan yang dilatih"),
     ("Orang", "orang", "Petugas"), 5, 40, 0),
    ("Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
     ("Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",),
     ("Jumlah lembaga rehabilitasi yang operasional",
      "Jumlah lembaga rehabilitasi yang memenuhi standar pelayanan minimal"), ("Lembaga", "lembaga", "Fasilitas"), 2, 9, 0),
    ("Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
     ("Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",),
     ("Jumlah unit penyelenggara layanan rehabilitasi IBM yang operasional", "Banyaknya unit IBM yang aktif melayani"),
     ("Unit", "unit", "Unit IBM"), 2, 9, 0),
    ("Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
     ("Meningkatnya kualitas layanan rehabilitasi narkotika",),
     ("Indeks Kepuasan Penerima Layanan Rehabilitasi pada Fasilitas Rehabilitasi BNN",
      "Indeks kepuasan layanan klinik", "Survei kepuasan klien rehabilitasi"), ("Indeks", "Nilai"), 3.0, 3.6, 2),
    ("Penyidikan Jaringan Peredaran Gelap Narkotika",
     ("Meningkatnya pengungkapan tindak pidana narkotika dan prekursor narkotika",
      "Terungkapnya jaringan peredaran gelap narkotika"),
     ("Jumlah berkas perkara tindak pidana narkotika dan prekursor narkotika yang P-21",
      "Jumlah berkas perkara yang dinyatakan lengkap (P-21)", "Penyelesaian berkas perkara (P21)"),
     ("Berkas Perkara", "Berkas", "BP"), 2, 12, 0),
    ("Penyusunan dan Pengembangan Rencana Program dan Anggaran",
     ("Meningkatnya proses manajemen kinerja secara efektif dan efisien",),
     ("Nilai Kinerja Anggaran", "Nilai Kerja Anggaran BNNK", "Nilai evaluasi kinerja anggaran (SMART)"),
     ("Indeks", "Nilai", "Poin"), 84, 90, 2),
    ("Pembinaan Administrasi dan Pengelolaan Keuangan",
     ("Meningkatnya tata kelola administrasi keuangan yang sesuai prosedur",),
     ("Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)", "Nilai IKPA satuan kerja"), ("Indeks", "Nilai"), 90, 96, 2),
)  # fmt: skip

EARLY: tuple[Form, ...] = (
    ("Diseminasi Informasi P4GN",
     ("Meningkatnya pengetahuan dan pemahaman masyarakat tentang bahaya narkoba",
      "Masyarakat paham bahaya penyalahgunaan narkoba"),
     ("Jumlah masyarakat yang terpapar informasi P4GN", "Banyaknya peserta penyuluhan bahaya narkoba"),
     ("Orang", "orang"), 1200, 15000, -1),
    ("Advokasi Kebijakan Anti Narkoba",
     ("Meningkatnya peran instansi pemerintah dan swasta dalam P4GN",),
     ("Jumlah instansi yang responsif terhadap kebijakan pembangunan berwawasan anti narkoba",
      "Jumlah lembaga yang mempunyai kebijakan anti narkoba"), ("Instansi", "Lembaga"), 5, 25, 0),
    ("Pemberdayaan Masyarakat Anti Narkoba",
     ("Terbentuknya relawan dan kader anti narkoba",),
     ("Jumlah relawan anti narkoba", "Jumlah kader penggiat anti narkoba yang dibentuk"), ("Orang", "Kader"), 20, 150, 0),
    ("Deteksi Dini Penyalahgunaan Narkoba",
     ("Meningkatnya lingkungan kerja dan sekolah yang bersih dari narkoba",),
     ("Jumlah peserta tes urine deteksi dini", "Banyaknya orang yang dites urine"), ("Orang", "Sampel"), 100, 900, 0),
    ("Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
     ("Meningkatnya kemampuan lembaga rehabilitasi", "Tersedianya layanan rehabilitasi yang terjangkau"),
     ("Jumlah lembaga rehabilitasi instansi pemerintah yang memperoleh penguatan",
      "Jumlah fasilitas rehabilitasi rawat jalan yang dibina"), ("Lembaga", "Tempat"), 1, 6, 0),
    ("Layanan Rehabilitasi Penyalah Guna",
     ("Meningkatnya penyalah guna narkotika yang memperoleh layanan rehabilitasi",),
     ("Jumlah penyalah guna yang direhabilitasi", "Jumlah residen rawat jalan"), ("Orang", "Klien"), 20, 120, 0),
    ("Pascarehabilitasi",
     ("Meningkatnya mantan penyalah guna yang memperoleh layanan pascarehabilitasi",),
     ("Jumlah mantan penyalah guna yang menjalani pascarehabilitasi", "Jumlah mantan pecandu yang dibina lanjut"),
     ("Orang",), 8, 60, 0),
    ("Pemetaan Jaringan Peredaran Gelap",
     ("Terungkapnya jaringan peredaran gelap narkoba",),
     ("Jumlah jaringan sindikat yang terungkap", "Jumlah jaringan yang dipetakan"), ("Jaringan",), 1, 5, 0),
    ("Penyidikan Tindak Pidana Narkotika",
     ("Meningkatnya pengungkapan kasus tindak pidana narkotika",),
     ("Jumlah berkas perkara P21", "Jumlah Laporan Kasus Narkotika (LKN) yang diselesaikan"), ("Berkas", "LKN"), 3, 14, 0),
    ("Pengelolaan Barang Bukti",
     ("Tertibnya pengelolaan barang bukti",),
     ("Persentase barang bukti yang dimusnahkan tepat waktu",), ("%",), 80, 95, 0),
    ("Dukungan Manajemen",
     ("Terselenggaranya tata kelola organisasi yang akuntabel",),
     ("Persentase penyerapan anggaran satuan kerja", "Tingkat ketepatan laporan keuangan"), ("%",), 88, 96, 0),
)  # fmt: skip

SUPPORT = (
    "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan Sarana dan Prasarana",
    "Penyelenggaraan Kehumasan dan Keprotokolan", "Pengembangan Organisasi, Tatalaksana dan SDM",
    "Pembinaan Administrasi dan Pengelolaan Keuangan", "Layanan Perkantoran",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: wordings of this report, unit, and figures by year (targets also of later years).

    `style` says how figures that are no plain numbers are written (corpus.gen.variants.oddities).
    """

    kegiatan: str
    sasaran: str
    label: str
    other_label: str
    unit: str
    decimals: int
    targets: dict[int, Decimal | None]
    results: dict[int, Decimal | None]
    style: str = ""

    def capaian(self, year: int) -> Decimal | None:
        """realisasi / target in percent, two decimals; None where one is missing."""
        target, result = self.targets.get(year), self.results.get(year)
        if not target or result is None:
            return None
        return (result * 100 / target).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Office:
    """A fictional office in one year: indicators, budget lines by kegiatan and by jenis belanja, totals of years."""

    name: str
    level: str
    code: str
    year: int
    first: int
    last: int
    indicators: tuple[Indicator, ...]
    kegiatan: tuple[Line, ...]
    support: tuple[Line, ...]
    belanja: tuple[Line, ...]
    totals: dict[int, tuple[int, int]]


def make_indicators(
    rng: Random, year: int, first: int, last: int, *, decimals_ok: bool, forms: tuple[Form, ...] = ()
) -> tuple[Indicator, ...]:
    """A random choice of indicators, the period's or those given; `decimals_ok` allows indices with three decimals."""
    forms = forms or (LATE if year >= 2019 else EARLY)
    kept = sorted(rng.sample(range(len(forms)), rng.randint(min(5, len(forms)), min(10, len(forms)))))
    sasaran_style = rng.random()
    return tuple(_indicator(rng, forms[i], sasaran_style, (year, first, last), decimals_ok) for i in kept)


def _indicator(rng: Random, form: Form, style: float, years: tuple[int, int, int], decimals_ok: bool) -> Indicator:
    kegiatan, sasaran, labels, units, low, high, decimals = form
    if decimals == 3 and not decimals_ok:
        decimals = 2
    year, first, last = years
    label = rng.choice(labels)
    base = rng.uniform(low, high)
    grow = (high - low) / 30
    targets: dict[int, Decimal | None] = {}
    results: dict[int, Decimal | None] = {}
    for one in range(first, last + 1):
        places = min(decimals, 2)
        targets[one] = _round(base + grow * (one - year) * (one > year), places)
        if one <= year:
            results[one] = _round(float(targets[one] or 0) * rng.uniform(0.9, 1.18), 2 if units[0] == "%" else decimals)
        if one < year and rng.random() < 0.12:
            targets[one] = results[one] = None
    chosen = sasaran[0] if style < 0.6 else sasaran[-1]
    return Indicator(kegiatan, chosen, label, rng.choice(labels), rng.choice(units), decimals, targets, results)


def _round(value: float, places: int) -> Decimal:
    if places < 0:
        return Decimal(max(round(value / 50) * 50, 50))
    if places == 0:
        return Decimal(max(round(value), 1))
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def make_office(
    rng: Random, name: str, level: str, year: int, *, decimals_ok: bool, forms: tuple[Form, ...] = ()
) -> Office:
    """A random office's truth model; `forms` are the indicators of another agency."""
    first = year - (year % 5) if year >= 2015 else 2011 - (2011 - year > 0)
    first = min(first, year - 2)
    last = max(first + 4, year + 1)
    indicators = make_indicators(rng, year, first, last, decimals_ok=decimals_ok, forms=forms)
    code = 3240 + rng.randint(0, 20)
    names = list(dict.fromkeys(one.kegiatan for one in indicators))
    big = rng.choice((1, 1, 8)) if level == "BNNP" else 1
    kegiatan = [_line(rng, str(code + i), text, 20 * big, 300 * big) for i, text in enumerate(names)]
    free = [text for text in SUPPORT if text not in names]
    support = [
        _line(rng, str(code + 40 + i), text, 15 * big, 900 * big)
        for i, text in enumerate(rng.sample(free, rng.randint(2, 3)))
    ]
    pagu = sum(line.pagu for line in (*kegiatan, *support))
    spent = sum(line.realisasi for line in (*kegiatan, *support))
    totals = {year: (pagu, spent)}
    for one in range(first, year):
        past = round(pagu * rng.uniform(0.6, 0.95) / 1000) * 1000
        totals[one] = (past, round(past * rng.uniform(0.9, 0.995)))
    return Office(
        name, level, str(rng.randint(410000, 699999)), year, first, last, indicators, tuple(kegiatan), tuple(support),
        _belanja(rng, pagu, spent), totals,
    )  # fmt: skip


def _line(rng: Random, code: str, name: str, low: int, high: int) -> Line:
    pagu = rng.randint(low * 1000, high * 1000) * 1000
    share = rng.choice((1.0, rng.uniform(0.85, 0.999), rng.uniform(0.95, 0.999)))
    return Line(code, name, pagu, round(pagu * share / 50) * 50 if share < 1 else pagu)


def _belanja(rng: Random, pagu: int, spent: int) -> tuple[Line, ...]:
    """The same money by jenis belanja: most of it is Belanja Barang; some offices have no Belanja Pegawai."""
    unspent = pagu - spent
    small: dict[str, Line] = {}
    for code, name, high in (("51", "Belanja Pegawai", 0.3), ("53", "Belanja Modal", 0.12)):
        share = rng.uniform(0.03, high)
        part = round(pagu * share / 1000) * 1000
        small[code] = Line(code, name, part, part - min(round(unspent * share), part))
    if rng.random() < 0.4:
        del small["51"]
    left = pagu - sum(line.pagu for line in small.values())
    rest = spent - sum(line.realisasi for line in small.values())
    return tuple(sorted([*small.values(), Line("52", "Belanja Barang", left, rest)], key=lambda line: line.no))
