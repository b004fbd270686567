"""The share of each stage: the functions that `pipelines.document` calls, timed where they stand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from bench.contestants import Report
from layouts.layouts import load_layouts
from pipelines import document

STAGES = (
    "read_pages",
    "build_flow",
    "identify_office",
    "match_regions",
    "find_lists",
    "read_tables",
    "check_values",
    "check_coverage",
    "build_records",
)
LOADING, REST = "load_layouts", "the rest"


def stage_seconds(reports: Sequence[Report]) -> dict[str, float]:
    """Processor time of each stage over all reports, in the order of the stages, in seconds."""
    seconds = dict.fromkeys((LOADING, *STAGES, REST), 0.0)
    began = time.process_time()
    layouts = load_layouts()
    seconds[LOADING] = time.process_time() - began
    with _timed(seconds):
        began = time.process_time()
        for report in reports:
            document.run_document(report.data, file=report.path.name, layouts=layouts)
        seconds[REST] = time.process_time() - began - sum(seconds[name] for name in STAGES)
    return seconds


@contextmanager
def _timed(seconds: dict[str, float]) -> Iterator[None]:
    """Put a clock around each stage for the length of a `with`."""
    with ExitStack() as patches:
        for name in STAGES:
            clock = _clock(name, getattr(document, name), seconds)
            patches.enter_context(patch.object(document, name, clock))
        yield


def _clock(name: str, stage: Callable[..., object], seconds: dict[str, float]) -> Callable[..., object]:
    def timed(*args: object, **named: object) -> object:
        began = time.process_time()
        try:
            return stage(*args, **named)
        finally:
            seconds[name] += time.process_time() - began

    return timed
