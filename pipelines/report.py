"""Results → what a person reads on the terminal: what came out, and what to look at next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from layouts.records import Document, DocumentResult, DocumentStatus, Severity, TableStatus, Trust
from pipelines.store import WriteSummary

# Of each thing to look at, so many are named; the tables have them all.
SHOWN = 3


def document_line(document: Document) -> str:
    """One line about a file: name, status, and why it is not ok."""
    reason = f": {document.reason}" if document.reason else ""
    return f"{document.file}: {document.status}{reason}"


def summary(results: Sequence[DocumentResult], written: WriteSummary, *, unread: int = 0) -> str:
    """Say what came out of a run and what to look at next, in some ten lines.

    Args:
        results: One per file that was finished.
        written: What stands in the output folder now.
        unread: Files that the run did not come to, because it was stopped.
    """
    lines = [_documents(results), _tables(results), _values(results), _findings(results)]
    kept = f", with {written.kept_files} files of earlier runs" if written.kept_files else ""
    lines.append(f"Written to {written.out_dir}{kept}: start with values.csv, findings.csv says what to doubt.")
    if unread:
        lines.append(f"Stopped: {unread} files were not read; run again with the same --out to add them.")
    if advice := list(_advice(results, written)):
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


def _advice(results: Sequence[DocumentResult], written: WriteSummary) -> Iterable[str]:
    troubled = [r.document for r in results if r.document.status is not DocumentStatus.OK]
    yield from _some([document_line(document) for document in troubled], "more documents are not ok (documents.csv)")
    silent = [
        f"{r.document.file}: no values: {r.document.reason or 'no table of an LKIP was found'}"
        for r in results
        if r.document.status is DocumentStatus.OK and not r.values and not r.document.duplicate_of
    ]
    yield from _some(silent, "more documents without values (documents.csv)")
    errors = [
        f"{r.document.file} page {f.page or '?'}: {f.code}: {f.message}"
        for r in results
        for f in r.findings
        if f.severity is Severity.ERROR
    ]
    yield from _some(errors, "more findings of severity error (findings.csv)")
    unmapped = [
        f"lkip inspect {r.document.file} --page {t.page_from}   # unmapped: {t.reason}"
        for r in results
        for t in r.tables
        if t.status is TableStatus.UNMAPPED
    ]
    yield from _some(unmapped, "more unmapped tables (tables.csv)")
    disputed = [
        f"lkip show {v.value_id} {written.out_dir}   # {v.field} {v.value_text}: disputed"
        for r in results
        for v in r.values
        if v.trust is Trust.DISPUTED
    ]
    yield from _some(disputed, "more disputed values (values.csv)")


def _some(lines: Sequence[str], rest: str) -> Iterable[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN:,} {rest}"
