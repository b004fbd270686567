"""`python -m bench.ablation`: what each part of the layouts is worth, by leaving it out.

Three questions over reports with truth. How is each report read without the profiles and wordings that it alone has
shown? How much of the score stays when a tenth of the header wordings is gone? And how much without one kind of
evidence, without tolerance for misspellings, or with each column read by itself?
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

from extract.read import read_pages
from layouts.evidence import ALL_EVIDENCE, NAMES, Weights
from layouts.layouts import Layouts, load_layouts
from layouts.match import match_regions
from layouts.profile import Profile
from pipelines import document
from pipelines.profile_check import pages_seen
from pipelines.score import Line, score
from pipelines.standing import RunInfo
from pipelines.store import write_outputs

CORPUS = Path(__file__).parents[1] / "corpus"
SHARE = 0.1
"""Of the header wordings that a draw takes away."""
DRAWS = 3


@dataclass(frozen=True, slots=True)
class Reports:
    """A folder of reports with their truth; `pages` are those that are scored (see `lkip score`)."""

    pdf: Path
    truth: Path
    pages: str = "all"

    @property
    def files(self) -> list[Path]:
        """The PDFs with truth, by name."""
        return [path for path in sorted(self.pdf.glob("*.pdf")) if (self.truth / f"{path.stem}.csv").exists()]


SETS = (
    Reports(CORPUS / "pdf", CORPUS / "truth", "text"),
    *(Reports(CORPUS / name / "pdf", CORPUS / name / "truth") for name in ("unseen", "heldout")),
)


def read_and_score(
    reports: Reports, layouts: Layouts, *, weights: Weights = ALL_EVIDENCE, only: str = ""
) -> dict[str, Line]:
    """Read the reports of a folder (`only`: the one of this name) and score them; a line a report."""
    files = [path for path in reports.files if only in ("", path.stem)]
    with tempfile.TemporaryDirectory() as scratch, _weighing(weights):
        results = [document.run_document(path.read_bytes(), file=path.name, layouts=layouts) for path in files]
        write_outputs(results, Path(scratch), run=RunInfo("ablation"))
        lines = score(Path(scratch), reports.truth, pages=reports.pages).documents
    return {line.name: line for line in lines if line.name in {path.stem for path in files} and line.strict.asked}


@contextmanager
def _weighing(weights: Weights) -> Iterator[None]:
    """Weigh evidence so for the length of a `with`, and read the pages of a file once for all questions."""
    with (
        patch.object(document, "match_regions", partial(match_regions, weights=weights)),
        patch.object(document, "read_pages", _pages_of),
    ):
        yield


_pages_of = cache(read_pages)


def total_f1(lines: Mapping[str, Line]) -> float:
    """Strict F1 over all values of some reports."""
    counts = [line.strict for line in lines.values()]
    right = sum(count.right for count in counts)
    others = sum(count.asked + count.invented for count in counts)
    return 2 * right / max(right + others, 1)


def shown_by_one(sets: Sequence[Reports], layouts: Layouts) -> dict[str, frozenset[str]]:
    """For each report the wordings that stand in its headings, letter by letter, and in no other report's."""
    shown: dict[str, set[str]] = {}
    with _weighing(ALL_EVIDENCE):
        for path in (path for reports in sets for path in reports.files):
            trace = document.trace_document(path.read_bytes(), file=path.name, layouts=layouts)
            columns = (column for found in trace.matches for column in found.sight.columns)
            phrases = {level.phrase for column in columns for level in column.heading.path}
            shown[path.stem] = phrases & layouts.vocabulary.wordings.keys()
    counts = Counter(wording for wordings in shown.values() for wording in wordings)
    return {stem: frozenset(w for w in wordings if counts[w] == 1) for stem, wordings in shown.items()}


def without_report(layouts: Layouts, stem: str, wordings: frozenset[str]) -> Layouts:
    """Layouts as they would be had nobody seen a report: without its wordings, and the profiles it alone has shown."""
    kept = tuple(profile for profile in layouts.profiles.items if not _seen_there_alone(profile, stem))
    return replace(
        layouts,
        vocabulary=layouts.vocabulary.without(wordings),
        profiles=replace(layouts.profiles, items=kept),
    )


