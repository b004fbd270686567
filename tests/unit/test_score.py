"""Facts about the scorer: one to one, nothing counted twice, nothing hidden."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipelines.score import Score, ScoreError, render, score, to_json

VALUE_COLUMNS = (
    "document_id",
    "file",
    "table_id",
    "table_kind",
    "page",
    "row",
    "label",
    "tahun",
    "field",
    "value_text",
    "value",
    "trust",
    "value_id",
    "periode",
)
TRUTH_COLUMNS = (
    "document",
    "table_no",
    "kind",
    "page_from",
    "page_to",
    "row_no",
    "no",
    "kegiatan",
    "sasaran",
    "label",
    "tahun",
    "field",
    "value_text",
    "value",
    "unit",
    "periode",
)
SHORT_COLUMNS = (
    "page",
    "table_no",
    "row_no",
    "table_type",
    "label",
    "field",
    "value_as_printed",
    "value_number",
)
CORPUS = Path(__file__).parents[2] / "corpus" / "truth"


def write_csv(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def printed(value: str, /, **changes: object) -> dict[str, object]:
    """An output row; without changes it is the value that `asked(value)` asks for."""
    row: dict[str, object] = {
        "document_id": "d1",
        "file": "in/a.pdf",
        "table_id": "d1-t001",
        "table_kind": "capaian_kinerja",
        "page": 1,
        "row": 1,
        "label": "Jumlah relawan",
        "tahun": 2021,
        "field": "target",
        "value_text": value,
        "value": value,
        "trust": "agreed",
        "periode": "tahun",
    }
    return row | changes


def asked(value: str, /, **changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "document": "a",
        "table_no": 1,
        "kind": "capaian_kinerja",
        "page_from": 1,
        "page_to": 1,
        "row_no": 1,
        "label": "Jumlah relawan",
        "tahun": 2021,
        "field": "target",
        "value_text": value,
        "value": value,
    }
    return row | changes


def scored(
    folder: Path,
    outputs: Sequence[Mapping[str, object]],
    truth: Sequence[Mapping[str, object]],
    notes: Mapping[str, object] | None = None,
    *,
    pages: str = "all",
) -> Score:
    numbered = [{"value_id": f"v{index}", **row} for index, row in enumerate(outputs)]
    write_csv(folder / "out" / "values.csv", VALUE_COLUMNS, numbered)
    write_csv(folder / "truth" / "a.csv", TRUTH_COLUMNS, truth)
    if notes is not None:
        (folder / "truth" / "a.json").write_text(json.dumps(notes), encoding="utf-8")
    return score(folder / "out", folder / "truth", pages=pages)


def counts(result: Score) -> tuple[int, int, int]:
    tally = result.total.strict
    return tally.asked, tally.right, tally.invented


def test_equal_values_are_right(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("51.1")], [asked("51.10")])
    assert counts(result) == (1, 1, 0)
    assert result.total.strict.f1 == 1.0


def test_one_output_answers_one_truth_only(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("5")], [asked("5"), asked("5", table_no=2, page_from=3, page_to=3)])
    assert counts(result) == (2, 1, 0)
    assert [miss.page for miss in result.misses] == [3]


def test_second_output_of_one_printed_value_is_an_invention(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("5"), printed("5", page=2)], [asked("5")])
    assert counts(result) == (1, 1, 1)
    assert result.inventions[0].page == 2


@pytest.mark.parametrize("change", [{"tahun": 2020}, {"field": "realisasi"}, {"label": "Nilai IKPA"}, {"value": "6"}])
def test_value_that_differs_is_missed_and_invented(tmp_path: Path, change: dict[str, object]) -> None:
    result = scored(tmp_path, [printed("5", **change)], [asked("5")])
    assert counts(result) == (1, 0, 1)
    assert result.misses[0].differs
    assert result.misses[0].value_id == result.inventions[0].value_id == "v0"


def test_other_kind_is_wrong_strictly_and_right_leniently(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("5", table_kind="perjanjian_kinerja")], [asked("5")])
    assert counts(result) == (1, 0, 1)
    assert (result.total.lenient.right, result.total.lenient.invented) == (1, 0)
    assert "kind capaian_kinerja / perjanjian_kinerja" in render(result)


def test_two_empty_labels_agree_and_an_empty_one_agrees_with_no_other(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, [printed("5", label="")], [asked("5", label="")])) == (1, 1, 0)
    assert counts(scored(tmp_path, [printed("5", label="")], [asked("5")])) == (1, 0, 1)


def test_label_made_harmless_for_spreadsheets_is_compared_as_printed(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, [printed("5", label="'- Telur")], [asked("5", label="- Telur")])) == (
        1,
        1,
        0,
    )


def test_as_many_pairs_as_can_be_are_made(tmp_path: Path) -> None:
    """The nearest output of the first truth is the only one the second can have."""
    near, far = "Jumlah kader anti narkoba desa x", "Jumlah kader anti narkoba desa xyzw"
    truth = [asked("5", label=near + "yz"), asked("5", label=near, row_no=9)]
    assert counts(scored(tmp_path, [printed("5", label=near), printed("5", label=far)], truth)) == (2, 2, 0)


def test_values_without_number_and_of_a_quarter_are_not_scored(tmp_path: Path) -> None:
    outputs = [printed("", value_text="WTP"), printed("5", periode="TW1")]
    assert counts(scored(tmp_path, outputs, [asked("", value_text="WTP")])) == (0, 0, 0)


def test_truth_of_a_quarter_is_not_asked(tmp_path: Path) -> None:
    truth = [asked("5", periode="TW1"), asked("6", periode="tahun"), asked("7")]
    assert counts(scored(tmp_path, [printed("6"), printed("7")], truth)) == (2, 2, 0)


def test_document_without_output_is_missed_as_a_whole(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, [], [asked("5"), asked("6")])) == (2, 0, 0)


def test_document_without_truth_is_named_and_not_scored(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("5", file="b.pdf", document_id="d2")], [asked("5")])
    assert counts(result) == (1, 0, 0)
    assert result.not_scored == (("b", "no truth of this name"),)


def test_second_copy_of_a_file_is_not_counted_twice(tmp_path: Path) -> None:
    rows = [{"document_id": "d1", "file": "in/a.pdf"}, {"document_id": "d1", "file": "in/copy.pdf"}]
    write_csv(tmp_path / "out" / "documents.csv", ("document_id", "file"), rows)
    outputs = [printed("5", value_id="same"), printed("5", value_id="same", file="in/copy.pdf")]
    result = scored(tmp_path, outputs, [asked("5")])
    assert counts(result) == (1, 1, 0)
    assert result.not_scored == ()


def test_truth_may_bear_the_name_of_the_second_copy(tmp_path: Path) -> None:
    rows = [{"document_id": "d1", "file": "first.pdf"}, {"document_id": "d1", "file": "a.pdf"}]
    write_csv(tmp_path / "out" / "documents.csv", ("document_id", "file"), rows)
    assert counts(scored(tmp_path, [printed("5", file="first.pdf")], [asked("5")])) == (1, 1, 0)


def test_two_documents_of_one_name_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScoreError, match="different documents named a"):
        scored(tmp_path, [printed("5"), printed("5", document_id="d2", file="other/a.pdf")], [asked("5")])


def test_row_that_can_be_read_two_ways_is_neither_asked_nor_held_against(tmp_path: Path) -> None:
    notes = {
        "scanned_pages": [],
        "ambiguous_values": [
            {
                "table_no": 1,
                "row_no": 1,
                "alternative": [{"field": "capaian", "value": "10"}],
                "alternative_label": "Meningkatnya peran serta",
            }
        ],
    }
    other = printed("10", field="capaian", label="Meningkatnya peran serta")
    for outputs in ([], [printed("10")], [other], [printed("10"), other]):
        assert counts(scored(tmp_path, outputs, [asked("10")], notes)) == (0, 0, 0)
    assert counts(scored(tmp_path, [printed("11")], [asked("10")], notes)) == (0, 0, 1)


def test_pages_part_a_document_by_the_page_of_the_row(tmp_path: Path) -> None:
    table = {"table_no": 1, "row_pages": [[1, 1], [2, 2]]}
    notes = {"scanned_pages": [2], "tables": [table]}
    truth = [asked("5", page_to=2), asked("6", page_to=2, row_no=2)]
    outputs = [printed("5"), printed("7", page=2, row=2)]
    assert counts(scored(tmp_path, outputs, truth, notes, pages="text")) == (1, 1, 0)
    assert counts(scored(tmp_path, outputs, truth, notes, pages="scan")) == (1, 0, 1)


def test_document_whose_scans_are_unknown_is_not_scored_by_part(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("5")], [asked("5")], pages="scan")
    assert counts(result) == (0, 0, 0)
    assert result.not_scored == (("a", "truth does not say which pages are scans"),)


def test_silent_errors_are_inventions_that_claim_trust(tmp_path: Path) -> None:
    outputs = [
        printed("5", trust="verified"),
        printed("6", trust="single"),
        printed("7", trust="verified"),
        printed("8", trust="disputed"),
    ]
    tally = scored(tmp_path, outputs, [asked("5"), asked("6")]).total.strict
    assert (tally.right, tally.sure, tally.invented, tally.silent) == (2, 1, 2, 1)


def test_short_truth_ignores_kind_and_year_and_knows_its_own_field_names(tmp_path: Path) -> None:
    row = {"page": 1, "table_no": 1, "row_no": 1, "label": "Belanja Barang"}
    truth = [
        row | {"table_type": "budget", "field": "persen", "value_as_printed": "97,05", "value_number": "97.05"},
        row
        | {
            "table_type": "indicator",
            "field": "capaian_persen",
            "value_as_printed": "93",
            "value_number": "93",
        },
    ]
    write_csv(tmp_path / "truth" / "a.csv", SHORT_COLUMNS, truth)
    outputs = [
        printed("97.05", label="Belanja barang", field="persen_anggaran", value_id="v1", tahun=""),
        printed("93", label="Belanja Barang", field="capaian", value_id="v2"),
        printed("9", label="Belanja Barang", field="pagu", value_id="v3"),
        printed("9", label="Belanja Barang", field="pagu", value_id="v5", page=2),
        printed("9", label="Indikator di tabel yang tidak diketik", value_id="v4"),
    ]
    write_csv(tmp_path / "out" / "values.csv", VALUE_COLUMNS, outputs)
    result = score(tmp_path / "out", tmp_path / "truth")
    assert counts(result) == (2, 2, 1)
    assert [line.name for line in result.kinds] == ["budget", "indicator"]


def test_missing_folders_and_files_are_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScoreError, match="no truth in"):
        score(tmp_path / "out", tmp_path / "truth")
    write_csv(tmp_path / "truth" / "a.csv", TRUTH_COLUMNS, [asked("5")])
    with pytest.raises(ScoreError, match=r"values\.csv is missing"):
        score(tmp_path / "out", tmp_path / "truth")
    write_csv(tmp_path / "out" / "values.csv", ("file",), [])
    with pytest.raises(ScoreError, match="has no column document_id"):
        score(tmp_path / "out", tmp_path / "truth")
    write_csv(tmp_path / "truth" / "b.csv", ("x",), [])
    with pytest.raises(ScoreError, match="neither form"):
        score(tmp_path / "out", tmp_path / "truth")


def test_json_and_text_name_every_mistake(tmp_path: Path) -> None:
    result = scored(tmp_path, [printed("7", page=4)], [asked("5")])
    content = json.loads(to_json(result))
    assert content["total"]["strict"]["recall"] == 0
    assert [m["expected"] for m in content["misses"]] == ["5"]
    assert [m["found"] for m in content["inventions"]] == ["7"]
    text = render(result)
    assert "Missed: 1" in text
    assert "p.4" in text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the tests")
def test_corpus_truth_given_as_output_scores_full(tmp_path: Path) -> None:
    """Truth copied into the form of values.csv is right in every value that is scored."""
    outputs = []
    for path in sorted(CORPUS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for index, row in enumerate(csv.DictReader(stream)):
                kept = {key: row[key] for key in ("label", "tahun", "field", "value_text", "value")}
                place = {"page": row["page_from"], "row": row["row_no"], "table_kind": row["kind"]}
                names = {
                    "document_id": path.stem,
                    "file": f"{path.stem}.pdf",
                    "value_id": f"{path.stem}-{index}",
                }
                outputs.append(printed("0") | kept | place | names | {"table_id": f"x-t{row['table_no']}"})
    write_csv(tmp_path / "values.csv", VALUE_COLUMNS, outputs)
    result = score(tmp_path, CORPUS)
    assert result.total.strict.recall == result.total.strict.precision == 1.0
    assert result.total.strict.asked > 1000
