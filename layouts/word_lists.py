"""Files that hold lists of words by meaning (`units.toml`, `lists.toml`): a user's words over the shipped ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from extract.errors import ProfileError
from layouts.strict_toml import read_model

Words = TypeVar("Words", bound=BaseModel)


def read_over(base: Words, paths: Sequence[Path], *, exclusive: Sequence[str]) -> tuple[Words, tuple[str, ...]]:
    """Read files of a model's lists, each of which may be left out, and add their words to the model's.

    Args:
        base: What is added to; every field of it, or of a model in it, is a list of words.
        paths: The user's files, in the order in which they go over it.
        exclusive: Fields of which one word can stand in one alone: there a user's word leaves the base's others.

    Returns:
        The model with all words, and a line for each that changed its meaning.

    Raises:
        ProfileError: a file cannot be read, breaks the model, or gives one word to two exclusive fields.
    """
    moved: list[str] = []
    for path in paths:
        base, more = _merge(base, read_model(path, type(base)), path, exclusive)
        moved += more
    return base, tuple(moved)


def _merge(base: Words, over: Words, path: Path, exclusive: Sequence[str]) -> tuple[Words, list[str]]:
    own = {name: getattr(over, name) for name in exclusive if name in type(base).model_fields}
    keys = _key_of_each_word(own, path)
    merged: dict[str, object] = {}
    moved: list[str] = []
    for name in type(base).model_fields:
        old, new = getattr(base, name), getattr(over, name)
        if isinstance(old, BaseModel):
            merged[name], more = _merge(old, new, path, exclusive)
            moved += more
            continue
        gone = [word for word in old if name in own and keys.get(word, name) != name]
        moved += [f"{path}: '{word}' is one of {keys[word]}, in the shipped vocabulary of {name}" for word in gone]
        merged[name] = list(dict.fromkeys([*new, *(word for word in old if word not in gone)]))
    return base.model_copy(update=merged), moved


def _key_of_each_word(own: Mapping[str, Sequence[str]], path: Path) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, words in own.items():
        for word in words:
            if keys.setdefault(word, name) != name:
                what = f"'{word}' stands under the keys {keys[word]} and {name}"
                raise ProfileError(what, str(path), "keep it in one of them")
    return keys
