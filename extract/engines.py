"""Which versions of libraries and engines read: what a reading depends on besides the file's bytes and this program.

Told without loading an engine: measured 40 ms, most of it Tesseract's two answers.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

WORDS, NUMBERS = "ind", "eng"
"""Tesseract's languages: `ind` reads "%" as 6, 46 or Yo and loses dots, so that numbers want `eng`."""
# Seconds that a run of Tesseract may take to load (measured 0.1 s).
START_S = 5.0
# Each with the distributions that it may come from.
LIBRARIES: dict[str, Sequence[str]] = {
    "pypdfium2": ("pypdfium2",),
    "numpy": ("numpy",),
    "opencv": ("opencv-python-headless", "opencv-python"),
    "onnxruntime": ("onnxruntime",),
    "rapidocr": ("rapidocr",),
    # What RapidOCR's detector makes its boxes with.
    "pyclipper": ("pyclipper",),
    "shapely": ("shapely",),
    "pytesseract": ("pytesseract",),
}


def engine_versions() -> dict[str, str]:
    """The versions of what reads, by name; without those that are not here.

    Of Tesseract's languages it is the hash of their files, of RapidOCR's models their names and sizes: those come
    with its version, and hashing their 30 MB takes longer than all the rest.
    """
    found = {name: number for name, parts in LIBRARIES.items() if (number := _first_version(parts))}
    found["python"] = "{}.{}".format(*sys.version_info)
    found |= {f"rapidocr {path.name}": str(path.stat().st_size) for path in _rapidocr_models()}
    if said := _tesseract_says("--version"):
        # What it found in the processor is the machine's affair.
        found["tesseract"] = "; ".join(line.strip() for line in said.splitlines() if not line.startswith(" Found"))
        found |= {path.name: _hash_of(path) for path in _tesseract_languages()}
    return found


def engines_named(versions: Mapping[str, str]) -> tuple[bool, bool, bool]:
    """Which readers ought to be at hand, where these are the versions: for words, for numbers, and a second one."""
    languages = [f"{language}.traineddata" in versions for language in (WORDS, NUMBERS)]
    tesseract = "pytesseract" in versions and "tesseract" in versions
    rapid = {"rapidocr", "onnxruntime"} <= versions.keys()
    return tesseract and any(languages), tesseract and all(languages), rapid


def _first_version(distributions: Sequence[str]) -> str:
    for name in distributions:
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return ""


def _rapidocr_models() -> list[Path]:
    spec = find_spec("rapidocr")
    return sorted((Path(spec.origin).parent / "models").glob("*.onnx")) if spec and spec.origin else []


def _tesseract_languages() -> Iterator[Path]:
    """The files of the languages that are used, from where Tesseract says that it looks for them."""
    folder = re.search(r'"(.+)"', _tesseract_says("--list-langs").partition("\n")[0])
    for language in (WORDS, NUMBERS):
        path = Path(folder.group(1)) / f"{language}.traineddata" if folder else None
        if path and path.is_file():
            yield path


def _tesseract_says(option: str) -> str:
    """What Tesseract prints; '' where it is missing or broken, which readers find out for themselves."""
    # Where pytesseract finds it, too; to import that takes longer than all the rest.
    command = ["tesseract", option]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=START_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout or done.stderr


def _hash_of(path: Path) -> str:
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
