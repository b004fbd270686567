"""argv → Settings → one call; KnownError → exit code. The only module that knows exit codes.

Each command imports what it needs when it runs: `lkip doctor` must answer where a library is broken, and
`lkip --help` at once.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import InputError, KnownError, OutputError, ProfileError, ToolError
from pipelines.output_text import harmless
from pipelines.settings import EngineName, Flags, SettingError, Talk, build_settings
from pipelines.version import program_version

if TYPE_CHECKING:
    from pipelines.run import RunOutcome

DONE, BUG, USAGE, INPUT, SOME_FAILED, STRICT, INTERRUPTED = 0, 1, 2, 3, 7, 8, 130
CODES: tuple[tuple[type[KnownError], int], ...] = (
    (SettingError, USAGE),
    (InputError, INPUT),
    (ToolError, 4),
    (ProfileError, 5),
    (OutputError, 6),
)

app = typer.Typer(
    name="lkip",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: lkip run corpus/pdf --out outputs",
)

profile_app = typer.Typer(no_args_is_help=True, help="Add a form of table: draft a profile, check profiles.")
app.add_typer(profile_app, name="profile")
cache_app = typer.Typer(no_args_is_help=True, help="Readings of scans that are kept between runs: look, clear.")
app.add_typer(cache_app, name="cache")

OutFolder = Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `lkip run` wrote.")]
KeptIn = Annotated[Path | None, typer.Argument(metavar="OUT", help="A folder that `lkip run` wrote; default outputs.")]
Ocr = Annotated[bool | None, typer.Option("--ocr/--no-ocr", help="Read scanned pages; on by default.")]
Profiles = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Own profiles (*.toml) and vocabulary (DIR/vocabulary), over the shipped ones."),
]
Cache = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where readings of scans are kept; default: OUT/.lkip.")
]
Jobs = Annotated[
    int | None,
    typer.Option(help="Documents read at once; default: as many as processors and memory allowed here bear."),
]
Memory = Annotated[
    str | None, typer.Option(metavar="SIZE", help="Memory of each worker, as 1.5G; default: its share, at most 2G.")
]
Timeout = Annotated[float | None, typer.Option(help="Seconds after which a document is given up; default 1800.")]
CpuTime = Annotated[float | None, typer.Option(help="The same in seconds of processor time; default: as --timeout.")]
Nice = Annotated[int | None, typer.Option(help="How far workers stand back for other programs, 0 (default) to 19.")]
LogJson = Annotated[
    str | None,
    typer.Option(
        metavar="[FILE|-]", help="Add a JSON line an event to FILE; without a name, or with -, print it on stdout."
    ),
]
Metrics = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Keep numbers for Prometheus in FILE (*.prom), for node_exporter.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run the command line; ends the process with the exit code of style and README."""
    sys.excepthook = _say_bug
    # A terminal of another encoding shows escapes for what it cannot show, as stderr does.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    app(args=_with_log_target(sys.argv[1:]))


def _with_log_target(args: Sequence[str]) -> list[str]:
    """Give `--log-json` its value where another option or nothing follows: the parser knows no values that may lack."""
    given: list[str] = []
    for arg, after in zip(args, [*args[1:], "--"], strict=True):
        bare = arg == "--log-json" and after.startswith("-") and after != "-"
        given.append(f"{arg}=-" if bare else arg)
    return given


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn what a person can act on into one line on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except KnownError as error:
        _say(str(error))
        raise typer.Exit(next(code for kind, code in CODES if isinstance(error, kind))) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error


def _say(text: str) -> None:
    print(harmless(f"lkip: {text}"), file=sys.stderr)


def _show(text: str) -> None:
    """Print what a command gives. Documents' text is in it, and some of it may be meant for the terminal."""
    print(harmless(text))


def _say_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    print(harmless("".join(traceback.format_exception(kind, error, trace))), end="", file=sys.stderr)


class _Harmless(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return harmless(super().format(record))


def _say_scans(done: int, of: int) -> None:
    """Say on a terminal which scanned page is being read: it takes seconds."""
    if sys.stderr.isatty():
        print(
            f"\rlkip: reading scan {done + 1} of {of}", end="\n" if done + 1 == of else "", file=sys.stderr, flush=True
        )


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"lkip {program_version()}")
        raise typer.Exit()


