"""What an analysis was made from: its files, its listing, its main keyword, and what the files left open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components.frame import card_heading
from pages.components.words import dots, md, small
from pipeline.report.words import METRICS, plural
from pipeline.result import Result

_SOURCES = {"none": "none handed in", "pasted": "as pasted"}


def what_was_read(result: Result) -> None:
    """The files, the listing's source, the main keyword and why it is this one."""
    with st.container(border=True, height="stretch", gap="small"):
        card_heading("What it is made from")
        _line("Main keyword", f"**{md(result.main_keyword.phrase or '–')}**", md(result.main_keyword.reason))
        for file in result.inputs.files:
            rivals = plural(len(file.asins), "competitor") if file.asins else "no rank columns"
            _line(
                f"{file.role.capitalize()} file", md(file.name), dots(md(file.format), plural(file.rows, "row"), rivals)
            )
        source = result.inputs.listing_source
        _line("Listing", md(_SOURCES.get(source, source).capitalize()), "")


def _line(name: str, value: str, note: str) -> None:
    with st.container(horizontal=True, gap="small"):
        st.markdown(small(name), width=100)
        with st.container(gap=None, width="stretch"):
            st.markdown(value)
            if note:
                st.markdown(small(note))


def left_open(result: Result) -> None:
    """Warnings and dropped rows, each with its reason; nothing is lost silently."""
    count = len(result.warnings) + len(result.dropped)
    if not count:
        return
    with st.expander(f"What the files left open ({count:,})", icon=":material/info:"):
        for warning in result.warnings:
            st.markdown(f"- {md(warning)}")
        if result.dropped:
            st.markdown(f"**{plural(len(result.dropped), 'row')} dropped**")
            st.dataframe(
                pd.DataFrame(
                    {
                        METRICS["sources"].label: [row.file for row in result.dropped],
                        "Row": [row.row for row in result.dropped],
                        METRICS["phrase"].label: [row.phrase for row in result.dropped],
                        "Why": [row.reason for row in result.dropped],
                    }
                ),
                hide_index=True,
                alt="Rows that were dropped, with the reason",
            )
