"""What a column says of itself: its words, signs, shape and size, for each role it could have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from layouts.closings import Closings
from layouts.columns import ColumnStats
from layouts.evidence import (
    ALIKE,
    AMOUNT,
    BARE_AMOUNTS,
    BY_WORD,
    CAPTION,
    CERTAIN_SHAPE,
    CONTENT,
    EXACT,
    GOES_ON,
    KIN,
    LARGE_COUNT,
    LEFT_OF_TEXT,
    LIKELY_SHAPE,
    NO_AMOUNT,
    NO_MONEY,
    NO_NUMBERS,
    NO_OTHER_TEXT,
    NO_PERCENT,
    NO_RESULT,
    NO_WORDS,
    OFFICE_CELLS,
    OTHER_CONTENT,
    PARENT,
    PARENT_OF_MANY,
    PERCENT_SIGN,
    SIBLING,
    SIDE,
    UNNAMED,
    Evidence,
)
from layouts.headers import QUARTERS, ColumnHeading
from layouts.periods import UP_TO, YEAR
from layouts.quarters import PartMeasure, goes_on, measure_of_parts
from layouts.values import LARGEST_PERCENT, SMALLEST_AMOUNT
from layouts.wordings import BUDGET_ROLES, TEXT_ROLES, VALUE_ROLES, Heading, Role, RoleGuess, Vocabulary
from layouts.year_groups import repeated_groups

MONEY = BUDGET_ROLES - {Role.PERSEN_ANGGARAN}
PERCENTS = frozenset({Role.CAPAIAN, Role.PERSEN_ANGGARAN})
# "Capaian terhadap target 2024": the year is the target's.
_BY_TARGET = re.compile(r"\b(?:terhadap|thd|dari|dengan)\b\W*target\b", re.I)
# What no plan prints.
RESULTS = frozenset({Role.REALISASI, Role.CAPAIAN, Role.REALISASI_ANGGARAN, Role.PERSEN_ANGGARAN, Role.SISA})
COUNTED = frozenset({Role.TARGET, Role.REALISASI, Role.CAPAIAN})
# Measures of a whole year that its quarters can make up.
_MADE_OF_PARTS = (Role.TARGET, Role.REALISASI, Role.PAGU, Role.REALISASI_ANGGARAN)
# A number with its unit has at most so many words.
_UNIT_WORDS = 4
# Mean words from which on cells without any number are texts; grades and marks have fewer.
_SENTENCE = 3
# From this likeness on a whole heading is a known wording; from this share of cells on a column is one of numbers.
WHOLE, _MOSTLY_NUMBERS = 0.8, 0.8
# Words of a name over columns; "Tahun 2011" and "Posisi 2011" are none.
_NAME = 2
# So many texts, and this share of them, begin alike where a column is told by it.
_TEXTS, _MOST_TEXTS = 2, 0.6
# A column of offices names one in so many of its cells; the others are totals and averages.
OFFICES = 0.6
# Words that no heading names are a label only where the table has no other.
_NO_LABEL = 2.1
# Weights printed with two decimals add up to 100 to within this.
_ROUNDED_WEIGHTS = 0.1


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What is printed over and in a column. `said`: what its own words mean; `above`: the measure over a group."""

    index: int
    heading: ColumnHeading
    stats: ColumnStats
    leaf: Heading | None
    said: RoleGuess | None
    above: RoleGuess | None
    side: str
    rupiah: bool
    percent: bool
    tahun: int | None
    periode: str
    plan: bool
    parent_text: str


