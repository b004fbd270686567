"""Every shipped profile claims the pages it names as its own, and no page that others alone name."""

from __future__ import annotations

import pytest

from layouts.layouts import load_layouts
from layouts.records import Severity
from pipelines.profile_check import SAMPLES, Sample, find_problems, pages_seen, read_samples

LAYOUTS = load_layouts()


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    """The sample reports with their matches."""
    return read_samples(sorted(SAMPLES.glob("*.pdf")), LAYOUTS, lambda path, number, of: None)


def test_profiles_that_name_a_sample_page_get_a_table_there_and_nobody_ties(samples: tuple[Sample, ...]) -> None:
    assert [p.text for p in find_problems(LAYOUTS, samples) if p.severity is Severity.ERROR] == []


def test_profiles_get_no_table_on_a_page_that_others_alone_name(samples: tuple[Sample, ...]) -> None:
    named: dict[tuple[str, int], set[str]] = {}
    for profile in LAYOUTS.profiles.items:
        for stem, page in pages_seen(profile):
            named.setdefault((stem, page), set()).add(profile.name)
    assert len(named) > 30
    strangers = {
        (sample.stem, page): sample.claimed_on(page) - named[sample.stem, page]
        for sample in samples
        for stem, page in named
        if stem == sample.stem
    }
    assert {place: names for place, names in strangers.items() if names} == {}


def test_most_kinds_name_a_sample_page() -> None:
    """What nobody can look at is the exception: forms known from the regulations alone."""
    with_page = {profile.kind or profile.name for profile in LAYOUTS.profiles.items if any(pages_seen(profile))}
    assert {p.kind for p in LAYOUTS.profiles.items if p.kind} <= with_page
