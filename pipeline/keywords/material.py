"""From rows and context to phrases that can be reasoned about.

Promises phrases in the order of their text, tidied, each with its language, and the listing's words beside them. It knows
nothing of what the product is; it only sees which words dominate the list.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import text
from pipeline.keywords import mainkeyword, tidy, title, traits
from pipeline.keywords.brands import own_names
from pipeline.keywords.context import Context
from pipeline.keywords.foreign import Strangers
from pipeline.keywords.phrases import Phrase, Speller, trust
from pipeline.keywords.product import Page
from pipeline.keywords.reading import Source
from pipeline.keywords.tidy import Lookup, Tidy
from pipeline.keywords.vocabulary import Vocabulary, vocabulary_for
from pipeline.model import KeywordRow, Listing, Relevancy

_OWN = 0.3  # of the list's weight: a word of the title that so much holds is the product's own, whatever the lists say

_COMMON_WORD = 0.2  # of all phrases: a word that so many hold may name the product, brand or not
_COMMON, _COMMON_PHRASES = 8.0, 10  # mean relevancy over so many phrases makes a brand's name a common one

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Phrases by text, with the rows that they came from, and the source that the product is read from."""

    order: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    foreign: tuple[tuple[str, str], ...]
    speller: Speller
    source: Source
    brand_names: tuple[str, ...]
    provisional: str


def prepare(rows: Sequence[KeywordRow], relevancy: Sequence[Relevancy], context: Context) -> Material:
    """Read all phrases."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at].phrase, at))
    sorted_rows = [rows[at] for at in order]
    scores = [relevancy[at] for at in order]
    vocabulary = vocabulary_for(context.store.languages)
    strangers = Strangers(vocabulary)
    listing = context.listing or Listing()
    changes, tokens = _tidied(sorted_rows, listing, context.main_keyword, vocabulary, strangers)
    own = frozenset(changes.apply(tidy.plain_words(f"{listing.title} {context.main_keyword}")))
    foreign = [strangers.language(words, own) for words in tokens]
    fallback = _provisional(sorted_rows, tokens, scores, vocabulary, foreign)
    named = listing.title or context.main_keyword or fallback
    named_words = changes.apply(tidy.plain_words(f"{context.main_keyword} {named}"))
    language = vocabulary.languages[0]
    trusts = _trusts(named_words, tokens, scores, language)
    own_stems = _own_stems(named_words, tokens, sorted_rows, trusts, language)
    speller = Speller(vocabulary, strangers, own_stems, _generic_names(tokens, scores, vocabulary))
    phrases = tuple(
        speller.phrase(row.phrase, words, row, score.from_ranks, sure)
        for row, words, score, sure in zip(sorted_rows, tokens, scores, trusts, strict=True)
    )
    native = tuple(phrase for phrase, (strange, _) in zip(phrases, foreign, strict=True) if not strange)
    brand = _brand_names(listing, changes, vocabulary)
    return Material(
        order=tuple(order),
        phrases=phrases,
        foreign=tuple(foreign),
        speller=speller,
        source=_source(listing, context.main_keyword, named, brand, native, speller, changes),
        brand_names=tuple(brand),
        provisional=fallback,
    )


def _tidied(
    rows: Sequence[KeywordRow], listing: Listing, main_keyword: str, vocabulary: Vocabulary, strangers: Strangers
) -> tuple[Tidy, list[Tokens]]:
    raw = [tidy.plain_words(row.phrase) for row in rows]
    page = frozenset(tidy.plain_words(" ".join((main_keyword, *_texts(listing)))))
    lookup = Lookup(known=lambda word: vocabulary.known(word) == "lower", foreign=strangers.is_plain)
    changes = tidy.learn(raw, page, lookup, vocabulary.languages[0])
    return changes, [changes.apply(words) for words in raw]


def _texts(listing: Listing) -> list[str]:
    return [
        listing.title,
        *listing.bullets,
        listing.description,
        listing.search_terms,
        listing.item_highlights,
        *(value for _, value in sorted(listing.attributes.items())),
    ]


def _provisional(
    rows: Sequence[KeywordRow],
    tokens: Sequence[Tokens],
    scores: Sequence[Relevancy],
    vocabulary: Vocabulary,
    foreign: Sequence[tuple[str, str]],
) -> str:
    """The phrase that stands for the product where there is no title."""
    strange = {words for words, (language, _) in zip(tokens, foreign, strict=True) if language}
    counts = Counter(word for words in tokens for word in set(words))
    common = frozenset(word for word, count in counts.items() if count >= _COMMON_WORD * len(tokens))

    def usable(words: Tokens) -> bool:
        named = traits.BRAND | traits.CHARACTER
        spans = [words[at : at + n] for at, n, bits in vocabulary.spans(words) if bits & named]
        if words in strange or any(not common.issuperset(span) for span in spans):
            return False
        if any(vocabulary.traits(word) & named and word not in common for word in words):
            return False
        ordinary = all(vocabulary.known(word) == "lower" or word in common for word in words if not word[0].isdigit())
        return ordinary and any(not vocabulary.traits(word) & traits.NO_HEAD or word in common for word in words)

    best = mainkeyword.provisional(rows, tokens, scores, usable)
    return "" if best is None else rows[best].phrase


def _trusts(named: Tokens, tokens: Sequence[Tokens], scores: Sequence[Relevancy], language: str) -> list[float]:
    """How surely each phrase is about the product."""
    own = {text.stem(word, language) for word in named}

    def literal(words: Tokens) -> float:
        return sum(text.stem(word, language) in own for word in words) / len(words) if words else 0.0

    return [trust(score.from_ranks, literal(words)) for words, score in zip(tokens, scores, strict=True)]


def _own_stems(
    named: Tokens, tokens: Sequence[Tokens], rows: Sequence[KeywordRow], trusts: Sequence[float], language: str
) -> frozenset[str]:
    """Stems of the title that so much of the list holds that they are the product's own: *gift*, *wood*, *baby*."""
    total, held = 0.0, dict.fromkeys((text.stem(word, language) for word in named), 0.0)
    for words, row, sure in zip(tokens, rows, trusts, strict=True):
        mass = (1 + math.log1p(row.search_volume or 0)) * sure
        total += mass
        for stem in {text.stem(word, language) for word in words}:
            if stem in held:
                held[stem] += mass
    return frozenset(stem for stem, mass in held.items() if mass >= _OWN * total)


