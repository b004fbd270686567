"""BNN Provinsi Nusa Utara 2024: many satker, zebra fills without rules, English numbers (1,234,000.00)."""

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
    Row,
    Table,
    columns,
    contradiction,
    numbering,
    row,
)
from corpus.gen.money import Indikator, Line, english, percent, point, total

OFFICE = "BNN Provinsi Nusa Utara"
YEAR = 2024
ZEBRA = Look(rules="none", header_fill="#9DC3E6", zebra="#EAF1FB", size=8.5, split_rows=False)
BOXED = Look(rules="box", header_fill="#BDD7EE", size=8.5, valign="top")
FULL = Look(rules="grid", header_fill="#DEEBF7", size=8.5)

SATKER = (
    "BNNP Nusa Utara",
    "BNN Kabupaten Batu Karang",
    "BNN Kabupaten Lubuk Sari",
    "BNN Kabupaten Pulau Intan",
    "BNN Kota Sriwedari",
    "BNN Kota Labuan Permata",
)
REMAJA = "Indeks Ketahanan Diri Remaja terhadap Penyalahgunaan Narkoba"
IKP = "Indeks Kemandirian Partisipasi (IKP)"
IBM = "Jumlah unit penyelenggara layanan rehabilitasi IBM yang operasional"

DAYA = "Meningkatnya daya tangkal masyarakat terhadap penyalahgunaan narkoba"
PULIH = "Meningkatnya layanan rehabilitasi yang terstandar"
UNGKAP = "Meningkatnya pengungkapan jaringan peredaran gelap narkotika"
TATA = "Meningkatnya tata kelola organisasi yang akuntabel"
INDIKATOR = (
    Indikator(DAYA, REMAJA, "52.50", "54.06"),
    Indikator(DAYA, "Indeks Ketahanan Keluarga terhadap Penyalahgunaan Narkoba", "79.00", "85.214"),
    Indikator(DAYA, IKP, "3.35", "3.42"),
    Indikator(DAYA, "Nilai Keterpulihan Kawasan Rawan yang diintervensi", "2.90", "2.74", "Nilai"),
    Indikator(PULIH, "Persentase penyalah guna yang mengalami peningkatan kualitas hidup", "65", "81.25", "%"),
    Indikator(PULIH, "Jumlah petugas penyelenggara layanan IBM yang terlatih", "45", "45", "Orang"),
    Indikator(PULIH, "Jumlah lembaga rehabilitasi yang operasional", "18", "20", "Lembaga"),
    Indikator(PULIH, IBM, "14", "16", "Unit"),
    Indikator(PULIH, "Jumlah penyalah guna yang memperoleh layanan rehabilitasi", "1250", "1418", "Orang"),
    Indikator(UNGKAP, "Jumlah berkas perkara tindak pidana narkotika yang P-21", "32", "37", "Berkas Perkara"),
    Indikator(UNGKAP, "Jumlah jaringan sindikat narkotika yang terungkap", "4", "3", "Jaringan"),
    Indikator(TATA, "Nilai Kinerja Anggaran", "90.00", "91.48", "Nilai"),
    Indikator(TATA, "Nilai IKPA", "96.00", "97.63", "Nilai"),
    Indikator(TATA, "Nilai SAKIP", "72.00", "74.55", "Nilai"),
)
P4GN = [
    Line("066.AB.3247", "Penyelenggaraan Advokasi", 486_250_000, 480_117_450),
    Line("066.AB.3248", "Pengelolaan Informasi dan Edukasi", 512_900_000, 511_662_000),
    Line("066.AB.3249", "Pemberdayaan Peran Serta Masyarakat", 894_615_000, 876_300_125),
    Line("066.AB.3257", "Pascarehabilitasi Penyalahguna dan/atau Pecandu Narkoba", 163_480_000, 160_915_300),
    Line("066.AB.3259", "Penyidikan Jaringan Peredaran Gelap Narkotika", 1_675_300_000, 1_668_204_911),
]
DUKMAN = [
    Line("066.WA.3236", "Pembinaan Administrasi dan Pengelolaan Keuangan", 211_736_000, 210_444_090),
    Line(
        "066.WA.3239",
        "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Sarana Prasarana",
        4_218_908_000,
        4_155_390_467,
    ),
    Line("066.WA.3240", "Pembinaan dan Penyelenggaraan Kepegawaian", 5_960_145_000, 5_931_006_212),
]


