"""Scores an output folder against typed truth: what was found, what was missed, what was invented.

A value counts as right when document, kind, field, year and number are equal and the label agrees, one to
one. Lenient ignores the kind of table. Where truth is in its short form, kind and year are ignored, and a
value too many counts only where truth has its label on that page. Nothing of the reading, matching or record
code is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from pipelines.score_files import Printed, ScoreError, Truth, read_outputs, read_truth
from pipelines.score_text import Line, Mistake, Score, Tally, TrustLine, render, to_json

__all__ = ["Line", "Mistake", "Score", "ScoreError", "Tally", "TrustLine", "render", "score", "to_json"]

PAGE_PARTS = ("all", "text", "scan")
# The contract's measure of equal labels: token-sort ratio, in percent.
LABEL_RATIO = 85.0
BUDGET_FIELDS = frozenset({"pagu", "realisasi_anggaran", "sisa", "persen_anggaran", "kebutuhan_pendanaan"})
TRUSTS = ("verified", "agreed", "single", "disputed")
SURE = frozenset({"verified", "agreed"})


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What matching said of a document: pairs of (truth, output), the asked and the outputs left over."""

    pairs: tuple[tuple[Printed, Printed], ...]
    missed: tuple[Printed, ...]
    invented: tuple[Printed, ...]


def score(out_dir: Path, truth_dir: Path, *, pages: str = "all") -> Score:
    """Compare `out_dir/values.csv` with the truth files `truth_dir/*.csv`, one to one.

    Args:
        out_dir: A folder of outputs: values.csv, and documents.csv for second copies and empty documents.
        truth_dir: One CSV per document, named like the document, with or without a JSON of the same name.
        pages: "all", or "text" or "scan" for that part of the pages, as the truth's JSON tells them apart.

    Returns:
        The score. A document that has truth and no output is missed as a whole.

    Raises:
        ScoreError: A folder or file is missing or is not of the form said above.
    """
    if pages not in PAGE_PARTS:
        raise ScoreError(f"pages must be one of {', '.join(PAGE_PARTS)}, not {pages!r}")
    truths = read_truth(truth_dir)
    outputs, others = read_outputs(out_dir, frozenset(truths))
    scored = [truth for truth in truths.values() if pages == "all" or truth.scanned is not None]
    strict, lenient = (
        [_compare(truth, outputs.get(truth.document, ()), pages=pages, lenient=ignore_kind) for truth in scored]
        for ignore_kind in (False, True)
    )
    misses, inventions = _mistakes(strict)
    names = [truth.document for truth in scored]
    unknown = [(name, "truth does not say which pages are scans") for name in truths if name not in names]
    return Score(
        pages=pages,
        total=_lines((strict, lenient), lambda item: "total", names=["total"])[0],
        documents=_lines((strict, lenient), lambda item: item.document, names=names),
        kinds=_lines((strict, lenient), lambda item: item.kind),
        fields=_lines((strict, lenient), lambda item: item.field),
        trusts=_trust_lines(strict),
        misses=misses,
        inventions=inventions,
        not_scored=tuple(sorted([*((name, "no truth of this name") for name in others), *unknown])),
    )


def _compare(truth: Truth, outputs: Sequence[Printed], *, pages: str, lenient: bool) -> _Outcome:
    """Match one document's values one to one; of what is left, set aside the readings of neutral rows.

    Pages are told apart after matching: a torn row may be read on the page after the one truth names.
    """
    outputs = outputs if truth.full else [_as_short(item) for item in outputs]
    asked = _pair(truth.asked, outputs, full=truth.full, lenient=lenient)
    rest = _without(outputs, [found for _, found in asked])
    set_aside = _pair(truth.neutral, rest, full=truth.full, lenient=lenient)
    rest = _without(rest, [found for _, found in set_aside])
    invented = [item for item in rest if not _is_other_reading(item, truth)]
    if not truth.full:
        invented = [item for item in invented if any(_same_row(item, wanted) for wanted in truth.asked)]
    missed = _without(truth.asked, [item for item, _ in asked])
    wanted = _page_filter(truth, pages)
    return _Outcome(
        tuple((a, b) for a, b in asked if wanted(a)),
        tuple(item for item in missed if wanted(item)),
        tuple(item for item in invented if wanted(item)),
    )


