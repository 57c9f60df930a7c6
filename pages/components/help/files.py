"""How to get the files: which competitors to take, what to leave alone, which exports are read and which refused."""

from __future__ import annotations

import streamlit as st

from pages.components.help.article import lead, lines, table
from pages.components.routes import jobs
from pipeline.report.explain import Table, Tool, refusals, tools

_CEREBRO = (
    "Make two lists of competitors. For the revenue file take those that sell most in your niche, for example by the "
    "revenue that Xray shows. For the design file take those whose product looks and works like yours, however much "
    "they sell.",
    "In Cerebro enter your own ASIN first, then the competitors: up to ten ASINs in all. The first one gets no rank "
    "column of its own, its rank stands in the column Position (Rank). With yours there no competitor is lost, and "
    "your gaps are seen.",
    "Leave all filters empty. Phrases for other products are needed too: they show what is a brand and what is not "
    "yours.",
    "Export all rows as CSV or XLSX, and hand the file in as it is. Keep its name too: it tells the store, the ASIN "
    "and the date.",
    "Do the same for the other list. One file is enough; with both, the two audiences are compared.",
)
_XRAY = (
    "Search for your main keyword on Amazon, open Xray on the results, and export its list as CSV.",
    "Hand it in under Competitor list. It gives the competitors names, brands and prices; phrases with their brands "
    "become Branded.",
)


def export_files() -> None:
    """Draw the section."""
    lead("Two keyword files of Helium 10 Cerebro, and if you like a list of competitors from Xray.")
    st.markdown("### Keyword files: Cerebro", anchors=False)
    lines(_CEREBRO, numbered=True)
    st.markdown("### Competitors: Xray (optional)", anchors=False)
    lines(_XRAY, numbered=True)
    st.markdown("### Exports that are recognised", anchors=False)
    st.markdown("By their headers, whatever the file is called; columns may be missing or stand in another order.")
    table(_recognised(tools()))
    st.markdown("### What is refused, and what to do", anchors=False)
    st.markdown("Before an analysis starts, in one sentence that names the file and the remedy.")
    found = refusals(jobs().settings.max_upload_bytes)
    table(Table(heads=("File", "What you read"), rows=tuple((one.why, one.sentence) for one in found)))


def _recognised(found: tuple[Tool, ...]) -> Table:
    return Table(
        heads=("Export", "Recognised by", "Must have one of"),
        rows=tuple((_name(tool), _headers(tool.marks), _headers(tool.needed)) for tool in found),
    )


def _name(tool: Tool) -> str:
    if not tool.marks:
        return "Any other list of keywords"
    return f"{tool.name}, as the competitor file" if tool.is_product_list else tool.name


def _headers(names: tuple[str, ...]) -> str:
    """Column names; those that many screens cannot draw are described."""
    said = [name for name in names if name.isascii()]
    if len(said) < len(names):
        said.append("its headers in Chinese, as exported" if said else "Its headers in Chinese, as exported")
    return ", ".join(said) or "A column of phrases"