def figure(text: str) -> str:
    """A figure as this office prints it: thousands with a comma, decimals with a point."""
    return f"{int(text):,}" if "." not in text else text


def _measure(text: str, unit: str) -> str:
    return f"{figure(text)}%" if unit == "%" else f"{figure(text)} {unit}"


def ringkasan() -> list[Block]:
    """A full sentence for each result; the verbs and the order of the figures change."""
    items: list[Item | str] = []
    for index, one in enumerate(INDIKATOR):
        target, realisasi, capaian = (
            _measure(one.target, one.unit),
            _measure(one.realisasi, one.unit),
            point(one.capaian, "%"),
        )
        realisasi = "17 Lembaga" if one.label.startswith("Jumlah lembaga") else realisasi
        sentence = (
            f"{one.label} ditargetkan sebesar {target} dan pada akhir tahun terealisasi sebesar "
            f"{realisasi} sehingga tingkat capaiannya {capaian}.",
            f"{one.label} mencapai {realisasi} atau {capaian} dari target yang ditetapkan yaitu {target}.",
        )[index % 2]
        items.append(
            Item(
                f"{index + 1})",
                one.label,
                (f"{index + 1}) {sentence}",),
                {"target": target, "realisasi": realisasi, "capaian": capaian},
            )
        )
    return [
        Para("IKHTISAR EKSEKUTIF", "h1"),
        Para(
            f"{OFFICE} membawahi 5 (lima) BNN Kabupaten/Kota. Pada Tahun {YEAR} telah ditetapkan 14 "
            "(empat belas) indikator kinerja "
            "dengan hasil pengukuran sebagai berikut."
        ),
        Results(tuple(items), indent=16),
        Para("Anggaran yang dikelola sebesar Rp14,123,334,000.00 dengan penyerapan Rp13,994,040,555.00 (99.08%)."),
        Break(),
    ]


def sdm() -> list[Block]:
    """Staff by office, which holds no results."""
    counts = ((96, 71), (38, 24), (38, 22), (36, 19), (42, 30), (40, 27))
    rows = tuple(
        row(str(number), name, str(need), str(real), str(need - real))
        for number, (name, (need, real)) in enumerate(zip(SATKER, counts, strict=True), start=1)
    )
    return [
        Para("D. Sumber Daya Manusia", "h2"),
        Para("Jumlah pegawai pada BNN Provinsi dan BNN Kabupaten/Kota per 31 Desember 2024:"),
        Table(
            "",
            columns("other:1:C other:7 other:2.5:C other:2.5:C other:2.5:C"),
            (("No", "Satuan Kerja", "Kebutuhan", "Jumlah Riil", "Kekurangan"),),
            (*rows, row("Jumlah", LEFT, "290", "193", "97", bold=True)),
            ZEBRA,
        ),
        Break(landscape=True),
    ]


