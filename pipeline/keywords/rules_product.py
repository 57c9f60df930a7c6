"""Rules on phrases that name the product: plainly, in a version, or by what competitors rank for.

Each is a test of one phrase, used in the order that ``cascade`` gives.
"""

from __future__ import annotations

import math

from pipeline.keywords import traits
from pipeline.keywords.facts import Facts
from pipeline.keywords.findings import Finding, broad, design, relevant
from pipeline.keywords.relations import Relation

_BUSY = 9.3  # ln(1 + competing products), about 11,000: a single word with more is broad
_BELIEVED = 8  # relevancy of another name for the product, none of whose words the title has
_WIDER = 0.5  # ln: a word that adds a fifth to them does not
_NARROWER = -0.3  # ln: a word that costs a quarter of the competing products makes a version


def attribute(facts: Facts) -> Finding | None:
    """The product in a listed version: a colour, a material, a size, an occasion, for whom …"""
    if not facts.on_type:
        return None
    occasions = [at for at in facts.having(traits.OCCASION) if at not in facts.core]
    named = [*facts.attributes, *occasions] or _for_others(facts)
    if not named:
        return None
    return design("attr", f"The product with an attribute: “{facts.text(*named)}”")


def _for_others(facts: Facts) -> list[int]:
    """Whom the phrase is for, where neither the title nor much of the list says so already."""
    product, groups = facts.setting.product, facts.setting.shapes.contrasts
    usual = product.page.title | product.audiences
    return [
        at
        for at in facts.having(traits.AUDIENCE)
        if not facts.phrase.traits[at] & traits.WHOSE
        and (word := facts.phrase.words[at]).stem not in usual
        and product.contrasts.isdisjoint(groups.of(word.text))  # *ladies* where the title has *women*
    ]


def version(facts: Facts) -> Finding | None:
    """The product with a word that narrows the offer as attributes do, or that says with or for what it is."""
    if not facts.on_type:
        return None
    beside = (*facts.left, *facts.titled)
    found = [at for at in facts.left if _narrows(facts, at)] or [at for at in beside if at > facts.phrase.reach]
    if not found and not (facts.high and facts.phrase.relevancy is not None):  # no competitor ranks as for the name
        found = [at for at in facts.left if at != facts.head and not _widens(facts, at)]
    return design("attr_residual", f"The product in a version: {_fewer(facts, found[0])}") if found else None


def _widens(facts: Facts, at: int) -> bool:
    """Whether a word's phrases have more competing products than plain ones: it says the same in other words."""
    found, base = facts.setting.evidence.words.get(facts.phrase.words[at].stem), facts.setting.evidence.base
    return found is not None and base is not None and found.drop is not None and found.drop > _WIDER


def _narrows(facts: Facts, at: int) -> bool:
    """A word off the page whose phrases have fewer competing products, and which is no aspect of the product itself."""
    word, evidence, product = facts.phrase.words[at], facts.setting.evidence, facts.setting.product
    found = evidence.words.get(word.stem)
    if found is None or word.stem in product.page.whole:
        return False
    if evidence.base is None:
        return at != facts.head
    if found.drop is None or max(found.drop, found.effect) > _NARROWER:
        return False
    if facts.relation(at) in (Relation.SIBLING, Relation.NARROWER, Relation.WIDER):
        return False
    return found.phrases < 3 or found.relevancy is None or found.relevancy < min(9.0, product.thresholds.top)


def _fewer(facts: Facts, at: int) -> str:
    """The word with the figures that make it a version, where there are any."""
    evidence = facts.setting.evidence
    found = evidence.words.get(facts.phrase.words[at].stem)
    word = f"“{facts.text(at)}”"
    if found is None or evidence.base is None or found.competing is None or (found.drop or 0.0) > _NARROWER:
        return word
    return (
        f"{word} — {found.competing:,} competing products where plain phrases have {round(math.expm1(evidence.base)):,}"
    )


def plain(facts: Facts) -> Finding | None:
    """The product in its basic form."""
    if not facts.on_type:
        return None
    return relevant("ontype_other" if facts.left else "ontype", f"Names the product: {facts.text(*facts.core)}")


def single(facts: Facts) -> Finding | None:
    """One word of the product's name alone."""
    if len(facts.phrase.content) != 1 or not facts.core:
        return None
    word = facts.text(*facts.core)
    lean = facts.phrase.competition is None or facts.phrase.competition < _BUSY
    if facts.high and lean and not facts.lacks_kind and facts.setting.product.needed < 2:
        return relevant("single", f"Names the product: {word}")
    return broad("single", f"“{word}” alone fits many products")


def ranked(facts: Facts) -> Finding | None:
    """Not quite the product's name, but its competitors rank for it; without ranks, its words stand in the title."""
    if not facts.high or facts.lacks_kind or (facts.left and not facts.core and not _is_believed(facts)):
        return None
    if facts.phrase.relevancy is None:
        why = "Its words stand in your title"
        if not facts.heads:
            return None
    else:
        why = f"Competitors rank for it as for the product itself: relevancy {facts.phrase.relevancy} of 10"
    if facts.attributes:
        return design("highR", f"{why}; it names an attribute: “{facts.text(*facts.attributes)}”")
    return relevant("highR", why)


def _is_believed(facts: Facts) -> bool:
    """Whether so many competitors rank for a phrase in strange words that it is another name: *head torch*."""
    lean = facts.phrase.competition is None or facts.phrase.competition < _BUSY
    return lean and (facts.phrase.relevancy or 0) >= _BELIEVED and not facts.head_traits & traits.ACCESSORY
