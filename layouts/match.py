"""Region and profiles → what the table is, or why it is nothing we know.

Exactly one profile claims a table; none leaves it unmapped with the nearest profile and what it lacked; two with
equal strength is a finding and the first by name wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Flow, GridMethod, Line, Region
from layouts.columns import OFFICE, Column, data_texts
from layouts.cut_by_width import widened
from layouts.dated import by_years
from layouts.down_rows import spread
from layouts.evidence import ALL_EVIDENCE, BY_COUNTING, CLOSES, Weights
from layouts.headers import Header, Slots, read_header, slots_of
from layouts.kind_names import named_otherwise
from layouts.legends import legend_in, spell_out
from layouts.levels import is_total_label
from layouts.parted import parted
from layouts.persons import PERSONS, person_traits
from layouts.profile import Profile, Profiles
from layouts.record_rows import Record, read_records
from layouts.roles import assign_roles
from layouts.scales import column_scales, said_scale
from layouts.spans import deal_spanning
from layouts.stacks import reads_as_indicator
from layouts.subjects import UNSAID, unsaid_subject
from layouts.turned import upright
from layouts.values import NumberStyle, column_style, is_nothing, looks_numeric, read_number
from layouts.wordings import TEXT_ROLES, VALUE_ROLES, Role, Vocabulary, flatten, parse_heading
from layouts.year_groups import name_years

# How much the words around a table count: the line right above it or its title, the lines above that, a heading
# further up.
NEAREST, NEAR, FAR = 2, 4, 2
_HEADING = re.compile(r"^\s*(?:BAB\s+[IVX]+|LAMPIRAN|[A-Z][.)]|\d{1,2}(?:\.\d{1,2})*[.)]?)\s+\S")
_ABOVE = 3
# What no profile can ask for: nothing but words where a table's numbers would stand.
_WORDS_ALONE = "words_alone"
# The one target of a table of progress is ahead too; a plan's years are several.
_YEARS_AHEAD = 2
_COUNTED = (Role.TARGET, Role.REALISASI, Role.CAPAIAN)
# "Nilai Kinerja" names a measure; an indikator says of what.
_NAME_WORDS = 3
# Words above a table that make its one target, of a year of its own, the medium-term plan's.
_MEDIUM_TERM = ("jangka menengah", "akhir renstra", "akhir renproja", "target renstra", "target renproja")


@dataclass(frozen=True, slots=True)
class Sight:
    """A region as the matching sees it: its header, columns and traits, and the words around it.

    `near` is the lower-case text right above the table and in its title, `far` that of the headings it stands under.
    `records` are its rows that hold a record, stacked ones split, `labels` what these are named after. `scales` is what
    each column's amounts are to be multiplied by.
    """

    region: Region
    slots: Slots
    header: Header
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    labels: tuple[str, ...]
    traits: frozenset[str]
    years: frozenset[int]
    median: float | None
    near: str
    far: str
    captions: tuple[str, ...]
    scales: tuple[int, ...]

    def column_of(self, *roles: Role) -> Column | None:
        """The first column with one of the roles, in the order the roles are given."""
        for role in roles:
            for column in self.columns:
                if column.role is role:
                    return column
        return None


@dataclass(frozen=True, slots=True)
class Claim:
    """How well a profile fits: its score, or what it lacked.

    `told`: some of its words stand above the table or in its header; `unspoken`: it lacks nothing but such words.
    """

    profile: Profile
    score: int
    lacks: tuple[str, ...]
    told: bool = False
    unspoken: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A region with the profile that claims it (None: unmapped) and all claims, best first.

    `tied_with` is a profile of another kind that claims it as strongly; `untold` one that would claim it too, of whose
    words none stands above the table, no more than of those of the one that does. `misnamed` are words right above it
    that call it another kind of table.
    """

    sight: Sight
    profile: Profile | None
    claims: tuple[Claim, ...]
    tied_with: str = ""
    untold: str = ""
    misnamed: str = ""

    @property
    def nearest(self) -> Claim:
        """The best claim, or the one that lacked least."""
        return self.claims[0]


