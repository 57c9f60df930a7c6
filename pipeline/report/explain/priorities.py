"""How a priority is worked out: its four parts, its bands, and a phrase in a made-up list."""

from __future__ import annotations

from dataclasses import fields

from pipeline.keywords import priority as formula
from pipeline.keywords.priority import Measures, Scale
from pipeline.model import Aspects, Category
from pipeline.report.explain.values import Example, Explanation, Point, Table
from pipeline.report.words import METRICS, number, percent
from pipeline.research import relevance
from pipeline.result import PriorityParts

_LITTLE = Measures(search_volume=100, competing_products=200, cpr=8, title_density=0)
_MUCH = Measures(search_volume=20_000, competing_products=20_000, cpr=120, title_density=12)
_PHRASE = Measures(search_volume=5_000, competing_products=600, cpr=40, title_density=3)
_RELEVANCY, _INTENT = 8, 2


def priority() -> Explanation:
    """Points of four parts, and the bands."""
    outlier, band, _ = priority_of(_PHRASE, Category.OUTLIER, relevancy=_RELEVANCY, intent=_INTENT)
    return Explanation(
        topic="priority",
        title="Priority",
        sentence="Which phrases to work on first: one number from 0 to 100, added up from four parts.",
        formula=_formula(),
        tables=(_bands(), _parts()),
        examples=(
            Example(
                given=f"The same phrase, were it an {Category.OUTLIER.value}",
                arithmetic=f"{percent(100 * formula.NO_TARGET)} of the points of every part",
                result=f"Priority {outlier}, {band}",
            ),
        ),
    )


def _formula() -> tuple[Point, ...]:
    low, high = percent(100 * formula.LOWEST), percent(100 * (1 - formula.HIGHEST))
    return (
        Point(
            f"up to {formula.VOLUME} points, by where it lies, on a logarithmic scale, between the volume that {low} "
            "of your targets stay below and that of the most searched target.",
            term=METRICS["search_volume"].label,
        ),
        Point(
            f"up to {formula.RELEVANCY} points: relevancy ÷ {relevance.MOST} × {formula.RELEVANCY}.",
            term=METRICS["relevancy_score"].label,
        ),
        Point(
            f"up to {formula.INTENT} points: intent ÷ {len(fields(Aspects))} × {formula.INTENT}.",
            term=METRICS["intent_score"].label,
        ),
        Point(
            f"up to {formula.COMPETITION} points, by how easy it is on average: competing products and CPR on "
            f"logarithmic scales among your targets without the {low} lowest and the {high} highest, title density "
            f"from 0. Few is easy; a figure that your file does not have counts as {percent(100 * formula.MIDDLING)} "
            "easy.",
            term="Competition",
        ),
        Point(
            f"keeps {percent(100 * formula.NO_TARGET)} of its points, so it never stands before a target worth work.",
            term="A phrase that is neither Relevant nor Design-Specific",
        ),
    )


def _bands() -> Table:
    return Table(
        heads=(METRICS["priority"].label, "Band"),
        rows=tuple((f"{least}–{most}", name) for least, most, name in band_ranges()),
    )


def band_ranges() -> tuple[tuple[int, int, str], ...]:
    """The least and the highest priority of each band, highest band first."""
    tops = [100, *(least - 1 for least, _ in formula.BANDS)]
    return tuple((least, top, name) for (least, name), top in zip(formula.BANDS, tops, strict=False))


def _parts() -> Table:
    """The phrase's figures, what they are measured against, and the points that they give."""
    points, band, parts = priority_of(_PHRASE, Category.RELEVANT, relevancy=_RELEVANCY, intent=_INTENT)
    most = relevance.MOST, len(fields(Aspects))
    return Table(
        heads=("What the phrase has", "Figure", "Your targets have", "Points"),
        rows=(
            _measured("search_volume", f"{parts.search_volume:g} of {formula.VOLUME}"),
            (
                METRICS["relevancy_score"].label,
                number(_RELEVANCY),
                f"0–{most[0]}",
                f"{parts.relevancy:g} of {formula.RELEVANCY}",
            ),
            (METRICS["intent_score"].label, number(_INTENT), f"0–{most[1]}", f"{parts.intent:g} of {formula.INTENT}"),
            _measured("competing_products", ""),
            _measured("cpr", ""),
            _measured("title_density", f"{parts.competition:g} of {formula.COMPETITION}, all three"),
            (METRICS["priority"].label, "", "", f"{points} of 100, {band}"),
        ),
        caption="A phrase in a made-up list",
        numeric=frozenset({1, 2, 3}),
    )


def _measured(name: str, points: str) -> tuple[str, str, str, str]:
    low, high = number(getattr(_LITTLE, name)), number(getattr(_MUCH, name))
    return METRICS[name].label, number(getattr(_PHRASE, name)), f"{low}–{high}", points


def priority_of(
    measures: Measures, category: Category, *, relevancy: int, intent: int
) -> tuple[int, str, PriorityParts]:
    """The priority of a phrase in the made-up list."""
    return formula.priority(
        measures,
        category=category,
        relevancy_score=relevancy,
        intent_score=intent,
        scale=Scale.of((_LITTLE, _MUCH)),
    )
