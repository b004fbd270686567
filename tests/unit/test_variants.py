"""The generator of random reports: same seed, same truth; words the program does not know; tables without truth."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("reportlab")

from corpus.gen.variants.__main__ import make_reports
from corpus.gen.variants.model import LEFT, UP, Pair, Report, Table, truth_tables
from corpus.gen.variants.report import SHARES, build
from corpus.gen.variants.truth import values_of
from layouts.layouts import load_layouts
from layouts.wordings import parse_heading

SEEDS = range(4000, 4080)
REPORTLAB = [seed for seed in SEEDS if SHARES[seed % len(SHARES)] == "reportlab"]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [build(seed) for seed in SEEDS]


def _tables(report: Report) -> Iterator[Table]:
    for block in report.blocks:
        sides = (block.left, block.right) if isinstance(block, Pair) else (block,)
        yield from (side for side in sides if isinstance(side, Table))


def test_the_same_seed_gives_the_same_bytes_of_truth(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_reports(tmp_path / name, REPORTLAB[:2])
    written = sorted((tmp_path / "a" / "truth").iterdir())
    assert len(written) == 4
    for path in written:
        assert path.read_bytes() == (tmp_path / "b" / "truth" / path.name).read_bytes()


def _headings(report: Report) -> Iterator[str]:
    """The phrases of the report's headings, those that name an indicator excepted."""
    for table in _tables(report):
        names = {column.label.casefold() for column in table.columns} | {table.label.casefold()}
        for text in (text for line in table.header for text in line if text not in (UP, LEFT)):
            phrase = parse_heading(text).phrase
            if table.kind and phrase and text.casefold() not in names:
                yield phrase


def test_three_of_ten_headings_stand_in_no_vocabulary(reports: list[Report]) -> None:
    known = load_layouts().vocabulary.wordings
    phrases = [phrase for report in reports for phrase in set(_headings(report))]
    strange = sum(phrase not in known for phrase in phrases)
    assert strange >= 0.3 * len(phrases), f"{strange} of {len(phrases)}"


def test_persons_and_cases_have_no_truth(reports: list[Report]) -> None:
    found = Counter(form for report in reports for table in _tables(report) if not table.kind for form in table.forms)
    others = {"persons", "cases", "clients", "efisiensi"}
    assert others <= set(found)
    kept = {form for report in reports for table in truth_tables(report) for form in table.forms}
    assert not kept & {*others, "signature"}


def test_quarters_stand_beside_the_year_and_words_have_no_number(reports: list[Report]) -> None:
    values = [value for report in reports for block in truth_tables(report) for value in values_of(block, report)]
    periods = Counter(value.periode for value in values)
    assert set(periods) == {"tahun", "TW1", "TW2", "TW3", "TW4", "kumulatif"}
    assert {"WTP"} <= {value.value_text for value in values if value.value is None}


def test_contradictions_are_few_and_told(tmp_path: Path, reports: list[Report]) -> None:
    """A misprinted figure is printed as truth says, in the table that truth names."""
    told = [report for report in reports if report.inconsistencies]
    assert 0.05 * len(reports) <= len(told) <= 0.3 * len(reports)
    seed = next(seed for seed, report in zip(SEEDS, reports, strict=True) if report in told and seed in REPORTLAB)
    make_reports(tmp_path, [seed])
    (path,) = (tmp_path / "truth").glob("*.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        printed = {(row["table_no"], row["field"], row["value_text"]) for row in csv.DictReader(stream)}
    for note in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["inconsistencies"]:
        assert (str(note["table_no"]), note["field"], " ".join(note["printed"].split())) in printed
