"""Locks on files that the operating system frees when their holder dies, however it dies.

Knows nothing of jobs. Where a file system has no locks, every lock counts as held: the leases' expiry remains.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        # flock, not lockf: its locks belong to the open file, so they also tell apart two holders in one process
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


class FileLock:
    """An exclusive lock, held from construction until ``release`` or the death of the process."""

    def __init__(self, path: Path, *, wait: bool) -> None:
        """:raises OSError: somebody else holds it (only without ``wait``), or the file cannot be opened."""
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor, wait=wait)
        except OSError:
            os.close(self._descriptor)
            raise

    @property
    def in_place(self) -> bool:
        """Whether the locked file is still the one that others find under its name."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let go. Does nothing a second time."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.release()
