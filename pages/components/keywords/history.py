"""Undo, redo, and the latest changes of what is decided."""

from __future__ import annotations

import streamlit as st

from pages.components.inputs.decisions_file import decisions_file
from pages.components.keywords import deciding
from pages.components.shown import Shown
from pages.components.words import grey, md, small
from pipeline import Curation
from pipeline.report.words import plural

_SHOWN = 12


def history(shown: Shown) -> None:
    """Draw the buttons."""
    now = deciding.curation(shown)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        st.button(
            "Undo",
            icon=":material/undo:",
            type="tertiary",
            key="kw_undo",
            shortcut="Z",
            disabled=now.last is None,
            help=md(now.last.label) if now.last else None,
            on_click=deciding.undo,
            args=(shown,),
        )
        st.button(
            "Redo",
            icon=":material/redo:",
            type="tertiary",
            key="kw_redo",
            shortcut="Y",
            disabled=now.next is None,
            help=md(now.next.label) if now.next else None,
            on_click=deciding.redo,
            args=(shown,),
        )
        with st.popover("Changes", icon=":material/history:"):
            _changes(now)
            decisions_file(shown, now)


def _changes(now: Curation) -> None:
    with st.container(gap="small", width=400):
        st.markdown(f"**{plural(len(now.decisions), 'decision')}** {grey('in force, kept with this analysis')}")
        if not now.changes:
            st.markdown(small("No changes yet. Tick rows of the table, or click one and press a category."))
        latest = list(enumerate(now.changes))[-_SHOWN:]
        for place, change in reversed(latest):
            done = place < now.done
            text = md(change.label) if done else grey(f"~~{md(change.label)}~~ taken back")
            icon = ":green[:material/check:]" if done else ":gray[:material/undo:]"
            st.markdown(f"{icon} {text}")
