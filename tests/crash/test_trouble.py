"""The served application whose job store cannot be used: it stays up, says why, and goes on by itself."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest

from benchmarks import serving
from benchmarks.serving import Server
from jobstore.client import Client
from jobstore.data_dir import open_data_dir
from tests.crash import server as parts
from tests.jobstore.disks import fill, small_disk
from tests.jobstore.support import LABEL, job_id, until

pytestmark = pytest.mark.xdist_group("server")

Launch = Callable[[Path], Server]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "server.log"


@pytest.fixture
def launch(log: Path) -> Iterator[Launch]:
    """Starts the application without waiting for its health."""
    started: list[Server] = []

    def launch(folder: Path) -> Server:
        started.append(serving.launch(folder, log))
        return started[-1]

    yield launch
    for server in started:
        server.kill()


@pytest.fixture
def revenue(tmp_path: Path) -> Path:
    path = tmp_path / "revenue.csv"
    path.write_text("Keyword Phrase,Search Volume,B0COMPET01,B0COMPET02\nred bands,900,3,4\nbands,90,5,80\n", "utf-8")
    return path


def _health(server: Server) -> httpx.Response | None:
    try:
        return httpx.get(f"{server.address}/healthz", timeout=15)
    except httpx.TransportError:
        return None


def _says(server: Server, sentence: str) -> bool:
    answer = _health(server)
    return answer is not None and answer.status_code == 503 and sentence in answer.json()["detail"]


def test_an_application_whose_store_cannot_be_opened_says_so_and_runs_what_waits_as_soon_as_it_can(
    launch: Launch, log: Path, tmp_path: Path
) -> None:
    data = open_data_dir(tmp_path / "aside")
    runner, jobs = parts.on(data)
    runner.start = lambda: None
    job = jobs.order(b"no request, which will be told", LABEL, "")
    data.close()
    (tmp_path / "jobs").write_text("a file", "utf-8")
    server = launch(tmp_path / "jobs")
    until(lambda: _says(server, "is a file or lies below one; set ASI_DATA_DIR to a folder on a local disk."), 60)
    page = httpx.get(server.address)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    status = httpx.get(f"{server.address}/api/v1/job-status/{job}")
    assert (status.status_code, list(status.json())) == (503, ["detail"])
    (tmp_path / "jobs").unlink()
    (tmp_path / "aside").rename(tmp_path / "jobs")
    with Client(server.address) as client:
        until(lambda: (answer := _health(server)) is not None and answer.status_code == 200)
        until(lambda: client.status(job).status == "failed")
    said = log.read_text("utf-8")
    assert said.count("WARNING The data folder") == 1
    assert "INFO the job store can be used" in said
    assert "is a file or lies below one" not in said.partition("Traceback")[2]


def test_a_full_disk_is_told_while_it_is_full_and_costs_no_job(launch: Launch, revenue: Path) -> None:
    with small_disk(64) as disk:
        server = launch(disk / "jobs")
        server.await_health()
        with Client(server.address) as client:
            job = client.start("B0D5BL35MS", revenue_csv=revenue)
            filling = fill(disk)
            assert _says(server, "make room on it, and the application goes on by itself.")
            refused = httpx.post(
                f"{server.address}/api/v1/start-analysis",
                data={"asin_or_url": "B0D5BL35MS"},
                files={"revenue_csv": revenue.read_bytes()},
            )
            assert refused.status_code == 503
            assert "make room on it" in refused.json()["detail"]
            assert client.status(job).status in {"processing", "complete"}
            process = psutil.Process(server.process.pid)
            before = sum(process.cpu_times()[:2])
            time.sleep(2)
            assert sum(process.cpu_times()[:2]) - before < 1, "it waits and does not spin"
            filling.unlink()
            until(lambda: (answer := _health(server)) is not None and answer.status_code == 200)
            assert client.wait(job, timeout=150, poll=0.2).status == "complete"


def test_a_store_that_is_damaged_under_the_application_is_told_and_the_application_can_be_stopped(
    launch: Launch, tmp_path: Path
) -> None:
    server = launch(tmp_path / "jobs")
    server.await_health()
    database = tmp_path / "jobs" / "rows" / "cache.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.open("r+b") as file:
        file.write(os.urandom(database.stat().st_size))
    until(lambda: _says(server, "is damaged; stop the application, restore the folder from a backup"), 60)
    status = httpx.get(f"{server.address}/api/v1/job-status/{job_id(1)}", timeout=15)
    assert status.status_code in {404, 503}, "what is still in memory may be read"
    if sys.platform == "win32":
        return  # Windows cannot ask a process to end
    server.process.send_signal(signal.SIGTERM)
    begin = time.monotonic()
    server.process.wait(15)
    assert time.monotonic() - begin < 8


def test_a_wrong_setting_is_told_by_the_application(log: Path, tmp_path: Path) -> None:
    server = serving.launch(tmp_path / "jobs", log, ASI_MAX_RUNNING="many")
    try:
        until(lambda: _says(server, "ASI_MAX_RUNNING is 'many'; set it to a whole number from 1."), 60)
    finally:
        server.kill()
    assert "Traceback" not in log.read_text("utf-8")
