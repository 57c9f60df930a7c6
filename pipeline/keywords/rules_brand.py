"""Rules on names and languages: the user's lists, brands, characters, shops, foreign phrases.

Each is a test of one phrase, used in the order that ``cascade`` gives.
"""

from __future__ import annotations

from pipeline.keywords import traits
from pipeline.keywords.brands import CERTAIN, Mark
from pipeline.keywords.evidence import DOUBTFUL
from pipeline.keywords.facts import Facts
from pipeline.keywords.findings import Finding, brand, irrelevant
from pipeline.keywords.relations import Relation
from pipeline.model import Category

_CONCENTRATED = 60.0  # percent of clicks on three products that shoppers of a brand show


def user_brand(facts: Facts) -> Finding | None:
    """The user's own list of brands."""
    name = facts.name_of(facts.setting.user_brands)
    return brand("user", name, f"“{name}” is on your list of brands") if name else None


def user_lacks(facts: Facts) -> Finding | None:
    """An attribute that the user says the product has not."""
    stems = {word.stem for word in facts.phrase.words}
    for lacking, said in facts.setting.product.lacks.items():
        if lacking <= stems:
            return irrelevant("user", f"Another product: yours is not “{said}”, as you said")
    return None


def own_brand(facts: Facts) -> Finding | None:
    """The product's own brand."""
    name = facts.name_of(facts.setting.own_brand)
    return brand("brand_own", name, f"“{name}” is your own") if name else None


def rival_brand(facts: Facts) -> Finding | None:
    """A brand of the competitor file."""
    name = facts.name_of(facts.setting.rivals)
    return brand("brand_known", name, f"“{name}” is a competitor's brand") if name else None


def listed_brand(facts: Facts) -> Finding | None:
    """A brand or character of the shipped lists, unless the title has it too: then it is what the product is for."""
    title = facts.setting.product.page.title
    for trait, what in ((traits.BRAND, "a known brand"), (traits.CHARACTER, "a licensed name")):
        named = [at for at in facts.having(trait) if not _is_kin(facts, at)]
        if any(facts.phrase.words[at].stem not in title for at in named):
            name = facts.text(*named)
            return brand("brand_known", name, f"“{name}” is {what}")
    return None


def _is_kin(facts: Facts, at: int) -> bool:
    """An *apple* among fruits is no computer; in a longer name (*crispy fruit*) it belongs to that."""
    own = facts.phrase.words[at].traits & (traits.BRAND | traits.CHARACTER)
    return facts.setting.product.natural and bool(own) and facts.relation(at) is not Relation.NONE


def shop(facts: Facts) -> Finding | None:
    """A shop's name: its own brand or its own shelves."""
    named = facts.having(traits.RETAILER)
    if all(facts.phrase.words[at].stem in facts.setting.product.page.title for at in named):
        return None
    name = facts.text(*named)
    return brand("retail", name, f"“{name}” is a shop's name")


def foreign(facts: Facts) -> Finding | None:
    """Not in the store's language."""
    language, shown = facts.foreign
    if not language:
        return None
    said = f"is written in {language}" if language == "another script" else f"is {language}"
    return Finding(Category.FOREIGN, "foreign", f"Not in the store's language: “{shown}” {said}")


def inferred_brand(facts: Facts) -> Finding | None:
    """A word that is no ordinary word, or whose competing products show a brand."""
    marks = [(at, mark) for at in facts.phrase.content if (mark := _mark(facts, at))]
    if not marks:
        return None
    at, best = max(marks, key=lambda found: (found[1].strength, -found[0]))
    clicks = facts.phrase.clicks
    if best.path == "brand_known" or clicks is None or clicks < _CONCENTRATED:
        return brand(best.path, facts.text(at), best.why)
    return brand(best.path, facts.text(at), f"{best.why}, and {clicks:.0f} % of clicks go to three products")


def _mark(facts: Facts, at: int) -> Mark | None:
    mark = facts.setting.marks.get(facts.phrase.words[at].text)
    if mark is None or mark.strength < CERTAIN or at in facts.core:
        return None
    if facts.phrase.traits[at] & (traits.EVERYDAY & ~DOUBTFUL | traits.NUMBER):
        return None
    return None if facts.traits & traits.INFO and mark.path != "brand_known" else mark
