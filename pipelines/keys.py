"""What a run is made with, in one place, and the keys that follow from it: same key, same result.

A document's rows depend on its bytes and on everything here. What was read on a scanned page depends on less: a changed
profile or vocabulary, or code that comes after the reading, leaves it as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType

import extract
import layouts
import pipelines
from extract.engines import engine_versions
from layouts.files import PROFILES, VOCABULARY, own_files
from pipelines.settings import Settings
from pipelines.staging import sha256_of_file
from pipelines.version import program_version

# Libraries that matching asks, over those that read.
MATCHERS = ("rapidfuzz", "pydantic")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made with.

    Attributes:
        version: The program's.
        code: Package name → hash over its source files.
        engines: Library, engine or model → its version; see `extract.engines`.
        settings: Those that change what is read; no paths, no number of workers.
        profiles: Of the shipped files the name → SHA-256, as of the next two.
        vocabulary: Shipped.
        own_profiles: Of the user's folder, with its vocabulary.
    """

    version: str
    code: Mapping[str, str] = field(default_factory=dict)
    engines: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    profiles: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    own_profiles: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Of everything: what documents' results depend on besides their bytes; 64 hexadecimal digits."""
        return _digest(asdict(self))

    @property
    def reading_fingerprint(self) -> str:
        """Of what readings of scans depend on: the package that reads, and the engines."""
        return _reading_fingerprint(self.code.get(extract.__name__, ""), self.engines)

    def result_key(self, sha256: str) -> str:
        """The key of a document's result, from the SHA-256 of its bytes."""
        return _digest(["result", sha256, self.fingerprint])

    def reading_key(self, sha256: str, page_number: int) -> str:
        """The key of what is read on a scanned page, counted from 1."""
        return _digest(["reading", sha256, page_number, self.reading_fingerprint])


def build_recipe(settings: Settings) -> Recipe:
    """Look at the program, its engines and its data as they are now; measured 60 ms, so once a run.

    Raises:
        ProfileError: the folder of own profiles is missing or empty.
    """
    return Recipe(
        version=program_version(),
        code={package.__name__: _code_hash(package) for package in (extract, layouts, pipelines)},
        engines=engine_versions(),
        settings={"ocr": settings.ocr},
        profiles=hashes_of(PROFILES, ["*.toml"]),
        vocabulary=hashes_of(VOCABULARY, ["*.toml", "*.csv"]),
        own_profiles=_hashes_of_own(settings.profiles),
    )


def reading_fingerprint(engines: Mapping[str, str]) -> str:
    """What `Recipe.reading_fingerprint` is where this process reads, with these engines."""
    return _reading_fingerprint(_code_hash(extract), engines)


def hashes_of(folder: Path, patterns: Iterable[str]) -> dict[str, str]:
    """SHA-256 of the files in `folder` and below that match one of the glob patterns, by their place in it."""
    paths = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    return {path.relative_to(folder).as_posix(): sha256_of_file(path) for path in sorted(paths)}


def _hashes_of_own(folder: Path | None) -> dict[str, str]:
    """The files of a user's folder by their place in it: where the folder stands is the machine's affair."""
    if folder is None:
        return {}
    return {path.relative_to(folder).as_posix(): sha256_of_file(path) for path in own_files(folder)}


def _code_hash(package: ModuleType) -> str:
    # All of it: which of its modules change a result today may be another tomorrow.
    return _digest(hashes_of(Path(package.__path__[0]), ["**/*.py"]))


def _reading_fingerprint(code: str, engines: Mapping[str, str]) -> str:
    return _digest({"code": code, "engines": dict(engines)})


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
