"""Crops of printed lines → what the engines read on them. The only module that names Tesseract or RapidOCR.

Both are optional parts: `load_readers` says what is missing and why. A crop on which an engine breaks down or
hangs has an empty reading; the others are not lost. The same crop gives the same reading whatever is read beside
it: crops reach RapidOCR's recogniser in batches of one fixed width.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import re
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol, TypeVar

import cv2
import numpy as np

from extract.engines import NUMBERS, START_S, WORDS
from extract.model import Reading
from extract.picture.model import GreyImage, PixelBox

TESSERACT_AT_LEAST = 5
# Seconds that a run of Tesseract may take for each crop, once it is loaded (measured 3 to 12 ms).
CROP_S = 0.2
# After so many seconds spent on runs that broke down, the crops of a page that are left stay unread.
PATIENCE_S = 120.0
# Seconds that RapidOCR may take over a batch of crops or a page (measured 17 ms a crop, 0.6 s a page).
RAPID_S = 60.0
# The recogniser's height in pixels, and the step in which its inputs grow wider.
LINE_PX, WIDTH_STEP_PX = 48, 32
# Crops wider than this many times their height are read squeezed; a line of 200 letters is as wide.
WIDEST = 60
BATCH = 1
# What an engine is tried on: paper without print, as high as a line.
BLANK: GreyImage = np.full((40, 120), 255, dtype=np.uint8)
# Letters of an engine's complaint that are passed on.
LONGEST_WHY = 160
# The longer side, in pixels, at which the detector looks at a page: 960 found all lines that 1600 found, in a
# third of the time.
DETECTOR_PX = 960

_log = logging.getLogger(__name__)


class Reader(Protocol):
    """An engine that reads crops of single lines: in as many readings as crops, in their order."""

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """Read crops, each higher and wider than 0 px."""


class Finder(Protocol):
    """An engine that finds lines of print on a picture."""

    def find(self, image: GreyImage) -> list[PixelBox]:
        """The boxes of lines, top to bottom, in pixels of `image`."""


@dataclass(slots=True)
class Trouble:
    """How often the engines of a process broke down over what they were to read, and whether one hangs for good.

    It may have been the machine's fault, so that what they said since is not all that they could say. An engine that
    hangs says nothing more in this process; a new one has it whole.
    """

    count: int = 0
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Readers:
    """The engines at hand, None for those that are not; `missing` says in words why. They share `trouble`."""

    words: Reader | None
    numbers: Reader | None
    second: Reader | None
    finder: Finder | None
    missing: tuple[str, ...] = ()
    trouble: Trouble = field(default_factory=Trouble, compare=False)

    @property
    def missing_text(self) -> str:
        """What is missing, in words; '' when nothing is."""
        return ", ".join(self.missing)

    @property
    def at_hand(self) -> tuple[bool, bool, bool]:
        """Which readers there are: for words, for numbers, and a second one."""
        return self.words is not None, self.numbers is not None, self.second is not None

    @property
    def any(self) -> bool:
        """Whether there is a reader at all."""
        return self.words is not None or self.second is not None


NO_READERS = Readers(None, None, None, None)


@lru_cache(maxsize=1)
def find_readers() -> Readers:
    """The engines of this machine, as far as can be told before models are loaded."""
    missing: list[str] = []
    trouble = Trouble()
    words, numbers = _tesseract(missing, trouble)
    rapid = _rapid(missing, trouble)
    return Readers(words, numbers, rapid, rapid, tuple(missing), trouble)


@lru_cache(maxsize=1)
def load_readers() -> Readers:
    """The engines of this machine, their models loaded and kept with the process; one that cannot read is missing."""
    readers = find_readers()
    problem = readers.second.problem() if isinstance(readers.second, Rapid) else ""
    if not problem:
        return readers
    missing = (*readers.missing, f"rapidocr does not work: {problem}")
    return replace(readers, second=None, finder=None, missing=missing)


def _tesseract(missing: list[str], trouble: Trouble) -> tuple[Reader | None, Reader | None]:
    """Tesseract for words and for numbers; of two languages one is enough for both."""
    if not _has_temporary_folder():
        missing.append("tesseract has no folder for temporary files (set TMPDIR)")
        return None, None
    try:
        found = _tesseract_version()
    except ImportError:
        missing.append("pytesseract is not installed")
        return None, None
    except FileNotFoundError:
        missing.append("tesseract is not installed")
        return None, None
    # A program that stands there and does not run, crashes, hangs or is another one.
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        missing.append(f"tesseract does not work: {_in_a_line(error)}")
        return None, None
    if int(found.partition(".")[0]) < TESSERACT_AT_LEAST:
        missing.append(f"tesseract {found} is too old")
        return None, None
    known = {}
    for language in (WORDS, NUMBERS):
        reader = Tesseract(language, found, trouble)
        if problem := reader.problem():
            missing.append(f"tesseract cannot read with the language {language}: {problem}")
        else:
            known[language] = reader
    words = known.get(WORDS, known.get(NUMBERS))
    # One language asked twice would say the same twice.
    return words, known.get(NUMBERS) if WORDS in known else None


def _tesseract_version() -> str:
    """Ask Tesseract for its version.

    Raises:
        ImportError: pytesseract is not installed.
        FileNotFoundError: Tesseract is not installed.
        OSError, subprocess.SubprocessError, ValueError: it does not run, does not end, or says something else.
    """
    from pytesseract import pytesseract

    command = [pytesseract.tesseract_cmd, "--version"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=START_S, check=True)
    number = re.search(r"\d+(\.\d+)*", (done.stdout or done.stderr).partition("\n")[0])
    if number is None:
        raise ValueError("it gives no version")
    return number.group()


def _has_temporary_folder() -> bool:
    """Whether crops can be handed over as files: not on a read-only system without a /tmp of its own."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return False
    return True


