"""The application as a user starts it, and requests as strangers send them: forged pages and forged addresses."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks import serving
from jobstore.client import Client

pytestmark = pytest.mark.xdist_group("server")

START = "/api/v1/start-analysis"
PER_MINUTE = 2  # one more comes free in half a minute, long after the test


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server says."""
    return tmp_path_factory.mktemp("served") / "server.log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    """Where the application answers; its limit on starts has not been touched by the test before."""
    server = serving.serve(log.with_name("jobs"), log, ASI_STARTS_PER_MINUTE=str(PER_MINUTE))
    yield server.address
    server.kill()


def _start(http: httpx.Client, **headers: str) -> int:
    """The answer to a start with nothing to analyse: 400 where it got as far as being read."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return http.post(START, files={"revenue_csv": ("", b"")}, headers=named).status_code


def _from(address: str, own: str) -> httpx.Client:
    """A client with an address of its own on this machine, as another machine would have."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux gives a program every address in 127.0.0.0/8")
    return httpx.Client(base_url=address, transport=httpx.HTTPTransport(local_address=own))


def test_a_strangers_page_starts_nothing_and_a_script_does(address: str) -> None:
    with _from(address, "127.0.0.3") as http:
        assert _start(http, sec_fetch_site="cross-site", origin="https://evil.example") == 403
        assert _start(http, origin="https://evil.example") == 403
        assert _start(http, origin="http://localhost:3000") == 403
        assert _start(http, origin=address) == 400
        assert _start(http) == 400


def test_an_upload_of_the_pages_is_taken_from_no_strangers_page_either(address: str) -> None:
    upload = f"{address}/_stcore/upload_file/session/file"
    assert httpx.put(upload, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert "page of another site" in httpx.delete(upload, headers={"Origin": "https://evil.example"}).text


@pytest.mark.parametrize(
    "path", ["/", "/job?job={id}", "/api/v1/job-status/{id}", "/api/nothing", "/healthz", "/metrics"]
)
def test_addresses_with_ids_leak_to_no_one_from_pages_and_rest_alike(address: str, path: str) -> None:
    headers = httpx.get(address + path.format(id=uuid.uuid4())).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_ids_stand_in_no_log_of_the_server(address: str, log: Path, tmp_path: Path) -> None:
    """Whoever reads the log could open the job."""
    (tmp_path / "revenue.csv").write_text("Keyword Phrase,Search Volume\ngarlic press,100\n", "utf-8")
    with Client(address) as client:
        job = client.start("B0D5BL35MS", revenue_csv=tmp_path / "revenue.csv")
        client.wait(job, timeout=120, poll=0.1)
        client.results(job)
    httpx.get(f"{address}/job", params={"job": job})
    httpx.post(f"{address}/api/v1/job-status/{job}")
    said = log.read_text("utf-8")
    assert f"job {job[:8]} complete" in said
    assert job not in said


def test_a_visitor_cannot_choose_the_address_that_the_limit_counts(address: str) -> None:
    """What a visitor says in a header is believed of a proxy on this machine only."""
    with _from(address, "127.0.0.2") as http:
        codes = [_start(http, x_forwarded_for=f"203.0.113.{n}", forwarded=f"for=203.0.113.{n}") for n in range(9)]
    assert codes == [400] * PER_MINUTE + [429] * (9 - PER_MINUTE)


def test_a_proxy_on_this_machine_says_for_whom_it_asks(address: str) -> None:
    """The last address counts, which the proxy has added; those before it are the visitor's own inventions."""
    with httpx.Client(base_url=address) as proxy:
        codes = [_start(proxy, x_forwarded_for=f"192.0.2.{n}, 198.51.100.7") for n in range(5)]
        other = _start(proxy, x_forwarded_for="198.51.100.8")
        nonsense = [_start(proxy, x_forwarded_for=f"nobody{n}") for n in range(5)]
    assert codes == nonsense == [400] * PER_MINUTE + [429] * (5 - PER_MINUTE)
    assert other == 400
