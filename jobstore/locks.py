"""Locks on files that the operating system frees when their holder dies, however it dies.

Knows nothing of jobs. Where a file system has no locks, every lock counts as held: the leases' expiry remains.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Self

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: its locks belong to the open file, so they also tell apart two holders in one process
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}  # as each system says that somebody else holds it
_PAUSE = 0.02  # seconds between two tries


class HeldError(OSError):
    """Somebody else holds the lock."""


class FileLock:
    """An exclusive lock, held from construction until ``release`` or the death of the process."""

    def __init__(self, path: Path, *, wait: float) -> None:
        """:param wait: seconds for another holder.
        :raises HeldError: somebody else holds it for longer.
        :raises OSError: the file cannot be opened, or its file system has no locks.
        """
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._take(time.monotonic() + wait)
        except OSError:
            os.close(self._descriptor)
            raise

    def _take(self, until: float) -> None:
        while True:
            try:
                return _lock(self._descriptor)
            except OSError as error:
                if error.errno not in _HELD:
                    raise
                if time.monotonic() >= until:
                    raise HeldError(*error.args) from error
            time.sleep(_PAUSE)

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
