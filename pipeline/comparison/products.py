"""The products that two analyses know the ranks of: their share of voice, and who came and went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.result import BeforeAfter, Competitor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChange:
    """One product in two analyses; None: that analysis does not know it."""

    asin: str
    before: Competitor | None
    after: Competitor | None

    @property
    def now(self) -> Competitor:
        """What is known of the product last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def own(self) -> bool:
        """Whether it is the product that either analysis is about."""
        return any(side is not None and side.own for side in (self.before, self.after))

    @property
    def share_of_voice(self) -> BeforeAfter:
        """Its share of voice, a fraction of 1; None where an analysis does not know it."""
        return BeforeAfter(
            before=self.before.share_of_voice if self.before else None,
            after=self.after.share_of_voice if self.after else None,
        )

    @property
    def came(self) -> bool:
        """Whether only the later analysis knows it."""
        return self.before is None

    @property
    def went(self) -> bool:
        """Whether only the earlier analysis knows it."""
        return self.after is None


def product_changes(before: Iterable[Competitor], after: Iterable[Competitor]) -> tuple[ProductChange, ...]:
    """Every product that either analysis knows, once; the loudest first, equal ones by ASIN."""
    old, new = ({product.asin: product for product in side} for side in (before, after))
    found = [
        ProductChange(asin=asin, before=old.get(asin), after=new.get(asin)) for asin in sorted(old.keys() | new.keys())
    ]
    return tuple(sorted(found, key=lambda change: (-_loudest(change), change.asin)))


def _loudest(change: ProductChange) -> float:
    return max(side.share_of_voice for side in (change.before, change.after) if side is not None)
