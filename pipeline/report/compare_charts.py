"""The chart of two analyses: how the product's ranks moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import TARGETS
from pipeline.report.chart import Chart, Mark, figure, nothing, safe, short
from pipeline.report.theme import ACCENT, BEFORE, PALE
from pipeline.report.words import MISSING, number
from pipeline.result import Result

ROWS = 12
WORST = 100


@dataclass(frozen=True, slots=True)
class Move:
    """One phrase's organic rank in two analyses; None: not ranked."""

    phrase: str
    search_volume: int | None
    before: int | None
    after: int | None

    @property
    def gain(self) -> int:
        """Places won (negative: lost); no rank counts as the place after ``WORST``."""
        return _place(self.before) - _place(self.after)


def _place(rank: int | None) -> int:
    return min(rank or WORST + 1, WORST + 1)


def rank_changes(before: Result, after: Result) -> tuple[Move, ...]:
    """Targets of the later analysis that both hold and at least one ranks for, most searched first."""
    earlier = {k.phrase: k.own_rank for k in before.keywords}
    shared = [k for k in after.keywords if k.category in TARGETS and k.phrase in earlier]
    moves = (Move(k.phrase, k.search_volume, earlier[k.phrase], k.own_rank) for k in shared)
    ranked = [move for move in moves if move.before or move.after]
    return tuple(sorted(ranked, key=lambda move: (-(move.search_volume or 0), move.phrase)))


def rank_moves(before: Result, after: Result, rows: int = ROWS) -> Chart:
    """Ranks before and after for the most searched targets that both analyses hold. Empty where there are none."""
    shown = rank_changes(before, after)[:rows]
    if not shown:
        return nothing("The two analyses share no target with a rank")
    title = _title(shown)
    return Chart(
        title=title,
        subtitle="Organic rank, right is better",
        figure=figure(
            [_lines(shown), _dots("Before", BEFORE, shown), _dots("After", ACCENT, shown)],
            height=max(280, min(420, 70 + 28 * len(shown))),
            xaxis={
                "type": "log",
                "range": [2.05, -0.1],
                "tickvals": [1, 3, 10, 30, 100],
                "title": {"text": "Rank"},
            },
            yaxis={
                "tickvals": [*range(len(shown))],
                "ticktext": [short(move.phrase, 34) for move in shown],
                "range": [len(shown) - 0.5, -0.5],
                "showgrid": False,
            },
        ),
        alt=f"{title}. " + "; ".join(f"{m.phrase}: {number(m.before)} to {number(m.after)}" for m in shown) + ".",
        legend=(Mark("Before", BEFORE, "●"), Mark("After", ACCENT, "●")),
    )


def _title(shown: Sequence[Move]) -> str:
    up, down = sum(m.gain > 0 for m in shown), sum(m.gain < 0 for m in shown)
    most = f"of the {len(shown)} biggest phrases" if len(shown) > 1 else "phrase"
    if up >= down:
        return f"{up} {most} moved up" if up else "No rank moved"
    return f"{down} {most} moved down"


def _lines(shown: Sequence[Move]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for m in shown for x in (_place(m.before), _place(m.after), None)],
        "y": [y for row in range(len(shown)) for y in (row, row, None)],
        "line": {"color": PALE, "width": 3},
        "hoverinfo": "skip",
    }


def _dots(name: str, colour: str, shown: Sequence[Move]) -> dict[str, Any]:
    ranks = [m.before if name == "Before" else m.after for m in shown]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [_place(rank) for rank in ranks],
        "y": [*range(len(shown))],
        "marker": {"color": colour, "size": 11, "symbol": ["circle-open" if r is None else "circle" for r in ranks]},
        "customdata": [[safe(m.phrase), MISSING if r is None else str(r)] for m, r in zip(shown, ranks, strict=True)],
        "hovertemplate": f"<b>%{{customdata[0]}}</b><br>{name}: %{{customdata[1]}}<extra></extra>",
    }
