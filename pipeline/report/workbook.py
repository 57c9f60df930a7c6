"""The whole result as a workbook: an overview, a sheet for each category, roots, competitors, listing, dropped rows.

Its last sheet says what every column means.

Written in memory with every text as text: no formula, no link. The same result gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from pipeline.model import Category
from pipeline.report import sheets
from pipeline.report.columns import Cell
from pipeline.report.harmless import cell_text
from pipeline.report.sheets import Sheet
from pipeline.result import Result

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone; fixed, so that bytes repeat
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(result: Result) -> bytes:
    """An XLSX file of the whole result."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": f"Keywords of {result.asin}", "created": _CREATED})
    book.set_calc_mode("manual")
    formats = _Formats(book)
    written = tuple(_sheets(result))
    for sheet in (*written, sheets.meanings(written)):
        _write(book, sheet, formats)
    book.close()
    return file.getvalue()


def _sheets(result: Result) -> Iterable[Sheet]:
    yield sheets.overview(result)
    yield from (sheets.keywords(result, category) for category in Category)
    yield sheets.roots(result)
    yield sheets.words(result)
    yield sheets.competitors(result)
    yield sheets.listing(result)
    yield sheets.rules(result)
    yield sheets.questions(result)
    yield sheets.dropped(result)


class _Formats:
    """Number formats of one workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F0F2F5"}
        )
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})

    def number(self, form: str) -> Any:
        """The format of a number column."""
        if form not in self._made:
            self._made[form] = self._book.add_format({"num_format": form or "General", "valign": "top"})
        return self._made[form]


def _write(book: Any, sheet: Sheet, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 1 if sheet.filtered else 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, cell_text(column.heading), formats.header)
    for number, row in enumerate(sheet.rows, 1):
        _write_row(page, number, row, sheet, formats)
    if sheet.filtered and sheet.columns:
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _write_row(page: Any, number: int, row: Sequence[Cell], sheet: Sheet, formats: _Formats) -> None:
    for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
        if isinstance(cell, str):
            page.write_string(number, place, cell_text(cell), formats.wrapped if column.wrap else formats.text)
        elif cell is not None:
            page.write_number(number, place, cell, formats.number(column.format))
