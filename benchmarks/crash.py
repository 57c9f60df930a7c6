"""``python -m benchmarks.crash``: two processes of the application on one store, killed again and again at random
moments while jobs of mixed sizes arrive and run; and so are the workers of jobs, alone.

Every job whose id was handed out must come to its end with the very bytes that an undisturbed run gives, and no job
may come to its end twice. A job that kills interrupted three times is given up, as promised: it is counted, retried,
and held to the same. No application may end because a worker did. The last five counts that are printed must be nought.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
import psutil

from benchmarks.exports import export
from benchmarks.serving import UNLIMITED, Server, launch, serve
from jobstore.client import AnalysisError, Client
from jobstore.service import Service
from jobstore.settings import Settings

SIZES = (20, 200, 1_000, 3_000, 8_000)
_ASIN = "B0BENCH000"
_AT_ONCE = 6  # jobs that live at each kill
_PAUSE = (0.0, 2.5)  # seconds between two kills
_RACE = 0.05  # seconds within which a kill meets an order on its way
_STUCK = 300.0  # seconds after the last kill by which every job must have ended
_COMPLETE = re.compile(r"job ([0-9a-f]{8}) complete after")


@dataclass
class Outcome:
    """What became of the jobs; the last five must be empty."""

    applications: int = 0
    workers: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    given_up: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    corrupted: list[str] = field(default_factory=list)
    fallen: list[str] = field(default_factory=list)

    @property
    def broken(self) -> dict[str, list[str]]:
        """The jobs and applications by the promise that was not kept to them."""
        return {name: getattr(self, name) for name in ("lost", "stuck", "twice", "corrupted", "fallen")}

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.broken.values())

    def __str__(self) -> str:
        kills = f"{self.applications} applications and {self.workers} workers killed"
        given_up = f"given up after three interruptions and retried {len(self.given_up)}"
        bad = ", ".join(f"{name} {len(of)}" for name, of in self.broken.items())
        return f"{kills}, {len(self.sizes)} jobs: {given_up}; {bad}"


class Campaign:
    """Jobs and kills, the same for the same seed but for the moments at which the system runs them."""

    def __init__(self, folder: Path, sizes: tuple[int, ...] = SIZES, seed: int = 1) -> None:
        self.outcome = Outcome()
        self._folder, self._sizes, self._chance = folder, sizes, Random(seed)
        self._log = folder / "servers.log"
        self._store = folder / "jobs"
        self._files = {size: folder / f"revenue-{size}.csv" for size in sizes}
        for size, file in self._files.items():
            file.write_bytes(export(size))
        self._expected = self._undisturbed()
        self._servers = [serve(self._store, self._log, **UNLIMITED) for _ in range(2)]

    def _undisturbed(self) -> dict[int, str]:
        """The digest of each size's result, from a process that nothing happens to."""
        server = serve(self._folder / "calm", self._folder / "calm.log", **UNLIMITED)
        with Client(server.address) as client:
            jobs = {size: client.start(_ASIN, revenue_csv=file) for size, file in self._files.items()}
            for job in jobs.values():
                client.wait(job, poll=0.1)
        digests = {size: _digest(_result(server, job)) for size, job in jobs.items()}
        server.kill()
        return digests

    def run(self, kills: int) -> Outcome:
        """Kill so often, an application and a worker by turns, wait for all jobs, and look at each."""
        try:
            for number in range(kills):
                self._top_up()
                time.sleep(self._chance.uniform(*_PAUSE))
                self._kill_worker() if number % 2 else self._kill_application()
            for server in self._servers:
                server.await_health()
            self._await_all()
            self._look_for_fallen(*self._servers)
        finally:
            for server in self._servers:
                server.kill()
        self._settle()
        self._count_ends()
        return self.outcome

    def _top_up(self) -> None:
        """Order until enough jobs live, through whichever process answers."""
        while len(self._live()) < _AT_ONCE:
            self._order(self._chance.choice(self._servers))

    def _order(self, server: Server) -> None:
        size = self._chance.choice(self._sizes)
        try:
            with Client(server.address) as client:
                job = client.start(_ASIN, revenue_csv=self._files[size])
        except httpx.TransportError:  # it is dead or not yet up: no id was shown, so nothing was promised
            return
        self.outcome.sizes[job] = size

    def _kill_worker(self) -> None:
        """Wait until somebody works, and kill one of them; the application must start it again."""
        until = time.monotonic() + _STUCK
        while time.monotonic() < until:
            workers = [worker for server in self._servers for worker in server.workers()]
            with suppress(IndexError, psutil.NoSuchProcess):  # nobody works; it has just ended
                self._chance.choice(workers).kill()
                self.outcome.workers += 1
                return
            time.sleep(0.01)

    def _look_for_fallen(self, *servers: Server) -> None:
        self.outcome.fallen += [server.address for server in servers if server.process.poll() is not None]

    def _kill_application(self) -> None:
        """Every third kill meets an order that the process is just taking."""
        at = self._chance.randrange(2)
        victim = self._servers[at]
        self._look_for_fallen(victim)
        if self._chance.random() < 1 / 3:
            strike = threading.Timer(self._chance.uniform(0, _RACE), victim.kill)
            strike.start()
            self._order(victim)
            strike.join()
        else:
            victim.kill()
        self.outcome.applications += 1
        self._servers[at] = launch(self._store, self._log, **UNLIMITED)

    def _live(self) -> list[str]:
        """The jobs that have not ended, as the first process that answers tells."""
        while True:
            for server in self._servers:
                try:
                    return self._unended(server)
                except httpx.TransportError:
                    continue
            time.sleep(0.05)

    def _unended(self, server: Server) -> list[str]:
        unended = []
        with Client(server.address) as client:
            for job in self.outcome.sizes:
                if job in self.outcome.lost:
                    continue
                try:
                    if client.status(job).status == "processing":
                        unended.append(job)
                except AnalysisError:
                    self.outcome.lost.append(job)
        return unended

    def _await_all(self) -> None:
        until = time.monotonic() + _STUCK
        while (left := self._live()) and time.monotonic() < until:
            time.sleep(0.5)
        self.outcome.stuck += left

    def _settle(self) -> None:
        """Run once more, undisturbed, what was given up; then compare every result with the expected one."""
        service = Service(Settings(data_dir=self._store))
        try:
            for job in self.outcome.sizes:
                view = service.status(job)
                if view and view.state == "failed" and "interrupted 3 times" in (view.error or ""):
                    self.outcome.given_up.append(job)
                    service.retry(job)
            service.start_runner()
            until = time.monotonic() + _STUCK
            while any(_lives(service, job) for job in self.outcome.given_up) and time.monotonic() < until:
                time.sleep(0.1)
            self.outcome.stuck += [job for job in self.outcome.given_up if _lives(service, job)]
            self._compare(service)
        finally:
            service.close()

    def _compare(self, service: Service) -> None:
        for job, size in self.outcome.sizes.items():
            if job not in self.outcome.lost and _digest(service.result_json(job) or b"") != self._expected[size]:
                self.outcome.corrupted.append(job)

    def _count_ends(self) -> None:
        """Look at the log, where each end is told in a line; a process that lost its job before tells of none."""
        ends = Counter(_COMPLETE.findall(self._log.read_text("utf-8", "replace")))
        self.outcome.twice += [job for job in self.outcome.sizes if ends[job[:8]] > 1]


def _lives(service: Service, job: str) -> bool:
    view = service.status(job)
    return view is not None and view.status == "processing"


def _result(server: Server, job: str) -> bytes:
    return httpx.get(f"{server.address}/api/v1/job-results/{job}").raise_for_status().content


def _digest(result: bytes) -> str:
    return hashlib.sha256(result).hexdigest()


def main() -> None:
    """Print what became of the jobs; exit with 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="asi-crash-", ignore_cleanup_errors=True) as folder:
        outcome = Campaign(Path(folder), seed=options.seed).run(options.kills)
    print(outcome)
    sys.exit(not outcome.clean)


if __name__ == "__main__":
    main()
