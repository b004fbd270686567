"""Runs over damaged files: each has a status within its limits, and nothing hangs or is left."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from soak.mutations import mutate
from soak.running import Run, events_of, left_files

STATUSES = frozenset({"ok", "partial", "failed"})
# Reasons that name a fault of the program, where the file is only damaged.
BUGS = ("the program failed on it", "broke down")


@dataclass
class Damage:
    """What came of a batch of damaged files, and what was wrong."""

    statuses: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    slowest: str = ""
    parent_peak: int = 0
    child_peak: int = 0
    wrong: list[str] = field(default_factory=list)


def run_damaged(
    pieces: Sequence[bytes], seeds: Sequence[int], place: Path, *, options: Sequence[str], limit_s: float, memory: int
) -> Damage:
    """Read one damaged piece for each seed; those with a fault stay in `place`, named by their seeds.

    Args:
        pieces: See `soak.mutations`.
        seeds: One for each file.
        place: A folder for the files, what is written, and what is left.
        options: Of `lkip run`.
        limit_s: Seconds that one file may take.
        memory: Bytes that a worker may take, with the processes it starts.
    """
    folder, out, scratch = place / "in", place / "out", place / "tmp"
    for old in (folder, out, scratch):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True)
    names = {f"{seed}.pdf": seed for seed in seeds}
    for name, seed in names.items():
        (folder / name).write_bytes(mutate(pieces, seed))
    log = place / "log.jsonl"
    log.unlink(missing_ok=True)
    args: list[str | Path] = [
        "run",
        folder,
        "--out",
        out,
        "--quiet",
        "--timeout",
        str(limit_s),
        "--log-json",
        log,
        *options,
    ]
    damage = Damage()
    with Run(args, scratch) as run:
        code = run.wait(60 + limit_s * len(names))
    damage.parent_peak, damage.child_peak = run.parent_peak, run.child_peak
    if code not in (0, 7):
        damage.wrong.append(f"exit code {code}: {run.said()[-500:]}")
    _judge(damage, out, names)
    for event in events_of(log):
        seconds = event.get("seconds")
        if event["event"] in ("document_done", "document_failed") and isinstance(seconds, float):
            if seconds > damage.slowest_s:
                damage.slowest_s, damage.slowest = seconds, str(event["document"])
            if seconds > 2 * limit_s + 10:
                damage.wrong.append(f"{event['document']}: took {seconds:.0f} s")
    damage.wrong += [f"process left: {line}" for line in run.left_processes()]
    damage.wrong += [f"file left: {name}" for name in (left_files(out, scratch) if out.exists() else ())]
    if damage.child_peak > memory:
        damage.wrong.append(f"a worker took {damage.child_peak >> 20} MiB")
    _keep(damage, folder, place)
    return damage


def _judge(damage: Damage, out: Path, names: dict[str, int]) -> None:
    rows = {}
    if (out / "documents.csv").exists():
        with open(out / "documents.csv", newline="") as stream:
            rows = {row["file"]: row for row in csv.DictReader(stream)}
    for name in names:
        row = rows.get(name)
        if row is None or row["status"] not in STATUSES:
            damage.wrong.append(f"{name}: has no status")
            continue
        damage.statuses[row["status"]] += 1
        if any(bug in row["reason"] for bug in BUGS):
            damage.wrong.append(f"{name}: {row['reason']}")


def _keep(damage: Damage, folder: Path, place: Path) -> None:
    for line in damage.wrong:
        name = line.partition(":")[0]
        if name.endswith(".pdf") and (folder / name).exists():
            (place / "kept").mkdir(exist_ok=True)
            shutil.copy(folder / name, place / "kept" / name)
