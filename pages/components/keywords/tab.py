"""The Keywords tab: views, filters, the map that filters the table, the evidence of a phrase, and what is decided."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.guarded import fragment
from pages.components.keywords import box, controls, deciding, decision_bar, selection
from pages.components.keywords.evidence import evidence
from pages.components.keywords.history import history
from pages.components.keywords.table import frame_of, table
from pages.components.keywords.views import Filters, select
from pages.components.routes import jobs, viewer
from pages.components.shown import Shown
from pipeline.model import Category
from pipeline.result import Keyword

Rows = tuple[Keyword, ...]


@fragment
def keywords(shown: Shown) -> None:
    """Draw the tab. A fragment: a click in it leaves header and tabs alone, unless the result has changed."""
    job = jobs().status(shown.job.id, viewer())
    if job is None or job.revision != shown.job.revision:  # decided here a moment ago, or by somebody else
        st.rerun()
    with st.container(gap="small"):
        view, filters = _controls(shown)
    rows = select(shown.result.keywords, view, filters)
    if not rows:
        _no_match(shown)
        return
    _go_on(shown, rows)
    chosen = box.inside(shown, rows)
    left, right = st.columns([67, 33])
    with left, st.container(border=True, height="stretch"):
        _left(shown, rows, chosen)  # first: whoever filters waits for the rows, and a map takes a browser longer
    with right, st.container(border=True, height="stretch"):
        _right(shown, rows, chosen, view)


def _controls(shown: Shown) -> tuple[str, Filters]:
    view = controls.view(shown, partial(_forget, shown))
    with st.container(horizontal=True, vertical_alignment="center"):
        filters = controls.filters(shown, partial(_forget, shown))
        if shown.job.may_change:
            st.space("stretch")
            history(shown)
    return view, filters


def _go_on(shown: Shown, rows: Rows) -> None:
    """A phrase that left the table by what was decided about it gives way to the next one."""
    candidates = shown.state("kw_next")
    if not candidates:
        return
    shown.keep("kw_next", None)
    here = {row.phrase for row in rows}
    if selection.is_open(shown) not in here:
        selection.look_at(shown, next((phrase for phrase in candidates if phrase in here), None))


def _left(shown: Shown, rows: Rows, chosen: Rows) -> None:
    selection.show_on(shown, chosen)
    ticked = selection.ticked(shown, chosen)
    if ticked and shown.job.may_change:
        decision_bar.bar(shown, ticked)
    else:
        decision_bar.heading(shown, chosen, of=len(rows))
    marks = any(keyword.decided for keyword in shown.result.keywords)
    table(frame_of(shown, chosen), selection.key(shown), partial(selection.changed, shown, chosen), marks=marks)


def _right(shown: Shown, rows: Rows, chosen: Rows, view: str) -> None:
    """The evidence of the phrase that is looked at, else the map."""
    open_ = selection.is_open(shown)
    keyword = next((row for row in rows if row.phrase == open_), None)
    if keyword is None:
        box.draw(shown, rows, view)
        return
    box.hidden(shown)
    below = partial(decision_bar.card, shown, keyword, chosen) if shown.job.may_change else None
    evidence(keyword, on_close=partial(selection.look_at, shown, None), controls=below)


def _forget(shown: Shown) -> None:
    """Let go of what is selected and said: other rows are shown."""
    selection.clear(shown)
    box.clear(shown)
    deciding.forget(shown)


def _no_match(shown: Shown) -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown("#### No keyword matches these filters", width="content", anchors=False)
        st.button("Clear filters", key=shown.key("kw_clear"), on_click=_clear, args=(shown,))


def _clear(shown: Shown) -> None:
    _forget(shown)
    controls.clear(shown)


def show_view(shown: Shown, view: str) -> None:
    """Make the tab show a whole view when it is opened next; to be called in a button's callback."""
    _clear(shown)
    shown.keep(controls.VIEW, view)


def show_category(shown: Shown, category: Category) -> None:
    """Make the tab show the keywords of one category when it is opened next; to be called in a callback."""
    show_view(shown, controls.WHOLE)
    shown.keep("kw_categories", [category])
