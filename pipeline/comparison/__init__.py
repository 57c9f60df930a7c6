"""Two analyses side by side: what was won, what slipped, what is new. Pure: two results in, their changes out.

Knows the results and nothing of how they came about; what the changes mean in words is the report's business.
"""

from __future__ import annotations

from pipeline.comparison.changes import Changes
from pipeline.comparison.copies import CopyChange, FieldChange, copy_changes
from pipeline.comparison.moves import Move
from pipeline.comparison.phrases import PhraseChange, phrase_changes
from pipeline.comparison.products import ProductChange, product_changes
from pipeline.comparison.totals import Totals, totals
from pipeline.result import Result

__all__ = ["Changes", "CopyChange", "FieldChange", "Move", "PhraseChange", "ProductChange", "Totals", "compare"]


def compare(before: Result, after: Result) -> Changes:
    """Everything that differs between an earlier and a later analysis.

    They need not be of the same product or store; ``Changes`` says whether they are.
    """
    return Changes(
        before=before,
        after=after,
        phrases=phrase_changes(before.keywords, after.keywords),
        totals=totals(before, after),
        products=product_changes(before.competitors, after.competitors),
        copy=copy_changes(before, after),
    )
