"""Candidate pieces of a title or of highlights: what they say, what they cost, which searches stand in them exactly.

A chunk is grammatical by itself, so that any list of chunks joined by commas reads well. Where they come from is
``names.py`` and ``attributes.py``; which are taken is ``title.py`` and ``highlights.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.listing.coverage import content_stems
from pipeline.listing.market import Market, Phrase
from pipeline.text import stems, words


class Kind(StrEnum):
    """What a chunk tells."""

    NAME = "name"
    FACT = "fact"
    USE = "use"
    SIZE = "size"
    PACK = "pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """One piece of copy.

    ``exact`` are the numbers of the phrases whose stems stand in it in order, ``literal`` those of them that stand
    letter for letter; ``facts`` are the stems it states about the product beyond naming it; ``charm`` is its
    readability in points, ``place`` where it stands among its kind; ``sure``: searched, or in today's title.
    """

    text: str
    kind: Kind
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]
    exact: frozenset[int]
    literal: frozenset[int]
    facts: frozenset[str] = frozenset()
    charm: float = 0.0
    place: int = 0
    sure: bool = True

    def __len__(self) -> int:
        return len(self.text)


class Shelf:
    """The phrases that chunks can hold exactly, found by their first stem."""

    def __init__(self, market: Market, phrases: Iterable[Phrase]) -> None:
        self.language = market.language
        self.phrases = tuple(phrases)
        self.volume = sum(phrase.volume for phrase in self.phrases)
        self._by_stem: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            self._by_stem.setdefault(phrase.stems[0], []).append(number)

    def chunk(self, text: str, kind: Kind, *, facts: frozenset[str] = frozenset(), charm: float = 0.0) -> Chunk:
        """A chunk of this text."""
        written, rooted = tuple(words(text)), tuple(stems(text, self.language))
        exact = frozenset(number for at in range(len(rooted)) for number in self._at(rooted, at))
        return Chunk(
            text=text,
            kind=kind,
            words=written,
            stems=rooted,
            content=content_stems(text, self.language),
            exact=exact,
            literal=frozenset(number for number in exact if holds(written, self.phrases[number].words)),
            facts=facts,
            charm=charm,
        )

    def _at(self, rooted: tuple[str, ...], at: int) -> list[int]:
        return [
            number
            for number in self._by_stem.get(rooted[at], ())
            if rooted[at : at + len(self.phrases[number].stems)] == self.phrases[number].stems
        ]

    def worth(self, numbers: Iterable[int]) -> int:
        """The search volume of these phrases."""
        return sum(self.phrases[number].volume for number in numbers)


def holds(text: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands in the text as neighbouring words."""
    width = len(phrase)
    return any(tuple(text[at : at + width]) == tuple(phrase) for at in range(len(text) - width + 1))
