"""The rows of `facts`, office by office: of the documents' values one document's are held at a time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from layouts.facts import OfficeKey, facts_of_office, office_of
from layouts.records import Document, DocumentResult
from pipelines.results import Results
from pipelines.rows import Row, document_of, fact_row, value_of


class FactRows:
    """Hears which documents speak of which offices, then reads their values again, office by office."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._contents: list[str] = []
        self._speaking: dict[OfficeKey, array[int]] = defaultdict(lambda: array("L"))

    def hear(self, content: str, values: pa.RecordBatch) -> None:
        """Take note of a document with its values, in the order of files."""
        document = self._document(content)
        for office in {office_of(document, row or "") for row in pc.unique(values["satker_baris"]).to_pylist()}:
            self._speaking[office].append(len(self._contents))
        self._contents.append(content)

    def rows(self) -> Iterator[Row]:
        """The facts of all offices, in order."""
        for office in sorted(self._speaking):
            yield from map(fact_row, facts_of_office(office, partial(self._speakers, office)))

    def _speakers(self, office: OfficeKey) -> Iterator[DocumentResult]:
        """The documents that speak of an office, with the values that do."""
        for number in self._speaking[office]:
            content = self._contents[number]
            document, values = self._document(content), self._results.batch(content, "values")
            if values is not None:
                names = pc.unique(values["satker_baris"]).to_pylist()
                speaking = [name for name in names if office_of(document, name or "") == office]
                if len(speaking) < len(names):
                    values = values.filter(pc.is_in(values["satker_baris"], pa.array(speaking, pa.string())))
                yield DocumentResult(document, values=tuple(map(value_of, values.to_pylist())))

    def _document(self, content: str) -> Document:
        return document_of(self._results.document(content))
