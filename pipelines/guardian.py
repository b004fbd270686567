"""Ends what a parent started when the parent is gone, however it ended, and removes their folders for temporary files.

It runs as a process of its own, in a session of its own, without any package: `python -I -S guardian.py`. It reads
lines: "+ GROUP FOLDER" puts a process group and a folder under its guard, "- GROUP" takes them out. Where the lines end
the parent is gone.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Read lines to their end, then end and remove what is under guard."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    guarded: dict[int, str] = {}
    for line in sys.stdin:
        sign, group, *folder = line.rstrip("\n").split(" ", 2)
        if sign == "+":
            guarded[int(group)] = folder[0]
        else:
            guarded.pop(int(group), None)
    for group, path in guarded.items():
        with suppress(OSError):
            os.killpg(group, signal.SIGKILL)
        shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    main()
