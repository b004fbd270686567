"""`datapackage.json`: the CSV tables described for machines (Frictionless Data Package, profile v1).

English stands in `title` and `description`, Indonesian beside it in `title@id` and `description@id` (the Data
Package pattern for languages).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipelines.columns import Column, ColumnType
from pipelines.schema import CONTRACT, TableSpec
from pipelines.staging import Fingerprint

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def datapackage_json(version: str, csv_files: Mapping[str, Fingerprint]) -> bytes:
    """Describe the CSV files.

    Args:
        version: Version of the program that wrote them.
        csv_files: Fingerprint of each table's CSV, by the table's name.
    """
    package: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": "lkip",
        "title": "Performance reports (LKIP) of BNN offices: values, records, facts and findings",
        "title@id": "Laporan kinerja (LKIP) satuan kerja BNN: nilai, catatan, fakta, dan temuan",
        "languages": ["en", "id"],
        "version": version,
        "resources": [_resource(spec, csv_files[spec.name]) for spec in CONTRACT],
    }
    return to_json(package)


def to_json(content: dict[str, Json]) -> bytes:
    """UTF-8 JSON for people and machines: indented, keys in the given order, one newline at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(spec: TableSpec, written: Fingerprint) -> dict[str, Json]:
    schema: dict[str, Json] = {
        "fields": [_field(column, spec) for column in spec.columns],
        "missingValues": [""],
    }
    if spec.key:
        schema["primaryKey"] = [spec.key]
    return {
        "profile": "tabular-data-resource",
        "name": spec.name,
        "path": f"{spec.name}.csv",
        "title": spec.title_english,
        "title@id": spec.title_indonesian,
        "description": f"One row per {spec.row_english}.",
        "description@id": f"Satu baris per {spec.row_indonesian}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
    }


def _field(column: Column, spec: TableSpec) -> dict[str, Json]:
    field: dict[str, Json] = {
        "name": column.name,
        "type": column.type.value,
        "description": column.english,
        "description@id": column.indonesian,
    }
    constraints: dict[str, Json] = {}
    if column.name == spec.key:
        constraints["required"] = True
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if column.type is ColumnType.NUMBER:
        field["decimalChar"] = "."
    if constraints:
        field["constraints"] = constraints
    return field
