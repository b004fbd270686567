"""A flag wins over the environment, the environment over the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import Flags, SettingError, Settings, Talk, build_settings


def test_flag_wins_over_environment_wins_over_default() -> None:
    environ = {"LKIP_OUT": "env", "LKIP_JOBS": "3", "LKIP_STRICT": "yes", "LKIP_TALK": "quiet"}
    settings = build_settings(Flags(out_dir=Path("flag")), environ)
    assert settings == Settings(out_dir=Path("flag"), jobs=3, strict=True, talk=Talk.QUIET)


def test_a_flag_can_undo_the_environment() -> None:
    assert not build_settings(Flags(strict=False), {"LKIP_STRICT": "1"}).strict


@pytest.mark.parametrize(("name", "text"), [("LKIP_JOBS", "many"), ("LKIP_STRICT", "perhaps"), ("LKIP_TALK", "loud")])
def test_a_variable_without_meaning_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"{name}: '{text}'"):
        build_settings(Flags(), {name: text})


@pytest.mark.parametrize("flags", [Flags(jobs=0), Flags(timeout_s=0), Flags(timeout_s=float("nan"))])
def test_numbers_out_of_range_are_refused(flags: Flags) -> None:
    with pytest.raises(SettingError):
        build_settings(flags, {})


def test_readings_are_kept_in_the_output_folder_elsewhere_or_nowhere() -> None:
    environ = {"LKIP_CACHE": "env"}
    assert build_settings(Flags(out_dir=Path("o")), {}).readings_folder == Path("o/.lkip")
    assert build_settings(Flags(out_dir=Path("o")), environ).readings_folder == Path("env")
    assert build_settings(Flags(cache=Path("flag")), environ).readings_folder == Path("flag")
    assert build_settings(Flags(no_cache=True), environ).readings_folder is None
    assert build_settings(Flags(), {"LKIP_NO_CACHE": "yes"}).readings_folder is None
