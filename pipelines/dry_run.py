"""What a run would do, about how long it would take and how large it would be: `lkip run --dry-run`. Writes nothing."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.estimate import Estimate, estimate, rates_of
from pipelines.folder import stored_documents
from pipelines.inputs import find_inputs
from pipelines.keys import build_recipe
from pipelines.page_count import count_pages
from pipelines.plan import Plan, Why, make_plan
from pipelines.results import RESULTS_FILE, DamagedResults, Results, empty_results, look_into_results
from pipelines.settings import RUN_FOLDER, Settings
from pipelines.status_text import duration

WORDS = {
    Why.NEW: "new",
    Why.CHANGED: "changed",
    Why.OUTDATED: "read by another program, profile or setting",
    Why.AGAIN: "ended before, and more is allowed now",
}


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a run would do.

    `gone` files stand in the output folder and not among the inputs. `measured` says that the estimate is from this
    folder's own pages. `damaged` is why the folder's database would be set aside, '' for a sound one.
    """

    plan: Plan
    gone: tuple[str, ...]
    estimate: Estimate
    measured: bool
    jobs: int
    prune: bool = False
    damaged: str = ""


def dry_run(inputs: Sequence[str], settings: Settings, *, stop: Callable[[], bool] = lambda: False) -> DryRun:
    """Look at all files as a run does, count the pages of those that it would read, and write nothing.

    Raises:
        InputError: no INPUT gives a file.
        OutputError: the output folder's database cannot be read.
        ProfileError: a profile or vocabulary is broken.
    """
    found = find_inputs(inputs, follow_links=settings.follow_links)
    recipe = build_recipe(settings)
    out, damaged = settings.out_dir, ""
    try:
        with _results(out) as results:
            plan = make_plan(found.files, results, recipe.result_key, allowed=settings.allowed, stop=stop)
            standing = [stored.file for stored in results.files()]
            documents = stored_documents(results)
    except DamagedResults as damage:
        damaged = str(damage)
        with empty_results() as results:
            plan = make_plan(found.files, results, recipe.result_key, allowed=settings.allowed, stop=stop)
        standing, documents = [], ()
    rates = rates_of(documents, table_bytes=_size(out, kept=False), kept_bytes=_size(out, kept=True))
    pages = tuple(count_pages([work.item for work in plan.to_read], jobs=settings.jobs, stop=stop))
    names = {item.file for item in found.files}
    return DryRun(
        plan=plan,
        gone=tuple(file for file in standing if file not in names),
        estimate=estimate(pages, rates, jobs=settings.jobs, ocr=settings.ocr),
        measured=rates.measured,
        jobs=settings.jobs,
        prune=settings.prune,
        damaged=damaged,
    )


def render(dry: DryRun) -> str:
    """What would be done, for a person."""
    works = dry.plan.to_read
    why = Counter(work.why for work in works)
    copies = sum(len(work.copies) for work in works)
    lines = [
        f"{len(works) + copies + len(dry.plan.known):,} files: {len(dry.plan.known):,} known, {len(works):,} to read"
    ]
    lines += [f"  {why[reason]:,} {WORDS[reason]}" for reason in Why if why[reason]]
    if copies:
        lines.append(f"  and {copies:,} with the bytes of one of them, not read")
    if dry.gone:
        fate = "would be removed (--prune)" if dry.prune else "stay (--prune would remove them)"
        lines.append(f"{len(dry.gone):,} files of earlier runs are not among the inputs; their rows {fate}")
    if dry.damaged:
        lines.append(f"The folder's database would be set aside and made anew: {dry.damaged}")
    if works:
        lines += _estimated(dry)
    lines.append("Nothing was written.")
    return "\n".join(lines)


def _estimated(dry: DryRun) -> Iterator[str]:
    found = dry.estimate
    source = "as pages took in this folder before" if dry.measured else "as the sample reports' pages take"
    unopened = f" {found.unopened:,} files do not open and will fail." if found.unopened else ""
    yield f"About {found.pages:,} pages, {found.scans:,} of them scans.{unopened}"
    yield f"About {duration(found.seconds)} with {dry.jobs} at once, {source}; scans that were read before take less."
    yield f"About {_bytes(found.table_bytes)} of tables, and {_bytes(found.kept_bytes)} in {RUN_FOLDER}."


def _bytes(size: float) -> str:
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return f"{size:,.1f} {unit}"
    return f"{size / 1000:,.1f} GB"


@contextlib.contextmanager
def _results(out_dir: Path) -> Iterator[Results]:
    if (out_dir / RUN_FOLDER / RESULTS_FILE).is_file():
        with look_into_results(out_dir) as results:
            yield results
    else:
        with empty_results() as results:
            yield results


def _size(out_dir: Path, *, kept: bool) -> int:
    """Bytes of a folder's tables, or of its `.lkip`."""
    folder = out_dir / RUN_FOLDER if kept else out_dir
    with contextlib.suppress(OSError):
        return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    return 0
