"""What the readers of a printed text said: which of them, how surely, and what else it may be.

Text from a page's own text layer agrees with itself. On pages read from pictures every word says whether its readers
agree; a value is worth as much as the weakest of its words that hold digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Agreement, Place, TextSource, Word
from extract.placed import Prints
from layouts.records import Alternative, Trust
from layouts.values import Nature, NumberStyle, read_number

# A number that its readers saw only part of, or two in one: "97,", "1.488.96 1.461.107.944".
_BROKEN = re.compile(r"\d\s*,\s*%?$|\d\s+\d")
_TRUST = {
    Agreement.AGREED: Trust.AGREED,
    Agreement.SINGLE: Trust.SINGLE,
    Agreement.DISPUTED: Trust.DISPUTED,
}


_SINGLE_GROUP = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,]*\d)")
_BARE_END = re.compile(r"\d[\s.)]*$")
_OTHER_MARK = str.maketrans(".,", ",.")


@dataclass(frozen=True, slots=True)
class Said:
    """What the readers of a text said: `others` are the texts it becomes with their other readings.

    `known`: each word that they disagree in has its other readings among them.
    """

    source: str = TextSource.TEXT
    confidence: float | None = None
    agreement: Agreement = Agreement.AGREED
    others: tuple[str, ...] = ()
    known: bool = True

    def trust(self, *, sure: bool) -> Trust:
        """The trust of a value of this text; `sure`: what it speaks of is beyond doubt."""
        trust = _TRUST[self.agreement]
        return Trust.SINGLE if trust is Trust.AGREED and not sure else trust


def what_was_said(text: str, places: Iterable[Place], prints: Prints) -> Said:
    """What the readers of the words in some places said of a text made of them."""
    words = [word for place in places for word in prints.words_in(place)]
    read = [word for word in words if word.source is not TextSource.TEXT]
    if not read:
        return Said()
    counted = [word for word in read if any(char.isdigit() for char in word.text)] or read
    confidences = [word.confidence for word in counted if word.confidence is not None]
    return Said(
        source=read[0].source,
        confidence=round(min(confidences), 3) if confidences else None,
        agreement=Agreement.weakest(*(word.agreement for word in counted)),
        others=tuple(dict.fromkeys(_with_other_words(text, counted))),
        known=all(word.others for word in counted if word.agreement is Agreement.DISPUTED),
    )


def agreed_in_value(
    said: Said, text: str, style: NumberStyle | None, nature: Nature | None, *, signed: bool = False
) -> Said:
    """What the readers said once the column and what is counted have spoken: marks may differ that mean the same.

    "11.750" and "11750" persons are one number. A single group whose mark decides its value ("79,375") is no more
    than probable where no other number of the column proves what the mark means, however many readers saw it.

    Args:
        said: Of `text`.
        text: A number.
        style: What the marks mean in its column.
        nature: What is counted or measured.
        signed: The numbers beside it are printed with percent signs.
    """
    if said.source == TextSource.TEXT:
        return said
    agreement = said.agreement
    if agreement is Agreement.DISPUTED and said.known and said.others:
        values = {read_number(one, style, nature=nature).value for one in (text, *said.others)}
        agreement = Agreement.AGREED if len(values) == 1 and None not in values else agreement
    doubted = _may_end_in_a_sign(text, nature, signed=signed) or not _is_borne_out(text, style, nature)
    doubted = doubted or _BROKEN.search(text) is not None or read_number(text, style, nature=nature).value is None
    if agreement is Agreement.AGREED and doubted:
        agreement = Agreement.SINGLE
    return replace(said, agreement=agreement)


def _may_end_in_a_sign(text: str, nature: Nature | None, *, signed: bool) -> bool:
    """Whether the last digit may be a percent sign: blurred, all engines read "(94.01%)" as "(94.019)"."""
    if not _BARE_END.search(text):
        return False
    return signed or (nature is Nature.PERCENT and _SINGLE_GROUP.search(text) is not None)


def _is_borne_out(text: str, style: NumberStyle | None, nature: Nature | None) -> bool:
    """Whether a number's value hangs on no mark, or is of the size of its column's clear numbers as it was read alone.

    Blurred, all engines take a dot for a comma alike: 4 of 650 agreed cells at 130 dpi, all of them single groups.
    """
    group = _SINGLE_GROUP.search(text)
    if group is None:
        return True
    value = read_number(text, style, nature=nature).value
    if nature is not None and value == read_number(text.translate(_OTHER_MARK), style, nature=nature).value:
        return True
    clear = style.clear if style is not None else None
    if value is None or clear is None:
        return False
    as_thousands, as_decimal = (Decimal(group.group(1) + mark + group.group(2)) for mark in ("", "."))
    otherwise = as_decimal if abs(value) == as_thousands else as_thousands
    return _is_about(abs(value), clear) and not _is_about(otherwise, clear)


def _is_about(value: Decimal, clear: tuple[Decimal, Decimal]) -> bool:
    """Whether a number is of the size of others, up to ten times smaller or larger."""
    return clear[0] / 10 <= value <= clear[1] * 10


def readers_agree(places: Iterable[Place], prints: Prints) -> bool:
    """Whether the readers of the words in some places agree, as they do where there is one text layer or no word.

    Words with digits are not heard: a label's neighbours are judged by themselves.
    """
    words = (word for place in places for word in prints.words_in(place))
    return all(word.agreement is Agreement.AGREED or any(char.isdigit() for char in word.text) for word in words)


def _with_other_words(text: str, words: Sequence[Word]) -> Iterable[str]:
    for word in words:
        for other in word.others:
            if word.text in text:
                yield text.replace(word.text, other, 1)


def read_alternatives(
    said: Said, style: NumberStyle | None, nature: Nature | None, *, unlike: object
) -> tuple[Alternative, ...]:
    """The other numbers that a text may be, each once; those equal to `unlike` are none."""
    found: dict[object, Alternative] = {}
    for text in said.others:
        reading = read_number(text, style, nature=nature)
        if reading.value is not None and reading.value != unlike:
            found.setdefault(reading.value, Alternative(text, reading.value, reading.decimals))
    return tuple(found.values())
