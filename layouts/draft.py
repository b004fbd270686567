"""A first profile for a table that was seen, and the vocabulary lines its headings lack, as commented TOML.

What a table shows is filled in; what only a person can know is marked DECIDE. A draft loads as it is and claims its
table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layouts.columns import Column
from layouts.evidence import BEYOND
from layouts.match import Match, Sight, match_region
from layouts.profile import Profile, Profiles
from layouts.records import TableKind
from layouts.wording_gaps import WordingGap
from layouts.wordings import VALUE_ROLES, Role, flatten

DECIDE = "DECIDE"
# Tells targets from rupiah, as in the shipped profiles.
_SMALLEST_AMOUNT = 500_000.0
# What a draft weighs at least; most shipped profiles weigh 8 to 22.
_LEAST_WEIGHT = 10
_CONTEXT_WORDS = 4
# What a caption says of its number and its year, not of its form.
_CAPTION_WORDS = ("tabel", "tahun", "ta")
_ROW_TRAITS = ("belanja_rows", "measure_rows", "plan", "satker_rows", "year_rows")


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile with what it was made from: `nearest` gave the kind, `rival` has the table without it (or nobody)."""

    profile: Profile
    match: Match
    nearest: Profile
    rival: str


def guess_kind(sight: Sight, profiles: Profiles) -> Profile:
    """The profile of one of the contract's kinds that claims a table, or lacks least."""
    kinds = tuple(profile for profile in profiles.items if profile.kind)
    return match_region(sight, replace(profiles, items=kinds)).nearest.profile


def draft_profile(match: Match, profiles: Profiles, *, name: str, seen_on: str) -> Draft:
    """Draft a profile that claims a table before all others: its roles, its traits, its bounds and words."""
    sight, nearest = match.sight, guess_kind(match.sight, profiles)
    present = _present(sight)
    years, large = len(sight.years), sight.median is not None and sight.median >= _SMALLEST_AMOUNT
    profile = Profile(
        name=name,
        kind=nearest.kind,
        seen_on=[seen_on],
        weight=0,
        requires=_requirements(sight),
        forbids=[option for option in nearest.forbids if not set(option.split("|")) & present],
        context=_context(sight, nearest),
        years_min=min(years, 2),
        years_max=1 if years < 2 else 99,
        rows_min=min(len(sight.records), 2),
        rows_max=1 if len(sight.records) == 1 else 10_000,
        median_min=_SMALLEST_AMOUNT if large else None,
        median_max=_SMALLEST_AMOUNT if sight.median is not None and not large else None,
        fields={role: field for role, field in nearest.fields.items() if role in present},
    )
    others = replace(profiles, items=tuple(p for p in profiles.items if p.name != name))
    rival = match_region(sight, others)
    own = match_region(sight, Profiles((profile,), ())).nearest.score
    lead = rival.nearest.score + 1 if rival.profile is not None else 0
    weighted = profile.model_copy(update={"weight": max(_LEAST_WEIGHT, lead - own)})
    return Draft(weighted, match, nearest, rival.profile.name if rival.profile is not None else "")


def _present(sight: Sight) -> set[str]:
    return {str(column.role) for column in sight.columns if column.role is not None} | sight.traits


def _requirements(sight: Sight) -> list[str]:
    roles = dict.fromkeys(str(column.role) for column in sight.columns if column.role in VALUE_ROLES)
    traits = ["label", *_ROW_TRAITS, *([] if roles else ["unknown_numbers"])]
    return [trait for trait in traits if trait in sight.traits] + list(roles)


def _context(sight: Sight, nearest: Profile) -> list[str]:
    """The nearest profile's words that stand above the table, and how its caption begins behind "Tabel 3.1"."""
    words = [word for word in nearest.context if word not in _CAPTION_WORDS and f" {word} " in sight.near]
    run: list[str] = []
    for word in flatten(sight.captions[-1] if sight.captions else "").split():
        if word in _CAPTION_WORDS or re.search(r"\d", word):
            if run:
                break
            continue
        run.append(word)
    phrase = " ".join(run[:_CONTEXT_WORDS])
    return list(dict.fromkeys([*words, *([phrase] if len(phrase) > 2 and f" {phrase} " in sight.near else [])]))


def profile_text(draft: Draft, *, file: str, page: int, picture: str) -> str:
    """The draft as a file of profiles, with the table's columns and what spoke for them."""
    return "\n".join([*_head(draft, file=file, page=page, picture=picture), *_keys(draft)]) + "\n"


