"""The order of the tests: which category a phrase gets, and why.

Promises one finding for every phrase: the first rule of ``RULES`` that applies. Read that tuple from top to bottom: brand,
language, no product, another form or product, breadth, attribute, plain. Rules see the facts of one phrase and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.keywords import forms, lexicon, models, traits
from pipeline.keywords.brands import CERTAIN
from pipeline.keywords.evidence import DOUBTFUL
from pipeline.keywords.facts import Facts
from pipeline.keywords.relations import Relation
from pipeline.model import Category

_ASIN = re.compile(r"\bb0[0-9a-z]{8}\b")
SLACK = 0.0
_BUSY = 9.3  # ln(1 + competing products), about 11,000: a single word with more is broad
_ATTRIBUTE_DROP = -0.3  # ln: a word that costs a quarter of the competing products makes a variant


@dataclass(frozen=True, slots=True)
class Finding:
    """A category, the path that led to it (see ``confidence``), the reason for people, and a brand's name if it is one."""

    category: Category
    path: str
    reason: str
    brand: str = ""


Rule = Callable[[Facts], Finding | None]


def decide(facts: Facts) -> Finding:
    """The finding of the first rule that applies."""
    for rule in RULES:
        finding = rule(facts)
        if finding:
            return finding
    raise AssertionError("the last rule always applies")


def no_words(facts: Facts) -> Finding | None:
    """A row without a single word."""
    if facts.phrase.words:
        return None
    return Finding(Category.IRRELEVANT, "empty", "No words: nothing to search for")


def product_number(facts: Facts) -> Finding | None:
    """Somebody looks up one product page."""
    if not _ASIN.search(facts.phrase.text.lower()):
        return None
    return Finding(Category.OUTLIER, "asin", "A product number: it names one product page, not a kind of product")


def user_brand(facts: Facts) -> Finding | None:
    """The user's own list of brands."""
    tokens = [word.text for word in facts.phrase.words]
    found = facts.setting.user_brands.within(tokens)
    if not found:
        return None
    return Finding(Category.BRANDED, "user", f"Brand: “{_slice(facts, *found)}” is on your list of brands")


def user_lacks(facts: Facts) -> Finding | None:
    """An attribute that the user says the product has not."""
    for stems, said in facts.setting.product.lacks.items():
        if stems <= {word.stem for word in facts.phrase.words}:
            return Finding(Category.IRRELEVANT, "user", f"Your product is not “{said}”, as you said")
    return None


def own_brand(facts: Facts) -> Finding | None:
    """The product's own brand."""
    found = facts.setting.own_brand.within([word.text for word in facts.phrase.words])
    if not found:
        return None
    return Finding(Category.BRANDED, "brand_own", f"Brand: “{_slice(facts, *found)}” is your own")


def listed_brand(facts: Facts) -> Finding | None:
    """A brand or character of the shipped lists, unless the title has it too."""
    for trait, what in ((traits.BRAND, "a known brand"), (traits.CHARACTER, "a licensed name")):
        named = [at for at in facts.phrase.content if facts.phrase.traits[at] & trait and not _is_kin(facts, at)]
        title = facts.setting.product.page.title
        if named and not all(facts.phrase.words[at].stem in title for at in named):
            return Finding(Category.BRANDED, "brand_known", f"Brand: “{facts.text(*named)}” is {what}")
    return None


def foreign(facts: Facts) -> Finding | None:
    """Not in the store's language."""
    language, shown = facts.foreign
    if not language:
        return None
    if language == "another script":
        return Finding(Category.FOREIGN, "foreign", f"Not in the store's language: “{shown}” is written in {language}")
    return Finding(Category.FOREIGN, "foreign", f"Not in the store's language: “{shown}” is {language}")