@dataclass(frozen=True)
class Table:
    """A table's columns, what closes between them, and what its surroundings say."""

    columns: tuple[ColumnFacts, ...]
    closings: Closings
    numbering: Mapping[int, str]
    scale: int
    siblings: Mapping[str, Role]
    caption: frozenset[Role] = frozenset()
    spoken: frozenset[Role] = frozenset()
    plan_above: bool = False
    done: bool = False

    @cached_property
    def planned(self) -> bool:
        """Whether the words above the table speak of a plan, and no heading says outright that it prints results."""
        guesses = (guess for f in self.columns if f.stats.numeric >= 0.5 for guess in (f.said, f.above))
        return self.plan_above and not any(g and g.role in RESULTS and g.likeness >= WHOLE for g in guesses)

    @cached_property
    def captioned(self) -> int | None:
        """The one column of numbers of a table whose others are money, or parts of the year that were planned."""
        numbers = [
            f
            for f in self.columns
            if f.stats.filled
            and f.stats.numeric >= 0.5
            and f.stats.years < 0.5
            and (f.said is None or f.said.role in VALUE_ROLES)
            and (f.index or not f.stats.ascending)
            and f.index >= self.first_text
        ]
        named = [f for f in numbers if (measure := _measure(f)) is not None and measure is not Role.NILAI]
        others = [f for f in numbers if f not in named and (f.index != self.bare_amounts or len(numbers) == 1)]
        others = [f for f in others if not (self.planned and f.periode != YEAR)]
        beside = all(_measure(f) in (Role.PAGU, Role.KEBUTUHAN_PENDANAAN) or self._is_planned_part(f) for f in named)
        return others[0].index if beside and len(others) == 1 else None

    @cached_property
    def beside_target(self) -> int | None:
        """The one column of counts that no words name, right of the one target of a table of results."""
        numbers = [f for f in self.columns if f.stats.filled and f.stats.numeric >= 0.5 and f.stats.years < 0.5]
        named = [_measure(f) for f in numbers]
        if not self.done or named.count(Role.TARGET) != 1 or Role.REALISASI in named:
            return None
        target = named.index(Role.TARGET)
        right = [f for f, measure in zip(numbers[target + 1 :], named[target + 1 :], strict=True) if measure is None]
        counts = [f for f in right if not f.percent and f.leaf is not None and f.leaf.phrase]
        return counts[0].index if len(counts) == 1 else None

    def _is_planned_part(self, facts: ColumnFacts) -> bool:
        return self.planned and facts.periode != YEAR and _measure(facts) in (Role.TARGET, *RESULTS)

    @cached_property
    def _groups(self) -> tuple[int, int, int] | None:
        return repeated_groups([f.heading for f in self.columns])

    def repeats(self, left: int, right: int) -> bool:
        """Whether two columns stand at one place in groups whose headings are printed several times in a row."""
        if self._groups is None:
            return False
        first, size, count = self._groups
        inside = all(first <= column < first + size * count for column in (left, right))
        return inside and (right - left) % size == 0

    @cached_property
    def bare_amounts(self) -> int | None:
        """The one column of rupiah amounts of a table, where no heading says what it is."""
        amounts = [f for f in self.columns if (f.stats.median or 0) * self.scale >= SMALLEST_AMOUNT]
        return amounts[0].index if len(amounts) == 1 and _measure(amounts[0]) is None else None

    @cached_property
    def counts_money(self) -> bool:
        """Whether any column holds amounts of rupiah, or says that it holds money."""
        return any(
            (f.stats.median or 0) * self.scale >= SMALLEST_AMOUNT or f.rupiah or _measure(f) in MONEY
            for f in self.columns
        )

    @cached_property
    def first_text(self) -> int:
        """Index of the first column of words; 0 where a table has none."""
        return next((f.index for f in self.columns if f.stats.filled and f.stats.numeric < 0.5), 0)

    @cached_property
    def only_text(self) -> int | None:
        """The one column of words of a table of numbers; units and offices are told by themselves."""
        texts = [f.index for f in self.columns if f.stats.filled and f.stats.numeric < 0.5 and f.stats.units < 0.6]
        numbers = (
            any(f.stats.filled and f.stats.numeric >= 0.5 and f.index > texts[0] for f in self.columns)
            if texts
            else False
        )
        return texts[0] if len(texts) == 1 and numbers else None

    @cached_property
    def words(self) -> tuple[Mapping[Role, tuple[Evidence, ...]], ...]:
        """By column, the roles that words name it by, with what they say for each."""
        return tuple(dict(_words(facts, self)) for facts in self.columns)

    @cached_property
    def of_many(self) -> frozenset[int]:
        """Columns under a heading that several different words stand under: it names a side rather than a measure."""
        groups: dict[tuple[str, ...], list[ColumnFacts]] = {}
        for facts in self.columns:
            if len(facts.heading.path) > 1:
                groups.setdefault(tuple(level.text for level in facts.heading.path[:-1]), []).append(facts)
        many: set[int] = set()
        for group in groups.values():
            measures = [f for f in group if f.leaf is not None and (f.said is None or f.said.role in VALUE_ROLES)]
            phrases = {f.leaf.phrase for f in measures if f.leaf is not None and f.leaf.phrase and f.periode == YEAR}
            if len(phrases) > 1:
                many |= {f.index for f in measures}
        return frozenset(many)

    @cached_property
    def goes_on(self) -> Mapping[int, Role]:
        """Columns headed by a year alone, with the measure of the years beside them that they go on.

        A heading over five years may be drawn over three of them.
        """
        found: dict[int, Role] = {}
        taken = {(measure, f.tahun) for f in self.columns if (measure := _measure(f)) is not None}
        for step in (1, -1):
            before: ColumnFacts | None = None
            for facts in self.columns[::step]:
                measure = _measure(before) or found.get(before.index) if before is not None else None
                if (
                    before is not None
                    and measure is not None
                    and _measure(facts) is None
                    and facts.index not in found
                    and before.tahun is not None
                    and facts.tahun == before.tahun + step
                    and (measure, facts.tahun) not in taken
                ):
                    found[facts.index] = measure
                    taken.add((measure, facts.tahun))
                before = facts
        return found

    @cached_property
    def parts(self) -> Mapping[int, PartMeasure]:
        """Columns of quarters under no measure ("Triwulan II"), with the measure they are parts of."""
        found = dict(self._beside_named())
        unnamed = [f for f in self.columns if f.periode != YEAR and _measure(f) is None and f.index not in found]
        if not unnamed:
            return found
        before = [_measure(f) for f in self.columns[: unnamed[0].index]]
        years = {
            measure: f.stats.numbers
            for f in self.columns
            if f.periode == YEAR and (measure := _measure(f)) in _MADE_OF_PARTS
        }
        told = measure_of_parts(
            [f.stats.numbers for f in unnamed if f.periode != UP_TO],
            years,
            self._spoken_of_parts() if len({f.periode for f in unnamed}) == len(unnamed) else frozenset(),
            next((m for m in reversed(before) if m in (Role.TARGET, Role.REALISASI)), None),
        )
        return found if told is None else found | {f.index: told for f in unnamed}

    def _spoken_of_parts(self) -> frozenset[Role]:
        """What the words above say that quarters hold; "Rencana Aksi Pencapaian Kinerja" is a plan."""
        return frozenset({Role.TARGET}) if self.planned else self.spoken

    def _beside_named(self) -> Mapping[int, PartMeasure]:
        """Quarters that go on those beside them: a heading over four of them may be drawn over two."""
        found: dict[int, PartMeasure] = {}
        named = {f.index: measure for f in self.columns if (measure := _measure(f)) is not None and f.periode != YEAR}
        taken = {(measure, self.columns[index].periode) for index, measure in named.items()}
        for step in (1, -1):
            for facts in self.columns[::step]:
                role = named.get(facts.index - step)
                if role is None or facts.index in named or _measure(facts) is not None:
                    continue
                before = self.columns[facts.index - step]
                if (role, facts.periode) not in taken and goes_on(before.periode, facts.periode, step):
                    named[facts.index] = role
                    taken.add((role, facts.periode))
                    found[facts.index] = PartMeasure(role, "years", f"goes on the quarters of {role} beside it")
        return found


