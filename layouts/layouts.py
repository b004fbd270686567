"""All that is known of LKIP layouts, loaded once: header words, profiles, indicator codes, offices, units.

What comes with the program stands in `profiles/` and `vocabulary/` beside this file. A user's own folder holds `*.toml`
of profiles and may hold `vocabulary/` with files of the same names; it goes over the shipped files, as
docs/add-a-layout.md says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layouts.files import PROFILES, VOCABULARY, named, own_files
from layouts.header_files import load_vocabulary
from layouts.indicators import IndicatorVocabulary, load_indicators
from layouts.list_words import MEASURES, ListWords, load_list_words
from layouts.office_names import Offices, load_offices
from layouts.person_words import EXCLUSIVE, PersonWords, load_person_words
from layouts.profile import Profiles, load_profiles
from layouts.units import NATURES, Units, load_units
from layouts.word_lists import read_over
from layouts.wordings import Vocabulary


@dataclass(frozen=True, slots=True)
class Layouts:
    """What the stages of a document need to know; read-only.

    `notes`: one line for each thing of a user's folder that goes against what is shipped.
    """

    vocabulary: Vocabulary
    profiles: Profiles
    list_words: ListWords
    kodes: IndicatorVocabulary
    offices: Offices
    units: Units
    persons: PersonWords
    notes: tuple[str, ...] = ()


def load_layouts(own: Path | None = None) -> Layouts:
    """Load the shipped profiles and vocabularies, and a user's folder over them.

    Raises:
        ProfileError: the folder is missing or empty, or one of the files is broken; the message names file and key.
    """
    files = own_files(own) if own is not None else ()
    vocabulary = load_vocabulary(VOCABULARY / "headers.toml", named(files, "headers.toml"))
    profiles = load_profiles([PROFILES] if own is None else [PROFILES, own])
    list_words, moved = read_over(
        load_list_words(VOCABULARY / "lists.toml"), named(files, "lists.toml"), exclusive=MEASURES
    )
    units, others = read_over(load_units(VOCABULARY / "units.toml"), named(files, "units.toml"), exclusive=NATURES)
    persons, renamed = read_over(load_person_words(), named(files, "persons.toml"), exclusive=EXCLUSIVE)
    return Layouts(
        vocabulary=vocabulary,
        profiles=profiles,
        list_words=list_words,
        kodes=load_indicators(VOCABULARY / "indicators.toml", named(files, "indicators.toml")),
        offices=load_offices(VOCABULARY / "offices.csv", named(files, "offices.csv")),
        units=units,
        persons=persons,
        notes=(*profiles.replaced, *vocabulary.moved, *moved, *others, *renamed),
    )
