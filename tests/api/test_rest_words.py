"""The REST fields for the product's words and for the competitor file."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore.api import api_routes
from jobstore.client import Client
from pipeline.model import WordEdits
from tests.api.analyses import Held, service_in

START = "/api/v1/start-analysis"
CSV = ("revenue.csv", b"Keyword Phrase,Search Volume\nx,1\n")
XRAY = ("xray.csv", b"ASIN,Title,Brand\nB0SAMPLR01,Rocker,Kuchello\n")


def test_words_and_competitors_stand_in_the_request(tmp_path: Path) -> None:
    with service_in(tmp_path, Held()) as service, TestClient(Starlette(routes=api_routes(lambda: service))) as http:
        answer = http.post(
            START,
            data={"asin_or_url": "B0D5BL35MS", "product": '{"heads": {"add": ["press"]}, "lacks": ["electric"]}'},
            files={"revenue_csv": CSV, "competitors_csv": XRAY},
        )
        request = service.request(answer.json()["job_id"])
        assert request
        assert request.reading.heads == WordEdits(add=("press",))
        assert request.words.lacks == ("electric",)
        assert request.competitors_file
        assert (request.competitors_file.name, request.competitors_file.content) == XRAY


def test_wrong_words_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with service_in(tmp_path, Held()) as service, TestClient(Starlette(routes=api_routes(lambda: service))) as http:
        answer = http.post(START, data={"asin_or_url": "B0D5BL35MS", "product": "{"}, files={"revenue_csv": CSV})
        assert answer.status_code == 400
        assert "not JSON" in answer.json()["detail"]


def test_the_client_sends_both(tmp_path: Path) -> None:
    revenue, rivals = tmp_path / "revenue.csv", tmp_path / "xray.csv"
    revenue.write_bytes(CSV[1])
    rivals.write_bytes(XRAY[1])
    with service_in(tmp_path / "data", Held()) as service:
        with TestClient(Starlette(routes=api_routes(lambda: service))) as http:
            job = Client(http=http).start(
                "B0D5BL35MS", revenue_csv=revenue, competitors_csv=rivals, product={"forms": {"add": ["set"]}}
            )
        request = service.request(job)
        assert request
        assert request.reading.forms == WordEdits(add=("set",))
        assert request.competitors_file
