"""BNN Kota Bandar Lestari 2022: full grids, torn rows, "T a r g e t", dot decimals in the plan."""

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
    group,
    numbering,
    row,
)
from corpus.gen.money import Indikator, Line, comma, dotted, total

OFFICE = "BNN Kota Bandar Lestari"
YEAR = 2022
GRID = Look(rules="grid", header_fill="#D9E2F3", size=9)
TORN = Look(rules="grid", header_fill="#D9E2F3", size=9, repeat_header=False, valign="top")
SHORT = Look(rules="grid", header_fill="#F2F2F2", size=9.5, width=0.95)

REMAJA = "Indeks Ketahanan Diri Remaja terhadap Penyalahgunaan Narkoba"
KELUARGA = "Indeks Ketahanan Keluarga terhadap Penyalahgunaan Narkoba"
IKP = "Indeks Kemandirian Partisipasi"
LEMBAGA = "Jumlah lembaga rehabilitasi yang operasional"
UNIT = "Jumlah unit penyelenggara layanan rehabilitasi IBM yang operasional"
IKM = "Indeks Kepuasan Layanan Klinik Rehabilitasi BNN Kota"
BERKAS = "Jumlah berkas perkara tindak pidana narkotika dan prekursor narkotika yang P-21"
NKA = "Nilai Kinerja Anggaran BNN Kota"
IKPA = "Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)"
AKSES = "Meningkatnya aksesibilitas dan kemampuan fasilitas layanan rehabilitasi narkotika"

INDIKATOR = (
    Indikator(
        "Meningkatnya daya tangkal anak dan remaja terhadap pengaruh buruk penyalahgunaan dan peredaran "
        "gelap narkotika",
        REMAJA,
        "51.10",
        "53.28",
    ),
    Indikator(
        "Meningkatnya daya tangkal keluarga terhadap pengaruh buruk penyalahgunaan dan peredaran gelap narkotika",
        KELUARGA,
        "78.67",
        "86.964",
    ),
    Indikator("Meningkatnya kesadaran dan kepedulian masyarakat dalam penanganan P4GN", IKP, "3.40", "3.31"),
    Indikator(AKSES, LEMBAGA, "3", "3", "Lembaga"),
    Indikator(AKSES, UNIT, "2", "3", "Unit"),
    Indikator(AKSES, IKM, "3.20", "3.56"),
    Indikator(
        "Meningkatnya pengungkapan tindak pidana narkotika dan lahan tanaman ganja dan tanaman terlarang lainnya",
        BERKAS,
        "4",
        "5",
        "Berkas Perkara",
    ),
    Indikator("Meningkatnya proses manajemen kinerja secara efektif dan efisien", NKA, "86.00", "84.12"),
    Indikator("Meningkatnya tata kelola administrasi keuangan yang sesuai prosedur", IKPA, "92.00", "96.07"),
)
KEGIATAN = (
    "Pengelolaan Informasi dan Edukasi",
    "Penyelenggaraan Advokasi",
    "Pemberdayaan Peran Serta Masyarakat",
    "Penguatan Lembaga Rehabilitasi Komponen Masyarakat",
    UP,
    UP,
    "Penyidikan Jaringan Peredaran Gelap Narkotika",
    "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN",
    "Pembinaan Administrasi dan Pengelolaan Keuangan",
)
P4GN = [
    Line("3247", "Penyelenggaraan Advokasi", 112_500_000, 111_870_400),
    Line("3248", "Pengelolaan Informasi dan Edukasi", 88_340_000, 88_215_000),
    Line("3249", "Pemberdayaan Peran Serta Masyarakat", 176_905_000, 172_433_560),
    Line("3250", "Penguatan Lembaga Rehabilitasi Komponen Masyarakat", 143_260_000, 131_902_150),
    Line("3258", "Penyidikan Jaringan Peredaran Gelap Narkotika", 265_000_000, 264_118_900),
]
DUKMAN = [
    Line("3236", "Pembinaan Administrasi dan Pengelolaan Keuangan", 94_712_000, 93_880_450),
    Line("3237", "Penyusunan dan Pengembangan Rencana Program dan Anggaran BNN", 41_128_000, 40_996_000),
    Line(
        "3239",
        "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan Sarana dan Prasarana",
        981_475_000,
        964_207_318,
    ),
    Line("3240", "Penyelenggaraan Kehumasan dan Keprotokolan", 18_000_000, 17_850_000),
]


