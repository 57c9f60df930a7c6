"""All keywords as CSV: every column, one row a keyword."""

from __future__ import annotations

import csv
import io

from pipeline.report.columns import Cell, columns
from pipeline.report.harmless import csv_text
from pipeline.result import Result


def keywords_csv(result: Result) -> bytes:
    """CSV in UTF-8 with a byte order mark, so that spreadsheets read it right; a missing number is an empty cell.

    Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    table = columns(result)
    writer.writerow([csv_text(column.heading) for column in table])
    writer.writerows([_plain(column.read(keyword)) for column in table] for keyword in result.keywords)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    return csv_text(cell) if isinstance(cell, str) else cell
