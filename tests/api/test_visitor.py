"""The visitor's cookie and the headers that every answer carries."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from jobstore.model import VISITOR_COOKIE, is_job_id
from jobstore.visitor import Visitor


def _page(_request: Request) -> Response:
    return HTMLResponse("<p>page</p>")


def _data(_request: Request) -> Response:
    return JSONResponse({})


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.fixture
def http() -> TestClient:
    routes = [Route("/", _page), Route("/data", _data), WebSocketRoute("/ws", _socket)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Visitor)]))


def test_a_page_gives_a_new_visitor_an_id_that_no_script_can_read(http: TestClient) -> None:
    cookie = SimpleCookie(http.get("/").headers["set-cookie"])[VISITOR_COOKIE]
    assert is_job_id(cookie.value), "a UUID4"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")
    assert int(cookie["max-age"]) > 300 * 86_400


def test_a_known_visitor_keeps_its_id(http: TestClient) -> None:
    http.get("/")
    assert "set-cookie" not in http.get("/").headers


@pytest.mark.parametrize("wrong", ["", "admin", "x" * 4000, '"; Path=/'])
def test_an_id_that_the_app_never_gave_is_replaced(http: TestClient, wrong: str) -> None:
    assert "set-cookie" in http.get("/", headers={"cookie": f"{VISITOR_COOKIE}={wrong}"}).headers


def test_only_pages_give_ids(http: TestClient) -> None:
    assert "set-cookie" not in http.get("/data").headers
    with http.websocket_connect("/ws") as socket:
        assert socket.receive_text() == "hello"


def test_over_https_the_cookie_stays_there() -> None:
    app = Starlette(routes=[Route("/", _page)], middleware=[Middleware(Visitor)])
    secure = TestClient(app, base_url="https://testserver")
    assert "Secure" in secure.get("/").headers["set-cookie"]


@pytest.mark.parametrize("path", ["/", "/data", "/nothing"])
def test_addresses_with_ids_leak_to_no_one(http: TestClient, path: str) -> None:
    headers = http.get(path).headers
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=()"),
    ],
)
def test_every_answer_shuts_the_usual_doors(header: str, said: str) -> None:
    app = Starlette(routes=[Route("/", _page)], middleware=[Middleware(Visitor)])
    assert TestClient(app).get("/").headers[header].startswith(said)
