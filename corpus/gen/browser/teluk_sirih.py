"""A town office's report of 2018 on F4 paper: serif, ruled tables, rows torn over pages, amounts with
cents."""

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

OFFICE = "BNN Kota Teluk Sirih"
YEAR = 2018
LOOK = Look(
    css="""
    body { font: 12pt/1.35 "Liberation Serif"; }
    h1 { font-size: 14pt } h2 { font-size: 12pt } h3 { font-size: 12pt; font-weight: normal;
    text-decoration: underline }
    .cover { font-size: 20pt; font-weight: bold; margin-bottom: 9mm }
    .caption { text-align: center; font-style: italic; font-size: 11pt; margin-bottom: 1mm }
    .group { font-weight: bold; margin-top: 2mm } .res { margin-bottom: .4mm; white-space: pre-wrap }
    table { font-size: 10.5pt; } td, th { border: .6pt solid #000; }
    th { background: #d9d9d9 } .plain th { background: none }
    .numbering td { text-align: center; font-size: 8.5pt; padding: 0 }
    .sub td { font-weight: bold }
    .group td { font-weight: bold; background: #f2f2f2 }
    @page upright { @top-center { content: "LAPORAN KINERJA BNN KOTA TELUK SIRIH 2018";
                                  font: italic 9pt "Liberation Serif";
                                  border-bottom: .5pt solid #555; margin-bottom: 6mm }
                    @bottom-center { content: "- " counter(page) " -"; font: 10pt "Liberation Serif" } }
    """,
    paper=(215, 330),
)

