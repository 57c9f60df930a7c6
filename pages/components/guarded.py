"""Draws what a page holds, or why it cannot: a sentence or a reference, never Streamlit's own words for an exception.

The page's guard is not enough: a fragment's later runs, on its timer or after a click in it, pass the page by.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from pages.components import states
from pages.components.trouble import Trouble, noted, trouble

_P = ParamSpec("_P")


def guarded(draw: Callable[_P, None]) -> Callable[_P, None]:
    """Draws as ``draw`` does; in its place what the last callback met, or what is met now."""

    @wraps(draw)
    def safe(*args: _P.args, **kwargs: _P.kwargs) -> None:
        met = noted()
        try:
            if met is None:
                draw(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - a bug's trace belongs in the log, a reference on the page
            met = trouble(error)
        if met is not None:
            _tell(met, draw.__name__)

    return safe


def fragment(draw: Callable[_P, None]) -> Callable[_P, None]:
    """A part of a page that is drawn anew alone, and guarded then too."""
    return st.fragment(guarded(draw))


def _tell(met: Trouble, part: str) -> None:
    if met.reference:
        states.broken(met.reference, part)
    else:
        states.unavailable(met.sentence, part)
