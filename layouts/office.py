"""Who reports, and for which year: found in the document's own text.

The cover and titles count most, running headers by their number, prose least. The office above ("Kepala BNN
Provinsi X" as the other party of an agreement) is named often, but never as often as the office that reports.
Names of people are never read: only words behind "BNN Kabupaten", "Dinas" and the like, and only as far as
others repeat them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layouts.agencies import agency_mentions
from layouts.fiscal_year import Sighting, find_year
from layouts.office_names import OfficeName, Offices, RegisteredOffice, name_key, office_mentions, same_place
from layouts.office_text import PrintedLine, cover_of, join_lines, pages_of
from layouts.records import Finding, Office, Severity

# How much a mention counts: on the cover, in a title or running header, at the number of the DIPA, in prose.
_COVER, _TITLE, _PROSE = 20, 3, 1
_TITLE_LINE = re.compile(
    r"^\W*(?:LKIP|LAKIP|LKJ(?:IP)?|LAPORAN\s+(?:AKUNTABILITAS\s+)?KINERJA"
    r"|(?:RENCANA|PERJANJIAN|PENETAPAN)\s+KINERJA|DIPA\s+PETIKAN)\b",
    re.I,
)
# The number stands in the text as "SP DIPA -066.01.2.111079/2023", with spaces anywhere and over line ends.
_DIPA = re.compile(r"(?<!\d)(?P<ba>\d{3})[.\s]+\d{2}[.\s]+\d[.\s]+(?P<satker>\d{6})(?!\d)(?:\s*/\s*(?P<year>20\d\d))?")
_SATKER = re.compile(r"\bkode\s+(?:satker|satuan\s+kerja)\W{0,5}(?P<satker>\d{6})(?!\d)", re.I)
_ACRONYM = re.compile(r"^(?:[^AEIOU]{2,4}|OKU|OKI|DKI|DIY|HSU)$")
# A word belongs to a place name when this share of the mentions that begin alike go on with it.
_SHARE_OF_MENTIONS = 0.3
_MOST_FINDINGS = 3
# Where the cover names no district or province, its office must be named this often.
_FEWEST_MENTIONS = 5


@dataclass(frozen=True, slots=True)
class OfficeReading:
    """The office of a document, the year it reports on, and what the document says against itself in this."""

    office: Office
    tahun_anggaran: int | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    """An office named at a place: how much that place counts, and the words as printed."""

    name: OfficeName
    weight: int
    page: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """All mentions of one office."""

    mentions: tuple[_Mention, ...]
    registered: RegisteredOffice | None
    words: tuple[str, ...]

    @property
    def weight(self) -> int:
        return sum(mention.weight for mention in self.mentions)

    @property
    def kind(self) -> str:
        """Provinsi, Kabupaten or Kota, as most mentions say; "" when none does."""
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            counts[mention.name.kind] += mention.weight
        del counts[""]
        return counts.most_common(1)[0][0] if counts else ""


def identify_office(lines: Sequence[PrintedLine], offices: Offices) -> OfficeReading:
    """Find out which office a document is of.

    Args:
        lines: All lines of the document in reading order, running headers and tables included; pages ascend.
        offices: The register to compare names with.

    Returns:
        The office, with empty texts for what could not be found; the fiscal year or None; at most a few
        findings.
    """
    pages = pages_of(lines)
    cover = cover_of(pages)
    candidates = _candidates(_mentions(pages, cover), offices)
    codes = _codes(pages)
    year, year_findings = find_year(_sightings(pages, cover))
    if not candidates or _is_only_passing(candidates, pages, cover, offices=offices):
        return OfficeReading(_other_office(pages, cover, offices), year, year_findings)
    own = candidates[0]
    office = _office_of(own, candidates, codes, _kind_in_prose(own, pages))
    findings = [*_name_findings(own, office.satker), *_code_findings(codes, own.registered), *year_findings]
    return OfficeReading(office, year, tuple(findings))


def _mentions(pages: dict[int, list[str]], cover: int | None) -> list[_Mention]:
    found = []
    for number, texts in pages.items():
        page = join_lines(texts)
        for name, match in office_mentions(page):
            start = page.rfind("\n", 0, match.start()) + 1
            title = _TITLE_LINE.match(page[start:])
            weight = _COVER if number == cover else _TITLE if title else _PROSE
            found.append(_Mention(name, weight, number))
        if number == cover and not found and _is_of_bnn(texts):
            found += [_Mention(name, _COVER, number) for line in texts for name in _place_line(line)]
    return found


def _is_of_bnn(texts: Sequence[str]) -> bool:
    return "BADANNARKOTIKANASIONAL" in name_key(" ".join(texts))


def _place_line(line: str) -> list[OfficeName]:
    """The office meant by a cover's line "KABUPATEN X" that stands apart from "BADAN NARKOTIKA NASIONAL"."""
    if not re.match(r"(?i)\s*(?:Provinsi|Kabupaten|Kota)\b", line):
        return []
    return [name for name, _ in office_mentions(f"BNN {line}")]


