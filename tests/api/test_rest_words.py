"""The REST fields for the product's words, for the competitor file and for decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore.api import api_routes
from jobstore.client import Client
from pipeline.model import Category, Decision, WordEdits
from pipeline.report.exports import decisions_csv
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


PEELER = Decision(phrase="garlic peeler", category=Category.OUTLIER, locked=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("decisions.csv", b"Phrase,Category,Locked\r\ngarlic peeler,Outlier,yes\r\n"),
        ("decisions.json", b'[{"phrase": "garlic peeler", "category": "Outlier", "locked": true}]'),
    ],
)
@pytest.mark.parametrize("as_file", [True, False])
def test_decisions_stand_in_the_request(tmp_path: Path, name: str, content: bytes, as_file: bool) -> None:
    with service_in(tmp_path, Held()) as service, TestClient(Starlette(routes=api_routes(lambda: service))) as http:
        fields = {} if as_file else {"decisions": content.decode()}
        files = {"decisions": (name, content)} if as_file else {}
        answer = http.post(START, data={"asin_or_url": "B0D5BL35MS", **fields}, files={"revenue_csv": CSV, **files})
        assert service.request(answer.json()["job_id"]).decisions == (PEELER,)


def test_wrong_decisions_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with service_in(tmp_path, Held()) as service, TestClient(Starlette(routes=api_routes(lambda: service))) as http:
        answer = http.post(
            START,
            data={"asin_or_url": "B0D5BL35MS", "decisions": "Phrase,Category\nx,Best\n"},
            files={"revenue_csv": CSV},
        )
        assert answer.status_code == 400
        assert answer.json()["detail"].startswith("decisions, row 2: `Best` is no category")


@pytest.mark.parametrize("as_file", [True, False])
def test_the_client_sends_decisions(tmp_path: Path, as_file: bool) -> None:
    revenue, decisions = tmp_path / "revenue.csv", tmp_path / "decisions.csv"
    revenue.write_bytes(CSV[1])
    decisions.write_bytes(decisions_csv([PEELER]))
    given = decisions if as_file else [{"phrase": "garlic peeler", "category": "Outlier", "locked": True}]
    with service_in(tmp_path / "data", Held()) as service:
        with TestClient(Starlette(routes=api_routes(lambda: service))) as http:
            job = Client(http=http).start("B0D5BL35MS", revenue_csv=revenue, decisions=given)
        assert service.request(job).decisions == (PEELER,)
