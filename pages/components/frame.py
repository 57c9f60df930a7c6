"""The frame of every page: a centred column, its heading, cards, and the page that has nothing to show."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.components.words import grey

WIDE = 1360
"""The largest width of a page with results, in pixels."""

NARROW = 920
"""The largest width of a page that holds one message."""


def column(width: int = WIDE) -> DeltaGenerator:
    """The centred column: never wider than ``width``, as narrow as the screen is."""
    return st.container(horizontal_alignment="center").container(width=width)


def heading(title: str, subtitle: str = "") -> None:
    """The page's title with a quiet line under it. Both are Markdown."""
    with st.container(gap="xxsmall"):
        st.title(title, anchor=False)
        if subtitle:
            st.markdown(grey(subtitle))


def card_heading(title: str, subtitle: str = "", explanation: str | None = None) -> None:
    """A card's heading: what it found or asks, and a quiet line. Both are Markdown."""
    with st.container(gap=None):
        st.markdown(f"#### {title}", help=explanation, anchors=False)
        if subtitle:
            st.markdown(f":small[{grey(subtitle)}]")


def nothing(icon: str, title: str, text: str) -> DeltaGenerator:
    """A centred message where there is nothing to show; returns the row for its buttons."""
    with st.container(horizontal_alignment="center", gap="small"):
        st.space("large")
        st.markdown(f"### :gray[:material/{icon}:] {title}", width="content", anchors=False)
        st.markdown(grey(text), width="content", text_alignment="center")
        return st.container(horizontal=True, horizontal_alignment="center")
