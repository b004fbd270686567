"""BNN Kabupaten Teluk Cempaka 2018: horizontal rules, a budget list without rules, "Rp. 1.234.000,-"."""

from __future__ import annotations

from corpus.gen import prose
from corpus.gen.model import (
    LEFT,
    UP,
    Block,
    Break,
    Item,
    Look,
    Page,
    Para,
    Report,
    Results,
    Table,
    columns,
    contradiction,
    group,
    numbering,
    row,
)
from corpus.gen.money import Indikator, Line, comma, dotted, percent, rp_dash, total

OFFICE = "BNN Kabupaten Teluk Cempaka"
YEAR = 2018
LINES = Look(rules="horizontal", size=9, valign="top")
SMALL = Look(rules="horizontal", size=9, valign="middle", width=0.9)

INDIKATOR = (
    Indikator(
        "Meningkatnya lembaga yang responsif terhadap permasalahan narkoba",
        "Jumlah lembaga yang memiliki kebijakan pembangunan berwawasan anti narkoba",
        "4",
        "5",
        "Lembaga",
    ),
    Indikator(
        "Meningkatnya pengetahuan masyarakat tentang bahaya narkoba",
        "Tingkat efektifitas informasi P4GN kepada masyarakat",
        "60",
        "63.48",
        "%",
    ),
    Indikator(
        "Meningkatnya peran serta masyarakat dalam penanganan P4GN",
        "Jumlah relawan anti narkoba yang aktif",
        "60",
        "60",
        "Orang",
    ),
    Indikator(
        "Meningkatnya peran serta masyarakat dalam penanganan P4GN",
        "Indeks Kemandirian Partisipasi Masyarakat",
        "2.80",
        "2.95",
    ),
    Indikator(
        "Meningkatnya upaya pemulihan penyalah guna narkoba",
        "Jumlah penyalah guna yang memperoleh layanan rehabilitasi rawat jalan",
        "45",
        "52",
        "Orang",
    ),
    Indikator(
        "Meningkatnya upaya pemulihan penyalah guna narkoba",
        "Jumlah lembaga rehabilitasi instansi pemerintah yang ditingkatkan kemampuannya",
        "3",
        "3",
        "Lembaga",
    ),
    Indikator(
        "Meningkatnya upaya pemulihan penyalah guna narkoba",
        "Jumlah mantan penyalah guna yang menjalani layanan pascarehabilitasi",
        "20",
        "17",
        "Orang",
    ),
    Indikator(
        "Meningkatnya pengungkapan tindak pidana narkotika",
        "Jumlah kasus tindak pidana narkotika yang terungkap",
        "8",
        "9",
        "LKN",
    ),
    Indikator(
        "Meningkatnya pengungkapan tindak pidana narkotika",
        "Jumlah jaringan sindikat narkotika yang terpetakan",
        "2",
        "2",
        "Jaringan",
    ),
    Indikator(
        "Meningkatnya tata kelola pemerintahan yang akuntabel",
        "Nilai Kinerja Anggaran",
        "85.00",
        "88.42",
        "Nilai",
    ),
    Indikator(
        "Meningkatnya tata kelola pemerintahan yang akuntabel",
        "Persentase penyerapan anggaran",
        "95",
        "97.42",
        "%",
    ),
)

P4GN = [
    Line("1", "Penyelenggaraan Advokasi", 96_420_000, 95_118_500),
    Line("2", "Penyelenggaraan Diseminasi Informasi", 142_750_000, 141_902_000),
    Line("3", "Pemberdayaan Peran Serta Masyarakat", 118_300_000, 113_640_750),
    Line("4", "Penguatan Lembaga Rehabilitasi Instansi Pemerintah", 87_650_000, 84_206_000),
    Line("5", "Pascarehabilitasi Penyalah Guna dan/atau Pecandu Narkoba", 64_125_000, 57_480_500),
    Line("6", "Penyidikan Jaringan Peredaran Gelap Narkotika", 210_900_000, 208_774_600),
]
DUKMAN = [
    Line("7", "Penyusunan dan Pengembangan Rencana Program dan Anggaran", 28_440_000, 27_961_000),
    Line("8", "Pembinaan Administrasi dan Pengelolaan Keuangan", 61_225_000, 60_118_300),
    Line("9", "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Sarana Prasarana", 734_610_000, 715_386_214),
]
BELANJA = [
    Line("1.", "Belanja Barang", 1_499_420_000, 1_459_837_864),
    Line("2.", "Belanja Modal", 45_000_000, 44_750_000),
]


