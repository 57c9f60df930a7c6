"""What the figures of the list say about the words that nothing else explains.

Promises, for every word left over when the product's name and all general words are taken away, how far its phrases
fall below the usual competition, what the word itself does to competition, and how relevant its phrases are. It names
no category; ``brands`` and ``cascade`` do.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.keywords import traits
from pipeline.keywords.effect import word_effects
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.product import Product

_FEWEST = 5  # phrases to take a median of
_PLAIN = -1.0  # ln: the effect from which two words that always stand together are taken as one name

EXPLAINED = (
    traits.ATTRIBUTE | traits.AUDIENCE | traits.OCCASION | traits.SHOP | traits.NEUTRAL | traits.GENERIC | traits.STOP
    | traits.NUMBER | traits.RETAILER | traits.BRAND | traits.CHARACTER
)  # fmt: skip
"""Traits of words that need no further explanation."""

DOUBTFUL = traits.OCCASION | traits.AUDIENCE
"""Traits of words that a brand may have taken as its name: *elf*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEvidence:
    """The figures of one word left over; all logarithms are natural.

    ``drop``: how its phrases with a head differ from the usual ``ln(1 + competing products)``, None without such
    phrases. ``effect``: what the word alone does to it. ``competing`` and ``usual`` are the counts behind the drop or
    the effect. ``alone``: share of its phrases without a head. ``leads``: share in which it is itself the head beside
    words of the product's name. ``relevancy``: mean over its phrases with a head. ``main``: share of its phrases
    where it stands before a preposition.
    """

    phrases: int
    headed: int
    drop: float | None
    effect: float
    alone: float
    leads: float
    relevancy: float | None
    main: float
    competing: int | None
    usual: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All words' figures; ``base`` is the usual competition of the product's plain phrases, None when unknown.

    ``branded`` are words met mostly inside the names of listed brands.
    """

    base: float | None
    words: dict[int, WordEvidence]
    branded: frozenset[int]


def unexplained(phrase: Phrase, product: Product) -> list[int]:
    """The positions of words that neither the product's name, its title nor a general list explains."""
    core, title = product.core, product.page.title
    return [
        at
        for at in phrase.content
        if not phrase.traits[at] & EXPLAINED and (stem := phrase.words[at].stem) not in core and stem not in title
    ]


def effects_of(phrases: Sequence[Phrase], stems: int) -> tuple[float, ...]:
    """What each of the words ``0 … stems - 1`` does to the competing products of its phrases."""
    measured = [phrase for phrase in phrases if phrase.competition is not None]
    return tuple(word_effects([sorted(p.stems) for p in measured], [p.competition or 0.0 for p in measured], stems))


def gather(phrases: Sequence[Phrase], product: Product, effects: tuple[float, ...]) -> Evidence:
    """Measure the words of the store's own language."""
    left = {id(phrase): unexplained(phrase, product) for phrase in phrases}
    measured = [phrase for phrase in phrases if phrase.competition is not None]
    plain = [p.competition or 0.0 for p in measured if not left[id(p)] and p.stems & product.core]
    if len(plain) < _FEWEST:
        plain = [p.competition or 0.0 for p in measured if p.stems & product.heads]
    base = statistics.median(plain) if len(plain) >= _FEWEST else None
    holders: dict[int, list[tuple[Phrase, int]]] = defaultdict(list)
    for phrase in phrases:
        open_words = [at for at in phrase.content if not phrase.traits[at] & (EXPLAINED & ~DOUBTFUL)]
        for stem, at in {phrase.words[at].stem: at for at in open_words}.items():
            if stem not in product.core:
                holders[stem].append((phrase, at))
    partners = _partners(holders)
    words = {
        stem: _measure(held, product, base, _joint(stem, partners[stem], effects)) for stem, held in holders.items()
    }
    return Evidence(base=base, words=words, branded=_branded(phrases))


def _partners(holders: dict[int, list[tuple[Phrase, int]]]) -> dict[int, frozenset[int]]:
    """Words that are only ever met beside each other, as the two words of one name are: their effects add up."""
    beside: dict[int, frozenset[int]] = {}
    for stem, held in holders.items():
        shared = [
            frozenset(p.words[at + step].stem for step in (-1, 1) if 0 <= at + step < len(p.words)) for p, at in held
        ]
        beside[stem] = frozenset.intersection(*shared)
    return {
        stem: frozenset(other for other in others if other in beside and stem in beside[other])
        for stem, others in beside.items()
    }


def _joint(stem: int, partners: frozenset[int], effects: tuple[float, ...]) -> float:
    """A word's effect, or that of the name it is part of where the whole is plain."""
    whole = effects[stem] + sum(effects[other] for other in partners)
    return whole if partners and whole <= _PLAIN else effects[stem]


def _branded(phrases: Sequence[Phrase]) -> frozenset[int]:
    """Words of at least three listed brands' names, and hardly met elsewhere: *techniques* of *real techniques*."""
    everywhere = Counter(stem for phrase in phrases for stem in phrase.stems)
    named = Counter(
        stem
        for phrase in phrases
        for stem in {
            phrase.words[at].stem
            for at in phrase.content
            if phrase.traits[at] & traits.BRAND and not phrase.words[at].traits & traits.BRAND
        }
    )
    return frozenset(stem for stem, count in named.items() if count >= 3 and count >= 0.5 * everywhere[stem])


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
        main=sum(at < phrase.reach for phrase, at in held) / len(held),
        competing=_count(middle),
        usual=_count(usual),
    )


def _competitions(phrases: Sequence[Phrase]) -> list[float]:
    return [phrase.competition for phrase in phrases if phrase.competition is not None]


def _count(logarithm: float | None) -> int | None:
    return None if logarithm is None else round(math.expm1(logarithm))
