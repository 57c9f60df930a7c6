"""A job that has no result: failed, cancelled, or not there at all. What happened, in words, and the way on."""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView
from pages.components import account, actions
from pages.components.frame import NARROW, column, heading, nothing
from pages.components.header import facts, name
from pages.components.routes import MINE, NEW, go, jobs
from pages.components.words import days, dots, grey, md, on_primary


def failed(job: JobView) -> None:
    """What went wrong and what can be done about it."""
    with column(NARROW):
        heading(md(name(job)), facts(job))
        with st.container(border=True, gap="small"):
            st.markdown("### :red[:material/error:] The analysis could not be finished", anchors=False)
            st.markdown(md(job.error or "It stopped without saying why. Retry; if it fails again, change the files."))
            if job.may_change:
                _ways_on(job, retry="Retry")
            _reference(job)


def cancelled(job: JobView) -> None:
    """Cancelled by its owner; its files are still there."""
    with column(NARROW):
        heading(md(name(job)), facts(job))
        with st.container(border=True, gap="small"):
            st.markdown("### :gray[:material/cancel:] Cancelled", anchors=False)
            if job.may_change:
                st.markdown("The files and settings are kept. Start it again as it was, or change something first.")
                _ways_on(job, retry="Start again")
            else:
                st.markdown("Whoever started it can start it again; this link will then show its progress.")


def _ways_on(job: JobView, *, retry: str) -> None:
    with st.container(horizontal=True):
        st.button(
            on_primary(retry, "refresh"),
            type="primary",
            key="retry",
            on_click=actions.retry,
            args=(job.id,),
        )
        if st.button("Change", icon=":material/edit_note:", key="change"):
            actions.change(job.id)
        if st.button("Delete", icon=":material/delete:", type="tertiary", key="delete"):
            actions.confirm_delete(job.id, name(job))


def _reference(job: JobView) -> None:
    attempt = f"Attempt {job.attempt}" if job.attempt > 1 else ""
    reference = f"Reference {md(job.error_ref)}" if job.error_ref else ""
    if attempt or reference:
        st.markdown(f":small[{grey(dots(reference, attempt))}]")


def unknown() -> None:
    """No job has this id (any more), or none that the viewer may see: the same words for both."""
    kept = jobs().settings.retention_days
    deleted = f"Results are deleted after {days(kept)}. " if kept else ""
    if account.providers():
        hint = "Sign in if it is yours." if account.wanted() else "Ask whoever sent you the link."
        why = f"Some are for their owner only. {hint}"
    else:
        why = "Whoever holds the link can delete them at any time. Check that the link is whole."
    with column(NARROW), nothing("link_off", "No analysis behind this link", deleted + why):
        if account.wanted():
            account.buttons()
        else:
            ways()


def none_chosen() -> None:
    """The page was opened without a job."""
    text = "Open one from your list, or start a new one."
    with column(NARROW), nothing("monitoring", "No analysis chosen", text):
        ways()


def unavailable(reason: str, part: str = "") -> None:
    """The job store cannot be used; ``reason`` is one sentence. ``part`` tells parts of a page that say so apart."""
    with column(NARROW), nothing("cloud_off", "Analyses cannot be reached at the moment", md(reason)):
        _reload(part)


def broken(reference: str, part: str = "") -> None:
    """A bug stopped the page, or a part of it, from being drawn."""
    text = f"The reason stands in the server’s log under reference {md(reference)}. Your analyses are not affected."
    with column(NARROW), nothing("build", "This page could not be drawn", text):
        _reload(part)


def _reload(part: str) -> None:
    if st.button(on_primary("Try again", "refresh"), type="primary", key=f"try_again{part}"):
        st.rerun()


def ways() -> None:
    """The buttons that lead on from a page with nothing to show."""
    if st.button(on_primary("New analysis", "add"), type="primary", key="to_new"):
        go(NEW)
    if st.button("My analyses", icon=":material/folder_open:", key="to_mine"):
        go(MINE)
