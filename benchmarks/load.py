"""``python -m benchmarks.load``: many clients start jobs over REST while others look on as pages do.

Once with one process of the application and once with two on one store. Prints whether every job came to its end, and
what the clients waited for an id and for a status: the median, the 95th percentile and the longest, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx

from benchmarks.exports import export
from benchmarks.serving import UNLIMITED, Server, serve
from jobstore.client import AnalysisError, Client

_Answer = TypeVar("_Answer")
_ASIN = "B0BENCH000"
_POLL = 1.0  # seconds between two looks of a page
_PATIENCE = 1800.0  # seconds for one job to end


@dataclass
class Waited:
    """Milliseconds that clients waited, and what became of their jobs."""

    starts: list[float] = field(default_factory=list)
    statuses: list[float] = field(default_factory=list)
    complete: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every job ended well."""
        return bool(self.complete) and not self.failed

    def __str__(self) -> str:
        ends = f"{len(self.complete)} jobs complete, {len(self.failed)} not"
        return f"{ends}; start-analysis {_spread(self.starts)}; job-status {_spread(self.statuses)}"


def _spread(waited: Sequence[float]) -> str:
    if len(waited) < 2:
        return "–"
    return (
        f"median {statistics.median(waited):.0f} ms, p95 {statistics.quantiles(waited, n=20)[-1]:.0f} ms, "
        f"longest {max(waited):.0f} ms, of {len(waited)}"
    )


@dataclass(frozen=True, slots=True)
class Crowd:
    """``clients`` share ``jobs`` among them, each starting its next when its last has ended; ``watchers`` only look."""

    servers: Sequence[Server]
    jobs: int
    clients: int
    watchers: int
    file: Path
    waited: Waited = field(default_factory=Waited)
    _newest: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> Waited:
        """Return when every client has seen its last job end."""
        with ThreadPoolExecutor(self.clients + self.watchers) as pool:
            looking = [pool.submit(self._watch, number) for number in range(self.watchers)]
            working = [pool.submit(self._work, number) for number in range(self.clients)]
            wait(working)
            self._over.set()
        for done in (*working, *looking):
            done.result()
        return self.waited

    def _work(self, number: int) -> None:
        with Client(self._server(number)) as client:
            for _ in range(number, self.jobs, self.clients):
                job = _timed(self.waited.starts, lambda: client.start(_ASIN, revenue_csv=self.file))
                self._newest.append(job)
                try:
                    client.wait(job, poll=_POLL, timeout=_PATIENCE)
                    self.waited.complete.append(job)
                except (AnalysisError, TimeoutError):
                    self.waited.failed.append(job)

    def _watch(self, number: int) -> None:
        with httpx.Client(base_url=self._server(number)) as http:
            while not self._over.wait(_POLL):
                if self._newest:
                    path = f"/api/v1/job-status/{self._newest[-1 - number % len(self._newest)]}"
                    _timed(self.waited.statuses, partial(http.get, path)).raise_for_status()

    def _server(self, number: int) -> str:
        return self.servers[number % len(self.servers)].address


def _timed(into: list[float], ask: Callable[[], _Answer]) -> _Answer:
    began = time.perf_counter()
    answer = ask()
    into.append(1000 * (time.perf_counter() - began))
    return answer


def main() -> None:
    """Print a line for one process and one for two; exit with 1 if a job did not end well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--watchers", type=int, default=20)
    parser.add_argument("--rows", type=int, default=650)
    options = parser.parse_args()
    clean = True
    for processes in (1, 2):
        with tempfile.TemporaryDirectory(prefix="asi-load-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            file = folder / "revenue.csv"
            file.write_bytes(export(options.rows))
            servers = [serve(folder / "jobs", folder / "servers.log", **UNLIMITED) for _ in range(processes)]
            try:
                began = time.perf_counter()
                waited = Crowd(servers, options.jobs, options.clients, options.watchers, file).run()
                took = time.perf_counter() - began
            finally:
                for server in servers:
                    server.kill()
        print(f"{processes} process{'es' * (processes > 1)}: {waited}; {len(waited.complete) / took:.1f} jobs a second")
        clean = clean and waited.clean
    sys.exit(not clean)


if __name__ == "__main__":
    main()
