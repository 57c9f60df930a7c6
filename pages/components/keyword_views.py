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
    "All": lambda _keyword: True,
}
"""The views by name, in the order in which they are offered."""

FIRST_VIEW = "Targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a view. Empty values narrow nothing; ``searches`` is the least search volume."""

    text: str = ""
    categories: tuple[Category, ...] = ()
    searches: int = 0
    missing: bool = False

    def let(self, keyword: Keyword) -> bool:
        """Whether a keyword passes."""
        return (
            all(word in keyword.phrase.casefold() for word in self.text.casefold().split())
            and (not self.categories or keyword.category in self.categories)
            and (keyword.search_volume or 0) >= self.searches
            and not (self.missing and keyword.captured)
        )


def select(keywords: Iterable[Keyword], view: str, filters: Filters) -> tuple[Keyword, ...]:
    """A view's keywords that pass the filters, highest priority first, then the most searched."""
    chosen = VIEWS[view]
    found = (keyword for keyword in keywords if chosen(keyword) and filters.let(keyword))
    return tuple(sorted(found, key=lambda k: (-k.priority, -(k.search_volume or 0), k.phrase)))


def volume(keywords: Iterable[Keyword]) -> int:
    """The searches a month of these keywords together."""
    return sum(keyword.search_volume or 0 for keyword in keywords)
