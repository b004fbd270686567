"""From a seed to a report: office, year, chapters, and which tables stand where."""

from __future__ import annotations

from random import Random

from corpus.gen.money import percent
from corpus.gen.variants import budget_tables as money
from corpus.gen.variants import indicator_tables as made
from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.lists import results_list
from corpus.gen.variants.looks import random_looks, random_page
from corpus.gen.variants.model import Block, Break, Pair, Para, Report, Table
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.things import make_office
from corpus.gen.variants.wording import PLACES, PROVINCES, Mood

CHAPTERS = {
    2: (
        "BAB II PERENCANAAN KINERJA",
        "BAB II\nPERENCANAAN DAN PERJANJIAN KINERJA",
        "II. RENCANA KINERJA",
        "BAB 2 PERENCANAAN",
    ),
    3: (
        "BAB III AKUNTABILITAS KINERJA",
        "BAB III\nAKUNTABILITAS KINERJA",
        "III. CAPAIAN KINERJA",
        "BAB 3 HASIL KINERJA",
    ),
    4: ("BAB IV PENUTUP", "IV. PENUTUP", "BAB IV\nP E N U T U P"),
}
FILLERS = (
    "Penyusunan laporan ini merupakan bentuk pertanggungjawaban atas mandat yang diemban, sekaligus alat kendali dan pemicu "
    "peningkatan kinerja setiap unit kerja di lingkungan {office}.",
    "Selama tahun {y} telah dilaksanakan {n} kali sosialisasi di {m} kecamatan dengan jumlah peserta {k} orang, didukung "
    "anggaran sebesar Rp {a}.000.000,- dan melibatkan 12 instansi mitra.",
    "Keberhasilan tersebut didukung komitmen pimpinan, sedangkan kendala yang dihadapi antara lain keterbatasan personel "
    "({m} orang dari kebutuhan {n} orang) serta luasnya wilayah kerja.",
    "Dibandingkan dengan tahun {p}, capaian tersebut mengalami kenaikan sebesar {m},{n}% dan berada di atas rata-rata "
    "nasional sebesar {n},50.",
    "Langkah perbaikan yang akan ditempuh adalah memperkuat koordinasi lintas sektor, pemanfaatan media sosial, dan "
    "pendampingan berkelanjutan kepada masyarakat.",
)  # fmt: skip


class _Builder:
    """Collects the blocks of one report."""

    def __init__(self, rng: Random, make: Maker) -> None:
        self.rng, self.make, self.office = rng, make, make.office
        self.blocks: list[Block] = []
        self.number = 0
        self.style = rng.choice(("caption", "h2", "both", "caption"))
        self.numbered = rng.choice(("Tabel {}. ", "Tabel {} ", "Tabel 3.{} ", ""))
        self.letter = 0

    def add(self, *blocks: Block) -> None:
        self.blocks += blocks

    def chapter(self, number: int) -> None:
        title = self.rng.choice(CHAPTERS[number])
        if self.rng.random() < 0.4 and number != 4:
            self.add(Break(self.make_landscape))
        self.add(*[Para(part, "h1") for part in title.split("\n")])

    make_landscape = False

    def prose(self, share: float = 0.6) -> None:
        """A paragraph with numbers that are no values."""
        if self.rng.random() < share:
            text = self.rng.choice(FILLERS)
            number = self.rng.randint
            self.add(
                Para(
                    text.format(
                        office=self.office.name,
                        y=self.office.year,
                        p=self.office.year - 1,
                        n=number(21, 60),
                        m=number(3, 19),
                        k=number(200, 900),
                        a=number(20, 300),
                    )
                )
            )

    def heading(self, text: str) -> None:
        """What stands above a table: a section heading, a caption or both; `text` is the caption."""
        self.number += 1
        self.letter += 1
        if self.style in ("h2", "both"):
            mark = self.rng.choice((f"{chr(64 + min(self.letter, 26))}. ", f"3.{self.letter} ", f"{self.letter}. "))
            self.add(Para(mark + text, "h2"))
            self.prose(0.3)
        if self.style in ("caption", "both"):
            self.add(Para(self.numbered.format(self.number) + text, "caption"))

    def table(self, caption: str, table: Table) -> None:
        self.heading(caption)
        self.add(table)
        self.prose(0.35)


