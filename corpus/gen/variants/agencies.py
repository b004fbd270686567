"""Offices of other agencies that report in the same way: their names, indicators and units below them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.gen.variants.things import Form


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a district: its name's form, what its units are called, and its indicators."""

    name: str
    unit: str
    forms: tuple[Form, ...]


AGENCIES = (
    Agency("Dinas Kesehatan Kabupaten {}", "Puskesmas {}", (
        ("Upaya Kesehatan Masyarakat", ("Meningkatnya derajat kesehatan masyarakat",),
         ("Angka harapan hidup", "Usia harapan hidup penduduk"), ("Tahun",), 66, 73, 2),
        ("Kesehatan Ibu dan Anak", ("Menurunnya kematian ibu dan bayi",),
         ("Persentase persalinan oleh tenaga kesehatan", "Cakupan persalinan di fasilitas kesehatan"), ("%",), 85, 97, 0),
        ("Pencegahan Penyakit", ("Menurunnya angka kesakitan",),
         ("Cakupan imunisasi dasar lengkap", "Persentase desa UCI"), ("%",), 80, 96, 0),
        ("Perbaikan Gizi", ("Membaiknya status gizi masyarakat",), ("Prevalensi balita gizi baik",), ("%",), 78, 92, 2),
        ("Sarana Kesehatan", ("Meningkatnya mutu layanan kesehatan",),
         ("Jumlah puskesmas terakreditasi", "Banyaknya puskesmas yang terakreditasi"), ("Unit", "Puskesmas"), 4, 20, 0),
        ("Tenaga Kesehatan", ("Terpenuhinya tenaga kesehatan",), ("Jumlah tenaga medis tersertifikasi",), ("Orang",), 20, 140, 0),
        ("Pelayanan Kesehatan", ("Meningkatnya kepuasan pasien",), ("Indeks Kepuasan Masyarakat (IKM)",), ("Nilai", "Indeks"), 76, 88, 2),
    )),
    Agency("Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten {}", "UPT {}", (
        ("Penyelenggaraan Jalan", ("Meningkatnya kemantapan jalan",),
         ("Persentase jalan kabupaten dalam kondisi mantap", "Proporsi panjang jalan kondisi baik"), ("%",), 55, 80, 2),
        ("Pembangunan Jembatan", ("Meningkatnya konektivitas wilayah",), ("Jumlah jembatan yang dibangun",), ("Unit",), 2, 15, 0),
        ("Pengelolaan Irigasi", ("Meningkatnya layanan irigasi",),
         ("Luas lahan yang terairi irigasi teknis", "Luas daerah irigasi yang direhabilitasi"), ("Ha",), 400, 5000, -1),
        ("Air Minum", ("Meningkatnya akses air minum layak",), ("Persentase rumah tangga berakses air minum layak",), ("%",), 60, 88, 2),
        ("Penataan Ruang", ("Tertibnya pemanfaatan ruang",), ("Jumlah rencana detail tata ruang yang ditetapkan",), ("Dokumen",), 1, 6, 0),
        ("Bina Konstruksi", ("Meningkatnya mutu jasa konstruksi",), ("Jumlah tenaga kerja konstruksi terlatih",), ("Orang",), 30, 200, 0),
    )),
    Agency("Dinas Sosial Provinsi {}", "Dinas Sosial Kabupaten {}", (
        ("Perlindungan Sosial", ("Menurunnya jumlah penduduk miskin",),
         ("Jumlah keluarga penerima manfaat", "Banyaknya keluarga yang menerima bantuan"), ("KPM", "Keluarga"), 1500, 15000, -1),
        ("Rehabilitasi Sosial", ("Meningkatnya keberfungsian sosial",), ("Persentase PMKS yang tertangani",), ("%",), 40, 85, 2),
        ("Pemberdayaan Sosial", ("Menguatnya potensi kesejahteraan sosial",), ("Jumlah karang taruna aktif",), ("Kelompok",), 20, 90, 0),
        ("Penanganan Bencana", ("Terpenuhinya kebutuhan korban bencana",), ("Persentase korban bencana yang tertangani",), ("%",), 90, 100, 0),
        ("Dukungan Manajemen", ("Meningkatnya akuntabilitas kinerja",), ("Nilai evaluasi SAKIP",), ("Nilai", "Poin"), 58, 80, 2),
    )),
)  # fmt: skip
