"""What only a disk can do to jobs: eviction, planted pickles, lost files, damaged records."""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from pathlib import Path

import diskcache
import pytest

from jobstore.blobs import DiskBlobs
from jobstore.data_dir import open_data_dir
from jobstore.disk import open_cache
from jobstore.errors import BlobMissingError, StoreError, UnsafeValueError
from jobstore.store import DiskStore
from tests.jobstore.support import job_id, row


class Trap:
    """Unpickling this makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self.path),))


def _execute(folder: Path, sql: str, values: tuple[object, ...] = ()) -> None:
    connection = sqlite3.connect(folder / "cache.db")
    with connection:
        connection.execute(sql, values)
    connection.close()


def test_a_planted_pickle_is_refused_and_does_not_run(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "rows")
    with store.transaction() as rows:
        rows.put(row(1))
        rows.put(row(2))
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    _execute(tmp_path / "rows", "UPDATE Cache SET mode = 4, value = ? WHERE key = ?", (trap, f"job/{job_id(1)}"))
    with pytest.raises(UnsafeValueError):
        store.get(job_id(1))
    assert [r.id for r in store.live()] == [job_id(2)], "the others go on"
    assert not (tmp_path / "sprung").exists()


def test_a_planted_pickled_key_is_refused_and_does_not_run(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "rows")
    with store.transaction() as rows:
        rows.put(row(1))
    _execute(
        tmp_path / "rows",
        "UPDATE Cache SET raw = 0, key = ? WHERE key = 'live'",
        (pickle.dumps(Trap(tmp_path / "sprung")),),
    )
    with pytest.raises(UnsafeValueError):
        store.ids()
    assert not (tmp_path / "sprung").exists()


def test_a_value_outside_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    blobs = DiskBlobs(tmp_path / "blobs")
    blobs.put("input/a", b"x" * 100_000)
    _execute(tmp_path / "blobs", "UPDATE Cache SET filename = '../secret' WHERE key = 'input/a'")
    with pytest.raises(UnsafeValueError):
        blobs.get("input/a")


@pytest.mark.parametrize("value", [{"a": 1}, 3, None, ("a",), Trap(Path("x"))])
def test_only_text_and_bytes_are_stored(tmp_path: Path, value: object) -> None:
    cache = open_cache(tmp_path, timeout=1, inline_bytes=1024)
    with pytest.raises(TypeError):
        cache.set("key", value)
    with pytest.raises(TypeError):
        cache.set(("a", "tuple"), "value")


def test_nothing_is_ever_evicted_even_from_a_folder_made_with_the_defaults(tmp_path: Path) -> None:
    diskcache.Cache(str(tmp_path), size_limit=1_000_000).close()
    cache = open_cache(tmp_path, timeout=1, inline_bytes=1024)
    for number in range(30):
        cache.set(f"key {number}", b"x" * 200_000)
    cache.cull()
    assert len(cache) == 30


def test_a_lost_value_file_is_missing_not_empty(tmp_path: Path) -> None:
    blobs = DiskBlobs(tmp_path)
    blobs.put("result/a/1", b"x" * 100_000)
    (file,) = tmp_path.rglob("*.val")
    file.unlink()
    with pytest.raises(BlobMissingError):
        blobs.get("result/a/1")


def test_a_damaged_record_is_told_and_hides_no_other(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    with store.transaction() as rows:
        rows.put(row(1))
        rows.put(row(2))
    _execute(tmp_path, "UPDATE Cache SET value = '{\"id\": 3}' WHERE key = ?", (f"job/{job_id(1)}",))
    with pytest.raises(StoreError, match="damaged"):
        store.get(job_id(1))
    assert [r.id for r in store.live()] == [job_id(2)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps user data private by other means")
def test_the_data_folder_is_its_users_alone(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir(mode=0o755)
    open_data_dir(tmp_path / "jobs").close()
    assert (tmp_path / "jobs").stat().st_mode & 0o777 == 0o700
