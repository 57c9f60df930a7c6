"""The six categories: meaning, colour, examples with their reasons; the order of the tests; reasons and grades."""

from __future__ import annotations

import streamlit as st

from pages.components import charts
from pages.components.help.article import lead, lines, table
from pages.components.routes import help_link
from pages.components.words import grey, md, small
from pipeline.report import explain
from pipeline.report.explain import CategoryHelp, Table


@st.cache_data(max_entries=1, show_spinner=False)
def _categories() -> tuple[CategoryHelp, ...]:
    return explain.categories()


def categories() -> None:
    """Draw the section."""
    lead("Every phrase gets exactly one of six. Colour and shape are the same in every chart and table.")
    st.markdown(small("Examples for a grey, wipeable baby changing pad, each with the reason that the analysis gives."))
    for one in _categories():
        _category(one)
    st.markdown("### The order of the questions", anchors=False)
    st.markdown("A phrase is asked these questions from top to bottom. The first yes decides.")
    table(
        Table(
            heads=("", "Question", "Yes means"),
            rows=tuple(
                (str(place), step.question, step.category)
                for place, step in enumerate(explain.order_of_tests(), start=1)
            ),
        )
    )
    st.markdown("### Reason and grade", anchors=False)
    lines(
        (
            "The reason names the word that decided, so that you can judge it at a glance.",
            "The grade says how far the category can be trusted: sure, likely or worth a look.",
            "Where a word was read wrongly, correct it on the Overview under “Edit words” and run the analysis again.",
        )
    )
    st.markdown(help_link("confidence", "How grades are counted"))


def _category(shown: CategoryHelp) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{charts.category(shown.category)}**")
        st.markdown(md(shown.meaning))
        st.markdown("\n".join(f"- *{md(one.phrase)}*: {grey(md(one.reason))}" for one in shown.examples))
