"""One frozen Settings, built once: a flag wins over the environment, the environment over the default."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from extract.errors import KnownError
from pipelines.engine import Limits, Loss
from pipelines.limits import LEAST_BYTES, MOST_BYTES, allowance, share_out

RUN_FOLDER = ".lkip"
"""The run's own folder inside the output folder; it is no part of the outputs."""
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})

SIZE = re.compile(r"(?P<count>\d+(\.\d+)?) ?(?P<unit>[KMGT]?)(i?B)?", re.IGNORECASE)
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
NICEST = 19
# A result takes 2 KB a page: this is no report any more.
OUTPUT_BYTES = 64 << 20

Given = TypeVar("Given")


class EngineName(StrEnum):
    """Where documents are read: in processes of this machine, or by the workers of a dask.distributed cluster."""

    LOCAL = "local"
    DASK = "dask"


class Talk(StrEnum):
    """How much is said on stderr."""

    QUIET = "quiet"
    NORMAL = "normal"
    VERBOSE = "verbose"


@dataclass(eq=False)
class SettingError(KnownError):
    """A setting of the environment or the command line has no meaning."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with.

    `jobs` documents are read at the same time, each in a worker that is ended after `timeout_s` seconds, after
    `cpu_time_s` seconds of processor time (None: as many), or when it holds more than `memory_bytes` with all that it
    starts; workers stand back for other programs by `nice`. `doubts` says what is odd about the settings.
    `strict` makes findings of severity error a failure of the run; `excel_id` adds CSV files for Excel with Indonesian
    settings; `partition` has large Parquet by year; `prune` removes what is no longer in the input. Without `ocr`
    scanned pages stay unread. `profiles` is a folder of own profiles and vocabulary, None without. Links that lead
    out of an INPUT are read only with `follow_links`. The engine dask asks the cluster of the `scheduler` at this
    address, or starts `jobs` workers of its own. What is read on scans is kept in the folder `cache`, by default the
    run's own in `out_dir`; nowhere without `keep_readings`. `log_json` is a file for a JSON line an event ("-" for
    stdout), `metrics` a textfile for Prometheus.
    """

    out_dir: Path = Path("outputs")
    jobs: int = 1
    # A scanned page takes some 4 s, a page with a text layer 20 ms: enough for 300 scans on a machine busy with other
    # things.
    timeout_s: float = 1800.0
    cpu_time_s: float | None = None
    memory_bytes: int = MOST_BYTES
    nice: int = 0
    doubts: tuple[str, ...] = ()
    strict: bool = False
    excel_id: bool = False
    partition: bool = False
    prune: bool = False
    ocr: bool = True
    profiles: Path | None = None
    follow_links: bool = False
    engine: EngineName = EngineName.LOCAL
    scheduler: str = ""
    talk: Talk = Talk.NORMAL
    cache: Path | None = None
    keep_readings: bool = True
    log_json: str | None = None
    metrics: Path | None = None

    @property
    def scratch_folder(self) -> Path:
        """Where temporary files go when the system has no place for them; the run's own."""
        return self.out_dir / RUN_FOLDER / "tmp"

    @property
    def limits(self) -> Limits:
        """What one document may use."""
        return Limits(self.timeout_s, self.cpu_time_s or self.timeout_s, self.memory_bytes, OUTPUT_BYTES)

    def allowed(self, loss: str) -> float:
        """How much is allowed of what a reading was ended for: where it is more than before, it is tried again."""
        limits = {Loss.MEMORY: self.limits.memory_bytes, Loss.CPU_TIME: self.limits.cpu_s}
        return limits.get(Loss(loss), self.timeout_s)

    @property
    def readings_folder(self) -> Path | None:
        """Where readings of scans are kept; None for nowhere."""
        return (self.cache or self.out_dir / RUN_FOLDER) if self.keep_readings else None


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line said; None where it said nothing."""

    out_dir: Path | None = None
    jobs: int | None = None
    timeout_s: float | None = None
    cpu_time_s: float | None = None
    memory: str | None = None
    nice: int | None = None
    strict: bool | None = None
    excel_id: bool | None = None
    partition: bool | None = None
    prune: bool | None = None
    ocr: bool | None = None
    profiles: Path | None = None
    talk: Talk | None = None
    follow_links: bool | None = None
    cache: Path | None = None
    no_cache: bool | None = None
    log_json: str | None = None
    metrics: Path | None = None
    engine: EngineName | None = None
    scheduler: str | None = None


def build_settings(flags: Flags, environ: Mapping[str, str]) -> Settings:
    """Resolve each setting: the flag, else its variable, else the default.

    The variables are LKIP_OUT, LKIP_JOBS, LKIP_TIMEOUT_S, LKIP_CPU_TIME_S, LKIP_MEMORY, LKIP_NICE, LKIP_STRICT,
    LKIP_EXCEL_ID, LKIP_PARTITION, LKIP_PRUNE, LKIP_OCR, LKIP_PROFILES, LKIP_FOLLOW_LINKS, LKIP_TALK, LKIP_CACHE,
    LKIP_NO_CACHE, LKIP_LOG_JSON, LKIP_METRICS, LKIP_ENGINE and LKIP_SCHEDULER.
    `jobs` and `memory` are by default shares of what the container and the affinity allow (`pipelines.limits`).

    Raises:
        SettingError: a variable of the environment cannot be understood, or a number is out of range.
    """
    default = Settings()
    jobs = _first(flags.jobs, environ, "LKIP_JOBS", int, 0)
    if jobs < 1 and (flags.jobs is not None or "LKIP_JOBS" in environ):
        raise SettingError(f"{jobs} is not a number of jobs", hint="give 1 or more")
    shares = share_out(allowance(), jobs=jobs or None, memory_bytes=_memory(flags.memory, environ))
    settings = Settings(
        out_dir=_first(flags.out_dir, environ, "LKIP_OUT", Path, default.out_dir),
        jobs=shares.jobs,
        memory_bytes=shares.memory_bytes,
        doubts=(shares.doubt,) if shares.doubt else (),
        nice=_first(flags.nice, environ, "LKIP_NICE", int, default.nice),
        cpu_time_s=_first(flags.cpu_time_s, environ, "LKIP_CPU_TIME_S", _seconds, default.cpu_time_s),
        timeout_s=_first(flags.timeout_s, environ, "LKIP_TIMEOUT_S", float, default.timeout_s),
        strict=_first(flags.strict, environ, "LKIP_STRICT", _yes_or_no, default.strict),
        excel_id=_first(flags.excel_id, environ, "LKIP_EXCEL_ID", _yes_or_no, default.excel_id),
        partition=_first(flags.partition, environ, "LKIP_PARTITION", _yes_or_no, default.partition),
        prune=_first(flags.prune, environ, "LKIP_PRUNE", _yes_or_no, default.prune),
        ocr=_first(flags.ocr, environ, "LKIP_OCR", _yes_or_no, default.ocr),
        profiles=_first(flags.profiles, environ, "LKIP_PROFILES", _path, default.profiles),
        follow_links=_first(flags.follow_links, environ, "LKIP_FOLLOW_LINKS", _yes_or_no, default.follow_links),
        engine=_first(flags.engine, environ, "LKIP_ENGINE", EngineName, default.engine),
        scheduler=_first(flags.scheduler, environ, "LKIP_SCHEDULER", str.strip, default.scheduler),
        talk=_first(flags.talk, environ, "LKIP_TALK", Talk, default.talk),
        cache=_first(flags.cache, environ, "LKIP_CACHE", _path, default.cache),
        keep_readings=not _first(flags.no_cache, environ, "LKIP_NO_CACHE", _yes_or_no, not default.keep_readings),
        log_json=_first(flags.log_json, environ, "LKIP_LOG_JSON", _text, default.log_json),
        metrics=_first(flags.metrics, environ, "LKIP_METRICS", _path, default.metrics),
    )
    if settings.scheduler and settings.engine is not EngineName.DASK:
        raise SettingError("a scheduler is for the engine dask", settings.scheduler, "add --engine dask")
    for limit_s in (settings.timeout_s, settings.cpu_time_s):
        if limit_s is not None and not 0 < limit_s < float("inf"):
            raise SettingError(f"{limit_s} is not a time limit", hint="give seconds above 0")
    if not 0 <= settings.nice <= NICEST:
        raise SettingError(f"{settings.nice} is no niceness", hint=f"give 0 to {NICEST}")
    return settings


def _first(
    flag: Given | None, environ: Mapping[str, str], name: str, parse: Callable[[str], Given], default: Given
) -> Given:
    if flag is not None:
        return flag
    if name not in environ:
        return default
    try:
        return parse(environ[name])
    except ValueError as error:
        raise SettingError(f"{environ[name]!r} cannot be understood", name, "change or unset the variable") from error


def _memory(flag: str | None, environ: Mapping[str, str]) -> int | None:
    text = flag if flag is not None else environ.get("LKIP_MEMORY", "")
    if not text.strip():
        return None
    found = SIZE.fullmatch(text.strip())
    size = int(float(found["count"]) * UNITS[found["unit"].upper()]) if found else 0
    if size < LEAST_BYTES:
        least = "give 256M or more, as 800M or 1.5G (of 1024 x 1024 x 1024 bytes)"
        raise SettingError(f"{text!r} is no memory for a worker", "--memory" if flag else "LKIP_MEMORY", least)
    return size


def _seconds(text: str) -> float | None:
    return float(text) if text.strip() else None


def _text(text: str) -> str | None:
    return text.strip() or None


def _path(text: str) -> Path | None:
    return Path(text) if text.strip() else None


def _yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ValueError(text)
    return word in TRUE_WORDS
