"""The table of two analyses: one row a phrase, its ranks then and now, and the row that is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.tables import ROW, category_column, height, number, whole
from pipeline import Move, PhraseChange
from pipeline.model import Category
from pipeline.report.compare_views import View
from pipeline.report.theme import ACCENT, BEFORE, WORSE
from pipeline.report.words import METRICS, MISSING

_C = st.column_config
_GOOD, _BAD, _STILL = ACCENT + "33", WORSE + "33", BEFORE + "33"
_TINTS = {
    Move.WON: _GOOD,
    Move.UP: _GOOD,
    Move.ENTERED: _GOOD,
    Move.LOST: _BAD,
    Move.DOWN: _BAD,
    Move.LEFT: _BAD,
}


def frame(changes: Sequence[PhraseChange]) -> pd.DataFrame:
    """The phrases as columns, in their order."""
    return pd.DataFrame(
        {
            "phrase": [change.phrase for change in changes],
            "move": [[change.move.value] for change in changes],
            "rank_before": whole(change.rank_before for change in changes),
            "rank_after": whole(change.rank_after for change in changes),
            "volume": whole(change.search_volume for change in changes),
            "volume_change": whole(map(_percent, changes)),
            "category": [[change.now.category.value] for change in changes],
            "was": [_chip(change.categories[0]) for change in changes],
            "places": whole(change.places or None for change in changes),
            "captured": [_held(change) for change in changes],
            "rivals": [change.now.top_10_competitors for change in changes],
            "priority": [change.now.priority for change in changes],
            "relevancy": [change.now.relevancy_score for change in changes],
        }
    )


def _percent(change: PhraseChange) -> float | None:
    """By how many percent the searches grew; None from nothing."""
    old = change.before.search_volume if change.before else None
    return None if change.volume_change is None or not old else 100 * change.volume_change / old


def _chip(category: Category | None) -> list[str]:
    return [category.value] if category else []


def _held(change: PhraseChange) -> list[str]:
    """Which of both listings holds the phrase."""
    sides = (("Then", change.before), ("Now", change.after))
    return [name for name, side in sides if side is not None and side.captured]


def table(changes: Sequence[PhraseChange], view: View, key: str, picked: Callable[[], None]) -> None:
    """Draw the table; ``picked`` is called when a row is selected or let go."""
    columns = _columns()
    st.dataframe(
        frame(changes),
        hide_index=True,
        height=height(len(changes)),
        row_height=ROW,
        placeholder=MISSING,
        key=key,
        on_select=picked,
        selection_mode="single-row",
        column_order=_order(view),
        column_config=columns,
        alt="Phrases with their ranks, search volumes and categories in both analyses",
    )


def _order(view: View) -> list[str]:
    """Which columns a view needs, the ones it is about first."""
    ranks, market = ["rank_before", "rank_after", "places"], ["volume", "volume_change"]
    rest = ["captured", "rivals", "priority", "relevancy"]
    if view is View.NEW:
        return ["phrase", "volume", "category", "rank_after", *rest]
    if view is View.GONE:
        return ["phrase", "volume", "category", "rank_before", *rest]
    if view is View.RECATEGORISED:
        return ["phrase", "was", "category", *market, *ranks, *rest]
    move = ["move"] if view in {View.MOVED, View.UP, View.DOWN, View.ALL} else []
    return ["phrase", *move, *ranks, *market, "category", *rest]


def _columns() -> dict[str, Any]:
    return {
        "phrase": _C.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help, width=205),
        "move": _C.MultiselectColumn(
            METRICS["move"].label,
            help=METRICS["move"].help,
            options=[move.value for move in Move],
            color=[_TINTS.get(move, _STILL) for move in Move],
            width=105,
        ),
        "rank_before": number("rank_before", 76),
        "rank_after": number("rank_after", 76),
        "places": number("places", 62, "%+d"),
        "volume": number("search_volume", 78),
        "volume_change": number("volume_change", 68, "%,d %%"),
        "category": category_column(),
        "was": category_column("category_before"),
        "captured": _C.MultiselectColumn(
            METRICS["captured"].label, help=METRICS["held_then"].help, options=["Then", "Now"], width=105
        ),
        "rivals": number("top_10_competitors", 98),
        "priority": number("priority", 72),
        "relevancy": number("relevancy_score", 60),
    }
