"""Prose of the fictional reports, and the results of one year that its tables print again and again."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .amounts import MONEY, Num, pct, percent_of
from .model import Cell, Para


@dataclass(frozen=True, slots=True)
class Ind:
    """An indicator with its plan and results; numbers are written with a decimal point.

    ``past`` gives (target, realisasi) of earlier years, ``plan`` the targets of a plan by year.
    """

    key: str
    sasaran: str
    label: str
    unit: str
    target: str
    realisasi: str
    past: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    plan: Mapping[int, str] = field(default_factory=dict)

    @property
    def capaian(self) -> Decimal:
        """Realisasi over target in percent, half up."""
        return percent_of(Decimal(self.realisasi), Decimal(self.target))


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget line with what was planned and spent, in rupiah."""

    no: str
    label: str
    pagu: int
    realisasi: int

    @property
    def sisa(self) -> int:
        """What was left."""
        return self.pagu - self.realisasi

    @property
    def persen(self) -> Decimal:
        """Share spent in percent, half up."""
        return percent_of(Decimal(self.realisasi), Decimal(self.pagu))


def spend(seed: int, lines: Sequence[tuple[str, str, int]], step: int = 1) -> list[Budget]:
    """Make up what was spent of every (no, label, pagu): 90 to 100 percent, in multiples of ``step``."""
    chance = random.Random(seed)
    made = []
    for no, label, pagu in lines:
        spent = pagu if chance.random() < 0.15 else int(pagu * chance.uniform(0.90, 0.9995)) // step * step
        made.append(Budget(no, label, pagu, spent))
    return made


def total(label: str, lines: Sequence[Budget], no: str = "") -> Budget:
    """Add budget lines up."""
    return Budget(no, label, sum(b.pagu for b in lines), sum(b.realisasi for b in lines))


def budget_cells(
    one: Budget, money: str, sign: str = "%", mark: str = ",", sisa: bool = True, trim: bool = True
) -> list[Num]:
    """Print pagu, realisasi, sisa (unless left out) and percent of a budget line."""
    printed = MONEY[money]
    amounts = [one.pagu, one.realisasi] + ([one.sisa] if sisa else [])
    return [printed(a) for a in amounts] + [pct(one.persen, sign, mark, trim)]


def merged(texts: Sequence[str], make: Callable[[str, int], Cell] | None = None) -> list[Cell | None]:
    """Merge equal neighbours: the first of a run becomes a tall cell, the others None."""
    result: list[Cell | None] = []
    for index, text in enumerate(texts):
        if index and text == texts[index - 1]:
            result.append(None)
            continue
        height = 1
        while index + height < len(texts) and texts[index + height] == text:
            height += 1
        result.append(make(text, height) if make else Cell(text, rows=height))
    return result


def p(text: str) -> Para:
    """Make an ordinary paragraph."""
    return Para(" ".join(text.split()))


def foreword(office: str, year: int, title: str) -> list[Para]:
    """Write the foreword."""
    return [
        Para("KATA PENGANTAR", "h1"),
        p(f"""Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena atas rahmat-Nya {title}
        {office} Tahun
        {year} dapat diselesaikan tepat pada waktunya. Laporan ini disusun sebagai wujud
        pertanggungjawaban atas
        pelaksanaan tugas di bidang Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap
        Narkotika (P4GN)
        selama satu tahun anggaran."""),
        p(f"""Penyusunan laporan mengacu pada Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan
        Keuangan dan
        Kinerja Instansi Pemerintah. Di dalamnya diuraikan target dan realisasi kinerja, hambatan yang
        dihadapi, serta
        langkah perbaikan yang akan ditempuh {office} pada tahun-tahun mendatang."""),
        p("""Kami menyadari laporan ini masih jauh dari sempurna. Saran dan masukan yang membangun
        sangat kami harapkan
        demi perbaikan kinerja di masa yang akan datang. Kepada semua pihak yang telah membantu
        penyusunan laporan ini
        kami ucapkan terima kasih."""),
    ]


