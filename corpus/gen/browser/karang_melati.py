"""A young district office's report of 2013: tables without rules or with horizontal ones, one table in
thousands."""

from __future__ import annotations

from .amounts import MONEY, Num, dec, pct
from .html_print import Look
from .model import Block, Break, Cell, CellLike, Clash, Col, Item, Para, Report, Results, Row, Space, Table
from .wording import (
    Budget,
    Ind,
    budget_cells,
    cause,
    closing,
    foreword,
    introduction,
    merged,
    p,
    spend,
    total,
)

OFFICE = "BNN Kabupaten Karang Melati"
YEAR = 2013
LOOK = Look(
    css="""
    body { font: 11.5pt/1.42 "Caladea"; }
    h1 { font-size: 15pt; letter-spacing: .5pt } h2 { font-size: 12.5pt } h3 { font-size: 11.5pt }
    .cover { font-size: 21pt; font-weight: bold; margin-bottom: 10mm }
    .caption { font-size: 10.5pt; font-weight: bold; margin-bottom: 1mm } .small { font-size: 9pt;
    text-align: right; break-after: avoid }
    .group { font-weight: bold; margin-top: 2mm } .res { margin-bottom: 1.2mm }
    table { font-size: 10pt; }
    .lines th { border-top: 1pt solid #000; border-bottom: 1pt solid #000 }
    .lines td { border-bottom: .4pt solid #777 } .lines tbody tr:last-child td { border-bottom: 1pt
    solid #000 }
    .open th { font-weight: bold; text-decoration: underline; vertical-align: bottom }
    .boxed { border: .8pt solid #000 } .boxed th { border-bottom: .8pt solid #000 }
    .boxed td, .boxed th { border-left: .5pt solid #000 }
    .numbering td { text-align: center; font-size: 8pt; padding-top: 0; padding-bottom: 0 }
    .group td { font-weight: bold; font-style: italic }
    @page upright { @bottom-center { content: counter(page); font: 10pt "Caladea" }
                    @top-right { content: "LAKIP 2013"; font: italic 9pt "Caladea" } }
    """,
    paper=(210, 297),
    margins="25mm 22mm 24mm 28mm",
)

