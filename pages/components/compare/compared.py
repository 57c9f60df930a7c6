"""What the parts of a comparison show, and how one part opens another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from jobstore.service import JobView
from pipeline import Changes

PART = "part"
"""The key of the comparison's tabs, which is also their name in the address."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two finished jobs, the earlier one first, and what differs between them."""

    before: JobView
    after: JobView
    changes: Changes

    def key(self, name: str) -> str:
        """The key of a widget's state: each pair has its own."""
        return f"{name}_{self.before.id}_{self.after.id}"

    def state(self, name: str, default: Any = None) -> Any:
        """A widget's or a choice's state."""
        return st.session_state.get(self.key(name), default)

    def keep(self, name: str, value: Any) -> None:
        """Set a choice's state; for a widget only in a callback."""
        st.session_state[self.key(name)] = value


def open_part(name: str) -> None:
    """Open a part; to be called in a button's callback."""
    st.session_state[PART] = name
