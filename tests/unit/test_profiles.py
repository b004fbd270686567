"""Profiles load strictly, and each kind of the contract has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ProfileError
from layouts.files import PROFILES
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
        (GOOD + 'colour = "red"\n', "key 'colour' is unknown; allowed: "),
        (
            GOOD.replace("perjanjian_kinerja", "perjanjian"),
            "profile 1, key 'kind': 'perjanjian' is unknown; did you mean 'perjanjian_kinerja'",
        ),
        (GOOD.replace('"target"', '"tarjet"'), "key 'requires': 'tarjet' is no role or trait; did you mean 'target'"),
        (GOOD + 'fields = { nilai = "hasil" }\n', "'hasil' is no field; allowed:"),
        (GOOD + 'ignore = "staff"\n', "either 'kind' or 'ignore'"),
        (GOOD + "wieght = 3\n", "key 'wieght' is unknown; did you mean 'weight'"),
        (GOOD + 'name = "a"\nforbids = ["label"]\n', r"profile 1 \(a\), key 'requires': 'label' is forbidden"),
        (GOOD.replace('"label"', '"sasaran"') + 'forbids = ["label"]\n', "'sasaran' is forbidden by key 'forbids'"),
        (
            GOOD + "years_min = 3\nyears_max = 2\n",
            "key 'years_min': 3 is not below years_max, 2: it can claim no table",
        ),
        (GOOD + "needs_context = true\n", "key 'needs_context'"),
        (GOOD.replace('["page 1"]', "3"), "key 'seen_on': Input should be a valid list"),
        (GOOD + GOOD.replace("kind", 'name = "mine-1"\nkind'), "two profiles have the name 'mine-1'"),
        (GOOD + "\n[profile\n", r"not valid TOML: .*line 6"),
        ("title = 1\n", r"\[\[profile\]\] tables and nothing else"),
    ],
)
def test_a_broken_profile_is_one_error_that_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=message) as caught:
        load_profiles([tmp_path])
    assert "mine.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_profile_of_a_later_folder_replaces_the_one_of_its_name_alone(tmp_path: Path) -> None:
    mine = GOOD.replace("page 1", "my page").replace("kind", 'name = "perjanjian_kinerja"\nkind')
    (tmp_path / "mine.toml").write_text(mine, encoding="utf-8")
    loaded = load_profiles([PROFILES, tmp_path])
    assert [p.seen_on for p in loaded.items if p.name == "perjanjian_kinerja"] == [["my page"]]
    assert len(loaded.items) == len(load_profiles([PROFILES]).items)
    assert loaded.replaced == (f"{tmp_path / 'mine.toml'}: profile 'perjanjian_kinerja' replaces the shipped one",)


def test_a_name_that_two_files_of_a_folder_give_is_an_error_that_names_both(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD.replace("kind", 'name = "mine"\nkind'), encoding="utf-8")
    with pytest.raises(ProfileError, match=r"a\.toml and .*b\.toml: two profiles have the name 'mine'"):
        load_profiles([tmp_path])


def test_a_file_in_another_encoding_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(GOOD.encode() + 'context = ["caf\xe9"]\n'.encode("latin-1"))
    with pytest.raises(ProfileError, match=r"mine\.toml: line 5 is not UTF-8"):
        load_profiles([tmp_path])


def test_the_mark_that_windows_sets_before_utf_8_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8-sig")
    assert load_profiles([tmp_path]).items
