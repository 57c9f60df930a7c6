"""Which keywords to work on first: one number from 0 to 100, its band and its four parts.

The formula, in points:

- search volume, 40: where ``ln(1 + volume)`` lies between the 5th percentile of the list's targets and their highest;
- relevancy, 30: the relevancy score's tenths;
- intent, 15: the intent score's thirds;
- competition, 15: the mean ease of competing products and CPR (logarithms, between the targets' 5th and 95th
  percentiles) and of title density (from 0 to its 95th percentile); few is easy, a missing figure is middling.

A keyword that is no target keeps a third of its points, which leaves it in the lowest band: it can be sorted, but it
never stands before a target worth work. The parts add up to the priority but for rounding. Knows nothing of pages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import TARGETS, Category
from pipeline.result import Band, PriorityParts

VOLUME, RELEVANCY, INTENT, COMPETITION = 40, 30, 15, 15
"""The most points that each part can give."""

BANDS: tuple[tuple[int, Band], ...] = ((75, "critical"), (55, "high"), (35, "medium"), (0, "low"))
"""The least priority of each band."""

NO_TARGET = 1 / 3
"""The share of its points that a keyword keeps which is neither Relevant nor Design-Specific."""

MIDDLING = 0.5
"""How easy a keyword is held to be where nothing tells: half the points."""

LOWEST, HIGHEST = 0.05, 0.95
"""Between which shares of the targets, by a figure, little and much are told; for searches up to the very highest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The figures of one keyword that are weighed against those of the list's targets; None: the files do not say."""

    search_volume: int | None = None
    competing_products: int | None = None
    cpr: int | None = None
    title_density: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a figure runs among a list's targets."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """How far up the span a value lies, 0 to 1; a span of no width tells only below from not below."""
        if value >= self.high:
            return 1.0
        return max(0.0, (value - self.low) / (self.high - self.low)) if self.high > self.low else 0.0

    def ease(self, value: float) -> float:
        """How far down it lies, 1 to 0; middling where all are alike."""
        if self.high > self.low:
            return min(1.0, max(0.0, (self.high - value) / (self.high - self.low)))
        return MIDDLING


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is little and what is much among a list's targets; None where no target has the figure."""

    search_volume: Span | None
    competing_products: Span | None
    cpr: Span | None
    title_density: Span | None

    @classmethod
    def of(cls, targets: Iterable[Measures]) -> Scale:
        """The scale of a list by its targets."""
        rows = list(targets)
        density = _span([row.title_density for row in rows], float)
        return cls(
            search_volume=_span([row.search_volume for row in rows], math.log1p, top=1.0),
            competing_products=_span([row.competing_products for row in rows], math.log1p),
            cpr=_span([row.cpr for row in rows], math.log1p),
            title_density=Span(0.0, density.high) if density else None,
        )


def _span(values: Sequence[int | None], by: Callable[[float], float], top: float = HIGHEST) -> Span | None:
    known = sorted(by(value) for value in values if value is not None)
    if not known:
        return None
    last = len(known) - 1
    return Span(known[round(LOWEST * last)], known[round(top * last)])


def priority(
    measures: Measures, *, category: Category, relevancy_score: int, intent_score: int, scale: Scale
) -> tuple[int, Band, PriorityParts]:
    """The priority of one keyword, its band and the points of each part (to a tenth)."""
    kept = 1.0 if category in TARGETS else NO_TARGET
    parts = PriorityParts(
        search_volume=round(kept * VOLUME * _volume(measures.search_volume, scale.search_volume), 1),
        relevancy=round(kept * RELEVANCY * relevancy_score / 10, 1),
        intent=round(kept * INTENT * intent_score / 3, 1),
        competition=round(kept * COMPETITION * _ease(measures, scale), 1),
    )
    points = int(parts.search_volume + parts.relevancy + parts.intent + parts.competition + 0.5)
    return points, band(points), parts


def band(points: int) -> Band:
    """The band of a priority."""
    return next(name for least, name in BANDS if points >= least)


def _volume(volume: int | None, span: Span | None) -> float:
    if not volume:
        return 0.0
    return span.share(math.log1p(volume)) if span else MIDDLING


def _ease(measures: Measures, scale: Scale) -> float:
    parts = (
        _part(measures.competing_products, scale.competing_products, math.log1p),
        _part(measures.cpr, scale.cpr, math.log1p),
        _part(measures.title_density, scale.title_density, float),
    )
    return sum(parts) / len(parts)


def _part(value: int | None, span: Span | None, by: Callable[[float], float]) -> float:
    return MIDDLING if value is None or span is None else span.ease(by(value))
