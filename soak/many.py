"""Very many small documents: whether the parent's memory stays as it is."""

from __future__ import annotations

import io
import time
from pathlib import Path

import psutil
from reportlab.pdfgen.canvas import Canvas

from soak.running import Run


def write_letters(folder: Path, count: int) -> None:
    """So many PDFs of one line each, no two alike."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        stream = io.BytesIO()
        canvas = Canvas(stream, invariant=1)
        canvas.drawString(60, 760, f"Surat nomor {number} tahun 2021 perihal laporan kinerja")
        canvas.save()
        (folder / f"{number:06d}.pdf").write_bytes(stream.getvalue())


def memory_curve(folder: Path, place: Path, *, every_s: float = 2.0) -> list[tuple[float, int]]:
    """Seconds since the start, and MiB of the parent, while all documents of a folder are read."""
    curve = []
    began = time.monotonic()
    args: list[str | Path] = ["run", folder, "--out", place / "out", "--no-ocr", "--quiet"]
    with Run(args, place / "tmp") as run:
        while run.wait(every_s) is None:
            curve.append((time.monotonic() - began, psutil.Process(run.process.pid).memory_info().rss >> 20))
    if run.process.returncode:
        raise RuntimeError(f"ended with {run.process.returncode}: {run.said()[-500:]}")
    return curve
