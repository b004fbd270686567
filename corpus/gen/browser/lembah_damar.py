"""A district office's report of 2024: sans serif, filled rows without rules, thin horizontal rules, a
watermark."""

from __future__ import annotations

from decimal import Decimal

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

OFFICE = "BNN Kabupaten Lembah Damar"
YEAR = 2024
LOOK = Look(
    css="""
    body { font: 10.5pt/1.4 "Liberation Sans"; color: #1a1a1a; }
    h1 { font-size: 14pt; color: #0b3d66 } h2 { font-size: 11.5pt; color: #0b3d66 } h3 { font-size: 10.5pt }
    .cover { font-size: 22pt; font-weight: bold; margin-bottom: 8mm }
    .caption { font-size: 9pt; font-weight: bold; color: #0b3d66; margin-bottom: 1mm }
    .small { font-size: 8pt } .group { font-weight: bold } .res { margin-bottom: 1.4mm }
    table { font-size: 9pt; }
    .zebra th { background: #1f5f8b; color: #fff } .zebra tbody tr:nth-child(even) td { background: #e7eff5 }
    .zebra td[rowspan] { background: #fff !important }
    .book { border-top: 1.4pt solid #000; border-bottom: 1.4pt solid #000 }
    .book thead tr:last-child th { border-bottom: .7pt solid #000 }
    .book tr.b td { border-top: .7pt solid #000 }
    .bare td, .bare th { padding: .6mm 1mm } .bare th { text-align: left; border: 0 }
    .numbering td { text-align: center; font-size: 7.5pt; font-style: italic }
    .group td { font-weight: bold; background: #cddbe6 }
    .water { position: fixed; top: 42%; left: 6%; width: 88%; text-align: center; font-size: 54pt;
    color: #e9e9e9;
             transform: rotate(-38deg); z-index: -1; letter-spacing: 6pt }
    @page upright { @bottom-right { content: counter(page); font: 8pt "Liberation Sans" }
                    @bottom-left { content: "LKIP BNNK Lembah Damar TA 2024"; font: 8pt "Liberation Sans" } }
    @page land { @bottom-right { content: counter(page); font: 8pt "Liberation Sans" } }
    """,
    paper=(210, 297),
    watermark="BNNK LEMBAH DAMAR",
)

