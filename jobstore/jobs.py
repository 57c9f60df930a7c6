"""What can be done with jobs: order, look, cancel, retry, delete.

Any work, as bytes in and bytes out: knows nothing of what is analysed, of pages or of HTTP. Everything here may be
called from any thread of any process that shares the store.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from jobstore import lifecycle
from jobstore.blobs import Blobs
from jobstore.errors import QueueFullError, StoreError
from jobstore.lifecycle import Timings
from jobstore.model import JobRow, JobView, is_job_id, view
from jobstore.runner import Runner
from jobstore.store import Reader, Store
from jobstore.sweeper import Sweeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a list shows of a job before it is done."""

    asin: str
    marketplace: str
    title: str


def new_id() -> str:
    """A job's id: the only key to it, so it cannot be guessed."""
    return str(uuid.uuid4())


class Jobs:
    """Every job of a store."""

    def __init__(
        self,
        *,
        store: Store,
        blobs: Blobs,
        runner: Runner,
        sweeper: Sweeper,
        max_waiting: int,
        retention_days: float,
        timings: Timings,
        clock: Callable[[], float] = time.time,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self._store, self._blobs, self._runner, self._sweeper = store, blobs, runner, sweeper
        self._max_waiting, self._retention_days = max_waiting, retention_days
        self._timings, self._clock, self._ids = timings, clock, ids

    def order(self, payload: bytes, label: Label, owner: str) -> str:
        """Take on a job; when this returns its id, it is on disk and will be run to its end.

        The same order by the same owner (not ``""``) a short while ago, if its job still lives, is that job.

        :raises QueueFullError: too many are waiting.
        :raises StoreError: the store cannot be written.
        """
        row = self._new_row(payload, label, owner)
        if same := self._admit(self._store, row):
            return same
        self._blobs.put(row.input_key, payload)
        try:
            same = self._add(row)
        except (QueueFullError, StoreError):
            self._blobs.delete(row.input_key)
            raise
        if same:
            self._blobs.delete(row.input_key)
            return same
        self._set_off()
        return row.id

    def _new_row(self, payload: bytes, label: Label, owner: str) -> JobRow:
        now = self._clock()
        return JobRow(
            id=self._ids(),
            owner=owner,
            digest=hashlib.blake2b(payload, digest_size=16).hexdigest(),
            asin=label.asin,
            marketplace=label.marketplace,
            title=label.title,
            created_at=now,
            updated_at=now,
        )

    def _add(self, row: JobRow) -> str | None:
        with self._store.transaction() as rows:
            same = self._admit(rows, row)
            if same is None:
                rows.put(replace(row, turn=lifecycle.turn(rows.live(), row.owner)))
        return same

    def _admit(self, rows: Reader, row: JobRow) -> str | None:
        """The id of the same order if it lives already; None if there is room for a new one."""
        live = rows.live()
        since = row.created_at - self._timings.double_click
        for other in live:
            if row.owner and (other.owner, other.digest) == (row.owner, row.digest) and other.created_at >= since:
                return other.id
        if sum(other.state == "waiting" for other in live) >= self._max_waiting:
            raise QueueFullError(
                f"{self._max_waiting} analyses are waiting already and no more are taken on; "
                "try again in a few minutes."
            )
        return None

    def _set_off(self) -> None:
        self._runner.start()
        self._runner.wake()

    def status(self, job_id: str) -> JobView | None:
        """How a job stands; None if there is none by this id, or it is no id at all."""
        row = self._row(job_id)
        return None if row is None else self._view(row, self._places() if row.state == "waiting" else {})

    def owned(self, owner: str) -> tuple[JobView, ...]:
        """An owner's jobs, newest first."""
        return self._views(self._store.owned(owner))

    def every(self) -> tuple[JobView, ...]:
        """All jobs of the store, newest first; a damaged record is left out."""
        rows = []
        for job_id in self._store.ids():
            with suppress(StoreError):
                rows.append(self._store.get(job_id))
        return self._views([row for row in rows if row is not None])

    def payload(self, job_id: str) -> bytes | None:
        """What a job was ordered with; None if the job is unknown.

        :raises BlobMissingError: its file is gone.
        """
        row = self._row(job_id)
        return None if row is None else self._blobs.get(row.input_key)

    def result(self, job_id: str) -> bytes | None:
        """What a job gave; None if it is unknown or not complete.

        :raises BlobMissingError: its file is gone.
        """
        row = self._row(job_id)
        return self._blobs.get(row.result) if row is not None and row.state == "complete" and row.result else None

    def _row(self, job_id: str) -> JobRow | None:
        return self._store.get(job_id) if is_job_id(job_id) else None

    def _places(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(lifecycle.queue(self._store.live()), start=1)}

    def _views(self, rows: list[JobRow]) -> tuple[JobView, ...]:
        places = self._places()
        newest = sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)
        return tuple(self._view(row, places) for row in newest)

    def _view(self, row: JobRow, places: dict[str, int]) -> JobView:
        return view(row, now=self._clock(), place=places.get(row.id), retention_days=self._retention_days)

    def cancel(self, job_id: str) -> bool:
        """End a waiting or running job, now; False if there is none by this id that lives."""
        done = self._step(job_id, lambda row, _: lifecycle.cancelled(row, self._clock()) if row.live else None)
        self._runner.stop(job_id)
        return done

    def retry(self, job_id: str) -> bool:
        """Run a failed or cancelled job once more; False if it is neither."""

        def step(row: JobRow, rows: Reader) -> JobRow | None:
            if row.live or row.state == "complete":
                return None
            return lifecycle.retried(row, self._clock(), lifecycle.turn(rows.live(), row.owner))

        done = self._step(job_id, step)
        if done:
            self._set_off()
        return done

    def delete(self, job_id: str) -> bool:
        """Forget a job at once, with its request and result; a running one is ended. False if there is none."""
        self.cancel(job_id)
        return is_job_id(job_id) and self._sweeper.remove(job_id)

    def _step(self, job_id: str, step: Callable[[JobRow, Reader], JobRow | None]) -> bool:
        if not is_job_id(job_id):
            return False
        with self._store.transaction() as rows:
            row = rows.get(job_id)
            changed = None if row is None else step(row, rows)
            if changed is not None:
                rows.put(changed)
        return changed is not None

    def live(self) -> list[JobRow]:
        """Every job that has not ended, oldest first."""
        return self._store.live()

    def probe(self) -> None:
        """:raises StoreError: jobs cannot be written at the moment."""
        self._store.probe()
        self._blobs.probe()
