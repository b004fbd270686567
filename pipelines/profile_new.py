"""A draft of a profile from a table that was seen: TOML, the vocabulary its headings lack, and the page's picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.draw import Layer, Mark, draw_layers, render_page
from extract.errors import InputError, OutputError
from extract.model import Box, Page, Region, union_of
from extract.pdf import open_pdf
from extract.regions import build_flow
from layouts.columns import Column
from layouts.draft import draft_profile, guess_kind, profile_text, vocabulary_text
from layouts.files import OWN_VOCABULARY
from layouts.layouts import Layouts, load_layouts
from layouts.match import Match, match_regions
from layouts.persons import PERSONS
from layouts.wording_gaps import wording_gaps
from pipelines.inspect import Seen

# Colours of columns whose role is sure, only probable, or unknown.
_SURE, _PROBABLE, _UNKNOWN = (0, 140, 70), (240, 140, 0), (220, 0, 0)


# Frames of neighbouring columns are drawn so many points inside them: beside each other, not on each other.
_APART = 2.0


@dataclass(frozen=True, slots=True)
class Drafted:
    """The files that were written, the profile's name, and whether it claims its table as it stands."""

    files: tuple[Path, ...]
    name: str
    claims: bool


def table_matches(seen: Seen) -> tuple[Match, ...]:
    """The tables on the page that was asked for, from the top."""
    return tuple(table.match for table in seen.tables if table.match is not None)


def choose_table(seen: Seen, number: int | None) -> int:
    """The number, from 1, of the table to draft for: the one asked for, else the first that no profile claims, or 1.

    Raises:
        InputError: there is none, or none of this number, or it is a table of persons; names file and page.
    """
    matches = table_matches(seen)
    where = ", ".join([str(seen.path), *(f"page {page.number}" for page in seen.pages[:1])])
    if not matches:
        raise InputError("no table is seen there", where, "see it with 'lkip inspect FILE --page N --draw DIR'")
    if number is not None and number > len(matches):
        raise InputError(f"the page has no table {number}", where, f"its tables are 1 to {len(matches)}")
    free = (i for i, match in enumerate(matches, 1) if match.profile is None)
    chosen = number or next(free, 1)
    if PERSONS in matches[chosen - 1].sight.traits:
        hint = "persons.toml in the folder's vocabulary says what tells persons"
        raise InputError(f"table {chosen} holds names or numbers of persons, which are never read", where, hint)
    return chosen


def write_draft(seen: Seen, page: Page, number: int, out: Path) -> Drafted:
    """Draft a profile for a table and write it, its vocabulary and its picture; no file is ever overwritten.

    Args:
        seen: What the program sees in the file.
        page: The page the table stands on.
        number: Which table on it, from 1.
        out: The folder of own profiles to write into; made where it is not there. What stands there already counts.

    Raises:
        OutputError: a file stands there already, or cannot be written.
        ProfileError: a profile or vocabulary of the folder is broken.
    """
    region = table_matches(seen)[number - 1].sight.region
    layouts = load_layouts(own_folder(out))
    match = _matched(seen, layouts, region)
    stem = re.sub(r"[^a-z0-9]+", "-", seen.path.stem.lower()).strip("-")
    name = f"{guess_kind(match.sight, layouts.profiles).kind}-{stem}-p{page.number}" + (
        f"-{number}" if number > 1 else ""
    )
    profile, picture = out / f"{name}.toml", out / f"{name}.png"
    vocabulary = out / OWN_VOCABULARY / f"headers-{name}.toml"
    _refuse_to_overwrite([profile, picture, vocabulary])
    files = []
    if gaps := tuple({gap.phrase: gap for gap in wording_gaps(match.sight.columns, layouts.vocabulary)}.values()):
        _write(vocabulary, vocabulary_text(gaps, file=seen.path.name, page=page.number).encode())
        files.append(vocabulary)
        layouts = load_layouts(out)
        match = _matched(seen, layouts, region)
    seen_on = f"{seen.path.stem}, page {page.number}"
    draft = draft_profile(match, layouts.profiles, name=name, seen_on=seen_on)
    _write(profile, profile_text(draft, file=seen.path.name, page=page.number, picture=picture.name).encode())
    _draw(seen, page, match, picture)
    claimed = _matched(seen, load_layouts(out), region).profile
    return Drafted((profile, *files, picture), name, claimed is not None and claimed.name == name)


def own_folder(out: Path) -> Path | None:
    """The folder to draft into as one to load from: None while it holds no profile and no vocabulary."""
    return out if any(out.glob("*.toml")) or any((out / OWN_VOCABULARY).glob("*")) else None


def _matched(seen: Seen, layouts: Layouts, region: Region) -> Match:
    """What a region matches with these layouts; words may have moved its edges."""
    flow = build_flow(seen.trace.flow.pages, layouts.vocabulary.hints())
    year = seen.trace.office.tahun_anggaran
    matches = match_regions(flow, layouts.vocabulary, layouts.profiles, year=year)
    return max(matches, key=lambda match: _shared_height(match.sight.region, region))


def _shared_height(region: Region, other: Region) -> float:
    """How much of their first pages two regions share, in square points."""
    first, second = region.parts[0], other.parts[0]
    if first.page_number != second.page_number:
        return 0.0
    width = min(first.box.x1, second.box.x1) - max(first.box.x0, second.box.x0)
    height = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
    return max(0.0, width) * max(0.0, height)


def _refuse_to_overwrite(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.exists():
            raise OutputError(
                "a file stands there, and may have been worked on", str(path), "move it, or choose another --out"
            )


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb") as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(path), "choose another --out") from error


def _draw(seen: Seen, page: Page, match: Match, path: Path) -> None:
    """Save the page with the table's columns, each in the legend with its heading and role."""
    with open_pdf(seen.data) as document:
        picture, px_per_point = render_page(document, page.number)
    drawn = draw_layers(picture, px_per_point, tuple(_column_layers(match, page)))
    try:
        with open(path, "xb") as stream:
            drawn.save(stream, format="PNG")
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(path), "choose another --out") from error


def _column_layers(match: Match, page: Page) -> Iterator[Layer]:
    region = match.sight.region
    tables = [Mark(page.to_view(part.box)) for part in region.parts if part.page_number == page.number]
    yield Layer("table", (30, 60, 220), tuple(tables), width_px=4)
    for column in match.sight.columns:
        # By its cells, not its edges: a table that is read turned on its side has them across the page.
        cells = [c for c in region.cells if c.column == column.index and c.column_span == 1]
        boxes = [place.box for cell in cells for place in cell.places if place.page_number == page.number]
        if boxes:
            box = union_of(boxes)
            inside = Box(box.x0 + _APART, box.top + _APART, box.x1 - _APART, box.bottom - _APART)
            name = f"{column.index + 1} {column.heading.text[:30]!r} = {column.role or 'no role'}"
            yield Layer(name, _colour(column), (Mark(page.to_view(inside), str(column.index + 1)),))


def _colour(column: Column) -> tuple[int, int, int]:
    if column.role is None:
        return _UNKNOWN
    return _SURE if column.sure else _PROBABLE
