"""BNN Kabupaten Lembah Permai 2014: old LAKIP terms, group rows, Rp1.234.000,00, dot indices, "100 %"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.gen import prose
from corpus.gen.model import (
    LEFT,
    UP,
    Block,
    Break,
    Gap,
    Item,
    Look,
    Page,
    Para,
    Report,
    Results,
    Row,
    Table,
    columns,
    contradiction,
    group,
    numbering,
    row,
)
from corpus.gen.money import Indikator, Line, comma, percent, point, rp_cents, total

OFFICE = "BNN Kabupaten Lembah Permai"
YEAR = 2014
GRID = Look(rules="grid", size=10, split_rows=False)
LOOSE = Look(rules="horizontal", size=10, repeat_header=False, valign="top")
FILLED = Look(rules="none", header_fill="#C6E0B4", zebra="#EDF5E8", size=10, width=0.95)

STRATEGIS = (
    ("Sasaran Strategis 1. Meningkatnya pengetahuan dan kesadaran masyarakat di bidang P4GN", 4),
    ("Sasaran Strategis 2. Meningkatnya pelayanan terapi dan rehabilitasi penyalahguna narkoba", 3),
    ("Sasaran Strategis 3. Terungkapnya jaringan sindikat peredaran gelap narkoba", 3),
)
INDIKATOR = (
    Indikator("", "Jumlah kegiatan penyebarluasan informasi bahaya narkoba", "24", "26", "Kegiatan"),
    Indikator("", "Jumlah masyarakat yang terpapar informasi P4GN", "6500", "7128", "Orang"),
    Indikator("", "Jumlah kader anti narkoba yang terbentuk di lingkungan pendidikan", "80", "80", "Orang"),
    Indikator("", "Indeks kesadaran masyarakat tentang bahaya narkoba", "51.10", "53.75", "Indeks"),
    Indikator(
        "",
        "Jumlah penyalahguna narkoba yang dijangkau dan dirujuk ke tempat rehabilitasi",
        "25",
        "31",
        "Orang",
    ),
    Indikator("", "Jumlah mantan penyalahguna yang memperoleh pembinaan lanjut", "15", "12", "Orang"),
    Indikator("", "Jumlah tempat rehabilitasi yang bekerja sama dengan BNN Kabupaten", "2", "2", "Lembaga"),
    Indikator("", "Jumlah kasus narkotika yang diungkap", "6", "8", "LKN"),
    Indikator("", "Jumlah tersangka yang diserahkan kepada Jaksa Penuntut Umum", "8", "10", "Orang"),
    Indikator("", "Jumlah kasus tindak pidana pencucian uang yang diungkap", "1", "-", "LKN"),
)
CEGAH = [
    Line("1", "Pelaksanaan Diseminasi Informasi P4GN", 168_450_000, 167_020_500),
    Line("2", "Pelaksanaan Advokasi Bidang P4GN", 84_700_000, 82_515_000),
    Line("3", "Pemberdayaan Masyarakat Anti Narkoba", 126_300_000, 120_748_250),
]
REHAB = [
    Line("1", "Penjangkauan dan Pendampingan Penyalahguna Narkoba", 73_880_000, 70_145_000),
    Line("2", "Pembinaan Lanjut Mantan Penyalahguna", 41_250_000, 30_118_000),
]
BERANTAS = [
    Line("1", "Penyelidikan dan Penyidikan Tindak Pidana Narkotika", 154_000_000, 153_640_000),
    Line("2", "Pengawasan Tahanan dan Barang Bukti", 18_620_000, 17_905_000),
]
UMUM = [
    Line("1", "Penyelenggaraan Administrasi Perkantoran", 512_385_000, 498_206_147),
    Line("2", "Penyusunan Rencana dan Laporan", 22_415_000, 22_060_000),
]
BAGIAN = (
    ("A. Seksi Pencegahan dan Pemberdayaan Masyarakat", CEGAH),
    ("B. Seksi Rehabilitasi", REHAB),
    ("C. Seksi Pemberantasan", BERANTAS),
    ("D. Subbagian Tata Usaha", UMUM),
)


def _figure(text: str) -> str:
    """Counts with a dot for thousands, indices as they are: this office prints 51.10."""
    return text if "." in text or text == "-" else f"{int(text):,}".replace(",", ".")


def _capaian(one: Indikator) -> str:
    if one.realisasi == "-":
        return "-"
    return comma(percent(one.realisasi, one.target), " %")


def _grouped(width: int, cells: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    """Indicator rows under rows that name their sasaran strategis."""
    rows: list[Row] = []
    position = 0
    for name, size in STRATEGIS:
        rows.append(group(name, width))
        rows += [row(*line) for line in cells[position : position + size]]
        position += size
    return tuple(rows)


def ringkasan() -> list[Block]:
    """The indikator on one line, its result on the next, in words of this office's own."""
    items: list[Item | str] = []
    for number, one in enumerate(INDIKATOR[:9], start=1):
        target, realisasi = f"{_figure(one.target)} {one.unit}", f"{_figure(one.realisasi)} {one.unit}"
        realisasi = "7.182 Orang" if one.label == INDIKATOR[1].label else realisasi
        capaian = _capaian(one)
        result = (
            f"Dari rencana {target} dapat dilaksanakan {realisasi} ({capaian}).",
            f"Rencana {target}, pelaksanaan {realisasi}, persentase {capaian}.",
        )[number % 2]
        items.append(
            Item(
                f"({number})",
                one.label,
                (f"({number}) {one.label}", result),
                {"target": target, "realisasi": realisasi, "capaian": capaian},
            )
        )
    return [
        Para("RINGKASAN EKSEKUTIF", "h1"),
        Para(
            f"Laporan Akuntabilitas Kinerja {OFFICE} Tahun {YEAR} menyajikan pencapaian 3 (tiga) "
            "sasaran strategis. "
            "Pencapaian indikator kinerja utama diuraikan di bawah ini."
        ),
        Results(tuple(items), indent=20),
        Para(
            "Sumber pembiayaan berasal dari APBN sebesar Rp1.202.000.000,00 dan hibah Pemerintah "
            "Kabupaten berupa pinjam pakai gedung kantor."
        ),
        Break(),
    ]


