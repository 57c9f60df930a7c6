"""Pieces of an article: its lead, lists, small tables and worked examples. What they are given is plain text."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.components.words import grey, md, small
from pipeline.report.explain import Example, Point, Table

_BREAK = "  \n"


def lead(text: str) -> None:
    """The sentence that an article opens with."""
    st.markdown(grey(md(text)))


def lines(items: Iterable[str], *, numbered: bool = False) -> None:
    """A list, each item one or two sentences."""
    mark = "1." if numbered else "-"
    st.markdown("\n".join(f"{mark} {md(item)}" for item in items))


def points(items: Iterable[Point]) -> None:
    """A formula's lines, each opening with the term that it is about."""
    st.markdown("\n".join(f"- {f'**{md(item.term)}:** ' if item.term else ''}{md(item.text)}" for item in items))


def table(shown: Table) -> None:
    """A small table that wraps on a phone."""
    if shown.caption:
        st.markdown(small(md(shown.caption)))
    rule = ("---:" if place in shown.numeric else "---" for place in range(len(shown.heads)))
    rows = [map(md, shown.heads), rule, *(map(md, row) for row in shown.rows)]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))


def example(shown: Example) -> None:
    """A case in a quiet box: what goes in, the arithmetic, what comes out."""
    with st.container(border=True):
        parts = [grey(md(shown.given)), md(shown.arithmetic), f"**{md(shown.result)}**"]
        st.markdown(_BREAK.join(filter(None, parts)))
