"""A job store with its time and its work in the test's hands: nothing here waits for a clock."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jobstore.access import Access
from jobstore.engine import Engine, Memory, OnProgress, Stop
from jobstore.jobs import Jobs, Label
from jobstore.lifecycle import Timings
from jobstore.model import JobRow, Summary
from jobstore.owners import Owners
from jobstore.runner import Runner
from jobstore.sweeper import Sweeper
from tests.jobstore.memory import MemoryBlobs, MemoryStore

LABEL = Label(asin="B0D5BL35MS", marketplace="US", title="strawberries")
SUMMARY = Summary(keywords=3, targets=2, target_volume=100, captured_before=None, captured_after=50.0)
TIMINGS = Timings()


def row(number: int = 1, **changes: object) -> JobRow:
    """A row with everything filled in; its id depends on ``number``."""
    values: dict[str, object] = {
        "id": job_id(number),
        "owner": "",
        "digest": "d",
        "asin": "B0D5BL35MS",
        "marketplace": "US",
        "title": "strawberries",
        "created_at": float(number),
        "updated_at": float(number),
    }
    return JobRow(**{**values, **changes})  # type: ignore[arg-type]


def job_id(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for what another thread or process will do; fail if it does not."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        pause.wait(0.02)
    raise AssertionError("it did not happen")


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class WrongError(BaseException):
    """What a test asserts during the work is not so. No ``Exception``, which a runner takes for a bug in the work."""


@dataclass
class Script:
    """An engine that does what the test says: ``act`` is called with the payload, the reporter and the stop."""

    act: Callable[[bytes, OnProgress, Stop], bytes] = lambda payload, report, stop: payload.upper()
    runs: int = 0
    memory: Memory = field(default_factory=Memory)

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        self.runs += 1
        self.memory = memory
        try:
            return self.act(payload, on_progress, stop)
        except AssertionError as error:
            raise WrongError(*error.args) from error

    def probe(self) -> None:
        pass


@dataclass
class Place:
    """A store that several processes share, and the processes on it."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    steady: Clock | None = None
    store: MemoryStore = field(default_factory=MemoryStore)
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    max_waiting: int = 50
    retention_days: float = 7
    slots: int = 2
    access: Access = field(default_factory=Access)
    numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def process(self, engine: Engine | None = None, describe: Callable = lambda _: ("title", SUMMARY)) -> Process:
        return Process(self, engine or Script(), describe)


class Process:
    """One process of the application; its runner's steps are taken by hand, its threads never start."""

    def __init__(self, place: Place, engine: Engine, describe: Callable) -> None:
        shared = {"store": place.store, "blobs": place.blobs, "clock": place.clock}
        self.owners = Owners(place.folder)
        self.sweeper = Sweeper(
            **shared, owners=self.owners, retention_days=place.retention_days, interval=TIMINGS.sweep
        )
        self.runner = Runner(
            **shared,
            engine=engine,
            owners=self.owners,
            sweeper=self.sweeper,
            describe=describe,
            slots=place.slots,
            steady=place.steady or place.clock,
            timings=TIMINGS,
            reference=lambda: "ABCD1234",
        )
        self.runner.start = lambda: None
        self.jobs = Jobs(
            **shared,
            runner=self.runner,
            sweeper=self.sweeper,
            max_waiting=place.max_waiting,
            retention_days=place.retention_days,
            timings=TIMINGS,
            access=place.access,
            ids=lambda: job_id(next(place.numbers)),
        )

    def order(self, payload: bytes = b"payload", owner: str = "") -> str:
        return self.jobs.order(payload, LABEL, owner)

    def die(self) -> None:
        """As after ``kill -9``: the operating system frees the lock, nothing else is done."""
        self.owners._lock.release()