INDS = (
    Ind(
        "DEKTARI",
        "Meningkatnya daya tangkal anak dan remaja terhadap pengaruh buruk penyalahgunaan dan peredaran "
        "gelap narkotika",
        "Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan Narkoba",
        "Indeks",
        "52.50",
        "54.83",
        {2022: ("50.20", "50.94"), 2023: ("51.10", "53.07")},
        {2020: "50.00", 2021: "51.00", 2022: "51.00", 2023: "52.00", 2024: "52.50"},
    ),
    Ind(
        "DEKTARA",
        "Meningkatnya daya tangkal keluarga terhadap pengaruh buruk penyalahgunaan dan peredaran gelap narkotika",
        "Indeks Ketahanan Keluarga Terhadap Penyalahgunaan Narkoba",
        "Indeks",
        "79.20",
        "84.375",
        {2022: ("78.67", "80.112"), 2023: ("78.69", "82.946")},
        {2021: "78.67", 2022: "78.67", 2023: "78.90", 2024: "79.20"},
    ),
    Ind(
        "IKP",
        "Meningkatnya kesadaran dan kepedulian masyarakat dalam penanganan P4GN",
        "Indeks Kemandirian Partisipasi Masyarakat",
        "Indeks",
        "3.30",
        "3.42",
        {2022: ("3.20", "3.11"), 2023: ("3.25", "3.38")},
        {2020: "3.00", 2021: "3.10", 2022: "3.20", 2023: "3.25", 2024: "3.30"},
    ),
    Ind(
        "QOL",
        "Meningkatnya upaya pemulihan penyalahguna dan/atau pecandu narkotika",
        "Persentase penyalah guna dan/atau pecandu narkotika yang mengalami peningkatan kualitas hidup",
        "%",
        "64",
        "71.43",
        {2022: ("60", "58.33"), 2023: ("62", "66.67")},
        {2023: "62", 2024: "64"},
    ),
    Ind(
        "PETUGAS",
        "Meningkatnya kapasitas tenaga teknis rehabilitasi",
        "Jumlah petugas penyelenggara layanan IBM yang terlatih",
        "Orang",
        "10",
        "12",
        {2022: ("5", "5"), 2023: ("10", "10")},
        {2022: "5", 2023: "10", 2024: "10"},
    ),
    Ind(
        "LEMBAGA",
        "Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",
        "Jumlah lembaga rehabilitasi yang operasional",
        "Lembaga",
        "3",
        "2",
        {2022: ("2", "2"), 2023: ("3", "3")},
        {2020: "1", 2021: "2", 2022: "2", 2023: "3", 2024: "3"},
    ),
    Ind(
        "IBM",
        "Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",
        "Jumlah unit penyelenggara layanan rehabilitasi IBM yang operasional",
        "Unit",
        "4",
        "4",
        {2022: ("2", "2"), 2023: ("3", "4")},
        {2021: "1", 2022: "2", 2023: "3", 2024: "4"},
    ),
    Ind(
        "IKM",
        "Meningkatnya kualitas layanan rehabilitasi narkotika",
        "Indeks Kepuasan Penerima Layanan Rehabilitasi pada Fasilitas Rehabilitasi BNN",
        "Indeks",
        "3.40",
        "3.61",
        {2022: ("3.20", "3.35"), 2023: ("3.30", "3.52")},
        {2021: "3.20", 2022: "3.20", 2023: "3.30", 2024: "3.40"},
    ),
    Ind(
        "P21",
        "Meningkatnya pengungkapan tindak pidana narkotika",
        "Jumlah berkas perkara tindak pidana narkotika dan prekursor narkotika yang P-21",
        "Berkas Perkara",
        "6",
        "7",
        {2022: ("5", "4"), 2023: ("5", "6")},
        {2020: "4", 2021: "4", 2022: "5", 2023: "5", 2024: "6"},
    ),
    Ind(
        "NKA",
        "Meningkatnya proses manajemen kinerja secara efektif dan efisien",
        "Nilai Kinerja Anggaran",
        "Nilai",
        "88",
        "91.27",
        {2022: ("86", "84.61"), 2023: ("87", "88.05")},
        {2020: "85", 2021: "86", 2022: "86", 2023: "87", 2024: "88"},
    ),
    Ind(
        "IKPA",
        "Meningkatnya tata kelola administrasi keuangan yang sesuai prosedur",
        "Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)",
        "Nilai",
        "95",
        "97.84",
        {2022: ("94", "95.76"), 2023: ("95", "93.18")},
        {2021: "94", 2022: "94", 2023: "95", 2024: "95"},
    ),
)
BY_KEY = {i.key: i for i in INDS}
KEGIATAN = {
    "DEKTARI": "Pengelolaan Informasi dan Edukasi",
    "DEKTARA": "Penyelenggaraan Advokasi",
    "IKP": "Pemberdayaan Peran Serta Masyarakat",
    "QOL": "Pascarehabilitasi Penyalahguna dan/atau Pecandu Narkotika",
    "PETUGAS": "Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
    "LEMBAGA": "Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
    "IBM": "Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
    "IKM": "Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
    "P21": "Penyidikan Jaringan Peredaran Gelap Narkotika",
    "NKA": "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN",
    "IKPA": "Pembinaan Administrasi dan Pengelolaan Keuangan",
}
PLAN_MONEY = {
    "DEKTARI": (82_400_000, 86_750_000, 91_000_000, 96_500_000, 104_200_000),
    "DEKTARA": (None, 110_000_000, 124_300_000, 131_000_000, 142_750_000),
    "IKP": (103_083_000, 158_200_000, 176_400_000, 188_000_000, 195_600_000),
    "QOL": (None, None, None, 14_065_000, 18_300_000),
    "PETUGAS": (None, None, 9_800_000, 13_400_000, 16_250_000),
    "LEMBAGA": (38_500_000, 64_700_000, 88_900_000, 96_955_000, 118_420_000),
    "P21": (72_000_000, 75_000_000, 110_000_000, 125_500_000, 148_000_000),
    "NKA": (114_468_000, 121_300_000, 126_738_000, 134_000_000, 141_905_000),
    "IKPA": (625_012_000, 701_350_000, 746_239_000, 803_177_000, 861_440_000),
}
P4GN = (
    ("3247", "Pengelolaan Informasi dan Edukasi", 104_200_000),
    ("3248", "Penyelenggaraan Advokasi", 142_750_000),
    ("3249", "Pemberdayaan Peran Serta Masyarakat", 195_600_000),
    ("3250", "Pascarehabilitasi Penyalahguna dan/atau Pecandu Narkotika", 18_300_000),
    ("3251", "Penguatan Lembaga Rehabilitasi Instansi Pemerintah", 16_250_000),
    ("3252", "Penguatan Lembaga Rehabilitasi Komponen Masyarakat", 118_420_000),
    ("3258", "Penyidikan Jaringan Peredaran Gelap Narkotika", 148_000_000),
)
DUKMAN = (
    ("3236", "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN", 141_905_000),
    ("3237", "Pembinaan Administrasi dan Pengelolaan Keuangan", 161_440_000),
    ("3239", "Pengembangan Organisasi, Tata Laksana dan Sumber Daya Manusia", 22_860_000),
    ("3242", "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan Sarana dan Prasarana", 700_000_000),
    ("6108", "Penyelenggaraan Kehumasan dan Keprotokolan", 31_275_000),
)
LINES_P4GN = spend(2401, P4GN)
LINES_DUKMAN = spend(2402, DUKMAN)
ALL = total("JUMLAH", [*LINES_P4GN, *LINES_DUKMAN])


