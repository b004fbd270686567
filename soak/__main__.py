"""`python -m soak`: kill runs, feed them damaged files, and very many; says all seeds, exits 1 where one went wrong."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pikepdf

from soak.damage import run_damaged
from soak.kills import KillTest, run_trials
from soak.many import memory_curve, write_letters
from soak.mutations import pieces_of

CORPUS = Path(__file__).parent.parent / "corpus" / "pdf"
# Damaged files of one run.
BATCH = 250
GIGABYTE = 1 << 30
# What a worker may take by the contract: 1.2 GB on scans.
WORKER_MEMORY = round(1.2 * GIGABYTE)
MORE_MIB = 40


def main() -> int:
    """Run the trials that are asked for."""
    given = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    given.add_argument("--kills", type=int, default=100, help="runs that are killed (default 100)")
    given.add_argument("--mutations", type=int, default=5000, help="damaged files (default 5000)")
    given.add_argument("--scans", type=int, default=100, help="of these, read with OCR (default 100)")
    given.add_argument("--many", type=int, default=10_000, help="small documents (default 10000)")
    given.add_argument(
        "--seed", type=int, default=int(time.time()) % 1_000_000, help="first seed; default by the clock"
    )
    given.add_argument("--jobs", default="2")
    given.add_argument("--place", type=Path, help="where files go; default a temporary folder, removed if all is well")
    args = given.parse_args()
    place = args.place or Path(tempfile.mkdtemp(prefix="lkip-soak-"))
    print(f"seed {args.seed}, in {place}", flush=True)
    wrong = _kills(args, place) + _damage(args, place) + _many(args, place)
    print(f"{wrong} wrong" if wrong else "all well")
    if not wrong and not args.place:
        shutil.rmtree(place)
    return 1 if wrong else 0


def _kills(args: argparse.Namespace, place: Path) -> int:
    if not args.kills:
        return 0
    test = KillTest(killing_ground(place / "kill-in"), place / "kill", ["--jobs", args.jobs])
    print(f"kills: an uninterrupted run takes {test.seconds:.1f} s", flush=True)
    wrong = 0
    for trial in run_trials(test, range(args.seed, args.seed + args.kills)):
        print(trial, flush=True)
        wrong += bool(trial.wrong)
    print(f"kills: {args.kills} trials, {wrong} wrong", flush=True)
    return wrong


def killing_ground(folder: Path) -> Path:
    """Printed sample reports, a copy with other bytes, equal copies, garbage, and a scanned page."""
    folder.mkdir(parents=True)
    for name in ("bnnk-sungai-intan-2021.pdf", "bnnp-nusa-selatan-2022.pdf"):
        shutil.copy(CORPUS / name, folder)
        shutil.copy(CORPUS / name, folder / f"again-{name}")
    with pikepdf.open(CORPUS / name) as pdf:
        pdf.docinfo["/Title"] = "a copy"
        pdf.save(folder / f"copy-{name}", deterministic_id=True)
    with pikepdf.open(CORPUS / "bnnk-muara-pinang-2019.pdf") as pdf, pikepdf.new() as scans:
        scans.pages.extend(pdf.pages[4:5])
        scans.save(folder / "scans.pdf", deterministic_id=True)
    (folder / "garbage.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    return folder


def _damage(args: argparse.Namespace, place: Path) -> int:
    if not args.mutations + args.scans:
        return 0
    pieces = pieces_of(sorted(CORPUS.glob("*.pdf")))
    scans = pieces_of([CORPUS / "bnnk-muara-pinang-2019.pdf"])
    print(f"mutations: of {len(pieces)} pieces", flush=True)
    statuses: Counter[str] = Counter()
    wrong = 0
    batches = [
        (pieces, ["--no-ocr"], 60.0, first, min(BATCH, args.mutations - first))
        for first in range(0, args.mutations, BATCH)
    ]
    batches += [(scans, [], 300.0, args.mutations, args.scans)] if args.scans else []
    for kinds, options, limit_s, first, count in batches:
        seeds = range(args.seed + first, args.seed + first + count)
        given = ["--jobs", args.jobs, *options]
        found = run_damaged(kinds, seeds, place / "mutations", options=given, limit_s=limit_s, memory=WORKER_MEMORY)
        statuses += found.statuses
        wrong += len(found.wrong)
        print(
            f"seeds {seeds[0]}-{seeds[-1]}: {dict(found.statuses)}, slowest {found.slowest_s:.1f} s ({found.slowest}), "
            f"worker {found.child_peak >> 20} MiB, parent {found.parent_peak >> 20} MiB",
            *found.wrong,
            sep="\n  ",
            flush=True,
        )
    print(f"mutations: {sum(statuses.values())} files, {dict(statuses)}, {wrong} wrong", flush=True)
    return wrong


def _many(args: argparse.Namespace, place: Path) -> int:
    if not args.many:
        return 0
    write_letters(place / "many-in", args.many)
    curve = memory_curve(place / "many-in", place / "many")
    # From a tenth of the time on everything is loaded.
    settled = [mib for second, mib in curve if second > 0.1 * curve[-1][0]]
    steps = curve[:: max(1, len(curve) // 12)]
    print(f"{args.many} documents:", ", ".join(f"{mib} MiB at {second:.0f} s" for second, mib in steps), flush=True)
    wrong = max(settled) - settled[0] > MORE_MIB
    print(f"many: the parent went from {settled[0]} to {max(settled)} MiB", flush=True)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
