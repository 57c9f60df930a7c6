"""The Overview tab: headline numbers, what to do first, and three pictures of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.components import charts
from pages.components.frame import card_heading
from pages.components.keywords.tab import show_category, show_view
from pages.components.keywords.views import VIEWS, volume
from pages.components.shown import Shown, open_tab
from pages.components.tabs.inputs_read import left_open, what_was_read
from pages.components.tabs.product_words import product_words
from pages.components.words import grey, md, on_primary, small
from pipeline.model import Category
from pipeline.report.actions import Action, actions
from pipeline.report.gaps import gaps_unknown
from pipeline.report.overview_charts import captured_volume, category_share, funnel
from pipeline.report.words import METRICS, MISSING, number, plural, share
from pipeline.result import Keyword, Result


def overview(shown: Shown) -> None:
    """Draw the tab; how the product was read stands first where it was not understood, for all else rests on that."""
    understood = bool(shown.result.product.heads)
    if not understood:
        product_words(shown)
    _headlines(shown.result)
    left, right = st.columns([58, 42])
    with left:
        _first_steps(shown)
    with right:
        charts.card(
            captured_volume(shown.result),
            shown.key("captured"),
            explanation=METRICS["best_possible"].help,
            height=180,
        )
        charts.card(
            category_share(shown.result), shown.key("categories"), height=190, picked=partial(_open_category, shown)
        )
    if understood:
        product_words(shown)
    left, right = st.columns([58, 42])
    with left:
        charts.card(funnel(shown.result), shown.key("funnel"), height=210)
    with right:
        what_was_read(shown.result)
    left_open(shown.result)


def _open_category(shown: Shown, name: str) -> None:
    show_category(shown, Category(name))
    open_tab("Keywords")


def _headlines(result: Result) -> None:
    targets = [keyword for keyword in result.keywords if VIEWS["Targets"](keyword)]
    gaps = [keyword for keyword in result.keywords if VIEWS["Gaps"](keyword)]
    with st.grid(5, min_column_width=150):
        _metric("Targets", number(len(targets)), f"of {plural(result.funnel.keywords, 'keyword')}", "targets")
        _metric("Searches at stake", number(result.seo.comparison.captured_volume.targets), "a month", "targets_volume")
        _captured(result)
        _gaps(gaps, unknown=gaps_unknown(result))
        _errors(result)


def _captured(result: Result) -> None:
    """What the listing captures and what the proposal would; without a listing only the latter is known."""
    volume = result.seo.comparison.captured_volume
    proposed = share(volume.after, volume.targets)
    if not result.seo.current:
        _metric("Captured, proposed", proposed, "no listing handed in", "captured_volume")
        return
    better = "up" if volume.after > volume.before else ""
    _metric(
        "Captured today", share(volume.before, volume.targets), f"{proposed} proposed", "captured_volume", better=better
    )


def _errors(result: Result) -> None:
    errors = result.seo.comparison.rule_errors
    if not result.seo.current:
        _metric("Errors, proposed", number(errors.after), "in the proposed copy", "rule_errors")
        return
    better = "down" if (errors.before or 0) > (errors.after or 0) else ""
    _metric(
        "Rule errors today", number(errors.before), f"{number(errors.after)} proposed", "rule_errors", better=better
    )


def _gaps(found: Sequence[Keyword], *, unknown: str) -> None:
    if unknown:
        _metric("Gaps to rivals", MISSING, unknown, "gap")
    else:
        _metric("Gaps to rivals", number(len(found)), f"{number(volume(found))} searches", "gap")


def _metric(label: str, value: str, note: str, metric: str, better: str = "") -> None:
    st.metric(
        label,
        value,
        delta=note,
        delta_color="green" if better else "off",
        delta_arrow="up" if better == "up" else "down" if better == "down" else "off",
        help=METRICS[metric].help,
        border=True,
        height="stretch",
    )


def _first_steps(shown: Shown) -> None:
    with st.container(border=True, height="stretch"):
        card_heading("What to do first", "Ordered by the searches a month at stake")
        for place, action in enumerate(actions(shown.result), start=1):
            _step(shown, place, action)


def _step(shown: Shown, place: int, action: Action) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(grey(f"**{place}**"), width=14)
        with st.container(width="stretch", gap=None):
            st.markdown(f"**{md(action.title)}**")
            st.markdown(small(md(action.evidence)))
        st.markdown(f"**{number(action.search_volume)}**", width=64, text_alignment="right")
        st.button(
            on_primary(action.verb) if place == 1 else action.verb,
            type="primary" if place == 1 else "secondary",
            key=f"do_{place}",
            width=116,
            on_click=_go,
            args=(shown, action),
        )


def _go(shown: Shown, action: Action) -> None:
    if action.view:
        show_view(shown, action.view)
    open_tab(action.tab)