INDS = (
    Ind(
        "KADER",
        "Terbentuknya kader anti narkoba di lingkungan pelajar, mahasiswa dan pekerja",
        "Jumlah kader anti narkoba yang terbentuk",
        "Orang",
        "80",
        "84",
        {2011: ("40", "40"), 2012: ("60", "57")},
        {2010: "0", 2011: "40", 2012: "60", 2013: "80", 2014: "100"},
    ),
    Ind(
        "INFO",
        "Meningkatnya pengetahuan masyarakat tentang bahaya penyalahgunaan narkoba",
        "Jumlah masyarakat yang memperoleh informasi P4GN",
        "Orang",
        "6000",
        "7215",
        {2011: ("3000", "3120"), 2012: ("4500", "4385")},
        {2011: "3000", 2012: "4500", 2013: "6000", 2014: "7500"},
    ),
    Ind(
        "INSTANSI",
        "Meningkatnya kepedulian instansi pemerintah dan swasta terhadap P4GN",
        "Jumlah instansi yang menjalin kerja sama P4GN",
        "Instansi",
        "12",
        "10",
        {2011: ("4", "4"), 2012: ("8", "9")},
        {2011: "4", 2012: "8", 2013: "12", 2014: "16"},
    ),
    Ind(
        "URINE",
        "Meningkatnya kepedulian instansi pemerintah dan swasta terhadap P4GN",
        "Jumlah peserta pemeriksaan urine di lingkungan kerja",
        "Orang",
        "300",
        "327",
        {2011: ("100", "118"), 2012: ("200", "196")},
        {2011: "100", 2012: "200", 2013: "300", 2014: "400"},
    ),
    Ind(
        "DAYA",
        "Beralihnya mata pencaharian masyarakat di kawasan rawan narkoba",
        "Jumlah warga kawasan rawan yang mengikuti pelatihan keterampilan",
        "Orang",
        "25",
        "25",
        {2012: ("20", "20")},
        {2012: "20", 2013: "25", 2014: "30"},
    ),
    Ind(
        "REHAB",
        "Meningkatnya akses penyalah guna terhadap layanan terapi dan rehabilitasi",
        "Jumlah pecandu yang menjalani rehabilitasi rawat inap",
        "Orang",
        "12",
        "9",
        {2011: ("5", "3"), 2012: ("10", "11")},
        {2011: "5", 2012: "10", 2013: "12", 2014: "15"},
    ),
    Ind(
        "ASESMEN",
        "Meningkatnya akses penyalah guna terhadap layanan terapi dan rehabilitasi",
        "Persentase penyalah guna melapor diri yang diasesmen",
        "%",
        "75",
        "81.25",
        {2012: ("70", "64.29")},
        {2012: "70", 2013: "75", 2014: "80"},
    ),
    Ind(
        "LKN",
        "Terungkapnya kasus peredaran gelap narkotika",
        "Jumlah kasus narkotika yang terungkap",
        "LKN",
        "4",
        "5",
        {2011: ("2", "1"), 2012: ("3", "3")},
        {2011: "2", 2012: "3", 2013: "4", 2014: "5"},
    ),
    Ind(
        "JARINGAN",
        "Terungkapnya kasus peredaran gelap narkotika",
        "Jumlah jaringan sindikat yang terpetakan",
        "Jaringan",
        "2",
        "2",
        {2012: ("1", "1")},
        {2012: "1", 2013: "2", 2014: "2"},
    ),
)
BY_KEY = {i.key: i for i in INDS}
P4GN = (
    ("1", "Penyelenggaraan Diseminasi Informasi", 164_500_000),
    ("2", "Penyelenggaraan Advokasi", 97_250_000),
    ("3", "Pemberdayaan Peran Serta Masyarakat", 83_600_000),
    ("4", "Pemberdayaan Alternatif", 54_900_000),
    ("5", "Penguatan Layanan Terapi dan Rehabilitasi", 112_375_000),
    ("6", "Penyelidikan dan Penyidikan Tindak Pidana Narkotika", 141_080_000),
)
DUKMAN = (
    ("7", "Pembinaan dan Penyelenggaraan Ketatausahaan", 386_420_000),
    ("8", "Pengelolaan Keuangan dan Barang Milik Negara", 48_715_000),
    ("9", "Pengadaan Sarana dan Prasarana Perkantoran", 261_000_000),
)
LINES_P4GN = spend(1301, P4GN, 1000)
LINES_DUKMAN = spend(1302, DUKMAN, 1000)
ALL = total("JUMLAH", [*LINES_P4GN, *LINES_DUKMAN])


def _num(one: Ind, value: str, unit: bool = True) -> Num:
    if one.unit == "%":
        return pct(value, " %" if unit else "")
    return dec(value, one.unit if unit else "")


def _results() -> Results:
    entries: list[Item | str] = []
    for number, one in enumerate(INDS, start=1):
        target, real, share = (
            _num(one, one.target),
            _num(one, one.realisasi),
            pct(one.capaian, "%", trim=False),
        )
        text = f"{number}. {one.label} : target {target.text}, realisasi {real.text} ({share.text})"
        entries.append(
            Item(
                f"{number}.",
                one.label,
                [(text, 1)],
                [("target", target), ("realisasi", real), ("capaian", share)],
            )
        )
    return Results(entries)


def _plan() -> Table:
    years = (2010, 2011, 2012, 2013, 2014)
    cols = [Col("label", 42), Col("satuan", 13)] + [Col("target", 9, y, "r") for y in years]
    head: list[list[CellLike]] = [
        [Cell("Indikator Kinerja Utama", rows=2), Cell("Satuan", rows=2), Cell("Target Renstra", cols=5)],
        [str(y) for y in years],
    ]
    rows = [
        Row([one.label, one.unit, *[_num(one, one.plan[y], False) if y in one.plan else "" for y in years]])
        for one in INDS
    ]
    return Table(
        "renproja_target",
        "lines",
        cols,
        head,
        rows,
        note="targets of a Renstra; unit stands in its own column; a printed 0 is a value",
    )


def _yearly() -> Table:
    cols = [Col("no", 6), Col("sasaran", 38), Col("label", 38), Col("target", 18, align="r")]
    rows = [Row([f"{n}.", one.sasaran, one.label, _num(one, one.target)]) for n, one in enumerate(INDS, start=1)]
    return Table(
        "rencana_kinerja_tahunan",
        "open",
        cols,
        [["No.", "Sasaran Strategis", "Indikator Kinerja", "Target"]],
        rows,
        note="no rules at all",
    )


