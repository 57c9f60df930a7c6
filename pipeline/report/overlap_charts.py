"""Charts of who wins the same targets: each rival against the own product, revenue rivals against design rivals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import Category, Role
from pipeline.report.action import targets, volume
from pipeline.report.chart import Chart, Mark, category_mark, figure, nothing, safe
from pipeline.report.theme import ACCENT, BEFORE, COLOUR, GRID, HEADING, INK, ON_ACCENT, PALE, SYMBOL
from pipeline.report.words import not_drawn, number, plural
from pipeline.research.evidence import is_top
from pipeline.result import Keyword, Result

BARS = 15
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: points of one place spread and do not meet
_STEP, _SPREAD = 0.13, 0.42  # in ranks' units: points stay nearer to their own place than to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Targets that a rival and the own product hold in their top ten: both, only the rival, only the own product."""

    asin: str
    both: tuple[Keyword, ...]
    theirs: tuple[Keyword, ...]
    yours: tuple[Keyword, ...]


def shared(result: Result) -> list[Shared]:
    """Every rival with what it shares, the one that takes the most searches first."""
    found = [_shared(c.asin, targets(result)) for c in result.competitors if not c.own]
    return sorted(found, key=lambda s: (-volume(s.theirs), -volume(s.both), s.asin))


def _shared(asin: str, found: Iterable[Keyword]) -> Shared:
    places = [(k, is_top(k.competitor_ranks.get(asin)), is_top(k.own_rank)) for k in found]
    return Shared(
        asin=asin,
        both=tuple(k for k, they, you in places if they and you),
        theirs=tuple(k for k, they, you in places if they and not you),
        yours=tuple(k for k, they, you in places if you and not they),
    )


