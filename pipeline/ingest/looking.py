"""A first look at files: what they are, before a job exists and within a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.errors import FileError
from pipeline.ingest.filename import read_name
from pipeline.ingest.limits import MAX_FILE_BYTES, MAX_ROWS
from pipeline.ingest.reading import in_order, read_file, refuse_nothing, row_reader, summary
from pipeline.ingest.rows import ReadRow
from pipeline.ingest.source import open_source
from pipeline.model import DroppedRow, FileSummary, SourceFile

_LOOKED_AT = 200
_FIRST_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One of the first keywords; volumes in searches a month."""

    phrase: str
    search_volume: int | None
    competing_products: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """What a file is, for its uploader to recognise.

    ``summary.rows`` counts the rows that are not blank. ``columns`` are the headers that are used, in file order;
    ``fields`` says as what, by the names of ``KeywordRow`` and ``FileRanks``.
    ``exported_asin``, ``exported_store`` and ``exported_on`` are guessed from the file's name, empty where it tells
    nothing.
    """

    summary: FileSummary
    columns: tuple[str, ...]
    fields: frozenset[str]
    first_rows: tuple[PreviewRow, ...]
    exported_asin: str
    exported_store: str
    exported_on: str
    warnings: tuple[str, ...]


def preview_file(file: SourceFile, *, most: int = MAX_FILE_BYTES) -> FilePreview:
    """Look at one file; see ``pipeline.ingest.preview``.

    :raises FileError: the file cannot be read, or has too many rows.
    """
    source = open_source(file, most=most)
    reader, records, _ = row_reader(file, source)
    first = [reader.read(number, cells) for number, cells in islice(records, _LOOKED_AT)]
    count = len(first) + sum(1 for _ in islice(records, MAX_ROWS))
    if count > MAX_ROWS:
        raise FileError.too_many_rows(file.name, MAX_ROWS)
    keywords = [read for read in first if isinstance(read, ReadRow)]
    if count <= _LOOKED_AT:
        refuse_nothing(file.name, keywords, [read for read in first if isinstance(read, DroppedRow)])
    header, told = source.header, read_name(file.name)
    used = sorted({*header.places.values(), *(place for _, place in header.ranks)})
    return FilePreview(
        summary=summary(file, source, count),
        columns=tuple(header.names[place] for place in used),
        fields=frozenset(header.places),
        first_rows=tuple(map(_preview_row, keywords[:_FIRST_ROWS])),
        exported_asin=told.asin,
        exported_store=told.store,
        exported_on=told.date,
        warnings=header.warnings,
    )


def _preview_row(read: ReadRow) -> PreviewRow:
    row = read.row
    return PreviewRow(phrase=row.phrase, search_volume=row.search_volume, competing_products=row.competing_products)


def check_files(files: Sequence[SourceFile], *, most: int = MAX_FILE_BYTES) -> None:
    """Refuse unusable files from a look at their heads; see ``pipeline.ingest.check``."""
    for file in in_order(files):
        if len(file.content) <= most and file.content.count(b"\n") > MAX_ROWS:
            preview_file(file, most=most)  # perhaps too many rows: counts them
        source = open_source(file, head=True, most=most)
        reader, records, _ = row_reader(file, source)
        if any(isinstance(reader.read(number, cells), ReadRow) for number, cells in records):
            continue
        read_file(file, "", most=most, tell=lambda _share: None)  # says why there is none, or finds one further down
