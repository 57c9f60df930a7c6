"""Which phrases sellers overlook."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.opportunity import Candidate, Market, opportunity
from pipeline.model import TARGETS, Category

MARKET = Market(typical_volume=400, low_density=2)
OPEN = Candidate(
    phrase="rocking garlic press",
    category=Category.RELEVANT,
    leader="rocking garlic press",
    root="press",
    search_volume=1240,
    relevancy_score=8,
    title_density=0,
)


def test_an_overlooked_phrase_is_an_opportunity_with_its_numbers() -> None:
    assert opportunity(OPEN, MARKET) == (
        True,
        "No first-page title holds it, 1,240 searches a month (typical target: 400), relevancy 8 of 10.",
    )
    assert opportunity(replace(OPEN, title_density=1), MARKET)[1].startswith("1 first-page title holds it")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"title_density": None}, "no title density"),
        ({"category": Category.IRRELEVANT}, "Ignore: Irrelevant"),
        ({"category": Category.BRANDED}, "Ignore: Branded"),
        ({"leader": "garlic press rocker"}, "a variant of “garlic press rocker”"),
        ({"title_density": 12}, "12 first-page titles hold it; few would be 2 or less"),
        ({"search_volume": 399}, "399 searches a month is below the typical target (400)"),
        ({"search_volume": None}, "an unknown number of searches"),
        ({"relevancy_score": 2}, "relevancy 2 of 10 is low"),
    ],
)
def test_one_thing_against_it_is_enough(change: dict[str, object], because: str) -> None:
    decision, reason = opportunity(replace(OPEN, **change), MARKET)
    assert not decision
    assert because in reason


def test_the_market_is_what_is_usual_among_the_targets() -> None:
    pairs = [(100, 4), (200, 8), (400, 12), (800, 16), (None, None)]
    assert Market.of(pairs) == Market(typical_volume=300, low_density=5)
    assert Market.of([(100, 0), (50, 0), (30, 9)]) == Market(typical_volume=50, low_density=1)
    assert Market.of([]) == Market(typical_volume=0, low_density=1)


@given(
    st.builds(
        Candidate,
        phrase=st.just("a"),
        category=st.sampled_from(Category),
        leader=st.sampled_from(["a", "b"]),
        root=st.sampled_from(["a", ""]),
        search_volume=st.none() | st.integers(0, 5000),
        relevancy_score=st.integers(0, 10),
        title_density=st.none() | st.integers(0, 40),
    ),
    st.integers(0, 5000),
)
def test_more_volume_never_closes_an_opportunity(candidate: Candidate, more: int) -> None:
    decision, reason = opportunity(candidate, MARKET)
    better = replace(candidate, search_volume=(candidate.search_volume or 0) + more)
    assert not decision or opportunity(better, MARKET)[0]
    assert not decision or candidate.category in TARGETS
    assert reason.endswith(".")