def _value(text: str, unit: str) -> str:
    return comma(text, "%") if unit == "%" else f"{comma(text)} {unit}"


def _grouped_sasaran(start: int) -> str:
    same = start > 0 and INDIKATOR[start - 1].sasaran == INDIKATOR[start].sasaran
    return UP if same else INDIKATOR[start].sasaran


def ringkasan() -> list[Block]:
    """The executive summary: one line per result, lettered within each section."""
    sections = (
        ("Seksi Pencegahan dan Pemberdayaan Masyarakat", 4),
        ("Seksi Rehabilitasi", 3),
        ("Seksi Pemberantasan", 2),
        ("Subbagian Umum", 2),
    )
    items: list[Item | str] = []
    position = 0
    for number, (section, size) in enumerate(sections, start=1):
        items.append(f"{number}. {section}")
        for letter, one in zip("abcd", INDIKATOR[position : position + size], strict=False):
            target, realisasi = _value(one.target, one.unit), _value(one.realisasi, one.unit)
            if one.label.startswith("Jumlah penyalah guna"):
                realisasi = "25 Orang"
            values = {"target": target, "realisasi": realisasi, "capaian": comma(one.capaian, "%")}
            line = f"{letter}. {one.label} : target {target}; realisasi {realisasi}; capaian {values['capaian']}"
            items.append(Item(f"{letter}.", one.label, (line,), values))
        position += size
    return [
        Para("RINGKASAN EKSEKUTIF", "h1"),
        Para(
            f"Pada Tahun {YEAR} {OFFICE} menetapkan 11 (sebelas) indikator kinerja yang diperjanjikan "
            "antara Kepala BNN "
            "Kabupaten dengan Kepala BNN Provinsi. Hasil pengukuran atas indikator tersebut adalah:"
        ),
        Results(tuple(items)),
        Para(
            "Untuk melaksanakan kegiatan tersebut disediakan anggaran DIPA sebesar Rp. 1.544.420.000,- "
            "dengan penyerapan "
            "sebesar Rp. 1.504.587.864,- atau 97,42% sehingga terdapat sisa anggaran Rp. 39.832.136,-."
        ),
        Break(),
    ]


def sdm() -> list[Block]:
    """Staff and interval tables, which hold no results."""
    people = (
        ("1", "Kepala", "1", "1", "-"),
        ("2", "Subbagian Umum", "12", "7", "5"),
        ("3", "Seksi Pencegahan dan Pemberdayaan Masyarakat", "9", "4", "5"),
        ("4", "Seksi Rehabilitasi", "8", "3", "5"),
        ("5", "Seksi Pemberantasan", "14", "6", "8"),
    )
    return [
        Para("D. Sumber Daya Manusia", "h2"),
        Para("Tabel 1. Daftar Susunan Pegawai", "caption"),
        Table(
            "",
            columns("other:1:C other:7 other:2:C other:2:C other:2:C"),
            (("No", "Unit Kerja", "DSP", "Riil", "Kurang"),),
            (*(row(*line) for line in people), row("JUMLAH", LEFT, "44", "21", "23", bold=True)),
            LINES,
        ),
        Break(landscape=True),
    ]


