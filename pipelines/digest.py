"""What a summary says of one document, small enough to be kept for every document of a folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from layouts.records import Severity, TableStatus, Trust
from pipelines.rows import Row

# Of each thing to look at, so many are named; the tables have them all.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Digest:
    """Counts over a document's rows, and the first few of what deserves a look.

    Attributes:
        tables: Status → number of tables.
        values: Trust → number of values.
        findings: Severity → number of findings.
        errors: (page, code, message) of findings of severity error.
        unmapped: (first page, reason) of tables that no profile claims.
        disputed: (value_id, field, value_text) of disputed values.
    """

    tables: Mapping[str, int]
    values: Mapping[str, int]
    findings: Mapping[str, int]
    errors: Sequence[tuple[int | None, str, str]] = ()
    unmapped: Sequence[tuple[int, str]] = ()
    disputed: Sequence[tuple[str, str, str]] = ()

    def to_json(self) -> str:
        """One line of JSON, for `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Digest:
        """What `to_json` wrote. Raises ValueError and TypeError for anything else."""
        return cls(**json.loads(text))


def digest_of(rows: Mapping[str, Sequence[Row]]) -> Digest:
    """Digest the rows of one document, by table."""
    errors = [row for row in rows["findings"] if row["severity"] == Severity.ERROR]
    unmapped = [row for row in rows["tables"] if row["status"] == TableStatus.UNMAPPED]
    disputed = [row for row in rows["values"] if row["trust"] == Trust.DISPUTED]
    return Digest(
        tables=_counted(rows["tables"], "status"),
        values=_counted(rows["values"], "trust"),
        findings=_counted(rows["findings"], "severity"),
        errors=[(_page(row["page"]), str(row["code"]), str(row["message"])) for row in errors[:SHOWN]],
        unmapped=[(_page(row["page_from"]) or 0, str(row["reason"])) for row in unmapped[:SHOWN]],
        disputed=[(str(row["value_id"]), str(row["field"]), str(row["value_text"])) for row in disputed[:SHOWN]],
    )


def _counted(rows: Sequence[Row], column: str) -> dict[str, int]:
    return dict(Counter(str(row[column]) for row in rows))


def _page(cell: object) -> int | None:
    return cell if isinstance(cell, int) else None
