"""Every outside part: its version, whether it works here, and what to do where it does not."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

from extract.errors import KnownError, OutputError
from layouts.layouts import load_layouts
from pipelines.limits import WANTED_BYTES, allowance, share_out
from pipelines.staging import require_writable

TESSERACT_AT_LEAST = 5
APT_TESSERACT = "apt-get install -y tesseract-ocr tesseract-ocr-eng tesseract-ocr-ind"
# What each language is for, and what is worse without it.
LANGUAGES = {
    "ind": "without ind words on scans are read in English, labels match worse",
    "eng": "without eng percentages and marks in numbers are lost more often, more numbers are disputed",
}
ONE_READER = "without it scans have one reader: most of their numbers are single at best"
NO_READER = "without any reader scanned pages stay unread and their documents are partial"
UNKNOWN_VERSION = "of unknown version"
PIP_AGAIN = "run make setup again (or pip install --force-reinstall it)"
DISTRIBUTIONS = {"cv2": "opencv-python-headless"}
PROBE_TIMEOUT_S = 20
# One page with a word in a font that is not embedded: what most LKIPs print with.
PROBE_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 60]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj
4 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>endobj
5 0 obj<</Length 38>>stream
BT /F 24 Tf 20 20 Td (Realisasi) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""


@dataclass(frozen=True, slots=True)
class Check:
    """A part, whether it works, what was found, what to do if not; `needed` by every run, or for scans."""

    name: str
    works: bool
    found: str
    advice: str = ""
    needed: bool = True


def examine(out_dir: Path, own: Path | None = None) -> Iterator[Check]:
    """Check one part after the other; a part that fails does not stop the rest."""
    yield _check_python()
    yield _check_package("pypdfium2", "PDFium: text and pictures of pages", _probe_pdfium)
    yield _check_package("cv2", "OpenCV: pictures of scans", _probe_opencv)
    yield _check_package("pyarrow", "Parquet", lambda: None)
    yield _check_layouts(own)
    yield from _check_tesseract()
    yield _check_rapidocr()
    yield _check_scans()
    yield _check_output(out_dir)
    yield _check_temporary()
    yield from _check_limits()


def render(checks: list[Check]) -> str:
    """One line a part, and below it what to do where it does not work."""
    lines = []
    for check in checks:
        mark = "ok  " if check.works else "FAIL" if check.needed else "warn"
        lines.append(f"{mark}  {check.name}: {check.found}")
        if check.advice and not check.works:
            lines.append(f"      to do: {check.advice}")
    return "\n".join(lines)


def _check_python() -> Check:
    number = ".".join(map(str, sys.version_info[:3]))
    works = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Check("Python", works, f"{number} at {sys.executable}", "use Python 3.11, 3.12 or 3.13")


def _check_package(name: str, part: str, probe: Callable[[], None], *, needed: bool = True) -> Check:
    try:
        importlib.import_module(name)
        probe()
    # A broken native library fails in its own ways, ImportError, OSError and RuntimeError among them.
    except (ImportError, OSError, RuntimeError, AttributeError, ValueError) as error:
        return Check(part, False, f"does not work: {error}", f"{name}: {PIP_AGAIN}", needed)
    return Check(part, True, f"{name} {_version_of(name)}")


def _version_of(name: str) -> str:
    try:
        return version(DISTRIBUTIONS.get(name, name))
    except PackageNotFoundError:
        return UNKNOWN_VERSION


def _probe_pdfium() -> None:
    document = importlib.import_module("pypdfium2").PdfDocument(PROBE_PDF)
    page = document[0]
    text = page.get_textpage().get_text_bounded().strip()
    darkest, _ = page.render(scale=1).to_pil().convert("L").getextrema()
    document.close()
    if text != "Realisasi":
        raise ValueError(f"a probe page reads {text!r}")
    if darkest > 128:
        raise ValueError("a probe page comes out empty: no font stands in for Arial")


def _probe_opencv() -> None:
    givers = sorted(set(packages_distributions().get("cv2", [])))
    if len(givers) > 1:
        raise ValueError(f"{' and '.join(givers)} overwrite each other: keep {DISTRIBUTIONS['cv2']} alone")
    cv2, numpy = importlib.import_module("cv2"), importlib.import_module("numpy")
    cv2.morphologyEx(numpy.zeros((9, 9), numpy.uint8), cv2.MORPH_OPEN, numpy.ones((3, 3), numpy.uint8))


def _check_layouts(own: Path | None) -> Check:
    try:
        layouts = load_layouts(own)
    except KnownError as error:
        return Check("Profiles", False, str(error), "mend the file, or " + PIP_AGAIN)
    notes = "".join(f"; {note}" for note in layouts.notes)
    return Check("Profiles", True, f"{len(layouts.profiles.items)} profiles{notes}")


def _check_tesseract() -> Iterator[Check]:
    path = shutil.which("tesseract")
    if path is None:
        yield Check("Tesseract", False, "not found", f"{APT_TESSERACT}; {ONE_READER}", needed=False)
        return
    try:
        importlib.import_module("pytesseract")
    except ImportError as error:
        yield Check("Tesseract", False, str(error), f"pip install pytesseract; {ONE_READER}", needed=False)
        return
    first = _output_of(path, "--version").partition("\n")[0]
    number = re.search(r"\d+(\.\d+)*", first)
    works = number is not None and int(number.group().partition(".")[0]) >= TESSERACT_AT_LEAST
    advice = f"version {TESSERACT_AT_LEAST} or later is needed: {APT_TESSERACT}; {ONE_READER}"
    yield Check("Tesseract", works, first or f"{path} gives no version", advice, needed=False)
    listed = set(_output_of(path, "--list-langs").split())
    missing = [language for language in LANGUAGES if language not in listed]
    found = f"has {', '.join(sorted(listed & set(LANGUAGES))) or 'none'}"
    found += f", lacks {', '.join(missing)}" if missing else ""
    packages = " ".join(f"tesseract-ocr-{language}" for language in missing)
    advice = "; ".join([f"apt-get install -y {packages}", *(LANGUAGES[language] for language in missing)])
    yield Check("Tesseract languages", not missing, found, advice, needed=False)


def _check_rapidocr() -> Check:
    """The second reader: its recogniser and its finder on a picture of nothing, which loads their models."""
    name = "RapidOCR"
    absent = [package for package in ("rapidocr", "onnxruntime") if _version_of(package) == UNKNOWN_VERSION]
    if absent:
        advice = f"pip install {' '.join(absent)}; {ONE_READER}"
        return Check(name, False, f"not installed: {', '.join(absent)}", advice, needed=False)
    try:
        readers = importlib.import_module("extract.ocr").load_readers()
        if readers.second is None:
            raise ValueError(readers.missing[-1])
        nothing = importlib.import_module("numpy").full((48, 96), 255, "uint8")
        readers.second.read([nothing])
        readers.finder.find(nothing)
    # What the engine raises is a class of its own inner module, and what a broken native library raises any other.
    except Exception as error:
        return Check(name, False, f"does not work: {error}", f"rapidocr: {PIP_AGAIN}; {ONE_READER}", needed=False)
    return Check(name, True, f"rapidocr {_version_of('rapidocr')}, onnxruntime {_version_of('onnxruntime')}")


def _check_scans() -> Check:
    """What all this means for scanned pages."""
    try:
        readers = importlib.import_module("extract.ocr").load_readers()
        lost = importlib.import_module("extract.scan").what_is_lost(readers)
    except (ImportError, OSError) as error:
        return Check("Scanned pages", False, f"not read: {error}", "do what is said above", needed=False)
    advice = "do what is said above" if readers.any else f"do what is said above; {NO_READER}"
    found = lost.partition(" (lkip doctor")[0] or "read by two readers"
    return Check("Scanned pages", not lost, found, advice, needed=False)


def _output_of(*command: str) -> str:
    """What a program prints; empty where it cannot be run or does not end."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PROBE_TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def _check_output(out_dir: Path) -> Check:
    # A question changes nothing: of a folder that is not there yet, the one it would be made in is asked.
    folder = next(path for path in [out_dir, *out_dir.absolute().parents] if path.exists())
    try:
        require_writable(folder)
        free = shutil.disk_usage(folder).free
    except (OutputError, OSError) as error:
        return Check("Output folder", False, str(error), f"make {folder} writable, or choose another --out")
    return Check("Output folder", True, f"{out_dir} can be written, {_size(free)} free")


def _check_temporary() -> Check:
    try:
        with tempfile.TemporaryFile() as stream:
            stream.write(b"?")
    except OSError as error:
        return Check("Temporary files", False, str(error), "set TMPDIR to a folder that can be written", needed=False)
    return Check("Temporary files", True, tempfile.gettempdir())


def _check_limits() -> Iterator[Check]:
    allowed = allowance()
    shares = share_out(allowed)
    yield Check(
        "Processors",
        True,
        f"{allowed.cpus:g} of {os.cpu_count()} (set by {allowed.cpus_set_by}); --jobs {shares.jobs}",
    )
    limit = allowed.memory_bytes
    found = f"limit {_size(limit)} (set by {allowed.memory_set_by})" if limit else "no limit set"
    if allowed.free_bytes is not None:
        found += f", {_size(allowed.free_bytes)} free"
    found += f"; {_size(shares.memory_bytes)} a worker"
    enough = shares.memory_bytes >= WANTED_BYTES
    advice = f"scans want {_size(WANTED_BYTES)} a worker: allow more, or expect pages that are not read for want of it"
    yield Check("Memory", enough, found, advice, needed=False)


def _size(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB"
