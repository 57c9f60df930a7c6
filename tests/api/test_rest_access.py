"""REST where people sign in: who may start over it, and that what is hidden cannot be told from what is not there."""

from __future__ import annotations

import hmac
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from jobstore.access import ANYONE, Viewer
from jobstore.api import api_routes
from jobstore.client import AnalysisError, Client
from jobstore.service import Service
from jobstore.visitor import Visitor
from pipeline.model import Request, Role, SourceFile
from tests.api.analyses import RESULT, Held, service_in
from tests.jobstore.support import until

START, STATUS, RESULTS = "/api/v1/start-analysis", "/api/v1/job-status", "/api/v1/job-results"
CSV = {"revenue_csv": ("revenue.csv", b"Keyword Phrase,Search Volume\nx,1\n")}
FORM = {"asin_or_url": "B0D5BL35MS"}
REQUEST = Request(
    product="B0D5BL35MS", files=(SourceFile(name="revenue.csv", role=Role.REVENUE, content=CSV["revenue_csv"][1]),)
)
TOKEN = "a-token-of-the-operators-own"
ADA = Viewer.account("https://accounts.example", "1001")
BEARER = {"Authorization": f"Bearer {TOKEN}"}

Serve = Callable[..., tuple[Service, TestClient]]


@pytest.fixture
def work() -> Held:
    return Held()


@pytest.fixture
def serve(tmp_path: Path, work: Held) -> Iterator[Serve]:
    """The routes as the application has them, over a service with the settings that the test names."""
    with ExitStack() as stack:

        def started(*, sign_in: bool = True, **settings: object) -> tuple[Service, TestClient]:
            providers = ("default",) if sign_in else ()
            service = stack.enter_context(service_in(tmp_path, work, providers=providers, **settings))
            app = Starlette(routes=api_routes(lambda: service), middleware=[Middleware(Visitor)])
            return service, TestClient(app)

        yield started


