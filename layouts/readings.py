"""What the readers of a printed text said: which of them, how surely, and what else it may be.

Text from a page's own text layer agrees with itself. On pages read from pictures every word says whether its readers
agree; a value is worth as much as the weakest of its words that hold digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.model import Agreement, Page, Place, TextSource, Word
from layouts.records import Alternative, Trust
from layouts.values import Nature, NumberStyle, read_number

_ORDER = (Agreement.AGREED, Agreement.SINGLE, Agreement.DISPUTED)
_TRUST = {
    Agreement.AGREED: Trust.AGREED,
    Agreement.SINGLE: Trust.SINGLE,
    Agreement.DISPUTED: Trust.DISPUTED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the readers of a text said: `others` are the texts it becomes with their other readings."""

    source: str = TextSource.TEXT
    confidence: float | None = None
    agreement: Agreement = Agreement.AGREED
    others: tuple[str, ...] = ()

    def trust(self, *, sure: bool) -> Trust:
        """The trust of a value of this text; `sure`: what it speaks of is beyond doubt."""
        trust = _TRUST[self.agreement]
        return Trust.SINGLE if trust is Trust.AGREED and not sure else trust


def what_was_said(text: str, places: Iterable[Place], pages: Mapping[int, Page]) -> Said:
    """What the readers of the words in some places said of a text made of them."""
    words = [word for place in places for word in _words_in(place, pages)]
    read = [word for word in words if word.source is not TextSource.TEXT]
    if not read:
        return Said()
    counted = [word for word in read if any(char.isdigit() for char in word.text)] or read
    confidences = [word.confidence for word in counted if word.confidence is not None]
    return Said(
        source=read[0].source,
        confidence=round(min(confidences), 3) if confidences else None,
        agreement=max((word.agreement for word in counted), key=_ORDER.index),
        others=tuple(dict.fromkeys(_with_other_words(text, counted))),
    )


def readers_agree(places: Iterable[Place], pages: Mapping[int, Page]) -> bool:
    """Whether the readers of the words in some places agree, as they do where there is one text layer or no word.

    Words with digits are not heard: a label's neighbours are judged by themselves.
    """
    words = (word for place in places for word in _words_in(place, pages))
    return all(word.agreement is Agreement.AGREED or any(char.isdigit() for char in word.text) for word in words)


def _words_in(place: Place, pages: Mapping[int, Page]) -> list[Word]:
    page = pages.get(place.page_number)
    return [word for word in page.words if place.box.holds_centre_of(word.box)] if page is not None else []


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
