"""How each score is worked out: one at a time, with the code's own numbers and an example that it works out itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.help.article import example, lead, points, table
from pages.components.words import md
from pipeline.report.explain import SCORES, Explanation


@st.cache_data(max_entries=1, show_spinner=False)
def _all() -> dict[str, Explanation]:
    """Every explanation: constants do not change while the server runs."""
    return {topic: explain() for topic, explain in SCORES.items()}


def scores(key: str, changed: Callable[[], None]) -> None:
    """Draw the section; ``key`` holds the chosen score's topic, ``changed`` is called when another is chosen."""
    found = _all()
    chosen = st.pills(
        "Score",
        list(found),
        default=None if key in st.session_state else next(iter(found)),
        required=True,
        format_func=lambda topic: found[topic].title,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        persist_state="page",
    )
    _article(found[str(chosen or next(iter(found)))])


def _article(shown: Explanation) -> None:
    st.markdown(f"### {md(shown.title)}", anchors=False)
    lead(shown.sentence)
    points(shown.formula)
    for each in shown.tables:
        table(each)
    if shown.examples:
        st.markdown("#### Worked out", anchors=False)
        for one in shown.examples:
            example(one)
