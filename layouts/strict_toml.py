"""TOML files read strictly: a model, or one ProfileError that names the file, the entry, the key and a way out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from extract.errors import ProfileError

# How like (0 to 1) a word must be to one that is known to be offered in its place: one letter in three may differ.
_NEAR_WORD = 0.65
# What an entry of a list is called after, so that a person finds it.
_NAMES = ("kode", "name")

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into a strict model.

    Raises:
        ProfileError: the file cannot be read, is not UTF-8, no TOML (with the line), or breaks the model: the entry and
        key are named, with the nearest known key where a key is unknown.
    """
    content = read_toml(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise _explained(error, model, content, path) from error


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        ProfileError: it cannot be read, or is not UTF-8.
    """
    try:
        # Windows' editors put a mark before UTF-8, which TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProfileError("the file cannot be read", str(path), str(error.strerror or error)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProfileError(f"line {line} is not UTF-8", str(path), "save the file in the encoding UTF-8") from error


def read_toml(path: Path) -> dict[str, object]:
    """A TOML file's content.

    Raises:
        ProfileError: it cannot be read, is not UTF-8, or no TOML; the message has the line.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = str(error).replace("at end of document", f"at the file's end, line {len(text.splitlines())}")
        raise ProfileError(
            f"not valid TOML: {what}", str(path), "mend the line; docs/add-a-layout.md has examples"
        ) from error


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "did you mean 'target'?" where a known word is near, else all that are allowed."""
    words = [str(one) for one in known]
    near = get_close_matches(word, words, n=1, cutoff=_NEAR_WORD)
    return f"did you mean '{near[0]}'?" if near else f"allowed: {', '.join(words)}"


def _explained(error: ValidationError, model: type[BaseModel], content: object, path: Path) -> ProfileError:
    first = error.errors()[0]
    *outer, key = first["loc"] or ("",)
    place = _place(first["loc"][:-1], content)
    if first["type"] == "extra_forbidden":
        return ProfileError(f"{place}key '{key}' is unknown", str(path), did_you_mean(str(key), _keys_at(model, outer)))
    if first["type"] == "missing":
        return ProfileError(f"{place}key '{key}' is missing", str(path), "see docs/add-a-layout.md")
    return ProfileError(_message(first, content), str(path), "see docs/add-a-layout.md")


def _message(first: ErrorDetails, content: object) -> str:
    text = first["msg"].removeprefix("Value error, ")
    # What is wrong with an entry as a whole says its key itself.
    if not first["loc"] or (first["type"] == "value_error" and isinstance(first["loc"][-1], int)):
        return f"{_place(first['loc'], content)}{text}"
    *outer, key = first["loc"]
    if isinstance(key, int):
        key = f"{outer.pop()}, entry {key + 1}"
    return f"{_place(outer, content)}key '{key}': {text}"


def _place(loc: Iterable[int | str], content: object) -> str:
    """Where in the file: "profile 2 (sdm), "; empty at the top."""
    words: list[str] = []
    for part in loc:
        try:
            content = content[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            content = None
        if isinstance(part, int):
            name = next((content[k] for k in _NAMES if content.get(k)), "") if isinstance(content, dict) else ""
            words[-1] += f" {part + 1}" + (f" ({name})" if name else "")
        else:
            words.append(str(part))
    return f"{', '.join(words)}, " if words else ""


def _keys_at(model: type[BaseModel], loc: Iterable[int | str]) -> list[str]:
    """The keys a table may have that stands under `loc` in a model."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            annotation = model.model_fields[part].annotation
            inner = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type) and issubclass(a, BaseModel)]
            model = inner[0] if inner else model
    return list(model.model_fields)