def _measure(facts: ColumnFacts) -> Role | None:
    """The measure that the words over a column name."""
    guess = facts.said if facts.said is not None and facts.said.role in VALUE_ROLES else facts.above
    return guess.role if guess is not None else None


def facts_of(
    index: int, heading: ColumnHeading, stats: ColumnStats, vocabulary: Vocabulary, *, quarters: bool = False
) -> ColumnFacts:
    """Read what stands over a column; `quarters`: bare numerals in the table's headings count them."""
    guesses = [vocabulary.guess_role(level.phrase) for level in heading.path]
    if guesses:
        guesses[-1] = _as_cells_are(guesses[-1], heading.path[-1].phrase, stats, vocabulary)
    parents = [vocabulary.side_of(level.phrase) for level in heading.path[:-1]]
    return ColumnFacts(
        index=index,
        heading=heading,
        stats=stats,
        leaf=heading.leaf,
        said=guesses[-1] if guesses else None,
        above=next((g for g in reversed(guesses[:-1]) if g is not None and g.role in VALUE_ROLES), None),
        side=next((side for side in reversed(parents) if side), ""),
        rupiah=any(level.rupiah for level in heading.path),
        percent=any(level.percent for level in heading.path),
        tahun=next((level.years[0] for level in reversed(heading.path) if _names_its_year(level)), None),
        periode=_period(heading, vocabulary, quarters=quarters),
        plan=any(vocabulary.is_plan(level.text) for level in heading.path),
        parent_text=next(
            (
                level.text
                for level, g in zip(heading.path[:-1], guesses, strict=False)
                if level.phrase
                and not (level.years and len(level.phrase.split()) < _NAME)
                and (g is None or g.likeness < 0.8)
                and not vocabulary.side_of(level.phrase)
            ),
            "",
        ),
    )


