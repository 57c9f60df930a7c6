"""Why a store cannot be used: each cause in one sentence with its remedy.

Pure: reads exceptions and touches no disk. diskcache gives every trouble at the begin of a transaction out as a
``Timeout``; the true cause stands in the exception's context, and SQLite's own numbers tell one from another.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import diskcache

from jobstore.errors import StoreError


class Fault(Enum):
    """One cause; its value is the sentence."""

    BUSY = (
        "The job store in {folder} has been busy for longer than {wait:g} seconds; "
        "try again, and if it stays so stop the process that holds it."
    )
    FULL = (
        "The disk of the job store in {folder} is full, or its quota is used up; "
        "make room on it, and the application goes on by itself."
    )
    SCARCE = (
        "The disk of the job store in {folder} has less than {detail} MB left, which are kept for analyses already "
        "taken on; make room on it, and the application goes on by itself."
    )
    READ_ONLY = (
        "The job store in {folder} is read-only; "
        "make its disk and its files writable for the user that runs the application."
    )
    DENIED = (
        "The job store in {folder} may not be used by this user; give the folder to the user that runs the "
        "application, or set ASI_DATA_DIR to a folder of its own."
    )
    DAMAGED = (
        "The job store in {folder} is damaged; stop the application, restore the folder from a backup "
        "or move it aside, and start the application again."
    )
    MOVED = (
        "The job store in {folder} was moved or replaced while the application runs; "
        "put it back, or start the application again."
    )
    SHUT = (
        "The job store in {folder} cannot be opened; "
        "check that the folder is there and belongs to the user that runs the application."
    )
    FAILING = (
        "The disk of the job store in {folder} reports an error ({detail}); check the disk, its room and its quotas."
    )
    OTHER = "The job store in {folder} cannot be used ({detail}); check the disk and the folder's permissions."

    def told(self, folder: Path, *, wait: float = 0, detail: object = "") -> StoreError:
        """The error to raise, with the sentence filled in."""
        sentence = self.value.format(folder=folder, wait=wait, detail=detail)
        return StoreError(sentence, f" ({detail})", f" in {folder}")


_BY_CODE = {
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_PERM: Fault.DENIED,
    sqlite3.SQLITE_AUTH: Fault.DENIED,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Fault.SHUT,
    sqlite3.SQLITE_IOERR: Fault.FAILING,
    sqlite3.SQLITE_READONLY_DBMOVED: Fault.MOVED,
}
_BY_ERRNO = {
    errno.ENOSPC: Fault.FULL,
    errno.EFBIG: Fault.FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): Fault.FULL,
    errno.EROFS: Fault.READ_ONLY,
    errno.EACCES: Fault.DENIED,
    errno.EPERM: Fault.DENIED,
    errno.EIO: Fault.FAILING,
}


def fault_of(error: BaseException) -> Fault:
    """The cause of what a database or a disk raised: the outermost that is known, since clean-up may fail as well."""
    return next((fault for cause in _causes(error) if (fault := _known(cause)) is not None), Fault.OTHER)


def _known(error: BaseException) -> Fault | None:
    if isinstance(error, sqlite3.Error):
        if str(error).startswith("no such table"):  # the file was emptied, and SQLite takes it for a new one
            return Fault.DAMAGED
        code = getattr(error, "sqlite_errorcode", 0)
        return _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF)  # the low byte is the family
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    return Fault.BUSY if isinstance(error, diskcache.Timeout) and error.__context__ is None else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
