"""Where large values lie: each is written once, never changed, and never inside a transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from jobstore.errors import BlobMissingError
from jobstore.shelf import Shelf, Terms

_INLINE = 1 << 15
_RESERVE = 32 << 20  # bytes of a disk that are kept for the results of jobs that have been taken on
_PROBE = bytes(_INLINE)


class Blobs(Protocol):
    """Requests and results by their key."""

    def put(self, key: str, data: bytes) -> None:
        """Store a value for good; on disk when this returns. A key that exists keeps its first value."""

    def get(self, key: str) -> bytes:
        """:raises BlobMissingError: there is no such value, or its file is gone."""

    def delete(self, key: str) -> None:
        """Forget a value; nothing happens if there is none."""

    def all_keys(self) -> list[str]:
        """Every key."""

    def probe(self) -> None:
        """:raises StoreError: values cannot be written, or there is hardly room for more."""

    def close(self) -> None:
        """Let go of the files."""


class DiskBlobs:
    """The values in a diskcache of their own on a local disk."""

    def __init__(self, folder: Path, terms: Terms | None = None) -> None:
        """:raises StoreError: the folder cannot be used."""
        self._shelf = Shelf(folder, inline_bytes=_INLINE, terms=terms or Terms())

    def put(self, key: str, data: bytes) -> None:
        """See ``Blobs``."""
        with self._shelf.use() as cache:
            self._shelf.patiently(lambda: cache.add(key, data, retry=False))

    def get(self, key: str) -> bytes:
        """See ``Blobs``."""
        with self._shelf.use() as cache:
            data = cache.get(key)
        if not isinstance(data, bytes):
            raise BlobMissingError("A stored file of this analysis is gone; start the analysis again.")
        return data

    def delete(self, key: str) -> None:
        """See ``Blobs``."""
        with self._shelf.use() as cache:
            self._shelf.patiently(lambda: cache.delete(key, retry=False))

    def all_keys(self) -> list[str]:
        """See ``Blobs``."""
        with self._shelf.use() as cache:
            return list(cache)

    def probe(self) -> None:
        """See ``Blobs``."""
        self._shelf.probe(_PROBE, room=_RESERVE)  # as long as a value that becomes a file

    def close(self) -> None:
        """See ``Blobs``."""
        self._shelf.close()