def renproja() -> list[Block]:
    """Targets and funding 2020-2024, zebra rows without rules on a landscape page."""
    plan = {
        0: ("-", "51.00", "51.50", "52.00", "52.50"),
        1: ("-", "78.67", "78.70", "78.85", "79.00"),
        2: ("3.00", "3.20", "3.25", "3.30", "3.35"),
        3: ("-", "-", "2.70", "2.80", "2.90"),
        6: ("10", "12", "14", "16", "18"),
        8: ("900", "1,000", "1,100", "1,200", "1,250"),
        9: ("24", "26", "28", "30", "32"),
        10: ("2", "3", "3", "4", "4"),
        11: ("88.00", "88.00", "89.00", "89.50", "90.00"),
        12: ("-", "-", "95.00", "95.50", "96.00"),
    }
    years = tuple(str(year) for year in range(2020, 2025))
    rows = tuple(
        row(str(number), INDIKATOR[index].label, INDIKATOR[index].unit, *targets)
        for number, (index, targets) in enumerate(plan.items(), start=1)
    )
    funds = (
        (P4GN[0].uraian, 310_000_000, 355_500_000, 402_150_000, 440_000_000, 486_250_000),
        (P4GN[1].uraian, 298_400_000, 366_000_000, 385_900_000, 470_250_000, 512_900_000),
        (P4GN[2].uraian, 610_750_000, 702_300_000, 760_000_000, 815_000_000, 894_615_000),
        (P4GN[4].uraian, 1_120_000_000, 1_300_400_000, 1_415_000_000, 1_550_000_000, 1_675_300_000),
    )
    amounts = tuple(
        row(str(number), name, *(english(amount) for amount in line))
        for number, (name, *line) in enumerate(funds, start=1)
    )
    sums = tuple(english(sum(int(line[position]) for line in funds)) for position in range(1, 6))
    return [
        Para("Target Kinerja Jangka Menengah", "h1"),
        Table(
            "renproja_target",
            columns("no:1:C label:11 satuan:3:C " + " ".join(f"target@{year}:2.1:C" for year in years)),
            (("No", "Indikator Kinerja", "Satuan", "Target", LEFT, LEFT, LEFT, LEFT), (UP, UP, UP, *years)),
            rows,
            ZEBRA,
        ),
        Para("Kerangka Pendanaan Jangka Menengah (Rp)", "h1"),
        Table(
            "renproja_pendanaan",
            columns("no:1:C label:8 " + " ".join(f"kebutuhan_pendanaan@{year}:3.2:R" for year in years)),
            (("No", "Kegiatan", *(f"Alokasi {year}" for year in years)),),
            (*amounts, row("Total", LEFT, *sums, bold=True)),
            ZEBRA,
        ),
        Break(),
    ]


def _sasaran(index: int) -> str:
    return UP if index and INDIKATOR[index - 1].sasaran == INDIKATOR[index].sasaran else INDIKATOR[index].sasaran


def rencana() -> list[Block]:
    """PK with merged sasaran and the programme amounts, then the action plan's amounts."""
    pk = tuple(
        row(_sasaran(index), str(index + 1), one.label, figure(one.target), one.unit)
        for index, one in enumerate(INDIKATOR)
    )
    chosen = ((0, P4GN[1]), (1, P4GN[0]), (2, P4GN[2]), (4, P4GN[3]), (9, P4GN[4]), (12, DUKMAN[0]))
    rkt = tuple(
        row(
            str(number),
            INDIKATOR[index].label,
            _measure(INDIKATOR[index].target, INDIKATOR[index].unit),
            english(line.pagu),
        )
        for number, (index, line) in enumerate(chosen, start=1)
    )
    programs = (
        total("Program Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkotika", P4GN),
        total("Program Dukungan Manajemen", DUKMAN),
    )
    return [
        Para("B. Rencana Kinerja Tahunan", "h2"),
        Table(
            "rencana_kinerja_tahunan",
            columns("no:1:C label:8 target:3:C kebutuhan_pendanaan:3.5:R"),
            (("No", "Uraian Indikator", "Target Tahun 2024", "Pendanaan (Rp)"),),
            rkt,
            BOXED,
        ),
        Para("C. Perjanjian Kinerja", "h2"),
        Para(f"Perjanjian Kinerja Tahun {YEAR} memuat 14 indikator berikut."),
        Table(
            "perjanjian_kinerja",
            columns("sasaran:4.5 no:1:C label:7 target:1.8:C satuan:2.4:C"),
            (("Sasaran Kegiatan", "No", "Indikator Kinerja", "Target", "Satuan"),),
            pk,
            FULL,
            note="the sasaran stands left of the number",
        ),
        Para("Program dan anggaran:"),
        Table(
            "anggaran_kegiatan",
            columns("label:10 pagu:4:R"),
            (("Program", "Anggaran"),),
            (
                *(row(line.uraian, f"Rp {english(line.pagu)}") for line in programs),
                row("Jumlah", f"Rp {english(sum(line.pagu for line in programs))}", bold=True),
            ),
            Look(rules="none", size=10, repeat_header=False, width=0.9),
            note="programme level, no rules",
        ),
        Break(),
    ]


