"""A flag wins over the environment, the environment over the default."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.settings import Flags, SettingError, Settings, Talk, build_settings


def test_flag_wins_over_environment_wins_over_default() -> None:
    environ = {"LKIP_OUT": "env", "LKIP_JOBS": "3", "LKIP_STRICT": "yes", "LKIP_TALK": "quiet"}
    settings = build_settings(Flags(out_dir=Path("flag")), environ)
    assert replace(settings, memory_bytes=0) == Settings(
        out_dir=Path("flag"), jobs=3, memory_bytes=0, strict=True, talk=Talk.QUIET
    )


def test_a_flag_can_undo_the_environment() -> None:
    assert not build_settings(Flags(strict=False), {"LKIP_STRICT": "1"}).strict


@pytest.mark.parametrize(("name", "text"), [("LKIP_JOBS", "many"), ("LKIP_STRICT", "perhaps"), ("LKIP_TALK", "loud")])
def test_a_variable_without_meaning_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"{name}: '{text}'"):
        build_settings(Flags(), {name: text})


@pytest.mark.parametrize(
    "flags",
    [
        Flags(jobs=0),
        Flags(timeout_s=0),
        Flags(timeout_s=float("nan")),
        Flags(cpu_time_s=-1),
        Flags(nice=20),
        Flags(memory="64M"),
        Flags(memory="much"),
    ],
)
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


@pytest.mark.parametrize(
    ("text", "size"),
    [("1.5G", 3 << 29), ("800M", 800 << 20), ("2 gib", 2 << 30), ("1048576k", 1 << 30)],
)
def test_memory_is_given_as_people_write_it(text: str, size: int) -> None:
    assert build_settings(Flags(memory=text), {}).memory_bytes == size
    assert build_settings(Flags(), {"LKIP_MEMORY": text}).memory_bytes == size


def test_processor_time_is_limited_as_time_is_unless_said_otherwise() -> None:
    assert build_settings(Flags(timeout_s=60), {}).limits.cpu_s == 60
    assert build_settings(Flags(timeout_s=60, cpu_time_s=20), {}).limits.cpu_s == 20


def test_what_does_not_fit_is_done_and_doubted() -> None:
    settings = build_settings(Flags(jobs=100_000, memory="1G"), {})
    assert settings.jobs == 100_000
    assert "100000 jobs of 1 GB do not fit" in settings.doubts[0]
    assert build_settings(Flags(), {}).doubts == ()


def test_what_was_lost_is_compared_with_what_is_allowed_of_it_now() -> None:
    settings = build_settings(Flags(timeout_s=60, cpu_time_s=20, memory="1G"), {})
    assert [settings.allowed(loss) for loss in ("timeout", "crash", "cpu-time", "memory")] == [60, 60, 20, 1 << 30]