INDS = (
    Ind(
        "EFEKTIF",
        "Meningkatnya efektivitas penyebarluasan informasi P4GN kepada masyarakat",
        "Tingkat efektivitas informasi P4GN",
        "%",
        "65",
        "68.40",
        {2016: ("55", "52.75"), 2017: ("60", "61.20")},
        {2015: "50", 2016: "55", 2017: "60", 2018: "65", 2019: "70"},
    ),
    Ind(
        "INSTANSI",
        "Meningkatnya instansi dan lingkungan yang memiliki kebijakan pembangunan berwawasan anti narkoba",
        "Jumlah institusi/lembaga yang responsif dalam penanganan permasalahan narkoba",
        "Lembaga",
        "14",
        "15",
        {2016: ("8", "8"), 2017: ("12", "11")},
        {2015: "6", 2016: "8", 2017: "12", 2018: "14", 2019: "16"},
    ),
    Ind(
        "RELAWAN",
        "Meningkatnya peran serta masyarakat dalam P4GN",
        "Jumlah relawan/penggiat anti narkoba",
        "Orang",
        "120",
        "134",
        {2016: ("60", "72"), 2017: ("90", "95")},
        {2015: "40", 2016: "60", 2017: "90", 2018: "120", 2019: "150"},
    ),
    Ind(
        "URINE",
        "Meningkatnya peran serta masyarakat dalam P4GN",
        "Jumlah peserta tes urine deteksi dini pada instansi pemerintah, swasta, pendidikan dan masyarakat",
        "Orang",
        "1250",
        "1187",
        {2016: ("900", "1012"), 2017: ("1000", "1043")},
        {2015: "800", 2016: "900", 2017: "1000", 2018: "1250", 2019: "1500"},
    ),
    Ind(
        "LRIP",
        "Meningkatnya kemampuan lembaga rehabilitasi instansi pemerintah dan komponen masyarakat",
        "Jumlah lembaga rehabilitasi instansi pemerintah yang memperoleh penguatan",
        "Fasilitas",
        "3",
        "3",
        {2016: ("2", "2"), 2017: ("2", "3")},
        {2016: "2", 2017: "2", 2018: "3", 2019: "4"},
    ),
    Ind(
        "LRKM",
        "Meningkatnya kemampuan lembaga rehabilitasi instansi pemerintah dan komponen masyarakat",
        "Jumlah lembaga rehabilitasi komponen masyarakat yang memperoleh penguatan",
        "Fasilitas",
        "2",
        "1",
        {2016: ("1", "1"), 2017: ("2", "2")},
        {2016: "1", 2017: "2", 2018: "2", 2019: "3"},
    ),
    Ind(
        "JALAN",
        "Meningkatnya penyalah guna yang direhabilitasi dan menjalani pascarehabilitasi",
        "Jumlah penyalah guna yang memperoleh layanan rawat jalan",
        "Orang",
        "45",
        "52",
        {2016: ("30", "27"), 2017: ("40", "44")},
        {2015: "25", 2016: "30", 2017: "40", 2018: "45", 2019: "50"},
    ),
    Ind(
        "PASCA",
        "Meningkatnya penyalah guna yang direhabilitasi dan menjalani pascarehabilitasi",
        "Jumlah mantan penyalah guna yang menjalani pascarehabilitasi",
        "Orang",
        "20",
        "20",
        {2016: ("10", "9"), 2017: ("15", "15")},
        {2016: "10", 2017: "15", 2018: "20", 2019: "25"},
    ),
    Ind(
        "P21",
        "Meningkatnya pengungkapan kasus tindak pidana narkotika",
        "Jumlah berkas perkara tindak pidana narkotika yang diselesaikan (P-21)",
        "Berkas",
        "8",
        "10",
        {2016: ("6", "7"), 2017: ("7", "6")},
        {2015: "5", 2016: "6", 2017: "7", 2018: "8", 2019: "9"},
    ),
)
BY_KEY = {i.key: i for i in INDS}
KEGIATAN = (
    "Pengelolaan Informasi dan Edukasi",
    "Penyelenggaraan Advokasi",
    "Pemberdayaan Peran Serta Masyarakat",
    "Pemberdayaan Peran Serta Masyarakat",
    "Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
    "Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
    "Pascarehabilitasi Penyalah Guna Narkoba",
    "Pascarehabilitasi Penyalah Guna Narkoba",
    "Penyidikan Jaringan Peredaran Gelap Narkotika",
)
PARTS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    (
        "Pengelolaan Informasi dan Edukasi",
        (
            ("Diseminasi informasi melalui media penyiaran dan media luar ruang", 61_400_000),
            ("Sosialisasi tatap muka bagi pelajar dan pekerja", 48_250_000),
        ),
    ),
    (
        "Penyelenggaraan Advokasi",
        (
            (
                "Rapat koordinasi pemetaan dan asistensi kebijakan pembangunan berwawasan anti narkoba",
                52_300_000,
            ),
            ("Monitoring dan evaluasi pelaksanaan jejaring", 39_175_000),
        ),
    ),
    (
        "Pemberdayaan Peran Serta Masyarakat",
        (
            (
                "Pengembangan kapasitas dan pembinaan penggiat anti narkoba pada "
                "instansi pemerintah, swasta, pendidikan dan masyarakat",
                118_640_000,
            ),
            ("Deteksi dini melalui tes urine", 87_500_000),
        ),
    ),
    (
        "Penguatan Lembaga Rehabilitasi Instansi Pemerintah",
        (
            ("Bimbingan teknis petugas layanan", 33_900_000),
            ("Layanan rawat jalan pada klinik pratama", 74_200_000),
        ),
    ),
    ("Penguatan Lembaga Rehabilitasi Komponen Masyarakat", (("Asistensi lembaga mitra", 28_460_000),)),
    ("Pascarehabilitasi Penyalah Guna Narkoba", (("Layanan bimbingan lanjut", 41_300_000),)),
    (
        "Penyidikan Jaringan Peredaran Gelap Narkotika",
        (
            ("Penyelidikan dan pengumpulan bahan keterangan", 58_000_000),
            ("Penyelesaian berkas perkara sampai dengan tahap II", 96_000_000),
        ),
    ),
    (
        "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan Sarana dan Prasarana",
        (("Gaji dan tunjangan", 212_000_000), ("Operasional dan pemeliharaan kantor", 498_675_000)),
    ),
)


def _lines() -> list[tuple[Budget, list[Budget]]]:
    result = []
    for number, (name, parts) in enumerate(PARTS, start=1):
        lines = [(letter, part, pagu) for letter, (part, pagu) in zip("abc", parts, strict=False)]
        spent = spend(1800 + number, lines)
        result.append((total(name, spent, str(number)), spent))
    return result


LINES = _lines()
ALL = total("TOTAL", [head for head, _ in LINES])
MONEY_BY_NAME = {head.label: head.pagu for head, _ in LINES}


def _num(one: Ind, value: str, unit: bool = True) -> Num:
    if one.unit == "%":
        return pct(value, "%" if unit else "")
    return dec(value, one.unit if unit else "")


