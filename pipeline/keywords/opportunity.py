"""Phrases that shoppers search for and sellers overlook, by title density.

Title density is the number of first-page products whose title holds the exact phrase. Promises a decision and one
sentence with its numbers. The rule: none on a derivative or an irrelevant phrase means nothing; none, or few for this
list, on a phrase of its own with decent volume and good relevancy is an opening. It knows nothing of files or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from pipeline.model import TARGETS, Category

GOOD_RELEVANCY = 5
"""A quarter of the competitors in the top ten: the score from which relevancy is good here."""

ALWAYS_LOW = 1
"""So few titles are few in every list."""

NEVER_LOW = 6
"""So many are few in none: they are more than a first page's upper row, however crowded the rest of the list is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What is usual among a list's targets: the median search volume, and the title density up to which few hold."""

    typical_volume: int
    low_density: int

    @classmethod
    def of(cls, targets: Iterable[tuple[int | None, int | None]]) -> Market:
        """The market of targets given as search volume and title density.

        Low is the lowest quarter of the densities, at least ``ALWAYS_LOW`` and below ``NEVER_LOW``.
        """
        pairs = list(targets)
        volumes = [volume for volume, _ in pairs if volume is not None]
        densities = [density for _, density in pairs if density is not None]
        return cls(
            typical_volume=round(median(volumes)) if volumes else 0,
            low_density=min(max(ALWAYS_LOW, _lower_quartile(densities)), NEVER_LOW - 1),
        )


def _lower_quartile(numbers: Sequence[int]) -> int:
    return int(quantiles(numbers, n=4, method="inclusive")[0]) if len(numbers) > 1 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the decision about one phrase rests on; ``leader`` is the leading phrase of its variant group."""

    phrase: str
    category: Category
    leader: str
    root: str
    search_volume: int | None
    relevancy_score: int
    title_density: int | None


def opportunity(candidate: Candidate, market: Market) -> tuple[bool, str]:
    """Whether a phrase is an opportunity, and why or why not."""
    against = _against(candidate, market)
    if against:
        return False, against
    return True, (
        f"{_titles(candidate.title_density)}, {_searches(candidate.search_volume)} a month "
        f"(typical target: {market.typical_volume:,}), relevancy {candidate.relevancy_score} of 10."
    )


def _against(candidate: Candidate, market: Market) -> str:
    """What speaks against it, in the order in which a seller would ask; empty where nothing does."""
    density = candidate.title_density
    if density is None:
        return "The files give no title density."
    if candidate.category not in TARGETS:
        return f"Ignore: {candidate.category.value}, whatever its title density ({density})."
    if candidate.leader != candidate.phrase or not candidate.root:
        return f"Ignore: a variant of “{candidate.leader}”, so its title density ({density}) says little."
    if density > market.low_density:
        return f"{_titles(density)}; few would be {market.low_density} or less here."
    return _too_weak(candidate, market)


def _too_weak(candidate: Candidate, market: Market) -> str:
    """Why an overlooked phrase of its own is still not worth it."""
    titles = _titles(candidate.title_density)
    if (candidate.search_volume or 0) < market.typical_volume:
        typical = f"the typical target ({market.typical_volume:,})"
        return f"{titles}, but {_searches(candidate.search_volume)} a month is below {typical}."
    if candidate.relevancy_score < GOOD_RELEVANCY:
        return f"{titles}, but relevancy {candidate.relevancy_score} of 10 is low."
    return ""


def _titles(density: int | None) -> str:
    if not density:
        return "No first-page title holds it"
    return f"{density} first-page {'title holds' if density == 1 else 'titles hold'} it"


def _searches(volume: int | None) -> str:
    return (
        "an unknown number of searches" if volume is None else f"{volume:,} {'search' if volume == 1 else 'searches'}"
    )