def _seen_there_alone(profile: Profile, stem: str) -> bool:
    return (
        bool(profile.seen_on) and all(stem in entry for entry in profile.seen_on) and stem in dict(pages_seen(profile))
    )


def say_reports(sets: Sequence[Reports]) -> None:
    """Print each report's F1 with everything, and without what it alone has shown."""
    layouts = load_layouts()
    alone = shown_by_one(sets, layouts)
    print(f"\n{'without what the report alone has shown':44}{'all':>8}{'without':>9}  taken away")
    for reports in sets:
        before = read_and_score(reports, layouts)
        for stem, line in before.items():
            bare = without_report(layouts, stem, alone[stem])
            after = read_and_score(reports, bare, only=stem)[stem]
            taken = len(layouts.profiles.items) - len(bare.profiles.items)
            print(
                f"{stem:44}{line.strict.f1:8.4f}{after.strict.f1:9.4f}  {len(alone[stem])} wordings, {taken} profiles"
            )


def say_words(sets: Sequence[Reports], draws: int) -> None:
    """Print how much of the F1 stays without a tenth of the header wordings, draw by draw."""
    layouts = load_layouts()
    wordings = sorted(layouts.vocabulary.wordings)
    whole = _score_all(sets, layouts)
    print(f"\nwithout {SHARE:.0%} of {len(wordings)} header wordings{'F1':>10}{'kept':>8}   (with all: {whole:.4f})")
    for draw in range(1, draws + 1):
        gone = random.Random(draw).sample(wordings, round(SHARE * len(wordings)))
        left = _score_all(sets, replace(layouts, vocabulary=layouts.vocabulary.without(gone)))
        print(f"{f'draw {draw}':40}{left:8.4f}{left / whole:8.1%}")


def say_evidence(sets: Sequence[Reports]) -> None:
    """Print the F1 without each kind of evidence, without tolerance for misspellings, and column by column."""
    layouts = load_layouts()
    exact = replace(layouts, vocabulary=layouts.vocabulary.to_the_letter())
    runs: dict[str, Callable[[], float]] = {
        "all evidence": partial(_score_all, sets, layouts),
        "without fuzzy wordings": partial(_score_all, sets, exact),
        "without joint assignment": partial(_score_all, sets, layouts, Weights(joint=False)),
        **{f"without {name}": partial(_score_all, sets, layouts, Weights({name: 0.0})) for name in NAMES},
    }
    print(f"\n{'evidence':40}{'F1':>8}")
    for name, run in runs.items():
        print(f"{name:40}{run():8.4f}", flush=True)


def _score_all(sets: Sequence[Reports], layouts: Layouts, weights: Weights = ALL_EVIDENCE) -> float:
    lines: dict[str, Line] = {}
    for reports in sets:
        lines |= read_and_score(reports, layouts, weights=weights)
    return total_f1(lines)


def main() -> None:
    """Ask what the arguments name, all three questions without any."""
    parser = argparse.ArgumentParser(prog="python -m bench.ablation", description=__doc__)
    parser.add_argument("questions", nargs="*", help="reports, words, evidence; default: all")
    parser.add_argument("--draws", type=int, default=DRAWS, help="random draws of wordings")
    parser.add_argument("--folder", type=Path, help="a folder with pdf and truth, in place of the samples")
    arguments = parser.parse_args()
    sets = SETS if arguments.folder is None else (Reports(arguments.folder / "pdf", arguments.folder / "truth"),)
    asked: dict[str, Callable[[], None]] = {
        "reports": partial(say_reports, sets),
        "words": partial(say_words, sets, arguments.draws),
        "evidence": partial(say_evidence, sets),
    }
    if unknown := set(arguments.questions) - set(asked):
        parser.error(f"no such question: {', '.join(sorted(unknown))}; there are {', '.join(asked)}")
    for name in arguments.questions or asked:
        asked[name]()


if __name__ == "__main__":
    main()
