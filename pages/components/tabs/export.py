"""The Export tab: every file that the result can leave as, made at the click, and what the flat file holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from pages.components.frame import card_heading
from pages.components.listing.copies import fields, with_edits
from pages.components.listing.panels import chosen
from pages.components.routes import zone
from pages.components.shown import Shown
from pages.components.words import grey, local, md, small
from pipeline.report import exports
from pipeline.report.words import plural


@dataclass(frozen=True, slots=True)
class _File:
    """One file to download."""

    name: str
    note: str
    icon: str
    label: str
    suffix: str
    mime: str
    make: Callable[[], bytes]


def _files(shown: Shown) -> tuple[_File, ...]:
    result, edited, choice = shown.result, with_edits(shown, chosen(shown)), chosen(shown)
    phrases = plural(result.funnel.keywords, "keyword")
    return (
        _File(
            "Workbook", "One sheet per category, plus roots, competitors and listing.", "table_view", "XLSX", ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", partial(exports.workbook, edited),
        ),
        _File(
            "Keyword table", f"{phrases} with every score and its reason.", "csv", "CSV", "keywords.csv", "text/csv",
            partial(exports.keywords_csv, result),
        ),
        _File(
            "Report", "One self-contained page with the charts, to send or print.", "article", "HTML", "report.html",
            "text/html", partial(exports.html_report, edited, choice, _day(shown)),
        ),
        _File(
            "Result", "The whole result for scripts.", "data_object", "JSON", ".json", "application/json",
            partial(exports.result_json, result),
        ),
        _File(
            "Flat file", "The proposed listing under Amazon’s own field names.", "upload_file", "TXT", "flat-file.txt",
            "text/tab-separated-values", partial(exports.flat_file, edited, choice),
        ),
        _File(
            "Listing", "The proposed copy as plain text.", "edit_note", "TXT", "listing.txt", "text/plain",
            partial(exports.listing_text, edited, choice),
        ),
    )  # fmt: skip


def _day(shown: Shown) -> date:
    """The day of the analysis where the visitor is."""
    return local(shown.job.completed_at or shown.job.created_at, zone()).date()


def export(shown: Shown) -> None:
    """Draw the tab."""
    grid = st.grid(3, min_column_width=300, border=True, vertical_alignment="center")
    for file in _files(shown):
        with grid.cell(), st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap=None, width="stretch"):
                st.markdown(f"**:material/{file.icon}: {file.name}**")
                st.markdown(small(file.note))
            st.download_button(
                file.label,
                file.make,
                file_name=exports.file_name(shown.result, file.suffix),
                mime=file.mime,
                key=shown.key(f"download_{file.suffix}"),
                icon=":material/download:",
                on_click="ignore",
                help=f"Download the {file.name.lower()}",
            )
    _flat_file(shown)
    st.markdown(small("Cells that start with \\= + \\- @ are written as text, so that no spreadsheet runs them."))


def _flat_file(shown: Shown) -> None:
    choice = chosen(shown)
    edited = with_edits(shown, choice)
    sizes = {field.key: field for field in fields(edited.seo.optimized.alternatives[choice], edited.seo.rules)}
    keys = ("title", "item_highlights", *(f"bullet {number}" for number in range(1, 6)), "search_terms")
    with st.container(border=True, gap="small"):
        card_heading("What the flat file holds", "One row; the field names are Amazon’s")
        for key, (name, text) in zip(keys, exports.flat_fields(edited, choice).items(), strict=True):
            size = sizes.get(key)
            said = f"{size.used:,} / {size.limit:,}{size.unit}" if size and text else ""
            head, body = st.columns([26, 74], gap="small")
            with head, st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.markdown(grey(md(name)), width="stretch")
                st.markdown(small(said), width="content")
            body.markdown(md(text) or grey("–"))
