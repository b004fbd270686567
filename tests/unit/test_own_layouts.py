"""A user's own profiles and vocabulary go over the shipped ones, and say where they go against them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.errors import ProfileError
from layouts.files import own_files
from layouts.layouts import load_layouts
from layouts.person_names import is_titled
from layouts.person_words import know_persons
from layouts.units import shipped_units
from layouts.values import is_nothing, read_number, read_with
from layouts.wordings import Role

PROFILE = '[[profile]]\nkind = "perjanjian_kinerja"\nseen_on = ["page 1"]\nrequires = ["label", "target"]\n'

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of the user's folder and gives the folder."""

    def write_file(name: str, text: str) -> Path:
        (tmp_path / "vocabulary").mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write_file


def test_own_wordings_add_to_a_role(write: Write) -> None:
    own = write("vocabulary/headers.toml", '[[role]]\nname = "realisasi"\nwordings = ["kinerja nyata"]\n')
    layouts = load_layouts(own)
    guess = layouts.vocabulary.guess_role("kinerja nyata")
    assert guess is not None
    assert guess.role is Role.REALISASI
    assert layouts.vocabulary.wordings.items() > load_layouts().vocabulary.wordings.items()
    assert layouts.notes == ()


def test_an_own_wording_wins_over_the_shipped_role_and_is_reported(write: Write) -> None:
    own = write("vocabulary/headers.toml", '[[role]]\nname = "pagu"\nwordings = ["rencana"]\n')
    layouts = load_layouts(own)
    assert layouts.vocabulary.wordings["rencana"] is Role.PAGU
    assert [note.partition("headers.toml")[2] for note in layouts.notes] == [
        ": 'rencana' is pagu, in the shipped vocabulary target"
    ]


def test_own_single_words_are_tried_before_the_shipped_ones(write: Write) -> None:
    own = write("vocabulary/headers.toml", '[[role]]\nname = "sisa"\nwords = ["capaian"]\n')
    guess = load_layouts(own).vocabulary.guess_role("uraian mengenai capaian dinas")
    assert guess is not None
    assert guess.role is Role.SISA


def test_wordings_of_one_form_may_stand_in_a_file_of_their_own(write: Write) -> None:
    write("vocabulary/headers-a.toml", '[[role]]\nname = "target"\nwordings = ["cita cita"]\n')
    own = write("vocabulary/headers.toml", '[[role]]\nname = "realisasi"\nwordings = ["kinerja nyata"]\n')
    wordings = load_layouts(own).vocabulary.wordings
    assert (wordings["cita cita"], wordings["kinerja nyata"]) == (Role.TARGET, Role.REALISASI)


def test_own_indicators_find_the_code_beside_the_shipped_wordings(write: Write) -> None:
    entry = 'kode = "{}"\nname = "x"\nwordings = ["{}"]\nmust = ["{}"]\n'
    text = "[[indicator]]\n" + entry.format("DEKTARI", "kekebalan anak sekolah", "kekebalan")
    own = write("vocabulary/indicators.toml", text + "[[indicator]]\n" + entry.format("BARU", "derajat baru", "baru"))
    kodes = load_layouts(own).kodes
    assert kodes.find("Kekebalan Anak Sekolah") == "DEKTARI"
    assert kodes.find("Indeks Ketahanan Diri Remaja") == "DEKTARI"
    assert kodes.find("Derajat Baru") == "BARU"


def test_own_units_take_a_word_out_of_its_shipped_meaning(write: Write) -> None:
    own = write("vocabulary/units.toml", 'count = ["indeks"]\nnothing = ["belum ada"]\n[labels]\ncount = ["cacah"]\n')
    layouts = load_layouts(own)
    assert "indeks" in layouts.units.count
    assert "indeks" not in layouts.units.measure
    assert layouts.units.grades == shipped_units().grades
    assert "'indeks' is one of count, in the shipped vocabulary of measure" in layouts.notes[0]


def test_numbers_are_read_with_the_units_in_use_and_what_was_read_before_is_forgotten(write: Write) -> None:
    before = is_nothing("belum ada"), read_number("12.500 Karung").value
    units = load_layouts(write("vocabulary/units.toml", 'count = ["karung"]\nnothing = ["belum ada"]\n')).units
    try:
        read_with(units)
        assert (is_nothing("belum ada"), read_number("12.500 Karung").value) == (True, 12500)
    finally:
        read_with(shipped_units())
    assert (is_nothing("belum ada"), read_number("12.500 Karung").value) == before


def test_own_list_words_leave_the_measure_they_named(write: Write) -> None:
    words = load_layouts(write("vocabulary/lists.toml", 'target = ["hasil"]\n')).list_words
    assert "hasil" in words.target
    assert "hasil" not in words.realisasi
    assert words.opens


