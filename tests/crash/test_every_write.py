"""At whatever write a process dies, or its disk is full: the job ends, or was never taken on, and nothing is left."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from jobstore.access import Viewer
from jobstore.assembly import assemble
from jobstore.data_dir import DataDir, open_data_dir
from jobstore.errors import StoreError
from jobstore.jobs import Jobs
from jobstore.runner import Runner
from tests.crash import dying
from tests.jobstore.support import LABEL, TIMINGS, Clock

ROOT = Path(__file__).resolve().parents[2]
RESULT = b"work" * 10_000
WRITES = 60  # more than a job's life has


def _on(data: DataDir, clock: Clock) -> tuple[Runner, Jobs]:
    runner, jobs = assemble(
        data, engine=dying.engine(), describe=lambda _: ("", None), slots=1, max_waiting=9, retention_days=7,
        timings=replace(TIMINGS, sweep=0.001), clock=clock,
    )  # fmt: skip
    runner.start = lambda: None
    return runner, jobs


def _swept(runner: Runner, clock: Clock) -> None:
    for _ in range(3):
        clock.now += 1
        runner._sweeper.sweep_if_due()


def _run(folder: Path, last: int) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.crash.dying", str(folder), str(last)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode in {0, -9, 15}, run.stderr
    return run.stdout.split()


def test_a_process_may_die_before_any_write_of_a_jobs_life(tmp_path: Path) -> None:
    for last in range(WRITES):
        folder = tmp_path / str(last)
        said = _run(folder, last)
        data, clock = open_data_dir(folder), Clock()
        runner, jobs = _on(data, clock)
        while runner.run_next():
            pass
        if said[:1] == ["job"] and jobs.status(said[1]) is None:  # its removal had begun
            assert data.store.ids() == []
        else:
            seen = jobs.owned(Viewer(owner="me"))
            assert {job.id for job in seen} >= set(said[1:2]), last
            assert [job.state for job in seen] in (["complete"], []), last
            assert all(jobs.result(job.id) == RESULT for job in seen), last
            assert all(jobs.delete(job.id) for job in seen), last
        _swept(runner, clock)
        assert [key for key in data.blobs.all_keys() if "/" in key] == [], last
        assert data.store.gone() == [], last
        data.close()
        if said[-1:] == ["deleted"]:
            assert last > 15, "a job's life has more writes than that"
            return
    raise AssertionError("the process was killed each time")


def test_the_disk_may_be_full_at_any_write_of_a_jobs_life(tmp_path: Path) -> None:
    for last in range(WRITES):
        data, clock = open_data_dir(tmp_path / str(last)), Clock()
        runner, jobs = _on(data, clock)
        left, refused = iter(range(last)), []

        def write(left: object = left, refused: list[int] = refused) -> None:
            if next(left, None) is None:
                refused.append(1)
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error

        undo = dying.before_each_write(write)
        job = None
        try:
            with suppress(StoreError):
                job = jobs.order(b"work", LABEL, "me")
            with suppress(StoreError):
                runner.run_next()
        finally:
            undo()
        if job is None:
            assert data.store.ids() == [], "who was refused has no job"
            job = jobs.order(b"work", LABEL, "me")
        clock.now += TIMINGS.lease + 1
        while runner.run_next():
            pass
        assert (jobs.status(job).state, jobs.result(job)) == ("complete", RESULT), last
        assert jobs.delete(job)
        _swept(runner, clock)
        assert [key for key in data.blobs.all_keys() if "/" in key] == [], last
        data.close()
        if not refused:
            return
    raise AssertionError("the disk was full each time")


@pytest.mark.parametrize("megabytes", [64])
def test_a_very_large_result_is_kept_whole(tmp_path: Path, megabytes: int) -> None:
    data, clock = open_data_dir(tmp_path / "jobs"), Clock()
    runner, jobs = _on(data, clock)
    job = jobs.order(b"x" * (megabytes * 105), LABEL, "")
    runner.run_next()
    assert len(jobs.result(job)) == megabytes * 1_050_000
    data.close()
