"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import importlib
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

import pytest

import extract
import layouts
import pipelines
from extract.errors import KnownError
from extract.model import NoteKind
from layouts.layouts import load_layouts
from pipelines.cli import app

ROOT = Path(__file__).parent.parent
PACKAGES = (extract, layouts, pipelines)
# They need an extra, lkip[dask].
CLUSTER = ("pipelines.cluster", "pipelines.remote")
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+")


def _sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package.__name__).rglob("*.py"))


def _known_errors() -> list[type[KnownError]]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__") or (module.name in CLUSTER and not find_spec("distributed")):
                continue
            importlib.import_module(module.name)
    found: list[type[KnownError]] = [KnownError]
    for kind in found:
        found += [sub for sub in kind.__subclasses__() if sub not in found]
    return found


def _codes_of(tree: ast.AST) -> Iterator[str]:
    """Codes given to findings: literals in `Finding(...)` or `code=...`, and a module's constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            literals = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            if isinstance(node.func, ast.Name) and node.func.id == "Finding":
                literals += node.args[:1]
        elif isinstance(node, ast.Assign) and all(_is_constant(target) for target in node.targets):
            literals = [node.value]
        else:
            continue
        texts = (item.value for item in literals if isinstance(item, ast.Constant))
        yield from (text for text in texts if isinstance(text, str) and KEBAB.fullmatch(text))


def _is_constant(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id.isupper()


def _finding_codes() -> set[str]:
    trees = (ast.parse(path.read_text()) for path in _sources() if "Finding" in path.read_text())
    constants = (ast.parse(path.read_text()) for path in (ROOT / "layouts").glob("*.py"))
    return {code for tree in (*trees, *constants) for code in _codes_of(tree)}


def test_every_profile_loads() -> None:
    assert load_layouts().profiles.items


@pytest.mark.parametrize("kind", _known_errors(), ids=lambda kind: kind.__name__)
def test_every_known_error_survives_pickling(kind: type[KnownError]) -> None:
    """A worker's error must reach the parent whole, or the pool dies of it."""
    error = kind(*(f"the {field.name}" for field in fields(kind)))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert [getattr(again, f.name) for f in fields(kind)] == [f"the {f.name}" for f in fields(kind)]


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    groups = {"": app} | {f"{group.name} ": group.typer_instance for group in app.registered_groups}
    names = [
        f"{group}{command.name or command.callback.__name__}"
        for group, commands in groups.items()
        for command in (commands.registered_commands if commands is not None else ())
        if command.callback
    ]
    assert [name for name in names if f"lkip {name}" not in readme] == []


def test_every_make_target_is_explained_by_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    assert explained >= {"help", "setup", "run", "test", "check", "fix", "score", "bench", "image"}


def test_every_finding_code_has_a_heading_in_the_docs() -> None:
    headings = set(re.findall(r"^#+ .*?([a-z]+(?:-[a-z]+)+)", (ROOT / "docs" / "findings.md").read_text(), re.M))
    assert (_finding_codes() | set(NoteKind)) - headings == set()


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_locks_pin_with_hashes_and_name_no_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert not re.search(r"^--", text, re.M)
        pinned = re.findall(r"^[A-Za-z0-9._-]+==\S+ \\\n    --hash=sha256:", text, re.M)
        assert len(pinned) == len(re.findall(r"^[A-Za-z0-9]", text, re.M))


def _code_texts(path: Path) -> Iterator[str]:
    """What a module says when it runs: its string constants, docstrings apart."""
    tree = ast.parse(path.read_text())
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _profile_texts(path: Path) -> Iterator[str]:
    """A profile's lines; where its form was seen is the one thing it may say of a document."""
    return (line for line in path.read_text().splitlines() if not line.startswith(("#", "seen_on")))


def test_no_code_knows_a_sample_document() -> None:
    samples = [path.stem for path in (ROOT / "corpus" / "pdf").glob("*.pdf")]
    places = {part for stem in samples for part in re.findall(r"bnn[kp]-(.*)-\d{4}", stem)}
    texts = [(path.name, text) for path in _sources() for text in _code_texts(path)]
    profiles = (ROOT / "layouts" / "profiles").glob("*.toml")
    texts += [(path.name, text) for path in profiles for text in _profile_texts(path)]
    assert [(n, t) for n, t in texts if any(place in t.lower().replace(" ", "-") for place in places)] == []
