"""When a file in a watched folder counts as whole."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.settling import HOLLOW_RESTS, Settling, Stamp
from pipelines.watch import HashMemory, can_be_read, is_hollow

HALF, WHOLE = Stamp(10, 1), Stamp(20, 2)


def test_a_file_counts_when_it_was_the_same_over_two_looks_and_long_enough() -> None:
    settling = Settling(rest_s=60.0)
    assert settling.look({"a": HALF}, 0.0).waiting == ("a",)
    assert settling.look({"a": WHOLE}, 59.0).waiting == ("a",)
    assert settling.look({"a": WHOLE}, 118.0).waiting == ("a",)
    assert settling.look({"a": WHOLE}, 119.0).ready == ("a",)


def test_one_look_is_never_enough_however_late_it_comes() -> None:
    settling = Settling(rest_s=0.0)
    assert settling.look({"a": WHOLE}, 1e9).ready == ()
    assert settling.look({"a": WHOLE}, 1e9).ready == ("a",)


def test_what_was_taken_is_ready_again_only_when_it_changes() -> None:
    settling = Settling(rest_s=1.0)
    for now_s in (0.0, 1.0):
        looked = settling.look({"a": HALF}, now_s)
    settling.take(looked.ready)
    assert settling.look({"a": HALF}, 5.0).ready == ()
    assert settling.look({"a": HALF}, 5.0).rested == ("a",)
    assert settling.look({"a": WHOLE}, 6.0).waiting == ("a",)
    assert settling.look({"a": WHOLE}, 7.0).ready == ("a",)


def test_a_file_that_went_and_came_back_the_same_is_not_ready_again() -> None:
    settling = Settling(rest_s=1.0)
    for now_s in (0.0, 1.0):
        looked = settling.look({"a": HALF}, now_s)
    settling.take(looked.ready)
    settling.look({}, 2.0)
    assert settling.look({"a": HALF}, 3.0).waiting == ("a",)
    assert settling.look({"a": HALF}, 4.0).ready == ()


def test_a_file_is_gone_when_it_was_missing_as_long_as_a_file_has_to_rest() -> None:
    settling = Settling(rest_s=1.0)
    settling.look({"a": HALF}, 0.0)
    assert settling.look({}, 1.0).gone == ()
    looked = settling.look({}, 2.0)
    assert looked.gone == ("a",)
    settling.forget(looked.gone)
    assert settling.look({}, 3.0).gone == ()


def test_a_hollow_file_waits_longer_but_not_for_ever() -> None:
    settling = Settling(rest_s=1.0, is_hollow=lambda name: name == "a")
    stamps = {"a": WHOLE, "b": WHOLE}
    settling.look(stamps, 0.0)
    assert settling.look(stamps, 1.0).ready == ("b",)
    assert settling.look(stamps, HOLLOW_RESTS - 0.1).waiting == ("a",)
    assert "a" in settling.look(stamps, float(HOLLOW_RESTS)).ready


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 2)), max_size=12))
def test_nothing_is_ready_twice_as_it_is(looks: list[dict[str, int]]) -> None:
    settling = Settling(rest_s=0.0)
    taken: dict[str, int] = {}
    for now_s, sizes in enumerate(looks):
        looked = settling.look({name: Stamp(size, 0) for name, size in sizes.items()}, float(now_s))
        for name in looked.ready:
            assert taken.get(name) != sizes[name]
            taken[name] = sizes[name]
        for name in looked.gone:
            taken.pop(name, None)
        settling.take(looked.ready)
        settling.forget(looked.gone)


def test_files_that_come_and_go_leave_nothing_behind() -> None:
    settling = Settling(rest_s=0.0)
    for day in range(1000):
        for _ in range(2):
            settling.take(settling.look({str(day): WHOLE}, float(day)).ready)
        for _ in range(2):
            settling.forget(settling.look({}, day + 0.5).gone)
    assert settling._files == {}


def test_zeros_at_the_end_are_space_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for content, hollow in ((b"%PDF" + bytes(9000), True), (b"", False), (b"%PDF...%%EOF\n", False), (bytes(5), True)):
        path.write_bytes(content)
        assert is_hollow(path) is hollow
    assert not is_hollow(tmp_path / "gone.pdf")


def test_what_did_not_change_is_not_hashed_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    memory = HashMemory()
    first = memory.sha256_of(path)
    known = dict(memory._known)
    assert memory.sha256_of(path) == first
    path.write_bytes(b"three")
    assert memory.sha256_of(path) != first
    assert known != memory._known
    memory.keep([])
    assert memory._known == {}


def test_only_a_file_with_a_first_byte_is_worth_another_try(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert can_be_read(tmp_path / "a.pdf")
    assert not any(can_be_read(tmp_path / name) for name in ("empty.pdf", "gone.pdf", "."))