def _detail(index: int) -> Table:
    one = INDIKATOR[index]
    return Table(
        "capaian_indikator",
        columns("label:7 satuan:2:C target:2:C realisasi:2:C capaian:2.6:C"),
        (("Indikator Kinerja", "Satuan", f"Target {YEAR}", f"Realisasi {YEAR}", "Persentase Capaian"),),
        (row(one.label, one.unit, figure(one.target), figure(one.realisasi), point(one.capaian)),),
        ZEBRA,
    )


def capaian() -> list[Block]:
    """The summary without rules over a page break, then tables with a row for every satker."""
    rows = tuple(
        row(
            str(index),
            one.label,
            one.unit,
            figure(one.target),
            figure(one.realisasi),
            point("57.00" if one.unit == "Jaringan" else one.capaian),
        )
        for index, one in enumerate(INDIKATOR, start=1)
    )
    youth = (
        ("52.50", "54.06", "Sangat Tinggi"),
        ("51.50", "52.18", "Tinggi"),
        ("51.50", "49.80", "Tinggi"),
        ("51.50", "53.02", "Tinggi"),
        ("52.00", "55.37", "Sangat Tinggi"),
        ("51.50", "-", "n.a."),
    )
    history = (
        ("52.61", "53.77", "54.06"),
        ("50.94", "51.66", "52.18"),
        ("51.20", "50.07", "49.80"),
        ("-", "52.40", "53.02"),
        ("53.90", "54.11", "55.37"),
        ("-", "-", "-"),
    )
    return [
        Para("BAB III", "h1"),
        Para("AKUNTABILITAS KINERJA", "h1"),
        Para("A. Capaian Kinerja", "h2"),
        Para(
            "Capaian kinerja dihitung dengan rumus realisasi dibagi target dikali 100%. Ringkasan hasil "
            "pengukuran adalah sebagai berikut."
        ),
        *prose.analisis(
            "masyarakat",
            "tindak_lanjut",
            "efisiensi",
            "pencegahan",
            "rehabilitasi",
            "pemberantasan",
            "keluarga",
        ),
        Table(
            "capaian_kinerja",
            columns("no:1:C label:7.5 satuan:2.6:C target:1.8:C realisasi:1.9:C capaian:2:C"),
            (("No", "Uraian", "Satuan", "Target", "Realisasi", "Capaian Kinerja (%)"),),
            rows,
            ZEBRA,
            note="zebra fills, no rules",
        ),
        Para("1. Indeks Ketahanan Diri Remaja", "h2"),
        _detail(0),
        Para("Rincian capaian Indeks Ketahanan Diri Remaja pada BNN Provinsi dan BNN Kabupaten/Kota:"),
        Table(
            "rincian_satker",
            columns("no:1:C label:6 target:2.5:C realisasi:2.5:C other:3:C"),
            (("No", "Satuan Kerja", "Target", "Realisasi", "Kategori"),),
            tuple(
                row(str(number), name, *line)
                for number, (name, line) in enumerate(zip(SATKER, youth, strict=True), start=1)
            ),
            ZEBRA,
            note="label = satuan kerja as printed in the row; the indikator is named in the sentence above",
        ),
        Para("Perkembangan selama tiga tahun:"),
        Table(
            "perbandingan_tahun",
            columns("no:1:C other:6 realisasi@2022:2.5:C realisasi@2023:2.5:C realisasi@2024:2.5:C"),
            (("No", "Satuan Kerja", REMAJA, LEFT, LEFT), (UP, UP, "2022", "2023", "2024")),
            tuple(
                row(str(number), name, *line)
                for number, (name, line) in enumerate(zip(SATKER, history, strict=True), start=1)
            ),
            FULL,
            label=REMAJA,
            note="label = indikator from the header, the rows name the satuan kerja; the last row is all dashes",
        ),
        *prose.analisis("pencegahan"),
    ]


