"""A path → bytes: only files that rest are read, and nothing keeps the reader waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.errors import ChangedInput, MissingInput, TooLarge, UnreadableInput
from extract.files import read_file


def test_a_file_gives_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert read_file(tmp_path / "a.pdf") == b"%PDF-1.7"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        read_file(tmp_path / "a.pdf")


def test_a_pipe_that_nobody_writes_into_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(UnreadableInput, match="a pipe"):
        read_file(tmp_path / "a.pdf")


@pytest.mark.parametrize(("path", "kind"), [("/dev/zero", "a device"), ("/", "Is a directory")])
def test_what_is_no_file_is_named(path: str, kind: str) -> None:
    with pytest.raises(UnreadableInput, match=kind):
        read_file(Path(path))


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    with open(tmp_path / "a.pdf", "wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(TooLarge, match="1,048,576 MiB, more than 1,024"):
        read_file(tmp_path / "a.pdf")


def test_a_file_that_grows_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    asked = os.fstat

    def grow_and_ask(handle: int) -> os.stat_result:
        found = asked(handle)
        path.write_bytes(path.read_bytes() + b"more")
        return found

    monkeypatch.setattr(os, "fstat", grow_and_ask)
    with pytest.raises(ChangedInput):
        read_file(path)


def test_a_file_exchanged_for_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    for name in ("in", "secret"):
        (tmp_path / name).mkdir()
    (tmp_path / "secret" / "z.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "in" / "z.pdf").symlink_to(tmp_path / "secret" / "z.pdf")
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.7")
    inside = (tmp_path / "in").resolve()
    assert read_file(tmp_path / "in" / "a.pdf", inside=inside) == b"%PDF-1.7"
    with pytest.raises(UnreadableInput, match="leads out of the input"):
        read_file(tmp_path / "in" / "z.pdf", inside=inside)
