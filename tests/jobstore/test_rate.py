"""The limit on starts per address, by a clock that the test moves."""

from __future__ import annotations

from jobstore.rate import RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_one_by_one() -> None:
    clock = Clock()
    limit = RateLimit(6, clock)
    assert [limit.wait("a") for _ in range(6)] == [0.0] * 6
    assert limit.wait("a") == 10.0
    clock.now = 4.0
    assert round(limit.wait("a"), 6) == 6.0
    clock.now = 10.0
    assert limit.wait("a") == 0.0
    assert limit.wait("a") == 10.0


def test_addresses_do_not_share_a_bucket_and_nought_is_no_limit() -> None:
    limit = RateLimit(1, Clock())
    assert limit.wait("a") == limit.wait("b") == 0.0
    assert limit.wait("a") > 0
    free = RateLimit(0, Clock())
    assert not any(free.wait("a") for _ in range(1_000))


def test_many_addresses_are_forgotten_once_their_buckets_are_full() -> None:
    clock = Clock()
    limit = RateLimit(60, clock)
    for number in range(10_001):
        limit.wait(str(number))
    clock.now = 3_600.0
    limit.wait("late")
    assert len(limit._buckets) == 1
