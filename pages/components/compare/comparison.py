"""A comparison: the choice of the two analyses above, its parts below. Only the open part runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import streamlit as st

from jobstore.service import JobView
from pages.components.browser_tab import browser_tab
from pages.components.compare import states
from pages.components.compare.choice import Pair
from pages.components.compare.chooser import chooser, paste
from pages.components.compare.compared import PART, Compared
from pages.components.compare.competitors import competitors
from pages.components.compare.keywords import keywords
from pages.components.compare.listing import listing
from pages.components.compare.summary import summary
from pages.components.copy_button import copy_button
from pages.components.frame import heading
from pages.components.header import name
from pages.components.loaded import changes_of
from pages.components.routes import compare_link, now, zone
from pages.components.stores import product_link, store_name
from pages.components.words import dots, md, when
from pipeline.report.compare_csv import changes_csv, changes_name
from pipeline.report.compare_findings import product_notes
from pipeline.report.words import plural
from pipeline.result import Result

_PARTS: dict[str, Callable[[Compared], None]] = {
    "Summary": summary,
    "Keywords": keywords,
    "Competitors": competitors,
    "Listing": listing,
}


def show(own: Sequence[JobView], before: JobView, after: JobView) -> None:
    """Draw the comparison of two complete jobs."""
    try:
        compared = Compared(before, after, changes_of(before, after))
    except LookupError:  # deleted a moment ago
        states.incomplete(own, Pair(before.id, after.id), (before, after), None)
        return
    browser_tab(f"Compare · {name(after, compared.changes.after)}")
    _strip(compared)
    sides = ((before, compared.changes.before), (after, compared.changes.after))
    chooser(own, Pair(before.id, after.id), (before, after), [_facts(*side) for side in sides])
    _products(compared)
    for title, tab in zip(_PARTS, st.tabs(list(_PARTS), key=PART, on_change="rerun", bind="query-params"), strict=True):
        if tab.open:
            with tab:
                _PARTS[title](compared)


def _strip(compared: Compared) -> None:
    left, right = st.columns([6, 4], vertical_alignment="center")
    with left:
        heading(_title(compared), _subtitle(compared))
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        paste(Pair(compared.before.id, compared.after.id))
        _share(compared)
        st.download_button(
            "CSV",
            lambda: changes_csv(compared.changes),
            file_name=changes_name(compared.changes),
            mime="text/csv",
            icon=":material/download:",
            key=compared.key("changes_csv"),
            on_click="ignore",
            help="Download every phrase with both sides of its figures",
        )


def _title(compared: Compared) -> str:
    after = md(name(compared.after, compared.changes.after))
    if compared.changes.same_product:
        return after
    return f"{md(name(compared.before, compared.changes.before))} and {after}"


def _subtitle(compared: Compared) -> str:
    result = compared.changes.after
    apart = _apart(compared.after.created_at - compared.before.created_at)
    if not compared.changes.same_product:
        products = (product_link(side.asin, side.marketplace) for side in (compared.changes.before, result))
        return dots(*products, f"{apart} apart")
    return dots(product_link(result.asin, result.marketplace), store_name(result.marketplace), f"{apart} apart")


def _apart(between: timedelta) -> str:
    if between.days:
        return plural(between.days, "day")
    minutes = max(1, between.seconds // 60)
    return plural(minutes // 60, "hour") if minutes >= 60 else plural(minutes, "minute")


def _facts(job: JobView, result: Result) -> str:
    """When it was finished and what it read, as Markdown."""
    files = (f"{md(file.name)} {plural(file.rows, 'row')}" for file in result.inputs.files)
    return dots(f"finished {when(job.completed_at or job.created_at, now(), zone())}", *files)


def _share(compared: Compared) -> None:
    address = compare_link(compared.before.id, compared.after.id)
    with st.popover("Share", icon=":material/link:"):
        if compared.before.private or compared.after.private:
            st.markdown("**Only you see this comparison: an analysis in it is private.**")
        else:
            st.markdown("**Whoever has this link sees both analyses.**")
        st.text(address)
        copy_button("Copy link", address, "share_comparison")


def _products(compared: Compared) -> None:
    """Said above every part where the two are not of one product in one store."""
    for note in product_notes(compared.changes):
        st.markdown(f":primary[:material/info:] {md(note)}")
