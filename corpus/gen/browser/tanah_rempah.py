"""A provincial office's report of 2021, typed in a word processor: full rules, torn rows, several
offices in a table."""

from __future__ import annotations

from .amounts import MONEY, Num, dec, pct
from .model import Block, Break, Cell, CellLike, Clash, Col, Item, Para, Report, Results, Row, Space, Table
from .odt_print import OdtLook
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

OFFICE = "BNN Provinsi Tanah Rempah"
YEAR = 2021
LOOK = OdtLook("Carlito", 11, (210, 297), 22, "LKIP BNNP Tanah Rempah Tahun 2021", "#dbe5f1")

INDS = (
    Ind(
        "DEKTARI",
        "Meningkatnya daya tangkal anak dan remaja terhadap pengaruh buruk penyalahgunaan dan peredaran "
        "gelap narkotika",
        "Angka Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan Narkoba",
        "Indeks",
        "51.00",
        "51.64",
        {2019: ("", ""), 2020: ("50.50", "49.87")},
        {2020: "50.50", 2021: "51.00", 2022: "52.00", 2023: "53.00", 2024: "54.00"},
    ),
    Ind(
        "DEKTARA",
        "Meningkatnya daya tangkal keluarga terhadap pengaruh buruk penyalahgunaan dan peredaran gelap narkotika",
        "Angka Indeks Ketahanan Keluarga Terhadap Penyalahgunaan Narkoba",
        "Indeks",
        "78.67",
        "76.518",
        {2020: ("78.00", "79.104")},
        {2020: "78.00", 2021: "78.67", 2022: "78.69", 2023: "79.00", 2024: "79.50"},
    ),
    Ind(
        "IKP",
        "Meningkatnya kesadaran dan kepedulian masyarakat dalam penanganan P4GN",
        "Angka Indeks Kemandirian Partisipasi",
        "Indeks",
        "3.20",
        "3.29",
        {2020: ("3.00", "3.17")},
        {2020: "3.00", 2021: "3.20", 2022: "3.25", 2023: "3.30", 2024: "3.40"},
    ),
    Ind(
        "KKR",
        "Meningkatnya keterpulihan kawasan rawan narkoba",
        "Nilai Keterpulihan Kawasan Rawan yang diintervensi",
        "Indeks",
        "2.75",
        "2.75",
        {2020: ("2.50", "2.31")},
        {2020: "2.50", 2021: "2.75", 2022: "2.80", 2023: "2.90", 2024: "3.00"},
    ),
    Ind(
        "SPM",
        "Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",
        "Jumlah lembaga rehabilitasi yang memenuhi Standar Pelayanan Minimal (SPM)",
        "Lembaga",
        "9",
        "11",
        {2020: ("7", "7")},
        {2020: "7", 2021: "9", 2022: "10", 2023: "12", 2024: "14"},
    ),
    Ind(
        "IBM",
        "Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika",
        "Jumlah unit penyelenggara layanan rehabilitasi Intervensi Berbasis Masyarakat (IBM)",
        "Unit",
        "16",
        "14",
        {},
        {2021: "16", 2022: "20", 2023: "24", 2024: "28"},
    ),
    Ind(
        "PASCA",
        "Meningkatnya layanan pascarehabilitasi",
        "Jumlah penyalahguna yang memperoleh layanan pascarehabilitasi",
        "Orang",
        "150",
        "163",
        {2020: ("120", "96")},
        {2020: "120", 2021: "150", 2022: "160", 2023: "180", 2024: "200"},
    ),
    Ind(
        "P21",
        "Meningkatnya pengungkapan tindak pidana narkotika dan lahan tanaman ganja dan tanaman terlarang lainnya",
        "Jumlah berkas perkara tindak pidana narkotika dan prekursor narkotika yang P-21",
        "Berkas Perkara",
        "22",
        "27",
        {2020: ("20", "24")},
        {2020: "20", 2021: "22", 2022: "24", 2023: "26", 2024: "28"},
    ),
    Ind(
        "TPPU",
        "Meningkatnya pengungkapan tindak pidana narkotika dan lahan tanaman ganja dan tanaman terlarang lainnya",
        "Jumlah berkas perkara TPPU hasil tindak pidana narkotika yang P-21",
        "Berkas Perkara",
        "1",
        "1",
        {2020: ("1", "0")},
        {2020: "1", 2021: "1", 2022: "1", 2023: "2", 2024: "2"},
    ),
    Ind(
        "NKA",
        "Meningkatnya proses manajemen kinerja secara efektif dan efisien",
        "Nilai Kinerja Anggaran BNNP",
        "Indeks",
        "88",
        "88.77",
        {2020: ("86", "85.40")},
        {2020: "86", 2021: "88", 2022: "89", 2023: "90", 2024: "91"},
    ),
    Ind(
        "IKPA",
        "Meningkatnya tata kelola administrasi keuangan yang sesuai prosedur",
        "Nilai IKPA BNNP",
        "Indeks",
        "93",
        "95.12",
        {2020: ("92", "93.66")},
        {2020: "92", 2021: "93", 2022: "94", 2023: "95", 2024: "95"},
    ),
)
BY_KEY = {i.key: i for i in INDS}
KEGIATAN = (
    "Pengelolaan Informasi dan Edukasi",
    "Penyelenggaraan Advokasi",
    "Pemberdayaan Peran Serta Masyarakat",
    "Pemberdayaan Alternatif",
    "Penguatan Lembaga Rehabilitasi",
    "Penguatan Lembaga Rehabilitasi",
    "Pascarehabilitasi Penyalahguna dan/atau Pecandu Narkotika",
    "Penyidikan Jaringan Peredaran Gelap Narkotika",
    "Penyidikan Jaringan Peredaran Gelap Narkotika",
    "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN",
    "Pembinaan Administrasi dan Pengelolaan Keuangan",
)
AMOUNTS = {
    "Pengelolaan Informasi dan Edukasi": 386_400_000,
    "Penyelenggaraan Advokasi": 412_750_000,
    "Pemberdayaan Peran Serta Masyarakat": 518_960_000,
    "Pemberdayaan Alternatif": 297_300_000,
    "Penguatan Lembaga Rehabilitasi": 644_125_000,
    "Pascarehabilitasi Penyalahguna dan/atau Pecandu Narkotika": 205_880_000,
    "Penyidikan Jaringan Peredaran Gelap Narkotika": 1_173_500_000,
    "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN": 188_340_000,
    "Pembinaan Administrasi dan Pengelolaan Keuangan": 274_610_000,
}
SUPPORT = {
    "Pengembangan Organisasi, Tata Laksana dan SDM": 61_290_000,
    "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan Sarana dan Prasarana": 6_942_385_000,
    "Penyelenggaraan Kehumasan dan Keprotokolan": 94_460_000,
}
P4GN = spend(2101, [(str(n), name, pagu) for n, (name, pagu) in enumerate(list(AMOUNTS.items())[:7], start=1)])
DUKMAN = spend(
    2102,
    [(str(n), name, pagu) for n, (name, pagu) in enumerate([*list(AMOUNTS.items())[7:], *SUPPORT.items()], start=1)],
)
ALL = total("TOTAL", [*P4GN, *DUKMAN])
OFFICES = (
    ("BNNP Tanah Rempah", "51.00", "51.64", "49.87", "Tinggi"),
    ("BNNK Pulau Cengkih", "51.00", "52.93", "50.12", "Tinggi"),
    ("BNNK Teluk Pala", "50.50", "48.76", "48.05", "Rendah"),
    ("BNN Kota Bandar Kenari", "51.50", "54.08", "51.33", "Sangat Tinggi"),
    ("BNNK Tanjung Lada", "50.00", "50.27", "47.90", "Tinggi"),
)


