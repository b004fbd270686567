"""Record anew what the OCR engines of this machine read on the sample: python -m tests.recorded

Wanted when the steps from page to crop have changed so much that crops no longer look like the recorded ones, or when
the program asks engines in another way. Read the difference in what the tests then say before committing the file.
"""

from __future__ import annotations

from unittest.mock import patch

from extract import scan
from extract.ocr import load_readers
from layouts.layouts import load_layouts
from pipelines.document import run_document
from tests.recorded.record import Record, recording_readers
from tests.recorded.sample import RECORD, sample_pdf


def main() -> None:
    """Read the sample with live engines and write down what they say."""
    live = load_readers()
    if live.missing:
        raise SystemExit(f"needs all engines: {live.missing_text} (lkip doctor says what to install)")
    record = Record()
    readers = recording_readers(live, record)
    # Every line by every reader: a change in who is asked when needs no new record.
    with patch.object(scan, "needs_second_reader", lambda _: True), patch.object(scan, "is_settled", lambda _: False):
        run_document(sample_pdf(), file="a.pdf", layouts=load_layouts(), load_readers=lambda: readers)
    record.save(RECORD)
    kept = sum(len(answers) for answers in record.answers.values())
    print(f"{RECORD.name}: {kept} answers of {record.versions}, {RECORD.stat().st_size} bytes")


if __name__ == "__main__":
    main()
