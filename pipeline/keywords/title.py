"""Which part of a title names the product.

Titles open with the product in most shops and with a brand, a model or a promise in the others. Promises the segment
that the phrases of the list talk about: the first one, unless another carries far more searches. It knows nothing of
what the words mean beyond their traits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.keywords import traits
from pipeline.keywords.phrases import Phrase

_PARTS = re.compile(r"[,|()\[\];:•·/]| [-–—] ")
CONSIDERED = 6
"""How many segments of a title may name the product."""

_LONGEST = 9  # words of a segment that is a name
_FAR_MORE = 2.0
_ASIDE = traits.STOP | traits.ATTRIBUTE | traits.NEUTRAL | traits.SHOP | traits.OCCASION | traits.AUDIENCE
_ASIDE |= traits.NUMBER | traits.GENERIC | traits.RETAILER | traits.CHARACTER | traits.BRAND


def parts(title: str) -> list[str]:
    """The first segments of a title, split where titles are written in pieces."""
    return [part.strip() for part in _PARTS.split(title) if part.strip()][:CONSIDERED]


def pieces(segment: Phrase) -> list[str]:
    """A segment as it is; one too long to be a name cut at its numbers and prepositions.

    What follows a preposition is left out (*hose* compatible with a named model), save behind mere packs: *set of …*.
    """
    if len(segment.words) <= _LONGEST:
        return [segment.text]
    runs: list[list[str]] = [[]]
    aside, named = False, False
    for word, mark in zip(segment.words, segment.traits, strict=True):
        if mark & (traits.PREPOSITION | traits.NUMBER) or word.text[0].isdigit():
            aside = named and bool(mark & traits.PREPOSITION) and not mark & traits.CONJUNCTION
            runs.append([])
        elif not aside:
            named = named or not mark & _ASIDE
            runs[-1].append(word.text)
    return [" ".join(run) for run in runs if run]


def core(segment: Phrase, brand: frozenset[int]) -> list[int]:
    """The stems of a segment that may name the product, in order; all its words when nothing else is left."""
    named = [
        segment.words[at].stem
        for at in segment.content
        if not segment.traits[at] & (_ASIDE | (traits.PLACE if at > segment.reach else 0))
        and segment.words[at].stem not in brand
    ]
    return list(dict.fromkeys(named or [segment.words[at].stem for at in segment.content]))


def choose(segments: Sequence[Phrase], brand: frozenset[int], occurrence: Mapping[int, float]) -> Phrase | None:
    """The segment that names the product; None without segments.

    ``occurrence`` is the weight of the phrases that hold a stem: a segment's mass is the highest of its words'.
    """
    if not segments:
        return None
    masses = [max((occurrence.get(stem, 0.0) for stem in core(s, brand)), default=0.0) for s in segments]
    best = max(range(len(segments)), key=lambda at: (masses[at], -at))
    return segments[best] if masses[best] > _FAR_MORE * masses[0] else segments[0]
