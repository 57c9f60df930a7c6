"""The keyword files: what each is, how to export it, and what was found in it the moment it is handed in."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import streamlit as st

from pages.components import decisions_file, draft
from pages.components.form import complaint, sentence
from pages.components.frame import card_heading
from pages.components.keyword_table import ROW, height, number, whole
from pages.components.routes import jobs
from pages.components.words import dots, md, size, small
from pipeline import FileError, FilePreview, preview, read_competitors
from pipeline.model import CompetitorInfo, Role, SourceFile
from pipeline.report.words import METRICS, MISSING, plural

_NAMES = {Role.REVENUE: "Competitors by revenue", Role.DESIGN: "Competitors by design"}
_HELP = {
    Role.REVENUE: "Cerebro export for the ten or so competitors that sell most: what the market searches for.",
    Role.DESIGN: "Cerebro export for the ten or so competitors whose product looks and works like yours.",
}
_FIRST_RIVALS = 5
_HOW_TO = """
1. In Helium 10, open **Cerebro** and paste the ASINs of up to ten competitors.
2. First those that **sell most** in your niche (sort Xray by revenue): that is the revenue file.
3. Press **Get keywords**, leave the filters empty, and choose **Export data → CSV** (or XLSX).
4. Do the same with competitors **of the same design** as yours: that is the design file.

One file is enough; with both, the two audiences are compared. Exports of Magnet, Jungle Scout, DataDive,
SellerSprite and Amazon's Search Query Performance are read too.

**Competitors** is optional: search your main keyword on Amazon, open **Xray** there and choose **Export → CSV**.
"""


def keyword_files() -> None:
    """Draw the card with both uploaders."""
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_heading("2 · Keyword files", "One is enough; with both, the two audiences are compared.")
            with st.popover("How to export", icon=":material/help:", type="tertiary"):
                st.markdown(_HOW_TO, width=440)
        for column, role in zip(st.columns(2), Role, strict=True):
            with column:
                _slot(role)
        rivals, decided = st.columns(2)
        with rivals:
            _rivals_slot()
        with decided:
            decisions_file.slot()
        complaint("files")


def _rivals_slot() -> None:
    st.file_uploader(
        "Competitors (optional)",
        type=["csv", "xlsx", "tsv", "txt"],
        key=draft.rivals_uploader(),
        help="Helium 10 Xray export of your competitors: gives them names and prices, and finds their brands.",
        max_upload_size=jobs().settings.max_upload_mb,
        on_change=draft.rivals_changed,
    )
    file = draft.rivals()
    if file is None:
        return
    seen = _look_at_rivals(file, jobs().settings.max_upload_bytes, file.name, sha256(file.content).hexdigest())
    with st.container(gap="xxsmall"):
        if isinstance(seen, str):
            sentence(seen)
        else:
            _rivals_summary(file, seen)
        if not st.session_state.get(draft.rivals_uploader()):
            st.button(
                f"Remove {file.name}", type="tertiary", icon=":material/close:", key="remove_rivals",
                on_click=draft.remove_rivals,
            )  # fmt: skip


@st.cache_data(max_entries=16, ttl="1h", show_spinner="Reading the file")
def _look_at_rivals(_file: SourceFile, max_bytes: int, name: str, digest: str) -> tuple[CompetitorInfo, ...] | str:  # noqa: ARG001 - name and digest are the key
    try:
        return read_competitors(_file, max_bytes=max_bytes)
    except FileError as error:
        return str(error)


def _rivals_summary(file: SourceFile, seen: tuple[CompetitorInfo, ...]) -> None:
    brands = len({one.brand for one in seen if one.brand})
    found = f"{plural(len(seen), 'competitor')} · {plural(brands, 'brand')}"
    st.markdown(f":green[:material/check_circle: **{found}**]")
    st.markdown(small(dots(md(file.name), size(len(file.content)))))
    with st.expander("First competitors", type="compact"):
        rows = seen[:_FIRST_RIVALS]
        st.dataframe(
            pd.DataFrame(
                {
                    "ASIN": [row.asin for row in rows],
                    "Brand": [row.brand for row in rows],
                    "Title": [row.title for row in rows],
                    "Price": pd.array([row.price for row in rows], dtype="Float64"),
                }
            ),
            hide_index=True,
            height=height(len(rows)),
            row_height=ROW,
            placeholder=MISSING,
            column_config={
                "ASIN": st.column_config.TextColumn(help=METRICS["asin"].help),
                "Brand": st.column_config.TextColumn(help=METRICS["competitor_brand"].help),
                "Title": st.column_config.TextColumn(help=METRICS["competitor_title"].help),
                "Price": st.column_config.NumberColumn(help=METRICS["competitor_price"].help, format="%.2f", width=80),
            },
            alt="The first competitors of the file",
        )


def _slot(role: Role) -> None:
    st.file_uploader(
        _NAMES[role],
        type=["csv", "xlsx", "tsv", "txt"],
        key=draft.uploader(role),
        help=_HELP[role],
        max_upload_size=jobs().settings.max_upload_mb,
        on_change=draft.changed,
        args=(role,),
    )
    if file := draft.file(role):
        _found(file)


def _found(file: SourceFile) -> None:
    seen = look(file)
    with st.container(gap="xxsmall"):
        if isinstance(seen, FilePreview):
            _summary(file, seen)
        else:
            sentence(seen)
        if not st.session_state.get(draft.uploader(file.role)):  # kept from before: the uploader cannot take it out
            st.button(
                f"Remove {file.name}", type="tertiary", icon=":material/close:", key=f"remove_{file.role}",
                on_click=draft.remove, args=(file.role,),
            )  # fmt: skip


def look(file: SourceFile) -> FilePreview | str:
    """What is in the file, or the sentence why it cannot be used; read once, however often the page is drawn."""
    return _look(file, jobs().settings.max_upload_bytes, file.name, sha256(file.content).hexdigest())


@st.cache_data(max_entries=32, ttl="1h", show_spinner="Reading the file")
def _look(_file: SourceFile, max_bytes: int, name: str, digest: str) -> FilePreview | str:  # noqa: ARG001 - name and digest are the key
    try:
        return preview(_file, max_bytes=max_bytes)
    except FileError as error:
        return str(error)


def _summary(file: SourceFile, seen: FilePreview) -> None:
    told = seen.summary
    rivals = plural(len(told.asins), "competitor") if told.asins else "no rank columns"
    st.markdown(f":green[:material/check_circle: **{plural(told.rows, 'row')} · {rivals}**]")
    st.markdown(small(dots(md(told.name), md(told.format), size(len(file.content)), md(seen.exported_on))))
    for warning in seen.warnings:
        st.markdown(f":small[:orange[:material/warning:] {md(warning)}]")
    with st.expander("First rows", type="compact"):
        _first_rows(seen)


def _first_rows(seen: FilePreview) -> None:
    rows = seen.first_rows
    st.dataframe(
        pd.DataFrame(
            {
                "phrase": [row.phrase for row in rows],
                "volume": whole(row.search_volume for row in rows),
                "competing": whole(row.competing_products for row in rows),
            }
        ),
        hide_index=True,
        height=height(len(rows)),
        row_height=ROW,
        placeholder=MISSING,
        column_config={
            "phrase": st.column_config.TextColumn(METRICS["phrase"].label, help=METRICS["phrase"].help),
            "volume": number("search_volume", 90),
            "competing": number("competing_products", 90),
        },
        alt="The first keywords of the file",
    )
