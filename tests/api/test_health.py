"""What monitoring and scripts hear when the job store cannot be used: one sentence, in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore.api import api_routes
from jobstore.service import Service, SettingsError, StoreError
from tests.jobstore.support import job_id

SENTENCE = "The disk of the job store in /data is full; make room on it."


@contextmanager
def _app(get_service: Callable[[], Service], **options: float) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api_routes(get_service, **options)), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("error", [StoreError, SettingsError])
def test_a_store_that_cannot_be_opened_is_told_by_every_address(error: type[Exception]) -> None:
    def refused() -> Service:
        raise error(SENTENCE)

    with _app(refused) as http:
        answers = [
            http.post("/api/v1/start-analysis", data={"asin_or_url": "B0D5BL35MS"}, files={"x": ("x", b"")}),
            http.get(f"/api/v1/job-status/{job_id(1)}"),
            http.get(f"/api/v1/job-results/{job_id(1)}"),
            http.get("/metrics"),
        ]
        health = http.get("/healthz")
    assert [(answer.status_code, answer.json()) for answer in answers] == [(503, {"detail": SENTENCE})] * 4
    assert {answer.headers["retry-after"] for answer in answers} == {"60"}
    assert (health.status_code, health.json()) == (503, {"status": "unavailable", "detail": SENTENCE})


def test_a_store_that_does_not_answer_is_told_in_time() -> None:
    """A dead disk lets a thread wait for ever; monitoring must hear of it all the same."""
    alive = threading.Event()

    class Hanging:
        def probe(self) -> None:
            alive.wait(20)

    with _app(Hanging, health_seconds=0.05) as http:
        begin = time.monotonic()
        answer = http.get("/healthz")
        alive.set()
    assert time.monotonic() - begin < 5
    assert answer.status_code == 503
    assert answer.json()["detail"] == "The job store has not answered for 0.05 seconds; look at its disk."


def test_a_store_that_answers_too_late_is_healthy_the_next_time(caplog: pytest.LogCaptureFixture) -> None:
    alive = threading.Event()

    class Late:
        def probe(self) -> None:
            if not alive.is_set():
                alive.wait(20)
                raise StoreError(SENTENCE)

    with _app(Late, health_seconds=0.05) as http:
        assert http.get("/healthz").status_code == 503
        alive.set()
        assert http.get("/healthz").json() == {"status": "ok"}
    assert "never retrieved" not in caplog.text
