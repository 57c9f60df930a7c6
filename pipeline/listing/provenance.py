"""Proof that nothing was invented: every word of a copy has its source.

A source is the listing, a target phrase or the closed list of words that only connect. A number needs the listing, beside the same
word. It looks at the finished strings and trusts no step before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.listing.grammar import grammar
from pipeline.model import Copy, Listing, Target
from pipeline.text import stem, words

_PARTS = re.compile(r"\d+|[^\W\d_]+")


def provenance(copy: Copy, listing: Listing | None, targets: Sequence[Target], language: str) -> tuple[str, ...]:
    """The words of the copy that have no source, each once, in the order of the text; empty when all have one."""
    own = _texts(listing) if listing else []
    phrases = [target.phrase for target in targets]
    spoken = _stems([*own, *phrases], language) | grammar(language).connecting
    numbers = _neighbours(own if listing else phrases, language)
    unsupported: dict[str, None] = {}
    for text in (copy.title, copy.item_highlights, *copy.bullets, copy.search_terms):
        found = _split(text)
        for at, word in enumerate(found):
            if word[0].isdigit():
                known = bool(_around(found, at, language) & numbers.get(word, frozenset()))
            else:
                known = word in spoken or stem(word, language) in spoken
            if not known:
                unsupported[word] = None
    return tuple(unsupported)


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


def _neighbours(texts: Iterable[str], language: str) -> dict[str, frozenset[str]]:
    """The stems beside each number."""
    beside: dict[str, frozenset[str]] = {}
    for text in texts:
        found = _split(text)
        for at, word in enumerate(found):
            if word[0].isdigit():
                beside[word] = beside.get(word, frozenset()) | _around(found, at, language)
    return beside


def _around(found: Sequence[str], at: int, language: str) -> frozenset[str]:
    """The stems before and after a place, connecting words skipped over."""
    small = grammar(language).small
    before = next((word for word in reversed(found[:at]) if word not in small), "")
    after = next((word for word in found[at + 1 :] if word not in small), "")
    return frozenset(stem(word, language) for word in (before, after) if word)