def isi() -> list[Block]:
    """A table of contents whose dots and page numbers are no values."""
    lines = (
        "Kata Pengantar ................................................................ i",
        "Ringkasan Eksekutif ........................................................... ii",
        "BAB I    Pendahuluan .......................................................... 1",
        "BAB II   Perencanaan dan Penetapan Kinerja .................................... 3",
        "BAB III  Akuntabilitas Kinerja ................................................ 6",
        "BAB IV   Penutup .............................................................. 11",
    )
    return [Para("DAFTAR ISI", "h1"), *(Para(line, "item") for line in lines), Break()]


def sdm() -> list[Block]:
    """Staff by rank, which holds no results."""
    people = (
        ("1", "Kepala", "IV/b", "1"),
        ("2", "Kepala Subbagian Tata Usaha", "III/d", "1"),
        ("3", "Kepala Seksi", "III/c", "3"),
        ("4", "Staf PNS", "II/a - III/a", "9"),
        ("5", "Tenaga Kontrak", "-", "6"),
    )
    return [
        Para("D. Keadaan Pegawai", "h2"),
        Table(
            "",
            columns("other:1:C other:7 other:3:C other:3:C"),
            (("No", "Jabatan", "Golongan", "Jumlah (Orang)"),),
            (*(row(*line) for line in people), row("J u m l a h", LEFT, LEFT, "20", bold=True)),
            GRID,
        ),
        Para(
            "Susunan organisasi terdiri atas Kepala, Subbagian Tata Usaha, Seksi Pencegahan dan "
            "Pemberdayaan Masyarakat, Seksi Rehabilitasi serta Seksi Pemberantasan."
        ),
        Break(),
    ]