def _candidates(mentions: list[_Mention], offices: Offices) -> list[_Candidate]:
    """Group mentions by office: by the register, else by name, misprints included.

    The weightiest comes first; of two named as often the one named first: an agreement begins with the party
    that reports.
    """
    counts = _prefix_counts(mentions)
    cut = [_cut_to_place(mention, counts, offices) for mention in mentions]
    groups: dict[str, list[_Mention]] = defaultdict(list)
    registered: dict[str, RegisteredOffice] = {}
    # Names printed often come first, so that their misprints find them.
    frequent = Counter(mention.name.key for mention in cut)
    for mention in sorted(cut, key=lambda m: -frequent[m.name.key]):
        office = offices.find(mention.name)
        key = office.canonical if office else _group_key(mention.name, groups)
        if office:
            registered[key] = office
        groups[key].append(mention)
    found = [_Candidate(tuple(group), registered.get(key), _usual_words(group)) for key, group in groups.items()]
    return sorted(found, key=lambda c: (-c.weight, min(cut.index(mention) for mention in c.mentions)))


def _group_key(name: OfficeName, groups: Iterable[str]) -> str:
    own = f"{name.level} {name.key}"
    alike = (k for k in groups if k.startswith(f"{name.level} ") and same_place(name.key, k.partition(" ")[2]))
    return next(alike, own)


