"""The Roots tab: which groups of phrases the searches are in, and which words the listing lacks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from pages.components import charts
from pages.components.frame import card_heading
from pages.components.guarded import fragment
from pages.components.keywords import groups
from pages.components.keywords.controls import GROUP, TEXT
from pages.components.keywords.tab import show_view
from pages.components.shown import TAB, Shown, open_tab
from pages.components.tables import ROW, height, number
from pipeline.report.root_charts import root_treemap
from pipeline.report.words import METRICS, plural
from pipeline.result import NGram, Root

_C = st.column_config
Groups = Sequence[Root] | Sequence[NGram]
_FEW = 4  # fewer roots say little: single words are shown first
_SIZES = {"Roots": 0, "1 word": 1, "2 words": 2, "3 words": 3}
_NAMES = ("root", "word", "word pair", "group of three words")
_HINTS = (
    "Head words that phrases share; click one for its phrases",
    "Words of the targets, which overlap; click one for its phrases",
    "Neighbouring words of the targets; they overlap",
)
_TALLEST = 410  # whole rows, as tall as the treemap beside it


def roots(shown: Shown) -> None:
    """Draw the tab."""
    left, right = st.columns([6, 4])
    with left:
        charts.card(root_treemap(shown.result), shown.key("treemap"), explanation=METRICS["broad_volume"].help)
    with right, st.container(border=True, height="stretch"):
        _words(shown)


@fragment
def _words(shown: Shown) -> None:
    if st.session_state.get(TAB) == "Keywords":  # a group was clicked a moment ago: the tabs are outside
        st.rerun()
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
            _finding(found, _NAMES[size], listing=shown.result.listing is not None),
            _HINTS[min(size, 2)],
        )
    _table(shown, found, shown.key(f"roots_table_{size}") if size < len(_HINTS) - 1 else None)


def _finding(found: Groups, name: str, *, listing: bool) -> str:
    many = name.replace("group", "groups") if name.startswith("group") else ""
    groups, missing = plural(len(found), name, many), sum(not group.in_listing for group in found)
    if not listing:
        return groups
    return f"Your listing lacks {missing:,} of {groups}" if missing else f"Your listing holds all of {groups}"


def _open(shown: Shown, found: Groups, table: str) -> None:
    """Show the phrases of the group that was clicked among the keywords."""
    for row, _ in st.session_state[table]["selection"]["cells"][:1]:
        _narrow(shown, _name(found[row]), root=isinstance(found[row], Root))
        open_tab("Keywords")


def _narrow(shown: Shown, words: str, *, root: bool) -> None:
    group = f"Root: {words}" if root else groups.of_word(shown, words)
    show_view(shown, "Targets")
    if group in groups.groups(shown):
        shown.keep(GROUP, group)
    else:  # one phrase makes no group
        shown.keep(TEXT, groups.phrase_with(shown, words))


def _name(group: Root | NGram) -> str:
    return group.root if isinstance(group, Root) else group.words


def _table(shown: Shown, found: Groups, key: str | None) -> None:
    """Draw the groups; with a key those that can be clicked."""
    listing = shown.result.listing is not None
    columns: dict[str, list[object]] = {
        "words": [_name(group) for group in found],
        "volume": [group.search_volume for group in found],
    }
    if listing:
        columns["listing"] = [["Held" if group.in_listing else "Missing"] for group in found]
    columns["keywords"] = [group.keywords for group in found]
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height=height(len(found), _TALLEST),
        row_height=ROW,
        key=key,
        on_select=partial(_open, shown, found, key) if key else "ignore",
        selection_mode="single-cell",
        column_config={
            "words": _C.TextColumn("Words", help=METRICS["words"].help, width=126),
            "keywords": number("keywords", 80),
            "volume": number("broad_volume", 96),
            "listing": _C.MultiselectColumn(
                "Listing",
                help=METRICS["words_held"].help,
                options=["Held", "Missing"],
                color=["#8A8F9833", "#6D64E855"],
                width=78,
            ),
        },
        alt="Groups of words with their phrases and searches a month",
    )