def _same_row(item: Printed, wanted: Printed) -> bool:
    """Whether the short form of truth speaks of a row: it names its label on that page.

    It says nothing of pages that were not typed, where the same labels stand in other tables.
    """
    return item.pages == wanted.pages and _labels_agree(item.label, wanted.label)


def _without(items: Iterable[Printed], taken: Iterable[Printed]) -> list[Printed]:
    """The items but for `taken`, told apart by identity: equal values are printed more than once."""
    gone = {id(item) for item in taken}
    return [item for item in items if id(item) not in gone]


def _page_filter(truth: Truth, pages: str) -> Callable[[Printed], bool]:
    scanned = truth.scanned or frozenset()
    return lambda item: pages == "all" or (item.pages[0] in scanned) == (pages == "scan")


def _as_short(item: Printed) -> Printed:
    """The same value with the kind that the short form of truth knows."""
    return replace(item, kind="budget" if item.field in BUDGET_FIELDS else "indicator")


def _is_other_reading(item: Printed, truth: Truth) -> bool:
    """Whether an output reads a row that can be read two ways: its page and number, its label or kind."""
    return any(
        item.number == other.number
        and other.pages[0] <= item.pages[0] <= other.pages[1]
        and (item.kind == other.kind or _labels_agree(item.label, other.label))
        for other in (*truth.neutral, *truth.alternatives)
    )


def _key(item: Printed, *, full: bool, lenient: bool) -> tuple[object, ...]:
    """What must be equal, the label aside. The short form knows no kind and no year."""
    kind = item.kind if full and not lenient else ""
    return (item.field, item.number, kind, item.tahun if full else "")


def _pair(
    wanted: Sequence[Printed], outputs: Sequence[Printed], *, full: bool, lenient: bool
) -> list[tuple[Printed, Printed]]:
    """As many one-to-one pairs as can be; among equal values the nearest by page and row go together."""
    groups: dict[tuple[object, ...], tuple[list[Printed], list[Printed]]] = defaultdict(lambda: ([], []))
    for item in wanted:
        groups[_key(item, full=full, lenient=lenient)][0].append(item)
    for item in outputs:
        groups[_key(item, full=full, lenient=lenient)][1].append(item)
    return [pair for left, right in groups.values() if left and right for pair in _pair_group(left, right)]


