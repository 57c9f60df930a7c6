"""The card of the gaps: which targets rivals hold, who holds them, and the way to them in the keyword table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components.frame import card_heading
from pages.components.keywords.tab import show_view
from pages.components.shown import Shown, open_tab
from pages.components.tables import ROW, height, number, whole
from pages.components.words import md
from pipeline.report.gaps import Gap, gaps, gaps_title
from pipeline.report.words import METRICS, MISSING

_C = st.column_config
_TALLEST = 388


def gaps_card(shown: Shown) -> None:
    """Draw the card."""
    found = gaps(shown.result)
    with st.container(border=True, height="stretch"):
        card_heading(md(gaps_title(shown.result)), "Most searches first, with the rival to beat" if found else "")
        if found:
            _table(found)
            st.button(
                "Open in Keywords",
                icon=":material/table_rows:",
                key=shown.key("open_gaps"),
                on_click=_open,
                args=(shown,),
            )


def _open(shown: Shown) -> None:
    show_view(shown, "Gaps")
    open_tab("Keywords")


def _table(found: list[Gap]) -> None:
    keywords = [gap.keyword for gap in found]
    st.dataframe(
        pd.DataFrame(
            {
                "phrase": [k.phrase for k in keywords],
                "volume": whole(k.search_volume for k in keywords),
                "own": whole(k.own_rank for k in keywords),
                "rank": [gap.rank for gap in found],
                "rival": [gap.rival for gap in found],
                "rivals": [k.top_10_competitors for k in keywords],
            }
        ),
        hide_index=True,
        height=height(len(found), _TALLEST),
        row_height=ROW,
        placeholder=MISSING,
        column_config={
            "phrase": _C.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help, width=250),
            "volume": number("search_volume", 84),
            "own": number("own_rank", 84),
            "rank": number("best_rival_rank", 84),
            "rival": _C.TextColumn(METRICS["best_rival"].label, help=METRICS["best_rival"].help, width=110),
            "rivals": number("top_10_competitors", 110),
        },
        alt="Targets for which rivals rank in the top 10 and you do not",
    )
