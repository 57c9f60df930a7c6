"""The questions that an analyst puts to two analyses, as views of their phrases. Rows in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

from pipeline.comparison import Move, PhraseChange


class View(StrEnum):
    """A question to two analyses; in the order in which they are offered."""

    WON = "Won"
    LOST = "Lost"
    MOVED = "Moved"
    UP = "Up"
    DOWN = "Down"
    NEW = "New"
    GONE = "Gone"
    RECATEGORISED = "Category changed"
    ALL = "All"


MOVED: Final = frozenset({Move.UP, Move.DOWN, Move.ENTERED, Move.LEFT})
"""Moves that leave the top ten as it is."""

VIEWS: Final[Mapping[View, Callable[[PhraseChange], bool]]] = {
    View.WON: lambda change: change.move is Move.WON,
    View.LOST: lambda change: change.move is Move.LOST,
    View.MOVED: lambda change: change.move in MOVED,
    View.UP: lambda change: change.move in {Move.UP, Move.ENTERED},
    View.DOWN: lambda change: change.move in {Move.DOWN, Move.LEFT},
    View.NEW: lambda change: change.move is Move.NEW,
    View.GONE: lambda change: change.move is Move.GONE,
    View.RECATEGORISED: lambda change: change.recategorised,
    View.ALL: lambda _change: True,
}
"""Which phrases a view holds. What won means says ``pipeline.comparison.Move``."""


def select(phrases: Iterable[PhraseChange], view: View) -> tuple[PhraseChange, ...]:
    """A view's phrases, the moves worth most first, then the most searched."""
    return tuple(sorted(filter(VIEWS[view], phrases), key=worth))


def worth(change: PhraseChange) -> tuple[float, int, str]:
    """Sorts the moves worth most first: by searches weighted by rank, then by searches."""
    return (-abs(change.gain), -(change.search_volume or 0), change.phrase)


def volume(phrases: Iterable[PhraseChange]) -> int:
    """Their searches a month together."""
    return sum(change.search_volume or 0 for change in phrases)
