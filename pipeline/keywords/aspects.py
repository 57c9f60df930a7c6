"""Which aspects of the product a phrase names.

Promises the product's own words, an attribute that the product is known to have, and a use or audience, each by the
words of the phrase. It knows nothing of categories.
"""

from __future__ import annotations

from pipeline.keywords import traits
from pipeline.keywords.facts import Facts
from pipeline.model import Aspects

_USE = traits.AUDIENCE | traits.OCCASION | traits.PLACE


def aspects(facts: Facts) -> Aspects:
    """The aspects of one phrase."""
    if not facts.core:
        return Aspects()
    return Aspects(
        product=facts.text(*facts.core) if facts.heads else "",
        attribute=facts.text(*_attributes(facts)),
        use=facts.text(*_uses(facts)),
    )


def _attributes(facts: Facts) -> list[int]:
    product = facts.setting.product
    known = (product.page.whole - product.denied) | product.has
    return [
        at
        for at in facts.attributes
        if (stem := facts.phrase.words[at].stem) in known
        and (facts.phrase.traits[at] & traits.ATTRIBUTE or stem in product.has)
    ]


def _uses(facts: Facts) -> list[int]:
    """Words for whom or what it is: by a list, or behind *for*."""
    phrase = facts.phrase
    return [
        at
        for at in phrase.content
        if at not in facts.core
        and (phrase.traits[at] & _USE or (at > phrase.reach and not phrase.traits[at] & traits.ATTRIBUTE))
    ]
