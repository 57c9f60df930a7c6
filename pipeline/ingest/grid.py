"""How large a grid the cells of a worksheet span, told from its XML before any reader makes room for it.

Promises an upper bound, whatever the XML looks like: a reader allocates the whole grid between two far-apart cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLACE = rb"""r(?<=[\s"']r)\s*=\s*["']"""
_COLUMN_LETTERS = re.compile(_PLACE + rb"([A-Z]+)")
_ROW_NUMBERS = re.compile(_PLACE + rb"[A-Z]*([0-9]+)")
_UNUSUAL = re.compile(_PLACE + rb"""(?![A-Z]{0,3}[0-9]{0,5}["'])([^"']*)""")
_FAR = re.compile(rb"[A-Z]{0,3}([0-9]{6,7})")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_DISGUISE = re.compile(rb"""<!|=\s*"[^"<]*<|=\s*'[^'<]*<""")
_USUAL_ROWS = 99_999  # what five digits can say


def is_within(data: bytes, columns: int, cells: int) -> bool:
    """Whether a worksheet spans at most so many columns and so many cells.

    :raises ValueError: a cell says where it stands in a way that no spreadsheet writes.
    """
    unusual = [_FAR.fullmatch(place) for place in _UNUSUAL.findall(data)]
    if not all(unusual):
        raise ValueError("a cell without a usual place")
    width = max(map(_column_number, set(_COLUMN_LETTERS.findall(data))), default=1) + _unplaced(data)
    far = max((int(place[1]) for place in unusual if place), default=0)
    more = _tags(data, b"row") - _placed(data, b"row")
    if width * (max(far, _USUAL_ROWS) + more) > cells:
        far = max(map(int, set(_ROW_NUMBERS.findall(data))), default=1)
    return width <= columns and width * (far + more) <= cells


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unplaced(data: bytes) -> int:
    """How many cells that do not say where they stand can follow one another in a row."""
    loose = _loose(data)
    if not loose or _DISGUISE.search(data):  # what looks like a row's start may be none
        return loose
    return max(map(_loose, _rows(data)))


def _rows(data: bytes) -> Iterable[bytes]:
    start = 0
    for found in _ROW.finditer(data):
        yield data[start : found.start()]
        start = found.start()
    yield data[start:]


def _loose(data: bytes) -> int:
    return _tags(data, b"c") - _placed(data, b"c")


def _tags(data: bytes, name: bytes) -> int:
    """How often an element begins, with any prefix; text that looks like it counts too."""
    return sum(data.count(lead + name + bytes([tail])) for lead in (b"<", b":") for tail in b" \t\r\n/>")


def _placed(data: bytes, name: bytes) -> int:
    """How often an element begins with its place, as spreadsheets write it: there it can be nothing else."""
    return sum(data.count(lead + name + b' r="') for lead in (b"<", b":"))