def _num(one: Ind, value: str, unit: bool = True) -> Num:
    return dec(value, one.unit if unit else "")


def _results() -> Results:
    entries: list[Item | str] = []
    parts = (
        (0, 4, "Bidang Pencegahan dan Pemberdayaan Masyarakat"),
        (4, 7, "Bidang Rehabilitasi"),
        (7, 9, "Bidang Pemberantasan"),
        (9, 11, "Bagian Umum"),
    )
    for letter, (start, stop, name) in zip("ABCD", parts, strict=True):
        entries.append(f"{letter}. {name}")
        for number, one in enumerate(INDS[start:stop], start=1):
            target, real = (
                _num(one, one.target),
                _num(one, "78.518" if one.key == "DEKTARA" else one.realisasi),
            )
            share = pct(one.capaian)
            verb = (
                "ditargetkan sebesar",
                "dan dapat direalisasikan sebesar",
                "sehingga tingkat capaiannya adalah",
            )
            text = f"{number}. {one.label} {verb[0]} {target.text} {verb[1]} {real.text} {verb[2]} {share.text}."
            entries.append(
                Item(
                    f"{number}.",
                    one.label,
                    [(text, 1)],
                    [("target", target), ("realisasi", real), ("capaian", share)],
                )
            )
    return Results(entries)


