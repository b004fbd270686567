"""How many pages PDFs have, and how many are scans, at a glance. In workers: a PDF can bring its reader down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extract.errors import KnownError
from extract.pdf import count_letters, open_pdf
from pipelines.engine import DoTask, Job, Jobs, Limits, Outcome, Voice
from pipelines.estimate import Pages
from pipelines.inputs import InputFile
from pipelines.pool import LocalEngine

# So many pages of a document are looked at, evenly over it: 1.5 ms each.
SAMPLE = 8
# A printed page has more letters; a scan may have a stamp or a page number as text.
FEW_LETTERS = 40
# Opening a PDF takes milliseconds; who takes longer is guessed at.
LONGEST_S = 20.0
# A document of which nothing is known but that it is there: as long as the sample reports are.
TYPICAL = Pages(pages=25, scans=3)


def count_pages(files: Sequence[InputFile], *, jobs: int, stop: Callable[[], bool]) -> Iterator[Pages]:
    """Pages of each file, in no promised order; none for what is no PDF, a typical number for what does not open."""
    queue: Jobs[InputFile] = Jobs()
    for item in files:
        queue.add(Job(item))
    for news in LocalEngine(jobs, Limits(wall_s=LONGEST_S)).run(queue, start_counting, stop=stop):
        if isinstance(news, Outcome):
            yield news.result or TYPICAL


def start_counting() -> DoTask[InputFile, Pages]:
    """What a worker does."""
    return _count


def _count(item: InputFile, voice: Voice) -> Pages:
    try:
        with open_pdf(item.path) as document:
            number = len(document)
            looked_at = sorted({index * number // SAMPLE for index in range(SAMPLE)})
            scans = sum(count_letters(document, index) < FEW_LETTERS for index in looked_at)
            return Pages(number, round(scans * number / len(looked_at)))
    except KnownError:
        return Pages(0, 0)
