"""The served application under strangers' names and from strangers' pages: pages, REST and websockets alike."""

from __future__ import annotations

import base64
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks import serving
from benchmarks.serving import Server
from tests.jobstore.support import job_id

pytestmark = pytest.mark.xdist_group("server")

Serve = Callable[..., Server]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    started: list[Server] = []

    def serve(**environ: str) -> Server:
        started.append(serving.serve(tmp_path / "jobs", tmp_path / "server.log", **environ))
        return started[-1]

    yield serve
    for server in started:
        server.kill()


def _status(server: Server, path: str, host: str) -> int:
    return httpx.get(f"{server.address}{path}", headers={"host": host}).status_code


def _handshake(server: Server, host: str, origin: str | None = None) -> int:
    """The status with which the websocket of the pages is answered: 101 if it is taken."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Protocol: streamlit",
        *([f"Origin: {origin}"] if origin else []), "", "",
    ]  # fmt: skip
    address = httpx.URL(server.address)
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return int(connection.recv(1024).split()[1])


def test_a_strangers_name_finds_no_door_once_the_operator_names_the_hosts(serve: Serve) -> None:
    server = serve(STREAMLIT_SERVER_ALLOWED_HOSTS="app.example.com *.inside.example")
    doors = {"/": 200, "/job": 200, f"/api/v1/job-status/{job_id(1)}": 404, "/metrics": 200, "/_stcore/health": 200}
    for path, status in doors.items():
        assert _status(server, path, "evil.example") == 400, path
        assert _status(server, path, "app.example.com:8501") == status, path
        assert _status(server, path, "desk.inside.example") == status, path
    assert _status(server, "/healthz", "10.1.2.3:8501") == 200, "monitoring asks by address"
    assert _handshake(server, "evil.example", "http://evil.example") == 403
    assert _handshake(server, "evil.example") == 403
    assert _handshake(server, "app.example.com", "https://app.example.com") == 101


def test_a_strangers_page_gets_no_websocket_and_holds_nobody_up(serve: Serve) -> None:
    server = serve()
    begin = time.monotonic()
    for _ in range(20):
        assert _handshake(server, "app.example.com", "https://evil.example") == 403
    assert time.monotonic() - begin < 2, "nobody on the internet is asked who this is"
    assert _handshake(server, "app.example.com", "https://app.example.com") == 101
    assert _handshake(server, "app.example.com") == 101, "a program that is no browser brings nobody's cookie"


def test_where_everybody_sees_every_job_a_strangers_name_is_refused_from_the_start(serve: Serve) -> None:
    server = serve(ASI_SINGLE_USER="on")
    assert _status(server, "/", "evil.example") == 400
    assert _handshake(server, "evil.example", "http://evil.example") == 403
    for host in ("localhost:8501", "192.168.1.5:8501", "workstation"):
        assert _status(server, "/", host) == 200
        assert _handshake(server, host, f"http://{host}") == 101
