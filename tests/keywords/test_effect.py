"""What one word does to the number of competing products, the other words held fixed."""

from __future__ import annotations

import math

import pytest

from pipeline.keywords.effect import word_effects

PAD, PINK, HATCH, BABY = range(4)


def _rows() -> tuple[list[list[int]], list[float]]:
    """Forty phrases: pink halves the competing products, the brand leaves a thirtieth, baby does nothing."""
    rows, logs = [], []
    for at in range(40):
        row = [PAD, *([PINK] * (at % 2)), *([BABY] * (at % 3 == 0)), *([HATCH] * (at % 5 == 0))]
        rows.append(row)
        logs.append(math.log(6000) - math.log(2) * (PINK in row) - math.log(30) * (HATCH in row))
    return rows, logs


def test_each_word_gets_its_own_share() -> None:
    effects = word_effects(*_rows(), words=4)
    assert effects[HATCH] == pytest.approx(-math.log(30), abs=1)
    assert effects[PINK] == pytest.approx(-math.log(2), abs=0.3)
    assert effects[BABY] == pytest.approx(0, abs=0.3)


def test_a_word_seen_once_keeps_a_third() -> None:
    rows, logs = [[PAD]] * 60, [8.0] * 60
    effects = word_effects([*rows, [PAD, HATCH]], [*logs, 5.0], words=4)
    assert effects[HATCH] == pytest.approx(-1, abs=0.1)


def test_too_few_phrases_tell_nothing() -> None:
    assert word_effects([[PAD], [PAD, PINK]], [8.0, 1.0], words=4) == [0.0] * 4
