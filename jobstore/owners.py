"""Which processes are alive: each holds a locked file as long as it lives, so a dead one is known at once.

An owner is a random id made at start, never a process id (in a container that is always 1).
"""

from __future__ import annotations

import uuid
from pathlib import Path

from jobstore.locks import FileLock

_SIGNING_IN = 5.0  # seconds; whoever looks whether the file's process is alive holds it for an instant


class Owners:
    """Our own process among those that share a store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.me = uuid.uuid4().hex
        self._lock = self._sign_in()

    def _sign_in(self) -> FileLock:
        while True:  # another process may clear the file away in the instant before it is locked
            lock = FileLock(self._file(self.me), wait=_SIGNING_IN)
            if lock.in_place:
                return lock
            lock.release()

    def _file(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"

    def alive(self, owner: str) -> bool:
        """Whether the process is running; True where that cannot be found out."""
        if owner == self.me:
            return True
        path = self._file(owner)
        if not path.exists():
            return False
        try:
            FileLock(path, wait=0).release()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False

    @property
    def in_place(self) -> bool:
        """Whether the folder is still the one in which this process signed in."""
        return self._lock.in_place

    def others(self) -> bool:
        """Whether another process is alive here."""
        return any(path.stem != self.me and self.alive(path.stem) for path in self._folder.glob("*.lock"))

    def clear_away(self) -> None:
        """Remove what dead processes left."""
        for path in self._folder.glob("*.lock"):
            if not self.alive(path.stem):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Sign out: from now on this process counts as dead."""
        self._lock.release()
        self._file(self.me).unlink(missing_ok=True)
