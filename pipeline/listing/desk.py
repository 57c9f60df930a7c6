"""What lies before the writer of one listing: the market, the facts, the rules, the words that may stand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.listing.attributes import Uses
from pipeline.listing.chunks import Chunk, Shelf
from pipeline.listing.facts import Facts
from pipeline.listing.market import Market
from pipeline.listing.names import Names
from pipeline.listing.never import Never
from pipeline.listing.provenance import Sources
from pipeline.listing.rules import RulePack, check
from pipeline.listing.title import Pools
from pipeline.listing.truth import Truth
from pipeline.model import Copy
from pipeline.result import Violation
from pipeline.text import stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that the writing of one listing needs, read once."""

    market: Market
    facts: Facts
    truth: Truth
    pack: RulePack
    shelf: Shelf
    names: Names
    chunks: tuple[Chunk, ...]
    uses: Uses
    pools: Pools
    broad: Market
    brand: str
    other_brands: tuple[str, ...]
    never: Never
    main_keyword: str
    sources: Sources

    def errors(self, copy: Copy) -> list[Violation]:
        """The rules of severity error that a copy breaks."""
        return [violation for violation in self.violations(copy) if violation.severity == "error"]

    def may_stand(self, copy: Copy) -> bool:
        """Whether a copy breaks no rule of severity error, invents nothing and says nothing that the user forbids."""
        texts = (copy.title, copy.item_highlights, *copy.bullets, copy.search_terms)
        forbidden = any(self.never.found(text) for text in texts)
        return not forbidden and not self.errors(copy) and not self.sources.unsupported(copy)

    def violations(self, copy: Copy) -> tuple[Violation, ...]:
        """All rules that a copy breaks."""
        return check(copy, self.pack, brand=self.brand, other_brands=self.other_brands, language=self.market.language)

    def shown(self, copy: Copy) -> frozenset[str]:
        """The stems that stand anywhere in a copy."""
        fields = (copy.title, copy.item_highlights, *copy.bullets, copy.search_terms)
        return frozenset(root for text in fields for root in stems(text, self.market.language))
