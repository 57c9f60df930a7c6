"""The Keywords tab's controls: the view and a row of filters. They keep their values while other tabs are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.components.keyword_views import FIRST_VIEW, VIEWS, Filters
from pages.components.shown import Shown
from pipeline.model import Category

VIEW = "kw_view"
OPEN: dict[str, Any] = {"kw_text": "", "kw_categories": [], "kw_searches": None, "kw_missing": False}
"""Every filter's state when it narrows nothing."""

Changed = Callable[[], None]


def view(shown: Shown, changed: Changed) -> str:
    """The chosen view; ``changed`` is called when another is chosen."""
    counts = {name: sum(map(test, shown.result.keywords)) for name, test in VIEWS.items()}
    chosen = st.segmented_control(
        "View",
        list(VIEWS),
        default=None if shown.key(VIEW) in st.session_state else FIRST_VIEW,
        required=True,
        format_func=lambda name: f"{name} {counts[name]:,}",
        key=shown.key(VIEW),
        label_visibility="collapsed",
        persist_state="page",
        on_change=changed,
    )
    return str(chosen or FIRST_VIEW)


def filters(shown: Shown, changed: Changed) -> Filters:
    """The filters as set; ``changed`` is called when one is."""
    with st.container(horizontal=True, vertical_alignment="center"):
        text = _text(shown, changed)
        categories = _categories(shown, changed)
        searches = _searches(shown, changed)
        missing = st.toggle("Not in my listing", **_common(shown, "kw_missing", changed))
    return Filters(text=text or "", categories=tuple(categories), searches=int(searches or 0), missing=missing)


def _common(shown: Shown, name: str, changed: Changed) -> dict[str, Any]:
    return {"key": shown.key(name), "persist_state": "page", "on_change": changed}


def _text(shown: Shown, changed: Changed) -> str | None:
    text: str | None = st.text_input(
        "Phrase holds",
        type="search",
        live="300ms",
        placeholder="Phrase holds…",
        label_visibility="collapsed",
        width=240,
        **_common(shown, "kw_text", changed),
    )
    return text


def _categories(shown: Shown, changed: Changed) -> list[Category]:
    return st.multiselect(
        "Categories",
        list(Category),
        format_func=lambda category: category.value,
        placeholder="All categories",
        label_visibility="collapsed",
        width=280,
        **_common(shown, "kw_categories", changed),
    )


def _searches(shown: Shown, changed: Changed) -> float | None:
    least: float | None = st.number_input(
        "Least searches a month",
        min_value=0,
        value=None,
        step=100,
        placeholder="Min. searches",
        label_visibility="collapsed",
        width=170,
        **_common(shown, "kw_searches", changed),
    )
    return least
