"""What shoppers type: the target phrases read once, with the counts that the copywriter asks for.

Independent of the order in which the targets come. It knows nothing of the listing or of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.listing.coverage import content_stems
from pipeline.model import Category, Target
from pipeline.text import stem, words

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One target phrase. ``needs`` are the stems that capture it; ``stems`` all of them, in order."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    needs: frozenset[str]
    volume: int
    category: Category

    @property
    def relevant(self) -> bool:
        """Whether it names the product in its basic form."""
        return self.category is Category.RELEVANT

    @property
    def text(self) -> str:
        """The phrase as folded words."""
        return " ".join(self.words)


@dataclass(slots=True)
class Tally:
    """What is known of one stem: in how many phrases, with how much volume, in which written forms."""

    phrases: int = 0
    volume: int = 0
    relevant_phrases: int = 0
    relevant_volume: int = 0
    forms: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: Phrase, form: str) -> None:
        """Count one phrase that holds the stem in this form."""
        self.phrases += 1
        self.volume += phrase.volume
        self.relevant_phrases += phrase.relevant
        self.relevant_volume += phrase.volume * phrase.relevant
        self.forms[form] = self.forms.get(form, 0) + phrase.volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The target phrases, most searched first, and their words."""

    language: str
    phrases: tuple[Phrase, ...]
    tallies: dict[str, Tally]
    pairs: dict[Pair, int]
    volume: int
    relevant_volume: int

    @property
    def demand(self) -> dict[frozenset[str], int]:
        """Search volume by the set of stems that captures it."""
        total: dict[frozenset[str], int] = {}
        for phrase in self.phrases:
            total[phrase.needs] = total.get(phrase.needs, 0) + phrase.volume
        return total

    def forms(self, word_stem: str) -> tuple[str, ...]:
        """A stem's written forms that shoppers really use, most searched first."""
        forms = self.tallies[word_stem].forms
        usual = max(forms.values()) * 0.05
        return tuple(sorted((w for w, volume in forms.items() if volume >= usual), key=lambda w: (-forms[w], w)))


def read_market(targets: Sequence[Target], language: str) -> Market:
    """Read the target phrases of one language."""
    phrases = tuple(sorted(_phrases(targets, language), key=lambda p: (-p.volume, p.words, p.category)))
    return Market(
        language=language,
        phrases=phrases,
        tallies=_tallies(phrases),
        pairs=_pairs(phrases),
        volume=sum(phrase.volume for phrase in phrases),
        relevant_volume=sum(phrase.volume for phrase in phrases if phrase.relevant),
    )


def _phrases(targets: Sequence[Target], language: str) -> Iterable[Phrase]:
    for target in targets:
        written = tuple(words(target.phrase))
        if written:
            yield Phrase(
                words=written,
                stems=tuple(stem(word, language) for word in written),
                needs=content_stems(target.phrase, language),
                volume=target.search_volume,
                category=target.category,
            )


def _tallies(phrases: Iterable[Phrase]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for phrase in phrases:
        for word_stem, form in sorted({(s, w) for s, w in zip(phrase.stems, phrase.words, strict=True)}):
            if word_stem in phrase.needs:
                tallies.setdefault(word_stem, Tally()).add(phrase, form)
    return dict(sorted(tallies.items()))


def _pairs(phrases: Iterable[Phrase]) -> dict[Pair, int]:
    """Volume by neighbouring written words. A phrase without volume still proves that the pair is said."""
    pairs: dict[Pair, int] = {}
    for phrase in phrases:
        for pair in pairwise(phrase.words):
            pairs[pair] = pairs.get(pair, 0) + max(phrase.volume, 1)
    return pairs
