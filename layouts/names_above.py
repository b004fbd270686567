"""The indikator that the lines above a table, or headings over several of its columns, name.

What the document itself prints as labels elsewhere says best where a name begins and ends in a line; where it prints
the name nowhere else, the words around it have to: "Tabel 3.4 Capaian <name> Tahun 2021".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layouts.indicators import IndicatorVocabulary, find_kode
from layouts.label_parts import Words, words_of
from layouts.lists import ResultList
from layouts.match import Match, Sight
from layouts.wordings import VALUE_ROLES, Role

# The start of an indikator's name in a sentence, and where the name ends.
_INDICATOR_START = re.compile(
    r"\b(?:angka\s+)?(?:indeks|indek|nilai|jumlah|banyaknya|persentase|prosentase|tingkat|rasio)\s+\w", re.I
)
_NAME_ENDS = re.compile(
    r"(?:[.:;(]|\s+(?:pada|sebesar|adalah|di|dengan|dapat|sebagai|tahun|selama|menurut|berdasarkan|terdiri|tersebut|"
    r"disajikan|diperoleh|dibandingkan|antara|per|s\.d|bnnp?k?|badan narkotika|mencapai|yaitu|ialah|ini|se-)\b).*",
    re.I,
)
# What stands before a name in a caption or heading: "Tabel 3.2", "5.", "3.2.1", "A.".
_NUMBERED = re.compile(
    r"^\s*(?:(?:tabel|gambar|grafik|diagram)\s*[\w.-]*\d[.:]?|\(?(?:\d{1,2}|[a-z])[.)]|\d+(?:\.\d+)+\.?)\s*", re.I
)
# Words that lead up to it there.
_LEAD = re.compile(
    r"(?:capaian|pencapaian|hasil|pengukuran|perbandingan|target|realisasi|dan|dengan|kinerja|indikator|rincian|uraian|"
    r"analisis|evaluasi|perkembangan|tren|data|rekapitulasi|atas|untuk|utama|antara|perhitungan|tabel)",
    re.I,
)
# Where a name ends in a caption or heading.
_TITLE_ENDS = re.compile(
    r"\s*(?:[.:;]\s|[.:;]$|,|\b(?:tahun|ta|per|menurut|pada\s+tahun|tahun-tahun|sampai|s\.?d|bnnp?\s+dan|di\s+lingkungan)\b"
    r"|\(?(?:19|20)\d\d\b).*$",
    re.I | re.S,
)
# A name of 20 words takes so many lines over three columns.
_HEADING_LINES = 4
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed; `sure` is False where its beginning, its end or that it is meant is only probable."""

    text: str
    sure: bool


def gather_names(matches: Iterable[Match], lists: Iterable[ResultList]) -> frozenset[Words]:
    """The words of all names that a document prints as indicators: in columns of them, and in lists."""
    found = {words_of(item.label) for results in lists for item in results.items}
    for match in matches:
        sight = match.sight
        column = sight.column_of(Role.INDIKATOR)
        if match.profile is not None and match.profile.kind and column is not None:
            found |= {words_of(r.pieces[column.index].text) for r in sight.records if column.index in r.pieces}
    return frozenset(words for words in found if len(words) > 1)


def name_above(captions: Sequence[str], names: frozenset[Words], kodes: IndicatorVocabulary) -> Named | None:
    """The indikator that the lines above a table name, the nearest first; None where none does."""
    for distance, (line, below) in enumerate(reversed(list(zip(captions, [*captions[1:], ""], strict=False)))):
        both = f"{line} {below}".strip()
        found = _wrapped(_in_title(line, names), _in_title(both, names), below) or _known_in(both, names)
        if found is not None:
            # The last line, or the last two where a caption takes two.
            return found if distance < 2 else Named(found.text, sure=False)
        if sentence := _in_sentence(both, kodes):
            return Named(sentence, sure=False)
    return None


def _wrapped(alone: Named | None, both: Named | None, below: str) -> Named | None:
    """The name of a line, or of it with the next where that goes on with it."""
    ends = alone is not None and alone.sure and below[:1].isupper() and not (both is not None and both.sure)
    return alone if ends else both


