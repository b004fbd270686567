"""A scanned page that was read ↔ bytes, to be kept: compressed JSON, every value checked on the way back.

Nothing but the classes named here comes out of bytes, whoever wrote them: what is kept may come from elsewhere. A page
comes back as it was, to the last bit of its numbers.
"""

from __future__ import annotations

import base64
import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Union, get_args, get_origin, get_type_hints

import numpy as np

from extract.model import ViewMap
from extract.picture.dewarp import GridMap
from extract.picture.model import PointMap
from extract.picture.sheet import Homography
from extract.scan import ScanRead, SheetMap

# What stands for a protocol, told by its class's name.
FORMS: dict[type, tuple[type, ...]] = {ViewMap: (SheetMap,), PointMap: (Homography, GridMap)}
# The largest scan among the sample reports takes 0.14 MB as JSON; more than this is no page but a bomb.
MOST_BYTES = 64 << 20
# 6 ms a page, which shrinks from 72 KB to 34 on average, most of it the way back from a curled sheet; 9 leaves as much.
LEVEL = 6

Decoder = Callable[[object], object]


class NoPage(ValueError):
    """Bytes that `scan_to_bytes` did not make, or not all of them."""


def scan_to_bytes(scan: ScanRead) -> bytes:
    """Pack a page that was read."""
    return zlib.compress(json.dumps(_plain(scan), separators=(",", ":")).encode(), LEVEL)


def scan_from_bytes(packed: bytes) -> ScanRead:
    """Unpack a page that was read.

    Raises:
        NoPage: these are other bytes than `scan_to_bytes` made.
    """
    try:
        stream = zlib.decompressobj()
        text = stream.decompress(packed, MOST_BYTES)
        if not stream.eof or stream.unused_data:
            raise ValueError("the page is cut off, too large, or followed by something")
        scan = _decoder(ScanRead)(json.loads(text))
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NoPage(str(error)) from error
    assert isinstance(scan, ScanRead)
    return scan


def _plain(value: object) -> object:
    """A value as JSON has it; dataclasses as lists of their fields, in order."""
    if isinstance(value, np.ndarray):
        little = value.astype(value.dtype.newbyteorder("<"))
        return [list(value.shape), base64.b64encode(little.tobytes()).decode()]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        plain = [_plain(getattr(value, field.name)) for field in fields(value)]
        return {type(value).__name__: plain} if any(type(value) in forms for forms in FORMS.values()) else plain
    return value


@lru_cache(maxsize=64)
def _decoder(kind: type) -> Decoder:
    """What makes a value of a type from what `_plain` made of it."""
    if kind in FORMS:
        return _of_forms({form.__name__: _of_fields(form) for form in FORMS[kind]})
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (_decoder(arg) for arg in args if arg is not types.NoneType)
        return lambda raw: None if raw is None else inner(raw)
    if origin is tuple:
        item = _decoder(args[0])
        return lambda raw: tuple(map(item, _list_of(raw)))
    if origin is np.ndarray:
        (dtype,) = get_args(args[1])
        return lambda raw: _array(raw, np.dtype(dtype))
    if is_dataclass(kind):
        return _of_fields(kind)
    return _of_words(kind) if issubclass(kind, StrEnum) else _exactly(kind)


def _of_forms(decoders: dict[str, Decoder]) -> Decoder:
    def decode(raw: object) -> object:
        if not isinstance(raw, dict) or len(raw) != 1:
            raise ValueError("no form")
        ((name, plain),) = raw.items()
        return decoders[name](plain)

    return decode


def _of_fields(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[field.name]) for field in fields(kind)]
    return lambda raw: kind(*(decode(item) for decode, item in zip(decoders, _list_of(raw), strict=True)))


def _of_words(kind: type[StrEnum]) -> Decoder:
    return lambda raw: kind(str(raw))


def _exactly(kind: type) -> Decoder:
    # A whole number may stand where a fraction is meant; Python's own numbers do not mind either.
    allowed = (int, float) if kind is float else (kind,)

    def decode(raw: object) -> object:
        if type(raw) not in allowed:
            raise ValueError(f"{type(raw).__name__} instead of {kind.__name__}")
        return raw

    return decode


def _list_of(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise ValueError(f"{type(raw).__name__} instead of a list")
    return raw


def _array(raw: object, dtype: np.dtype[np.generic]) -> object:
    shape, content = _list_of(raw)
    sides = [side for side in _list_of(shape) if type(side) is int]
    flat = np.frombuffer(base64.b64decode(str(content), validate=True), dtype=dtype.newbyteorder("<"))
    return flat.astype(dtype).reshape(sides)
