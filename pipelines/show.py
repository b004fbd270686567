"""Where a number comes from: file, page, a picture of its cell in its row, what each reader read, record, doubts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
from PIL import Image

from extract.draw import Layer, Mark, crop, draw_layers, render_page
from extract.errors import InputError, OutputError
from extract.model import Box
from extract.panels import beside, fitted, stacked, text_panel
from extract.pdf import open_pdf
from layouts.records import INDICATOR_FIELDS
from pipelines.store import read_table

SIDES = ("x0", "top", "x1", "bottom")
RED, BLUE = (220, 0, 0), (30, 60, 220)
# Around the row, so that the lines above and below can be read too: in cell heights, at least so many points.
MARGIN_HEIGHTS = 2.0
MARGIN_POINTS = 36.0
# Crops beside their readings are shown at this size; a crop of a long line is made smaller to fit.
CROP_PX_PER_POINT = 4.0
WIDEST_CROP_PX, HIGHEST_CROP_PX = 900, 200

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Origin:
    """A value's row of `values`, with the rows that belong to it.

    `neighbours` are the values beside it, `readings` what each reader read, line by line (none of printed text).
    """

    value: Row
    document: Row
    neighbours: tuple[Row, ...]
    record: Row | None
    findings: tuple[Row, ...]
    copies: tuple[str, ...]
    readings: tuple[Row, ...] = ()


def find_value(value_id: str, out_dir: Path) -> Origin:
    """Find a value and what belongs to it in a folder of outputs.

    Raises:
        InputError: there is no value of this id.
        OutputError: the folder's tables cannot be read.
    """
    values = read_table(out_dir, "values")
    at = values["value_id"].to_pylist()
    if value_id not in at:
        raise InputError(f"no value {value_id!r}", str(out_dir), "take a value_id from values.csv there")
    value: Row = values.slice(at.index(value_id), 1).to_pylist()[0]
    rows: list[Row] = values.filter(
        [table == value["table_id"] for table in values["table_id"].to_pylist()]
    ).to_pylist()
    documents: list[Row] = read_table(out_dir, "documents").to_pylist()
    same = [row for row in documents if row["document_id"] == value["document_id"]]
    findings: list[Row] = read_table(out_dir, "findings").to_pylist()
    return Origin(
        value=value,
        document=next(row for row in same if row["file"] == value["file"]),
        neighbours=tuple(row for row in rows if row["row"] == value["row"] and row["page"] == value["page"]),
        record=_record_of(value, out_dir),
        findings=tuple(row for row in findings if value_id in _ids(row["value_ids"])),
        copies=tuple(str(row["file"]) for row in same if row["file"] != value["file"]),
        readings=tuple(_readings_of(value_id, out_dir)),
    )


def render(origin: Origin) -> str:
    """All that is known of the value, one fact a line."""
    value = origin.value
    lines = [
        f"value_id: {value['value_id']}",
        f"file: {value['file']}" + (f" (also as {', '.join(origin.copies)})" if origin.copies else ""),
        f"office: {value['satker'] or '?'}, tahun anggaran {_shown(value['tahun_anggaran'])}",
        f"place: page {value['page']}, table {value['table_id']} ({value['table_kind']}), "
        f"row {value['row']}, box {_sides(value)} pt",
        f"label: {value['label'] or '(none)'} {value['kode'] or ''}".rstrip(),
        f"read: {value['value_text']!r} as {_shown(value['value'])} {value['satuan'] or ''}".rstrip(),
        f"means: {value['field']} of {_shown(value['tahun'])}, {value['periode']}",
        f"trust: {value['trust']} (source {value['source']}, confidence {_shown(value['confidence'])})",
    ]
    if value["reason"]:
        lines.append(f"reason: {value['reason']}")
    for line, readings in _by_line(origin):
        lines.append(f"readings of line {line}, crop {_sides(readings[0])} pt:")
        lines += [f"  {_said(reading)}" for reading in readings]
    if origin.record:
        lines.append("record: " + ", ".join(f"{k} {_shown(v)}" for k, v in origin.record.items() if _says(k, v)))
    for finding in origin.findings:
        lines.append(f"finding: {finding['severity']} {finding['code']}: {finding['message']}")
    return "\n".join(lines)


def save_picture(origin: Origin, places: Sequence[Path], path: Path) -> Path:
    """Save the row with the value's cell marked red and its neighbours blue, cut out of the page.

    Below it stands each crop that was read from a picture, with what the readers made of it.

    Args:
        origin: The value.
        places: PDFs, or folders that are searched for the file. Only the document's very bytes will do.
        path: The PNG to write; its folder is made.

    Raises:
        InputError: the PDF is in none of the places.
        OutputError: the picture cannot be written.
    """
    pdf = _find_pdf(origin, places)
    with open_pdf(pdf) as document:
        page_number = _integer(origin.value["page"])
        picture, px_per_point = render_page(document, page_number)
        fine, fine_px = render_page(document, page_number, px_per_point=CROP_PX_PER_POINT)
    others = [row for row in origin.neighbours if row["value_id"] != origin.value["value_id"]]
    layers = (
        Layer("same row", BLUE, tuple(Mark(_box(row), str(row["field"])) for row in others)),
        Layer(str(origin.value["field"]), RED, (Mark(_box(origin.value)),), width_px=4),
    )
    window = _window(origin, picture.width / px_per_point)
    shifted = tuple(_shift(layer, window) for layer in layers)
    drawn = draw_layers(crop(picture, px_per_point, window), px_per_point, shifted)
    drawn = stacked(drawn, *(_crop_with_readings(fine, fine_px, readings) for _, readings in _by_line(origin)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn.save(path)
    except OSError as error:
        hint = "choose another place with --picture"
        raise OutputError(f"cannot write: {error.strerror or error}", str(path), hint) from error
    return path


def _readings_of(value_id: str, out_dir: Path) -> Iterator[Row]:
    rows = read_table(out_dir, "readings")
    yield from rows.filter(pa.array([own == value_id for own in rows["value_id"].to_pylist()], pa.bool_())).to_pylist()


def _by_line(origin: Origin) -> Iterator[tuple[object, list[Row]]]:
    """The readings of each line of the value's cell, in the order the readers were asked."""
    for line, readings in groupby(origin.readings, key=lambda reading: reading["line"]):
        yield line, list(readings)


