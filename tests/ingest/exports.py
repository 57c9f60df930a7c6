"""Small keyword files of our own making, for the tests beside this file."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from pipeline.model import Role, SourceFile

A1, A2, A3 = "B0AAAAAA01", "B0BBBBBB02", "B0CCCCCC03"
HEADER = [
    "Keyword Phrase", "ABA Total Click Share", "ABA Total Conv. Share", "Keyword Sales", "Cerebro IQ Score",
    "Search Volume", "Search Volume Trend", "Sponsored ASINs", "Competing Products", "CPR", "Title Density",
    "Position (Rank)", "Relative Rank", "Competitor Rank (avg)", "Ranking Competitors (count)",
    "Competitor Performance Score", A1, A2, A3,
]  # fmt: skip
ROWS = [
    line.split("|")
    for line in (
        "garlic press|28.9|15.2|589|2500|10000|-8|253|4000|135|42|5|2|14.5|2|4.8|3|26|-",
        "garlic mincer|||-|100|500|n/a|7|5000|8|0|0|0|9|1|2|-|9|-",
        "rocker garlic crusher|61.1|63.9|33|48|480|12|176|>10,000|9|3|1|1|8|3|10|4|8|12",
    )
]


def delimited(rows: list[list[str]], delimiter: str = ",", end: str = "\n", *, quote_all: bool = False) -> str:
    """Rows as delimited text."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


def file(content: str | bytes, name: str = "revenue.csv", role: Role = Role.REVENUE) -> SourceFile:
    """A keyword file with this content."""
    return SourceFile(name=name, role=role, content=content.encode() if isinstance(content, str) else content)


def csv_file(rows: list[list[str]], name: str = "revenue.csv", role: Role = Role.REVENUE) -> SourceFile:
    """A plain CSV of these rows."""
    return file(delimited(rows), name, role)


def workbook(*sheets: list[list[object]]) -> bytes:
    """An XLSX workbook of these sheets."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    write = sheet.write_number if isinstance(value, int | float) else sheet.write_string
                    write(number, place, value)
    return content.getvalue()