def _generic_names(tokens: Sequence[Tokens], scores: Sequence[Relevancy], vocabulary: Vocabulary) -> frozenset[Tokens]:
    """Listed brand names that nearly all competitors rank for: a name that a whole kind of product goes by."""
    found: dict[Tokens, list[int]] = {}
    for words, score in zip(tokens, scores, strict=True):
        for start, length, bits in vocabulary.spans(words):
            if bits & traits.BRAND and score.from_ranks is not None:
                found.setdefault(words[start : start + length], []).append(score.from_ranks)
    return frozenset(
        name for name, ranks in found.items() if len(ranks) >= _COMMON_PHRASES and statistics.fmean(ranks) >= _COMMON
    )


def _brand_names(listing: Listing, changes: Tidy, vocabulary: Vocabulary) -> list[str]:
    words = changes.apply(tidy.plain_words(listing.title))
    return own_names(listing.brand, words, [vocabulary.known(word) for word in words])


def _source(
    listing: Listing,
    main_keyword: str,
    named: str,
    brand: Sequence[str],
    native: tuple[Phrase, ...],
    speller: Speller,
    changes: Tidy,
) -> Source:
    def read(part: str) -> Phrase:
        return speller.phrase(part, changes.apply(tidy.plain_words(part)))

    segments = [read(part) for part in ([main_keyword] if main_keyword else []) + title.parts(named)]
    whole = read(f"{named} {main_keyword}")
    beyond = _stems(" ".join(_texts(listing)[1:]), speller, changes)
    page = Page(
        title=frozenset(word.stem for word in whole.words),
        beyond=beyond,
        whole=beyond | {word.stem for word in whole.words},
        brand=frozenset(speller.stem(word) for name in brand for word in text.words(name)),
        category=_stems(_leaf(listing), speller, changes),
    )
    return Source(
        phrases=native,
        segments=tuple(segment for segment in segments if segment.content),
        title=whole,
        page=page,
        chosen=bool(main_keyword),
    )


def _stems(passage: str, speller: Speller, changes: Tidy) -> frozenset[int]:
    return frozenset(speller.stem(word) for word in changes.apply(tidy.plain_words(passage)))


def _leaf(listing: Listing) -> str:
    """The last category of the Best Sellers Rank, where the listing has it."""
    rank = next((value for key, value in sorted(listing.attributes.items()) if "best sellers rank" in key.lower()), "")
    return rank.rpartition(" in ")[2].partition("(")[0]
