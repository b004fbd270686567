"""The output folder: what is written, what a later run replaces, what happens when writing fails."""

from __future__ import annotations

import csv
import dataclasses
import errno
import json
import os
import pickle
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.errors import OutputError
from extract.model import Box, Reading
from layouts.records import (
    Baris,
    Budget,
    CellReading,
    Document,
    DocumentResult,
    DocumentStatus,
    Field,
    Finding,
    Indicator,
    Office,
    Severity,
    Table,
    TableKind,
    TableStatus,
    Trust,
    Value,
)
from pipelines import store, tablefiles
from pipelines.results import DamagedResults, set_aside
from pipelines.rows import document_of, document_row, rows_of, value_of
from pipelines.schema import CONTRACT, TableSpec
from pipelines.settings import RUN_FOLDER
from pipelines.staging import TEMPORARY_PREFIX, require_writable
from pipelines.standing import Form, RunInfo, WriteSummary, open_folder
from pipelines.store import read_table, write_outputs

RUN = RunInfo(version="0.1.0", settings={"ocr": True}, profiles={"a.toml": "00"}, vocabulary={"headers.toml": "11"})


def value(document_id: str, **changes: Any) -> Value:
    """One target of the indicator table, changed as asked."""
    table_id = f"{document_id}-t001"
    base = Value(
        value_id=f"{table_id}-r001-target-2023-1",
        table_id=table_id,
        table_kind=TableKind.PERJANJIAN_KINERJA,
        page=1,
        row=1,
        no="1.",
        kegiatan="",
        sasaran="Meningkatnya daya tangkal",
        label="Indeks Ketahanan Diri Remaja",
        kode="DEKTARI",
        tahun=2023,
        field=Field.TARGET,
        value_text="51,10",
        value=Decimal("51.10"),
        satuan="Indeks",
        box=Box(100.123456, 200.0, 130.5, 210.25),
        source="text",
        confidence=None,
        trust=Trust.AGREED,
        decimals=2,
    )
    return dataclasses.replace(base, **changes)


def table(document_id: str, number: int = 1, page: int = 1) -> Table:
    return Table(
        table_id=f"{document_id}-t{number:03d}",
        table_kind=TableKind.PERJANJIAN_KINERJA,
        profile="perjanjian_kinerja",
        status=TableStatus.MAPPED,
        reason="",
        page_from=page,
        page_to=page,
        rows=1,
        columns=4,
        caption="Perjanjian Kinerja",
        header="No | Sasaran | Indikator | T a r g e t",
    )


