"""The folder in which jobs live: readable by its user alone, opened by one process at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from jobstore.blobs import DiskBlobs
from jobstore.errors import StoreError
from jobstore.locks import FileLock
from jobstore.owners import Owners
from jobstore.store import DiskStore


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
    """Open the folder, making it if need be.

    :raises StoreError: it cannot be used.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        with FileLock(folder / "open.lock", wait=True):  # two first opens at once have been seen to fail
            return DataDir(
                store=DiskStore(folder / "rows"),
                blobs=DiskBlobs(folder / "blobs"),
                owners=Owners(folder / "owners"),
            )
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be used ({error.strerror}); set ASI_DATA_DIR to a folder on a local disk."
        ) from error
