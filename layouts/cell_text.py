"""A printed cell taken apart: its digits, the sign, "Rp", "%" and unit around them, or why it holds no single
value.

Pure text; what the digits are worth is decided in `layouts/values.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from layouts.number_words import large_unit, read_number_words, short_scale
from layouts.numerals import Nature, is_grouped, read_numeral
from layouts.units import units_in_use

_RUPIAH = r"(?:Rp|IDR)\s*[.,:]?"
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?<![A-Za-z]-)\d+(?:\s*[.,]\s*\d+|\s+\d+)*")
# A digit that is no part of "m3" or "P-21".
_BARE_DIGIT = re.compile(r"(?<![A-Za-z\d])(?<![A-Za-z]-)\d")
# ",-" and ".-" say "no cents"; a stray mark may stand before "%" or end a sentence.
_NO_CENTS = re.compile(r"\s*(?:[.,]\s*)?[-=_]{1,3}(?![\w])|\s*[.,]+")
_HEAD = re.compile(rf"(?P<open>\()?\s*(?P<sign>-\s*)?(?P<rupiah>{_RUPIAH})?\s*(?P<inner>[-(])?\s*", re.I)
_AROUND = re.compile(rf"^{_RUPIAH}\s*|\s*%$", re.I)
_PERCENT = re.compile(r"\s*(?:%|persen\b|prosen\b)(.*)", re.I)
# "M" and "T" (metre, ton?) are scales only where money is counted.
_MONEY_SCALES = {"m": 10**9, "t": 10**12}
# Letters that readers of pictures put for 0, 1, 5, 8 and 2, right behind a digit: the number is not whole.
_LOOKALIKE = re.compile(r"[OoQDlI|SsBZz]")
# More words than this behind a number are a sentence, not a unit.
_LONGEST_UNIT = 8
# Signs and marks that may stand around a value without changing it: "= 51,10;", "*) 86".
_EDGE = " \t:;=*|•·"
# A measure of its own in brackets behind a number.
_ASIDE = re.compile(rf"\((?:[^()]*\d\s*(?:%|persen\b)|\s*{_RUPIAH}\s*\d)[^()]*\)", re.I)
# Spelt out: "4 Desa" and "3 Agen" are counts.
_MONTHS = (
    r"jan(?:uari)?|feb(?:r?uari)?|mar(?:et)?|apr(?:il)?|mei|jun(?:i)?|jul(?:i)?|ag(?:t|s|st|ustus)|sep(?:t|tember)?|"
    r"okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?"
)
_NO_VALUE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?|\b(?:{_MONTHS})\s+(?:19|20)\d\d\b", re.I),
    ),
    ("date", re.compile(r"\b\d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d\d\b")),
    (
        "code",
        re.compile(r"^(?:SP\s*)?DIPA\b|\b(?:SNI|NIP|Pasal)\b|^No(?:mor|\.)|^0\d{3,}$|\b\d{16,}\b", re.I),
    ),
    ("code", re.compile(r"\b[A-Z]{1,6}/\d+/|/(?:19|20)\d\d\b|\b\d{3}\.\d{2}\.\d\b")),
    (
        "bound",
        re.compile(
            r"[<>≤≥±~]|\d\s*%?\s*\+$|^(?:min|maks|max)\w*\.?\s|^(?:paling|lebih|kurang)\s|^di\s?(?:atas|bawah)\s", re.I
        ),
    ),
    ("range", re.compile(r"\d\s*%?\s*(?:s\s*[./]?\s*d\b\.?|sampai(?: dengan)?|hingga)\s*\d", re.I)),
    ("range", re.compile(r"\d\s*%?\s*-\s*(?:Rp\.?\s*)?\d", re.I)),
    ("ratio", re.compile(r"\d\s*(?::|x|\u2044|dari)\s*\d|^\d+\s*/\s*\d+$", re.I)),
)


@dataclass(frozen=True, slots=True)
class CellParts:
    """What stands in a cell: digits as printed, unit, and what else was said of them.

    `words` is the number that words in brackets say ("11 (sebelas)"), `factor` what "juta" or "miliar"
    multiplies by, `no_cents` whether ",-" follows, `doubt` a reason code ("" for none), `bracketed` whether
    brackets enclose the number. `aside`: a percentage or an amount stands in brackets behind it ("1.250.000 (95,2%)").
    """

    number: str
    unit: str = ""
    rupiah: bool = False
    no_cents: bool = False
    negative: bool = False
    bracketed: bool = False
    percent: bool = False
    words: int | None = None
    factor: int = 1
    doubt: str = ""
    aside: bool = False


def normal_text(text: str) -> str:
    """One line without invisible characters, with plain dashes and spaces and nothing idle at its ends."""
    plain = re.sub(
        r"(?<=[\d%])[\u00b9\u00b2\u00b3\u2070-\u2079\u207d\u207e]+",
        "",
        text.replace("\ufffe", "-").replace("\u00ad", ""),
    )
    plain = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", plain))
    plain = re.sub(r"[\u2010-\u2015\u2212\u2500]", "-", plain)
    plain = re.sub(r"\b(Rp|IDR)(?=\d)", r"\1 ", plain, flags=re.I)
    return " ".join(plain.split()).strip(_EDGE)


def says_nothing(plain: str) -> bool:
    """Whether a cell (as `normal_text` gives it) prints no value: empty, a dash, "Rp -", "nihil", "n/a"."""
    bare = _AROUND.sub("", plain)
    return not re.search(r"\w", bare) or bare.lower() in units_in_use().nothing


def take_apart(plain: str, nature: Nature | None = None) -> CellParts | str:
    """Take a cell apart around its number.

    Args:
        plain: A cell as `normal_text` gives it, that does not say nothing.
        nature: What its column or row counts, where known: "1,5 M" is a milliard of money, else perhaps metres.

    Returns:
        The parts, or the reason code why there is no single value: "grade", "no-number", "date", "code",
        "bound", "range", "ratio", "several-numbers", "malformed-number".
    """
    number = _NUMBER.search(plain)
    if number is None:
        return "grade" if plain.lower().strip(" .()") in units_in_use().grades else "no-number"
    reason = next((reason for reason, pattern in _NO_VALUE if pattern.search(plain)), "")
    if reason:
        return reason
    head, rest = _without_leading_words(plain[: number.start()]), plain[number.end() :]
    if _LOOKALIKE.match(rest) and units_in_use().nature_of_unit(rest) is None:
        return "malformed-number"
    around = _HEAD.fullmatch(head)
    if around is None:
        return _beside_words(head, number.group(), rest)
    return _parts(number.group(), around, rest, nature)


def _without_leading_words(head: str) -> str:
    """Drop words that introduce a number ("sebesar Rp", "Level", "Indeks :")."""
    while (word := re.match(r"\s*([A-Za-z]+)[\s:=]*", head)) and word[1].lower() in units_in_use().leading:
        head = head[word.end() :]
    return head


def _beside_words(head: str, number: str, rest: str) -> CellParts | str:
    """A number behind a grade or class ("B (65)", "BB 72,50") counts; behind other words it does not."""
    closing = rest.strip()
    in_brackets = head.rstrip().endswith("(") and closing in (")", "%)") and not re.search(r"\d", head)
    behind_grade = head.strip(" /,=-(").lower() in units_in_use().grades and closing in ("", "%", ")", "%)")
    return CellParts(number, percent="%" in rest) if in_brackets or behind_grade else "no-number"


def _parts(number: str, around: re.Match[str], rest: str, nature: Nature | None) -> CellParts | str:
    """Put together what was found; "several-numbers" or "no-number" where the rest is no unit."""
    cents = _NO_CENTS.match(rest)
    behind = rest[cents.end() :] if cents else rest
    tail, words = _without_bracketed_numbers(behind)
    percent = _PERCENT.match(tail)
    tail = percent[1] if percent else tail
    factor, tail = _factor(tail.strip(" .,;*"), money=bool(around["rupiah"]) or nature is Nature.MONEY)
    unit = _unit(tail)
    if _BARE_DIGIT.search(unit):
        return "several-numbers"
    if len(unit.split()) > _LONGEST_UNIT:
        return "no-number"
    bracketed = bool(around["open"]) or around["inner"] == "("
    signed = bool(around["sign"]) or around["inner"] == "-"
    # "- 5 Orang" in a cell is a list's item; "(103,03%)" behind a number is a remark, elsewhere it may be a
    # loss.
    bullet = bool(around["sign"]) and around["sign"].endswith(" ") and unit != "" and not around["rupiah"]
    doubt = "bullet-or-minus" if bullet else "bracketed-percent" if bracketed and percent else ""
    doubt = doubt or ("scale-or-unit" if unit in ("M", "T") else "")
    return CellParts(
        number,
        unit,
        rupiah=bool(around["rupiah"]) or unit.lower() == "rupiah",
        no_cents=bool(cents and re.search(r"[-=_]", cents.group())),
        negative=(bracketed or signed) and not doubt,
        bracketed=bracketed,
        percent=bool(percent),
        words=words,
        factor=factor,
        doubt=doubt,
        aside=_ASIDE.search(behind) is not None,
    )


def _without_bracketed_numbers(tail: str) -> tuple[str, int | None]:
    """Drop brackets that hold a number: in words it says the same again, in digits ("(10 Kabupaten)") another
    thing.

    "(P-21)" belongs to the unit and stays.
    """
    words: int | None = None
    for bracket in re.findall(r"\([^()]*\)", tail):
        said = read_number_words(bracket)
        words = said if words is None else words
        if said is not None or _BARE_DIGIT.search(bracket):
            tail = tail.replace(bracket, " ")
    return tail, words


def _factor(tail: str, *, money: bool) -> tuple[int, str]:
    """What a word like "miliar" or "jt" multiplies by (of money also "M"), and the tail without it."""
    first = re.match(r"[A-Za-z]+\b", tail)
    if first is None:
        return 1, tail
    word = first.group().lower()
    factor = large_unit(word) or short_scale(word) or (_MONEY_SCALES.get(word) if money else None)
    return (factor, tail[first.end() :]) if factor else (1, tail)


def _unit(tail: str) -> str:
    """The unit as printed, without brackets that have no unit before them ("3,18 (Mandiri)")."""
    unit = " ".join(tail.split()).strip(" .,;*")
    unit = re.sub(r"^\([^()]*\)", "", unit)
    if unit.count(")") > unit.count("("):
        unit = unit.replace(")", "", 1)
    return unit.strip(" .,;*")


def join_digits(printed: str, nature: Nature | None) -> tuple[str, bool]:
    """Join digits that a narrow cell broke ("1.506.190.00 0"): groups of exactly three decide.

    Args:
        printed: Digits, marks and single spaces.
        nature: What they count, where known: money has no single decimals.

    Returns:
        The digits, empty where they stay several numbers; and whether another reading is possible.
    """
    pieces = printed.split()
    glued = "".join(pieces)
    if len(pieces) == 1:
        return glued, False
    at_marks = all(a[-1] in ".," or b[0] in ".," for a, b in pairwise(pieces))
    numeral = read_numeral(glued)
    if len(re.findall(r"[.,]", glued)) > 1 and numeral.value is not None and not numeral.malformed:
        whole_before = all(read_numeral(piece.strip(".,")).value is not None for piece in pieces)
        return glued, whole_before and not at_marks
    if glued.isdigit() and len(pieces) > 2 and is_grouped(".".join(pieces)):
        return glued, True
    one_group = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", glued) is not None
    if (at_marks and (one_group or "," in glued)) or (one_group and nature is Nature.MONEY):
        return glued, True
    return "", False
