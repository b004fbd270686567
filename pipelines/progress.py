"""How far a batch is, on a terminal: documents, pages, scans, time left. Drawn by the parent alone, on stderr."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from layouts.records import DocumentStatus
from pipelines.batch import Finished, Reading
from pipelines.engine import Step
from pipelines.inputs import InputFile
from pipelines.output_text import harmless
from pipelines.report import document_line
from pipelines.settings import Talk

# A file's share of the work before anyone has counted its pages: its bytes, and a little for opening it.
OPENING_BYTES = 20_000


def watch(
    news: Iterable[Finished | Reading], files: Iterable[InputFile], *, console: Console, talk: Talk
) -> Iterator[Finished]:
    """Pass what is finished on, and show it on `console`: a bar on a terminal, and a line for what went wrong.

    Quiet shows nothing but failures; verbose has a line for every document. A document of scans takes minutes: the bar
    moves with its pages.
    """
    weights = {item: _weight(item.path) for item in files}
    pages = documents = 0
    shown: dict[InputFile, float] = {}
    with _bar(console, hidden=talk is Talk.QUIET) as bar:
        task = bar.add_task("", total=sum(weights.values()), documents=0, of=len(weights), pages=0, now="")
        for one in news:
            if isinstance(one, Step):
                share = weights[one.task] * one.done / one.of
                now = f", {harmless(one.task.path.name)}: scan {one.done + 1} of {one.of}"
                bar.update(task, advance=share - shown.get(one.task, 0.0), now=now)
                shown[one.task] = share
                continue
            document = one.result.document
            documents, pages = documents + 1, pages + document.pages
            left = weights[one.item] - shown.pop(one.item, 0.0)
            bar.update(task, advance=left, documents=documents, pages=pages, now="")
            if talk is Talk.VERBOSE or document.status is DocumentStatus.FAILED:
                bar.console.print(Text(harmless(f"lkip: {document_line(document)}")), soft_wrap=True)
            yield one


def _bar(console: Console, *, hidden: bool) -> Progress:
    return Progress(
        TextColumn(
            "{task.fields[documents]} of {task.fields[of]} documents, {task.fields[pages]} pages{task.fields[now]}",
            markup=False,
        ),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=hidden or not console.is_terminal,
    )


def _weight(path: Path) -> int:
    try:
        return path.stat().st_size + OPENING_BYTES
    except OSError:
        return OPENING_BYTES