def _num(one: Ind, value: str, unit: bool = True, mark: str = ",") -> Num:
    if one.unit == "%":
        return pct(value, "%" if unit else "", mark)
    return dec(value, one.unit if unit else "", mark)


def _results() -> Results:
    entries: list[Item | str] = []
    groups = (
        ("Bidang Pencegahan dan Pemberdayaan Masyarakat", 0, 3),
        ("Bidang Rehabilitasi", 3, 8),
        ("Bidang Pemberantasan", 8, 9),
        ("Bagian Umum", 9, 11),
    )
    for number, (name, start, stop) in enumerate(groups, start=1):
        entries.append(f"{number}. {name} dengan {stop - start} indikator:")
        for letter, one in zip("abcde", INDS[start:stop], strict=False):
            shown = "54.38" if one.key == "DEKTARI" else one.realisasi
            target, real, share = _num(one, one.target), _num(one, shown), pct(one.capaian)
            text = (
                f"{letter}. {one.label} dengan realisasi {real.text} dari target {target.text}, capaian {share.text};"
            )
            nums = [("target", target), ("realisasi", real), ("capaian", share)]
            entries.append(Item(f"{letter}.", one.label, [(text, 1)], nums))
    return Results(entries)


def _plan() -> Table:
    years = (2020, 2021, 2022, 2023, 2024)
    rows = []
    kegiatan = merged([KEGIATAN[i.key] for i in INDS])
    sasaran = merged([i.sasaran for i in INDS])
    tall = {i: c.rows for i, c in enumerate(kegiatan) if c}
    number = 0
    for index, one in enumerate(INDS):
        cells: list[CellLike] = []
        if kegiatan[index] is not None:
            number += 1
            cells += [Cell(f"{number}.", rows=tall[index]), kegiatan[index] or ""]
        if sasaran[index] is not None:
            cells.append(sasaran[index] or "")
        cells.append(one.label)
        unit = one.unit not in ("Indeks", "Nilai")
        cells += [_num(one, one.plan[y], unit, ".") if y in one.plan else "-" for y in years]
        rows.append(Row(cells))
    cols = [Col("no", 4, align="c"), Col("kegiatan", 20), Col("sasaran", 25), Col("label", 25)]
    cols += [Col("target", 8, y, "c") for y in years]
    head: list[list[CellLike]] = [
        [
            Cell("No", rows=2),
            Cell("Kegiatan", rows=2),
            Cell("Sasaran Kegiatan", rows=2),
            Cell("Indikator Kinerja Kegiatan", rows=2),
            Cell("Target Kinerja", cols=5),
        ],
        [str(y) for y in years],
    ]
    note = "no, kegiatan and sasaran are merged over their indicators; dot decimals"
    return Table("renproja_target", "zebra", cols, head, rows, note=note)


