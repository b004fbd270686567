"""Stamps and signatures over a printed page, in ink that lets the print shine through."""

from __future__ import annotations

from math import pi

import cv2
import numpy as np
from numpy.random import Generator

from corpus.gen.photos.camera import Image

# Blue first: stamp pads are violet and blue, pens blue and black.
STAMPS = ((150, 60, 90), (170, 70, 40), (140, 40, 130))
PENS = ((150, 50, 30), (60, 40, 40), (120, 30, 60))
FONT = cv2.FONT_HERSHEY_SIMPLEX


def add_marks(page: Image, count: int, dpi: float, rng: Generator) -> Image:
    """The page with so many stamps and signatures, anywhere but in its margins."""
    for _ in range(count):
        height, width = page.shape[:2]
        middle = (int(rng.uniform(0.2, 0.85) * width), int(rng.uniform(0.2, 0.85) * height))
        layer = np.zeros((height, width), np.uint8)
        stamp = rng.random() < 0.5
        (_stamp if stamp else _signature)(layer, middle, dpi, rng)
        colours = STAMPS if stamp else PENS
        page = _inked(page, layer, colours[rng.integers(len(colours))], rng.uniform(0.45, 0.8) if stamp else 0.9)
    return page


def _inked(page: Image, layer: Image, colour: tuple[int, int, int], strength: float) -> Image:
    """Multiply a layer's ink into the page, as ink on ink does."""
    taken = (255 - np.array(colour, np.float32)) / 255 * np.float32(strength)
    share = 1 - layer[:, :, None].astype(np.float32) / 255 * taken
    return (page * share).astype(np.uint8)


def _stamp(layer: Image, middle: tuple[int, int], dpi: float, rng: Generator) -> None:
    """A round stamp of 3 to 4 cm: two rings, a line of capitals across and letters around."""
    radius = int(rng.uniform(0.6, 0.8) * dpi)
    thick = max(1, round(dpi / 80))
    cv2.circle(layer, middle, radius, 255, thick, cv2.LINE_AA)
    cv2.circle(layer, middle, int(radius * 0.68), 255, max(1, thick // 2), cv2.LINE_AA)
    turn = rng.uniform(-20, 20)
    cv2.putText(
        layer, "B N N K", (middle[0] - int(0.5 * radius), middle[1] + 5), FONT, dpi / 220, 255, thick, cv2.LINE_AA
    )
    for place, letter in enumerate("BADAN NARKOTIKA NASIONAL * "):
        angle = 2 * pi * place / 27 + np.deg2rad(turn)
        at = (middle[0] + 0.83 * radius * np.sin(angle), middle[1] - 0.83 * radius * np.cos(angle))
        cv2.putText(
            layer, letter, (int(at[0]) - 4, int(at[1]) + 4), FONT, dpi / 400, 255, max(1, thick // 2), cv2.LINE_AA
        )


def _signature(layer: Image, middle: tuple[int, int], dpi: float, rng: Generator) -> None:
    """A pen's way: loops that go to the right, 4 to 6 cm long."""
    time = np.linspace(0, 1, 160)
    length, loops = rng.uniform(1.6, 2.4) * dpi, rng.integers(3, 7)
    x = (time - 0.5) * length + 0.12 * length * np.sin(2 * pi * loops * time + rng.uniform(0, 6))
    heights = np.interp(time, np.linspace(0, 1, 8), rng.uniform(0.1, 0.45, 8))
    y = heights * dpi * np.sin(2 * pi * loops * time) + rng.uniform(-0.2, 0.2) * dpi * time
    way = np.stack([middle[0] + x, middle[1] + y], 1).round().astype(np.int32)
    cv2.polylines(layer, [way], isClosed=False, color=255, thickness=max(1, round(dpi / 90)), lineType=cv2.LINE_AA)
