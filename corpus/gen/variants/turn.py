"""Landscape pages printed sideways on upright paper, as many offices bind them."""

from __future__ import annotations

from pathlib import Path

import pikepdf


def turn_pages(path: Path, degrees: int) -> None:
    """Write the file's landscape pages anew on upright ones, their content a quarter turn to the left.

    Args:
        path: A PDF of ours; replaced.
        degrees: The page turn that a viewer adds: 0 shows the table sideways, 90 upright.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            if right - left <= top - bottom:
                continue
            page.contents_add(f"q 0 1 -1 0 {top - bottom} 0 cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.mediabox = pikepdf.Array([0, 0, top - bottom, right - left])
            if "/CropBox" in page:
                page.cropbox = page.mediabox
            page.rotate(degrees, relative=False)
        document.save(path, deterministic_id=True)
