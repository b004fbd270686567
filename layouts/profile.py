"""Profiles: what makes a table one of the contract's kinds, as data.

A profile names the roles a table must have and must not have, how many years and rows, which words stand around it
and how large its numbers are. `load_profiles` gives profiles or one ProfileError, never a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from extract.errors import ProfileError
from layouts.persons import CASES, PERSONS, STAFF
from layouts.records import Field, TableKind
from layouts.strict_toml import did_you_mean, read_model, read_toml
from layouts.wordings import TEXT_ROLES, VALUE_ROLES, Role

# Requirements that are no roles: numbers of two years or more after the one reported on; only earlier ones under words
# of several years; targets of quarters; any column that can be a label; any column of numbers; two or more years; rows
# named "Belanja …"; rows that name measures (Pagu, Realisasi, Persentase); a plan's column; rows of offices; numbers
# under a heading that is not known; names of persons, columns that count staff, columns of cases; a column of ranges
# and bounds ("90 - 100", "> 100").
TRAITS = (
    "ahead",
    "behind",
    "quarters",
    "label",
    "value",
    "belanja_rows",
    "measure_rows",
    "plan",
    "satker_rows",
    "year_rows",
    "unknown_numbers",
    "unsaid_subject",
    PERSONS,
    STAFF,
    CASES,
    "ranges",
)
# What every table with such a column has besides.
_IMPLIED = dict.fromkeys(TEXT_ROLES - {Role.SUMBER_DANA}, "label") | dict.fromkeys(VALUE_ROLES, "value")


class Profile(BaseModel):
    """One form of table. Strict: an unknown key or role is an error that names it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str = ""
    kind: str = ""
    ignore: str = ""
    seen_on: list[str]
    weight: int = 10
    requires: list[str]
    forbids: list[str] = []
    context: list[str] = []
    needs_context: bool = False
    not_context: list[str] = []
    named: list[str] = []
    years_min: int = 0
    years_max: int = 99
    rows_min: int = 0
    rows_max: int = 10_000
    median_min: float | None = None
    median_max: float | None = None
    fields: dict[str, str] = {}
    expect_rows: list[int] = []

    @model_validator(mode="after")
    def _makes_sense(self) -> Profile:
        mistake = next(_mistakes(self), None)
        if mistake is not None:
            raise ValueError(mistake)
        return self


def _mistakes(profile: Profile) -> Iterator[str]:
    """What is wrong with a profile, each with its key."""
    if bool(profile.kind) == bool(profile.ignore):
        yield "give either 'kind' or 'ignore' (the reason), not both"
    if profile.kind and profile.kind not in set(TableKind):
        yield f"key 'kind': '{profile.kind}' is unknown; {did_you_mean(profile.kind, TableKind)}"
    for key, requirements in (("requires", profile.requires), ("forbids", profile.forbids)):
        for option in (option for requirement in requirements for option in requirement.split("|")):
            if option not in (*Role, *TRAITS):
                yield f"key '{key}': '{option}' is no role or trait; {did_you_mean(option, (*Role, *TRAITS))}"
    for role, field in profile.fields.items():
        if role not in set(Role):
            yield f"key 'fields': '{role}' is no role; {did_you_mean(role, Role)}"
        if field not in set(Field):
            yield f"key 'fields': '{field}' is no field; {did_you_mean(field, Field)}"
    yield from (f"{why}: it can claim no table" for why in _contradictions(profile))


def _contradictions(profile: Profile) -> Iterator[str]:
    """What makes a profile one that no table can satisfy."""
    forbidden = {option for requirement in profile.forbids for option in requirement.split("|")}
    for requirement in profile.requires:
        if all(
            {option, _IMPLIED.get(Role(option), "") if option in set(Role) else ""} & forbidden
            for option in requirement.split("|")
        ):
            yield f"key 'requires': '{requirement}' is forbidden by key 'forbids'"
    for name in ("years", "rows", "median"):
        least, most = getattr(profile, f"{name}_min"), getattr(profile, f"{name}_max")
        if least is not None and most is not None and (least > most or (name == "median" and least == most)):
            yield f"key '{name}_min': {least} is not below {name}_max, {most}"
    if profile.needs_context and not profile.context:
        yield "key 'needs_context': there are no words in key 'context'"


class _ProfileFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    profile: list[Profile]


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles, in the order of their files.

    `own` are the names of those from folders after the first, `replaced` has a line for each that took another's place.
    """

    items: tuple[Profile, ...]
    files: tuple[Path, ...]
    own: frozenset[str] = frozenset()
    replaced: tuple[str, ...] = ()


def load_profiles(folders: Sequence[Path]) -> Profiles:
    """Read every `*.toml` of the folders; a profile of a later folder replaces an earlier one of its name.

    Raises:
        ProfileError: a file cannot be read, is no TOML, breaks the schema, or a folder has two profiles of one name;
        names file, key and what is allowed.
    """
    files = tuple(path for folder in folders for path in sorted(folder.glob("*.toml")))
    items: dict[str, Profile] = {}
    replaced: list[str] = []
    names: list[str] = []
    for folder in folders:
        own = _read_folder([path for path in files if path.parent == folder])
        replaced += [
            f"{path}: profile '{name}' replaces the shipped one" for name, (_, path) in own.items() if name in items
        ]
        names += own if folder != folders[0] else ()
        items |= {name: profile for name, (profile, _) in own.items()}
    if not items:
        raise ProfileError("no profiles found", ", ".join(str(f) for f in folders), "reinstall the program")
    return Profiles(tuple(items.values()), files, frozenset(names), tuple(replaced))


def _read_folder(paths: Sequence[Path]) -> dict[str, tuple[Profile, Path]]:
    found: dict[str, tuple[Profile, Path]] = {}
    for path in paths:
        for profile in _read_profiles(path):
            _, where = found.setdefault(profile.name, (profile, path))
            if found[profile.name][0] is not profile:
                places = str(path) if where == path else f"{where} and {path}"
                raise ProfileError(f"two profiles have the name '{profile.name}'", places, "give each its own 'name'")
    return found


def _read_profiles(path: Path) -> list[Profile]:
    if set(read_toml(path)) - {"profile"}:
        raise ProfileError(
            "a profile file holds [[profile]] tables and nothing else",
            str(path),
            "wordings go into the folder vocabulary beside it; see docs/add-a-layout.md",
        )
    entries = read_model(path, _ProfileFile).profile
    return [
        profile
        if profile.name
        else profile.model_copy(update={"name": path.stem if len(entries) == 1 else f"{path.stem}-{position}"})
        for position, profile in enumerate(entries, 1)
    ]