def renproja() -> list[Block]:
    """Medium-term targets and their funding (printed in thousands) on a landscape page."""

    def line(no: str, kegiatan: str, label: str, unit: str, *targets: str) -> tuple[str, ...]:
        return (no, kegiatan, label, unit, *targets)

    targets = (
        line("1", "Penyelenggaraan Advokasi", INDIKATOR[0].label, "Lembaga", "-", "3", "3", "4", "4"),
        line(
            "2",
            "Penyelenggaraan Diseminasi Informasi",
            INDIKATOR[1].label,
            "%",
            "50",
            "55",
            "58",
            "60",
            "62,5",
        ),
        line(
            "3",
            "Pemberdayaan Peran Serta Masyarakat",
            INDIKATOR[2].label,
            "Orang",
            "40",
            "40",
            "50",
            "60",
            "60",
        ),
        line(UP, UP, INDIKATOR[3].label, "Indeks", "-", "-", "2,60", "2,80", "3,00"),
        line(
            "4",
            "Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
            INDIKATOR[4].label,
            "Orang",
            "100",
            "60",
            "50",
            "45",
            "45",
        ),
        line(UP, UP, INDIKATOR[5].label, "Lembaga", "1", "2", "2", "3", "3"),
        line(
            "5",
            "Pascarehabilitasi Penyalah Guna dan/atau Pecandu Narkoba",
            INDIKATOR[6].label,
            "Orang",
            "-",
            "15",
            "20",
            "20",
            "25",
        ),
        line(
            "6",
            "Penyidikan Jaringan Peredaran Gelap Narkotika",
            INDIKATOR[7].label,
            "LKN",
            "6",
            "6",
            "7",
            "8",
            "8",
        ),
        line(UP, UP, INDIKATOR[8].label, "Jaringan", "1", "1", "1", "2", "2"),
    )
    funds = (
        ("1", "Penyelenggaraan Advokasi", 80_000, 84_000, 90_500, 96_420, 101_000),
        ("2", "Penyelenggaraan Diseminasi Informasi", 110_000, 118_250, 130_000, 142_750, 150_000),
        ("3", "Pemberdayaan Peran Serta Masyarakat", 95_500, 99_000, 110_000, 118_300, 125_000),
        ("4", "Penguatan Lembaga Rehabilitasi", 0, 71_300, 80_000, 87_650, 92_000),
        ("5", "Pascarehabilitasi", 0, 48_900, 60_000, 64_125, 68_500),
        ("6", "Penyidikan Jaringan Peredaran Gelap", 175_000, 184_600, 198_000, 210_900, 221_450),
    )
    fund_rows = [
        row(no, name, *("-" if amount == 0 else dotted(amount) for amount in amounts)) for no, name, *amounts in funds
    ]
    sums = [dotted(sum(int(line[2 + year]) for line in funds)) for year in range(5)]
    years = tuple(str(year) for year in range(2015, 2020))
    return [
        Para("MATRIK RENCANA PROGRAM KERJA TAHUN 2015 - 2019", "h1"),
        Table(
            "renproja_target",
            columns(
                "no:1:C kegiatan:5 label:7 satuan:2:C target@2015:1.6:C target@2016:1.6:C target@2017:1.6:C "
                "target@2018:1.6:C target@2019:1.6:C"
            ),
            (
                ("No", "Kegiatan", "Indikator Kinerja", "Satuan", "T a r g e t", LEFT, LEFT, LEFT, LEFT),
                (UP, UP, UP, UP, *years),
            ),
            tuple(row(*line) for line in targets),
            LINES,
        ),
        Para("KEBUTUHAN PENDANAAN TAHUN 2015 - 2019 (dalam ribuan rupiah)", "h1"),
        Table(
            "renproja_pendanaan",
            columns(
                "no:1:C label:9 kebutuhan_pendanaan@2015:2.6:R kebutuhan_pendanaan@2016:2.6:R "
                "kebutuhan_pendanaan@2017:2.6:R kebutuhan_pendanaan@2018:2.6:R kebutuhan_pendanaan@2019:2.6:R"
            ),
            (("No", "Kegiatan", *(f"Tahun {year}" for year in years)),),
            (*fund_rows, row("JUMLAH", LEFT, *sums, bold=True)),
            LINES,
            factor=1000,
            note="amounts are printed in thousands of rupiah (said above the table); value is in full rupiah",
        ),
        Break(),
    ]


