"""The title: brand, the product by its strongest name, what sets it apart, size and pack; the best by a beam search.

A title is a list of chunks that are each grammatical. What "best" means is the ``Taste`` of an alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts

_WIDTH = 40
_ROOMY = 120  # characters from which a title has room for more names and facts


Measure = Literal["closeness", "volume", "phrases", "facts", "names", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What one alternative favours: points for all searched volume held exactly, for all phrases, for today's words.

    ``measure`` is what its name promises: no other alternative may have more of it.
    """

    name: str
    note: str
    measure: Measure
    volume: float = 100.0
    phrases: float = 0.0
    closeness: float = 0.0
    charm: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The stems and neighbouring stems of today's title.

    ``first`` are the pairs of its first piece, which counts
    twice.
    """

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    first: frozenset[tuple[str, str]]

    def likeness(self, draft: Draft) -> float:
        """-1 to 1: words and neighbours kept, less new words."""
        if not self.stems:
            return 0.0
        stems = draft.stems
        pairs = {pair for chunk in draft.chunks for pair in pairwise(chunk.stems)}
        kept = 2 * len(stems & self.stems) + 3 * len(pairs & self.pairs) - 2 * len(stems - self.stems)
        first = 3 * len(pairs & self.first)
        return (kept + first) / (2 * len(self.stems) + 3 * len(self.pairs) + 3 * len(self.first) or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """The chunks to choose from."""

    heads: tuple[Chunk, ...]
    names: tuple[Chunk, ...]
    facts: tuple[Chunk, ...]


def write_titles(pools: Pools, facts: Facts, jury: Jury, taste: Taste, limit: int) -> list[Draft]:
    """Finished titles, best first; empty where not even one name fits."""
    empty = Draft(grammar=facts.grammar, limit=limit, opening=facts.brand)
    beam = jury.best(taste, _grown(_opened(empty, pools.facts), pools.heads))
    roomy = limit > _ROOMY
    for _ in range(3 if roomy else 1 if pools.facts else 2):
        beam = jury.best(taste, [*beam, *_grown(beam, pools.names)])
    features = [
        chunk for chunk in pools.facts if chunk.sure and (chunk.kind is Kind.FACT or (roomy and chunk.kind is Kind.USE))
    ]
    for _ in range(6 if roomy else 3):
        beam = jury.best(taste, [*beam, *_grown(beam, features)])
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


class Jury:
    """Scores drafts by a taste; equal scores by their text, so that the order of candidates never matters."""

    def __init__(self, shelf: Shelf, today: Today) -> None:
        self._shelf, self._today = shelf, today

    def best(self, taste: Taste, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts worth going on with, best first."""
        found = {draft.text: draft for draft in drafts}
        scores = {text: round(self.score(draft, taste), 6) for text, draft in found.items()}
        return [found[text] for text in sorted(found, key=lambda text: (-scores[text], len(text), text))[:_WIDTH]]

    def score(self, draft: Draft, taste: Taste) -> float:
        """Points of a draft by a taste."""
        return (
            taste.volume * self._volume(draft)
            + taste.phrases * self._phrases(draft)
            + taste.closeness * self._today.likeness(draft)
            + taste.charm * draft.charm
        )

    def measure(self, draft: Draft, taste: Taste) -> float:
        """How much a draft has of what the taste's name promises."""
        whole = self._shelf.chunk(draft.text, Kind.NAME)
        measures = {
            "volume": self._shelf.worth(whole.exact),
            "phrases": len(whole.exact),
            "closeness": self._today.likeness(draft),
            "facts": sum(chunk.kind is not Kind.NAME for chunk in draft.chunks),
            "names": 0,
            "none": 0,
        }
        return measures[taste.measure]

    def _volume(self, draft: Draft) -> float:
        """0 to 1; letter for letter counts as much again as by stems."""
        return (self._shelf.worth(draft.exact) + self._shelf.worth(draft.literal)) / (2 * self._shelf.volume or 1)

    def _phrases(self, draft: Draft) -> float:
        return (len(draft.exact) + len(draft.literal)) / (2 * len(self._shelf.phrases) or 1)
