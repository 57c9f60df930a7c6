"""The numbers of keyword exports, from any locale.

Read are ``1,234``, ``1.234,5``, ``1 234``, ``1'234``, ``>100,000``, ``12%``, ``$0.84``, ``0,46 €``; ``-``, ``N/A``,
``N/R`` and the like are missing. Which mark is the decimal one is decided once per file:

1. Marks that can only be one thing vote: ``0.72`` and ``1,234,567`` for the point, ``0,72`` and ``1.234,5`` for the
   comma. The majority decides.
2. Without a vote, semicolons between the cells mean a decimal comma, anything else a decimal point.
3. In columns of whole numbers, groups of three digits are thousands whatever the mark: ``1.234`` searches are 1,234.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Literal

from pipeline.ingest.cells import Cell, clean

Mark = Literal[".", ","]

_MISSING = frozenset({
    "", "-", "--", "–", "—", "n/a", "n/r", "na", "nr", "n.a.", "nan", "null", "none", "#n/a", "#value!", "#ref!",
    "#div/0!", "#name?", "#null!", "#num!",
})  # fmt: skip
_AROUND = re.compile(r"^(?:[<>≥≤~≈]=?)\s*|(?<!\s)\s*[+%]$")
_CODES = "USD|CAD|MXN|BRL|GBP|EUR|SEK|PLN|ZAR|TRY|AED|SAR|EGP|INR|SGD|AUD|JPY"
_CURRENCY = re.compile(rf"^(?:(?:[A-Z]{{1,3}})?[$€£¥₹]|{_CODES})\s*|(?<!\s)\s*(?:[$€£¥₹]|{_CODES}|zł|kr|TL)$")
_GROUPS = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][-+]?\d{1,2})?")
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:(?:,\d{2,3})*,\d{3}|(?:\.\d{2,3})*\.\d{3})")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+|[-+]?[1-9]\d{0,2}(?:\.\d{3})+")
_MOST = 1e12


class NotANumberError(ValueError):
    """The cell holds something, but no number."""


def decimal_mark(cells: Iterable[Cell], otherwise: Mark) -> Mark:
    """Which mark sets off the decimals in these cells, by majority; ``otherwise`` where none tells."""
    votes = [_vote(_bare(cell)) for cell in cells if isinstance(cell, str) and ("," in cell or "." in cell)]
    points, commas = votes.count("."), votes.count(",")
    if points == commas:
        return otherwise
    return "." if points > commas else ","


def _vote(text: str) -> Mark | None:
    """What one bare number tells about the file's decimal mark, if anything."""
    if not _PLAIN.fullmatch(text):
        return None
    point, comma = text.count("."), text.count(",")
    if point and comma:
        return "." if text.rindex(".") > text.rindex(",") else ","
    if point + comma > 1:
        return ("," if point else ".") if _GROUPED.fullmatch(text) else None
    if not point + comma or _THOUSANDS.fullmatch(text):
        return None
    return "." if point else ","


def _bare(cell: str) -> str:
    """The digits and marks of a number, without what stands around and between them."""
    text = _AROUND.sub("", clean(cell).replace("−", "-"))
    text = _AROUND.sub("", _CURRENCY.sub("", text))
    return _GROUPS.sub("", text)


def number(cell: Cell, mark: Mark, *, whole: bool) -> float | None:
    """The number in a cell, None where the cell says that there is none.

    :param whole: the column holds whole numbers, so groups of three digits are thousands.
    :raises NotANumberError: the cell holds something else.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _bounded(float(cell), cell)
    if not isinstance(cell, str) and cell is not None:
        raise NotANumberError(cell)
    if cell and cell.isdecimal() and len(cell) < 13:
        return float(cell)
    text = clean(cell)
    if text.casefold() in _MISSING:
        return None
    bare = _bare(text)
    if not _PLAIN.fullmatch(bare):
        raise NotANumberError(text)
    if whole and _THOUSANDS.fullmatch(bare):
        return _bounded(float(bare.replace(",", "").replace(".", "")), text)
    try:
        return _bounded(float(_pointed(bare, mark)), text)
    except ValueError as error:
        raise NotANumberError(text) from error


def _pointed(bare: str, mark: Mark) -> str:
    """A bare number as Python writes it."""
    grouping: Mark = "," if mark == "." else "."
    if "." in bare and "," in bare:  # the last of the two is the decimal mark, whatever the file does
        swap = bare.rindex(grouping) > bare.rindex(mark)
    else:  # `0.72` in a file of decimal commas is a decimal, `1,23,456` is one number
        swap = bare.count(mark) > 1 or (grouping in bare and not _GROUPED.fullmatch(bare))
    if swap:
        mark, grouping = grouping, mark
    if grouping in bare and not _GROUPED.fullmatch(bare.partition(mark)[0]):
        raise NotANumberError(bare)
    return bare.replace(grouping, "").replace(mark, ".")


def _bounded(value: float, cell: Cell) -> float:
    if not math.isfinite(value) or abs(value) > _MOST:
        raise NotANumberError(cell)
    return value


class _Column:
    """One column's cells, parsed; counts the cells that cannot be read."""

    def __init__(self, mark: Mark, *, whole: bool) -> None:
        self._mark, self._whole = mark, whole
        self.unreadable = 0
        self.example = ""

    def read(self, cell: Cell) -> float | None:
        """The number in a cell; None, and counted, where it cannot be read. Counts cannot be negative."""
        try:
            value = number(cell, self._mark, whole=self._whole)
            if self._whole and value is not None and value < 0:
                raise NotANumberError(cell)
        except NotANumberError:
            self.unreadable += 1
            self.example = self.example or clean(cell)
            return None
        return value


class Decimals(dict[Cell, float | None]):
    """The numbers of a column by their cells; each distinct cell is parsed once, as columns repeat themselves."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.column = _Column(mark, whole=False)

    def __missing__(self, cell: Cell) -> float | None:
        unreadable = self.column.unreadable
        value = self.column.read(cell)
        if self.column.unreadable == unreadable:  # unreadable cells are asked for again, to count each of them
            self[cell] = value
        return value


class Wholes(dict[Cell, int | None]):
    """The whole numbers of a column by their cells; ``least`` is the smallest that means something (a rank's is 1)."""

    def __init__(self, mark: Mark, least: int = 0) -> None:
        super().__init__()
        self.column = _Column(mark, whole=True)
        self._least = least

    def __missing__(self, cell: Cell) -> int | None:
        unreadable = self.column.unreadable
        value = self.column.read(cell)
        counted = None if value is None or round(value) < self._least else round(value)
        if self.column.unreadable == unreadable:
            self[cell] = counted
        return counted