def match_regions(
    flow: Flow,
    vocabulary: Vocabulary,
    profiles: Profiles,
    *,
    year: int | None = None,
    weights: Weights = ALL_EVIDENCE,
) -> tuple[Match, ...]:
    """Match every region of a document, in reading order.

    `year` is the one it reports on; `weights` says how much each kind of evidence counts.
    """
    style = column_style(cell.text for region in flow.regions for cell in region.cells if cell.text[-1:].isdigit())
    regions = [
        table
        for region in widened(flow.regions, vocabulary)
        for table in parted(upright(spread(by_years(region, vocabulary), vocabulary), vocabulary), vocabulary)
    ]
    sights = [look_at(region, flow.lines, vocabulary, style, year=year, weights=weights) for region in regions]
    siblings = _named_by_numbers(sights, vocabulary)
    return tuple(
        match_region(
            look_at(sight.region, flow.lines, vocabulary, style, siblings=siblings, year=year, weights=weights)
            if _could_learn(sight, siblings)
            else sight,
            profiles,
        )
        for sight in sights
    )


def _named_by_numbers(sights: Sequence[Sight], vocabulary: Vocabulary) -> dict[str, Role]:
    """Headings in no vocabulary that arithmetic named in some table, by their phrases; those it named alike only."""
    named: dict[str, set[Role]] = {}
    for column in (column for sight in sights for column in sight.columns):
        leaf = column.heading.leaf
        counted = any(e.name in BY_COUNTING and e.points >= CLOSES for e in column.evidence)
        if leaf is None or column.role not in VALUE_ROLES or column.role is None or not (column.sure and counted):
            continue
        if leaf.phrase and vocabulary.guess_role(leaf.phrase) is None:
            named.setdefault(leaf.phrase, set()).add(column.role)
    return {phrase: next(iter(roles)) for phrase, roles in named.items() if len(roles) == 1}


def _could_learn(sight: Sight, siblings: Mapping[str, Role]) -> bool:
    """Whether a column that nothing certain is known of has a heading that another table's numbers named."""
    return any(
        column.heading.leaf is not None and column.heading.leaf.phrase in siblings
        for column in sight.columns
        if column.role is None or not column.sure
    )


def look_at(
    region: Region,
    lines: Sequence[Line],
    vocabulary: Vocabulary,
    style: NumberStyle | None = None,
    *,
    siblings: Mapping[str, Role] | None = None,
    year: int | None = None,
    weights: Weights = ALL_EVIDENCE,
) -> Sight:
    """Read header, roles and traits of a region and collect the words around it.

    `siblings` are the roles of headings that other tables of the document told, `year` is the one it reports on.
    """
    slots = deal_spanning(slots_of(region))
    captions = tuple(line.text for line in region.caption[-_ABOVE:])
    header = read_header(region, slots, vocabulary)
    beside = (line.text for line in lines if region.page_from <= line.page_number <= region.page_to)
    columns_said = spell_out(header.columns, legend_in([*captions, *beside]))
    header = replace(header, columns=name_years(columns_said, captions))
    scale = said_scale([*captions, header.title, header.text]) or 1
    right_above = " ".join([*captions[-1:], header.title])
    told = _telling(region, lines, captions, header, vocabulary)
    columns = assign_roles(
        slots,
        header,
        vocabulary,
        style,
        scale=scale,
        siblings=siblings,
        caption=vocabulary.caption_roles(right_above) or vocabulary.caption_roles(told),
        spoken=vocabulary.measures_in(right_above),
        planned=vocabulary.speaks_of_plan(told),
        done=vocabulary.speaks_of_results(told),
        weights=weights,
    )
    records = read_records(slots, header, columns)
    labels = _row_labels(slots, columns, records)
    scales = column_scales([*captions, header.title], columns)
    near = _flat([*captions, header.title])
    values = [c for c in columns if c.role in VALUE_ROLES and c.stats.median is not None]
    amounts = [
        c.stats.median * scales[c.index]
        for c in values
        if c.role in (Role.TARGET, Role.NILAI_TAHUN, Role.KEBUTUHAN_PENDANAAN, Role.PAGU, Role.NILAI, Role.REALISASI)
        and c.stats.median is not None
    ]
    return Sight(
        region=region,
        slots=slots,
        header=header,
        columns=columns,
        records=records,
        labels=tuple(labels),
        traits=_traits(columns, labels, vocabulary, near)
        | _times_of(columns, year, near)
        | _persons_in(slots, header, columns, near)
        | ({UNSAID} if unsaid_subject(columns, labels, [*captions, header.title]) else set())
        | ({_WORDS_ALONE} if _are_words(region, slots, header, columns) else set()),
        years=frozenset(c.tahun for c in columns if c.tahun is not None and c.role in VALUE_ROLES),
        median=max(amounts, default=None),
        scales=scales,
        near=near,
        far=_flat(_headings_above(region, lines)),
        captions=captions,
    )