def _names_its_year(level: Heading) -> bool:
    """Whether a heading names one year, and not as that of a target it measures by ("capaian terhadap target 2024")."""
    return len(set(level.years)) == 1 and not _BY_TARGET.search(level.text)


def _as_cells_are(guess: RoleGuess | None, phrase: str, stats: ColumnStats, vocabulary: Vocabulary) -> RoleGuess | None:
    """What a heading's words mean where one of them alone was known, and the cells are not of that kind.

    "Anggaran Satker" over amounts is no office, "Hal yang Diukur Pencapaian" over sentences no realisasi.
    """
    if guess is None or guess.likeness >= WHOLE or not stats.filled:
        return guess
    if guess.role in TEXT_ROLES and stats.numeric >= _MOSTLY_NUMBERS:
        return vocabulary.guess_by_word(phrase, VALUE_ROLES) or guess
    if guess.role in VALUE_ROLES and stats.numeric == 0 and stats.words >= _SENTENCE:
        return vocabulary.guess_by_word(phrase, TEXT_ROLES)
    return guess


def _period(heading: ColumnHeading, vocabulary: Vocabulary, *, quarters: bool) -> str:
    """The part of the year a column speaks of; a bare numeral under "Triwulan" is a quarter."""
    numeral = next((q for level in reversed(heading.path) if (q := QUARTERS.get(level.phrase))), "")
    if numeral and quarters:
        return numeral
    if numeral and any({"triwulan", "tribulan", "tw"} & set(level.phrase.split()) for level in heading.path):
        return numeral
    return next((p for level in reversed(heading.path) if (p := vocabulary.period_of(level.phrase))), YEAR)


