"""The application as a user starts it, ``streamlit run app.py``: pages and REST together, killed and stopped."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks import serving
from benchmarks.serving import Server
from jobstore.client import Client
from jobstore.data_dir import open_data_dir
from jobstore.model import VISITOR_COOKIE
from tests.jobstore.support import job_id, until

pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts the application on a data folder of the test's own; again after a kill."""
    started: list[Server] = []

    def serve() -> Server:
        started.append(serving.serve(tmp_path / "jobs", tmp_path / "server.log"))
        return started[-1]

    yield serve
    for server in started:
        server.kill()


@pytest.fixture
def revenue(tmp_path: Path) -> Path:
    """Keywords enough to be at work for a moment."""
    asins = [f"B0COMPET{n:02}" for n in range(10)]
    rows = [f"Keyword Phrase,Search Volume,{','.join(asins)}"]
    things = ("bands", "ropes", "mats", "rings")
    for n in range(3000):
        ranks = ",".join(str((n * 7 + k * 13) % 90 + 1) for k in range(10))
        rows.append(f"resistance {things[n % 4]} number {n},{5000 - n},{ranks}")
    path = tmp_path / "revenue.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def _begun(client: Client, revenue: Path) -> str:
    """A job that is being worked on."""
    job = client.start("B0D5BL35MS", revenue_csv=revenue)
    until(lambda: not client.status(job).message.startswith("Waiting"))
    assert client.status(job).status == "processing"
    return job


def test_pages_and_rest_come_from_one_process(serve: Callable[[], Server]) -> None:
    with httpx.Client(base_url=serve().address) as http:
        unknown = http.get(f"/api/v1/job-status/{job_id(1)}")
        assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/json")
        nowhere = http.get("/api/v1/nothing")
        assert (nowhere.status_code, nowhere.headers["content-type"]) == (404, "application/json")
        wrong = http.post(f"/api/v1/job-status/{job_id(1)}")
        assert (wrong.status_code, wrong.headers["content-type"]) == (405, "application/json")
        empty = http.post("/api/v1/start-analysis", files={"revenue_csv": ("", b"")})
        assert (empty.status_code, empty.headers["content-type"]) == (400, "application/json")
        assert http.get("/healthz").json() == {"status": "ok"}
        page = http.get("/job", params={"job": job_id(1)})
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["referrer-policy"] == "no-referrer"
        assert VISITOR_COOKIE in page.cookies


def test_a_kept_connection_is_answered_at_once(serve: Callable[[], Server]) -> None:
    with httpx.Client(base_url=serve().address) as http:
        http.get("/healthz")
        times = [http.get(f"/api/v1/job-status/{job_id(1)}").elapsed.total_seconds() for _ in range(20)]
    assert min(times) < 0.03, "Nagle's algorithm makes each wait for 40 ms"


def test_a_killed_server_goes_on_with_the_job_without_a_visitor(serve: Callable[[], Server], revenue: Path) -> None:
    server = serve()
    with Client(server.address) as client:
        job = _begun(client, revenue)
    server.kill()
    with Client(serve().address) as client:
        assert client.wait(job, timeout=120, poll=0.1).status == "complete"
        assert client.results(job)["asin"] == "B0D5BL35MS"


def test_of_two_processes_on_one_store_the_other_finishes_what_a_killed_one_began(
    serve: Callable[[], Server], revenue: Path
) -> None:
    first, second = serve(), serve()
    with Client(first.address) as client:
        job = _begun(client, revenue)
    first.kill()
    with Client(second.address) as client:
        assert client.wait(job, timeout=120, poll=0.1).status == "complete"
        assert client.results(job)["asin"] == "B0D5BL35MS"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot ask a process to end")
def test_a_stopped_server_ends_quickly_and_burns_no_attempt(
    serve: Callable[[], Server], revenue: Path, tmp_path: Path
) -> None:
    server = serve()
    with Client(server.address) as client:
        job = _begun(client, revenue)
    begin = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(10)
    assert time.monotonic() - begin < 5
    data = open_data_dir(tmp_path / "jobs")
    row = data.store.get(job)
    data.close()
    assert (row.state, row.attempt) == ("waiting", 0)
    with Client(serve().address) as client:
        assert client.wait(job, timeout=120, poll=0.1).status == "complete"