def _plan_money() -> Table:
    years = (2020, 2021, 2022, 2023, 2024)
    rows = []
    names = [KEGIATAN[i.key] for i in INDS]
    for index, one in enumerate(INDS):
        first = one.key in PLAN_MONEY
        height = names.count(names[index]) if first else 1
        cells: list[CellLike] = []
        if first:
            cells += [
                Cell(str(list(PLAN_MONEY).index(one.key) + 1), rows=height),
                Cell(names[index], rows=height),
            ]
        cells.append(one.label)
        if first:
            for amount in PLAN_MONEY[one.key]:
                printed = None if amount is None else MONEY["1.234"](amount)
                cells.append(Cell(printed.text if printed else "-", printed, rows=height))
        rows.append(Row(cells))
    sums = [sum(v[k] or 0 for v in PLAN_MONEY.values()) for k in range(5)]
    sums[3] += 2_000_000
    rows.append(Row([Cell("TOTAL", cols=3, align="c"), *[MONEY["1.234"](s) for s in sums]], bold=True))
    cols = [Col("no", 4, align="c"), Col("kegiatan", 24), Col("label", 30)]
    cols += [Col("kebutuhan_pendanaan", 11, y, "r") for y in years]
    head: list[list[CellLike]] = [
        [
            Cell("No", rows=2),
            Cell("Kegiatan", rows=2),
            Cell("Indikator Kinerja", rows=2),
            Cell("Kebutuhan Pendanaan (Rp)", cols=5),
        ],
        [str(y) for y in years],
    ]
    return Table(
        "renproja_pendanaan",
        "book",
        cols,
        head,
        rows,
        note="amounts of one kegiatan are merged over its three indicators",
    )


def _rkt() -> Table:
    rows = []
    sasaran = merged([i.sasaran for i in INDS])
    for index, one in enumerate(INDS):
        mine = sasaran[index]
        cells: list[CellLike] = [str(index + 1)]
        if mine is not None:
            cells.append(mine)
        cells += [one.label, one.unit, _num(one, one.target, False)]
        amounts = PLAN_MONEY.get(one.key)
        if amounts is not None:
            money = MONEY["Rp 1.234"](amounts[4] or 0)
            cells.append(Cell(money.text, money, rows=3 if one.key == "LEMBAGA" else 1))
        rows.append(Row(cells))
    cols = [
        Col("no", 5, align="c"),
        Col("sasaran", 27),
        Col("label", 30),
        Col("satuan", 10, align="c"),
        Col("target", 9, align="c"),
        Col("kebutuhan_pendanaan", 17, align="r"),
    ]
    head: list[list[CellLike]] = [
        ["No", "Sasaran Kegiatan", "Indikator Kinerja Kegiatan", "Satuan", "Target", "Kebutuhan Pendanaan"]
    ]
    note = "unit is printed in its own column (Satuan); one amount is merged over rows 6-8"
    return Table("rencana_kinerja_tahunan", "zebra", cols, head, rows, note=note)


def _agreement() -> list[Block]:
    rows = [Row([f"{n}.", i.sasaran, i.label, _num(i, i.target)]) for n, i in enumerate(INDS, start=1)]
    cols = [Col("no", 6, align="c"), Col("sasaran", 37), Col("label", 40), Col("target", 17, align="c")]
    head: list[list[CellLike]] = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "T a r g e t"]]
    lines = [
        (b.label, b.pagu)
        for b in (
            total(
                "Program Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkotika (P4GN)",
                LINES_P4GN,
            ),
            total("Program Dukungan Manajemen", LINES_DUKMAN),
        )
    ]
    money = [Row([f"{n}.", name, ":", MONEY["Rp. 1.234,-"](pagu)]) for n, (name, pagu) in enumerate(lines, start=1)]
    money.append(Row(["", "Jumlah Anggaran", ":", MONEY["Rp. 1.234,-"](ALL.pagu)], bold=True))
    money_cols = [Col("no", 5), Col("label", 62), Col("", 3), Col("pagu", 30, align="r")]
    return [
        Table("perjanjian_kinerja", "book", cols, head, rows),
        Table(
            "anggaran_kegiatan",
            "bare",
            money_cols,
            [[Cell("Program", cols=2), "", Cell("Anggaran", align="r")]],
            money,
            note="program level only, no rules",
        ),
    ]


