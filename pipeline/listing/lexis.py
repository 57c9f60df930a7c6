"""What the general dictionaries say of a word, in the three questions that the copywriter asks.

A language without dictionaries gives every word the benefit of the doubt.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.keywords import lexicon
from pipeline.text import stem, words

_CLOSED = frozenset({"de", "nl", "sv"})  # languages that write compounds as one word
_LINKS = ("", "s", "n", "en", "es", "er")
_COMMON = 2.9
_HEARD_OF = 2.0
_LONG_PART = 5  # letters of both parts from which a compound with only one known part is believed
_PARTICLE = 4.0  # "the" is about 7.7 in English: a language with no such figure for its commonest words has no table


@lru_cache(maxsize=50_000)
def common(word: str, language: str) -> bool:
    """Whether a word is spelled right beyond doubt, so that others can be misspellings of it and it is none."""
    if language == "en" and lexicon.known(word) == "lower":
        return True
    return _frequency(word, language) >= _COMMON or _is_compound(word, language)


@lru_cache(maxsize=50_000)
def familiar(word: str, language: str) -> bool:
    """Whether a word is one of the language at all; what is not may be a brand."""
    if not _has_table(language) or word.isdigit():
        return True
    return common(word, language) or _frequency(word, language) >= _HEARD_OF


@lru_cache(maxsize=50_000)
def written(word: str, language: str) -> bool:
    """Whether a word stands in a dictionary or is met as it is, so that it is no slip of another one."""
    if language == "en":
        return lexicon.is_listed(word) or not word.isalpha()
    return not _has_table(language) or lexicon.zipf(word, language, rare=True) > 0 or _is_compound(word, language)


def noun(word: str, language: str) -> bool:
    """Whether a word can name a thing."""
    if language == "en":
        return bool(lexicon.noun_class(word) or lexicon.noun_class(lexicon.singular(word)))
    return familiar(word, language)


@lru_cache(maxsize=50_000)
def stands_alone(word: str, language: str) -> bool:
    """Whether a listed feature says by itself how a thing is: *leakproof*, and no *zipper*."""
    return len(word) > 4 and (language != "en" or not lexicon.noun_class(word))


def describes(word: str, language: str) -> bool:
    """Whether a word says how a thing is and not what it is (*dehydrated*); only English is known that well."""
    if language != "en" or lexicon.noun_class(word):
        return False
    return bool(lexicon.adjective_synonyms(word)) or word.endswith("ed")


@lru_cache(maxsize=256)
def listed(name: str, language: str) -> frozenset[str]:
    """The stems of the single words of a general list."""
    return frozenset(stem(word, language) for word in lexicon.vocabulary(name, language) if " " not in word)


@lru_cache(maxsize=256)
def phrases(name: str, language: str) -> frozenset[tuple[str, ...]]:
    """The entries of a general list, each as its folded words."""
    return frozenset(tuple(words(entry)) for entry in lexicon.vocabulary(name, language))


@lru_cache(maxsize=64)
def _has_table(language: str) -> bool:
    return any(lexicon.zipf(word, language) >= _PARTICLE for word in ("a", "de", "in", "e", "i", "o", "die", "bir"))


def _frequency(word: str, language: str) -> float:
    return max(lexicon.zipf(word, language), lexicon.zipf(word.replace("\u00df", "ss"), language))


def _is_compound(word: str, language: str) -> bool:
    """Two known words in one, with or without a linking sound (*knoblauchpresse*)."""
    if language not in _CLOSED:
        return False
    return any(
        lexicon.zipf(word[at:], language) >= _COMMON and _is_first_part(word[:at], language)
        for at in range(3, len(word) - 3)
    ) or any(
        len(word) - at >= _LONG_PART and _is_first_part(word[:at], language) for at in range(_LONG_PART, len(word))
    )


def _is_first_part(part: str, language: str) -> bool:
    bare = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
    return any(len(word) >= 3 and lexicon.zipf(word, language) >= _COMMON for word in bare)