def inferred_brand(facts: Facts) -> Finding | None:
    """A word that is no ordinary word, or whose competing products show a brand."""
    info = facts.traits & traits.INFO
    best = None
    for at in facts.phrase.content:
        mark = facts.setting.marks.get(facts.phrase.words[at].text)
        barred = traits.EVERYDAY & ~DOUBTFUL | traits.NUMBER
        if mark is None or mark.strength < CERTAIN or facts.phrase.traits[at] & barred or at in facts.core:
            continue
        if info and mark.path != "brand_known":
            continue
        if best is None or mark.strength > best.strength:
            best = mark
    return Finding(Category.BRANDED, best.path, f"Brand: {best.why}") if best else None


def question(facts: Facts) -> Finding | None:
    """Somebody wants to know, not to buy."""
    marks = facts.phrase.traits
    asked = [at for at in range(len(marks)) if marks[at] & traits.INFO and at not in facts.core]
    if not asked or (facts.heads and not _is_question(facts, asked)):
        return None
    return Finding(Category.IRRELEVANT, "info", f"Not about buying a product: “{facts.text(*asked)}”")


def other_model(facts: Facts) -> Finding | None:
    """The same thing for another model."""
    said, wanted = models.conflict(facts.setting.product.models, facts.phrase.words)
    return (
        Finding(Category.IRRELEVANT, "form", f"Another model: “{said}”, your product is for {wanted}") if said else None
    )


def other_state(facts: Facts) -> Finding | None:
    """Fresh where the product is dried."""
    own = facts.setting.product.states
    tokens = [facts.phrase.words[at].text for at in facts.main()]
    said = facts.setting.states.within(tokens) if own else own
    if not said or said & own:
        return None
    word = next((token for token in tokens if facts.setting.states.of(token)), min(said))
    return Finding(Category.IRRELEVANT, "form", f"Another form: “{word}”, your product is {_list(own)}")


def contrary(facts: Facts) -> Finding | None:
    """For women where the title says for men; whole where it says sliced."""
    product = facts.setting.product
    if not facts.heads or not product.contrasts:
        return None
    tokens = [word.text for word in facts.phrase.words]
    dimensions = forms.contrary(product.contrasts, facts.setting.contrasts.within(tokens))
    if not dimensions:
        return None
    words = [
        token for token in tokens if any(g.partition("/")[0] in dimensions for g in facts.setting.contrasts.of(token))
    ]
    return Finding(Category.IRRELEVANT, "contrary", f"Another product: “{' '.join(words)}” is not what your title says")


def on_type(facts: Facts) -> bool:
    """Whether the phrase names the product: a head with enough of its name, or with the relevancy to make up for it."""
    if not facts.heads or facts.lacks_kind:
        return False
    generic = bool(facts.head_traits & traits.GENERIC) and facts.phrase.words[facts.head].stem not in _core(facts)
    if facts.names >= facts.setting.product.needed:
        return not generic or (facts.high and not facts.traits & traits.OCCASION)
    return len(facts.phrase.content) >= 2 and facts.high and not generic


def other_form(facts: Facts) -> Finding | None:
    """Powder where the product is slices; only for phrases that name the product."""
    return _form(facts) if on_type(facts) else None


def accessory(facts: Facts) -> Finding | None:
    """Something for the product, not the product: a cover for the pad."""
    if not on_type(facts) or facts.head < 0 or facts.head in facts.core or not facts.governs:
        return None
    word = facts.text(facts.head)
    if facts.head_traits & traits.ACCESSORY:
        return Finding(Category.IRRELEVANT, "accessory", f"Something for the product, not the product: “{word}”")
    slack = 0 if facts.phrase.relevancy is None else 2
    thing = _is_thing(word) or facts.head_first
    if facts.head in facts.left and thing and facts.relevancy < facts.setting.product.thresholds.high - slack:
        return Finding(Category.IRRELEVANT, "accessory", f"Another product: “{word}”")
    return None


def sibling(facts: Facts) -> Finding | None:
    """Another fruit where the product is a fruit."""
    if not facts.setting.product.natural:
        return None
    for at in facts.main():
        if at in facts.left and facts.relation(at) is Relation.SIBLING:
            return Finding(Category.IRRELEVANT, "sibling", f"Another product: “{facts.text(at)}”")
        if _other_food(facts, at):
            return Finding(Category.IRRELEVANT, "sibling", f"Another product: “{facts.text(at)}”")
    return None


