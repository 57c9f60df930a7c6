"""What the browser's own tab shows, in sight from other tabs: a title, and the logo marked by a job's state."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

APP = "Amazon Sales Intelligence"
_ASSETS = Path(__file__).parents[1] / "assets"

Icon = Literal["icon", "icon-running", "icon-failed"]


def icon(name: Icon = "icon") -> str:
    """The path of a logo: a file, since each browser would fetch a Material icon from a font server."""
    return str(_ASSETS / f"{name}.svg")


def browser_tab(title: str, mark: Icon = "icon") -> None:
    """Name the browser's tab. ``title`` is plain text."""
    st.set_page_config(page_title=title, page_icon=icon(mark))
