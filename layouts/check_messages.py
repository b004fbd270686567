"""The words of the checks' findings: both numbers, where they stand, and what would explain it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from layouts.identities import Form, Identity, number_of, round_to
from layouts.prints import PRINT_DISAGREEMENT
from layouts.records import Finding, Severity, Value
from layouts.row_identities import BUDGET_PERCENT_MISMATCH, PERCENT_MISMATCH

COLUMNS_DOUBTFUL = "columns-doubtful"
ROWS_MISSING = "rows-missing"
OTHER_FORMULA = "percent-other-formula"
PLAN_DIFFERS = "plan-differs"
_LABEL_LENGTH = 80
_MEASURED = {
    "realisasi_anggaran": "realisasi",
    "persen_anggaran": "persen",
    "kebutuhan_pendanaan": "kebutuhan pendanaan",
}
_CAPS = (Decimal(100), Decimal(110), Decimal(120), Decimal(150))


def mismatch_finding(identity: Identity, culprits: Sequence[Value]) -> Finding:
    """A finding for one arithmetic identity that fails; `culprits` are the members it disputes."""
    index = identity.members.index(culprits[0]) if len(culprits) == 1 else len(identity.members) - 1
    member, expected = identity.members[index], identity.solve(index)
    result = identity.members[-1]
    message = f"{_name(result)} is printed {result.value_text} {_where(result)}, but {_arithmetic(identity)}."
    severity = Severity.ERROR if identity.proven else Severity.WARNING
    return _finding(
        identity.code, severity, message, member, expected=expected, involved=identity.members,
        explanation=_explanation(identity, member, expected),
    )  # fmt: skip


def prints_finding(identities: Sequence[Identity]) -> Finding:
    """A finding for one row whose numbers (one identity each) are not what other tables print."""
    parts = [
        f"{_name(odd)} is printed {_list_prints([odd])}, but {_list_prints(usual)}"
        for odd, *usual in (identity.members for identity in identities)
    ]
    pairs = [identity.members[:2] for identity in identities]
    explanations = (digit_difference(odd, number_of(usual)) for odd, usual in pairs)
    finding = _finding(
        PRINT_DISAGREEMENT, Severity.WARNING, ". ".join(parts) + ".", pairs[0][0], expected=None,
        involved=[member for identity in identities for member in identity.members],
        explanation=" ".join(filter(None, explanations)),
    )  # fmt: skip
    return replace(
        finding,
        found="; ".join(odd.value_text for odd, _ in pairs),
        expected="; ".join(usual.value_text for _, usual in pairs),
    )


def repair_finding(culprit: Value, number: Decimal, repaired: Sequence[Identity]) -> Finding:
    """One finding for several identities that a single other number would close."""
    by_weight = sorted(repaired, key=lambda identity: _weight(identity, culprit))
    also = "; ".join(_claim(identity, culprit) for identity in by_weight)
    message = (
        f"{_name(culprit)} is printed {culprit.value_text} {_where(culprit)}, but {also}. "
        f"{printed_like(number, culprit)} in its place would close all of these."
    )
    severity = Severity.ERROR if any(i.form is not Form.ALIKE for i in repaired) else Severity.WARNING
    involved = [member for identity in by_weight for member in identity.members]
    explanation = " ".join(part for part in ("One number explains all.", digit_difference(culprit, number)) if part)
    return _finding(
        by_weight[0].code,
        severity,
        message,
        culprit,
        expected=number,
        involved=involved,
        explanation=explanation,
    )


def formula_finding(identity: Identity, formula: str) -> Finding:
    """An info: the printed capaian follows another formula."""
    result = identity.members[-1]
    message = (
        f"{_name(result)} is printed {result.value_text} {_where(result)}, where realisasi / target is "
        f"{_expected_text(identity, 2)}; it is {formula}."
    )
    return _finding(
        OTHER_FORMULA, Severity.INFO, message, result, expected=identity.solve(2),
        involved=identity.members, explanation="Less may be better here; or two columns are swapped.",
    )  # fmt: skip


def columns_finding(table_id: str, failed: Sequence[Identity], size: int) -> Finding:
    """One finding for a table in which most of `size` checks of a kind fail: its columns are in doubt.

    The first failed one is shown; its member in that table is where the finding stands.
    """
    example = failed[0]
    index = next(i for i in reversed(range(len(example.members))) if example.members[i].table_id == table_id)
    if example.form is Form.ALIKE:
        index = 0
    first = example.members[index]
    message = (
        f"{len(failed)} of {size} checks of the table {_where(first)} fail: {_rule_of(example)}. "
        f"First: {first.value_text} is printed, {_expected_text(example, index)} expected."
    )
    return _finding(
        COLUMNS_DOUBTFUL, Severity.WARNING, message, first, expected=example.solve(index),
        involved=[member for identity in failed for member in identity.members],
        explanation="The columns may have been read as something else, or the office uses another formula.",
    )  # fmt: skip


def missing_row_finding(failed: Sequence[Identity]) -> Finding:
    """One finding for a total that its rows miss in every column."""
    first = failed[0].members[-1]
    parts = ", ".join(
        f"{_measured(i.members[-1])} {i.members[-1].value_text} against {_expected_text(i, -1)}" for i in failed
    )
    message = f"The total {_where(first)} is not the sum of its rows in any column: {parts}."
    return _finding(
        ROWS_MISSING, Severity.WARNING, message, first, expected=failed[0].solve(len(failed[0].members) - 1),
        involved=[member for identity in failed for member in identity.members],
        explanation="A row is probably missing from the table, or was not read.",
    )  # fmt: skip


def plan_finding(plan: Value, year: Value) -> Finding:
    """An info: a plan prints another number than the year's own tables."""
    message = (
        f"{_name(year)} is {year.value_text} {_where(year)}, and was {plan.value_text} in the plan {_where(plan)}."
    )
    return _finding(
        PLAN_DIFFERS, Severity.INFO, message, plan, expected=number_of(year), involved=(plan, year),
        explanation="Plans are revised; this is no error by itself.",
    )  # fmt: skip


