"""What a step is that a result calls for, and what all steps need to know of a result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.model import TARGETS
from pipeline.result import Keyword, Result

Tab = Literal["Keywords", "Listing", "Questions", "Export"]
View = Literal["", "Targets", "Opportunities", "Gaps", "Worth a look", "All"]
Field = Literal["", "title", "item_highlights", "bullets", "search_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step: what to do, why, the searches a month at stake, the words on its button and where it leads.

    ``tab`` is a tab of the results, ``view`` a view of its keywords, ``field`` a field of the listing. ``urgent``: a
    broken rule or a phrase to make visible, which bigger numbers must not crowd out. All words are plain text and may
    stem from files.
    """

    title: str
    evidence: str
    search_volume: int
    verb: str
    tab: Tab
    view: View = ""
    field: Field = ""
    urgent: bool = False


def volume(keywords: Iterable[Keyword]) -> int:
    """Their searches a month together."""
    return sum(k.search_volume or 0 for k in keywords)


def targets(result: Result) -> list[Keyword]:
    """The targets, most searched first."""
    found = [k for k in result.keywords if k.category in TARGETS]
    return sorted(found, key=lambda k: (-(k.search_volume or 0), k.phrase))
