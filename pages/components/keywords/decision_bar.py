"""What can be done to keywords: to the ticked rows of the table, or to the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.components import charts
from pages.components.keywords import box, controls, deciding, groups, selection
from pages.components.keywords.views import volume
from pages.components.shown import Shown
from pages.components.words import grey, md, on_primary, small
from pipeline.model import Category
from pipeline.report.theme import GLYPH
from pipeline.report.words import number, plural
from pipeline.result import Keyword

_LOCK = "Keeps the category, whatever is done to many keywords at once."
_AUTOMATIC = "Back to what the analysis found."


def bar(shown: Shown, rows: Sequence[Keyword]) -> None:
    """Over the table, in place of its heading, while rows are ticked. The right is left to the table's own tools."""
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"#### {len(rows):,} selected", width="content", anchors=False)
            menu = shown.key("kw_set")
            st.menu_button(
                on_primary("Set category", "label"),
                list(Category),
                format_func=charts.category,
                type="primary",
                key=menu,
                on_click=_set,
                args=(shown, rows, menu),
            )
            _lock(shown, rows)
            _automatic(shown, rows)
            st.button(
                "Clear",
                icon=":material/close:",
                type="tertiary",
                key="kw_untick",
                on_click=selection.tick,
                args=(shown, ()),
            )
        st.markdown(small(f"{number(volume(rows))} searches a month"))


def _set(shown: Shown, rows: Sequence[Keyword], menu: str) -> None:
    category = st.session_state.get(menu)
    if category:
        _do(shown, partial(deciding.set_category, shown, rows, Category(category)))


def _do(shown: Shown, change: partial[None]) -> None:
    change()
    selection.tick(shown, ())


def _lock(shown: Shown, rows: Sequence[Keyword], name: str = "kw_lock") -> None:
    locked = all(row.locked for row in rows)
    st.button(
        "Unlock" if locked else "Lock",
        icon=":material/lock_open:" if locked else ":material/lock:",
        key=name,
        help="Let changes of many keywords reach it again." if locked else _LOCK,
        on_click=_do,
        args=(shown, partial(deciding.lock, shown, rows, locked=not locked)),
    )


def _automatic(shown: Shown, rows: Sequence[Keyword], name: str = "kw_reset") -> None:
    if any(row.decided for row in rows):
        st.button(
            "Automatic",
            icon=":material/restart_alt:",
            key=name,
            help=_AUTOMATIC,
            on_click=_do,
            args=(shown, partial(deciding.reset, shown, rows)),
        )


def card(shown: Shown, keyword: Keyword, rows: Sequence[Keyword]) -> None:
    """In the evidence of one phrase: its category to press, and everything that shares a word with it.

    :param rows: those of the table, to go on with the next when this one leaves it.
    """
    with st.container(gap="small"):
        grid = st.grid(2, min_column_width=150, gap="xsmall")
        for place, category in enumerate(Category, start=1):
            with grid.cell():
                current = category is keyword.category
                st.button(
                    on_primary(f"{GLYPH[category]}\u00a0{category}") if current else charts.category(category),
                    type="primary" if current else "secondary",
                    key=f"kw_to_{category}",
                    shortcut=str(place),
                    width="stretch",
                    on_click=_decide,
                    args=(shown, keyword, category, rows),
                )
        with st.container(horizontal=True, gap="small"):
            _alike(shown, keyword)
            _lock(shown, [keyword], "kw_lock_one")
            _automatic(shown, [keyword], "kw_reset_one")


def _decide(shown: Shown, keyword: Keyword, category: Category, rows: Sequence[Keyword]) -> None:
    deciding.set_category(shown, [keyword], category)
    shown.keep("kw_next", tuple(selection.after(rows, keyword.phrase)))


def _alike(shown: Shown, keyword: Keyword) -> None:
    found = groups.groups(shown)
    names = [name for name, phrases in found.items() if keyword.phrase in phrases]
    if names:
        menu = shown.key("kw_alike")
        st.menu_button(
            "Select alike",
            names,
            format_func=lambda name: md(groups.label(name, found)),
            icon=":material/checklist:",
            key=menu,
            help="Every keyword with the same word or root, ready to be changed together.",
            on_click=_tick_group,
            args=(shown, menu),
        )


def _tick_group(shown: Shown, menu: str) -> None:
    name = st.session_state.get(menu)
    if name:
        controls.narrow_to(shown, name)
        selection.clear(shown)
        selection.tick(shown, sorted(groups.groups(shown)[name]))


def heading(shown: Shown, rows: Sequence[Keyword], of: int) -> None:
    """Over the table while nothing is ticked: what it holds, and what the last change led to."""
    some = f"{len(rows):,} of {plural(of, 'keyword')}" if len(rows) < of else plural(of, "keyword")
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"#### {some}, {number(volume(rows))} searches a month", width="content", anchors=False)
            if len(rows) < of:
                st.button(
                    "Clear box",
                    icon=":material/close:",
                    type="tertiary",
                    key="kw_unbox",
                    help="Show what lies outside the box on the map again.",
                    on_click=box.clear,
                    args=(shown,),
                )
            if shown.job.may_change:
                st.button(
                    "Select all",
                    icon=":material/checklist:",
                    type="tertiary",
                    key="kw_tick_all",
                    on_click=selection.tick,
                    args=(shown, tuple(row.phrase for row in rows)),
                )
        st.markdown(f":small[{_said(shown)}]")


def _said(shown: Shown) -> str:
    said = deciding.last(shown)
    if said is None:
        ticking = "; tick rows to change them together" if shown.job.may_change else ""
        return grey(f"Click a row for its evidence{ticking}")
    mark = ":red[:material/error:]" if said.failed else ":green[:material/check:]"
    return f"{mark} {md(said.text)}"
