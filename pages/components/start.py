"""Start an analysis: the one place where a request becomes a job."""

from __future__ import annotations

import streamlit as st

from pages.components import draft
from pages.components.routes import jobs, open_job, visitor
from pipeline import FileError, InputError, ListingError, ProductError
from pipeline.model import Request
from pipeline.samples import sample

_STARTED = "started"
_PARTS = {ProductError: "product", FileError: "files", ListingError: "listing"}


def start() -> None:
    """Start what the form describes and go to its job; keep the form and say why where that is refused."""
    if draft.is_empty() and (job_id := st.session_state.get(_STARTED)):
        open_job(job_id)  # the second of two quick clicks
    try:
        job_id = _submit(draft.request())
    except InputError as error:
        draft.complain(next((part for kind, part in _PARTS.items() if isinstance(error, kind)), "start"), error)
        return
    draft.clear()
    open_job(job_id)


def try_sample() -> None:
    """Run the real analysis on made-up files."""
    start_again(sample())


def start_again(request: Request) -> None:
    """Start a request that does not come from the form, and go to its job."""
    try:
        job_id = _submit(request)
    except InputError as error:
        draft.complain("start", error)
        return
    open_job(job_id)


def _submit(request: Request) -> str:
    """Nothing of Streamlit may stand between the start and the note of it: its calls can end the script."""
    owner = visitor()
    job_id = jobs().start(request, owner=owner)
    st.session_state[_STARTED] = job_id
    return job_id
