"""What scoring found, and how it is written for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Values asked for, of these right; values too many, of these trusted (silent); right and trusted."""

    asked: int
    right: int
    invented: int
    silent: int
    sure: int

    @property
    def recall(self) -> float:
        """Share of the asked values that were found, 0 to 1; 1 when none was asked."""
        return self.right / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        """Share of the found values that are right, 0 to 1; 1 when none was found."""
        found = self.right + self.invented
        return self.right / found if found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score table. Lenient ignores the kind of table."""

    name: str
    strict: Tally
    lenient: Tally


@dataclass(frozen=True, slots=True)
class TrustLine:
    """How many values of one trust are right and wrong (strict)."""

    trust: str
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A miss or an invention. `differs` names what parts it from its nearest counterpart, if it has one."""

    document: str
    page: int
    table: str
    row: int
    kind: str
    label: str
    field: str
    tahun: str
    expected: str
    found: str
    differs: str = ""
    trust: str = ""
    value_id: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The whole score. `not_scored` holds (document, reason)."""

    pages: str
    total: Line
    documents: tuple[Line, ...]
    kinds: tuple[Line, ...]
    fields: tuple[Line, ...]
    trusts: tuple[TrustLine, ...]
    misses: tuple[Mistake, ...]
    inventions: tuple[Mistake, ...]
    not_scored: tuple[tuple[str, str], ...]


def render(score: Score) -> str:
    """Write a score as text for a person: tables first, then every miss and every invention."""
    strict = score.total.strict
    share = _percent(strict.sure / strict.right) if strict.right else "-"
    parts = [
        f"Pages: {score.pages}",
        _table("document", [*score.documents, score.total]),
        _table("kind", score.kinds),
        _table("field", score.fields),
        _grid([("trust", "right", "wrong"), *((t.trust, str(t.right), str(t.wrong)) for t in score.trusts)]),
        f"Right values that are agreed or verified: {strict.sure} of {strict.right} ({share})\n"
        f"Silent errors (invented, yet agreed or verified): {strict.silent}",
        _mistake_list("Missed", score.misses),
        _mistake_list("Invented", score.inventions),
    ]
    if score.not_scored:
        parts.append("\n".join(["Not scored:", *(f"  {name}: {reason}" for name, reason in score.not_scored)]))
    return "\n\n".join(parts) + "\n"


def to_json(score: Score) -> str:
    """Write a score as JSON, the shares beside the counts; the same score gives the same text."""
    content = {
        "pages": score.pages,
        "total": _line_json(score.total),
        "documents": [_line_json(line) for line in score.documents],
        "kinds": [_line_json(line) for line in score.kinds],
        "fields": [_line_json(line) for line in score.fields],
        "trusts": [asdict(line) for line in score.trusts],
        "misses": [asdict(mistake) for mistake in score.misses],
        "inventions": [asdict(mistake) for mistake in score.inventions],
        "not_scored": [{"document": name, "reason": reason} for name, reason in score.not_scored],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _table(heading: str, lines: Iterable[Line]) -> str:
    columns = ("asked", "right", "too many", "recall", "precision", "F1")
    header = (
        heading,
        *columns,
        *(f"lenient {name}" for name in ("recall", "precision", "F1")),
        "silent",
        "sure",
    )
    return _grid([header, *(_table_row(line) for line in lines)])


def _table_row(line: Line) -> tuple[str, ...]:
    tally, lenient = line.strict, line.lenient
    counts = (str(tally.asked), str(tally.right), str(tally.invented))
    shares = (tally.recall, tally.precision, tally.f1, lenient.recall, lenient.precision, lenient.f1)
    return (line.name, *counts, *(_percent(share) for share in shares), str(tally.silent), str(tally.sure))


def _grid(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _mistake_list(heading: str, mistakes: Sequence[Mistake]) -> str:
    lines = [f"{heading}: {len(mistakes)}"]
    for item in mistakes:
        place = f"{item.document} p.{item.page} table {item.table} row {item.row} {item.kind}"
        what = f"{item.field} {item.tahun}".rstrip()
        said = f"expected {item.expected or 'nothing'!r}, found {item.found or 'nothing'!r}"
        notes = "; ".join(part for part in (item.differs, item.trust and f"trust {item.trust}") if part)
        lines.append(f"  {place} | {item.label} | {what} | {said}" + (f" | {notes}" if notes else ""))
    return "\n".join(lines)


def _line_json(line: Line) -> dict[str, object]:
    return {"name": line.name, "strict": _tally_json(line.strict), "lenient": _tally_json(line.lenient)}


def _tally_json(tally: Tally) -> dict[str, float]:
    shares = {"recall": tally.recall, "precision": tally.precision, "f1": tally.f1}
    return {**asdict(tally), **{name: round(share, 6) for name, share in shares.items()}}