def satker_table() -> list[Block]:
    """Three indicators for every satker in one table over a page break, with its own indikator column."""
    figures = (
        (("3.35", "3.42"), ("14", "16"), ("32", "37")),
        (("3.25", "3.30"), ("2", "2"), ("4", "5")),
        (("3.25", "3.11"), ("2", "3"), ("3", "3")),
        (("3.20", "3.28"), ("1", "1"), ("2", "2")),
        (("3.30", "3.47"), ("3", "4"), ("6", "8")),
        (("3.20", "3.20"), ("2", "2"), ("4", "4")),
    )
    labels = ("Indeks Kemandirian Partisipasi", "Jumlah unit IBM operasional", "Jumlah berkas perkara P-21")
    units = ("Indeks", "Unit", "Berkas")
    rows: list[Row] = []
    for number, (name, triple) in enumerate(zip(SATKER, figures, strict=True), start=1):
        for position, (target, realisasi) in enumerate(triple):
            head = (str(number), name) if position == 0 else (UP, UP)
            rows.append(
                row(
                    *head,
                    labels[position],
                    f"{target} {units[position]}",
                    f"{realisasi} {units[position]}",
                    point(percent(realisasi, target), " %"),
                )
            )
    return [
        Para("2. Capaian Indikator Kinerja per Satuan Kerja", "h2"),
        *prose.analisis("masyarakat", "rehabilitasi"),
        Table(
            "rincian_satker",
            columns("no:1:C other:4.6 label:5 target:2.3:C realisasi:2.3:C capaian:2.2:C"),
            (("No", "Satuan Kerja", "Indikator Kinerja", "Target", "Realisasi", "Capaian"),),
            tuple(rows),
            FULL,
            note="label = the row's indikator (a column of its own); each satuan kerja covers three rows",
        ),
    ]


