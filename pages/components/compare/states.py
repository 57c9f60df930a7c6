"""A comparison that cannot be drawn: why, in one sentence, and the way on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jobstore.service import JobView
from pages.components import actions
from pages.components.compare.choice import Pair, hindrance
from pages.components.compare.chooser import chooser, paste
from pages.components.frame import NARROW, column, heading, nothing
from pages.components.header import name
from pages.components.routes import LIVE, jobs, open_job
from pages.components.states import ways
from pages.components.words import days, md, on_primary

_TITLE, _SUBTITLE = "Compare", "An earlier and a later analysis: what was won, what slipped, what is new."


def too_few(own: Sequence[JobView]) -> None:
    """Less than two complete analyses to choose from, and none asked for."""
    retention = jobs().settings.retention_days
    kept = f" Analyses are kept for {days(retention)}." if retention else ""
    with column(NARROW):
        if own:
            text = f"Run the same product again with newer files, or paste the link of another analysis.{kept}"
            row = nothing("compare_arrows", "One analysis is there, a comparison takes two", text)
        else:
            text = f"Start two analyses of a product, a month apart for example, or paste the link of one.{kept}"
            row = nothing("compare_arrows", "No analyses to compare yet", text)
        with row:
            if own and st.button(on_primary("Re-run with newer files", "refresh"), type="primary", key="rerun"):
                actions.change(own[0].id)
            if not own:
                ways()
            paste(Pair("", own[0].id if own else ""))


def incomplete(own: Sequence[JobView], pair: Pair, known: Sequence[JobView], job: JobView | None) -> None:
    """One of the two does not exist, or has no results."""
    _choose_again(own, pair, known)
    title = "No analysis behind this link" if job is None else f"No results of “{md(name(job))}”"
    icon = "link_off" if job is None else "hourglass_empty" if job.state in LIVE else "error"
    with nothing(icon, title, md(hindrance(job))):
        if job is not None and st.button("Open it", icon=":material/open_in_new:", key="open_incomplete"):
            open_job(job.id)


def twice(own: Sequence[JobView], pair: Pair, known: Sequence[JobView]) -> None:
    """The same analysis on both sides."""
    _choose_again(own, Pair("", pair.after), known)
    nothing("compare_arrows", "Twice the same analysis", "Choose another one on the left, or paste its link.")


def one_missing(own: Sequence[JobView], pair: Pair, known: Sequence[JobView]) -> None:
    """One is chosen and there is no other run of its product and store."""
    _choose_again(own, pair, known)
    side = "earlier" if pair.after else "later"
    text = (
        f"Choose any analysis as the {side} one, paste a link, or run the product again with newer files: "
        "the next analysis of it is compared with this one by itself."
    )
    with nothing("history", f"No {side} analysis of this product", text):
        if known[0].may_change and st.button("Re-run with newer files", icon=":material/refresh:", key="rerun"):
            actions.change(known[0].id)


def _choose_again(own: Sequence[JobView], pair: Pair, known: Sequence[JobView]) -> None:
    left, right = st.columns([7, 3], vertical_alignment="center")
    with left:
        heading(_TITLE, _SUBTITLE)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        paste(pair)
    chooser(own, pair, known)
