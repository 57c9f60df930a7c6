"""What the general lexicons say about words, in the languages of one store.

Promises the traits of a word or of two to five words in a row, whether a word is known at all and how frequent it
is. It knows nothing of the product and keeps no state but caches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from pipeline import text
from pipeline.keywords import lexicon, traits
from pipeline.keywords.lexicons import lists
from pipeline.keywords.spans import Spans

_LISTS = {
    "stop": traits.STOP,
    "prepositions": traits.STOP | traits.PREPOSITION,
    "colours": traits.COLOUR,
    "materials": traits.MATERIAL,
    "sizes": traits.SIZE,
    "packs": traits.PACK,
    "shapes": traits.SHAPE,
    "patterns": traits.PATTERN,
    "features": traits.FEATURE,
    "quality": traits.FEATURE,
    "opinions": traits.NEUTRAL,
    "neutral": traits.NEUTRAL,
    "places": traits.PLACE,
    "audience": traits.AUDIENCE,
    "occasion": traits.OCCASION,
    "holidays": traits.OCCASION,
    "shop": traits.SHOP,
    "retailers": traits.RETAILER,
    "generic": traits.GENERIC,
    "sets": traits.PACK,
    "conjunctions": traits.STOP | traits.PREPOSITION | traits.CONJUNCTION,
    "informational": traits.INFO,
    "accessories": traits.ACCESSORY,
    "units": traits.UNIT,
    "counters": traits.UNIT,
    "departments": traits.DEPARTMENT,
    "kind_nouns": traits.KIND_NOUN,
    "foods": traits.FOOD,
    "nationalities": traits.NATIONALITY,
    "brands": traits.BRAND,
    "characters": traits.CHARACTER,
    "feature_suffixes": traits.SECOND_HALF,
}
_LETTER_SIZE = re.compile("x{2,9}[sl]")
_CURRENT = 3.0  # Zipf value of a word that vouches for another form of it
_SHORTEST_COMPOUND, _PART = 8, 4  # letters of a compound, and of a part that any word may be
_CURRENT_SHORT = 4.0  # Zipf value of a shorter one
_SHARED = 0.5  # Zipf: a word of the language may be that much commoner in English
_FEATURE_ENDINGS = ("proof", "resistant", "free", "less", "able", "ible")
_ADJECTIVES = (
    traits.FEATURE | traits.COLOUR | traits.SIZE | traits.NEUTRAL | traits.PATTERN | traits.STOP | traits.NAMED
)
COMPOUNDING = frozenset({"de", "nl", "sv"})
"""Languages that write compounds as one word."""


class Vocabulary:
    """The general lists and frequencies of a store's languages, its own language first."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._english = "en" in languages
        self._single: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._spans = Spans()
        for language in languages:
            for name, trait in _LISTS.items():
                self._add(lists.read_entries(name, language), trait, language)
            for groups, trait in ((lexicon.form_groups(language), traits.FORM),
                                  (lexicon.state_groups(language), traits.STATE)):  # fmt: skip
                for members in groups.values():
                    self._add(members, trait, language)

    def _add(self, entries: frozenset[str], trait: int, language: str) -> None:
        for entry in sorted(entries):
            words = tuple(text.words(entry))
            if len(words) == 1:
                self._single[words[0]] = self._single.get(words[0], 0) | trait
                if language != "en":
                    stem = text.stem(words[0], language)
                    self._stems[stem] = self._stems.get(stem, 0) | trait
            else:
                self._spans.add(words, trait)
                if trait & traits.NAMED and len(words[-1]) > 4 and words[-1].endswith("s"):
                    self._spans.add((*words[:-1], words[-1][:-1]), trait)

    @property
    def complete(self) -> bool:
        """Whether the store's own language has general lists."""
        return self.languages[0] in lexicon.languages_supported()

    def lists(self, word: str) -> bool:
        """Whether a word stands in a general list just as it is."""
        return word in self._single

    def traits(self, word: str) -> int:
        """The traits of one word, in its plural too."""
        if word[0].isdigit():
            return traits.NUMBER if word.isdigit() else traits.MEASURE
        if _LETTER_SIZE.fullmatch(word):
            return traits.SIZE
        found = self._single.get(word)
        if found is None:
            found = self._inflected(word.removesuffix("'s"))
        return _settled(found or self._feature(word))

    def _inflected(self, word: str) -> int:
        if self._english:
            found = self._single.get(lexicon.singular(word), 0) & ~_ADJECTIVES
            if found:
                return found
        return self._stems.get(text.stem(word, self.languages[0]), 0) & ~traits.STOP if self._stems else 0

    def _feature(self, word: str) -> int:
        """Adjectives made with a telling ending (*wipeable*, *leakproof*) are features, unlike *vegetable*."""
        if not self._english or not word.endswith(_FEATURE_ENDINGS) or len(word) < 7:
            return 0
        return 0 if lexicon.noun_senses(word) or not lexicon.known(word) else traits.FEATURE

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Start, length and traits of every listed group of words in a row, the longest at each place."""
        return self._spans.find(words)

    def frequency(self, word: str) -> float:
        """The Zipf value in the store's languages, the highest."""
        return max(lexicon.zipf(word, language, rare=True) for language in self.languages)

    @lru_cache(maxsize=100_000)  # noqa: B019 - vocabularies live as long as the process, one a store
    def known(self, word: str) -> str:
        """``lower`` for an ordinary word, ``proper`` for a name, empty for a word that no list holds.

        Only English tells names apart. In a language without frequencies every word counts as ordinary.
        """
        if self._single.get(word, 0) & ~traits.NAMED or not self._has_frequencies:
            return "lower"
        english = lexicon.known(word.removesuffix("'s"))
        if self._english or english == "lower":
            return english
        if self.frequency(word) or self._compound(word):
            return "lower"
        if any(self.frequency(form) >= _CURRENT for form in _other_forms(word)):
            return "lower"
        return english

    def is_written(self, word: str) -> bool:
        """Whether a word is known and met as it stands, not only made like one, as *kniting* is."""
        return self.known(word) == "lower" and (
            not self._has_frequencies or bool(self.frequency(word)) or self._compound(word) or lexicon.is_listed(word)
        )

    def is_mere_compound(self, word: str) -> bool:
        """Whether only its parts vouch for a word."""
        return not self.frequency(word) and self._compound(word)

    @cached_property
    def _has_frequencies(self) -> bool:
        return any(lexicon.zipf(probe, language) for language in self.languages for probe in ("a", "de", "in", "i"))

    def _compound(self, word: str) -> bool:
        """Whether a closed compound consists of words of the language."""
        if self.languages[0] not in COMPOUNDING or len(word) < _SHORTEST_COMPOUND:
            return False
        return any(
            self._begins(word[:at]) and self._ends(word[at:]) and self._is_own(word[:at], word[at:])
            for at in range(3, len(word) - 2)
        )

    def _is_own(self, *parts: str) -> bool:
        """Whether a part is the language's own word, not English: *Chapstick* is made of none."""
        return any(self.frequency(part) >= lexicon.zipf(part, "en") - _SHARED for part in parts)

    def _begins(self, part: str) -> bool:
        """Whether a compound may begin so, with or without the *s* that joins; short words must be common ones."""
        known = max(self.frequency(part), self.frequency(part.removesuffix("s")))
        return known >= _CURRENT_SHORT if len(part) < _PART else known > 0

    def _ends(self, part: str) -> bool:
        """Whether a compound may end so: in a word, in a common short one (*box*), in a compound."""
        known = self.frequency(part)
        return known >= _CURRENT_SHORT if len(part) < _PART else known > 0 or self._compound(part)


def _other_forms(word: str) -> Iterator[str]:
    """Singulars, plurals and other genders that a word of another language than English may have."""
    if len(word) > 4:
        yield from (f"{word}s", f"{word}es", f"{word}n", f"{word}en")
        yield from (word[:-1] + ending for ending in "ao" if word[-1] in "ao" and ending != word[-1])
        if word.endswith("s"):
            yield from (word[:-1], word[:-2])


def _settled(found: int) -> int:
    """What holds for a word that several lists have: a *set* is a pack, *soft* a feature rather than praise."""
    if found & traits.PACK:
        found &= ~traits.GENERIC
    if found & traits.FEATURE and found & traits.NEUTRAL:
        found &= ~traits.NEUTRAL
    return found


@lru_cache(maxsize=32)
def vocabulary_for(languages: tuple[str, ...]) -> Vocabulary:
    """The vocabulary of a store, made once."""
    return Vocabulary(languages)
