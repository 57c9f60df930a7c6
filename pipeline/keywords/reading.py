"""Reading the product: from listing, main keyword and the phrases of the list to one ``Product``.

Promises a product for any title, several products in one title, or no title at all; then the strongest phrase of the
list stands for it. It decides no phrase's category.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.keywords import heads, lexicon, title
from pipeline.keywords.forms import Groups
from pipeline.keywords.heads import Ground
from pipeline.keywords.models import models
from pipeline.keywords.phrases import Phrase, Speller, Word
from pipeline.keywords.product import Page, Product
from pipeline.keywords.relations import MATTER
from pipeline.keywords.tally import Tally, tally

_PIECES = frozenset({"pieces"})
_CONSIDERED = 3  # segments of a title that may name the product once more
_LEADING = 2  # segments of a title that may name the product once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the product is read from: ``segments`` are the title's parts, ``chosen`` says that the user named it."""

    phrases: tuple[Phrase, ...]
    segments: tuple[Phrase, ...]
    title: Phrase
    page: Page
    chosen: bool


def words_by_stem(phrases: Sequence[Phrase], more: Sequence[Word]) -> dict[int, Word]:
    """The most searched word of each stem."""
    weights: dict[Word, float] = dict.fromkeys(more, 0.0)
    for phrase in phrases:
        for word in phrase.words:
            weights[word] = weights.get(word, 0.0) + phrase.weight
    best: dict[int, Word] = {}
    for word, _ in sorted(weights.items(), key=lambda item: (item[1], item[0].text)):
        best[word.stem] = word
    return best


def read_product(
    source: Source, speller: Speller, effects: tuple[float, ...], forms: Groups, states: Groups, contrasts: Groups
) -> Product:
    """The product that listing and list are about."""
    sums = tally(source.phrases)
    segment = source.segments[0] if source.chosen else title.choose(source.segments, source.page.brand, sums.occurrence)
    segment = segment or source.title
    named = tuple(title.core(segment, source.page.brand))
    shapes = frozenset(word.stem for word in speller.known_words() if forms.of(word.text))
    leading = [p for p in source.segments[:_CONSIDERED] if p.head >= 0 and not p.stems.isdisjoint(named)]
    ground = Ground(
        tally=sums,
        words=words_by_stem(source.phrases, speller.known_words()),
        title=source.title.words,
        page=source.page,
        effects=effects,
        named=named,
        leads=frozenset(part.words[part.head].stem for part in leading),
        title_head=heads.title_head(segment, named, sums),
    )
    kinds = heads.kinds(ground, shapes)
    found = frozenset({ground.title_head}) | kinds if kinds else heads.heads(ground)
    beside = [part for part in leading if part.words[part.head].stem in found - {ground.title_head}]
    ground = replace(
        ground, named=tuple(dict.fromkeys((*named, *(w for p in beside for w in title.core(p, source.page.brand)))))
    )
    rmed, top = heads.usual(source.phrases, found, found | frozenset(ground.named))
    others = heads.modifiers(ground, found, rmed, top, shapes)
    if not kinds:
        found |= heads.synonyms(ground, found, others, rmed)
    others = (others | heads.adjectives(ground, others)) - found
    tokens = [word.text for word in segment.words]
    own_forms = forms.within(tokens) if kinds else _head_forms(source.segments, forms, ground)
    own_forms = own_forms or (_PIECES if kinds else frozenset())
    return Product(
        page=source.page,
        heads=found,
        modifiers=others,
        kinds=kinds,
        needed=_needed(sums, found, found | others, named),
        thresholds=heads.thresholds(source.phrases, found, found | others, top),
        forms=own_forms,
        form_word=_form_word(source, own_forms, forms, ground, kinds),
        states=states.within(tokens),
        contrasts=contrasts.within([word.text for word in source.title.words]),
        models=models(source.title.words),
    )


def _needed(sums: Tally, found: frozenset[int], core: frozenset[int], named: Sequence[int]) -> int:
    """Two words of the name, or one where the phrases that competitors rank for mostly hold no more."""
    headed = [phrase for phrase in sums.phrases if phrase.stems & found and phrase.relevancy is not None]
    if not headed:
        return min(2, len(named))
    total = sum(phrase.weight for phrase in headed)
    twice = sum(phrase.weight for phrase in headed if len(phrase.stems & core) >= 2)
    return 2 if twice >= 0.5 * total else 1


def _form_word(source: Source, own: frozenset[str], forms: Groups, ground: Ground, kinds: frozenset[int]) -> str:
    """How the title calls the product's form; its kind where the title names none."""
    said = [word.text for word in source.title.words if forms.of(word.text) & own]
    return said[0] if said else " ".join(sorted(ground.words[stem].text for stem in kinds if stem in ground.words))


def _head_forms(segments: Sequence[Phrase], forms: Groups, ground: Ground) -> frozenset[str]:
    """The shapes that a substance is sold in, where the first segments are about one: *120 Vegan Capsules*."""
    matter = any(lexicon.noun_class(ground.words[stem].text) in MATTER for stem in ground.named if stem in ground.words)
    heads_said = [segment.words[segment.head].text for segment in segments[:_LEADING] if segment.head >= 0]
    return frozenset(group for word in heads_said for group in forms.of(word)) if matter else frozenset()
