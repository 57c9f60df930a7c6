"""The alternatives of the Listing tab side by side: what each title says, and what each copy earns."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components.frame import card_heading
from pages.components.shown import Shown
from pipeline.report.words import METRICS, number, share
from pipeline.result import Alternative, CapturedVolume

_LETTERS = "ABCDEFGH"


def choices(shown: Shown) -> None:
    """Draw the card; nothing where there is only one copy."""
    alternatives, volume = shown.result.seo.optimized.alternatives, shown.result.seo.comparison.captured_volume
    if len(alternatives) < 2:
        return
    with st.container(border=True):
        card_heading("The proposals side by side", "As proposed, before any edit of yours")
        table = pd.DataFrame([_row(at, each, volume) for at, each in enumerate(alternatives)])
        st.dataframe(
            table,
            hide_index=True,
            width="stretch",
            key=shown.key("choices"),
            column_config={
                "": st.column_config.TextColumn(help=METRICS["proposal"].help, width=40, pinned=True),
                "Favours": st.column_config.TextColumn(help=METRICS["favours"].help),
                "Title": st.column_config.TextColumn(help=METRICS["proposed_title"].help, width="large"),
                "Captured": st.column_config.TextColumn(help=METRICS["captured_proposed"].help),
                "Of the best": st.column_config.TextColumn(help=METRICS["of_best_possible"].help),
                "Exact in title": st.column_config.TextColumn(help=METRICS["exact_title_volume"].help),
                "Placement": st.column_config.ProgressColumn(
                    help=METRICS["placement_score"].help, min_value=0, max_value=100, format="%.0f"
                ),
            },
        )


def _row(at: int, each: Alternative, volume: CapturedVolume) -> dict[str, str | float]:
    captured = each.coverage.captured_volume
    return {
        "": _LETTERS[at],
        "Favours": each.name,
        "Title": each.title.text,
        "Captured": share(captured, volume.targets),
        "Of the best": share(captured, volume.best_possible),
        "Exact in title": number(each.exact_title_volume),
        "Placement": each.placement_score,
    }