def _summary() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("label", 37),
        Col("satuan", 11, align="c"),
        Col("target", 10, align="r"),
        Col("realisasi", 11, align="r"),
        Col("capaian", 12, align="r"),
        Col("", 14, align="c"),
    ]
    head: list[list[CellLike]] = [
        [
            "No",
            "Indikator Kinerja Kegiatan",
            "Satuan",
            "Target",
            "Realiasi",
            "Persentase Capaian",
            "Kategori",
        ],
        [f"({n})" for n in range(1, 8)],
    ]
    rows: list[Row] = []
    for n, one in enumerate(INDS, start=1):
        if n in (1, 4, 9, 10):
            name = {
                1: "Pencegahan dan Pemberdayaan Masyarakat",
                4: "Rehabilitasi",
                9: "Pemberantasan",
                10: "Dukungan Manajemen",
            }[n]
            rows.append(Row([Cell(name, cols=7)], "group"))
        share = "120.67" if one.key == "P21" else str(one.capaian)
        word = "Melebihi" if one.capaian > 100 else "Sesuai" if one.capaian == 100 else "Di bawah"
        rows.append(
            Row(
                [
                    str(n),
                    one.label,
                    one.unit,
                    _num(one, one.target, False),
                    _num(one, one.realisasi, False),
                    pct(share, "", trim=False),
                    word,
                ]
            )
        )
    note = "unit is printed in its own column (Satuan); percentages without a sign"
    return Table("capaian_kinerja", "zebra", cols, head, rows, note=note)


def _detail(key: str, look: str = "book") -> Table:
    one = BY_KEY[key]
    cols = [
        Col("label", 46),
        Col("target", 18, align="c"),
        Col("realisasi", 18, align="c"),
        Col("capaian", 18, align="c"),
    ]
    head: list[list[CellLike]] = [["Indikator Kinerja", "Target", "Realisasi", "Capaian"]]
    row = Row([one.label, _num(one, one.target), _num(one, one.realisasi), pct(one.capaian, " %")])
    return Table("capaian_indikator", look, cols, head, [row])


def _years() -> Table:
    years = (2022, 2023, 2024)
    cols = [Col("no", 5, align="c"), Col("label", 32)]
    for year in years:
        cols += [Col("target", 8, year, "c"), Col("realisasi", 8, year, "c")]
    head: list[list[CellLike]] = [
        [Cell("No", rows=3), Cell("Indikator Kinerja", rows=3), Cell("Capaian Kinerja Tahun", cols=6)],
        [Cell(str(y), cols=2) for y in years],
        ["Target", "Realisasi"] * 3,
    ]
    rows = []
    for number, key in enumerate(("DEKTARI", "DEKTARA", "IKP", "LEMBAGA", "P21", "IKPA"), start=1):
        one = BY_KEY[key]
        pairs = [one.past[2022], one.past[2023], (one.target, one.realisasi)]
        rows.append(Row([str(number), one.label, *[_num(one, v, False) for pair in pairs for v in pair]]))
    return Table("perbandingan_tahun", "zebra", cols, head, rows, note="three-level header, the year in the second")


