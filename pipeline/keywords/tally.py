"""Sums over the phrases of a list that the reading of the product is made from.

Promises one pass: how much weight each word carries, how much of it as the head of a phrase. Phrases in another
language are left out by the caller. It decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.keywords.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Weights by stem; ``holders`` lists the phrases of each stem."""

    phrases: tuple[Phrase, ...]
    total: float
    occurrence: dict[int, float]
    heading: dict[int, float]
    holders: dict[int, tuple[Phrase, ...]]

    def headness(self, stem: int) -> float:
        """The share of a word's weight that it carries as the head."""
        return self.heading.get(stem, 0.0) / self.occurrence[stem] if self.occurrence.get(stem) else 0.0

    def share(self, stem: int) -> float:
        """The share of the whole list's weight that holds the word."""
        return self.occurrence.get(stem, 0.0) / self.total if self.total else 0.0


def tally(phrases: Sequence[Phrase]) -> Tally:
    """Sum up the phrases."""
    occurrence: dict[int, float] = defaultdict(float)
    heading: dict[int, float] = defaultdict(float)
    holders: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for stem in phrase.stems:
            occurrence[stem] += phrase.weight
            holders[stem].append(phrase)
        if phrase.head >= 0:
            heading[phrase.words[phrase.head].stem] += phrase.weight
    return Tally(
        phrases=tuple(phrases),
        total=sum(phrase.weight for phrase in phrases),
        occurrence=dict(occurrence),
        heading=dict(heading),
        holders={stem: tuple(found) for stem, found in holders.items()},
    )