def _rp(amount: int) -> str:
    return f"Rp {dotted(amount)}"


def _sasaran(index: int) -> str:
    return UP if index in (4, 5) else INDIKATOR[index].sasaran


def _with_unit(text: str, unit: str) -> str:
    return f"{comma(text)} {unit}"


def ringkasan() -> list[Block]:
    """Bullets in the order realisasi, target, capaian; some words differ from item to item."""
    items: list[Item | str] = []
    for index, one in enumerate(INDIKATOR):
        realisasi, target = _with_unit(one.realisasi, one.unit), _with_unit(one.target, one.unit)
        realisasi = "86,694 Indeks" if one.label == KELUARGA else realisasi
        capaian = comma(one.capaian, "%")
        shapes = (
            f"Realisasi {one.label} sebesar {realisasi} dari target {target} (capaian {capaian});",
            f"Realisasi {one.label} adalah {realisasi} dari target {target}, atau {capaian};",
        )
        items.append(
            Item(
                "",
                one.label,
                (shapes[index % 2],),
                {"realisasi": realisasi, "target": target, "capaian": capaian},
            )
        )
    return [
        Para("RINGKASAN EKSEKUTIF", "h1"),
        Para(
            f"Sesuai Perjanjian Kinerja Tahun {YEAR}, {OFFICE} mengemban 9 (sembilan) indikator kinerja "
            "kegiatan. "
            "Secara ringkas hasil pelaksanaannya dapat disampaikan sebagai berikut:"
        ),
        Results(tuple(items), bullet=True),
        Para(
            "Rata-rata capaian kinerja seluruh indikator adalah 109,92%. Dari sisi keuangan, pagu "
            "sebesar Rp 1.921.320.000 "
            "terserap sebesar Rp 1.885.473.778 atau 98,13%."
        ),
        Break(),
    ]


def sdm() -> list[Block]:
    """Staff by education, which holds no results."""
    people = (
        ("1", "Kepala", "-", "-", "1", "1"),
        ("2", "Subbagian Umum", "2", "4", "1", "7"),
        ("3", "Tim Pencegahan dan Dayamas", "-", "5", "-", "5"),
        ("4", "Tim Rehabilitasi", "3", "3", "-", "6"),
        ("5", "Tim Pemberantasan", "4", "3", "-", "7"),
    )
    return [
        Para("D. Struktur Organisasi dan Sumber Daya Manusia", "h2"),
        Table(
            "",
            columns("other:1:C other:6 other:2:C other:2:C other:2:C other:2:C"),
            (("No", "Unit Kerja", "Pendidikan", LEFT, LEFT, "Jumlah"), (UP, UP, "SMA/DIII", "S1", "S2", UP)),
            (*(row(*line) for line in people), row("Jumlah", LEFT, "9", "15", "2", "26", bold=True)),
            SHORT,
        ),
        Break(landscape=True),
    ]