def _spread(
    one: Ind, index: int, kegiatan: list[Cell | None], sasaran: list[Cell | None], number: int
) -> list[CellLike]:
    cells: list[CellLike] = []
    mine = kegiatan[index]
    if mine is not None:
        cells += [Cell(str(number), rows=mine.rows), mine]
    goal = sasaran[index]
    if goal is not None:
        cells.append(goal)
    return [*cells, one.label]


def _plans() -> list[Block]:
    years = (2020, 2021, 2022, 2023, 2024)
    kegiatan, sasaran = merged(KEGIATAN), merged([i.sasaran for i in INDS])
    targets, money = [], []
    number = 0
    for index, one in enumerate(INDS):
        number += kegiatan[index] is not None
        cells = _spread(one, index, kegiatan, sasaran, number)
        short = one.unit == "Indeks"
        targets.append(Row([*cells, *[_num(one, one.plan[y], not short) if y in one.plan else "-" for y in years]]))
        mine = kegiatan[index]
        amounts: list[CellLike] = []
        if mine is not None:
            base = AMOUNTS[mine.text]
            for y in years:
                printed = MONEY["1.234"](round(base * (1 + (y - 2021) * 0.07)) // 1000 * 1000)
                amounts.append(Cell(printed.text, printed, rows=mine.rows))
        money.append(Row([*cells, *amounts]))
    first = [Col("no", 4, align="c"), Col("kegiatan", 17), Col("sasaran", 22), Col("label", 22)]
    names: list[CellLike] = [
        Cell(t, rows=2) for t in ("NO", "KEGIATAN", "SASARAN KEGIATAN", "INDIKATOR KINERJA KEGIATAN")
    ]
    head: list[list[CellLike]] = [[*names, Cell("TARGET KINERJA", cols=5)], [str(y) for y in years]]
    return [
        Para("Matrik Rencana Kinerja BNNP Tanah Rempah Tahun 2020-2024", "caption"),
        Table(
            "renproja_target",
            "full",
            [*first, *[Col("target", 8.5, y, "c") for y in years]],
            head,
            targets,
            whole_rows=False,
            note="no, kegiatan and sasaran are merged over their indicators",
        ),
        Para("Matrik Rencana Kebutuhan Pendanaan BNNP Tanah Rempah Tahun 2020-2024", "caption"),
        Table(
            "renproja_pendanaan",
            "full",
            [*first, *[Col("kebutuhan_pendanaan", 10.5, y, "r") for y in years]],
            head,
            money,
            repeat_head=False,
            whole_rows=False,
            note="header says TARGET KINERJA although the amounts are rupiah; merged amounts in two places",
        ),
    ]


def _rkt() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("sasaran", 32),
        Col("label", 31),
        Col("target", 14, align="c"),
        Col("kebutuhan_pendanaan", 18, align="r"),
    ]
    rows = []
    sasaran, kegiatan = merged([i.sasaran for i in INDS]), merged(KEGIATAN)
    for index, one in enumerate(INDS):
        goal, mine = sasaran[index], kegiatan[index]
        cells: list[CellLike] = [str(index + 1), *([goal] if goal else []), one.label, _num(one, one.target)]
        if mine is not None:
            printed = MONEY["1.234"](AMOUNTS[mine.text])
            cells.append(Cell(printed.text, printed, rows=mine.rows))
        rows.append(Row(cells))
    head: list[list[CellLike]] = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target", "Kebutuhan Pendanaan (Rp)"]]
    return Table(
        "rencana_kinerja_tahunan",
        "full",
        cols,
        head,
        rows,
        whole_rows=False,
        note="sasaran and amounts are merged over two indicators in two places; unit Rp stands in the header",
    )


