"""The limit on starts per address, by a clock that the test moves."""

from __future__ import annotations

import pytest

from jobstore.rate import RateLimit, household


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("203.0.113.9", "::ffff:203.0.113.9"),
        ("", "x" * 60_000),
        ("unknown", "203.0.113.9, 203.0.113.10"),
    ],
    ids=["one IPv6 network", "IPv4 within IPv6", "no address", "not one address"],
)
def test_addresses_that_one_visitor_may_choose_among_count_as_one(one: str, other: str) -> None:
    assert household(one) == household(other)


def test_addresses_of_different_visitors_count_apart() -> None:
    seen = ["203.0.113.9", "203.0.113.10", "2001:db8:1:2::1", "2001:db8:1:3::1", "fe80::1%eth0", "", "::1"]
    assert len({household(address) for address in seen}) == len(seen)
