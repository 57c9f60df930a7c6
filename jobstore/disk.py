"""How values lie in diskcache: text keys, text or bytes values, and never a pickle.

diskcache unpickles whatever a row says is a pickle (CVE-2025-69872), its ``JSONDisk`` too. This Disk refuses
pickles both ways, and file names that lead out of its folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from diskcache.core import MODE_BINARY, MODE_RAW, MODE_TEXT, UNKNOWN, Cache, Disk

from jobstore.errors import StoreError, UnsafeValueError

_NO_LIMIT = 2**62


class PlainDisk(Disk):  # type: ignore[misc]  # diskcache has no types
    """``str`` keys, ``str`` and ``bytes`` values."""

    def put(self, key: object) -> tuple[str, bool]:
        """:raises TypeError: the key is no text."""
        if type(key) is not str:
            raise TypeError("keys of the store are text")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """:raises UnsafeValueError: the key on disk is no text."""
        if not raw or type(key) is not str:
            raise UnsafeValueError("The job store holds a key that is not text; it was not opened.")
        return key

    def store(self, value: object, read: bool, key: object = UNKNOWN) -> Any:
        """:raises TypeError: the value is neither text nor bytes."""
        if read or type(value) not in {str, bytes}:
            raise TypeError("values of the store are text or bytes")
        return super().store(value, False, key=key)

    def _write(self, full_path: str, iterator: Iterable[Any], mode: str, encoding: str | None = None) -> Any:
        """Write a value's file, or leave none: half a file on a full disk would take the last of its room."""
        try:
            return super()._write(full_path, iterator, mode, encoding)
        except BaseException:
            with suppress(OSError):
                Path(full_path).unlink()
            raise

    def fetch(self, mode: int, filename: str | None, value: object, read: bool) -> Any:
        """:raises UnsafeValueError: the value on disk is a pickle, or lies outside of the store's folder."""
        if read or mode not in {MODE_RAW, MODE_BINARY, MODE_TEXT}:
            raise UnsafeValueError("The job store holds a value that only code could unpack; it was not opened.")
        if filename is not None:
            folder = Path(self._directory).resolve()
            if not (folder / filename).resolve().is_relative_to(folder):
                raise UnsafeValueError("The job store points to a file outside of its folder; it was not opened.")
        return super().fetch(mode, filename, value, read)


def open_cache(folder: Path, *, timeout: float, inline_bytes: int) -> Cache:
    """A cache that forgets nothing by itself.

    :param timeout: seconds that a write waits for other writers.
    :param inline_bytes: values from this size on become files of their own.
    :raises StoreError: the cache would throw jobs away.
    """
    cache = Cache(
        str(folder),
        timeout=timeout,
        disk=PlainDisk,
        disk_min_file_size=inline_bytes,
        eviction_policy="none",
        cull_limit=0,
        size_limit=_NO_LIMIT,
        statistics=0,
        sqlite_mmap_size=0,  # where a mapped file is cut short, the system kills the process (SIGBUS)
    )
    if (cache.eviction_policy, cache.cull_limit, cache.size_limit) != ("none", 0, _NO_LIMIT):
        raise StoreError(
            f"The store in {folder} would throw old jobs away; move the folder aside and start again.", f" in {folder}"
        )
    return cache
