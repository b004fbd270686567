"""Where profiles and vocabularies stand: those that come with the program, and a user's own folder.

The shipped ones are in `profiles/` and `vocabulary/` beside this file. A user's folder holds `*.toml` of profiles and
may hold `vocabulary/` with files of the same names.
"""

from __future__ import annotations

from pathlib import Path

from extract.errors import ProfileError

HERE = Path(__file__).parent
PROFILES = HERE / "profiles"
VOCABULARY = HERE / "vocabulary"
OWN_VOCABULARY = "vocabulary"
"""The folder of vocabulary files inside a user's folder of profiles."""
VOCABULARY_FILES = ("headers.toml", "indicators.toml", "units.toml", "lists.toml", "persons.toml", "offices.csv")


def own_files(folder: Path) -> tuple[Path, ...]:
    """The files of a user's folder that `load_layouts` reads, sorted: a run's record names them with their hashes.

    Raises:
        ProfileError: there is no such folder, nothing in it, or a vocabulary file that nothing reads.
    """
    if not folder.is_dir():
        raise ProfileError("no such folder of profiles", str(folder), "check the path")
    vocabulary = sorted(path for path in (folder / OWN_VOCABULARY).glob("*") if not path.name.startswith("."))
    for path in vocabulary:
        if _kind_of(path) not in VOCABULARY_FILES:
            # Loading pydantic takes longer than a run that finds nothing new.
            from layouts.strict_toml import did_you_mean

            raise ProfileError("no vocabulary has this name", str(path), did_you_mean(path.name, VOCABULARY_FILES))
    found = (*sorted(folder.glob("*.toml")), *vocabulary)
    if not found:
        raise ProfileError(
            "the folder holds no *.toml of profiles and no folder vocabulary", str(folder), "see docs/add-a-layout.md"
        )
    return found


def _kind_of(path: Path) -> str:
    """The shipped file that a user's goes over: `headers-FORM.toml` goes over headers.toml."""
    return f"{path.stem.partition('-')[0]}{path.suffix}"


def named(files: tuple[Path, ...], name: str) -> tuple[Path, ...]:
    """Those of a user's files that go over the shipped vocabulary file of this name."""
    return tuple(path for path in files if path.parent.name == OWN_VOCABULARY and _kind_of(path) == name)
