"""Untrusted text in files that spreadsheets open: never a formula, never a control character, never too long.

A cell's text is guarded at its start; in delimited files also where another cell would start if the spreadsheet took
semicolons for what parts them, as it does in much of Europe whatever the file says.
"""

from __future__ import annotations

import re

CELL_CHARACTERS = 32_767
"""The longest text that a spreadsheet's cell takes."""

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four: their full-width twins
_LATER_CELL = re.compile("[;\t\r\n][ \"]*+(?=[' ]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def cell_text(text: str) -> str:
    """Text that no spreadsheet runs: what would start a formula gets an apostrophe before it, as OWASP advises."""
    clean = _CONTROL.sub("", text)
    guarded = "'" + clean if clean.lstrip(" ").startswith(_FORMULA) else clean
    return guarded[:CELL_CHARACTERS]


def csv_text(text: str) -> str:
    """Text of a cell in a delimited file; none of it runs, whatever is taken to part the cells."""
    return _LATER_CELL.sub(r"\g<0>'", cell_text(text))[:CELL_CHARACTERS]


def line(text: str) -> str:
    """Text for one field of a tab-separated line: no tab, no line break."""
    return " ".join(csv_text(" ".join(text.split())).split())


_UNSAFE_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def file_stem(text: str) -> str:
    """Letters, digits, dots, hyphens and underscores only, as every system takes them in a file's name."""
    return _UNSAFE_NAME.sub("-", text).strip("-.")[:80] or "result"
