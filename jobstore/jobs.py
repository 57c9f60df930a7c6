"""What can be done with jobs: order, look, cancel, retry, delete.

Any work, as bytes in and bytes out: knows nothing of what is analysed, of pages or of HTTP. Everything here may be
called from any thread of any process that shares the store. A viewer who may not see a job is answered as if there
were none, and one who may not change it is refused the same way; ``access.py`` decides both.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from jobstore import kept, lifecycle
from jobstore.access import ANYONE, Access, Viewer
from jobstore.blobs import Blobs
from jobstore.errors import QueueFullError, StoreError
from jobstore.lifecycle import Timings
from jobstore.model import JobRow, JobView, is_job_id, own_name, view
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


def _digest(payload: bytes) -> str:
    return hashlib.blake2b(payload, digest_size=16).hexdigest()


def _full(waiting: int, places: int) -> str:
    why = "no more are taken on" if waiting >= places else "the last places are kept for those who have none among them"
    return f"{waiting} analyses are waiting already and {why}; try again in a few minutes."


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
        access: Access = Access(),  # noqa: B008  # frozen
        clock: Callable[[], float] = time.time,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self._store, self._blobs, self._runner, self._sweeper = store, blobs, runner, sweeper
        self._max_waiting, self._retention_days = max_waiting, retention_days
        self._timings, self._access, self._clock, self._ids = timings, access, clock, ids

    def order(self, payload: bytes, label: Label, owner: str) -> str:
        """Take on a job; when this returns its id, it is on disk and will be run to its end.

        The same order by the same owner (not ``""``) a short while ago, if its job still lives, is that job.

        :raises QueueFullError: too many are waiting.
        :raises StoreError: the store cannot be written.
        """
        row = self._new_row(payload, label, owner)
        if same := self._admit(self._store, row):
            return same
        self._blobs.probe()
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
            digest=_digest(payload),
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
        if not lifecycle.has_room(live, row.owner, self._max_waiting):
            raise QueueFullError(_full(sum(other.state == "waiting" for other in live), self._max_waiting))
        return None

    def _set_off(self) -> None:
        self._runner.start()
        self._runner.wake()

    def status(self, job_id: str, viewer: Viewer = ANYONE) -> JobView | None:
        """How a job stands; None if there is none by this id, or it is no id at all."""
        row = self._seen(job_id, viewer)
        return None if row is None else self._view(row, viewer, self._places() if row.state == "waiting" else {})

    def owned(self, viewer: Viewer) -> tuple[JobView, ...]:
        """A viewer's own jobs, newest first."""
        return self._views(self._store.owned(viewer.owner), viewer)

    def same(self, payload: bytes, viewer: Viewer) -> JobView | None:
        """The viewer's own newest job of exactly this order that lives or is complete; None if there is none."""
        digest = _digest(payload)
        alike = [row for row in self._store.owned(viewer.owner) if row.digest == digest]
        return next(iter(self._views([row for row in alike if row.live or row.state == "complete"], viewer)), None)

    def every(self, viewer: Viewer = ANYONE) -> tuple[JobView, ...]:
        """All jobs of the store that a viewer may see, newest first; a damaged record is left out."""
        rows = []
        for job_id in self._store.ids():
            with suppress(StoreError):
                rows.append(self._store.get(job_id))
        return self._views([row for row in rows if row is not None], viewer)

    def payload(self, job_id: str, viewer: Viewer = ANYONE) -> bytes | None:
        """What a job was ordered with; None if the job is unknown, or not the viewer's to change.

        :raises BlobMissingError: its file is gone.
        """
        row = self._theirs(self._row(job_id), viewer)
        return None if row is None else self._blobs.get(row.input_key)

    def result(self, job_id: str, viewer: Viewer = ANYONE) -> bytes | None:
        """What a job gave; None if it is unknown or not complete.

        :raises BlobMissingError: its file is gone.
        """

        def shown(row: JobRow) -> str | None:
            return row.result if row.state == "complete" and self._access.may_see(row, viewer) else None

        return kept.named(job_id, shown, self._store, self._blobs) if is_job_id(job_id) else None

    def _row(self, job_id: str) -> JobRow | None:
        return self._store.get(job_id) if is_job_id(job_id) else None

    def _seen(self, job_id: str, viewer: Viewer) -> JobRow | None:
        row = self._row(job_id)
        return row if row is not None and self._access.may_see(row, viewer) else None

    def _theirs(self, row: JobRow | None, viewer: Viewer) -> JobRow | None:
        return row if row is not None and self._access.may_change(row, viewer) else None

    def _places(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(lifecycle.queue(self._store.live()), start=1)}

    def _views(self, rows: list[JobRow], viewer: Viewer) -> tuple[JobView, ...]:
        places = self._places()
        seen = (row for row in rows if self._access.may_see(row, viewer))
        newest = sorted(seen, key=lambda row: (row.created_at, row.id), reverse=True)
        return tuple(self._view(row, viewer, places) for row in newest)

    def _view(self, row: JobRow, viewer: Viewer, places: dict[str, int]) -> JobView:
        return view(
            row,
            now=self._clock(),
            place=places.get(row.id),
            retention_days=self._retention_days,
            may_change=self._access.may_change(row, viewer),
            may_hide=self._access.may_hide(row, viewer),
        )

    def set_private(self, job_id: str, viewer: Viewer, *, private: bool) -> bool:
        """Show a job to its owner only, or to anyone with the link; False if that is not the viewer's to choose."""

        def step(row: JobRow, _: Reader) -> JobRow | None:
            return replace(row, private=private) if self._access.may_hide(row, viewer) else None

        return self._step(job_id, viewer, step)

    def cancel(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """End a waiting or running job, now; False if there is none by this id that lives."""
        done = self._step(job_id, viewer, lambda row, _: lifecycle.cancelled(row, self._clock()) if row.live else None)
        if done:
            self._runner.stop(job_id)
        return done

    def retry(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """Run a failed or cancelled job once more; False if it is neither."""

        def step(row: JobRow, rows: Reader) -> JobRow | None:
            if row.live or row.state == "complete":
                return None
            return lifecycle.retried(row, self._clock(), lifecycle.turn(rows.live(), row.owner))

        done = self._step(job_id, viewer, step)
        if done:
            self._set_off()
        return done

    def rename(self, job_id: str, name: str, viewer: Viewer = ANYONE) -> bool:
        """Give a job a name of its owner's own, cleaned as ``own_name`` says; empty: back to its title.

        False if there is none by this id, or it is not the viewer's to change.
        """
        return self._step(job_id, viewer, lambda row, _: replace(row, named=own_name(name)))

    def delete(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """Forget a job at once, with its request and result; a running one is ended. False if there is none."""
        if self._theirs(self._row(job_id), viewer) is None:
            return False
        removed = self._sweeper.remove(job_id)
        self._runner.stop(job_id)
        return removed

    def _step(self, job_id: str, viewer: Viewer, step: Callable[[JobRow, Reader], JobRow | None]) -> bool:
        """Change a job by one step, where it is the viewer's to change; whether it was changed."""
        if not is_job_id(job_id):
            return False
        with self._store.transaction() as rows:
            row = self._theirs(rows.get(job_id), viewer)
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