def _results() -> Results:
    entries: list[Item | str] = []
    starts = {
        1: "A. Seksi Pencegahan dan Pemberdayaan Masyarakat",
        5: "B. Seksi Rehabilitasi",
        9: "C. Seksi Pemberantasan",
    }
    for number, one in enumerate(INDS, start=1):
        if number in starts:
            entries.append(starts[number])
        target, real = _num(one, one.target), _num(one, one.realisasi)
        share = pct("82.20" if one.key == "PASCA" else one.capaian)
        lines = [
            (f"{number}) {one.label}", 0),
            (f"Target       : {target.text}", 2),
            (f"Realisasi  : {real.text} ({share.text})", 2),
        ]
        nums = [("target", target), ("realisasi", real), ("capaian", share)]
        entries.append(Item(f"{number})", one.label, lines, nums))
    return Results(entries)


def _plan() -> Table:
    years = (2015, 2016, 2017, 2018, 2019)
    cols = [Col("no", 4, align="c"), Col("label", 40), Col("satuan", 10, align="c")]
    cols += [Col("target", 9, y, "c") for y in years]
    head: list[list[CellLike]] = [
        [
            Cell("NO", rows=2),
            Cell("INDIKATOR KINERJA KEGIATAN", rows=2),
            Cell("SATUAN", rows=2),
            Cell("TARGET TAHUN", cols=5),
        ],
        [str(y) for y in years],
    ]
    rows = [
        Row(
            [
                str(n),
                one.label,
                one.unit,
                *[_num(one, one.plan[y], False) if y in one.plan else "-" for y in years],
            ]
        )
        for n, one in enumerate(INDS, start=1)
    ]
    return Table(
        "renproja_target",
        "plain",
        cols,
        head,
        rows,
        note="unit is printed in its own column (Satuan); truth unit = that column",
    )


def _rkt() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("kegiatan", 24),
        Col("label", 30),
        Col("target", 14, align="c"),
        Col("kebutuhan_pendanaan", 22, align="r"),
    ]
    head: list[list[CellLike]] = [["No.", "Kegiatan", "Indikator Kinerja", "Target", "Kebutuhan Pendanaan"]]
    rows = []
    names = merged(KEGIATAN)
    for number, (one, name) in enumerate(zip(INDS, names, strict=True), start=1):
        cells: list[CellLike] = [f"{number}."]
        if name is not None:
            cells.append(name)
        cells += [one.label, _num(one, one.target)]
        if name is not None:
            money = MONEY["Rp1.234,00"](MONEY_BY_NAME[name.text])
            cells.append(Cell(money.text, money, rows=name.rows))
        rows.append(Row(cells))
    return Table(
        "rencana_kinerja_tahunan",
        "ruled",
        cols,
        head,
        rows,
        note="kegiatan and its amount are merged over two indicators in two places",
    )


def _agreement() -> list[Block]:
    cols = [
        Col("no", 6, align="c"),
        Col("sasaran", 34),
        Col("label", 36),
        Col("target", 12, align="c"),
        Col("satuan", 12, align="c"),
    ]
    head: list[list[CellLike]] = [["NO", "SASARAN", "INDIKATOR KINERJA", "TARGET", "SATUAN"]]
    rows = [Row([f"({n})" for n in range(1, 6)], "numbering")]
    sasaran = merged([i.sasaran for i in INDS])
    number = 0
    for one, mine in zip(INDS, sasaran, strict=True):
        cells: list[CellLike] = []
        if mine is not None:
            number += 1
            cells += [Cell(str(number), rows=mine.rows), mine]
        rows.append(Row([*cells, one.label, _num(one, one.target, False), one.unit]))
    money_cols = [Col("no", 6, align="c"), Col("label", 64), Col("pagu", 30, align="r")]
    money = [Row([h.no, h.label, MONEY["Rp. 1.234,-"](h.pagu)]) for h, _ in LINES]
    money.append(Row([Cell("JUMLAH", cols=2, align="c"), MONEY["Rp. 1.234,-"](ALL.pagu)], bold=True))
    return [
        Table(
            "perjanjian_kinerja",
            "plain",
            cols,
            head,
            rows,
            note="unit stands in a column after the target; no and sasaran are merged",
        ),
        Table("anggaran_kegiatan", "plain", money_cols, [["NO", "KEGIATAN", "ANGGARAN"]], money),
    ]