def speak_alone(facts: ColumnFacts, table: Table) -> dict[Role | None, tuple[Evidence, ...]]:
    """The roles a column could have by itself, with what speaks for and against each; None is always one."""
    words = table.words[facts.index]
    roles: list[Role | None] = [None, *words]
    if facts.stats.filled and facts.stats.numeric >= 0.5:
        roles += [role for role in _COULD_BE if role not in words]
    if facts.index == table.captioned:
        roles += sorted(table.caption.difference(roles))
    roles += [role for role in _BY_SHAPE if role not in words]
    found: dict[Role | None, tuple[Evidence, ...]] = {}
    for role in roles:
        if role is None:
            found[role] = ()
            continue
        evidence = [*words.get(role, ()), *_content(role, facts.stats), *_shape(role, facts, table)]
        if role in VALUE_ROLES:
            if role not in words:
                evidence.append(Evidence("unnamed", UNNAMED, "no words say so"))
                if facts.index < table.first_text:
                    evidence.append(Evidence("order", LEFT_OF_TEXT, "left of every text: a code of the row"))
            evidence += _captions(role, facts, table)
            evidence += [*_signs(role, facts, table), *_sizes(role, facts, table), *_sides(role, facts)]
        stays = role in words or role in VALUE_ROLES or role is Role.URAIAN
        if evidence and (stays or any(e.points > 0 for e in evidence)):
            found[role] = tuple(evidence)
    return found


def _captions(role: Role, facts: ColumnFacts, table: Table) -> Iterator[Evidence]:
    """What the words above a table say of a column of numbers."""
    # A measure that the heading names is not another one's for a word above the table.
    spoken_of = role in table.caption and (role is Role.TARGET or not VALUE_ROLES & set(table.words[facts.index]))
    if spoken_of and facts.index == table.captioned:
        yield Evidence("caption", CAPTION, f"the words above speak of a {role}")
    if role is Role.REALISASI and facts.index == table.beside_target:
        yield Evidence("caption", CAPTION, "the words above speak of results, and no other column is the target's")
    if table.planned and role in RESULTS:
        yield Evidence("caption", NO_RESULT, "the words above speak of a plan")


# What cells alone may show a column to be.
_BY_SHAPE = (
    Role.NO,
    Role.TAHUN,
    Role.SATKER,
    Role.SATUAN,
    Role.INDIKATOR,
    Role.SASARAN,
    Role.URAIAN,
    Role.IGNORED,
)
# The measures that numbers without a name may be of.
_COULD_BE = (
    Role.TARGET,
    Role.REALISASI,
    Role.CAPAIAN,
    Role.PAGU,
    Role.REALISASI_ANGGARAN,
    Role.SISA,
    Role.PERSEN_ANGGARAN,
)


def _words(facts: ColumnFacts, table: Table) -> Iterator[tuple[Role, tuple[Evidence, ...]]]:
    """What the headings say, with the roles their wordings may also mean."""
    leaf = facts.leaf
    if leaf is None:
        return
    name, role, points, why = "", None, 0.0, ""
    if facts.said is not None:
        role, points = facts.said.role, _likeness(facts.said)
        name, why = "heading", f"'{leaf.text}' ~ '{facts.said.wording}' ({facts.said.likeness:.2f})"
        if facts.above is not None and role is Role.PAGU and facts.above.role is Role.REALISASI:
            role = Role.REALISASI_ANGGARAN
        elif facts.above is not None and role in _SAYS_LITTLE and facts.stats.numeric >= 0.5:
            name, role, points = "parent", facts.above.role, PARENT
    elif leaf.is_bare and leaf.percent and not leaf.years:
        name, role, points, why = "heading", Role.CAPAIAN, ALIKE, "a percent sign"
    elif facts.above is not None:
        most = PARENT_OF_MANY if facts.index in table.of_many else PARENT
        name, role, points = "parent", facts.above.role, min(most, _likeness(facts.above))
        why = f"'{leaf.text}' under '{facts.above.wording}'"
    elif facts.index in table.goes_on:
        name, role, points = "years", table.goes_on[facts.index], GOES_ON
        why = f"goes on the years of {role} beside it"
    elif facts.index in table.parts:
        role, name, why = table.parts[facts.index]
        points = GOES_ON
    elif facts.tahun is not None and (leaf.is_bare or facts.stats.numeric >= 0.5):
        name, role, points, why = "heading", Role.NILAI_TAHUN, LIKELY_SHAPE, f"a year, {facts.tahun}, and no measure"
    elif leaf.phrase in table.siblings:
        name, role, points = "siblings", table.siblings[leaf.phrase], SIBLING
        why = f"'{leaf.text}' is {role} in another table"
    if role is None:
        return
    if table.planned and role is Role.NILAI_TAHUN and facts.index == table.captioned:
        name, role, why = "caption", Role.TARGET, f"{why}, and the words above speak of a plan"
    if table.planned and role in (Role.REALISASI, Role.CAPAIAN) and (points < ALIKE or name == "years"):
        role, why = Role.TARGET, f"{why}, and what a plan names so is to come"
    yield role, (Evidence(name, points, why),)
    for kin, less in KIN.get(role, {}).items():
        yield kin, (Evidence(name, points - less, why),)


