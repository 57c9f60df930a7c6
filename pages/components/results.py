"""A finished job: the header strip and the tabs. Only the open tab runs; its name stands in the address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from jobstore.service import JobView
from pages.components import header, states
from pages.components.browser_tab import browser_tab
from pages.components.frame import column
from pages.components.keywords.tab import keywords
from pages.components.listing.tab import listing
from pages.components.loaded import result_of
from pages.components.shown import TAB, Shown
from pages.components.tabs.competitors import competitors
from pages.components.tabs.export import export
from pages.components.tabs.overview import overview
from pages.components.tabs.questions import questions
from pages.components.tabs.roots import roots

_TABS: dict[str, Callable[[Shown], None]] = {
    "Overview": overview,
    "Keywords": keywords,
    "Roots": roots,
    "Competitors": competitors,
    "Listing": listing,
    "Questions": questions,
    "Export": export,
}


def show(job: JobView) -> None:
    """Draw a finished job, one that the viewer may see: results are cached for everybody."""
    try:
        shown = Shown(job=job, result=result_of(job))
    except LookupError:  # deleted a moment ago
        states.unknown()
        return
    browser_tab(header.name(job, shown.result))
    names = [name for name in _TABS if name != "Questions" or shown.result.questions]
    with column():
        header.strip(job, shown.result)
        for name, tab in zip(names, st.tabs(names, key=TAB, on_change="rerun", bind="query-params"), strict=True):
            if tab.open:
                with tab:
                    _TABS[name](shown)
