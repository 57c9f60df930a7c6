"""What the figures of the list say about the words that nothing else explains.

Promises, for every word left over when the product's name and all general words are taken away, how far its phrases fall
below the usual competition, what the word itself does to competition, and how relevant its phrases are. It names no
category; ``brands`` and ``cascade`` do.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.keywords import traits
from pipeline.keywords.effect import word_effects
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.product import Product

EXPLAINED = (
    traits.ATTRIBUTE | traits.AUDIENCE | traits.OCCASION | traits.SHOP | traits.NEUTRAL | traits.GENERIC | traits.STOP
    | traits.NUMBER | traits.RETAILER | traits.BRAND | traits.CHARACTER
)  # fmt: skip
"""Traits of words that need no further explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEvidence:
    """The figures of one word left over; all logarithms are natural.

    ``drop``: how its phrases with a head differ from the usual ``ln(1 + competing products)``, None without such phrases.
    ``effect``: what the word alone does to it. ``competing`` and ``usual`` are the counts behind the drop or the effect.
    ``alone``: share of its phrases without a head. ``leads``: share in which it is itself the head beside words of the
    product's name. ``relevancy``: mean over its phrases with a head.
    """

    phrases: int
    headed: int
    drop: float | None
    effect: float
    alone: float
    leads: float
    relevancy: float | None
    competing: int | None
    usual: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All words' figures; ``base`` is the usual competition of the product's plain phrases, None when unknown."""

    base: float | None
    words: dict[int, WordEvidence]
    effects: tuple[float, ...]


def unexplained(phrase: Phrase, product: Product) -> list[int]:
    """The positions of words that neither the product's name, its title nor a general list explains."""
    core, title = product.core, product.page.title
    return [
        at
        for at in phrase.content
        if not phrase.traits[at] & EXPLAINED and (stem := phrase.words[at].stem) not in core and stem not in title
    ]


def gather(phrases: Sequence[Phrase], product: Product, stems: int) -> Evidence:
    """Measure the words of the store's own language. ``stems`` is how many stems there are."""
    left = {id(phrase): unexplained(phrase, product) for phrase in phrases}
    measured = [phrase for phrase in phrases if phrase.competition is not None]
    effects = word_effects([sorted(p.stems) for p in measured], [p.competition or 0.0 for p in measured], stems)
    plain = [p.competition or 0.0 for p in measured if not left[id(p)] and p.stems & product.core]
    base = statistics.median(plain) if plain else None
    holders: dict[int, list[tuple[Phrase, int]]] = defaultdict(list)
    for phrase in phrases:
        for stem, at in {phrase.words[at].stem: at for at in left[id(phrase)]}.items():
            holders[stem].append((phrase, at))
    words = {stem: _measure(held, product, base, effects[stem]) for stem, held in holders.items()}
    return Evidence(base=base, words=words, effects=tuple(effects))


def _measure(held: Sequence[tuple[Phrase, int]], product: Product, base: float | None, effect: float) -> WordEvidence:
    headed = [phrase for phrase, _ in held if phrase.stems & product.heads]
    around = _competitions(headed) or _competitions([phrase for phrase, _ in held])
    middle = statistics.median(around) if around else None
    has_drop = base is not None and bool(_competitions(headed))
    drop = middle - base if has_drop and middle is not None and base is not None else None
    usual = base if drop is not None else (middle - effect if middle is not None else None)
    relevancies = [phrase.relevancy for phrase in headed if phrase.relevancy is not None]
    return WordEvidence(
        phrases=len(held),
        headed=len(headed),
        drop=drop,
        effect=effect,
        alone=1 - len(headed) / len(held),
        leads=sum(p.head == at and bool(p.stems & product.core) for p, at in held) / len(held),
        relevancy=statistics.fmean(relevancies) if relevancies else None,
        competing=_count(middle),
        usual=_count(usual),
    )


def _competitions(phrases: Sequence[Phrase]) -> list[float]:
    return [phrase.competition for phrase in phrases if phrase.competition is not None]


def _count(logarithm: float | None) -> int | None:
    return None if logarithm is None else round(math.expm1(logarithm))
