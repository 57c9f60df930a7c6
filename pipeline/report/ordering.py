"""An order in which neighbours are alike. It knows numbers only; the same rows always come out in the same order."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["alike"]

Row = Sequence[float]


def alike(rows: Sequence[Row], first: int = 0) -> list[int]:
    """The rows' places, from ``first`` on always to the nearest that is left; the earlier of two that are equally near.

    All rows are of one length. Empty where there are no rows.
    """
    left = [place for place in range(len(rows)) if place != first]
    order = [first] if rows else []
    while left:
        here = rows[order[-1]]
        nearest = min(left, key=lambda place: (math.dist(here, rows[place]), place))
        left.remove(nearest)
        order.append(nearest)
    return order