def capaian_lanjut() -> list[Block]:
    """Single indicators, comparisons, progress to 2024 and the components of NKA and IKPA."""
    lembaga = (
        ("1", "RSJ Provinsi Nusa Utara", "Rawat inap", "BNNP"),
        ("2", "Yayasan Harapan Utara", "Rawat jalan", "BNN Kota Sriwedari"),
        ("3", "Puskesmas Batu Karang", "Rawat jalan", "BNN Kabupaten Batu Karang"),
        ("4", "Klinik Pratama BNNP", "Rawat jalan", "BNNP"),
    )
    years = ("2022", "2023", "2024")
    compare = (
        ("1", INDIKATOR[8].label, "1,100", "1,182", "1,200", "1,164", "1,250", "1,418"),
        ("2", INDIKATOR[9].label, "28", "30", "30", "29", "32", "37"),
        ("3", INDIKATOR[10].label, "3", "3", "4", "4", "4", "3"),
    )
    progress = ((0, "52.50"), (2, "3.35"), (8, "1250"), (9, "32"), (12, "96.00"))
    kemajuan = tuple(
        row(
            str(number),
            INDIKATOR[index].label,
            _measure(target, INDIKATOR[index].unit),
            _measure(INDIKATOR[index].realisasi, INDIKATOR[index].unit),
            point(percent(INDIKATOR[index].realisasi, target), "%"),
        )
        for number, (index, target) in enumerate(progress, start=1)
    )
    heads = tuple(cell for year in years for cell in (f"Tahun {year}", LEFT))
    pairs = " ".join(f"target@{year}:1.6:C realisasi@{year}:1.8:C" for year in years)
    return [
        Para("3. Jumlah penyalah guna yang memperoleh layanan rehabilitasi", "h2"),
        _detail(8),
        Para("Layanan diberikan oleh lembaga berikut:"),
        Table(
            "",
            columns("other:1:C other:5 other:3 other:5"),
            (("No", "Nama Lembaga", "Layanan", "Wilayah"),),
            tuple(row(*line) for line in lembaga),
            ZEBRA,
        ),
        *prose.analisis("rehabilitasi"),
        Para("4. Jumlah berkas perkara tindak pidana narkotika yang P-21", "h2"),
        _detail(9),
        *prose.analisis("pemberantasan"),
        Para("Perbandingan target dan realisasi tahun 2022 sampai dengan 2024:"),
        Table(
            "perbandingan_tahun",
            columns(f"no:1:C label:5.5 {pairs}"),
            (("No", "Indikator", *heads), (UP, UP, *("Target", "Realisasi") * 3)),
            tuple(row(*line) for line in compare),
            BOXED,
            note="years on top, target and realisasi below",
        ),
        Para("5. Nilai Kinerja Anggaran", "h2"),
        _detail(11),
        Table(
            "rincian_nilai",
            columns("label:7 realisasi:3:C"),
            (("Variabel", "Nilai"),),
            (
                row("Kualitas Perencanaan Anggaran", "85.67"),
                row("Kualitas Pelaksanaan Anggaran (IKPA)", "97.63"),
                row("Efektivitas", "100.00"),
                row("Efisiensi", "82.61"),
                row("Nilai Kinerja Anggaran", "91.48", bold=True),
            ),
            Look(rules="none", header_fill="#9DC3E6", zebra="#EAF1FB", size=8.5, width=0.6),
        ),
        *prose.analisis("anggaran"),
        Para("6. Nilai IKPA", "h2"),
        _detail(12),
        Para("Perbandingan realisasi kinerja dengan target akhir Renstra:"),
        Table(
            "kemajuan_renproja",
            columns("no:1:C label:6.5 target@2024:2.8:C realisasi@2024:2.8:C capaian@2024:2.4:C"),
            (("No", "Indikator Kinerja", "Target Akhir Renstra 2024", "Realisasi 2024", "Tingkat Kemajuan"),),
            (numbering("(1)", "(2)", "(3)", "(4)", "(5)"), *kemajuan),
            FULL,
        ),
    ]


