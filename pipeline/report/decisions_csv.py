"""The user's decisions as CSV, for a spreadsheet and for the next month's analysis (``pipeline.read_decisions``)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from pipeline.model import Decision
from pipeline.report.harmless import csv_text

HEADER = ("Phrase", "Category", "Locked")
_LIKE_GUARDED = re.compile("'[ ']*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def decisions_csv(decisions: Iterable[Decision]) -> bytes:
    """CSV in UTF-8 with a byte order mark, one row a decision; what a spreadsheet would run gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([_cell(one.phrase), one.category.value, "yes" if one.locked else "no"] for one in decisions)
    return text.getvalue().encode("utf-8-sig")


def _cell(phrase: str) -> str:
    """A phrase that only looks guarded is guarded too, or reading it back would take its own apostrophe away."""
    text = csv_text(" ".join(phrase.split()))
    return f"'{text}" if _LIKE_GUARDED.match(phrase.strip()) else text
