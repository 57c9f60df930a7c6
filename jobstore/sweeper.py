"""Clears away what is no longer kept: expired jobs, blobs that no job knows, dead processes' lock files.

Never touches a live job. A job is forgotten in one transaction, which remembers its blobs until they are gone: a
removal that is cut short is finished by the next sweep.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from jobstore.blobs import Blobs
from jobstore.errors import StoreError
from jobstore.model import JobRow
from jobstore.owners import Owners
from jobstore.store import Store

_DAY = 86_400.0


class Sweeper:
    """Sweeps every ``interval`` seconds; ``retention_days`` 0 keeps finished jobs for ever."""

    def __init__(
        self,
        *,
        store: Store,
        blobs: Blobs,
        owners: Owners,
        retention_days: float,
        interval: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._blobs, self._owners = store, blobs, owners
        self._retention, self._interval, self._clock = retention_days * _DAY, interval, clock
        self._due = 0.0
        self._turn = threading.Lock()
        self._stray: set[str] = set()

    def sweep_if_due(self) -> bool:
        """Sweep if the last one is long enough ago; whether it did."""
        with self._turn:
            if 0 < self._due - self._clock() <= self._interval:  # more than that: the clock was set back
                return False
            self._due = self._clock() + self._interval
            self.sweep()
            return True

    def sweep(self) -> None:
        """Clear away now."""
        self._owners.clear_away()
        if self._retention:
            for job_id in self._store.ids():
                with suppress(StoreError):  # a damaged record must not keep the others for ever
                    if self._expired(self._store.get(job_id)):  # a look that holds up no writer
                        self._remove(job_id, self._expired)
        for row in self._store.gone():
            self._clear(row)
        self._clear_strays()

    def _expired(self, row: JobRow | None) -> bool:
        return row is not None and not row.live and (row.completed_at or 0) + self._retention < self._clock()

    def remove(self, job_id: str) -> bool:
        """Forget a job with its request and results, and whoever runs it loses it; False if there is none."""
        return self._remove(job_id, lambda _: True)

    def _remove(self, job_id: str, wanted: Callable[[JobRow], bool]) -> bool:
        with self._store.transaction() as rows:
            row = rows.get(job_id)
            if row is None or not wanted(row):
                return False
            rows.remove(job_id)
        with suppress(StoreError):  # the next sweep goes on
            self._clear(row)
        return True

    def _clear(self, row: JobRow) -> None:
        for key in row.blob_keys:
            self._blobs.delete(key)
        with self._store.transaction() as rows:
            rows.forget(row.id)

    def _clear_strays(self) -> None:
        """Delete blobs without a job, if they were so a sweep ago too: a new job's blob comes before its row."""
        known = set(self._store.ids())
        stray = {key for key in self._blobs.all_keys() if "/" in key and key.split("/")[1] not in known}
        for key in stray & self._stray:
            self._blobs.delete(key)
        self._stray = stray - self._stray