def _prefix_counts(mentions: Iterable[_Mention]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for mention in mentions:
        words = mention.name.words
        counts.update({name_key(" ".join(words[:n])) for n in range(1, len(words) + 1)})
    return counts


def _cut_to_place(mention: _Mention, counts: Counter[str], offices: Offices) -> _Mention:
    """Drop words behind a place name that are not part of it (of the next line, of a person's name)."""
    name = mention.name
    prefixes = [OfficeName(name.kind, name.words[:n], name.level) for n in range(len(name.words), 0, -1)]
    known = next((prefix for prefix in prefixes if offices.find(prefix)), None)
    if known is None:
        length = 1
        while length < len(name.words):
            longer, shorter = counts[prefixes[-length - 1].key], counts[prefixes[-length].key]
            if longer < min(2, shorter) or longer < _SHARE_OF_MENTIONS * shorter:
                break
            length += 1
        known = prefixes[-length]
    return _Mention(known, mention.weight, mention.page)


def _usual_words(mentions: Sequence[_Mention]) -> tuple[str, ...]:
    """The spelling to show: the most frequent one, in mixed case where the document has it ("OKU Timur")."""
    best = Counter(mention.name.key for mention in mentions).most_common(1)[0][0]
    spellings = Counter(m.name.words for m in mentions if m.name.key == best)
    mixed = Counter({words: n for words, n in spellings.items() if not all(w.isupper() for w in words)})
    return max((mixed or spellings).items(), key=lambda item: (item[1], item[0]))[0]


def _title_case(words: Sequence[str]) -> str:
    if not all(word.isupper() for word in words):
        return " ".join(words)
    return " ".join(word if _ACRONYM.match(word) else word.title() for word in words)


def _kind_in_prose(own: _Candidate, pages: dict[int, list[str]]) -> str:
    """Kabupaten or Kota, as the document calls the place where it prints its office as "BNNK X" only."""
    if own.kind:
        return own.kind
    place = r"\s+".join(map(re.escape, own.words))
    text = "\n".join(line for texts in pages.values() for line in texts)
    counts = Counter(kind.title() for kind in re.findall(rf"(?i)\b(Kabupaten|Kota)\s+{place}\b", text))
    return counts.most_common(1)[0][0] if counts else "Kabupaten"


def _office_of(own: _Candidate, candidates: Sequence[_Candidate], codes: Counter[str], kind: str) -> Office:
    code = codes.most_common(1)[0][0] if codes else ""
    if own.registered is not None:
        known = own.registered
        return Office(known.canonical, code or known.kode_satker, known.tingkat, known.provinsi)
    level = own.mentions[0].name.level
    place = _title_case(own.words)
    if level == "BNNP":
        return Office(f"BNN Provinsi {place}", code, level, place)
    parents = [c for c in candidates if c.mentions[0].name.level == "BNNP"]
    parent = max(parents, key=lambda c: c.weight, default=None)
    provinsi = ""
    if parent is not None:
        provinsi = parent.registered.provinsi if parent.registered else _title_case(parent.words)
    return Office(f"BNN {kind} {place}", code, level, provinsi)


def _is_only_passing(
    candidates: Sequence[_Candidate], pages: dict[int, list[str]], cover: int | None, *, offices: Offices
) -> bool:
    """Whether another agency's or the head office's report merely mentions the most frequent office."""
    own = candidates[0]
    if any(mention.weight > _PROSE for mention in own.mentions):
        return False
    if cover is not None and offices.find_unit(" ".join(pages[cover])) is not None:
        # The head office and its units name many offices, none of them above the others.
        return own.weight < _FEWEST_MENTIONS or 2 * own.weight < sum(c.weight for c in candidates)
    others = agency_mentions(_texts_by_weight(pages, cover))
    return max(others.values(), default=0) > own.weight


def _texts_by_weight(pages: dict[int, list[str]], cover: int | None) -> list[tuple[str, int]]:
    return [(join_lines(texts), _COVER if number == cover else _PROSE) for number, texts in pages.items()]


def _other_office(pages: dict[int, list[str]], cover: int | None, offices: Offices) -> Office:
    """A central unit of BNN by its cover, else another agency by the name it prints most."""
    if cover is not None:
        unit = offices.find_unit(" ".join(pages[cover]))
        if unit is not None:
            return Office(unit.canonical, unit.kode_satker, unit.tingkat, unit.provinsi)
    names = agency_mentions(_texts_by_weight(pages, cover))
    if not names:
        return Office()
    best = max(names.items(), key=lambda item: (item[1], item[0]))[0]
    region = re.search(r"\bProvinsi (.+)$", best)
    return Office(best, "", "", region[1] if region else "")


def _codes(pages: dict[int, list[str]]) -> Counter[str]:
    """The satker codes that the document prints, in DIPA numbers and beside "Kode Satker"."""
    counts: Counter[str] = Counter()
    for texts in pages.values():
        page = " ".join(texts)
        counts.update(match["satker"] for pattern in (_DIPA, _SATKER) for match in pattern.finditer(page))
    return counts


def _sightings(pages: dict[int, list[str]], cover: int | None) -> list[Sighting]:
    sightings = []
    for number, texts in pages.items():
        for text in texts:
            weight = _COVER if number == cover else _TITLE if _TITLE_LINE.match(text) else _PROSE
            sightings.append(Sighting(text, number, weight))
        for match in _DIPA.finditer(" ".join(texts)):
            if match["year"]:
                sightings.append(Sighting(f"DIPA Tahun {match['year']}", number, _TITLE))
    return sightings


def _name_findings(own: _Candidate, satker: str) -> list[Finding]:
    """Where the document calls its own office by a wrong kind or a misprinted name; one per wrong form."""
    right = own.registered.keys if own.registered else {name_key(" ".join(own.words))}
    kind = own.registered.kind if own.registered else own.kind
    wrong: dict[str, list[_Mention]] = defaultdict(list)
    for mention in own.mentions:
        if mention.name.key not in right or mention.name.kind not in ("", kind):
            wrong[f"BNN {mention.name.kind or kind} {' '.join(mention.name.words)}"].append(mention)
    return [
        Finding(
            "office-disagreement",
            Severity.INFO,
            f"the office is called {form} {len(mentions)} time(s)",
            page=min(mention.page for mention in mentions),
            found=form,
            expected=satker,
            explanation="the cover, the titles and most mentions say otherwise",
        )
        for form, mentions in sorted(wrong.items(), key=lambda item: -len(item[1]))[:_MOST_FINDINGS]
    ]


def _code_findings(codes: Counter[str], registered: RegisteredOffice | None) -> list[Finding]:
    printed = ", ".join(code for code, _ in codes.most_common())
    if len(codes) > 1:
        message = f"{len(codes)} satker codes are printed"
        return [Finding("satker-code-disagreement", Severity.WARNING, message, found=printed, expected=printed[:6])]
    if codes and registered and registered.kode_satker not in ("", printed):
        severity = Severity.WARNING if registered.is_code_seen else Severity.INFO
        return [
            Finding(
                "satker-code-disagreement",
                severity,
                "the printed satker code is not the register's",
                found=printed,
                expected=registered.kode_satker,
                explanation="the printed code was taken; the register's may be outdated",
            )
        ]
    return []
