"""The many words reports use: column headings, captions, chapters, offices. Usual wordings first, odd ones second.

Written from general knowledge of Indonesian performance reports, without the program's vocabulary; misspellings are
on purpose. `{y}` is the report's year, `{z}` the last year of the plan.
"""

from __future__ import annotations

from random import Random

from corpus.gen.variants.phrases import PHRASES, mistyped, phrase

MISTYPED = 0.05
"""Share of headings with a slip of the hand."""
OF_ITS_TIME = 0.8
"""Share of captions that call the agreement what its year called it."""
RENAMED = 2015
"""The Penetapan Kinerja became the Perjanjian Kinerja with PermenPAN-RB 53/2014, for reports of 2015 on."""

Words = tuple[tuple[str, ...], tuple[str, ...]]

HEADINGS: dict[str, Words] = {
    "no": (("No", "No.", "NO"), ("Nomor", "No Urut", "Nmr.", "N0", "Urt")),
    "kode": (("Kode",), ("Kd. Keg", "Kode Kegiatan", "Kode MAK")),
    "kegiatan": (
        ("Kegiatan", "Program/Kegiatan"),
        ("Nama Kegiatan", "Uraian Kegiatan", "Kegiatan Pendukung", "Keigatan", "Aktivitas"),
    ),
    "sasaran": (
        ("Sasaran Kegiatan", "Sasaran Strategis", "Sasaran"),
        (
            "Uraian Sasaran", "Saaran Kegiatan", "Sasaran yang Ingin Dicapai", "Hasil yang Diharapkan",
            "Outcome yang Diharapkan", "Sasaran/Outcome", "Sasaran Program/Kegiatan", "Tujuan/Sasaran",
            "Kondisi yang Ingin Diwujudkan",
        ),
    ),
    "label": (
        ("Indikator Kinerja", "Indikator Kinerja Kegiatan", "Indikator Kinerja Utama"),
        (
            "Ukuran Keberhasilan", "Uraian Indikator", "Inikator Kinerja", "Tolok Ukur Kinerja", "IKK", "IKU",
            "Parameter Kinerja", "Indikator Sasaran", "Ukuran Kinerja", "Indikator Keberhasilan Kegiatan",
            "Indikator Hasil (Outcome)", "Indkator Kinerja Keg.", "Uraian IKU",
        ),
    ),
    "satuan": (("Satuan", "Sat."), ("Satuan Ukur", "Unit Satuan", "Satuan Pengukuran", "Ukuran", "Stn")),
    "target": (
        ("Target", "Target {y}", "Target Kinerja"),
        (
            "Rencana", "Target Tahunan", "Besaran Target", "Angka Target", "Kinerja yang Direncanakan", "Trget",
            "Target PK {y}", "Target yang Diperjanjikan", "Rencana Capaian", "Ditargetkan", "Rencana Kinerja",
            "Tingkat yang Ditargetkan", "Target Th. {y}",
        ),
    ),
    "realisasi": (
        ("Realisasi", "Realisasi {y}", "Realisasi Kinerja"),
        (
            "Hasil", "Terealisasi", "Hasil yang Dicapai", "Realiasi", "Realisai", "Hasil Pelaksanaan",
            "Kinerja Nyata", "Tercapai", "Realisasi Th. {y}", "Hasil Pengukuran", "Hasil Kinerja", "Pelaksanaan",
        ),
    ),
    "capaian": (
        ("%", "Capaian (%)", "Capaian", "% Capaian"),
        (
            "Tingkat Capaian", "Persentase Capaian", "Capain (%)", "Prosentase Capaian", "Persen Capaian",
            "Tingkat Ketercapaian (%)", "Capaian Target (%)", "Rasio Capaian (%)", "Persentase Keberhasilan",
            "Capaian Kinerja {y} (%)", "Tkt. Capaian (%)", "Pencapaian (%)",
        ),
    ),
    "kebutuhan_pendanaan": (
        ("Kebutuhan Pendanaan (Rp)", "Kebutuhan Pendanaan", "Kebutuhan Anggaran"),
        (
            "Perkiraan Biaya", "Kebutuhan Dana (Rp)", "Indikasi Pendanaan", "Rencana Anggaran (Rp)", "Kebutuhan Biaya",
            "Dukungan Anggaran (Rp)", "Pagu Indikatif (Rp)",
        ),
    ),
    "uraian": (
        ("Kegiatan", "Uraian", "Nama Kegiatan"),
        (
            "Nomenklatur Kegiatan", "Program / Kegiatan / Output", "Rincian Output", "Uraian Kegiatan",
            "Indikator Output", "Klasifikasi Rincian Output", "Komponen Kegiatan", "Keterangan Kegiatan",
        ),
    ),
    "belanja": (
        ("Jenis Belanja", "Uraian", "Uraian Belanja"),
        ("Kelompok Belanja", "Akun Belanja", "Klasifikasi Belanja", "Pos Belanja", "Jns. Belanja"),
    ),
    "sumber": (("Sumber Dana",), ("Asal Dana", "Sumber Pembiayaan", "SD")),
    "pagu": (
        ("Pagu", "Pagu Anggaran", "Anggaran", "Pagu (Rp)"),
        (
            "Alokasi", "Dana Tersedia (Rp)", "Alokasi Anggaran (Rp)", "DIPA {y}", "Anggaran Tersedia", "Pagu Akhir",
            "Pagu Setelah Revisi", "Alokasi Dana", "Plafon Anggaran", "Pagu Angaran", "Jumlah Pagu (Rp)",
        ),
    ),
    "realisasi_anggaran": (
        ("Realisasi", "Realisasi Anggaran", "Realisasi (Rp)"),
        (
            "Penyerapan (Rp)", "Terserap", "Serapan (Rp)", "Realisasi Belanja", "Pengeluaran (Rp)", "Dana Terserap",
            "Penggunaan Dana", "Realiasi Anggaran", "Penyerapan Anggaran (Rp)", "Realisasi s.d. 31 Desember",
        ),
    ),
    "sisa": (
        ("Sisa", "Sisa Anggaran", "Sisa (Rp)"),
        ("Saldo", "Sisa Dana", "Tidak Terserap (Rp)", "Sisa Pagu", "Saldo Anggaran", "Dana Tersisa", "Sisa Anggran"),
    ),
    "persen_anggaran": (
        ("%", "Persentase", "% Realisasi", "Persentase (%)"),
        (
            "Daya Serap (%)", "Tingkat Serapan", "Prosentase", "Penyerapan (%)", "Persen", "% Serapan",
            "Tk. Penyerapan (%)", "Persentase Penyerapan",
        ),
    ),
    "satker": (("Satuan Kerja", "Satker"), ("Nama Satker", "Unit Pelaksana", "Wilayah Kerja", "BNNP/BNNK")),
    "komponen": (
        ("Indikator", "Uraian", "Komponen"),
        ("Komponen Penilaian", "Unsur Penilaian", "Aspek Pengukuran", "Variabel", "Parameter Penilaian"),
    ),
    "nilai": (("Nilai", "Capaian Indikator (%)"), ("Skor", "Nilai Capaian", "Nilai Akhir", "Hasil Penilaian")),
    "bobot": (("Bobot", "Bobot (%)"), ("Bobot Penilaian", "Bbt (%)")),
    "kategori": (("Kategori",), ("Predikat", "Kriteria Penilaian", "Kualifikasi", "Status")),
    "keterangan": (("Keterangan", "Ket."), ("Ket", "Catatan", "Penjelasan Singkat")),
    "tahun": (("Tahun",), ("Tahun Anggaran", "Th.", "TA")),
    "kemajuan_target": (
        ("Target Renproja {z}", "Target Renstra {z}", "Target Akhir {z}"),
        ("Target Jangka Menengah {z}", "Target Akhir Periode Renstra {z}", "Sasaran Akhir Reproja {z}", "Target s.d. {z}"),
    ),
    "kemajuan": (
        ("Tingkat Kemajuan", "Tingkat Kemajuan (%)", "Capaian (%)"),
        ("Kemajuan (%)", "Progres terhadap Renstra (%)", "Persentase Kemajuan", "Posisi Capaian (%)"),
    ),
    "grup_target": (("Target", "Target Kinerja", "TARGET KINERJA"), ("Rencana Target per Tahun", "Target Kinerja Tahunan", "Tahun")),
    "grup_dana": (
        ("Kebutuhan Pendanaan", "Kebutuhan Anggaran (Rp)"),
        ("Indikasi Pendanaan (Rp)", "Perkiraan Kebutuhan Dana", "Rencana Pembiayaan (Rp)"),
    ),
    "grup_realisasi": (("Realisasi",), ("Hasil yang Dicapai", "Realisasi Kinerja", "Realiasi")),
    "grup_capaian": (("Capaian (%)",), ("Persentase Capaian", "Tingkat Capaian (%)")),
    "grup_anggaran": (("Anggaran", "Anggaran (Rp)"), ("Anggaran Tahun {y}", "DIPA TA {y}", "Keuangan")),
}  # fmt: skip