def rencana() -> list[Block]:
    """RKT with merged amounts, PK, and the borderless list of amounts under it."""
    amounts = (
        P4GN[0].pagu,
        P4GN[1].pagu,
        P4GN[2].pagu,
        None,
        P4GN[3].pagu,
        None,
        P4GN[4].pagu,
        P4GN[5].pagu,
        None,
        DUKMAN[0].pagu,
        DUKMAN[1].pagu,
    )
    rkt = tuple(
        row(
            str(index + 1),
            _grouped_sasaran(index),
            one.label,
            _value(one.target, one.unit),
            UP if amount is None else dotted(amount),
        )
        for index, (one, amount) in enumerate(zip(INDIKATOR, amounts, strict=True))
    )
    pk = tuple(
        row(f"{index}.", one.label, _value(one.target, one.unit)) for index, one in enumerate(INDIKATOR, start=1)
    )
    budget = [*P4GN, *DUKMAN]
    listed = [row(f"{line.no}.", line.uraian, rp_dash(line.pagu)) for line in budget]
    whole = total("Jumlah", budget)
    return [
        Para("B. Rencana Kinerja Tahunan", "h2"),
        Para("Penjabaran target tahunan beserta kebutuhan pendanaannya disajikan pada tabel berikut."),
        Table(
            "rencana_kinerja_tahunan",
            columns("no:1:C sasaran:4.2 label:5.2 target:2.4:C kebutuhan_pendanaan:2.8:R"),
            (("No", "Sasaran", "Indikator Kinerja", f"Target Tahun {YEAR}", "Alokasi Anggaran (Rp)"),),
            rkt,
            LINES,
            note="a sasaran and an amount can cover several rows",
        ),
        Para("C. Perjanjian Kinerja", "h2"),
        Para(
            f"Perjanjian Kinerja {OFFICE} Tahun {YEAR} ditandatangani pada tanggal 12 Januari {YEAR} "
            "dengan target sebagai berikut."
        ),
        Table(
            "perjanjian_kinerja",
            columns("no:1:C label:10 target:3:C"),
            (("No.", "Indikator Kinerja", "Target"),),
            pk,
            SMALL,
        ),
        Para("Anggaran untuk melaksanakan kegiatan:"),
        Table(
            "anggaran_kegiatan",
            columns("no:1 label:9.5 pagu:4:R"),
            (("", "Kegiatan", "Anggaran"),),
            (*listed, row("", whole.uraian, rp_dash(whole.pagu), bold=True)),
            Look(rules="none", size=10, repeat_header=False, width=0.92),
            note="no rules at all",
        ),
        Break(),
    ]


def _detail(index: int, head: tuple[str, ...]) -> Table:
    one = INDIKATOR[index]
    cells = (one.label, _value(one.target, one.unit), _value(one.realisasi, one.unit), comma(one.capaian))
    return Table(
        "capaian_indikator",
        columns("label:7 target:2.5:C realisasi:2.5:C capaian:2.5:C"),
        (head,),
        (row(*cells),),
        SMALL,
    )


