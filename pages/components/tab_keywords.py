"""The Keywords tab: views, filters, the map that filters the table, and the evidence of the selected phrase."""

from __future__ import annotations

import html
import zlib
from functools import partial

import streamlit as st

from pages.components import charts, keyword_filters
from pages.components.evidence import evidence
from pages.components.frame import card_heading
from pages.components.keyword_table import table
from pages.components.keyword_views import select, volume
from pages.components.shown import Shown
from pages.components.words import md
from pipeline.report.keyword_charts import keyword_map
from pipeline.report.words import number, plural
from pipeline.result import Keyword

Rows = tuple[Keyword, ...]


@st.fragment
def keywords(shown: Shown) -> None:
    """Draw the tab. A fragment: a click in it leaves header and tabs alone."""
    with st.container(gap="small"):
        view = keyword_filters.view(shown, partial(_forget, shown))
        filters = keyword_filters.filters(shown, partial(_forget, shown))
    rows = select(shown.result.keywords, view, filters)
    if not rows:
        _no_match(shown)
        return
    left, right = st.columns([35, 65])
    with left, st.container(border=True, height="stretch"):
        picked = _left(shown, rows, view)
    with right, st.container(border=True, height="stretch"):
        _right(shown, rows, picked)


def _left(shown: Shown, rows: Rows, view: str) -> Rows:
    """The evidence of the selected phrase, else the map; returns the rows that the map leaves."""
    chosen = next((row for row in rows if row.phrase == shown.state("kw_pick")), None)
    if chosen:
        evidence(chosen, on_close=partial(_forget, shown))
        held = shown.state("kw_box") or ()
    else:
        held = _map(shown, rows, view)
        shown.keep("kw_box", held)
    return tuple(row for row in rows if row.phrase in held) or rows


def _map(shown: Shown, rows: Rows, view: str) -> frozenset[str]:
    """Draw the map; returns the phrases inside the box that was drawn on it."""
    chart = keyword_map(rows)
    card_heading(md(chart.title), md(chart.subtitle))
    event = charts.draw(
        chart,
        shown.key(f"kw_map_{view}"),
        height="stretch",
        on_select="rerun",
        selection_mode=("points", "box"),
    )
    points = event["selection"]["points"] if event else ()
    return frozenset(html.unescape(point["customdata"][0]) for point in points if point.get("customdata"))


def _right(shown: Shown, rows: Rows, left: Rows) -> None:
    some = f"{len(left):,} of {plural(len(rows), 'keyword')}" if len(left) < len(rows) else plural(len(rows), "keyword")
    card_heading(f"{some}, {number(volume(left))} searches a month", "Select a row for its evidence")
    # Selection is by row number: another set of rows needs another key, or the same number means another phrase.
    digest = zlib.crc32("\n".join(row.phrase for row in left).encode())
    key = shown.key(f"kw_table_{digest}_{shown.state('kw_version', 0)}")

    def picked() -> None:
        numbers = st.session_state[key]["selection"]["rows"]
        shown.keep("kw_pick", left[numbers[0]].phrase if numbers else None)

    table(left, key, picked)


def _forget(shown: Shown) -> None:
    """Let go of the selected phrase: other rows are shown, or the map is wanted back."""
    shown.keep("kw_pick", None)
    shown.keep("kw_version", shown.state("kw_version", 0) + 1)


def _no_match(shown: Shown) -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown("#### No keyword matches these filters", width="content", anchors=False)
        st.button("Clear filters", key=shown.key("kw_clear"), on_click=_clear, args=(shown,))


def _clear(shown: Shown) -> None:
    _forget(shown)
    for name, value in keyword_filters.OPEN.items():
        shown.keep(name, value)  # set, not removed: a persistent widget would remember what it held


def show_view(shown: Shown, view: str) -> None:
    """Make the tab show a whole view when it is opened next; to be called in a button's callback."""
    _clear(shown)
    shown.keep(keyword_filters.VIEW, view)
