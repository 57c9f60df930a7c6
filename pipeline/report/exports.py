"""Every file that a result can leave the program as, by name; each a pure function from a result to bytes."""

from __future__ import annotations

from pipeline.report.decisions_csv import decisions_csv
from pipeline.report.flat_file import flat_fields, flat_file, listing_text
from pipeline.report.harmless import file_stem
from pipeline.report.html_report import html_report
from pipeline.report.keyword_csv import keywords_csv
from pipeline.report.workbook import workbook
from pipeline.result import Result

__all__ = [
    "decisions_csv",
    "file_name",
    "flat_fields",
    "flat_file",
    "html_report",
    "keywords_csv",
    "listing_text",
    "result_json",
    "workbook",
]


def result_json(result: Result) -> bytes:
    """The whole document as JSON."""
    return result.to_json()


def file_name(result: Result, suffix: str) -> str:
    """A name that every system takes: ASIN, store, main keyword, then ``suffix`` (``keywords.csv``, ``.xlsx``)."""
    stem = file_stem(f"{result.asin}-{result.marketplace}-{result.main_keyword.phrase.lower()}")
    return f"{stem}{suffix}" if suffix.startswith(".") else f"{stem}-{suffix}"
