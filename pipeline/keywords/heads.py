"""Which words name the product, and which belong to its name: learned from the title and from what the phrases share.

Promises heads (*press*), modifiers (*garlic*) and kinds (*strawberry*). A head is a word that most phrases holding it
are about; a modifier one that a fair share of the phrases with a head holds. It looks at words, weights and
relevancies only.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.keywords import lexicon, traits
from pipeline.keywords.forms import Groups
from pipeline.keywords.phrases import Phrase, Word
from pipeline.keywords.product import Page, Thresholds
from pipeline.keywords.tally import Tally

_LEADS = 0.5  # of a word's weight as the head makes it one
_LEADS_NAMED = 0.4  # the same for a word of the title's name
_LEADS_TITLE = 0.08  # the same for the head of one of the title's segments
_TWICE, _THRICE = 2, 3  # phrases before a word is learned
_ON_PAGE, _OFF_PAGE = 0.03, 0.10  # of the strongest head's weight
_LOSES = -0.3  # ln: a word that costs a quarter of the competing products is rather a version's
_NAMES = -0.8  # ln: a word of the list that costs so much competition is rather a brand
_ASPECT = 7.0  # mean relevancy of phrases that hold an aspect of the product
_SYNONYM = 6.5  # mean relevancy of phrases headed by another word for the product; less in lists of low relevancy
_ENOUGH, _COMMON_AUDIENCE = 5, 0.06  # phrases, and share of their weight, that make an audience the usual one
_NEAR, _NEAR_ALONE = 0.3, 0.6  # of the usual relevancy, for a noun like the product's beside the same words, or alone
_SPECIFIC = 150  # a natural kind with more kinds below it (food, snack) tells nothing
_NATURAL = frozenset({"food", "plant"})
_MATTER = frozenset({"food", "plant", "animal", "substance", "body"})
_NO_MODIFIER = traits.ATTRIBUTE | traits.BROAD | traits.SHOP | traits.RETAILER | traits.INFO | traits.AUDIENCE
_NO_MODIFIER |= traits.UNIT | traits.NUMBER | traits.BRAND | traits.CHARACTER | traits.NEUTRAL | traits.STOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What heads are learned from.

    ``words`` gives the most searched word of each stem, ``named`` the core of the title's segment,
    ``title`` all its words, ``leading`` its segments that name the product.
    """

    tally: Tally
    words: dict[int, Word]
    title: tuple[Word, ...]
    page: Page
    effects: tuple[float, ...]
    named: tuple[int, ...]
    leading: tuple[Phrase, ...]
    title_head: int

    @property
    def leads(self) -> frozenset[int]:
        """The heads of the leading segments."""
        return frozenset(part.words[part.head].stem for part in self.leading)


def evidence(phrases: Iterable[Phrase]) -> list[int]:
    """The relevancies that are known."""
    return [phrase.relevancy for phrase in phrases if phrase.relevancy is not None]


def median(values: Sequence[float], fewest: int, otherwise: float) -> float:
    """The median, or ``otherwise`` when there are too few values."""
    return statistics.median(values) if len(values) >= fewest else otherwise


def percentile95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def title_head(segment: Phrase, named: Sequence[int], tally: Tally) -> int:
    """The stem that heads the title's segment; where the list hardly knows it as a head, the one that it knows best."""
    placed = segment.words[segment.head].stem if segment.head >= 0 else -1
    best = max(named, key=lambda stem: (tally.heading.get(stem, 0.0), -stem), default=placed)
    if placed >= 0 and tally.heading.get(placed, 0.0) >= 0.1 * tally.heading.get(best, 0.0):
        return placed
    return best


def heads(ground: Ground) -> frozenset[int]:
    """The words that name a product that is no natural kind: the title's head and others that lead their phrases."""
    tally, leads = ground.tally, ground.leads
    strongest = max(tally.heading.values(), default=0.0)
    nearby = ground.page.title | ground.page.category
    found = {ground.title_head}
    for stem, weight in tally.heading.items():
        least = _ON_PAGE if stem in nearby else _OFF_PAGE
        share = _LEADS_TITLE if stem in leads else (_LEADS_NAMED if stem in ground.named else _LEADS)
        often = stem in leads or _heads(tally, stem) >= _TWICE
        if (
            weight >= least * strongest
            and tally.headness(stem) >= share
            and often
            and _may_name(ground, ground.words[stem])
        ):
            found.add(stem)
    return frozenset(found)


