"""What a container allows, read from control groups laid out in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.limits import LEAST_BYTES, MOST_BYTES, Allowance, Shares, allowance, share_out


@pytest.fixture(autouse=True)
def _eight_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)), raising=False)


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own"
    path.write_text(text)
    return path


def test_version_2_takes_the_tightest_level(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    _write(
        root,
        {
            "cgroup.controllers": "cpu memory",
            "cpu.max": "max 100000",
            "a/cpu.max": "150000 100000",
            "a/memory.max": "1073741824",
            "a/b/cpu.max": "400000 100000",
            "a/b/memory.max": "max",
        },
    )
    allowed = allowance(root, _own(tmp_path, "0::/a/b\n"))
    assert (allowed.cpus, allowed.cpus_set_by, allowed.jobs) == (1.5, "cgroup v2", 1)
    assert (allowed.memory_bytes, allowed.memory_set_by) == (1 << 30, "cgroup v2")


def test_version_1_reads_its_own_files(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    _write(
        root,
        {
            "cpu,cpuacct/cpu.cfs_quota_us": "300000",
            "cpu,cpuacct/cpu.cfs_period_us": "100000",
            "memory/memory.limit_in_bytes": "536870912",
        },
    )
    # The path is the host's; inside a container only the root of each group is mounted.
    own = _own(tmp_path, "4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n")
    allowed = allowance(root, own)
    assert (allowed.cpus, allowed.jobs) == (3.0, 3)
    assert allowed.memory_bytes == 512 << 20


def test_no_limit_in_version_1_is_no_limit(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    _write(
        root,
        {
            "cpu/cpu.cfs_quota_us": "-1",
            "cpu/cpu.cfs_period_us": "100000",
            "memory/memory.limit_in_bytes": "9223372036854771712",
        },
    )
    allowed = allowance(root, _own(tmp_path, "4:cpu:/\n3:memory:/\n"))
    assert (allowed.cpus, allowed.cpus_set_by, allowed.memory_bytes) == (8.0, "affinity", None)


def test_less_than_a_processor_is_still_one_job(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    _write(root, {"cgroup.controllers": "cpu", "cpu.max": "50000 100000"})
    assert allowance(root, _own(tmp_path, "0::/\n")).jobs == 1


def test_without_control_groups_the_affinity_holds(tmp_path: Path) -> None:
    assert allowance(tmp_path / "none", tmp_path / "none either").jobs == 8


GIB = 1 << 30


@pytest.mark.parametrize(
    ("cpus", "limit", "free", "shares"),
    [
        # Processors are what is short: each worker has more than it needs, up to what is decent.
        (2.0, 16 * GIB, 64 * GIB, Shares(2, MOST_BYTES)),
        # Memory is: fewer workers, each with enough.
        (8.0, 4 * GIB, 64 * GIB, Shares(2, (4 * GIB - (300 << 20)) // 2)),
        # The container may use more than others left.
        (8.0, 64 * GIB, 3 * GIB, Shares(2, (3 * GIB - (300 << 20)) // 2)),
        # Not enough for one: one, with what there is.
        (8.0, 700 << 20, 64 * GIB, Shares(1, 400 << 20)),
        (8.0, 400 << 20, 64 * GIB, Shares(1, LEAST_BYTES)),
        (4.0, None, None, Shares(4, MOST_BYTES)),
    ],
)
def test_all_workers_fit_into_what_is_allowed(cpus: float, limit: int | None, free: int | None, shares: Shares) -> None:
    assert share_out(Allowance(cpus, "", limit, "", free)) == shares


def test_what_is_given_holds_and_the_rest_follows() -> None:
    allowed = Allowance(8.0, "", 8 * GIB + (300 << 20), "", None)
    assert share_out(allowed, memory_bytes=4 * GIB) == Shares(2, 4 * GIB)
    assert share_out(allowed, jobs=8) == Shares(8, GIB)
    assert share_out(allowed, jobs=2, memory_bytes=GIB) == Shares(2, GIB)
    assert "8 jobs of 2 GB do not fit in 8 GB" in share_out(allowed, jobs=8, memory_bytes=2 * GIB).doubt


def test_what_the_machine_has_left_is_seen() -> None:
    free = allowance().free_bytes
    assert free is not None
    assert free > 100 << 20
