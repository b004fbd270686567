"""One table ↔ its files: CSV, CSV for Indonesian Excel, Parquet. The same table gives the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import OutputError
from pipelines.output_text import fixed_point, guard_formula
from pipelines.schema import TableSpec

ROWS_AT_ONCE = 4096
# Small enough to read a part of a large table, large enough that dictionaries pay.
ROW_GROUP_ROWS = 64 * 1024
OTHER_FOLDER = "nothing was changed; move the folder away or choose another --out, then run over all files"


def write_csv(table: pa.Table, stream: BinaryIO) -> None:
    """Write RFC 4180: UTF-8, commas, CRLF, a header; numbers in fixed point, null as nothing."""
    _write_rows(table, stream, delimiter=",", mark=".")


def write_excel_csv(table: pa.Table, stream: BinaryIO) -> None:
    """Write what Excel with Indonesian settings opens: byte-order mark, semicolons, decimal comma."""
    stream.write(b"\xef\xbb\xbf")
    _write_rows(table, stream, delimiter=";", mark=",")


def write_parquet(table: pa.Table, stream: BinaryIO) -> None:
    """Write Parquet (zstd). Nothing but the table and the library's version goes into the file."""
    pq.write_table(
        table.replace_schema_metadata(None),
        stream,
        compression="zstd",
        compression_level=3,
        row_group_size=ROW_GROUP_ROWS,
        version="2.6",
        data_page_version="1.0",
    )


def read_parquet(path: Path, spec: TableSpec) -> pa.Table:
    """Read a table that `write_parquet` wrote.

    Raises:
        OutputError: it is missing, damaged, or has other columns than this version's contract.
    """
    try:
        table = pq.ParquetFile(path).read()
    except FileNotFoundError as error:
        raise OutputError("the table is missing", str(path), OTHER_FOLDER) from error
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"the table cannot be read ({_first_line(error)})", str(path), OTHER_FOLDER) from error
    if not table.schema.equals(spec.arrow_schema()):
        raise OutputError("the table has other columns than this version writes", str(path), OTHER_FOLDER)
    return table


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_rows(table: pa.Table, stream: BinaryIO, *, delimiter: str, mark: str) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        writer.writerows(zip(*(_printed(column, mark) for column in batch.columns), strict=True))
        stream.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    stream.write(buffer.getvalue().encode())


def _printed(column: pa.Array, mark: str) -> Iterator[str]:
    if pa.types.is_string(column.type):
        return (guard_formula(cell or "") for cell in column.to_pylist())
    if pa.types.is_floating(column.type):
        return ("" if cell is None else fixed_point(cell, mark=mark) for cell in column.to_pylist())
    return ("" if cell is None else str(cell) for cell in column.to_pylist())


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