def _by_office() -> Table:
    title = "Indeks Ketahanan Diri Remaja"
    cols = [
        Col("no", 8, align="c"),
        Col("", 38),
        Col("target", 16, align="c"),
        Col("realisasi", 16, align="c"),
        Col("", 22, align="c"),
    ]
    head: list[list[CellLike]] = [
        [Cell("No", rows=2), Cell("Satuan Kerja", rows=2), Cell(title, cols=3)],
        ["Target", "Realisasi", "Kategori"],
    ]
    rows = [Row(["1", "BNNK LEMBAH DAMAR", dec("52.50"), dec("54.83"), "Sangat Tinggi"])]
    return Table(
        "rincian_satker",
        "book",
        cols,
        head,
        rows,
        label=title,
        note="label = indikator from the header; the row names the satuan kerja BNNK LEMBAH DAMAR",
    )


def _intervals() -> Table:
    cols = [Col("", 10, align="c"), Col("", 45, align="c"), Col("", 45, align="c")]
    rows = [
        Row(["1", "≥ 53,71", "Sangat Tinggi"]),
        Row(["2", "49,74 \u2013 53,70", "Tinggi"]),
        Row(["3", "45,98 \u2013 49,73", "Rendah"]),
        Row(["4", "≤ 45,97", "Sangat Rendah"]),
    ]
    return Table(None, "zebra", cols, [["No", "Interval Nilai", "Kategori"]], rows)


def _progress() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("sasaran", 28),
        Col("label", 28),
        Col("target", 13, 2024, "c"),
        Col("realisasi", 13, 2024, "c"),
        Col("capaian", 13, 2024, "c"),
    ]
    head: list[list[CellLike]] = [
        [
            "No",
            "Sasaran Kegiatan",
            "Indikator Kinerja Kegiatan",
            "Target Reproja 2024",
            "Realisasi 2024",
            "Tingkat Kemajuan",
        ]
    ]
    rows = [Row(["1", "2", "3", "4", "5", "6=(5:4x100)"], "numbering")]
    for number, key in enumerate(("DEKTARI", "IKP", "IKM", "NKA"), start=1):
        one = BY_KEY[key]
        rows.append(
            Row(
                [
                    str(number),
                    one.sasaran,
                    one.label,
                    _num(one, one.target),
                    _num(one, one.realisasi),
                    pct(one.capaian),
                ]
            )
        )
    return Table("kemajuan_renproja", "book", cols, head, rows)


def _ikpa() -> Table:
    cols = [
        Col("no", 8, align="c"),
        Col("label", 44),
        Col("", 16, align="c"),
        Col("realisasi", 16, align="c"),
    ]
    head: list[list[CellLike]] = [["No", "Indikator", "Bobot (%)", "Nilai"]]
    parts = (
        ("Revisi DIPA", "10", "100.00"),
        ("Deviasi Halaman III DIPA", "15", "91.46"),
        ("Penyerapan Anggaran", "20", "97.35"),
        ("Belanja Kontraktual", "10", "100.00"),
        ("Penyelesaian Tagihan", "10", "98.92"),
        ("Pengelolaan UP dan TUP", "10", "99.10"),
        ("Capaian Output", "25", "99.40"),
    )
    rows = [Row([str(n), name, weight, dec(value)]) for n, (name, weight, value) in enumerate(parts, start=1)]
    rows.append(Row([Cell("Nilai IKPA", cols=2, align="c"), "100", dec("97.84")], bold=True))
    return Table("rincian_nilai", "zebra", cols, head, rows, note="Bobot (weights) are not values: no truth lines")


def _kinds() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 24),
        Col("pagu", 21, align="r"),
        Col("realisasi_anggaran", 21, align="r"),
        Col("persen_anggaran", 10, align="r"),
        Col("sisa", 18, align="r"),
    ]
    head: list[list[CellLike]] = [["No", "Jenis Belanja", "Alokasi", "Penyerapan", "%", "Sisa Dana"]]
    modal = Budget("2", "Belanja Modal", 42_500_000, 42_385_000)
    goods = Budget("1", "Belanja Barang", ALL.pagu - modal.pagu, ALL.realisasi - modal.realisasi)
    rows = []
    for one in (goods, modal, ALL):
        pagu, real, rest, share = budget_cells(one, "Rp. 1.234,-")
        first: list[CellLike] = [Cell("JUMLAH", cols=2, align="c")] if one is ALL else [one.no, one.label]
        rows.append(Row([*first, pagu, real, share, rest], bold=one is ALL))
    return Table("anggaran_jenis_belanja", "book", cols, head, rows)