def _heads(tally: Tally, stem: int) -> int:
    """How many phrases a word heads."""
    return sum(p.head >= 0 and p.words[p.head].stem == stem for p in tally.holders.get(stem, ()))


def _may_name(ground: Ground, word: Word) -> bool:
    if word.traits & (traits.BROAD | traits.INFO | traits.STATE) or word.foreign:
        return False
    if word.stem not in ground.page.whole and word.traits & traits.ACCESSORY:
        return False
    return word.stem in ground.page.whole or (bool(word.known) and ground.effects[word.stem] > _NAMES)


def kinds(ground: Ground, forms_named: frozenset[int]) -> frozenset[int]:
    """The natural kinds that the product is of: for *strawberry slices* strawberry; empty for a thing made by people.

    ``forms_named`` are stems of words for shapes (slices, powder): a title headed by one names its kind before it.
    """
    occurrence = ground.tally.occurrence
    most = max((occurrence.get(stem, 0.0) for stem in ground.named if stem not in forms_named), default=0.0)
    if ground.title_head not in forms_named:
        found = {ground.title_head} if _is_natural(ground.words.get(ground.title_head)) else set()
    else:
        found = {
            stem
            for stem in ground.named
            if stem not in forms_named
            and (ground.tally.headness(stem) >= 0.15 or occurrence.get(stem, 0.0) >= 0.5 * most)
            and _is_matter(ground.words.get(stem))
        }
    return frozenset(found) if found and _supported(found, ground.tally.phrases) else frozenset()


def is_edible(words: Iterable[Word]) -> bool:
    """Whether one of these words names a food or plant first of all."""
    return any(lexicon.noun_class(word.text) in _NATURAL for word in words)


def _is_natural(word: Word | None) -> bool:
    senses = lexicon.noun_senses(word.text) if word else ()
    if not senses or lexicon.synset_class(senses[0]) not in _NATURAL:
        return False
    return lexicon.descendants(senses[0]) <= _SPECIFIC


def _is_matter(word: Word | None) -> bool:
    senses = lexicon.noun_senses(word.text)[:2] if word else ()
    return any(lexicon.synset_class(sense) in _MATTER for sense in senses)


def _supported(found: set[int], phrases: Sequence[Phrase]) -> bool:
    """Most relevant phrases must hold a kind; otherwise the title was misread."""
    relevant = [phrase for phrase in phrases if (phrase.relevancy or 0) >= 7]
    return len(relevant) < 5 or sum(bool(phrase.stems & found) for phrase in relevant) >= 0.25 * len(relevant)


def usual(phrases: Sequence[Phrase], found: frozenset[int], name: frozenset[int]) -> tuple[float, float]:
    """The usual relevancy of phrases that name the product twice over, and nine tenths of the best ones'."""
    headed = [phrase for phrase in phrases if phrase.stems & found]
    known = evidence(phrase for phrase in headed if len(phrase.stems & name) >= 2)
    every = evidence(headed)
    return median(known, 5, 8.0), 0.9 * percentile95(every) if len(every) >= 20 else 9.0


def modifiers(ground: Ground, found: frozenset[int], rmed: float, top: float, shapes: frozenset[int]) -> frozenset[int]:
    """The words that belong to the product's basic name besides its heads.

    ``shapes`` are stems of words for shapes, which must stand on the page to count.
    """
    headed = [phrase for phrase in ground.tally.phrases if phrase.stems & found]
    relevant = [p for p in headed if (p.trust >= 0.25 if p.relevancy is None else p.relevancy >= min(7.0, rmed))]
    total = sum(phrase.searches for phrase in relevant) or 1.0
    shares: dict[int, float] = {}
    counts: Counter[int] = Counter()
    for phrase in relevant:
        plain = {phrase.words[at].stem for at in phrase.content if not phrase.traits[at] & traits.ATTRIBUTE} - found
        counts.update(plain)
        for stem in plain:
            shares[stem] = shares.get(stem, 0.0) + phrase.searches / total
    named = {stem for stem in ground.named if stem not in found and (shares.get(stem, 0.0) >= 0.02 or not relevant)}
    learned = {
        stem
        for stem, share in shares.items()
        if counts[stem] >= _THRICE and _belongs(stem, share, ground, headed, top, shapes)
    }
    return frozenset(named | learned)


