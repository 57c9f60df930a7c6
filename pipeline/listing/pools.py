"""The chunks that a title or highlights can be made of: names with and without an attribute before and a use behind.

Composed here so that each is grammatical by itself; only the most promising are kept, by exact volume.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.listing.attributes import find_uses
from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.facts import Facts
from pipeline.listing.highlights import use_lists
from pipeline.listing.market import Market
from pipeline.listing.names import Name, Names
from pipeline.listing.rules import RulePack
from pipeline.listing.title import Pools
from pipeline.text import stem

_HEADS = 240
_NAMES = 90
_LONG = 5  # words from which a name is hard to read


def gather(
    names: Names, facts_found: tuple[Chunk, ...], facts: Facts, market: Market, shelf: Shelf, pack: RulePack
) -> Pools:
    """The pools for one listing."""
    composer = _Composer(names, facts_found, facts, market, shelf)
    made = {chunk.text: chunk for chunk in composer.all() if len(chunk) <= pack.title_characters}
    ranked = sorted(made.values(), key=lambda chunk: (-_promise(chunk, shelf), len(chunk), chunk.text))
    plain = [chunk for chunk in ranked if not chunk.facts]
    return Pools(
        heads=tuple(dict.fromkeys([*ranked[:_HEADS], *plain[:_NAMES]])),
        names=tuple(ranked[:_NAMES]),
        facts=(*facts_found, *use_lists(find_uses(facts), facts, shelf)),
    )


def _promise(chunk: Chunk, shelf: Shelf) -> float:
    return (shelf.worth(chunk.exact) + shelf.worth(chunk.literal)) / (2 * shelf.volume or 1) * 100 + chunk.charm


class _Composer:
    """Builds the name chunks."""

    def __init__(self, names: Names, found: tuple[Chunk, ...], facts: Facts, market: Market, shelf: Shelf) -> None:
        self._names, self._facts, self._market, self._shelf = names, facts, market, shelf
        self._adjectives = [chunk for chunk in found if chunk.kind is Kind.FACT and len(chunk.words) <= 2]
        self._several = any(chunk.kind is Kind.PACK and not _is_one(chunk) for chunk in found)
        self._uses = [(use, facts.grammar.purpose[0]) for use in names.uses] if facts.grammar.purpose else []

    def all(self) -> Iterator[Chunk]:
        """Every name bare, with an attribute before it, with a use behind it, with both."""
        for name in self._names.names:
            ends = [(), *(((purpose, *use)) for use, purpose in self._uses if self._may_follow(name, use))]
            for end in ends:
                yield self._chunk((), name, end)
                yield from (
                    self._chunk(fact.words, name, end, fact)
                    for fact in self._adjectives
                    if self._may_precede(fact, name)
                )

    def _may_follow(self, name: Name, use: Name) -> bool:
        roots = {stem(word, self._market.language) for word in name}
        return not roots & {stem(word, self._market.language) for word in use}

    def _may_precede(self, fact: Chunk, name: Name) -> bool:
        """An attribute stands before a name where it is said so, or where it is one of the seller's compounds."""
        if not self._facts.grammar.heads_last or fact.content & {stem(w, self._market.language) for w in name}:
            return False
        pair = (fact.words[-1], name[0])
        said = pair in self._facts.pairs or self._market.pairs.get(pair, 0) >= self._market.volume * 0.001
        return said or "-" in fact.text

    def _chunk(self, front: Name, name: Name, end: Name, fact: Chunk | None = None) -> Chunk:
        text = self._facts.spelling.write((*front, *name, *end))
        charm = self._charm(name, long=len(front) + len(name) > _LONG, used=bool(end))
        return self._shelf.chunk(
            text,
            Kind.NAME,
            facts=fact.content if fact else frozenset(),
            charm=charm + (fact.charm * 0.8 if fact else 0.0),
        )

    def _charm(self, name: Name, *, long: bool, used: bool) -> float:
        """Points off for a stack of two names, for length, and for one piece where there are several."""
        head = name[-1] if self._facts.grammar.heads_last else name[0]
        wrong_number = self._several and self._facts.grammar.weave and not self._is_several(head)
        return -4.0 * (name in self._names.two_headed) - 2.0 * long - 2.0 * wrong_number + 1.0 * used

    def _is_several(self, head: str) -> bool:
        return head.endswith("s") or head in self._facts.grammar.counts


def _is_one(pack: Chunk) -> bool:
    return {word for word in pack.words if word.isdigit()} == {"1"}
