"""Boxes and matrices in a page's own user space, and the frame that maps them to the upright page.

User space is where a PDF paints: points, y upwards, any origin. Everything that leaves the readers of a
page is mapped to the upright page first (`model.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Box

UserBox = tuple[float, float, float, float]
"""left, bottom, right, top in a page's user space, y upwards."""

Point = tuple[float, float]

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as a PDF writes them: x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does and after it what `then` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def moved(box: UserBox, matrix: Matrix) -> UserBox:
    """The box around what a matrix makes of a box."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return around_points([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def cropped(box: UserBox | None, clip: UserBox | None) -> UserBox | None:
    """What two boxes share, void when that is nothing; None stands for no limit."""
    if box is None or clip is None:
        return box or clip
    return max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])


def is_void(box: UserBox) -> bool:
    """Whether nothing is left of a box that was cropped; a box without width or height is not void."""
    return box[2] < box[0] or box[3] < box[1]


def around_points(points: Sequence[Point]) -> UserBox:
    """The smallest box around one point or more."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Sequence[UserBox]) -> UserBox:
    """The smallest box around one box or more."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's user space maps to the upright page: a quarter turn and a shift. Sizes in points.

    `turned_deg` (0, 90, 180, 270) is the whole clockwise turn from user space: the page's /Rotate and the
    turn that makes sideways text upright.
    """

    matrix: Matrix
    width: float
    height: float
    turned_deg: int

    def box(self, user: UserBox) -> Box:
        """Map a box of user space to the upright page."""
        a, b, c, d, e, f = self.matrix
        left, bottom, right, top = user
        xs = (a * left + c * bottom + e, a * right + c * top + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def turn(self, deg: int) -> Frame:
        """The frame of the same page turned clockwise by a further `deg` (a multiple of 90)."""
        turned = self
        for _ in range(deg // 90 % 4):
            a, b, c, d, e, f = turned.matrix
            turned = Frame(
                matrix=(-b, a, -d, c, turned.height - f, e),
                width=turned.height,
                height=turned.width,
                turned_deg=(turned.turned_deg + 90) % 360,
            )
        return turned