def _in_title(text: str, names: frozenset[Words]) -> Named | None:
    """The name in a caption or heading: what is left without its number, the words of such lines, and its year."""
    bare = _NUMBERED.sub("", _NUMBERED.sub("", text))
    tokens = list(_TOKEN.finditer(bare))
    leads = 0
    while leads < len(tokens) and _LEAD.fullmatch(tokens[leads].group()):
        leads += 1
    if leads == len(tokens) or (not leads and bare == text and not _INDICATOR_START.match(bare)):
        return None
    rest = bare[tokens[leads].start() :]
    known = _longest_at_start(rest, names)
    name = _TITLE_ENDS.sub("", rest).strip(" ,-\"'“”")
    if known and len(known) >= len(name):
        return Named(known, sure=True)
    proper = len(name.split()) > 1 and name[0].isupper() and (leads > 0 or bool(_INDICATOR_START.match(name)))
    if known or proper:
        return Named(name if proper else known, sure=False)
    return None


def _longest_at_start(text: str, names: frozenset[Words]) -> str:
    tokens = list(_TOKEN.finditer(text))
    words = tuple(token.group().casefold() for token in tokens)
    lengths = sorted((len(name) for name in names if words[: len(name)] == name), reverse=True)
    return _upto(text, tokens[lengths[0] - 1].end()) if lengths else ""


def _upto(text: str, end: int) -> str:
    """A text up to a place, a bracket closed there included."""
    return text[: end + 1] if text[end : end + 1] == ")" and "(" in text[:end] else text[:end]


def _known_in(text: str, names: frozenset[Words]) -> Named | None:
    """The longest known name anywhere in a line; only probable, for a line can speak of several."""
    tokens = list(_TOKEN.finditer(text))
    found = [_longest_at_start(text[token.start() :], names) for token in tokens]
    best = max(found, key=len, default="")
    return Named(best, sure=False) if best else None


def _in_sentence(text: str, kodes: IndicatorVocabulary) -> str:
    """A name that no other table prints: it begins with a capital or is a known one, and holds no figures."""
    starts = [match.start() for match in _INDICATOR_START.finditer(text)]
    names = [_NAME_ENDS.sub("", text[start:]).strip(" ,-\"'“”") for start in starts]
    names = [n for n in names if 2 <= len(n.split()) <= 20 and not re.search(r"(?<![A-Za-z-])\d(?![A-Za-z])", n)]
    known = [n for n in names if find_kode(n, kodes, "indicator")]
    named = [n for n in names if n[0].isupper()]
    return (known or named or [""])[0]


def name_over_values(sight: Sight, names: frozenset[Words], named: Named | None) -> str:
    """A name printed over the columns of numbers: in the line right above them, or cut into their headings.

    White space tables lose a heading that is set over several columns: it stands as the last line above the table,
    right of the columns of text, or each column has the words of it that stand above its own.
    """
    values = [column for column in sight.columns if column.role in VALUE_ROLES]
    lines, part = sight.region.caption, sight.region.parts[0]
    if not values or not lines:
        return ""
    left = part.column_edges[values[0].index] - part.text_height
    others = names | ({words_of(named.text)} if named is not None else set())
    bottom, heading = part.box.top, ""
    for line in reversed(lines[-_HEADING_LINES:]):
        near = line.page_number == part.page_number and bottom - line.box.bottom < 2 * part.text_height
        if not near or line.box.x0 < left:
            break
        bottom, heading = line.box.top, f"{line.text} {heading}".strip()
        if words_of(heading) in others:
            return heading
    over = sight.columns[values[0].index :]
    headings = [[token.casefold() for token in _TOKEN.findall(column.heading.text)] for column in over]
    return next((name for name in sorted(map(" ".join, others), key=len, reverse=True) if _spread(name, headings)), "")


def _spread(name: str, headings: Sequence[Sequence[str]]) -> bool:
    """Whether the words of a name, in order, begin the headings of two columns or more, a part each."""
    words, taken = name.split(), 0
    parts = 0
    for heading in headings:
        length = 0
        while length < len(heading) and taken < len(words) and heading[length] == words[taken]:
            length, taken = length + 1, taken + 1
        parts += bool(length)
    return parts > 1 and taken == len(words)