REMARKS = (
    "Diukur melalui survei terhadap responden yang menerima informasi P4GN secara tatap muka maupun melalui media.",
    "Kebijakan berupa regulasi, anggaran, dan program kerja yang mendukung upaya P4GN di lingkungan masing-masing.",
    "Penggiat telah mengikuti pelatihan dan aktif melakukan kegiatan mandiri di lingkungannya.",
    "Pelaksanaan menyesuaikan permintaan instansi, sekolah, kampus, dan perusahaan di wilayah kota.",
    "Penguatan berupa bimbingan teknis, asistensi, dan dorongan pemenuhan standar layanan minimal.",
    "Satu lembaga mitra menghentikan layanannya pada pertengahan tahun sehingga target tidak tercapai.",
    "Layanan diberikan pada klinik pratama dan puskesmas yang menjadi mitra.",
    "Bimbingan lanjut dilaksanakan selama lima puluh hari dengan kunjungan rumah dan pertemuan kelompok.",
    "Termasuk berkas perkara hasil pengembangan jaringan dari tahun sebelumnya.",
)


def _summary() -> Table:
    cols = [
        Col("no", 5, align="c"),
        Col("label", 27),
        Col("target", 13, align="c"),
        Col("realisasi", 13, align="c"),
        Col("capaian", 12, align="c"),
        Col("", 30),
    ]
    head: list[list[CellLike]] = [
        [
            Cell("No", rows=2),
            Cell("Indikator Kinerja Kegiatan", rows=2),
            Cell("Kinerja Tahun 2018", cols=3),
            Cell("Keterangan", rows=2),
        ],
        ["Target", "Realisasi", "% Capaian"],
    ]
    rows = []
    for number, (one, remark) in enumerate(zip(INDS, REMARKS, strict=True), start=1):
        rows.append(
            Row(
                [
                    f"{number}.",
                    one.label,
                    _num(one, one.target),
                    _num(one, one.realisasi),
                    pct(one.capaian),
                    remark,
                ]
            )
        )
    return Table(
        "capaian_kinerja",
        "ruled",
        cols,
        head,
        rows,
        repeat_head=False,
        whole_rows=False,
        note="rows may be torn over the page; the header does not repeat",
    )


def _detail(key: str, number: int) -> Table:
    one = BY_KEY[key]
    share = pct(one.capaian, " %")
    if number % 2:
        cols = [
            Col("no", 7, align="c"),
            Col("label", 42),
            Col("target", 17, align="c"),
            Col("realisasi", 17, align="c"),
            Col("capaian", 17, align="c"),
        ]
        head = [["No.", "Indikator Kinerja", "Target", "Realiasi", "Capaian Target (%)"]]
        row = Row(["1.", one.label, _num(one, one.target), _num(one, one.realisasi), share])
        return Table("capaian_indikator", "plain", cols, head, [row])
    cols = [
        Col("label", 40),
        Col("satuan", 14, align="c"),
        Col("target", 15, align="c"),
        Col("realisasi", 15, align="c"),
        Col("capaian", 16, align="c"),
    ]
    head = [["Indikator", "Satuan", "Target 2018", "Realisasi 2018", "%"]]
    row = Row([one.label, one.unit, _num(one, one.target, False), _num(one, one.realisasi, False), share])
    return Table("capaian_indikator", "ruled", cols, head, [row])


def _years() -> Table:
    years = (2016, 2017, 2018)
    cols = [Col("no", 6, align="c"), Col("label", 38)] + [Col("realisasi", 15, y, "c") for y in years]
    cols.append(Col("", 11, align="c"))
    head: list[list[CellLike]] = [["No", "Indikator Kinerja", *[f"Realisasi\nTahun {y}" for y in years], "Tren"]]
    rows = []
    for number, one in enumerate(INDS, start=1):
        last = "125" if one.key == "RELAWAN" else one.realisasi
        before, now = one.past[2017][1], one.realisasi
        trend = "Naik" if float(now) > float(before) else "Tetap" if float(now) == float(before) else "Turun"
        values = [_num(one, v) for v in (one.past[2016][1], before, last)]
        rows.append(Row([f"{number}.", one.label, *values, trend]))
    return Table("perbandingan_tahun", "ruled", cols, head, rows)