def introduction(office: str, region: str) -> list[Para]:
    """Write the first chapter."""
    return [
        Para("BAB I\nPENDAHULUAN", "h1"),
        Para("A. Latar Belakang", "h2"),
        p(f"""Penyalahgunaan dan peredaran gelap narkotika merupakan kejahatan luar biasa yang bersifat
        lintas negara
        dan terorganisir. Wilayah {region} sebagai daerah perlintasan tidak luput dari ancaman
        tersebut; sasaran
        peredaran tidak lagi terbatas di tempat hiburan malam, tetapi telah merambah ke pemukiman,
        kampus, sekolah,
        rumah kost, bahkan lingkungan rumah tangga."""),
        p(f"""{office} sebagai instansi vertikal Badan Narkotika Nasional melaksanakan tugas, fungsi
        dan wewenang BNN
        di wilayah {region} melalui diseminasi informasi dan advokasi, pemberdayaan peran serta masyarakat,
        rehabilitasi penyalah guna, serta penyelidikan dan penyidikan jaringan peredaran gelap narkotika."""),
        Para("B. Dasar Hukum", "h2"),
        Para("1. Undang-Undang Nomor 35 Tahun 2009 tentang Narkotika;", "i1"),
        Para(
            "2. Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah;",
            "i1",
        ),
        Para(
            "3. Peraturan Presiden Nomor 23 Tahun 2010 tentang Badan Narkotika Nasional beserta perubahannya.",
            "i1",
        ),
        Para("C. Tugas dan Fungsi", "h2"),
        p(f"""Dalam melaksanakan tugasnya {office} menyelenggarakan fungsi koordinasi penyusunan
        rencana strategis dan
        rencana kerja tahunan di bidang P4GN, pelaksanaan kebijakan teknis di bidang pencegahan, pemberdayaan
        masyarakat, rehabilitasi dan pemberantasan, pelayanan administrasi, serta evaluasi dan pelaporan."""),
    ]


CAUSES = (
    """Keberhasilan pencapaian indikator ini didukung oleh komitmen pimpinan, koordinasi yang baik
        dengan pemerintah
    daerah dan instansi terkait, serta partisipasi aktif masyarakat dalam setiap kegiatan yang
    dilaksanakan.""",
    """Faktor penghambat yang ditemui antara lain keterbatasan jumlah personel, jangkauan wilayah yang
        luas, dan
    sarana prasarana yang belum memadai. Alternatif solusi yang telah dilakukan adalah mengoptimalkan
    kerja sama
    dengan pemangku kepentingan di tingkat kecamatan dan desa/kelurahan.""",
    """Sebagai rencana aksi ke depan akan dilakukan pemetaan kebutuhan sejak awal tahun, peningkatan kapasitas
    petugas melalui bimbingan teknis, serta pemantauan capaian secara berkala setiap triwulan.""",
    """Pengukuran dilakukan melalui survei dengan instrumen yang telah ditetapkan, kemudian hasilnya
        diolah dan
    dianalisis oleh tim sehingga diperoleh nilai akhir yang dapat dibandingkan antartahun.""",
)


def cause(number: int) -> Para:
    """Write one of the paragraphs that stand between the detail tables."""
    return p(CAUSES[number % len(CAUSES)])


def closing(office: str, year: int, sentence: str) -> list[Para]:
    """Write the last chapter around a sentence of results."""
    return [
        Para("BAB IV\nPENUTUP", "h1"),
        p(f"""{office} telah melaksanakan seluruh program dan kegiatan tahun {year} sesuai dengan
        perjanjian yang telah
        ditetapkan. {sentence}"""),
        p("""Hasil yang dicapai tidak lepas dari kerja keras seluruh pegawai dan dukungan para pemangku
        kepentingan.
        Untuk indikator yang belum memenuhi target akan dilakukan evaluasi menyeluruh agar kinerja
        tahun berikutnya
        dapat ditingkatkan."""),
    ]
