"""One job of a list as a card: its state, product and outcome in a few words, and what can be done with it."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from jobstore.service import JobView, Summary
from pages.components import actions
from pages.components.copy_button import copy_button
from pages.components.header import name
from pages.components.routes import LIVE, link, now, open_job, zone
from pages.components.stores import store_name
from pages.components.words import dots, in_queue, md, small, when
from pipeline.report.words import number, percent, plural

CANCEL, RENAME, CHANGE = "Cancel analysis", "Rename", "Re-run with changes"
COMPARE, DELETE = "Compare with another", "Delete now"
"""The entries of a job's menu."""

_STATES = {
    "waiting": ":gray[:material/schedule: Waiting]",
    "stalled": ":gray[:material/pause_circle: Resuming]",
    "running": ":primary[:material/progress_activity: Running]",
    "complete": ":green[:material/check_circle: Complete]",
    "failed": ":red[:material/error: Failed]",
    "cancelled": ":gray[:material/cancel: Cancelled]",
}
_RETRIES = {"failed": "Retry", "cancelled": "Start again"}


def card(job: JobView) -> str | None:
    """Draw a job; returns the entry of its menu that was chosen."""
    with st.container(border=True, gap=None):
        told, came_out, doing = st.columns([38, 32, 30], vertical_alignment="center", gap="small")
        with told, st.container(gap=None):
            st.markdown(f"**{md(name(job))}**")
            st.markdown(small(dots(*_facts(job))))
        with came_out, st.container(gap=None):
            _outcome(job)
        with doing:
            return _buttons(job)


def _facts(job: JobView) -> tuple[str, ...]:
    state = _STATES.get(job.state, md(job.state))
    hidden = f":material/lock: {actions.ONLY_ME}" if job.private else ""
    asin = md(job.asin) if name(job) != job.asin else ""
    return state, asin, store_name(job.marketplace), when(job.created_at, now(), zone()), hidden


def _outcome(job: JobView) -> None:
    if job.state in {"running", "stalled"}:
        st.markdown(small(f"{md(job.message)}, {job.progress} %"))
        st.progress(min(max(job.progress, 0), 100) / 100)
        return
    if job.state == "waiting":
        st.markdown(small(in_queue(job.place)))
        return
    if job.state == "complete" and job.summary:
        st.markdown(at_stake(job.summary))
    elif job.state == "failed":
        st.markdown(small(md(job.error or "It stopped without saying why.")))
    elif job.state == "cancelled":
        st.markdown(small("Stopped before it had a result"))
    st.markdown(small(dots(captured(job.summary) if job.summary else "", kept(job.expires_at, now()))))


def at_stake(summary: Summary) -> str:
    """``41 targets · 55,895 searches a month``."""
    return dots(plural(summary.targets, "target"), f"{number(summary.target_volume)} searches a month")


def captured(summary: Summary) -> str:
    """``captured 92 → 98 %``; the arrow is a character of its own, which Markdown leaves alone."""
    if summary.captured_after is None:
        return ""
    before = f"{percent(summary.captured_before).removesuffix(' %')} → " if summary.captured_before is not None else ""
    return f"captured {before}{percent(summary.captured_after)}"


def kept(expires: datetime | None, moment: datetime) -> str:
    """How long a finished job stays, as Markdown; empty while it lives and where it is kept for ever."""
    if expires is None:
        return ""
    left = expires - moment
    if left >= timedelta(hours=36):
        return f"kept {round(left / timedelta(days=1))} more days"
    hours = max(0, round(left / timedelta(hours=1)))
    soon = f"kept {plural(hours, 'more hour')}" if hours else "deleted within the hour"
    return f":orange[{soon}]"


def _buttons(job: JobView) -> str | None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"):
        copy_button("Copy link", link(job.id), f"link_{job.id}", small=True, name=f"Copy the link to {name(job)}")
        if job.may_change and (again := _RETRIES.get(job.state)):
            st.button(again, key=f"retry_{job.id}", on_click=actions.retry, args=(job.id,))
        if st.button("Open", key=f"open_{job.id}"):
            open_job(job.id)
        return _more(job) if job.may_change else None


def _more(job: JobView) -> str | None:
    cancel = (CANCEL,) if job.state in LIVE else ()
    compare = (COMPARE,) if job.state == "complete" else ()
    return st.menu_button(
        "More",
        (*cancel, RENAME, CHANGE, *compare, DELETE),
        icon=":material/more_horiz:",
        key=f"more_{job.id}",
        help="Rename, re-run, delete",
    )