def report(file: str, document_id: str = "00000000000000aa", **changes: Any) -> DocumentResult:
    """A report with one table, one value, an indicator, a budget and a finding."""
    table_id = f"{document_id}-t001"
    document = Document(
        document_id=document_id,
        file=file,
        sha256=document_id * 4,
        status=DocumentStatus.OK,
        office=Office("BNN Kabupaten Rimba", "066310", "BNNK", "Jambi"),
        tahun_anggaran=2023,
        pages=2,
        pages_text=2,
    )
    base = DocumentResult(
        document,
        tables=(table(document_id),),
        values=(value(document_id),),
        indicators=(
            Indicator(
                table_id, TableKind.PERJANJIAN_KINERJA, 1, 1, "1.", "", "Sasaran", "Indeks", "DEKTARI", 2023,
                Decimal("51.10"), None, None, "Indeks", Trust.AGREED, findings=(f"{document_id}-note-1",),
            ),
        ),
        budgets=(
            Budget(
                table_id, TableKind.ANGGARAN_KEGIATAN, 1, 1, "1", "Advokasi", Baris.ITEM, "RM", "", "", 2023,
                Decimal(86750000), None, None, None, None, Trust.AGREED,
            ),
        ),
        findings=(
            Finding(
                "note", Severity.INFO, "read\nin thousands", page=1, table_id=table_id, row=1,
                value_ids=("a", "b"), finding_id=f"{document_id}-note-1",
            ),
        ),
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def duplicate(file: str, of: DocumentResult) -> DocumentResult:
    return DocumentResult(dataclasses.replace(of.document, file=file, duplicate_of=of.document.file))


def write(
    results: Sequence[DocumentResult], out: Path, *, excel_id: bool = False, partition: bool = False
) -> WriteSummary:
    return write_outputs(iter(results), out, run=RUN, form=Form(excel_id=excel_id, partition=partition))


def rows(out: Path, name: str) -> list[dict[str, object]]:
    return list(read_table(out, name).to_pylist())


def csv_rows(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with open(path, encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def contents(out: Path) -> dict[str, bytes]:
    """The outputs' bytes, without the run's own folder."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name != RUN_FOLDER}


def as_an_older_version_left_it(out: Path) -> None:
    shutil.rmtree(out / RUN_FOLDER)


def take_in(out: Path) -> None:
    with open_folder(out):
        pass


def test_each_table_is_csv_and_parquet_beside_two_descriptions(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    tables = {f"{spec.name}.{ending}" for spec in CONTRACT for ending in ("csv", "parquet")}
    assert set(contents(tmp_path)) == tables | {"readings.parquet", "datapackage.json", "run.json"}


def test_csv_and_parquet_say_the_same(tmp_path: Path) -> None:
    write([report("a.pdf"), report("b.pdf", "00000000000000bb")], tmp_path)
    for spec in CONTRACT:
        printed = csv_rows(tmp_path / f"{spec.name}.csv")
        typed = rows(tmp_path, spec.name)
        assert list(printed[0]) == list(typed[0]) == list(spec.column_names)
        for left, right in zip(printed, typed, strict=True):
            numbers = {name for name, cell in right.items() if isinstance(cell, float)}
            assert {name: float(left[name]) for name in numbers} == {name: right[name] for name in numbers}
            rest = {name: "" if right[name] is None else str(right[name]) for name in right if name not in numbers}
            assert {name: left[name] for name in rest} == rest


def test_readings_stand_cell_by_cell_and_line_by_line_in_the_order_they_were_made(tmp_path: Path) -> None:
    document_id = "00000000000000aa"
    order = [(1, 2, 1, "b"), (1, 2, 1, "a"), (1, 2, 2, "c"), (1, 3, 1, "d"), (2, 1, 1, "e")]
    made = [
        CellReading(
            f"{document_id}-t001",
            1,
            row,
            column,
            "",
            line,
            Box(90.0 - 10 * line, 1, 2, 3),
            Reading("x", "1", text, 1 / 3),
        )
        for row, column, line, text in order
    ]
    write([report("a.pdf", readings=(*made[2:], *made[:2]))], tmp_path)
    written = rows(tmp_path, "readings")
    assert [(row["row"], row["column"], row["line"], row["text"]) for row in written] == order
    assert (written[0]["confidence"], written[0]["value_id"], written[0]["x0"]) == (0.3333, None, 80)


def test_readings_of_a_changed_file_go_with_it(tmp_path: Path) -> None:
    def read(file: str, document_id: str) -> DocumentResult:
        reading = CellReading(f"{document_id}-t001", 1, 1, 1, "", 1, Box(0, 0, 1, 1), Reading("x", "1", file, 1.0))
        return report(file, document_id, readings=(reading,))

    write([read("a.pdf", "00000000000000aa"), read("b.pdf", "00000000000000bb")], tmp_path)
    write([report("a.pdf", "00000000000000cc")], tmp_path)
    assert [row["text"] for row in rows(tmp_path, "readings")] == ["b.pdf"]


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    write([report("a.pdf", findings=(Finding("x", Severity.INFO, 'says "a, b"'),))], tmp_path)
    written = (tmp_path / "findings.csv").read_bytes()
    assert not written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == 2
    assert b'"says ""a, b"""' in written


def test_documents_are_counted_and_ids_joined(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    [document] = rows(tmp_path, "documents")
    assert (document["tables"], document["values"], document["findings"]) == (1, 1, 1)
    assert document["kode_satker"] == "066310"
    [finding] = rows(tmp_path, "findings")
    assert finding["value_ids"] == "a;b"
    assert finding["message"] == "read in thousands"


def test_missing_is_null_in_parquet_and_empty_in_csv(tmp_path: Path) -> None:
    wtp = value("00000000000000aa", value=None, value_text="WTP", reason="no number", tahun=None)
    write([report("a.pdf", values=(wtp,))], tmp_path)
    [typed], [printed] = rows(tmp_path, "values"), csv_rows(tmp_path / "values.csv")
    for name in ("value", "tahun", "kegiatan", "confidence"):
        assert typed[name] is None
        assert printed[name] == ""


def test_printed_zero_is_no_missing_value(tmp_path: Path) -> None:
    write([report("a.pdf", values=(value("00000000000000aa", value=Decimal("-0.00")),))], tmp_path)
    assert csv_rows(tmp_path / "values.csv")[0]["value"] == "0"


def test_formulas_are_guarded_in_csv_only(tmp_path: Path) -> None:
    write(
        [report("=a.pdf", values=(value("00000000000000aa", label="=1+1", value_text="-1.415.500"),))],
        tmp_path,
    )
    [typed], [printed] = rows(tmp_path, "values"), csv_rows(tmp_path / "values.csv")
    assert (typed["file"], typed["label"], typed["value_text"]) == ("=a.pdf", "=1+1", "-1.415.500")
    assert (printed["file"], printed["label"], printed["value_text"]) == ("'=a.pdf", "'=1+1", "-1.415.500")


def test_excel_copies_have_mark_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path, excel_id=True)
    assert (tmp_path / "values.excel.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument_id;file;")
    [printed] = csv_rows(tmp_path / "values.excel.csv", ";", "utf-8-sig")
    assert (printed["value"], printed["x0"]) == ("51,1", "100,12")


def test_excel_copies_do_not_go_stale(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path, excel_id=True)
    write([report("b.pdf", "00000000000000bb")], tmp_path)
    assert len(csv_rows(tmp_path / "values.excel.csv", ";", "utf-8-sig")) == 2


def test_file_names_that_are_not_utf8_reach_every_file(tmp_path: Path) -> None:
    name = os.fsdecode(b"lap\xff\n.pdf")
    write([report(name), duplicate("z.pdf", report(name))], tmp_path, excel_id=True)
    assert rows(tmp_path, "documents")[1]["duplicate_of"] == r"lap\xff\x0a.pdf"
    assert r"lap\xff\x0a.pdf" in json.loads((tmp_path / "run.json").read_bytes())["inputs"]


def test_a_file_name_that_is_not_utf8_is_replaced_by_a_later_run(tmp_path: Path) -> None:
    name = os.fsdecode(b"lap\xff.pdf")
    write([report(name)], tmp_path)
    write([report(name, "00000000000000bb")], tmp_path)
    assert [row["document_id"] for row in rows(tmp_path, "documents")] == ["00000000000000bb"]


def test_rows_stand_by_path_bytes_page_table_row_and_left_edge(tmp_path: Path) -> None:
    shuffled = (
        value("00000000000000aa", value_id="e", page=2, table_id="00000000000000aa-t1000"),
        value("00000000000000aa", value_id="d", page=2, table_id="00000000000000aa-t999", row=10),
        value("00000000000000aa", value_id="c", page=2, table_id="00000000000000aa-t999", row=9),
        value("00000000000000aa", value_id="b", box=Box(300, 0, 310, 9)),
        value("00000000000000aa", value_id="a", box=Box(99, 5, 110, 9)),
    )
    other = report("Z.pdf", "00000000000000bb", values=(value("00000000000000bb", value_id="first"),))
    write([report("a.pdf", values=shuffled), other, report("é.pdf", "00000000000000cc", values=())], tmp_path)
    assert [row["value_id"] for row in rows(tmp_path, "values")] == ["first", "a", "b", "c", "d", "e"]
    assert [row["file"] for row in rows(tmp_path, "documents")] == ["Z.pdf", "a.pdf", "é.pdf"]


def test_order_of_results_changes_no_byte(tmp_path: Path) -> None:
    results = [report("b.pdf", "00000000000000bb"), report("a.pdf"), report("c.pdf", "00000000000000cc")]
    write(results, tmp_path / "one", excel_id=True)
    write(results[::-1], tmp_path / "two", excel_id=True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_over_the_same_input_changes_no_byte(tmp_path: Path) -> None:
    results = [report("a.pdf"), duplicate("b.pdf", report("a.pdf")), report("c.pdf", "00000000000000cc")]
    write(results, tmp_path)
    before = contents(tmp_path)
    write(results, tmp_path)
    assert contents(tmp_path) == before


def test_two_runs_over_halves_give_the_tables_of_one_run_over_all(tmp_path: Path) -> None:
    first, second = report("a.pdf"), report("b.pdf", "00000000000000bb")
    write([first, second], tmp_path / "all")
    write([second], tmp_path / "halves")
    write([first], tmp_path / "halves")
    whole, joined = contents(tmp_path / "all"), contents(tmp_path / "halves")
    assert {name for name in whole if whole[name] != joined[name]} == {"run.json"}


def test_a_changed_file_replaces_its_rows_and_leaves_the_rest(tmp_path: Path) -> None:
    write([report("a.pdf"), report("b.pdf", "00000000000000bb")], tmp_path)
    summary = write([report("a.pdf", "00000000000000cc")], tmp_path)
    assert summary.kept_files == 1
    for name in ("documents", "tables", "values", "indicators", "budgets", "findings"):
        ids = [row["document_id"] for row in rows(tmp_path, name)]
        assert ids == ["00000000000000cc", "00000000000000bb"]


def test_facts_are_rebuilt_over_kept_and_new_values(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    write([report("b.pdf", "00000000000000bb")], tmp_path)
    [fact] = rows(tmp_path, "facts")
    assert (fact["printed"], fact["agreeing"]) == (2, 2)
    assert fact["documents"] == "00000000000000aa;00000000000000bb"


def test_run_file_tells_new_inputs_from_kept_ones(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    write([report("b.pdf", "00000000000000bb")], tmp_path)
    run = json.loads((tmp_path / "run.json").read_bytes())
    assert (list(run["inputs"]), list(run["kept_from_earlier_runs"])) == (["b.pdf"], ["a.pdf"])
    assert list(run) == sorted(run)
    assert str(tmp_path) not in (tmp_path / "run.json").read_text(encoding="utf-8")


def test_rows_of_a_duplicate_stand_once_under_the_first_path(tmp_path: Path) -> None:
    first = report("a.pdf")
    write([duplicate("b.pdf", first), first], tmp_path)
    owner, other = rows(tmp_path, "documents")
    assert (owner["duplicate_of"], other["duplicate_of"]) == (None, "a.pdf")
    assert (owner["values"], other["values"]) == (1, 0)
    assert [row["file"] for row in rows(tmp_path, "values")] == ["a.pdf"]


def test_a_duplicate_found_by_a_later_run_takes_the_rows_when_its_path_is_first(tmp_path: Path) -> None:
    write([report("b.pdf")], tmp_path)
    write([report("a.pdf")], tmp_path)
    assert [row["duplicate_of"] for row in rows(tmp_path, "documents")] == [None, "a.pdf"]
    assert [row["file"] for row in rows(tmp_path, "values")] == ["a.pdf"]


def test_the_next_file_takes_the_rows_when_their_owner_changes(tmp_path: Path) -> None:
    first = report("a.pdf")
    write([first, duplicate("b.pdf", first)], tmp_path)
    write([report("a.pdf", "00000000000000cc")], tmp_path)
    documents = rows(tmp_path, "documents")
    assert [(row["file"], row["duplicate_of"], row["values"]) for row in documents] == [
        ("a.pdf", None, 1),
        ("b.pdf", None, 1),
    ]
    assert documents[1]["satker"] == "BNN Kabupaten Rimba"
    assert [row["file"] for row in rows(tmp_path, "values")] == ["a.pdf", "b.pdf"]


def test_the_same_bytes_read_twice_give_their_rows_once(tmp_path: Path) -> None:
    write([report("a.pdf"), report("b.pdf")], tmp_path)
    assert len(rows(tmp_path, "values")) == 1


def test_files_that_could_not_be_opened_are_no_duplicates_of_each_other(tmp_path: Path) -> None:
    unread = [
        DocumentResult(Document("", file, "", DocumentStatus.FAILED, reason="permission denied"))
        for file in ("a.pdf", "b.pdf")
    ]
    summary = write(unread, tmp_path)
    assert summary.statuses == {"failed": 2}
    assert [row["duplicate_of"] for row in rows(tmp_path, "documents")] == [None, None]


def test_values_come_back_from_the_tables_as_they_went_in() -> None:
    result = report("a.pdf", values=(value("00000000000000aa", box=Box(1.25, 2, 3, 4), value=Decimal("51.1")),))
    assert document_of(document_row(result.document)) == result.document
    assert tuple(map(value_of, rows_of(result)["values"])) == result.values


@pytest.mark.parametrize("excel_id", [False, True])
def test_data_package_validates(tmp_path: Path, excel_id: bool) -> None:
    tricky = value("00000000000000aa", label='=A1, "x"; y', value_text="-1.415.500", value=Decimal("-1415500"))
    write(
        [report("a.pdf", values=(tricky,)), report("b, c.pdf", "00000000000000bb")],
        tmp_path,
        excel_id=excel_id,
    )
    outcome = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert outcome.valid, outcome.flatten(["title", "message"])


def test_data_package_of_empty_tables_validates(tmp_path: Path) -> None:
    write([], tmp_path)
    outcome = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert outcome.valid, outcome.flatten(["title", "message"])
    assert outcome.stats["tasks"] == len(CONTRACT)


def test_data_package_describes_each_column_in_two_languages(tmp_path: Path) -> None:
    write([], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] and field["description@id"] for field in fields)


def test_parquet_carries_no_pandas_metadata_and_is_zstd(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    metadata = pq.ParquetFile(tmp_path / "values.parquet").metadata
    assert b"pandas" not in (metadata.metadata or {})
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def disk_full_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writing the Parquet file of a table fail with "no space left"."""

    class Full(tablefiles.ParquetWriter):
        def __init__(self, spec: TableSpec, stream: BinaryIO) -> None:
            super().__init__(spec, stream)
            self._is_full = spec.name == name

        def close(self) -> None:
            super().close()
            if self._is_full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store, "ParquetWriter", Full)


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write([report("a.pdf")], tmp_path)
    before = contents(tmp_path)
    disk_full_at("findings", monkeypatch)
    with pytest.raises(OutputError) as caught:
        write([report("b.pdf", "00000000000000bb")], tmp_path)
    assert contents(tmp_path) == before
    message = str(caught.value)
    assert "No space left" in message
    assert f"{tmp_path}/findings.parquet" in message
    assert "\n" not in message
    assert str(pickle.loads(pickle.dumps(caught.value))) == message


def test_a_failed_rename_is_known_and_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match="Permission denied"):
        write([report("a.pdf")], tmp_path)
    assert contents(tmp_path) == {}


def cut_off_between_renames(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_replace, calls = os.replace, iter(range(5))

    def cut_off(source: Path, target: Path) -> None:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        really_replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            write([report("b.pdf", "00000000000000bb")], out)


def test_a_write_cut_off_between_renames_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for out in (tmp_path / "whole", tmp_path / "cut"):
        write([report("a.pdf")], out)
    cut_off_between_renames(tmp_path / "cut", monkeypatch)
    for out in (tmp_path / "whole", tmp_path / "cut"):
        write([report("b.pdf", "00000000000000bb")], out)
    assert contents(tmp_path / "whole") == contents(tmp_path / "cut")


def test_tables_of_an_older_version_that_do_not_belong_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([report("a.pdf")], tmp_path)
    cut_off_between_renames(tmp_path, monkeypatch)
    as_an_older_version_left_it(tmp_path)
    with pytest.raises(OutputError, match="do not belong together"):
        take_in(tmp_path)


def test_a_folder_of_an_older_version_is_taken_in_from_its_tables(tmp_path: Path) -> None:
    reports = [report("a.pdf"), duplicate("c.pdf", report("a.pdf")), report("d.pdf", "00000000000000dd", values=())]
    failed = DocumentResult(Document("", "b.pdf", "", DocumentStatus.FAILED, reason="permission denied"))
    new = report("e.pdf", "00000000000000ee")
    for out in (tmp_path / "kept", tmp_path / "old"):
        write([*reports, failed], out)
    as_an_older_version_left_it(tmp_path / "old")
    for out in (tmp_path / "kept", tmp_path / "old"):
        write([new], out)
    assert contents(tmp_path / "kept") == contents(tmp_path / "old")


def test_tables_that_an_older_version_wrote_since_are_not_lost(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path / "out")
    write([report("b.pdf", "00000000000000bb")], tmp_path / "older")
    for name, content in contents(tmp_path / "older").items():
        (tmp_path / "out" / name).write_bytes(content)
    with pytest.raises(DamagedResults, match="another version"):
        take_in(tmp_path / "out")
    set_aside(tmp_path / "out")
    write([], tmp_path / "out")
    assert [row["file"] for row in rows(tmp_path / "out", "documents")] == ["b.pdf"]


def test_leftovers_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    (tmp_path / f"{TEMPORARY_PREFIX}values.csv").write_bytes(b"half")
    write([report("a.pdf")], tmp_path)
    assert not list(tmp_path.glob(f"{TEMPORARY_PREFIX}*"))


def test_an_unwritable_folder_is_found_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> BinaryIO:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("pipelines.staging.open", refuse, raising=False)
    with pytest.raises(OutputError, match=r"Read-only file system.*--out"):
        require_writable(tmp_path)


def test_a_file_in_the_folders_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder", encoding="utf-8")
    with pytest.raises(OutputError, match="out"):
        require_writable(tmp_path / "out")


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    require_writable(tmp_path / "new" / "out")
    assert list((tmp_path / "new" / "out").iterdir()) == []


def test_a_damaged_table_of_an_earlier_run_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    as_an_older_version_left_it(tmp_path)
    (tmp_path / "values.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(OutputError, match=r"values\.parquet.*another --out"):
        take_in(tmp_path)


def test_a_missing_table_of_an_earlier_run_is_an_error(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    as_an_older_version_left_it(tmp_path)
    (tmp_path / "facts.parquet").unlink()
    with pytest.raises(OutputError, match=r"facts\.parquet.*missing"):
        write([report("b.pdf", "00000000000000bb")], tmp_path)


def test_a_table_with_other_columns_is_an_error(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    as_an_older_version_left_it(tmp_path)
    pq.write_table(pa.table({"file": ["a.pdf"]}), tmp_path / "documents.parquet")
    with pytest.raises(OutputError, match="other columns"):
        take_in(tmp_path)


def test_a_damaged_run_file_is_an_error(tmp_path: Path) -> None:
    write([report("a.pdf")], tmp_path)
    as_an_older_version_left_it(tmp_path)
    (tmp_path / "run.json").write_bytes(b"[]")
    with pytest.raises(OutputError, match=r"run\.json"):
        take_in(tmp_path)


def test_reading_from_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"values\.parquet"):
        read_table(tmp_path, "values")
