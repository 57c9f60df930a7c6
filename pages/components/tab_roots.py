"""The Roots tab: which groups of phrases the searches are in, and which words the listing lacks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.components import charts
from pages.components.frame import card_heading
from pages.components.keyword_table import ROW, height, number
from pages.components.shown import Shown
from pipeline.report.root_charts import root_treemap
from pipeline.report.words import METRICS, plural
from pipeline.result import NGram, Root

_C = st.column_config
Groups = Sequence[Root] | Sequence[NGram]
_FEW = 4  # fewer roots say little: single words are shown first
_SIZES = {"Roots": 0, "1 word": 1, "2 words": 2, "3 words": 3}


def roots(shown: Shown) -> None:
    """Draw the tab."""
    left, right = st.columns([6, 4])
    with left:
        charts.card(root_treemap(shown.result), shown.key("treemap"), explanation=METRICS["broad_volume"].help)
    with right, st.container(border=True, height="stretch"):
        _words(shown)


@st.fragment
def _words(shown: Shown) -> None:
    heading = st.container()
    first = "Roots" if len(shown.result.roots) >= _FEW else "1 word"
    chosen = st.segmented_control(
        "Words",
        list(_SIZES),
        default=None if shown.key("roots_size") in st.session_state else first,
        required=True,
        key=shown.key("roots_size"),
        label_visibility="collapsed",
        persist_state="page",
    )
    size = _SIZES[str(chosen or first)]
    found = [gram for gram in shown.result.ngrams if gram.size == size] if size else shown.result.roots
    with heading:
        card_heading(
            _finding(found, listing=shown.result.listing is not None),
            "Neighbouring words of the targets; they overlap" if size else "Head words that phrases share",
        )
    _table(found, listing=shown.result.listing is not None)


def _finding(found: Groups, *, listing: bool) -> str:
    groups, missing = plural(len(found), "word group"), sum(not group.in_listing for group in found)
    if not listing:
        return groups
    return f"Your listing lacks {missing:,} of {groups}" if missing else f"Your listing holds all of {groups}"


def _table(found: Groups, *, listing: bool) -> None:
    columns: dict[str, list[object]] = {
        "words": [group.root if isinstance(group, Root) else group.words for group in found],
        "volume": [group.search_volume for group in found],
    }
    if listing:
        columns["listing"] = [["Held" if group.in_listing else "Missing"] for group in found]
    columns["keywords"] = [group.keywords for group in found]
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height=height(len(found), 400),
        row_height=ROW,
        column_config={
            "words": _C.TextColumn("Words", help=METRICS["words"].help, width=150),
            "keywords": number("keywords", 84),
            "volume": number("broad_volume", 106),
            "listing": _C.MultiselectColumn(
                "Listing",
                help=METRICS["words_held"].help,
                options=["Held", "Missing"],
                color=["#8A8F9833", "#6D64E855"],
                width=88,
            ),
        },
        alt="Groups of words with their phrases and searches a month",
    )
