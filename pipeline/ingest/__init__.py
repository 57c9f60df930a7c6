"""Keyword files to one keyword table: encodings, dialects, numbers, and each tool's headers as data.

Promises that rows read = keywords + duplicates merged + rows dropped, each dropped row with its reason, and that bad
input raises ``FileError`` with one sentence. Knows nothing of products, categories, jobs or pages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from pipeline.ingest.decisions import read_decisions
from pipeline.ingest.limits import MAX_FILE_BYTES, MAX_PHRASE_CHARACTERS, MAX_ROWS
from pipeline.ingest.looking import FilePreview, PreviewRow, check_files, preview_file
from pipeline.ingest.products import read_products
from pipeline.ingest.reading import read_files
from pipeline.model import CompetitorInfo, KeywordTable, SourceFile

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PHRASE_CHARACTERS",
    "MAX_ROWS",
    "FilePreview",
    "PreviewRow",
    "check",
    "preview",
    "read",
    "read_competitors",
    "read_decisions",
]

_TURNS = threading.BoundedSemaphore(2)  # a look at the largest workbook takes half a gigabyte for a moment


def preview(file: SourceFile, *, max_bytes: int = MAX_FILE_BYTES) -> FilePreview:
    """What a file is and its first keywords, for its uploader to recognise.

    :raises pipeline.errors.FileError: the file cannot be used as a keyword file.
    """
    with _TURNS:
        return preview_file(file, most=max_bytes)


def check(files: Sequence[SourceFile], *, max_bytes: int = MAX_FILE_BYTES) -> None:
    """Refuse files that cannot be used, from a look at their heads: quick whatever their size.

    :raises pipeline.errors.FileError: there is no file, two for the same role, or one that is no keyword file.
    """
    with _TURNS:
        check_files(files, most=max_bytes)


def read_competitors(file: SourceFile, *, max_bytes: int = MAX_FILE_BYTES) -> tuple[CompetitorInfo, ...]:
    """What a list of products (a Helium 10 Xray export) says of each, in file order; its role does not count.

    :raises pipeline.errors.FileError: the file cannot be used as a competitor file.
    """
    with _TURNS:
        return read_products(file, most=max_bytes)


def read(
    files: Sequence[SourceFile],
    report: Callable[[float], None] | None = None,
    own_asin: str = "",
    *,
    max_bytes: int = MAX_FILE_BYTES,
) -> KeywordTable:
    """Read the keyword files into one table, the revenue file's phrases first.

    :param report: told the share done (0-1) as reading moves on; may raise to stop it.
    :param own_asin: the analysed product; a rank column under it is its own rank and no competitor's.
    :raises pipeline.errors.FileError: a file cannot be used.
    """
    return read_files(files, report, own_asin, most=max_bytes)
