"""Rules on what is not the product: no product at all, another model, form, kind or part.

Each is a test of one phrase, used in the order that ``cascade`` gives.
"""

from __future__ import annotations

import re

from pipeline.keywords import forms, lexicon, models, traits
from pipeline.keywords.facts import Facts
from pipeline.keywords.findings import Finding, broad, irrelevant
from pipeline.keywords.relations import Relation

_ASIN = re.compile(r"\bb0[0-9a-z]{8}\b")
_NOT_THING = traits.ATTRIBUTE | traits.NEUTRAL | traits.SHOP | traits.AUDIENCE | traits.NUMBER
_NOBODY = 0.2  # of the usual relevancy: next to no competitor in the first ten
_SHORT_TITLE = 3  # words of a phrase that may open like a question and be none: *can opener*
_WELL_BELOW = 2  # points of relevancy under the usual that tell another product from the product with a strange word


def no_words(facts: Facts) -> Finding | None:
    """A row without a single word."""
    return None if facts.phrase.words else irrelevant("empty", "No words: nothing to search for")


def product_number(facts: Facts) -> Finding | None:
    """Somebody looks up one product page."""
    if not _ASIN.search(facts.phrase.text.lower()):
        return None
    return broad("asin", "a product number names one product page, not a kind of product")


def question(facts: Facts) -> Finding | None:
    """Somebody wants to know, not to buy."""
    words = facts.phrase.words
    if len(words) > _SHORT_TITLE and words[0].text in lexicon.vocabulary("questions", facts.setting.language):
        return irrelevant("info", f"Not about buying a product: “{words[0].text} …” asks a question")
    asked = [at for at, mark in enumerate(facts.phrase.traits) if mark & traits.INFO and at not in facts.core]
    if not asked or (facts.heads and not _is_asked(facts, asked)):
        return None
    return irrelevant("info", f"Not about buying a product: “{facts.text(*asked)}”")


def _is_asked(facts: Facts, asked: list[int]) -> bool:
    """*How to clean a press*, *press instructions*: it begins with a question word or ends in what is asked for."""
    words = facts.phrase.words
    begins = asked[0] == 0 and bool(words[0].traits & traits.STOP) and len(words) > 2
    return begins or asked[-1] in facts.phrase.content[-1:]


def other_model(facts: Facts) -> Finding | None:
    """The same thing for another model."""
    said, wanted = models.conflict(facts.setting.product.models, facts.phrase.words)
    return irrelevant("form", f"Another model: “{said}”, your product is for {wanted}") if said else None


def other_state(facts: Facts) -> Finding | None:
    """Fresh where the product is dried."""
    own = facts.setting.product.states
    if not own:
        return None
    said = [(at, facts.setting.shapes.states.of(facts.phrase.words[at].text)) for at in facts.main()]
    strange = [at for at, groups in said if groups]
    if not strange or any(groups & own for _, groups in said):
        return None
    return irrelevant("form", f"Another form: “{facts.text(strange[0])}”, your product is {' or '.join(sorted(own))}")


def contrary(facts: Facts) -> Finding | None:
    """For women where the title says for men; whole where it says sliced."""
    own, groups = facts.setting.product.contrasts, facts.setting.shapes.contrasts
    if not facts.heads or not own:
        return None
    tokens = [word.text for word in facts.phrase.words]
    dimensions = forms.contrary(own, groups.within(tokens))
    words = [token for token in tokens if any(forms.dimension(group) in dimensions for group in groups.of(token))]
    return (
        irrelevant("contrary", f"Another product: “{' '.join(words)}” is not what your title says") if words else None
    )


def other_form(facts: Facts) -> Finding | None:
    """Powder where the product is slices: as what the phrase is about, or anywhere for natural products."""
    product = facts.setting.product
    if not product.forms:
        return None
    for at in facts.main() if product.natural else (facts.head,):
        if at >= 0 and _is_strange_form(facts, at):
            return irrelevant("form", f"Another form: “{facts.text(at)}”, your product is {product.form_word}")
    return None


