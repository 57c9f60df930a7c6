"""One category with a reason for every phrase of a list.

Promises the same verdict for a phrase whatever the order of the rows: phrases are worked on in the order of their text.
The steps stand in ``categorise`` in reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.keywords import brands, cascade, edits, evidence, facts, mainkeyword, summary
from pipeline.keywords.aspects import aspects
from pipeline.keywords.confidence import confidence, grade, ground
from pipeline.keywords.context import Categorisation, Context
from pipeline.keywords.facts import Facts, Setting
from pipeline.keywords.findings import Finding
from pipeline.keywords.forms import Shapes, shapes_for
from pipeline.keywords.material import Material, prepare
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.product import Product
from pipeline.keywords.reading import read_product, words_by_stem
from pipeline.keywords.relations import Relation, Relatives
from pipeline.keywords.tidy import plain_words
from pipeline.model import KeywordRow, ReadingEdits, Relevancy, UserWords, Verdict

_NAMES = 12  # words that the product is compared by
_TELL_EVERY = 500


def categorise(
    rows: Sequence[KeywordRow],
    relevancy: Sequence[Relevancy],
    context: Context,
    report: Callable[[float], None] | None = None,
) -> Categorisation:
    """Categorise every phrase.

    ``relevancy`` goes with ``rows``. ``report`` is told the share done, 0 to 1; beyond what it raises nothing is
    raised.
    """
    tell = report or (lambda _share: None)
    context = replace(context, words=edits.user_words(context.words, context.edits))
    material = prepare(rows, relevancy, context)
    tell(0.4)
    setting = _setting(material, context)
    tell(0.5)
    found: list[Verdict] = []
    held: list[str] = []
    for phrase, language in zip(material.phrases, material.foreign, strict=True):
        about = facts.gather(phrase, setting, language)
        finding = cascade.decide(about)
        found.append(_verdict(about, finding))
        held.append(finding.brand)
        if len(found) % _TELL_EVERY == 0:
            tell(0.5 + 0.5 * len(found) / len(rows))
    verdicts = _in_row_order(material, found)
    return Categorisation(
        verdicts=verdicts,
        reading=summary.reading(material, setting, held, context.edits),
        main_keyword=mainkeyword.final(rows, relevancy, verdicts, context.main_keyword),
        warnings=(
            *summary.warnings(material, context),
            *edits.warnings(context.edits, setting.product.heads, material.speller),
        ),
    )


def _verdict(about: Facts, finding: Finding) -> Verdict:
    stands_on = ground(about, finding.path)
    trust = confidence(stands_on)
    return Verdict(
        category=finding.category,
        reason=finding.reason,
        confidence=trust,
        grade=grade(trust),
        aspects=aspects(about),
        path=stands_on.path,
        standing=stands_on.standing,
    )


def _in_row_order(material: Material, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    return tuple(verdict for _, verdict in sorted(zip(material.order, verdicts, strict=True), key=lambda item: item[0]))


def _setting(material: Material, context: Context) -> Setting:
    """Everything about product and words that the phrases are held against."""
    languages = context.store.languages
    shapes, native = shapes_for(languages), material.source.phrases
    effects = evidence.effects_of(native, len(material.speller.stem_texts))
    read = read_product(material.source, material.speller, effects, shapes, context.edits)
    product = _with_user(read, material, context.words)
    measured = evidence.gather(native, product, effects)
    relations = _relations(native, product, shapes) if "en" in languages else {}
    return Setting(
        product=product,
        evidence=measured,
        marks=_without(brands.marks(native, product, measured, relations), context.edits),
        relations=relations,
        user_brands=brands.Names(context.words.brands),
        rivals=brands.Names(_rivals(material, product, context)),
        own_brand=brands.Names(material.brand_names),
        shapes=shapes,
        head_first=material.speller.head_first,
        language=material.speller.language,
        said_to_have=context.words.has,
    )


def _without(marks: dict[str, brands.Mark], said: ReadingEdits) -> dict[str, brands.Mark]:
    """The marks without those of words that the user says are no brands."""
    gone = edits.released(said)
    return {word: mark for word, mark in marks.items() if (word,) not in gone}


def _rivals(material: Material, product: Product, context: Context) -> tuple[str, ...]:
    """The competitors' brands that can be told from the product's own words."""
    own = product.core | product.page.title
    names = brands.rival_names(context.rivals, material.speller, own, context.words.has)
    return edits.without(names, context.edits)


def _with_user(product: Product, material: Material, words: UserWords) -> Product:
    """The product with the attributes that the user says it has and has not."""
    stem = material.speller.stem

    def stems(said: str) -> frozenset[int]:
        return frozenset(stem(word) for word in plain_words(said))

    return replace(
        product,
        has=frozenset(found for said in words.has for found in stems(said)),
        lacks={stems(said): said for said in words.lacks if stems(said)},
    )


def _relations(phrases: Sequence[Phrase], product: Product, shapes: Shapes) -> dict[int, Relation]:
    """How each word of the list stands to the words that name the product; words for its own form stand apart."""
    words = words_by_stem(phrases, ())
    wanted = product.kinds or product.core
    names = sorted(word.text for stem, word in words.items() if stem in wanted)[:_NAMES]
    relatives = Relatives(names, natural=product.natural)
    return {
        stem: found
        for stem, word in words.items()
        if not shapes.forms.of(word.text) & product.forms and (found := relatives.of(word.text))
    }
