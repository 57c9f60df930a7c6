"""Proof that nothing was invented: every word of a copy has its source.

A source is the listing, a target phrase or the closed list of words that only connect. A number needs the
listing, beside the same word. It looks at the finished strings and trusts no step before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.listing.grammar import grammar
from pipeline.model import Copy, Listing, Target
from pipeline.text import stem, words

_PARTS = re.compile(r"\d+|[^\W\d_]+")


class Sources:
    """Where words may come from, read once to look at many copies."""

    def __init__(self, listing: Listing | None, targets: Sequence[Target], language: str) -> None:
        own = _texts(listing) if listing else []
        phrases = [target.phrase for target in targets]
        self._language = language
        self._skipped = grammar(language).small | frozenset(words(listing.brand) if listing else ())
        self._spoken = _stems([*own, *phrases], language) | grammar(language).connecting
        self._numbers = self._neighbours(own if listing else phrases)

    def unsupported(self, copy: Copy) -> tuple[str, ...]:
        """The words of the copy that have no source, each once, in the order of the text; empty when all have one."""
        visible = [_split(text) for text in (copy.title, copy.item_highlights, *copy.bullets)]
        strangers = [word for found in visible for at, word in enumerate(found) if not self._has_source(found, at)]
        # The order of search terms means nothing, so each of their words stands alone.
        strangers += [word for word in _split(copy.search_terms) if not self._has_source([word], 0)]
        return tuple(dict.fromkeys(strangers))

    def _has_source(self, found: Sequence[str], at: int) -> bool:
        word = found[at]
        if not word[0].isdigit():
            return word in self._spoken or stem(word, self._language) in self._spoken
        beside = self._around(found, at)
        return word in self._numbers and (not beside or bool(beside & self._numbers[word]))

    def _neighbours(self, texts: Iterable[str]) -> dict[str, frozenset[str]]:
        """The stems beside each number."""
        beside: dict[str, frozenset[str]] = {}
        for text in texts:
            found = _split(text)
            for at, word in enumerate(found):
                if word[0].isdigit():
                    beside[word] = beside.get(word, frozenset()) | self._around(found, at)
        return beside

    def _around(self, found: Sequence[str], at: int) -> frozenset[str]:
        """The stems before and after a place; small words and the brand, which may stand anywhere, are skipped over."""
        before = next((word for word in reversed(found[:at]) if word not in self._skipped), "")
        after = next((word for word in found[at + 1 :] if word not in self._skipped), "")
        return frozenset(stem(word, self._language) for word in (before, after) if word)


def provenance(copy: Copy, listing: Listing | None, targets: Sequence[Target], language: str) -> tuple[str, ...]:
    """The words of the copy that have no source in the listing or the targets; empty when all have one."""
    return Sources(listing, targets, language).unsupported(copy)


def _texts(listing: Listing) -> list[str]:
    attributes = [f"{key} {value}" for key, value in listing.attributes.items()]
    return [
        listing.title, listing.brand, *listing.bullets, listing.description, listing.search_terms,
        listing.item_highlights, *attributes,
    ]  # fmt: skip


def _split(text: str) -> list[str]:
    """Words, with a number and the unit written onto it as two."""
    return [part for word in words(text) for part in (_PARTS.findall(word) if word[0].isdigit() else [word])]


def _stems(texts: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for text in texts for word in _split(text))
