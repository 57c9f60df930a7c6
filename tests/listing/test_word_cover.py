"""The integer programme against trying everything."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.listing.word_cover import Demand, Purse, best_cover, most_volume

STEMS = "abcdefg"
demands = st.dictionaries(
    st.frozensets(st.sampled_from(STEMS), min_size=1, max_size=3), st.integers(0, 500), max_size=8
)
prices = st.dictionaries(st.sampled_from(STEMS), st.integers(1, 9), max_size=7)


def _subsets(costs: dict[str, int], budget: int) -> list[frozenset[str]]:
    found = [frozenset(group) for size in range(len(costs) + 1) for group in combinations(sorted(costs), size)]
    return [group for group in found if sum(costs[stem] for stem in group) <= budget]


@settings(max_examples=60, deadline=None)
@given(demand=demands, costs=prices, budget=st.integers(0, 30), free=st.frozensets(st.sampled_from(STEMS), max_size=2))
def test_the_cover_is_the_best_and_then_the_cheapest(
    demand: dict[frozenset[str], int], costs: dict[str, int], budget: int, free: frozenset[str]
) -> None:
    taken = best_cover(demand, free, Purse(costs=costs, budget=budget))
    tried = [(_captured(demand, group | free), -sum(costs[s] for s in group)) for group in _subsets(costs, budget)]
    assert (_captured(demand, taken | free), -sum(costs[s] for s in taken)) == max(tried)


@settings(max_examples=40, deadline=None)
@given(demand=demands, left=prices, right=prices, budgets=st.tuples(st.integers(0, 15), st.integers(0, 15)))
def test_the_bound_over_two_budgets_is_exact(
    demand: dict[frozenset[str], int], left: dict[str, int], right: dict[str, int], budgets: tuple[int, int]
) -> None:
    bound = most_volume(demand, (Purse(costs=left, budget=budgets[0]), Purse(costs=right, budget=budgets[1])))
    best = max(_captured(demand, a | b) for a in _subsets(left, budgets[0]) for b in _subsets(right, budgets[1]))
    assert bound == best


def test_nothing_wanted_costs_nothing() -> None:
    assert best_cover({}, frozenset(), Purse(costs={"a": 1}, budget=9)) == frozenset()
    assert most_volume({}, (Purse(costs={"a": 1}, budget=9),)) == 0


def _captured(demand: Demand, stems: frozenset[str]) -> int:
    """The volume that these stems capture."""
    return sum(volume for needs, volume in demand.items() if needs <= stems)
