"""Made-up figures of one phrase that hang together as Cerebro's do: the same phrase, the same figures.

Only ``Random.random`` is used, whose sequence Python promises to keep; everything else is arithmetic on it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

LAST_RANK = 306
_BANDS = ((16, 10), (32, 8), (64, 6), (96, 4), (192, 2))


class Dice:
    """Chance that depends on a name alone."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(name)  # noqa: S311 - made-up figures, no secrets

    def share(self) -> float:
        """From 0 to 1."""
        return self._random.random()

    def happens(self, chance: float) -> bool:
        """With this chance."""
        return self.share() < chance

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def skewed(self, low: int, high: int) -> int:
        """A whole number, small ones more often: evenly spread on a logarithmic scale."""
        return min(high, int(low * (high / low) ** self.share()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Phrases that are the same thing to the product, each with numbers alike, from most to least searched.

    ``searches``: a month for the first phrase; the n-th has about ``searches / n ** fall``. ``competing``: products,
    from-to. ``density``: titles on page one that hold the phrase, from-to. ``near``: the chance that a strong
    competitor of the file ranks in the top ten, revenue and design. ``far``: that one ranks anywhere below it.
    ``revenue``: how many of the phrases, from the first, stand in the revenue file. ``design``: how many, from the
    last, in the design file.
    """

    name: str
    searches: int
    fall: float
    competing: tuple[int, int]
    density: tuple[int, int]
    near: tuple[float, float]
    far: float
    revenue: int
    design: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a file says about a phrase whichever file it is; None: the export has a dash or nothing."""

    search_volume: int
    competing_products: int
    iq_score: int
    cpr: int
    title_density: int
    keyword_sales: int | None
    trend: int | None
    click_share: float | None
    conversion_share: float | None
    bid: float | None
    sponsored_asins: int
    own_rank: int


def figures(group: Group, place: int) -> Figures:
    """The figures of the group's phrase at ``place``, counted from 0."""
    dice = Dice(group.phrases[place])
    volume = max(101, int(group.searches / (place + 1) ** group.fall * (0.7 + 0.6 * dice.share())))
    competing = dice.skewed(*group.competing)
    sales = int(volume * (0.004 + 0.05 * group.near[0] * dice.share()))
    known = volume > 350 and dice.happens(0.9)
    return Figures(
        search_volume=volume,
        competing_products=competing,
        iq_score=round(1000 * volume / competing),
        cpr=max(8, round(0.43 * math.sqrt(volume))),
        title_density=_density(group, place, dice),
        keyword_sales=sales if sales and dice.happens(0.9) else None,
        trend=dice.whole(-45, 80) if dice.happens(0.95) else None,
        click_share=round(20 + 45 * dice.share(), 1) if known else None,
        conversion_share=round(10 + 55 * dice.share(), 1) if known else None,
        bid=round(0.55 + 1.6 * dice.share(), 2) if volume > 250 else None,
        sponsored_asins=dice.whole(18, 240),
        own_rank=_own_rank(group, dice),
    )


def _density(group: Group, place: int, dice: Dice) -> int:
    """Common phrases stand in many titles, the tail of a list in few or none."""
    low, high = group.density
    return low + int((high - low) / (1 + place / 4) * dice.share() + 0.5) if place < 6 or dice.happens(0.55) else 0


def _own_rank(group: Group, dice: Dice) -> int:
    """A product of middling rank: on page two for much of what it should win; 0: not ranked."""
    if not dice.happens(group.near[1] + 0.2 * group.far):
        return 0
    return dice.whole(1, 10) if dice.happens(0.3 * group.near[1]) else dice.skewed(11, 180)


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor of a file. ``alike``: it stands in the design file; ``shared``: it stands in both."""

    asin: str
    strength: float
    alike: bool
    shared: bool


def ranks(group: Group, phrase: str, rivals: Sequence[Rival]) -> list[int | None]:
    """The competitors' ranks, the same for one competitor in every file; at least one ranks, as in every export."""
    found = [_rank(group, Dice(f"{phrase} {rival.asin}"), rival) for rival in rivals]
    if not any(found):
        dice = Dice(phrase + rivals[-1].asin)
        only_here = [place for place, rival in enumerate(rivals) if not rival.shared]
        found[only_here[dice.whole(0, len(only_here) - 1)]] = dice.skewed(40, LAST_RANK)
    return found


def _rank(group: Group, dice: Dice, rival: Rival) -> int | None:
    if dice.happens(group.near[rival.alike] * rival.strength):
        return dice.whole(1, 10)
    return dice.skewed(11, LAST_RANK) if dice.happens(group.far) else None


def performance(found: list[int | None]) -> float:
    """Cerebro's Competitor Performance Score as exports bear it out: a band of the mean rank × the share that ranks."""
    ranked = [rank for rank in found if rank]
    mean = sum(ranked) / len(ranked)
    band = next((points for limit, points in _BANDS if mean <= limit), 0)
    return round(band * math.ceil(5 * len(ranked) / len(found)) / 5, 1)
