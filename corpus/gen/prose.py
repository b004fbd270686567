"""Running text of the fictional reports: what stands between the tables of an LKIP."""

from __future__ import annotations

from corpus.gen.model import Block, Break, Gap, Para


def cover(*, title: str, office: str, year: int, address: str) -> list[Block]:
    """The cover page."""
    return [
        Gap(120),
        Para(title, "title"),
        Para(office.upper(), "title"),
        Para(f"TAHUN ANGGARAN {year}", "title"),
        Gap(260),
        Para("BADAN NARKOTIKA NASIONAL REPUBLIK INDONESIA", "h1"),
        Para(address, "center"),
        Break(),
    ]


def kata_pengantar(*, office: str, year: int, name: str, place: str) -> list[Block]:
    """The foreword with its signature."""
    return [
        Para("KATA PENGANTAR", "h1"),
        Para(
            f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena atas rahmat-Nya {name} "
            f"{office} Tahun "
            f"{year} dapat disusun dan diselesaikan tepat pada waktunya."
        ),
        Para(
            "Laporan ini merupakan wujud pertanggungjawaban atas pelaksanaan tugas di bidang Pencegahan "
            "dan Pemberantasan "
            "Penyalahgunaan dan Peredaran Gelap Narkotika (P4GN) serta penggunaan anggaran yang "
            "dipercayakan kepada "
            f"{office}, sebagaimana diamanatkan dalam Peraturan Presiden Nomor 29 Tahun 2014 tentang "
            "Sistem Akuntabilitas "
            "Kinerja Instansi Pemerintah."
        ),
        Para(
            "Kami menyadari bahwa laporan ini masih memiliki kekurangan. Oleh karena itu saran dan "
            "masukan yang membangun "
            "sangat kami harapkan untuk perbaikan kinerja pada tahun-tahun mendatang."
        ),
        Gap(24),
        Para(f"{place},      Januari {year + 1}", "center"),
        Para(f"Kepala {office}", "center"),
        Break(),
    ]


def pendahuluan(*, office: str, region: str, code: str, year: int) -> list[Block]:
    """Chapter I without its tables."""
    return [
        Para("BAB I", "h1"),
        Para("PENDAHULUAN", "h1"),
        Para("A. Latar Belakang", "h2"),
        Para(
            "Permasalahan penyalahgunaan dan peredaran gelap narkotika merupakan kejahatan luar biasa "
            "yang bersifat lintas "
            "negara dan terorganisir. Hasil survei nasional menunjukkan angka prevalensi setahun "
            "terakhir sebesar 1,95% "
            f"dari penduduk berusia 15 s.d. 64 tahun, sehingga penanganan di wilayah {region} perlu "
            "dilakukan secara "
            "menyeluruh dan berkesinambungan melalui pencegahan, pemberdayaan masyarakat, rehabilitasi "
            "dan pemberantasan."
        ),
        Para(
            f"Wilayah {region} terdiri atas 14 kecamatan dan 163 desa/kelurahan dengan luas 3.412,75 "
            "km2. Letaknya yang "
            "strategis pada jalur lintas menjadikan wilayah ini rawan sebagai daerah transit maupun "
            "pemasaran narkotika."
        ),
        Para("B. Dasar Hukum", "h2"),
        Para("1. Undang-Undang Nomor 35 Tahun 2009 tentang Narkotika;", "item"),
        Para(
            "2. Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah;",
            "item",
        ),
        Para(
            "3. Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;",
            "item",
        ),
        Para(
            f"4. DIPA Petikan {office} Nomor: SP DIPA-066.01.2.{code}/{year} tanggal 5 Desember {year - 1}.",
            "item",
        ),
        Para("C. Tugas dan Fungsi", "h2"),
        Para(
            f"{office} mempunyai tugas melaksanakan tugas, fungsi dan wewenang Badan Narkotika Nasional "
            f"dalam wilayah {region}, "
            "yang meliputi penyusunan rencana kerja tahunan, pelaksanaan kebijakan teknis, koordinasi "
            "dengan instansi "
            "pemerintah dan komponen masyarakat, pelayanan administrasi, serta evaluasi dan pelaporan."
        ),
    ]


