"""Names of offices as printed, and the register they are compared with (`vocabulary/offices.csv`).

"BNNK OKU TIMUR", "BNN Kab. Oku Timur" and "Badan Narkotika Nasional Kabupaten Ogan Komering Ulu Timur" are
one office. Names are compared without spaces, case and punctuation; misprints are tolerated, another compass
point is not.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from extract.errors import ProfileError
from layouts.strict_toml import read_text

OFFICES_FILE = Path(__file__).with_name("vocabulary") / "offices.csv"
COLUMNS = ("level", "name_canonical", "province", "satker_code", "aliases", "evidence")
LEVELS = {"BNNP": "BNNP", "BNNK": "BNNK", "UPT": "BNN", "BNN_PUSAT": "BNN"}

# Similarity (0-100) from which a misprinted name is still the same: one wrong letter in ten.
SAME_NAME = 90
# Shorter names must be printed right: "Batu" and "Batam" are two towns.
_SHORTEST_FUZZY = 6
_COMPASS = (
    "UTARA",
    "SELATAN",
    "TIMUR",
    "BARAT",
    "TENGAH",
    "TENGGARA",
    "BARATDAYA",
    "ILIR",
    "ULU",
    "RAYA",
    "JAYA",
)
_AGENCY = "Badan Narkotika Nasional"

# Readers of pictures confuse these letters in capitals.
_LONG_NAME = r"B[A4]DAN\s*N[A4]RK[O0]T[I1l]K[A4]\s*N[A4]S[I1l][O0]N[A4]L"
_BNN = rf"(?:B\.?\s?N\.?\s?N\b\.?|BNN(?=\s*(?:Kab|Kota|Prov|Prop))|{_LONG_NAME})"
_KIND = r"(?:Provinsi|Propinsi|Prov\b\.?|Kabupaten|Kab\b\.?|Kota(?=\s|$)(?:\s+Administrasi)?)"
_NAME = r"[A-Z][\w'’.-]*(?:[ \n]+[A-Z(][\w'’.)-]*){0,5}"
# "(BNN)" and "Republik Indonesia" may stand between the agency and its district.
_LINK = r"(?:\s*\(\s*BNN[PK]?\s*\))?(?:\s*(?:Republik\s+Indonesia|RI)\b)?\s*"
_SHORT = rf"(?P<short>BNN\s?[PK])\b\.?(?:\s*(?P<kind2>{_KIND}))?"
MENTION = re.compile(rf"(?i:\b(?:{_SHORT}|{_BNN}{_LINK}(?P<kind>{_KIND})))[ \n]*(?=(?P<name>{_NAME}))")
# Words that end a place name, in capitals.
_AFTER_NAMES = re.compile(
    r"TAHUN|TA|T\.A|THN|ANGGARAN|DAN|DENGAN|PADA|YANG|DI|KE|DARI|UNTUK|DALAM|SEBAGAI|TELAH|"
    r"ADALAH|SECARA|MERUPAKAN|NOMOR|NO|PERIODE|SEMESTER|TRIWULAN|BULAN|JL|JALAN|ALAMAT|TELP|"
    r"TELEPON|LAPORAN|LKIP|LAKIP|LKJ|LKJIP|RENCANA|RENSTRA|RENPROJA|PERJANJIAN|PENETAPAN|"
    r"KINERJA|KATA|RINGKASAN|BAB|DAFTAR|LAMPIRAN|KEPALA|SEKSI|BIDANG|BAGIAN|SUBBAGIAN|TARGET|"
    r"REALISASI|CAPAIAN|INDIKATOR|INDEKS|SASARAN|KEGIATAN|PROGRAM|PAGU|SATUAN|JUMLAH|NILAI|"
    r"PERSENTASE|TINGGI|RENDAH|SANGAT|SEDANG|BELANJA|HALAMAN|REPUBLIK|INDONESIA|RI|PUSAT|"
    r"SELAKU|SEBESAR|MENDAPATKAN|MELAKSANAKAN|NARKOBA|NARKOTIKA|P4GN|DIPA|PETIKAN|TABEL|"
    r"GAMBAR|SUMBER|ATAS|AGAR|OLEH|HAL|SURAT|TERHADAP|SELAMA|MAKA|ADAPUN|PROVINSI|KABUPATEN|"
    r"KOTA|PROPINSI|BNN|BNNP|BNNK|BADAN|KOMBES|AKBP|BRIGJEN|DRS|DRA|IR|DR|H|HJ|NIP|SH|"
    r"UNIT|ESELON|MATRIK|MATRIKS|DOKUMEN|DATA|MANDIRI|BAIK|CUKUP|KURANG|KUALITAS|TERWUJUD|"
    r"MENINGKATNYA|PERHITUNGAN|KLINIK|YAYASAN|LEMBAGA|DESA|KELURAHAN|KECAMATAN|BERSAMA|BERADA"
)


@dataclass(frozen=True, slots=True)
class OfficeName:
    """A BNN office as printed: `kind` is Provinsi, Kabupaten, Kota or "" (not said)."""

    kind: str
    words: tuple[str, ...]
    level: str

    @property
    def key(self) -> str:
        """The name for comparison: capitals, no spaces and punctuation."""
        return name_key(" ".join(self.words))


@dataclass(frozen=True, slots=True)
class RegisteredOffice:
    """A line of the register. `tingkat`: BNNP, BNNK, BNN; `kind` and `place` are empty for central units."""

    canonical: str
    tingkat: str
    provinsi: str
    kode_satker: str
    kind: str
    place: str
    keys: frozenset[str]
    is_code_seen: bool


def name_key(text: str) -> str:
    """A name in capitals without spaces and punctuation: what is compared."""
    return re.sub(r"[\W_]+", "", text).upper()


def office_mentions(text: str) -> Iterator[tuple[OfficeName, re.Match[str]]]:
    """Find the offices of provinces and districts that a text names, in order; "BNNK/Kota" names none."""
    for found in MENTION.finditer(text):
        words = tuple(_place_words(found["name"]))
        if words:
            short = re.sub(r"\s", "", found["short"] or "").upper()
            kind = _kind_of(found["kind"] or found["kind2"] or "", short)
            yield OfficeName(kind, words, "BNNP" if kind == "Provinsi" else "BNNK"), found


def _place_words(printed: str) -> Iterator[str]:
    """The words of a place name, up to the first that cannot be part of one."""
    first = True
    for word in printed.split():
        bare = word.strip("(),;:")
        # "D.I." and "DI" before Yogyakarta are no preposition.
        preposition = _AFTER_NAMES.fullmatch(bare.rstrip(".").upper()) is not None and not (first and bare == "DI")
        if not bare.strip(".") or preposition or any(letter.isdigit() for letter in bare):
            return
        yield bare
        # "Kep." and "Ist." are cut words; behind a longer one the dot ends a sentence.
        if word.endswith((",", ";", ":", ")")) or (word.endswith(".") and len(bare) > 4 and "." not in bare[:-1]):
            return
        first = False


def _kind_of(printed: str, short: str) -> str:
    word = printed.lower()
    if word.startswith("pro") or (short == "BNNP" and not word):
        return "Provinsi"
    if word.startswith("kab"):
        return "Kabupaten"
    return "Kota" if word.startswith("kota") else ""


class Offices:
    """The register of offices, for looking names up.

    Attributes:
        all: Its lines, in the order of the file.
    """

    def __init__(self, offices: Iterable[RegisteredOffice]) -> None:
        self.all = tuple(offices)

    def find(self, name: OfficeName) -> RegisteredOffice | None:
        """The registered office that a name means.

        The printed kind decides between a Kabupaten and a Kota of one name; where only one of the two is
        registered, a wrong kind does not matter. None when nothing or more than one office fits.
        """
        level = [office for office in self.all if office.place and office.tingkat == name.level]
        for candidates in ([o for o in level if name.key in o.keys], _misprinted(name.key, level)):
            same_kind = [o for o in candidates if o.kind == name.kind]
            if len(same_kind) == 1:
                return same_kind[0]
            if candidates:
                return candidates[0] if len(candidates) == 1 else None
        return None

    def find_unit(self, text: str) -> RegisteredOffice | None:
        """The central unit or UPT whose name stands in a text (a cover); the longest name wins."""
        key = name_key(text)
        found = [(len(k), office) for office in self.all if not office.place for k in office.keys if k in key]
        # The agency's own name stands on the cover of each of its units.
        units = [pair for pair in found if name_key(_AGENCY) not in pair[1].keys] or found
        return max(units, key=lambda pair: pair[0])[1] if units else None


def _misprinted(key: str, offices: list[RegisteredOffice]) -> list[RegisteredOffice]:
    """The offices whose name is nearest to `key` and near enough to be meant."""
    if len(key) < _SHORTEST_FUZZY:
        return []
    scored = [(max(_similarity(key, k) for k in office.keys), office) for office in offices]
    best = max((score for score, _ in scored), default=0.0)
    return [office for score, office in scored if score == best] if best >= SAME_NAME else []


def _similarity(key: str, other: str) -> float:
    """How alike two keys are (0-100); 0 where they end in different compass points or begin differently."""
    if key[:1] != other[:1] or len(other) < _SHORTEST_FUZZY:
        return 0.0
    ends = {point for point in _COMPASS if key.endswith(point)}
    if ends and ends != {point for point in _COMPASS if other.endswith(point)}:
        return 0.0
    return fuzz.ratio(key, other)


def same_place(key: str, other: str) -> bool:
    """Whether two keys are one place name, a misprint apart."""
    return key == other or (min(len(key), len(other)) >= _SHORTEST_FUZZY and _similarity(key, other) >= SAME_NAME)


def match_office(name: str, offices: Offices) -> str:
    """The canonical name of the office that a cell names ("BNNK OKU TIMUR"); "" when it is not registered."""
    for mention, _ in office_mentions(" ".join(name.split())):
        found = offices.find(mention)
        return found.canonical if found else ""
    return ""


def load_offices(path: Path = OFFICES_FILE, own: Sequence[Path] = ()) -> Offices:
    """Read a register of offices, and a user's over it: a line of the same name replaces the shipped one.

    Raises:
        ProfileError: a file cannot be read, or a column or level is not as it must be.
    """
    return Offices({office.canonical: office for one in (path, *own) for office in _read_register(one)}.values())


def _read_register(path: Path) -> list[RegisteredOffice]:
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ProfileError("wrong columns", str(path), f"they must be: {', '.join(COLUMNS)}")
    return [_read_line(line, f"{path}, line {reader.line_num}") for line in reader]


def _read_line(line: dict[str, str], where: str) -> RegisteredOffice:
    if None in line or None in line.values():
        raise ProfileError("has not as many fields as the first line", where, f"they are: {', '.join(COLUMNS)}")
    tingkat = LEVELS.get(line["level"])
    if tingkat is None:
        raise ProfileError(f"level '{line['level']}' is unknown", where, f"allowed: {', '.join(LEVELS)}")
    if not re.fullmatch(r"(?:\d{6})?", line["satker_code"]):
        raise ProfileError(
            f"satker_code '{line['satker_code']}' is not six digits", where, "leave it empty when unknown"
        )
    canonical = line["name_canonical"]
    kind, _, place = canonical.removeprefix("BNN ").partition(" ") if tingkat != "BNN" else ("", "", "")
    names = [place or canonical, *filter(None, line["aliases"].split(";"))]
    names += [name.replace("Kepulauan ", "Kep") for name in names if name.startswith("Kepulauan ")]
    return RegisteredOffice(
        canonical,
        tingkat,
        line["province"],
        line["satker_code"],
        kind,
        place,
        frozenset(map(name_key, names)),
        line["evidence"] == "seen",
    )


@cache
def shipped_offices() -> Offices:
    """The register that comes with the program, read once."""
    return load_offices()