def _head(draft: Draft, *, file: str, page: int, picture: str) -> Iterator[str]:
    sight = draft.match.sight
    yield f"# Drafted by `lkip profile new` from page {page} of {file}; the page with its columns drawn: {picture}"
    yield f"# It loads and claims the table as it is. What a person has to decide is marked {DECIDE}."
    yield "#"
    yield f"# {len(sight.records)} rows under {sight.header.rows} of header; columns, and what spoke for their roles:"
    yield from (f"#   {_column_line(column)}" for column in sight.columns)
    if "label" not in sight.traits:
        yield f"# {DECIDE}: no column says what its rows are. Add the heading of the one that does to the vocabulary,"
        yield "# as indikator, sasaran, satker, kegiatan or another role of words; then draft the profile anew."
    if draft.rival:
        yield f"# Without this draft the table goes to {draft.rival}: if that is right, no profile is needed."
    yield ""


def _column_line(column: Column) -> str:
    doubt = "" if column.sure else f", {DECIDE}: only probable"
    rival = f", ahead of {column.rival or 'no role'} by {column.margin:.1f}" if column.margin < BEYOND else ""
    year = f" {column.tahun}" if column.tahun else ""
    role = f"{column.role}{year}" if column.role else _no_role(column)
    why = "; ".join(map(str, column.evidence))
    return " ".join(f"{column.index + 1} {_quoted(column.heading.text)} = {role}{rival}{doubt} [{why}]".split())


def _no_role(column: Column) -> str:
    return f"no role, {DECIDE}: its numbers are not read" if column.stats.numeric >= 0.5 else "no role"


def _keys(draft: Draft) -> Iterator[str]:
    profile, sight = draft.profile, draft.match.sight
    kinds = ", ".join(kind for kind in TableKind if kind is not TableKind.RINGKASAN_EKSEKUTIF)
    yield "[[profile]]"
    yield f"name = {_quoted(profile.name)}"
    yield f"# {DECIDE}: what such a table is. Guessed from the profile {draft.nearest.name}. One of: {kinds}."
    yield '# A table without a value of the contract has, in place of kind: ignore = "the reason".'
    yield f"kind = {_quoted(profile.kind)}"
    yield f"seen_on = {_listed(profile.seen_on)}"
    above = f"  # one more than {draft.rival} has here" if draft.rival and profile.weight > _LEAST_WEIGHT else ""
    yield f"weight = {profile.weight}{above}"
    yield f'# {DECIDE}: which of these every such table has; "a|b" is either.'
    yield f"requires = {_listed(profile.requires)}"
    yield f"forbids = {_listed(profile.forbids)}"
    yield f"# Years in the headings of value columns: here {len(sight.years)}. Rows: here {len(sight.records)}."
    yield f"years_min = {profile.years_min}"
    yield f"years_max = {profile.years_max}"
    yield f"rows_min = {profile.rows_min}"
    yield f"rows_max = {profile.rows_max}"
    if sight.median is not None:
        yield f"# The largest median of a value column: here {sight.median:.10g}; rupiah or not."
    yield from (
        f"{key} = {value}"
        for key, value in (("median_min", profile.median_min), ("median_max", profile.median_max))
        if value is not None
    )
    yield f"# {DECIDE}: words above the table that tell this form from others; not the office, not the year."
    yield f"context = {_listed(profile.context)}"
    yield "not_context = []"
    yield from _fields(profile, sight)


def _fields(profile: Profile, sight: Sight) -> Iterator[str]:
    loose = [role for role in (Role.NILAI_TAHUN, Role.NILAI) if str(role) in _present(sight)]
    if loose:
        yield f"# {DECIDE}: which measure the numbers of {' and '.join(loose)} are: target, realisasi, pagu, …"
    pairs = ", ".join(f"{role} = {_quoted(field)}" for role, field in profile.fields.items())
    yield f"fields = {{ {pairs} }}" if pairs else "fields = {}"


def vocabulary_text(gaps: Sequence[WordingGap], *, file: str, page: int) -> str:
    """The headings that no vocabulary knows as a file of header wordings; those without a role as comments."""
    lines = [f"# Headings on page {page} of {file} that no vocabulary knows, drafted by `lkip profile new`."]
    for gap in gaps:
        why = " ".join("; ".join(map(str, gap.column.evidence)).split())
        block = ["[[role]]", f'name = "{gap.role or "?"}"', f"wordings = [{_quoted(gap.phrase)}]"]
        if gap.role is None:
            heading = f"{_quoted(gap.column.heading.text)}, column {gap.column.index + 1}"
            lines += [
                "",
                f"# {DECIDE}: numbers under {heading}: which role?",
                "# 'ignored' is one; then take the marks off.",
                *(f"# {line}" for line in block),
            ]
        else:
            lines += ["", f"# {DECIDE}: is it so? {why}", *block]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _listed(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