def renstra(*, office: str, period: str) -> list[Block]:
    """The opening of the planning chapter."""
    return [
        Para("BAB II", "h1"),
        Para("PERENCANAAN KINERJA", "h1"),
        Para("A. Rencana Strategis", "h2"),
        Para(
            f"Perencanaan kinerja {office} mengacu pada Rencana Strategis BNN Tahun {period} yang "
            "dijabarkan ke dalam Rencana "
            "Program Kerja (Renproja) sebagai acuan jangka menengah. Dokumen tersebut memuat sasaran "
            "kegiatan, indikator "
            "kinerja, target tahunan serta kebutuhan pendanaan indikatif."
        ),
    ]


ANALISIS = {
    "pencegahan": (
        "Keberhasilan pencapaian target didukung oleh kerja sama dengan Dinas Pendidikan, sekolah dan "
        "organisasi kepemudaan "
        "dalam pelaksanaan diseminasi informasi. Hambatan yang dihadapi adalah luasnya wilayah sasaran "
        "serta terbatasnya "
        "anggaran untuk menjangkau kecamatan terluar."
    ),
    "keluarga": (
        "Pengukuran dilakukan melalui kuesioner kepada orang tua dan anak sebelum dan sesudah mengikuti "
        "kegiatan ketahanan "
        "keluarga. Faktor pendukungnya adalah peran aktif fasilitator desa, sedangkan kendala yang "
        "ditemui ialah jadwal "
        "kegiatan yang berbenturan dengan musim panen."
    ),
    "masyarakat": (
        "Pemetaan dilakukan pada empat lingkungan, yaitu lingkungan pemerintah, swasta, pendidikan dan "
        "masyarakat. Nilai "
        "diperoleh dari lima variabel, yakni sumber daya manusia, metode, anggaran, sarana prasarana "
        "dan aktivitas."
    ),
    "rehabilitasi": (
        "Layanan rehabilitasi rawat jalan dilaksanakan di Klinik Pratama dan fasilitas mitra. Sebagian "
        "klien datang secara "
        "sukarela, sebagian lainnya merupakan rujukan dari kepolisian dan hasil kegiatan penjangkauan. "
        "Kendala utama adalah "
        "klien yang tidak menyelesaikan program karena faktor jarak tempuh dan stigma."
    ),
    "pemberantasan": (
        "Pengungkapan kasus didukung oleh informasi masyarakat serta koordinasi dengan Kepolisian dan "
        "Kejaksaan Negeri. "
        "Keterbatasan personel penyidik dan peralatan teknologi informasi menjadi hambatan dalam "
        "pengembangan jaringan."
    ),
    "anggaran": (
        "Nilai tersebut dipengaruhi oleh penyerapan anggaran, konsistensi antara rencana penarikan dana "
        "dengan realisasi, "
        "serta ketepatan waktu pelaporan capaian keluaran pada aplikasi Kementerian Keuangan."
    ),
    "tindak_lanjut": (
        "Sebagai tindak lanjut, pada tahun berikutnya akan dilakukan perbaikan jadwal kegiatan, "
        "peningkatan kapasitas "
        "petugas, serta penguatan koordinasi dengan pemerintah daerah agar dukungan anggaran daerah "
        "dapat diperoleh."
    ),
    "efisiensi": (
        "Efisiensi penggunaan sumber daya dilakukan melalui penggabungan lokasi kegiatan, pemanfaatan "
        "ruang pertemuan milik "
        "pemerintah daerah, dan pelaksanaan sebagian rapat secara daring sehingga biaya perjalanan "
        "dapat ditekan."
    ),
}
"""Paragraphs of analysis by subject."""


def analisis(*subjects: str) -> list[Block]:
    """Paragraphs of analysis on these subjects."""
    return [Para(ANALISIS[subject]) for subject in subjects]


def penutup(*, office: str, year: int, closing: str, place: str) -> list[Block]:
    """The last chapter."""
    return [
        Para("BAB IV", "h1"),
        Para("PENUTUP", "h1"),
        Para(
            f"Laporan kinerja {office} Tahun {year} ini disusun sebagai bahan evaluasi dan umpan balik "
            "bagi perbaikan kinerja. "
            f"{closing}"
        ),
        Para(
            "Keberhasilan maupun kekurangan yang disajikan dalam laporan ini diharapkan menjadi bahan "
            "pertimbangan dalam "
            "penyusunan rencana kerja tahun selanjutnya, dengan tetap mengutamakan akuntabilitas dan "
            "transparansi."
        ),
        Gap(24),
        Para(f"{place},      Januari {year + 1}", "center"),
        Para(f"Kepala {office}", "center"),
    ]
