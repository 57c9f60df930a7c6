"""Which words to pay for so that the most search volume is captured: a small exact integer programme.

Pure arithmetic over stems, costs and volumes; it knows nothing of copy, rules or languages. Same input, same
answer: the model is built from sorted input and solved to a gap of 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

Demand = Mapping[frozenset[str], int]
"""Search volume by the set of stems that captures it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """A budget in characters or bytes, and what each stem costs there, its separating space included."""

    costs: Mapping[str, int]
    budget: int


def best_cover(demand: Demand, free: frozenset[str], purse: Purse) -> frozenset[str]:
    """The stems to buy besides the free ones: the most volume, then the fewest bytes."""
    wanted = _open_demand(demand, free, frozenset(purse.costs))
    useful = frozenset().union(*wanted)
    if sum(purse.costs[stem] for stem in useful) <= purse.budget:
        return useful
    model = _Model(wanted, (purse,))
    best = model.solve(model.values)
    model.require(model.values, best.value - 0.5)
    cheapest = model.solve(-model.prices)
    return frozenset(stem for _, stem in cheapest.bought)


def most_volume(demand: Demand, purses: tuple[Purse, ...]) -> int:
    """The most volume that any choice of stems within all budgets can capture: the proven bound."""
    buyable = frozenset().union(*(purse.costs for purse in purses))
    wanted = _open_demand(demand, frozenset(), buyable)
    given = sum(volume for needs, volume in demand.items() if not needs)
    if not wanted:
        return given
    model = _Model(wanted, purses)
    return given + int(model.solve(model.values).bound + 1e-3)


def _open_demand(demand: Demand, free: frozenset[str], buyable: frozenset[str]) -> dict[frozenset[str], int]:
    """What is still to be captured and can be, by the stems that it lacks."""
    missing: dict[frozenset[str], int] = {}
    for needs, volume in demand.items():
        lacks = needs - free
        if volume > 0 and lacks and lacks <= buyable:
            missing[lacks] = missing.get(lacks, 0) + volume
    return missing


@dataclass(frozen=True, slots=True)
class _Solution:
    value: float
    bound: float
    bought: tuple[tuple[int, str], ...]


_Limit = tuple[np.ndarray, float, float]
"""Factors of all columns, with the least and the most that their sum may be."""


class _Model:
    """Columns: first each purchase (purse, stem) as 0/1, then each demand as a share that comes out whole."""

    def __init__(self, wanted: Mapping[frozenset[str], int], purses: tuple[Purse, ...]) -> None:
        needs = sorted(wanted, key=sorted)
        useful = frozenset().union(*needs)
        self._bought = [(n, s) for n, purse in enumerate(purses) for s in sorted(purse.costs) if s in useful]
        self._columns = len(self._bought) + len(needs)
        self.values = np.array([0.0] * len(self._bought) + [float(wanted[need]) for need in needs])
        self.prices = np.array([float(purses[n].costs[s]) for n, s in self._bought] + [0.0] * len(needs))
        self._captures = self._capture(needs)
        self._limits = self._budgets(purses)

    def _capture(self, needs: list[frozenset[str]]) -> list[tuple[int, int, float]]:
        """A demand is met only when each of its stems is bought somewhere: row, column and factor of what is ≤ 0."""
        sellers: dict[str, list[int]] = {}
        for column, (_, stem) in enumerate(self._bought):
            sellers.setdefault(stem, []).append(column)
        entries: list[tuple[int, int, float]] = []
        row = 0
        for number, need in enumerate(needs):
            for stem in sorted(need):
                entries.append((row, len(self._bought) + number, 1.0))
                entries += [(row, column, -1.0) for column in sellers[stem]]
                row += 1
        return entries

    def _budgets(self, purses: tuple[Purse, ...]) -> list[_Limit]:
        ends = len(self._bought)
        spent = [
            np.array([price if at < ends and self._bought[at][0] == n else 0.0 for at, price in enumerate(self.prices)])
            for n in range(len(purses))
        ]
        return [(row, -np.inf, purse.budget) for row, purse in zip(spent, purses, strict=True)]

    def require(self, row: np.ndarray, least: float) -> None:
        """Fix an earlier stage's result before the next one is solved."""
        self._limits.append((row, least, np.inf))

    def solve(self, objective: np.ndarray) -> _Solution:
        from scipy.optimize import Bounds, milp  # a quarter of a second to load: not before something is to be solved
        from scipy.sparse import coo_array

        rows, columns, factors = zip(*self._captures, strict=True)
        captures = coo_array((factors, (rows, columns)), shape=(max(rows) + 1, self._columns)).tocsc()
        whole = np.array([1] * len(self._bought) + [0] * (self._columns - len(self._bought)))
        found = milp(
            -objective,
            integrality=whole,
            bounds=Bounds(0, 1),
            constraints=[(captures, -np.inf, 0), *((row[np.newaxis, :], low, high) for row, low, high in self._limits)],
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise RuntimeError(f"the integer programme has no solution: {found.message}")
        bought = tuple(pair for pair, share in zip(self._bought, found.x, strict=False) if share > 0.5)
        return _Solution(-float(found.fun), -float(found.mip_dual_bound), bought)
