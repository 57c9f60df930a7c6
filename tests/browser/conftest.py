"""A real server and a real browser: what only both together can show.

Chromium is looked for on the system and among Playwright's own browsers, then fetched by Playwright. Where that
fails too the tests are skipped with the reason, except under ``CI``, where a missing browser is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from jobstore.client import Client
from pipeline.model import Request
from pipeline.samples import sample

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_SECONDS = 90
WAIT = 30_000  # milliseconds for what should be there at once: a machine that does other work too may take longer
expect.set_options(timeout=WAIT)


@dataclass(frozen=True)
class Server:
    """A running application: its address and what it has logged."""

    url: str
    log: Path


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application as a user starts it, with jobs in a folder of its own."""
    with serve(tmp_path_factory.mktemp("application"), free_port()) as found:
        yield found


@contextmanager
def serve(folder: Path, port: int, **variables: str) -> Iterator[Server]:
    """Run the application on a port, with its jobs and its log in a folder and with environment variables."""
    found = Server(f"http://127.0.0.1:{port}", folder / "server.log")
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.address=127.0.0.1",
        "--server.headless=true", "--browser.gatherUsageStats=false", "--global.developmentMode=false",
    ]  # fmt: skip
    environment = {**os.environ, "ASI_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1", **variables}
    with (
        found.log.open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            wait_until_up(f"{found.url}/_stcore/health", process, found.log)
            yield found
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask at an address until a server answers; each question waits for its answer, so nothing sleeps."""
    asked = urllib.request.Request(address)
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            pytest.fail(f"The server ended at once:\n{log.read_text('utf-8', 'replace')}")
        try:
            with urllib.request.urlopen(asked, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"The server did not start:\n{log.read_text('utf-8', 'replace')}")


def _fetch_chromium() -> None:
    """Let Playwright bring its own Chromium; where it cannot, say what to do."""
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True, text=True
    )
    if fetched.returncode:
        hint = f"No Chromium or Chrome was found and Playwright could not fetch one; install either.\n{fetched.stderr}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(hint)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    with sync_playwright() as playwright:
        found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        if not found and not Path(playwright.chromium.executable_path).exists():
            _fetch_chromium()
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


def run(server: Server, request: Request, folder: Path) -> str:
    """Run an analysis over REST, from files in a folder, and wait for its end; returns its id."""
    paths = {f"{file.role.value}_csv": folder / file.name for file in request.files}
    for file in request.files:
        (folder / file.name).write_bytes(file.content)
    with Client(server.url) as client:
        job_id = client.start(
            request.product,
            revenue_csv=paths.get("revenue_csv"),
            design_csv=paths.get("design_csv"),
            listing=msgspec.to_builtins(request.listing) if request.listing else None,
            main_keyword=request.main_keyword,
        )
        client.wait(job_id, timeout=120, poll=0.2)
    return job_id


@pytest.fixture(scope="session")
def analysed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of a finished analysis of the first sample, for all that only look: change nothing in it."""
    return run(server, sample(), tmp_path_factory.mktemp("sample"))


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A visitor with cookies of their own."""
    with browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000}) as context:
        context.set_default_timeout(WAIT)
        yield context


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    """A tab of the visitor's."""
    return visitor.new_page()
