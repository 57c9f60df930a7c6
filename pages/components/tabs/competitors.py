"""The Competitors tab: who holds the voice, which phrases are lost to whom, who ranks where and beside whom."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import charts
from pages.components.actions import change
from pages.components.frame import card_heading, nothing
from pages.components.guarded import fragment
from pages.components.shown import Shown
from pages.components.stores import product_address
from pages.components.tables import ROW, height, number
from pages.components.tabs.gaps import gaps_card
from pages.components.words import md
from pipeline.report.competitor_charts import COLUMNS, FEW, rank_heatmap, share_of_voice
from pipeline.report.overlap_charts import overlap, quadrant
from pipeline.report.words import METRICS, MISSING
from pipeline.result import Competitor

_C = st.column_config
_TALLEST = 590  # sixteen products, which most pairs of files hold, without a bar to scroll


def competitors(shown: Shown) -> None:
    """Draw the tab; one message where the files hold nobody's ranks."""
    if not shown.result.competitors:
        _nobody(shown)
        return
    left, right = st.columns([38, 62])
    with left:
        charts.card(
            share_of_voice(shown.result), shown.key("sov"), explanation=METRICS["share_of_voice"].help, height="stretch"
        )
    with right, st.container(border=True, height="stretch"):
        card_heading("Ranks by competitor", "Yours and every competitor’s; click one for its page on Amazon")
        _table(shown.result.competitors, shown.result.marketplace)
    gaps_card(shown)
    _ranks(shown)
    left, right = st.columns(2)
    with left:
        charts.card(overlap(shown.result), shown.key("overlap"), height="stretch")
    with right:
        charts.card(quadrant(shown.result), shown.key("quadrant"))


@fragment
def _ranks(shown: Shown) -> None:
    """The heat map, of a few rivals unless all are asked for: more do not fit a phone."""
    rivals = sum(not one.own for one in shown.result.competitors)
    with st.container(border=True):
        heading = st.container()
        few = rivals > FEW + 1 and _few(shown, rivals)
        chart = rank_heatmap(shown.result, columns=FEW + 1 if few else COLUMNS)
        with heading:
            card_heading(md(chart.title), md(chart.subtitle))
        charts.draw(chart, shown.key("heatmap"))


def _few(shown: Shown, rivals: int) -> bool:
    labels = {
        True: f"{FEW} strongest rivals",
        False: f"All {rivals:,}" if rivals < COLUMNS else f"{COLUMNS - 1} rivals",
    }
    chosen = st.segmented_control(
        "Rivals in the chart",
        list(labels),
        default=None if shown.key("heat_few") in st.session_state else True,
        required=True,
        format_func=labels.__getitem__,
        key=shown.key("heat_few"),
        label_visibility="collapsed",
        persist_state="page",
    )
    return chosen is not False


def _nobody(shown: Shown) -> None:
    row = nothing(
        "groups",
        "The files hold no competitor ranks",
        "Export Cerebro for several ASINs at once, so that each has a column of ranks, and run the analysis with that.",
    )
    if shown.job.may_change and row.button("Change files", icon=":material/upload_file:", key="change_files"):
        change(shown.job.id)


def _column(found: tuple[Competitor, ...], name: str) -> Any:
    """What the competitor file says of each."""
    values = [getattr(one, name) or None for one in found]
    return pd.array(values, dtype="Float64") if name == "price" else values


def _page(one: Competitor, code: str) -> str:
    """The address of a product's page; behind its # what the cell shows."""
    return f"{product_address(one.asin, code)}#{'You · ' if one.own else ''}{one.asin}"


def _table(found: tuple[Competitor, ...], code: str) -> None:
    known = [name for name in ("title", "brand", "price") if any(getattr(one, name) for one in found)]
    st.dataframe(
        pd.DataFrame(
            {
                "asin": [_page(one, code) for one in found],
                **{name: _column(found, name) for name in known},
                "share": [100 * one.share_of_voice for one in found],
                "ranked": [one.phrases_ranked for one in found],
                "top_10": [one.top_10 for one in found],
                "top_50": [one.top_50 for one in found],
                "mean": pd.array([one.mean_rank for one in found], dtype="Float64"),
                "only": [one.only_here for one in found],
                "files": [[source.capitalize() for source in one.sources] for one in found],
            }
        ),
        hide_index=True,
        height=height(len(found), _TALLEST),
        row_height=ROW,
        placeholder=MISSING,
        column_config={
            "asin": _C.LinkColumn(
                "Competitor", help=METRICS["competitor"].help, width=130, display_text=r"#(.+)$", disabled=True
            ),
            "title": _C.TextColumn("Title", help=METRICS["competitor_title"].help, width=200),
            "brand": _C.TextColumn("Brand", help=METRICS["competitor_brand"].help, width=110),
            "price": _C.NumberColumn("Price", format="%.2f", width=80, help=METRICS["competitor_price"].help),
            "share": number("share_of_voice", 104, "%.1f %%"),
            "ranked": number("phrases_ranked", 108),
            "top_10": number("top_10", 62),
            "top_50": number("top_50", 62),
            "mean": number("mean_rank", 78, "%.1f"),
            "only": number("only_here", 74),
            "files": _C.MultiselectColumn(
                METRICS["sources"].label, help=METRICS["sources"].help, options=["Revenue", "Design"], width=140
            ),
        },
        alt="Share of voice and ranks of each competitor",
    )
