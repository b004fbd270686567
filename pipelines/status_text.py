"""What `lkip status` prints: a folder's run, what is in it, what failed and why, the slowest, offices and years."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from layouts.records import DocumentStatus
from pipelines.folder import FolderStatus, StoredDocument
from pipelines.office_years import ASCII, BLOCKS, Signs, grid, legend
from pipelines.progress import left_text
from pipelines.runstate import Phase
from pipelines.statusfile import Life, LiveStatus, judge

# Of each list so many are named here; --json and documents.csv have them all.
REASONS, NAMES, SLOWEST, IN_HAND = 10, 3, 5, 8


def render(folder: FolderStatus, signs: Signs, *, now: float, width: int) -> str:
    """The status for a terminal. `now` is seconds since 1970."""
    parts = [
        list(_run(folder, now)),
        list(_contents(folder.documents)),
        list(_reasons(folder.documents, DocumentStatus.FAILED, "Failed")),
        list(_reasons(folder.documents, DocumentStatus.PARTIAL, "Partial")),
        list(_slowest(folder.documents)),
        list(_coverage(folder, signs, width)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def signs_for(encoding: str | None) -> Signs:
    """The grid's signs for a terminal or file of this encoding."""
    try:
        f"{BLOCKS.read}{BLOCKS.partial}{BLOCKS.gap}".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def to_json(folder: FolderStatus, *, now: float) -> str:
    """The status for a program: everything, one JSON object."""
    table, own = folder.office_years, _own(folder.documents)
    return json.dumps(
        {
            "out": folder.out,
            "run": _live_json(folder.run, now),
            "watch": _live_json(folder.watch, now),
            "documents": {
                "files": len(folder.documents),
                "copies": len(folder.documents) - len(own),
                **_statuses(own),
                "pages": sum(one.document.pages for one in own),
                "pages_scan": sum(one.document.pages_scan for one in own),
                "seconds": round(sum(one.seconds for one in own), 3),
            },
            "not_ok": [_document_json(one) for one in own if one.document.status is not DocumentStatus.OK],
            "slowest": [_document_json(one) for one in _by_seconds(folder.documents)[:SLOWEST]],
            "years": table.years,
            "offices": [
                {
                    "satker": office.satker,
                    "kode_satker": office.kode_satker,
                    "tingkat": office.tingkat,
                    "provinsi": office.provinsi,
                    "years": {year: [report.file for report in reports] for year, reports in office.years.items()},
                }
                for office in table.offices
            ],
            "without_office_or_year": [report.file for report in table.homeless],
        },
        indent=2,
    )


