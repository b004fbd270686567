"""Profiles load strictly, and each kind of the contract has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ProfileError
from layouts.layouts import PROFILES
from layouts.profile import load_profiles
from layouts.records import TableKind

GOOD = '[[profile]]\nkind = "perjanjian_kinerja"\nseen_on = ["page 1"]\nrequires = ["label", "target"]\n'


def test_every_kind_but_the_list_has_a_profile_and_says_where_it_was_seen() -> None:
    items = load_profiles([PROFILES]).items
    assert {p.kind for p in items if p.kind} == set(TableKind) - {TableKind.RINGKASAN_EKSEKUTIF}
    assert all(p.seen_on for p in items)


def test_names_of_profiles_are_unique() -> None:
    names = [p.name for p in load_profiles([PROFILES]).items]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + 'colour = "red"\n', "key 'colour'"),
        (GOOD.replace("perjanjian_kinerja", "perjanjian"), "kind 'perjanjian' is unknown; allowed:"),
        (GOOD.replace('"target"', '"tarjet"'), "'tarjet' is no role or trait; allowed:"),
        (GOOD + 'fields = { nilai = "hasil" }\n', "'hasil' is no field; allowed:"),
        (GOOD + 'ignore = "staff"\n', "either 'kind' or 'ignore'"),
        ("[profile\n", "not valid TOML"),
        ("title = 1\n", r"\[\[profile\]\] tables and nothing else"),
    ],
)
def test_a_broken_profile_is_one_error_that_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=message) as caught:
        load_profiles([tmp_path])
    assert "mine.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_later_folder_replaces_a_file_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "perjanjian_kinerja.toml").write_text(GOOD.replace("page 1", "my page"), encoding="utf-8")
    items = load_profiles([PROFILES, tmp_path]).items
    assert [p.seen_on for p in items if p.kind == "perjanjian_kinerja"] == [["my page"]]
