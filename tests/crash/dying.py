"""One job's whole life in a process that kills itself before a given write: ``… DATA_DIR NUMBER``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import diskcache

from jobstore.assembly import assemble
from jobstore.data_dir import open_data_dir
from tests.jobstore.support import LABEL, TIMINGS, Script

WRITES = ("set", "add", "delete")


def before_each_write(event: Callable[[], None]) -> Callable[[], None]:
    """Call something before every write to a database; returns what ends that."""
    own = {name: getattr(diskcache.Cache, name) for name in WRITES}

    def telling(name: str) -> Callable[..., object]:
        def write(*arguments: object, **options: object) -> object:
            event()
            return own[name](*arguments, **options)

        return write

    def undo() -> None:
        for name in WRITES:
            setattr(diskcache.Cache, name, own[name])

    for name in WRITES:
        setattr(diskcache.Cache, name, telling(name))
    return undo


def engine() -> Script:
    """Two stages that are kept, one report, a result that becomes a file."""
    script = Script()

    def act(payload: bytes, report: Callable[[int, str, str], None], stop: object) -> bytes:
        for name in ("one", "two"):
            if name not in script.memory.known:
                script.memory.keep(name, name.encode() * 20_000)
        report(50, "Score", "half")
        return payload * 10_000

    script.act = act
    return script


def _live(folder: Path, last: int) -> None:
    data = open_data_dir(folder)
    runner, jobs = assemble(
        data, engine=engine(), describe=lambda _: ("", None), slots=1, max_waiting=9, retention_days=7, timings=TIMINGS
    )
    runner.start = lambda: None  # type: ignore[method-assign]
    left = iter(range(last))

    def die() -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    before_each_write(die)
    job = jobs.order(b"work", LABEL, "me")
    print("job", job, flush=True)  # noqa: T201
    runner.run_next()
    jobs.delete(job)
    print("deleted", flush=True)  # noqa: T201


if __name__ == "__main__":
    _live(Path(sys.argv[1]), int(sys.argv[2]))
