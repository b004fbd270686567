"""All that is known of LKIP layouts, loaded once: header words, profiles, indicator codes, offices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layouts.indicators import IndicatorVocabulary, load_indicators
from layouts.lists import ListWords, load_list_words
from layouts.office_names import Offices, load_offices
from layouts.profile import Profiles, load_profiles
from layouts.wordings import Vocabulary, load_vocabulary

HERE = Path(__file__).parent
PROFILES = HERE / "profiles"
VOCABULARY = HERE / "vocabulary"


@dataclass(frozen=True, slots=True)
class Layouts:
    """What the stages of a document need to know; read-only."""

    vocabulary: Vocabulary
    profiles: Profiles
    list_words: ListWords
    kodes: IndicatorVocabulary
    offices: Offices


def load_layouts() -> Layouts:
    """Load the shipped profiles and vocabularies.

    Raises:
        ProfileError: one of the files is broken; the message names file and key.
    """
    return Layouts(
        vocabulary=load_vocabulary(VOCABULARY / "headers.toml"),
        profiles=load_profiles([PROFILES]),
        list_words=load_list_words(VOCABULARY / "lists.toml"),
        kodes=load_indicators(VOCABULARY / "indicators.toml"),
        offices=load_offices(VOCABULARY / "offices.csv"),
    )


def layout_files() -> tuple[Path, ...]:
    """The files `load_layouts` reads, sorted by name: a run's record names them with their hashes."""
    return tuple(sorted([*PROFILES.glob("*.toml"), *VOCABULARY.glob("*.toml"), *VOCABULARY.glob("*.csv")]))
