"""Whether a run or watch of a folder is alive, for the health check of a container: a few milliseconds, no library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import RUN_FOLDER
from pipelines.statusfile import STATUS_FILE, WATCH_FILE, Life, judge, read_status


@dataclass(frozen=True, slots=True)
class Health:
    """The answer, and one line that says why."""

    well: bool
    line: str


def look_at_health(out_dir: Path, *, now: float) -> Health:
    """Well is a folder whose run or watch gave a sign of life lately. `now` is seconds since 1970."""
    seen = []
    for name, file in (("watch", WATCH_FILE), ("run", STATUS_FILE)):
        if (status := read_status(out_dir / RUN_FOLDER / file)) is not None:
            life = judge(status, now)
            if life is Life.RUNS:
                return Health(True, f"{name}: alive {max(0.0, now - status.beat):.0f} s ago")
            seen.append(f"{name}: {life}, last sign of life {now - status.beat:.0f} s ago")
    return Health(False, "; ".join(seen) or f"no run and no watch has written into {out_dir}")
