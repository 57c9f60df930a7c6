"""The application as a user starts it, ``streamlit run app.py``, on a data folder of one's own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from jobstore.engine import WORKER

ROOT = Path(__file__).resolve().parents[1]
_OPTIONS = ("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false")
UNLIMITED = {"ASI_STARTS_PER_MINUTE": "0", "ASI_MAX_WAITING": "1000"}
"""Settings under which a campaign from one address is never refused."""

_PATIENCE = 60.0  # seconds until a server must answer


@dataclass(frozen=True, slots=True)
class Server:
    """A running process of the application."""

    process: subprocess.Popen[bytes]
    address: str

    def kill(self) -> None:
        """End it as a power cut would, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def workers(self) -> list[psutil.Process]:
        """The processes in which its jobs are being worked on."""
        with suppress(psutil.NoSuchProcess):
            return [child for child in psutil.Process(self.process.pid).children() if _is_worker(child)]
        return []

    def await_health(self) -> None:
        """Return as soon as it answers.

        :raises RuntimeError: it died, or does not answer within a minute.
        """
        until = time.monotonic() + _PATIENCE
        while not self._up():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server at {self.address} died or does not answer; its log says why")
            time.sleep(0.05)

    def _up(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz").status_code == 200
        except httpx.TransportError:
            return False


def _is_worker(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return WORKER[-1] in process.cmdline()
    return False


def launch(folder: Path, log: Path, **environ: str) -> Server:
    """Start a process on a data folder without waiting for it; what it says is appended to ``log``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", *_OPTIONS],
            cwd=ROOT,
            env={**os.environ, "ASI_DATA_DIR": str(folder), **environ},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return Server(process, f"http://127.0.0.1:{port}")


def serve(folder: Path, log: Path, **environ: str) -> Server:
    """Start a process on a data folder and wait until it answers.

    :raises RuntimeError: it does not.
    """
    server = launch(folder, log, **environ)
    try:
        server.await_health()
    except RuntimeError:
        server.kill()
        raise
    return server