def renproja() -> list[Block]:
    """Both matrices on landscape pages; the same header says TARGET KINERJA over the amounts too."""
    plan = (
        ("-", "51.00", "51.00", "51.50", "52.00"),
        ("-", "78.67", "78.67", "78.69", "78.71"),
        ("-", "3.30", "3.40", "3.40", "3.45"),
        ("1 Fasilitas", "2 Lembaga", "3 Lembaga", "3 Lembaga", "4 Lembaga"),
        ("-", "1 Unit", "2 Unit", "2 Unit", "3 Unit"),
        ("-", "3.10", "3.20", "3.20", "3.25"),
        ("3 Berkas Perkara", "3 Berkas Perkara", "4 Berkas Perkara", "4 Berkas Perkara", "5 Berkas Perkara"),
        ("88", "86", "86", "87", "87.5"),
        ("-", "92", "92", "93", "93"),
    )
    funds = (
        ("-", "74.000.000", "88.340.000", "95.000.000", "110.000.000"),
        ("-", "98.750.000", "112.500.000", "120.000.000", "130.000.000"),
        ("103.083.000", "165.200.000", "176.905.000", "190.000.000", "215.000.000"),
        ("54.600.000", "120.500.000", "143.260.000", "150.000.000", "165.000.000"),
        (UP, UP, UP, UP, UP),
        (UP, UP, UP, UP, UP),
        ("180.000.000", "240.000.000", "265.000.000", "275.000.000", "290.000.000"),
        ("-", "38.200.000", "41.128.000", "43.000.000", "45.500.000"),
        ("", "88.400.000", "94.712.000", "97.000.000", "101.000.000"),
    )
    years = ("2020", "2021", "2022", "2023", "2024")
    head = (
        (
            "NO",
            "KEGIATAN",
            "SASARAN KEGIATAN",
            "INDIKATOR KINERJA KEGIATAN",
            "TARGET KINERJA",
            LEFT,
            LEFT,
            LEFT,
            LEFT,
        ),
        (UP, UP, UP, UP, *years),
    )

    def lines(values: tuple[tuple[str, ...], ...]) -> tuple[Row, ...]:
        numbers = ("1.", "2.", "3.", "4.", UP, UP, "5.", "6.", "7.")
        return tuple(
            row(numbers[index], KEGIATAN[index], _sasaran(index), one.label, *values[index])
            for index, one in enumerate(INDIKATOR)
        )

    def spec(role: str, width: float) -> str:
        return "no:1:C kegiatan:4 sasaran:5 label:5 " + " ".join(f"{role}@{year}:{width}:C" for year in years)

    return [
        Para("Matrik Rencana Kinerja", "h1"),
        Para(f"{OFFICE} Tahun 2020-2024", "center"),
        Table(
            "renproja_target",
            columns(spec("target", 2)),
            head,
            lines(plan),
            GRID,
            note="rows 4-6 share one kegiatan and sasaran cell",
        ),
        Break(landscape=True),
        Para("Matrik Rencana Kebutuhan Pendanaan", "h1"),
        Para(f"{OFFICE} Tahun 2020-2024", "center"),
        Table(
            "renproja_pendanaan",
            columns(spec("kebutuhan_pendanaan", 2.4)),
            head,
            lines(funds),
            TORN,
            note="the header says TARGET KINERJA over amounts in rupiah; the amounts of rows 4-6 are "
            "one merged cell each",
        ),
        Break(),
    ]


