"""What this process may use of the machine: processors and memory, as a container allows them, and each worker's share.

A container's share is written in control groups, version 2 (cpu.max, memory.max) or 1 (cpu.cfs_quota_us,
memory.limit_in_bytes), on every level from the process's own group to the root; the tightest level holds.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CGROUP_ROOT = Path("/sys/fs/cgroup")
OWN_CGROUPS = Path("/proc/self/cgroup")
MEMORY_INFO = Path("/proc/meminfo")
# A worker with scans to read peaks at 0.8 GB; so much, at least, each should have.
WANTED_BYTES = 1280 << 20
# More than this one document does not get unasked: the machine is for others too.
MOST_BYTES = 2 << 30
# Less is no use: a worker takes 90 MB for reports with a text layer, and 400 MB with the engines for scans.
LEAST_BYTES = 256 << 20
# Kept for the program itself, which writes the tables.
PARENT_BYTES = 300 << 20
# Version 1 writes "no limit" as the largest multiple of a page that fits 63 bits.
NO_LIMIT_BYTES = 1 << 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """Processors (fractions are possible) and bytes of memory (None: no limit), and which rule sets each.

    `free_bytes` is what the machine, which others use too, has left at the moment (None: it does not say).
    """

    cpus: float
    cpus_set_by: str
    memory_bytes: int | None
    memory_set_by: str
    free_bytes: int | None = None

    @property
    def jobs(self) -> int:
        """How many documents to read at the same time: whole processors, at least 1."""
        return max(1, math.floor(self.cpus + 0.01))

    @property
    def room_bytes(self) -> float:
        """Memory for all workers together."""
        known = [count for count in (self.memory_bytes, self.free_bytes) if count is not None]
        return max(LEAST_BYTES, min(known, default=math.inf) - PARENT_BYTES)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many workers run at the same time, and what each may hold; `doubt` says what is wrong with it ('': nothing).

    Attributes:
        jobs: At least 1.
        memory_bytes: Of one worker with all processes that it starts.
        doubt: In words, with what to do.
    """

    jobs: int
    memory_bytes: int
    doubt: str = ""


def share_out(allowed: Allowance, *, jobs: int | None = None, memory_bytes: int | None = None) -> Shares:
    """Share processors and memory out: what is given holds, the rest is chosen so that all workers fit.

    Args:
        allowed: What there is.
        jobs: Wanted number of workers.
        memory_bytes: Wanted memory of each.
    """
    room = allowed.room_bytes
    if jobs is None:
        jobs = max(1, int(min(allowed.jobs, room // (memory_bytes or WANTED_BYTES))))
    if memory_bytes is None:
        return Shares(jobs, int(max(LEAST_BYTES, min(MOST_BYTES, room / jobs))))
    if jobs * memory_bytes <= room:
        return Shares(jobs, memory_bytes)
    size = 1 << 30
    doubt = f"{jobs} jobs of {memory_bytes / size:.3g} GB do not fit in {room / size:.3g} GB; give fewer --jobs"
    return Shares(jobs, memory_bytes, doubt)


def allowance(root: Path = CGROUP_ROOT, own: Path = OWN_CGROUPS) -> Allowance:
    """Read what the control groups under `root` and the processor affinity leave to this process."""
    cpus, cpus_set_by = float(_affinity()), "affinity"
    memory, memory_set_by = None, "none"
    for folder, version in _levels(root, own):
        quota = _cpu_quota(folder) if version == 2 else _cpu_quota_v1(folder)
        if quota is not None and quota < cpus:
            cpus, cpus_set_by = quota, f"cgroup v{version}"
        limit = _number(folder / ("memory.max" if version == 2 else "memory.limit_in_bytes"))
        if limit is not None and limit < min(memory or NO_LIMIT_BYTES, NO_LIMIT_BYTES):
            memory, memory_set_by = limit, f"cgroup v{version}"
    return Allowance(cpus, cpus_set_by, memory, memory_set_by, _free_bytes())


def _free_bytes() -> int | None:
    # What can be had without swapping, in KiB (proc(5)).
    lines = (line.split() for line in _text(MEMORY_INFO).splitlines())
    return next((int(words[1]) << 10 for words in lines if words[0] == "MemAvailable:"), None)


def _affinity() -> int:
    # Not on every system; where it is missing, all processors are ours.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _levels(root: Path, own: Path) -> Iterator[tuple[Path, int]]:
    """This process's groups, each folder with its version, from its own group up to the root."""
    for line in _text(own).splitlines():
        _, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        for base, version in _mounts(root, controllers):
            inside = base.joinpath(*(part for part in group.split("/") if part not in ("", "..")))
            # In a container the group's path can be the host's, and only the root is mounted.
            folders = [inside, *inside.parents] if inside != base else [base]
            yield from ((f, version) for f in folders if f.is_relative_to(base) and f.is_dir())


def _mounts(root: Path, controllers: str) -> list[tuple[Path, int]]:
    if not controllers:
        return [(base, 2) for base in (root, root / "unified") if (base / "cgroup.controllers").exists()]
    if not {"cpu", "memory"} & set(controllers.split(",")):
        return []
    names = [controllers, *controllers.split(",")]
    return [(root / name, 1) for name in dict.fromkeys(names) if (root / name).is_dir()]


def _cpu_quota(folder: Path) -> float | None:
    quota, _, period = _text(folder / "cpu.max").partition(" ")
    return _share(quota, period)


def _cpu_quota_v1(folder: Path) -> float | None:
    return _share(_text(folder / "cpu.cfs_quota_us"), _text(folder / "cpu.cfs_period_us"))


def _share(quota: str, period: str) -> float | None:
    if not (quota.isdecimal() and period.isdecimal() and int(period) > 0):
        return None
    return int(quota) / int(period)


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text.isdecimal() else None


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
