"""Charts on a page: the finding as a heading, the figure below, the categories in words under it."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from pages.components.frame import card_heading
from pages.components.words import md
from pipeline.model import Category
from pipeline.report.chart import Chart, Mark
from pipeline.report.theme import COLOUR, GLYPH

_GLUE = "\u00a0"  # keeps a glyph and its words on one line
Height = int | Literal["content", "stretch"]


def card(
    chart: Chart,
    key: str,
    *,
    explanation: str | None = None,
    height: Height = "content",
    picked: Callable[[str], None] | None = None,
) -> None:
    """A chart in a card of its own, as tall as its neighbours.

    :param picked: called with the name of a bar that is clicked, which its ``customdata`` begins with; in a callback.
    """

    def selected() -> None:
        points = st.session_state[key]["selection"]["points"]
        if picked and points:
            picked(html.unescape(points[0]["customdata"][0]))

    selection: dict[str, Any] = {"on_select": selected, "selection_mode": "points"} if picked else {}
    hint = "; click a bar for its phrases" if picked and not chart.empty else ""
    with st.container(border=True, height="stretch"):
        card_heading(md(chart.title), md(chart.subtitle + hint), explanation)
        draw(chart, key, height=height, **selection)


def draw(chart: Chart, key: str, *, height: Height = "content", **selection: Any) -> Any:
    """The figure and its legend; returns what is selected where ``selection`` asks for it."""
    if chart.empty:
        return None
    event = st.plotly_chart(
        chart.figure,
        key=key,
        theme="streamlit",
        height=height,
        alt=chart.alt,
        config=dict(chart.config),
        **selection,
    )
    if chart.legend:
        st.markdown(f":small[{legend(chart.legend)}]")
    return event


def legend(marks: tuple[Mark, ...]) -> str:
    """What the colours mean, as one line of Markdown that wraps between the entries."""
    return "\u2003".join(_GLUE.join((coloured(mark.glyph, mark.colour), *_word(mark.label))) for mark in marks)


def _word(label: str) -> list[str]:
    """A label's words; an invisible joiner keeps a hyphenated one on its line."""
    return label.replace("-", "\u2060-\u2060").split()


def coloured(glyph: str, colour: str) -> str:
    """A glyph in a colour, as Markdown."""
    return f':color[{glyph}]{{foreground="{colour}"}}'


def category(value: Category) -> str:
    """A category: its coloured shape and its word, as Markdown."""
    return f"{coloured(GLYPH[value], COLOUR[value])}\u00a0{value.value}"
