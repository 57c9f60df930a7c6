"""What the tabs of a finished job show, and how one tab opens another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from jobstore.service import JobView
from pipeline.result import Result

TAB = "tab"
"""The key of the tabs, which is also their name in the address."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished job and its result."""

    job: JobView
    result: Result

    def key(self, name: str) -> str:
        """The key of a widget's state: each job has its own."""
        return f"{name}_{self.job.id}"

    def state(self, name: str, default: Any = None) -> Any:
        """A widget's or a choice's state."""
        return st.session_state.get(self.key(name), default)

    def keep(self, name: str, value: Any) -> None:
        """Set a choice's state; for a widget only in a callback."""
        st.session_state[self.key(name)] = value


def open_tab(name: str) -> None:
    """Open a tab; to be called in a button's callback."""
    st.session_state[TAB] = name