def test_an_own_office_is_found_and_one_of_a_shipped_name_replaces_it(write: Write) -> None:
    head = "level,name_canonical,province,satker_code,aliases,evidence\n"
    lines = "BNNK,BNN Kota Antah,Riau,123456,,seen\nBNNP,BNN Provinsi Aceh,Aceh,654321,,seen\n"
    offices = load_layouts(write("vocabulary/offices.csv", head + lines)).offices
    codes = {office.canonical: office.kode_satker for office in offices.all}
    assert (codes["BNN Kota Antah"], codes["BNN Provinsi Aceh"]) == ("123456", "654321")
    assert len(codes) == len(offices.all)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("headers.toml", '[[role]]\nname = "tarjet"\n', r"role 1 \(tarjet\), key 'name': .*did you mean 'target'"),
        ("headers.toml", '[[role]]\nname = "pagu"\nwordngs = []\n', r"role 1 \(pagu\), key 'wordngs' .*'wordings'"),
        ("headers.toml", '[[role]]\nname = "pagu"\nwordings = ["Pagu (Rp)"]\n', "key 'wordings': write .* as 'pagu'"),
        (
            "headers.toml",
            '[[role]]\nname = "pagu"\nwordings = ["uang"]\n[[role]]\nname = "sisa"\nwordings = ["uang"]\n',
            r"headers\.toml: wording 'uang' is given to the roles pagu and sisa",
        ),
        ("headers.toml", '[periods]\nTW5 = ["tw v"]\n', "'TW5' is no part of a year; did you mean 'TW"),
        ("headers.toml", "roles = []\n", "key 'roles' is unknown; did you mean 'role'"),
        ("units.toml", '[labels]\ncounts = ["cacah"]\n', "labels, key 'counts' is unknown; did you mean 'count'"),
        (
            "units.toml",
            'count = ["karung"]\nmeasure = ["karung"]\n',
            "'karung' stands under the keys count and measure",
        ),
        ("lists.toml", 'target = ["x"]\nrealisasi = ["x"]\n', "'x' stands under the keys target and realisasi"),
        ("header.toml", "", r"no vocabulary has this name; did you mean 'headers\.toml'"),
        ("offices.csv", "level,name\n", "wrong columns"),
        (
            "offices.csv",
            "level,name_canonical,province,satker_code,aliases,evidence\nBNNK,BNN Kota X\n",
            "line 2: has not as many fields",
        ),
        ("units.toml", "count = [\n", r"units\.toml: not valid TOML: .*line 1"),
    ],
)
def test_a_broken_own_vocabulary_is_one_line_that_names_file_and_key(
    write: Write, name: str, text: str, message: str
) -> None:
    own = write(f"vocabulary/{name}", text)
    with pytest.raises(ProfileError, match=message) as caught:
        load_layouts(own)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_missing_or_empty_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="gone: no such folder of profiles"):
        load_layouts(tmp_path / "gone")
    with pytest.raises(ProfileError, match=r"holds no \*\.toml of profiles and no folder vocabulary"):
        load_layouts(tmp_path)


def test_own_files_are_profiles_and_vocabulary(write: Write) -> None:
    write("mine.toml", PROFILE)
    own = write("vocabulary/units.toml", 'count = ["karung"]\n')
    assert [path.name for path in own_files(own)] == ["mine.toml", "units.toml"]
    assert "mine" in [profile.name for profile in load_layouts(own).profiles.items]


def test_own_words_of_persons_add_to_the_shipped_ones_and_may_move_them(write: Write) -> None:
    own = write("vocabulary/persons.toml", 'given = ["oetari", "perikanan"]\nnames = ["penyuluh teladan"]\n')
    layouts = load_layouts(own)
    assert {"oetari", "siti"} <= layouts.persons.given_set
    assert "penyuluh teladan" in layouts.persons.names
    assert "perikanan" not in layouts.persons.not_names
    assert [note.partition("persons.toml")[2] for note in layouts.notes] == [
        ": 'perikanan' is one of given, in the shipped vocabulary of not_names"
    ]


@pytest.mark.parametrize(
    "text", ['given = ["Siti"]\n', 'gievn = ["siti"]\n', 'given = ["desa"]\nnot_names = ["desa"]\n']
)
def test_a_broken_file_of_words_of_persons_is_named(write: Write, text: str) -> None:
    with pytest.raises(ProfileError, match=r"persons\.toml"):
        load_layouts(write("vocabulary/persons.toml", text))


def test_names_are_told_by_the_words_in_use(write: Write) -> None:
    assert not is_titled("Wedana Markus")
    know_persons(load_layouts(write("vocabulary/persons.toml", 'titles = ["wedana"]\n')).persons)
    try:
        assert is_titled("Wedana Markus")
    finally:
        know_persons(load_layouts().persons)
