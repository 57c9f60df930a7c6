"""Confidence: counted, smoothed, in three grades."""

from __future__ import annotations

import pytest

from benchmarks.agreement import graded
from benchmarks.labelled import Outcome, made
from pipeline.keywords.confidence import Ground, confidence, grade
from pipeline.model import Grade


def test_well_tried_paths_are_surer_than_guesses() -> None:
    sure, likely, guess = (confidence(Ground(path, "")) for path in ("foreign", "attr", "core_only"))
    assert sure > likely > guess


def test_words_that_nothing_explains_make_a_finding_less_sure() -> None:
    assert confidence(Ground("sibling", "low")) > confidence(Ground("sibling", "low more"))


def test_ranks_that_agree_make_a_finding_surer() -> None:
    assert confidence(Ground("ontype", "high")) > confidence(Ground("ontype", "half"))


def test_ground_that_was_never_met_counts_as_its_path_does_and_an_unknown_path_as_the_mean() -> None:
    assert confidence(Ground("foreign", "never met")) > 0.9
    assert confidence(Ground("never met", "")) == 0.79


def test_the_user_is_always_right() -> None:
    assert grade(confidence(Ground("user", "high"))) is Grade.SURE


@pytest.mark.parametrize(
    ("value", "expected"), [(0.95, Grade.SURE), (0.88, Grade.SURE), (0.8, Grade.LIKELY), (0.4, Grade.LOOK)]
)
def test_grades(value: float, expected: Grade) -> None:
    assert grade(value) is expected


def test_what_is_called_sure_is_right_nine_times_in_ten_over_all_kinds_of_products() -> None:
    outcomes: list[Outcome] = [each for product in made() for each in product.outcomes(product.categorise())]
    share, right = graded(outcomes, Grade.SURE)
    _, doubtful = graded(outcomes, Grade.LOOK)
    assert share >= 0.5
    assert right is not None
    assert right >= 0.9
    assert doubtful is not None
    assert doubtful < 0.7