def _agreement() -> list[Block]:
    cols = [Col("no", 6, align="c"), Col("sasaran", 38), Col("label", 38), Col("target", 18, align="c")]
    rows = [Row([f"{n}.", one.sasaran, one.label, _num(one, one.target)]) for n, one in enumerate(INDS, start=1)]
    money_cols = [Col("no", 6), Col("label", 64), Col("pagu", 30, align="r")]
    parts = (
        total("Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkotika (P4GN)", P4GN),
        total("Dukungan Manajemen", DUKMAN),
    )
    money = [Row([f"{n}.", b.label, MONEY["Rp. 1.234,-"](b.pagu)]) for n, b in enumerate(parts, start=1)]
    money.append(Row([Cell("Total", cols=2, align="r"), MONEY["Rp. 1.234,-"](ALL.pagu)], bold=True))
    return [
        Table(
            "perjanjian_kinerja",
            "full",
            cols,
            [["No", "Sasaran Kegiatan", "Indikator Kinerja", "T a r g e t"]],
            rows,
            whole_rows=False,
        ),
        Para("Anggaran:", "plain"),
        Table(
            "anggaran_kegiatan",
            "none",
            money_cols,
            [["No", "Program", "Anggaran"]],
            money,
            note="program level only, no rules",
        ),
    ]


def _summary() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("sasaran", 29),
        Col("label", 29),
        Col("target", 13, align="c"),
        Col("realisasi", 13, align="c"),
        Col("capaian", 11, align="c"),
    ]
    head: list[list[CellLike]] = [
        ["No", "Sasaran Kegiatan", "Indikator Kinerja Kegiatan", "Target", "Realisasi", "Capaian (%)"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)"],
    ]
    rows = []
    for n, one in enumerate(INDS, start=1):
        rows.append(
            Row(
                [
                    str(n),
                    one.sasaran,
                    one.label,
                    _num(one, one.target),
                    _num(one, one.realisasi),
                    pct(one.capaian),
                ]
            )
        )
    return Table("capaian_kinerja", "full", cols, head, rows, whole_rows=False)


def _detail(key: str, number: int) -> Table:
    one = BY_KEY[key]
    cols = [
        Col("no", 6, align="c"),
        Col("label", 43),
        Col("target", 17, align="c"),
        Col("realisasi", 17, align="c"),
        Col("capaian", 17, align="c"),
    ]
    head: list[list[CellLike]] = [
        ["No.", "Indikator Kinerja", "Target", "Realisasi", "%" if number % 2 else "Capaian Target (%)"]
    ]
    share = "72.27" if key == "P21" else str(one.capaian)
    row = Row(["1.", one.label, _num(one, one.target), _num(one, one.realisasi), pct(share)])
    return Table("capaian_indikator", "full" if number != 3 else "flat", cols, head, [row])


