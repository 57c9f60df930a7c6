"""The comparison's phrases: a view and a filter, the table, and the evidence of the selected phrase beside it."""

from __future__ import annotations

import zlib
from functools import partial

import streamlit as st

from pages.components.compare.compared import Compared
from pages.components.compare.evidence import evidence
from pages.components.compare.table import table
from pages.components.frame import card_heading
from pages.components.guarded import fragment
from pipeline import PhraseChange
from pipeline.report.compare_views import VIEWS, View, select, volume
from pipeline.report.words import number, plural

Rows = tuple[PhraseChange, ...]
_VIEW, _TARGETS, _TEXT, _PICK, _VERSION = "cmp_view", "cmp_targets", "cmp_text", "cmp_pick", "cmp_version"


@fragment
def keywords(compared: Compared) -> None:
    """Draw the part. A fragment: a click in it leaves header and tabs alone."""
    with st.container(horizontal=True, vertical_alignment="center"):
        views = st.container(width="content")  # stands first, and counts what the filters leave
        text, targets = _filters(compared)
    counted = [change for change in compared.changes.phrases if change.target or not targets]
    with views:
        view = _view(compared, counted)
    rows = tuple(change for change in select(counted, view) if _holds(change, text))
    if not rows:
        _none(compared, view, text, targets=targets)
        return
    left, right = st.columns([64, 36])
    with left, st.container(border=True, height="stretch"):
        _table(compared, rows, view)
    with right, st.container(border=True, height="stretch"):
        evidence(_picked(compared, rows), compared)


def _filters(compared: Compared) -> tuple[str, bool]:
    forget = partial(_forget, compared)
    text = st.text_input(
        "Phrase holds",
        type="search",
        live="100ms",
        placeholder="Phrase holds…",
        label_visibility="collapsed",
        width=240,
        key=compared.key(_TEXT),
        persist_state="page",
        on_change=forget,
    )
    st.session_state.setdefault(compared.key(_TARGETS), True)
    targets = st.toggle(
        "Targets only",
        key=compared.key(_TARGETS),
        persist_state="page",
        on_change=forget,
        help="Phrases that are Relevant or Design-Specific in either analysis.",
    )
    return text or "", targets


def _view(compared: Compared, counted: list[PhraseChange]) -> View:
    """The chosen view; by default the first that holds anything."""
    counts = {name: sum(map(test, counted)) for name, test in VIEWS.items()}
    first = next((name for name, count in counts.items() if count), View.ALL)
    chosen = st.segmented_control(
        "View",
        list(VIEWS),
        default=None if compared.key(_VIEW) in st.session_state else first,
        required=True,
        format_func=lambda name: f"{name} {counts[name]:,}",
        key=compared.key(_VIEW),
        label_visibility="collapsed",
        persist_state="page",
        on_change=partial(_forget, compared),
    )
    return View(chosen or first)


def _holds(change: PhraseChange, text: str) -> bool:
    return all(word in change.phrase.casefold() for word in text.casefold().split())


def _table(compared: Compared, rows: Rows, view: View) -> None:
    card_heading(
        f"{plural(len(rows), 'phrase')}, {number(volume(rows))} searches a month",
        "Moves worth most first; select a row for its evidence",
    )
    # Selection is by row number: another set of rows needs another key, or the same number means another phrase.
    digest = zlib.crc32("\n".join(row.phrase for row in rows).encode("utf-8", "surrogatepass"))
    key = compared.key(f"cmp_table_{view}_{digest}_{compared.state(_VERSION, 0)}")

    def picked() -> None:
        numbers = st.session_state[key]["selection"]["rows"]
        compared.keep(_PICK, rows[numbers[0]].phrase if numbers else None)

    table(rows, view, key, picked)


def _picked(compared: Compared, rows: Rows) -> PhraseChange:
    """The selected phrase, else the first."""
    return next((row for row in rows if row.phrase == compared.state(_PICK)), rows[0])


def _none(compared: Compared, view: View, text: str, *, targets: bool) -> None:
    with st.container(border=True, horizontal_alignment="center"):
        what = "target" if targets else "phrase"
        match = f" and holds “{text}”" if text else ""
        st.markdown(f"#### No {what} is in this view{match}", width="content", anchors=False)
        if text or targets:
            st.button(
                "Show all phrases of the view",
                key=compared.key("cmp_clear"),
                on_click=show_view,
                args=(compared, view),
                kwargs={"targets": False},
            )


def _forget(compared: Compared) -> None:
    """Let go of the selected phrase: other rows are shown."""
    compared.keep(_PICK, None)
    compared.keep(_VERSION, compared.state(_VERSION, 0) + 1)


def show_view(compared: Compared, view: View, *, targets: bool = True) -> None:
    """Make the part show a whole view when it is opened next; to be called in a button's callback."""
    _forget(compared)
    compared.keep(_VIEW, view)
    compared.keep(_TEXT, "")
    compared.keep(_TARGETS, targets)
