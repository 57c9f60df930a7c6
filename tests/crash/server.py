"""A process of the application without its pages: ``python -m tests.crash.server DATA_DIR`` runs what is waiting."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from jobstore.assembly import assemble
from jobstore.data_dir import DataDir, open_data_dir
from jobstore.engine import ProcessEngine
from jobstore.jobs import Jobs
from jobstore.lifecycle import Timings
from jobstore.runner import Runner

TIMINGS = Timings(tick=0.05)
FAKE = (sys.executable, "-m", "tests.jobstore.fake_worker")


def on(data: DataDir) -> tuple[Runner, Jobs]:
    """The parts of the application over an open data folder; the runner is not started."""
    return assemble(
        data,
        engine=ProcessEngine(FAKE),
        describe=lambda _: ("", None),
        slots=2,
        max_waiting=10_000,
        retention_days=7,
        timings=TIMINGS,
    )


if __name__ == "__main__":
    on(open_data_dir(Path(sys.argv[1])))[0].start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Event().wait()
