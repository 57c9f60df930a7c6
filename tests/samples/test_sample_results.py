"""What the real pipeline makes of each sample: every part of a result has something to show."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from pipeline import analyse, review, store, targets_of
from pipeline.model import Category, Copy
from pipeline.result import Result
from pipeline.samples import SAMPLES, Sample, make

EACH = pytest.mark.parametrize("product", SAMPLES, ids=lambda product: product.key)
MEANT = {
    "basic": {Category.RELEVANT, Category.DESIGN},
    "misspelt": {Category.RELEVANT, Category.DESIGN},
    "attribute": {Category.RELEVANT, Category.DESIGN},
    "flavour": {Category.RELEVANT, Category.DESIGN},
    "pack and diet": {Category.RELEVANT, Category.DESIGN},
    "audience and size": {Category.RELEVANT, Category.DESIGN},
    "other product": {Category.IRRELEVANT, Category.OUTLIER},
    "garlic to eat": {Category.IRRELEVANT, Category.OUTLIER},
    "broad": {Category.OUTLIER, Category.IRRELEVANT},
    "Spanish": {Category.FOREIGN},
    "English and Turkish": {Category.FOREIGN},
    "brand": {Category.BRANDED},
}
"""What the groups of phrases are to their product; an ``other form`` may be a question to the seller."""


@cache
def _result(product: Sample) -> Result:
    return analyse(product.request)


@EACH
def test_all_six_categories_are_there(product: Sample) -> None:
    counts = Counter(keyword.category for keyword in _result(product).keywords)
    assert all(counts[category] >= 5 for category in Category), counts


@EACH
def test_phrases_are_what_they_were_made_to_be(product: Sample) -> None:
    found = {keyword.phrase: keyword.category for keyword in _result(product).keywords}
    for group in make.groups(product):
        known = [phrase for phrase in group.phrases if phrase in found]
        right = [phrase for phrase in known if found[phrase] in MEANT.get(group.name, set(Category))]
        assert len(right) >= 0.9 * len(known), (group.name, sorted(set(known) - set(right)))


@EACH
def test_the_main_keyword_is_the_first_phrase_of_the_list(product: Sample) -> None:
    assert _result(product).main_keyword.phrase == make.groups(product)[0].phrases[0]


@EACH
def test_the_proposed_listing_wins_more_and_breaks_no_rule(product: Sample) -> None:
    result = _result(product)
    targets = targets_of(result.keywords)
    optimized, volume = result.seo.optimized, result.seo.comparison.captured_volume
    assert volume.before < volume.after <= volume.best_possible <= volume.targets
    assert {violation.severity for violation in result.seo.violations} >= {"error", "warning", "advice"}
    for proposed in optimized.alternatives:
        copy = Copy(
            title=proposed.title.text,
            item_highlights=proposed.item_highlights.text,
            bullets=tuple(bullet.text for bullet in proposed.bullets),
            search_terms=proposed.search_terms.text,
        )
        brand, others = product.request.listing.brand, result.product.brands
        checked = review(copy, targets, store(product.store), brand=brand, other_brands=others)
        assert checked.errors == 0, checked.violations


@EACH
def test_there_are_questions_gaps_and_opportunities(product: Sample) -> None:
    result = _result(product)
    assert result.questions
    assert any(keyword.gap and keyword.category is Category.RELEVANT for keyword in result.keywords)
    assert {keyword.opportunity for keyword in result.keywords} == {True, False}
    assert result.warnings == ()
