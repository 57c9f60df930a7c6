"""Reading the product: from listing, main keyword and the phrases of the list to one ``Product``.

Promises a product for any title, several products in one title, or no title at all; then the strongest phrase of the
list stands for it. It decides no phrase's category.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.keywords import edits, heads, lexicon, title, traits
from pipeline.keywords.edits import Naming, renamed
from pipeline.keywords.forms import Groups, Shapes
from pipeline.keywords.heads import Ground
from pipeline.keywords.models import models
from pipeline.keywords.phrases import Phrase, Speller, Word
from pipeline.keywords.product import Page, Product
from pipeline.keywords.relations import MATTER
from pipeline.keywords.tally import Tally, tally
from pipeline.keywords.tidy import plain_words
from pipeline.keywords.vocabulary import COMPOUNDING
from pipeline.model import ReadingEdits

_PIECES = frozenset({"pieces"})
_CONSIDERED = 3  # segments of a title, from the one that names the product on, that may name it once more
_COMPOUND = 10  # letters from which a word of a language with closed compounds is likely one
_BROADER = 1.5  # ln: so many more competing products show that one word alone is a wider kind
_ENOUGH, _AS_GOOD = 4, 0.7  # phrases of one word, and their share of the others' relevancy, to make one word enough
_LEADING = 2  # segments of a title that may name a substance's form


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """The words of the product's name, and nine tenths of its best relevancy."""

    heads: frozenset[int]
    modifiers: frozenset[int]
    kinds: frozenset[int]
    top: float

    @property
    def all(self) -> frozenset[int]:
        return self.heads | self.modifiers


def read_product(
    source: Source,
    speller: Speller,
    effects: tuple[float, ...],
    shapes: Shapes,
    said: ReadingEdits,
) -> Product:
    """The product that listing and list are about. ``effects`` is each word's effect on competing products.

    ``said`` are the user's changes.
    """
    sums = tally(source.phrases)
    segment = source.segments[0] if source.chosen else title.choose(source.segments, source.page.brand, sums.occurrence)
    segment = segment or source.title
    ground = _ground(source, segment, speller, effects, sums)
    shaped = frozenset(word.stem for word in speller.known_words() if shapes.forms.of(word.text))
    name = _name(ground, source, shaped, shapes.near)
    tokens = [word.text for word in segment.words]
    own_forms = edits.forms(_own_forms(source, tokens, name, ground, shapes), said, shapes.forms)
    induced = name
    name = _edited(name, source, speller, said)
    more = plain_words(edits.added(said))
    return Product(
        page=source.page,
        heads=name.heads,
        modifiers=name.modifiers,
        kinds=name.kinds,
        needed=_needed_of(sums, name, ground, speller.language, changed=name is not induced),
        thresholds=heads.thresholds(source.phrases, name.heads, name.all, name.top),
        forms=own_forms,
        form_word=" or ".join(said.forms.add)
        or _form_word(source, own_forms, shapes, [ground.words[kind].text for kind in sorted(name.kinds)]),
        states=shapes.states.within(tokens) | shapes.states.within(more),
        contrasts=shapes.contrasts.within([word.text for word in source.title.words]) | shapes.contrasts.within(more),
        models=models(source.title.words),
        denied=edits.denied(said, speller),
        own_shapes=edits.own_shapes(said, shapes.forms, speller),
        edible=heads.is_edible(ground.words[kind] for kind in sorted(name.kinds) if kind in ground.words),
        audiences=heads.audiences(source.phrases, name.heads),
    )


def _edited(found: _Name, source: Source, speller: Speller, said: ReadingEdits) -> _Name:
    """The name with the user's changes; what else is known of it is measured anew."""
    old = Naming(heads=found.heads, modifiers=found.modifiers, kinds=found.kinds)
    new = renamed(old, said, speller)
    if new == old:
        return found
    _, top = heads.usual(source.phrases, new.heads, new.heads | new.modifiers)
    return _Name(heads=new.heads, modifiers=new.modifiers, kinds=new.kinds, top=top)


def _ground(source: Source, segment: Phrase, speller: Speller, effects: tuple[float, ...], sums: Tally) -> Ground:
    named = tuple(title.core(segment, source.page.brand))
    first = source.segments.index(segment) if segment in source.segments else 0
    leading = _leading(source.segments[first : first + _CONSIDERED], named)
    return Ground(
        tally=sums,
        words=words_by_stem(source.phrases, speller.known_words()),
        title=source.title.words,
        page=source.page,
        effects=effects,
        named=named,
        leading=tuple(leading),
        title_head=heads.title_head(segment, named, sums),
    )


def _leading(segments: Sequence[Phrase], named: Sequence[int]) -> list[Phrase]:
    """The segments that name the product once more: they share a word with its name."""
    return [part for part in segments if part.head >= 0 and not part.stems.isdisjoint(named)]


