"""One cell as text: cleaned of what nobody typed, and compared without what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

Cell = Any
"""A cell as its reader delivers it: text from CSV; text, numbers, truth values and dates from a workbook."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc]"
)
_GUARDED = re.compile(r'="([^"]*)"')


def text_of(cell: Cell) -> str:
    """A cell's text: whole numbers without their decimal point, nothing for an empty cell."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def clean(cell: Cell) -> str:
    """A cell as a person reads it.

    Composed characters; no control, zero-width or object replacement characters; every run of white space
    one space. ``="text"``, by which spreadsheets are told to keep text as it is, gives the text; any other formula
    stays text and is never computed.
    """
    text = text_of(cell)
    if text.isascii() and text.isprintable():
        text = text.strip()
    else:
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    guarded = _GUARDED.fullmatch(text.strip()) if text.startswith("=") else None
    return " ".join((guarded[1] if guarded else text).split())


def key(text: str) -> str:
    """A header's name without case, spaces and punctuation, for comparing."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def is_blank(cells: list[Cell]) -> bool:
    """Whether a row holds nothing at all: such a row is no row."""
    return not any(cells) or not any(clean(cell) for cell in cells if cell != "")
