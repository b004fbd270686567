"""Agencies that are no BNN offices, as their reports print them: "Dinas Peternakan Provinsi Jawa Barat"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# What an agency's name begins with; "Badan" and "Kantor" only before capitals, as all name words here.
_BEGINNINGS = (
    r"DINAS|D1NAS|INSPEKTORAT|SEKRETARIAT(?:\s+(?:DAERAH|DPRD))?|BIRO|BADAN|KANTOR|KECAMATAN|RSUD"
    r"|RUMAH\s+SAKIT\s+UMUM(?:\s+DAERAH)?|SATUAN\s+POLISI\s+PAMONG\s+PRAJA"
)
_PLACE_WORD = r"[A-Z][A-Za-z-]*(?![\w-])"
_REGION = rf"(?i:PROVINSI|PROPINSI|KABUPATEN|KOTA)[ \n]+{_PLACE_WORD}(?:[ \n]+{_PLACE_WORD}){{0,3}}"
_WORDS = rf"(?:,?[ \n]+(?:DAN|dan|Dan|&|{_PLACE_WORD}))"
_WITH_REGION = re.compile(rf"\b(?i:{_BEGINNINGS})\b{_WORDS}{{0,9}}?[ \n]+{_REGION}")
_GOVERNMENT = re.compile(rf"\b(?i:PEMERINTAH(?:[ \n]+DAERAH)?)[ \n]+{_REGION}")
_WITHOUT_REGION = re.compile(rf"\b(?i:DINAS|INSPEKTORAT|BIRO|RSUD|KECAMATAN)\b{_WORDS}{{1,8}}")
_REGION_WORDS = ("PROVINSI", "PROPINSI", "KABUPATEN", "KOTA")
_ENDS = re.compile(
    r"TAHUN|TA|PADA|YANG|DI|KE|DARI|UNTUK|DALAM|SEBAGAI|TELAH|ADALAH|NOMOR|PERIODE|JL|"
    r"JALAN|ALAMAT|LAPORAN|LKIP|LAKIP|LKJIP|LKJ|RENCANA|RENSTRA|PERJANJIAN|KINERJA|KATA|BAB|"
    r"DAFTAR|KEPALA|SELAKU|NIP|SKPD|OPD|I|II|III|IV|AKUNTABILITAS|TARGET|REALISASI"
)
# A name without a region is believed when it is printed twice.
_TWICE = 2


def agency_mentions(texts: Iterable[tuple[str, int]]) -> Counter[str]:
    """Count the agencies that texts name: those with a region, else those without, else governments.

    Args:
        texts: Texts (lines with line feeds between them) and how much a mention in them counts.

    Returns:
        Weights by name, in title case ("Dinas Sosial Kabupaten X"); people's names are left out.
    """
    pairs = list(texts)
    named = _count(_WITH_REGION, pairs)
    unplaced = Counter({name: n for name, n in _count(_WITHOUT_REGION, pairs).items() if n >= _TWICE})
    return named or unplaced or _count(_GOVERNMENT, pairs)


def _count(pattern: re.Pattern[str], pairs: list[tuple[str, int]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, weight in pairs:
        for match in pattern.finditer(text):
            name = _tidy(match.group())
            if name and not name.startswith(("Badan Narkotika", "Badan Pemeriksa")):
                counts[name] += weight
    return counts


def _tidy(printed: str) -> str:
    """The name in title case up to the first word that cannot belong to it; "" when nothing is left of it."""
    words = [word.strip(",.") for word in printed.replace("D1NAS", "DINAS").split()]
    end = next((i for i, word in enumerate(words) if _ENDS.fullmatch(word.upper())), len(words))
    regions = [i for i, word in enumerate(words[:end]) if word.upper() in _REGION_WORDS]
    if regions and regions[-1] + 1 < end:
        # Behind a region in capitals the next line may begin with a person's name in mixed case.
        capitals = words[regions[-1] + 1].isupper()
        end = next((i for i in range(regions[-1] + 1, end) if words[i].isupper() != capitals), end)
    kept = words[:end]
    while kept and kept[-1].upper() in ("DAN", "&", *_REGION_WORDS):
        kept.pop()
    return " ".join("dan" if word.upper() == "DAN" else word.title() for word in kept) if len(kept) > 1 else ""
