"""Profiles: what makes a table one of the contract's kinds, as data.

A profile names the roles a table must have and must not have, how many years and rows, which words stand around it
and how large its numbers are. `load_profiles` gives profiles or one ProfileError, never a warning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from extract.errors import ProfileError
from layouts.records import Field, TableKind
from layouts.wordings import Role

# Requirements that are no roles: any column that can be a label; any column of numbers; two or more years; rows
# named "Belanja …"; rows that name measures (Pagu, Realisasi, Persentase); a plan's column; rows of offices;
# numbers under a heading that is not known.
TRAITS = ("label", "value", "belanja_rows", "measure_rows", "plan", "satker_rows", "year_rows", "unknown_numbers")


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
        if bool(self.kind) == bool(self.ignore):
            raise ValueError("give either 'kind' or 'ignore' (the reason), not both")
        if self.kind and self.kind not in set(TableKind):
            raise ValueError(f"kind '{self.kind}' is unknown; allowed: {', '.join(TableKind)}")
        for requirement in [*self.requires, *self.forbids]:
            for option in requirement.split("|"):
                if option not in set(Role) and option not in TRAITS:
                    raise ValueError(f"'{option}' is no role or trait; allowed: {', '.join([*Role, *TRAITS])}")
        for role, field in self.fields.items():
            if role not in set(Role):
                raise ValueError(f"fields: '{role}' is no role; allowed: {', '.join(Role)}")
            if field not in set(Field):
                raise ValueError(f"fields: '{field}' is no field; allowed: {', '.join(Field)}")
        return self


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles, in the order of their file names, and which files they came from."""

    items: tuple[Profile, ...]
    files: tuple[Path, ...]


def load_profiles(folders: Sequence[Path]) -> Profiles:
    """Read every `*.toml` of the folders, later folders over earlier ones where a file name is the same.

    Raises:
        ProfileError: a file cannot be read, is no TOML, or breaks the schema; names file, key and what is allowed.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        files.update({path.name: path for path in sorted(folder.glob("*.toml"))})
    items = tuple(profile for name in sorted(files) for profile in _read_profiles(files[name]))
    if not items:
        raise ProfileError("no profiles found", ", ".join(str(f) for f in folders), "reinstall the program")
    return Profiles(items, tuple(files[name] for name in sorted(files)))


def _read_profiles(path: Path) -> list[Profile]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError("cannot read the profile", str(path), str(error.strerror)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError("not valid TOML", str(path), str(error)) from error
    entries = data.get("profile")
    if not isinstance(entries, list) or set(data) != {"profile"}:
        raise ProfileError(
            "a profile file holds [[profile]] tables and nothing else", str(path), "see docs/add-a-layout.md"
        )
    found: list[Profile] = []
    for position, entry in enumerate(entries, 1):
        try:
            profile = Profile.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or "profile"
            raise ProfileError(
                f"profile {position}, key '{key}': {first['msg']}", str(path), "see docs/add-a-layout.md"
            ) from error
        found.append(
            profile
            if profile.name
            else profile.model_copy(update={"name": path.stem if len(entries) == 1 else f"{path.stem}-{position}"})
        )
    return found
