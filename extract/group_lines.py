"""Lines that name the rows below them: nothing but a bold text among rows that are not bold."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Line

# A name and the labels it stands over begin at most this many text heights apart: labels may be set in, or the name.
_SET_IN = 3.0


def group_names(lines: Sequence[Line], rows: Sequence[bool], h: float) -> list[Line]:
    """The lines of a table that are names of groups, of one line or more, from the top.

    A name is bold and has no value beside it; the row below is not bold, and its text stands under the name: a bold
    cell of a column of its own is none. At the end of a page, where no row follows, it is one where others are.

    Args:
        lines: The table's, from the top.
        rows: Whether each holds a value, or texts of two columns.
        h: Text height.
    """
    names: list[Line] = []
    bold = [all(w.bold for w in line.words) and not row for line, row in zip(lines, rows, strict=True)]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and bold[end]:
            end += 1
        if end > start:
            own, above = lines[start:end], lines[start - 1] if start else None
            # Bold right under bold is the rest of it.
            rest = above is not None and any(w.bold for w in above.words)
            if not rest and (is_over(own, lines[end], h) if end < len(lines) else is_like(own, names, h)):
                names += own
        start = end + 1
    return names


def is_over(name: Sequence[Line], below: Line, h: float) -> bool:
    """Whether the line below a name is plain print and begins where the name does."""
    plain = not any(w.bold for w in below.words)
    return plain and abs(below.words[0].box.x0 - name[0].box.x0) <= _SET_IN * h


def is_like(name: Sequence[Line], others: Sequence[Line], h: float) -> bool:
    """Whether a name begins on the left edge of another."""
    return any(abs(name[0].box.x0 - other.box.x0) <= 0.5 * h for other in others)