def _by_office() -> list[Block]:
    cols = [
        Col("no", 7, align="c"),
        Col("label", 40),
        Col("target", 17, align="c"),
        Col("realisasi", 17, align="c"),
        Col("", 19, align="c"),
    ]
    rows = [Row([str(n), name, dec(t), dec(r), word]) for n, (name, t, r, _, word) in enumerate(OFFICES, start=1)]
    year_cols = [
        Col("no", 7, align="c"),
        Col("label", 45),
        Col("realisasi", 24, 2020, "c"),
        Col("realisasi", 24, 2021, "c"),
    ]
    year_rows = [
        Row([str(n), name, dec(before), dec(now)]) for n, (name, _, now, before, _) in enumerate(OFFICES, start=1)
    ]
    return [
        p("Rincian capaian Angka Indeks Ketahanan Diri Remaja pada BNNP dan jajaran adalah sebagai berikut:"),
        Table(
            "rincian_satker",
            "full",
            cols,
            [["NO", "SATUAN KERJA", "TARGET", "REALISASI", "KATEGORI"]],
            rows,
            note="label = satuan kerja as printed in the row; the indikator is named only in the sentence above",
        ),
        p("Perbandingan realisasi indeks tersebut dengan tahun sebelumnya menurut satuan kerja:"),
        Table(
            "perbandingan_tahun",
            "full",
            year_cols,
            [[Cell("NO", rows=2), Cell("SATUAN KERJA", rows=2), Cell("REALISASI", cols=2)], ["2020", "2021"]],
            year_rows,
            note="label = satuan kerja as printed in the row",
        ),
    ]


def _years() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 42),
        Col("target", 13, 2020, "c"),
        Col("target", 13, 2021, "c"),
        Col("realisasi", 13, 2020, "c"),
        Col("realisasi", 13, 2021, "c"),
    ]
    head: list[list[CellLike]] = [
        [
            Cell("No", rows=2),
            Cell("Indikator kinerja kegiatan", rows=2),
            Cell("Target", cols=2),
            Cell("Realisasi", cols=2),
        ],
        ["2020", "2021"] * 2,
    ]
    rows = []
    for n, key in enumerate(("IKP", "SPM", "PASCA", "P21", "NKA"), start=1):
        one = BY_KEY[key]
        values = (one.past[2020][0], one.target, one.past[2020][1], one.realisasi)
        rows.append(Row([str(n), one.label, *[_num(one, v, False) for v in values]]))
    return Table("perbandingan_tahun", "full", cols, head, rows)


def _progress() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("label", 40),
        Col("target", 17, 2024, "c"),
        Col("realisasi", 17, 2021, "c"),
        Col("capaian", 17, 2021, "c"),
    ]
    head: list[list[CellLike]] = [
        ["No", "Indikator Kinerja Kegiatan", "Target Renproja 2024", "Realisasi 2021", "Tingkat Kemajuan (%)"]
    ]
    rows = [Row(["1", "2", "3", "4", "5=(4:3x100)"], "numbering")]
    for n, key in enumerate(("DEKTARI", "IKP", "KKR", "SPM", "IBM", "IKPA"), start=1):
        one = BY_KEY[key]
        share = Ind("", "", "", "", one.plan[2024], one.realisasi).capaian
        rows.append(Row([str(n), one.label, _num(one, one.plan[2024]), _num(one, one.realisasi), pct(share, "")]))
    return Table("kemajuan_renproja", "full", cols, head, rows)


def _smart() -> Table:
    cols = [Col("label", 60), Col("realisasi", 40, align="c")]
    parts = (
        ("Penyerapan Anggaran", "92.60"),
        ("Konsistensi", "94.18"),
        ("Capaian Rincian Output (CRO)", "99.60"),
        ("Efisiensi", "7.03"),
        ("Nilai Efisiensi", "67.57"),
    )
    rows = [Row([name, dec(value)]) for name, value in parts]
    rows.append(Row(["NILAI SMART DJA", dec("88.77", mark=".")], bold=True))
    return Table(
        "rincian_nilai",
        "full",
        cols,
        [["INDIKATOR", "CAPAIAN INDIKATOR (%)"]],
        rows,
        note="unit (%) stands in the header only",
    )