_SAYS_LITTLE = (Role.URAIAN, Role.INDIKATOR, Role.NILAI, Role.TAHUN)


def _likeness(guess: RoleGuess) -> float:
    if guess.likeness >= 1.0:
        return EXACT
    return ALIKE if guess.likeness >= 0.8 else BY_WORD


def _content(role: Role, stats: ColumnStats) -> Iterator[Evidence]:
    """What the first words of its texts say of a column of words."""
    if stats.filled < _TEXTS or stats.numeric >= 0.5:
        return
    counts, comes_about = stats.measuring >= _MOST_TEXTS, stats.aiming >= _MOST_TEXTS
    if (role is Role.INDIKATOR and counts) or (role is Role.SASARAN and comes_about):
        yield Evidence("content", CONTENT, f"its texts begin as those of {role} do")
    elif (role in (Role.SASARAN, Role.KEGIATAN, Role.SATKER) and counts) or (
        role in (Role.INDIKATOR, Role.KEGIATAN, Role.SATKER) and comes_about
    ):
        yield Evidence("content", OTHER_CONTENT, f"its texts begin as those of another column than {role} do")


def _shape(role: Role, facts: ColumnFacts, table: Table) -> Iterator[Evidence]:
    stats = facts.stats
    if not stats.filled:
        return
    if role is Role.IGNORED and facts.index == table.only_text:
        yield Evidence("shape", NO_OTHER_TEXT, "the table's only words: its rows' names")
    if role in VALUE_ROLES:
        if stats.ranges >= 0.75 and stats.filled >= 2:
            yield Evidence("shape", NO_WORDS, "its cells are ranges")
        elif stats.numeric == 0 and (stats.words >= _SENTENCE or facts.index == table.only_text):
            yield Evidence("shape", NO_WORDS, "words only")
        elif stats.numeric < 0.5:
            yield Evidence("shape", NO_NUMBERS, "more words than numbers")
        if stats.ascending and facts.index == 0 and stats.filled > 1:
            yield Evidence("shape", NO_NUMBERS, "counts the rows")
    elif role in TEXT_ROLES - {Role.SUMBER_DANA} or role is Role.SATUAN:
        if stats.numeric >= 0.8 and stats.words < 3:
            yield Evidence("shape", NO_WORDS, "a column of numbers")
        if role is Role.SATUAN and stats.units >= 0.6:
            yield Evidence("shape", LIKELY_SHAPE, "its cells are units")
        elif role is not Role.SATUAN and stats.units >= 0.6:
            yield Evidence("shape", NO_WORDS, "its cells are units")
    elif role is Role.NO and stats.ascending and facts.index <= 1 and facts.said is None:
        yield Evidence("shape", LIKELY_SHAPE, "counts the rows")
    elif role is Role.TAHUN and stats.years >= 0.8:
        yield Evidence("shape", LIKELY_SHAPE, "its cells are years")
    elif role is Role.IGNORED and stats.ranges >= 0.75 and stats.filled >= 2:
        yield Evidence("shape", CERTAIN_SHAPE, "its cells are ranges")
    if role is Role.IGNORED and facts.said is None and _are_weights(facts):
        yield Evidence("shape", LIKELY_SHAPE, "its numbers add up to 100: weights")
    if role is Role.SATKER and stats.offices >= OFFICES:
        yield Evidence("shape", OFFICE_CELLS, "its cells are offices")
    if (
        role is Role.URAIAN
        and (facts.said is None or facts.said.role is Role.IGNORED or facts.index == table.only_text)
        and stats.numeric < 0.5
        and stats.units < 0.6
    ):
        rows = max(stats.filled, 1)
        points = stats.distinct / rows + min(stats.words, _UNIT_WORDS) / _UNIT_WORDS - _NO_LABEL
        yield Evidence("shape", points, "words that tell the rows apart")


