"""What the columns mean: the whole glossary, in groups, to search in."""

from __future__ import annotations

import streamlit as st

from pages.components.help.article import lead
from pages.components.routes import help_link
from pages.components.words import grey, md
from pipeline.report.glossary import Group, groups
from pipeline.report.metric import Metric


def columns() -> None:
    """Draw the section."""
    lead("Every column, headline number and chart, in one sentence each. The same words stand behind the help marks.")
    wanted = st.text_input(
        "Find a word", key="help_find", type="search", live="100ms", placeholder="Find a word…",
        label_visibility="collapsed", persist_state="page",
    )  # fmt: skip
    found = [(group, _matching(group, wanted or "")) for group in groups()]
    shown = [(group, metrics) for group, metrics in found if metrics]
    if not shown:
        st.markdown("No column of that name. Try a part of the word.")
        return
    st.markdown(" · ".join(f"[{md(group.title)}](#{_anchor(group)})" for group, _ in shown))
    for group, metrics in shown:
        st.subheader(md(group.title), anchor=_anchor(group))
        st.markdown("\n\n".join(map(_entry, metrics)))


def _matching(group: Group, wanted: str) -> list[Metric]:
    words = wanted.casefold().split()
    return [
        one for one in group.metrics if all(word in f"{one.label} {one.short} {one.help}".casefold() for word in words)
    ]


def _anchor(group: Group) -> str:
    return "-".join(group.title.lower().replace("’", "").split())


def _entry(metric: Metric) -> str:
    """The name with its unit and its narrow heading, and the sentence below."""
    narrow = f"in tables “{metric.short}”" if metric.short and metric.short != metric.label else ""
    beside = ", ".join(filter(None, (metric.unit, narrow)))
    more = f" **{help_link(metric.topic, 'More')}**" if metric.topic else ""  # told from the words around it
    return f"**{md(metric.label)}** {grey(md(beside))}  \n{md(metric.help)}{more}"
