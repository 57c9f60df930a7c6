"""The rows of a list as tidied words, in the order of their text, and what only their words and figures tell.

Promises which phrases are foreign, which phrase most likely names the product, and which words of a name so much of the
list holds that they are the product's own. It knows no heads and no categories.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline import text
from pipeline.keywords import mainkeyword, tidy, traits
from pipeline.keywords.foreign import Strangers
from pipeline.keywords.phrases import HEAD_FIRST, Own, trust
from pipeline.keywords.tidy import Lookup, Tidy
from pipeline.keywords.vocabulary import Vocabulary, vocabulary_for
from pipeline.model import KeywordRow, Relevancy

_OWN = 0.3  # of the list's weight: a word of the title that so much holds is the product's own, whatever the lists say
_OWN_PACK = 0.6  # the same for *set* and *kit*, which mostly make a version
_ENOUGH = 5  # phrases that make even a colour or material part of the name
_LAST = 0.5  # of a word's own weight as the last word: it is what the phrases are about
_SAID, _FEWEST = 0.1, 8  # of all phrases, and how many at least: a word that so many hold is no foreign one
_COMMON_WORD = 0.2  # of all phrases: a word that so many hold may name the product, brand or not
_COMMON, _COMMON_PHRASES = 8.0, 10  # mean relevancy over so many phrases makes a brand's name a common one
_FOREIGN_WORDS = 2  # that make a phrase foreign although it could be tidied
_NAMES = traits.BRAND | traits.CHARACTER

Tokens = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RawList:
    """Rows, their relevancies and words, sorted by phrase; ``order`` holds the places where they came from.

    ``typed`` are the words as they stand in the file, ``tokens`` the same tidied.
    """

    order: tuple[int, ...]
    rows: tuple[KeywordRow, ...]
    relevancy: tuple[Relevancy, ...]
    typed: tuple[Tokens, ...]
    tokens: tuple[Tokens, ...]
    changes: Tidy
    vocabulary: Vocabulary
    strangers: Strangers

    @property
    def language(self) -> str:
        """The store's own language."""
        return self.vocabulary.languages[0]

    def words(self, passage: str) -> Tokens:
        """The words of any text, tidied as the phrases are."""
        return self.changes.apply(tidy.plain_words(passage))

    def stems(self, words: Tokens) -> set[str]:
        """The stems of some words."""
        return {text.stem(word, self.language) for word in words}

    def foreign(self, own: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Each phrase's foreign language with the words that show it; ``own`` words are never foreign.

        Neither are words that a good part of the list holds: shoppers of this store say them.
        """
        own |= self._held(_SAID, _FEWEST)
        return tuple(
            self.strangers.language(words, own) if words == typed else self._either(typed, words, own)
            for typed, words in zip(self.typed, self.tokens, strict=True)
        )

    def _either(self, typed: Tokens, words: Tokens, own: frozenset[str]) -> tuple[str, str]:
        """The language of a phrase whose words were tidied: what looked like a slip may be a word of that language."""
        found = self.strangers.language(words, own)
        return found if found[0] else self.strangers.language(typed, own, least=_FOREIGN_WORDS)

    @cached_property
    def _common(self) -> frozenset[str]:
        return self._held(_COMMON_WORD)

    def _held(self, share: float, fewest: int = 1) -> frozenset[str]:
        """The words that a share of all phrases hold, and no fewer than some number of them."""
        counts = Counter(word for words in self.tokens for word in set(words))
        least = max(share * len(self.tokens), fewest)
        return frozenset(word for word, count in counts.items() if count >= least)

    def is_common(self, word: str) -> bool:
        """Whether so many phrases hold a word that it may name the product."""
        return word in self._common

    def provisional(self, foreign: Sequence[tuple[str, str]]) -> str:
        """The phrase that stands for the product where nothing else does; empty when no phrase can."""
        usable = [
            not strange and self._may_name(words) for words, (strange, _) in zip(self.tokens, foreign, strict=True)
        ]
        best = mainkeyword.provisional(self.rows, self.tokens, self.relevancy, usable)
        return "" if best is None else self.rows[best].phrase

    def _may_name(self, words: Tokens) -> bool:
        """Whether a phrase may name a product: ordinary words, no brand, save words that much of the list holds."""
        spans = [words[at : at + length] for at, length, bits in self.vocabulary.spans(words) if bits & _NAMES]
        if not all(self._common.issuperset(span) for span in spans):
            return False
        strange = [word for word in words if word not in self._common and not word[0].isdigit()]
        if any(self.vocabulary.traits(word) & _NAMES or self.vocabulary.known(word) != "lower" for word in strange):
            return False
        return any(word in self._common or not self.vocabulary.traits(word) & traits.NO_HEAD for word in words)

    def trusts(self, named: Tokens) -> list[float]:
        """How surely each phrase is about the product of that name: see ``phrases.trust``."""
        own = self.stems(named)

        def literal(words: Tokens) -> float:
            return sum(text.stem(word, self.language) in own for word in words) / len(words) if words else 0.0

        return [
            trust(score.from_ranks, 0.0 if score.from_ranks is not None else literal(words))
            for words, score in zip(self.tokens, self.relevancy, strict=True)
        ]

    def own_stems(self, named: Tokens, trusts: Sequence[float], chosen: Tokens = ()) -> Own:
        """Stems of a name that so much of the list holds that they are the product's own: *gift*, *baby*, *sponge*.

        All words of the main keyword that the user has ``chosen`` are.
        """
        total, held = 0.0, dict.fromkeys(sorted(self.stems(named)), 0.0)
        last: defaultdict[str, float] = defaultdict(float)
        counts = Counter[str]()
        for words, row, sure in zip(self.tokens, self.rows, trusts, strict=True):
            mass = (1 + math.log1p(row.search_volume or 0)) * sure
            total += mass
            for stem in self.stems(words):
                if stem in held:
                    held[stem] += mass
                    counts[stem] += 1
            last[text.stem(self._last(words), self.language)] += mass
        packs = {text.stem(word, self.language) for word in named if self.vocabulary.traits(word) & traits.PACK}
        own = {stem for stem, mass in held.items() if total and mass >= (_OWN_PACK if stem in packs else _OWN) * total}
        always = {stem for stem in own if counts[stem] >= _ENOUGH}
        headed = {stem for stem in own if last[stem] >= _LAST * held[stem]}
        said = {text.stem(word, self.language) for word in chosen if not self.vocabulary.traits(word) & traits.STOP}
        return Own(stems=frozenset(own) | said, whatever=frozenset(always | headed | said))

    def _last(self, words: Tokens) -> str:
        """The last word before the first preposition, the first word in some languages: there the head stands."""
        if self.language in HEAD_FIRST:
            return words[0] if words else ""
        cut = next((at for at, word in enumerate(words) if at and self._parts(word)), len(words))
        return words[cut - 1] if words else ""

    def _parts(self, word: str) -> bool:
        return bool(self.vocabulary.traits(word) & traits.PREPOSITION)

    def generic_names(self) -> frozenset[Tokens]:
        """Listed brand names that nearly all competitors rank for: a name that a whole kind of product goes by."""
        found: dict[Tokens, list[int]] = {}
        for words, score in zip(self.tokens, self.relevancy, strict=True):
            for start, length, bits in self.vocabulary.spans(words):
                if bits & traits.BRAND and score.from_ranks is not None:
                    found.setdefault(words[start : start + length], []).append(score.from_ranks)
        enough = ((name, ranks) for name, ranks in found.items() if len(ranks) >= _COMMON_PHRASES)
        return frozenset(name for name, ranks in enough if statistics.fmean(ranks) >= _COMMON)


def read_list(
    rows: Sequence[KeywordRow], relevancy: Sequence[Relevancy], page: str, languages: tuple[str, ...]
) -> RawList:
    """Sort and tidy the rows. ``page`` is all text known of the listing, whose spelling is always right."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at].phrase, at))
    vocabulary = vocabulary_for(languages)
    strangers = Strangers(vocabulary)
    raw = [tidy.plain_words(rows[at].phrase) for at in order]
    lookup = Lookup(known=vocabulary.is_written, foreign=strangers.is_plain, compound=vocabulary.is_mere_compound)
    changes = tidy.learn(raw, frozenset(tidy.plain_words(page)), lookup, languages[0])
    return RawList(
        order=tuple(order),
        rows=tuple(rows[at] for at in order),
        relevancy=tuple(relevancy[at] for at in order),
        typed=tuple(raw),
        tokens=tuple(map(changes.apply, raw)),
        changes=changes,
        vocabulary=vocabulary,
        strangers=strangers,
    )
