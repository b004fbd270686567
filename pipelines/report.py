"""Results → what a person reads on the terminal: what came out, and what to look at next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from layouts.records import Document, DocumentResult, DocumentStatus, Severity, TableStatus, Trust
from pipelines.store import WriteSummary

# Of each thing to look at, so many are named; the tables have them all.
SHOWN = 3


def document_line(document: Document) -> str:
    """One line about a file: name, status, and why it is not ok."""
    reason = f": {document.reason}" if document.reason else ""
    return f"{document.file}: {document.status}{reason}"


def summary(
    results: Sequence[DocumentResult],
    written: WriteSummary,
    *,
    paths: Mapping[str, Path],
    unread: int = 0,
    lost: str = "",
) -> str:
    """Say what came out of a run and what to look at next, in some ten lines.

    Args:
        results: One per file that was finished.
        written: What stands in the output folder now.
        paths: Where each `documents.file` lies, for the commands that are advised.
        unread: Files that the run did not come to, because it was stopped.
        lost: What is lost of scanned pages, and why; '' when nothing is.
    """
    lines = [_documents(results), _tables(results), _values(results), _findings(results)]
    if lost:
        lines.append(f"Scanned pages were {lost}.")
    kept = f", with {written.kept_files} files of earlier runs" if written.kept_files else ""
    lines.append(f"Written to {written.out_dir}{kept}: start with values.csv, findings.csv says what to doubt.")
    if unread:
        lines.append(f"Stopped: {unread} files were not read; run again with the same --out to add them.")
    if advice := list(_advice(results, written.out_dir, paths)):
        lines += ["Look at next:", *(f"  {line}" for line in advice)]
    return "\n".join(lines)


def _documents(results: Sequence[DocumentResult]) -> str:
    documents = [result.document for result in results]
    own = [document for document in documents if not document.duplicate_of]
    parts = [_counts(Counter(document.status for document in own), DocumentStatus)]
    if copies := len(documents) - len(own):
        parts.append(f"{copies} the same as another file")
    pages, scans = sum(d.pages for d in own), sum(d.pages_scan for d in own)
    parts.append(f"{pages:,} pages ({scans:,} scanned)")
    return f"{_number(len(documents), 'document')}: {', '.join(parts)}"


def _tables(results: Sequence[DocumentResult]) -> str:
    tables = [table for result in results for table in result.tables]
    return f"{_number(len(tables), 'table')}: {_counts(Counter(t.status for t in tables), TableStatus)}"


def _values(results: Sequence[DocumentResult]) -> str:
    values = [value for result in results for value in result.values]
    return f"{_number(len(values), 'value')}: {_counts(Counter(v.trust for v in values), Trust)}"


def _findings(results: Sequence[DocumentResult]) -> str:
    found = [finding for result in results for finding in result.findings]
    return f"{_number(len(found), 'finding')}: {_counts(Counter(f.severity for f in found), Severity)}"


def _counts(counter: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{counter[key]:,} {key}" for key in order if counter[key]) or "none"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _advice(results: Sequence[DocumentResult], out_dir: Path, paths: Mapping[str, Path]) -> Iterator[str]:
    own = [result for result in results if not result.document.duplicate_of]
    yield from _some(_troubled(own), "more documents that are not ok, or empty (documents.csv)")
    yield from _some(_errors(own), "more findings of severity error (findings.csv)")
    yield from _some(_unmapped(own, paths), "more unmapped tables (tables.csv)")
    yield from _some(_disputed(own, out_dir, paths), "more disputed values (values.csv)")


def _troubled(results: Sequence[DocumentResult]) -> list[str]:
    """Documents that could not be read as a whole, the worst first, and those without a value."""
    rank = {DocumentStatus.FAILED: 0, DocumentStatus.PARTIAL: 1, DocumentStatus.OK: 2}
    found = [r.document for r in results if r.document.status is not DocumentStatus.OK or not r.values]
    return [document_line(document) for document in sorted(found, key=lambda document: rank[document.status])]


def _errors(results: Sequence[DocumentResult]) -> list[str]:
    return [
        f"{result.document.file} page {finding.page or '?'}: {finding.code}: {finding.message}"
        for result in results
        for finding in result.findings
        if finding.severity is Severity.ERROR
    ]


def _unmapped(results: Sequence[DocumentResult], paths: Mapping[str, Path]) -> list[str]:
    return [
        f"lkip inspect {quote(str(paths[result.document.file]))} --page {table.page_from}   # {table.reason}"
        for result in results
        for table in result.tables
        if table.status is TableStatus.UNMAPPED
    ]


def _disputed(results: Sequence[DocumentResult], out_dir: Path, paths: Mapping[str, Path]) -> list[str]:
    return [
        f"lkip show {value.value_id} {quote(str(out_dir))} --pdf {quote(str(paths[result.document.file]))}"
        f"   # {value.field} {value.value_text}: disputed"
        for result in results
        for value in result.values
        if value.trust is Trust.DISPUTED
    ]


def _some(lines: Sequence[str], rest: str) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN:,} {rest}"