def _is_strange_form(facts: Facts, at: int) -> bool:
    if at in facts.core or not facts.phrase.traits[at] & traits.FORM or facts.is_own_form(at):
        return False
    return at == facts.head or facts.phrase.words[at].stem not in facts.setting.product.page.whole


def named_other_form(facts: Facts) -> Finding | None:
    """Another form of what the phrase names."""
    return other_form(facts) if facts.on_type else None


def accessory(facts: Facts) -> Finding | None:
    """Something for the product, not the product: a cover for the pad."""
    if not facts.on_type or facts.head < 0 or facts.head in facts.core or not facts.governs:
        return None
    word = facts.text(facts.head)
    if facts.head_traits & traits.ACCESSORY and not (facts.high and facts.phrase.relevancy is not None):
        return irrelevant("accessory", f"Something for the product, not the product: “{word}”")
    slack = 0 if facts.phrase.relevancy is None else _WELL_BELOW
    thing = is_thing(word) or facts.setting.head_first
    if facts.head in facts.left and thing and facts.relevancy < facts.setting.product.thresholds.high - slack:
        return irrelevant("accessory", f"Another product: “{word}”")
    return None


def stranger(facts: Facts) -> Finding | None:
    """The product's name with a word that nothing explains, and none of its competitors ranks: *hot* water bottle."""
    if not facts.on_type or facts.phrase.relevancy is None:
        return None
    strange = [at for at in facts.left if at < facts.phrase.reach] if not facts.attributes else _elsewhere(facts)
    if not strange or facts.relevancy >= _NOBODY * facts.setting.product.thresholds.high:
        return None
    return irrelevant("other", f"Another product: hardly a competitor ranks for “{facts.text(*strange)}”")


def _elsewhere(facts: Facts) -> list[int]:
    """Places of use before the name, where nothing else makes a version: *pool* vacuum hose."""
    title = facts.setting.product.page.title
    places = [at for at in facts.attributes if facts.phrase.traits[at] & traits.PLACE and at < facts.phrase.reach]
    others = set(facts.attributes) - set(places)
    return [] if others else [at for at in places if facts.phrase.words[at].stem not in title]


def for_product(facts: Facts) -> Finding | None:
    """What is said to be for the product: accessories, a strap, paper for it."""
    phrase, product = facts.phrase, facts.setting.product
    purposes = lexicon.vocabulary("purposes", facts.setting.language)
    at = next((at for at, word in enumerate(phrase.words) if at and word.text in purposes), -1)
    if at < 0 or facts.heads or facts.traits & traits.OCCASION:
        return None
    names = {phrase.words[core].stem for core in facts.core if core > at}
    first = [other for other in phrase.content if other < at and not phrase.traits[other] & _NOT_THING]
    if not first or not names & product.heads or len(names) < product.needed:
        return None
    return irrelevant("accessory", f"Something for the product, not the product: “{facts.text(*first)}”")


def is_thing(word: str) -> bool:
    """Whether a word is, in one of its two commonest meanings, a noun for something made by people."""
    return any(lexicon.synset_class(sense) == "artifact" for sense in lexicon.noun_senses(word)[:2])


def sibling(facts: Facts) -> Finding | None:
    """Another fruit where the product is a fruit."""
    if not facts.setting.product.natural:
        return None
    strange = (at for at in facts.main() if at in facts.left and _is_sibling(facts, at))
    at = next(strange, None)
    return None if at is None else irrelevant("sibling", f"Another product: “{facts.text(at)}”")


def _is_sibling(facts: Facts, at: int) -> bool:
    """One of the family, or a food of another one that the phrase is about or names in place of the product's kind."""
    relation, word = facts.relation(at), facts.phrase.words[at]
    if relation is not Relation.OTHER_FOOD:
        return relation is Relation.SIBLING
    if word.traits & traits.EVERYDAY or word.stem in facts.setting.product.page.whole:
        return False
    return facts.lacks_kind or at == facts.head


def unconnected(facts: Facts) -> Finding | None:
    """Whatever is left."""
    known = "" if facts.phrase.relevancy is None else f", and its relevancy is {facts.phrase.relevancy} of 10"
    return irrelevant(
        "other", f"Another product: “{facts.text(*facts.left)}” is not part of your product's name{known}"
    )
