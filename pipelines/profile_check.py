"""Profiles and vocabulary tried together on reports: what overlaps, what claims nothing, which words are too alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from extract.read import read_pages
from extract.regions import build_flow
from layouts.layouts import Layouts, load_layouts
from layouts.match import Claim, Match, match_regions
from layouts.office import identify_office
from layouts.person_words import know_persons
from layouts.profile import Profile
from layouts.records import Severity
from layouts.values import read_with
from layouts.wordings import SIMILAR, Vocabulary
from pipelines.inputs import find_inputs

# Where a checkout keeps its sample reports; an installed program has none.
SAMPLES = Path(__file__).parents[1] / "corpus" / "pdf"
_SEEN = re.compile(r"(?P<stem>.+), pages? (?P<pages>\d[\d ,and-]*)$")
_RUN = re.compile(r"(\d+)(?:-(\d+))?")


Tell = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend (error) or to look at (warning), as one line."""

    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has to say, as lines for a person, and how many errors are among them."""

    text: str
    errors: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A report and what its tables matched. `has_text`: some page could be read without OCR."""

    stem: str
    matches: tuple[Match, ...]
    has_text: bool

    def claimed_on(self, page: int) -> frozenset[str]:
        """The names of the profiles that got a table which stands on a page, wholly or in part."""
        return frozenset(
            match.profile.name
            for match in self.matches
            if match.profile is not None and match.sight.region.page_from <= page <= match.sight.region.page_to
        )


def check_profiles(own: Path | None, reports: Path | None, tell: Tell) -> Checked:
    """Load everything, try it on reports, and say what was found.

    Args:
        own: A folder of own profiles and vocabulary, over the shipped ones.
        reports: A PDF or a folder of them; None for the samples of a checkout.
        tell: Told of each report before it is read, with its number from 1 and how many there are.

    Raises:
        InputError: there are no reports where they were said to be, or one cannot be read.
        ProfileError: a file is broken.
    """
    layouts = load_layouts(own)
    place = reports or (SAMPLES if SAMPLES.is_dir() else None)
    paths = [item.path for item in find_inputs([str(place)]).files] if place is not None else []
    samples = read_samples(paths, layouts, tell)
    problems = find_problems(layouts, samples)
    tried = f"tried on {len(samples)} reports of {place}" if place else "tried on no report: name some with --corpus"
    scans = [sample.stem for sample in samples if not sample.has_text]
    lines = [
        f"{len(layouts.profiles.items)} profiles, {len(layouts.vocabulary.wordings)} wordings; {tried}",
        *(f"{problem.severity}: {problem.text}" for problem in problems),
        *([f"not tried on {', '.join(scans)}: scans"] if scans else []),
    ]
    return Checked("\n".join(lines), sum(problem.severity is Severity.ERROR for problem in problems))


def read_samples(paths: Sequence[Path], layouts: Layouts, tell: Tell) -> tuple[Sample, ...]:
    """Match the tables of reports, of the pages with a text layer alone.

    Raises:
        InputError: a file is no PDF that can be read.
    """
    samples = []
    read_with(layouts.units)
    know_persons(layouts.persons)
    for number, path in enumerate(paths, 1):
        tell(path, number, len(paths))
        pages = read_pages(path)
        flow = build_flow(pages, layouts.vocabulary.hints())
        year = identify_office(flow.lines, layouts.offices).tahun_anggaran
        matches = match_regions(flow, layouts.vocabulary, layouts.profiles, year=year)
        samples.append(Sample(path.stem, matches, any(page.words for page in pages)))
    return tuple(samples)


def find_problems(layouts: Layouts, samples: Sequence[Sample]) -> tuple[Problem, ...]:
    """What is wrong with profiles and vocabulary, as far as these reports show it; errors first."""
    found = [
        *(Problem(Severity.WARNING, note) for note in layouts.notes),
        *_overlaps(samples),
        *_samples_not_claimed(layouts.profiles.items, samples),
        *_idle(layouts, samples),
        *_alike(layouts.vocabulary),
    ]
    return tuple(sorted(found, key=lambda problem: problem.severity is not Severity.ERROR))


def pages_seen(profile: Profile) -> Iterator[tuple[str, int]]:
    """The reports and pages that a profile names as its own: "NAME, page 4", "NAME, pages 7-9 and 12"."""
    for entry in profile.seen_on:
        if (seen := _SEEN.match(entry)) is not None:
            for run in _RUN.finditer(seen["pages"]):
                yield from ((seen["stem"], page) for page in range(int(run[1]), int(run[2] or run[1]) + 1))


def _overlaps(samples: Sequence[Sample]) -> Iterator[Problem]:
    """Tables that two profiles claim with equal strength: of two kinds an error, of one kind they could be one."""
    for sample in samples:
        for match in sample.matches:
            for other in _tied(match.claims):
                first = match.claims[0].profile
                yield Problem(
                    Severity.ERROR if _kind(first) != _kind(other.profile) else Severity.WARNING,
                    f"{first.name} and {other.profile.name} claim the table on page {match.sight.region.page_from} of "
                    f"{sample.stem} equally, with {other.score}: give one more weight, or a context word of its own",
                )


def _tied(claims: Sequence[Claim]) -> list[Claim]:
    first = claims[0]
    return [claim for claim in claims[1:] if not claim.lacks and claim.score == first.score] if not first.lacks else []


def _kind(profile: Profile) -> str:
    return profile.kind or profile.ignore


def _samples_not_claimed(profiles: Sequence[Profile], samples: Sequence[Sample]) -> Iterator[Problem]:
    by_stem = {sample.stem: sample for sample in samples if sample.has_text}
    for profile in profiles:
        for stem, page in pages_seen(profile):
            if stem not in by_stem:
                continue
            claimed = by_stem[stem].claimed_on(page)
            if profile.name not in claimed:
                others = f"; {', '.join(sorted(claimed))} did" if claimed else ""
                text = f"{profile.name} names page {page} of {stem} in 'seen_on' and got no table there{others}"
                yield Problem(Severity.ERROR, text)


def _idle(layouts: Layouts, samples: Sequence[Sample]) -> Iterator[Problem]:
    """Profiles without a table; beside a user's own, those that are shipped are no news."""
    winners = {match.profile.name for sample in samples for match in sample.matches if match.profile is not None}
    profiles, with_own = layouts.profiles, bool(layouts.profiles.own or layouts.vocabulary.own)
    for profile in profiles.items if samples else ():
        if profile.name not in winners and (profile.name in profiles.own or not with_own):
            yield Problem(Severity.WARNING, f"{profile.name} gets no table of these reports")


def _alike(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Wordings of two roles that a misprint would make one; beside a user's, those among the shipped are no news."""
    news = vocabulary.own or vocabulary.wordings.keys()
    for (text, role), (other, other_role) in combinations(vocabulary.wordings.items(), 2):
        if role is not other_role and {text, other} & news and _likeness(text, other) >= SIMILAR:
            what = f"wordings '{text}' ({role}) and '{other}' ({other_role}) are nearly one"
            yield Problem(Severity.WARNING, f"{what}: a misprint of either may be taken for the other")


def _likeness(text: str, other: str) -> float:
    return max(fuzz.ratio(text, other), fuzz.token_sort_ratio(text, other))
