"""Runs that are killed at random moments and taken up again: the same bytes, nothing done twice, nothing left."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from soak.running import Run, documents_of, events_of, left_files, outputs_of

# A run that was killed is killed again, with this chance.
AGAIN = 0.3
# No run of this size takes longer, on a machine busy with other things.
LONGEST_S = 600.0


@dataclass(frozen=True)
class Trial:
    """What became of one killed run: whom the kill hit, when, how many runs it took, and what was wrong."""

    seed: int
    kills: Sequence[str]
    runs: int
    wrong: Sequence[str]

    def __str__(self) -> str:
        """One line."""
        verdict = "; ".join(self.wrong) or "as if nothing had been"
        return f"seed {self.seed}: {', '.join(self.kills)}; {self.runs} runs: {verdict}"


class KillTest:
    """An uninterrupted run to compare with, and trials over the same folder."""

    def __init__(self, folder: Path, place: Path, options: Sequence[str]) -> None:
        self._folder, self._place, self._options = folder, place, options
        began = time.monotonic()
        with Run(self._args(place / "whole"), place / "tmp-whole") as run:
            code = run.wait(LONGEST_S)
        self.seconds = time.monotonic() - began
        if code not in (0, 7):
            raise RuntimeError(f"the run to compare with ended with {code}: {run.said()}")
        self._expected = outputs_of(place / "whole")

    def _args(self, out: Path) -> list[str | Path]:
        return ["run", self._folder, "--out", out, "--quiet", "--log-json", out.with_suffix(".jsonl"), *self._options]

    def trial(self, seed: int) -> Trial:
        """Kill a run, or a child of one, at a random moment; take it up until it is done."""
        rng = random.Random(seed)
        out, scratch = self._place / f"out-{seed}", self._place / f"tmp-{seed}"
        kills: list[str] = []
        wrong: list[str] = []
        known: set[str] = set()
        runs = 0
        while True:
            runs += 1
            log = out.with_suffix(".jsonl")
            log.unlink(missing_ok=True)
            with Run(self._args(out), scratch) as run:
                if runs == 1 or rng.random() < AGAIN:
                    kills.append(self._kill(run, rng))
                code = run.wait(LONGEST_S)
            events = events_of(log)
            wrong += [f"{name} was read again" for name in documents_of(events, "document_started") if name in known]
            known |= set(documents_of(events, "document_done"))
            wrong += [f"process left: {line}" for line in run.left_processes()]
            if code is None:
                wrong.append("hangs")
            if code != -signal.SIGKILL:
                break
        wrong += [] if code in (0, 7) else [f"exit code {code}: {run.said()[-300:]}"]
        wrong += self._differences(out) + [f"file left: {name}" for name in left_files(out, scratch)]
        if not wrong:
            shutil.rmtree(out)
            shutil.rmtree(scratch)
        return Trial(seed, kills, runs, wrong)

    def _kill(self, run: Run, rng: random.Random) -> str:
        after = rng.uniform(0, 1.1 * self.seconds)
        run.wait(after)
        children = run.children()
        victim = rng.choice(children).pid if children and rng.random() < 0.5 else run.process.pid
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        who = "parent" if victim == run.process.pid else "child"
        return f"{who} after {after:.2f} s"

    def _differences(self, out: Path) -> list[str]:
        found = outputs_of(out)
        names = sorted(found.keys() ^ self._expected.keys())
        names += [name for name in found.keys() & self._expected.keys() if found[name] != self._expected[name]]
        return [f"{name} differs" for name in names]


def run_trials(test: KillTest, seeds: Sequence[int]) -> Iterator[Trial]:
    """One trial for each seed."""
    for seed in seeds:
        yield test.trial(seed)