def capaian() -> list[Block]:
    """The summary of results with its header printed once, then the indicators one by one."""
    head = ("Indikator Kinerja", "Target", "Realisasi", "Capaian Kinerja (%)")
    rows = []
    for index, one in enumerate(INDIKATOR):
        printed = "121,50" if one.unit == "LKN" else comma(one.capaian)
        rows.append(
            row(
                str(index + 1),
                _grouped_sasaran(index),
                one.label,
                one.unit,
                comma(one.target),
                comma(one.realisasi),
                printed,
            )
        )
    interval = (
        ("1", "> 100 %", "Sangat Baik"),
        ("2", "85 % s.d. 100 %", "Baik"),
        ("3", "70 % s.d. 84,99 %", "Cukup"),
        ("4", "< 70 %", "Kurang"),
    )
    return [
        Para("BAB III", "h1"),
        Para("AKUNTABILITAS KINERJA", "h1"),
        Para("A. Capaian Kinerja Organisasi", "h2"),
        *prose.analisis("efisiensi", "keluarga", "tindak_lanjut"),
        Para("Penilaian capaian kinerja menggunakan skala interval sebagai berikut:"),
        Table(
            "",
            columns("other:1:C other:5:C other:4:C"),
            (("No", "Interval Nilai Capaian", "Kategori"),),
            tuple(row(*line) for line in interval),
            Look(rules="horizontal", size=9, width=0.6),
        ),
        Para(f"Tabel 6. Pengukuran Kinerja Tahun {YEAR}", "center"),
        Table(
            "capaian_kinerja",
            columns("no:1:C sasaran:4 label:4.8 satuan:1.9:C target:1.6:C realisasi:1.8:C capaian:2:C"),
            (("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realiasi", "Persentase Capaian"),),
            tuple(rows),
            Look(rules="horizontal", size=9, valign="top", repeat_header=False),
        ),
        Para("1. Tingkat efektifitas informasi P4GN kepada masyarakat", "h2"),
        Para("Indikator ini diukur melalui survei singkat kepada peserta kegiatan diseminasi informasi."),
        _detail(1, head),
        *prose.analisis("pencegahan"),
        Para("2. Indeks Kemandirian Partisipasi Masyarakat", "h2"),
        _detail(3, head),
        *prose.analisis("masyarakat"),
        Para("Perbandingan dengan realisasi tahun-tahun sebelumnya:"),
        Table(
            "perbandingan_tahun",
            columns("no:1:C label:6 realisasi@2017:2.5:C realisasi@2018:2.5:C"),
            (("No", "Uraian", "Realisasi 2017", "Realisasi 2018"),),
            (row("1", "Indeks Kemandirian Partisipasi Masyarakat", "2,71", "2,95"),),
            SMALL,
        ),
    ]


