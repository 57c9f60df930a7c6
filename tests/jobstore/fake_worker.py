"""A worker whose payload says what to do, for tests of what surrounds the work: ``what:rest``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from pipeline import Memory
from pipeline.errors import InputError
from pipeline.model import Progress, Report
from pipeline.worker import serve


def plain(rest: bytes, report: Report, memory: Memory) -> bytes:
    return rest.upper()


def progress(rest: bytes, report: Report, memory: Memory) -> bytes:
    for percent in (10, 50, 90):
        report(Progress(percent, "Score", f"at {percent}"))
    return rest.upper()


def refuse(rest: bytes, report: Report, memory: Memory) -> NoReturn:
    raise InputError(rest.decode())


def bug(rest: bytes, report: Report, memory: Memory) -> NoReturn:
    raise ZeroDivisionError("secret detail")


def noise(rest: bytes, report: Report, memory: Memory) -> bytes:
    sys.stdout.write("a library prints\n")
    sys.stdout.flush()
    os.write(1, b"and C code too\n")
    return rest.upper()


def crash(rest: bytes, report: Report, memory: Memory) -> NoReturn:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    raise AssertionError("unreachable")


def hang(rest: bytes, report: Report, memory: Memory) -> NoReturn:
    """Report for ever, with the process's id as the message."""
    while True:
        report(Progress(5, "Read files", str(os.getpid())))
        threading.Event().wait(0.01)


def deaf(rest: bytes, report: Report, memory: Memory) -> NoReturn:
    """Report once and then hang where nothing can be reported."""
    report(Progress(5, "Read files", str(os.getpid())))
    threading.Event().wait()
    raise AssertionError("unreachable")


def once(rest: bytes, report: Report, memory: Memory) -> bytes:
    """Hang in the first run; be done in the next. ``rest`` is the path of a file that remembers."""
    first = Path(rest.decode())
    if first.exists():
        return b"DONE"
    first.touch()
    hang(rest, report, memory)


def stages(rest: bytes, report: Report, memory: Memory) -> bytes:
    """Three stages, each noted in the file ``rest`` when it is computed; the first run hangs after the second."""
    log = Path(rest.decode())
    done = [_stage(name, log, memory) for name in ("one", "two")]
    if not log.with_suffix(".hung").exists():
        log.with_suffix(".hung").touch()
        hang(rest, report, memory)
    return b" ".join([*done, _stage("three", log, memory)])


def _stage(name: str, log: Path, memory: Memory) -> bytes:
    if name in memory.known:
        return memory.known[name]
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{name}\n")
    memory.keep(name, name.upper().encode())
    return name.upper().encode()


ACTS = {act.__name__: act for act in (plain, progress, refuse, bug, noise, crash, hang, deaf, once, stages)}


def work(payload: bytes, report: Report, memory: Memory) -> bytes:
    what, _, rest = payload.partition(b":")
    return ACTS[what.decode()](rest, report, memory)


def reporting(payload: bytes, report: Callable[[int, str, str], None], memory: Memory) -> bytes:
    """The same work for engines, which report in three words."""
    return work(payload, lambda at: report(at.percent, at.stage, at.message), memory)


if __name__ == "__main__":
    serve(work)
