"""Phrases as the words that were meant: compounds joined or split, misspellings repaired.

Promises that ``make up``, ``makeup`` and ``makup`` come out as one word when the list or the listing shows that they
are one. It learns only from the words handed in; it knows nothing of categories and looks at no figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import text
from pipeline.keywords.vocabulary import COMPOUNDING

_MARKS = re.compile("[™®©℠\ufffc]|ufffc|ï¼fc|ï¿¼")  # the last ones are U+FFFC as careless tools write it
_GLUED = re.compile(r"([a-z]{3,})(\d+)")  # iphone15
_OFTEN = 3  # a word or pair in so many phrases is the list's own vocabulary
_RARE = 8  # misspellings are rarer than this
_SHORT, _LONG = 4, 7  # letters: shorter words are repaired only into another phrase; two slips need a long word
_SHORTEST = 3
_LONGEST_CUT, _CUT = 5, 3  # letters of an abbreviation, and how many it leaves out at least
_BLOCK = 500_000  # comparisons held in memory at a time


def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they stand there."""
    return tuple(text.words(_MARKS.sub(" ", phrase)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What tidying asks about a word: is it known, is it likely a word of another language, is it a compound.

    A compound that is nowhere met as it stands may be a slip of another one: *fahradlampe*.
    """

    known: Callable[[str], bool]
    foreign: Callable[[str], bool]
    compound: Callable[[str], bool] = lambda _word: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidy:
    """The changes to make: pairs to join, words to replace by one or two others."""

    joins: dict[tuple[str, str], str]
    changes: dict[str, tuple[str, ...]]

    def apply(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words of one phrase, tidied."""
        changes = self.changes
        changed = [part for word in words for part in changes.get(word, (word,))]
        if not self.joins or len(changed) < 2:
            return tuple(changed)
        return self._joined(changed)

    def _joined(self, words: list[str]) -> tuple[str, ...]:
        out: list[str] = []
        for word in words:
            joined = self.joins.get((out[-1], word)) if out else None
            if joined:
                out[-1] = joined
            else:
                out.append(word)
        return tuple(out)


def learn(phrases: Sequence[Sequence[str]], page: frozenset[str], lookup: Lookup, language: str) -> Tidy:
    """Which changes the phrases of a list need. ``page`` holds the words of the listing, which are always right."""
    counts = Counter(word for phrase in phrases for word in set(phrase))
    pairs = Counter(pair for phrase in phrases for pair in set(pairwise(phrase)))
    contexts = _Contexts.of(phrases)
    joins = _joins(counts, pairs, page, lookup)
    splits = _splits(counts, pairs, page, lookup)
    compounds = _closed_compounds(counts, page, lookup, language) if language in COMPOUNDING else {}
    spellings = _spellings(counts, page, lookup)
    if language not in COMPOUNDING:  # there *hund* is no beginning of *hundebett* but a word of its own
        spellings |= _abbreviations(counts, page, contexts)
    repairs = _repairs({w: n for w, n in counts.items() if w not in splits}, page, lookup, contexts)
    joins = {pair: joined for pair, joined in joins.items() if joined not in compounds}
    parts = compounds | splits
    changes = parts | {wrong: parts.get(right, (right,)) for wrong, right in (repairs | spellings).items()}
    return Tidy(joins=joins, changes=changes)


def _joins(
    counts: Counter[str], pairs: Counter[tuple[str, str]], page: frozenset[str], lookup: Lookup
) -> dict[tuple[str, str], str]:
    """Pairs that the listing writes as one, or a known word that the list writes as one more often."""
    found = {}
    for (first, second), apart in pairs.items():
        joined = first + second
        if first.isdigit() or second.isdigit() or len(joined) < _SHORT:
            continue
        common = counts[joined] > apart and min(len(first), len(second)) > 1 and lookup.known(joined)
        if joined in page or common:
            found[first, second] = joined
    return found


def _splits(
    counts: Counter[str], pairs: Counter[tuple[str, str]], page: frozenset[str], lookup: Lookup
) -> dict[str, tuple[str, ...]]:
    """Words that the list more often writes as two, or that are unknown and two words of the listing."""
    found: dict[str, tuple[str, ...]] = {}
    for word, together in counts.items():
        if len(word) < _SHORT or word in page:
            continue
        named = _GLUED.fullmatch(word)
        if named and set(named.groups()) <= page:
            found[word] = (named[1], named[2])
        if not word.isalpha():
            continue
        halves = ((word[:at], word[at:]) for at in range(1, len(word) - 1))
        best = max(halves, key=lambda pair: (pairs[pair], pair), default=None)
        if best and pairs[best] >= max(_OFTEN, together):
            found[word] = best
            continue
        if (
            best
            and pairs[best]
            and not lookup.known(word)
            and all(_stands_alone(half, best, counts, pairs) for half in best)
        ):
            found[word] = best
            continue
        both = [(word[:at], word[at:]) for at in range(3, len(word) - 2) if {word[:at], word[at:]} <= page]
        if both and not lookup.known(word):
            found[word] = both[0]
    return found


def _stands_alone(half: str, pair: tuple[str, str], counts: Counter[str], pairs: Counter[tuple[str, str]]) -> bool:
    """Whether a half is a word of the list beyond this pair: *cam* of *bodycam* is, *eco* of a brand is not."""
    return counts[half] >= pairs[pair] + _OFTEN


def _closed_compounds(
    counts: Counter[str], page: frozenset[str], lookup: Lookup, language: str
) -> dict[str, tuple[str, ...]]:
    """``helmkamera`` -> ``helm``, ``kamera`` where the second is a word of its own in the list."""
    found: dict[str, tuple[str, ...]] = {}
    seconds = page | {word for word, count in counts.items() if count >= _OFTEN}
    stems = {text.stem(word, language) for word in seconds if len(word) > 2}
    for word in counts:
        for at in range(3, len(word) - 3):
            first, second = word[:at], word[at:]
            if text.stem(second, language) in stems:
                bare = next(
                    (f for f in (first, first.removesuffix("s"), first.removesuffix("n")) if lookup.known(f)), ""
                )
                if len(bare) >= 3:
                    found[word] = (bare, second)
                    break
    return found


@dataclass(frozen=True, slots=True)
class _Contexts:
    """The phrases themselves: a repair that turns a phrase into another one of the list is well founded."""

    holders: dict[str, list[Sequence[str]]]
    exact: set[tuple[str, ...]]

    @classmethod
    def of(cls, phrases: Sequence[Sequence[str]]) -> _Contexts:
        holders: dict[str, list[Sequence[str]]] = {}
        for phrase in phrases:
            for word in phrase:
                holders.setdefault(word, []).append(phrase)
        return cls(holders, {tuple(phrase) for phrase in phrases})

    def confirm(self, wrong: str, right: str) -> bool:
        return any(
            tuple(right if word == wrong else word for word in phrase) in self.exact
            for phrase in self.holders.get(wrong, ())
        )


def _repairs(counts: dict[str, int], page: frozenset[str], lookup: Lookup, contexts: _Contexts) -> dict[str, str]:
    """Unknown rare words with the near, known and frequent word that was meant."""
    right = sorted(
        {w for w, n in counts.items() if n >= _OFTEN and _spellable(w) and lookup.known(w)}
        | {w for w in page if _spellable(w)}
    )
    wrong = sorted(
        w
        for w, n in counts.items()
        if n < _RARE and _spellable(w) and w not in page and (not lookup.known(w) or lookup.compound(w))
    )
    found: dict[str, str] = {}
    for word, near in _near(wrong, right):
        best = min(near, key=lambda item: (item[1], -counts.get(item[0], 0), item[0]), default=None)
        if best and best[1] > 1 and lookup.compound(word):
            continue  # two slips from one compound to another are two words
        if best and _plausible(word, *best, counts, contexts) and _native(word, best[0], lookup, contexts):
            found[word] = best[0]
    return found


def _abbreviations(counts: Counter[str], page: frozenset[str], contexts: _Contexts) -> dict[str, str]:
    """``vit`` -> ``vitamin``: the beginning of a word of the listing where the list holds the same phrase with that."""
    found: dict[str, str] = {}
    for word in counts:
        if word not in page and _SHORTEST <= len(word) <= _LONGEST_CUT and word.isalpha():
            whole = (w for w in sorted(page) if w.startswith(word) and len(w) >= len(word) + _CUT)
            meant = next((w for w in whole if contexts.confirm(word, w)), "")
            if meant:
                found[word] = meant
    return found


_BRITISH = (("our", "or"), ("ise", "ize"), ("isi", "izi"), ("grey", "gray"), ("aluminium", "aluminum"), ("tre", "ter"))
"""What British and American spelling write differently."""


def _spellings(counts: Counter[str], page: frozenset[str], lookup: Lookup) -> dict[str, str]:
    """Words in the other spelling of English than the listing's, or than the list's more frequent one."""
    found: dict[str, str] = {}
    for word, count in counts.items():
        if word in page or len(word) < _SHORT:
            continue
        for pair in _BRITISH:
            for mine, other in (pair, pair[::-1]):
                meant = word.replace(mine, other, 1)
                if meant != word and (meant in page or counts[meant] > count) and lookup.known(meant):
                    found[word] = meant
    return found


def _spellable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _near(wrong: list[str], right: list[str]) -> Iterable[tuple[str, list[tuple[str, int]]]]:
    """Each wrong word with the right ones at most two slips away (optimal string alignment)."""
    if not right:
        return
    step = max(1, _BLOCK // len(right))
    for start in range(0, len(wrong), step):
        block = wrong[start : start + step]
        distances = process.cdist(block, right, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        rows, columns = np.nonzero(distances <= 2)
        near: dict[int, list[tuple[str, int]]] = {}
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            near.setdefault(row, []).append((right[column], int(distances[row, column])))
        for row, found in sorted(near.items()):
            yield block[row], found


def _plausible(wrong: str, right: str, slips: int, counts: dict[str, int], contexts: _Contexts) -> bool:
    """Two slips need a long word; another first letter needs one too, or a phrase that shows what was meant."""
    if counts.get(right, _OFTEN) <= counts.get(wrong, 0):
        return False
    if slips > 1 and (len(wrong) < _LONG or wrong[0] != right[0]):
        return False
    if min(len(wrong), len(right)) < _SHORT:
        return contexts.confirm(wrong, right)
    return wrong[0] == right[0] or len(wrong) > _LONG or contexts.confirm(wrong, right)


def _native(wrong: str, right: str, lookup: Lookup, contexts: _Contexts) -> bool:
    """A word of another language is no misspelling, unless a phrase of the list shows that it is."""
    return not lookup.foreign(wrong) or contexts.confirm(wrong, right)
