"""How every score is worked out: in words, with the code's own numbers, on examples that the code itself works out.

Nothing here is a copy of a number: constants are read and examples computed at each call, so that an explanation cannot
drift from what it explains. Pages draw what comes out; they add nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pipeline.report.explain import copy_scores, groups, priorities, scores, trust
from pipeline.report.explain.categories import CategoryHelp, Step, categories, order_of_tests
from pipeline.report.explain.files import Refused, Tool, refusals, tools
from pipeline.report.explain.limits import Checked, StoreLimits, checked, store_limits
from pipeline.report.explain.values import Example, Explanation, Point, Table

__all__ = [
    "SCORES",
    "CategoryHelp",
    "Checked",
    "Example",
    "Explanation",
    "Point",
    "Refused",
    "Step",
    "StoreLimits",
    "Table",
    "Tool",
    "categories",
    "checked",
    "order_of_tests",
    "refusals",
    "store_limits",
    "tools",
]

SCORES: Final[Mapping[str, Callable[[], Explanation]]] = {
    "relevancy": scores.relevancy,
    "intent": scores.intent,
    "priority": priorities.priority,
    "opportunity": scores.opportunity,
    "gap": scores.gap,
    "share-of-voice": groups.share_of_voice,
    "roots": groups.roots,
    "variants": groups.variants,
    "captured-volume": copy_scores.captured_volume,
    "best-possible": copy_scores.best_possible,
    "placement": copy_scores.placement_score,
    "confidence": trust.confidence,
}
"""Every score's explanation, by its topic, in the order in which a seller meets them."""
