"""What failed in a folder, run again: `lkip retry`, with the inputs and the settings that the folder remembers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extract.errors import InputError
from pipelines.folder import read_folder
from pipelines.givens import Given, remembered
from pipelines.inputs import InputFile, Inputs, find_inputs
from pipelines.output_text import clean_path
from pipelines.results import RESULTS_FILE, look_into_results
from pipelines.run import Ending, RunOutcome, run_found, signals
from pipelines.runlock import hold_folder
from pipelines.settings import RUN_FOLDER, Settings
from pipelines.telling import Heard, listeners

_log = logging.getLogger(__name__)


def retry_failed(settings: Settings) -> RunOutcome:
    """Read again what failed in `settings.out_dir`, or was not read as a whole because its reading was ended.

    Whether scans are read, and with which own profiles, is taken from the folder's last run; how many at once and with
    which limits from the settings. Everything else in the folder stays as it is.

    Raises:
        InputError: the folder is none of a run, or none of what failed is found any more.
        OutputError: the folder cannot be written, or another run writes it.
        ProfileError: a profile or vocabulary is broken.
    """
    out = settings.out_dir
    # Says what is wrong with a folder that is none.
    read_folder(out)
    if not (out / RUN_FOLDER / RESULTS_FILE).is_file():
        raise InputError("the folder does not remember its inputs", clean_path(str(out)), "use lkip run")
    with look_into_results(out) as results:
        failed, given = results.failed(), remembered(results)
    if not failed:
        _log.warning("%s: nothing failed here", clean_path(str(out)))
        return RunOutcome(Ending.DONE)
    found = _found(failed, given)
    for file in sorted(set(failed) - {item.file for item in found}):
        _log.warning("%s: not found any more in %s", file, _named(given))
    if not found:
        raise InputError("none of what failed is found any more", _named(given), "give the inputs to lkip run")
    settings = replace(settings, ocr=given[0].ocr, profiles=given[0].profiles, follow_links=given[0].follow_links)
    with hold_folder(out), signals() as caught, listeners(settings, given[0].inputs) as tell:
        heard = Heard(tell)
        outcome = run_found(Inputs(found), settings, caught, heard.tell, again=True, show_summary=False)
    _log.warning("%s", heard.line(out))
    return outcome


def _found(failed: Sequence[str], given: Sequence[Given]) -> tuple[InputFile, ...]:
    """Where what failed lies now, by its name; of several places that of the latest run."""
    wanted, found = set(failed), dict[str, InputFile]()
    for item in _all_files(given):
        if item.file in wanted:
            found.setdefault(item.file, item)
    return tuple(found[file] for file in failed if file in found)


def _all_files(given: Sequence[Given]) -> Iterator[InputFile]:
    for one in given:
        try:
            yield from (
                item
                for item in find_inputs(one.inputs, follow_links=one.follow_links).files
                # A file that was named itself is found by its name, whether it is there or not.
                if Path(item.path).exists()
            )
        except InputError as error:
            _log.warning("%s", error)


def _named(given: Sequence[Given]) -> str:
    return clean_path(", ".join(dict.fromkeys(text for one in given for text in one.inputs))) or "any remembered input"
