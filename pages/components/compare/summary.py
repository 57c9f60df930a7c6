"""The comparison's first part: the answer in findings, the searches and moves behind it, the headline figures."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from pages.components import charts
from pages.components.compare.compared import Compared, open_part
from pages.components.compare.keywords import show_view
from pages.components.frame import card_heading
from pages.components.routes import now, zone
from pages.components.words import md, small, when
from pipeline.report.compare_charts import rank_moves
from pipeline.report.compare_findings import Finding, findings, notes
from pipeline.report.compare_views import View
from pipeline.report.compare_volume import volume_moves
from pipeline.report.finding import Kind
from pipeline.report.words import METRICS, number, percent
from pipeline.result import BeforeAfter

_ICONS: dict[Kind, str] = {
    "won": ":green[:material/trending_up:]",
    "lost": ":red[:material/trending_down:]",
    "moved": ":gray[:material/swap_vert:]",
    "new": ":primary[:material/add_circle:]",
    "gone": ":gray[:material/do_not_disturb_on:]",
    "voice": ":gray[:material/campaign:]",
    "demand": ":gray[:material/search:]",
    "copy": ":gray[:material/edit_note:]",
    "category": ":gray[:material/category:]",
    "still": ":gray[:material/drag_handle:]",
}

Colour = Literal["normal", "off"]


def summary(compared: Compared) -> None:
    """Draw the part."""
    ranks = rank_moves(compared.changes)
    if ranks.empty:
        _answer(compared)
        _searches_moved(compared)
    else:
        left, right = st.columns([58, 42])
        with left:
            _answer(compared)
            _searches_moved(compared)
        with right:
            charts.card(ranks, compared.key("rank_moves"), explanation=METRICS["rank_moves"].help, height="stretch")
    _headlines(compared)
    _mind(compared)


def _searches_moved(compared: Compared) -> None:
    chart = volume_moves(compared.changes)
    if not chart.empty:
        charts.card(chart, compared.key("volume_moves"), picked=partial(_open, compared))


def _open(compared: Compared, view: str) -> None:
    show_view(compared, View(view))
    open_part("Keywords")


def _headlines(compared: Compared) -> None:
    totals = compared.changes.totals
    better: Colour = "normal" if compared.changes.same_product else "off"  # another product is not a better one
    with st.grid(6, min_column_width=160):
        _metric("Top 10 targets", totals.top_10, "top_10_targets", better)
        _metric("Top 10 searches", totals.top_10_volume, "top_10_volume", better)
        _metric("Share of voice", _hundredfold(totals.share_of_voice), "share_of_voice", better, points=True)
        _metric("Targets", totals.targets, "targets")
        _metric("Captured", totals.captured_percent, "captured_then", better, points=True)
        _metric("Proposed", totals.proposed_percent, "proposed", points=True)


def _hundredfold(share: BeforeAfter) -> BeforeAfter:
    before, after = (None if side is None else 100 * side for side in (share.before, share.after))
    return BeforeAfter(before=before, after=after)


def _metric(label: str, figure: BeforeAfter, metric: str, colour: Colour = "off", *, points: bool = False) -> None:
    """A figure now with its change; arrow and sign tell the direction, the colour whether that is good."""
    change = round(figure.change or 0, 1)
    st.metric(
        label,
        percent(figure.after) if points else number(figure.after),
        delta=_delta(figure, change, points=points),
        delta_color=colour if change else "off",
        delta_arrow=("up" if change > 0 else "down") if change else "off",
        help=METRICS[metric].help,
        border=True,
        height="stretch",
    )


def _delta(figure: BeforeAfter, change: float, *, points: bool) -> str:
    """``+6 from 21``, ``+0.4 pts from 92 %``; where one side is missing, what the earlier was, or that nobody knows."""
    then = percent(figure.before) if points else number(figure.before)
    if figure.change is None:
        if figure.before is not None:
            return f"{then} before"
        return "unknown before" if figure.after is not None else "in neither analysis"
    if not change:
        return "as before"
    grown = f"{change:+.1f}".removesuffix(".0") if points else f"{change:+,.0f}"
    return f"{grown}{' pts' if points else ''} from {then}"


def _answer(compared: Compared) -> None:
    with st.container(border=True, height="stretch"):
        card_heading(_heading(compared), "What was won, what slipped, what is new, and what to do about it")
        for place, finding in enumerate(findings(compared.changes)):
            _finding(compared, place, finding)


def _heading(compared: Compared) -> str:
    if not compared.changes.same_product:
        return "What differs"
    return f"What changed since {when(compared.before.created_at, now(), zone())}"


def _finding(compared: Compared, place: int, finding: Finding) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", gap=None):
            st.markdown(f"{_ICONS[finding.kind]} **{md(finding.title)}**{_searches(finding)}")
            st.markdown(small(md(finding.evidence)))
            if finding.advice:
                st.markdown(f":small[:primary[:material/arrow_forward:] {md(finding.advice)}]")
        st.button("See", key=f"see_{place}", width=64, on_click=_go, args=(compared, finding), help=_where(finding))


def _searches(finding: Finding) -> str:
    return f", {number(finding.search_volume)} searches a month" if finding.search_volume is not None else ""


def _where(finding: Finding) -> str:
    return f"Opens {finding.part}" + (f", {finding.view}" if finding.view else "")


def _go(compared: Compared, finding: Finding) -> None:
    if finding.view:
        show_view(compared, finding.view)
    open_part(finding.part)


def _mind(compared: Compared) -> None:
    """What tempers the findings."""
    found = notes(compared.changes)
    if found:
        with st.container(border=True, gap="xsmall"):
            card_heading("Bear in mind")
            for note in found:
                st.markdown(small(md(note)))
