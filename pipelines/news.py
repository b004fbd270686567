"""What a batch says, as events of its run."""

from __future__ import annotations

from layouts.records import DocumentResult, DocumentStatus
from pipelines.attempts import Again
from pipelines.batch import Reading, StageTook
from pipelines.engine import Started, Step
from pipelines.events import DocumentDone, DocumentFailed, DocumentRetried, DocumentStarted, Event, PageRead, StageDone
from pipelines.inputs import size_of
from pipelines.loss_words import why_lost


def news_event(news: Reading) -> Event:
    """What is told of a document that is being read."""
    match news:
        case Started():
            return DocumentStarted(news.task.file, size_of(news.task.path), news.attempt)
        case Step():
            return PageRead(news.task.file, news.done, news.of, news.page, news.seconds or None)
        case StageTook():
            return StageDone(news.item.file, news.stage, news.seconds)
        case Again():
            lost = news.lost
            why = f"page {lost.page}: {why_lost(lost)}" if lost.page else why_lost(lost)
            return DocumentRetried(lost.task.file, lost.attempt, why, lost.seconds)


def document_event(
    result: DocumentResult, *, size: int, seconds: float | None = None, attempt: int = 1
) -> DocumentDone | DocumentFailed:
    """What is told of a document's result. `size` is its file's, in bytes."""
    document = result.document
    if document.status is DocumentStatus.FAILED:
        return DocumentFailed(
            document=document.file,
            document_id=document.document_id,
            reason=document.reason,
            seconds=seconds,
            attempt=attempt,
            bytes=size,
            duplicate_of=document.duplicate_of,
        )
    return DocumentDone(
        document=document.file,
        document_id=document.document_id,
        status=document.status,
        reason=document.reason,
        seconds=seconds,
        attempt=attempt,
        bytes=size,
        pages=document.pages,
        pages_scan=document.pages_scan,
        tables=len(result.tables),
        values=len(result.values),
        findings=len(result.findings),
        duplicate_of=document.duplicate_of,
    )
