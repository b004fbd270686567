"""Which files of a folder have come to rest: their size and time were the same over two looks and long enough.

Polling, since notices of changes do not come over NFS and SMB. The caller's clock counts, never the file's time against
it: a server's clock is another. Memory is that of the files that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

# Half-copied files that look at rest (space was set aside for the whole, zeros stand where the rest shall come) wait so
# many times as long. For good they may not: some programs pad whole files with zeros.
HOLLOW_RESTS = 10


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a look at a file says: size in bytes, time of its last change in nanoseconds."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: files at rest (`rested`), those of them that were not `taken` as they are now (`ready`), files
    that are to rest yet (`waiting`), and files of which nothing was seen for as long (`gone`); each by name, sorted.
    """

    rested: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Watched:
    stamp: Stamp | None
    since_s: float
    looks: int = 1
    taken: Stamp | None = None


@dataclass(slots=True)
class Settling:
    """What was seen of a folder so far.

    Args:
        rest_s: How long a file has to be the same.
        is_hollow: Whether a file looks as if the rest of it were still to come; asked of files at rest alone.
    """

    rest_s: float
    is_hollow: Callable[[str], bool] = field(default=lambda name: False)
    _files: dict[str, _Watched] = field(default_factory=dict)

    def look(self, stamps: Mapping[str, Stamp], now_s: float) -> Looked:
        """Take in what is seen at `now_s`, by file name; says what is at rest."""
        names = sorted(self._files.keys() | stamps.keys())
        self._files = {name: self._seen(name, stamps.get(name), now_s) for name in names}
        steady = {name for name, seen in self._files.items() if self._is_steady(seen, now_s)}
        gone = [name for name in names if name in steady and name not in stamps]
        rested = [name for name in names if name in steady and name in stamps and not self._must_wait(name, now_s)]
        return Looked(
            rested=tuple(rested),
            ready=tuple(name for name in rested if self._files[name].taken != self._files[name].stamp),
            waiting=tuple(sorted(stamps.keys() - set(rested))),
            gone=tuple(gone),
        )

    def take(self, names: tuple[str, ...]) -> None:
        """Say that these files were read as they were at the last look: they are ready again when they change."""
        for name in names:
            self._files[name] = replace(self._files[name], taken=self._files[name].stamp)

    def forget(self, names: tuple[str, ...]) -> None:
        """Say that what is gone was dealt with."""
        for name in names:
            del self._files[name]

    def _seen(self, name: str, stamp: Stamp | None, now_s: float) -> _Watched:
        before = self._files.get(name)
        if before is None:
            return _Watched(stamp, now_s)
        if before.stamp != stamp:
            return replace(before, stamp=stamp, since_s=now_s, looks=1)
        return replace(before, looks=before.looks + 1)

    def _is_steady(self, seen: _Watched, now_s: float) -> bool:
        return seen.looks > 1 and now_s - seen.since_s >= self.rest_s

    def _must_wait(self, name: str, now_s: float) -> bool:
        seen = self._files[name]
        if seen.taken == seen.stamp or now_s - seen.since_s >= HOLLOW_RESTS * self.rest_s:
            return False
        return self.is_hollow(name)
