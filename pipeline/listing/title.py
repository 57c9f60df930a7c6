"""The title: brand, the product by its strongest name, what sets it apart, size and pack; the best by a beam search.

A title is a list of chunks that are each grammatical. What "best" means is the ``Taste`` of an alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts

_WIDTH = 40
_ROOMY = 120  # characters from which a title has room for more names and facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What one alternative favours: points for all searched volume held exactly, for all phrases, for today's words."""

    name: str
    note: str
    volume: float = 100.0
    phrases: float = 0.0
    closeness: float = 0.0
    charm: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The stems and neighbouring stems of today's title."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def likeness(self, draft: Draft) -> float:
        """-1 to 1: words and neighbours kept, less new words."""
        if not self.stems:
            return 0.0
        stems = draft.stems
        pairs = {pair for chunk in draft.chunks for pair in zip(chunk.stems, chunk.stems[1:], strict=False)}
        kept = 2 * len(stems & self.stems) + 3 * len(pairs & self.pairs) - 2 * len(stems - self.stems)
        return kept / (2 * len(self.stems) + 3 * len(self.pairs) or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """The chunks to choose from."""

    heads: tuple[Chunk, ...]
    names: tuple[Chunk, ...]
    facts: tuple[Chunk, ...]


def write_titles(pools: Pools, facts: Facts, shelf: Shelf, today: Today, taste: Taste, limit: int) -> list[Draft]:
    """Finished titles, best first; empty where not even one name fits."""
    empty = Draft(grammar=facts.grammar, limit=limit, opening=facts.brand)
    jury = _Jury(shelf, today, taste)
    beam = jury.best(_grown(_opened(empty, pools.facts), pools.heads))
    roomy = limit > _ROOMY
    for _ in range(3 if roomy else 1):
        beam = jury.best([*beam, *_grown(beam, pools.names)])
    features = [chunk for chunk in pools.facts if chunk.kind in {Kind.FACT, Kind.USE}]
    for _ in range(6 if roomy else 3):
        beam = jury.best([*beam, *_grown(beam, features)])
    return beam


def _opened(empty: Draft, facts: Iterable[Chunk]) -> list[Draft]:
    """Drafts with pack and size already in: they are told wherever they are known, so their room comes off first."""
    drafts = [empty]
    for kind in (Kind.PACK, Kind.SIZE):
        drafts += list(_grown(drafts, [chunk for chunk in facts if chunk.kind is kind]))
    return drafts


def _grown(beam: Iterable[Draft], pool: Iterable[Chunk]) -> Iterator[Draft]:
    for draft in beam:
        for chunk in pool:
            grown = draft.plus(chunk)
            if grown is not None:
                yield grown


class _Jury:
    """Scores drafts by one taste; equal scores by their text, so that the order of candidates never matters."""

    def __init__(self, shelf: Shelf, today: Today, taste: Taste) -> None:
        self._shelf, self._today, self._taste = shelf, today, taste

    def best(self, drafts: Iterable[Draft]) -> list[Draft]:
        found = {draft.text: draft for draft in drafts}
        ranked = sorted(found.values(), key=lambda draft: (-round(self.score(draft), 6), len(draft.text), draft.text))
        return ranked[:_WIDTH]

    def score(self, draft: Draft) -> float:
        taste, shelf = self._taste, self._shelf
        volume = (shelf.worth(draft.exact) + shelf.worth(draft.literal)) / (2 * shelf.volume or 1)
        phrases = (len(draft.exact) + len(draft.literal)) / (2 * len(shelf.phrases) or 1)
        return (
            taste.volume * volume
            + taste.phrases * phrases
            + taste.closeness * self._today.likeness(draft)
            + taste.charm * draft.charm
        )
