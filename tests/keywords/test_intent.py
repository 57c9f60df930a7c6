"""How much of the product a search names."""

from __future__ import annotations

import pytest

from pipeline.keywords.intent import intent
from pipeline.model import Aspects, Category, Grade, Verdict


def _verdict(category: Category, **aspects: str) -> Verdict:
    return Verdict(category=category, reason="", confidence=0.9, grade=Grade.SURE, aspects=Aspects(**aspects))


def test_every_named_aspect_counts() -> None:
    found = intent(_verdict(Category.DESIGN, product="garlic press", attribute="stainless steel", use="kitchen"))
    assert found == (3, ("product: garlic press", "attribute: stainless steel", "use: kitchen"))


@pytest.mark.parametrize(
    ("aspects", "score"), [({}, 0), ({"product": "press"}, 1), ({"product": "press", "use": "chefs"}, 2)]
)
def test_aspects_that_are_not_named_do_not(aspects: dict[str, str], score: int) -> None:
    assert intent(_verdict(Category.RELEVANT, **aspects))[0] == score


def test_an_irrelevant_phrase_has_no_intent() -> None:
    assert intent(_verdict(Category.IRRELEVANT, product="press", use="kitchen")) == (0, ())
