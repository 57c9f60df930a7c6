"""The folder in which jobs live: local, readable by its user alone, opened by one process at a time.

A folder that this version cannot live with is refused with a sentence and left as it is.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from jobstore import record
from jobstore.blobs import DiskBlobs
from jobstore.errors import StoreError
from jobstore.faults import fault_of
from jobstore.locks import FileLock, HeldError
from jobstore.mounts import refuse_network
from jobstore.owners import Owners
from jobstore.schema import VERSION
from jobstore.shelf import Terms
from jobstore.store import DiskStore

_OPENING = 10.0  # seconds for another process that opens the folder, and upgrades it perhaps


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDir:
    """The open folder: rows, large values, and this process's place among others."""

    store: DiskStore
    blobs: DiskBlobs
    owners: Owners

    def close(self) -> None:
        """Let go of everything."""
        self.store.close()
        self.blobs.close()
        self.owners.close()


def open_data_dir(folder: Path) -> DataDir:
    """Open the folder, making it if need be and bringing its rows to this version's schema.

    :raises StoreError: it cannot be used.
    """
    refuse_network(folder)
    try:
        record.read(folder)  # before anything is touched: it may be a newer version's
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        with FileLock(folder / "open.lock", wait=_OPENING):  # two first opens at once have been seen to fail
            return _opened(folder)
    except HeldError as error:
        raise StoreError(
            f"Another process has been opening the job store in {folder} for longer than {_OPENING:g} seconds; "
            "try again, and if it stays so stop that process.",
            f" in {folder}",
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(
            f"The data folder {folder} is a file or lies below one; set ASI_DATA_DIR to a folder on a local disk.",
            f" {folder}",
        ) from error
    except OSError as error:
        raise fault_of(error).told(folder, detail=error.strerror) from error


def _opened(folder: Path) -> DataDir:
    held = record.read(folder)
    with ExitStack() as undo:
        owners = Owners(folder / "owners")
        undo.callback(owners.close)
        complete = held is not None
        terms = Terms(in_place=lambda: owners.in_place, established=complete)
        # rows are made first: where there are blobs, there were rows
        store = DiskStore(folder / "rows", replace(terms, established=complete or _has_blobs(folder)))
        undo.callback(store.close)
        blobs = DiskBlobs(folder / "blobs", terms)
        undo.callback(blobs.close)
        if held != VERSION:
            _upgrade(folder, store, owners)
        undo.pop_all()
        return DataDir(store=store, blobs=blobs, owners=owners)


def _has_blobs(folder: Path) -> bool:
    database = folder / "blobs" / "cache.db"
    return database.exists() and database.stat().st_size > 0


def _upgrade(folder: Path, store: DiskStore, owners: Owners) -> None:
    """Bring rows to this version. The folder says so last, so that an upgrade that was cut short is done again."""
    if owners.others():
        raise StoreError(
            f"The job store in {folder} is an older version's and still in use by another process; "
            "stop every process of the application, then start this version.",
            f" in {folder}",
        )
    store.upgrade()
    record.write(folder)
