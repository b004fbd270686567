"""The most memory that reading one document takes, and how it grows with the document."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

PROBE = """
import sys
from pathlib import Path
from extract.ocr import load_readers
from layouts.layouts import load_layouts
from pipelines.document import no_readers, run_document
readers = load_readers if sys.argv[2] == "scans" else no_readers
run_document(Path(sys.argv[1]).read_bytes(), file="x.pdf", layouts=load_layouts(), load_readers=readers)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def peak_mebibytes(data: bytes, *, scans: bool = False) -> float:
    """Peak resident memory, in MiB, of a process that reads this document and nothing else. Linux only.

    Scanned pages are read with `scans` only; Tesseract is a process of its own and not counted.

    getrusage would do on other systems, but on Linux it carries the parent's peak over into the child.
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-c", PROBE, file.name, "scans" if scans else "text"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path.cwd(),
        )
    return int(done.stdout) / 1024


def times(data: bytes, count: int) -> tuple[bytes, int]:
    """The document's pages `count` times over, as one document, and how many pages that makes."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
        for _ in range(count):
            target.pages.extend(source.pages)
        pages = len(target.pages)
        target.save(stream)
    return stream.getvalue(), pages
