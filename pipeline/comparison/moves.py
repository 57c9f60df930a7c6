"""What became of the product's own rank for one phrase: the one place that says what won and lost mean."""

from __future__ import annotations

from enum import StrEnum

from pipeline.research.evidence import is_top
from pipeline.result import Keyword


class Move(StrEnum):
    """What became of the own rank for one phrase. Every phrase of two analyses has exactly one.

    *Won* and *lost* are about the top ten, which is what shoppers see: a phrase is won when its own rank is 1-10 in the
    later analysis and was not in the earlier, wherever it was, and lost the other way round. Outside of that a rank
    entered (it was unranked and is ranked), left, went up (nearer to 1) or down, stayed, or is there on neither side.
    A phrase that one analysis does not hold is new or gone and neither won nor lost: a file that does not hold a
    phrase says nothing of its rank.
    """

    WON = "Won top 10"
    LOST = "Lost top 10"
    UP = "Up"
    DOWN = "Down"
    ENTERED = "Entered"
    LEFT = "Left"
    SAME = "Same rank"
    UNRANKED = "Not ranked"
    NEW = "New"
    GONE = "Gone"

    @property
    def mirrored(self) -> Move:
        """The move that the same two analyses show the other way round."""
        return _MIRROR.get(self, self)


_PAIRS = ((Move.WON, Move.LOST), (Move.UP, Move.DOWN), (Move.ENTERED, Move.LEFT), (Move.NEW, Move.GONE))
_MIRROR = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}

GAINS = frozenset({Move.WON, Move.UP, Move.ENTERED})
"""The own rank is better than it was."""

LOSSES = frozenset({Move.LOST, Move.DOWN, Move.LEFT})
"""The own rank is worse than it was."""


def move_of(before: Keyword | None, after: Keyword | None) -> Move:
    """What became of a phrase, of which at least one side holds it."""
    if before is None:
        return Move.NEW
    if after is None:
        return Move.GONE
    if is_top(before.own_rank) != is_top(after.own_rank):
        return Move.WON if is_top(after.own_rank) else Move.LOST
    return _elsewhere(before.own_rank, after.own_rank)


def _elsewhere(before: int | None, after: int | None) -> Move:
    """Of two ranks on the same side of the top ten."""
    if before is None or after is None:
        return Move.UNRANKED if before == after else Move.ENTERED if before is None else Move.LEFT
    if before == after:
        return Move.SAME
    return Move.UP if after < before else Move.DOWN
