"""Where the rows of jobs lie, and the transactions in which they change.

A row is a small JSON text. Lists of live jobs and of each owner's jobs are kept in the same transactions,
so nothing ever searches the whole store for them. Large values have a place of their own (``blobs.py``):
diskcache loses overwritten large values when a transaction is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Protocol

import diskcache
import msgspec

from jobstore import schema
from jobstore.errors import StoreError
from jobstore.model import JobRow
from jobstore.shelf import Shelf, Terms

_ROW = msgspec.json.Decoder(JobRow)
_INLINE = 1 << 20
_LIVE = "live"
_BATCH = 200  # rows that are upgraded in one transaction; other writers wait for a few milliseconds


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

    def gone(self) -> list[JobRow]:
        """Jobs that were removed and whose blobs may still be there."""


class Rows(Reader, Protocol):
    """What can be done inside a transaction; all of it happens, or nothing."""

    def put(self, row: JobRow) -> None:
        """Add a row or replace it."""

    def remove(self, job_id: str) -> None:
        """Take a row out of every list, and remember its blobs until ``forget``; nothing happens if there is none."""

    def forget(self, job_id: str) -> None:
        """The blobs of a removed row are gone."""


class Store(Reader, Protocol):
    """The rows of all jobs, shared by the threads and processes of one machine."""

    def transaction(self) -> AbstractContextManager[Rows]:
        """One transaction at a time over all processes. Never nest, never compute inside."""

    def probe(self) -> None:
        """:raises StoreError: the store cannot be written."""

    def close(self) -> None:
        """Let go of the files."""


class DiskStore:
    """The rows in one diskcache on a local disk."""

    def __init__(self, folder: Path, terms: Terms | None = None) -> None:
        """:raises StoreError: the folder cannot be used."""
        self._shelf = Shelf(folder, inline_bytes=_INLINE, terms=terms or Terms())

    def get(self, job_id: str) -> JobRow | None:
        """See ``Reader``."""
        with self._shelf.use() as cache:
            return _DiskRows(cache).get(job_id)

    def live(self) -> list[JobRow]:
        """See ``Reader``."""
        with self._shelf.use() as cache:
            return _DiskRows(cache).live()

    def owned(self, owner: str) -> list[JobRow]:
        """See ``Reader``."""
        with self._shelf.use() as cache:
            return _DiskRows(cache).owned(owner)

    def ids(self) -> list[str]:
        """See ``Reader``."""
        with self._shelf.use() as cache:
            return _DiskRows(cache).ids()

    def gone(self) -> list[JobRow]:
        """See ``Reader``."""
        with self._shelf.use() as cache:
            return _DiskRows(cache).gone()

    def transaction(self) -> AbstractContextManager[Rows]:
        """See ``Store``."""
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[_DiskRows]:
        with self._shelf.use() as cache, ExitStack() as stack:
            self._shelf.patiently(lambda: stack.enter_context(cache.transact(retry=False)))
            yield _DiskRows(cache)

    def upgrade(self) -> None:
        """Bring every row to the schema of this version; rows that are there already stay as they are.

        Killed in the middle it leaves some of them upgraded, and the next call does the others.

        :raises StoreError: the store cannot be written.
        """
        ids = self.ids()
        for start in range(0, len(ids), _BATCH):
            with self._transaction() as rows:
                for job_id in ids[start : start + _BATCH]:
                    rows.upgrade(job_id)

    def probe(self) -> None:
        """See ``Store``."""
        self._shelf.probe("ok")

    def close(self) -> None:
        """See ``Store``."""
        self._shelf.close()


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

    def gone(self) -> list[JobRow]:
        found = []
        for key in [key for key in self._cache if key.startswith("gone/")]:
            with suppress(StoreError):
                found.append(_decoded(self._cache.get(key, "")))
        return found

    def put(self, row: JobRow) -> None:
        self._cache.set(f"job/{row.id}", msgspec.json.encode(row).decode(), retry=False)
        self._list(_LIVE, row.id, belongs=row.live)
        if row.owner:
            self._list(f"owner/{row.owner}", row.id, belongs=True)

    def remove(self, job_id: str) -> None:
        row = self.get(job_id)
        if row is None:
            return
        self._cache.set(f"gone/{job_id}", msgspec.json.encode(row).decode(), retry=False)
        self._cache.delete(f"job/{job_id}", retry=False)
        self._list(_LIVE, job_id, belongs=False)
        if row.owner:
            self._list(f"owner/{row.owner}", job_id, belongs=False)

    def forget(self, job_id: str) -> None:
        self._cache.delete(f"gone/{job_id}", retry=False)

    def upgrade(self, job_id: str) -> None:
        text = self._cache.get(f"job/{job_id}")
        with suppress(msgspec.DecodeError):  # a damaged record is told when it is read
            upgraded = schema.upgraded(text)
            if upgraded is not text:
                self._cache.set(f"job/{job_id}", upgraded, retry=False)

    def _listed(self, key: str) -> list[JobRow]:
        rows = [row for job_id in self._members(key) if (row := self._sound(job_id)) is not None]
        return sorted(rows, key=lambda row: (row.created_at, row.id))

    def _sound(self, job_id: str) -> JobRow | None:
        """A row, or None if it is damaged: one bad record must not hide the others."""
        with suppress(StoreError):
            return self.get(job_id)
        return None

    def _members(self, key: str) -> list[str]:
        try:
            return msgspec.json.decode(self._cache.get(key, "[]"), type=list[str])
        except msgspec.DecodeError as error:
            raise StoreError(
                "A list of jobs is damaged and cannot be read; stop the application and restore its data folder."
            ) from error

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
        return _ROW.decode(schema.upgraded(text))
    except msgspec.DecodeError as error:
        raise StoreError("A job's record is damaged and cannot be read; start the analysis again.") from error
