"""The order of the tests: which category a phrase gets, and why.

Promises one finding for every phrase: that of the first rule in ``RULES`` that applies. Read the tuple from top to
bottom: the user's word, brand, language, no product, another product or form, the product, breadth, no connection.
Rules see the facts of one phrase and nothing else.
"""

from __future__ import annotations

from pipeline.keywords import rules_brand, rules_broad, rules_other, rules_product
from pipeline.keywords.facts import Facts
from pipeline.keywords.findings import Finding, Rule

RULES: tuple[Rule, ...] = (
    rules_other.no_words,
    rules_other.product_number,
    rules_brand.user_brand,
    rules_brand.user_lacks,
    rules_brand.own_brand,
    rules_brand.rival_brand,
    rules_brand.listed_brand,
    rules_brand.shop,
    rules_brand.foreign,
    rules_brand.inferred_brand,
    rules_other.question,
    rules_other.other_model,
    rules_other.other_state,
    rules_other.contrary,
    rules_other.named_other_form,
    rules_other.accessory,
    rules_other.for_product,
    rules_other.sibling,
    rules_other.stranger,
    rules_product.attribute,
    rules_product.version,
    rules_product.plain,
    rules_product.single,
    rules_other.other_form,
    rules_broad.broad_words,
    rules_broad.wider_kind,
    rules_product.ranked,
    rules_broad.other_head,
    rules_broad.only_parts,
    rules_other.unconnected,
)
"""The order of the tests."""


def decide(facts: Facts) -> Finding:
    """The finding of the first rule that applies; the last one always does."""
    return next(finding for rule in RULES if (finding := rule(facts)))
