"""A worker whose payload says what to do, for tests of what surrounds the work: ``what:rest``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import NoReturn

from pipeline.errors import InputError
from pipeline.model import Progress, Report
from pipeline.worker import serve


def plain(rest: bytes, report: Report) -> bytes:
    return rest.upper()


def progress(rest: bytes, report: Report) -> bytes:
    for percent in (10, 50, 90):
        report(Progress(percent, "Score", f"at {percent}"))
    return rest.upper()


def refuse(rest: bytes, report: Report) -> NoReturn:
    raise InputError(rest.decode())


def bug(rest: bytes, report: Report) -> NoReturn:
    raise ZeroDivisionError("secret detail")


def noise(rest: bytes, report: Report) -> bytes:
    sys.stdout.write("a library prints\n")
    sys.stdout.flush()
    os.write(1, b"and C code too\n")
    return rest.upper()


def crash(rest: bytes, report: Report) -> NoReturn:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    raise AssertionError("unreachable")


def hang(rest: bytes, report: Report) -> NoReturn:
    """Report for ever, with the process's id as the message."""
    while True:
        report(Progress(5, "Read files", str(os.getpid())))
        threading.Event().wait(0.01)


def deaf(rest: bytes, report: Report) -> NoReturn:
    """Report once and then hang where nothing can be reported."""
    report(Progress(5, "Read files", str(os.getpid())))
    threading.Event().wait()
    raise AssertionError("unreachable")


def once(rest: bytes, report: Report) -> bytes:
    """Hang in the first run; be done in the next. ``rest`` is the path of a file that remembers."""
    first = Path(rest.decode())
    if first.exists():
        return b"DONE"
    first.touch()
    hang(rest, report)


ACTS = {act.__name__: act for act in (plain, progress, refuse, bug, noise, crash, hang, deaf, once)}


def work(payload: bytes, report: Report) -> bytes:
    what, _, rest = payload.partition(b":")
    return ACTS[what.decode()](rest, report)


if __name__ == "__main__":
    serve(work)
