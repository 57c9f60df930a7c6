"""What can be done to a job: retry, cancel, rename, change, delete, show to others. The service refuses who may not."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from jobstore.service import MAX_NAME
from pages.components.inputs import draft
from pages.components.routes import MINE, NEW, go, jobs, open_job, viewer
from pages.components.trouble import callback
from pages.components.words import md, on_primary, small

ANYONE, ONLY_ME = "Anyone with the link", "Only me"
"""Who may see a job."""
_NAME, _DELETED = "new_name", "deleted"


@callback
def retry(job_id: str) -> None:
    """Run a failed or cancelled job again."""
    jobs().retry(job_id, viewer())


@callback
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


@callback
def delete(job_id: str, called: str) -> None:
    """Delete a job with its files and results, and note it for the list. A callback, so it must not draw."""
    if jobs().delete(job_id, viewer()):
        st.session_state[_DELETED] = called


def say_deleted() -> None:
    """Say once what was deleted a moment ago: the list just becomes shorter."""
    if called := st.session_state.pop(_DELETED, ""):
        st.toast(f"Deleted **{md(called)}**", icon=":material/delete:")


@callback
def show_to_others(job_id: str, widget: str) -> None:
    """Let anyone with the link see a job, or only its owner, as a widget says; its callback."""
    jobs().set_private(job_id, viewer(), private=st.session_state[widget] == ONLY_ME)


@st.dialog("Rename this analysis", icon=":material/edit:")
def rename(job_id: str, named: str, automatic: str) -> None:
    """Ask for a name; ``named`` is the one it has, ``automatic`` what it is called without one."""
    with st.form("rename", border=False):
        st.text_input("Name", value=named, max_chars=MAX_NAME, placeholder=automatic, key=_NAME)
        st.markdown(small(f"Shown in your list and above the results. Left empty, it is called {md(automatic)}."))
        if st.form_submit_button(
            on_primary("Save"), type="primary", key="save_name", on_click=_save_name, args=(job_id,)
        ):
            st.rerun()


@callback
def _save_name(job_id: str) -> None:
    jobs().rename(job_id, st.session_state[_NAME] or "", viewer())


@st.dialog("Delete this analysis?", icon=":material/delete:")
def confirm_delete(job_id: str, called: str) -> None:
    """Ask before results are deleted."""
    st.markdown(
        f"**{md(called)}**: its files, its results and what was decided about its keywords are deleted at once, "
        "for everyone who has the link. This cannot be undone."
    )
    with st.container(horizontal=True):
        if st.button(
            on_primary("Delete now"), type="primary", key="delete_now", on_click=delete, args=(job_id, called)
        ):
            go(MINE)
        if st.button("Keep it", key="keep"):
            st.rerun()
