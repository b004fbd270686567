"""What `lkip doctor` says of the parts that read scans: what is missing, what is lost, what installs it."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from extract import ocr
from pipelines import doctor


def said_of(name: str, tmp_path: Path) -> str:
    """What doctor says of one part, advice and all."""
    return doctor.render([check for check in doctor.examine(tmp_path) if check.name == name])


@pytest.fixture(autouse=True)
def _no_engine_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor is told here what there is; the engines of this machine are not asked."""
    monkeypatch.setattr(ocr, "load_readers", lambda: ocr.Readers(None, None, None, None, ("nothing is here",)))


def test_a_missing_language_is_named_with_its_package_and_what_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor, "_output_of", lambda *command: "tesseract 5.3.0\neng\nosd")
    said = said_of("Tesseract languages", tmp_path)
    assert said.startswith(
        "warn  Tesseract languages: has eng, lacks ind\n      to do: apt-get install -y tesseract-ocr-ind; "
    )
    assert "without ind" in said
    assert "without eng" not in said


def test_an_old_tesseract_is_said_to_be_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor, "_output_of", lambda *command: "tesseract 4.1.1")
    said = said_of("Tesseract", tmp_path)
    assert said.startswith("warn  Tesseract: tesseract 4.1.1")
    assert "version 5 or later is needed" in said


@pytest.mark.parametrize("absent", [("rapidocr",), ("onnxruntime",), ("rapidocr", "onnxruntime")])
def test_the_missing_half_of_rapidocr_is_what_is_to_be_installed(
    absent: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = doctor.version

    def version(name: str) -> str:
        if name in absent:
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0" if name in ("rapidocr", "onnxruntime") else known(name)

    monkeypatch.setattr(doctor, "version", version)
    said = said_of("RapidOCR", tmp_path)
    assert f"not installed: {', '.join(absent)}" in said
    assert f"to do: pip install {' '.join(absent)}; without it scans have one reader" in said


def test_two_packages_that_bring_opencv_are_said_to_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {"cv2": ["opencv-python-headless", "opencv-python"]}
    monkeypatch.setattr(doctor, "packages_distributions", lambda: both)
    said = said_of("OpenCV: pictures of scans", tmp_path)
    assert "opencv-python and opencv-python-headless overwrite each other: keep opencv-python-headless alone" in said


def test_without_any_reader_doctor_says_what_becomes_of_scans(tmp_path: Path) -> None:
    said = said_of("Scanned pages", tmp_path)
    assert "not read: nothing is here" in said
    assert "scanned pages stay unread and their documents are partial" in said
