"""Delimited text to records: any of the usual delimiters, quoted cells, every kind of line end."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import chain, islice

from pipeline.errors import FileError
from pipeline.ingest.limits import MAX_COLUMNS, MAX_LINE_CHARACTERS, MAX_LINES, MAX_ROWS

Record = tuple[int, list[str]]
"""A row's number as a spreadsheet counts it (from 1, blank rows included) and its cells."""

DELIMITERS = (",", ";", "\t", "|")
_END = "\x00end\x00"
_LOOKED_AT = 10
_LOOKED_AT_CHARACTERS = 200_000


def records(text: str, delimiter: str, name: str, *, whole: bool = True) -> Iterator[Record]:
    """The records of a text, blank ones included.

    :param whole: the text is the whole file, so that a quotation mark must be closed in it.
    :raises FileError: an endless line or cell, too many columns, a quotation mark that is never closed.
    """
    row = 0
    lines = chain(_lines(text, name), [_END] if whole else [])
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        row += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileError.too_wide(name, row, MAX_COLUMNS) from error
        if cells is None or cells == [_END]:
            return
        if cells and cells[-1].endswith(_END):
            raise FileError.open_quote(name, row)
        if len(cells) > MAX_COLUMNS:
            raise FileError.too_wide(name, row, MAX_COLUMNS)
        yield row, cells


def _lines(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise FileError.too_wide(name, number, MAX_COLUMNS)
        if number > MAX_LINES:
            raise FileError.too_many_rows(name, MAX_ROWS)
        yield line


def pick_delimiter(text: str, name: str, weight: Callable[[list[list[str]]], tuple[int, int]]) -> str:
    """The delimiter under which the first rows weigh most, the usual one on a tie.

    A text of a single column has none: the tab, so that commas in its phrases stay where they are.

    :param weight: how many known columns the header among some rows has, and how many at all.
    """
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:  # a spreadsheet's own note of its delimiter
        return text[4]
    start = text[:_LOOKED_AT_CHARACTERS]
    weights = {mark: weight([cells for _, cells in _first(start, mark, name)]) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: weights[mark])
    return best if weights[best][1] > 1 else "\t"


def _first(text: str, delimiter: str, name: str) -> Iterator[Record]:
    return islice(records(text, delimiter, name, whole=False), _LOOKED_AT)
