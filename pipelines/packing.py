"""Rows of one table ↔ a few bytes of a database: one Arrow record batch, compressed, without its schema."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipelines.rows import Row
from pipelines.schema import SPEC_OF
from pipelines.tablefiles import arrow_schema

# Level 3 is what the Parquet files have; higher levels take the parent's time for a few percent.
CODEC = pa.Codec("zstd", compression_level=3)


@dataclass(frozen=True, slots=True)
class Packed:
    """Some rows of a table: how many, their bytes once unpacked, CRC-32 of the packed bytes, and these."""

    rows: int
    unpacked_bytes: int
    check32: int
    content: bytes


def pack(name: str, rows: Sequence[Row]) -> Packed:
    """Pack rows of the table `name`."""
    plain = pa.RecordBatch.from_pylist(list(rows), schema=arrow_schema(SPEC_OF[name])).serialize()
    content = CODEC.compress(plain, asbytes=True)
    return Packed(len(rows), plain.size, zlib.crc32(content), content)


def is_whole(packed: Packed) -> bool:
    """Whether the bytes are those that were packed."""
    return zlib.crc32(packed.content) == packed.check32


def unpack(name: str, packed: Packed) -> pa.RecordBatch:
    """The rows of the table `name` again."""
    plain = CODEC.decompress(packed.content, decompressed_size=packed.unpacked_bytes)
    return pa.ipc.read_record_batch(plain, arrow_schema(SPEC_OF[name]))
