"""Lists of amounts that no header stands over: "1. Peningkatan Produksi   Rp. 30.903.396.770,-", an item a row.

Performance agreements print them under the table of targets. The amounts stand under one another, apart from what
they are for; each begins with its currency mark or is too large for anything but money. A label goes on in the lines
beside its amount; the numbers of the items may stand apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.bands import deal_columns
from extract.dealing import Alignment, Block, Row, cut_between, key_blocks
from extract.grid import fill_grid
from extract.model import Grid, GridMethod, Line, Page, Word, union_of
from extract.rows import column_lines, is_key, line_pitch
from extract.wording import is_leader, is_number

_CURRENCY = re.compile(r"(?:rp|idr)(?![a-z])", re.I)
_BULLET = re.compile(r"\W?\d{1,2}[.)]\s*[A-Z]|[a-z][.)]\s|[-–•▪➢*]\s")
# What is money without a mark: a million or more, or an amount that says it has no cents.
_MONEY = re.compile(
    r"\(?(?:\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d{1,2})?|\d{7,}|\d{1,3}(?:[.,]\d{3})+(?=[.,]-))[.,]?-?\)?$"
)
# White before an amount that words of a line do not leave between them, in heights of the line.
_APART = 1.5
# Amounts stand under one another when either of their ends does, to within this many text heights.
_UNDER = 1.0
# A label's next line stands at most so many text heights below, and the next item.
_NEXT, _NEXT_ITEM = 2.5, 4.5
# A label goes on below its own first word, to within this many text heights.
_LABEL_START = 1.0
# Two amounts with their marks are a list; without any, three.
_FEWEST, _FEWEST_BARE = 2, 3
# Items that must begin with a number for the numbers to be a column: a total has none.
_KEYED = 0.6


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: the lines of its label, the first with the amount; where the amount's words begin and end."""

    lines: tuple[Line, ...]
    first: int
    last: int

    @property
    def words(self) -> tuple[Word, ...]:
        return self.lines[0].words[self.first : self.last + 1]

    @property
    def amount(self) -> tuple[float, float]:
        return self.words[0].box.x0, self.words[-1].box.x1

    @property
    def is_marked(self) -> bool:
        return _CURRENCY.match(self.words[0].text) is not None


def find_amount_lists(page: Page, lines: Sequence[Line]) -> list[Grid]:
    """Find the lists of amounts among lines that stand in no table.

    Args:
        page: Gives text height.
        lines: From the top.

    Returns:
        Grids of a label and an amount an item, with a column for the items' numbers where these stand apart, and one
        for remarks behind the amounts.
    """
    return [_grid_of(page, items) for items in _lists_in(lines, page.text_height)]


def first_amounts(lines: Sequence[Line], h: float) -> list[Line]:
    """The line that each list of amounts among `lines` begins with, from the top; `h` is the text height."""
    return [items[0].lines[0] for items in _lists_in(lines, h)]


def holds_money(line: Line) -> bool:
    """Whether a line prints an amount of money: with its mark, or too large for anything else."""
    return any(map(is_amount, line.words))


def is_amount(word: Word) -> bool:
    """Whether a word is an amount of money or the mark before one."""
    return bool(_CURRENCY.match(word.text) or _MONEY.match(word.text))


def _lists_in(lines: Sequence[Line], h: float) -> list[list[_Item]]:
    found: list[list[_Item]] = []
    for line in lines:
        item = _item_of(line)
        current = found[-1] if found else []
        gap = line.box.top - current[-1].lines[-1].box.bottom if current else float("inf")
        near = item is not None and gap <= _NEXT_ITEM * h and _is_under(item, current[-1], h)
        if item is not None and near:
            current.append(item)
        elif item is not None and _stands_apart(item):
            found.append([item])
        elif gap <= _NEXT * h and _goes_on(line, current, h):
            last = current[-1]
            current[-1] = _Item((*last.lines, line), last.first, last.last)
        elif current:
            found.append([])
    return [items for items in found if len(items) >= _fewest(items)]


def _fewest(items: Sequence[_Item]) -> int:
    return _FEWEST if any(item.is_marked for item in items) else _FEWEST_BARE


def _item_of(line: Line) -> _Item | None:
    """A line as the first of an item: words, an amount, and perhaps a remark without digits."""
    amount = _amount_in(line.words)
    return _Item((line,), *amount) if amount is not None else None