def anggaran() -> list[Block]:
    """Budget by kind, by kegiatan with programme sums on top of each block, and measures by year."""
    kinds = [
        Line("51", "Belanja Pegawai", 5_960_145_000, 5_931_006_212),
        Line("52", "Belanja Barang", 7_748_189_000, 7_651_534_343),
        Line("53", "Belanja Modal", 415_000_000, 411_500_000),
    ]

    def full(line: Line) -> tuple[str, ...]:
        return (english(line.pagu), english(line.realisasi), english(line.sisa), point(line.persen))

    parts = (("A", "Program P4GN", P4GN), ("B", "Program Dukungan Manajemen", DUKMAN))
    rows: list[Row] = []
    for letter, name, lines in parts:
        whole = total(name, lines)
        rows.append(row(letter, name, english(whole.pagu), english(whole.realisasi), point(whole.persen), bold=True))
        rows += [
            row(
                line.no,
                line.uraian,
                english(line.pagu),
                english(line.realisasi),
                point("89.43" if line.no.endswith("3257") else line.persen),
            )
            for line in lines
        ]
    everything = total("TOTAL", [*P4GN, *DUKMAN])
    rows.append(
        row(
            "TOTAL",
            LEFT,
            english(everything.pagu + 1_000_000),
            english(everything.realisasi),
            point(everything.persen),
            bold=True,
        )
    )
    history = (
        (12_640_318_000, 12_377_045_902),
        (13_323_104_000, 13_229_799_070),
        (everything.pagu, everything.realisasi),
    )
    spent = total("TOTAL", kinds)
    return [
        Para("B. Realisasi Anggaran", "h2"),
        Table(
            "anggaran_jenis_belanja",
            columns("no:1.2:C label:4 pagu:3.6:R realisasi_anggaran:3.6:R sisa:3.2:R persen_anggaran:1.6:C"),
            (("Kode", "Jenis Belanja", "Alokasi Anggaran", "Penyerapan", "Sisa Anggaran", "%"),),
            (
                *(row(line.no, line.uraian, *full(line)) for line in kinds),
                row("TOTAL", LEFT, *full(spent), bold=True),
            ),
            ZEBRA,
        ),
        *prose.analisis("efisiensi"),
        Para("Rincian per program dan kegiatan adalah sebagai berikut."),
        Table(
            "anggaran_kegiatan",
            columns("no:2.6 label:6.4 pagu:3.3:R realisasi_anggaran:3.3:R persen_anggaran:1.6:C"),
            (("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "%"),),
            tuple(rows),
            ZEBRA,
            note="programme rows carry their own sums",
        ),
        Para("Perbandingan dengan dua tahun sebelumnya:"),
        Table(
            "anggaran_perbandingan_tahun",
            columns("label:4 measure@2022:3.6:R measure@2023:3.6:R measure@2024:3.6:R"),
            (("Uraian", "Tahun 2022", "Tahun 2023", "Tahun 2024"),),
            (
                row("Pagu", *(english(pagu) for pagu, _ in history), field="pagu"),
                row("Realisasi", *(english(done) for _, done in history), field="realisasi_anggaran"),
                row(
                    "Persentase",
                    *(point(percent(done, pagu), "%") for pagu, done in history),
                    field="persen_anggaran",
                ),
            ),
            FULL,
            note="measures run down the rows, years across",
        ),
        *prose.analisis("tindak_lanjut"),
        Break(),
    ]


def build() -> Report:
    """The whole report."""
    blocks: list[Block] = [
        *prose.cover(
            title="LAPORAN KINERJA (LKj)",
            office=OFFICE,
            year=YEAR,
            address="Jalan Gubernur Suryo No. 8 Sriwedari",
        ),
        *prose.kata_pengantar(office=OFFICE, year=YEAR, name="Laporan Kinerja (LKj)", place="Sriwedari"),
        *ringkasan(),
        *prose.pendahuluan(office=OFFICE, region="Provinsi Nusa Utara", code="682718", year=YEAR),
        *sdm(),
        *renproja(),
        *prose.renstra(office=OFFICE, period="2020-2024"),
        *rencana(),
        *capaian(),
        *satker_table(),
        *capaian_lanjut(),
        *anggaran(),
        *prose.penutup(
            office=OFFICE,
            year=YEAR,
            place="Sriwedari",
            closing="Dua belas dari empat belas indikator mencapai target yang ditetapkan.",
        ),
    ]
    page = Page(
        "Carlito",
        11,
        1.25,
        (2.2, 2.4, 2.2, 2.0),
        header="Laporan Kinerja BNN Provinsi Nusa Utara",
        footer="2024",
        numbers="right",
        indent=0,
    )
    found = (
        contradiction(
            "lembaga rehabilitasi: the Ikhtisar prints 17, the tables 20",
            "Ikhtisar vs capaian",
            "17 Lembaga",
            "20",
        ),
        contradiction("jaringan sindikat: 3/4 = 75%, summary table prints 57", "capaian summary", "57", "75"),
        contradiction(
            "Pascarehabilitasi: 160,915,300/163,480,000 = 98.43, printed 89.43",
            "budget by kegiatan",
            "89.43",
            "98.43",
        ),
        contradiction(
            "TOTAL pagu of the kegiatan table is 1,000,000 higher than its rows",
            "budget by kegiatan",
            "14,124,334,000.00",
            "14,123,334,000.00",
        ),
    )
    return Report("bnnp-nusa-utara-2024", OFFICE, "BNNP", "682718", YEAR, "reportlab", page, tuple(blocks), ".", found)