def rencana() -> list[Block]:
    """RKT with a kegiatan column and torn rows, PK with a Satuan column, amounts below it."""
    amounts = (P4GN[1], P4GN[0], P4GN[2], P4GN[3], None, None, P4GN[4], DUKMAN[1], DUKMAN[0])
    rkt = tuple(
        row(
            str(index + 1),
            KEGIATAN[index],
            _sasaran(index),
            one.label,
            _with_unit(one.target, one.unit),
            dotted(line.pagu) if (line := amounts[index]) else UP,
        )
        for index, one in enumerate(INDIKATOR)
    )
    pk = tuple(
        row(str(index + 1), _sasaran(index), one.label, one.unit, comma(one.target))
        for index, one in enumerate(INDIKATOR)
    )
    whole = total("TOTAL", [*P4GN, *DUKMAN])
    programs = (
        total("Program Dukungan Manajemen", DUKMAN),
        total("Program Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkotika (P4GN)", P4GN),
    )
    return [
        Para("B. Rencana Kinerja Tahunan (RKT)", "h2"),
        Para(
            "Rencana Kinerja Tahunan disusun dengan memperhatikan ketersediaan anggaran pada DIPA tahun "
            "berjalan serta arah "
            "kebijakan BNN. Penetapan target mempertimbangkan capaian tahun sebelumnya."
        ),
        *prose.analisis("efisiensi"),
        Table(
            "rencana_kinerja_tahunan",
            columns("no:1:C kegiatan:3.2 sasaran:3.6 label:3.8 target:2.2:C kebutuhan_pendanaan:2.6:R"),
            (
                (
                    "No",
                    "Kegiatan",
                    "Sasaran Kegiatan",
                    "Indikator Kinerja",
                    "Target Tahun 2022",
                    "Kebutuhan Pendanaan (Rp)",
                ),
            ),
            rkt,
            TORN,
            note="rows are torn over the page break and the header is not repeated",
        ),
        Para("C. Perjanjian Kinerja", "h2"),
        Para(f"Unit Organisasi Eselon III : {OFFICE}", "item"),
        Para(f"Tahun Anggaran : {YEAR}", "item"),
        Table(
            "perjanjian_kinerja",
            columns("no:1:C sasaran:6 label:6 satuan:2.2:C target:2.2:C"),
            (("No", "Sasaran Kegiatan", "Indikator Kinerja", "Satuan", "T a r g e t"),),
            pk,
            GRID,
        ),
        Para("Jumlah anggaran kegiatan tahun 2022:"),
        Table(
            "anggaran_kegiatan",
            columns("no:1:C label:9 pagu:4:R"),
            (("No", "Program", "Alokasi"),),
            (
                *(row(f"{number}.", line.uraian, _rp(line.pagu)) for number, line in enumerate(programs, start=1)),
                row("TOTAL", LEFT, _rp(whole.pagu), bold=True),
            ),
            SHORT,
            note="programme level only",
        ),
    ]


def _detail(index: int, *, wide: bool = False) -> Table:
    one = INDIKATOR[index]
    head = ("No.", "Indikator Kinerja", "Target", "Realisasi", "Capaian\nTarget (%)" if wide else "%")
    cells = (
        "1.",
        one.label,
        _with_unit(one.target, one.unit),
        _with_unit(one.realisasi, one.unit),
        comma(one.capaian, "%"),
    )
    return Table(
        "capaian_indikator",
        columns("no:1:C label:7 target:2.4:C realisasi:2.4:C capaian:2.2:C"),
        (head,),
        (row(*cells),),
        SHORT,
    )


