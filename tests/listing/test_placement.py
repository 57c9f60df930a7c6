"""The placement score: exact before plural before phrase before broad, the title before the rest."""

from __future__ import annotations

import pytest

from pipeline.listing.placement import placement_score
from pipeline.model import Category, Copy, Target


def _score(copy: Copy, *phrases: str) -> float:
    targets = [
        Target(phrase=phrase, category=Category.RELEVANT, search_volume=100, relevancy_score=8, intent_score=2)
        for phrase in phrases
    ]
    return placement_score(copy, targets, "en")


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (Copy(title="Steel Garlic Press"), 100.0),
        (Copy(title="Garlic Presses"), 70.0),
        (Copy(title="Garlic and Ginger Press"), 50.0),
        (Copy(title="Press for Garlic"), 30.0),
        (Copy(item_highlights="Garlic Press"), 66.7),
        (Copy(bullets=("Strong", "A garlic press")), 66.7),
        (Copy(search_terms="garlic press"), 33.3),
        (Copy(title="Garlic Crusher", search_terms="press"), 10.0),
        (Copy(title="Ginger Grater"), 0.0),
        (Copy(), 0.0),
    ],
)
def test_a_target_counts_by_its_best_place(copy: Copy, expected: float) -> None:
    assert _score(copy, "garlic press") == expected


def test_targets_weigh_by_their_searches_and_none_score_nothing() -> None:
    assert _score(Copy(title="Garlic Press"), "garlic press", "potato masher") == 50.0
    assert _score(Copy(title="Garlic Press")) == 0.0
    assert _score(Copy(title="Garlic Press"), "!!!") == 0.0
