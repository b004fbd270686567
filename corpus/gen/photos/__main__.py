"""`python -m corpus.gen.photos FOLDER --step 3 --seed 1`: print a random report, photograph it, and write its truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.gen.photos.album import make_album
from corpus.gen.photos.steps import STEPS, TEMPLATES, TESTING
from corpus.gen.variants.__main__ import seeds_of


def main() -> None:
    """Command line."""
    steps = ", ".join(f"{number} {step.name}" for number, step in enumerate(STEPS))
    parser = argparse.ArgumentParser(prog="python -m corpus.gen.photos", epilog=f"steps: {steps}")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", default=f"0-{len(STEPS) - 1}", help="numbers and ranges, e.g. 0-3,7")
    parser.add_argument("--seed", default="1", help="numbers and ranges, e.g. 1-5")
    parser.add_argument("--part", choices=tuple(TEMPLATES), default=TESTING)
    arguments = parser.parse_args()
    for seed in seeds_of(arguments.seed):
        for step in seeds_of(arguments.step):
            name, pages, values = make_album(arguments.folder, part=arguments.part, step=step, seed=seed)
            print(f"{name}: {pages} pages, {values} values", file=sys.stderr)


if __name__ == "__main__":
    main()