def _pair_group(left: Sequence[Printed], right: Sequence[Printed]) -> list[tuple[Printed, Printed]]:
    """Greedy by nearness, then augmenting paths (Kuhn 1955) for those that were left without a partner."""
    edges = sorted(
        (_distance(a, b), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if _labels_agree(a.label, b.label)
    )
    partner_of_right: dict[int, int] = {}
    near: dict[int, list[int]] = defaultdict(list)
    taken: set[int] = set()
    for _, i, j in edges:
        near[i].append(j)
        if i not in taken and j not in partner_of_right:
            partner_of_right[j] = i
            taken.add(i)
    for i in range(len(left)):
        if i not in taken:
            _augment(i, near, partner_of_right, set())
    return [(left[i], right[j]) for j, i in sorted(partner_of_right.items())]


def _augment(i: int, near: Mapping[int, Sequence[int]], partner_of_right: dict[int, int], tried: set[int]) -> bool:
    for j in near.get(i, ()):
        if j not in tried:
            tried.add(j)
            if j not in partner_of_right or _augment(partner_of_right[j], near, partner_of_right, tried):
                partner_of_right[j] = i
                return True
    return False


def _distance(a: Printed, b: Printed) -> tuple[float, float, float]:
    page = b.pages[0]
    off = max(a.pages[0] - page, page - a.pages[1], 0)
    return (off, -_label_ratio(a.label, b.label), abs(a.row - b.row))


def _labels_agree(a: str, b: str) -> bool:
    return _label_ratio(a, b) >= LABEL_RATIO


@lru_cache(maxsize=200_000)
def _label_ratio(a: str, b: str) -> float:
    """Token-sort ratio, case ignored; two empty labels agree, an empty one agrees with nothing else."""
    if not a.strip() and not b.strip():
        return 100.0
    return fuzz.token_sort_ratio(a.casefold(), b.casefold())


def _lines(
    outcomes: tuple[Sequence[_Outcome], Sequence[_Outcome]],
    name: Callable[[Printed], str],
    names: Iterable[str] = (),
) -> tuple[Line, ...]:
    """One line per name, sorted; `names` are there even without a value."""
    strict, lenient = (_tallies(part, name) for part in outcomes)
    none = Tally(0, 0, 0, 0, 0)
    found = sorted({*names, *strict, *lenient})
    return tuple(Line(item, strict.get(item, none), lenient.get(item, none)) for item in found)


def _tallies(outcomes: Iterable[_Outcome], name: Callable[[Printed], str]) -> dict[str, Tally]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for wanted, found in outcome.pairs:
            counts[name(wanted)].update(asked=1, right=1, sure=found.trust in SURE)
        for item in outcome.missed:
            counts[name(item)].update(asked=1)
        for item in outcome.invented:
            counts[name(item)].update(invented=1, silent=item.trust in SURE)
    order = ("asked", "right", "invented", "silent", "sure")
    return {key: Tally(*(count[part] for part in order)) for key, count in counts.items()}


def _trust_lines(outcomes: Iterable[_Outcome]) -> tuple[TrustLine, ...]:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for outcome in outcomes:
        right.update(found.trust for _, found in outcome.pairs)
        wrong.update(item.trust for item in outcome.invented)
    known = [*TRUSTS, *sorted({*right, *wrong} - set(TRUSTS))]
    return tuple(TrustLine(trust, right[trust], wrong[trust]) for trust in known)


def _mistakes(outcomes: Iterable[_Outcome]) -> tuple[tuple[Mistake, ...], tuple[Mistake, ...]]:
    misses: list[Mistake] = []
    inventions: list[Mistake] = []
    for outcome in outcomes:
        counterpart = _counterparts(outcome.missed, outcome.invented)
        back = {id(b): a for a, b in counterpart}
        forth = {id(a): b for a, b in counterpart}
        misses += [_mistake(item, wanted=item, found=forth.get(id(item))) for item in outcome.missed]
        inventions += [_mistake(item, wanted=back.get(id(item)), found=item) for item in outcome.invented]
    return tuple(sorted(misses, key=_place)), tuple(sorted(inventions, key=_place))


def _place(mistake: Mistake) -> tuple[str, int, str, int, str, str]:
    return (mistake.document, mistake.page, mistake.table.zfill(4), mistake.row, mistake.tahun, mistake.field)


def _counterparts(missed: Sequence[Printed], invented: Sequence[Printed]) -> list[tuple[Printed, Printed]]:
    """Pair each miss with the invention that most likely is the same printed value read otherwise."""
    scored = sorted(
        (-likeness, i, j)
        for i, a in enumerate(missed)
        for j, b in enumerate(invented)
        if (likeness := _likeness(a, b)) >= _SAME_VALUE
    )
    pairs: list[tuple[Printed, Printed]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in scored:
        if i not in used_left and j not in used_right:
            pairs.append((missed[i], invented[j]))
            used_left.add(i)
            used_right.add(j)
    return pairs


# Number and page, or label, field and year on one page: enough to call two values one value read otherwise.
_SAME_VALUE = 6


def _likeness(a: Printed, b: Printed) -> int:
    points = 4 * (a.number == b.number) + 2 * (a.field == b.field) + 2 * (a.pages[0] <= b.pages[0] <= a.pages[1])
    points += (a.kind == b.kind) + (a.tahun == b.tahun)
    return points + 2 * _labels_agree(a.label, b.label)


def _mistake(item: Printed, *, wanted: Printed | None, found: Printed | None) -> Mistake:
    return Mistake(
        document=item.document,
        page=item.pages[0],
        table=item.table,
        row=item.row,
        kind=item.kind,
        label=item.label,
        field=item.field,
        tahun=item.tahun,
        expected=wanted.text if wanted else "",
        found=found.text if found else "",
        differs=_difference(wanted, found) if wanted and found else "",
        trust=found.trust if found else "",
        value_id=found.value_id if found else "",
    )


def _difference(wanted: Printed, found: Printed) -> str:
    parts = []
    if wanted.number != found.number:
        parts.append(f"number {wanted.number} / {found.number}")
    for name in ("kind", "field", "tahun"):
        if (mine := getattr(wanted, name)) != (its := getattr(found, name)) and mine:
            parts.append(f"{name} {mine} / {its or 'none'}")
    if not _labels_agree(wanted.label, found.label):
        parts.append(f"label {wanted.label!r} / {found.label!r}")
    return "; ".join(parts)
