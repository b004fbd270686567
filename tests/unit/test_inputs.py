"""INPUTs → files: folders, globs, names; in a stable order, each name once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import InputError
from pipelines.inputs import find_inputs


def _touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _names(*inputs: str | Path) -> list[str]:
    return [item.file for item in find_inputs([str(given) for given in inputs]).files]


def test_a_folder_is_searched_through_in_order_of_bytes(tmp_path: Path) -> None:
    _touch(tmp_path, "b.pdf", "a/z.PDF", "a.pdf", "Z.pdf", "notes.txt", ".hidden.pdf", ".git/x.pdf")
    assert _names(tmp_path) == ["Z.pdf", "a.pdf", "a/z.PDF", "b.pdf"]


def test_a_file_goes_by_its_own_name_whatever_its_suffix(tmp_path: Path) -> None:
    _touch(tmp_path, "deep/laporan")
    assert _names(tmp_path / "deep/laporan") == ["laporan"]


def test_a_missing_file_is_an_input_that_reading_will_refuse(tmp_path: Path) -> None:
    assert _names(tmp_path / "gone.pdf") == ["gone.pdf"]


def test_a_glob_is_relative_to_its_fixed_part(tmp_path: Path) -> None:
    _touch(tmp_path, "x/2022/a.pdf", "x/2023/b/c.pdf", "x/2023/d.txt")
    assert _names(tmp_path / "x" / "**" / "*") == ["2022/a.pdf", "2023/b/c.pdf"]


def test_a_file_named_with_brackets_is_no_glob(tmp_path: Path) -> None:
    _touch(tmp_path, "lkip [final].pdf")
    assert _names(tmp_path / "lkip [final].pdf") == ["lkip [final].pdf"]


def test_a_file_that_two_inputs_name_is_read_once(tmp_path: Path) -> None:
    _touch(tmp_path, "a/b.pdf")
    assert _names(tmp_path, tmp_path / "a" / "b.pdf") == ["a/b.pdf"]


def test_files_of_one_name_go_by_longer_names(tmp_path: Path) -> None:
    _touch(tmp_path, "2022/lkip.pdf", "2023/lkip.pdf", "2023/other.pdf")
    assert _names(tmp_path / "2022", tmp_path / "2023") == ["2022/lkip.pdf", "2023/lkip.pdf", "other.pdf"]


def test_names_of_odd_bytes_become_printable(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/a b\n\xff.pdf"
    Path(os.fsdecode(raw)).touch()
    assert _names(tmp_path) == ["a b\\x0a\\xff.pdf"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    _touch(tmp_path, "a/b.pdf")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert _names(tmp_path) == ["a/b.pdf"]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A folder with a report and links: to it, to a report elsewhere, to that one's folder, to nothing."""
    _touch(tmp_path, "in/a/b.pdf", "secret/c.pdf")
    (tmp_path / "in" / "own.pdf").symlink_to("a/b.pdf")
    (tmp_path / "in" / "other.pdf").symlink_to(tmp_path / "secret" / "c.pdf")
    (tmp_path / "in" / "others").symlink_to("../secret")
    (tmp_path / "in" / "gone.pdf").symlink_to("/nowhere/x.pdf")
    return tmp_path / "in"


def test_links_out_of_the_input_are_passed_over_and_named(linked: Path) -> None:
    found = find_inputs([str(linked)])
    assert [item.file for item in found.files] == ["a/b.pdf", "own.pdf"]
    assert sorted(found.links_out) == ["gone.pdf", "other.pdf", "others"]


def test_a_glob_does_not_lead_out_either(linked: Path) -> None:
    assert _names(linked / "**" / "*.pdf") == ["a/b.pdf", "own.pdf"]
    with pytest.raises(InputError, match="2 links lead out of the input"):
        find_inputs([str(linked / "oth*")])


def test_links_are_followed_where_that_is_asked_for(linked: Path) -> None:
    found = find_inputs([str(linked)], follow_links=True)
    assert [item.file for item in found.files] == ["a/b.pdf", "gone.pdf", "other.pdf", "others/c.pdf", "own.pdf"]
    assert found.links_out == ()


def test_a_link_that_is_itself_the_input_was_asked_for(linked: Path) -> None:
    assert _names(linked / "other.pdf") == ["other.pdf"]
    assert _names(linked / "others") == ["c.pdf"]


def test_inputs_without_files_are_named(tmp_path: Path) -> None:
    _touch(tmp_path, "full/a.pdf", "empty/readme.txt")
    found = find_inputs([str(tmp_path / "empty"), str(tmp_path / "full")])
    assert found.fruitless == (str(tmp_path / "empty"),)
    with pytest.raises(InputError, match="no PDF file found"):
        find_inputs([str(tmp_path / "empty")])


def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path, "a.pdf", "closed/b.pdf")
    closed = tmp_path / "closed"
    listed = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_inputs([str(tmp_path)])
    assert [item.file for item in found.files] == ["a.pdf"]
    assert [text.split(" cannot ")[1] for text in found.unseen] == ["be listed (Permission denied)"]


def test_a_file_has_to_lie_in_its_input_unless_links_are_followed(tmp_path: Path) -> None:
    _touch(tmp_path, "a.pdf")
    assert find_inputs([str(tmp_path)]).files[0].inside == tmp_path.resolve()
    assert find_inputs([str(tmp_path)], follow_links=True).files[0].inside is None
    assert find_inputs([str(tmp_path / "a.pdf")]).files[0].inside is None