def printed_like(number: Decimal, value: Value) -> str:
    """Write a number the way `value` is printed: its decimals and its decimal mark, thousands grouped."""
    needed = max(0, -int(number.normalize().as_tuple().exponent))
    text = f"{round_to(number, max(value.decimals, needed)):,f}"
    marks = re.findall(rf"([.,])\d{{{value.decimals}}}(?!\d)", value.value_text) if value.decimals else []
    return text if marks[-1:] == ["."] else text.translate(str.maketrans(",.", ".,"))


def digit_difference(value: Value, number: Decimal) -> str:
    """What parts printed from expected digits: one digit, or two neighbours swapped; else empty."""
    a, b = (f"{round_to(wanted, value.decimals):f}" for wanted in (number_of(value), number))
    if round_to(number, value.decimals) != number:
        return ""  # printed to fewer digits than expected: nothing to hold side by side
    places = [index for index, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or not places:
        return ""
    if len(places) == 1:
        return f"One digit differs: {a[places[0]]} for {b[places[0]]}."
    first, last = places[0], places[-1]
    if len(places) == 2 and a[first] == b[last] and a[last] == b[first] and not a[first + 1 : last].strip("."):
        return f"Two digits are swapped: {a[first]}{a[last]} for {b[first]}{b[last]}."
    return ""


def _finding(
    code: str,
    severity: Severity,
    message: str,
    member: Value,
    *,
    expected: Decimal | None,
    involved: Iterable[Value],
    explanation: str,
) -> Finding:
    ids = dict.fromkeys((member.value_id, *(value.value_id for value in involved)))
    return Finding(
        code=code,
        severity=severity,
        message=message,
        page=member.page,
        table_id=member.table_id,
        row=member.row,
        field=member.field.value,
        found=member.value_text,
        expected="" if expected is None else printed_like(expected, member),
        explanation=explanation,
        value_ids=tuple(ids),
    )


def _weight(identity: Identity, culprit: Value) -> tuple[int, str]:
    """Which code names the cause best: a percentage's own, then sums, prints, and others' percentages."""
    if identity.form is Form.RATIO and identity.members[2] == culprit:
        return (0, identity.code)
    return ((Form.SUM, Form.DIFFERENCE, Form.ALIKE, Form.RATIO).index(identity.form) + 1, identity.code)


def _claim(identity: Identity, culprit: Value) -> str:
    """What an identity says against its member `culprit`."""
    if identity.form is Form.ALIKE:
        others = [member for member in identity.members if member != culprit]
        return f"elsewhere {_list_prints(others)}"
    result = identity.members[-1]
    if result == culprit:
        return _arithmetic(identity)
    return f"{_arithmetic(identity)}, and {result.value_text} is printed {_where(result)}"


def _arithmetic(identity: Identity) -> str:
    wanted = _expected_text(identity, -1)
    first, second = identity.members[:2]
    match identity.form:
        case Form.RATIO:
            return f"{_amount(first)} over {_amount(second)} is {wanted}"
        case Form.DIFFERENCE:
            return f"{_amount(first)} less {_amount(second)} is {wanted}"
        case _:
            return f"the {len(identity.members) - 1} rows of {_measured(first)} add up to {wanted}"


def _rule_of(identity: Identity) -> str:
    return {
        PERCENT_MISMATCH: "capaian = realisasi / target",
        BUDGET_PERCENT_MISMATCH: "persen = realisasi / pagu",
        PRINT_DISAGREEMENT: "other tables print other numbers",
    }.get(identity.code, "sisa = pagu - realisasi")


def _explanation(identity: Identity, member: Value, expected: Decimal | None) -> str:
    if expected is None:
        return ""
    number = number_of(member)
    of_percent = identity.code == PERCENT_MISMATCH and member == identity.members[2]
    if of_percent and number in _CAPS and number < expected:
        return f"The printed percentage may be capped at {number}."
    return digit_difference(member, expected)


def _expected_text(identity: Identity, index: int) -> str:
    position = index % len(identity.members)
    number = identity.solve(position)
    return "nothing" if number is None else printed_like(number, identity.members[position])


def _measured(value: Value) -> str:
    return _MEASURED.get(value.field.value, value.field.value)


def _amount(value: Value) -> str:
    return f"{_measured(value)} {value.value_text}"


def _name(value: Value) -> str:
    label = value.label if len(value.label) <= _LABEL_LENGTH else value.label[: _LABEL_LENGTH - 1] + "…"
    year = f" {value.tahun}" if value.tahun else ""
    name = f"{_measured(value)}{year}" + (f' of "{label}"' if label else "")
    return name[0].upper() + name[1:]


def _where(value: Value) -> str:
    return f"on page {value.page} ({value.table_id.rpartition('-')[2]} row {value.row})"


def _list_prints(values: Sequence[Value]) -> str:
    """Number by number, "25 Orang on page 3 (t001 row 4)"; of one printed often, the first three places."""
    by_text: dict[Decimal, list[Value]] = {}
    for value in values:
        by_text.setdefault(number_of(value), []).append(value)
    parts = []
    for prints in by_text.values():
        more = f" and {len(prints) - 3} more" if len(prints) > 3 else ""
        parts.append(f"{prints[0].value_text} {', '.join(_where(value) for value in prints[:3])}{more}")
    return "; ".join(parts)
