"""How often one address may start an analysis: a bucket of tokens each, refilled evenly.

Promises a bounded memory whatever the number of addresses: full buckets are forgotten. It knows nothing of HTTP.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

_REMEMBERED = 10_000  # addresses, before those with full buckets are forgotten


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


def household(address: str) -> str:
    """What counts as one address: an IPv6 network of 64 bits as a whole, since whoever has one has all of it.

    What is no address, as a proxy may pass it on from a visitor, counts as one and the same.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False))


class RateLimit:
    """At most ``per_minute`` tokens at once and on average from one address; 0 lets everything through."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Take a token: 0.0 if there was one, else the seconds until there will be; none is taken then."""
        if not self._most:
            return 0.0
        with self._lock:
            now = self._clock()
            bucket = self._buckets.setdefault(address, _Bucket(self._most, now))
            bucket.tokens, bucket.filled_at = self._filled(bucket, now), now
            if bucket.tokens < 1:
                return (1 - bucket.tokens) * 60 / self._most
            bucket.tokens -= 1
            self._forget(now)
            return 0.0

    def _filled(self, bucket: _Bucket, now: float) -> float:
        return min(self._most, bucket.tokens + (now - bucket.filled_at) * self._most / 60)

    def _forget(self, now: float) -> None:
        if len(self._buckets) > _REMEMBERED:
            self._buckets = {
                address: bucket for address, bucket in self._buckets.items() if self._filled(bucket, now) < self._most
            }