CAPTIONS: dict[str, Words] = {
    "renproja_target": (
        ("Matrik Rencana Kinerja {office} Tahun {a}-{z}", "Target Kinerja Renstra Tahun {a} - {z}"),
        (
            "Target Indikator Kinerja Utama Periode {a} s.d. {z}", "Matriks Kinerja Jangka Menengah {a}-{z}",
            "Sasaran dan target Rencana Strategis {office} {a}\N{EN DASH}{z}",
        ),
    ),
    "renproja_pendanaan": (
        ("Matrik Rencana Kebutuhan Pendanaan Tahun {a}-{z}", "Matrik Rencana Kebutuhan Pendanaan"),
        ("Kerangka pendanaan jangka menengah {a}-{z}", "Rencana pembiayaan program {office} Tahun {a} s.d. {z}"),
    ),
    "rencana_kinerja_tahunan": (
        ("Rencana Kinerja Tahunan (RKT) Tahun {y}", "Rencana Kinerja Tahun {y}"),
        ("RKT {office} T.A. {y}", "Rencana Kinerja Tahunan beserta dukungan dananya"),
    ),
    "rencana_aksi": (
        ("Rencana Aksi Pencapaian Kinerja Tahun {y}", "Rencana Aksi Perjanjian Kinerja Tahun {y}"),
        ("Rencana aksi triwulanan {office} {y}", "Rencana Aksi Kinerja (per triwulan)"),
    ),
    "perjanjian_kinerja": (
        ("Perjanjian Kinerja Tahun {y}", "Penetapan Kinerja Tahun {y}", "Perjanjian Kinerja {office} Tahun {y}"),
        ("Target yang diperjanjikan dalam Perjanjian Kinerja (PK) {y}", "Dokumen Penetapan Kinerja (Tapkin) Tahun {y}"),
    ),
    "pk_anggaran": (
        ("Anggaran Kegiatan", "Kegiatan dan Anggaran", "Program dan anggaran yang mendukung Perjanjian Kinerja:"),
        ("Dukungan anggaran per kegiatan adalah sebagai berikut :", "Jumlah anggaran kegiatan tahun {y}:"),
    ),
    "capaian_kinerja": (
        ("Capaian Kinerja Tahun {y}", "Capaian Indikator Kinerja Tahun {y}", "Pengukuran Kinerja Tahun {y}"),
        (
            "Rekapitulasi hasil pengukuran kinerja {office} {y}", "Ikhtisar Pencapaian Sasaran Tahun {y}",
            "Perbandingan Target dan Realisasi Kinerja TA {y}", "Hasil Evaluasi Kinerja Kegiatan {y}",
        ),
    ),
    "capaian_indikator": (
        ("Capaian {label} Tahun {y}", "Target dan realisasi {label}", "Capaian indikator kinerja {label}"),
        ("Hasil pengukuran {label} tahun {y}", "Perbandingan target dengan realisasi {label} tahun {y}"),
    ),
    "perbandingan_tahun": (
        ("Perbandingan realisasi kinerja tahun {p} dan {y}", "Perbandingan Capaian Kinerja Tahun {q} s.d. {y}"),
        ("Perkembangan hasil kinerja dibanding tahun-tahun sebelumnya", "Tren capaian {q}\N{EN DASH}{y}"),
    ),
    "triwulan": (
        ("Capaian Kinerja per Triwulan Tahun {y}", "Realisasi Rencana Aksi Tahun {y}"),
        ("Monitoring pencapaian rencana aksi triwulanan {y}", "Hasil kinerja setiap triwulan {office}"),
    ),
    "kemajuan_renproja": (
        ("Perbandingan realisasi tahun {y} dengan target Renproja {z}", "Kemajuan Pencapaian Target Jangka Menengah"),
        ("Posisi capaian {y} terhadap target akhir Renstra {z}", "Realisasi s.d. {y} dibandingkan target jangka menengah"),
    ),
    "rincian_satker": (
        ("{label} per Satuan Kerja Tahun {y}", "Hasil {label} BNNP dan BNNK Tahun {y}"),
        ("Rincian {label} menurut satuan kerja", "Sebaran hasil {label} pada jajaran wilayah tahun {y}"),
    ),
    "nka": (
        ("Nilai Kinerja Anggaran (SMART DJA) Tahun {y}", "Rincian Nilai Kinerja Anggaran"),
        ("Unsur pembentuk nilai SMART {y}", "Komponen penilaian EKA Tahun {y}"),
    ),
    "ikpa": (
        ("Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA) Tahun {y}", "Rincian Nilai IKPA Tahun {y}"),
        ("Komponen nilai IKPA satker", "Hasil penilaian IKPA oleh KPPN tahun {y}"),
    ),
    "anggaran_jenis_belanja": (
        ("Realisasi Anggaran per Jenis Belanja Tahun {y}", "Pagu dan Realisasi Anggaran Berdasarkan Jenis Belanja"),
        ("Penyerapan dana menurut klasifikasi belanja TA {y}", "Posisi serapan anggaran per akun belanja"),
    ),
    "anggaran_kegiatan": (
        ("Realisasi Anggaran per Kegiatan Tahun {y}", "Pagu dan Realisasi Anggaran Kegiatan TA {y}"),
        ("Penyerapan dana menurut kegiatan T.A. {y}", "Akuntabilitas keuangan per kegiatan tahun {y}"),
    ),
    "anggaran_perbandingan_tahun": (
        ("Perbandingan Realisasi Anggaran Tahun {p} dan {y}", "Perbandingan Pagu dan Realisasi Anggaran"),
        ("Perkembangan serapan anggaran {q}-{y}", "Tren penyerapan dana beberapa tahun terakhir"),
    ),
    "interval": (("Kategori Nilai", "Interval Nilai dan Kriteria Penilaian"), ("Skala ukur capaian", "Klasifikasi predikat")),
    "sdm": (("Jumlah Pegawai Menurut Pendidikan", "Komposisi SDM"), ("Keadaan pegawai per 31 Desember {y}",)),
    "lembaga": (("Daftar Lembaga Rehabilitasi",), ("Lokasi pelaksanaan kegiatan", "Desa Bersinar Tahun {y}")),
}  # fmt: skip

