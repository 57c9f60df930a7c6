"""What was started from this browser, or with this account: state, product, when, the result; open and delete."""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView, Summary
from pages.components import account, actions
from pages.components.frame import column, heading, nothing
from pages.components.header import name
from pages.components.routes import LIVE, NEW, go, jobs, now, open_compare, open_job, viewer, zone
from pages.components.start import try_sample
from pages.components.stores import store_name
from pages.components.words import dots, grey, md, on_primary, small, when
from pipeline.report.words import percent, plural

_PAGE = 20
_STATES = {
    "waiting": ":gray[:material/schedule:] Waiting",
    "stalled": ":gray[:material/pause_circle:] Resuming",
    "running": ":primary[:material/progress_activity:] Running",
    "complete": ":green[:material/check_circle:] Complete",
    "failed": ":red[:material/error:] Failed",
    "cancelled": ":gray[:material/cancel:] Cancelled",
}
_CHANGE, _COMPARE, _DELETE = "Re-run with changes", "Compare with another", "Delete now"


def _row(job: JobView) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_STATES.get(job.state, md(job.state)), width=112)
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{md(name(job))}**")
            st.markdown(small(dots(*_facts(job))))
        st.markdown(grey(_outcome(job)), width=300)
        if st.button("Open", key=f"open_{job.id}"):
            open_job(job.id)
        if job.may_change:
            _more(job)


def _more(job: JobView) -> None:
    ways = [_CHANGE, _COMPARE, _DELETE] if job.state == "complete" else [_CHANGE, _DELETE]
    chosen = st.menu_button("More", ways, icon=":material/more_horiz:", type="tertiary", key=f"more_{job.id}")
    if chosen == _CHANGE:
        actions.change(job.id)
    if chosen == _COMPARE:
        open_compare(job.id)
    if chosen == _DELETE:
        actions.confirm_delete(job.id)


def _facts(job: JobView) -> list[str]:
    hidden = f":material/lock: {actions.ONLY_ME}" if job.private else ""
    return [md(job.asin), store_name(job.marketplace), when(job.created_at, now(), zone()), hidden]


def _outcome(job: JobView) -> str:
    if job.state == "running":
        return f"{md(job.message)}, {job.progress} %"
    if job.state == "waiting":
        return "Next in the queue" if job.place == 1 else f"Place {job.place} in the queue" if job.place else ""
    if job.state == "failed":
        return md(job.error or "")
    return outcome(job.summary) if job.summary else ""


def outcome(summary: Summary) -> str:
    """``41 targets, 92 → 98 % captured``; the arrow is a character of its own, which Markdown leaves alone."""
    if summary.captured_after is None:
        return plural(summary.targets, "target")
    before = f"{percent(summary.captured_before).removesuffix(' %')} → " if summary.captured_before is not None else ""
    return f"{plural(summary.targets, 'target')}, {before}{percent(summary.captured_after)} captured"


def _list() -> None:
    found = jobs().jobs(viewer())
    pages = max(1, -(-len(found) // _PAGE))
    page = st.session_state.get("mine_page", 1) if pages > 1 else 1
    with st.container(gap="xsmall"):
        for job in found[(page - 1) * _PAGE : page * _PAGE]:
            _row(job)
    if pages > 1:
        with st.container(horizontal_alignment="center"):
            st.pagination(pages, key="mine_page")


def _empty() -> None:
    with nothing(
        "folder_open",
        "No analyses yet",
        f"What you start {account.whose()} is listed here until it is deleted.",
    ):
        if st.button(on_primary("New analysis", "add"), type="primary", key="to_new"):
            go(NEW)
        if st.button("Try with sample data", icon=":material/science:", key="sample"):
            try_sample()


def _page() -> None:
    found = jobs().jobs(viewer())
    if not found:
        _empty()
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        heading("My analyses", f"Started {account.whose()}.")
    with right, st.container(horizontal_alignment="right"):
        if st.button(on_primary("New analysis", "add"), type="primary", key="to_new"):
            go(NEW)
    st.fragment(_list, run_every="2s" if any(job.state in LIVE for job in found) else None)()


with column():
    _page()
