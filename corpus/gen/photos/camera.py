"""A printed page → its photograph, and where each point of the photograph lay on the page.

The page is turned, seen from the side and curled by one map from the photograph back to the page; light, blur and noise
come after it, as they do in a camera.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import cos, pi, radians, sin
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from numpy.random import Generator

from corpus.gen.photos.steps import Step

Image = npt.NDArray[np.uint8]
"""Shape (height, width) or (height, width, 3), blue first."""
Plane = npt.NDArray[np.floating[Any]]
"""Shape (height, width), float32 in fact: numpy's types take what Python's floats are multiplied with for float64."""

# Beyond the page this much of its width is looked at for its outline: more than 8° and the steepest view need.
ROOM = 0.45


@dataclass(frozen=True, slots=True)
class Traits:
    """What one photograph drew from its step's ranges; see `Step`. Skew, perspective and curl have a sign here."""

    dpi: float
    skew_deg: float
    perspective: tuple[float, float]
    curl: float
    waves: float
    phase: float
    defocus: float
    motion: float
    shadow: float
    noise: float
    quality: int
    marks: int
    desk: float
    colour: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph; `page_x` and `page_y` (its height and width) are where its pixels lay on the printed page, in px."""

    image: Image
    page_x: Plane
    page_y: Plane


def draw_traits(step: Step, rng: Generator) -> Traits:
    """What a page of a step has."""
    drawn = {
        field.name: rng.uniform(*value)
        for field in fields(step)
        if isinstance(value := getattr(step, field.name), tuple)
    }
    side = rng.choice((-1, 1), size=4)
    return Traits(
        dpi=drawn["dpi"],
        skew_deg=float(side[0]) * drawn["skew_deg"],
        perspective=(float(side[1]) * drawn["perspective"], float(side[2]) * rng.uniform(*step.perspective)),
        curl=float(side[3]) * drawn["curl"],
        waves=rng.uniform(0.8, 1.6),
        phase=rng.uniform(0, 1),
        defocus=drawn["defocus"],
        motion=drawn["motion"],
        shadow=drawn["shadow"],
        noise=drawn["noise"],
        quality=round(drawn["quality"]),
        marks=int(rng.integers(step.marks[0], step.marks[1] + 1)),
        desk=drawn["desk"],
        colour=step.colour,
    )


def photograph(page: Image, traits: Traits, rng: Generator) -> Photo:
    """Photograph a page printed at the traits' resolution.

    Args:
        page: The print, white where there is nothing, with three colours.
        traits: How.
        rng: For the desk's colour, the way of the shadow and the grain.
    """
    page_x, page_y = _map_to_page(page.shape[0], page.shape[1], traits)
    # Cubic, for linear would blur as much as a defocused lens.
    white = (255, 255, 255)
    lit = _bytes(cv2.remap(page, page_x, page_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=white))
    if traits.desk:
        lit = _on_desk(lit, page_x, page_y, page.shape[:2], rng)
    if not traits.colour:
        lit = _bytes(cv2.cvtColor(lit, cv2.COLOR_BGR2GRAY))
    seen = _blurred(lit, traits, rng)
    light = _light(seen.shape[0], seen.shape[1], traits, rng)
    light = light if seen.ndim == 2 else light[:, :, None]
    grain = rng.standard_normal(seen.shape[:2], dtype=np.float32) * np.float32(traits.noise)
    grain = grain if seen.ndim == 2 else grain[:, :, None]
    return Photo(np.clip(seen * light + grain, 0, 255).astype(np.uint8), page_x, page_y)


def to_jpeg(photo: Image, quality: int) -> bytes:
    """The bytes of a JPEG file."""
    done, data = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError(f"no JPEG of a picture of {photo.shape} px")
    return bytes(data.tobytes())


def _bytes(image: cv2.typing.MatLike) -> Image:
    """OpenCV's result as what it is: a picture of bytes."""
    return np.asarray(image, np.uint8)


