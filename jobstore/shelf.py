"""One diskcache on a local disk: opened only if it is sound, used with care, and its troubles told in sentences.

Promises that nothing here waits for long, that a failed use leaves no half transaction behind, and that what other
processes or people did to the files is noticed. Knows nothing of what is stored.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import diskcache

from jobstore.disk import open_cache
from jobstore.faults import Fault, fault_of

_T = TypeVar("_T")
_PAUSE = 0.05  # between tries of our own; diskcache's ``retry`` spins for ever
_CHECK_EVERY = 30.0  # seconds between two looks through a whole database: 1 ms for 1000 rows, 14 ms for 1000 requests
_NO_ROOM = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a folder is opened.

    ``wait``: seconds for other writers; the measured worst under eight processes writing flat out is 2.6.
    ``established``: it was there before, so that an empty or missing database is a loss and no beginning.
    ``in_place``: whether the data folder is still the one that was opened.
    """

    wait: float = 5.0
    established: bool = False
    in_place: Callable[[], bool] = lambda: True
    clock: Callable[[], float] = time.monotonic


class Shelf:
    """A part of the data folder, with one cache in it."""

    def __init__(self, folder: Path, *, inline_bytes: int, terms: Terms) -> None:
        """:raises StoreError: it cannot be used."""
        self._folder, self._home, self._terms = folder, folder.parent, terms
        self._database = folder / "cache.db"
        self._check_due = 0.0
        with self._told():
            if terms.established or self._begun():
                self._look_over()
            self._cache = self.patiently(lambda: open_cache(folder, timeout=terms.wait, inline_bytes=inline_bytes))

    @contextmanager
    def use(self) -> Iterator[diskcache.Cache]:
        """The cache.

        :raises StoreError: in place of a database's and a disk's complaints.
        """
        self._guard()
        with self._told():
            try:
                yield self._cache
            except (diskcache.Timeout, sqlite3.Error):
                self._cache.close()  # this thread's connection, which may hold a broken transaction
                raise

    def patiently(self, action: Callable[[], _T]) -> _T:
        """Do a write, again while other writers are in the way and there is time; then let the complaint through."""
        until = time.monotonic() + self._terms.wait
        while True:
            try:
                return action()
            except (diskcache.Timeout, sqlite3.OperationalError) as error:
                if fault_of(error) is not Fault.BUSY or time.monotonic() > until:
                    raise
            time.sleep(_PAUSE)

    def probe(self, value: str | bytes, *, room: int = 0) -> None:
        """Look over the database, if that is some time ago, and write a value.

        :param room: bytes that must be free on the disk.
        :raises StoreError: it cannot be written, is damaged, or lacks the room.
        """
        if (free := self._free()) < room:
            raise (Fault.SCARCE if free > _NO_ROOM else Fault.FULL).told(self._home, detail=room >> 20)
        if self._terms.clock() >= self._check_due:
            self._guard()
            with self._told():
                self._look_over()
            self._check_due = self._terms.clock() + _CHECK_EVERY
        with self.use() as cache:
            self.patiently(lambda: cache.set("probe", value, retry=False))

    def close(self) -> None:
        """Let go of the files."""
        self._cache.close()

    # -- trouble ------------------------------------------------------------------------------------------------

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (diskcache.Timeout, sqlite3.Error, OSError) as error:
            fault = fault_of(error)
            if fault is Fault.FAILING and self._free() < _NO_ROOM:  # SQLite has no word for a full disk everywhere
                fault = Fault.FULL
            raise fault.told(self._home, wait=self._terms.wait, detail=error) from error

    def _guard(self) -> None:
        """Refuse what SQLite would not notice: it goes on in files that were moved, and begins emptied ones anew."""
        try:
            size = self._database.stat().st_size
        except FileNotFoundError:
            raise Fault.MOVED.told(self._home) from None
        except OSError as error:
            raise fault_of(error).told(self._home, detail=error) from error
        if not self._terms.in_place():
            raise Fault.MOVED.told(self._home)
        if not size:
            raise Fault.DAMAGED.told(self._home)

    def _begun(self) -> bool:
        """Whether there is a database. An empty file is what a process leaves that died while it made one."""
        size, logged = (path.stat().st_size if path.exists() else 0 for path in (self._database, self._log))
        return bool(size or logged)

    @property
    def _log(self) -> Path:
        return self._folder / "cache.db-wal"

    def _look_over(self) -> None:
        """Read the whole database anew, past everything that is cached, and see whether it can be written."""
        if not self._database.exists() or not self._database.stat().st_size:
            raise Fault.DAMAGED.told(self._home)
        address = f"{self._database.absolute().as_uri()}?mode=rw"  # never makes a file
        with closing(sqlite3.connect(address, uri=True, timeout=self._terms.wait, isolation_level=None)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != ("ok",):
                raise Fault.DAMAGED.told(self._home) from sqlite3.DatabaseError(str(found))
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def _free(self) -> int:
        try:
            return shutil.disk_usage(self._home).free
        except OSError:  # whoever asks finds out the reason by writing
            return 1 << 62
