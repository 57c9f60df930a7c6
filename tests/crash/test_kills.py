"""Processes are really killed here, and every job must come to its end all the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from jobstore.data_dir import open_data_dir
from jobstore.jobs import Jobs, Label
from jobstore.reviews import Reviews
from jobstore.store import DiskStore
from tests.crash import server
from tests.jobstore.support import until

ROOT = Path(__file__).resolve().parents[2]
LABEL = Label(asin="B0D5BL35MS", marketplace="US", title="strawberries")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    """The test's own look at the store; it runs nothing."""
    data = open_data_dir(tmp_path / "jobs")
    runner, jobs = server.on(data)
    runner.start = lambda: None
    yield jobs
    data.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts servers on that store."""
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.server", str(tmp_path / "jobs")], cwd=ROOT, stdout=subprocess.PIPE
        )
        started.append(process)
        assert process.stdout.readline().strip() == b"ready"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _kill(process: subprocess.Popen) -> None:
    process.send_signal(KILL)
    process.wait()


def _worker(jobs: Jobs, job: str) -> int:
    """The process id of the job's worker, which it reports as its message."""
    until(lambda: jobs.status(job).progress)
    return int(jobs.status(job).message)


def test_a_job_survives_the_death_of_its_server(jobs: Jobs, start: Callable, tmp_path: Path) -> None:
    job = jobs.order(b"once:" + str(tmp_path / "mark").encode(), LABEL, "")
    first = start()
    _worker(jobs, job)
    _kill(first)
    assert jobs.status(job).status == "processing"
    start()
    until(lambda: jobs.status(job).status == "complete")
    assert jobs.status(job).attempt == 2
    assert jobs.result(job) == b"DONE"


def test_what_a_dead_server_had_finished_is_not_computed_again(jobs: Jobs, start: Callable, tmp_path: Path) -> None:
    log = tmp_path / "log"
    job = jobs.order(b"stages:" + str(log).encode(), LABEL, "")
    first = start()
    _worker(jobs, job)  # it has finished two stages of three and hangs
    _kill(first)
    start()
    until(lambda: jobs.status(job).status == "complete")
    assert jobs.result(job) == b"ONE TWO THREE"
    assert log.read_text().split() == ["one", "two", "three"]


def test_another_process_takes_over_at_once(jobs: Jobs, start: Callable, tmp_path: Path) -> None:
    job = jobs.order(b"once:" + str(tmp_path / "mark").encode(), LABEL, "")
    first = start()
    _worker(jobs, job)
    start()
    _kill(first)
    until(lambda: jobs.status(job).status == "complete", seconds=10)


def test_a_job_survives_the_death_of_its_worker(jobs: Jobs, start: Callable, tmp_path: Path) -> None:
    job = jobs.order(b"once:" + str(tmp_path / "mark").encode(), LABEL, "")
    start()
    os.kill(_worker(jobs, job), KILL)
    until(lambda: jobs.status(job).status == "complete")
    assert jobs.status(job).attempt == 2


def test_a_job_that_kills_its_worker_ends_as_failed(jobs: Jobs, start: Callable) -> None:
    job = jobs.order(b"crash:", LABEL, "")
    start()
    until(lambda: jobs.status(job).status == "failed")
    assert "interrupted 3 times" in jobs.status(job).error


def test_a_job_that_kills_its_server_ends_as_failed(jobs: Jobs, start: Callable) -> None:
    job = jobs.order(b"hang:", LABEL, "")
    for attempt in (1, 2, 3):
        process = start()
        until(lambda number=attempt: jobs.status(job).attempt == number)
        _kill(process)
    start()
    until(lambda: jobs.status(job).status == "failed")
    assert "interrupted 3 times" in jobs.status(job).error


def test_every_id_that_was_shown_is_on_disk(jobs: Jobs, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from jobstore.data_dir import open_data_dir;"
        "from tests.crash import server; from tests.crash.test_kills import LABEL;"
        "runner, jobs = server.on(open_data_dir(Path(sys.argv[1]))); runner.start = lambda: None\n"
        "for n in range(10**6): print(jobs.order(b'x' * 50_000 + b'%d' % n, LABEL, 'me'), flush=True)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "jobs")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    shown = [process.stdout.readline().strip() for _ in range(25)]
    _kill(process)
    shown += [line for line in process.stdout.read().splitlines() if len(line) == 36]
    assert all(jobs.status(job).state == "waiting" for job in shown)
    assert {jobs.payload(job)[:50_000] for job in shown} == {b"x" * 50_000}


def _claim(folder: str, ready: Barrier, wins: object) -> None:
    runner, _ = server.on(open_data_dir(Path(folder)))
    ready.wait()
    row = runner._claim()
    wins.put(row and row.fence)
    ready.wait()  # nobody dies before all have tried: a dead process's job may be claimed again


def test_of_many_processes_exactly_one_claims_a_job(jobs: Jobs, tmp_path: Path) -> None:
    jobs.order(b"plain:", LABEL, "")
    spawn = multiprocessing.get_context("spawn")
    ready, wins = spawn.Barrier(4, timeout=60), spawn.Queue()
    claimers = [spawn.Process(target=_claim, args=(str(tmp_path / "jobs"), ready, wins)) for _ in range(4)]
    for process in claimers:
        process.start()
    outcome = [wins.get(timeout=60) for _ in claimers]
    for process in claimers:
        process.join()
    assert sorted(outcome, key=bool) == [None, None, None, 1]


def test_a_kill_amid_writes_leaves_a_sound_store(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from jobstore.store import DiskStore;"
        "from tests.jobstore.support import row;"
        "store = DiskStore(Path(sys.argv[1]))\n"
        "for n in range(10**6):\n"
        "    with store.transaction() as rows: rows.put(row(1, fence=n)); rows.put(row(2, fence=n))\n"
        "    if n == 50: print('written', flush=True)"
    )
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        process.stdout.readline()
        _kill(process)
        process.communicate()
        store = DiskStore(tmp_path)
        one, two = store.live()
        assert one.fence == two.fence >= 50
        store.close()


def test_a_kill_amid_decisions_leaves_decisions_and_result_that_belong_together(jobs: Jobs, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from jobstore.data_dir import open_data_dir;"
        "from jobstore.reviews import Reviews\n"
        "data = open_data_dir(Path(sys.argv[1]))\n"
        "reviews = Reviews(store=data.store, blobs=data.blobs, describe=lambda _: ('', None), lasts=bool)\n"
        "for n in range(10**6):\n"
        "    text = b'%d ' % n + b'x' * 50_000\n"
        "    reviews.change(sys.argv[2], lambda _, text=text: text, lambda decisions, _: b'result of ' + decisions)\n"
        "    if n == 5: print('decided', flush=True)"
    )
    job = jobs.order(b"plain:", LABEL, "")
    data = open_data_dir(tmp_path / "jobs")
    runner, _ = server.on(data)
    assert runner.run_next()
    reviews = Reviews(store=data.store, blobs=data.blobs, describe=lambda _: ("", None), lasts=bool)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "jobs"), job], cwd=ROOT, stdout=subprocess.PIPE
        )
        process.stdout.readline()
        _kill(process)
        process.communicate()
        assert jobs.result(job) == b"result of " + reviews.decisions(job)
    assert jobs.delete(job)
    assert not [key for key in data.blobs.all_keys() if job in key]
    data.close()