def _agreement() -> list[Block]:
    cols = [Col("no", 6, align="c"), Col("sasaran", 40), Col("label", 36), Col("target", 18, align="c")]
    rows = []
    number = 0
    for one, mine in zip(INDS, merged([i.sasaran for i in INDS]), strict=True):
        cells: list[CellLike] = []
        if mine is not None:
            number += 1
            cells += [Cell(str(number), rows=mine.rows), mine]
        rows.append(Row([*cells, one.label, _num(one, one.target)]))
    money_cols = [Col("", 36), Col("label", 40), Col("pagu", 24, align="r")]
    money: list[Row] = []
    for name, lines in (
        ("Program P4GN", LINES_P4GN),
        ("Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya", LINES_DUKMAN),
    ):
        for index, one_line in enumerate(lines):
            first: list[CellLike] = [Cell(name, rows=len(lines))] if index == 0 else []
            money.append(Row([*first, one_line.label, MONEY["Rp. 1.234,-"](one_line.pagu)]))
    money.append(Row([Cell("Jumlah Anggaran", cols=2, align="r"), MONEY["Rp. 1.234,-"](ALL.pagu)], bold=True))
    head: list[list[CellLike]] = [["No", "Sasaran Strategis", "Indikator Kinerja", "T a r g e t"]]
    return [
        Table(
            "perjanjian_kinerja",
            "boxed",
            cols,
            head,
            rows,
            note="Penetapan Kinerja; no and sasaran are merged",
        ),
        Para("Anggaran Penetapan Kinerja", "caption"),
        Table(
            "anggaran_kegiatan",
            "lines",
            money_cols,
            [["Program", "Kegiatan", "Anggaran"]],
            money,
            note="the program is merged over its kegiatan; label = kegiatan",
        ),
    ]


def _measured() -> Table:
    cols = [
        Col("no", 7, align="c"),
        Col("label", 45),
        Col("target", 17, align="c"),
        Col("realisasi", 17, align="c"),
        Col("capaian", 14, align="r"),
    ]
    head: list[list[CellLike]] = [["No", "Indikator Kinerja", "Rencana (Target)", "Hasil (Realisasi)", "Capaian (%)"]]
    rows = [Row(["1", "2", "3", "4", "5"], "numbering")]
    number = 0
    previous = ""
    for index, one in enumerate(INDS, start=1):
        if one.sasaran != previous:
            number += 1
            rows.append(Row([Cell(f"Sasaran {number} : {one.sasaran}", cols=5)], "group"))
        previous = one.sasaran
        real = _num(one, "7125") if one.key == "INFO" else _num(one, one.realisasi)
        rows.append(Row([f"{index}.", one.label, _num(one, one.target), real, pct(one.capaian, "", ".", trim=False)]))
    return Table(
        "capaian_kinerja",
        "lines",
        cols,
        head,
        rows,
        note="group rows name the sasaran; dot decimals without a percent sign",
    )


def _detail(key: str) -> Table:
    one = BY_KEY[key]
    cols = [
        Col("label", 46),
        Col("target", 18, align="c"),
        Col("realisasi", 18, align="c"),
        Col("capaian", 18, align="c"),
    ]
    rows = [Row([one.label, _num(one, one.target), _num(one, one.realisasi), pct(one.capaian)])]
    look = "open" if key in ("INFO", "LKN") else "lines"
    return Table("capaian_indikator", look, cols, [["Indikator Kinerja", "Target", "Realisasi", "% Capaian"]], rows)


def _years() -> Table:
    years = (2011, 2012, 2013)
    cols = [Col("no", 5, align="c"), Col("label", 29)]
    for year in years:
        cols += [Col("target", 7, year, "r"), Col("realisasi", 8, year, "r"), Col("capaian", 8.5, year, "r")]
    head: list[list[CellLike]] = [
        [Cell("No", rows=3), Cell("Indikator Kinerja", rows=3), Cell("Perkembangan Kinerja", cols=9)],
        [Cell(f"Tahun {y}", cols=3) for y in years],
        ["T", "R", "%"] * 3,
    ]
    rows = []
    for number, key in enumerate(("KADER", "INFO", "INSTANSI", "URINE", "REHAB", "LKN"), start=1):
        one = BY_KEY[key]
        cells: list[CellLike] = [str(number), one.label]
        for target, real in (one.past[2011], one.past[2012], (one.target, one.realisasi)):
            share = Ind("", "", "", "", target, real).capaian
            cells += [_num(one, target, False), _num(one, real, False), pct(share, "")]
        rows.append(Row(cells))
    return Table("perbandingan_tahun", "lines", cols, head, rows, note="three-level header, T = target, R = realisasi")