def _kinds() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 22),
        Col("pagu", 20, align="r"),
        Col("realisasi_anggaran", 20, align="r"),
        Col("sisa", 19, align="r"),
        Col("persen_anggaran", 13, align="c"),
    ]
    head: list[list[CellLike]] = [["No", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "Sisa/(Lebih) (Rp)", "%"]]
    staff = Budget("1", "Belanja Pegawai", 4_815_270_000, 4_816_118_400)
    modal = Budget("3", "Belanja Modal", 388_000_000, 386_950_000)
    goods = Budget(
        "2",
        "Belanja Barang",
        ALL.pagu - staff.pagu - modal.pagu,
        ALL.realisasi - staff.realisasi - modal.realisasi,
    )
    rows = [Row([b.no, b.label, *budget_cells(b, "(1.234)", " %")]) for b in (staff, goods, modal)]
    rows.append(Row([Cell("TOTAL", cols=2, align="c"), *budget_cells(ALL, "(1.234)", " %")], bold=True))
    return Table(
        "anggaran_jenis_belanja",
        "full",
        cols,
        head,
        rows,
        note="negative variance printed in parentheses: (848.400) = -848400",
    )


def _activities() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 41),
        Col("pagu", 21, align="r"),
        Col("realisasi_anggaran", 21, align="r"),
        Col("persen_anggaran", 11, align="c"),
    ]
    head: list[list[CellLike]] = [
        [Cell("No", rows=2), Cell("Program / Kegiatan", rows=2), Cell("Anggaran", cols=3)],
        ["Pagu", "Realisasi", "%"],
    ]
    rows = []
    for roman, name, lines in (("I", "Program P4GN", P4GN), ("II", "Program Dukungan Manajemen", DUKMAN)):
        rows.append(Row([roman, name, *budget_cells(total(name, lines), "Rp. 1.234,-", sisa=False)], bold=True))
        rows += [Row([b.no, b.label, *budget_cells(b, "Rp. 1.234,-", sisa=False)]) for b in lines]
    rows.append(Row([Cell("TOTAL", cols=2, align="c"), *budget_cells(ALL, "Rp. 1.234,-", sisa=False)], bold=True))
    return Table("anggaran_kegiatan", "full", cols, head, rows, whole_rows=False, note="program rows carry subtotals")


def _budget_years() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 24, align="c"),
        Col("pagu", 25, align="r"),
        Col("realisasi_anggaran", 25, align="r"),
        Col("persen_anggaran", 20, align="c"),
    ]
    lines = [
        Budget("1", "2019", 10_486_920_000, 10_117_305_418),
        Budget("2", "2020", 9_872_415_000, 9_702_188_736),
        Budget("3", "2021", ALL.pagu, ALL.realisasi - 1_000_000),
    ]
    rows = []
    for b in lines:
        share = ALL.persen if b.no == "3" else b.persen
        rows.append(
            Row(
                [b.no, b.label, *budget_cells(b, "Rp1.234,00", sisa=False)[:2], pct(share)],
                tahun=int(b.label),
            )
        )
    return Table(
        "anggaran_perbandingan_tahun",
        "flat",
        cols,
        [["No", "Tahun", "Pagu", "Realisasi", "Persentase"]],
        rows,
        note="years run down the rows; label = the printed year",
    )


def _steps() -> Table:
    cols = [Col("", 22, align="c"), Col("", 26, align="c"), Col("", 26, align="c"), Col("", 26, align="c")]
    rows = [
        Row(["1", "1,00 \u2013 1,75", "25,00 \u2013 43,75", "Tidak Mandiri"]),
        Row(["2", "1,76 \u2013 2,50", "43,76 \u2013 62,50", "Kurang Mandiri"]),
        Row(["3", "2,51 \u2013 3,25", "62,51 \u2013 81,25", "Mandiri"]),
        Row(["4", "3,26 \u2013 4,00", "81,26 \u2013 100,00", "Sangat Mandiri"]),
    ]
    head: list[list[CellLike]] = [["Jawaban Kuisioner", "Nilai Interval", "Nilai Interval Konversi", "Kategori IKP"]]
    return Table(None, "full", cols, head, rows)


