"""The Keywords tab's controls: the view, and its filters: the usual ones in a row, the others behind a button.

They keep their values while other tabs are open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.components import charts
from pages.components.keywords import groups
from pages.components.keywords.views import FIRST_VIEW, VIEWS, Filters
from pages.components.shown import Shown
from pipeline.model import Category
from pipeline.report.words import plural

VIEW, GROUP, TEXT, WHOLE = "kw_view", "kw_group", "kw_text", "All"
OPEN: dict[str, Any] = {
    TEXT: "",
    GROUP: None,
    "kw_categories": [],
    "kw_searches": None,
    "kw_rank": None,
    "kw_rivals": 1,
    "kw_missing": False,
}
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
    """The filters as set, the first ones in the row at hand; ``changed`` is called when one is."""
    text = _text(shown, changed)
    phrases = _group(shown, changed)
    categories = _categories(shown, changed)
    count = sum(bool(shown.state(name)) for name in ("kw_searches", "kw_rank", "kw_missing"))
    with st.popover(plural(count, "other filter") if count else "Other filters", icon=":material/tune:"):
        searches = _searches(shown, changed)
        rank, rivals = _ranks(shown, changed)
        missing = st.toggle("Not in my listing", **_common(shown, "kw_missing", changed))
    return Filters(
        text=text or "",
        categories=tuple(categories),
        searches=int(searches or 0),
        missing=missing,
        phrases=phrases,
        rank=rank,
        rivals=rivals,
    )


def narrow_to(shown: Shown, group: str) -> None:
    """Show one group, all of it; in a callback."""
    clear(shown)
    shown.keep(VIEW, WHOLE)
    shown.keep(GROUP, group)


def clear(shown: Shown) -> None:
    """Let no filter narrow anything; in a callback."""
    for name, value in OPEN.items():
        shown.keep(name, value)  # set, not removed: a persistent widget would remember what it held


def _common(shown: Shown, name: str, changed: Changed) -> dict[str, Any]:
    return {"key": shown.key(name), "persist_state": "page", "on_change": changed}


def _text(shown: Shown, changed: Changed) -> str | None:
    text: str | None = st.text_input(
        "Phrase holds",
        type="search",
        live="100ms",
        placeholder="Phrase holds…",
        label_visibility="collapsed",
        width=180,
        **_common(shown, TEXT, changed),
    )
    return text


def _group(shown: Shown, changed: Changed) -> frozenset[str] | None:
    found = groups.groups(shown)
    chosen = st.selectbox(
        "Word or root",
        list(found),
        index=None,
        format_func=lambda name: groups.label(name, found),
        placeholder="Word or root",
        label_visibility="collapsed",
        width=162,  # beside the one before it on a phone
        **_common(shown, GROUP, changed),
    )
    return found.get(chosen) if chosen else None


def _categories(shown: Shown, changed: Changed) -> list[Category]:
    held = len(shown.state("kw_categories") or ())
    with st.popover(plural(held, "category", "categories") if held else "All categories", icon=":material/label:"):
        return st.pills(
            "Categories",
            list(Category),
            format_func=charts.category,
            selection_mode="multi",
            label_visibility="collapsed",
            width=300,
            **_common(shown, "kw_categories", changed),
        )


def _searches(shown: Shown, changed: Changed) -> float | None:
    least: float | None = st.number_input(
        "Least searches a month",
        min_value=0,
        value=None,
        step=100,
        placeholder="Any",
        width=276,
        **_common(shown, "kw_searches", changed),
    )
    return least


def _ranks(shown: Shown, changed: Changed) -> tuple[int, int]:
    """The rank that competitors must hold at least, 0 for any, and how many must."""
    most = len({asin for keyword in shown.result.keywords for asin in keyword.competitor_ranks})
    if not most:
        return 0, 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rank = st.number_input(
            "Competitors’ rank at most",
            min_value=1,
            max_value=306,
            value=None,
            placeholder="Any",
            width=170,
            **_common(shown, "kw_rank", changed),
        )
        rivals = st.number_input(
            "by at least",
            min_value=1,
            max_value=most,
            value=None if shown.key("kw_rivals") in st.session_state else 1,
            format="%d",
            width=90,
            help=f"Phrases for which so many of the {most:,} competitors in your files rank there or better.",
            **_common(shown, "kw_rivals", changed),
        )
    return int(rank or 0), int(rivals or 1)
