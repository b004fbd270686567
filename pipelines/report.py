"""Results → what a person reads on the terminal: what came out, and what to look at next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from layouts.records import Document, DocumentStatus, Severity, TableStatus, Trust
from pipelines.digest import SHOWN, Digest
from pipelines.output_text import shell_word
from pipelines.results import Results
from pipelines.rows import Row, document_of
from pipelines.standing import WriteSummary

Kept = TypeVar("Kept")
# Documents that could not be read as a whole come before those without a value.
_TROUBLED = (DocumentStatus.FAILED, DocumentStatus.PARTIAL, DocumentStatus.OK)


@dataclass(slots=True)
class Tally:
    """Counts over the documents of a run, and the first few things that deserve a look, by path.

    `files` counts every file, `failed` those that could not be read, `copies` those whose bytes another file has;
    everything else is of the others.
    """

    files: int = 0
    failed: int = 0
    copies: int = 0
    pages: int = 0
    scans: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    troubled: dict[DocumentStatus, list[str]] = field(default_factory=lambda: {status: [] for status in _TROUBLED})
    troubles: int = 0
    errors: list[str] = field(default_factory=list)
    unmapped: list[tuple[str, int, str]] = field(default_factory=list)
    disputed: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, document: Document, digest: Digest) -> None:
        """Count a file in."""
        self.files += 1
        self.failed += document.status is DocumentStatus.FAILED
        if document.duplicate_of:
            self.copies += 1
            return
        self.pages += document.pages
        self.scans += document.pages_scan
        self.statuses[document.status] += 1
        for counter, more in ((self.tables, digest.tables), (self.values, digest.values)):
            counter.update(more)
        self.findings.update(digest.findings)
        if document.status is not DocumentStatus.OK or not digest.values:
            self.troubles += 1
            _keep(self.troubled[document.status], [document_line(document)])
        _keep(
            self.errors, [f"{document.file} page {page or '?'}: {code}: {text}" for page, code, text in digest.errors]
        )
        _keep(self.unmapped, [(document.file, page, reason) for page, reason in digest.unmapped])
        _keep(self.disputed, [(document.file, *found) for found in digest.disputed])


def tally_of(results: Results) -> Tally:
    """Go through the files that the last run covers."""
    tally = Tally()
    for found in results.files():
        if found.current:
            names: Row = {"file": found.file, "duplicate_of": None if found.file == found.owner else found.owner}
            tally.add(document_of(results.document(found.content) | names), results.digest(found.content))
    return tally


def document_line(document: Document) -> str:
    """One line about a file: name, status, and why it is not ok."""
    reason = f": {document.reason}" if document.reason else ""
    return f"{document.file}: {document.status}{reason}"


def summary(tally: Tally, written: WriteSummary, *, paths: Mapping[str, Path], unread: int = 0, lost: str = "") -> str:
    """Say what came out of a run and what to look at next, in some ten lines.

    Args:
        tally: Over the files of the run.
        written: What stands in the output folder now.
        paths: Where each `documents.file` lies, for the commands that are advised.
        unread: Files that the run did not come to, because it was stopped.
        lost: What is lost of scanned pages, and why; '' when nothing is.
    """
    lines = [
        _documents(tally),
        _counted("table", tally.tables, TableStatus),
        _counted("value", tally.values, Trust),
        _counted("finding", tally.findings, Severity),
    ]
    if lost:
        lines.append(f"Scanned pages were {lost}.")
    kept = f", with {written.kept_files} files of earlier runs" if written.kept_files else ""
    lines.append(f"Written to {written.out_dir}{kept}: start with values.csv, findings.csv says what to doubt.")
    if unread:
        lines.append(f"Stopped: {unread} files were not read; run again with the same --out to add them.")
    if advice := list(_advice(tally, written.out_dir, paths)):
        lines += ["Look at next:", *(f"  {line}" for line in advice)]
    return "\n".join(lines)


def _documents(tally: Tally) -> str:
    parts = [_counts(tally.statuses, DocumentStatus)]
    if tally.copies:
        parts.append(f"{tally.copies} the same as another file")
    parts.append(f"{tally.pages:,} pages ({tally.scans:,} scanned)")
    return f"{_number(tally.files, 'document')}: {', '.join(parts)}"


def _counted(noun: str, counter: Counter[str], order: Iterable[str]) -> str:
    return f"{_number(counter.total(), noun)}: {_counts(counter, order)}"


def _counts(counter: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counter[key]:,} {key}" for key in order if counter[key]) or "none"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _advice(tally: Tally, out_dir: Path, paths: Mapping[str, Path]) -> Iterator[str]:
    troubled = [line for status in _TROUBLED for line in tally.troubled[status]]
    unmapped = [
        f"lkip inspect {shell_word(str(paths[file]))} --page {page}   # {reason}"
        for file, page, reason in tally.unmapped
    ]
    disputed = [
        f"lkip show {value_id} {shell_word(str(out_dir))} --pdf {shell_word(str(paths[file]))}"
        f"   # {name} {text}: disputed"
        for file, value_id, name, text in tally.disputed
    ]
    yield from _some(troubled, tally.troubles, "more documents that are not ok, or empty (documents.csv)")
    yield from _some(tally.errors, tally.findings[Severity.ERROR], "more findings of severity error (findings.csv)")
    yield from _some(unmapped, tally.tables[TableStatus.UNMAPPED], "more unmapped tables (tables.csv)")
    yield from _some(disputed, tally.values[Trust.DISPUTED], "more disputed values (values.csv)")


def _some(lines: list[str], count: int, rest: str) -> Iterator[str]:
    yield from lines[:SHOWN]
    if count > SHOWN:
        yield f"… and {count - SHOWN:,} {rest}"


def _keep(kept: list[Kept], more: list[Kept]) -> None:
    """Add what there is room for: of everything a few are named."""
    kept += more[: max(0, SHOWN - len(kept))]
