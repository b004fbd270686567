"""What an output folder remembers of the runs that wrote it: their inputs, and settings that change what is read."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.results import Results
from pipelines.settings import Settings

# A remark in the database.
GIVEN = "given"
# So many different runs into one folder are remembered.
MOST = 20


@dataclass(frozen=True, slots=True)
class Given:
    """What a run was given; paths are absolute."""

    inputs: tuple[str, ...]
    ocr: bool
    follow_links: bool
    profiles: Path | None


def remember(results: Results, inputs: Sequence[str], settings: Settings) -> None:
    """Keep what a run was given, for a later `lkip retry`; the latest first."""
    profiles = settings.profiles and Path(os.path.abspath(settings.profiles))
    new = Given(tuple(map(os.path.abspath, inputs)), settings.ocr, settings.follow_links, profiles)
    before = remembered(results)
    if before[:1] != (new,):
        kept = [new, *(one for one in before if one != new)][:MOST]
        # ASCII: names of any bytes survive it.
        results.set(GIVEN, json.dumps([asdict(one) | {"profiles": str(one.profiles or "")} for one in kept]))


def remembered(results: Results) -> tuple[Given, ...]:
    """What the runs of a folder were given, the latest first; empty where an earlier version wrote it."""
    content = json.loads(results.get(GIVEN) or "[]")
    return tuple(
        Given(tuple(one["inputs"]), one["ocr"], one["follow_links"], Path(one["profiles"]) if one["profiles"] else None)
        for one in content
    )
