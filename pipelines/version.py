"""The program's version, as installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "lkip"


def program_version() -> str:
    """The version of the installed distribution; "0+source" where none is installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0+source"