def _details() -> list[Block]:
    blocks: list[Block] = []
    for number, key in enumerate(("DEKTARI", "IKP", "SPM", "P21", "NKA"), start=1):
        one = BY_KEY[key]
        blocks += [
            Para(f"Sasaran {number}: {one.sasaran}", "h2"),
            p("Target dan realisasi indikator kinerja adalah sebagaimana tabel berikut ini:"),
            _detail(key, number),
            cause(number),
        ]
        if key == "DEKTARI":
            blocks += _by_office()
        if key == "IKP":
            blocks += [p("Kategori nilai IKP adalah sebagai berikut:"), _steps()]
        if key == "NKA":
            blocks += [p("Rincian nilai aplikasi SMART DJA adalah sebagai berikut:"), _smart()]
    return blocks


def report() -> Report:
    """Assemble the report."""
    share = pct(ALL.persen).text
    plans = _plans()
    blocks: list[Block] = [
        Space(45),
        Para("LAPORAN KINERJA INSTANSI PEMERINTAH\n(LKIP)", "cover"),
        Para("BADAN NARKOTIKA NASIONAL\nPROVINSI TANAH REMPAH", "cover"),
        Space(80),
        Para("TAHUN ANGGARAN 2021", "cover"),
        Break(),
        *foreword(OFFICE, YEAR, "Laporan Kinerja Instansi Pemerintah (LKIP)"),
        Space(4),
        Para("RINGKASAN EKSEKUTIF", "h1"),
        p(f"Capaian kinerja {OFFICE} Tahun 2021 atas 11 (sebelas) indikator diuraikan sebagai berikut:"),
        _results(),
        Break(),
        *introduction(OFFICE, "Provinsi Tanah Rempah"),
        Break(True),
        Para("BAB II\nPERENCANAAN KINERJA", "h1"),
        *plans,
        Break(),
        Para("Rencana Kinerja Tahunan 2021", "caption"),
        _rkt(),
        Para("Perjanjian Kinerja Tahun 2021", "caption"),
        Para("Unit Organisasi : BNN Provinsi Tanah Rempah", "plain"),
        *_agreement(),
        Para("BAB III\nAKUNTABILITAS KINERJA", "h1"),
        p("Capaian kinerja organisasi tahun 2021 adalah sebagai berikut:"),
        _summary(),
        *_details(),
        Para("Perbandingan target dan realisasi kinerja tahun 2020 dan 2021", "caption"),
        _years(),
        Para("Kemajuan pencapaian target jangka menengah", "caption"),
        _progress(),
        Para("Realisasi anggaran per jenis belanja", "caption"),
        _kinds(),
        Para("Realisasi anggaran per kegiatan", "caption"),
        _activities(),
        Para("Perbandingan anggaran antartahun", "caption"),
        _budget_years(),
        *closing(OFFICE, YEAR, f"Daya serap anggaran mencapai {share}."),
    ]
    money = MONEY["Rp1.234,00"]
    clashes = (
        Clash(
            "Indeks Ketahanan Keluarga: Ringkasan prints 78,518, the tables 76,518",
            "Ringkasan Eksekutif",
            ("78,518 Indeks", "76,518 Indeks"),
        ),
        Clash("berkas perkara: 27/22 = 122,73, detail table prints 72,27", "detail table", ("72,27%", "122,73%")),
        Clash(
            "realisasi 2021 of the comparison is 1.000.000 lower than the TOTAL",
            "budget comparison",
            (money(ALL.realisasi - 1_000_000).text, money(ALL.realisasi).text),
        ),
    )
    return Report("bnnp-tanah-rempah-2021", OFFICE, "BNNP", "682771", YEAR, blocks, clashes)
