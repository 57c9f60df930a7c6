"""The comparison's competitors: whose voice grew, and who came and went."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import charts
from pages.components.compare.compared import Compared
from pages.components.frame import card_heading
from pages.components.tables import ROW, height, whole
from pipeline import Changes, ProductChange
from pipeline.report.compare_charts import voice_moves
from pipeline.report.words import METRICS, MISSING, plural
from pipeline.result import Competitor

_C = st.column_config


def competitors(compared: Compared) -> None:
    """Draw the part."""
    left, right = st.columns([40, 60])
    with left:
        charts.card(
            voice_moves(compared.changes),
            compared.key("voice_moves"),
            explanation=METRICS["share_of_voice"].help,
            height="stretch",
        )
    with right, st.container(border=True, height="stretch"):
        card_heading(_came_and_went(compared.changes), "Every product that either analysis knows ranks of")
        _table(compared.changes)


def _came_and_went(changes: Changes) -> str:
    came = sum(product.came for product in changes.products if not product.own)
    went = sum(product.went for product in changes.products if not product.own)
    if not came and not went:
        return "The same competitors in both analyses"
    return f"{plural(came, 'competitor')} came, {went:,} went"


def _table(changes: Changes) -> None:
    found = changes.products
    titled = any(product.now.title for product in found)
    moved = any(product.came or product.went for product in found)
    st.dataframe(
        pd.DataFrame(
            {
                "asin": [_name(product, changes) for product in found],
                **({"title": [product.now.title or None for product in found]} if titled else {}),
                **({"files": [_files(product) for product in found]} if moved else {}),
                "share_before": _shares([product.share_of_voice.before for product in found]),
                "share_after": _shares([product.share_of_voice.after for product in found]),
                "points": _shares([product.share_of_voice.change for product in found]),
                "top_before": whole(_top_10(product.before) for product in found),
                "top_after": whole(_top_10(product.after) for product in found),
            }
        ),
        hide_index=True,
        height=height(len(found)),
        row_height=ROW,
        placeholder=MISSING,
        column_config=_columns(),
        alt="Share of voice and phrases in the top 10 of each product in both analyses",
    )


def _name(product: ProductChange, changes: Changes) -> str:
    return f"You · {product.asin}" if product.own and changes.same_product else product.asin


def _top_10(product: Competitor | None) -> int | None:
    return product.top_10 if product else None


def _files(product: ProductChange) -> list[str]:
    return ["Came"] if product.came else ["Went"] if product.went else []


def _shares(values: list[float | None]) -> Any:
    """In percent, to the decimal that is shown: what rounds to nothing is 0.0, not -0.0."""
    return pd.array([None if value is None else round(100 * value, 1) + 0.0 for value in values], dtype="Float64")


def _columns() -> dict[str, Any]:
    return {
        "asin": _C.TextColumn("Product", help=METRICS["competitor"].help, width=150),
        "title": _C.TextColumn("Title", help=METRICS["competitor_title"].help, width=180),
        "files": _C.MultiselectColumn(
            "Files", help="Whether only the later files know it (came) or only the earlier ones (went).",
            options=["Came", "Went"], width=70,
        ),
        "share_before": _C.NumberColumn("Voice then", help=METRICS["share_of_voice"].help, format="%.1f %%", width=92),
        "share_after": _C.NumberColumn("Voice now", help=METRICS["share_of_voice"].help, format="%.1f %%", width=92),
        "points": _C.NumberColumn("Points", help="Percentage points of voice won or lost.", format="%.1f", width=72),
        "top_before": _C.NumberColumn("Top 10 then", help=METRICS["top_10"].help, format="%,d", width=95),
        "top_after": _C.NumberColumn("Top 10 now", help=METRICS["top_10"].help, format="%,d", width=95),
    }  # fmt: skip
