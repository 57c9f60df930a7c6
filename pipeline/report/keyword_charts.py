"""Charts of keywords: the map of many, and the evidence for one."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.keywords.priority import COMPETITION, INTENT, RELEVANCY, VOLUME
from pipeline.model import TARGETS, Category
from pipeline.report.chart import Chart, Mark, category_mark, figure, nothing, safe
from pipeline.report.theme import ACCENT, CAPTURED, COLOUR, PALE, SELECTABLE, STILL, SYMBOL, TRACK
from pipeline.report.words import METRICS, MISSING, not_drawn, number, plural
from pipeline.research.evidence import is_top
from pipeline.result import Keyword

MOST_DRAWN = 500
"""Points of a map: more are a blot, and keep a browser from the rows beside it."""

_RING = 3  # pixels
_MARGIN = {"l": 64, "r": 12, "t": 8, "b": 46}
"""Room for the axes' widest labels, told beforehand: a margin that fits itself draws every point once more."""

RANKS_SHOWN = 20
LONGEST = 60
_STEPS = (100, 300, 500, 1_000, 3_000, 10_000, 30_000, 100_000)


@dataclass(frozen=True, slots=True)
class _Across:
    """What the map's horizontal axis measures."""

    title: str
    log: bool
    value: Callable[[Keyword], float | None]


_COMPETITION = _Across(METRICS["competing_products"].axis, log=True, value=lambda k: k.competing_products or None)
_RELEVANCY = _Across(METRICS["relevancy_score"].axis, log=False, value=lambda k: k.relevancy_score)


def keyword_map(
    keywords: Sequence[Keyword],
    *,
    selectable: bool = True,
    marked: Collection[str] = frozenset(),
    chosen: Collection[str] = frozenset(),
) -> Chart:
    """Search volume against competition, one point a phrase; each point's ``customdata[0]`` is its escaped phrase.

    ``marked`` phrases stand out by a ring; where some are ``chosen``, the others are faded. ``selectable``: a box drawn
    over the points selects them, for a table beside the chart to filter by. Files without competing products get the
    relevancy across. Phrases without a number are left out and counted; of more than ``MOST_DRAWN`` the most searched
    are drawn, and the marked ones.
    """
    across, placed = _placed(keywords)
    if not placed:
        return nothing("No phrase here has a search volume" if keywords else "No phrases to draw")
    drawn = _most_searched(placed, marked)
    present = [category for category in Category if any(k.category is category for k in drawn)]
    note = _not_drawn(len(keywords) - len(placed), len(drawn), len(placed))
    return Chart(
        title=_map_title(placed, across),
        subtitle=f"{'Drag to filter the table; size' if selectable else 'Size'} is priority{note}",
        figure=figure(
            [
                _points([k for k in drawn if k.category is category], across, marked, chosen)
                for category in sorted(present, key=lambda c: c in TARGETS)
            ],
            height=420,
            dragmode="select" if selectable else False,
            clickmode="event",  # it and the next as Streamlit sets them itself, at the price of one more drawing
            hovermode="closest",
            margin=_MARGIN,
            xaxis=_across_axis(across, drawn),
            yaxis=_log_axis(METRICS["search_volume"].axis, [k.search_volume or 1 for k in drawn]),
        ),
        alt=f"{_map_title(placed, across)}. Most searched: {_biggest(drawn)}{note}.",
        legend=tuple(category_mark(category) for category in present),
        config=SELECTABLE if selectable else STILL,
    )


def within(keywords: Sequence[Keyword], boxes: Iterable[tuple[Sequence[float], Sequence[float]]]) -> list[Keyword]:
    """The keywords that lie in any of some boxes on their map, drawn or not.

    :param boxes: each as two ends across and two ends up, in the axes' units and in any order.
    """
    across, placed = _placed(keywords)
    sides = [(sorted(x), sorted(y)) for x, y in boxes]
    return [
        k
        for k in placed
        if any(x[0] <= (across.value(k) or 0) <= x[1] and y[0] <= (k.search_volume or 0) <= y[1] for x, y in sides)
    ]