def _activities() -> Table:
    cols = [
        Col("no", 12, align="c"),
        Col("label", 36),
        Col("pagu", 17, align="r"),
        Col("realisasi_anggaran", 17, align="r"),
        Col("sisa", 14, align="r"),
        Col("persen_anggaran", 9, align="r"),
    ]
    head: list[list[CellLike]] = [["Kode", "Program / Kegiatan", "Pagu\n(Rp)", "Realisasi\n(Rp)", "Sisa\n(Rp)", "%"]]
    rows = []
    for code, name, lines in (
        ("066.01.BN", "Program P4GN", LINES_P4GN),
        ("066.01.WA", "Program Dukungan Manajemen", LINES_DUKMAN),
    ):
        cells = budget_cells(total(name, lines), "1.234", "", ".")
        rows.append(Row([code, name, *cells], bold=True))
        for one in lines:
            wrong = Decimal("89.00") if one.no == "3252" else one.persen
            rows.append(Row([one.no, one.label, *budget_cells(one, "1.234")[:3], pct(wrong, "", ".", trim=False)]))
    rows.append(Row([Cell("JUMLAH", cols=2, align="c"), *budget_cells(ALL, "1.234", "", ".")], bold=True))
    return Table(
        "anggaran_kegiatan",
        "zebra",
        cols,
        head,
        rows,
        repeat_head=False,
        note="program rows carry subtotals; dot decimals, no percent sign",
    )


def _budget_years() -> Table:
    cols = [
        Col("label", 20, align="c"),
        Col("pagu", 28, align="r"),
        Col("realisasi_anggaran", 28, align="r"),
        Col("persen_anggaran", 14, align="r"),
    ]
    lines = [
        Budget("", "2022", 1_479_100_000, 1_440_379_652),
        Budget("", "2023", 1_602_597_000, 1_577_281_904),
        Budget("", "2024", ALL.pagu, ALL.realisasi),
    ]
    rows = [Row([b.label, *budget_cells(b, "Rp 1.234", sisa=False)], tahun=int(b.label)) for b in lines]
    return Table(
        "anggaran_perbandingan_tahun",
        "book",
        cols,
        [["Tahun Anggaran", "Pagu", "Realisasi", "Persen"]],
        rows,
        note="years run down the rows; label = the printed year",
    )


def _staff() -> Table:
    cols = [
        Col("", 8, align="c"),
        Col("", 44),
        Col("", 16, align="c"),
        Col("", 16, align="c"),
        Col("", 16, align="c"),
    ]
    rows = [
        Row(["1", "Subbagian Umum", "9", "7", "2"]),
        Row(["2", "Seksi P2M", "6", "4", "2"]),
        Row(["3", "Seksi Rehabilitasi", "7", "5", "2"]),
        Row(["4", "Seksi Pemberantasan", "12", "6", "6"]),
    ]
    return Table(None, "zebra", cols, [["No", "Unit Kerja", "DSP", "Riil", "Kurang"]], rows)


def _details() -> list[Block]:
    blocks: list[Block] = []
    texts = (("DEKTARI", 3), ("DEKTARA", 0), ("LEMBAGA", 1), ("P21", 2), ("IKPA", 0))
    for number, (key, which) in enumerate(texts, start=1):
        one = BY_KEY[key]
        blocks += [
            Para(f"{number}. {one.sasaran}", "h3"),
            p("Target dan realisasi indikator kinerja pada sasaran ini sebagaimana tabel berikut:"),
            _detail(key, "zebra" if number % 2 else "book"),
            cause(which),
        ]
        if key == "DEKTARI":
            blocks += [
                Para("Rincian indeks menurut satuan kerja", "caption"),
                _by_office(),
                Para("Kategori nilai indeks", "caption"),
                _intervals(),
            ]
        if key == "IKPA":
            blocks += [Para("Komponen Nilai IKPA", "caption"), _ikpa(), Para("Sumber data: OM-SPAN", "small")]
    return blocks