def sold_by_name(facts: Facts) -> Finding | None:
    """A shop's name: its own brand or its own shelves."""
    title = facts.setting.product.page.title
    shops = [at for at in facts.phrase.content if facts.phrase.traits[at] & traits.RETAILER]
    if not any(facts.phrase.words[at].stem not in title for at in shops):
        return None
    return Finding(Category.BRANDED, "retail", f"Brand: “{facts.text(*shops)}” is a shop's name")


def attribute(facts: Facts) -> Finding | None:
    """The product in a version."""
    if not on_type(facts):
        return None
    occasions = [
        at for at in facts.phrase.content if facts.phrase.traits[at] & traits.OCCASION and at not in facts.core
    ]
    if not facts.attributes and not occasions:
        return None
    words = facts.text(*facts.attributes, *occasions)
    return Finding(Category.DESIGN, "attr", f"The product with an attribute: “{words}”")


def measured_attribute(facts: Facts) -> Finding | None:
    """The product with a word that narrows the offer as attributes do."""
    if not on_type(facts):
        return None
    found = [at for at in facts.left if _narrows(facts, at)]
    if not found:
        return None
    word = facts.text(found[0])
    return Finding(Category.DESIGN, "attr_residual", f"The product in a version: “{word}” narrows the offer")


def plain(facts: Facts) -> Finding | None:
    """The product in its basic form."""
    if not on_type(facts):
        return None
    named = facts.text(*facts.core)
    if facts.left:
        return Finding(Category.RELEVANT, "ontype_other", f"Names the product: “{named}”")
    return Finding(Category.RELEVANT, "ontype", f"Names the product: “{named}”")


def single(facts: Facts) -> Finding | None:
    """One word of the product's name alone."""
    if len(facts.phrase.content) != 1 or not facts.core:
        return None
    word = facts.text(*facts.core)
    lean = facts.phrase.competition is None or facts.phrase.competition < _BUSY
    if facts.high and lean and not facts.lacks_kind and facts.setting.product.needed < 2:
        return Finding(Category.RELEVANT, "single", f"Names the product: “{word}”")
    return Finding(Category.OUTLIER, "single", f"Too broad: “{word}” alone fits many products")


def any_other_form(facts: Facts) -> Finding | None:
    """Another form, whether or not the phrase names the product."""
    return _form(facts)


def broad_words(facts: Facts) -> Finding | None:
    """Gifts, shops, departments."""
    found = [
        at
        for at in facts.phrase.content
        if at not in facts.core
        and (
            facts.phrase.traits[at] & traits.BROAD or (facts.phrase.traits[at] & traits.DEPARTMENT and at == facts.head)
        )
    ]
    if not found:
        return None
    return Finding(Category.OUTLIER, "generic", f"Too broad: “{facts.text(*found)}” fits many products")


def wider_kind(facts: Facts) -> Finding | None:
    """The kind above the product: fruit."""
    wider = [at for at in facts.main() if facts.relation(at) is Relation.WIDER and at not in facts.core]
    others = [at for at in facts.left if at not in wider and at in facts.main() and not _describes(facts, at)]
    if not wider or others:
        return None
    return Finding(Category.OUTLIER, "hypernym", f"Too broad: “{facts.text(*wider)}” covers many products")


def ranked(facts: Facts) -> Finding | None:
    """Not the product's name, but its competitors rank for it."""
    if (
        (facts.left and not facts.core)
        or facts.relevancy < facts.setting.product.thresholds.high - SLACK
        or facts.lacks_kind
    ):
        return None
    if facts.phrase.relevancy is None and not facts.heads:
        return None
    if facts.phrase.relevancy is None:
        why = "Its words stand in your title"
    else:
        why = f"Competitors rank for it as for the product itself (relevancy {facts.phrase.relevancy} of 10)"
    if facts.attributes:
        words = facts.text(*facts.attributes)
        return Finding(Category.DESIGN, "highR", f"{why}; it names an attribute: “{words}”")
    return Finding(Category.RELEVANT, "highR", why)