def _belongs(stem: int, share: float, ground: Ground, headed: list[Phrase], top: float, shapes: frozenset[int]) -> bool:
    word = ground.words[stem]
    on_page = stem in ground.page.whole
    if word.traits & _NO_MODIFIER or word.foreign or (stem in shapes and not on_page):
        return False
    loses = ground.effects[stem] < _LOSES
    if word.traits & traits.PLACE and loses:
        return False
    if on_page and share >= 0.04:
        return True
    if share < (0.04 if loses else 0.02) or word.known != "lower" or ground.effects[stem] <= _NAMES:
        return False
    if share >= 0.12:
        return True
    relevancies = evidence(phrase for phrase in headed if stem in phrase.stems)
    least = min(9.0, top) if loses else min(_ASPECT, top - 1.0)
    return len(relevancies) >= 5 and statistics.fmean(relevancies) >= least


def audiences(phrases: Sequence[Phrase], found: frozenset[int]) -> frozenset[int]:
    """Words for people that so many of the product's phrases hold that they say nothing new: *baby* changing pad."""
    headed = [phrase for phrase in phrases if phrase.stems & found]
    total = sum(phrase.weight for phrase in headed)
    held: Counter[int] = Counter()
    weights: defaultdict[int, float] = defaultdict(float)
    for phrase in headed:
        for stem in {phrase.words[at].stem for at in phrase.content if phrase.traits[at] & traits.AUDIENCE}:
            held[stem] += 1
            weights[stem] += phrase.weight
    return frozenset(
        stem for stem, count in held.items() if count >= _ENOUGH and weights[stem] >= _COMMON_AUDIENCE * total
    )


def synonyms(ground: Ground, found: frozenset[int], others: frozenset[int], rmed: float) -> frozenset[int]:
    """Other words for the heads (*crusher* for *press*): they head relevant phrases that hold a modifier."""
    least = min(_SYNONYM, 0.8 * rmed)
    return frozenset(
        stem
        for stem, phrases in ground.tally.holders.items()
        if stem not in found and stem not in ground.named and _is_synonym(ground, stem, phrases, others, least)
    )


def near(ground: Ground, found: frozenset[int], others: frozenset[int], rmed: float, nouns: Groups) -> frozenset[int]:
    """Words that shoppers use for a head, where they stand beside the same words: changing *mat* for changing *pad*."""
    named = [ground.words[stem].text for stem in sorted(found) if stem in ground.words]
    kinds = frozenset(kind for name in named for kind in nouns.of(name))
    return frozenset(
        stem
        for stem, phrases in ground.tally.holders.items()
        if stem not in found
        and not kinds.isdisjoint(nouns.of(ground.words[stem].text))
        and _is_near(stem, phrases, others, rmed)
    )


def _is_near(stem: int, phrases: Sequence[Phrase], others: frozenset[int], rmed: float) -> bool:
    headed = [p for p in phrases if p.head >= 0 and p.words[p.head].stem == stem and (p.stems & others or not others)]
    known = evidence(headed)
    return bool(headed) and (not known or statistics.fmean(known) >= (_NEAR if others else _NEAR_ALONE) * rmed)


def _is_synonym(ground: Ground, stem: int, phrases: Sequence[Phrase], others: frozenset[int], least: float) -> bool:
    word = ground.words[stem]
    barred = traits.FORM | _NO_MODIFIER | traits.STATE
    if word.traits & barred or not _may_name(ground, word) or ground.tally.headness(stem) < 0.4:
        return False
    headed = [phrase for phrase in phrases if phrase.head >= 0 and phrase.words[phrase.head].stem == stem]
    if len(headed) < 3 or sum(bool(phrase.stems & others) for phrase in headed) < 0.7 * len(headed):
        return False
    known = evidence(headed)
    return bool(known) and statistics.fmean(known) >= (8.0 if word.traits & traits.ACCESSORY else least)


def adjectives(ground: Ground, others: frozenset[int]) -> frozenset[int]:
    """Words of the list that mean the same as an adjective of the title: *dehydrated* where the title has *dried*."""
    listed = {word.text: stem for stem, word in ground.words.items()}
    wanted = {
        synonym for word in ground.title if word.stem in others for synonym in lexicon.adjective_synonyms(word.text)
    }
    return frozenset(listed[text] for text in wanted if text in listed)


def thresholds(phrases: Sequence[Phrase], found: frozenset[int], core: frozenset[int], top: float) -> Thresholds:
    """What counts as a high relevancy here."""
    known = evidence(phrases)
    if not known:
        return Thresholds(high=8.0, top=top)
    if len(set(known)) < 2:
        return Thresholds(top=top)
    own = evidence(phrase for phrase in phrases if phrase.stems & found and len(phrase.stems & core) >= 2)
    return Thresholds(high=min(8.0, median(own, 1, 8.0)), top=top)
