"""What can be done to a job: retry, cancel, change, delete, show to others. The service refuses who may not."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from pages.components import draft
from pages.components.routes import MINE, NEW, go, jobs, open_job, viewer
from pages.components.words import on_primary

ANYONE, ONLY_ME = "Anyone with the link", "Only me"
"""Who may see a job."""


def retry(job_id: str) -> None:
    """Run a failed or cancelled job again."""
    jobs().retry(job_id, viewer())


def cancel(job_id: str) -> None:
    """Stop a job that waits or runs."""
    jobs().cancel(job_id, viewer())


def change(job_id: str) -> NoReturn:
    """Put a job's request into the form and go there; not for callbacks."""
    given = jobs().request(job_id, viewer())
    if given is None:
        open_job(job_id)  # which says that there is no such job
    draft.fill(given)
    go(NEW)


def delete(job_id: str) -> NoReturn:
    """Delete a job with its files and results, and go to the list; not for callbacks."""
    jobs().delete(job_id, viewer())
    go(MINE)


def show_to_others(job_id: str, widget: str) -> None:
    """Let anyone with the link see a job, or only its owner, as a widget says; its callback."""
    jobs().set_private(job_id, viewer(), private=st.session_state[widget] == ONLY_ME)


@st.dialog("Delete this analysis?", icon=":material/delete:")
def confirm_delete(job_id: str) -> None:
    """Ask before results are deleted."""
    st.markdown("Its files and results are deleted at once, for everyone who has the link. This cannot be undone.")
    with st.container(horizontal=True):
        if st.button(on_primary("Delete now"), type="primary", key="delete_now"):
            delete(job_id)
        if st.button("Keep it", key="keep"):
            st.rerun()
