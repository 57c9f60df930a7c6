"""Start an analysis: the one place where a request becomes a job."""

from __future__ import annotations

import streamlit as st

from pages.components import draft
from pages.components.routes import NEW, go, jobs, open_job, viewer
from pipeline import FileError, InputError, ListingError, ProductError
from pipeline.model import Request
from pipeline.samples import sample

_STARTED, _LEAP = "started", "leap"
_PARTS = {ProductError: "product", FileError: "files", ListingError: "listing"}


def start() -> None:
    """Start what the form describes; keep the form and say why where that is refused. A button's callback."""
    if draft.is_empty() and _STARTED in st.session_state:  # the second of two quick clicks
        st.session_state[_LEAP] = st.session_state[_STARTED]
        return
    try:
        # Nothing of Streamlit may stand between the start and the note of it: its calls can end the script.
        job_id = jobs().start(draft.request(), viewer())
    except InputError as error:
        draft.complain(_part(error), error)
        return
    st.session_state[_STARTED] = st.session_state[_LEAP] = job_id
    draft.clear()


def leap() -> None:
    """Go to the job that was started a moment ago, if one was."""
    if job_id := st.session_state.pop(_LEAP, None):
        open_job(job_id)


def start_at_once(request: Request) -> None:
    """Start a request that does not come from the form, and go to its job; not for callbacks."""
    try:
        job_id = jobs().start(request, viewer())
    except InputError as error:
        draft.complain("start", error)
        go(NEW)
    open_job(job_id)


def try_sample() -> None:
    """Run the real analysis on made-up files."""
    start_at_once(sample())


def _part(error: InputError) -> str:
    """The part of the form that an error is about."""
    return next((part for kind, part in _PARTS.items() if isinstance(error, kind)), "start")
