"""Decisions as a file: out of one analysis, into this one or the next month's."""

from __future__ import annotations

import streamlit as st

from jobstore.service import InputError
from pages.components.inputs import draft, slots
from pages.components.inputs.form import complaint
from pages.components.keywords import deciding
from pages.components.shown import Shown
from pages.components.words import small
from pipeline import Curation, read_decisions
from pipeline.report.exports import decisions_csv, file_name
from pipeline.report.words import plural

_SLOT = "decisions"
_TYPES = ["csv", "xlsx", "json", "tsv", "txt"]
_WHAT = "Phrases with their categories, as “Changes → Download decisions” of an analysis gives them."


def decisions_file(shown: Shown, now: Curation) -> None:
    """In a finished analysis: take what is decided away as a file, or decide as a file does."""
    if now.decisions:
        st.download_button(
            "Download decisions",
            lambda: decisions_csv(now.decisions),
            file_name=file_name(shown.result, "decisions.csv"),
            mime="text/csv",
            key=shown.key("kw_decisions_download"),
            icon=":material/download:",
            on_click="ignore",
            help="For next month’s analysis, or a colleague’s.",
        )
    key = shown.key("kw_decisions_file")
    st.file_uploader("Decide as a file does", type=_TYPES, key=key, help=_WHAT, on_change=_take_over, args=(shown, key))


def _take_over(shown: Shown, key: str) -> None:
    upload = st.session_state.get(key)
    if upload is None:
        return
    try:
        decisions = read_decisions(upload.getvalue(), upload.name)
    except InputError as error:
        deciding.refuse(shown, error)
        return
    deciding.take_over(shown, decisions, upload.name)


def slot() -> None:
    """On the form: decisions of an earlier analysis, which this one is to respect."""
    kept = draft.decisions()
    if kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":green[:material/check_circle: **{plural(len(kept), 'decision')}** taken over]")
            st.button(
                "Remove",
                type="tertiary",
                icon=":material/close:",
                key="remove_decisions",
                on_click=draft.decide_nothing,
            )
        st.markdown(small("These phrases keep the categories that were decided for them."))
        return
    st.file_uploader("Earlier decisions (optional)", key=slots.uploader(_SLOT), help=_WHAT, on_change=_read)
    complaint("decisions")


def _read() -> None:
    draft.settle()
    upload = st.session_state.get(slots.uploader(_SLOT))
    if upload is None:
        return
    try:
        draft.decide(read_decisions(upload.getvalue(), upload.name))
    except InputError as error:
        draft.complain("decisions", error)
