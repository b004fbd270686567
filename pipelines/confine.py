"""What a worker does to itself before it touches any document: limits that only the kernel can lift, and one thread.

The parent watches memory and time from outside (`pipelines.footprint`); these limits hold also while it does not look.
"""

from __future__ import annotations

import ctypes
import math
import os
import resource
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipelines.engine import Limits

# Native libraries ask these for the size of their pools: one thread each, since documents run beside each other.
ONE_THREAD = (
    "OMP_THREAD_LIMIT",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
# Memory that is asked for at once is refused; what is taken bit by bit, the parent sees before. So this limit lies
# above the one that is watched, by what threads' stacks take that is never touched (8 MiB each).
DATA_SHARE, DATA_MORE_BYTES = 1.25, 128 << 20
# Code and files that are mapped: measured 450 MiB with all engines loaded.
MAPPED_BYTES = 2 << 30
# One temporary file: the largest is a page's picture, 40 MB.
FILE_BYTES = 256 << 20
# A worker's whole life is held to this many times the processor time of a task, and it is replaced after one task's.
LIFE = 2
# prctl(2)
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Confinement:
    """How a worker is held: limits, its place for temporary files, and how far it stands back for others (0 to 19)."""

    limits: Limits
    folder: Path
    nice: int = 0


def confine(how: Confinement) -> None:
    """Hold this process, and all that it starts; what is not known on this system is left out."""
    # A group of its own, so that all of it can be ended at once; Ctrl-C on a terminal does not reach it.
    os.setsid()
    _keep_orphans()
    if how.nice:
        os.nice(how.nice)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    os.environ["TMPDIR"] = tempfile.tempdir = str(how.folder)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    _limit(resource.RLIMIT_CPU, LIFE * how.limits.cpu_s)
    data_bytes = DATA_SHARE * how.limits.memory_bytes + DATA_MORE_BYTES
    _limit(resource.RLIMIT_DATA, data_bytes)
    _limit(resource.RLIMIT_AS, data_bytes + MAPPED_BYTES)


def _limit(kind: int, most: float) -> None:
    """Set a limit that this process cannot raise again; one that is tighter already stays."""
    if math.isinf(most):
        return
    soft, hard = (float("inf") if limit == resource.RLIM_INFINITY else limit for limit in resource.getrlimit(kind))
    wanted = math.ceil(min(most, soft, hard))
    resource.setrlimit(kind, (wanted, wanted))


def _keep_orphans() -> None:
    """What children leave behind when they end becomes a child of this process, and is seen and ended with it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
