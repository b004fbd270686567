"""A vocabulary in use: that of a user, where one was put in use for this thread of work, else the shipped one.

Numbers are read and names are told far below the stages that are handed their vocabularies: which one counts belongs to
the thread of work, as the precision of `decimal` does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import cached_property
from typing import Generic, TypeVar

Words = TypeVar("Words")


class InUse(Generic[Words]):
    """One kind of vocabulary; `load` reads the shipped one, when it is first asked for."""

    def __init__(self, name: str, load: Callable[[], Words]) -> None:
        self._load = load
        self._own: ContextVar[Words | None] = ContextVar(name, default=None)

    @cached_property
    def shipped(self) -> Words:
        """The vocabulary that comes with the program, read once."""
        return self._load()

    def get(self) -> Words:
        """The vocabulary in use."""
        return self._own.get() or self.shipped

    def put(self, words: Words) -> None:
        """Use this vocabulary from here on."""
        self._own.set(words)
