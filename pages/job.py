"""One analysis: its progress while it runs, its results afterwards, or what became of it."""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView
from pages.components import actions, progress, results, states
from pages.components.browser_tab import browser_tab
from pages.components.copy_button import copy_button
from pages.components.frame import NARROW, column, heading
from pages.components.guarded import guarded
from pages.components.header import facts, name
from pages.components.routes import LIVE, jobs, link, viewer
from pages.components.words import grey, md


def _running(job: JobView) -> None:
    with column(NARROW):
        heading(md(name(job)), facts(job))
        # The timer lives in the browser and exists only while the job does.
        st.fragment(guarded(_watch), run_every="1s")(job.id)
        _link_card(job)
        if job.may_change:
            st.button(
                "Cancel analysis",
                icon=":material/close:",
                type="tertiary",
                key="cancel",
                on_click=actions.cancel,
                args=(job.id,),
            )
        progress.preload_charts()


def _watch(job_id: str) -> None:
    job = jobs().status(job_id, viewer())
    if job is None or job.state not in LIVE:
        st.rerun()
    browser_tab(progress.title(job), "icon-running")
    progress.draw(job)


def _link_card(job: JobView) -> None:
    with st.container(border=True, gap="small"):
        st.markdown("#### You can close this tab", anchors=False)
        st.markdown(grey(f"The analysis goes on. Come back with this link: {_opens(job)}"))
        with st.container(horizontal=True, vertical_alignment="center"):
            # st.text, not st.code: the code block is a chunk of its own and would show the id a second later
            st.text(link(job.id), width="stretch")
            with st.container(width=140):
                copy_button("Copy link", link(job.id), "copy_link")


def _opens(job: JobView) -> str:
    return "it opens the results for you alone." if job.private else "it opens the results for whoever has it."


def _show(job_id: str) -> None:
    job = jobs().status(job_id, viewer()) if job_id else None
    if not job_id:
        states.none_chosen()
    elif job is None:
        states.unknown()
    elif job.state in LIVE:
        _running(job)
    elif job.state == "complete":
        results.show(job)
    else:
        browser_tab(f"{job.state.capitalize()} · {name(job)}", "icon-failed" if job.state == "failed" else "icon")
        (states.cancelled if job.state == "cancelled" else states.failed)(job)


_show(st.query_params.get("job", ""))
