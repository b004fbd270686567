"""What the OCR engines may do on the machine, and what is said where they cannot work."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import ocr

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _fresh_readers() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    ocr.find_readers.cache_clear()
    ocr.load_readers.cache_clear()


def test_looking_for_engines_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    """onnxruntime left to itself writes a device id there, and reports its use."""
    pytest.importorskip("onnxruntime")
    command = [sys.executable, "-c", "from extract.ocr import find_readers; print(find_readers().second is not None)"]
    environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_for_temporary_files_tesseract_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    if ocr.find_readers().words is None:
        pytest.skip("no Tesseract here")
    forget()
    monkeypatch.setattr(tempfile, "gettempdir", none)
    readers = ocr.find_readers()
    assert readers.words is None
    assert "tesseract has no folder for temporary files (set TMPDIR)" in readers.missing
