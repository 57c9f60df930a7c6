"""An uploaded file opened: its header found, its records ready to be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pipeline.errors import FileError
from pipeline.ingest.cells import Cell, is_blank
from pipeline.ingest.decode import decode
from pipeline.ingest.delimited import pick_delimiter, records
from pipeline.ingest.header import Header, find_header, weight
from pipeline.ingest.limits import HEAD_BYTES, MAX_FILE_BYTES
from pipeline.ingest.numbers import Mark
from pipeline.ingest.workbook import is_workbook, sheets
from pipeline.model import SourceFile

Record = tuple[int, list[Cell]]
FindHeader = Callable[[Sequence[Record], str], Header]
"""Finds the header among a file's first records; raises ``FileError`` where there is none."""

_LOOKED_AT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's header, and below it its rows that are not blank; to be read once.

    ``expected`` is about how many rows there will be, ``usual_mark`` the decimal mark to assume without evidence;
    ``whole`` is False where only the file's head was opened.
    """

    header: Header
    rows: Iterator[Record]
    form: str
    expected: int
    usual_mark: Mark
    whole: bool


def open_source(
    file: SourceFile, *, head: bool = False, most: int = MAX_FILE_BYTES, find: FindHeader = find_header
) -> Source:
    """Open a keyword file, or another list whose header ``find`` knows; with ``head`` only its first rows.

    :raises FileError: it is too big, of another kind, damaged, or no keyword file.
    """
    if len(file.content) > most:
        raise FileError.too_big(file.name, len(file.content), most)
    if not file.content:
        raise FileError.empty(file.name)
    if is_workbook(file.content, file.name):
        return _from_workbook(file, find, head=head)
    return _from_text(file, find, head=head)


def _from_text(file: SourceFile, find: FindHeader, *, head: bool) -> Source:
    whole = not head or len(file.content) <= HEAD_BYTES
    text = decode(file.content if whole else file.content[:HEAD_BYTES], file.name, whole=whole)
    if not whole:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    if not text.strip():
        raise FileError.empty(file.name)
    delimiter = pick_delimiter(text, file.name, weight)
    found = records(text, delimiter, file.name, whole=whole)
    first = list(islice(found, _LOOKED_AT))
    header = find(first, file.name)
    return Source(
        header=header,
        rows=_below(header, chain(first, found)),
        form="TSV" if delimiter == "\t" and header.width > 1 else "CSV",
        expected=text.count("\n") or text.count("\r"),
        usual_mark="," if delimiter == ";" else ".",
        whole=whole,
    )


def _from_workbook(file: SourceFile, find: FindHeader, *, head: bool) -> Source:
    """The first sheet that is a keyword list; if none is, what is wrong with the first one."""
    refusal: FileError | None = None
    for found in sheets(file.content, file.name, head=head):
        first = list(islice(found.rows, _LOOKED_AT))
        try:
            header = find(first, file.name)
        except FileError as error:
            refusal = refusal or error
            continue
        return Source(
            header=header,
            rows=_below(header, chain(first, found.rows)),
            form="XLSX",
            expected=found.height,
            usual_mark=".",
            whole=not head,
        )
    raise refusal or FileError.empty(file.name)


def _below(header: Header, found: Iterable[Record]) -> Iterator[Record]:
    return ((row, cells) for row, cells in found if row > header.row and not is_blank(cells))