def rencana() -> list[Block]:
    """Strategic targets, the year's plan with group rows, Penetapan Kinerja and its amounts."""
    plan = (
        ("12", "18", "20", "24"),
        ("3.000", "5.000", "6.000", "6.500"),
        ("-", "60", "70", "80"),
        ("-", "-", "50.00", "51.10"),
        ("10", "15", "20", "25"),
        ("-", "10", "10", "15"),
        ("1", "1", "2", "2"),
        ("4", "4", "5", "6"),
        ("-", "6", "8", "8"),
        ("-", "-", "-", "1"),
    )
    years = tuple(str(year) for year in range(2011, 2015))
    renstra = _grouped(
        7,
        [
            (f"{number}.", one.label, one.unit, *targets)
            for number, (one, targets) in enumerate(zip(INDIKATOR, plan, strict=True), start=1)
        ],
    )
    rkt = _grouped(
        3,
        [
            (f"{number}", one.label, f"{_figure(one.target)} {one.unit}")
            for number, one in enumerate(INDIKATOR, start=1)
        ],
    )
    pk: list[tuple[str, ...]] = []
    position = 0
    for number, (name, size) in enumerate(STRATEGIS, start=1):
        for offset, one in enumerate(INDIKATOR[position : position + size]):
            first = (str(number), name.partition(". ")[2]) if offset == 0 else (UP, UP)
            pk.append((*first, f"{'abcd'[offset]}. {one.label}", f"{_figure(one.target)} {one.unit}"))
        position += size
    sums = [total(name.partition(". ")[2], lines) for name, lines in BAGIAN]
    return [
        *prose.renstra(office=OFFICE, period="2010-2014"),
        Table(
            "renproja_target",
            columns("no:1:C label:6.5 satuan:2:C " + " ".join(f"target@{year}:1.6:C" for year in years)),
            (
                ("No", "Indikator Kinerja Utama", "Satuan", "Target Tahun", LEFT, LEFT, LEFT),
                (UP, UP, UP, *years),
            ),
            renstra,
            Look(rules="grid", header_fill="#E2EFDA", size=9),
            note="rows that name a sasaran strategis carry no numbers",
        ),
        Para("B. Rencana Kinerja Tahunan", "h2"),
        Para(
            "Rencana kinerja tahun berjalan merupakan penjabaran dari target Renstra dan disusun "
            "sebelum DIPA ditetapkan."
        ),
        Table(
            "rencana_kinerja_tahunan",
            columns("no:1:C label:9 target:4:C"),
            (("No", "Sasaran Strategis / Indikator Kinerja", "Rencana Tingkat Capaian (Target)"),),
            rkt,
            LOOSE,
            note="group rows; header not repeated",
        ),
        Para("C. Penetapan Kinerja", "h2"),
        Para(f"Penetapan Kinerja {OFFICE} Tahun {YEAR} adalah sebagai berikut:"),
        Table(
            "perjanjian_kinerja",
            columns("no:1:C sasaran:4.6 label:6 target:2.6:C"),
            (("No", "Sasaran", "Indikator Kinerja", "Target"),),
            tuple(row(*line) for line in pk),
            GRID,
            note="the letter stands in the indikator's own cell",
        ),
        Gap(6),
        Para("Jumlah anggaran :"),
        Table(
            "anggaran_kegiatan",
            columns("no:1 label:9 pagu:4.6:R"),
            (("No", "Unit Kerja", "Anggaran"),),
            (
                *(row(f"{number})", line.uraian, rp_cents(line.pagu)) for number, line in enumerate(sums, start=1)),
                row("", "Jumlah seluruhnya", rp_cents(sum(line.pagu for line in sums)), bold=True),
            ),
            Look(rules="none", size=10.5, repeat_header=False, width=0.9),
            note="no rules; by organisational unit",
        ),
        Break(),
    ]


def capaian() -> list[Block]:
    """The summary with realisasi before target, then details with filled rows and no rules."""
    cells = [
        (
            str(number),
            one.label,
            _figure(one.realisasi),
            _figure(one.target),
            one.unit,
            "120 %" if one.unit == "LKN" and number == 8 else _capaian(one),
        )
        for number, one in enumerate(INDIKATOR, start=1)
    ]
    scale = (
        ("1.", "≥ 100", "Sangat Berhasil"),
        ("2.", "80 – 99,99", "Berhasil"),
        ("3.", "60 – 79,99", "Cukup Berhasil"),
        ("4.", "< 60", "Kurang Berhasil"),
    )

    def detail(index: int) -> Table:
        one = INDIKATOR[index]
        return Table(
            "capaian_indikator",
            columns("label:7 target:3:C realisasi:3:C capaian:2.4:C"),
            (("Indikator Kinerja", "Rencana", "Realisasi", "Capaian"),),
            (
                row(
                    one.label,
                    f"{_figure(one.target)} {one.unit}",
                    f"{_figure(one.realisasi)} {one.unit}",
                    _capaian(one),
                ),
            ),
            FILLED,
        )

    return [
        Para("BAB III", "h1"),
        Para("AKUNTABILITAS KINERJA", "h1"),
        Para("A. Pengukuran Kinerja", "h2"),
        Para("Skala ordinal yang digunakan untuk menilai keberhasilan adalah:"),
        Table(
            "",
            columns("other:1:C other:4:C other:5"),
            (("No.", "Rentang Capaian (%)", "Predikat"),),
            tuple(row(*line) for line in scale),
            Look(rules="grid", size=10, width=0.6),
        ),
        *prose.analisis("masyarakat", "tindak_lanjut"),
        Table(
            "capaian_kinerja",
            columns("no:1:C label:6.4 realisasi:2:C target:2:C satuan:2.2:C capaian:2.2:C"),
            (("No", "Indikator Kinerja", "Realisasi", "Target", "Satuan", "Capaian"),),
            _grouped(6, cells),
            Look(rules="grid", size=10, repeat_header=False),
            note="realisasi stands left of target; the last row has no realisasi",
        ),
        Para("B. Analisis Capaian Kinerja", "h2"),
        Para("1. Penyebarluasan informasi", "h2"),
        detail(0),
        *prose.analisis("pencegahan"),
        detail(1),
        Para("Pembentukan kader dilaksanakan di 8 (delapan) sekolah menengah dengan masing-masing 10 orang siswa."),
        Table(
            "perbandingan_tahun",
            columns("label:7 realisasi@2012:2.2:C realisasi@2013:2.2:C realisasi@2014:2.2:C"),
            (("Uraian", "Realisasi Tahun 2012", "Realisasi Tahun 2013", "Realisasi Tahun 2014"),),
            (
                row(INDIKATOR[0].label, "18 Kegiatan", "21 Kegiatan", "26 Kegiatan"),
                row(INDIKATOR[1].label, "5.214 Orang", "6.037 Orang", "7.128 Orang"),
                row(INDIKATOR[3].label, "n.a.", "50.42", "53.75"),
            ),
            FILLED,
        ),
    ]


def capaian_lanjut() -> list[Block]:
    """Rehabilitation and enforcement with both kinds of comparison."""

    def detail(index: int) -> Table:
        one = INDIKATOR[index]
        return Table(
            "capaian_indikator",
            columns("label:6 satuan:2:C target:2:C realisasi:2:C capaian:2.4:C"),
            (("Indikator Kinerja", "Satuan", "Target", "Realisasi", "% Capaian"),),
            (
                row(
                    one.label,
                    one.unit,
                    _figure(one.target),
                    _figure(one.realisasi),
                    point(percent(one.realisasi, one.target)),
                ),
            ),
            Look(rules="box", size=10, width=0.95),
        )

    mitra = (
        ("1.", "Rumah Sakit Umum Daerah Lembah Permai", "Jl. Pahlawan No. 3", "20"),
        ("2.", "Pondok Pemulihan Insan Permai", "Jl. Kebun Raya KM 7", "15"),
    )
    compare = (
        (INDIKATOR[4].label, "15", "17", "20", "19", "25", "31"),
        (INDIKATOR[7].label, "4", "5", "5", "5", "6", "8"),
        (INDIKATOR[9].label, "-", "-", "-", "-", "1", "-"),
    )
    years = ("2012", "2013", "2014")
    progress = ((0, "24"), (1, "6500"), (4, "25"), (6, "2"), (7, "6"))
    kemajuan = tuple(
        row(
            str(number),
            INDIKATOR[index].label,
            f"{_figure(target)} {INDIKATOR[index].unit}",
            f"{_figure(INDIKATOR[index].realisasi)} {INDIKATOR[index].unit}",
            comma(percent(INDIKATOR[index].realisasi, target)),
        )
        for number, (index, target) in enumerate(progress, start=1)
    )
    return [
        Para("2. Terapi dan rehabilitasi", "h2"),
        detail(4),
        *prose.analisis("rehabilitasi"),
        detail(5),
        Para("Tempat rehabilitasi yang telah menandatangani nota kesepahaman :"),
        Table(
            "",
            columns("other:1:C other:6 other:5 other:2:C"),
            (("No.", "Nama Tempat Rehabilitasi", "Alamat", "Kapasitas"),),
            tuple(row(*line) for line in mitra),
            GRID,
        ),
        Para("3. Pengungkapan kasus", "h2"),
        detail(7),
        *prose.analisis("pemberantasan"),
        Para("Kasus tindak pidana pencucian uang belum dapat diungkap karena keterbatasan penyidik bersertifikat."),
        Table(
            "perbandingan_tahun",
            columns("label:6 " + " ".join(f"target@{year}:1.6:C realisasi@{year}:1.7:C" for year in years)),
            (
                ("Indikator Kinerja", "2012", LEFT, "2013", LEFT, "2014", LEFT),
                (UP, *("Target", "Realisasi") * 3),
            ),
            tuple(row(*line) for line in compare),
            Look(rules="grid", size=9),
            note="years on top, target and realisasi below; several all-dash cells",
        ),
        Para("Perbandingan realisasi tahun 2014 dengan target akhir Renstra:"),
        Table(
            "kemajuan_renproja",
            columns("no:1:C label:6 target@2014:2.6:C realisasi@2014:2.6:C capaian@2014:2.6:C"),
            (("No", "Indikator Kinerja", "Target Renstra 2014", "Realisasi 2014", "Tingkat Kemajuan (%)"),),
            (numbering("1", "2", "3", "4", "5=4/3x100"), *kemajuan),
            GRID,
        ),
    ]


def anggaran() -> list[Block]:
    """Budget by kind, by kegiatan with subtotals on top of each block, and by year."""
    kinds = [
        Line("1", "Belanja Pegawai", 248_615_000, 236_114_520),
        Line("2", "Belanja Barang", 878_385_000, 851_643_377),
        Line("3", "Belanja Modal", 75_000_000, 74_600_000),
    ]

    def money(line: Line) -> tuple[str, ...]:
        return (rp_cents(line.pagu), rp_cents(line.realisasi), comma(line.persen))

    def with_sisa(line: Line) -> tuple[str, ...]:
        sisa = 26_471_623 if line.uraian == "Belanja Barang" else line.sisa
        return (rp_cents(line.pagu), rp_cents(line.realisasi), rp_cents(sisa), comma(line.persen, " %"))

    rows: list[Row] = []
    for name, lines in BAGIAN:
        rows.append(group(name, 5))
        rows += [row(line.no, line.uraian, *money(line)) for line in lines]
        rows.append(row("", f"Jumlah {name[0]}", *money(total("", lines)), bold=True))
    everything = total("JUMLAH", [line for _, lines in BAGIAN for line in lines])
    rows.append(row(f"{everything.uraian} A + B + C + D", LEFT, *money(everything), bold=True))
    spent = total("JUMLAH", kinds)
    history = (
        ("2012", 986_400_000, 921_773_615),
        ("2013", 1_104_250_000, 1_071_908_440),
        ("2014", everything.pagu, everything.realisasi),
    )
    return [
        Para("C. Akuntabilitas Keuangan", "h2"),
        Para("Penyerapan anggaran menurut jenis belanja adalah:"),
        Table(
            "anggaran_jenis_belanja",
            columns("label:3 pagu:4:R realisasi_anggaran:4:R sisa:3.6:R persen_anggaran:2:C"),
            (("Uraian", "Anggaran", "Realisasi Anggaran", "Sisa Anggaran", "Penyerapan (%)"),),
            (
                *(row(line.uraian, *with_sisa(line)) for line in kinds),
                row(spent.uraian, *with_sisa(spent), bold=True),
            ),
            LOOSE,
        ),
        Para("Realisasi anggaran menurut unit kerja dan kegiatan:"),
        Table(
            "anggaran_kegiatan",
            columns("no:1:C label:6 pagu:3.7:R realisasi_anggaran:3.7:R persen_anggaran:1.8:C"),
            (("No", "Kegiatan", "Pagu DIPA", "Realisasi", "%"),),
            tuple(rows),
            Look(rules="grid", size=9.5, repeat_header=False),
            note="group rows carry no truth; numbering restarts in each group; header not repeated over the page break",
        ),
        Para("Perkembangan anggaran tiga tahun terakhir:"),
        Table(
            "anggaran_perbandingan_tahun",
            columns("no:1:C tahun:3:C pagu:4.2:R realisasi_anggaran:4.2:R persen_anggaran:2.2:C"),
            (("No", "Tahun Anggaran", "Pagu", "Realisasi", "%"),),
            tuple(
                row(str(number), year, rp_cents(pagu), rp_cents(done), comma(percent(done, pagu)))
                for number, (year, pagu, done) in enumerate(history, start=1)
            ),
            FILLED,
            note="years run down the rows; label = the printed year",
        ),
        *prose.analisis("efisiensi", "tindak_lanjut"),
        Break(),
    ]


def build() -> Report:
    """The whole report."""
    blocks: list[Block] = [
        *prose.cover(
            title="LAPORAN AKUNTABILITAS KINERJA INSTANSI PEMERINTAH (LAKIP)",
            office=OFFICE,
            year=YEAR,
            address="Komplek Perkantoran Pemerintah Kabupaten Lembah Permai",
        ),
        *prose.kata_pengantar(office=OFFICE, year=YEAR, name="LAKIP", place="Lembah Permai"),
        *isi(),
        *ringkasan(),
        *prose.pendahuluan(office=OFFICE, region="Kabupaten Lembah Permai", code="690418", year=YEAR),
        *sdm(),
        *rencana(),
        *capaian(),
        *capaian_lanjut(),
        *anggaran(),
        *prose.penutup(
            office=OFFICE,
            year=YEAR,
            place="Lembah Permai",
            closing="Secara umum sasaran strategis tercapai, kecuali pembinaan lanjut dan pengungkapan "
            "kasus pencucian uang.",
        ),
    ]
    page = Page(
        "Caladea",
        11,
        1.25,
        (3.0, 3.0, 2.5, 2.5),
        header="LAKIP 2014 - BNN Kabupaten Lembah Permai",
        numbers="center",
    )
    found = (
        contradiction(
            "masyarakat terpapar: digits transposed in the Ringkasan (7.182 for 7.128)",
            "Ringkasan vs capaian tables",
            "7.182 Orang",
            "7.128",
        ),
        contradiction(
            "kasus narkotika: 8/6 = 133,33 %, summary table prints 120 %",
            "capaian summary",
            "120 %",
            "133,33 %",
        ),
        contradiction(
            "Belanja Barang: sisa with transposed digits",
            "budget by jenis belanja",
            "Rp26.471.623,00",
            "Rp26.741.623,00",
        ),
    )
    return Report("bnnk-lembah-permai-2014", OFFICE, "BNNK", "690418", YEAR, "docx", page, tuple(blocks), ",", found)
