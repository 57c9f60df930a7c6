"""Which target phrases a copy holds, field by field, and how many searches a month they carry.

A phrase is held where every one of its stems stands, in any order, stop words aside; a phrase of stop words only
needs all of them. A copy captures what its title, highlights, bullets and search terms hold together.
Nothing here knows why a phrase is a target: callers hand in the phrases that count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.keywords import lexicon
from pipeline.listing.rulebook import word_list
from pipeline.listing.sizes import utf8
from pipeline.model import Copy, Target
from pipeline.result import Coverage, CurrentCopy, FieldCopy
from pipeline.text import stem, stems, words

_SHOWN = 10  # missing phrases that a summary names, of each kind


@cache
def _stop_words(language: str) -> frozenset[str]:
    """The lexicon's; in languages that it does not know, the prepositions, articles and conjunctions."""
    return lexicon.vocabulary("fillers", language) or word_list("small_words", language)


@lru_cache(maxsize=200_000)
def content_stems(phrase: str, language: str) -> frozenset[str]:
    """The stems that a text must hold to hold the phrase."""
    found = words(phrase)
    content = [word for word in found if word not in _stop_words(language)]
    return frozenset(stem(word, language) for word in content or found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The stems of a copy, field by field. A phrase without any word is held nowhere."""

    language: str
    title: frozenset[str]
    item_highlights: frozenset[str]
    bullets: frozenset[str]
    search_terms: frozenset[str]
    everywhere: frozenset[str]

    def holds(self, phrase: str) -> bool:
        """Whether the fields together hold the phrase: whether it is captured."""
        return self._within(phrase, self.everywhere)

    def in_title(self, phrase: str) -> bool:
        """Whether the title alone holds it."""
        return self._within(phrase, self.title)

    def in_highlights(self, phrase: str) -> bool:
        """Whether the Item Highlights alone hold it."""
        return self._within(phrase, self.item_highlights)

    def in_bullets(self, phrase: str) -> bool:
        """Whether the bullets, all of them together, hold it."""
        return self._within(phrase, self.bullets)

    def in_search_terms(self, phrase: str) -> bool:
        """Whether the search terms alone hold it."""
        return self._within(phrase, self.search_terms)

    def _within(self, phrase: str, stems_there: frozenset[str]) -> bool:
        needed = content_stems(phrase, self.language)
        return bool(needed) and needed <= stems_there


def held(copy: Copy, language: str) -> Held:
    """Read a copy once, to ask it about many phrases."""
    title = frozenset(stems(copy.title, language))
    highlights = frozenset(stems(copy.item_highlights, language))
    bullets = frozenset(each for bullet in copy.bullets for each in stems(bullet, language))
    search_terms = frozenset(stems(copy.search_terms, language))
    return Held(
        language=language,
        title=title,
        item_highlights=highlights,
        bullets=bullets,
        search_terms=search_terms,
        everywhere=title | highlights | bullets | search_terms,
    )


def captured(copy: Copy, targets: Sequence[Target], language: str) -> tuple[Target, ...]:
    """The targets that the copy captures, in the order given."""
    reading = held(copy, language)
    return tuple(target for target in targets if reading.holds(target.phrase))


def volume(targets: Iterable[Target]) -> int:
    """Their searches a month together."""
    return sum(target.search_volume for target in targets)


def by_volume(targets: Iterable[Target]) -> list[Target]:
    """The most searched first, equal ones by the alphabet."""
    return sorted(targets, key=lambda target: (-target.search_volume, target.phrase))


def field_copy(text: str, targets: Sequence[Target], language: str, seen: frozenset[str] = frozenset()) -> FieldCopy:
    """One field with the targets that it holds by itself, the most searched first.

    ``seen`` are phrases counted in an earlier field: they are named again, their searches are not counted again.
    """
    there = frozenset(stems(text, language))
    found = by_volume(target for target in targets if _needs_only(target.phrase, language, there))
    return FieldCopy(
        text=text,
        characters=len(text),
        bytes=len(utf8(text)),
        keywords=tuple(target.phrase for target in found),
        search_volume=volume(target for target in found if target.phrase not in seen),
    )


def _needs_only(phrase: str, language: str, there: frozenset[str]) -> bool:
    needed = content_stems(phrase, language)
    return bool(needed) and needed <= there


def bullet_copies(bullets: Sequence[str], targets: Sequence[Target], language: str) -> tuple[FieldCopy, ...]:
    """The bullets; a keyword held by an earlier bullet is named again and its searches are counted once."""
    seen: frozenset[str] = frozenset()
    copies = []
    for bullet in bullets:
        copies.append(field_copy(bullet, targets, language, seen))
        seen = seen.union(copies[-1].keywords)
    return tuple(copies)


def coverage(copy: Copy, targets: Sequence[Target], language: str) -> Coverage:
    """How far the copy covers the targets; 0 percent of no targets. At most ten missing phrases of each kind."""
    reading = held(copy, language)
    covered = [target for target in targets if reading.holds(target.phrase)]
    missing = by_volume(target for target in targets if not reading.holds(target.phrase))
    by_intent = sorted(missing, key=lambda target: -target.intent_score)
    return Coverage(
        keywords=len(targets),
        covered=len(covered),
        percent=round(100 * len(covered) / len(targets), 1) if targets else 0.0,
        captured_volume=volume(covered),
        missing_high_volume=tuple(target.phrase for target in missing[:_SHOWN]),
        missing_high_intent=tuple(target.phrase for target in by_intent[:_SHOWN] if target.intent_score > 0),
    )


def read_copy(copy: Copy, targets: Sequence[Target], language: str) -> CurrentCopy:
    """A whole copy field by field with its coverage; title and bullets are counted apart."""
    return CurrentCopy(
        title=field_copy(copy.title, targets, language),
        item_highlights=field_copy(copy.item_highlights, targets, language),
        bullets=bullet_copies(copy.bullets, targets, language),
        search_terms=field_copy(copy.search_terms, targets, language),
        coverage=coverage(copy, targets, language),
    )


def exact_phrases(text: str, targets: Sequence[Target], language: str) -> tuple[Target, ...]:
    """The targets whose words stand in the text in a row, compared by stems; stop words count, punctuation does not."""
    row = _row(text, language)
    return tuple(target for target in targets if words(target.phrase) and _row(target.phrase, language) in row)


def exact_volume(text: str, targets: Sequence[Target], language: str) -> int:
    """Searches a month of the targets whose exact phrase (by stems) stands in the text."""
    return volume(exact_phrases(text, targets, language))


@lru_cache(maxsize=20_000)
def _row(text: str, language: str) -> str:
    return f" {' '.join(stems(text, language))} "
