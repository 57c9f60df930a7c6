"""A runner whose store fails under it: its threads live on and wait, and no job that was taken on is lost."""

from __future__ import annotations

import errno
import math
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from jobstore.assembly import assemble
from jobstore.data_dir import DataDir, open_data_dir
from jobstore.disk import PlainDisk
from jobstore.errors import StoreError
from jobstore.jobs import Jobs
from jobstore.lifecycle import Timings
from jobstore.runner import Runner
from tests.jobstore.disks import fill, small_disk
from tests.jobstore.support import LABEL, SUMMARY, TIMINGS, Script, until

QUICK = replace(TIMINGS, tick=0.02, lease=0.5, renew=0.1)


@contextmanager
def _running(
    folder: Path, engine: Script, *, slots: int = 2, timings: Timings = QUICK
) -> Iterator[tuple[DataDir, Runner, Jobs]]:
    """A runner with its threads at work on a real store."""
    data = open_data_dir(folder)
    runner, jobs = assemble(
        data, engine=engine, describe=lambda _: ("title", SUMMARY), slots=slots, max_waiting=50, retention_days=7,
        timings=timings,
    )  # fmt: skip
    runner.start()
    try:
        yield data, runner, jobs
    finally:
        runner.drain()
        data.close()


def _cpu(seconds: float) -> float:
    """The share of a processor that this process's threads take meanwhile."""
    begin = time.process_time()
    time.sleep(seconds)
    return (time.process_time() - begin) / seconds


def test_jobs_outlive_a_disk_that_fills_up_while_they_run() -> None:
    with small_disk(64) as disk:
        filled: list[Path] = []

        def act(payload: bytes, report: object, stop: object) -> bytes:
            if not filled:
                filled.append(fill(disk))
            return payload * 1000

        engine = Script(act)
        with _running(disk / "jobs", engine, slots=1) as (_, runner, jobs):
            first, second = (jobs.order(text * 500, LABEL, "") for text in (b"first", b"second"))
            until(lambda: engine.runs and jobs.status(first).state in {"stalled", "waiting"})
            assert _cpu(0.5) < 0.5, "it waits and does not spin"
            with pytest.raises(StoreError, match="make room on it"):
                jobs.order(b"third", LABEL, "")
            with pytest.raises(StoreError, match="make room on it"):
                jobs.probe()
            assert engine.runs == 1, "work whose result could not be stored is not begun"
            assert all(thread.is_alive() for thread in runner._threads)
            filled[0].unlink()
            jobs.probe()
            for job, text in ((first, b"first"), (second, b"second")):
                until(lambda job=job: jobs.status(job).status == "complete")
                assert jobs.result(job) == text * 500_000
            assert jobs.status(first).attempt <= 2


@dataclass
class Refusing:
    """A disk that is full for the next ``left`` values, on every system: its answer is forged where Python writes."""

    left: float = 0

    def engine(self, left: float) -> Script:
        """Work during whose first run the disk fills up for so many values."""

        def act(payload: bytes, report: object, stop: object) -> bytes:
            if engine.runs == 1:
                self.left = left
            return payload * 50_000

        engine = Script(act)
        return engine


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Refusing:
    write, refusing = PlainDisk._write, Refusing()

    def written(*arguments: object) -> object:
        if refusing.left > 0:
            refusing.left -= 1
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(*arguments)

    monkeypatch.setattr(PlainDisk, "_write", written)
    return refusing


def test_a_job_outlives_values_that_cannot_be_written_for_a_while(tmp_path: Path, refusing: Refusing) -> None:
    engine = refusing.engine(math.inf)
    with _running(tmp_path / "jobs", engine) as (_, _, jobs):
        job = jobs.order(b"work", LABEL, "")
        until(lambda: engine.runs and jobs.status(job).state in {"stalled", "waiting"})
        with pytest.raises(StoreError, match="is full, or its quota is used up"):
            jobs.order(b"more", LABEL, "")
        assert engine.runs == 1
        refusing.left = 0
        until(lambda: jobs.status(job).status == "complete")
        assert (jobs.result(job), engine.runs) == (b"work" * 50_000, 2)


def test_a_job_whose_end_could_not_be_written_goes_on_long_before_its_lease_ends(
    tmp_path: Path, refusing: Refusing
) -> None:
    engine = refusing.engine(1)
    with _running(tmp_path / "jobs", engine, timings=replace(QUICK, lease=3_600)) as (_, _, jobs):
        job = jobs.order(b"work", LABEL, "")
        until(lambda: jobs.status(job).status == "complete")
        assert (jobs.result(job), engine.runs, jobs.status(job).attempt) == (b"work" * 50_000, 2, 2)


def test_jobs_wait_for_a_store_that_others_hold(tmp_path: Path) -> None:
    with _running(tmp_path / "jobs", Script()) as (_, runner, jobs):
        until(lambda: runner._threads)
        with closing(sqlite3.connect(tmp_path / "jobs" / "rows" / "cache.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            runner.wake()
            assert _cpu(0.3) < 0.5
            other.execute("ROLLBACK")
        job = jobs.order(b"work", LABEL, "")
        until(lambda: jobs.status(job).status == "complete")


def test_the_threads_outlive_a_store_that_is_damaged_and_the_drain_ends(tmp_path: Path) -> None:
    with _running(tmp_path / "jobs", Script()) as (data, runner, jobs):
        database = tmp_path / "jobs" / "rows" / "cache.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with database.open("r+b") as file:
            file.write(os.urandom(database.stat().st_size))
        with pytest.raises(StoreError, match="is damaged"):
            jobs.probe()
        runner.wake()
        assert _cpu(0.3) < 0.5
        assert all(thread.is_alive() for thread in runner._threads)
        begin = time.monotonic()
        runner.drain()
        assert time.monotonic() - begin < QUICK.drain + 1
        assert not any(thread.is_alive() for thread in runner._threads)
        assert data.owners.in_place