def _rapid(missing: list[str], trouble: Trouble) -> Rapid | None:
    # Else onnxruntime's import alone keeps a device id in the home folder and reports its use to its maker.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime  # noqa: F401  (RapidOCR names no engine of its own)
        import rapidocr

        reader = Rapid(version("rapidocr"), trouble)
    except (ImportError, PackageNotFoundError):
        missing.append("rapidocr with onnxruntime is not installed")
        return None
    models = Path(rapidocr.__file__).parent / "models"
    # Without them it would fetch some when first used, whatever they are by then.
    if not all(any(models.glob(f"*_{kind}_*.onnx")) for kind in ("rec", "det")):
        missing.append("rapidocr came without its models")
        return None
    return reader


@dataclass(frozen=True)
class Tesseract:
    """Tesseract in one language, one process for a list of crops."""

    language: str
    version: str
    trouble: Trouble = field(default_factory=Trouble, compare=False)

    def problem(self) -> str:
        """Why it cannot read, in words; '' when it can. Language data may be listed and damaged."""
        try:
            self._run([BLANK])
        except (RuntimeError, OSError, ValueError) as error:
            return _in_a_line(error)
        return ""

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """Read crops, each as one line (page segmentation mode 7)."""
        # A crop without a reading still has an answer: none.
        found = [("", 0.0)] * len(crops)
        self._read(crops, range(len(crops)), found)
        return [Reading(f"tesseract-{self.language}", self.version, text, conf, variant) for text, conf in found]

    def _read(self, crops: Sequence[GreyImage], wanted: Sequence[int], found: list[tuple[str, float]]) -> None:
        """Read a list; where the engine breaks down over it, its halves, down to the crop that is to blame."""
        waiting, patience_s = [wanted], PATIENCE_S
        while waiting and patience_s > 0:
            part = waiting.pop()
            if not part:
                continue
            started = time.monotonic()
            try:
                texts = self._run([crops[i] for i in part])
            except (RuntimeError, OSError, ValueError) as error:
                patience_s -= time.monotonic() - started
                half = len(part) // 2
                if half:
                    waiting += [part[half:], part[:half]]
                    continue
                self.trouble.count += 1
                _log.warning("tesseract could not read a crop of %s px: %s", crops[part[0]].shape, _in_a_line(error))
                continue
            for i, text in zip(part, texts, strict=True):
                found[i] = text
        if waiting:
            self.trouble.count += 1
            _log.warning("tesseract left %d crops unread: it broke down too often", sum(map(len, waiting)))

    def _run(self, crops: Sequence[GreyImage]) -> list[tuple[str, float]]:
        import pytesseract

        with tempfile.TemporaryDirectory(prefix="lkip-") as folder:
            paths = [Path(folder) / f"{number}.pgm" for number in range(len(crops))]
            for path, crop in zip(paths, crops, strict=True):
                path.write_bytes(_pgm(crop))
            listed = Path(folder) / "list.txt"
            listed.write_text("".join(f"{path}\n" for path in paths))
            # Threads of one recogniser only stand in each other's way, and documents run beside each other.
            os.environ.setdefault("OMP_THREAD_LIMIT", "1")
            table = pytesseract.image_to_data(
                str(listed),
                lang=self.language,
                config="--oem 1 --psm 7 --dpi 300 -c tessedit_do_invert=0",
                timeout=START_S + CROP_S * len(crops),
            )
        return _lines_of(table, len(crops))


