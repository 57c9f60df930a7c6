"""The keyword bank: every target and where the shown copy holds it; words that were left out, and why."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.components.frame import card_heading
from pages.components.listing.marks import NO_STEMS, words_of
from pages.components.shown import Shown
from pages.components.stores import language
from pages.components.tables import ROW, height, number
from pipeline import content_stems, targets_of
from pipeline.model import Copy
from pipeline.report.words import METRICS, plural
from pipeline.result import Unused

_C = st.column_config
_ALL, _MISSING, _USED, _WORDS = "All", "Missing", "Used", "Left out"
_TALL = 620


def bank(shown: Shown, copy: Copy) -> None:
    """Draw the bank for a copy."""
    card_heading("Keyword bank", "Targets by searches a month, and what holds them")
    unused = shown.result.seo.unused
    view = st.segmented_control(
        "Show",
        [_ALL, _MISSING, _USED, *([_WORDS] if unused else [])],
        default=None if shown.key("bank") in st.session_state else _ALL,
        required=True,
        key=shown.key("bank"),
        label_visibility="collapsed",
        persist_state="page",
    )
    if view == _WORDS:
        _left_out(unused)
    else:
        _phrases(shown, copy, str(view or _ALL))


def _phrases(shown: Shown, copy: Copy, view: str) -> None:
    where = _holders(copy, language(shown.result.marketplace))
    found = sorted(targets_of(shown.result.keywords), key=lambda target: (-target.search_volume, target.phrase))
    rows = [(target, where(target.phrase)) for target in found]
    rows = [row for row in rows if view == _ALL or bool(row[1]) == (view == _USED)]
    if not rows:
        st.markdown("Every target is held." if view == _MISSING else "No target is held.")
        return
    st.dataframe(
        pd.DataFrame(
            {
                "phrase": [target.phrase for target, _ in rows],
                "volume": [target.search_volume for target, _ in rows],
                "where": [holder or None for _, holder in rows],
            }
        ),
        hide_index=True,
        height=height(len(rows), _TALL),
        row_height=ROW,
        placeholder="–",
        column_config={
            "phrase": _C.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help, width=206),
            "volume": number("search_volume", 75),
            "where": _C.TextColumn("Held by", help=METRICS["held_by"].help, width=80),
        },
        alt="Target phrases and the field that holds each",
    )


def _holders(copy: Copy, language: str) -> Callable[[str], str]:
    """Says for a phrase which field holds it: the first that does alone, ``Several``, or nothing."""
    fields = {
        "Title": (copy.title,),
        "Highlights": (copy.item_highlights,),
        "Bullets": copy.bullets,
        "Terms": (copy.search_terms,),
    }
    held = {name: words_of(texts, language) for name, texts in fields.items()}
    everywhere = NO_STEMS.union(*held.values())

    def where(phrase: str) -> str:
        needed = content_stems(phrase, language)
        alone = next((name for name, stems in held.items() if needed <= stems), "")
        return alone or ("Several" if needed <= everywhere else "")

    return where


def _left_out(unused: tuple[Unused, ...]) -> None:
    st.dataframe(
        pd.DataFrame(
            {
                "word": [one.word for one in unused],
                "volume": [one.search_volume for one in unused],
                "reason": [one.reason for one in unused],
            }
        ),
        hide_index=True,
        height=height(len(unused), _TALL),
        row_height=ROW,
        column_config={
            "word": _C.TextColumn("Word", help=METRICS["left_out"].help, width=110),
            "volume": number("search_volume", 82),
            "reason": _C.TextColumn("Why it is left out", help=METRICS["left_out_reason"].help, width=260),
        },
        alt=f"{plural(len(unused), 'word')} that the proposal leaves out, with the reason",
    )
