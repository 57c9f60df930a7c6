"""Confidence: counted, smoothed, in three grades."""

from __future__ import annotations

import pytest

from pipeline.keywords.confidence import confidence, grade
from pipeline.model import Grade


def test_well_tried_paths_are_surer_than_guesses() -> None:
    assert confidence("form") > confidence("brand_cd") > confidence("other") > confidence("attr_residual")


def test_words_that_nothing_explains_make_a_finding_less_sure() -> None:
    assert confidence("sibling", 1) > confidence("sibling", 2)
    assert confidence("form", 1) == confidence("form", 4)


def test_the_user_is_always_right() -> None:
    assert grade(confidence("user")) is Grade.SURE


@pytest.mark.parametrize(
    ("value", "expected"), [(0.95, Grade.SURE), (0.85, Grade.SURE), (0.8, Grade.LIKELY), (0.4, Grade.LOOK)]
)
def test_grades(value: float, expected: Grade) -> None:
    assert grade(value) is expected
