"""The evidence card of one phrase: why it has its category, its priority, its relevancy; who ranks where."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components import charts
from pages.components.words import dots, grey, md, small
from pipeline.model import Grade
from pipeline.report.keyword_charts import priority_parts, rank_bars
from pipeline.report.words import METRICS, number
from pipeline.result import Keyword


def evidence(keyword: Keyword, on_close: Callable[[], None], controls: Callable[[], None] | None) -> None:
    """Draw the card's content; the button back calls ``on_close``, and ``controls`` draws what can be done to it."""
    _headline(keyword, on_close)
    if controls:
        controls()
    grid = st.grid(2, min_column_width=190)  # two charts side by side need 190 pixels each
    with grid.cell():
        _priority(keyword)
        _statement(f"Relevancy {keyword.relevancy_score}", "of 10", keyword.relevancy_reason, "relevancy_score")
        _statement(
            "Opportunity" if keyword.opportunity else "No easy win", "", keyword.opportunity_reason, "opportunity"
        )
    with grid.cell():
        _ranks(keyword)
    _market(keyword)


def _headline(keyword: Keyword, on_close: Callable[[], None]) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="top"):
            st.markdown(f"#### {md(keyword.phrase)}", width="stretch", anchors=False)
            st.button(
                "Back to map",
                icon=":material/bubble_chart:",
                type="tertiary",
                key="kw_back",
                on_click=on_close,
            )
        st.markdown(f":small[{charts.category(keyword.category)} · {grey(md(keyword.reason))}]")
        if keyword.grade is not Grade.SURE:
            st.markdown(
                small(f"{keyword.grade.value.capitalize()}, confidence {keyword.confidence * 100:.0f} %"),
                help=METRICS["grade"].help,
            )


def _priority(keyword: Keyword) -> None:
    chart = priority_parts(keyword)
    st.markdown(
        f"**Priority {keyword.priority}** {grey(f'of 100, {keyword.priority_band}')}", help=METRICS["priority"].help
    )
    chart.figure.update_xaxes(range=[0, 66])  # room for the numbers in half a card
    charts.draw(chart, "kw_priority", height=150)


def _statement(head: str, tail: str, reason: str, metric: str) -> None:
    with st.container(gap=None):
        st.markdown(f"**{head}** {grey(tail)}", help=METRICS[metric].help)
        st.markdown(small(md(f"{reason[:1].upper()}{reason[1:]}")))


def _ranks(keyword: Keyword) -> None:
    chart = rank_bars(keyword)
    st.markdown(f"**{md(chart.title)}**", help="Bars run from rank 60 down to 1: longer is better.")
    charts.draw(chart, "kw_ranks")


def _market(keyword: Keyword) -> None:
    where = [
        name
        for name, held in (
            ("title", keyword.in_title),
            ("bullets", keyword.in_bullets),
            ("search terms", keyword.in_search_terms),
        )
        if held
    ]
    together = "In several fields together" if keyword.captured else "Not in your listing"
    held = f"In your {', '.join(where)}" if where else together
    figures = [
        f"{METRICS[name].label} {number(value)}"
        for name, value in (
            ("search_volume", keyword.search_volume),
            ("title_density", keyword.title_density),
            ("competing_products", keyword.competing_products),
            ("cpr", keyword.cpr),
            ("keyword_sales", keyword.keyword_sales),
        )
        if value is not None
    ]
    st.markdown(small(dots(held, *figures)))