def _placed(keywords: Sequence[Keyword]) -> tuple[_Across, list[Keyword]]:
    """What the map measures across, and the keywords that have a place on it."""
    across = _COMPETITION if any(k.competing_products and k.search_volume for k in keywords) else _RELEVANCY
    return across, [k for k in keywords if k.search_volume and across.value(k) is not None]


def _most_searched(placed: Sequence[Keyword], marked: Collection[str]) -> list[Keyword]:
    if len(placed) <= MOST_DRAWN:
        return list(placed)
    ordered = sorted(placed, key=lambda k: (-(k.search_volume or 0), k.phrase))
    return [k for place, k in enumerate(ordered) if place < MOST_DRAWN or k.phrase in marked]


def _not_drawn(without_numbers: int, drawn: int, placed: int) -> str:
    few = f"; the {drawn:,} most searched of {placed:,} drawn" if drawn < placed else ""
    return few + not_drawn(without_numbers, "phrase without numbers", "phrases without numbers")


def _biggest(drawn: Sequence[Keyword]) -> str:
    top = sorted(drawn, key=lambda k: (-(k.search_volume or 0), k.phrase))[:3]
    return ", ".join(f"{k.phrase} ({number(k.search_volume)})" for k in top)


def _map_title(drawn: Sequence[Keyword], across: _Across) -> str:
    """The first round number of competing products that a quarter of the phrases stay under."""
    if across is _RELEVANCY:
        good = sum(k.relevancy_score >= 8 for k in drawn)
        return f"{good:,} of {plural(len(drawn), 'phrase')} with a relevancy of 8 or more"
    for step in _STEPS:
        under = sum((k.competing_products or 0) < step for k in drawn)
        if under * 4 >= len(drawn):
            return f"{under:,} of {len(drawn):,} have under {step:,} competing products"
    return f"{_STEPS[-1]:,} competing products or more for most phrases"


def _points(
    members: Sequence[Keyword], across: _Across, marked: Collection[str], chosen: Collection[str]
) -> dict[str, Any]:
    category = members[0].category
    return {
        "type": "scatter",
        "mode": "markers",
        "name": category.value,
        "x": [across.value(k) for k in members],
        "y": [k.search_volume for k in members],
        "customdata": [[safe(k.phrase), k.priority, number(k.own_rank)] for k in members],
        "marker": {
            "color": COLOUR[category],
            "symbol": SYMBOL[category],
            "size": [7 + k.priority * 0.14 for k in members],
            "opacity": 0.85,
            "line": _outline(category, [k.phrase in marked for k in members]),
        },
        "selectedpoints": [place for place, k in enumerate(members) if k.phrase in chosen] if chosen else None,
        "selected": {"marker": {"opacity": 0.95}},
        "unselected": {"marker": {"opacity": 0.18}},
        "hovertemplate": "<b>%{customdata[0]}</b><br>" + category.value + "<br>%{y:,} searches a month<br>"
        f"{across.title} %{{x:,}}<br>Priority %{{customdata[1]}}<br>Your rank %{{customdata[2]}}<extra></extra>",
    }


def _outline(category: Category, marked: Sequence[bool]) -> dict[str, Any]:
    """The line around points: of open symbols it is all there is to see, around marked ones it is a ring."""
    plain = 1.5 if category is Category.IRRELEVANT else 0
    if not any(marked):
        return {"width": plain}
    return {
        "width": [_RING if one else plain for one in marked],
        "color": [ACCENT if one else COLOUR[category] for one in marked],
    }


def _across_axis(across: _Across, drawn: Iterable[Keyword]) -> dict[str, Any]:
    if across.log:
        return _log_axis(across.title, [across.value(k) or 1 for k in drawn])
    return _axis(across.title, range=[-0.5, 10.5], dtick=2)


def _log_axis(title: str, values: Sequence[float]) -> dict[str, Any]:
    """An axis with ticks at 1, 3, 10 …, or at 1, 10, 100 … where it spans more than three powers of ten."""
    low, high = math.log10(min(values)) - 0.15, math.log10(max(values)) + 0.15
    every = (1, 3) if high - low <= 3 else (1,)
    ticks = [step * 10**power for power in range(-1, 10) for step in every]
    return _axis(
        title,
        type="log",
        range=[low, high],
        tickvals=[tick for tick in ticks if low <= math.log10(tick) <= high],
        tickformat="~s",
        tickangle=0,
    )


