"""A list of chunks under construction, with everything that the rules of good titles count.

Immutable: adding a chunk gives a new draft, or none where the chunk would spoil the list. It knows limits and
grammar, not rule packs and not alternatives.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.listing.chunks import Chunk, Kind
from pipeline.listing.grammar import Grammar

_TWICE = 2  # stems that may stand twice in one field


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The chunks so far. ``told`` are the facts that may not be stated again, here or in another field."""

    grammar: Grammar
    limit: int
    opening: str = ""
    order: tuple[Kind, ...] = (Kind.NAME, Kind.FACT, Kind.USE, Kind.SIZE, Kind.PACK)
    chunks: tuple[Chunk, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    exact: frozenset[int] = frozenset()
    literal: frozenset[int] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The chunks joined as they will be shown."""
        body = ", ".join(
            chunk.text for chunk in sorted(self.chunks, key=lambda chunk: (self.order.index(chunk.kind), chunk.place))
        )
        return f"{self.opening} {body}".strip()

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that stands in it."""
        return frozenset(self.counts)

    @property
    def names(self) -> frozenset[str]:
        """The stems of its names."""
        return frozenset(root for chunk in self.chunks if chunk.kind is Kind.NAME for root in chunk.content)

    @property
    def charm(self) -> float:
        """Readability in points."""
        return sum(chunk.charm for chunk in self.chunks)

    def plus(self, chunk: Chunk, *, repeats: int = _TWICE) -> Draft | None:
        """The draft with one more chunk; None where that is too long, says a thing twice or piles up a word."""
        length = len(self.text) + len(chunk) + (2 if self.chunks else 1 if self.opening else 0)
        if length > self.limit or chunk.facts & self.told or (chunk.content and chunk.content <= self.stems):
            return None
        counts = self.counts + Counter(
            s for s, w in zip(chunk.stems, chunk.words, strict=True) if w not in self.grammar.small
        )
        if max(counts.values(), default=0) > _TWICE or sum(count > 1 for count in counts.values()) > repeats:
            return None
        if self._repeats_a_pair(chunk) or self._speaks_twice(chunk) or self._contains_a_name(chunk):
            return None
        return Draft(
            grammar=self.grammar,
            limit=self.limit,
            opening=self.opening,
            order=self.order,
            chunks=(*self.chunks, chunk),
            counts=counts,
            exact=self.exact | chunk.exact,
            literal=self.literal | chunk.literal,
            told=self.told | chunk.facts,
        )

    def _repeats_a_pair(self, chunk: Chunk) -> bool:
        mine = {pair for own in self.chunks for pair in pairwise(own.stems)}
        return any(pair in mine for pair in pairwise(chunk.stems))

    def _contains_a_name(self, chunk: Chunk) -> bool:
        """A name that is another one with more words (*garlic press, steel garlic press*)."""
        names = [own.content for own in self.chunks if own.kind is Kind.NAME]
        return chunk.kind is Kind.NAME and any(name <= chunk.content for name in names)

    def _speaks_twice(self, chunk: Chunk) -> bool:
        """A second pack, size or use."""
        single = chunk.kind in {Kind.PACK, Kind.SIZE, Kind.USE} and any(own.kind is chunk.kind for own in self.chunks)
        purposes = frozenset(self.grammar.purpose)
        return single or bool(purposes & set(chunk.words) and any(purposes & set(own.words) for own in self.chunks))
