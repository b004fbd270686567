"""What the line right above a table calls it, against what its columns made of it.

Words and columns are two witnesses of a table's kind. Where the columns alone speak, they hold; where the line above
names another kind, one of the two is misread, and nothing in the table's own numbers can tell which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layouts.profile import Profile, Profiles
from layouts.records import TableKind
from layouts.wordings import flatten

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Kinds of which a caption may name several years: those over years, and a list by office, which may be of any.
_OVER_YEARS = frozenset(
    {
        TableKind.PERBANDINGAN_TAHUN,
        TableKind.ANGGARAN_PERBANDINGAN_TAHUN,
        TableKind.RENPROJA_TARGET,
        TableKind.RENPROJA_PENDANAAN,
        TableKind.KEMAJUAN_RENPROJA,
        TableKind.RINCIAN_SATKER,
    }
)


def named_otherwise(captions: Sequence[str], title: str, profile: Profile, profiles: Profiles) -> str:
    """The words by which the lines above call a table another kind than its profile's; empty where none do.

    Args:
        captions: The line right above the table, if there is one. One that begins in lower case is the end of a
            sentence and names nothing.
        title: What is printed over all columns, may be empty.
        profile: The profile that claims the table.
        profiles: All, with the words (`named`) by which tables of their kind are called.
    """
    if not profile.kind:
        return ""
    lines = [*(line for line in captions if not line.lstrip()[:1].islower()), title]
    near = f" {flatten(' '.join(lines))} "
    named = {word: kinds for word, kinds in _words_of(profiles).items() if f" {word} " in near}
    if named and not any(profile.kind in kinds for kinds in named.values()):
        return next(iter(named))
    years = sorted({year for line in lines for year in _YEAR.findall(line)})
    return " ".join(years) if len(years) > 1 and TableKind(profile.kind) not in _OVER_YEARS else ""


def _words_of(profiles: Profiles) -> dict[str, set[str]]:
    """Words that name kinds, each with those it names."""
    found: dict[str, set[str]] = {}
    for profile in profiles.items:
        for word in profile.named:
            found.setdefault(word, set()).add(profile.kind)
    return found
