"""The headline figures of two analyses, each taken from its own phrases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model import TARGETS
from pipeline.research.evidence import is_top
from pipeline.result import BeforeAfter, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The headline figures; volumes in searches a month, percentages of the volume of the same analysis's targets.

    ``top_10``: targets for which the product ranks 1-10; None in an analysis without own ranks. ``share_of_voice``: the
    product's own, a fraction of 1. ``captured``: by the listing of the time, None where none was handed in;
    ``proposed``: by the proposal.
    """

    keywords: BeforeAfter
    targets: BeforeAfter
    target_volume: BeforeAfter
    top_10: BeforeAfter
    top_10_volume: BeforeAfter
    share_of_voice: BeforeAfter
    captured_volume: BeforeAfter
    captured_percent: BeforeAfter
    proposed_volume: BeforeAfter
    proposed_percent: BeforeAfter


Figure = Callable[[Result], float | None]


def totals(before: Result, after: Result) -> Totals:
    """Both analyses' headline figures."""

    def both(figure: Figure) -> BeforeAfter:
        return BeforeAfter(before=figure(before), after=figure(after))

    return Totals(
        keywords=both(lambda result: len(result.keywords)),
        targets=both(lambda result: sum(keyword.category in TARGETS for keyword in result.keywords)),
        target_volume=both(lambda result: result.seo.comparison.captured_volume.targets),
        top_10=both(lambda result: None if not ranked(result) else len(_top(result))),
        top_10_volume=both(lambda result: None if not ranked(result) else sum(_top(result))),
        share_of_voice=both(_own_share),
        captured_volume=both(_captured),
        captured_percent=both(lambda result: _percent(_captured(result), result)),
        proposed_volume=both(_proposed),
        proposed_percent=both(lambda result: _percent(_proposed(result), result)),
    )


def ranked(result: Result) -> bool:
    """Whether any phrase has a rank of the own product."""
    return any(keyword.own_rank is not None for keyword in result.keywords)


def _top(result: Result) -> list[int]:
    """The search volumes of the targets for which the product ranks 1-10."""
    return [k.search_volume or 0 for k in result.keywords if k.category in TARGETS and is_top(k.own_rank)]


def _own_share(result: Result) -> float | None:
    return next((product.share_of_voice for product in result.competitors if product.own), None)


def _captured(result: Result) -> float | None:
    return result.seo.comparison.captured_volume.before if result.seo.current else None


def _proposed(result: Result) -> float:
    return result.seo.comparison.captured_volume.after


def _percent(part: float | None, result: Result) -> float | None:
    whole = result.seo.comparison.captured_volume.targets
    return None if part is None or not whole else 100 * part / whole