def _are_weights(facts: ColumnFacts) -> bool:
    numbers = [n for n in facts.stats.numbers if n is not None]
    sums = (sum(numbers), sum(numbers[:-1]) if numbers[-1:] == [100.0] else 0.0)
    return len(numbers) >= 3 and any(abs(total - 100) <= _ROUNDED_WEIGHTS for total in sums)


def _signs(role: Role, facts: ColumnFacts, table: Table) -> Iterator[Evidence]:
    if facts.stats.with_units >= 0.5 and role in (MONEY | PERCENTS):
        yield Evidence("sign", NO_PERCENT, "units behind the numbers")
    others = [f for f in table.columns if f.index != facts.index and f.stats.numeric >= 0.5 and f.stats.filled]
    # Where targets are printed with "%" too, the sign is their unit and tells nothing.
    cells = facts.stats.percent >= 0.5 and not all(f.stats.percent >= 0.5 for f in others)
    heading = facts.percent and not any(f.percent and _measure(f) is Role.TARGET for f in table.columns)
    if not (heading or cells):
        return
    where = "in the heading" if heading else "in the cells"
    if role in PERCENTS:
        yield Evidence("sign", PERCENT_SIGN, f"percent signs {where}")
    elif role in MONEY:
        yield Evidence("sign", NO_PERCENT if cells else NO_AMOUNT, f"percent signs {where}")
    elif heading and role is not Role.NILAI:
        yield Evidence("sign", -1.0, "a percent sign in the heading")


def _sizes(role: Role, facts: ColumnFacts, table: Table) -> Iterator[Evidence]:
    median = facts.stats.median
    if median is None:
        return
    amounts = median * table.scale >= SMALLEST_AMOUNT
    rupiah = facts.rupiah or facts.stats.rupiah >= 0.5
    if role in MONEY:
        if amounts or rupiah:
            yield Evidence("magnitude", AMOUNT, "amounts of rupiah")
            if role is Role.PAGU and facts.index == table.bare_amounts:
                yield Evidence("caption", BARE_AMOUNTS, "the only amounts of the table, under no known heading")
        elif role is not Role.SISA or not table.counts_money:
            named = any(guess is not None and guess.role in MONEY for guess in (facts.said, facts.above))
            yield Evidence("magnitude", NO_AMOUNT if named else NO_MONEY, "too small for rupiah")
    elif role in PERCENTS:
        if amounts or facts.stats.rupiah >= 0.5:
            yield Evidence("magnitude", NO_PERCENT, "amounts, not percentages")
        elif median > LARGEST_PERCENT:
            yield Evidence("magnitude", NO_AMOUNT, "too large for a percentage")
    elif role in (Role.TARGET, Role.REALISASI) and (amounts or rupiah):
        yield Evidence("magnitude", NO_AMOUNT if rupiah else LARGE_COUNT, "amounts of rupiah")


def _sides(role: Role, facts: ColumnFacts) -> Iterator[Evidence]:
    side = "budget" if role in BUDGET_ROLES else "indicator" if role in COUNTED else ""
    if side and facts.side:
        points = SIDE if side == facts.side else -SIDE
        yield Evidence("side", points, f"under a heading of the {facts.side}'s side")
