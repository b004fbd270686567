"""The files of header wordings (`vocabulary/headers.toml` and a user's own) → one `Vocabulary`.

A user's wordings add to the shipped ones. Where both give one wording to different roles the user's holds, and the
vocabulary says so; two roles for one wording among the files of one side are an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from extract.errors import ProfileError
from layouts.strict_toml import did_you_mean, read_model
from layouts.wordings import PERIODS, Role, RoleWord, Vocabulary, parse_heading

NAMEABLE = tuple(role for role in Role if role is not Role.NILAI_TAHUN)
"""The roles a heading can be given; a year's number is told by its year."""


class RoleEntry(BaseModel):
    """The wordings of one role in one file; see the comments in headers.toml."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str
    wordings: list[str] = []
    words: list[str] = []
    without: list[str] = []

    @model_validator(mode="after")
    def _makes_sense(self) -> RoleEntry:
        if self.name not in NAMEABLE:
            raise ValueError(f"key 'name': role '{self.name}' is unknown; {did_you_mean(self.name, NAMEABLE)}")
        for key, texts in (("wordings", self.wordings), ("words", self.words), ("without", self.without)):
            for text in texts:
                # Headings are compared in this form alone: another would never be found.
                if (plain := parse_heading(text).phrase) != text:
                    raise ValueError(f"key '{key}': write '{text}' as '{plain}'")
        return self


class Parents(BaseModel):
    """Words over several columns that say which side of the report they speak of."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    budget: list[str] = []
    indicator: list[str] = []


class Plan(BaseModel):
    """Words that make a target one of the medium-term plan."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    words: list[str] = []


class HeaderFile(BaseModel):
    """A file of header wordings. Every part may be left out."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    role: list[RoleEntry] = []
    parents: Parents = Parents()
    periods: dict[str, list[str]] = {}
    plan: Plan = Plan()
    captions: dict[str, list[str]] = {}

    @model_validator(mode="after")
    def _known_keys(self) -> HeaderFile:
        for name in self.periods:
            if name not in PERIODS:
                raise ValueError(f"periods: '{name}' is no part of a year; {did_you_mean(name, PERIODS)}")
        for name in self.captions:
            if name not in NAMEABLE:
                raise ValueError(f"captions: role '{name}' is unknown; {did_you_mean(name, NAMEABLE)}")
        return self


def load_vocabulary(shipped: Path, own: Sequence[Path] = ()) -> Vocabulary:
    """Read the shipped header wordings and a user's files over them.

    Raises:
        ProfileError: a file is missing, no TOML, has an unknown key or role, or one side gives one wording to two
        roles; names file and key.
    """
    base = {shipped: read_model(shipped, HeaderFile)}
    over = {path: read_model(path, HeaderFile) for path in own}
    wordings, added = _wordings_of(base), _wordings_of(over)
    moved = tuple(
        f"{path}: '{wording}' is {role}, in the shipped vocabulary {wordings[wording][0]}"
        for wording, (role, path) in added.items()
        if wordings.get(wording, (role, path))[0] is not role
    )
    # A user's own come first: single words are tried in order.
    files = (*over.values(), *base.values())
    return Vocabulary(
        wordings={wording: role for wording, (role, _) in (wordings | added).items()},
        words=tuple(_words_of(files)),
        budget_parents=tuple(text for file in files for text in file.parents.budget),
        indicator_parents=tuple(text for file in files for text in file.parents.indicator),
        periods={
            phrase: name for file in reversed(files) for name, phrases in file.periods.items() for phrase in phrases
        },
        plan=tuple(text for file in files for text in file.plan.words),
        captions=tuple((text, Role(role)) for file in files for role, texts in file.captions.items() for text in texts),
        moved=moved,
        own=added,
    )


def _wordings_of(files: dict[Path, HeaderFile]) -> dict[str, tuple[Role, Path]]:
    found: dict[str, tuple[Role, Path]] = {}
    for path, file in files.items():
        for entry in file.role:
            for wording in entry.wordings:
                role, where = found.setdefault(wording, (Role(entry.name), path))
                if role != entry.name:
                    files_named = str(path) if where == path else f"{where} and {path}"
                    what = f"wording '{wording}' is given to the roles {role} and {entry.name}"
                    raise ProfileError(what, files_named, "keep it in one of them")
    return found


def _words_of(files: Iterable[HeaderFile]) -> Iterable[RoleWord]:
    seen: set[str] = set()
    for file in files:
        for entry in file.role:
            for word in entry.words:
                if word not in seen:
                    yield RoleWord(word, Role(entry.name), tuple(entry.without))
        seen |= {word for entry in file.role for word in entry.words}