def _one_by_year() -> Table:
    one = BY_KEY["KADER"]
    cols = [
        Col("", 25, align="c"),
        Col("target", 25, align="c"),
        Col("realisasi", 25, align="c"),
        Col("capaian", 25, align="c"),
    ]
    head: list[list[CellLike]] = [
        [Cell("Tahun", rows=2), Cell(one.label, cols=3)],
        ["Target", "Realisasi", "Capaian"],
    ]
    rows = []
    for year, (target, real) in (
        (2011, one.past[2011]),
        (2012, one.past[2012]),
        (2013, (one.target, one.realisasi)),
    ):
        share = Ind("", "", "", "", target, real).capaian
        rows.append(Row([str(year), _num(one, target), _num(one, real), pct(share)], tahun=year))
    return Table(
        "perbandingan_tahun",
        "boxed",
        cols,
        head,
        rows,
        label=one.label,
        note="years run down the rows; label = indikator from the header",
    )


def _kinds() -> Table:
    cols = [
        Col("label", 30),
        Col("pagu", 19, align="r"),
        Col("realisasi_anggaran", 19, align="r"),
        Col("persen_anggaran", 12, align="r"),
        Col("sisa", 17, align="r"),
    ]
    modal = LINES_DUKMAN[2]
    staff = Budget("", "Belanja Pegawai", 96_300_000, 94_812_000)
    goods = Budget(
        "",
        "Belanja Barang",
        ALL.pagu - modal.pagu - staff.pagu,
        ALL.realisasi - modal.realisasi - staff.realisasi,
    )
    rows = []
    for one in (staff, goods, Budget("", "Belanja Modal", modal.pagu, modal.realisasi), ALL):
        pagu, real, rest, share = budget_cells(one, "ribuan", " %")
        rows.append(Row([one.label, pagu, real, share, rest], bold=one is ALL))
    return Table(
        "anggaran_jenis_belanja",
        "open",
        cols,
        [["Jenis Belanja", "Pagu", "Realisasi", "Persentase", "Sisa"]],
        rows,
        note="amounts in thousands of rupiah (dalam ribuan rupiah); truth value in full rupiah",
    )


def _activities() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 40),
        Col("pagu", 20, align="r"),
        Col("realisasi_anggaran", 20, align="r"),
        Col("persen_anggaran", 12, align="r"),
    ]
    head: list[list[CellLike]] = [["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Penyerapan (%)"]]
    rows = []
    for letter, name, lines in (
        ("A", "PROGRAM P4GN", LINES_P4GN),
        ("B", "PROGRAM DUKUNGAN MANAJEMEN", LINES_DUKMAN),
    ):
        rows.append(Row([letter, Cell(name, cols=4)], "group"))
        rows += [Row([b.no, b.label, *budget_cells(b, "1.234", "", sisa=False, trim=False)]) for b in lines]
        part = total("", lines)
        rows.append(
            Row(
                ["", f"Sub Jumlah {letter}", *budget_cells(part, "1.234", "", sisa=False, trim=False)],
                bold=True,
            )
        )
    wrong = Budget("", "", ALL.pagu, ALL.realisasi + 900_000)
    cells = budget_cells(wrong, "1.234", "", sisa=False, trim=False)
    rows.append(Row([Cell("JUMLAH", cols=2, align="c"), *cells[:2], pct(ALL.persen, "", trim=False)], bold=True))
    return Table(
        "anggaran_kegiatan",
        "lines",
        cols,
        head,
        rows,
        repeat_head=False,
        note="program rows without numbers are group rows; subtotals after each program",
    )


def _budget_years() -> Table:
    cols = [
        Col(role, width, year, "r")
        for year in (2012, 2013)
        for role, width in (("pagu", 20), ("realisasi_anggaran", 20), ("persen_anggaran", 10))
    ]
    head: list[list[CellLike]] = [
        [Cell("Tahun 2012", cols=3), Cell("Tahun 2013", cols=3)],
        ["Pagu (Rp)", "Realisasi (Rp)", "%"] * 2,
    ]
    before = Budget("", "", 1_124_735_000, 1_047_918_300)
    cells = [*budget_cells(before, "1.234", sisa=False), *budget_cells(ALL, "1.234", sisa=False)]
    return Table("anggaran_perbandingan_tahun", "boxed", cols, head, [Row(cells)], note="one data row without a label")


