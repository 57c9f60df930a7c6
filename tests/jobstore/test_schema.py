"""A store outlives the version that wrote it: ``store_v1.json`` is what version 1 really left on disk."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import diskcache
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstore import schema
from jobstore.data_dir import DataDir, open_data_dir
from jobstore.disk import PlainDisk
from jobstore.errors import StoreError
from jobstore.model import JobRow
from jobstore.owners import Owners
from jobstore.schema import FIRST, VERSION
from tests.jobstore.support import job_id, row

ROOT = Path(__file__).resolve().parents[2]
V1 = json.loads((Path(__file__).parent / "store_v1.json").read_text("utf-8"))
V1_JOBS = {key.removeprefix("job/"): job for key, job in V1["rows"].items() if key.startswith("job/")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store as version 1 left it."""
    texts = {key: json.dumps(value) for key, value in V1["rows"].items()}
    blobs = {key: value.encode() for key, value in V1["blobs"].items()}
    for part, values in (("rows", texts), ("blobs", blobs)):
        cache = diskcache.Cache(str(tmp_path / "jobs" / part), disk=PlainDisk, eviction_policy="none", cull_limit=0)
        for key, value in values.items():
            cache.set(key, value)
        cache.close()
    (tmp_path / "jobs" / "owners").mkdir()
    (tmp_path / "jobs" / "open.lock").touch()
    return tmp_path / "jobs"


def _texts(folder: Path) -> dict[str, str]:
    cache = diskcache.Cache(str(folder / "rows"), disk=PlainDisk)
    texts = {key: cache.get(key) for key in cache}
    cache.close()
    return texts


def _versions(folder: Path) -> set[int]:
    return {json.loads(text)["v"] for key, text in _texts(folder).items() if key.startswith("job/")}


def _opened(folder: Path) -> Iterator[DataDir]:
    data = open_data_dir(folder)
    yield data
    data.close()


def _jobs(folder: Path) -> dict[str, JobRow | None]:
    (jobs,) = ({job: data.store.get(job) for job in data.store.ids()} for data in _opened(folder))
    return jobs


def _said(folder: Path) -> object:
    return json.loads((folder / "store.json").read_text("utf-8"))


# -- up -----------------------------------------------------------------------------------------------------------


def test_a_store_of_version_1_is_upgraded_and_keeps_every_job(folder: Path) -> None:
    data = open_data_dir(folder)
    assert set(data.store.ids()) == set(V1_JOBS)
    for job, was in V1_JOBS.items():
        now = json.loads(msgspec.json.encode(data.store.get(job)))
        assert now.items() >= {**was, "v": VERSION}.items()
    assert [r.id for r in data.store.live()] == V1["rows"]["live"]
    owners = {key.removeprefix("owner/"): ids for key, ids in V1["rows"].items() if key.startswith("owner/")}
    assert {owner: [r.id for r in data.store.owned(owner)] for owner in owners} == owners
    assert {key: data.blobs.get(key).decode() for key in data.blobs.all_keys()} == V1["blobs"]
    data.close()
    assert _versions(folder) == {VERSION}
    assert _said(folder) == {"schema": VERSION}


def test_an_upgraded_store_is_left_alone(folder: Path) -> None:
    _jobs(folder)
    texts, said = _texts(folder), (folder / "store.json").stat().st_mtime_ns
    _jobs(folder)
    assert _texts(folder) == texts
    assert (folder / "store.json").stat().st_mtime_ns == said


def test_a_new_store_says_its_schema(tmp_path: Path) -> None:
    _jobs(tmp_path / "jobs")
    assert _said(tmp_path / "jobs") == {"schema": VERSION}


def test_a_damaged_record_neither_stops_an_upgrade_nor_is_changed(folder: Path) -> None:
    cache = diskcache.Cache(str(folder / "rows"), disk=PlainDisk)
    damaged = f"job/{next(iter(V1_JOBS))}"
    cache.set(damaged, "{no json")
    cache.close()
    data = open_data_dir(folder)
    assert len(data.store.live()) == len(V1["rows"]["live"])
    data.close()
    assert _texts(folder)[damaged] == "{no json"


# -- cut short, and all at once -----------------------------------------------------------------------------------

DYING = """
import os, sys
from pathlib import Path
from jobstore import data_dir, record, schema, store

def after(calls, function):
    def dying(*arguments):
        nonlocal calls
        calls -= 1
        if calls < 0:
            os._exit(9)  # no handler runs, as after kill -9
        return function(*arguments)
    return dying

store._BATCH = 2
schema.upgraded = after(int(sys.argv[2]), schema.upgraded)
record.write = after(0, record.write)
data_dir.open_data_dir(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("steps", "done"), [(0, 0), (1, 0), (2, 2), (3, 2), (5, 4), (len(V1_JOBS), len(V1_JOBS))])
def test_an_upgrade_that_is_killed_is_finished_by_the_next_opening(folder: Path, steps: int, done: int) -> None:
    killed = subprocess.run([sys.executable, "-c", DYING, str(folder), str(steps)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert not (folder / "store.json").exists()
    versions = [json.loads(text)["v"] for key, text in _texts(folder).items() if key.startswith("job/")]
    assert versions.count(VERSION) == done, "whole batches of two"
    assert set(_jobs(folder)) == set(V1_JOBS)
    assert _versions(folder) == {VERSION}
    assert _said(folder) == {"schema": VERSION}


def _open_at_once(folder: Path, barrier: Barrier, done: Barrier) -> None:
    barrier.wait()
    data = open_data_dir(folder)
    assert set(data.store.ids()) == set(V1_JOBS)
    done.wait()  # both are open at the same time
    data.close()


def test_of_two_processes_that_open_at_once_one_upgrades_and_both_find_every_job(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, done = context.Barrier(2), context.Barrier(2, timeout=60)
    both = [context.Process(target=_open_at_once, args=(folder, barrier, done)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert _versions(folder) == {VERSION}


def test_a_store_is_not_upgraded_under_a_process_of_the_older_version(folder: Path) -> None:
    older = Owners(folder / "owners")
    for _ in range(2):
        with pytest.raises(StoreError, match="still in use by another process; stop every process"):
            open_data_dir(folder)
    assert _versions(folder) == {FIRST}
    older.close()
    _jobs(folder)
    assert _versions(folder) == {VERSION}


# -- down ---------------------------------------------------------------------------------------------------------


def _tree(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted([folder, *folder.rglob("*")])
    }


def test_a_store_of_a_newer_version_is_refused_and_not_touched(folder: Path) -> None:
    _jobs(folder)
    (folder / "store.json").write_text(f'{{"schema": {VERSION + 1}, "and": "more"}}', "utf-8")
    before = _tree(folder)
    with pytest.raises(StoreError) as refused:
        open_data_dir(folder)
    assert str(refused.value) == (
        f"The job store in {folder} was written by a newer version of the application (schema {VERSION + 1}, "
        f"this version knows {VERSION}); start that version, or set ASI_DATA_DIR to another folder."
    )
    assert _tree(folder) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "two"}', "{}"])
def test_a_store_that_does_not_say_its_schema_in_words_we_know_is_refused(folder: Path, text: str) -> None:
    (folder / "store.json").write_text(text, "utf-8")
    before = _tree(folder)
    with pytest.raises(StoreError, match=r"store\.json is damaged; restore it from a backup, or remove it"):
        open_data_dir(folder)
    assert _tree(folder) == before


# -- rows ---------------------------------------------------------------------------------------------------------


def _planted(tmp_path: Path, changes: dict[str, object]) -> JobRow | None:
    data = open_data_dir(tmp_path)
    with data.store.transaction() as rows:
        rows.put(row(1))
    cache = diskcache.Cache(str(tmp_path / "rows"), disk=PlainDisk)
    key = f"job/{job_id(1)}"
    cache.set(key, json.dumps({**json.loads(cache.get(key)), **changes}))
    cache.close()
    found = data.store.get(job_id(1))
    data.close()
    return found


def test_a_row_with_fields_of_a_later_release_is_read_without_them(tmp_path: Path) -> None:
    assert _planted(tmp_path, {"colour": "red", "deep": {"er": [1]}}) == row(1)


def test_a_row_of_a_later_schema_is_read_as_far_as_it_is_known_and_keeps_its_number(tmp_path: Path) -> None:
    assert _planted(tmp_path, {"v": VERSION + 5, "colour": "red"}) == row(1, v=VERSION + 5)


def test_a_row_that_an_older_process_writes_meanwhile_is_upgraded_as_it_is_read(tmp_path: Path) -> None:
    assert _planted(tmp_path, {"v": FIRST}) == row(1)


def test_every_version_has_its_step() -> None:
    assert set(schema._STEPS) == set(range(FIRST, VERSION))


@given(
    st.dictionaries(st.text(), st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text()),
    st.integers(-(2**63), 2**63 - 1),
)
def test_upgrading_ends_at_this_version_keeps_every_field_and_does_nothing_twice(row: dict, version: int) -> None:
    text = json.dumps({**row, "v": version})
    once = schema.upgraded(text)
    assert json.loads(once) == {**row, "v": max(version, VERSION)}
    assert schema.upgraded(once) is once