def _in_a_line(error: Exception) -> str:
    """What an engine says when it breaks down, without its line feeds; of a long text the beginning and the end."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= LONGEST_WHY else f"{text[: LONGEST_WHY // 2]} … {text[-LONGEST_WHY // 2 :]}"


def _pgm(crop: GreyImage) -> bytes:
    height, width = crop.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(crop).tobytes()


def _lines_of(table: str, count: int) -> list[tuple[str, float]]:
    """Tesseract's TSV → a text and a confidence (0 to 1, the mean of its words) for each of `count` crops.

    Raises:
        ValueError: a crop is missing: the engine ended before the list did.
    """
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or max(int(row["page_num"]) for row in rows) < count:
        raise ValueError("tesseract ended before the list did")
    words: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for row in rows:
        if row["level"] == "5" and (row["text"] or "").strip():
            words[int(row["page_num"])].append((row["text"].strip(), float(row["conf"]) / 100))
    return [
        (" ".join(text for text, _ in words[page]), sum(c for _, c in words[page]) / max(1, len(words[page])))
        for page in range(1, count + 1)
    ]


_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Rapid:
    """RapidOCR's recogniser on crops, and its detector on pages; each with one thread, loaded at first use.

    It runs inside this process and cannot be ended from without. A call that does not come back is left behind, and
    with it the engine: the trouble is lasting, and all further crops have no reading.
    """

    version: str
    trouble: Trouble = field(default_factory=Trouble, compare=False)

    def problem(self) -> str:
        """Why it cannot read, in words; '' when it can. Models may be there and damaged."""
        try:
            self._within_time(lambda: (self._recognise([BLANK], WIDTH_STEP_PX), self._detect(BLANK)))
        # What a broken native library or model raises is of no one kind.
        except Exception as error:
            return _in_a_line(error)
        return ""

    @cached_property
    def _engine(self) -> Any:
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTOR_PX,
            }
        )

    @cached_property
    def _recogniser(self) -> Any:
        from rapidocr.ch_ppocr_rec import TextRecognizer

        engine = self._engine
        config = engine.cfg.Rec
        config.engine_cfg = engine.cfg.EngineConfig[config.engine_type.value]
        config.model_root_dir = engine.cfg.Global.model_root_dir
        config.font_path = None
        recogniser = TextRecognizer(config)
        recogniser.rec_batch_num = BATCH
        return recogniser

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        """Read crops, those of about one width together."""
        found: dict[int, tuple[str, float]] = {}
        groups: dict[int, list[int]] = defaultdict(list)
        for index, crop in enumerate(crops):
            groups[_padded_width(crop)].append(index)
        for width_px, indices in sorted(groups.items()):
            texts = self._read([crops[i] for i in indices], width_px)
            found.update(zip(indices, texts, strict=True))
        return [Reading("rapidocr", self.version, found[i][0].strip(), found[i][1], variant) for i in range(len(crops))]

    def _read(self, crops: Sequence[GreyImage], width_px: int) -> list[tuple[str, float]]:
        if self.trouble.lasting:
            self.trouble.count += 1
            return [("", 0.0)] * len(crops)
        try:
            return self._within_time(lambda: self._recognise(crops, width_px))
        # What the engine raises is a class of its own inner module, and OpenCV's and numpy's errors.
        except Exception as error:
            if len(crops) == 1 or self.trouble.lasting:
                self.trouble.count += 1
                _log.warning("rapidocr could not read a crop of %s px: %s", crops[0].shape, _in_a_line(error))
                return [("", 0.0)] * len(crops)
            return [text for crop in crops for text in self._read([crop], width_px)]

    def _recognise(self, crops: Sequence[GreyImage], width_px: int) -> list[tuple[str, float]]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        self._recogniser.rec_image_shape = [3, LINE_PX, width_px]
        pictures = [cv2.cvtColor(_not_too_wide(crop), cv2.COLOR_GRAY2BGR) for crop in crops]
        output = self._recogniser(TextRecInput(img=pictures))
        return [(str(t), float(c)) for t, c in zip(output.txts, output.scores, strict=True)]

    def find(self, image: GreyImage) -> list[PixelBox]:
        """The upright boxes around the lines that the detector finds."""
        try:
            return [] if self.trouble.lasting else self._within_time(lambda: self._detect(image))
        # As for crops: the engine's own class, OpenCV's and numpy's errors.
        except Exception as error:
            self.trouble.count += 1
            _log.warning("rapidocr found no lines on a page of %s px: %s", image.shape, _in_a_line(error))
            return []

    def _detect(self, image: GreyImage) -> list[PixelBox]:
        detector = self._engine._load_det_model()
        output = detector(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
        quads = [] if output.boxes is None else output.boxes
        boxes = [
            (int(q[:, 0].min()), int(q[:, 1].min()), int(q[:, 0].max()) + 1, int(q[:, 1].max()) + 1) for q in quads
        ]
        return sorted(boxes, key=lambda box: (box[1], box[0]))

    def _within_time(self, call: Callable[[], _Answer]) -> _Answer:
        """Wait for a call, not for ever.

        Raises:
            TimeoutError: it did not come back; the trouble is lasting from now on.
        """
        future: Future[_Answer] = Future()

        def run() -> None:
            try:
                future.set_result(call())
            # It is raised again where the call is waited for.
            except Exception as error:
                future.set_exception(error)

        # A daemon: a thread that hangs must not keep the process from ending.
        threading.Thread(target=run, daemon=True).start()
        try:
            return future.result(RAPID_S)
        except TimeoutError:
            if not future.done():
                self.trouble.lasting = True
            raise


def _padded_width(crop: GreyImage) -> int:
    height, width = crop.shape
    scaled = int(np.ceil(LINE_PX * min(width / height, WIDEST)))
    return WIDTH_STEP_PX * max(1, -(-scaled // WIDTH_STEP_PX))


def _not_too_wide(crop: GreyImage) -> GreyImage:
    height, width = crop.shape
    if width <= WIDEST * height:
        return crop
    return np.asarray(cv2.resize(crop, (WIDEST * height, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
