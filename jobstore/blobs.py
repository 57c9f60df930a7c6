"""Where large values lie: each is written once, never changed, and never inside a transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from jobstore.disk import open_cache
from jobstore.errors import BlobMissingError
from jobstore.store import patiently, plainly

_WAIT = 5.0  # seconds for other writers
_INLINE = 1 << 15


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
        """:raises StoreError: values cannot be written."""

    def close(self) -> None:
        """Let go of the files."""


class DiskBlobs:
    """The values in a diskcache of their own on a local disk."""

    def __init__(self, folder: Path) -> None:
        """:raises StoreError: the folder cannot be used."""
        self._folder = folder
        with plainly(folder):
            self._cache = patiently(lambda: open_cache(folder, timeout=_WAIT, inline_bytes=_INLINE))

    def put(self, key: str, data: bytes) -> None:
        """See ``Blobs``."""
        with plainly(self._folder):
            patiently(lambda: self._cache.add(key, data, retry=False))

    def get(self, key: str) -> bytes:
        """See ``Blobs``."""
        with plainly(self._folder):
            data = self._cache.get(key)
        if not isinstance(data, bytes):
            raise BlobMissingError("A stored file of this analysis is gone; start the analysis again.")
        return data

    def delete(self, key: str) -> None:
        """See ``Blobs``."""
        with plainly(self._folder):
            patiently(lambda: self._cache.delete(key, retry=False))

    def all_keys(self) -> list[str]:
        """See ``Blobs``."""
        with plainly(self._folder):
            return list(self._cache)

    def probe(self) -> None:
        """See ``Blobs``."""
        with plainly(self._folder):
            self._cache.set("probe", b"ok", retry=False)

    def close(self) -> None:
        """See ``Blobs``."""
        self._cache.close()
