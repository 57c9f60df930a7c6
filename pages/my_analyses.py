"""What was started from this browser, or with this account: state, product, outcome, how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from jobstore.service import JobView
from pages.components import account, actions, job_card
from pages.components.frame import column, heading, nothing
from pages.components.guarded import guarded
from pages.components.header import automatic_name, name
from pages.components.inputs.samples import sample_cards
from pages.components.job_list import ANY, ORDERS, STATES, Wanted, on_page, pages
from pages.components.routes import LIVE, NEW, go, jobs, open_compare, viewer
from pages.components.words import grey, on_primary
from pipeline.report.words import plural

_FEW = 8  # so many jobs are seen at once: no need to search them
_TEXT, _STATE, _ORDER, _PAGE = "mine_text", "mine_state", "mine_order", "mine_page"
_ASKED = "mine_asked"


def _page() -> None:
    actions.say_deleted()
    every = jobs().jobs(viewer())
    if not every:
        _empty()
        return
    _head(len(every))
    found = _wanted(every) if len(every) > _FEW else Wanted().select(every)
    if not found:
        _no_match()
        return
    _rows(on_page(found, _turned_to(pages(len(found)))))
    if pages(len(found)) > 1:
        st.pagination(pages(len(found)), key=_PAGE)
    _dialog()


def _head(count: int) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    whose = "all of this installation" if jobs().settings.single_user else f"started {account.whose()}"
    with left:
        heading("My analyses", f"{plural(count, 'analysis', 'analyses')}, {whose}.")
    with right, st.container(horizontal_alignment="right"):
        _new()


def _new() -> None:
    if st.button(on_primary("New analysis", "add"), type="primary", key="to_new"):
        go(NEW)


def _wanted(every: Sequence[JobView]) -> list[JobView]:
    """The search and the choices above the list; returns what they leave."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = st.text_input(
            "Search",
            type="search",
            key=_TEXT,
            persist_state="session",
            icon=":material/search:",
            placeholder="Name, ASIN or store",
            label_visibility="collapsed",
            on_change=_to_first_page,
            width=352,
        )
        state = _choice("State", _STATE, STATES)
        order = _choice("Order", _ORDER, ORDERS)
        found = Wanted(text=text or "", state=state, order=order).select(every)
        if len(found) < len(every):
            st.markdown(grey(f"{len(found):,} found"), width="content")
    return found


def _choice(label: str, key: str, options: Iterable[str]) -> str:
    return st.selectbox(
        label,
        list(options),
        key=key,
        persist_state="session",
        label_visibility="collapsed",
        on_change=_to_first_page,
        width=168,
    )


def _to_first_page() -> None:
    st.session_state[_PAGE] = 1


def _turned_to(count: int) -> int:
    """The page that is open; the last one where there are fewer by now."""
    page: int = max(1, min(st.session_state.get(_PAGE, 1), count))
    if count > 1:
        st.session_state[_PAGE] = page
    return page


def _no_match() -> None:
    with nothing("search_off", "No analysis matches", "Try fewer letters, or another state."):
        st.button("Show all", icon=":material/close:", key="show_all", on_click=_clear)


def _clear() -> None:
    st.session_state[_TEXT], st.session_state[_STATE] = "", ANY


def _rows(shown: tuple[JobView, ...]) -> None:
    """The page's cards; while one of the jobs lives they are drawn anew every other second."""
    if any(job.state in LIVE for job in shown):
        # The timer lives in the browser and exists only while a job does.
        st.fragment(guarded(_watch), run_every="2s")(tuple(job.id for job in shown))
    else:
        _cards(shown)


def _watch(ids: tuple[str, ...]) -> None:
    fresh = [job for job_id in ids if (job := jobs().status(job_id, viewer()))]
    if not any(job.state in LIVE for job in fresh):
        st.rerun()
    _cards(fresh)


def _cards(shown: Sequence[JobView]) -> None:
    with st.container(gap="xsmall"):
        for job in shown:
            if chosen := job_card.card(job):
                _chose(chosen, job.id)


def _chose(entry: str, job_id: str) -> None:
    if entry == job_card.CANCEL:
        actions.cancel(job_id)
    if entry == job_card.CHANGE:
        actions.change(job_id)
    if entry == job_card.COMPARE:
        open_compare(job_id)
    # A dialog that is opened by a fragment goes with the fragment's next tick: the page opens it.
    st.session_state[_ASKED] = (entry, job_id)
    st.rerun()


def _dialog() -> None:
    entry, job_id = st.session_state.pop(_ASKED, ("", ""))
    job = jobs().status(job_id, viewer()) if job_id else None
    if job and entry == job_card.DELETE:
        actions.confirm_delete(job.id, name(job))
    if job and entry == job_card.RENAME:
        actions.rename(job.id, job.named, automatic_name(job))


def _whose() -> str:
    return "Every analysis of this installation" if jobs().settings.single_user else f"What you start {account.whose()}"


def _empty() -> None:
    with nothing(
        "folder_open",
        "No analyses yet",
        f"{_whose()} is listed here until it is deleted.",
    ):
        _new()
    st.space("medium")
    said = "Or try it with sample data: made-up products, the real analysis, a few seconds."
    st.markdown(grey(said), text_alignment="center")
    sample_cards()


with column():
    _page()
