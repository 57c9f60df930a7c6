"""What was found in a file the moment it was handed in: its size in words, what to know of it, its first rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.inputs.notes import exported_on
from pages.components.tables import ROW, height, number, whole
from pages.components.words import date_of, dots, md, size, small
from pipeline import FilePreview
from pipeline.model import CompetitorInfo, SourceFile
from pipeline.report.words import METRICS, MISSING, plural

_C = st.column_config
_FIRST_RIVALS = 5
_PREVIEW = 440  # pixels; a popover is as wide as what is in it


def keywords_found(file: SourceFile, seen: FilePreview, own_asin: str) -> None:
    """A keyword file: rows and competitors, the tool, when it was exported, what the tool's headers leave open."""
    told = seen.summary
    _found(f"{plural(told.rows, 'row')} · {_rivals(told.asins, own_asin)}")
    day = exported_on(seen)
    exported = f"exported {date_of(day)}" if day else ""
    st.markdown(small(dots(md(told.name), md(told.format), size(len(file.content)), exported)))
    warned(seen.warnings)


def _rivals(asins: tuple[str, ...], own_asin: str) -> str:
    rivals = len(asins) - (own_asin in asins)
    if not asins:
        return "no rank columns"
    return plural(rivals, "competitor") + (" and your product" if own_asin in asins else "")


def rivals_found(file: SourceFile, seen: tuple[CompetitorInfo, ...]) -> None:
    """A competitor file: products and brands."""
    brands = len({one.brand for one in seen if one.brand})
    _found(f"{plural(len(seen), 'competitor')} · {plural(brands, 'brand')}")
    st.markdown(small(dots(md(file.name), size(len(file.content)))))


def _found(text: str) -> None:
    st.markdown(f":green[:material/check_circle: **{text}**]")


def warned(sentences: Iterable[str]) -> None:
    """Sentences to think about; they are plain text."""
    for sentence in sentences:
        st.markdown(f":small[:orange[:material/warning:] {md(sentence)}]")


def first_keywords(seen: FilePreview) -> None:
    """The first rows of a keyword file, behind a button."""
    rows = seen.first_rows
    found = pd.DataFrame(
        {
            "phrase": [row.phrase for row in rows],
            "volume": whole(row.search_volume for row in rows),
            "competing": whole(row.competing_products for row in rows),
        }
    )
    columns = {
        "phrase": _C.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help),
        "volume": number("search_volume", 90),
        "competing": number("competing_products", 90),
    }
    _first("First rows", found, columns, alt="The first keywords of the file")


def first_rivals(seen: tuple[CompetitorInfo, ...]) -> None:
    """The first rows of a competitor file, behind a button."""
    rows = seen[:_FIRST_RIVALS]
    found = pd.DataFrame(
        {
            "ASIN": [row.asin for row in rows],
            "Brand": [row.brand for row in rows],
            "Title": [row.title for row in rows],
            "Price": pd.array([row.price for row in rows], dtype="Float64"),
        }
    )
    columns = {
        "ASIN": _C.TextColumn(help=METRICS["asin"].help),
        "Brand": _C.TextColumn(help=METRICS["competitor_brand"].help),
        "Title": _C.TextColumn(help=METRICS["competitor_title"].help),
        "Price": _C.NumberColumn(help=METRICS["competitor_price"].help, format="%.2f", width=80),
    }
    _first("First competitors", found, columns, alt="The first competitors of the file")


def _first(label: str, rows: pd.DataFrame, columns: Mapping[str, Any], *, alt: str) -> None:
    with st.popover(label, icon=":material/table_rows:"):
        st.dataframe(
            rows,
            hide_index=True,
            width=_PREVIEW,
            height=height(len(rows)),
            row_height=ROW,
            placeholder=MISSING,
            column_config=dict(columns),
            alt=alt,
        )