def build(seed: int) -> Report:
    """The report of a seed."""
    rng = Random(seed)
    printer = "browser" if seed % 2 else "reportlab"
    year = rng.randint(2012, 2025)
    level = rng.choice(("BNNK", "BNNK", "BNNK", "BNNP"))
    if level == "BNNP":
        place = rng.choice(PROVINCES)
        name = rng.choice(("BNN Provinsi {}", "BNNP {}")).format(place)
    else:
        place = rng.choice(PLACES)
        name = rng.choice(("BNN Kabupaten {}", "BNNK {}", "BNN Kota {}")).format(place)
    numbers = Numbers.random(rng)
    office = make_office(rng, name, level, year, decimals_ok=numbers.decimal == ",")
    mood = Mood(rng, y=year, z=office.last, a=office.first, p=year - 1, q=year - 2, office=name)
    look, looks = random_looks(rng)
    make = Maker(rng, office, mood, numbers, look, looks)
    page = random_page(rng, printer, name, year)
    builder = _Builder(rng, make)
    builder.make_landscape = page.landscape
    _front(builder, level, place)
    _plans(builder)
    _results(builder)
    _money(builder)
    _end(builder)
    return Report(
        f"variant-{seed:04d}-{level.lower()}-{year}",
        name,
        level,
        office.code,
        year,
        printer,
        page,
        tuple(builder.blocks),
    )


def _front(builder: _Builder, level: str, place: str) -> None:
    rng, office = builder.rng, builder.office
    title = rng.choice(
        ("LAPORAN KINERJA INSTANSI PEMERINTAH", "LAPORAN AKUNTABILITAS KINERJA", "LAPORAN KINERJA (LKj)", "LAKIP")
    )
    long = {"BNNK": "BADAN NARKOTIKA NASIONAL KABUPATEN", "BNNP": "BADAN NARKOTIKA NASIONAL PROVINSI"}[level]
    if "Kota " in office.name and "Kota Baru" not in office.name:
        long = "BADAN NARKOTIKA NASIONAL KOTA"
    builder.add(Para(title, "title"), Para(f"{long} {place.upper()}", "title"))
    builder.add(
        Para(rng.choice((f"TAHUN {office.year}", f"TAHUN ANGGARAN {office.year}")), "title"),
        Break(builder.make_landscape),
    )
    if rng.random() < 0.85:
        _summary(builder)
    builder.prose()


def _summary(builder: _Builder) -> None:
    rng, office = builder.rng, builder.office
    pagu, spent = office.totals[office.year]
    builder.add(
        Para(
            rng.choice(("RINGKASAN EKSEKUTIF", "IKHTISAR EKSEKUTIF", "EXECUTIVE SUMMARY", "Ringkasan Eksekutif")), "h1"
        )
    )
    count = len(office.indicators)
    builder.add(
        Para(
            rng.choice(
                (
                    f"{office.name} pada tahun {office.year} mengemban {count} indikator kinerja. Hasilnya sebagai berikut:",
                    f"Secara ringkas capaian kinerja tahun {office.year} dapat disampaikan sebagai berikut :",
                    f"Dari {count} indikator kinerja dalam Perjanjian Kinerja {office.year}, hasil yang dicapai adalah:",
                )
            )
        )
    )
    builder.add(results_list(builder.make))
    amounts = [builder.make.numbers.amount(amount).text for amount in (pagu, spent)]
    share = builder.make.numbers.percent(percent(spent, pagu)).text
    builder.add(Para(f"Dari sisi keuangan, pagu sebesar {amounts[0]} terserap {amounts[1]} ({share})."))


