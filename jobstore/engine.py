"""Where the work of a job is done: in a process of its own (the default) or in the job's thread.

An engine gets bytes and gives bytes. It knows nothing of rows, of leases or of what the work is about.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

import msgspec

from jobstore.errors import CrashedError, RefusedError, StoppedError

_ROOT = Path(__file__).resolve().parents[1]
WORKER = (sys.executable, "-m", "pipeline.worker")

OnProgress = Callable[[int, str, str], None]
"""Called with the percentage, the stage and a short message. It never raises and never blocks."""


class Stop:
    """Asks one execution to end. May be set from any thread, at any time, more than once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = False
        self._action: Callable[[], None] | None = None

    def set(self) -> None:
        """Ask for the end, now."""
        with self._lock:
            self._set = True
            if self._action:
                self._action()

    def is_set(self) -> bool:
        """Whether the end was asked for."""
        return self._set

    @contextmanager
    def calling(self, action: Callable[[], None]) -> Iterator[None]:
        """Within the block, ``set`` calls the action at once (so it does on entry if already set)."""
        with self._lock:
            self._action = action
            if self._set:
                action()
        try:
            yield
        finally:
            with self._lock:
                self._action = None


def _forget(_name: str, _data: bytes) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier executions of the same work have finished, by name, and where this one leaves what it finishes.

    ``keep`` may raise ``LeaseLostError``, which ends the execution.
    """

    known: Mapping[str, bytes] = field(default_factory=dict)
    keep: Callable[[str, bytes], None] = _forget


Work = Callable[[bytes, OnProgress, Memory], bytes]
"""Some work that runs where it is called."""


class Engine(Protocol):
    """Runs one piece of work to its end."""

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        """Do the work, going on from what ``memory`` knows of it.

        :raises RefusedError: the input cannot be used.
        :raises StoppedError: ``stop`` was set.
        :raises CrashedError: the place of work died.
        :raises UnavailableError: the place of work cannot be used at the moment.
        :raises Exception: anything else is a bug in the work.
        """

    def probe(self) -> None:
        """:raises UnavailableError: the place of work cannot be used at the moment."""


class ThreadEngine:
    """The work in the calling thread: simple, but it slows the pages down and stops only where it reports."""

    def __init__(self, work: Work, refusals: type[Exception] | tuple[type[Exception], ...] = ()) -> None:
        """:param refusals: what ``work`` raises with a sentence for the user."""
        self._work = work
        self._refusals = refusals

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        """See ``Engine``."""

        def report(percent: int, stage: str, message: str) -> None:
            if stop.is_set():
                raise StoppedError
            on_progress(percent, stage, message)

        try:
            return self._work(payload, report, memory)
        except self._refusals as error:
            raise RefusedError(str(error)) from error

    def probe(self) -> None:
        """See ``Engine``: a thread is always there."""


class WorkError(Exception):
    """A bug in the work, told by another process; the text is its traceback, for the log only."""


class ProcessEngine:
    """The work in a process of its own, which cannot slow the pages down, can be killed, and dies with this one.

    The worker reads frames from its standard input, what is known (``K``) and then the payload (``I``), keeps the
    pipe open and ends itself when it closes. It writes frames: ``P`` progress, ``K`` something to keep, then ``R``
    the result, ``E`` a refusal or ``X`` a traceback. A frame is a length (four bytes, big-endian), one letter, and
    that many bytes.
    """

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = tuple(command)

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        """See ``Engine``."""
        with self._child() as child, stop.calling(child.kill):
            with suppress(BrokenPipeError, OSError):  # a child that dies early is told by its silence
                for known in memory.known.items():
                    _send(child.stdin, b"K", msgspec.msgpack.encode(known))
                _send(child.stdin, b"I", payload)
            try:
                return _listen(child.stdout, on_progress, memory)
            except Exception:
                if stop.is_set():
                    raise StoppedError from None
                raise

    def probe(self) -> None:
        """See ``Engine``: a process can always be begun, as far as can be known before."""

    @contextmanager
    def _child(self) -> Iterator[subprocess.Popen[bytes]]:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which then drains
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        try:
            yield child
        finally:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]  # both are pipes
            child.wait()


def _send(pipe: IO[bytes] | None, letter: bytes, body: bytes) -> None:
    if pipe is not None:
        pipe.write(len(body).to_bytes(4, "big") + letter)
        pipe.write(body)
        pipe.flush()


def _listen(pipe: IO[bytes] | None, on_progress: OnProgress, memory: Memory) -> bytes:
    while pipe is not None:
        header = pipe.read(5)
        body = pipe.read(int.from_bytes(header[:4], "big")) if len(header) == 5 else b""
        match header[4:]:
            case b"P":
                on_progress(*msgspec.msgpack.decode(body, type=tuple[int, str, str]))
            case b"K" if len(body) == int.from_bytes(header[:4], "big"):
                memory.keep(*msgspec.msgpack.decode(body, type=tuple[str, bytes]))
            case b"R" if len(body) == int.from_bytes(header[:4], "big"):
                return body
            case b"E":
                raise RefusedError(body.decode())
            case b"X":
                raise WorkError(body.decode(errors="replace"))
            case _:
                break
    raise CrashedError("the worker's process died")
