"""What the six categories mean, and in which order a phrase is tested for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.keywords import cascade
from pipeline.model import Category
from pipeline.report.explain.product import Judged, searches

_MEANINGS: Final[Mapping[Category, str]] = {
    Category.RELEVANT: "Names your product in its basic form.",
    Category.DESIGN: "Names your product with an attribute or version: material, size, colour, pack, place of use.",
    Category.BRANDED: "Holds a brand, yours or another’s, misspelt ones too.",
    Category.FOREIGN: "Is not written in the store’s own language.",
    Category.OUTLIER: "So broad that it fits countless products.",
    Category.IRRELEVANT: "Another product, another form of it, or no product at all.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryHelp:
    """A category: what it means, and searches for the product of the examples that fall into it, with the reason."""

    category: Category
    meaning: str
    examples: tuple[Judged, ...]


def categories() -> tuple[CategoryHelp, ...]:
    """The six categories in their order."""
    found = searches()
    return tuple(
        CategoryHelp(
            category=category,
            meaning=_MEANINGS[category],
            examples=tuple(one for one in found if one.category is category),
        )
        for category in Category
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One question that is asked of a phrase, and what it is where the answer is yes."""

    question: str
    category: str


_USER = Step("Is it on your own lists, or does it ask for what you said the product has not?", "What you said")
_NOTHING = Step("Has it no words, or is it a product number?", "Irrelevant or Outlier")
_BRAND = Step("Does it hold your brand, a competitor’s, a known one or a shop’s name?", "Branded")
_FOREIGN = Step("Is it written in another language than the store’s?", "Foreign-Language")
_INFERRED = Step(
    "Does it hold a word that no dictionary knows, or one whose competing products show a brand?", "Branded"
)
_QUESTION = Step("Does it ask a question rather than for a product?", "Irrelevant")
_OTHER = Step("Does it name another model, state or form?", "Irrelevant")
_BESIDE = Step("Is it for something to use with the product?", "Irrelevant")
_KIN = Step("Does it name a sister product, or one for which hardly a competitor ranks?", "Irrelevant")
_VERSION = Step("Does it name the product with an attribute or another word that narrows it?", "Design-Specific")
_PLAIN = Step("Does it name the product?", "Relevant, or Outlier where one word says too little")
_FORM = Step("Does it name a form that yours does not come in?", "Irrelevant")
_BROAD = Step("Does it name a gift, a department or the kind above the product?", "Outlier")
_RANKED = Step("Do competitors rank for it as for the product itself?", "Relevant or Design-Specific")
_PARTS = Step("Does it hold only some words of the product’s name?", "Outlier or Irrelevant")
_REST = Step("None of these?", "Irrelevant")

STEPS: Final[Mapping[str, Step]] = {
    "no_words": _NOTHING,
    "product_number": _NOTHING,
    "user_brand": _USER,
    "user_lacks": _USER,
    "own_brand": _BRAND,
    "rival_brand": _BRAND,
    "listed_brand": _BRAND,
    "shop": _BRAND,
    "foreign": _FOREIGN,
    "inferred_brand": _INFERRED,
    "question": _QUESTION,
    "other_model": _OTHER,
    "other_state": _OTHER,
    "contrary": _OTHER,
    "named_other_form": _OTHER,
    "accessory": _BESIDE,
    "for_product": _BESIDE,
    "sibling": _KIN,
    "stranger": _KIN,
    "attribute": _VERSION,
    "version": _VERSION,
    "plain": _PLAIN,
    "single": _PLAIN,
    "other_form": _FORM,
    "broad_words": _BROAD,
    "wider_kind": _BROAD,
    "ranked": _RANKED,
    "other_head": _PARTS,
    "only_parts": _PARTS,
    "unconnected": _REST,
}
"""The question behind each test, by the name of its function; neighbours share one."""


def order_of_tests() -> tuple[Step, ...]:
    """The questions in the order in which the categoriser asks them; the first yes decides."""
    asked = (STEPS[rule.__name__] for rule in cascade.RULES)
    return tuple(step for step, _ in groupby(asked))
