"""`python -m bench [FOLDER]`: measure the run over the PDFs of FOLDER (default: corpus/pdf).

Everything is measured in one run on one processor, the contestants taking turns, the best of three counting:
ratios mean something on a busy machine, seconds little.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.contestants import CONTESTANTS, SLOW_CONTESTANTS, Report, load_reports
from bench.isolation import isolation_costs, speed_up
from bench.memory import peak_mebibytes, times
from bench.stages import stage_seconds
from bench.timing import best_of

ROUNDS = 3
# Of isolation: the median of so many counts, over so many times the reports.
TURNS, TIMES = 5, 2
# Sixty pages and six hundred, with the sample reports.
MEMORY_TIMES = (1, 10)


def main(folder: Path) -> None:
    """Measure and print."""
    reports = load_reports(folder)
    pages = sum(len(report.text_pages) for report in reports)
    print(f"{len(reports)} reports, {pages} pages with a text layer, one processor, best of {ROUNDS}\n")
    seconds = _measure(CONTESTANTS, reports, rounds=ROUNDS) | _measure(SLOW_CONTESTANTS, reports, rounds=1)
    ours = seconds["whole_run"]
    print(f"{'':22}{'seconds':>9}{'ms a page':>11}{'of the run':>12}")
    for name, took in seconds.items():
        print(f"{name:22}{took:9.2f}{1000 * took / pages:11.1f}{took / ours:12.2f}")
    lattice, text = (ours / seconds[name] for name in ("camelot_lattice", "pdfium_text"))
    print(f"\nthe whole run takes {lattice:.2f} times camelot's vector lattice (wanted: at most 1)")
    print(f"and {text:.1f} times pdfium's bare text\n")
    _print_stages(reports)
    _print_isolation([report.path for report in reports] * TIMES)
    _print_memory(max(reports, key=lambda report: len(report.text_pages)))


def _measure(
    contestants: Sequence[Callable[[Sequence[Report]], None]], reports: Sequence[Report], *, rounds: int
) -> dict[str, float]:
    return best_of(rounds, {contestant.__name__: partial(contestant, reports) for contestant in contestants})


def _print_stages(reports: Sequence[Report]) -> None:
    seconds = stage_seconds(reports)
    whole = sum(seconds.values())
    print(f"{'stage':22}{'seconds':>9}{'share':>8}")
    for name, took in seconds.items():
        print(f"{name:22}{took:9.2f}{took / whole:8.0%}")


def _print_isolation(paths: Sequence[Path]) -> None:
    direct, isolated = isolation_costs(paths, rounds=TURNS)
    more = isolated.processor_s / direct.processor_s - 1
    print(f"\nreading in a worker takes {more:+.1%} processor time over direct calls (wanted: at most 3%)")
    print(f"and {isolated.clock_s / direct.clock_s - 1:+.1%} by the clock, which tells on an idle machine only")
    gain = speed_up(paths, rounds=TURNS)
    print(f"two workers are {gain:.2f} times as fast as one (wanted: 1.7, on two idle processors)")


def _print_memory(report: Report) -> None:
    print(f"\n{'pages':>8}{'peak MiB':>10}")
    for count in MEMORY_TIMES:
        data, pages = times(report.data, count)
        print(f"{pages:8}{peak_mebibytes(data):10.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus/pdf"))