def _staff() -> Table:
    cols = [Col("", 8, align="c"), Col("", 42), Col("", 25, align="c"), Col("", 25, align="c")]
    rows = [
        Row(["1.", "Pegawai Negeri Sipil BNN", "6", "S-1 / D-III"]),
        Row(["2.", "Anggota Polri diperbantukan", "5", "SLTA / S-1"]),
        Row(["3.", "Tenaga kontrak", "8", "SLTA"]),
        Row([Cell("Jumlah", cols=2, align="c"), "19", ""], bold=True),
    ]
    return Table(None, "lines", cols, [["No.", "Status Kepegawaian", "Jumlah (Orang)", "Pendidikan"]], rows)


def _details() -> list[Block]:
    blocks: list[Block] = []
    for number, key in enumerate(("KADER", "INFO", "INSTANSI", "REHAB", "LKN"), start=1):
        one = BY_KEY[key]
        blocks += [
            Para(f"{number}. {one.label}", "h3"),
            p(f"Sasaran {one.sasaran[0].lower()}{one.sasaran[1:]} diukur melalui indikator sebagai berikut:"),
            _detail(key),
            cause(number + 1),
            cause(number),
        ]
        if key == "KADER":
            blocks += [p("Perkembangan indikator tersebut dalam tiga tahun terakhir adalah:"), _one_by_year()]
    return blocks


def report() -> Report:
    """Assemble the report."""
    share = pct(ALL.persen).text
    blocks: list[Block] = [
        Space(45),
        Para("LAPORAN AKUNTABILITAS KINERJA\nINSTANSI PEMERINTAH\n(LAKIP)", "cover"),
        Para("BADAN NARKOTIKA NASIONAL\nKABUPATEN KARANG MELATI", "cover"),
        Space(60),
        Para("TAHUN 2013", "cover"),
        Break(),
        *foreword(OFFICE, YEAR, "Laporan Akuntabilitas Kinerja Instansi Pemerintah (LAKIP)"),
        Break(),
        Para("IKHTISAR EKSEKUTIF", "h1"),
        p("""Tingkat capaian kinerja tahun 2013 berdasarkan 9 (sembilan) indikator yang ditetapkan
        dalam Penetapan Kinerja
        dapat diikhtisarkan sebagai berikut:"""),
        _results(),
        p(
            "Untuk mencapai kinerja tersebut dialokasikan anggaran sebesar "
            f"{MONEY['Rp. 1.234,-'](ALL.pagu).text} dan terserap {share}."
        ),
        Break(),
        *introduction(OFFICE, "Kabupaten Karang Melati"),
        Para("D. Sumber Daya Manusia", "h2"),
        _staff(),
        Break(),
        Para("BAB II\nPERENCANAAN DAN PERJANJIAN KINERJA", "h1"),
        Para("A. Rencana Strategis 2010-2014", "h2"),
        _plan(),
        Para("B. Rencana Kinerja Tahunan 2013", "h2"),
        _yearly(),
        Para("C. Penetapan Kinerja 2013", "h2"),
        *_agreement(),
        Para("BAB III\nAKUNTABILITAS KINERJA", "h1"),
        Para("A. Pengukuran Kinerja", "h2"),
        _measured(),
        Para("B. Analisis Capaian Kinerja", "h2"),
        *_details(),
        Para("C. Perbandingan Kinerja", "h2"),
        _years(),
        Para("D. Akuntabilitas Keuangan", "h2"),
        Para("Realisasi per jenis belanja", "caption"),
        Para("(dalam ribuan rupiah)", "small"),
        _kinds(),
        Para("Realisasi per kegiatan", "caption"),
        _activities(),
        Para("Perbandingan dengan tahun sebelumnya", "caption"),
        _budget_years(),
        Break(),
        *closing(OFFICE, YEAR, f"Anggaran terserap {share} dari pagu yang tersedia."),
    ]
    money = MONEY["1.234"]
    clashes = (
        Clash(
            "masyarakat yang memperoleh informasi: digits transposed in the measuring table",
            "Pengukuran Kinerja vs Ikhtisar and detail tables",
            ("7.125 Orang", "7.215 Orang"),
        ),
        Clash(
            "JUMLAH realisasi of the kegiatan table is 900.000 too high",
            "kegiatan table",
            (money(ALL.realisasi + 900_000).text, money(ALL.realisasi).text),
        ),
    )
    return Report("bnnk-karang-melati-2013", OFFICE, "BNNK", "684260", YEAR, blocks, clashes)
