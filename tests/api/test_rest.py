"""The REST routes as SPEC'd for scripts: every answer JSON, every refusal a sentence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore.api import api_routes
from jobstore.errors import UnavailableError
from jobstore.service import Service, StoreError
from pipeline.model import Role
from tests.api.analyses import RESULT, Held, service_in
from tests.jobstore.support import job_id, until

START, STATUS, RESULTS = "/api/v1/start-analysis", "/api/v1/job-status", "/api/v1/job-results"
CSV = {"revenue_csv": ("revenue.csv", b"Keyword Phrase,Search Volume\nx,1\n")}
FORM = {"asin_or_url": "B0D5BL35MS"}


@pytest.fixture
def work() -> Held:
    return Held()


@pytest.fixture
def service(tmp_path: Path, work: Held) -> Iterator[Service]:
    with service_in(tmp_path, work, max_upload_mb=1, max_waiting=1, max_running=1) as service:
        yield service


@pytest.fixture
def http(service: Service) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api_routes(lambda: service)), raise_server_exceptions=False) as client:
        yield client


def _done(http: TestClient, job: str) -> None:
    until(lambda: http.get(f"{STATUS}/{job}").json()["status"] != "processing")


def test_a_job_from_start_to_result(http: TestClient, work: Held) -> None:
    started = http.post(START, data=FORM, files=CSV)
    assert started.status_code == 200
    assert set(started.json()) == {"job_id", "status", "message"}
    assert started.json()["status"] == "processing"
    job = started.json()["job_id"]
    until(lambda: http.get(f"{STATUS}/{job}").json()["progress"] == 40)
    status = http.get(f"{STATUS}/{job}")
    assert status.status_code == 200
    shown = status.json()
    assert list(shown) == [
        "job_id", "status", "progress", "message", "created_at", "updated_at", "completed_at", "error",
    ]  # fmt: skip
    assert (shown["message"], shown["completed_at"], shown["error"]) == ("Categorising 12 keywords", None, None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", shown["created_at"])
    assert http.get(f"{RESULTS}/{job}").status_code == 202
    work.go.set()
    _done(http, job)
    assert http.get(f"{STATUS}/{job}").json()["completed_at"]
    results = http.get(f"{RESULTS}/{job}")
    assert results.status_code == 200
    assert results.content == RESULT.to_json()


def test_everything_that_was_sent_arrives(http: TestClient, service: Service) -> None:
    form = {**FORM, "marketplace": "DE", "main_keyword": " rote bänder "}
    files = {**CSV, "design_csv": ("dësign.xlsx", b"PK")}
    request = service.request(http.post(START, data=form, files=files).json()["job_id"])
    assert (request.product, request.marketplace, request.main_keyword) == ("B0D5BL35MS", "DE", "rote bänder")
    assert [(f.role, f.name, f.content) for f in request.files] == [
        (Role.REVENUE, "revenue.csv", CSV["revenue_csv"][1]),
        (Role.DESIGN, "dësign.xlsx", b"PK"),
    ]


@pytest.mark.parametrize("listing", ["text", "file"])
def test_a_listing_may_be_text_or_a_file(http: TestClient, service: Service, listing: str) -> None:
    text = '{"title": "Red bands", "bullets": ["One"]}'
    sent = {"data": {**FORM, "listing": text}, "files": CSV}
    if listing == "file":
        sent = {"data": FORM, "files": {**CSV, "listing": ("listing.json", text.encode())}}
    request = service.request(http.post(START, **sent).json()["job_id"])
    assert (request.listing.title, request.listing.bullets) == ("Red bands", ("One",))


def test_work_that_is_refused_gives_its_sentence(http: TestClient, work: Held) -> None:
    work.go.set()
    job = http.post(START, data={**FORM, "main_keyword": "bad"}, files=CSV).json()["job_id"]
    _done(http, job)
    assert http.get(f"{STATUS}/{job}").json()["error"] == "revenue.csv has no keywords; export it again."
    results = http.get(f"{RESULTS}/{job}")
    assert (results.status_code, results.json()) == (500, {"detail": "revenue.csv has no keywords; export it again."})


def test_a_bug_gives_a_reference_and_nothing_else(http: TestClient, work: Held) -> None:
    work.go.set()
    job = http.post(START, data={**FORM, "main_keyword": "bug"}, files=CSV).json()["job_id"]
    _done(http, job)
    answer = http.get(f"{RESULTS}/{job}")
    assert answer.status_code == 500
    assert re.search(r"the reference is [0-9A-F]{8}\.$", answer.json()["detail"])
    assert "secret" not in answer.text


def test_a_cancelled_job_is_failed(http: TestClient, service: Service) -> None:
    job = http.post(START, data=FORM, files=CSV).json()["job_id"]
    service.cancel(job)
    assert http.get(f"{STATUS}/{job}").json()["status"] == "failed"
    assert http.get(f"{RESULTS}/{job}").json() == {"detail": "The analysis was cancelled."}


@pytest.mark.parametrize(
    ("form", "files", "sentence"),
    [
        ({}, CSV, "asin_or_url is missing"),
        ({"asin_or_url": "  "}, CSV, "asin_or_url is missing"),
        ({"asin_or_url": "nonsense"}, CSV, "nonsense is no ASIN"),
        ({**FORM, "revenue": "x"}, CSV, "There is no field 'revenue'"),
        ({**FORM, "main_keyword": ["a", "b"]}, CSV, "main_keyword was sent 2 times"),
        ({**FORM, "design_csv": "a,b"}, CSV, "design_csv was sent as text"),
        (FORM, {"main_keyword": ("a", b"x")}, "main_keyword was sent as a file"),
        (FORM, [("revenue_csv", ("a", b"x"))] * 4, "Too many files"),
        (FORM, [(f"file{n}", ("a", b"x")) for n in range(7)], "Maximum number of files is 6"),
        ({f"field{n}": "x" for n in range(10)}, CSV, "Maximum number of fields is 9"),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_in_a_sentence(
    http: TestClient, service: Service, form: dict, files: dict, sentence: str
) -> None:
    answer = http.post(START, data=form, files=files)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert sentence in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b'{"asin_or_url": "B0D5BL35MS"}', "application/json"),
        (b"asin_or_url=B0D5BL35MS", "application/x-www-form-urlencoded"),
        (b"", ""),
        (b"no parts at all", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b'--x\r\nContent-Disposition: form-data; name="asin_or_url"\r\n\r\nB0', "multipart/form-data; boundary=x"),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_a_sentence(http: TestClient, content: bytes, content_type: str) -> None:
    answer = http.post(START, content=content, headers={"content-type": content_type})
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_a_file_over_the_limit_is_refused(http: TestClient) -> None:
    answer = http.post(START, data=FORM, files={"revenue_csv": ("a.csv", b"x" * ((1 << 20) + 1))})
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["detail"]


@pytest.mark.parametrize("field", ["listing", "product", "decisions"])
def test_a_document_over_its_limit_is_refused(http: TestClient, field: str) -> None:
    answer = http.post(START, data=FORM, files={**CSV, field: ("a", bytes((2 << 20) + 1))})
    assert answer.status_code == 413
    assert answer.json() == {"detail": f"The field {field} is too large; send at most 2 MB in it."}


def test_two_files_of_the_limit_are_taken(http: TestClient) -> None:
    full = ("a.csv", b"x" * (1 << 20))
    answer = http.post(START, data=FORM, files={"revenue_csv": full, "design_csv": full})
    assert answer.status_code == 200


def _sent(service: Service, headers: dict[str, str], chunks: Iterator[bytes]) -> tuple[int, int]:
    """The status of the answer to a body sent in chunks, and how many of these were taken."""
    taken, answers = 0, []

    async def receive() -> dict[str, object]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    async def send(message: dict[str, object]) -> None:
        answers.append(message)

    scope = {
        "type": "http", "method": "POST", "path": START, "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    answered = Starlette(routes=api_routes(lambda: service))(scope, receive, send)
    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have its loop in this thread
        pool.submit(asyncio.run, answered).result()
    return answers[0]["status"], taken


def _large() -> Iterator[bytes]:
    yield b'--x\r\nContent-Disposition: form-data; name="revenue_csv"; filename="a"\r\n\r\n'
    while True:
        yield b"x" * 100_000


@pytest.mark.parametrize("announced", [str(10 << 20), "9" * 5000, "-1", "x", "¹"])
def test_a_body_that_announces_too_much_is_not_read(service: Service, announced: str) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x", "content-length": announced}
    assert _sent(service, headers, _large()) == (413, 0)


def test_a_body_that_announces_nothing_is_counted_as_it_comes(service: Service) -> None:
    status, taken = _sent(service, {"content-type": "multipart/form-data; boundary=x"}, _large())
    assert status == 413
    assert taken < 50


def test_a_full_queue_refuses_politely(http: TestClient, work: Held) -> None:
    assert http.post(START, data=FORM, files=CSV).status_code == 200
    work.began.wait(20)
    assert http.post(START, data=FORM, files=CSV).status_code == 200
    answer = http.post(START, data=FORM, files=CSV)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "1 analyses are waiting" in answer.json()["detail"]


@pytest.mark.parametrize("route", [STATUS, RESULTS])
@pytest.mark.parametrize("wrong", [job_id(1), "x", "..%2f..%2fetc", "%00", "a" * 5000, job_id(1).upper()])
def test_unknown_and_malformed_ids_get_the_same_answer(http: TestClient, route: str, wrong: str) -> None:
    answer = http.get(f"{route}/{wrong}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    said = "There is nothing at this address." if "%2f" in wrong else "There is no analysis with this id."
    assert answer.json() == {"detail": said}


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/jobs", "/api/v2/x", STATUS, f"{STATUS}/", f"{STATUS}/a/b",
     "/api/%0A", "/api/v1/%0Ax", "/api/%0D%0Ax/y", "/api/v1/%E2%80%A8x"],
)  # fmt: skip
def test_other_addresses_below_api_are_json_too(http: TestClient, path: str, method: str) -> None:
    answer = http.request(method, path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"detail": "There is nothing at this address."}


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", START, "POST"), ("POST", f"{STATUS}/x", "GET"), ("DELETE", f"{RESULTS}/{job_id(1)}", "GET")],
)
def test_a_wrong_method_is_refused_as_json(http: TestClient, method: str, path: str, allowed: str) -> None:
    answer = http.request(method, path)
    assert answer.status_code == 405
    assert allowed in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/json"


def test_no_answer_is_kept_by_anyone(http: TestClient, work: Held) -> None:
    work.go.set()
    started = http.post(START, data=FORM, files=CSV)
    job = started.json()["job_id"]
    _done(http, job)
    answers = [started, http.get(f"{STATUS}/{job}"), http.get(f"{RESULTS}/{job}"), http.get("/api/x")]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_health_writes_to_the_store(http: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}

    def full() -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(service, "probe", full)
    sick = http.get("/healthz")
    assert (sick.status_code, sick.json()) == (503, {"status": "unavailable", "detail": "The disk is full."})


def test_health_asks_where_the_work_is_done(
    http: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise UnavailableError("The Dask scheduler at tcp://10.0.0.5:8786 cannot be reached.")

    monkeypatch.setattr(service._engine, "probe", gone)
    sick = http.get("/healthz")
    assert (sick.status_code, sick.json()["detail"]) == (
        503,
        "The Dask scheduler at tcp://10.0.0.5:8786 cannot be reached.",
    )


def test_a_store_that_fails_is_told_without_a_trace(
    http: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(job: str, *_: object) -> None:
        raise OSError("secret detail")

    monkeypatch.setattr(service, "status", broken)
    answer = http.get(f"{STATUS}/{job_id(1)}")
    assert answer.status_code == 500
    assert "reference" in answer.json()["detail"]
    assert "secret" not in answer.text


def test_an_address_that_starts_too_often_is_asked_to_wait(tmp_path: Path, work: Held) -> None:
    with service_in(tmp_path, work, starts_per_minute=2, max_waiting=9) as service:
        http = TestClient(Starlette(routes=api_routes(lambda: service)))
        codes = [http.post(START, data=FORM, files=CSV).status_code for _ in range(3)]
        refused = http.post(START, data=FORM, files=CSV)
        work.go.set()
    assert codes == [200, 200, 429]
    assert refused.json() == {
        "detail": "Too many analyses were started from your address; try again in 30 seconds.",
    }
    assert refused.headers["Retry-After"] == "30"


def test_figures_for_monitoring_can_be_read_and_switched_off(tmp_path: Path, work: Held) -> None:
    with service_in(tmp_path / "on", work) as service:
        answer = TestClient(Starlette(routes=api_routes(lambda: service))).get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        assert 'asi_jobs{state="waiting"} 0.0' in answer.text
    with service_in(tmp_path / "off", work, metrics=False) as service:
        assert TestClient(Starlette(routes=api_routes(lambda: service))).get("/metrics").status_code == 404
