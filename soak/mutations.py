"""PDFs damaged at random, by a seed: bytes flipped, cut, spliced, repeated; streams first laid open."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

# A mutation of one byte is found by nobody, one of all bytes is noise.
MOST_FLIPS = 64
LONGEST_PIECE = 4096
# Pieces of reports have so many pages at most: what damage does shows on one page as on a hundred.
PIECE_PAGES = 3

Rng = random.Random


def pieces_of(reports: Sequence[Path]) -> list[bytes]:
    """Every report cut into pieces of one to three pages, as it is and with its streams inflated."""
    pieces = []
    for report in reports:
        with pikepdf.open(report) as pdf:
            first = 0
            while first < len(pdf.pages):
                count = 1 + first % PIECE_PAGES
                with pikepdf.new() as piece:
                    piece.pages.extend(pdf.pages[first : first + count])
                    piece.remove_unreferenced_resources()
                    pieces += [_saved(piece, inflated=False), _saved(piece, inflated=True)]
                first += count
    return pieces


def _saved(pdf: pikepdf.Pdf, *, inflated: bool) -> bytes:
    stream = io.BytesIO()
    if inflated:
        pdf.save(
            stream,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    else:
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def mutate(pieces: Sequence[bytes], seed: int) -> bytes:
    """A damaged piece: one to three kinds of damage, one after the other."""
    rng = random.Random(seed)
    data = bytearray(rng.choice(pieces))
    for _ in range(rng.randint(1, 3)):
        rng.choice(DAMAGES)(data, pieces, rng)
    return bytes(data)


def _flip(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    for _ in range(rng.randint(1, MOST_FLIPS)):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _cut(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _remove(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.randint(1, LONGEST_PIECE)]


def _splice(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    other = rng.choice(pieces)
    start, place = rng.randrange(len(other)), rng.randrange(len(data) + 1)
    piece = other[start : start + rng.randint(1, LONGEST_PIECE)]
    data[place : place + (len(piece) if rng.random() < 0.5 else 0)] = piece


def _repeat(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    start = rng.randrange(len(data) + 1)
    piece = bytes(data[start : start + rng.randint(1, LONGEST_PIECE)])
    data[start:start] = piece * rng.randint(1, 8)


def _number(data: bytearray, pieces: Sequence[bytes], rng: Rng) -> None:
    """Another number where a number stands: a width, a length, a count, an object."""
    digits = (
        [index for index in (rng.randrange(len(data)) for _ in range(200)) if chr(data[index]).isdigit()]
        if data
        else []
    )
    for index in digits[:4]:
        data[index : index + 1] = str(rng.choice((0, 1, 7, 65_535, 2**31 - 1, 2**32, -1))).encode()


DAMAGES: tuple[Callable[[bytearray, Sequence[bytes], Rng], None], ...] = (
    _flip,
    _flip,
    _cut,
    _remove,
    _splice,
    _repeat,
    _number,
)