def duration(seconds: float) -> str:
    """A time span as people say it: "0.4 s", "12 s", "2 min 5 s", "3 h 10 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s" if whole >= 10 else f"{max(0.0, seconds):.1f} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def life_line(status: LiveStatus, now: float) -> str:
    """Whether a run goes on, and how that is known."""
    where = f"process {status.mark.pid} on {status.mark.host}"
    silent_s = duration(now - status.beat)
    match judge(status, now):
        case Life.RUNS:
            return f"{where}, last sign of life {silent_s} ago"
        case Life.GONE:
            return f"interrupted: {where} is gone, last sign of life {silent_s} ago; run again to finish"
        case Life.SILENT:
            return f"no sign of life for {silent_s} from {where}: hung, or killed; from here that cannot be seen"
    how = {
        Phase.STOPPED: f"stopped by signal {status.signal}",
        Phase.BROKEN: f"ended by an error: {status.reason}",
    }.get(status.phase, "done")
    return f"{how} {duration(now - (status.ended or status.beat))} ago, after {_length(status)}"


def _length(status: LiveStatus) -> str:
    return duration((status.ended or status.beat) - status.started)


def _run(folder: FolderStatus, now: float) -> Iterator[str]:
    yield f"{folder.out}:"
    if (watch := folder.watch) is not None:
        yield f"  watch of {', '.join(watch.inputs)}: {life_line(watch, now)}"
        if judge(watch, now) is not Life.ENDED:
            yield f"    {watch.files:,} files seen, {watch.to_read:,} of them have to rest yet"
    if (run := folder.run) is None:
        yield "  no run has left word here: what follows is of the tables" if watch is None else "  no run yet"
        return
    began = datetime.fromtimestamp(run.started).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    yield f"  run of {began} (lkip {run.version}, {run.engine}, {run.jobs} at once): {life_line(run, now)}"
    failed = run.statuses.get(DocumentStatus.FAILED, 0)
    read = f"{run.read:,} of {run.to_read:,} documents read, {failed:,} failed"
    yield f"    {run.phase}: {run.files:,} files, {run.known:,} of them known; {read}, {run.retried:,} tried twice"
    if judge(run, now) in (Life.RUNS, Life.SILENT):
        yield from _at_work(run, now)


def _at_work(run: LiveStatus, now: float) -> Iterator[str]:
    if left := left_text(run.left_s):
        yield f"    {left}"
    for hand in run.in_hand[:IN_HAND]:
        scan = f", scan {min(hand.done + 1, hand.of)} of {hand.of}" if hand.of else ""
        again = f", attempt {hand.attempt}" if hand.attempt > 1 else ""
        yield f"    now: {hand.document}{scan}{again}, for {duration(hand.seconds + max(0.0, now - run.beat))}"
    if len(run.in_hand) > IN_HAND:
        yield f"    and {len(run.in_hand) - IN_HAND} more"


def _contents(documents: Sequence[StoredDocument]) -> Iterator[str]:
    own = _own(documents)
    counts = ", ".join(f"{count:,} {status}" for status, count in _statuses(own).items() if count) or "none"
    copies = len(documents) - len(own)
    same = f", {copies:,} the same as another file" if copies else ""
    yield f"{len(documents):,} files: {counts}{same}"
    if own:
        pages, scans = sum(one.document.pages for one in own), sum(one.document.pages_scan for one in own)
        spent = sum(one.seconds for one in own)
        yield f"{pages:,} pages ({scans:,} scanned)" + (f", {duration(spent)} of work" if spent else "")


def _reasons(documents: Sequence[StoredDocument], status: DocumentStatus, title: str) -> Iterator[str]:
    """Documents of a status by reason, the most frequent first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for document in (one.document for one in _own(documents)):
        if document.status is status:
            by_reason[document.reason].append(document.file)
    if not by_reason:
        return
    yield f"{title} ({sum(map(len, by_reason.values())):,}):"
    ranked = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[1]))
    for reason, files in ranked[:REASONS]:
        yield f"  {_some(files)}: {reason or 'no reason is known'}"
    if left := ranked[REASONS:]:
        yield f"  and {sum(len(files) for _, files in left):,} more for other reasons (documents.csv)"


def _slowest(documents: Sequence[StoredDocument]) -> Iterator[str]:
    slowest = _by_seconds(documents)[:SLOWEST]
    if slowest:
        yield "Slowest:"
    for one in slowest:
        scans = f" ({one.document.pages_scan:,} scanned)" if one.document.pages_scan else ""
        yield f"  {duration(one.seconds):>12}  {one.document.pages:,} pages{scans}  {one.document.file}"


def _coverage(folder: FolderStatus, signs: Signs, width: int) -> Iterator[str]:
    table = folder.office_years
    if table.offices:
        yield f"{len(table.offices):,} offices, {len(table.years)} years, {table.gaps:,} gaps ({legend(signs)}):"
        yield from grid(table, signs, width=width)
    if homeless := [report.file for report in table.homeless]:
        yield f"Without a known office or year ({len(homeless):,}): {_some(homeless)}"


def _some(files: Sequence[str]) -> str:
    return ", ".join(files[:NAMES]) + (f" and {len(files) - NAMES:,} more" if len(files) > NAMES else "")


def _own(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    return [one for one in documents if not one.document.duplicate_of]


def _statuses(documents: Sequence[StoredDocument]) -> dict[str, int]:
    counted = Counter(one.document.status for one in documents)
    return {status.value: counted[status] for status in DocumentStatus}


def _by_seconds(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    timed = [one for one in _own(documents) if one.seconds]
    return sorted(timed, key=lambda one: (-one.seconds, one.document.file))


def _document_json(one: StoredDocument) -> Mapping[str, object]:
    document = one.document
    return {
        "file": document.file,
        "document_id": document.document_id,
        "status": document.status,
        "reason": document.reason,
        "pages": document.pages,
        "pages_scan": document.pages_scan,
        "seconds": round(one.seconds, 3),
    }


def _live_json(status: LiveStatus | None, now: float) -> Mapping[str, object] | None:
    return None if status is None else {**asdict(status), "life": judge(status, now)}
