"""What OCR engines read on the crops of a sample, kept in a file and read back from it.

A reading is kept under the engine, the variant and the SHA-256 of the crop's pixels. Another machine's OpenCV may
round a pixel of a crop differently, so that a thumbnail stands beside each reading: a crop whose hash is unknown has
the reading of the recorded crop that it looks like.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from extract.model import Reading
from extract.ocr import Finder, Reader, Readers
from extract.picture.model import GreyImage, PixelBox

# The thumbnail's size in pixels: two words of a line can still be told from two others.
THUMB = (64, 8)
# Mean difference in grey levels up to which two crops look alike: rounding and the levels kept make 4, another word 20.
ALIKE = 8.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A recorded answer: the crop's hash and thumbnail, and the text and confidence, or the boxes found."""

    digest: str
    thumb: npt.NDArray[np.uint8]
    text: str = ""
    confidence: float = 0.0
    boxes: tuple[PixelBox, ...] = ()


@dataclass(slots=True)
class Record:
    """Answers by reader: "tesseract-ind", "rapidocr stretched", "finder"; and the engines' versions.

    `missed` counts pictures that were looked up in vain. Steps from page to crop that changed make new crops.
    """

    versions: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, Kept]] = field(default_factory=dict)
    missed: int = 0

    def look_up(self, reader: str, image: GreyImage) -> Kept:
        """The recorded answer for a picture or one like it; an empty one where there is none."""
        kept = self.answers.get(reader, {})
        found = kept.get(digest_of(image))
        if found is not None:
            return found
        thumb = thumb_of(image).astype(np.int16)
        nearest = min(kept.values(), key=lambda one: _distance(one, thumb), default=None)
        if nearest is None or _distance(nearest, thumb) > ALIKE:
            self.missed += 1
            return Kept(digest_of(image), thumb_of(image))
        return nearest

    def save(self, path: Path) -> None:
        """Write the record; the same answers give the same bytes."""
        answers = {
            reader: [[k.digest, _packed(k.thumb), k.text, k.confidence, k.boxes] for k in kept.values()]
            for reader, kept in sorted(self.answers.items())
        }
        text = json.dumps({"versions": self.versions, "answers": answers}, ensure_ascii=False, sort_keys=True)
        path.write_bytes(gzip.compress(text.encode(), mtime=0))


def load_record(path: Path) -> Record:
    """Read a record that `Record.save` wrote."""
    stored = json.loads(gzip.decompress(path.read_bytes()))
    record = Record(stored["versions"])
    for reader, kept in stored["answers"].items():
        for digest, thumb, text, confidence, boxes in kept:
            one = Kept(digest, _unpacked(thumb), text, confidence, tuple(tuple(box) for box in boxes))
            record.answers.setdefault(reader, {})[digest] = one
    return record


@dataclass(frozen=True)
class Recording:
    """Engines whose answers are written down: a reader, and a finder where `finder` is one."""

    engine: Reader
    record: Record
    finder: Finder | None = None

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """Ask the engine, and keep what it says."""
        readings = self.engine.read(crops, variant)
        for crop, reading in zip(crops, readings, strict=True):
            self.record.versions[reading.engine] = reading.version
            kept = Kept(digest_of(crop), thumb_of(crop), reading.text, round(reading.confidence, 4))
            self.record.answers.setdefault(name_of(reading.engine, variant), {})[kept.digest] = kept
        return readings

    def find(self, image: GreyImage) -> list[PixelBox]:
        """Ask the finder, and keep what it says."""
        assert self.finder is not None
        boxes = self.finder.find(image)
        kept = Kept(digest_of(image), thumb_of(image), boxes=tuple(boxes))
        self.record.answers.setdefault("finder", {})[kept.digest] = kept
        return boxes


@dataclass(frozen=True)
class Replay:
    """A recorded engine: it reads and finds what it read and found when the record was made."""

    engine: str
    record: Record

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """The recorded readings."""
        found = [self.record.look_up(name_of(self.engine, variant), crop) for crop in crops]
        return [Reading(self.engine, self.record.versions[self.engine], k.text, k.confidence, variant) for k in found]

    def find(self, image: GreyImage) -> list[PixelBox]:
        """The recorded boxes."""
        return list(self.record.look_up("finder", image).boxes)


def recorded_readers(record: Record) -> Readers:
    """The engines as a record knows them."""
    rapid = Replay("rapidocr", record)
    return Readers(Replay("tesseract-ind", record), Replay("tesseract-eng", record), rapid, rapid)


def recording_readers(readers: Readers, record: Record) -> Readers:
    """Live engines that keep their answers in `record`."""
    words, numbers, second, finder = readers.words, readers.numbers, readers.second, readers.finder
    assert words is not None
    assert numbers is not None
    assert second is not None
    rapid = Recording(second, record, finder)
    return Readers(Recording(words, record), Recording(numbers, record), rapid, rapid)


def name_of(engine: str, variant: str) -> str:
    """Under which name an engine's readings of a variant are kept."""
    return f"{engine} {variant}".strip()


def digest_of(image: GreyImage) -> str:
    """The hash of a picture's size and pixels."""
    return hashlib.sha256(repr(image.shape).encode() + np.ascontiguousarray(image).tobytes()).hexdigest()[:16]


def thumb_of(image: GreyImage) -> npt.NDArray[np.uint8]:
    """A picture made small, whatever its size."""
    return np.asarray(cv2.resize(image, THUMB, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _distance(kept: Kept, thumb: npt.NDArray[np.int16]) -> float:
    return float(np.abs(kept.thumb.astype(np.int16) - thumb).mean())


def _packed(thumb: npt.NDArray[np.uint8]) -> str:
    # Sixteen grey levels tell crops apart and keep the file small.
    return base64.b85encode((thumb // 16).tobytes()).decode()


def _unpacked(text: str) -> npt.NDArray[np.uint8]:
    grey = np.frombuffer(base64.b85decode(text), dtype=np.uint8).reshape(THUMB[::-1])
    return grey * np.uint8(16) + np.uint8(8)
