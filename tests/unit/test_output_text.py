"""Text and numbers of the outputs: what is cleaned, guarded, and how numbers are printed."""

from __future__ import annotations

import json
import subprocess

import pytest

from pipelines.output_text import (
    clean_path,
    clean_text,
    fixed_point,
    guard_formula,
    harmless,
    name_of_path,
    shell_word,
)


@pytest.mark.parametrize(
    "text",
    [
        "-1.415.500",
        "-",
        "+62",
        "- 5,00",
        "-98,91%",
        "-Rp. 1.000,-",
        "-Rp 250.000",
        "−5",
        "51,10",
        "Indeks",
        "",
    ],
)
def test_numbers_and_plain_text_are_left_alone(text: str) -> None:
    assert guard_formula(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1+1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "- Jumlah kegiatan",
        "-2*3",
        "=",
        "-A1",
        "--1",
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (98.91, "98.91"),
        (98.90, "98.9"),
        (100.0, "100"),
        (1544257000.0, "1544257000"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (-1415500.0, "-1415500"),
        (-0.0, "0"),
        (79.375, "79.375"),
    ],
)
def test_numbers_are_printed_in_fixed_point(number: float, printed: str) -> None:
    assert fixed_point(number) == printed


def test_decimal_comma_replaces_the_point() -> None:
    assert fixed_point(51.1, mark=",") == "51,1"


def test_line_ends_and_runs_of_space_collapse() -> None:
    assert clean_text("  Indeks\r\n Ketahanan\u00a0 \u2028Diri\t") == "Indeks Ketahanan Diri"


def test_controls_and_non_characters_leave_no_trace() -> None:
    assert clean_text("a\x00b\ufffec") == "a b c"


def test_lone_surrogates_in_text_are_escaped() -> None:
    assert clean_text("x\ud83dy") == r"x\ud83dy"


def test_file_names_that_are_not_utf8_show_their_bytes() -> None:
    assert clean_path(b"lap\xfforan.pdf".decode("utf-8", "surrogateescape")) == r"lap\xfforan.pdf"


def test_spaces_in_file_names_stay_and_line_ends_are_escaped() -> None:
    assert clean_path("a  b\n.pdf") == r"a  b\x0a.pdf"


STEERING = "a\x1b[2J\x9b\u202e\x7f\x00\udcff\U000e0041 — ü\u00a0b"


def test_what_steers_a_terminal_is_shown_as_its_number() -> None:
    shown = harmless(STEERING + "\nnext")
    assert shown == "a\\u001b[2J\\u009b\\u202e\\u007f\\u0000\\udcff\\udb40\\udc41 — ü\u00a0b\nnext"


def test_json_made_harmless_says_the_same() -> None:
    assert json.loads(harmless(json.dumps(STEERING, ensure_ascii=False))) == STEERING


def test_no_two_paths_go_by_one_name() -> None:
    names = ["a\nb", "a\\x0ab", "a\\x5cx0ab", "a\\b", "a\\\nb"]
    assert len({name_of_path(name) for name in names}) == len(names)
    assert name_of_path("arsip\\2021.pdf") == "arsip\\2021.pdf"


def test_a_clean_name_stays_as_it_is() -> None:
    name = name_of_path("a\n\\x0a\udcff")
    assert clean_path(name) == name


@pytest.mark.parametrize("name", ["a b", "a'b", "$(touch x)", "a\x1b[2Jb", "line\nend", "\udcff"])
def test_a_word_for_the_shell_is_that_word(name: str) -> None:
    word = shell_word(name)
    assert word.encode().decode().isprintable()
    said = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True).stdout
    assert said.decode(errors="surrogateescape") == name
