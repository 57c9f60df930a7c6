"""What a data folder says of itself: the schema of its rows, in a small file that any version can read.

It is read before anything is opened, so that what a newer version wrote stays untouched; and a folder that has it
was complete once, so that a database without a byte is a loss.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from jobstore.errors import StoreError
from jobstore.schema import VERSION

_FILE = "store.json"


class _Record(msgspec.Struct):
    schema: int


_RECORD = msgspec.json.Decoder(_Record)


def read(folder: Path) -> int | None:
    """The schema of the rows in a folder; None if it says nothing.

    :raises StoreError: it was written by a newer version, or cannot be read.
    """
    path = folder / _FILE
    try:
        schema = _RECORD.decode(path.read_bytes()).schema
    except (FileNotFoundError, NotADirectoryError):
        return None
    except msgspec.DecodeError as error:
        raise StoreError(
            f"{path} is damaged; restore it from a backup, or remove it if no newer version of the application "
            "has used this folder.",
            f"{path.parent}{os.sep}",
        ) from error
    if schema > VERSION:
        raise StoreError(
            f"The job store in {folder} was written by a newer version of the application (schema {schema}, "
            f"this version knows {VERSION}); start that version, or set ASI_DATA_DIR to another folder.",
            f" in {folder}",
        )
    return schema


def write(folder: Path) -> None:
    """Say that every row has the schema of this version; after a crash the file is the old one or the new one."""
    draft = folder / f"{_FILE}.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(_Record(schema=VERSION)))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _FILE)