def only_parts(facts: Facts) -> Finding | None:
    """Nothing but words of the name, and not enough of them."""
    if facts.left:
        return None
    return Finding(
        Category.OUTLIER, "core_only", f"Too broad: “{facts.phrase.text.strip()}” does not say which product"
    )


def unconnected(facts: Facts) -> Finding | None:
    """Whatever is left."""
    words = facts.text(*facts.left)
    return Finding(Category.IRRELEVANT, "other", f"Another product: “{words}” is not part of your product's name")


def _slice(facts: Facts, start: int, length: int) -> str:
    return " ".join(word.text for word in facts.phrase.words[start : start + length])


def _list(words: frozenset[str]) -> str:
    return " or ".join(sorted(words))


def _core(facts: Facts) -> frozenset[int]:
    return facts.setting.product.core


def _form(facts: Facts) -> Finding | None:
    """A word for a shape that the product does not come in: as the head, or anywhere for natural products."""
    product = facts.setting.product
    places = list(facts.main()) if product.natural else [facts.head]
    if not product.forms:
        return None
    for at in places:
        if at < 0 or at in facts.core or not facts.phrase.traits[at] & traits.FORM:
            continue
        word = facts.phrase.words[at]
        if facts.setting.forms.of(word.text) & product.forms or (at != facts.head and word.stem in product.page.whole):
            continue
        return Finding(Category.IRRELEVANT, "form", f"Another form: “{word.text}”, your product is {product.form_word}")
    return None


def _is_kin(facts: Facts, at: int) -> bool:
    """An *apple* among fruits is no computer."""
    return facts.setting.product.natural and facts.relation(at) is not Relation.NONE


def _is_question(facts: Facts, asked: list[int]) -> bool:
    """*How to clean a press*, *press instructions*: it begins with a question word or ends in what is asked for."""
    marks = facts.phrase.traits
    begins = asked[0] == 0 and marks[0] & traits.STOP and len(marks) > 2
    return bool(begins) or (bool(facts.phrase.content) and asked[-1] == facts.phrase.content[-1])


def _describes(facts: Facts, at: int) -> bool:
    """Whether a word can only be an adjective."""
    word = facts.phrase.words[at].text
    return bool(lexicon.adjective_synonyms(word)) and not lexicon.noun_senses(word)


def _is_thing(word: str) -> bool:
    return lexicon.noun_class(word) == "artifact"


def _other_food(facts: Facts, at: int) -> bool:
    """A food of another family: as what the phrase is about, or in place of the product's kind."""
    word = facts.phrase.words[at]
    if facts.relation(at) is not Relation.OTHER_FOOD or at not in facts.left:
        return False
    if word.traits & traits.EVERYDAY or word.stem in facts.setting.product.page.whole:
        return False
    return facts.lacks_kind or at == facts.head


def _narrows(facts: Facts, at: int) -> bool:
    """A word off the page whose phrases have fewer competing products, and which is no aspect of the product itself."""
    word = facts.phrase.words[at]
    found = facts.setting.evidence.words.get(word.stem)
    if (
        found is None
        or found.drop is None
        or found.drop > _ATTRIBUTE_DROP
        or word.stem in facts.setting.product.page.whole
    ):
        return False
    if facts.relation(at) in (Relation.SIBLING, Relation.NARROWER, Relation.WIDER):
        return False
    top = min(9.0, facts.setting.product.thresholds.top)
    return found.phrases < 3 or found.relevancy is None or found.relevancy < top


RULES: tuple[Rule, ...] = (
    no_words,
    product_number,
    user_brand,
    user_lacks,
    own_brand,
    listed_brand,
    sold_by_name,
    foreign,
    inferred_brand,
    question,
    other_model,
    other_state,
    contrary,
    other_form,
    accessory,
    sibling,
    attribute,
    measured_attribute,
    plain,
    single,
    any_other_form,
    broad_words,
    wider_kind,
    ranked,
    only_parts,
    unconnected,
)
"""The order of the tests."""
