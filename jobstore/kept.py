"""What a job's row names among the blobs: its result, its decisions, the stages that it finished."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from jobstore.blobs import Blobs
from jobstore.errors import BlobMissingError, StoreError
from jobstore.model import JobRow
from jobstore.store import Reader


def named(job_id: str, key: Callable[[JobRow], str | None], store: Reader, blobs: Blobs) -> bytes | None:
    """The blob that the row names now; None if there is no row or it names none.

    A blob that goes because another takes its place in this instant is no loss: the row is read again.

    :raises BlobMissingError: it is gone although the row names it.
    """
    row = store.get(job_id)
    name = None if row is None else key(row)
    if name is None:
        return None
    try:
        return blobs.get(name)
    except BlobMissingError:
        row = store.get(job_id)
        if row is not None and key(row) == name:
            raise
    return named(job_id, key, store, blobs)


def stages(row: JobRow, blobs: Blobs) -> dict[str, bytes]:
    """The finished stages by name; one that cannot be read is left out, and so computed again."""
    found = {}
    for key in row.kept:
        with suppress(StoreError):
            found[key.rpartition("/")[2]] = blobs.get(key)
    return found
