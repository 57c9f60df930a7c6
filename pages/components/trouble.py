"""What went wrong while a page was made, as what a visitor is told of it; and the guard for what buttons do.

Streamlit runs a button's callback before the page. What a callback raises would replace the page by Streamlit's own
words, so it is noted here, and whoever draws next says it (see ``guarded``). Draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

import streamlit as st

from jobstore.service import SettingsError, StoreError
from pages.components.bugs import report_bug

_P = ParamSpec("_P")
_NOTED = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Either the store's own sentence, or the reference under which a bug stands in the log."""

    sentence: str = ""
    reference: str = ""


def trouble(error: Exception) -> Trouble:
    """What to tell of the exception that is being handled; a bug is logged."""
    if isinstance(error, StoreError | SettingsError):
        return Trouble(sentence=error.public)
    return Trouble(reference=report_bug())


def callback(act: Callable[_P, None]) -> Callable[_P, None]:
    """A button's callback whose trouble is told in place of the page that follows."""

    @wraps(act)
    def safe(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - nothing above a callback would catch it
            st.session_state[_NOTED] = trouble(error)

    return safe


def noted() -> Trouble | None:
    """What the last callback met, once."""
    found: Trouble | None = st.session_state.pop(_NOTED, None)
    return found
