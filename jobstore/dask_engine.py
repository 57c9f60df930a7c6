"""The work on the workers of a Dask cluster, one finished stage after the other.

Workers get bytes and give bytes; they never see the store. A stage is pure, so Dask may run it again when a worker
dies: whoever coordinates (this process) alone keeps what is finished. What a worker runs is found by its name in
the same release of this application, which must be installed on every host.
"""

from __future__ import annotations

import logging
import threading
import traceback
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from distributed import Client, Future, KilledWorker, get_worker

from jobstore.engine import Memory, OnProgress, Stop, Work, WorkError
from jobstore.errors import CrashedError, RefusedError, StoppedError, UnavailableError

_logger = logging.getLogger("jobstore")

_TOPIC = "asi-progress"
_NOT_INSTALLED = (
    "A Dask worker does not have this application; install the same release on every host and start the analysis again."
)
_CONNECT = 5.0  # seconds to reach the scheduler
_PROBE = 2.0  # seconds that a probe waits for a worker
_WORKERS = 30.0  # seconds to wait for a worker, before the job goes back into the queue
_LOSSES = 3  # how often one stage's inputs may die with their worker; Dask itself gives up a task after as many

_stopped: deque[str] = deque(maxlen=1_000)
"""On a worker: the executions that are no longer wanted."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is to run: functions of this application, which travel by their names."""

    work: Work
    refusals: tuple[type[Exception], ...]
    version: Callable[[], str]


class _Answer(NamedTuple):
    """What came of a step: ``R`` the result, ``K`` a finished stage, ``E`` a refusal, ``X`` a bug, ``V`` a version."""

    letter: str
    text: str
    data: bytes = b""


class _Finished(BaseException):
    """Ends a step at the end of a stage. Not an ``Exception``, which the work might catch."""

    def __init__(self, name: str, data: bytes) -> None:
        self.answer = _Answer("K", name, data)


def step(task: Task, version: str, token: str, payload: bytes, known: dict[str, bytes]) -> _Answer:
    """On a worker: work until the next stage is finished, or to the end."""
    if (own := task.version()) != version:
        return _Answer("V", own)
    worker = get_worker()

    def report(percent: int, stage: str, message: str) -> None:
        if token in _stopped:
            raise StoppedError
        worker.log_event(_TOPIC, (token, percent, stage, message))

    def keep(name: str, data: bytes) -> None:
        raise _Finished(name, data)

    try:
        return _Answer("R", "", task.work(payload, report, Memory(known, keep)))
    except _Finished as finished:
        return finished.answer
    except task.refusals as error:
        return _Answer("E", str(error))
    except Exception:  # noqa: BLE001  # the application logs it
        return _Answer("X", traceback.format_exc())


def note_stop(token: str) -> None:
    """On a worker: an execution is no longer wanted."""
    _stopped.append(token)


