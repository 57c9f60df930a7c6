"""What to do first: the few steps that a result calls for, the most searches at stake first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.report import keyword_steps, listing_steps
from pipeline.report.action import Action, targets
from pipeline.report.words import plural
from pipeline.result import Result

__all__ = ["Action", "actions"]

MOST = 7
LEAST = 3
_FINDERS: tuple[Callable[[Result], Iterator[Action]], ...] = (
    listing_steps.no_listing,
    listing_steps.long_title,
    listing_steps.visible_phrase,
    listing_steps.rule_errors,
    listing_steps.missing_words,
    listing_steps.search_terms,
    listing_steps.highlights,
    keyword_steps.gaps,
    keyword_steps.opportunities,
    keyword_steps.questions,
    keyword_steps.doubtful,
)


def actions(result: Result) -> tuple[Action, ...]:
    """Three to seven steps, the most searches at stake first; one where there is no target, none without keywords.

    Broken rules, and the phrase to make visible, are never crowded out by bigger numbers.
    """
    if not result.keywords:
        return ()
    if not targets(result):
        return (_no_targets(result),)
    found = [action for find in _FINDERS for action in find(result)]
    found += list(listing_steps.always(result))[: max(0, LEAST - len(found))]
    kept = sorted(found, key=lambda action: (not action.urgent, -action.search_volume))[:MOST]
    return tuple(sorted(kept, key=lambda action: -action.search_volume))


def _no_targets(result: Result) -> Action:
    return Action(
        title="Check the product and the files: no phrase names the product",
        evidence=f"Of {plural(len(result.keywords), 'keyword')} none is Relevant or Design-Specific.",
        search_volume=0,
        verb="See keywords",
        tab="Keywords",
        view="All",
    )