def _said(reading: Row) -> str:
    variant = f" ({reading['variant']})" if reading["variant"] else ""
    return (
        f"{reading['engine']} {reading['version']}{variant}, confidence {_shown(reading['confidence'])}: "
        f"{reading['text'] or ''!r}"
    )


def _crop_with_readings(picture: Image.Image, px_per_point: float, readings: Sequence[Row]) -> Image.Image:
    shown = fitted(crop(picture, px_per_point, _box(readings[0])), width=WIDEST_CROP_PX, height=HIGHEST_CROP_PX)
    return beside(shown, text_panel([_said(reading) for reading in readings]))


def _find_pdf(origin: Origin, places: Sequence[Path]) -> Path:
    sha256 = origin.document["sha256"]
    for path in _candidates(origin, places):
        try:
            with open(path, "rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == sha256:
                    return path
        except OSError:
            continue
    where = ", ".join(str(place) for place in places)
    hint = "say where it is with --pdf FILE or --pdf FOLDER"
    raise InputError(f"the PDF {origin.value['file']} is not in {where}", hint=hint)


def _candidates(origin: Origin, places: Sequence[Path]) -> Iterator[Path]:
    """Files given, files of the recorded path in the folders given, then any of that name further down."""
    files = [str(origin.value["file"]), *origin.copies]
    names = {Path(file).name for file in files}
    yield from (place for place in places if place.is_file())
    for folder in (place for place in places if place.is_dir()):
        yield from (folder / file for file in files)
        for current, folders, found in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(current, name) for name in sorted(found) if name in names)


def _window(origin: Origin, page_width: float) -> Box:
    """The page's full width around the row."""
    boxes = [_box(row) for row in (origin.value, *origin.neighbours)]
    margin = max(MARGIN_POINTS, MARGIN_HEIGHTS * max(box.height for box in boxes))
    return Box(0.0, max(0.0, min(b.top for b in boxes) - margin), page_width, max(b.bottom for b in boxes) + margin)


def _shift(layer: Layer, window: Box) -> Layer:
    marks = (Mark(_moved(mark.box, window), mark.text) for mark in layer.marks)
    return Layer(layer.name, layer.colour, tuple(marks), layer.width_px)


def _moved(box: Box, window: Box) -> Box:
    return Box(box.x0 - window.x0, box.top - window.top, box.x1 - window.x0, box.bottom - window.top)


def _record_of(value: Row, out_dir: Path) -> Row | None:
    name = "indicators" if value["field"] in set(INDICATOR_FIELDS) else "budgets"
    key = ("document_id", "table_id", "row", "tahun")
    records: list[Row] = read_table(out_dir, name).to_pylist()
    return next((row for row in records if all(row[part] == value[part] for part in key)), None)


def _says(name: str, content: object) -> bool:
    return content not in (None, "") and name not in ("document_id", "table_id", "satker", "kode_satker")


def _ids(joined: object) -> list[str]:
    return str(joined or "").split(";")


def _sides(row: Row) -> str:
    return " ".join(_shown(row[side]) for side in SIDES)


def _box(row: Row) -> Box:
    x0, top, x1, bottom = (_float(row[side]) for side in SIDES)
    return Box(x0, top, x1, bottom)


def _float(content: object) -> float:
    if not isinstance(content, int | float):
        raise InputError(f"a place is {content!r}", hint="the tables were changed; run again")
    return float(content)


def _integer(content: object) -> int:
    return int(_float(content))


def _shown(content: object) -> str:
    if content is None:
        return "?"
    return f"{content:,.2f}".rstrip("0").rstrip(".") if isinstance(content, float) else str(content)
