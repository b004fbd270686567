"""The program as a person runs it, and PDFs in every bad state."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

COMMAND = [sys.executable, "-c", "from pipelines.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Done:
    """What a run of the program left."""

    code: int
    out: str
    err: str


def environment() -> dict[str, str]:
    """The environment without settings of the program's own, and with this checkout first."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("LKIP_")}
    return kept | {"PYTHONPATH": str(ROOT)}


def lkip(*args: str | Path, cwd: str | Path = ROOT, limit_file_bytes: int | None = None, **environ: str) -> Done:
    """Run the program to its end, without a terminal."""
    command: Sequence[str | Path] = [*COMMAND, *args]
    if limit_file_bytes is not None:
        command = ["prlimit", f"--fsize={limit_file_bytes}", *command]
    done = subprocess.run(command, cwd=cwd, env=environment() | environ, capture_output=True, timeout=300, check=False)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def lkip_begun(*args: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Begin to run the program; what still runs in the end is killed."""
    process = subprocess.Popen(
        [*COMMAND, *args], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def lkip_stopped(args: Sequence[str | Path], *, after: str, by: signal.Signals, wait_s: float = 0.5) -> Done:
    """Run the program until it says `after` on stderr, then, after so many seconds, send it a signal."""
    process = subprocess.Popen(
        [*COMMAND, *args],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    said = b""
    while after.encode() not in said:
        line = process.stderr.readline()
        assert line, f"never said {after!r} but {said!r}"
        said += line
    # Past the moment in which the next document is handed out.
    time.sleep(wait_s)
    # Ctrl-C on a terminal reaches the whole group.
    os.killpg(process.pid, by) if by is signal.SIGINT else process.send_signal(by)
    out, err = process.communicate(timeout=60)
    return Done(process.returncode, out.decode(), (said + err).decode())


def print_pdf(*lines: str, pages: int = 1, size: tuple[float, float] = A4, invariant: int = 1) -> bytes:
    """Pages of plain lines in a font that is not embedded."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=invariant)
    for number in range(1, pages + 1):
        for index, line in enumerate(lines):
            canvas.drawString(60, size[1] - 80 - 20 * index, line.format(page=number))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def encrypt(data: bytes, *, user: str) -> bytes:
    """The same PDF, to be opened with `user`."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user=user, owner="owner", R=6))
    return stream.getvalue()


def endless_pdf(levels: int = 12, fan: int = 10) -> bytes:
    """A form that draws ten forms, each of which draws ten: pdfium parses it for days, and holds ever more memory."""
    pdf, stream = pikepdf.new(), io.BytesIO()
    name, drawn = pikepdf.Name, pdf.make_stream(b"0 0 1 1 re f")
    for level in range(levels + 1):
        drawn.Type, drawn.Subtype, drawn.BBox = name.XObject, name.Form, [0, 0, 9, 9]
        inner, drawn = drawn, pdf.make_stream(b"/F Do " * (fan if level < levels else 1))
        drawn.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page = pdf.add_blank_page(page_size=A4)
    page.Contents, page.Resources = drawn, drawn.Resources
    pdf.add_blank_page(page_size=A4)
    pdf.save(stream)
    return stream.getvalue()


def empty_pdf() -> bytes:
    """A PDF without pages."""
    stream = io.BytesIO()
    pikepdf.new().save(stream)
    return stream.getvalue()


LETTER = (
    "Kepada Yth. Kepala Bagian Umum",
    "di tempat",
    "Dengan hormat, bersama ini kami sampaikan",
    "surat ini.",
)


@pytest.fixture(scope="session")
def letter() -> bytes:
    """A PDF that is no report."""
    return print_pdf(*LETTER)
