"""What every table has in common: its height, its numbers, and the categories as chips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from pipeline.model import Category
from pipeline.report.theme import tint
from pipeline.report.words import METRICS

ROW, HEADER, TALLEST = 34, 36, 520
_C = st.column_config


def height(rows: int, tallest: int = TALLEST) -> int:
    """A table's height in pixels: no ruled lines below the last row, and never so tall that it traps a thumb."""
    return min(tallest, HEADER + ROW * max(1, rows))


def whole(values: Iterable[float | None]) -> pd.Series[int]:
    """Whole numbers among which a missing one stays missing."""
    return pd.Series(pd.array([None if value is None else round(value) for value in values], dtype="Int64"))


def number(metric: str, width: int, format_: str = "%,d") -> Any:
    """A column of numbers under a metric's name and explanation."""
    return _C.NumberColumn(METRICS[metric].heading, help=METRICS[metric].help, width=width, format=format_)


def category_column(metric: str = "category") -> Any:
    """Categories as tinted chips: the ground carries the colour, the text stays the theme's."""
    return _C.MultiselectColumn(
        METRICS[metric].heading,
        help=METRICS[metric].help,
        options=[category.value for category in Category],
        color=[tint(category) for category in Category],
        width=122,
    )
