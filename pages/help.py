"""Help: how to get the files, what every column means, how each score is worked out. ``?topic=`` opens a topic."""

from __future__ import annotations

import streamlit as st

from pages.components.frame import column, heading
from pages.components.help.topics import SECTIONS, place_of, topic_of

_READING = 800
_SECTION, _SCORE, _SEEN = "help_section", "help_score", "help_seen"


def _follow_address() -> None:
    """Open the topic that the address names, unless it is the one that was opened last.

    Another page makes the session forget what was chosen here.
    """
    asked = st.query_params.get("topic", "")
    if asked == st.session_state.get(_SEEN) and _SECTION in st.session_state:
        return
    st.session_state[_SEEN] = asked
    section, score = place_of(asked)
    st.session_state[_SECTION] = section
    if score:
        st.session_state[_SCORE] = score


def _tell_address() -> None:
    """Put what was opened by hand into the address, for others to be sent there; a callback."""
    topic = topic_of(st.session_state[_SECTION], st.session_state.get(_SCORE) or "")
    st.query_params["topic"] = st.session_state[_SEEN] = topic


_follow_address()
with column(_READING):
    heading("Help", "How to get the files, what every number means, and how it is worked out.")
    # no tabs: on a phone the one that an address opens would lie out of sight, and these wrap
    section = st.segmented_control(
        "Section",
        list(SECTIONS),
        required=True,
        key=_SECTION,
        on_change=_tell_address,
        label_visibility="collapsed",
    )
    SECTIONS[str(section)](_SCORE, _tell_address)