def report() -> Report:
    """Assemble the report."""
    share = pct(ALL.persen).text
    money = MONEY["Rp. 1.234,-"]
    blocks: list[Block] = [
        Space(55),
        Para("LAPORAN KINERJA\nINSTANSI PEMERINTAH", "cover"),
        Para("TAHUN ANGGARAN 2024", "cover"),
        Space(50),
        Para("BADAN NARKOTIKA NASIONAL\nKABUPATEN LEMBAH DAMAR", "cover"),
        Break(),
        *foreword(OFFICE, YEAR, "Laporan Kinerja Instansi Pemerintah"),
        Break(),
        Para("RINGKASAN EKSEKUTIF", "h1"),
        p(f"Realisasi kinerja {OFFICE} Tahun 2024 yang ditetapkan melalui 11 (sebelas) indikator kinerja adalah:"),
        _results(),
        p(f"""Pagu anggaran tahun 2024 sebesar {money(ALL.pagu).text} terealisasi sebesar
        {money(ALL.realisasi).text}
        atau {share}."""),
        Break(),
        *introduction(OFFICE, "Kabupaten Lembah Damar"),
        Para("D. Sumber Daya Manusia", "h2"),
        _staff(),
        Break(True),
        Para("BAB II\nPERENCANAAN KINERJA", "h1"),
        Para("Matrik Rencana Kinerja BNNK Lembah Damar Tahun 2020-2024", "caption"),
        _plan(),
        Break(True),
        Para("Matrik Rencana Kebutuhan Pendanaan BNNK Lembah Damar Tahun 2020-2024", "caption"),
        _plan_money(),
        Break(),
        Para("A. Rencana Kinerja Tahunan 2024", "h2"),
        _rkt(),
        Para("B. Perjanjian Kinerja Tahun 2024", "h2"),
        *_agreement(),
        Para("BAB III\nAKUNTABILITAS KINERJA", "h1"),
        Para("A. Capaian Kinerja", "h2"),
        p("Ringkasan capaian seluruh indikator kinerja tahun 2024 disajikan pada tabel di bawah ini."),
        _summary(),
        *_details(),
        Para("B. Perbandingan Antartahun", "h2"),
        _years(),
        Para("C. Kemajuan terhadap Rencana Jangka Menengah", "h2"),
        _progress(),
        Para("D. Realisasi Anggaran", "h2"),
        Para("Realisasi menurut jenis belanja", "caption"),
        _kinds(),
        Para("Realisasi menurut program dan kegiatan", "caption"),
        _activities(),
        Para("Perkembangan anggaran tiga tahun terakhir", "caption"),
        _budget_years(),
        Space(4),
        *closing(OFFICE, YEAR, f"Anggaran terserap {share} dan satu dari sebelas indikator belum mencapai target."),
    ]
    clashes = (
        Clash(
            "Indeks Ketahanan Diri Remaja: digits transposed in the Ringkasan Eksekutif",
            "Ringkasan Eksekutif vs capaian tables",
            ("54,38 Indeks", "54,83 Indeks"),
        ),
        Clash(
            "TOTAL 2023 of the pendanaan matrix is 2.000.000 too high",
            "pendanaan matrix",
            (
                MONEY["1.234"](sum(v[3] or 0 for v in PLAN_MONEY.values()) + 2_000_000).text,
                MONEY["1.234"](sum(v[3] or 0 for v in PLAN_MONEY.values())).text,
            ),
        ),
        Clash(
            "berkas perkara: 7/6 = 116,67, summary table prints 120,67",
            "capaian summary",
            ("120,67", "116,67"),
        ),
        Clash(
            "Penguatan Lembaga Rehabilitasi Komponen Masyarakat: printed percentage does not follow from its amounts",
            "kegiatan table",
            ("89.00", f"{next(b.persen for b in LINES_P4GN if b.no == '3252')}"),
        ),
        Clash(
            "RKT asks Rp 861.440.000 for keuangan, the budget has 161.440.000",
            "RKT vs kegiatan table",
            ("Rp 861.440.000", "161.440.000"),
        ),
    )
    return Report("bnnk-lembah-damar-2024", OFFICE, "BNNK", "690871", YEAR, blocks, clashes)
