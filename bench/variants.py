"""`python -m bench.variants`: print random reports, read them, and score them by kind, rules, printer and form.

The generator (corpus.gen.variants) shares nothing with the program. Seeds that nobody has looked at tell the truth;
those one has worked with tell progress.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.gen.variants.__main__ import make_reports, seeds_of
from pipelines.run import run_inputs
from pipelines.score import Line, Mistake, Score, score
from pipelines.settings import Settings, Talk

SEEDS = "2000-2299"
WORST = 20
DOUBTS = frozenset({"warning", "error"})

Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A table of truth: document, number, pages, kind, values asked for, and the groups it is counted in."""

    document: str
    number: str
    pages: tuple[int, int]
    kind: str
    asked: int
    groups: tuple[Group, ...]


def read_places(truth: Path) -> list[Place]:
    """The tables of a folder of truth, grouped by rules, printer and forms; "plain" are those without a form."""
    places = []
    for path in sorted(truth.glob("*.json")):
        notes = json.loads(path.read_text(encoding="utf-8"))
        asked = _asked(path.with_suffix(".csv"))
        for table in notes["tables"]:
            forms = [("form", form) for form in table["forms"] or ["plain"]]
            groups = (("rules", table["look"]), ("printer", notes["printer"]), *forms)
            pages, number = (table["page_from"], table["page_to"]), str(table["table_no"])
            places.append(Place(path.stem, number, pages, table["kind"], asked[number], groups))
    return places


def _asked(path: Path) -> Counter[str]:
    """Values that are scored, by table number."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Counter(row["table_no"] for row in rows if row["value"] and row["periode"] == "tahun")


def counts_by_group(result: Score, places: Sequence[Place]) -> dict[Group, Counter[str]]:
    """How many tables each group has, and how many values were asked for, missed and invented there."""
    counts: dict[Group, Counter[str]] = defaultdict(Counter)
    by_table = {(place.document, place.number): place for place in places}
    by_document: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_document[place.document].append(place)
        for group in place.groups:
            counts[group].update(tables=1, asked=place.asked)
    for mistake in result.misses:
        for group in by_table[mistake.document, mistake.table].groups:
            counts[group].update(missed=1)
    for mistake in result.inventions:
        home = _home_of(mistake, by_document[mistake.document])
        for group in home.groups if home else (("form", "no table of truth"),):
            counts[group].update(invented=1)
    return counts


def _home_of(mistake: Mistake, places: Iterable[Place]) -> Place | None:
    """The table a value was most likely read from: on its page, of its kind before others."""
    near = [place for place in places if place.pages[0] <= mistake.page <= place.pages[1]]
    return min(near, key=lambda place: place.kind != mistake.kind, default=None)


def doubts_of_consistent(out: Path, truth: Path) -> tuple[int, int]:
    """Warnings and errors on the reports that do not contradict themselves, and the values read from these."""
    named = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in truth.glob("*.json")}
    clean = {f"{name}.pdf" for name, notes in named.items() if not notes["inconsistencies"]}
    ids = {row["document_id"] for row in _rows(out / "documents.csv") if Path(row["file"]).name in clean}
    findings = [row for row in _rows(out / "findings.csv") if row["document_id"] in ids and row["severity"] in DOUBTS]
    return len(findings), sum(row["document_id"] in ids for row in _rows(out / "values.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def main() -> None:
    """Print, read, score and say."""
    parser = argparse.ArgumentParser(prog="python -m bench.variants")
    parser.add_argument("--seeds", default=SEEDS, help="numbers and ranges, e.g. 2000-2299")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the reports, their truth and what was read")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        make_reports(folder, seeds_of(arguments.seeds))
        out, truth = folder / "out", folder / "truth"
        run_inputs([str(folder / "pdf")], Settings(out_dir=out, jobs=arguments.jobs, talk=Talk.QUIET))
        result = score(out, truth)
        _print_total(result, *doubts_of_consistent(out, truth))
        _print_lines("kind", result.kinds)
        _print_groups(counts_by_group(result, read_places(truth)))
        worst = sorted(result.documents, key=lambda line: line.strict.f1)[:WORST]
        _print_lines(f"worst {len(worst)} reports", worst)


def _print_total(result: Score, doubts: int, values: int) -> None:
    total = result.total.strict
    found = total.right + total.invented
    print(f"{len(result.documents)} reports, {total.asked} values asked for, {found} found")
    print(f"strict: recall {total.recall:.4f}, precision {total.precision:.4f}, F1 {total.f1:.4f} (wanted: .97)")
    print(f"lenient F1 {result.total.lenient.f1:.4f}")
    print(f"wrong and trusted: {total.silent}, {total.silent / max(found, 1):.2%} of those found (wanted: .3 %)")
    print(f"right and trusted: {total.sure / max(total.right, 1):.1%} of the right ones (wanted: 95 %)")
    print(f"doubts on consistent reports: {100 * doubts / max(values, 1):.2f} per 100 values (wanted: 1)\n")


def _print_lines(heading: str, lines: Sequence[Line]) -> None:
    print(f"{heading:30}{'asked':>7}{'recall':>8}{'prec.':>8}{'F1':>8}{'silent':>8}{'sure':>8}")
    for line in lines:
        tally = line.strict
        shares = f"{tally.recall:8.3f}{tally.precision:8.3f}{tally.f1:8.3f}"
        print(f"{line.name:30}{tally.asked:7}{shares}{tally.silent:8}{tally.sure / max(tally.right, 1):8.3f}")
    print()


def _print_groups(counts: dict[Group, Counter[str]]) -> None:
    for name in ("rules", "printer", "form"):
        print(f"{name:30}{'tables':>7}{'asked':>7}{'recall':>8}{'prec.':>8}")
        for (group, value), count in sorted(counts.items()):
            if group == name:
                right = count["asked"] - count["missed"]
                shares = f"{right / max(count['asked'], 1):8.3f}{right / max(right + count['invented'], 1):8.3f}"
                print(f"{value:30}{count['tables']:7}{count['asked']:7}{shares}")
        print()


if __name__ == "__main__":
    main()
