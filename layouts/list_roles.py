"""Which of an item's numbers is its target, realisasi and capaian: decided for all items of a list together.

Three things speak for an assignment: the words beside a number, whether capaian = realisasi / target then holds, and
what the same words (or the same position) meant in the other items. The last teaches words that no vocabulary lists:
where "Patokan 8, Perolehan 9, Pemenuhan 112,5 %" closes in one order only, "Patokan" is the target in every item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from layouts.list_numbers import ListNumber
from layouts.records import Field

MEASURES = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)
_PAIRS = ((MEASURES[0], MEASURES[1]), (MEASURES[0], MEASURES[2]), (MEASURES[1], MEASURES[2]))
# More numbers than this in one item are told apart by nobody; the first ones are tried.
_MOST_NUMBERS = 6
# What speaks for a number being a measure, beside a word's strength (1 to 3). An identity that closes to the last digit
# outweighs one plain word against it (3 lost and 3 not won), not two: exchanged words are the report's own mistake,
# and the checks name it.
_CLOSES, _NEARLY, _SIGN, _TAUGHT = 7.0, 2.0, 2.0, 4.0
# Items that must have taught a word before it is believed, and the share of them that must agree.
_LESSONS, _UNANIMOUS = 2.0, 0.8
# A closing teaches a whole lesson; words alone, or a target that was met to the digit, a part of one.
_HALF_LESSON = 0.4

Lead = tuple[object, ...]
Lessons = dict[Lead, dict[Field, float]]


@dataclass(frozen=True, slots=True)
class Roles:
    """The measures of an item.

    `sure`: words, arithmetic or the other items tell. `closes`: capaian = realisasi / target holds. `against_words`: it
    decided against what the words say. `familiar`: the words beside the numbers are those of other items. `worded`:
    each measure has its plain word.
    """

    fields: dict[Field, ListNumber]
    sure: bool = False
    closes: bool = False
    against_words: bool = False
    familiar: bool = False
    worded: bool = False


def assign_roles(items: Sequence[Sequence[ListNumber]]) -> list[Roles]:
    """Give the numbers of every item their measures; an item's `fields` are empty where nothing speaks."""
    lessons: Lessons = defaultdict(lambda: defaultdict(float))
    for numbers in items:
        _learn(numbers, _best(numbers, {}), lessons)
    return [_judged(numbers, _best(numbers, lessons), lessons) for numbers in items]


def _learn(numbers: Sequence[ListNumber], fields: dict[Field, ListNumber], lessons: Lessons) -> None:
    telling = _closing(fields) == _CLOSES and not _met_exactly(fields)
    worded = all(number.cue is field and number.strength >= 2 for field, number in fields.items())
    if not telling and not worded:
        return
    for field, number in fields.items():
        for lead in _leads(number, numbers):
            lessons[lead][field] += 1 if telling else _HALF_LESSON


def _met_exactly(fields: dict[Field, ListNumber]) -> bool:
    """Whether target and realisasi are equal: the identity closes either way and teaches nothing."""
    return fields[Field.TARGET].value == fields[Field.REALISASI].value


def _leads(number: ListNumber, numbers: Sequence[ListNumber]) -> Iterator[Lead]:
    """What other items could have in common with a number: its words, from the most telling on, then its position."""
    for size in (3, 2, 1):
        if len(number.lead) >= size:
            yield ("lead", *number.lead[:size])
    yield ("position", len(numbers), list(numbers).index(number), *number.lead[:1])


def _taught(number: ListNumber, numbers: Sequence[ListNumber], lessons: Lessons) -> tuple[dict[Field, float], float]:
    """What the other items teach of a number, and how much was heard: by the most telling words on which they agree."""
    for lead in _leads(number, numbers):
        heard = lessons.get(lead, {})
        total = sum(heard.values())
        if total >= _LESSONS and max(heard.values()) >= _UNANIMOUS * total:
            return heard, total
    return {}, 0.0


def _best(numbers: Sequence[ListNumber], lessons: Lessons) -> dict[Field, ListNumber]:
    """The assignment for which most is said; the order target, realisasi, capaian breaks ties."""
    first = numbers[:_MOST_NUMBERS]
    best: tuple[float, dict[Field, ListNumber]] = (0.0, {})
    for measures in (MEASURES, *_PAIRS):
        for chosen in permutations(first, len(measures)):
            fields = dict(zip(measures, chosen, strict=True))
            worth = _worth(fields, numbers, lessons)
            if worth > best[0]:
                best = worth, fields
    return best[1]


def _worth(fields: dict[Field, ListNumber], numbers: Sequence[ListNumber], lessons: Lessons) -> float:
    capaian = fields.get(Field.CAPAIAN)
    if capaian is not None and capaian.has_unit and capaian.cue is not Field.CAPAIAN:
        return 0.0
    closing = _closing(fields)
    worth, named = closing, closing > 0
    for field, number in fields.items():
        heard, total = _taught(number, numbers, lessons)
        share = heard.get(field, 0.0) / total if total else 0.0
        worth += _TAUGHT * share + _said(field, number)
        named = named or share >= _UNANIMOUS or (number.cue is field and number.strength >= 2)
        if field is Field.CAPAIAN:
            worth += _SIGN if number.percent else -_SIGN
    places = [fields[field].start for field in MEASURES if field in fields]
    # Two measures out of nothing but signs and order are a guess.
    return worth + (0.25 if places == sorted(places) else 0.0) if named else 0.0


def _said(field: Field, number: ListNumber) -> float:
    if number.cue is field:
        return float(number.strength)
    if number.cue is None:
        return 0.0
    # A capaian word before a bare number, with the percentage elsewhere, names the realisasi.
    return -0.5 if number.cue is Field.CAPAIAN and not number.percent else -float(number.strength)


def _closing(fields: dict[Field, ListNumber]) -> float:
    """What capaian = realisasi / target says: most where it holds to the last printed digit."""
    values = [fields[field].value for field in MEASURES if field in fields]
    if len(values) < len(MEASURES) or any(value is None for value in values) or not values[0]:
        return 0.0
    target, realisasi, capaian = (Decimal(value or 0) for value in values)
    off = realisasi * 100 / target - capaian
    unit = Decimal(1).scaleb(-fields[Field.CAPAIAN].decimals)
    if -unit / 2 <= off < unit and capaian:
        return _CLOSES
    # Half a percent: a list rounds what the tables print to two decimals.
    return _NEARLY if abs(off) <= Decimal("0.5") else 0.0


def _judged(numbers: Sequence[ListNumber], fields: dict[Field, ListNumber], lessons: Lessons) -> Roles:
    if not fields:
        return Roles({})
    closes = _closing(fields) > 0
    taught = {field: _taught(number, numbers, lessons) for field, number in fields.items()}
    agreed = {
        field: total > 0 and heard.get(field, 0.0) >= _UNANIMOUS * total for field, (heard, total) in taught.items()
    }
    worded = {
        field: (number.cue is field and number.strength >= 2) or (field is Field.CAPAIAN and number.percent)
        for field, number in fields.items()
    }
    against = any(
        number.cue not in (field, None, Field.CAPAIAN) and number.strength == 3 for field, number in fields.items()
    )
    known = all(worded[field] or agreed[field] for field in fields)
    telling = closes and not (len(fields) == len(MEASURES) and _met_exactly(fields))
    return Roles(
        fields,
        sure=(known or telling) and not against,
        closes=closes,
        against_words=against,
        familiar=sum(agreed.values()) * 2 >= len(fields),
        worded=all(number.cue is field and number.strength >= 2 for field, number in fields.items()),
    )
