"""Agreement with labels on real lists, read from the folder that ``ASI_REAL_DATA`` names."""

from __future__ import annotations

import os

import pytest

from benchmarks.agreement import accuracy, errors_below_median, graded, keep_or_drop
from benchmarks.labelled import Labelled, real
from pipeline.model import Grade

pytestmark = pytest.mark.skipif("ASI_REAL_DATA" not in os.environ, reason="ASI_REAL_DATA is not set")

FLOORS = {"strawberry": (0.86, 0.98), "makeup_sponge": (0.7, 0.8)}
"""Accuracy and keep-or-drop, a little below what was measured: a rule may cost one list what it brings others."""


@pytest.mark.parametrize("known", [True, False], ids=["listing", "no-listing"])
@pytest.mark.parametrize("product", list(real()), ids=lambda product: product.name)
def test_labels_agree(product: Labelled, known: bool) -> None:
    outcomes = product.outcomes(product.categorise(listing=known))
    least, least_keep = FLOORS[product.name]
    _, sure = graded(outcomes, Grade.SURE)
    below = errors_below_median(outcomes)
    assert accuracy(outcomes) >= least - 0.03 * (not known)
    assert keep_or_drop(outcomes) >= least_keep - 0.02 * (not known)
    assert sure is not None
    assert sure > accuracy(outcomes)
    assert below is not None
    assert below >= 0.65
