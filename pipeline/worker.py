"""Runs one analysis for a parent process, which it does not outlive: ``python -m pipeline.worker``.

Standard input brings frames: ``K`` a stage that an earlier worker finished (name, bytes), any number of them, then
``I`` the request as MessagePack. It then stays open: when it closes, the parent is dead and so is the worker.
Standard output carries frames: ``P`` progress (percent, stage, message), ``K`` a stage that is finished, at the end
``R`` the result as JSON, ``E`` the sentence of an ``InputError`` or ``X`` a traceback. A frame is a length (four
bytes, big-endian), one letter, and that many bytes. Knows nothing of jobs.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pipeline.errors import InputError
from pipeline.model import Progress, Report, Request

if TYPE_CHECKING:
    from pipeline import Memory

Work = Callable[[bytes, Report, "Memory"], bytes]
"""From the bytes of a request to the bytes of its result."""

_REQUEST = msgspec.msgpack.Decoder(Request)
_PARENT_DIED = 75  # an exit code that nobody reads: EX_TEMPFAIL


@dataclass(frozen=True, slots=True)
class _Pipes:
    """The parent's memory, as far as this process needs it."""

    output: BinaryIO
    known: Mapping[str, bytes] = field(default_factory=dict)

    def keep(self, name: str, data: bytes, /) -> None:
        _send(self.output, b"K", msgspec.msgpack.encode((name, data)))

    def report(self, at: Progress) -> None:
        _send(self.output, b"P", msgspec.msgpack.encode((at.percent, at.stage, at.message)))


def analysis(payload: bytes, report: Report, memory: Memory) -> bytes:
    """The work itself: a request as MessagePack in, the result document out.

    :raises InputError: the request cannot be analysed.
    """
    from pipeline import analyse  # late: half a second of imports, after the parent's death is watched for

    return analyse(_REQUEST.decode(payload), report, memory).to_json()


def serve(work: Work) -> None:
    """Do one piece of work for the parent."""
    _leave_signals_to_the_parent()
    _give_way()
    output = _own_stdout()
    payload, known = _receive()
    threading.Thread(target=_die_with_the_parent, daemon=True).start()
    letter, body = _outcome(work, payload, _Pipes(output, known))
    _send(output, letter, body)


def _outcome(work: Work, payload: bytes, parent: _Pipes) -> tuple[bytes, bytes]:
    try:
        return b"R", work(payload, parent.report, parent)
    except InputError as error:
        return b"E", str(error).encode()
    except Exception:  # noqa: BLE001  # the parent logs it
        return b"X", traceback.format_exc().encode(errors="replace")


def _leave_signals_to_the_parent() -> None:
    for name in ("SIGINT", "SIGTERM"):  # a service manager sends them to every process; the parent then drains
        signal.signal(getattr(signal, name), signal.SIG_IGN)


def _give_way() -> None:
    """Pages and polls come first where there are fewer processors than workers."""
    if hasattr(os, "nice"):
        os.nice(5)


def _own_stdout() -> BinaryIO:
    """The real standard output; whatever libraries print goes to standard error from now on."""
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return frames


def _receive() -> tuple[bytes, dict[str, bytes]]:
    """The request, and what is known of it."""
    known: dict[str, bytes] = {}
    while True:
        header = _exactly(5)
        body = _exactly(int.from_bytes(header[:4], "big"))
        if header[4:] == b"I":
            return body, known
        name, data = msgspec.msgpack.decode(body, type=tuple[str, bytes])
        known[name] = data


def _exactly(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = os.read(0, min(size - len(data), 1 << 20))
        if not chunk:
            os._exit(_PARENT_DIED)
        data += chunk
    return bytes(data)


def _die_with_the_parent() -> None:
    # os.read, not sys.stdin: a blocked buffered reader aborts the interpreter when it ends in good order
    while os.read(0, 1):
        pass
    os._exit(_PARENT_DIED)


def _send(output: BinaryIO, letter: bytes, body: bytes) -> None:
    output.write(len(body).to_bytes(4, "big") + letter + body)
    output.flush()


if __name__ == "__main__":
    serve(analysis)
