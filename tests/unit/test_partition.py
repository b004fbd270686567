"""Large tables by year: one dataset for every reader, and nothing stale when the form changes."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from layouts.records import DocumentResult
from pipelines.schema import BY_YEAR, SPEC_OF
from pipelines.settings import RUN_FOLDER
from pipelines.standing import Form, RunInfo
from pipelines.store import read_table, write_outputs
from pipelines.tablefiles import arrow_schema
from tests.unit.test_store import report

RUN = RunInfo("test")
YEARS = {"a.pdf": 2021, "b.pdf": None, "c.pdf": 2019, "d.pdf": 2021}


def reports() -> list[DocumentResult]:
    made = []
    for number, (file, year) in enumerate(YEARS.items()):
        result = report(file, f"{number:016x}")
        made.append(dataclasses.replace(result, document=dataclasses.replace(result.document, tahun_anggaran=year)))
    return made


def write(out: Path, *, partition: bool, some: list[DocumentResult] | None = None) -> None:
    write_outputs(reports() if some is None else some, out, run=RUN, form=Form(partition=partition))


def contents(out: Path) -> dict[str, bytes]:
    paths = (path for path in out.rglob("*") if path.is_file() and RUN_FOLDER not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def test_a_table_by_year_is_a_folder_with_a_file_a_year(tmp_path: Path) -> None:
    write(tmp_path, partition=True)
    for spec in BY_YEAR:
        years = sorted(path.name for path in (tmp_path / f"{spec.name}.parquet").iterdir())
        assert years == [f"tahun_anggaran-{year}.parquet" for year in ("2019", "2021", "unknown")]
    assert (tmp_path / "documents.parquet").is_file()


@pytest.mark.parametrize("name", [spec.name for spec in BY_YEAR])
def test_every_reader_sees_one_table_with_the_columns_and_types_of_the_single_file(tmp_path: Path, name: str) -> None:
    write(tmp_path / "one", partition=False)
    write(tmp_path / "many", partition=True)
    one, many = (str(tmp_path / form / f"{name}.parquet") for form in ("one", "many"))
    key = "document_id"
    whole = pq.read_table(one).sort_by(key)
    assert pq.read_table(many).sort_by(key).equals(whole)
    for partitioning in (None, "hive"):
        assert ds.dataset(many, partitioning=partitioning).to_table().sort_by(key).equals(whole)
    frame = pd.read_parquet(many).sort_values(key, ignore_index=True)
    pd.testing.assert_frame_equal(frame, pd.read_parquet(one).sort_values(key, ignore_index=True))
    queries = [f"SELECT * FROM read_parquet('{path}') ORDER BY {key}" for path in (one, f"{many}/*.parquet")]
    tables = [duckdb.sql(query) for query in queries]
    assert tables[0].types == tables[1].types
    assert tables[0].fetchall() == tables[1].fetchall()
    assert read_table(tmp_path / "many", name).schema == arrow_schema(SPEC_OF[name])


def test_nothing_stale_stays_when_the_form_changes_back_and_forth(tmp_path: Path) -> None:
    plain, parts = tmp_path / "plain", tmp_path / "parts"
    write(plain, partition=False)
    write(parts, partition=True)
    both = tmp_path / "both"
    for partition in (False, True, True, False, True):
        write(both, partition=partition)
        assert contents(both) == contents(parts if partition else plain)


def test_a_year_without_documents_has_no_file(tmp_path: Path) -> None:
    write(tmp_path, partition=True)
    changed = dataclasses.replace(reports()[2].document, tahun_anggaran=2022)
    write(tmp_path, partition=True, some=[dataclasses.replace(reports()[2], document=changed)])
    names = {path.name for path in (tmp_path / "values.parquet").iterdir()}
    assert names == {f"tahun_anggaran-{year}.parquet" for year in ("2021", "2022", "unknown")}


def test_no_rows_at_all_are_a_table_too(tmp_path: Path) -> None:
    write(tmp_path, partition=True, some=[])
    assert pq.read_table(tmp_path / "values.parquet").schema == arrow_schema(SPEC_OF["values"])


def test_a_folder_with_tables_by_year_is_taken_in(tmp_path: Path) -> None:
    for out in (tmp_path / "kept", tmp_path / "taken"):
        write(out, partition=True)
    shutil.rmtree(tmp_path / "taken" / RUN_FOLDER)
    for out in (tmp_path / "kept", tmp_path / "taken"):
        write(out, partition=False, some=[report("e.pdf", "00000000000000ee")])
    assert contents(tmp_path / "kept") == contents(tmp_path / "taken")