def _answer(http: TestClient, address: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
    """Everything that can be told apart about an answer, but when it was given and how long it is."""
    answer = http.get(address, headers=headers)
    told = {name: value for name, value in answer.headers.items() if name not in {"date", "content-length"}}
    return answer.status_code, answer.content, told


def _hidden(service: Service, work: Held, state: str) -> str:
    """A private job of Ada's."""
    job = service.start(REQUEST, ADA)
    work.began.wait(20)
    if state == "failed":
        service.cancel(job, ADA)
    if state == "complete":
        work.go.set()
        until(lambda: service.status(job, ADA).status == "complete")
    assert service.set_private(job, ADA, private=True)
    return job


NO_IDS = (str(uuid.UUID(int=0)), str(uuid.uuid1()), str(uuid.uuid4()).upper(), f"{{{uuid.uuid4()}}}", uuid.uuid4().hex)


@pytest.mark.parametrize("route", [STATUS, RESULTS])
@pytest.mark.parametrize("state", ["running", "complete", "failed"])
@pytest.mark.parametrize("headers", [{}, BEARER, {"Authorization": "Bearer wrong"}], ids=["no", "right", "wrong"])
def test_a_private_job_is_answered_to_the_byte_as_unknown_and_malformed_ids_are(
    serve: Serve, work: Held, route: str, state: str, headers: dict[str, str]
) -> None:
    service, http = serve(api_token=TOKEN)
    hidden = _answer(http, f"{route}/{_hidden(service, work, state)}", headers)
    assert hidden[:2] == (404, b'{"detail":"There is no analysis with this id."}')
    for wrong in (str(uuid.uuid4()), *NO_IDS):
        assert _answer(http, f"{route}/{wrong}", headers) == hidden, wrong


def test_a_job_of_anyone_with_the_link_needs_no_token(serve: Serve, work: Held) -> None:
    service, http = serve(api_token=TOKEN)
    work.go.set()
    job = service.start(REQUEST, ADA)
    until(lambda: http.get(f"{STATUS}/{job}").json()["status"] == "complete")
    assert http.get(f"{RESULTS}/{job}").content == RESULT.to_json()


# -- starting -----------------------------------------------------------------------------------------------------


def test_where_people_sign_in_and_there_is_no_token_nothing_is_started(serve: Serve) -> None:
    service, http = serve()
    for headers in ({}, BEARER, {"Authorization": "Bearer "}):
        answer = http.post(START, data=FORM, files=CSV, headers=headers)
        assert answer.status_code == 403
        assert answer.json() == {
            "detail": "Analyses cannot be started over REST here until the operator sets ASI_API_TOKEN; "
            "sign in on the page."
        }
    assert service._jobs.every() == ()


@pytest.mark.parametrize("sign_in", [True, False])
@pytest.mark.parametrize(
    "given",
    [None, "", "Bearer", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Bearer \xe9"],
)
def test_a_start_without_the_right_token_is_refused(serve: Serve, sign_in: bool, given: str | None) -> None:
    service, http = serve(sign_in=sign_in, api_token=TOKEN)
    headers = {} if given is None else {"Authorization": given.encode("latin-1")}
    answer = http.post(START, data=FORM, files=CSV, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json() == {
        "detail": "Send the token of this installation as 'Authorization: Bearer …'; its operator knows it."
    }
    assert service._jobs.every() == ()


@pytest.mark.parametrize("sign_in", [True, False])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_starts_a_job_that_its_id_leads_to(serve: Serve, sign_in: bool, scheme: str) -> None:
    service, http = serve(sign_in=sign_in, api_token=TOKEN)
    answer = http.post(START, data=FORM, files=CSV, headers={"Authorization": f"{scheme} {TOKEN}"})
    assert answer.status_code == 200
    assert http.get(f"{STATUS}/{answer.json()['job_id']}").status_code == 200
    assert service.status(answer.json()["job_id"], ANYONE)


def test_without_sign_in_and_token_everybody_starts_as_ever(serve: Serve) -> None:
    assert serve(sign_in=False)[1].post(START, data=FORM, files=CSV).status_code == 200


def test_a_refused_upload_is_not_read(serve: Serve) -> None:
    _, http = serve(api_token=TOKEN, max_upload_mb=1)
    large = {"revenue_csv": ("a.csv", b"x" * (5 << 20))}
    assert http.post(START, data=FORM, files=large).status_code == 401
    assert http.post(START, data=FORM, files=large, headers=BEARER).status_code == 413


def test_guesses_are_counted_as_starts_are(serve: Serve) -> None:
    _, http = serve(api_token=TOKEN, starts_per_minute=2)
    codes = [http.post(START, headers={"Authorization": f"Bearer {guess}"}).status_code for guess in "abc"]
    assert codes == [401, 401, 429]
    assert http.post(START, data=FORM, files=CSV, headers=BEARER).status_code == 429


def test_a_guess_takes_as_long_however_much_of_it_is_right(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, right: bytes) -> bool:
        compared.append((given, right))
        return given == right

    monkeypatch.setattr(hmac, "compare_digest", compare)
    _, http = serve(api_token=TOKEN)
    http.post(START, headers={"Authorization": "Bearer guess"})
    assert compared == [(b"guess", TOKEN.encode())]


def test_the_token_stands_in_no_log_and_in_no_picture_of_the_settings(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service, http = serve(api_token=TOKEN)
    assert http.post(START, data=FORM, files=CSV, headers=BEARER).status_code == 200
    assert http.post(START, headers={"Authorization": f"Bearer {TOKEN}x"}).status_code == 401
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(service.settings)


# -- the client ---------------------------------------------------------------------------------------------------


def test_the_client_shows_its_token_to_start_and_to_nothing_else(serve: Serve, tmp_path: Path) -> None:
    _, http = serve(api_token=TOKEN)
    sent: list[tuple[str, str | None]] = []
    http.event_hooks["request"].append(lambda asked: sent.append((asked.url.path, asked.headers.get("authorization"))))
    revenue = tmp_path / "revenue.csv"
    revenue.write_bytes(CSV["revenue_csv"][1])
    client = Client(token=TOKEN, http=http)
    client.status(client.start("B0D5BL35MS", revenue_csv=revenue))
    assert [header for path, header in sent if path == START] == [f"Bearer {TOKEN}"]
    assert {header for path, header in sent if path != START} == {None}
    assert TOKEN not in repr(client)


@pytest.mark.parametrize(
    ("settings", "sentence"), [({}, "sets ASI_API_TOKEN"), ({"api_token": TOKEN}, "Send the token")]
)
def test_a_client_without_a_token_is_told_what_to_do(serve: Serve, settings: dict[str, str], sentence: str) -> None:
    with pytest.raises(AnalysisError, match=sentence):
        Client(http=serve(**settings)[1]).start("B0D5BL35MS")
