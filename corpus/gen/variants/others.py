"""Tables and signatures without values of the contract: persons, cases, staff, efisiensi, intervals, activities.

Names and numbers of persons are put together at random: nobody bears them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.gen.variants.build import Spec, rows_of, table
from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.model import Cell, Column, Row, Table
from corpus.gen.variants.wording import PLACES

FIRST = (
    "Sutomo",
    "Rahmawati",
    "Yohanes",
    "Nurdin",
    "Kartika",
    "Made",
    "Firmansyah",
    "Lestari",
    "Benyamin",
    "Siska",
    "Hamzah",
)
LAST = (
    "Wirasena",
    "Tampubolan",
    "Kusnadi",
    "Latuheru",
    "Pandowo",
    "Sarira",
    "Manopo",
    "Djalil",
    "Anggriana",
    "Wibisana",
)
DEGREES = (", S.Sos.", ", S.H., M.H.", ", S.K.M.", ", S.E.", "")
RANKS = ("Penata Tk. I (III/d)", "Pembina (IV/a)", "AKBP", "Kombes Pol.", "Penata Muda (III/a)")
POSTS = (
    "Kepala",
    "Kasubbag Umum",
    "Kasi Rehabilitasi",
    "Kasi P2M",
    "Penyidik Ahli Muda",
    "Konselor Adiksi",
    "Analis Anggaran",
)
SUBSTANCES = ("sabu", "ganja", "ekstasi", "tembakau sintetis")


def _name(make: Maker) -> str:
    return f"{make.rng.choice(FIRST)} {make.rng.choice(LAST)}{make.rng.choice(DEGREES)}"


def _nip(make: Maker) -> str:
    born = f"{make.rng.randint(1966, 1996)}{make.rng.randint(1, 12):02d}{make.rng.randint(1, 28):02d}"
    return f"{born} {make.rng.randint(1995, 2021)}{make.rng.randint(1, 12):02d} {make.rng.randint(1, 2)} {make.rng.randint(1, 9):03d}"


def _plain(
    make: Maker, heads: Sequence[str], lines: Sequence[Sequence[str]], weights: Sequence[float], form: str
) -> Table:
    specs = [
        Spec(
            "other", make.mood.cased(head), weight, tuple(Cell(line[i]) for line in lines), align="C" if not i else "L"
        )
        for i, (head, weight) in enumerate(zip(heads, weights, strict=True))
    ]
    return table(make.rng, "", specs, rows_of(specs, len(lines)), make.style(), breakable=True, forms=(form,))


def persons(make: Maker) -> Table:
    """Staff by name, NIP, rank and post."""
    lines = [
        (f"{i}.", _name(make), _nip(make), make.rng.choice(RANKS), make.rng.choice(POSTS))
        for i in range(1, make.rng.randint(5, 11))
    ]
    return _plain(make, ("No", "Nama", "NIP/NRP", "Pangkat/Gol.", "Jabatan"), lines, (1, 4, 4, 3, 3), "persons")


def cases(make: Maker) -> Table:
    """Cases with suspects, evidence by weight, articles and state."""
    rng, year = make.rng, make.office.year
    lines = []
    for number in range(1, rng.randint(4, 9)):
        suspect = f"{rng.choice(FIRST)[0]}{rng.choice(LAST)[0]} als {rng.choice(FIRST)[:4].upper()}"
        weight = f"{rng.choice(SUBSTANCES)} {rng.randint(1, 900)},{rng.randint(10, 99)} gram"
        lines.append((
            str(number), f"LKN/{number:02d}/{rng.choice(('I', 'IV', 'VIII', 'XI'))}/{year}/BNN", suspect, weight,
            rng.choice(("112 (1)", "114 (1), 112 (1)", "111 (1)")), rng.choice(("P-21", "Tahap II", "P-19", "Sidik")),
        ))  # fmt: skip
    return _plain(
        make, ("No", "Nomor LKN", "Tersangka", "Barang Bukti", "Pasal", "Status"), lines, (1, 4, 3, 4, 2, 2), "cases"
    )


def staff(make: Maker) -> Table:
    """Posts needed and filled, with sums."""
    lines, whole = [], [0, 0]
    for number, post in enumerate(make.rng.sample(POSTS, 5), start=1):
        need, have = make.rng.randint(3, 12), make.rng.randint(1, 6)
        whole = [whole[0] + need, whole[1] + have]
        lines.append((str(number), post, str(need), str(have), str(need - have)))
    lines.append(("", "Jumlah", str(whole[0]), str(whole[1]), str(whole[0] - whole[1])))
    return _plain(make, ("No", "Jabatan", "DSP", "Riil", "Kurang"), lines, (1, 5, 1.5, 1.5, 1.5), "staff")


def clients(make: Maker) -> Table:
    """Clients of a clinic by initials: nothing of it may be read."""
    rng = make.rng
    lines = [
        (str(i), f"{rng.choice(FIRST)[0]}. {rng.choice(LAST)[0]}", f"RM-{rng.randint(100, 999)}", f"{rng.randint(16, 48)} th",
         rng.choice("LP"), rng.choice(("SMP", "SMA", "S1")), rng.choice(("Rawat jalan", "Rawat inap")))
        for i in range(1, rng.randint(5, 10))
    ]  # fmt: skip
    return _plain(
        make,
        ("No", "Inisial", "No. Rekam Medis", "Umur", "L/P", "Pendidikan", "Layanan"),
        lines,
        (1, 2, 3, 2, 1, 2, 3),
        "clients",
    )


def activities(make: Maker) -> Table:
    """Where and when something was done, and how many came."""
    rng = make.rng
    names = (
        "Sosialisasi bahaya narkoba",
        "Workshop tematik penggiat",
        "Tes urine deteksi dini",
        "Bimtek penggiat P4GN",
        "Rapat kerja teknis",
    )
    lines = [
        (f"{i}", rng.choice(names), f"{rng.randint(1, 28)} {rng.choice(('Maret', 'Juni', 'Agustus'))} {make.office.year}",
         f"Kec. {rng.choice(PLACES)}", f"{rng.randint(20, 180)} orang")
        for i in range(1, rng.randint(4, 9))
    ]  # fmt: skip
    return _plain(make, ("No", "Nama Kegiatan", "Tanggal", "Tempat", "Peserta"), lines, (1, 5, 3, 3, 2), "activities")


def intervals(make: Maker) -> Table:
    """Classes of values, with bounds and letters: the same in all offices, and no result."""
    marks = make.rng.choice(((" \N{EN DASH} ",), (" - ",), (" s.d. ",)))[0]
    low = (("1,00", "1,75"), ("1,76", "2,50"), ("2,51", "3,25"), ("3,26", "4,00"))
    lines = [
        (str(i + 1), f"{a}{marks}{b}", f"{25 + 18.75 * i:.2f}{marks}{43.75 + 18.75 * i:.2f}".replace(".", ","), "DCBA"[i],
         ("Tidak Baik", "Kurang Baik", "Baik", "Sangat Baik")[i])
        for i, (a, b) in enumerate(low)
    ]  # fmt: skip
    heads = ("Nilai Persepsi", "Nilai Interval", "Nilai Interval Konversi", "Mutu", "Kinerja Unit Pelayanan")
    return _plain(make, heads, lines, (1.5, 3, 3, 1, 3), "intervals")


def efficiency(make: Maker) -> Table:
    """Efisiensi: how far the result's share exceeds the money's. A kind of its own, not of the contract."""
    lines = []
    by_name = {line.uraian: line for line in make.office.kegiatan}
    for number, one in enumerate(make.office.indicators, start=1):
        share, line = one.capaian(make.office.year) or Decimal(100), by_name.get(one.kegiatan, make.office.kegiatan[0])
        level = (share - line.persen).quantize(Decimal("0.01"), ROUND_HALF_UP)
        texts = [make.numbers.number(figure, 2) for figure in (share, line.persen, level)]
        lines.append(
            (str(number), one.label, *[f"{text}%" if make.numbers.percent_style == "{}%" else text for text in texts])
        )
    heads = ("No", "Indikator Kinerja", "% Capaian Kinerja", "% Penyerapan Anggaran", "Tingkat Efisiensi")
    return _plain(make, heads, lines, (1, 5, 2, 2, 2), "efisiensi")


OTHERS: dict[str, tuple[Callable[[Maker], Table], tuple[str, ...]]] = {
    "persons": (persons, ("Daftar Pegawai", "Daftar nominatif pegawai", "Susunan Pejabat")),
    "cases": (cases, ("Daftar kasus yang ditangani", "Rekapitulasi LKN", "Data pengungkapan kasus")),
    "staff": (staff, ("Kekuatan Personel", "Kebutuhan dan keadaan pegawai", "DSP dan riil")),
    "efisiensi": (efficiency, ("Efisiensi Penggunaan Sumber Daya", "Analisis efisiensi", "Tingkat efisiensi anggaran")),
    "clients": (clients, ("Daftar klien rehabilitasi", "Rekapitulasi klien rawat jalan")),
    "activities": (activities, ("Pelaksanaan kegiatan", "Rincian kegiatan sosialisasi")),
    "intervals": (intervals, ("Nilai Persepsi, Interval dan Mutu Pelayanan", "Kriteria penilaian IKM")),
}


def signature(make: Maker, *, two: bool) -> Table:
    """One signature or two, with names and NIP, as a table without rules."""
    place, year = make.rng.choice(PLACES), make.office.year
    right = [
        f"{place}, {make.rng.randint(2, 30)} Januari {year}",
        f"Kepala {make.office.name},",
        "",
        "",
        _name(make),
        f"NIP {_nip(make)}",
    ]
    left = (
        ["", "Pihak Kedua,", "", "", _name(make), f"NRP {make.rng.randint(60000000, 79999999)}"]
        if two
        else [""] * len(right)
    )
    rows = tuple(Row((a, b), "group") for a, b in zip(left, right, strict=True))
    look = replace(make.look, rules="none", zebra="", header_fill="", width=1.0)
    return Table("", (Column("other", 1), Column("other", 1)), (), rows, look, forms=("signature",))
