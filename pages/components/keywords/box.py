"""The map of the keywords that are shown, and the box drawn on it, to which the table keeps.

The map forgets its box whenever it is drawn anew, with a row ticked or after the evidence of a phrase; so the phrases
inside are kept here, and a map without its box shows them by fading the others.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import streamlit as st

from pages.components import charts
from pages.components.frame import card_heading
from pages.components.shown import Shown
from pages.components.words import md
from pipeline.report.keyword_charts import keyword_map, within
from pipeline.result import Keyword

Rows = tuple[Keyword, ...]
_INSIDE, _DRAWN_WITH = "kw_box", "kw_box_drawn_with"


def inside(shown: Shown, rows: Rows) -> Rows:
    """The rows inside the box; all of them where there is none, or none of them is inside."""
    phrases = shown.state(_INSIDE) or ()
    return tuple(row for row in rows if row.phrase in phrases) or rows


def clear(shown: Shown) -> None:
    """Let the box go; in a callback."""
    shown.keep(_INSIDE, frozenset())


def hidden(shown: Shown) -> None:
    """The map is not drawn in this run, and will have forgotten its box."""
    shown.keep(_DRAWN_WITH, None)


def draw(shown: Shown, rows: Rows, view: str) -> None:
    """Draw the map under its finding. A box or a click on it filters the table."""
    ticked = frozenset(shown.state("kw_ticked") or ())
    if shown.state(_DRAWN_WITH) != ticked:
        hidden(shown)
    faded = frozenset() if shown.state(_DRAWN_WITH) is not None else shown.state(_INSIDE) or frozenset()
    chart = keyword_map(rows, marked=ticked, chosen=faded)
    key = shown.key(f"kw_map_{view}")
    card_heading(md(chart.title), md(chart.subtitle))
    charts.draw(
        chart,
        key,
        height="stretch",
        on_select=partial(_changed, shown, rows, key, ticked),
        selection_mode=("points", "box"),
    )


def _changed(shown: Shown, rows: Rows, key: str, ticked: frozenset[str]) -> None:
    selected = st.session_state[key]["selection"]
    boxed = within(rows, [(box["x"], box["y"]) for box in selected["box"]])
    shown.keep(_INSIDE, frozenset(keyword.phrase for keyword in boxed) | frozenset(_clicked(selected)))
    shown.keep(_DRAWN_WITH, ticked)


def _clicked(selected: Mapping[str, Any]) -> Iterator[str]:
    """The phrases of the points; of many only a part is drawn, so a box is not told by its points alone."""
    return (html.unescape(point["customdata"][0]) for point in selected["points"] if point.get("customdata"))
