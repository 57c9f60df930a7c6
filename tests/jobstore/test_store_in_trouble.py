"""What a store says when it cannot be used, and that it neither hangs, nor loses, nor goes on as if nothing were."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jobstore.blobs import DiskBlobs
from jobstore.data_dir import DataDir, open_data_dir
from jobstore.errors import StoreError
from jobstore.locks import FileLock
from jobstore.shelf import Terms
from jobstore.store import DiskStore
from tests.jobstore.disks import as_a_stranger, fill, make_read_only, private_folder, small_disk
from tests.jobstore.support import job_id, row

ROOT = Path(__file__).resolve().parents[2]
FEW_SECONDS = 4.0  # less than a store waits for other writers
LARGE = b"x" * 200_000

FULL = "is full, or its quota is used up; make room on it, and the application goes on by itself"
READ_ONLY = "is read-only; make its disk and its files writable"
DENIED = "may not be used by this user; give the folder to the user that runs the application"
DAMAGED = "is damaged; stop the application, restore the folder from a backup or move it aside"
MOVED = "was moved or replaced while the application runs"


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """The store refuses with this sentence, soon."""
    begin = time.monotonic()
    with pytest.raises(StoreError) as refused:
        yield
    assert sentence in str(refused.value)
    assert str(refused.value).endswith(".")
    assert time.monotonic() - begin < FEW_SECONDS


def _put(data: DataDir, number: int, **changes: object) -> None:
    with data.store.transaction() as rows:
        rows.put(row(number, **changes))


@contextmanager
def _store_with_jobs(folder: Path, jobs: int = 100) -> Iterator[DataDir]:
    """An open store whose rows lie in the database itself, not in its log."""
    data = open_data_dir(folder)
    for number in range(1, jobs + 1):
        _put(data, number, message="m" * 500)
    data.blobs.put("input/a", LARGE)
    for part in ("rows", "blobs"):
        _execute(folder / part / "cache.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        yield data
    finally:
        data.close()


def _execute(database: Path, sql: str) -> None:
    connection = sqlite3.connect(database)
    connection.execute(sql)
    connection.close()


# -- no room ------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_used_again_once_there_is_room() -> None:
    with small_disk(48) as disk, _store_with_jobs(disk / "jobs") as data:
        filling = fill(disk)
        files = set(disk.rglob("*.val"))
        with told(FULL):
            data.blobs.put("input/b", LARGE)
        with told(FULL):
            for number in range(1000, 5000):  # the database has some pages of its own left
                _put(data, number, message="m" * 5000)
        with told(FULL):
            data.blobs.probe()
        assert set(disk.rglob("*.val")) == files, "no half a value takes the last of the room"
        assert data.store.get(job_id(1)) is not None
        assert data.blobs.get("input/a") == LARGE
        filling.unlink()
        data.blobs.put("input/b", LARGE)
        _put(data, 6000)
        data.store.probe()
        data.blobs.probe()
        assert {job_id(1), job_id(100), job_id(6000)} <= set(data.store.ids())


def test_the_last_room_is_kept_for_results_of_jobs_that_were_taken_on() -> None:
    with small_disk(64) as disk, _store_with_jobs(disk / "jobs") as data:
        fill(disk, leave=20 << 20)
        with told("has less than 32 MB left, which are kept for analyses already taken on; make room on it"):
            data.blobs.probe()
        data.blobs.put("result/a/1", LARGE)
        _put(data, 1, state="complete")


def test_a_full_disk_can_be_cleared_by_deleting_jobs() -> None:
    with small_disk(48) as disk, _store_with_jobs(disk / "jobs") as data:
        fill(disk, leave=1 << 20)
        free = shutil.disk_usage(disk).free
        data.blobs.delete("input/a")
        assert shutil.disk_usage(disk).free > free


def test_opening_on_a_full_disk_is_told_and_possible_again_later() -> None:
    with small_disk(48) as disk:
        filling = fill(disk)
        with told(FULL):
            open_data_dir(disk / "jobs")
        filling.unlink()
        open_data_dir(disk / "jobs").close()


def test_a_database_that_cannot_grow_is_told_and_goes_on_by_itself(tmp_path: Path) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        data.store._shelf._cache._con.execute("PRAGMA max_page_count = 1")
        with told(FULL):
            _put(data, 1000, message="m" * 100_000)
        _put(data, 1000, message="m" * 100_000)
        assert len(data.store.ids()) == 101


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on files' sizes")
def test_a_limit_on_files_sizes_is_told_in_a_process_that_has_one(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from jobstore.data_dir import open_data_dir\n"
        "data = open_data_dir(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "for put in (lambda: data.blobs.put('input/a', bytes(200_000)), lambda: [data.blobs.put(f'input/{n}', "
        "bytes(20_000)) for n in range(99)]):\n"
        "    try: put()\n"
        "    except Exception as error: print(type(error).__name__, error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "jobs")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    large, many = run.stdout.splitlines()
    assert large.startswith("StoreError")
    assert FULL in large
    assert many.startswith("StoreError The disk of the job store in")
    assert "check the disk, its room and its quotas" in many


# -- no right to write --------------------------------------------------------------------------------------------


def test_a_disk_that_became_read_only_is_told_before_and_after_opening() -> None:
    with small_disk(48) as disk:
        with _store_with_jobs(disk / "jobs") as data:
            pass
        make_read_only(disk)
        with told(READ_ONLY):
            open_data_dir(disk / "jobs")
        assert data.owners.me not in {path.stem for path in (disk / "jobs" / "owners").iterdir()}


def test_a_read_only_database_is_not_taken_for_a_busy_one(tmp_path: Path) -> None:
    """diskcache gives both out as a Timeout."""
    with _store_with_jobs(tmp_path / "jobs") as data:
        for part in (data.store._shelf, data.blobs._shelf):
            part._cache._con.execute("PRAGMA query_only = ON")
        with told(READ_ONLY):
            _put(data, 1)
        with told(READ_ONLY):
            data.blobs.put("input/b", b"b")


def test_a_strangers_folder_is_told_before_and_after_opening() -> None:
    with private_folder() as folder, _store_with_jobs(folder) as data, as_a_stranger():
        with told(DENIED):
            open_data_dir(folder)
        with told(DENIED):
            data.store.get(job_id(1))
        with told(DENIED):
            _put(data, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders from strangers by other means")
def test_a_folder_in_which_nothing_may_be_made_is_told() -> None:
    with private_folder() as folder:
        folder.parent.chmod(0o555)
        if os.geteuid():
            with told(DENIED):
                open_data_dir(folder)
        else:
            with as_a_stranger(), told(DENIED):
                open_data_dir(folder)
        folder.parent.chmod(0o755)


@pytest.mark.parametrize("below", [".", "deeper"])
def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with told("is a file or lies below one; set ASI_DATA_DIR to a folder on a local disk"):
        open_data_dir(tmp_path / "file" / below)


# -- no time ------------------------------------------------------------------------------------------------------


def test_a_busy_store_is_told_as_busy_and_nothing_else(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "rows", Terms(wait=0.05))
    other = sqlite3.connect(tmp_path / "rows" / "cache.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    busy = f"The job store in {tmp_path} has been busy for longer than 0.05 seconds"
    with told(busy):
        store.probe()
    with told(busy), store.transaction():
        raise AssertionError("unreachable")
    with told(busy):
        DiskStore(tmp_path / "rows", Terms(wait=0.05))
    other.execute("ROLLBACK")
    store.probe()


def test_a_store_that_another_process_opens_for_ever_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_data_dir(tmp_path).close()
    monkeypatch.setattr("jobstore.data_dir._OPENING", 0.05)
    with FileLock(tmp_path / "open.lock", wait=0), told("Another process has been opening the job store"):
        open_data_dir(tmp_path)
    open_data_dir(tmp_path).close()


# -- damage -------------------------------------------------------------------------------------------------------


def _write(database: Path, at: int, data: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(at)
        file.write(data)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "garbage all over": lambda database: _write(database, 0, os.urandom(database.stat().st_size)),
    "garbage in the middle": lambda database: _write(database, 3 * 4096, os.urandom(8 * 4096)),
    "cut in half": lambda database: os.truncate(database, database.stat().st_size // 2),
    "cut to nothing": lambda database: os.truncate(database, 0),
    "no database at all": lambda database: database.write_bytes(b"no database at all" * 1000),
}
damaged = pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
parts = pytest.mark.parametrize("part", ["rows", "blobs"])


@damaged
@parts
def test_a_damaged_store_is_not_opened_and_nothing_of_it_is_changed(
    tmp_path: Path, part: str, damage: Callable[[Path], None]
) -> None:
    with _store_with_jobs(tmp_path / "jobs"):
        pass
    database = tmp_path / "jobs" / part / "cache.db"
    damage(database)
    before = database.read_bytes()
    for _ in range(2):
        with told(DAMAGED):
            open_data_dir(tmp_path / "jobs")
    assert database.read_bytes() == before
    assert list((tmp_path / "jobs" / "owners").iterdir()) == [], "whoever could not open it has signed out"


@damaged
@parts
def test_damage_is_told_while_the_store_is_open(tmp_path: Path, part: str, damage: Callable[[Path], None]) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        damage(tmp_path / "jobs" / part / "cache.db")
        with told(DAMAGED):
            data.store.probe()
            data.blobs.probe()


def test_a_database_that_is_cut_short_under_a_reader_does_not_kill_the_process(tmp_path: Path) -> None:
    """A file that is mapped into memory would: the system ends whoever reads behind its end (SIGBUS)."""
    code = (
        "import os, sys; from contextlib import suppress; from pathlib import Path\n"
        "from jobstore.data_dir import open_data_dir; from jobstore.errors import StoreError\n"
        "from tests.jobstore.support import row\n"
        "data = open_data_dir(Path(sys.argv[1]))\n"
        "for number in range(300):\n"
        "    with data.store.transaction() as rows: rows.put(row(number, message='m' * 500))\n"
        "ids = data.store.ids()\n"
        "os.truncate(Path(sys.argv[1], 'rows', 'cache.db'), 8192)\n"
        "for job in ids:\n"
        "    with suppress(StoreError): data.store.get(job)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path / "jobs")], cwd=ROOT, check=False)
    assert run.returncode == 0


@parts
def test_a_database_that_is_gone_is_not_begun_anew(tmp_path: Path, part: str) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        for path in (tmp_path / "jobs" / part).glob("cache.db*"):
            path.unlink()
        with told(MOVED):
            data.store.probe()
            data.blobs.probe()
    with told(DAMAGED):
        open_data_dir(tmp_path / "jobs")
    assert not (tmp_path / "jobs" / part / "cache.db").exists()


def test_a_folder_from_before_it_said_its_schema_is_not_begun_anew_either(tmp_path: Path) -> None:
    with _store_with_jobs(tmp_path / "jobs"):
        pass
    (tmp_path / "jobs" / "store.json").unlink()
    (tmp_path / "jobs" / "rows" / "cache.db").unlink()
    with told(DAMAGED):
        open_data_dir(tmp_path / "jobs")


def test_what_a_process_left_that_died_while_it_made_the_store_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "jobs" / "rows").mkdir(parents=True)
    (tmp_path / "jobs" / "rows" / "cache.db").touch()
    with _store_with_jobs(tmp_path / "jobs") as data:
        assert len(data.store.ids()) == 100


def test_a_list_of_jobs_that_is_damaged_is_told(tmp_path: Path) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        _execute_now(tmp_path / "jobs" / "rows" / "cache.db", "UPDATE Cache SET value = '[1, 2' WHERE key = 'live'")
        with told("A list of jobs is damaged"):
            data.store.live()


def _execute_now(database: Path, sql: str) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(sql)
    connection.close()


# -- moved away ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no folder with open files")
def test_a_store_that_was_moved_takes_nothing_more_on_and_goes_on_once_it_is_back(tmp_path: Path) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        (tmp_path / "jobs").rename(tmp_path / "aside")
        with told(MOVED):
            data.store.get(job_id(1))
        with told(MOVED):
            _put(data, 200)
        with told(MOVED):
            data.blobs.put("input/b", LARGE)
        assert not (tmp_path / "jobs").exists()
        (tmp_path / "aside").rename(tmp_path / "jobs")
        _put(data, 200)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no folder with open files")
def test_a_store_in_whose_place_another_was_put_takes_nothing_more_on(tmp_path: Path) -> None:
    with _store_with_jobs(tmp_path / "jobs") as data:
        shutil.copytree(tmp_path / "jobs", tmp_path / "copy")
        (tmp_path / "jobs").rename(tmp_path / "aside")
        (tmp_path / "copy").rename(tmp_path / "jobs")
        with told(MOVED):
            _put(data, 200)
        with told(MOVED):
            data.blobs.put("input/b", LARGE)


def test_a_check_is_not_made_again_at_once(tmp_path: Path) -> None:
    """A monitoring that asks every second must not have the whole database read every second."""
    now = [0.0]
    blobs = DiskBlobs(tmp_path / "blobs", Terms(clock=lambda: now[0]))
    blobs.probe()
    os.truncate(tmp_path / "blobs" / "cache.db", 4096)
    blobs.probe()
    now[0] = 60.0
    with told(DAMAGED):
        blobs.probe()