@app.callback()
def lkip(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn LKIP performance reports (PDF) into tables whose every value keeps its place and its trust."""


@app.command(epilog="Example: lkip run laporan/2023 'arsip/**/*.pdf' --out hasil --jobs 4")
def run(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders (searched through), globs.")],
    out: Annotated[Path | None, typer.Option(help="Where the tables go; default outputs.")] = None,
    jobs: Jobs = None,
    memory: Memory = None,
    timeout: Timeout = None,
    cpu_time: CpuTime = None,
    nice: Nice = None,
    strict: Annotated[bool | None, typer.Option("--strict", help="Exit 8 where a finding is an error.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but failures.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say a line for every document.")] = False,
    excel_id: Annotated[
        bool | None, typer.Option("--excel-id", help="Also write CSV for Excel with Indonesian settings.")
    ] = None,
    partition: Annotated[
        bool | None,
        typer.Option("--partition", help="Write large tables' Parquet as folders, a file for each tahun_anggaran."),
    ] = None,
    prune: Annotated[
        bool | None,
        typer.Option(
            "--prune",
            help="Remove from OUT every file that these INPUTs no longer hold; give all INPUTs that OUT is made of. "
            "Nothing is removed where an INPUT is missing, empty or cannot be listed.",
        ),
    ] = None,
    ocr: Ocr = None,
    profiles: Profiles = None,
    follow_links: Annotated[
        bool | None, typer.Option("--follow-links", help="Read also what links to outside an INPUT lead to.")
    ] = None,
    cache: Cache = None,
    no_cache: Annotated[bool | None, typer.Option("--no-cache", help="Keep no readings of scans, use none.")] = None,
    log_json: LogJson = None,
    metrics: Metrics = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, about how long and how large; write nothing.")
    ] = False,
    engine: Annotated[
        EngineName | None,
        typer.Option(help="local: processes of this machine; dask: the workers of a cluster (docs/scale.md)."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of a dask scheduler, tcp://HOST:8786; default: a cluster of its own."),
    ] = None,
) -> None:
    """Read PDFs into tables: values, indicators, budgets, facts, findings, as CSV and Parquet.

    Exit codes: 0 done, 3 the input cannot be read, 4 a cluster is lost, 6 the output cannot be written, 7 some
    documents failed, 8 --strict and error findings, 130 Ctrl-C, 143 SIGTERM. After the last two, what was finished is
    written.
    """
    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose contradict each other")
    if not all(given.strip() for given in inputs):
        raise typer.BadParameter("an INPUT is empty: is a variable of the shell not set?")
    talk = Talk.QUIET if quiet else Talk.VERBOSE if verbose else None
    with _exit_codes():
        settings = build_settings(
            Flags(
                out_dir=out,
                jobs=jobs,
                timeout_s=timeout,
                cpu_time_s=cpu_time,
                memory=memory,
                nice=nice,
                strict=strict,
                excel_id=excel_id,
                partition=partition,
                prune=prune,
                ocr=ocr,
                profiles=profiles,
                talk=talk,
                follow_links=follow_links,
                cache=cache,
                no_cache=no_cache,
                log_json=log_json,
                metrics=metrics,
                engine=engine,
                scheduler=scheduler,
            ),
            os.environ,
        )
        _start_log(settings.talk)
        if dry_run:
            from pipelines import dry_run as dry

            _show(dry.render(dry.dry_run(inputs, settings)))
            raise typer.Exit(DONE)
        from pipelines.run import run_inputs

        raise typer.Exit(_code_of(run_inputs(inputs, settings)))


def _code_of(outcome: RunOutcome) -> int:
    from pipelines.run import Ending

    codes = {
        Ending.DONE: DONE,
        Ending.UNREADABLE: INPUT,
        Ending.SOME_FAILED: SOME_FAILED,
        Ending.STRICT: STRICT,
    }
    # A process that a signal ended exits with 128 and the signal's number.
    return 128 + outcome.signal if outcome.signal else codes[outcome.ending]


@app.command(epilog="Example: lkip watch /share/lkip --out /share/tables --interval 60 --rest 120")
def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that files are dropped into.")],
    out: Annotated[Path | None, typer.Option(help="Where the tables go; default outputs.")] = None,
    interval: Annotated[float, typer.Option(help="Seconds between two looks into the folder.")] = 30.0,
    rest: Annotated[
        float, typer.Option(help="Seconds for which a file has to be the same, over two looks, before it is read.")
    ] = 60.0,
    once: Annotated[bool, typer.Option("--once", help="Read what comes to rest within --rest, and end.")] = False,
    prune: Annotated[
        bool | None, typer.Option("--prune", help="Remove from OUT what is deleted from DIR, and what DIR never held.")
    ] = None,
    jobs: Jobs = None,
    memory: Memory = None,
    timeout: Timeout = None,
    cpu_time: CpuTime = None,
    nice: Nice = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but failures.")] = False,
    ocr: Ocr = None,
    profiles: Profiles = None,
    cache: Cache = None,
    log_json: LogJson = None,
    metrics: Metrics = None,
) -> None:
    """Read what people drop into a folder, as it comes, until SIGTERM or Ctrl-C.

    Looks instead of waiting for notices: that works on NFS and SMB. A file that cannot be read is said once and read
    again only when it changes. Exit codes: 130 and 143 after a signal, what was finished is written; with --once those
    of `lkip run`. `lkip status OUT --health` says whether it is alive.
    """
    if not (0 < interval < float("inf") and 0 <= rest < float("inf")):
        raise typer.BadParameter("--interval has to be above 0, and --rest not below")
    with _exit_codes():
        flags = Flags(
            out_dir=out,
            jobs=jobs,
            memory=memory,
            timeout_s=timeout,
            cpu_time_s=cpu_time,
            nice=nice,
            ocr=ocr,
            profiles=profiles,
            cache=cache,
            talk=Talk.QUIET if quiet else None,
            log_json=log_json,
            metrics=metrics,
            prune=prune,
        )
        settings = build_settings(flags, os.environ)
        _start_log(settings.talk)
        from pipelines.watch import Pace, watch_folder

        raise typer.Exit(_code_of(watch_folder(folder, settings, Pace(interval, rest, once))))


@app.command(epilog="Example: lkip retry hasil --timeout 7200 --jobs 1")
def retry(
    out: OutFolder,
    jobs: Jobs = None,
    memory: Memory = None,
    timeout: Timeout = None,
    cpu_time: CpuTime = None,
    nice: Nice = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but failures.")] = False,
    log_json: LogJson = None,
    metrics: Metrics = None,
) -> None:
    """Read again what failed, with the inputs, --ocr and --profiles that the folder remembers.

    Files that are not there any more are named. Exit codes: those of `lkip run`.
    """
    talk = Talk.QUIET if quiet else None
    with _exit_codes():
        flags = Flags(
            out_dir=out,
            jobs=jobs,
            memory=memory,
            timeout_s=timeout,
            cpu_time_s=cpu_time,
            nice=nice,
            talk=talk,
            log_json=log_json,
            metrics=metrics,
        )
        settings = build_settings(flags, os.environ)
        _start_log(settings.talk)
        from pipelines.retry import retry_failed

        raise typer.Exit(_code_of(retry_failed(settings)))


@app.command(epilog="Example: lkip status hasil")
def status(
    out: Annotated[
        Path | None,
        typer.Argument(metavar="[OUT]", help="A folder that `lkip run` wrote; default LKIP_OUT or outputs."),
    ] = None,
    as_json: AsJson = False,
    health: Annotated[
        bool, typer.Option("--health", help="Only whether a run or watch is alive there: exit code 0 or 1.")
    ] = False,
) -> None:
    """Show what a run is doing or did: counts, what failed and why, the slowest, which offices have which years.

    Reads alone, also from another machine and while the run goes on.
    """
    with _exit_codes():
        settings = build_settings(Flags(out_dir=out), os.environ)
        if health:
            from pipelines.health import look_at_health

            found = look_at_health(settings.out_dir, now=time.time())
            _show(found.line)
            raise typer.Exit(DONE if found.well else BUG)
        from pipelines import status_text
        from pipelines.folder import read_folder

        folder = read_folder(settings.out_dir)
        signs = status_text.signs_for(sys.stdout.encoding)
        # Where no terminal is: as wide as most are.
        width = shutil.get_terminal_size((100, 0)).columns
        now = time.time()
        _show(
            status_text.to_json(folder, now=now) if as_json else status_text.render(folder, signs, now=now, width=width)
        )


@app.command(epilog="Example: lkip inspect laporan/lkip-2023.pdf --page 21 --draw pictures")
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, in any state.")],
    page: Annotated[int | None, typer.Option(min=1, help="Speak of this page alone, counted from 1.")] = None,
    draw: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Save a picture of each page, with boxes; of a scan all steps from its photo."
        ),
    ] = None,
    as_json: AsJson = False,
    ocr: Ocr = None,
    profiles: Profiles = None,
) -> None:
    """Show what the program sees in a file, stage by stage: for whoever adds a layout or doubts a number."""
    with _exit_codes():
        settings = build_settings(Flags(ocr=ocr, profiles=profiles), os.environ)
        _start_log(Talk.NORMAL)
        from pipelines import inspect as inspection
        from pipelines import inspect_forms

        seen = inspection.inspect_file(file, page_number=page, ocr=settings.ocr, own=settings.profiles, tell=_say_scans)
        _show(inspect_forms.to_json(seen) if as_json else inspect_forms.render(seen))
        if draw:
            for path in inspection.draw_pages(seen, draw):
                _say(f"drawn: {path}")


@app.command(epilog="Example: lkip score outputs corpus/truth")
def score(
    out: OutFolder,
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="A folder of truth files.")],
    pages: Annotated[str, typer.Option(help="all, text or scan: which part of the pages to score.")] = "all",
    as_json: AsJson = False,
) -> None:
    """Compare outputs with typed truth: what was found, what was missed, what was invented."""
    from pipelines import score as scoring

    with _exit_codes():
        try:
            result = scoring.score(out, truth, pages=pages)
        except scoring.ScoreError as error:
            raise InputError(str(error)) from error
        _show(scoring.to_json(result) if as_json else scoring.render(result))
        if result.not_scored and not (result.total.strict.right or result.total.strict.invented):
            hint = "a truth file bears the name of its PDF"
            raise InputError("nothing to compare: no document of the output has truth", str(truth), hint)


@app.command(epilog="Example: lkip show 0123456789abcdef-t004-r002-target-2023-1 outputs")
def show(
    value_id: Annotated[str, typer.Argument(metavar="VALUE_ID", help="A value_id of values.csv.")],
    out: OutFolder,
    pdf: Annotated[
        list[Path] | None, typer.Option(help="The PDF, or a folder with it; default: the current folder.")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Where to save the picture; default OUT/pictures/VALUE_ID.png.")
    ] = None,
) -> None:
    """Show where a number comes from: file, page, its cell's picture, what was read, record, findings."""
    with _exit_codes():
        from pipelines import show as showing

        origin = showing.find_value(value_id, out)
        _show(showing.render(origin))
        path = showing.save_picture(origin, pdf or [Path()], picture or out / "pictures" / f"{value_id}.png")
        _show(f"picture: {path}")


@app.command(epilog="Example: lkip doctor --out /srv/hasil")
def doctor(
    out: Annotated[Path | None, typer.Option(help="The output folder you mean to use; default outputs.")] = None,
    profiles: Profiles = None,
) -> None:
    """Check every outside part: its version, whether it works, and what to install where it does not."""
    with _exit_codes():
        from pipelines import doctor as examination

        settings = build_settings(Flags(out_dir=out, profiles=profiles), os.environ)
        checks = list(examination.examine(settings.out_dir, settings.profiles))
        _show(examination.render(checks))
        if broken := [check.name for check in checks if check.needed and not check.works]:
            raise ToolError(f"does not work: {', '.join(broken)}", hint="do what is said above")


@cache_app.command(epilog="Example: lkip cache info outputs")
def info(
    out: KeptIn = None,
    cache: Cache = None,
    as_json: AsJson = False,
) -> None:
    """Say what readings of scans are kept: pages, documents, bytes, age, and how many this program can use.

    Exit codes: 0 done, 3 none are kept there, 6 they are damaged or cannot be opened.
    """
    with _exit_codes():
        from pipelines import cache as caching

        facts = caching.cache_info(_readings_folder(out, cache), _reading_fingerprint())
        print(caching.to_json(facts) if as_json else caching.render_info(facts, time.time()))


@cache_app.command(epilog="Example: lkip cache prune --cache /srv/readings --older 180 --max-size 20G")
def prune(
    out: KeptIn = None,
    cache: Cache = None,
    older: Annotated[
        float | None, typer.Option(min=0, metavar="DAYS", help="Remove, too, what no run wanted for so many days.")
    ] = None,
    max_size: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="Then remove what was unused longest, down to this: 500M, 20G."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Remove readings of scans that another program or other engines made, which this one cannot use.

    What goes is read again when it is wanted; no output changes. Exit codes: 0 done, 3 none are kept there, 6 they
    cannot be opened or written.
    """
    with _exit_codes():
        from pipelines import cache as caching

        pruned = caching.prune_cache(
            _readings_folder(out, cache),
            _reading_fingerprint(),
            older_days=older,
            max_bytes=caching.parse_size(max_size) if max_size is not None else None,
        )
        print(caching.to_json(pruned) if as_json else caching.render_pruned(pruned))


def _readings_folder(out: Path | None, cache: Path | None) -> Path:
    """Where readings are kept, as a run with the same OUT, --cache and environment keeps them; OUT alone is OUT's."""
    if out is not None and cache is not None:
        raise typer.BadParameter("give OUT or --cache, not both")
    environ = {name: text for name, text in os.environ.items() if name != "LKIP_CACHE" or out is None}
    settings = build_settings(Flags(out_dir=out, cache=cache, no_cache=False), environ)
    assert settings.readings_folder is not None
    return settings.readings_folder


def _reading_fingerprint() -> str:
    from pipelines.keys import build_recipe
    from pipelines.settings import Settings

    return build_recipe(Settings()).reading_fingerprint


@profile_app.command(epilog="Example: lkip profile new laporan/lkip-2014.pdf --page 12 --out mine")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF with the table.")],
    page: Annotated[int, typer.Option(min=1, help="The page the table stands on, counted from 1.")],
    table: Annotated[
        int | None, typer.Option(min=1, help="Which table on it, from the top; default: the first nobody claims.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where own profiles stand; default LKIP_PROFILES, or my-profiles."),
    ] = None,
    ocr: Ocr = None,
) -> None:
    """Draft a profile from a table: commented TOML, the headings that are in no vocabulary, and the page's picture.

    The draft claims its table as it is; what a person has to decide is marked DECIDE. No file is overwritten.
    """
    with _exit_codes():
        settings = build_settings(Flags(ocr=ocr, profiles=out), os.environ)
        folder = settings.profiles or Path("my-profiles")
        _start_log(Talk.NORMAL)
        from pipelines import inspect as inspection
        from pipelines import profile_new

        own = profile_new.own_folder(folder)
        seen = inspection.inspect_file(file, page_number=page, ocr=settings.ocr, own=own, tell=_say_scans)
        number = profile_new.choose_table(seen, table)
        drafted = profile_new.write_draft(seen, seen.pages[0], number, folder)
        _show("\n".join(map(str, drafted.files)))
        if not drafted.claims:
            raise ProfileError(f"{drafted.name} does not claim table {number}", hint="see it with lkip inspect")
        _say(f"table {number} is claimed by {drafted.name}: decide what is marked, then lkip profile check {folder}")


@profile_app.command(epilog="Example: lkip profile check mine --corpus laporan/2023")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Own profiles and vocabulary; without, the shipped ones alone."),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(metavar="PDFS", help="Reports to try them on; default: the samples of a checkout.")
    ] = None,
) -> None:
    """Load all profiles and try them on reports: overlaps, profiles without a table, words that are too alike.

    Exit code 5 where something is wrong; what only deserves a look is a warning.
    """
    with _exit_codes():
        from pipelines import profile_check

        settings = build_settings(Flags(profiles=folder), os.environ)
        checked = profile_check.check_profiles(settings.profiles, corpus, _say_report)
        _show(checked.text)
        if checked.errors:
            raise ProfileError(f"{checked.errors} errors", hint="mend what is said above")


def _say_report(path: Path, number: int, of: int) -> None:
    """Say on a terminal which report is being tried; the last one's line is wiped."""
    if sys.stderr.isatty():
        print(f"\r\x1b[Klkip: report {number} of {of}, {harmless(path.name)}", end="", file=sys.stderr, flush=True)
        if number == of:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _start_log(talk: Talk) -> None:
    level = {Talk.QUIET: logging.ERROR, Talk.NORMAL: logging.WARNING, Talk.VERBOSE: logging.INFO}[talk]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Harmless("lkip: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
