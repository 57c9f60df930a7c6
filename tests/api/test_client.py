"""The Python client over the real routes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore.api import api_routes
from jobstore.client import AnalysisError, Client, Status
from jobstore.service import Service
from tests.api.analyses import RESULT, Held, service_in
from tests.jobstore.support import job_id, until


@pytest.fixture
def work() -> Held:
    return Held()


@pytest.fixture
def service(tmp_path: Path, work: Held) -> Iterator[Service]:
    with service_in(tmp_path / "jobs", work) as service:
        yield service


@pytest.fixture
def revenue(tmp_path: Path) -> Path:
    path = tmp_path / "revenue.csv"
    path.write_bytes(b"Keyword Phrase\nx\n")
    return path


class Time:
    """A clock that moves only while the client sleeps; at each sleep ``then`` happens."""

    def __init__(self) -> None:
        self.now = 0.0
        self.then = lambda: None

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.then()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(service: Service, time: Time) -> Iterator[Client]:
    http = TestClient(Starlette(routes=api_routes(lambda: service)))
    with Client(http=http, clock=time, sleep=time.sleep) as client:
        yield client


def test_from_files_to_the_result(client: Client, service: Service, work: Held, time: Time, revenue: Path) -> None:
    job = client.start("B0D5BL35MS", revenue_csv=revenue, design_csv=str(revenue), main_keyword="red bands")
    assert [file.name for file in service.request(job).files] == ["revenue.csv", "revenue.csv"]
    seen: list[Status] = []

    def then() -> None:
        until(lambda: service.status(job).progress == 40)
        if seen and seen[-1].progress == 40:
            work.go.set()
            until(lambda: service.status(job).status == "complete")

    time.then = then
    assert client.wait(job, seen.append, timeout=100).status == "complete"
    assert [status.progress for status in seen][-2:] == [40, 100]
    assert client.results(job) == json.loads(RESULT.to_json())


@pytest.mark.parametrize("as_file", [True, False])
def test_a_listing_goes_along(client: Client, service: Service, revenue: Path, tmp_path: Path, as_file: bool) -> None:
    listing = {"title": "Red bänds"}
    (tmp_path / "listing.json").write_text(json.dumps(listing), "utf-8")
    job = client.start("B0D5BL35MS", revenue_csv=revenue, listing=tmp_path / "listing.json" if as_file else listing)
    assert service.request(job).listing.title == "Red bänds"


def test_a_refusal_is_the_servers_own_sentence(client: Client) -> None:
    with pytest.raises(AnalysisError, match="nonsense is no ASIN"):
        client.start("nonsense")


def test_a_failure_is_the_jobs_own_sentence(client: Client, work: Held, service: Service, revenue: Path) -> None:
    work.go.set()
    job = client.start("B0D5BL35MS", revenue_csv=revenue, main_keyword="bad")
    until(lambda: service.status(job).status == "failed")
    with pytest.raises(AnalysisError, match="has no keywords"):
        client.wait(job)
    with pytest.raises(AnalysisError, match="has no keywords"):
        client.results(job)


def test_waiting_ends_in_time_and_the_job_goes_on(client: Client, service: Service, revenue: Path) -> None:
    job = client.start("B0D5BL35MS", revenue_csv=revenue)
    with pytest.raises(TimeoutError, match="it goes on"):
        client.wait(job, timeout=10)
    with pytest.raises(AnalysisError, match="not complete yet"):
        client.results(job)
    assert service.status(job).status == "processing"


def test_an_unknown_job_is_told(client: Client) -> None:
    with pytest.raises(AnalysisError, match="no analysis with this id"):
        client.wait(job_id(1))


def test_another_server_is_told() -> None:
    with pytest.raises(AnalysisError, match="is its address right"):
        Client(http=TestClient(Starlette())).status(job_id(1))
