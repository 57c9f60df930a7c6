"""What users decide about a finished job, and the result that follows from it.

Any decisions, as bytes in and bytes out: knows nothing of what is decided. Promises that decisions and their result
change together or not at all, whatever dies in between, and that of two writers at once neither's change is lost: who
comes second decides anew on the ground of the first.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from jobstore import kept, lifecycle
from jobstore.blobs import Blobs
from jobstore.engine import Memory
from jobstore.errors import BlobMissingError, StoreError
from jobstore.model import JobRow, decisions_key, is_job_id, reviewed_key, stage_key
from jobstore.runner import Describe
from jobstore.store import Store

_logger = logging.getLogger("jobstore")
_TRIES = 10  # a try fails only because another process's change has succeeded
_TURNS = 16

Step = Callable[[bytes | None], bytes | None]
"""From the decisions in force (None: none were made since the job was done) to new ones; None: leave them."""

Work = Callable[[bytes, Memory], bytes]
"""From decisions to the job's result under them."""


class _OutrunError(Exception):
    """Another change was quicker."""


class Reviews:
    """The decisions about every finished job of a store."""

    def __init__(
        self,
        *,
        store: Store,
        blobs: Blobs,
        describe: Describe,
        lasts: Callable[[str], bool],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """:param lasts: whether a stage by this name serves later work on the same job."""
        self._store, self._blobs, self._describe = store, blobs, describe
        self._lasts, self._clock = lasts, clock
        self._turns = [threading.Lock() for _ in range(_TURNS)]

    def decisions(self, job_id: str) -> bytes | None:
        """What was decided since the job was done; None: nothing, or there is no such job.

        :raises BlobMissingError: their file is gone.
        """
        return kept.named(job_id, _decisions, self._store, self._blobs) if is_job_id(job_id) else None

    def change(self, job_id: str, step: Step, work: Work) -> bytes | None:
        """Decide; returns the result under the new decisions, on disk, or None if there is no such finished job.

        Changes of one job take turns in this process, where two at once would only outrun each other.

        :param step: may be called more than once, if others decide at the same moment.
        :raises StoreError: the store cannot be read or written; nothing has changed then.
        """
        with self._turns[hash(job_id) % _TURNS]:
            for _ in range(_TRIES):
                with suppress(_OutrunError):
                    return self._change(job_id, step, work)
        raise StoreError("Others are changing this analysis at the same moment; try again.")

    def _change(self, job_id: str, step: Step, work: Work) -> bytes | None:
        row = self._store.get(job_id) if is_job_id(job_id) else None
        if row is None or row.state != "complete" or row.result is None:
            return None
        after = step(self._read(row, _decisions(row)))
        if after is None:
            return self._read(row, row.result)
        draft = self._begun(row)
        try:
            result = work(after, self._memory(row))
            self._keep(row, draft, after, result)
        except BaseException:
            self._discard(decisions_key(job_id, draft), reviewed_key(job_id, draft))
            raise
        self._discard(_decisions(row), row.result)
        return result

    def _read(self, row: JobRow, key: str | None) -> bytes | None:
        try:
            return None if key is None else self._blobs.get(key)
        except BlobMissingError:
            self._same(self._store.get(row.id), row)
            raise

    @staticmethod
    def _same(now: JobRow | None, before: JobRow) -> JobRow:
        if now is None or (now.revision, now.result) != (before.revision, before.result):
            raise _OutrunError
        return now

    def _begun(self, before: JobRow) -> int:
        """A number for the change, the row's own before anything lies under it: so nothing is left unnamed."""
        with self._store.transaction() as rows:
            row = lifecycle.drafted(self._same(rows.get(before.id), before))
            rows.put(row)
        return row.drafts

    def _keep(self, before: JobRow, draft: int, decisions: bytes, result: bytes) -> None:
        """Everything on disk first, then the row points to all of it at once."""
        title, summary = self._describe(result)
        self._blobs.put(decisions_key(before.id, draft), decisions)
        self._blobs.put(reviewed_key(before.id, draft), result)
        with self._store.transaction() as rows:
            row = self._same(rows.get(before.id), before)
            rows.put(lifecycle.reviewed(row, self._clock(), draft, title, summary))

    def _discard(self, *keys: str | None) -> None:
        """Delete what no row needs; the row's count names it, so what is left here goes with the job."""
        for key in filter(None, keys):
            with suppress(StoreError):
                self._blobs.delete(key)

    def _memory(self, row: JobRow) -> Memory:
        def keep(name: str, data: bytes) -> None:
            if not self._lasts(name):
                return
            key = stage_key(row.id, name)
            try:
                with self._store.transaction() as rows:
                    now = rows.get(row.id)
                    if now is None:
                        return
                    rows.put(lifecycle.keeping(now, key))
                self._blobs.put(key, data)
            except StoreError:  # it only spares time
                _logger.exception("a stage of job %s could not be kept", row.id[:8])

        return Memory(kept.stages(row, self._blobs), keep)


def _decisions(row: JobRow) -> str | None:
    return decisions_key(row.id, row.revision) if row.revision else None