def _map_to_page(height: int, width: int, traits: Traits) -> tuple[Plane, Plane]:
    """Where each pixel of the photograph lies on the page; the photograph is as large as the page looks, and the desk."""
    tall = height / width
    across = np.linspace(-0.5 - ROOM, 0.5 + ROOM, 96, dtype=np.float32)[None, :]
    down = np.linspace(-tall / 2 - ROOM, tall / 2 + ROOM, 96, dtype=np.float32)[:, None]
    x, y = _to_paper(across, down, traits)
    rows, columns = np.nonzero((abs(x) <= 0.5) & (abs(y) <= tall / 2))
    # The outline is known to one step of the rough look.
    room = traits.desk + float(across[0, 1] - across[0, 0])
    left, right = across[0, columns.min()] - room, across[0, columns.max()] + room
    top, bottom = down[rows.min(), 0] - room, down[rows.max(), 0] + room
    x, y = _to_paper(
        np.arange(left, right, 1 / width, dtype=np.float32)[None, :],
        np.arange(top, bottom, 1 / width, dtype=np.float32)[:, None],
        traits,
    )
    return (x + 0.5) * width, (y + tall / 2) * width


def _to_paper(x: Plane, y: Plane, traits: Traits) -> tuple[Plane, Plane]:
    """Photograph → paper, both in page widths from their middle."""
    away = 1 + traits.perspective[0] * x + traits.perspective[1] * y
    x, y = x / away, y / away
    c, s = cos(radians(traits.skew_deg)), sin(radians(traits.skew_deg))
    x, y = c * x - s * y, s * x + c * y
    wave = np.sin((x + 0.5) * (pi * traits.waves) + traits.phase)
    y = y + traits.curl * (wave + x * y)
    # A bent sheet also looks narrower where it bends away: half as much as its lines wave.
    return x + traits.curl / 2 * np.sin(2 * y + 1), y


def _on_desk(image: Image, page_x: Plane, page_y: Plane, size: tuple[int, int], rng: Generator) -> Image:
    """Put a desk with grain behind the paper."""
    height, width = image.shape[:2]
    grain = rng.normal(0, 12, (height // 8 + 1, 8)).astype(np.float32)
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]
    colour = rng.uniform(40, 170) + rng.uniform(-20, 20, 3)
    desk = np.clip(colour + wood, 0, 255).astype(np.uint8)
    paper = (page_x >= 0) & (page_x < size[1]) & (page_y >= 0) & (page_y < size[0])
    return np.where(paper[:, :, None], image, desk)


def _blurred(image: Image, traits: Traits, rng: Generator) -> Image:
    unit = traits.dpi / 200
    if traits.motion * unit > 0.3:
        image = _bytes(cv2.filter2D(image, -1, _motion_kernel(traits.motion * unit, rng.uniform(0, pi))))
    if traits.defocus * unit > 0.1:
        image = _bytes(cv2.GaussianBlur(image, (0, 0), traits.defocus * unit))
    return image


def _motion_kernel(way_px: float, angle: float) -> Plane:
    """A line of a length and direction, drawn eight times too large and shrunk."""
    fine, half = 8, 8 * (int(way_px / 2) + 2) + 4
    kernel = np.zeros((2 * half, 2 * half), np.float32)
    dx, dy = way_px / 2 * fine * cos(angle), way_px / 2 * fine * sin(angle)
    ends = [(round(half + sign * dx), round(half + sign * dy)) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, fine)
    small = cv2.resize(kernel, (2 * half // fine, 2 * half // fine), interpolation=cv2.INTER_AREA)
    return np.asarray(small / small.sum(), np.float32)


def _light(height: int, width: int, traits: Traits, rng: Generator) -> Plane:
    """Share of the light at each pixel: it falls off to one side, and a soft-edged shadow (the hand's) lies on a part."""
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    y = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    way, edge_way, edge = rng.uniform(0, 2 * pi), rng.uniform(0, 2 * pi), rng.uniform(-0.1, 0.5)
    fall = np.clip(x * cos(way) + y * sin(way) + 0.5, 0, 1) * np.float32(traits.shadow * 0.6)
    hand = 1 / (1 + np.exp(-(x * cos(edge_way) + y * sin(edge_way) - edge) * 30))
    return ((1 - fall) * (1 - np.float32(traits.shadow * 0.4) * hand)).astype(np.float32)