def _axis(title: str, **rest: Any) -> dict[str, Any]:
    return {"title": {"text": title}, "automargin": False} | rest


def priority_parts(keyword: Keyword) -> Chart:
    """The four parts of one phrase's priority, each against the most it can be. A low chart for a card."""
    parts = keyword.priority_parts
    rows = (
        ("Search volume", parts.search_volume, VOLUME),
        ("Relevancy", parts.relevancy, RELEVANCY),
        ("Intent", parts.intent, INTENT),
        ("Competition", parts.competition, COMPETITION),
    )
    return Chart(
        title=f"Priority {keyword.priority} of 100, {keyword.priority_band}",
        subtitle="Points of four parts",
        figure=figure(
            _part_traces(rows),
            height=180,
            barmode="overlay",
            xaxis={"visible": False, "range": [0, 54]},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt="; ".join(f"{name}: {points:.0f} / {most}" for name, points, most in rows) + ".",
    )


def _part_traces(rows: Sequence[tuple[str, float, int]]) -> Sequence[dict[str, Any]]:
    """Faint tracks as long as a part can be, and on them what it is."""
    said = [f"{points:.0f} / {most}" for _, points, most in rows]
    bar = {"type": "bar", "orientation": "h", "y": [name for name, *_ in rows]}
    track = {"marker": {"color": TRACK, "cornerradius": 3}, "hoverinfo": "skip"}
    label = {"text": said, "textposition": "outside", "cliponaxis": False}
    filled = {"customdata": said, "hovertemplate": "%{y}: %{customdata}<extra></extra>"}
    return (
        bar | {"x": [most for *_, most in rows]} | track | label,
        bar | {"x": [points for _, points, _ in rows], "marker": {"color": ACCENT, "cornerradius": 3}} | filled,
    )


def rank_bars(keyword: Keyword) -> Chart:
    """Where the product and each competitor rank for one phrase; longer is better. Empty without rank columns."""
    if not keyword.competitor_ranks and keyword.own_rank is None:
        return nothing("The files hold no ranks for this phrase")
    rivals = sorted(keyword.competitor_ranks.items(), key=lambda pair: (pair[1] or math.inf, pair[0]))
    rows = [("You", keyword.own_rank, ACCENT)]
    rows += [(asin, rank, CAPTURED if is_top(rank) else PALE) for asin, rank in rivals[:RANKS_SHOWN]]
    hidden = len(rivals) - RANKS_SHOWN
    return Chart(
        title=_rank_title(keyword),
        subtitle="Organic rank, longer is better" + (f"; {hidden} more not drawn" if hidden > 0 else ""),
        figure=figure(
            [_rank_trace(rows)],
            height=max(180, min(420, 40 + 22 * len(rows))),
            bargap=0.25,
            xaxis={"visible": False, "range": [0, LONGEST * 1.15]},
            yaxis={
                "autorange": "reversed",
                "showgrid": False,
                "tickvals": [*range(len(rows))],
                "ticktext": [safe(r[0]) for r in rows],
            },
        ),
        alt="; ".join(f"{name}: {'not ranked' if rank is None else rank}" for name, rank, _ in rows) + ".",
        legend=(Mark("You", ACCENT), Mark("Top 10", CAPTURED), Mark("Below", PALE)),
    )


def _rank_title(keyword: Keyword) -> str:
    you = f"You rank {keyword.own_rank}" if keyword.own_rank else "You do not rank"
    return f"{you}; {keyword.top_10_competitors} of {plural(len(keyword.competitor_ranks), 'rival')} in the top 10"


def _rank_trace(rows: Sequence[tuple[str, int | None, str]]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [*range(len(rows))],
        "x": [0 if rank is None else max(1, LONGEST + 1 - rank) for _, rank, _ in rows],
        "marker": {"color": [colour for *_, colour in rows], "cornerradius": 3},
        "text": [MISSING if rank is None else f"{rank:,}" for _, rank, _ in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [safe(name) for name, *_ in rows],
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }
