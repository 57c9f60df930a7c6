"""A small part of the campaign of mutated uploads; the whole is ``python -m benchmarks.fuzz``."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import post_many, read_batch


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_mutated_uploads_are_read_or_refused_in_a_sentence(first: int) -> None:
    tally = read_batch(first, 50)
    assert tally.clean, (tally.unhandled, tally.slow, tally.mute)
    assert sum(tally.outcomes.values()) == 50
    assert len(tally.outcomes) > 1


def test_mutated_requests_are_taken_or_refused_in_a_sentence() -> None:
    tally = post_many(30)
    assert tally.clean, (tally.unhandled, tally.slow, tally.mute)
    assert set(tally.outcomes) <= {"200", "400", "413"}