def capaian() -> list[Block]:
    """The summary, then prevention and empowerment with tables whose header names the indikator."""
    rows = tuple(
        row(
            f"{index}.",
            _sasaran(index - 1),
            one.label,
            _with_unit(one.target, one.unit),
            _with_unit(one.realisasi, one.unit),
            "140,54%" if one.label == KELUARGA else comma(one.capaian, "%"),
        )
        for index, one in enumerate(INDIKATOR, start=1)
    )
    bands = (
        ("1", "≥ 53,71", "Sangat Tinggi"),
        ("2", "49,74 – 53,70", "Tinggi"),
        ("3", "45,98 – 49,73", "Rendah"),
        ("4", "≤ 45,97", "Sangat Rendah"),
    )
    return [
        Break(),
        Para("BAB III", "h1"),
        Para("AKUNTABILITAS KINERJA", "h1"),
        Para("A. Capaian Kinerja", "h2"),
        Para("Pengukuran kinerja dilakukan dengan membandingkan target dalam Perjanjian Kinerja dengan realisasi."),
        *prose.analisis("tindak_lanjut", "masyarakat", "efisiensi", "pencegahan", "keluarga"),
        Table(
            "capaian_kinerja",
            columns("no:1:C sasaran:5 label:4.6 target:2.2:C realisasi:2.2:C capaian:2:C"),
            (("No.", "Sasaran Kegiatan", "Indikator Kinerja", "Target", "Realiasi", "%"),),
            rows,
            TORN,
            note="rows 4-6 share a sasaran; no repeated header",
        ),
        Para("Sasaran 1 : Meningkatnya daya tangkal anak dan remaja", "h2"),
        _detail(0, wide=True),
        Para("Kategori Indeks Ketahanan Diri Remaja ditetapkan sebagai berikut :"),
        Table(
            "",
            columns("other:1:C other:4:C other:4:C"),
            (("No", "Nilai Interval", "Kategori"),),
            tuple(row(*line) for line in bands),
            Look(rules="grid", size=9, width=0.6),
        ),
        Table(
            "rincian_satker",
            columns("no:1:C other:5 target:3:C realisasi:3:C other:3:C"),
            (("NO", "SATUAN KERJA", REMAJA.upper(), LEFT, LEFT), (UP, UP, "TARGET", "REALISASI", "KATEGORI")),
            (row("1", "BNN KOTA BANDAR LESTARI", "51,10", "53,28", "Tinggi"),),
            SHORT,
            label=REMAJA.upper(),
            note="label = indikator from the header; the row names the satuan kerja",
        ),
        Para("Perbandingan realisasi kinerja tahun ini dengan tahun sebelumnya dapat dilihat pada tabel berikut:"),
        Table(
            "perbandingan_tahun",
            columns("no:1:C other:5 realisasi@2020:3:C realisasi@2021:3:C realisasi@2022:3:C"),
            (("NO", "SATUAN KERJA", REMAJA.upper(), LEFT, LEFT), (UP, UP, "2020", "2021", "2022")),
            (row("1", "BNN KOTA BANDAR LESTARI", "-", "51,37", "53,28"),),
            SHORT,
            label=REMAJA.upper(),
            note="label = indikator from the header; the row names the satuan kerja",
        ),
        *prose.analisis("pencegahan"),
        Para("Sasaran 2 : Meningkatnya daya tangkal keluarga", "h2"),
        _detail(1, wide=True),
        *prose.analisis("keluarga"),
        Para("Sasaran 3 : Meningkatnya kesadaran dan kepedulian masyarakat", "h2"),
        _detail(2),
        Para(
            "Realisasi belum mencapai target karena kegiatan pada lingkungan swasta baru dimulai pada triwulan ketiga."
        ),
        Table(
            "perbandingan_tahun",
            columns("no:1:C label:5 tahun:2:C target:2.4:C realisasi:2.4:C capaian:2.4:C"),
            (("No", "Indikator Kinerja Kegiatan", "Tahun", "Target", "Realisasi", "Capaian"),),
            (
                row("1", IKP, "2020", "-", "-", "-"),
                row(UP, UP, "2021", "3,30", "3,34", "101,21%"),
                row(UP, UP, "2022", "3,40", "3,31", "97,35%"),
            ),
            SHORT,
            note="one indikator cell over three rows, a year in each; row 1 is all dashes",
        ),
    ]


