"""`python -m bench.harshness`: how scans are read as photographs get harsher, step by step.

Reports that the program was not built on are printed and photographed (corpus.gen.photos), read and scored. Their text
versions are read too: what these lose is no loss of the photographs. With `--all` all testing reports are read, 6,408
values, most of an hour of one processor; without it one of them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.bounds import upper_bound
from bench.curve import Point, draw_curve
from corpus.gen.photos.album import make_album
from corpus.gen.photos.steps import STEPS, TESTING, TESTING_SEEDS
from corpus.gen.variants.__main__ import seeds_of
from pipelines.run import run_inputs
from pipelines.score import SURE, Mistake, Score, Tally, score
from pipelines.settings import Settings, Talk


@dataclass(frozen=True, slots=True)
class Measured:
    """A step, the score of its photographs and that of the same reports' text versions."""

    step: int
    scans: Score
    texts: Score


def measure(folder: Path, steps: Sequence[int], seeds: Sequence[int], *, jobs: int) -> Iterator[Measured]:
    """Photograph, read and score step by step; everything made stays in `folder`/stepN for a look."""
    for step in steps:
        album = folder / f"step{step}"
        for seed in seeds:
            make_album(album, part=TESTING, step=step, seed=seed)
        yield Measured(
            step,
            scans=_read_and_score(album / "pdf", album / "out", album / "truth", jobs=jobs),
            texts=_read_and_score(album / "text", album / "text-out", album / "truth", jobs=jobs),
        )


def _read_and_score(pdfs: Path, out: Path, truth: Path, *, jobs: int) -> Score:
    run_inputs([str(pdfs)], Settings(out_dir=out, jobs=jobs, talk=Talk.QUIET))
    return score(out, truth)


def row_of(name: str, tally: Tally, text_right: int) -> str:
    """A line of the table."""
    bound = upper_bound(tally.silent, tally.asked)
    sure = tally.sure / tally.right if tally.right else 0.0
    return (
        f"| {name} | {tally.asked} | {text_right / tally.asked:.1%} | {tally.recall:.1%} | {tally.precision:.1%} "
        f"| {tally.silent} | {1e4 * bound:.0f} | {sure:.1%} |"
    )


HEADER = """\
| step | values | text version's recall | recall | precision | silent errors | at most, of 10,000 | right values sure |
|---|---|---|---|---|---|---|---|"""


def summed(tallies: Sequence[Tally]) -> Tally:
    """All steps as one."""
    return Tally(
        asked=sum(t.asked for t in tallies),
        right=sum(t.right for t in tallies),
        invented=sum(t.invented for t in tallies),
        silent=sum(t.silent for t in tallies),
        sure=sum(t.sure for t in tallies),
    )


def trust_table(scores: Sequence[Score]) -> str:
    """How many values of each trust are right and wrong, over all steps."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for line in (line for one in scores for line in one.trusts):
        right[line.trust] += line.right
        wrong[line.trust] += line.wrong
    rows = ["| trust | values | wrong | at most, of 10,000 |", "|---|---|---|---|"]
    for trust, count in right.items():
        of = count + wrong[trust]
        rows.append(f"| {trust} | {of} | {wrong[trust]} | {1e4 * upper_bound(wrong[trust], of):.0f} |" if of else "")
    return "\n".join(row for row in rows if row)


def silent_of(one: Score) -> list[Mistake]:
    """The values that are wrong and trusted."""
    return [mistake for mistake in one.inventions if mistake.trust in SURE]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.harshness")
    parser.add_argument("--all", action="store_true", help="all testing reports instead of one")
    parser.add_argument("--steps", default=f"0-{len(STEPS) - 1}", help="e.g. 0-3,7")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for photographs and outputs")
    parser.add_argument("--picture", type=Path, help="where to draw the curve")
    arguments = parser.parse_args()
    seeds = TESTING_SEEDS if arguments.all else TESTING_SEEDS[:1]
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        measured = _print_steps(measure(folder, seeds_of(arguments.steps), seeds, jobs=arguments.jobs))
    if arguments.picture:
        draw_curve(
            [Point(one.step, STEPS[one.step].name, one.scans.total.strict) for one in measured], arguments.picture
        )


def _print_steps(steps: Iterator[Measured]) -> list[Measured]:
    """Print each step as it is done, and what they come to."""
    print(HEADER, flush=True)
    measured = []
    for one in steps:
        measured.append(one)
        print(
            row_of(f"{one.step} {STEPS[one.step].name}", one.scans.total.strict, one.texts.total.strict.right),
            flush=True,
        )
    text_right = sum(one.texts.total.strict.right for one in measured)
    print(row_of("all", summed([one.scans.total.strict for one in measured]), text_right))
    print(f"\n{trust_table([one.scans for one in measured])}\n")
    for mistake in (mistake for one in measured for mistake in silent_of(one.scans)):
        print(f"silent: {mistake}")
    return measured


if __name__ == "__main__":
    main()
