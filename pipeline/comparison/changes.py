"""All that differs between two analyses, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.comparison.copies import CopyChange
from pipeline.comparison.moves import Move
from pipeline.comparison.phrases import PhraseChange
from pipeline.comparison.products import ProductChange
from pipeline.comparison.totals import Totals, ranked
from pipeline.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An earlier and a later analysis, and what differs between them."""

    before: Result
    after: Result
    phrases: tuple[PhraseChange, ...]
    totals: Totals
    products: tuple[ProductChange, ...]
    copy: CopyChange

    @property
    def same_product(self) -> bool:
        """Whether both are of one product in one store."""
        return (self.before.asin, self.before.marketplace) == (self.after.asin, self.after.marketplace)

    @property
    def listed(self) -> bool:
        """Whether both had the listing of one product handed in, so that its words can be followed."""
        return self.same_product and None not in {self.before.seo.current, self.after.seo.current}

    @property
    def ranked(self) -> tuple[bool, bool]:
        """Whether the earlier and the later analysis know any rank of the product itself."""
        return ranked(self.before), ranked(self.after)

    @property
    def same_figures(self) -> bool:
        """Whether both read the same phrases with the same ranks and searches: the same files, analysed again."""
        still = {Move.SAME, Move.UNRANKED}
        return all(change.move in still and not change.volume_change for change in self.phrases)