PLACES = (
    "Sukamakmur", "Tanjung Harapan", "Batu Ampar Selatan", "Rawa Kencana", "Pulau Cendana", "Giri Mukti", "Lubuk Selasih",
    "Muara Tebing", "Karang Indah", "Teluk Mutiara", "Padang Ilalang", "Sei Rotan", "Bukit Kemuning", "Way Lestari",
    "Kota Baru Jaya", "Danau Permai", "Ujung Pasir", "Tirta Kencana", "Cempaka Raya", "Gunung Sari",
)  # fmt: skip
PROVINCES = ("Nusa Tengah", "Andalan Utara", "Samudera Barat", "Kepulauan Mutiara", "Cendrawasih Selatan")


class Mood:
    """How a report words things: which headings it prefers, how often they are odd, and how they are written."""

    def __init__(self, rng: Random, *, wild: bool = False, **places: object) -> None:
        """Choose the report's habits; `places` fill the braces of wordings. Only a wild report words things freely."""
        self.rng = rng
        self.places = places
        self.odd = rng.choice((0.1, 0.35, 0.6, 0.9))
        self.case = rng.choice(("asis", "asis", "upper", "upper", "first", "title"))
        self.chosen: dict[str, str] = {}
        self.free = rng.choice((0.05, 0.3, 0.6, 0.9)) if wild else 0.0

    def pick(self, words: Words) -> str:
        """A usual or an odd wording."""
        return self.rng.choice(words[1] if self.rng.random() < self.odd else words[0])

    def heading(self, role: str) -> str:
        """A column heading; mostly the report's own wording for the role, sometimes another."""
        if role not in self.chosen or self.rng.random() < 0.25:
            self.chosen[role] = self._worded(role)
        text = self.chosen[role].format(**self.places)
        if role == "capaian" and text == "Capaian" and self.rng.random() < 0.3:
            text = "Capaian\n(%)"
        return self.cased(text)

    def _worded(self, role: str) -> str:
        if not self.free:
            return self.pick(HEADINGS[role])
        free = role in PHRASES and self.rng.random() < self.free
        text = phrase(self.rng, role) if free else self.pick(HEADINGS[role])
        return mistyped(self.rng, text) if "{" not in text and self.rng.random() < MISTYPED else text

    def cased(self, text: str) -> str:
        """The text in the report's way of writing headings."""
        if self.case == "upper":
            return text.upper()
        if self.case == "first" and not text.isupper():
            return text[:1].upper() + text[1:].lower()
        return text.title() if self.case == "title" and not text.isupper() else text

    def caption(self, name: str, **more: object) -> str:
        """A caption or sentence that introduces a table."""
        text = self.pick(CAPTIONS[name]).format(**{**self.places, **more})
        if self.free and self.rng.random() < OF_ITS_TIME:
            old, new = "Penetapan Kinerja", "Perjanjian Kinerja"
            return text.replace(new, old) if int(str(self.places["y"])) < RENAMED else text.replace(old, new)
        return text
