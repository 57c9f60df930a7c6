"""The priority formula: its parts, its bands, and that it never turns the wrong way."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.priority import Measures, Scale, band, priority
from pipeline.model import TARGETS, Category

MEASURES = st.builds(
    Measures,
    search_volume=st.none() | st.integers(0, 400_000),
    competing_products=st.none() | st.integers(0, 100_000),
    cpr=st.none() | st.integers(8, 900),
    title_density=st.none() | st.integers(0, 40),
)
LISTS = st.lists(MEASURES, max_size=12)
CATEGORIES = st.sampled_from(Category)
TARGET_LIST = [
    Measures(search_volume=30_000, competing_products=4000, cpr=60, title_density=20),
    Measures(search_volume=900, competing_products=300, cpr=10, title_density=4),
    Measures(search_volume=100, competing_products=50, cpr=8, title_density=0),
]


def _points(
    measures: Measures, scale: Scale, category: Category = Category.RELEVANT, relevancy: int = 8, intent: int = 2
) -> int:
    return priority(measures, category=category, relevancy_score=relevancy, intent_score=intent, scale=scale)[0]


def test_the_best_phrase_of_a_list_gets_every_point() -> None:
    best = Measures(search_volume=30_000, competing_products=50, cpr=8, title_density=0)
    found = priority(best, category=Category.RELEVANT, relevancy_score=10, intent_score=3, scale=Scale.of(TARGET_LIST))
    assert found[0] == 100
    assert found[1] == "critical"
    assert astuple(found[2]) == (40.0, 30.0, 15.0, 15.0)


def test_missing_competition_counts_as_middling() -> None:
    scale = Scale.of(TARGET_LIST)
    unknown = priority(
        Measures(search_volume=900), category=Category.RELEVANT, relevancy_score=8, intent_score=1, scale=scale
    )
    assert unknown[2].competition == 7.5
    assert priority(Measures(), category=Category.RELEVANT, relevancy_score=0, intent_score=0, scale=scale)[0] == 8


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (100, "critical"),
        (75, "critical"),
        (74, "high"),
        (55, "high"),
        (54, "medium"),
        (35, "medium"),
        (34, "low"),
        (0, "low"),
    ],
)
def test_bands(points: int, name: str) -> None:
    assert band(points) == name


@given(MEASURES, LISTS, CATEGORIES, st.integers(0, 10), st.integers(0, 3))
def test_parts_are_within_their_most_and_add_up(
    measures: Measures, targets: list[Measures], category: Category, relevancy: int, intent: int
) -> None:
    points, name, parts = priority(
        measures, category=category, relevancy_score=relevancy, intent_score=intent, scale=Scale.of(targets)
    )
    assert all(0 <= part <= most for part, most in zip(astuple(parts), (40, 30, 15, 15), strict=True))
    assert abs(sum(astuple(parts)) - points) <= 0.5 + 1e-9
    assert category in TARGETS or name == "low"


@given(MEASURES, LISTS, CATEGORIES, st.integers(0, 100_000))
def test_more_volume_never_lowers_a_priority(
    measures: Measures, targets: list[Measures], category: Category, more: int
) -> None:
    scale = Scale.of(targets)
    richer = replace(measures, search_volume=(measures.search_volume or 0) + more)
    assert _points(richer, scale, category) >= _points(measures, scale, category)


@given(MEASURES, LISTS, CATEGORIES, st.integers(0, 9), st.integers(0, 2))
def test_more_relevancy_or_intent_never_lowers_a_priority(
    measures: Measures, targets: list[Measures], category: Category, relevancy: int, intent: int
) -> None:
    scale = Scale.of(targets)
    before = _points(measures, scale, category, relevancy, intent)
    assert _points(measures, scale, category, relevancy + 1, intent) >= before
    assert _points(measures, scale, category, relevancy, intent + 1) >= before


@given(MEASURES, LISTS, st.sampled_from(["competing_products", "cpr", "title_density"]), st.integers(0, 1000))
def test_more_competition_never_raises_a_priority(
    measures: Measures, targets: list[Measures], figure: str, more: int
) -> None:
    scale = Scale.of(targets)
    known = replace(measures, **{figure: getattr(measures, figure) or 0})
    harder = replace(known, **{figure: getattr(known, figure) + more})
    assert _points(harder, scale) <= _points(known, scale)
