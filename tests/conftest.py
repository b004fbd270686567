"""Paths that many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def corpus_pdfs() -> list[Path]:
    """The sample reports, by name."""
    return sorted((ROOT / "corpus" / "pdf").glob("*.pdf"))
