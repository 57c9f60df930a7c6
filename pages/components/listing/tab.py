"""The Listing tab: today beside the proposal, what each captures and breaks, and the bank of target phrases."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from pages.components.guarded import fragment
from pages.components.listing.bank import bank
from pages.components.listing.choices import choices
from pages.components.listing.copies import copy_of, judged
from pages.components.listing.panels import chosen, proposed, today
from pages.components.listing.violations import violations
from pages.components.shown import Shown
from pipeline import Review
from pipeline.report.words import METRICS, number, share


@fragment
def listing(shown: Shown) -> None:
    """Draw the tab. A fragment: an edit leaves header and tabs alone."""
    choice = chosen(shown)
    copy = copy_of(shown, choice)
    found = judged(shown.result, copy)
    _headlines(shown, found)
    grid = st.grid(3, min_column_width=340, border=True)
    with grid.cell():
        today(shown)
    with grid.cell():
        proposed(shown, copy, found)
    with grid.cell():
        bank(shown, copy)
    choices(shown)
    violations(shown, choice, copy, found)


def _headlines(shown: Shown, found: Review) -> None:
    seo = shown.result.seo
    volume, before = seo.comparison.captured_volume, seo.comparison
    after, terms = found.fields.coverage.captured_volume, found.fields.search_terms.bytes
    with st.grid(4, min_column_width=160):
        _metric(
            "Captured volume",
            share(after, volume.targets),
            f"from {share(volume.before, volume.targets)} today" if seo.current else "no listing today",
            "captured_volume",
            arrow="up" if after > volume.before and seo.current else "off",
        )
        _metric(
            "Of the best possible",
            share(after, volume.best_possible),
            f"of {number(volume.best_possible)} searches",
            "best_possible",
        )
        fewer = seo.current and (before.rule_errors.before or 0) > found.errors
        _metric(
            "Rule errors",
            number(found.errors),
            f"{number(before.rule_errors.before)} today" if seo.current else "no listing today",
            "rule_errors",
            arrow="down" if fewer else "off",
        )
        bytes_today = f", {number(before.search_terms_bytes.before)} today" if seo.current else ""
        _metric(
            "Search terms", f"{terms} B", f"of {found.rules.search_terms_bytes} B{bytes_today}", "search_terms_bytes"
        )


def _metric(label: str, value: str, note: str, metric: str, arrow: Literal["up", "down", "off"] = "off") -> None:
    st.metric(
        label,
        value,
        delta=note,
        delta_color="off" if arrow == "off" else "green",
        delta_arrow=arrow,
        help=METRICS[metric].help,
        border=True,
        height="stretch",
    )