def capaian_lanjut() -> list[Block]:
    """Rehabilitation, enforcement and finance, with a numbered list inside a cell."""
    perception = (
        ("1", "1,00 – 2,5996", "25,00 – 64,99", "D", "Tidak Baik"),
        ("2", "2,60 – 3,064", "65,00 – 76,60", "C", "Kurang Baik"),
        ("3", "3,0644 – 3,532", "76,61 – 88,30", "B", "Baik"),
        ("4", "3,5324 – 4,00", "88,31 – 100,00", "A", "Sangat Baik"),
    )
    lembaga = (
        ("1", "Klinik Pratama BNN Kota Bandar Lestari", "Instansi Pemerintah"),
        ("2", "Yayasan Cahaya Lestari", "Komponen Masyarakat"),
        ("3", "Puskesmas Karang Indah", "Instansi Pemerintah"),
    )
    kemajuan = (
        (INDIKATOR[0].sasaran, REMAJA, "52,00", "53,28", "102,46%"),
        (INDIKATOR[2].sasaran, IKP, "3,45", "3,31", "95,94%"),
        (INDIKATOR[6].sasaran, BERKAS, "5", "5", "100"),
        (INDIKATOR[7].sasaran, NKA, "87,5", "84,12", ""),
        (INDIKATOR[8].sasaran, IKPA, "93", "96,07", "103,30%"),
    )
    years = ("2020", "2021", "2022")
    smart = (
        ("Penyerapan", "98,13"),
        ("Konsistensi", "91,46"),
        ("Capaian Rincian Output (CRO)", "100"),
        ("Efisiensi", "1,87"),
        ("Nilai Efisiensi", "54,67"),
        ("CAPAIAN SMART DJA", "84.12"),
    )
    ikpa = (
        ("Revisi DIPA", "10", "100"),
        ("Deviasi Halaman III DIPA", "10", "78,42"),
        ("Penyerapan Anggaran", "20", "98,80"),
        ("Belanja Kontraktual", "10", "-"),
        ("Penyelesaian Tagihan", "10", "100"),
        ("Pengelolaan UP dan TUP", "10", "96,15"),
        ("Dispensasi SPM", "5", "100"),
        ("Capaian Output", "25", "99,27"),
    )
    return [
        Para("Sasaran 4 : Meningkatnya aksesibilitas layanan rehabilitasi", "h2"),
        _detail(3),
        Para("Lembaga rehabilitasi yang operasional di Kota Bandar Lestari adalah:"),
        Table(
            "",
            columns("other:1:C other:7 other:5"),
            (("No", "Nama Lembaga", "Keterangan"),),
            tuple(row(*line) for line in lembaga),
            SHORT,
        ),
        _detail(4),
        Para("Adapun unit IBM yang operasional adalah sebagai berikut :"),
        Table(
            "rincian_satker",
            columns("no:1:C label:5 target:2:C realisasi:2:C other:5"),
            (("NO", "SATUAN KERJA", "TARGET", "REALISASI", "KETERANGAN"),),
            (
                row(
                    "1",
                    "BNN Kota Bandar Lestari",
                    "2 Unit",
                    "3 Unit",
                    "1. Kelurahan Sukamaju\n2. Kelurahan Karang Indah\n3. Kelurahan Tanjung Raya",
                ),
            ),
            SHORT,
            note="label = the row's satuan kerja; a numbered list stands inside the last cell",
        ),
        *prose.analisis("rehabilitasi"),
        _detail(5),
        Table(
            "",
            columns("other:2:C other:3:C other:3:C other:2:C other:3:C"),
            (
                (
                    "Nilai Persepsi",
                    "Nilai Interval (NI)",
                    "Nilai Interval Konversi (NIK)",
                    "Mutu Pelayanan (x)",
                    "Kinerja Unit Pelayanan (y)",
                ),
            ),
            tuple(row(*line) for line in perception),
            SHORT,
        ),
        Para("Sasaran 5 : Meningkatnya pengungkapan tindak pidana narkotika", "h2"),
        _detail(6),
        *prose.analisis("pemberantasan"),
        Table(
            "perbandingan_tahun",
            columns(
                "no:1:C label:5 "
                + " ".join(f"{role}@{year}:1.5:C" for role in ("target", "realisasi") for year in years)
            ),
            (
                ("No", "Indikator Kinerja Kegiatan", "Target", LEFT, LEFT, "Realisasi", LEFT, LEFT),
                (UP, UP, *years, *years),
            ),
            (
                row("1", BERKAS, "3", "3", "4", "2", "0", "5"),
                row("2", "Nilai Kinerja Anggaran", "88", "86", "86", "87.33", "85.48", "84.12"),
            ),
            SHORT,
        ),
        Para("Sasaran 6 : Meningkatnya proses manajemen kinerja", "h2"),
        _detail(7, wide=True),
        *prose.analisis("anggaran"),
        Table(
            "rincian_nilai",
            columns("label:8 realisasi:4:C"),
            (("INDIKATOR", "CAPAIAN INDIKATOR (%)"),),
            tuple(row(*line) for line in smart),
            Look(rules="grid", header_fill="#FFE699", size=9, width=0.65),
        ),
        Para("Sasaran 7 : Meningkatnya tata kelola administrasi keuangan", "h2"),
        _detail(8),
        Table(
            "rincian_nilai",
            columns("no:1:C label:7 other:2:C realisasi:2.5:C"),
            (("No", "Uraian", "Bobot", "Nilai"),),
            tuple(row(str(number), *line) for number, line in enumerate(ikpa, start=1)),
            Look(rules="grid", header_fill="#FFE699", size=9, width=0.8),
            note="Bobot is no value; row 4 has none",
        ),
        Para("Tingkat kemajuan terhadap target jangka menengah disajikan sebagai berikut:"),
        Table(
            "kemajuan_renproja",
            columns("no:1:C sasaran:5 label:4.4 target@2024:2:C realisasi@2022:2:C capaian@2022:2.2:C"),
            (
                (
                    "No",
                    "Sasaran Kegiatan",
                    "Indikator Kinerja Kegiatan",
                    "Target Reproja 2024",
                    "Realisasi 2022",
                    "Tingkat Kemajuan",
                ),
            ),
            (
                numbering("1", "2", "3", "4", "5", "6 = (5:4x100)"),
                *(row(str(number), *line) for number, line in enumerate(kemajuan, start=1)),
            ),
            GRID,
        ),
    ]


