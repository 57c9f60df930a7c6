"""The columns of a keyword table that leaves the program: one list for CSV and XLSX alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from pipeline.report.metrics import METRICS
from pipeline.result import Keyword, PriorityParts, Result

Cell = str | int | float | None
"""What a file's cell may be. None: missing, an empty cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, how wide it stands in a workbook (characters), its number format, and its cells.

    ``metric`` is its name in the glossary.
    """

    heading: str
    metric: str
    read: Callable[[Keyword], Cell]
    width: int = 12
    format: str = ""


def _metric(name: str, width: int = 12, format: str = "#,##0") -> Column:  # noqa: A002 - the workbook's own word
    """A column that shows the keyword's field of the same name."""
    return Column(
        heading=METRICS[name].titled,
        metric=name,
        read=lambda keyword: _cell(getattr(keyword, name)),
        width=width,
        format=format,
    )


def _points(part: str) -> Column:
    """A column of the points of one part of the priority."""
    name = f"priority_{part.removeprefix('search_')}"
    return Column(
        heading=METRICS[name].titled, metric=name, read=lambda k: float(getattr(k.priority_parts, part)), format="0.0"
    )


def _cell(value: object) -> Cell:
    """A field as a cell: lists joined, yes and no for truths."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


_BEFORE_RANKS = (
    _metric("phrase", 36),
    _metric("category", 16),
    _metric("search_volume", 12),
    _metric("priority", 10),
    _metric("priority_band", 10),
    _metric("relevancy_score", 10),
    _metric("intent_score", 9),
    _metric("opportunity", 11),
    _metric("gap", 7),
    _metric("own_rank", 9),
    _metric("top_10_competitors", 10),
    _metric("captured", 10),
    _metric("in_title", 9),
    _metric("in_bullets", 9),
    _metric("in_search_terms", 9),
    _metric("search_volume_trend", 10),
    _metric("title_density", 10),
    _metric("cpr", 9),
    _metric("competing_products", 12),
    _metric("cerebro_iq_score", 10),
    _metric("keyword_sales", 10),
    _metric("click_share", 10, "0.0"),
    _metric("conversion_share", 10, "0.0"),
    _metric("sponsored_asins", 10),
    _metric("root", 22),
    _metric("variant_group", 28),
    _metric("sources", 16),
    _metric("confidence", 10, "0.00"),
    _metric("grade", 13),
    _metric("decided", 10),
    _metric("locked", 8),
    _metric("automatic_category", 16),
    _metric("reason", 50),
    _metric("relevancy_reason", 50),
    _metric("intent_aspects", 18),
    _metric("opportunity_reason", 44),
    *(_points(part.name) for part in fields(PriorityParts)),
)


def columns(result: Result) -> tuple[Column, ...]:
    """Everything that is known of a keyword, then one rank column for each competitor."""
    asins = dict.fromkeys(asin for keyword in result.keywords for asin in keyword.competitor_ranks)
    ranks = (
        Column(heading=f"Rank {asin}", metric="competitor_rank", read=_rank_of(asin), width=13, format="#,##0")
        for asin in asins
    )
    return (*_BEFORE_RANKS, *ranks)


def _rank_of(asin: str) -> Callable[[Keyword], Cell]:
    return lambda keyword: keyword.competitor_ranks.get(asin)
