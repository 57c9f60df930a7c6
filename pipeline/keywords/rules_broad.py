"""Rules on breadth: gifts, shops, departments, kinds above the product, parts of its name.

Each is a test of one phrase, used in the order that ``cascade`` gives.
"""

from __future__ import annotations

from pipeline.keywords import lexicon, traits
from pipeline.keywords.facts import Facts
from pipeline.keywords.findings import Finding, broad, irrelevant
from pipeline.keywords.relations import Relation
from pipeline.keywords.rules_other import is_thing

_SAYS_NOT_WHICH = traits.BROAD | traits.AUDIENCE | traits.NEUTRAL | traits.ATTRIBUTE | traits.NUMBER
_FAR_BELOW = 4  # points of relevancy under the usual: competitors do not rank for it


def broad_words(facts: Facts) -> Finding | None:
    """Gifts, shops; a department as what the phrase is about."""
    found = [
        at
        for at in facts.having(traits.BROAD | traits.DEPARTMENT)
        if at not in facts.core
        and (facts.phrase.traits[at] & traits.BROAD or at == facts.head)
        and not _is_narrowed(facts, at)
    ]
    return broad("generic", f"“{facts.text(*found)}” fits many products") if found else None


def _is_narrowed(facts: Facts, at: int) -> bool:
    """Whether another word says which machine or toy it is."""
    if not facts.phrase.traits[at] & traits.KIND_NOUN:
        return False
    return any(not facts.phrase.traits[other] & _SAYS_NOT_WHICH for other in facts.phrase.content if other != at)


def wider_kind(facts: Facts) -> Finding | None:
    """The kind above the product: fruit."""
    wider = [at for at in facts.main() if facts.relation(at) is Relation.WIDER and at not in facts.core]
    others = [at for at in facts.left if at not in wider and at in facts.main() and not _describes(facts, at)]
    return broad("hypernym", f"“{facts.text(*wider)}” covers many products") if wider and not others else None


def _describes(facts: Facts, at: int) -> bool:
    """Whether a word can only be an adjective."""
    word = facts.phrase.words[at].text
    return bool(lexicon.adjective_synonyms(word)) and not lexicon.noun_senses(word)


def other_head(facts: Facts) -> Finding | None:
    """All words of the name, but what they are about is another thing: a *changing table* is no pad."""
    if facts.left or facts.head < 0 or len(facts.phrase.content) < 2 or facts.setting.product.natural:
        return None
    product, word = facts.setting.product, facts.text(facts.head)
    ranked = facts.phrase.relevancy is not None and facts.relevancy >= product.thresholds.high - _FAR_BELOW
    if ranked:
        return None
    if facts.phrase.words[facts.head].stem not in product.heads:
        return irrelevant("other_head", f"Another product: “{word}”") if is_thing(word) else None
    places = [at for at in facts.having(traits.PLACE) if at < facts.head and at not in facts.core]
    return irrelevant("other_head", f"Another product: “{facts.text(*places, facts.head)}”") if places else None


def only_parts(facts: Facts) -> Finding | None:
    """Nothing but words of the name, and not enough of them."""
    if facts.left:
        return None
    if facts.titled and not facts.core and facts.head in facts.titled:
        return irrelevant("other_head", f"Another product: “{facts.text(facts.head)}” only belongs to yours")
    return broad("core_only", f"“{' '.join(facts.phrase.text.split())}” does not say which product")
