"""The chunks that a title or highlights can be made of: names with and without an attribute before and a use behind.

Composed here so that each is grammatical by itself; only the most promising are kept, by exact volume.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log10

from pipeline.listing.attributes import find_uses
from pipeline.listing.chunks import Chunk, Kind, Shelf, holds
from pipeline.listing.facts import Facts, runs
from pipeline.listing.highlights import use_lists
from pipeline.listing.market import Market
from pipeline.listing.names import Name, Names
from pipeline.listing.rules import RulePack
from pipeline.listing.spelling import calm, capital
from pipeline.listing.title import Pools
from pipeline.text import stem, stems, words

_HEADS = 240
_NAMES = 120
_ALIKE = 8
_LONG = 5  # words from which a name is hard to read


def gather(
    names: Names,
    found: tuple[Chunk, ...],
    facts: Facts,
    market: Market,
    shelf: Shelf,
    pack: RulePack,
    main_keyword: str,
) -> Pools:
    """The pools for one listing; every head holds the main keyword or the strongest name, where any can."""
    composer = _Composer(names, found, facts, market, shelf)
    made = {chunk.text: chunk for chunk in composer.all() if len(chunk) <= pack.title_characters}
    ranked = sorted(made.values(), key=lambda chunk: (-_promise(chunk, shelf), len(chunk), chunk.text))
    leading = _leading(ranked, main_keyword, names, market)
    return Pools(
        heads=tuple(
            dict.fromkeys([*_today(facts, shelf, pack, composer.stated | composer.measured), *leading[:_HEADS]])
        ),
        names=tuple(_varied(ranked)),
        facts=(*found, *use_lists(find_uses(facts), facts, shelf)),
    )


def _leading(ranked: list[Chunk], main_keyword: str, names: Names, market: Market) -> list[Chunk]:
    """The chunks that hold the main keyword; if no name does, those with the most searched name; else all."""
    named = frozenset(names.names)
    strongest = next((phrase.stems for phrase in market.phrases if phrase.words in named), ())
    for wanted in (tuple(stems(main_keyword, market.language)), strongest):
        leading = [chunk for chunk in ranked if wanted and holds(chunk.stems, wanted)]
        if leading:
            return leading
    return ranked


def _varied(ranked: list[Chunk]) -> list[Chunk]:
    """The most promising, but only so many that end in the same two words."""
    taken: dict[tuple[str, ...], int] = {}
    kept = []
    for chunk in ranked:
        ending = chunk.stems[-2:]
        taken[ending] = taken.get(ending, 0) + 1
        if taken[ending] <= _ALIKE:
            kept.append(chunk)
    return kept[:_NAMES]


def _today(facts: Facts, shelf: Shelf, pack: RulePack, stated: frozenset[str]) -> list[Chunk]:
    """The seller's own title, whole or without its last pieces, in clean punctuation."""
    pieces = [piece for segment in facts.segments if (piece := _own(segment, facts))]
    texts = [", ".join(pieces[:count]) for count in range(len(pieces), 0, -1)]
    chunks = [shelf.chunk(text, Kind.NAME, charm=1.0) for text in texts if len(text) <= pack.title_characters]
    return [replace(chunk, facts=chunk.content & stated) for chunk in chunks]


def _own(segment: str, facts: Facts) -> str:
    """A segment without the brand at its start, calmed, with a capital."""
    found = segment.split()
    brand = facts.brand.split()
    if brand and [token.casefold() for token in found[: len(brand)]] == [token.casefold() for token in brand]:
        found = found[len(brand) :]
    hollow = tuple(words(" ".join(found))) in facts.grammar.hollow
    return "" if hollow else capital(" ".join(map(calm, found)))


def _promise(chunk: Chunk, shelf: Shelf) -> float:
    return (shelf.worth(chunk.exact) + shelf.worth(chunk.literal)) / (2 * shelf.volume or 1) * 100 + chunk.charm


class _Composer:
    """Builds the name chunks."""

    def __init__(self, names: Names, found: tuple[Chunk, ...], facts: Facts, market: Market, shelf: Shelf) -> None:
        self._names, self._facts, self._market, self._shelf = names, facts, market, shelf
        self._adjectives = [chunk for chunk in found if chunk.kind is Kind.FACT and len(chunk.words) <= 2]
        self.stated = frozenset(root for chunk in found if chunk.kind is Kind.FACT for root in chunk.facts)
        self.measured = frozenset(root for chunk in found if chunk.kind is not Kind.FACT for root in chunk.facts)
        self._several = any(chunk.kind is Kind.PACK and not _is_one(chunk) for chunk in found)
        self._listed = find_uses(facts).items
        self._searched = {phrase.words for phrase in market.phrases} | set(_runs(facts))
        self._uses = [(use, facts.grammar.purpose[0]) for use in names.uses] if facts.grammar.purpose else []
        self._use_charms = {(purpose, *use): self._use_charm((purpose, *use)) for use, purpose in self._uses}

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
        charm = self._charm(name, long=len(front) + len(name) > _LONG, used=self._use_charms.get(end, 0.0))
        return self._shelf.chunk(
            text,
            Kind.NAME,
            facts=self._told(name) | (fact.facts if fact else frozenset()),
            charm=charm + (fact.charm * 0.8 if fact else 0.0),
        )

    def _told(self, name: Name) -> frozenset[str]:
        """The facts that a name states: they need not be stated again."""
        return self.stated & frozenset(stem(word, self._market.language) for word in name)

    def _charm(self, name: Name, *, long: bool, used: float) -> float:
        """Points off for a stack of two names, for length, and for one piece where there are several."""
        head = name[-1] if self._facts.grammar.heads_last else name[0]
        wrong_number = self._several and self._facts.grammar.weave and not self._is_several(head)
        return (
            -8.0 * (name in self._names.two_headed)
            - 2.0 * (name not in self._searched)
            - 2.0 * long
            - 4.0 * wrong_number
            + used
        )

    def _use_charm(self, end: Name) -> float:
        """A use is worth more the more it is searched, and most if the seller lists it."""
        asked = sum(phrase.volume for phrase in self._market.phrases if holds(phrase.words, end))
        return 0.4 * log10(1 + asked) + (end[1:] in self._listed)

    def _is_several(self, head: str) -> bool:
        return head.endswith("s") or head in self._facts.grammar.counts


def _runs(facts: Facts) -> Iterator[Name]:
    """Runs of words of today's title."""
    for segment in facts.segments:
        for found in runs(segment):
            yield from (
                tuple(found[start:end]) for start in range(len(found)) for end in range(start + 1, len(found) + 1)
            )


def _is_one(pack: Chunk) -> bool:
    return {word for word in pack.words if word.isdigit()} == {"1"}