def anggaran() -> list[Block]:
    """Budget by kind with a merged fund, by kegiatan under programmes, and two years side by side."""
    kinds = [
        Line("", "Belanja Barang", 1_846_320_000, 1_811_273_778),
        Line("", "Belanja Modal", 75_000_000, 74_200_000),
    ]
    whole = total("TOTAL", kinds)

    def money(line: Line) -> tuple[str, ...]:
        return (_rp(line.pagu), _rp(line.realisasi), _rp(line.sisa), comma(line.persen, "%"))

    def activity(line: Line) -> Row:
        spent = dotted(line.realisasi + (900_000 if line.no == "3249" else 0))
        return row(line.no, line.uraian, dotted(line.pagu), spent, dotted(line.sisa), comma(line.persen))

    parts = (total("Jumlah P4GN", P4GN), total("Jumlah Dukungan Manajemen", DUKMAN))

    def subtotal(line: Line) -> Row:
        return row(
            line.uraian,
            LEFT,
            dotted(line.pagu),
            dotted(line.realisasi),
            dotted(line.sisa),
            comma(line.persen),
            bold=True,
        )

    return [
        Para("B. Akuntabilitas Keuangan", "h2"),
        Para("Realisasi anggaran per jenis belanja adalah sebagai berikut:"),
        Table(
            "anggaran_jenis_belanja",
            columns("other:2.2:C label:3 pagu:3.5:R realisasi_anggaran:3.5:R sisa:3:R persen_anggaran:1.8:C"),
            (("SUMBER DANA", "JENIS BELANJA", "PAGU (Rp)", "REALISASI (Rp)", "SISA (Rp)", "%"),),
            (
                row("APBN", kinds[0].uraian, *money(kinds[0])),
                row(UP, kinds[1].uraian, *money(kinds[1])),
                row("TOTAL", LEFT, *money(whole), bold=True),
            ),
            GRID,
        ),
        Para("Adapun realisasi anggaran per kegiatan dapat dilihat pada tabel berikut:"),
        Table(
            "anggaran_kegiatan",
            columns("no:1.4:C label:6 pagu:2.8:R realisasi_anggaran:2.8:R sisa:2.6:R persen_anggaran:1.6:C"),
            (
                ("Kode", "Uraian Kegiatan", "Realisasi Anggaran", LEFT, LEFT, LEFT),
                (UP, UP, "Pagu", "Realisasi", "Sisa", "%"),
            ),
            (
                group("A. Program P4GN", 6),
                *(activity(line) for line in P4GN),
                subtotal(parts[0]),
                group("B. Program Dukungan Manajemen", 6),
                *(activity(line) for line in DUKMAN),
                subtotal(parts[1]),
                subtotal(total("TOTAL", [*P4GN, *DUKMAN])),
            ),
            GRID,
            note="group rows carry no truth; no = the kegiatan's code",
        ),
        Para("Perbandingan anggaran dengan tahun sebelumnya :"),
        Table(
            "anggaran_perbandingan_tahun",
            columns(
                "pagu@2021:3:C realisasi_anggaran@2021:3:C persen_anggaran@2021:1.6:C pagu@2022:3:C "
                "realisasi_anggaran@2022:3:C persen_anggaran@2022:1.6:C"
            ),
            (
                ("Tahun 2021", LEFT, LEFT, "Tahun 2022", LEFT, LEFT),
                ("Pagu", "Realisasi", "%", "Pagu", "Realisasi", "%"),
            ),
            (
                row(
                    "Rp 1.702.450.000",
                    "Rp 1.668.931.250",
                    "98,03%",
                    _rp(whole.pagu),
                    _rp(whole.realisasi),
                    comma(whole.persen, "%"),
                ),
            ),
            GRID,
            note="one data row without a label",
        ),
        *prose.analisis("tindak_lanjut"),
        Break(),
    ]


