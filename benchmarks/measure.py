"""One measurement in a process of its own: ``python -m benchmarks.measure WHAT ROWS`` prints seconds and MiB."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.exports import request
from pipeline import analyse, check, ingest


def _nothing(rows: int) -> Callable[[], object]:
    content = request(rows).files[0].content
    return lambda: pd.read_csv(io.BytesIO(content))


def _read(rows: int) -> Callable[[], object]:
    files = request(rows).files
    return lambda: ingest.read(files)


def _analyse(rows: int) -> Callable[[], object]:
    whole = request(rows)
    return lambda: analyse(whole)


def _check(rows: int) -> Callable[[], object]:
    whole = request(rows)
    return lambda: check(whole)


def _start(rows: int) -> Callable[[], object]:
    from jobstore.service import Service
    from jobstore.settings import Settings

    whole = request(rows)
    folder = Path(tempfile.mkdtemp(prefix="asi-benchmark-"))
    service = Service(Settings(data_dir=folder))
    return lambda: service.start(whole)


WHAT = {"read_csv": _nothing, "read": _read, "check": _check, "analyse": _analyse, "start": _start}


def peak() -> float | None:
    """The process's peak resident memory in MiB; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def main(what: str, rows: int) -> None:
    """Measure one thing once, after its inputs were made."""
    work = WHAT[what](rows)
    began = time.perf_counter()
    work()
    print(json.dumps({"seconds": time.perf_counter() - began, "peak": peak()}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
