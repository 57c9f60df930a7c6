"""The stores' twins in memory: the same contracts without a disk, for tests of everything above them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from jobstore.errors import BlobMissingError
from jobstore.model import JobRow
from jobstore.store import Rows


class MemoryStore:
    def __init__(self) -> None:
        self._rows: dict[str, JobRow] = {}
        self._gone: dict[str, JobRow] = {}
        self._lock = threading.RLock()

    def get(self, job_id: str) -> JobRow | None:
        return self._rows.get(job_id)

    def live(self) -> list[JobRow]:
        return self._sorted(row for row in list(self._rows.values()) if row.live)

    def owned(self, owner: str) -> list[JobRow]:
        return self._sorted(row for row in list(self._rows.values()) if owner and row.owner == owner)

    def ids(self) -> list[str]:
        return list(self._rows)

    def put(self, row: JobRow) -> None:
        self._rows[row.id] = row

    def remove(self, job_id: str) -> None:
        if job_id in self._rows:
            self._gone[job_id] = self._rows.pop(job_id)

    def forget(self, job_id: str) -> None:
        self._gone.pop(job_id, None)

    def gone(self) -> list[JobRow]:
        return list(self._gone.values())

    @contextmanager
    def transaction(self) -> Iterator[Rows]:
        with self._lock:
            before = dict(self._rows), dict(self._gone)
            try:
                yield self
            except BaseException:
                self._rows, self._gone = before
                raise

    def probe(self) -> None:
        pass

    def close(self) -> None:
        pass

    @staticmethod
    def _sorted(rows: Iterator[JobRow]) -> list[JobRow]:
        return sorted(rows, key=lambda row: (row.created_at, row.id))


class MemoryBlobs:
    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def put(self, key: str, data: bytes) -> None:
        self._values.setdefault(key, data)

    def get(self, key: str) -> bytes:
        if key not in self._values:
            raise BlobMissingError("gone")
        return self._values[key]

    def delete(self, key: str) -> None:
        self._values.pop(key, None)

    def all_keys(self) -> list[str]:
        return list(self._values)

    def probe(self) -> None:
        pass

    def close(self) -> None:
        pass
