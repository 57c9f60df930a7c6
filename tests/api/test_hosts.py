"""Whose name the application answers to, and whose pages may change something: DNS rebinding and CSRF find no door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config, net_util
from streamlit.web.server.starlette import starlette_websocket as streamlits

from jobstore.hosts import Hosts, Rules, host_allowed, origin_allowed

OWN = Rules(hosts=("app.example.com",))
ADDRESSES = ("/", "/job", "/api", "/api/v1/job-status/x", "/metrics")
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


def _answer(_request: Request) -> Response:
    return PlainTextResponse("answer")


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@contextmanager
def _app(rules: Rules) -> Iterator[TestClient]:
    routes = [
        Route("/{path:path}", _answer, methods=[*CHANGES, "GET", "OPTIONS"]),
        WebSocketRoute("/_stcore/stream", _socket),
    ]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Hosts, rules=lambda: rules)])) as client:
        yield client


def _connects(http: TestClient, **headers: str) -> bool:
    try:
        with http.websocket_connect("/_stcore/stream", headers=headers) as socket:
            return socket.receive_text() == "hello"
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_strangers_name_is_refused_everywhere_with_the_remedy(path: str) -> None:
    with _app(OWN) as http:
        refused = http.get(path, headers={"host": "evil.example"})
        assert http.get(path, headers={"host": "app.example.com:8501"}).text == "answer"
    said = refused.json()["detail"] if path.startswith("/api") else refused.text
    assert refused.status_code == 400
    assert "STREAMLIT_SERVER_ALLOWED_HOSTS, with blanks between them." in said


def test_a_websocket_under_a_strangers_name_is_refused() -> None:
    with _app(OWN) as http:
        assert not _connects(http, host="evil.example", origin="http://evil.example")
        assert not _connects(http, host="evil.example")
        assert _connects(http, host="app.example.com", origin="https://app.example.com")


def test_monitoring_may_ask_for_health_by_any_address() -> None:
    with _app(OWN) as http:
        assert http.get("/healthz", headers={"host": "10.0.0.7:8501"}).text == "answer"
        assert http.get("/healthz/x", headers={"host": "10.0.0.7:8501"}).status_code == 400


def test_without_a_list_every_name_is_answered() -> None:
    assert host_allowed("anything.example", Rules())
    assert host_allowed(None, Rules())


@pytest.mark.parametrize(
    "host",
    ["localhost:8501", "127.0.0.1", "[::1]:8501", "192.168.1.5:8501", "workstation", "app:8501", "me.local",
     "x.localhost", "app.internal", "LOCALHOST", "me.local."],
)  # fmt: skip
def test_where_everybody_sees_every_job_names_that_no_stranger_can_own_are_answered(host: str) -> None:
    assert host_allowed(host, Rules(own_names=True))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example.", "evil.example:8501",
     "me@localhost", "localhost/x", "", ".", None, "a:b:c", "localhost:port"],
)  # fmt: skip
def test_there_any_other_name_is_refused(host: str | None) -> None:
    assert not host_allowed(host, Rules(own_names=True))


def test_a_list_opens_a_single_users_installation_to_its_names_and_no_others() -> None:
    rules = Rules(hosts=("app.example.com",), own_names=True)
    assert host_allowed("app.example.com", rules)
    assert not host_allowed("localhost", rules)


# -- the same as Streamlit ----------------------------------------------------------------------------------------

_LABEL = st.sampled_from(["app", "example", "com", "evil", "localhost", "EXAMPLE", "*", "10", "[::1]", "", "é"])
_NAMES = st.lists(_LABEL, min_size=1, max_size=4).map(".".join)
_HOSTS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "me@", " "]), _NAMES, st.sampled_from(["", "", ":8501", ":x", ":99999", "/", "?"])
    ),
)


@contextmanager
def _options(**options: object) -> Iterator[None]:
    names = {"hosts": "server.allowedHosts", "origins": "server.corsAllowedOrigins", "cors": "server.enableCORS"}
    before = {name: config.get_option(name) for name in names.values()}
    try:
        for name, value in options.items():
            config.set_option(names[name], value)
        yield
    finally:
        for name, value in before.items():
            config.set_option(name, value)


@example(host=".", allowed=["*"])
@example(host="app?", allowed=["*"])
@given(host=st.none() | _HOSTS, allowed=st.lists(_NAMES | st.just("*") | _NAMES.map("*.{}".format), max_size=3))
def test_pages_and_websockets_know_the_same_hosts(host: str | None, allowed: list[str]) -> None:
    """Streamlit asks its own list for websockets; a page that opens and then stays empty would help nobody."""
    with _options(hosts=allowed):
        assert host_allowed(host, Rules(hosts=allowed)) == streamlits.is_host_allowed(host)


_ORIGINS = st.builds(
    "{}{}".format,
    st.sampled_from(["http://", "https://", "HTTP://", "", "file://"]),
    st.sampled_from(["app.example.com", "localhost:3000", "127.0.0.1", "evil.example", "null", "[::1", "10.0.0.1", ""]),
)


@given(origin=st.none() | _ORIGINS, listed=st.lists(_ORIGINS, max_size=2), cors=st.booleans())
def test_no_page_is_refused_that_streamlit_would_take(origin: str | None, listed: list[str], cors: bool) -> None:
    rules = Rules(origins=[*listed, "localhost"], any_origin=not cors)
    with _options(origins=listed, cors=cors), pytest.MonkeyPatch.context() as patch:
        patch.setattr(net_util, "get_external_ip", lambda: "10.0.0.1")
        try:
            taken = streamlits._is_origin_allowed(origin, "app.example.com")
        except ValueError:  # Streamlit's own trouble with a broken address
            taken = False
        if taken:
            assert origin_allowed(origin, "app.example.com", rules)


# -- pages of strangers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "taken"),
    [
        ("https://app.example.com", True),
        ("http://localhost:3000", True),
        ("https://front.example.com", True),
        ("https://evil.example", False),
        ("https://app.example.com.evil.example", False),
        ("null", False),
        ("", False),
        ("http://[::1", False),
    ],
)
def test_a_websocket_from_a_strangers_page_is_refused(origin: str, taken: bool) -> None:
    rules = Rules(origins=("https://front.example.com",))
    assert origin_allowed(origin, "app.example.com", rules) == taken
    with _app(rules) as http:
        assert _connects(http, host="app.example.com", origin=origin) == taken


def test_a_websocket_without_a_page_is_taken_and_where_the_operator_says_so_any_is() -> None:
    """A program that is no browser brings nobody's cookie along."""
    with _app(Rules()) as http:
        assert _connects(http, host="app.example.com")
    with _app(Rules(any_origin=True)) as http:
        assert _connects(http, host="app.example.com", origin="https://evil.example")


