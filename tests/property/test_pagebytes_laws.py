"""A page that is kept comes back as it was, and nothing but a page comes out of bytes."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Box, Page, PageKind, Word
from extract.pagebytes import NoPage, scan_from_bytes, scan_to_bytes
from extract.picture.dewarp import GridMap
from extract.picture.sheet import Homography
from extract.scan import Reach, ScanRead, SheetMap

FLOATS = st.floats(allow_nan=True, allow_infinity=True)
SINGLES = st.floats(width=32)


def _array(numbers: list[float], dtype: type[np.generic], *sides: int) -> npt.NDArray[np.generic]:
    return np.array(numbers, dtype=dtype).reshape(sides)


TURNS = st.lists(FLOATS, min_size=9, max_size=9).map(lambda n: Homography(_array(n, np.float64, 3, 3)))
BENDS = st.builds(
    GridMap, FLOATS, st.lists(SINGLES, min_size=12, max_size=12).map(lambda n: _array(n, np.float32, 2, 3, 2))
)
WAYS = st.builds(SheetMap, st.lists(TURNS | BENDS, max_size=3).map(tuple), FLOATS)
SCANS = st.builds(ScanRead, st.builds(Page, view_map=st.none() | WAYS))


def told(value: object) -> object:
    """All that a value holds, types and bits, in a form that can be compared."""
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value), [told(item) for item in value]
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.shape, value.tobytes()
    return type(value), repr(value)


@given(SCANS)
def test_a_page_comes_back_as_it_was(scan: ScanRead) -> None:
    again = scan_from_bytes(scan_to_bytes(scan))
    assert told(asdict(again)) == told(asdict(scan))
    maps = scan.page.view_map.maps if isinstance(scan.page.view_map, SheetMap) else ()
    assert [type(m) for m in maps] == [type(m) for m in getattr(again.page.view_map, "maps", ())]


PAGE = ScanRead(
    Page(1, 595.0, 842.0, PageKind.SCAN, "a picture", words=(Word("Target", Box(1.0, 2.0, 30.0, 12.0)),)), Reach()
)


@given(st.binary(max_size=60))
def test_other_bytes_are_no_page(other: bytes) -> None:
    with pytest.raises(NoPage):
        scan_from_bytes(other)


@given(st.integers(0, len(scan_to_bytes(PAGE)) - 1))
def test_a_page_that_is_cut_off_is_no_page(length: int) -> None:
    with pytest.raises(NoPage):
        scan_from_bytes(scan_to_bytes(PAGE)[:length])


@pytest.mark.parametrize(
    ("place", "strange"),
    [(0, "one"), (0, True), (1, None), (3, "painting"), (7, {}), (7, [["Target"]]), (12, {"Popen": []}), (12, [])],
)
def test_a_value_of_another_kind_is_no_page(place: int, strange: object) -> None:
    plain = json.loads(zlib.decompress(scan_to_bytes(PAGE)))
    plain[0][place] = strange
    with pytest.raises(NoPage):
        scan_from_bytes(zlib.compress(json.dumps(plain).encode()))


def test_what_would_grow_beyond_any_page_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.pagebytes.MOST_BYTES", 10_000)
    with pytest.raises(NoPage, match="too large"):
        scan_from_bytes(zlib.compress(b" " * 10_001))
