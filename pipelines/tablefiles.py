"""One table's files, written a batch of rows at a time: CSV, CSV for Indonesian Excel, Parquet.

The same rows give the same bytes, however they are cut into batches.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import OutputError
from pipelines.columns import ColumnType
from pipelines.output_text import fixed_point, guard_formula
from pipelines.rows import CellValue
from pipelines.schema import TableSpec

ARROW_TYPES = {ColumnType.TEXT: pa.string(), ColumnType.INTEGER: pa.int64(), ColumnType.NUMBER: pa.float64()}
ROWS_AT_ONCE = 1024
# Small enough to read a part of a large table and to be put together in little memory (of `values` some 10 MB), large
# enough that dictionaries pay.
ROW_GROUP_ROWS = 16 * 1024
OTHER_FOLDER = "nothing was changed; move the folder away or choose another --out, then run over all files"


class TableWriter(Protocol):
    """What takes the rows of a table, batch by batch, and is closed when there are no more."""

    def add(self, batch: pa.RecordBatch) -> None:
        """Write rows; raises OSError."""

    def close(self) -> None:
        """Write what is left; raises OSError. The stream stays open."""

    def abandon(self) -> None:
        """Write no more, whatever is left."""


def arrow_schema(spec: TableSpec) -> pa.Schema:
    """The Parquet schema: string, int64 or double, every column nullable, no metadata."""
    return pa.schema([(column.name, ARROW_TYPES[column.type]) for column in spec.columns])


class CsvWriter:
    """RFC 4180: UTF-8, commas, CRLF, a header; numbers in fixed point, null as nothing.

    `excel_id` makes it what Excel with Indonesian settings opens: byte-order mark, semicolons, decimal comma.
    """

    def __init__(self, spec: TableSpec, stream: BinaryIO, *, excel_id: bool = False) -> None:
        self._stream = stream
        self._mark = "," if excel_id else "."
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, delimiter=";" if excel_id else ",", lineterminator="\r\n")
        if excel_id:
            stream.write(b"\xef\xbb\xbf")
        self._writer.writerow(spec.column_names)

    def add(self, batch: pa.RecordBatch) -> None:
        """Write rows; raises OSError."""
        for start in range(0, batch.num_rows, ROWS_AT_ONCE):
            part = batch.slice(start, ROWS_AT_ONCE)
            self._writer.writerows(zip(*(_printed(column, self._mark) for column in part.columns), strict=True))
            self.close()

    def close(self) -> None:
        """Hand the rows over to the stream; raises OSError."""
        self._stream.write(self._buffer.getvalue().encode())
        self._buffer.seek(0)
        self._buffer.truncate()

    def abandon(self) -> None:
        """Write no more."""


class ParquetWriter:
    """Parquet (zstd). Nothing but the table and the library's version goes into the file."""

    def __init__(self, spec: TableSpec, stream: BinaryIO) -> None:
        self._schema = arrow_schema(spec)
        self._writer = pq.ParquetWriter(
            stream, self._schema, compression="zstd", compression_level=3, version="2.6", data_page_version="1.0"
        )
        self._batches: list[pa.RecordBatch] = []
        self._rows = 0
        self._groups = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Keep rows until there is a row group of them, then write it; raises OSError."""
        self._batches.append(batch)
        self._rows += batch.num_rows
        while self._rows >= ROW_GROUP_ROWS:
            self._write_group(ROW_GROUP_ROWS)

    def close(self) -> None:
        """Write the rows that are left, and the footer; raises OSError."""
        if self._rows or not self._groups:
            self._write_group(self._rows)
        self._writer.close()

    def abandon(self) -> None:
        """Write no more: where the disk was full, the library would try again when it lets go of the writer."""
        self._writer.is_open = False

    def _write_group(self, rows: int) -> None:
        table = pa.Table.from_batches(self._batches, schema=self._schema)
        # In one chunk: where pages end within a column must not follow where documents do.
        self._writer.write_table(table.slice(0, rows).combine_chunks(), row_group_size=ROW_GROUP_ROWS)
        rest = table.slice(rows)
        self._batches, self._rows = rest.to_batches(), rest.num_rows
        self._groups += 1


def part_name(tahun_anggaran: CellValue) -> str:
    """The file with the rows of one year in a table's folder."""
    return f"tahun_anggaran-{'unknown' if tahun_anggaran is None else tahun_anggaran}.parquet"


def read_parquet(path: Path, spec: TableSpec) -> pa.Table:
    """Read a table that `ParquetWriter` wrote.

    Raises:
        OutputError: it is missing, damaged, or has other columns than this version's contract.
    """
    return pa.Table.from_batches(iterate_parquet(path, spec), schema=arrow_schema(spec))


def iterate_parquet(path: Path, spec: TableSpec) -> Iterator[pa.RecordBatch]:
    """The rows of a table that `ParquetWriter` wrote, some thousand at a time; raises like `read_parquet`.

    `path` is a file, or a folder of files with a part of the rows each.
    """
    for part in sorted(path.iterdir()) if path.is_dir() else [path]:
        yield from _iterate_file(part, spec)


def _iterate_file(path: Path, spec: TableSpec) -> Iterator[pa.RecordBatch]:
    try:
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(arrow_schema(spec)):
                raise OutputError("the table has other columns than this version writes", str(path), OTHER_FOLDER)
            yield from file.iter_batches(ROWS_AT_ONCE)
    except FileNotFoundError as error:
        raise OutputError("the table is missing", str(path), OTHER_FOLDER) from error
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"the table cannot be read ({_first_line(error)})", str(path), OTHER_FOLDER) from error


def _printed(column: pa.Array, mark: str) -> Iterator[str]:
    if pa.types.is_string(column.type):
        return (guard_formula(cell or "") for cell in column.to_pylist())
    if pa.types.is_floating(column.type):
        return ("" if cell is None else fixed_point(cell, mark=mark) for cell in column.to_pylist())
    return ("" if cell is None else str(cell) for cell in column.to_pylist())


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
