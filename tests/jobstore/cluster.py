"""A Dask scheduler and its workers, each a process of its own on the loopback device."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.jobstore.support import until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Cluster:
    folder: Path
    processes: list[subprocess.Popen] = field(default_factory=list)

    @property
    def address(self) -> str:
        return json.loads(self._file.read_text())["address"]

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"

    def schedule(self) -> subprocess.Popen:
        scheduler = self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        until(lambda: self._file.exists() and self._file.read_text())
        return scheduler

    def work(self, **environment: str) -> subprocess.Popen:
        """A worker without a nanny: when it is killed, it stays dead."""
        return self._run(
            "worker", "--host", "127.0.0.1", "--no-nanny", "--nthreads", "2", "--no-dashboard", **environment
        )

    def _run(self, what: str, *options: str, **environment: str) -> subprocess.Popen:
        with (self.folder / "cluster.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", what, "--scheduler-file", str(self._file), *options],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