def _telling(
    region: Region, lines: Sequence[Line], captions: Sequence[str], header: Header, vocabulary: Vocabulary
) -> str:
    """The nearest words above a table that speak of a plan or of results: its title, a line above, its heading.

    A line of the header may stand between the caption and the grid; sentences of the text above tell nothing.
    """
    above = [text for text in reversed(captions) if not text.rstrip().endswith(".")]
    nearest = [" ".join([*captions[-1:], header.title]), *above, *_headings_above(region, lines)[-1:]]
    spoken = (text for text in nearest if vocabulary.speaks_of_plan(text) or vocabulary.speaks_of_results(text))
    return next(spoken, nearest[0])


def _persons_in(slots: Slots, header: Header, columns: Sequence[Column], near: str) -> frozenset[str]:
    texts = [
        [cell.text if (cell := row[index]) is not None else "" for row in slots] for index in range(len(header.columns))
    ]
    labels = [data_texts(slots, header.rows, column.index) for column in columns if column.role in TEXT_ROLES]
    return person_traits([heading.text for heading in header.columns], texts, labels, near)


def _traits(columns: Sequence[Column], labels: Sequence[str], vocabulary: Vocabulary, near: str) -> frozenset[str]:
    traits: set[str] = set()
    if any(c.role in TEXT_ROLES - {Role.SUMBER_DANA} for c in columns):
        traits.add("label")
    if any(c.role in VALUE_ROLES for c in columns):
        traits.add("value")
    if any(c.stats.ranges >= 0.5 for c in columns):
        traits.add("ranges")
    if any(c.role is None and c.stats.filled and c.stats.numeric >= 0.5 for c in columns if c.index):
        traits.add("unknown_numbers")
    if _looks_ahead(columns, near):
        traits.add("plan")
    items = [label for label in labels if not is_total_label(label, budget=True)]
    # Where the words above speak of belanja, a third: lines torn apart and funds stand between its kinds.
    share = 0.3 if " belanja " in near else 0.6
    if items and sum(label.lower().startswith("belanja") for label in items) >= share * len(items):
        traits.add("belanja_rows")
    guesses = [vocabulary.guess_role(parse_heading(label).phrase) for label in items]
    measures = [g.role for g in guesses if g is not None and g.likeness >= 0.8 and g.role in VALUE_ROLES]
    if (
        len(measures) >= 2
        and len(measures) >= 0.6 * len(items)
        and {Role.PAGU, Role.REALISASI, Role.REALISASI_ANGGARAN} & set(measures)
    ):
        traits.add("measure_rows")
    # Of all rows: an indikator that begins with "Jumlah" passes for a total among a budget's.
    offices = sum(bool(OFFICE.match(label)) for label in labels) >= 0.6 * len(labels)
    if labels and (offices or _names_over_values(columns, labels)):
        traits.add("satker_rows")
    if items and sum(
        bool(re.fullmatch(r"(?:tahun|ta\.?)?\s*(?:19|20)\d\d", label.strip(), re.I)) for label in items
    ) >= 0.6 * len(items):
        traits.add("year_rows")
    return frozenset(traits)


