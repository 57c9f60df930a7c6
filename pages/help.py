"""Help: how to get the files, what every column means, how each score is worked out. ``?topic=`` opens a topic."""

from __future__ import annotations

import streamlit as st

from pages.components.frame import column, heading
from pages.components.help_topics import SECTIONS, place_of, topic_of

_READING = 800
_TAB, _SCORE, _SEEN = "help_tab", "help_score", "help_seen"


def _follow_address() -> None:
    """Open the topic that the address names, unless it is the one that was opened last."""
    asked = st.query_params.get("topic", "")
    if asked == st.session_state.get(_SEEN):
        return
    st.session_state[_SEEN] = asked
    section, score = place_of(asked)
    st.session_state[_TAB] = section
    if score:
        st.session_state[_SCORE] = score


def _tell_address() -> None:
    """Put what was opened by hand into the address, for others to be sent there; a callback."""
    topic = topic_of(st.session_state[_TAB], st.session_state.get(_SCORE) or "")
    st.query_params["topic"] = st.session_state[_SEEN] = topic


_follow_address()
with column(_READING):
    heading("Help", "How to get the files, what every number means, and how it is worked out.")
    tabs = st.tabs(list(SECTIONS), key=_TAB, on_change=_tell_address)
    for draw, tab in zip(SECTIONS.values(), tabs, strict=True):
        if tab.open:
            with tab:
                draw(_SCORE, _tell_address)
