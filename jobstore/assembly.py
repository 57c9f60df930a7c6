"""Puts the parts of one process together over an open data folder."""

from __future__ import annotations

import time
from collections.abc import Callable

from jobstore.access import Access
from jobstore.data_dir import DataDir
from jobstore.engine import Engine
from jobstore.jobs import Jobs, new_id
from jobstore.lifecycle import Timings
from jobstore.runner import Describe, Runner
from jobstore.sweeper import Sweeper


def assemble(
    data: DataDir,
    *,
    engine: Engine,
    describe: Describe,
    slots: int,
    max_waiting: int,
    retention_days: float,
    timings: Timings,
    access: Access = Access(),  # noqa: B008  # frozen
    lasts: Callable[[str], bool] = lambda _stage: False,
    clock: Callable[[], float] = time.time,
    ids: Callable[[], str] = new_id,
) -> tuple[Runner, Jobs]:
    """The runner, not started, and what can be done with the jobs."""
    store, blobs, owners = data.store, data.blobs, data.owners
    sweeper = Sweeper(
        store=store, blobs=blobs, owners=owners, retention_days=retention_days, interval=timings.sweep, clock=clock
    )
    runner = Runner(
        store=store, blobs=blobs, engine=engine, owners=owners, sweeper=sweeper, describe=describe,
        slots=slots, lasts=lasts, timings=timings, clock=clock,
    )  # fmt: skip
    jobs = Jobs(
        store=store, blobs=blobs, runner=runner, sweeper=sweeper,
        max_waiting=max_waiting, retention_days=retention_days, timings=timings, access=access, clock=clock, ids=ids,
    )  # fmt: skip
    return runner, jobs