# -- changes that strangers' pages send ---------------------------------------------------------------------------

START = "/api/v1/start-analysis"


def _sent(http: TestClient, method: str = "POST", path: str = START, **headers: str) -> Response:
    return http.request(method, path, headers={"host": "app.example.com", **_named(headers)})


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.mark.parametrize("method", CHANGES)
@pytest.mark.parametrize("path", [START, "/api", "/_stcore/upload_file/x/y", "/anything"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": "https://app.example.com"},
        {"sec_fetch_site": "", "origin": "https://app.example.com"},
        {"origin": "https://evil.example"},
        {"origin": "https://app.example.com.evil.example"},
        {"origin": "https://app.example.com:8502"},
        {"origin": "http://203.0.113.9"},
        {"origin": "http://localhost:3000"},
        {"origin": "https://evil.example/app.example.com"},
        {"origin": "https://app.example.com@evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://[::1"},
        {"origin": "file://app.example.com"},
    ],
    ids=str,
)
def test_a_change_that_a_strangers_page_sends_is_refused_on_every_route(
    method: str, path: str, headers: dict[str, str]
) -> None:
    with _app(Rules()) as http:
        refused = _sent(http, method, path, **headers)
    assert refused.status_code == 403
    said = refused.json() if path.startswith("/api") else {"detail": refused.text}
    assert said == {
        "detail": "This request came from a page of another site; send it from this application's own pages or from a "
        "script."
    }


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {"origin": "https://app.example.com"},
        {"origin": "http://app.example.com"},
        {"origin": "HTTPS://APP.example.com:443"},
        {"origin": "https://app.example.com:8501", "host": "app.example.com:8501"},
        {"origin": "https://app.example.com", "host": "app.example.com:443"},
        {"origin": "http://[::1]:8501", "host": "[::1]:8501"},
        {"origin": "https://app.example.com", "host": "inner:8501", "sec_fetch_site": "same-origin"},
        {"origin": "https://front.example.com", "sec_fetch_site": "same-site"},
    ],
    ids=str,
)
def test_scripts_own_pages_and_the_operators_other_sites_may_change_whatever_the_proxy_makes_of_the_scheme(
    headers: dict[str, str],
) -> None:
    with _app(Rules(origins=("https://front.example.com",))) as http:
        assert all(_sent(http, method, **headers).status_code == 200 for method in CHANGES)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_changes_nothing_may_be_asked_for_from_anywhere(method: str) -> None:
    """A link from another site is such a request; what it answers, that site's page cannot read."""
    with _app(Rules()) as http:
        assert _sent(http, method, sec_fetch_site="cross-site", origin="https://evil.example").status_code == 200


def test_rest_takes_no_change_from_strangers_where_websockets_take_any_page() -> None:
    with _app(Rules(any_origin=True)) as http:
        assert _sent(http, path=START, origin="https://evil.example").status_code == 403
        assert _sent(http, path="/_stcore/upload_file/x/y", origin="https://evil.example").status_code == 200


def test_a_strangers_name_is_refused_before_the_page_is_looked_at() -> None:
    with _app(OWN) as http:
        assert _sent(http, host="evil.example", origin="https://evil.example").status_code == 400


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/below/_stcore/metrics"])
def test_streamlits_own_figures_are_answered_only_where_figures_are(path: str) -> None:
    with _app(Rules()) as http:
        assert http.get(path).text == "answer"
    with _app(Rules(figures=False)) as http:
        assert http.get(path).status_code == 404
        assert http.get("/_stcore/health").text == "answer"