class DaskEngine:
    """A scheduler at ``tcp://host:port`` or ``tls://host:port``; certificates are Dask's own configuration."""

    def __init__(self, address: str, task: Task, *, patience: float = _WORKERS) -> None:
        """:param patience: seconds to wait for workers, before the work is put off."""
        self._address, self._task, self._patience = address, task, patience
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told in our own words

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        """See ``Engine``."""
        with self._client(self._patience) as client, _told(client, on_progress) as token:
            if wrong := self._wrong_worker(client):
                raise RefusedError(wrong)
            execution = _Execution(client, self._task, token, stop, payload, dict(memory.known), self._patience)
            while True:
                answer = self._answer(execution)
                match answer.letter:
                    case "R":
                        return answer.data
                    case "K":
                        memory.keep(answer.text, answer.data)
                        execution.knows(answer.text, answer.data)
                    case "E":
                        raise RefusedError(answer.text)
                    case "V":
                        raise RefusedError(_other_version(answer.text, self._task.version()))
                    case _:
                        raise WorkError(answer.text)

    def probe(self) -> None:
        """See ``Engine``; workers of another version are unavailable too."""
        with self._client(_PROBE) as client:
            if wrong := self._wrong_worker(client):
                raise UnavailableError(wrong)

    def _wrong_worker(self, client: Client) -> str:
        """What is wrong with the workers, in a sentence; empty if nothing is. Later ones are checked by each step."""
        own = self._task.version()
        for version in client.run(self._task.version, on_error="return").values():
            if isinstance(version, Exception):
                _logger.warning("a Dask worker does not have this application: %s", version)
                return _NOT_INSTALLED
            if version != own:
                return _other_version(str(version), own)
        return ""

    @contextmanager
    def _client(self, patience: float) -> Iterator[Client]:
        try:
            client = Client(self._address, timeout=_CONNECT, set_as_default=False, name="amazon-sales-intelligence")
        except OSError as error:
            raise self._unavailable("cannot be reached") from error
        try:
            client.wait_for_workers(1, timeout=patience)
            yield client
        except TimeoutError as error:
            raise self._unavailable("has no workers") from error
        finally:
            client.close(timeout=_CONNECT)

    def _unavailable(self, what: str) -> UnavailableError:
        return UnavailableError(f"The Dask scheduler at {self._address} {what}.", f" at {self._address}")

    def _answer(self, execution: _Execution) -> _Answer:
        for _ in range(_LOSSES):
            try:
                return execution.step()
            except CancelledError as error:  # not by us: the inputs died with their worker, or the scheduler died
                if execution.client.status != "running":
                    raise self._unavailable("went away") from error
            except KilledWorker as error:
                raise CrashedError("the work killed its Dask workers") from error
        raise CrashedError("the Dask workers died with the inputs of a stage")


@dataclass(slots=True)
class _Execution:
    """One execution as the cluster sees it: its inputs lie scattered over the workers, not in the scheduler."""

    client: Client
    task: Task
    token: str
    stop: Stop
    payload: bytes
    known: dict[str, bytes]
    patience: float
    scattered: dict[str, Future[Any]] = field(default_factory=dict)

    def knows(self, name: str, data: bytes) -> None:
        """A stage is finished."""
        self.known[name] = data

    def step(self) -> _Answer:
        """Have the next stage done.

        :raises StoppedError: ``stop`` was set.
        :raises CancelledError: the inputs were lost; another try scatters them again.
        """
        future, ended = self._submit(), threading.Event()
        future.add_done_callback(lambda _: ended.set())
        with self.stop.calling(ended.set):  # not by cancelling: who stops may be the client's own thread
            while not ended.wait(self.patience):
                self._check_workers()
        if self.stop.is_set():
            self._give_up(future)
            raise StoppedError
        try:
            return _Answer(*future.result())
        except CancelledError:
            self.scattered = {}
            raise

    def _check_workers(self) -> None:
        """Nobody restarts workers that died: the work would wait for ever."""
        if self.client.status != "running" or not self.client.scheduler_info(n_workers=-1)["workers"]:
            raise UnavailableError("The Dask workers are gone.")

    def _give_up(self, future: Future[_Answer]) -> None:
        future.cancel()
        with suppress(Exception):  # a worker that does not hear it ends its stage in vain
            self.client.run(note_stop, self.token, on_error="ignore")

    def _submit(self) -> Future[_Answer]:
        inputs = {"": self.payload, **self.known}
        new = [name for name in inputs if name not in self.scattered]
        futures = self.client.scatter([inputs[name] for name in new], hash=False)  # under names of Dask's own
        self.scattered |= dict(zip(new, futures, strict=True))
        known = {name: future for name, future in self.scattered.items() if name}
        # pure=False: the same work twice is no reason for Dask to hand out an old answer
        return self.client.submit(
            step, self.task, self.task.version(), self.token, self.scattered[""], known, pure=False
        )


@contextmanager
def _told(client: Client, on_progress: OnProgress) -> Iterator[str]:
    """Within the block, reports of steps that carry the given token arrive."""
    token = uuid.uuid4().hex

    def told(event: tuple[float, Any]) -> None:
        _, (of, *at) = event
        if of == token:
            on_progress(*at)

    client.subscribe_topic(_TOPIC, told)
    try:
        yield token
    finally:
        client.unsubscribe_topic(_TOPIC)


def _other_version(found: str, own: str) -> str:
    return (
        f"A Dask worker runs another version of this application ({found[:8]} instead of {own[:8]}); "
        "install the same release on every host and start the analysis again."
    )
