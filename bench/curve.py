"""The harshness curve as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bench.bounds import upper_bound
from pipelines.score import Tally

# Pixels; drawn twice as large and shrunk, for smooth lines.
TWICE = 2
WIDTH, HEIGHT = 1100, 600
LEFT, RIGHT, TOP, BOTTOM = 80, 30, 70, 180
INK, FAINT = "#222222", "#dddddd"


@dataclass(frozen=True, slots=True)
class Point:
    """A step's number and name, and its score."""

    step: int
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    colour: str
    share: Callable[[Tally], float]


LINES = (
    _Line("recall", "#1f5fa8", lambda tally: tally.recall),
    _Line("precision", "#2a8a4a", lambda tally: tally.precision),
    _Line("right values that are sure", "#c9701a", lambda tally: tally.sure / tally.right if tally.right else 0.0),
)


def draw_curve(points: Sequence[Point], path: Path) -> None:
    """Shares by step as lines, and below each step its values, silent errors and their bound, as a PNG."""
    picture = Image.new("RGB", (WIDTH * TWICE, HEIGHT * TWICE), "white")
    pen = _Pen(ImageDraw.Draw(picture))
    pen.text(LEFT, 18, "Scanned values as photographs get harsher", size=20)
    for tenth in range(0, 11, 2):
        pen.line([(LEFT, _y(tenth / 10)), (WIDTH - RIGHT, _y(tenth / 10))], FAINT, 1)
        pen.text(LEFT - 12, _y(tenth / 10), f"{10 * tenth} %", anchor="rm")
    for line in LINES:
        _draw_line(pen, line, points)
    _draw_legend(pen)
    for index, point in enumerate(points):
        _draw_foot(pen, _x(index, len(points)), point)
    for row, text in ((2, "values"), (3, "silent"), (4, "at most")):
        pen.text(6, HEIGHT - BOTTOM + 20 + 24 * row, text, size=12, anchor="lm")
    pen.text(
        LEFT, HEIGHT - 34, "silent: wrong and marked agreed or verified; at most: of 10,000 values, with 95 %", size=12
    )
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(path, optimize=True)


class _Pen:
    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self.draw = draw

    def line(self, way: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        self.draw.line([(x * TWICE, y * TWICE) for x, y in way], colour, round(width * TWICE), joint="curve")

    def dot(self, x: float, y: float, colour: str) -> None:
        self.draw.circle((x * TWICE, y * TWICE), 5 * TWICE, fill=colour)

    def text(self, x: float, y: float, text: str, *, size: int = 14, anchor: str = "la", colour: str = INK) -> None:
        font = ImageFont.load_default(size * TWICE)
        self.draw.text((x * TWICE, y * TWICE), text, colour, font, anchor=anchor)


def _x(index: int, count: int) -> float:
    return LEFT + (index + 0.5) * (WIDTH - LEFT - RIGHT) / count


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _draw_line(pen: _Pen, line: _Line, points: Sequence[Point]) -> None:
    way = [(_x(index, len(points)), _y(line.share(point.tally))) for index, point in enumerate(points)]
    pen.line(way, line.colour, 3)
    for x, y in way:
        pen.dot(x, y, line.colour)


def _draw_legend(pen: _Pen) -> None:
    for index, line in enumerate(LINES):
        x = LEFT + 20 + 150 * index
        pen.line([(x, _y(0.06)), (x + 28, _y(0.06))], line.colour, 3)
        pen.text(x + 36, _y(0.06), line.name, anchor="lm")


def _draw_foot(pen: _Pen, x: float, point: Point) -> None:
    tally = point.tally
    bound = 1e4 * upper_bound(tally.silent, tally.asked)
    lines = (str(point.step), point.name, str(tally.asked), str(tally.silent), f"{bound:.0f}")
    for row, text in enumerate(lines):
        pen.text(x, HEIGHT - BOTTOM + 20 + 24 * row, text, size=12, anchor="mm")