def _kinds() -> Table:
    cols = [
        Col("", 11, align="c"),
        Col("label", 20),
        Col("pagu", 21, align="r"),
        Col("realisasi_anggaran", 21, align="r"),
        Col("sisa", 17, align="r"),
        Col("persen_anggaran", 10, align="c"),
    ]
    head: list[list[CellLike]] = [
        ["Sumber Dana", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "Sisa Anggaran (Rp)", "%"]
    ]
    staff = LINES[-1][1][0]
    modal = Budget("", "Belanja Modal", 62_000_000, 61_750_000)
    goods = Budget(
        "",
        "Belanja Barang",
        ALL.pagu - staff.pagu - modal.pagu,
        ALL.realisasi - staff.realisasi - modal.realisasi,
    )
    rows = []
    for index, one in enumerate((Budget("", "Belanja Pegawai", staff.pagu, staff.realisasi), goods, modal)):
        first: list[CellLike] = [Cell("APBN", rows=3)] if index == 0 else []
        rows.append(Row([*first, one.label, *budget_cells(one, "1.234,00", "%")]))
    rows.append(Row([Cell("JUMLAH", cols=2, align="c"), *budget_cells(ALL, "1.234,00", "%")], bold=True))
    return Table("anggaran_jenis_belanja", "plain", cols, head, rows)


def _activities() -> Table:
    cols = [
        Col("no", 6, align="c"),
        Col("label", 36),
        Col("pagu", 20, align="r"),
        Col("realisasi_anggaran", 20, align="r"),
        Col("persen_anggaran", 10, align="c"),
    ]
    head: list[list[CellLike]] = [
        [
            Cell("No", rows=2),
            Cell("Kegiatan / Komponen", rows=2),
            Cell("Anggaran (Rp)", cols=2),
            Cell("%", rows=2),
        ],
        ["Alokasi", "Realisasi"],
    ]
    rows = []
    for head_line, parts in LINES:
        shown = head_line
        if head_line.no == "3":
            shown = Budget("3", head_line.label, head_line.pagu, head_line.realisasi + 100_000)
        cells = budget_cells(shown, "1.234,00", "%", sisa=False)
        rows.append(Row([shown.no, shown.label, *cells[:2], pct(head_line.persen)], bold=True))
        rows += [Row([f"{b.no}.", b.label, *budget_cells(b, "1.234,00", "%", sisa=False)]) for b in parts]
    rows.append(Row([Cell("TOTAL", cols=2, align="c"), *budget_cells(ALL, "1.234,00", "%", sisa=False)], bold=True))
    return Table(
        "anggaran_kegiatan",
        "ruled",
        cols,
        head,
        rows,
        whole_rows=False,
        note="kegiatan rows carry the subtotal of their components",
    )


def _budget_years() -> Table:
    years = (2016, 2017, 2018)
    cols = [Col("label", 22)] + [Col("ukuran", 26, y, "r") for y in years]
    head: list[list[CellLike]] = [
        [Cell("Uraian", rows=2), Cell("Tahun Anggaran", cols=3)],
        [str(y) for y in years],
    ]
    lines = [
        Budget("", "2016", 1_214_560_000, 1_159_318_440),
        Budget("", "2017", 1_377_905_000, 1_341_772_918),
        Budget("", "2018", ALL.pagu, ALL.realisasi),
    ]
    money = MONEY["Rp1.234,00"]
    rows = [
        Row(["Pagu", *[money(b.pagu) for b in lines]], field="pagu"),
        Row(["Realisasi", *[money(b.realisasi) for b in lines]], field="realisasi_anggaran"),
        Row(["Persentase", *[pct(b.persen, " %") for b in lines]], field="persen_anggaran"),
    ]
    return Table(
        "anggaran_perbandingan_tahun",
        "ruled",
        cols,
        head,
        rows,
        note="measures run down the rows, years across",
    )


def _classes() -> Table:
    cols = [Col("", 10, align="c"), Col("", 50, align="c"), Col("", 40, align="c")]
    rows = [
        Row(["1", "> 100 %", "Melampaui target"]),
        Row(["2", "85 % s.d. 100 %", "Baik"]),
        Row(["3", "70 % s.d. < 85 %", "Cukup"]),
        Row(["4", "< 70 %", "Kurang"]),
    ]
    return Table(None, "plain", cols, [["NO", "INTERVAL NILAI REALISASI KINERJA", "KRITERIA PENILAIAN"]], rows)