def overlap(result: Result) -> Chart:
    """In how many targets each rival and the own product rank 1-10, together and alone.

    Empty where nobody ranks that far up.
    """
    every = shared(result)
    if not any(s.both or s.theirs for s in every):
        return nothing("No rival ranks in the top 10 for a target")
    shown = sorted(every[:BARS], key=lambda s: (-len(s.both), -len(s.theirs), s.asin))
    hidden = not_drawn(max(0, len(every) - BARS), "rival")
    parts = (
        ("Both of you", [s.both for s in shown], BEFORE, INK),
        ("Only the rival", [s.theirs for s in shown], ACCENT, ON_ACCENT),
        ("Only you", [s.yours for s in shown], PALE, None),
    )
    return Chart(
        title=_overlap_title(shown),
        subtitle=f"Targets with a rank of 1–10{hidden}",
        figure=figure(
            [_part(shown, *part) for part in parts],
            height=max(280, min(420, 40 + 24 * len(shown))),
            barmode="stack",
            bargap=0.25,
            xaxis={"visible": False},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt="; ".join(_overlap_words(s) for s in shown) + ".",
        legend=tuple(Mark(name, colour) for name, _, colour, _ in parts),
    )


def _overlap_title(shown: Sequence[Shared]) -> str:
    most = shown[0]
    yours = len(most.both) + len(most.yours)
    if not most.both:
        return "No rival shares a top 10 place with you"
    return f"{most.asin} shares {len(most.both):,} of your {plural(yours, 'top 10 target')}"


def _overlap_words(one: Shared) -> str:
    return f"{one.asin}: {len(one.both)} shared with you, {len(one.theirs)} only the rival, {len(one.yours)} only you"


def _part(
    shown: Sequence[Shared], name: str, groups: Sequence[Sequence[Keyword]], colour: str, ink: str | None
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [safe(s.asin) for s in shown],
        "x": [len(group) for group in groups],
        "marker": {"color": colour},
        "text": [str(len(group)) if group and ink else "" for group in groups],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": ink},
        "customdata": [number(volume(group)) for group in groups],
        "hovertemplate": f"<b>%{{y}}</b><br>{name}: %{{x}} targets<br>%{{customdata}} searches a month<extra></extra>",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A target by how many rivals of either group rank 1-10 for it."""

    keyword: Keyword
    revenue: int
    design: int


def quadrant(result: Result) -> Chart:
    """The targets by how many revenue rivals and how many design rivals rank 1-10 for them.

    Empty where the files do not hold both groups, or there are no targets.
    """
    revenue, design = (_asins(result, role) for role in (Role.REVENUE, Role.DESIGN))
    found = targets(result)
    if not revenue or not design:
        return nothing("Revenue and design competitors can be compared where both files hold ranks")
    if not found:
        return nothing("No targets to compare competitors on")
    points = [_Point(keyword=k, revenue=_top(k, revenue), design=_top(k, design)) for k in found]
    names = _corners(points, len(revenue), len(design))
    return Chart(
        title=_quadrant_title(names),
        subtitle="Held: half of the group ranks 1–10; the larger the point, the more searches",
        figure=figure(
            list(_points(points)),
            height=420,
            xaxis=_axis("Revenue rivals in the top 10", len(revenue)),
            yaxis=_axis("Design rivals in the top 10", len(design)),
            shapes=_cross(len(revenue), len(design)),
            annotations=_names(len(revenue), len(design)),
        ),
        alt="; ".join(f"{name}: {plural(count, 'target')}" for name, count in names.items()) + ".",
        legend=tuple(category_mark(c) for c in Category if any(p.keyword.category is c for p in points)),
    )


def _quadrant_title(held: Mapping[str, int]) -> str:
    revenue, design = held["Both"] + held["Revenue"], held["Both"] + held["Design"]
    return f"Revenue rivals hold {revenue:,} of {plural(sum(held.values()), 'target')}, design rivals {design:,}"


def _asins(result: Result, role: Role) -> frozenset[str]:
    return frozenset(asin for file in result.inputs.files if file.role is role for asin in file.asins)


def _top(keyword: Keyword, asins: frozenset[str]) -> int:
    return sum(is_top(rank) for asin, rank in keyword.competitor_ranks.items() if asin in asins)


def _corners(points: Iterable[_Point], revenue: int, design: int) -> dict[str, int]:
    """How many targets each corner holds, by its name."""
    held = Counter((2 * p.revenue >= revenue, 2 * p.design >= design) for p in points)
    return {
        "Both": held[True, True],
        "Revenue": held[True, False],
        "Design": held[False, True],
        "Neither": held[False, False],
    }


def _points(points: Sequence[_Point]) -> Iterator[dict[str, Any]]:
    most = max((p.keyword.search_volume or 0 for p in points), default=0) or 1
    placed = _spread(points)
    for category in Category:
        own = [(p, x, y) for p, x, y in placed if p.keyword.category is category]
        if own:
            yield _trace(category, own, most)


def _trace(category: Category, own: Sequence[tuple[_Point, float, float]], most: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": category.value,
        "x": [x for _, x, _ in own],
        "y": [y for _, _, y in own],
        "marker": {
            "color": COLOUR[category],
            "symbol": SYMBOL[category],
            "opacity": 0.85,
            "size": [8 + 26 * math.sqrt((p.keyword.search_volume or 0) / most) for p, _, _ in own],
        },
        "customdata": [
            [safe(p.keyword.phrase), number(p.keyword.search_volume), p.revenue, p.design] for p, _, _ in own
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]} searches a month<br>"
        "Top 10: %{customdata[2]} by revenue, %{customdata[3]} by design<extra></extra>",
    }


def _spread(points: Sequence[_Point]) -> list[tuple[_Point, float, float]]:
    """Each point at its place; those of one place in a spiral around it, the most searched in the middle."""
    seen: Counter[tuple[int, int]] = Counter()
    placed = []
    for point in points:
        place = (point.revenue, point.design)
        turn, far = seen[place] * _TURN, min(_SPREAD, _STEP * math.sqrt(seen[place]))
        placed.append((point, point.revenue + far * math.cos(turn), point.design + far * math.sin(turn)))
        seen[place] += 1
    return placed


def _axis(title: str, most: int) -> Mapping[str, Any]:
    return {"title": {"text": title}, "range": [-0.6, most + 0.6], "dtick": 1, "gridcolor": GRID}


def _cross(revenue: int, design: int) -> list[dict[str, Any]]:
    """Lines between fewer than half of a group and half or more of it."""
    line = {"color": HEADING, "width": 1.5, "dash": "dot"}
    x, y = math.ceil(revenue / 2) - 0.5, math.ceil(design / 2) - 0.5
    return [
        {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line},
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "line": line},
    ]


def _names(revenue: int, design: int) -> list[dict[str, Any]]:
    corners = {
        "Neither": (-0.5, -0.5, "left", "bottom"),
        "Revenue": (revenue + 0.5, -0.5, "right", "bottom"),
        "Design": (-0.5, design + 0.5, "left", "top"),
        "Both": (revenue + 0.5, design + 0.5, "right", "top"),
    }
    return [
        {"text": f"<b>{name}</b>", "x": x, "y": y, "xanchor": across, "yanchor": up, "showarrow": False}
        for name, (x, y, across, up) in corners.items()
    ]