def capaian_lanjut() -> list[Block]:
    """Rehabilitation and enforcement, with comparisons over years."""
    head = ("Uraian", "Target", "Realisasi", "% Capaian")
    years = ("2016", "2017", "2018")
    compare = (
        ("1", INDIKATOR[4].label, "60", "50", "45", "58", "61", "52"),
        ("2", INDIKATOR[6].label, "15", "20", "20", "15", "21", "17"),
        ("3", INDIKATOR[7].label, "6", "7", "8", "7", "7", "9"),
        ("4", INDIKATOR[8].label, "1", "1", "2", "-", "1", "2"),
    )
    facilities = (
        ("1.", "RSUD Teluk Cempaka", "Instansi Pemerintah", "Rawat inap"),
        ("2.", "Puskesmas Simpang Empat", "Instansi Pemerintah", "Rawat jalan"),
        ("3.", "Yayasan Pelita Cempaka", "Komponen Masyarakat", "Rawat jalan"),
    )
    kemajuan = (
        ("1", INDIKATOR[0].label, "4 Lembaga", "5 Lembaga"),
        ("2", INDIKATOR[1].label, "62,5%", "63,48%"),
        ("3", INDIKATOR[3].label, "3,00", "2,95"),
        ("4", INDIKATOR[4].label, "45 Orang", "52 Orang"),
        ("5", INDIKATOR[7].label, "8 LKN", "9 LKN"),
    )
    progress = ("125%", "101,57%", "98,33%", "115,56%", "112,5%")
    return [
        Para("3. Jumlah penyalah guna yang memperoleh layanan rehabilitasi rawat jalan", "h2"),
        _detail(4, head),
        *prose.analisis("rehabilitasi"),
        Para("Adapun fasilitas rehabilitasi yang bekerja sama adalah sebagai berikut."),
        Table(
            "",
            columns("other:1:C other:6 other:4 other:3"),
            (("No.", "Nama Lembaga", "Jenis", "Layanan"),),
            tuple(row(*line) for line in facilities),
            SMALL,
        ),
        Para("4. Jumlah mantan penyalah guna yang menjalani layanan pascarehabilitasi", "h2"),
        _detail(6, head),
        Para("Target tidak tercapai karena sebagian klien pindah domisili sebelum program berakhir."),
        Para("5. Jumlah kasus tindak pidana narkotika yang terungkap", "h2"),
        _detail(7, head),
        *prose.analisis("pemberantasan"),
        Para(
            "Perkembangan target dan realisasi selama tiga tahun dapat dilihat pada tabel di bawah ini.",
            "body",
        ),
        Table(
            "perbandingan_tahun",
            columns(
                "no:1:C label:6 target@2016:1.4:C target@2017:1.4:C target@2018:1.4:C realisasi@2016:1.4:C "
                "realisasi@2017:1.4:C realisasi@2018:1.4:C"
            ),
            (
                ("No", "Indikator Kinerja", "Target", LEFT, LEFT, "Realisasi", LEFT, LEFT),
                (UP, UP, *years, *years),
            ),
            tuple(row(*line) for line in compare),
            LINES,
        ),
        Para("Perbandingan realisasi dengan target jangka menengah (Renproja 2015-2019):"),
        Table(
            "kemajuan_renproja",
            columns("no:1:C label:6 target@2019:2.4:C realisasi@2018:2.4:C capaian@2018:2.6:C"),
            (("No", "Indikator Kinerja", "Target Renproja 2019", "Realisasi 2018", "Tingkat Kemajuan"),),
            (
                numbering("1", "2", "3", "4", "5=(4:3)x100"),
                *(row(*line, pct) for line, pct in zip(kemajuan, progress, strict=True)),
            ),
            LINES,
        ),
        Para("6. Nilai Kinerja Anggaran", "h2"),
        _detail(9, head),
        Para("Rincian nilai pada aplikasi SMART Kementerian Keuangan:"),
        Table(
            "rincian_nilai",
            columns("label:7 other:2.5:C realisasi:2.5:C"),
            (("Komponen", "Bobot (%)", "Nilai"),),
            (
                row("Penyerapan Anggaran", "9,7", "97,42"),
                row("Konsistensi", "18,2", "88,15"),
                row("Pencapaian Keluaran", "43,5", "100"),
                row("Efisiensi", "28,6", "67,91"),
                row("Nilai Kinerja", "", "88,42", bold=True),
            ),
            Look(rules="horizontal", size=9, width=0.7),
            note="Bobot is no value",
        ),
        *prose.analisis("anggaran"),
    ]


