"""Which keywords are shown: the named views and the filters. No Streamlit here: rows in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.model import TARGETS, Category, Grade
from pipeline.result import Keyword

VIEWS: dict[str, Callable[[Keyword], bool]] = {
    "Targets": lambda keyword: keyword.category in TARGETS,
    "Opportunities": lambda keyword: keyword.opportunity,
    "Gaps": lambda keyword: keyword.gap and keyword.category in TARGETS,
    "Worth a look": lambda keyword: keyword.grade is Grade.LOOK,
    "Branded": lambda keyword: keyword.category is Category.BRANDED,
    "Set by you": lambda keyword: keyword.decided,
    "All": lambda _keyword: True,
}
"""The views by name, in the order in which they are offered."""

FIRST_VIEW = "Targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a view. Empty values narrow nothing; ``searches`` is the least search volume.

    ``phrases`` are the only ones to be shown; None: all. With a ``rank``, at least ``rivals`` competitors, or one where
    that is 0, must rank there or better.
    """

    text: str = ""
    categories: tuple[Category, ...] = ()
    searches: int = 0
    missing: bool = False
    phrases: frozenset[str] | None = None
    rank: int = 0
    rivals: int = 0

    def let(self, keyword: Keyword) -> bool:
        """Whether a keyword passes."""
        return (
            all(word in keyword.phrase.casefold() for word in self.text.casefold().split())
            and (not self.categories or keyword.category in self.categories)
            and (keyword.search_volume or 0) >= self.searches
            and not (self.missing and keyword.captured)
            and (self.phrases is None or keyword.phrase in self.phrases)
            and (not self.rank or self._held(keyword) >= max(1, self.rivals))
        )

    def _held(self, keyword: Keyword) -> int:
        return sum(0 < (rank or 0) <= self.rank for rank in keyword.competitor_ranks.values())


def select(keywords: Iterable[Keyword], view: str, filters: Filters) -> tuple[Keyword, ...]:
    """A view's keywords that pass the filters, highest priority first, then the most searched."""
    chosen = VIEWS[view]
    found = (keyword for keyword in keywords if chosen(keyword) and filters.let(keyword))
    return tuple(sorted(found, key=lambda k: (-k.priority, -(k.search_volume or 0), k.phrase)))


def volume(keywords: Iterable[Keyword]) -> int:
    """The searches a month of these keywords together."""
    return sum(keyword.search_volume or 0 for keyword in keywords)