def _plans(builder: _Builder) -> None:
    rng, make, mood = builder.rng, builder.make, builder.make.mood
    builder.chapter(2)
    builder.prose()
    if rng.random() < 0.5:
        caption = mood.caption("renproja_target")
        builder.table(caption, made.plan(make, caption))
    if rng.random() < 0.35:
        caption = mood.caption("renproja_pendanaan")
        builder.table(caption, made.funding(make, caption))
    which = rng.random()
    if which < 0.4:
        caption = mood.caption("rencana_kinerja_tahunan")
        builder.table(caption, made.yearly_plan(make, caption))
    elif which < 0.7:
        caption = mood.caption("rencana_aksi")
        builder.table(caption, made.action_plan(make, caption))
    if rng.random() < 0.8:
        caption = mood.caption("perjanjian_kinerja")
        builder.table(caption, made.agreement(make, caption))
        if rng.random() < 0.6:
            builder.add(Para(mood.caption("pk_anggaran"), "caption"), money.agreed_money(make))


def _results(builder: _Builder) -> None:
    rng, make, mood, office = builder.rng, builder.make, builder.make.mood, builder.office
    builder.chapter(3)
    builder.prose()
    if rng.random() < 0.85:
        caption = mood.caption("capaian_kinerja")
        builder.table(caption, made.results(make, caption, office.indicators))
    for one in rng.sample(office.indicators, rng.randint(1, 3)):
        caption = mood.caption("capaian_indikator", label=one.label)
        builder.table(caption, made.detail(make, caption, one))
    if rng.random() < 0.45:
        one = rng.choice([one for one in office.indicators if one.decimals >= 0])
        caption = mood.caption("rincian_satker", label=one.label)
        builder.table(caption, made.by_office(make, caption, one))
    if rng.random() < 0.6:
        _compared(builder)
    if rng.random() < 0.5:
        caption = mood.caption("kemajuan_renproja")
        builder.table(caption, made.progress(make, caption))
    if rng.random() < 0.4:
        kind = "ikpa" if office.year >= 2018 and rng.random() < 0.5 else "nka"
        caption = mood.caption(kind)
        builder.table(caption, made.scores(make, caption, kind))
    if rng.random() < 0.4:
        which, table = money.reference(rng, make.style(), office.year)
        builder.table(mood.caption(which), table)


def _compared(builder: _Builder) -> None:
    rng, make, mood, office = builder.rng, builder.make, builder.make.mood, builder.office
    if rng.random() < 0.3:
        one = rng.choice(office.indicators)
        builder.table(
            f"Perbandingan {one.label} tahun {office.year - 3} s.d. {office.year}", made.years_down(make, one)
        )
        return
    items = office.indicators if rng.random() < 0.6 else rng.sample(office.indicators, 1)
    caption = mood.caption("perbandingan_tahun")
    builder.table(caption, made.years_compared(make, caption, items))


def _money(builder: _Builder) -> None:
    rng, make, mood = builder.rng, builder.make, builder.make.mood
    builder.add(Para(rng.choice(("Akuntabilitas Keuangan", "REALISASI ANGGARAN", "Akuntabilitas Anggaran")), "h2"))
    builder.prose()
    tables = [
        ("anggaran_jenis_belanja", money.by_expense, 0.7),
        ("anggaran_kegiatan", money.by_activity, 0.75),
        ("anggaran_perbandingan_tahun", money.years_of_money, 0.55),
    ]
    if rng.random() < 0.12:
        builder.heading(mood.caption("anggaran_jenis_belanja"))
        builder.add(Pair(money.by_expense(make), money.reference(rng, make.look, make.office.year)[1]))
        tables = tables[1:]
    for name, function, share in tables:
        if rng.random() < share:
            builder.table(mood.caption(name), function(make))


def _end(builder: _Builder) -> None:
    builder.chapter(4)
    builder.add(
        Para(
            f"Demikian laporan kinerja {builder.office.name} Tahun {builder.office.year} disusun sebagai bahan evaluasi. "
            "Saran dan masukan sangat diharapkan untuk perbaikan kinerja pada tahun berikutnya."
        )
    )
