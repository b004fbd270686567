"""From a seed to a report: office, year, chapters, and which tables stand where."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corpus.gen.money import percent
from corpus.gen.variants import budget_tables as money
from corpus.gen.variants import indicator_tables as made
from corpus.gen.variants.agencies import AGENCIES
from corpus.gen.variants.contradictions import contradict
from corpus.gen.variants.forms import RATES
from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.levels import money_by_level
from corpus.gen.variants.lists import results_list
from corpus.gen.variants.looks import random_looks, random_page
from corpus.gen.variants.model import Block, Break, Pair, Para, Report, Table
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.oddities import ODD_FORMS, odd_indicator
from corpus.gen.variants.others import OTHERS, signature
from corpus.gen.variants.quarters import quarter_money, quarter_plan, quarter_results
from corpus.gen.variants.reshape import named, reshaped
from corpus.gen.variants.satkers import many_satker
from corpus.gen.variants.things import make_office
from corpus.gen.variants.turned import belanja_across, card, indicators_across, years_across, years_in_cells
from corpus.gen.variants.wording import PLACES, PROVINCES, Mood

# Printers by seed: reportlab is the quickest, a browser the slowest.
SHARES = ("reportlab", "office", "reportlab", "browser", "reportlab", "reportlab", "office")
IN_CAPTION = "thousands in caption"
# What says that a table is in thousands: a part of its caption, or after "|" a line of its own.
THOUSANDS = (" (dalam ribuan rupiah)", " (dalam ribuan)", "|(dalam ribuan rupiah)", "|dalam ribuan Rp", " (Rp 000)")
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
        """A table under its heading, in whatever form it comes to stand."""
        if not self.make.wild:
            self.heading(caption)
            self.add(table)
        else:
            self._reshaped(caption, table)
        self.prose(0.35)

    def _reshaped(self, caption: str, table: Table) -> None:
        blocks = reshaped(self.make, table, sheet=Break(self.make_landscape))
        if isinstance(blocks[0], Break):
            self.add(blocks.pop(0))
        note = self.rng.choice(THOUSANDS) if table.note == IN_CAPTION else ""
        self.heading(caption + note.removeprefix("|") if not note.startswith("|") else caption)
        if note.startswith("|"):
            self.add(Para(note[1:], "right"))
        self.add(*blocks)

    def other(self, name: str) -> None:
        """A table without values, where the report has it."""
        if self.make.form(name):
            function, captions = OTHERS[name]
            self.heading(self.rng.choice(captions))
            self.add(function(self.make))


def build(seed: int, *, wild: bool = True) -> Report:
    """The report of a seed; one that is not wild has only the forms that most reports have."""
    rng = Random(seed)
    printer = SHARES[seed % len(SHARES)] if wild else ("browser" if seed % 2 else "reportlab")
    year = rng.randint(2012, 2025)
    level = rng.choice(("BNNK", "BNNK", "BNNK", "BNNP"))
    if level == "BNNP":
        place = rng.choice(PROVINCES)
        name = rng.choice(("BNN Provinsi {}", "BNNP {}")).format(place)
    else:
        place = rng.choice(PLACES)
        name = rng.choice(("BNN Kabupaten {}", "BNNK {}", "BNN Kota {}")).format(place)
    agency = rng.choice(AGENCIES) if wild and rng.random() < RATES["other agency"] else None
    if agency:
        level, name = "OPD", agency.name.format(place)
    numbers = Numbers.random(rng)
    forms = agency.forms if agency else ()
    office = make_office(rng, name, level, year, decimals_ok=numbers.decimal == ",", forms=forms)
    mood = Mood(rng, wild=wild, y=year, z=office.last, a=office.first, p=year - 1, q=year - 2, office=name)
    look, looks = random_looks(rng)
    make = Maker(rng, office, mood, numbers, look, looks, wild, agency.unit if agency else "")
    if wild:
        make = _with_odd_values(make)
    page = random_page(rng, printer, name, year)
    builder = _Builder(rng, make)
    builder.make_landscape = page.landscape
    _front(builder, level, place)
    _plans(builder)
    _results(builder)
    _money(builder)
    _end(builder)
    blocks, notes = builder.blocks, list[dict[str, object]]()
    if make.form("contradictions"):
        blocks, notes = contradict(rng, blocks, rng.randint(1, 3))
    return Report(
        f"variant-{seed:04d}-{level.lower()}-{year}",
        name,
        level,
        office.code,
        year,
        printer,
        page,
        tuple(blocks),
        tuple(notes),
        turned=rng.choice((None, 0, 0, 90)) if wild else None,
    )


def _with_odd_values(make: Maker) -> Maker:
    """Some indicators whose figures are no plain numbers, and another word for none."""
    if make.form("nihil"):
        make = replace(make, numbers=replace(make.numbers, nothing=make.rng.choice(("nihil", "Nihil", "n.a.", "N/A"))))
    if not make.form("odd values"):
        return make
    office = make.office
    odd = []
    for form in make.rng.sample(ODD_FORMS, make.rng.randint(1, 3)):
        one = odd_indicator(make.rng, form, first=office.first, year=office.year, last=office.last)
        odd.append(replace(one, kegiatan=make.rng.choice(office.kegiatan).uraian))
    return replace(make, office=replace(office, indicators=(*office.indicators, *odd)))


def _front(builder: _Builder, level: str, place: str) -> None:
    rng, office = builder.rng, builder.office
    title = rng.choice(
        ("LAPORAN KINERJA INSTANSI PEMERINTAH", "LAPORAN AKUNTABILITAS KINERJA", "LAPORAN KINERJA (LKj)", "LAKIP")
    )
    builder.add(Para(title, "title"), Para(_long_name(office.name, level, place), "title"))
    builder.add(
        Para(rng.choice((f"TAHUN {office.year}", f"TAHUN ANGGARAN {office.year}")), "title"),
        Break(builder.make_landscape),
    )
    if rng.random() < 0.85:
        _summary(builder)
    builder.prose()


def _long_name(name: str, level: str, place: str) -> str:
    if level == "OPD":
        return name.upper()
    long = {"BNNK": "BADAN NARKOTIKA NASIONAL KABUPATEN", "BNNP": "BADAN NARKOTIKA NASIONAL PROVINSI"}[level]
    if "Kota " in name and "Kota Baru" not in name:
        long = "BADAN NARKOTIKA NASIONAL KOTA"
    return f"{long} {place.upper()}"


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
        builder.table(caption, quarter_plan(make, caption) if make.wild else made.action_plan(make, caption))
    if rng.random() < 0.8:
        caption = mood.caption("perjanjian_kinerja")
        builder.table(caption, made.agreement(make, caption))
        if rng.random() < 0.6:
            builder.add(Para(mood.caption("pk_anggaran"), "caption"), money.agreed_money(make))
        if make.form("signature"):
            builder.add(signature(make, two=make.chance(0.7)))


def _results(builder: _Builder) -> None:
    rng, make, mood, office = builder.rng, builder.make, builder.make.mood, builder.office
    builder.chapter(3)
    builder.prose()
    if rng.random() < 0.85:
        caption = mood.caption("capaian_kinerja")
        builder.table(caption, made.results(make, caption, office.indicators))
    if make.form("indicators across"):
        caption = mood.caption("capaian_kinerja")
        builder.table(caption, indicators_across(make, rng.sample(office.indicators, rng.randint(2, 3))))
    if make.form("quarter results"):
        caption = mood.caption("triwulan")
        builder.table(caption, quarter_results(make, caption))
    for one in rng.sample(office.indicators, rng.randint(1, 3)):
        caption = mood.caption("capaian_indikator", label=one.label)
        builder.table(caption, card(make, one) if make.form("card") else made.detail(make, caption, one))
    if rng.random() < 0.45:
        _by_office(builder)
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
    for name in OTHERS:
        builder.other(name)


def _by_office(builder: _Builder) -> None:
    rng, make, mood = builder.rng, builder.make, builder.make.mood
    counted = [one for one in make.office.indicators if one.decimals >= 0 and not one.style]
    if make.office.level != "BNNK" and make.form("many satker"):
        items = rng.sample(counted, rng.randint(1, min(3, len(counted))))
        caption = mood.caption("rincian_satker", label=" dan ".join(one.label for one in items))
        builder.table(caption, many_satker(make, items))
        return
    one = rng.choice(counted)
    caption = mood.caption("rincian_satker", label=one.label)
    builder.table(caption, made.by_office(make, caption, one))


def _compared(builder: _Builder) -> None:
    rng, make, mood, office = builder.rng, builder.make, builder.make.mood, builder.office
    if rng.random() < 0.3:
        one = rng.choice(office.indicators)
        builder.table(
            f"Perbandingan {one.label} tahun {office.year - 3} s.d. {office.year}",
            years_across(make, one) if make.form("years across") else made.years_down(make, one),
        )
        return
    items = office.indicators if rng.random() < 0.6 else rng.sample(office.indicators, 1)
    caption = mood.caption("perbandingan_tahun")
    plain = [one for one in items if not one.style]
    if plain and make.form("years in a cell"):
        builder.table(caption, years_in_cells(make, plain))
        return
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
        beside = money.reference(rng, make.look, make.office.year)[1]
        if make.wild and make.chance(0.5):
            beside = money.years_of_money(make, narrow=True)
        builder.add(Pair(named(money.by_expense(make), "side by side"), named(beside, "side by side")))
        tables = tables[1:]
    for name, function, share in tables:
        if rng.random() < share:
            builder.table(mood.caption(name), _other_form(make, name) or function(make))


def _other_form(make: Maker, name: str) -> Table | None:
    """The budget table in one of the forms that only some reports have."""
    if name == "anggaran_jenis_belanja" and make.form("belanja across"):
        return belanja_across(make)
    if name == "anggaran_kegiatan" and make.form("money by level"):
        return money_by_level(make)
    if name == "anggaran_kegiatan" and make.form("quarterly money"):
        return quarter_money(make)
    return None


def _end(builder: _Builder) -> None:
    builder.chapter(4)
    builder.add(
        Para(
            f"Demikian laporan kinerja {builder.office.name} Tahun {builder.office.year} disusun sebagai bahan evaluasi. "
            "Saran dan masukan sangat diharapkan untuk perbaikan kinerja pada tahun berikutnya."
        )
    )