def _stands_apart(item: _Item) -> bool:
    """Whether an amount stands clear of the words before it, or a bullet begins its line: prose ends in amounts too.

    Items that follow are told by standing under one another.
    """
    line = item.lines[0]
    words = line.words
    if not any(c.isalpha() for word in words[: item.first] for c in word.text):
        return False
    before = words[item.first - 1]
    apart = words[item.first].box.x0 - before.box.x1 >= _APART * line.box.height or is_leader(before.text)
    return apart or (item.is_marked and bool(_BULLET.match(line.text)))


def _amount_in(words: Sequence[Word]) -> tuple[int, int] | None:
    """The first and last of the words that print the one amount of a line; None where there is none or several.

    Behind a mark all digits are the amount's. Without one it is the last word, and no other number stands apart.
    """
    marks = [i for i, word in enumerate(words) if _CURRENCY.match(word.text)]
    if len(marks) == 1:
        counted = [i for i in range(marks[0], len(words)) if any(c.isdigit() for c in words[i].text)]
        whole = bool(counted) and counted[-1] - marks[0] <= len(counted)
        return (marks[0], counted[-1]) if whole else None
    last = len(words) - 1
    alone = not marks and not any(is_number(word.text) for word in words[1:last])
    return (last, last) if alone and _MONEY.match(words[last].text) else None


def _is_under(item: _Item, above: _Item, h: float) -> bool:
    (x0, x1), (over_x0, over_x1) = item.amount, above.amount
    return min(abs(x0 - over_x0), abs(x1 - over_x1)) <= _UNDER * h


def _goes_on(line: Line, items: Sequence[_Item], h: float) -> bool:
    """Whether a line goes on with a label or remark of a list: it begins below one and keeps clear of the amount."""
    x0, x1 = items[-1].amount
    starts = [
        word.box.x0
        for item in items
        for word in (*item.lines[0].words[: min(item.first, 2)], *item.lines[0].words[item.last + 1 : item.last + 2])
    ]
    clear = all(word.box.x1 <= x0 or word.box.x0 >= x1 for word in line.words)
    return clear and any(abs(line.box.x0 - start) <= _LABEL_START * h for start in starts)


def _grid_of(page: Page, items: Sequence[_Item]) -> Grid:
    words = [word for item in items for line in item.lines for word in line.words]
    starts, ends = zip(*(item.amount for item in items), strict=True)
    labels = [w.box.x1 for w in words if w.box.x_mid < min(starts)]
    remarks = [w.box.x0 for w in words if w.box.x_mid > max(ends)]
    edges = [min(w.box.x0 for w in words), (min(max(labels), min(starts)) + min(starts)) / 2]
    keys = _key_border(items)
    edges[1:1] = [keys] if keys is not None else []
    value = len(edges) - 1
    edges += [(max(ends) + max(min(remarks), max(ends))) / 2] if remarks else []
    edges.append(max(w.box.x1 for w in words))
    columns = column_lines(words, [*edges[:-1], edges[-1] + 1.0], page.number)
    rows = [Row({value: union_of(word.box for word in item.words)}) for item in items]
    ys = _row_edges(columns, rows, value, page.text_height)
    shapes = [(row, column, 1, 1) for row in range(len(rows)) for column in range(len(edges) - 1)]
    return fill_grid(page, edges, ys, shapes, GridMethod.WHITESPACE)


def _row_edges(columns: Sequence[Sequence[Line]], rows: Sequence[Row], value: int, h: float) -> list[float]:
    """The borders of the rows, from the top: the lines of the labels are dealt to the amounts."""
    numbers: dict[int, list[Block]] = {value: [(line,) for line in columns[value]]}
    if value > 1:
        numbers[0] = key_blocks(columns[0])
    spans = deal_columns(columns, numbers, rows, list(Alignment), line_pitch(columns), h)
    cuts = [cut_between(list(spans.values()), rows, i) for i in range(1, len(rows))]
    boxes = [line.box for lines in columns for line in lines]
    return [min(b.top for b in boxes) - 0.1 * h, *cuts, max(b.bottom for b in boxes) + 0.1 * h]


def _key_border(items: Sequence[_Item]) -> float | None:
    """The abscissa between the items' numbers and their labels, where the numbers stand apart; else None."""
    lines = [line.words for item in items for line in item.lines]
    keyed = [words for words in lines if len(words) > 1 and is_key(words[0].text)]
    apart = [words for words in keyed if words[1].box.x0 - words[0].box.x1 >= _APART * words[0].box.height]
    if len(apart) < _KEYED * len(items):
        return None
    right, left = max(words[0].box.x1 for words in apart), min(words[1].box.x0 for words in apart)
    return (right + left) / 2 if right < left else None
