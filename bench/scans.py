"""`python -m bench.scans`: time and memory of scanned pages, beside a bare Tesseract over the same pictures.

One report is photographed as a phone does it indoors. Processor time counts, that of child processes too, for Tesseract
is one; only what two jobs gain is told by the clock, and means something on a machine with two idle processors.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdfium2

from bench.memory import peak_mebibytes
from bench.timing import best_of
from corpus.gen.photos.album import make_album
from corpus.gen.photos.steps import TESTING, TESTING_SEEDS
from extract.ocr import load_readers
from layouts.layouts import load_layouts
from pipelines.document import run_document
from pipelines.run import run_inputs
from pipelines.settings import Settings, Talk

ROUNDS = 2
STEP = 4
JOBS = (1, 2)
# Equal reports, so that neither job waits for the other for long.
REPORTS = 2
MOST_MEBIBYTES = 1.2 * 1024


def processor_seconds() -> float:
    """Processor time of this process and of those it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    """Measure and print."""
    # A recogniser's threads only stand in each other's way.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        name, pages, _ = make_album(folder, part=TESTING, step=STEP, seed=TESTING_SEEDS[0])
        pdf = folder / "pdf" / f"{name}.pdf"
        _print_times(pdf, _pictures(pdf, folder), pages)
        _print_jobs(pdf, folder)
        peak = peak_mebibytes(pdf.read_bytes(), scans=True)
        print(f"peak memory of a worker: {peak:.0f} MiB (wanted: at most {MOST_MEBIBYTES:.0f})")


def _print_times(pdf: Path, pictures: list[Path], pages: int) -> None:
    data, layouts, readers = pdf.read_bytes(), load_layouts(), load_readers()
    if readers.missing:
        raise SystemExit(f"needs both engines: {readers.missing_text}")
    tasks: dict[str, Callable[[], object]] = {
        "whole run": lambda: run_document(data, file=pdf.name, layouts=layouts, load_readers=load_readers),
        "tesseract -l ind": partial(_tesseract, pictures),
    }
    seconds = best_of(ROUNDS, tasks, clock=processor_seconds)
    print(f"{'':22}{'s a scanned page':>18}")
    for name, took in seconds.items():
        print(f"{name:22}{took / pages:18.2f}")
    ratio = seconds["whole run"] / seconds["tesseract -l ind"]
    print(f"\nthe whole run takes {ratio:.2f} times a bare tesseract (wanted: at most 4, aimed at 2)")


def _pictures(pdf: Path, folder: Path) -> list[Path]:
    """The pages' pictures as files, pixel by pixel as the PDF holds them."""
    paths = []
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            (picture,) = document[index].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            paths.append(folder / f"{index}.png")
            picture.get_bitmap().to_pil().save(paths[-1])
    return paths


def _tesseract(pictures: Sequence[Path]) -> None:
    for picture in pictures:
        subprocess.run(["tesseract", str(picture), "stdout", "-l", "ind"], check=True, capture_output=True)


def _print_jobs(pdf: Path, folder: Path) -> None:
    """Wall time of copies of one report; each has bytes of its own, for equal files are read once."""
    copies = folder / "copies"
    copies.mkdir()
    for number in range(REPORTS):
        (copies / f"{number}.pdf").write_bytes(pdf.read_bytes() + b"\n%%%d\n" % number)
    seconds = {}
    for jobs in JOBS:
        began = time.perf_counter()
        run_inputs([str(copies)], Settings(out_dir=folder / f"out{jobs}", jobs=jobs, talk=Talk.QUIET))
        seconds[jobs] = time.perf_counter() - began
    print(f"two jobs are {seconds[1] / seconds[2]:.2f} times as fast as one (wanted: at least 1.7)")


if __name__ == "__main__":
    main()