def _times_of(columns: Sequence[Column], year: int | None, near: str) -> set[str]:
    """What times a table speaks of: quarters that are planned, and how its years stand to the one reported on.

    `ahead`: two or more are after it. `behind`: all are before it, and the words above speak of several years, so that
    none is a slip: one part of a comparison that was cut by width.
    """
    values = [c for c in columns if c.role in VALUE_ROLES and c.stats.filled]
    ahead = {c.tahun for c in values if year is not None and c.tahun is not None and c.tahun > year}
    quarters = any(c.role is Role.TARGET and c.periode.startswith("TW") for c in values)
    named = {c.tahun for c in values if c.tahun is not None}
    behind = year is not None and bool(named) and max(named) < year and len(set(parse_heading(near).years)) > 1
    told = {"ahead": len(ahead) >= _YEARS_AHEAD, "behind": behind, "quarters": quarters}
    return {trait for trait, holds in told.items() if holds}


def _names_over_values(columns: Sequence[Column], labels: Sequence[str]) -> bool:
    """Whether indicators stand over all targets and results: then the rows are whom they are counted for."""
    over = {c.parent_text for c in columns if c.role in _COUNTED}
    named = [text for text in over if reads_as_indicator(text) and len(text.split()) >= _NAME_WORDS]
    rows = sum(map(reads_as_indicator, labels)) >= 0.5 * len(labels)
    return bool(named) and "" not in over and not rows and all(c.role is not Role.INDIKATOR for c in columns)


def _are_words(region: Region, slots: Slots, header: Header, columns: Sequence[Column]) -> bool:
    """Whether nothing but words stands below the measures of a table that white space alone makes one.

    The boxes of an organisation chart ("Jabatan Pelaksana", "Keuangan") have the form of headings and rows.
    """
    if any(part.method is not GridMethod.WHITESPACE for part in region.parts):
        return False
    texts = [t for c in columns if c.role in VALUE_ROLES for t in data_texts(slots, header.rows, c.index) if t]
    return bool(texts) and all(read_number(text).reason == "no-number" for text in texts)


def _looks_ahead(columns: Sequence[Column], near: str) -> bool:
    """Whether a target is the medium-term plan's: its heading says so, or its year is after the realisasi's."""
    targets = [c for c in columns if c.role is Role.TARGET]
    done = [c.tahun for c in columns if c.role is Role.REALISASI and c.tahun is not None]
    ahead = len(targets) == 1 and targets[0].tahun is not None and bool(done) and targets[0].tahun > max(done)
    medium = any(f" {words} " in near for words in _MEDIUM_TERM)
    ahead = ahead or (medium and len(targets) == 1 and targets[0].tahun is not None and not done)
    return ahead or any(c.plan for c in targets)


def _row_labels(slots: Slots, columns: Sequence[Column], records: Sequence[Record]) -> list[str]:
    """The finest text of each record, years included: what the rows are named after."""
    texts = [c.index for c in columns if c.role in TEXT_ROLES - {Role.SUMBER_DANA} or c.role in (Role.TAHUN, None)]
    labels = []
    for record in records:
        for column in reversed(texts):
            cell = slots[record.row_index][column]
            piece = record.pieces.get(column)
            text = piece.text if piece is not None else cell.text if cell is not None else ""
            # "Belanja Pegawai (51)" is a name with its code.
            named = columns[column].role in TEXT_ROLES and sum(map(str.isalpha, text)) > sum(map(str.isdigit, text))
            if text and not is_nothing(text) and (not looks_numeric(text) or len(text) == 4 or named):
                labels.append(text)
                break
    return labels


def _flat(texts: Sequence[str]) -> str:
    return f" {flatten(' '.join(texts))} "


