"""The keyword table: one row a phrase with its figures, and the row that is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.shown import Shown
from pages.components.tables import ROW, category_column, height, number, whole
from pipeline.report.theme import ACCENT
from pipeline.report.words import METRICS, MISSING
from pipeline.result import Keyword, Result

_FIELDS = ("Title", "Bullets", "Terms")
_MARKS = ("You", "Locked")
_C = st.column_config


def frame(keywords: Sequence[Keyword]) -> pd.DataFrame:
    """The keywords as columns, in their order."""
    return pd.DataFrame(
        {
            "phrase": [k.phrase for k in keywords],
            "volume": whole(k.search_volume for k in keywords),
            "category": [[k.category.value] for k in keywords],
            "decided": [_mark(k) for k in keywords],
            "priority": [k.priority for k in keywords],
            "relevancy": [k.relevancy_score for k in keywords],
            "own": whole(k.own_rank for k in keywords),
            "rivals": [k.top_10_competitors for k in keywords],
            "where": [_where(k) for k in keywords],
            "density": whole(k.title_density for k in keywords),
            "competing": whole(k.competing_products for k in keywords),
            "cpr": whole(k.cpr for k in keywords),
            "trend": whole(k.search_volume_trend for k in keywords),
            "intent": [k.intent_score for k in keywords],
            "root": [k.root for k in keywords],
        }
    )


def frame_of(shown: Shown, keywords: Sequence[Keyword]) -> pd.DataFrame:
    """The same of some of a result's keywords, taken from its whole table, which is made once."""
    whole_table = _frame(shown.job.id, shown.job.attempt, shown.job.revision, shown.result)
    return whole_table.loc[[keyword.phrase for keyword in keywords]].reset_index(drop=True)


@st.cache_resource(max_entries=8, ttl="1h", show_spinner=False)
def _frame(job_id: str, attempt: int, revision: int, _result: Result) -> pd.DataFrame:  # noqa: ARG001 - they are the key
    return frame(_result.keywords).set_index("phrase", drop=False)


def _mark(keyword: Keyword) -> list[str]:
    return [_MARKS[keyword.locked]] if keyword.decided else []


def _where(keyword: Keyword) -> list[str]:
    held = (keyword.in_title, keyword.in_bullets, keyword.in_search_terms)
    return [name for name, here in zip(_FIELDS, held, strict=True) if here]


def table(rows: pd.DataFrame, key: str, picked: Callable[[], None], *, marks: bool) -> None:
    """Draw the table; ``picked`` is called when rows are ticked or one is clicked.

    :param marks: show which categories are the user's own.
    """
    st.dataframe(
        rows,
        hide_index=True,
        height=height(len(rows)),
        row_height=ROW,
        placeholder=MISSING,
        key=key,
        on_select=picked,
        selection_mode=["multi-row", "single-cell"],
        column_config=_columns() | ({} if marks else {"decided": None}),
        alt="Keywords with their category, search volume, priority and ranks",
    )


def _columns() -> dict[str, Any]:
    return {
        "phrase": _C.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help, width=208),
        "category": category_column(),
        "decided": _C.MultiselectColumn(
            METRICS["decided"].label,
            help=METRICS["decided"].help,
            options=_MARKS,
            color=[ACCENT + "33", ACCENT + "66"],
            width=72,
        ),
        "volume": number("search_volume", 82),
        "priority": _C.ProgressColumn(
            "Priority",
            help=METRICS["priority"].help,
            format="%d",
            min_value=0,
            max_value=100,
            width=96,
            color="primary",
        ),
        "relevancy": number("relevancy_score", 60),
        "own": number("own_rank", 76),
        "rivals": number("top_10_competitors", 92),
        "where": _C.MultiselectColumn(
            METRICS["captured"].label, help=METRICS["captured"].help, options=_FIELDS, width=135
        ),
        "density": number("title_density", 95),
        "competing": number("competing_products", 90),
        "cpr": number("cpr", 60),
        "trend": number("search_volume_trend", 75, "%,d %%"),
        "intent": number("intent_score", 60),
        "root": _C.TextColumn(METRICS["root"].label, help=METRICS["root"].help, width=140),
    }
