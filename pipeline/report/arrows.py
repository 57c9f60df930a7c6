"""A chart of then and now: one row each, a dot where something stood, an arrow's head where it stands.

Direction is told three ways: by the arrow, by its colour and by the numbers at its end. The label stands above its row,
so that long phrases leave the width of a phone to the arrows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from pipeline.report.chart import Mark, figure, safe, short
from pipeline.report.theme import ACCENT, BEFORE, PALE, TRACK, WORSE
from pipeline.report.words import MISSING
from pipeline.research.evidence import TOP

LEGEND = (Mark("Earlier", BEFORE, "●"), Mark("Later, better", ACCENT, "▶"), Mark("Later, worse", WORSE, "◀"))
FAR = 306
"""The furthest rank that is told apart; Cerebro reports no further one."""

_NOWHERE, _EDGE = 620, 800  # where what has no rank is drawn, and the axis's end
_HEIGHT, _AXIS, _LEAST = 33, 70, 180  # pixels: of a row, of what stands below the rows, of the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One row: its label, a note behind it, both places and what is known of them in words. None: nothing to draw."""

    label: str
    note: str = ""
    before: float | None
    after: float | None
    said: tuple[str, ...]
    better: bool | None = None
    """None: neither better nor worse."""


def rank_arrow(
    label: str, before: int | None, after: int | None, note: str = "", *, known: tuple[bool, bool] = (True, True)
) -> Arrow:
    """A row of two ranks; what is not ranked stands in a lane of its own, beyond every rank.

    ``known``: whether the files of either side say anything of it. What is unknown is not drawn and is no worse.
    """
    sides = tuple(zip((before, after), known, strict=True))
    old, new = (_place(rank) if told else None for rank, told in sides)
    return Arrow(
        label=label,
        note=note,
        before=old,
        after=new,
        said=tuple(_rank(rank) for rank, told in sides if told),
        better=None if old is None or new is None or before == after else new < old,
    )


def _place(rank: int | None) -> float:
    return _NOWHERE if rank is None else min(rank, FAR)


def _rank(rank: int | None) -> str:
    return MISSING if rank is None else f"{rank:,}"


def rank_figure(rows: Sequence[Arrow]) -> go.Figure:
    """Arrows over ranks: 1 on the right, distances by ratio, the top ten shaded."""
    top = {"type": "rect", "x0": TOP + 0.5, "x1": 0.9, "yref": "paper", "y0": 0, "y1": 1}
    return _figure(
        rows,
        {
            "type": "log",
            "range": [2.9, -0.05],
            "tickvals": [1, 3, 10, 30, 100, 300, _NOWHERE],
            "ticktext": ["1", "3", "10", "30", "100", "300", MISSING],
            "title": {"text": f"Rank ({MISSING}: not ranked)"},
        },
        shapes=[top | {"fillcolor": TRACK, "line": {"width": 0}, "layer": "below"}],
    )


def share_figure(rows: Sequence[Arrow]) -> go.Figure:
    """Arrows over percentages, the highest on the right."""
    most = max((place for row in rows for place in (row.before, row.after) if place is not None), default=0) or 1
    return _figure(rows, {"range": [-0.02 * most, 1.04 * most], "nticks": 5, "ticksuffix": " %", "rangemode": "tozero"})


def _figure(rows: Sequence[Arrow], axis: dict[str, Any], **layout: Any) -> go.Figure:
    return figure(
        [_lines(rows), _dots(rows), _heads(rows)],
        height=max(_LEAST, _AXIS + _HEIGHT * len(rows)),
        xaxis={"zeroline": False} | axis,
        yaxis={"visible": False, "range": [len(rows) - 0.6, -0.75]},
        annotations=[note for row, arrow in enumerate(rows) for note in _notes(row, arrow)],
        **layout,
    )


def _notes(row: int, arrow: Arrow) -> list[dict[str, Any]]:
    common = {"y": row, "yshift": 13, "xref": "paper", "showarrow": False}
    note = f"  {safe(arrow.note)}" if arrow.note else ""
    return [
        common | {"x": 0, "xanchor": "left", "text": f"{short(arrow.label)}{note}"},
        common | {"x": 1, "xanchor": "right", "text": f"<b>{' → '.join(arrow.said)}</b>"},
    ]


def _lines(rows: Sequence[Arrow]) -> dict[str, Any]:
    drawn = [(row, arrow) for row, arrow in enumerate(rows) if None not in {arrow.before, arrow.after}]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, arrow in drawn for x in (arrow.before, arrow.after, None)],
        "y": [y for row, _ in drawn for y in (row, row, None)],
        "line": {"color": PALE, "width": 3},
        "hoverinfo": "skip",
    }


def _dots(rows: Sequence[Arrow]) -> dict[str, Any]:
    return _marks(rows, "Earlier", 0) | {"marker": {"color": BEFORE, "size": 8}}


def _heads(rows: Sequence[Arrow]) -> dict[str, Any]:
    return _marks(rows, "Later", 1) | {
        "marker": {
            "color": [_COLOUR[arrow.better] for arrow in rows],
            "symbol": [_SYMBOL[arrow.better] for arrow in rows],
            "size": 13,
            "opacity": 1,
        }
    }


_COLOUR = {True: ACCENT, False: WORSE, None: BEFORE}
_SYMBOL = {True: "triangle-right", False: "triangle-left", None: "circle"}


def _marks(rows: Sequence[Arrow], name: str, side: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [(arrow.before, arrow.after)[side] for arrow in rows],
        "y": [*range(len(rows))],
        "cliponaxis": False,
        "customdata": [[safe(arrow.label), " → ".join(arrow.said)] for arrow in rows],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }
