"""Where the rows of jobs lie, and the transactions in which they change.

A row is a small JSON text. Lists of live jobs and of each owner's jobs are kept in the same transactions,
so nothing ever searches the whole store for them. Large values have a place of their own (``blobs.py``):
diskcache loses overwritten large values when a transaction is rolled back.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeVar

import diskcache
import msgspec

from jobstore.disk import open_cache
from jobstore.errors import StoreError
from jobstore.model import JobRow

_T = TypeVar("_T")
_WAIT = 5.0  # seconds for other writers; measured worst under eight processes writing flat out: 2.6
_PAUSES = (0.05, 0.25)  # between a store's few own tries; diskcache's own ``retry`` spins for ever
_INLINE = 1 << 20
_LIVE = "live"


class Reader(Protocol):
    """What can be read at any time, without waiting for writers."""

    def get(self, job_id: str) -> JobRow | None:
        """One row; None if there is no such job."""

    def live(self) -> list[JobRow]:
        """Every job that has still to end, oldest first."""

    def owned(self, owner: str) -> list[JobRow]:
        """Every job of an owner, oldest first."""

    def ids(self) -> list[str]:
        """The id of every job."""


class Rows(Reader, Protocol):
    """What can be done inside a transaction; all of it happens, or nothing."""

    def put(self, row: JobRow) -> None:
        """Add a row or replace it."""

    def remove(self, job_id: str) -> None:
        """Forget a row; nothing happens if there is none."""


class Store(Reader, Protocol):
    """The rows of all jobs, shared by the threads and processes of one machine."""

    def transaction(self) -> AbstractContextManager[Rows]:
        """One transaction at a time over all processes. Never nest, never compute inside."""

    def probe(self) -> None:
        """:raises StoreError: the store cannot be written."""

    def close(self) -> None:
        """Let go of the files."""


@contextmanager
def plainly(folder: Path) -> Iterator[None]:
    """Turn a database's and a disk's complaints into one sentence.

    :raises StoreError: in place of them.
    """
    try:
        yield
    except diskcache.Timeout as error:
        raise StoreError(
            f"The job store in {folder} cannot be written; check that its disk is neither full nor read-only."
        ) from error
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"The job store in {folder} cannot be used ({error}); check the disk and the folder's permissions."
        ) from error


def patiently(action: Callable[[], _T]) -> _T:
    """Do a write, a few times if other writers are in the way; then let the Timeout through."""
    for pause in _PAUSES:
        try:
            return action()
        except diskcache.Timeout:
            time.sleep(pause)
    return action()


class DiskStore:
    """The rows in one diskcache on a local disk."""

    def __init__(self, folder: Path) -> None:
        """:raises StoreError: the folder cannot be used."""
        self._folder = folder
        with plainly(folder):
            self._cache = patiently(lambda: open_cache(folder, timeout=_WAIT, inline_bytes=_INLINE))
        self._rows = _DiskRows(self._cache)

    def get(self, job_id: str) -> JobRow | None:
        """See ``Reader``."""
        with plainly(self._folder):
            return self._rows.get(job_id)

    def live(self) -> list[JobRow]:
        """See ``Reader``."""
        with plainly(self._folder):
            return self._rows.live()

    def owned(self, owner: str) -> list[JobRow]:
        """See ``Reader``."""
        with plainly(self._folder):
            return self._rows.owned(owner)

    def ids(self) -> list[str]:
        """See ``Reader``."""
        with plainly(self._folder):
            return self._rows.ids()

    @contextmanager
    def transaction(self) -> Iterator[Rows]:
        """See ``Store``."""
        with plainly(self._folder), ExitStack() as stack:
            patiently(lambda: stack.enter_context(self._cache.transact(retry=False)))
            yield self._rows

    def probe(self) -> None:
        """See ``Store``."""
        with plainly(self._folder):
            self._cache.set("probe", "ok", retry=False)

    def close(self) -> None:
        """See ``Store``."""
        self._cache.close()


class _DiskRows:
    """Rows and their lists as keys of the cache; writes only inside a transaction."""

    def __init__(self, cache: diskcache.Cache) -> None:
        self._cache = cache

    def get(self, job_id: str) -> JobRow | None:
        text = self._cache.get(f"job/{job_id}")
        return None if text is None else _decoded(text)

    def live(self) -> list[JobRow]:
        return self._listed(_LIVE)

    def owned(self, owner: str) -> list[JobRow]:
        return self._listed(f"owner/{owner}") if owner else []

    def ids(self) -> list[str]:
        return [key.removeprefix("job/") for key in self._cache if key.startswith("job/")]

    def put(self, row: JobRow) -> None:
        self._cache.set(f"job/{row.id}", msgspec.json.encode(row).decode(), retry=False)
        self._list(_LIVE, row.id, belongs=row.live)
        if row.owner:
            self._list(f"owner/{row.owner}", row.id, belongs=True)

    def remove(self, job_id: str) -> None:
        row = self.get(job_id)
        if row is None:
            return
        self._cache.delete(f"job/{job_id}", retry=False)
        self._list(_LIVE, job_id, belongs=False)
        if row.owner:
            self._list(f"owner/{row.owner}", job_id, belongs=False)

    def _listed(self, key: str) -> list[JobRow]:
        rows = [row for job_id in self._members(key) if (row := self._sound(job_id)) is not None]
        return sorted(rows, key=lambda row: (row.created_at, row.id))

    def _sound(self, job_id: str) -> JobRow | None:
        """A row, or None if it is damaged: one bad record must not hide the others."""
        with suppress(StoreError):
            return self.get(job_id)
        return None

    def _members(self, key: str) -> list[str]:
        return msgspec.json.decode(self._cache.get(key, "[]"), type=list[str])

    def _list(self, key: str, job_id: str, *, belongs: bool) -> None:
        members = self._members(key)
        if belongs and job_id not in members:
            self._cache.set(key, msgspec.json.encode([*members, job_id]).decode(), retry=False)
        elif not belongs and job_id in members:
            members.remove(job_id)
            if members:
                self._cache.set(key, msgspec.json.encode(members).decode(), retry=False)
            else:
                self._cache.delete(key, retry=False)


def _decoded(text: str | bytes) -> JobRow:
    try:
        return msgspec.json.decode(text, type=JobRow)
    except msgspec.DecodeError as error:
        raise StoreError("A job's record is damaged and cannot be read; delete the job and start it again.") from error
