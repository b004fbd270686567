"""Failures that a person can act on: one line each, saying what, where, and what to do.

A `KnownError` never shows a traceback. Exit codes belong to the command line; these classes know nothing of
it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(eq=False)
class KnownError(Exception):
    """A failure that somebody outside the program can put right.

    `what` went wrong, `where` (a file, a page, a profile's key; may be empty) and `hint`, what to do about it
    (may be empty).
    """

    what: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line: where, what, and what to do."""
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.hint}" if self.hint else ""
        return " ".join(f"{place}{self.what}{advice}".split())

    def __reduce__(self) -> tuple[type[KnownError], tuple[object, ...]]:
        """Rebuild from the fields, so that an error raised in a worker process reaches the parent whole."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass(eq=False)
class InputError(KnownError):
    """A file that cannot be read as a PDF with pages."""


@dataclass(eq=False)
class MissingInput(InputError):
    """No file stands at the path."""

    what: str = "no such file"
    hint: str = "check the path"


@dataclass(eq=False)
class UnreadableInput(InputError):
    """The operating system does not let the file be read."""

    what: str = "the file cannot be read"
    hint: str = "check its permissions, and that it is a file"


@dataclass(eq=False)
class ChangedInput(InputError):
    """Somebody wrote into the file while it was read."""

    what: str = "the file changed while it was read"
    hint: str = "run again when nobody writes into it"


@dataclass(eq=False)
class TooLarge(InputError):
    """The file, or the number of its pages, is beyond what a report is."""

    what: str = "the file is too large"
    hint: str = "split it (qpdf --split-pages in.pdf out.pdf)"


@dataclass(eq=False)
class EmptyInput(InputError):
    """The file has no bytes."""

    what: str = "the file is empty"
    hint: str = "copy it again from its source"


@dataclass(eq=False)
class NotAPdf(InputError):
    """The bytes have no PDF header."""

    what: str = "not a PDF"
    hint: str = "give a PDF file; convert other kinds first"


@dataclass(eq=False)
class DamagedInput(InputError):
    """A PDF header stands there, but what follows cannot be put together."""

    what: str = "the PDF is damaged or cut short"
    hint: str = "copy it again from its source, or repair it (qpdf in.pdf out.pdf)"


@dataclass(eq=False)
class EncryptedInput(InputError):
    """The PDF opens only with a password, or with a handler that pdfium does not know."""

    what: str = "the PDF is encrypted and needs a password"
    hint: str = "save a copy without a password and give that"


@dataclass(eq=False)
class NoPages(InputError):
    """The PDF opens and has no pages."""

    what: str = "the PDF has no pages"
    hint: str = "copy it again from its source"


@dataclass(eq=False)
class ToolError(KnownError):
    """An outside program or model is missing, too old, or crashed."""


@dataclass(eq=False)
class ProfileError(KnownError):
    """A profile or vocabulary file does not say what it must."""


@dataclass(eq=False)
class OutputError(KnownError):
    """The results cannot be written where they should go."""