def _partners() -> Table:
    cols = [Col("", 8, align="c"), Col("", 46), Col("", 26), Col("", 20, align="c")]
    rows = [
        Row(["1", "RSUD Kota Teluk Sirih", "Instansi pemerintah", "2016"]),
        Row(["2", "Puskesmas Kampung Baru", "Instansi pemerintah", "2017"]),
        Row(["3", "Klinik Pratama BNN Kota Teluk Sirih", "Instansi pemerintah", "2018"]),
        Row(["4", "Yayasan Cahaya Pesisir", "Komponen masyarakat", "2017"]),
    ]
    return Table(None, "ruled", cols, [["No", "Nama Lembaga", "Jenis", "Sejak Tahun"]], rows)


def _details() -> list[Block]:
    blocks: list[Block] = []
    for number, key in enumerate(("EFEKTIF", "RELAWAN", "URINE", "LRKM", "JALAN", "P21"), start=1):
        one = BY_KEY[key]
        blocks += [
            Para(f"{number}. Sasaran: {one.sasaran}", "h3"),
            _detail(key, number),
            cause(number),
            cause(number + 1),
        ]
        if key == "LRKM":
            blocks += [Para("Lembaga rehabilitasi mitra di wilayah Kota Teluk Sirih", "caption"), _partners()]
    return blocks


def report() -> Report:
    """Assemble the report."""
    share = pct(ALL.persen).text
    blocks: list[Block] = [
        Space(60),
        Para("LAPORAN KINERJA", "cover"),
        Para("BADAN NARKOTIKA NASIONAL\nKOTA TELUK SIRIH", "cover"),
        Space(70),
        Para("TAHUN 2018", "cover"),
        Break(),
        *foreword(OFFICE, YEAR, "Laporan Kinerja"),
        Space(8),
        Para("RINGKASAN EKSEKUTIF", "h1"),
        p(f"Hasil pengukuran kinerja {OFFICE} Tahun 2018 atas 9 (sembilan) indikator kinerja dapat disampaikan:"),
        _results(),
        Break(),
        *introduction(OFFICE, "Kota Teluk Sirih"),
        Para("BAB II\nPERENCANAAN KINERJA", "h1"),
        p("Rencana Program Jangka Menengah BNN Kota Teluk Sirih Tahun 2015-2019 disajikan pada halaman berikut."),
        Break(True),
        Para("Matriks Target Kinerja BNN Kota Teluk Sirih Tahun 2015-2019", "caption"),
        _plan(),
        Break(),
        Para("Rencana Kinerja Tahunan (RKT) Tahun 2018", "caption"),
        _rkt(),
        Para("PERJANJIAN KINERJA TAHUN 2018", "caption"),
        *_agreement(),
        Para("BAB III\nAKUNTABILITAS KINERJA", "h1"),
        p("Kategori penilaian capaian kinerja yang digunakan adalah sebagai berikut:"),
        _classes(),
        p("Capaian kinerja seluruh indikator tahun 2018 adalah sebagai berikut:"),
        _summary(),
        *_details(),
        Para("Perbandingan realisasi kinerja tahun 2016 sampai dengan 2018", "caption"),
        _years(),
        Para("Realisasi anggaran menurut jenis belanja", "caption"),
        _kinds(),
        Para("Realisasi anggaran menurut kegiatan", "caption"),
        _activities(),
        Para("Perbandingan anggaran tahun 2016 sampai dengan 2018", "caption"),
        _budget_years(),
        Space(6),
        *closing(OFFICE, YEAR, f"Realisasi anggaran mencapai {share} dari pagu."),
    ]
    third = LINES[2][0]
    money = MONEY["1.234,00"]
    clashes = (
        Clash(
            "pascarehabilitasi: 20 of 20 is 100%, Ringkasan prints 82,20%",
            "Ringkasan Eksekutif",
            ("82,20%", "100%"),
        ),
        Clash(
            "relawan 2018: comparison table prints 125, other tables 134",
            "comparison over years",
            ("125 Orang", "134 Orang"),
        ),
        Clash(
            "subtotal realisasi of kegiatan 3 is 100.000 higher than its components",
            "kegiatan table",
            (money(third.realisasi + 100_000).text, money(third.realisasi).text),
        ),
    )
    return Report("bnn-kota-teluk-sirih-2018", OFFICE, "BNNK", "683907", YEAR, blocks, clashes)