def _headings_above(region: Region, lines: Sequence[Line]) -> list[str]:
    """The last two headings before a region: a chapter and a section."""
    top = region.parts[0].box.top
    before = [
        line.text
        for line in lines
        if (line.page_number, line.box.bottom) <= (region.page_from, top)
        and _HEADING.match(line.text)
        and ".." not in line.text
        and len(line.text.split()) <= 14
    ]
    chapter = [text for text in before if text.upper().startswith(("BAB", "LAMPIRAN"))][-1:]
    return [*chapter, *before[-2:]]


def match_region(sight: Sight, profiles: Profiles) -> Match:
    """Let every profile make its claim; the strongest gets the table."""
    claims = [_claim(profile, sight) for profile in profiles.items]
    fitting = sorted((c for c in claims if not c.lacks), key=lambda c: (-c.score, c.profile.name))
    if not fitting:
        return Match(sight, None, tuple(sorted(claims, key=_farness)))
    tied = next(
        (
            c.profile.name
            for c in fitting[1:2]
            if c.score == fitting[0].score and c.profile.kind != fitting[0].profile.kind
        ),
        "",
    )
    best = fitting[0]
    misnamed = named_otherwise(sight.captions[-1:], sight.header.title, best.profile, profiles)
    return Match(sight, best.profile, tuple(fitting), tied, _untold(best, claims), misnamed)


def _untold(best: Claim, claims: Sequence[Claim]) -> str:
    if best.told or not best.profile.context or not best.profile.kind:
        return ""
    rivals = (c.profile for c in claims if c.unspoken and c.profile.kind)
    return next((profile.name for profile in rivals if profile.kind != best.profile.kind), "")


def _farness(claim: Claim) -> tuple[bool, int, int, str]:
    """How far a profile is from claiming a table; what a table is comes before why it would be left out."""
    return bool(claim.profile.ignore), len(claim.lacks), -claim.score, claim.profile.name


def _claim(profile: Profile, sight: Sight) -> Claim:
    roles = {column.role for column in sight.columns if column.role is not None}
    present = {str(role) for role in roles} | sight.traits
    lacks = [f"has no {' or '.join(req.split('|'))}" for req in profile.requires if not set(req.split("|")) & present]
    lacks += [f"has {role}" for role in profile.forbids if role in present]
    if profile.kind and PERSONS in sight.traits:
        lacks.append("has names or numbers of persons")
    if profile.kind and _WORDS_ALONE in sight.traits:
        lacks.append("has no number under its headings")
    if not profile.years_min <= len(sight.years) <= profile.years_max:
        lacks.append(f"speaks of {len(sight.years)} years")
    if not profile.rows_min <= len(sight.records) <= profile.rows_max:
        lacks.append(f"has {len(sight.records)} rows")
    if profile.median_min is not None and (sight.median is None or sight.median < profile.median_min):
        lacks.append("its numbers are too small")
    if profile.median_max is not None and sight.median is not None and sight.median >= profile.median_max:
        lacks.append("its numbers are too large")
    near = sum(f" {word} " in sight.near for word in profile.context)
    nearest = _flat([*sight.captions[-1:], sight.header.title])
    right_above = any(f" {word} " in nearest for word in profile.context)
    far = sum(f" {word} " in sight.far for word in profile.context)
    header = f" {flatten(sight.header.text)} "
    in_header = sum(f" {word} " in header for word in profile.context)
    told = bool(near + far + in_header)
    unspoken = profile.needs_context and not told and not lacks
    if profile.needs_context and not told:
        lacks.append(f"none of these words stands above it: {', '.join(profile.context)}")
    # What the line right above the table says of it, a chapter's heading further up does not gainsay.
    where = nearest if right_above else sight.near
    against = sum(f" {word} " in where for word in profile.not_context)
    score = (
        profile.weight
        + NEAREST * right_above
        + NEAR * min(near, 2)
        + FAR * min(far, 1)
        + FAR * min(in_header, 1)
        - NEAR * min(against, 2)
    )
    return Claim(profile, score, tuple(lacks), told, unspoken)
