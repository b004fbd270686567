"""`python -m bench.scans`: time and memory of scanned pages, beside a bare Tesseract over the same pictures.

One report is photographed as a phone does it indoors. Processor time counts, that of child processes too, for Tesseract
is one; only what two jobs gain on the pages of one report is told by the clock, and means something on a machine with
two idle processors.
"""

from __future__ import annotations

import os
import shutil
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
from layouts.files import PROFILES
from layouts.layouts import load_layouts
from pipelines.document import run_document
from pipelines.readings import READINGS_FILE
from pipelines.run import run_inputs
from pipelines.settings import RUN_FOLDER, Settings, Talk

ROUNDS = 2
STEP = 4
JOBS = (1, 2)
# What a run may take of the first one's time when a profile has changed and no page has to be read again.
REMATCH = 0.1
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
        _print_runs(pdf, pages, folder)
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


def _print_runs(pdf: Path, pages: int, folder: Path) -> None:
    """What two jobs gain on one report, whose pages they share, and what a second run saves that reads no page."""
    seconds, processor = {}, {}
    for jobs in JOBS:
        seconds[jobs], processor[jobs] = _run(pdf, Settings(out_dir=folder / f"out{jobs}", jobs=jobs, talk=Talk.QUIET))
    print(f"two jobs read one report {seconds[1] / seconds[2]:.2f} times as fast as one (wanted: at least 1.7)")
    own = folder / "own"
    own.mkdir()
    shutil.copy(next(iter(sorted(PROFILES.glob("*.toml")))), own)
    again = Settings(out_dir=folder / "out1", jobs=1, talk=Talk.QUIET, profiles=own)
    share = _run(pdf, again)[1] / processor[1]
    print(f"a run with another profile takes {share:.1%} of the first one's processor time (wanted: {REMATCH:.0%})")
    kept = (folder / "out1" / RUN_FOLDER / READINGS_FILE).stat().st_size
    print(f"readings that are kept take {kept / pages / 1024:.0f} KiB a page")


def _run(pdf: Path, settings: Settings) -> tuple[float, float]:
    """Seconds by the clock, and of processors."""
    began, used = time.perf_counter(), processor_seconds()
    run_inputs([str(pdf)], settings)
    return time.perf_counter() - began, processor_seconds() - used


if __name__ == "__main__":
    main()
