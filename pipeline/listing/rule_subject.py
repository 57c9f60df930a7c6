"""What a test of a rule looks at (a field, its words with their places) and what it hands back.

A word is the same run of letters and digits as in ``pipeline.text``; only its place in the text is added, so
that what offends can be shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import text as reading
from pipeline.listing.rulebook import Rule
from pipeline.model import Copy

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written (``text``), folded (``word``), its place, and whether hyphens join it to its neighbours."""

    text: str
    word: str
    start: int
    end: int
    joined_left: bool
    joined_right: bool

    @property
    def hyphenated(self) -> bool:
        """Whether it is part of a hyphenated word."""
        return self.joined_left or self.joined_right


@dataclass(frozen=True, slots=True)
class Finding:
    """What offends, as it stands in the text, and the measure that the rule's message may speak of."""

    text: str
    actual: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One field under test: its name as a violation says it, its text, and what stands around it."""

    field: str
    text: str
    copy: Copy
    brand: str
    other_brands: tuple[str, ...]
    language: str

    def allowed(self, rule: Rule) -> str:
        """The text in which the rule looks: without the brand's name where the rule lets that pass."""
        return masked(self.text, self.brand) if rule.except_brand else self.text

    def tokens(self, rule: Rule) -> Sequence[Token]:
        """The words at which the rule looks; their places are those in the whole text."""
        return tokens(self.allowed(rule))

    @property
    def bullet(self) -> int:
        """Which bullet this is, counted from 0."""
        return int(self.field.rpartition(" ")[2]) - 1


Test = Callable[[Rule, Piece], Iterator[Finding]]
"""Reads one field in time linear in its length; raises on no text."""


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order. Kept for the few fields that many rules look at one after another."""
    return tuple(_token(text, match) for match in _WORD.finditer(text))


def _token(text: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return Token(match.group(), reading.fold(match.group()), start, end, _joins(before[::-1]), _joins(after))


def _joins(outward: str) -> bool:
    return len(outward) == 2 and outward[0] in _HYPHENS and outward[1].isalnum()


def first_word(text: str) -> str:
    """The first word as written; empty where there is none."""
    return next((token.text for token in tokens(text)), "")


def masked(text: str, brand: str, *, as_written: bool = False) -> str:
    """The text with the brand's name blanked out, so that nothing in the name can offend; places stay.

    A name without a letter or digit blanks nothing. ``as_written``: only where capitals agree.
    """
    if not any(character.isalnum() for character in brand):
        return text
    return _name(brand.strip(), as_written).sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=256)
def _name(brand: str, as_written: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(brand)}(?!\w)", re.NOFLAG if as_written else re.IGNORECASE)


def runs(found: Sequence[Token], text: str) -> Iterator[Finding]:
    """Neighbouring words with nothing but space and hyphens between them as one piece of the text; each piece once."""
    pieces: list[tuple[int, int]] = []
    for token in found:
        if pieces and not text[pieces[-1][1] : token.start].strip(f"{_HYPHENS} "):
            pieces[-1] = (pieces[-1][0], token.end)
        else:
            pieces.append((token.start, token.end))
    yield from map(Finding, dict.fromkeys(text[start:end] for start, end in pieces))
