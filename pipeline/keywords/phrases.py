"""Phrases as the categoriser sees them: words with their traits, a head, and the figures of the row.

Promises that every distinct word is looked up once and that a phrase is read once. What a phrase is about stands
before its first preposition: last there in most languages, first in the Romance ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import text
from pipeline.keywords import traits
from pipeline.keywords.foreign import Strangers
from pipeline.keywords.vocabulary import Vocabulary
from pipeline.model import KeywordRow

HEAD_FIRST = frozenset({"es", "fr", "it", "pt"})
"""Languages that put what a phrase is about first."""


@dataclass(frozen=True, slots=True)
class Word:
    """One distinct word: ``stem`` is the number that its inflections share, ``frequency`` its Zipf value."""

    text: str
    stem: int
    traits: int
    known: str
    frequency: float
    foreign: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase. ``traits`` go by position; ``head`` is a position or -1.

    ``cut`` is where its main part ends; ``reach`` where that ends with everything put beside it by *and*.

    ``clicks`` is the share of clicks that three products take, in percent.

    ``content`` holds the positions of words that mean something. ``searches`` is ``1 + ln(1 + volume)``,
    ``competition`` ``ln(1 + competing products)``, ``weight`` the searches times ``trust``.
    """

    text: str
    words: tuple[Word, ...]
    traits: tuple[int, ...]
    cut: int
    reach: int
    head: int
    content: tuple[int, ...]
    stems: frozenset[int]
    volume: int
    searches: float
    competition: float | None
    competing: int | None
    clicks: float | None
    relevancy: int | None
    trust: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Stems of the product's own name, which lose the traits that lists give them.

    All but those of an attribute, for a *stainless steel* press stays a version; those of ``whatever`` lose these too.
    """

    stems: frozenset[str] = frozenset()
    whatever: frozenset[str] = frozenset()


def trust(relevancy: int | None, literal: float) -> float:
    """How surely a phrase is about the product, 0.04-1: by its relevancy, else by how ``literal`` it is.

    ``literal`` is the share of its words that stand in the title.
    """
    return max(0.04, (literal if relevancy is None else relevancy / 10) ** 2)


class Speller:
    """Turns words into ``Phrase`` values for one store.

    ``released`` names are no brands in this list.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        strangers: Strangers,
        own: Own = Own(),
        released: frozenset[tuple[str, ...]] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self._strangers = strangers
        self.language = vocabulary.languages[0]
        self.head_first = self.language in HEAD_FIRST
        self.stem_texts: list[str] = []
        self._own = own
        self._released = released
        self._numbers: dict[str, int] = {}
        self._words: dict[str, Word] = {}

    def stem(self, word: str) -> int:
        """The number of a word's stem."""
        stemmed = text.stem(word, self.language)
        number = self._numbers.get(stemmed)
        if number is None:
            number = self._numbers[stemmed] = len(self.stem_texts)
            self.stem_texts.append(stemmed)
        return number

    def word(self, token: str) -> Word:
        """What is known of one word."""
        word = self._words.get(token)
        if word is None:
            word = self._words[token] = self._look_up(token)
        return word

    def known_words(self) -> list[Word]:
        """Every word looked up so far, in that order."""
        return list(self._words.values())

    def _look_up(self, token: str) -> Word:
        found = self.vocabulary.traits(token)
        if (token,) in self._released:
            found &= ~traits.NAMED
        return Word(
            text=token,
            stem=self.stem(token),
            traits=self.plain(token, found),
            known=self.vocabulary.known(token),
            frequency=self.vocabulary.frequency(token),
            foreign=bool(self._strangers.language_of(token)),
        )

    def plain(self, token: str, found: int) -> int:
        """The traits without those that a word of the product's own name has lost: a *gift* seller's ``gift``."""
        stem = text.stem(token, self.language) if found & ~traits.STOP else ""
        if stem not in self._own.stems:
            return found
        kept = traits.KEPT_BY_PRODUCT | (0 if stem in self._own.whatever else traits.ATTRIBUTE)
        return found & kept | (traits.WHOSE if found & traits.AUDIENCE else 0)

    def phrase(
        self,
        typed: str,
        tokens: Sequence[str],
        row: KeywordRow | None = None,
        relevancy: int | None = None,
        sure: float = 0.04,
    ) -> Phrase:
        """Read one phrase: its row's text in words, with what ``trust`` said of it as ``sure``."""
        volume = row.search_volume if row else None
        competing = row.competing_products if row else None
        words = tuple(map(self.word, tokens))
        marks = self._marks(tokens, words)
        cut, reach = _cut(marks)
        content = tuple(at for at, mark in enumerate(marks) if not mark & traits.STOP)
        return Phrase(
            text=typed,
            words=words,
            traits=marks,
            cut=cut,
            reach=reach,
            head=_head(marks, cut if self.head_first else reach, first=self.head_first),
            content=content,
            stems=frozenset(words[at].stem for at in content),
            volume=volume or 0,
            searches=1 + math.log1p(volume or 0),
            competition=None if competing is None else math.log1p(competing),
            competing=competing,
            clicks=row.click_share if row else None,
            relevancy=relevancy,
            trust=sure,
            weight=(1 + math.log1p(volume or 0)) * sure,
        )

    def _marks(self, tokens: Sequence[str], words: tuple[Word, ...]) -> tuple[int, ...]:
        marks = [word.traits for word in words]
        for start, length, found in self.vocabulary.spans(tokens):
            if self._released and tuple(tokens[start : start + length]) in self._released:
                continue
            own = text.stem(tokens[start + length - 1], self.language) in self._own.whatever
            for at in range(start, start + length):
                joint = found & traits.KEPT_BY_PRODUCT if own else self.plain(tokens[at], found)
                parted = words[at].traits & traits.PREPOSITION if at == start else 0  # *with* lid still parts
                marks[at] = joint | parted
        for at in range(1, len(marks)):
            both = _pair(marks[at - 1], marks[at])
            marks[at] |= both
            marks[at - 1] |= both
        return tuple(marks)


def _pair(before: int, mark: int) -> int:
    """What two neighbours make together: 36 *inches* and 30 lb *bag* a measure, latex *free* a feature."""
    if mark & traits.UNIT and before & (traits.NUMBER | traits.MEASURE):
        return traits.MEASURE
    return traits.FEATURE if mark & traits.SECOND_HALF and not before & (traits.STOP | traits.NUMBER) else 0


def _cut(marks: tuple[int, ...]) -> tuple[int, int]:
    """The first preposition behind a word that can be a head, and the first that is no *and*; else the end."""
    cut = 0
    seen = False
    for at, mark in enumerate(marks):
        if mark & traits.PREPOSITION and seen:
            cut = cut or at
            if not mark & traits.CONJUNCTION:
                return cut, at
        seen = seen or not mark & (traits.NO_HEAD | traits.NUMBER)
    return cut or len(marks), len(marks)


def _head(marks: tuple[int, ...], cut: int, *, first: bool) -> int:
    order = range(cut) if first else range(cut - 1, -1, -1)
    return next((at for at in order if not marks[at] & (traits.NO_HEAD | traits.NUMBER)), -1)