def _name(ground: Ground, source: Source, shapes: frozenset[int], near: Groups) -> _Name:
    """Heads, modifiers and kinds, each learned from what came before. ``shapes`` are stems of words for shapes."""
    kinds = heads.kinds(ground, shapes)
    found = frozenset({ground.title_head}) | kinds if kinds else heads.heads(ground)
    other_names = [p for p in ground.leading if p.words[p.head].stem in found - {ground.title_head}]
    more = (stem for part in other_names for stem in title.core(part, source.page.brand))
    ground = replace(ground, named=tuple(dict.fromkeys((*ground.named, *more))))
    usual, top = heads.usual(source.phrases, found, found | frozenset(ground.named))
    others = heads.modifiers(ground, found, usual, top, shapes)
    if not kinds:
        found |= heads.synonyms(ground, found, others, usual)
        found |= heads.near(ground, found, others, usual, near)
    return _Name(heads=found, modifiers=(others | heads.adjectives(ground, others)) - found, kinds=kinds, top=top)


def _needed(sums: Tally, name: _Name, named: Sequence[int], *, compact: bool) -> int:
    """How many words of the name make a phrase the product's: two, or one where one says it all.

    One, where most phrases of the product hold no more, or where those that hold one word and nothing strange are as
    relevant as those that hold two. Without ranks also where the name is ``compact``: a compound that says it all; but
    two where one word alone has far more competing products.
    """
    headed = [phrase for phrase in sums.phrases if phrase.stems & name.heads]
    ranked = [phrase for phrase in headed if phrase.relevancy is not None]
    if not headed or (compact and not ranked):
        return 1 if compact else min(2, len(named))
    counted = ranked or headed
    weight = (lambda phrase: phrase.weight) if ranked else (lambda phrase: phrase.searches)
    total = sum(map(weight, counted))
    twice = [phrase for phrase in counted if len(phrase.stems & name.all) >= 2]
    once = [phrase for phrase in counted if len(phrase.stems & name.all) == 1 and _is_plain(phrase, name)]
    if not ranked and _mean_competition(once) > _mean_competition(twice) + _BROADER:
        return 2
    if sum(map(weight, twice)) < 0.5 * total:
        return 1
    if not ranked or len(once) < _ENOUGH:
        return 2
    return 1 if _mean_relevancy(once) >= _AS_GOOD * _mean_relevancy(twice) else 2


def _is_plain(phrase: Phrase, name: _Name) -> bool:
    """Whether a phrase holds nothing but words of the name and words that make a version."""
    return all(
        phrase.words[at].stem in name.all or phrase.traits[at] & (traits.ATTRIBUTE | traits.AUDIENCE | traits.NEUTRAL)
        for at in phrase.content
    )


def _mean_competition(phrases: Sequence[Phrase]) -> float:
    known = [phrase.competition for phrase in phrases if phrase.competition is not None]
    return statistics.fmean(known) if known else 0.0


def _mean_relevancy(phrases: Sequence[Phrase]) -> float:
    return statistics.fmean(heads.evidence(phrases) or [0])


def _needed_of(sums: Tally, name: _Name, ground: Ground, language: str, *, changed: bool) -> int:
    """How many words of the name a phrase needs; a name that the user ``changed`` may have fewer than the title's."""
    found = _needed(sums, name, ground.named, compact=_is_compact(ground, language))
    return min(found, len(name.all)) if changed else found


def _is_compact(ground: Ground, language: str) -> bool:
    """Whether the title's head is a whole name in one word, as *Knoblauchpresse* is, or in a script without spaces."""
    word = ground.words.get(ground.title_head)
    if word is None:
        return False
    if language == "ja":
        return not word.text[0].isascii()
    return language in COMPOUNDING and len(word.text) >= _COMPOUND


def _own_forms(source: Source, tokens: Sequence[str], name: _Name, ground: Ground, shapes: Shapes) -> frozenset[str]:
    """The shapes that the product comes in; a natural kind comes in pieces when its title does not say."""
    if name.kinds:
        return shapes.forms.within(tokens) or _PIECES
    matter = any(lexicon.noun_class(ground.words[stem].text) in MATTER for stem in ground.named if stem in ground.words)
    said = [part.words[part.head].text for part in source.segments[:_LEADING] if part.head >= 0]
    return frozenset(group for word in said for group in shapes.forms.of(word)) if matter else frozenset()


def _form_word(source: Source, own: frozenset[str], shapes: Shapes, kinds: Sequence[str]) -> str:
    """How the title calls the product's form; its kind where the title names none."""
    said = [word.text for word in source.title.words if shapes.forms.of(word.text) & own]
    return said[0] if said else " ".join(kinds)
