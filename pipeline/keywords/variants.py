"""Phrases that are one phrase in other clothes: plural, word order, spacing, hyphen, misspelling.

Promises one leader a phrase, the most searched of its group, the same for the same phrases in any order, in time
about linear in the number of phrases. It knows nothing of the product nor of categories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.keywords import lexicon
from pipeline.keywords.spelling import Spelling
from pipeline.text import stem, words

_PARTS = re.compile(r"\d+|\D+")  # "4oz" and "4 oz" are one
RARER = 3
"""How many times more the right spelling is searched than a misspelling of it, at least."""

_COMMON = {"en": 3.5}  # English words are told by their spelling; a frequent one (airpods) is known all the same
_HEARD = 2.5

Key = tuple[str, ...]


def variant_groups(phrases: Sequence[str], volumes: Sequence[int | None], language: str) -> tuple[str, ...]:
    """The leading phrase of each phrase's variant group: itself where it leads or stands alone.

    Two phrases are variants when they hold the same words but for number, order, function words, spaces and hyphens;
    or when one differs in an unknown word that is a slip away from the other's and is searched at most a third as
    often. Two words that the language both knows are never slips of each other.
    """
    reading = _Reading(phrases, language)
    keys = [reading.key(phrase) for phrase in phrases]
    searched = [volume or 0 for volume in volumes]
    leaders: dict[Key, int] = {}
    for at in sorted(range(len(phrases)), key=lambda at: (-searched[at], len(phrases[at]), phrases[at])):
        leaders.setdefault(keys[at], at)
    rank = {key: place for place, key in enumerate(leaders)}
    spelling = Spelling(reading.vocabulary(), reading.known)
    merged: dict[Key, Key] = {}
    for key, at in leaders.items():  # most searched first: what a group is merged into has been settled by then
        meant = map(reading.apart, spelling.corrections(key))
        right = min((other for other in meant if other in rank), key=rank.__getitem__, default=key)
        if right != key and searched[leaders[right]] >= max(1, RARER * searched[at]):
            merged[key] = merged.get(right, right)
    return tuple(phrases[leaders[merged.get(key, key)]] for key in keys)


class _Reading:
    """What a list's phrases say, word order, number, spaces and function words aside."""

    def __init__(self, phrases: Sequence[str], language: str) -> None:
        self._language = language
        self._fillers = lexicon.vocabulary("fillers", language)
        lists = [list(_tokens(phrase)) for phrase in phrases]
        self._tokens = {token for tokens in lists for token in tokens}
        self._parts = {a + b: (a, b) for tokens in lists for a, b in pairwise(tokens) if (a + b).isalpha()}
        self._bases: dict[str, str] = {}
        self._heard: set[str] = set()
        for token in sorted(self._tokens):
            self._bases[token] = base = self._base(token)
            if self._is_known(token):
                self._heard |= {token, base}

    def key(self, phrase: str) -> Key:
        """The phrase's distinct words in their base form, sorted; function words only where there is nothing else."""
        tokens = [part for token in _tokens(phrase) for part in self._split(token)]
        telling = [token for token in tokens if token not in self._fillers] or tokens
        return tuple(sorted({self._bases[token] for token in telling}))

    def vocabulary(self) -> set[str]:
        """All words as they stand and in their base form: a misspelt plural has no base form to be told by."""
        return {*self._tokens, *self._bases.values()}

    def apart(self, key: Key) -> Key:
        """A key whose compounds are taken apart."""
        return tuple(sorted({self._bases.get(part, part) for word in key for part in self._split(word)}))

    def known(self, base: str) -> bool:
        """Whether some form of a word is known, or it is no word of letters that could be misspelt."""
        return base in self._heard or not base.isalpha()

    def _split(self, token: str) -> tuple[str, ...]:
        """The two words that the list elsewhere writes apart (*makeup*, *make up*), or the token."""
        return self._parts.get(token) or self._parts.get(token.removesuffix("s")) or (token,)

    def _base(self, token: str) -> str:
        """The singular; in other languages than English the stem."""
        if self._language != "en":
            return stem(token, self._language)
        found = lexicon.singular(lexicon.singular(token))  # mens, men, man
        bare = token.removesuffix("s")
        return bare if found == token and len(bare) > 3 and bare in self._tokens else found

    def _is_known(self, token: str) -> bool:
        frequent = lexicon.zipf(token, self._language) >= _COMMON.get(self._language, _HEARD)
        return frequent or bool(lexicon.known(token))


def _tokens(phrase: str) -> Iterator[str]:
    for word in words(phrase):
        yield from _PARTS.findall(word.removesuffix("'s").replace("'", ""))
