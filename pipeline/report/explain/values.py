"""What an explanation is: plain text and numbers that a page only has to draw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a formula, and the ``term`` that it is about where it is about one."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table; cells are words as people read them, ``numeric`` the places of columns that hold numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One case worked out by the code itself: what goes in, the arithmetic, what comes out."""

    given: str
    arithmetic: str = ""
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How one score is worked out.

    ``topic`` is its name in addresses, ``sentence`` what it tells a seller, ``formula`` its lines in words with the
    code's own numbers. All plain text, no markup.
    """

    topic: str
    title: str
    sentence: str
    formula: tuple[Point, ...]
    tables: tuple[Table, ...] = ()
    examples: tuple[Example, ...] = ()