def build() -> Report:
    """The whole report."""
    blocks: list[Block] = [
        *prose.cover(
            title="LAPORAN KINERJA INSTANSI PEMERINTAH",
            office=OFFICE,
            year=YEAR,
            address="Jalan Merdeka Raya No. 17 Kota Bandar Lestari",
        ),
        *prose.kata_pengantar(
            office=OFFICE,
            year=YEAR,
            name="Laporan Kinerja Instansi Pemerintah (LKIP)",
            place="Bandar Lestari",
        ),
        *ringkasan(),
        *prose.pendahuluan(office=OFFICE, region="Kota Bandar Lestari", code="689274", year=YEAR),
        *sdm(),
        *renproja(),
        *prose.renstra(office=OFFICE, period="2020-2024"),
        *rencana(),
        *capaian(),
        *capaian_lanjut(),
        *anggaran(),
        *prose.penutup(
            office=OFFICE,
            year=YEAR,
            place="Bandar Lestari",
            closing="Tujuh indikator telah mencapai target yang ditetapkan, sedangkan dua indikator "
            "masih di bawah target.",
        ),
    ]
    page = Page(
        "Liberation Sans",
        10.5,
        1.3,
        (3.0, 2.5, 2.5, 2.5),
        header="",
        footer="LKIP BNN KOTA BANDAR LESTARI TAHUN 2022",
        numbers="right",
    )
    found = (
        contradiction(
            "Indeks Ketahanan Keluarga: digits transposed in the Ringkasan",
            "Ringkasan vs capaian tables",
            "86,694 Indeks",
            "86,964 Indeks",
        ),
        contradiction(
            "Indeks Ketahanan Keluarga: 86,964/78,67 = 110,54%, summary table prints 140,54%",
            "capaian summary",
            "140,54%",
            "110,54%",
        ),
        contradiction(
            "Pemberdayaan Peran Serta Masyarakat: realisasi printed 900.000 too high (sisa and % follow the right one)",
            "budget by kegiatan",
            "173.333.560",
            "172.433.560",
        ),
        contradiction(
            "average capaian in the Ringkasan is not the mean of the table", "Ringkasan", "109,92%", "111,18%"
        ),
        contradiction(
            "Perjanjian Kinerja and capaian say target 51,10 for 2022, the Renproja 51.00",
            "Renproja vs PK",
            "51.00",
            "51,10",
        ),
    )
    return Report("bnnk-bandar-lestari-2022", OFFICE, "BNNK", "689274", YEAR, "docx", page, tuple(blocks), ",", found)