def anggaran() -> list[Block]:
    """Budget by kind of spending, by kegiatan with programme subtotals, and by year."""
    spent = total("TOTAL", BELANJA)
    kinds = [
        row(
            line.no,
            line.uraian,
            rp_dash(line.pagu),
            rp_dash(line.realisasi),
            rp_dash(line.sisa),
            comma(line.persen, "%"),
        )
        for line in BELANJA
    ]

    def kegiatan(line: Line, bold: bool = False) -> tuple[str, ...]:
        printed = "99,07" if line.no == "4" else comma(line.persen)
        return (line.no, line.uraian, dotted(line.pagu), dotted(line.realisasi), printed)

    whole = total("JUMLAH", [*P4GN, *DUKMAN])
    parts = (total("Jumlah Program P4GN", P4GN), total("Jumlah Program Dukungan Manajemen", DUKMAN))
    activity = [
        group("Program Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkoba (P4GN)", 5),
        *(row(*kegiatan(line)) for line in P4GN),
        row(parts[0].uraian, LEFT, *kegiatan(parts[0])[2:], bold=True),
        group("Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya", 5),
        *(row(*kegiatan(line)) for line in DUKMAN),
        row(parts[1].uraian, LEFT, *kegiatan(parts[1])[2:], bold=True),
        row("JUMLAH", LEFT, dotted(whole.pagu), dotted(whole.realisasi), comma(whole.persen), bold=True),
    ]
    history = (
        (2016, 1_388_205_000, 1_331_940_112),
        (2017, 1_467_930_000, 1_440_118_725),
        (2018, spent.pagu, spent.realisasi),
    )
    return [
        Para("B. Realisasi Anggaran", "h2"),
        Para("Penyerapan anggaran menurut jenis belanja:"),
        Table(
            "anggaran_jenis_belanja",
            columns("no:1:C label:3.4 pagu:3.8:R realisasi_anggaran:3.8:R sisa:3.4:R persen_anggaran:1.8:C"),
            (("No.", "Jenis Belanja", "Pagu", "Penyerapan", "Sisa Anggaran", "%"),),
            (
                *kinds,
                row(
                    spent.uraian,
                    LEFT,
                    rp_dash(spent.pagu),
                    rp_dash(spent.realisasi),
                    rp_dash(spent.sisa),
                    comma(spent.persen, "%"),
                    bold=True,
                ),
            ),
            LINES,
        ),
        Para("Adapun penyerapan anggaran per kegiatan adalah sebagai berikut:"),
        Table(
            "anggaran_kegiatan",
            columns("no:1:C label:7 pagu:3.2:R realisasi_anggaran:3.2:R persen_anggaran:1.8:C"),
            (("No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"),),
            tuple(activity),
            LINES,
            note="programme rows without numbers carry no truth; programme subtotals and JUMLAH do",
        ),
        Para("Perbandingan penyerapan anggaran selama tiga tahun terakhir:"),
        Table(
            "anggaran_perbandingan_tahun",
            columns("tahun:2:C pagu:4:R realisasi_anggaran:4:R persen_anggaran:2.5:C"),
            (("Tahun", "Pagu (Rp)", "Realisasi (Rp)", "Persentase"),),
            tuple(
                row(str(year), dotted(pagu), dotted(spent_), comma(percent(spent_, pagu), " %"))
                for year, pagu, spent_ in history
            ),
            SMALL,
            note="years run down the rows; label = the printed year",
        ),
        *prose.analisis("efisiensi", "tindak_lanjut"),
        Break(),
    ]


def build() -> Report:
    """The whole report."""
    address = "Jalan Jenderal Sudirman No. 45 Teluk Cempaka"
    blocks: list[Block] = [
        *prose.cover(title="LAPORAN KINERJA INSTANSI PEMERINTAH (LKIP)", office=OFFICE, year=YEAR, address=address),
        *prose.kata_pengantar(
            office=OFFICE, year=YEAR, name="Laporan Kinerja Instansi Pemerintah", place="Teluk Cempaka"
        ),
        *ringkasan(),
        *prose.pendahuluan(office=OFFICE, region="Kabupaten Teluk Cempaka", code="684731", year=YEAR),
        *sdm(),
        *renproja(),
        *prose.renstra(office=OFFICE, period="2015-2019"),
        *rencana(),
        *capaian(),
        *capaian_lanjut(),
        *anggaran(),
        *prose.penutup(
            office=OFFICE,
            year=YEAR,
            place="Teluk Cempaka",
            closing="Dari 11 indikator, 10 indikator mencapai atau melampaui target dan 1 indikator "
            "belum mencapai target.",
        ),
    ]
    page = Page("LiberationSerif", 11, 1.35, header="LKIP BNN Kabupaten Teluk Cempaka Tahun 2018")
    found = (
        contradiction(
            "rawat jalan: digits transposed in the Ringkasan (25 for 52)",
            "p.3 vs capaian tables",
            "25 Orang",
            "52 Orang",
        ),
        contradiction(
            "kasus terungkap: 9/8 = 112,50, summary table prints 121,50",
            "capaian summary",
            "121,50",
            "112,50",
        ),
        contradiction(
            "Penguatan Lembaga Rehabilitasi: 84.206.000/87.650.000 = 96,07, printed 99,07",
            "budget by kegiatan",
            "99,07",
            "96,07",
        ),
    )
    return Report(
        "bnnk-teluk-cempaka-2018",
        OFFICE,
        "BNNK",
        "684731",
        YEAR,
        "reportlab",
        page,
        tuple(blocks),
        ",",
        found,
    )
