"""Readings of scans between runs: kept, found, sealed, and never the reason why a run ends."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import InputError, OutputError
from pipelines.cache import cache_info, parse_size, prune_cache, render_info, render_pruned, to_json
from pipelines.keys import Recipe
from pipelines.readings import READINGS_FILE, Readings, open_readings
from pipelines.sealing import Damaged, key_of, seal, unseal
from pipelines.settings import SettingError

RECIPE = Recipe(version="1", code={"extract": "a"})
OTHER = replace(RECIPE, engines={"tesseract": "6"})
ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def readings(tmp_path: Path) -> Iterator[Readings]:
    """Readings in a new folder."""
    with open_readings(tmp_path / "cache", RECIPE) as opened:
        yield opened


def _fill(folder: Path, *, recipe: Recipe = RECIPE, documents: int = 2, pages: int = 3, size: int = 1000) -> None:
    with open_readings(folder, recipe) as opened:
        assert opened._connection is not None
        # Waiting for the disk makes nothing of this truer.
        opened._connection.execute("PRAGMA synchronous = OFF")
        for document in range(documents):
            for page in range(1, pages + 1):
                opened.keep(f"{document}" * 64, page, os.urandom(size))


def _age(folder: Path, days: float, *, page: int) -> None:
    with sqlite3.connect(folder / READINGS_FILE) as connection:
        connection.execute("UPDATE pages SET used_at = used_at - ? WHERE page = ?", [days * 86_400, page])
    connection.close()


def test_what_was_kept_is_found_by_document_and_page(readings: Readings) -> None:
    readings.keep(ONE, 1, b"first")
    readings.keep(ONE, 3, b"third")
    readings.keep(TWO, 1, b"another's")
    assert readings.find(ONE, [1, 2, 3]) == {1: b"first", 3: b"third"}
    readings.drop(ONE, [3])
    assert readings.find(ONE, range(1, 2000)) == {1: b"first"}


def test_readings_are_there_for_the_next_run_and_for_a_run_beside(tmp_path: Path) -> None:
    with open_readings(tmp_path, RECIPE) as first, open_readings(tmp_path, RECIPE) as second:
        first.keep(ONE, 1, b"x")
        second.keep(ONE, 2, b"y")
        assert first.find(ONE, [1, 2]) == {1: b"x", 2: b"y"}
    with open_readings(tmp_path, RECIPE) as third:
        assert third.find(ONE, [1, 2]) == {1: b"x", 2: b"y"}


def test_readings_of_other_engines_are_not_found(tmp_path: Path) -> None:
    _fill(tmp_path)
    with open_readings(tmp_path, OTHER) as opened:
        assert opened.find("0" * 64, [1]) == {}


def test_without_a_folder_nothing_is_kept() -> None:
    with open_readings(None, RECIPE) as opened:
        opened.keep(ONE, 1, b"x")
        assert opened.find(ONE, [1]) == {}


@pytest.mark.parametrize("offset", [0, 40, 5000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, offset: int, caplog: pytest.LogCaptureFixture) -> None:
    _fill(tmp_path, documents=4, pages=9)
    path = tmp_path / READINGS_FILE
    with open(path, "r+b") as stream:
        stream.seek(offset)
        stream.write(b"\x55" * 4096)
    with open_readings(tmp_path, RECIPE) as opened:
        opened.find("0" * 64, range(1, 10))
        opened.keep(ONE, 1, b"x")
        opened.keep(ONE, 1, b"x")
        assert opened.find(ONE, [1]) == {1: b"x"}
    assert "is begun anew" in caplog.text
    assert caplog.text.count("Traceback") == 0


@pytest.mark.parametrize("content", [b"", b"no database at all" * 300])
def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / READINGS_FILE).write_bytes(content)
    with open_readings(tmp_path, RECIPE) as opened:
        opened.keep(ONE, 1, b"x")
        assert opened.find(ONE, [1]) == {1: b"x"}


def test_a_file_that_is_cut_off_is_begun_anew(tmp_path: Path) -> None:
    _fill(tmp_path, documents=4, pages=9)
    os.truncate(tmp_path / READINGS_FILE, 9000)
    with open_readings(tmp_path, RECIPE) as opened:
        opened.keep(ONE, 1, b"x")
        assert opened.find(ONE, [1]) == {1: b"x"}


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / READINGS_FILE) as connection:
        connection.execute("PRAGMA application_id = 99")
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(OutputError, match="another program"), open_readings(tmp_path, RECIPE):
        pass


def test_a_full_disk_stops_the_keeping_and_nothing_else(readings: Readings, caplog: pytest.LogCaptureFixture) -> None:
    readings.keep(ONE, 1, b"x")
    assert readings._connection is not None
    readings._connection.execute("PRAGMA max_page_count = 1")
    readings.keep(ONE, 2, os.urandom(100_000))
    readings.keep(ONE, 3, b"z")
    assert readings.find(ONE, [1, 2, 3]) == {1: b"x"}
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "not kept from here on" in caplog.text


def test_a_place_where_nothing_can_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="another --cache"), open_readings(tmp_path / "file" / "cache", RECIPE):
        pass


def test_a_document_opens_its_own_readings_alone() -> None:
    sealed = seal(b"NIP 19700101", key_of(b"%PDF one"), "key")
    assert unseal(sealed, key_of(b"%PDF one"), "key") == b"NIP 19700101"
    assert b"NIP" not in sealed
    for key, name in ((key_of(b"%PDF two"), "key"), (key_of(b"%PDF one"), "another")):
        with pytest.raises(Damaged):
            unseal(sealed, key, name)


@pytest.mark.parametrize("place", [0, 13, -1])
def test_a_changed_bit_does_not_open(place: int) -> None:
    sealed = bytearray(seal(b"content", key_of(b"%PDF"), "key"))
    sealed[place] ^= 1
    with pytest.raises(Damaged):
        unseal(bytes(sealed), key_of(b"%PDF"), "key")
    with pytest.raises(Damaged):
        unseal(bytes(sealed[:5]), key_of(b"%PDF"), "key")


def test_the_key_does_not_follow_from_what_the_tables_print() -> None:
    """documents.csv prints the SHA-256 of every file; the key is no hash of that."""
    import hashlib

    data = b"%PDF-1.4 ..."
    sha256 = hashlib.sha256(data)
    assert key_of(data) not in {sha256.digest(), hashlib.blake2b(data, digest_size=32).digest()}
    assert key_of(sha256.digest()) != key_of(data) != key_of(sha256.hexdigest().encode())


def test_info_counts_pages_documents_and_what_this_program_can_use(tmp_path: Path) -> None:
    _fill(tmp_path)
    _fill(tmp_path, recipe=OTHER, documents=1)
    facts = cache_info(tmp_path, RECIPE.reading_fingerprint)
    assert (facts.entries, facts.documents, facts.current) == (9, 2, 6)
    assert facts.bytes == (tmp_path / READINGS_FILE).stat().st_size
    assert facts.oldest is not None
    said = render_info(facts, now=facts.oldest + 7200)
    assert "9 pages of 2 documents" in said
    assert "2.0 hours" in said
    assert json.loads(to_json(facts))["entries"] == 9


def test_prune_removes_what_this_program_cannot_use(tmp_path: Path) -> None:
    _fill(tmp_path, recipe=OTHER)
    _fill(tmp_path, documents=1)
    pruned = prune_cache(tmp_path, RECIPE.reading_fingerprint)
    assert (pruned.entries, pruned.left.entries, pruned.left.current) == (6, 3, 3)
    assert "6 pages removed" in render_pruned(pruned)
    assert prune_cache(tmp_path, RECIPE.reading_fingerprint).entries == 0


def test_prune_removes_what_no_run_wanted_for_long(tmp_path: Path) -> None:
    _fill(tmp_path)
    _age(tmp_path, 40, page=2)
    with open_readings(tmp_path, RECIPE) as opened:
        # Wanted again today.
        assert opened.find("0" * 64, [2])
    assert prune_cache(tmp_path, RECIPE.reading_fingerprint, older_days=30).entries == 1
    with open_readings(tmp_path, RECIPE) as opened:
        assert sorted(opened.find("0" * 64, [1, 2, 3])) == [1, 2, 3]
        assert sorted(opened.find("1" * 64, [1, 2, 3])) == [1, 3]


def test_prune_to_a_size_keeps_what_was_wanted_last(tmp_path: Path) -> None:
    _fill(tmp_path, pages=40, size=10_000)
    _age(tmp_path, 1.5, page=7)
    pruned = prune_cache(tmp_path, RECIPE.reading_fingerprint, max_bytes=600_000)
    assert 450_000 < pruned.left.bytes <= 600_000
    assert pruned.left.bytes == (tmp_path / READINGS_FILE).stat().st_size
    with open_readings(tmp_path, RECIPE) as opened:
        assert opened.find("0" * 64, [7]) == {}
    assert prune_cache(tmp_path, RECIPE.reading_fingerprint, max_bytes=0).left.entries == 0


def test_prune_takes_a_damaged_file_away_and_info_says_so(tmp_path: Path) -> None:
    path = tmp_path / READINGS_FILE
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(OutputError, match="damaged"):
        cache_info(tmp_path, "")
    assert path.exists()
    assert prune_cache(tmp_path, "").bytes == 5400
    with pytest.raises(InputError, match="no readings"):
        cache_info(tmp_path, "")


@pytest.mark.parametrize(("text", "size"), [("500M", 500 << 20), ("2 GB", 2 << 30), ("1.5k", 1536), ("7", 7)])
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "M", "-1", "2 pages", "1e9"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(SettingError):
        parse_size(text)
