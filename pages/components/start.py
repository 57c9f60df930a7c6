"""Start an analysis: the one place where a request becomes a job."""

from __future__ import annotations

import streamlit as st

from jobstore.service import StoreError
from pages.components.inputs import draft
from pages.components.routes import NEW, go, jobs, open_job, viewer
from pages.components.trouble import callback
from pipeline import FileError, InputError, ListingError, ProductError
from pipeline.model import Request

_STARTED, _LEAP = "started", "leap"
_PARTS = {ProductError: "product", FileError: "files", ListingError: "listing"}


@callback
def start(*, again: bool = False) -> None:
    """Start what the form describes; keep the form and say why where that is refused. A button's callback.

    Where it was analysed before, that is said first; ``again`` starts it all the same.
    """
    if draft.is_empty() and _STARTED in st.session_state:  # the second of two quick clicks
        st.session_state[_LEAP] = st.session_state[_STARTED]
        return
    try:
        request = draft.request()
        if not again and (same := jobs().same(request, viewer())):
            draft.note_same(request, same.id)
            return
        # Nothing of Streamlit may stand between the start and the note of it: its calls can end the script.
        job_id = jobs().start(request, viewer())
    except InputError as error:
        draft.complain(_part(error), error)
        return
    except StoreError as error:
        draft.complain("start", error.public)
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


def _part(error: InputError) -> str:
    """The part of the form that an error is about."""
    return next((part for kind, part in _PARTS.items() if isinstance(error, kind)), "start")
