"""The strip above a job: which product, where, when, until when; share and more."""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView
from pages.components import actions
from pages.components.copy_button import copy_button
from pages.components.frame import heading
from pages.components.routes import link, now, open_compare, zone
from pages.components.stores import product_link, store_name
from pages.components.words import day, dots, md, small, when
from pipeline.report.words import plural
from pipeline.result import Result

_RENAME, _RERUN, _COMPARE, _DELETE = "Rename", "Re-run with changes", "Compare with another", "Delete now"


def facts(job: JobView) -> str:
    """Product, store, start and end of a job that has no result, as Markdown."""
    since = "waiting since" if job.state == "waiting" else "started"
    return dots(
        md(job.asin) if name(job) != job.asin else "",
        store_name(job.marketplace),
        f"{since} {when(job.created_at, now(), zone())}",
        _until(job),
    )


def strip(job: JobView, result: Result) -> None:
    """The header of a finished job."""
    left, right = st.columns([7, 3], vertical_alignment="center")
    with left:
        heading(md(name(job, result)), _line(job, result))
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        share(job)
        if job.may_change:
            _more(job)


def name(job: JobView, result: Result | None = None) -> str:
    """What the job is called, as plain text: by its owner's own name, else by its product."""
    return job.named or automatic_name(job, result)


def automatic_name(job: JobView, result: Result | None = None) -> str:
    """What the product is called: its main keyword, else what the job was named after."""
    called = (result.main_keyword.phrase if result else "") or job.title or job.asin
    return called[:1].upper() + called[1:]


def _line(job: JobView, result: Result) -> str:
    rivals = sum(1 for competitor in result.competitors if not competitor.own)
    return dots(
        product_link(result.asin, result.marketplace),
        store_name(result.marketplace),
        plural(rivals, "competitor") if rivals else "",
        f"finished {when(job.completed_at, now(), zone())}" if job.completed_at else "",
        _until(job),
    )


def _until(job: JobView) -> str:
    return f"kept until {day(job.expires_at, zone())}" if job.expires_at else ""


def share(job: JobView) -> None:
    """The link to the job, to copy; for its owner also who may open it."""
    with st.popover("Share", icon=":material/lock:" if job.private else ":material/link:"):
        if job.may_hide:
            _who_sees(job)
        else:
            st.markdown("**Whoever has this link sees the results.**")
        st.text(link(job.id))
        copy_button("Copy link", link(job.id), "share")


def _who_sees(job: JobView) -> None:
    widget = f"share_{job.id}"
    st.session_state[widget] = actions.ONLY_ME if job.private else actions.ANYONE  # as stored, also by another tab
    st.segmented_control(
        "Who may see this analysis",
        [actions.ANYONE, actions.ONLY_ME],
        required=True,
        key=widget,
        on_change=actions.show_to_others,
        args=(job.id, widget),
    )
    others = "are told that no analysis is behind this link" if job.private else "see the results and change nothing"
    st.markdown(small(f"Others {others}."))


def _more(job: JobView) -> None:
    chosen = st.menu_button("More", [_RENAME, _RERUN, _COMPARE, _DELETE], icon=":material/more_horiz:", key="more")
    if chosen == _RENAME:
        actions.rename(job.id, job.named, automatic_name(job))
    if chosen == _RERUN:
        actions.change(job.id)
    if chosen == _COMPARE:
        open_compare(job.id)
    if chosen == _DELETE:
        actions.confirm_delete(job.id, name(job))
