"""Runs jobs in the background of one process, beside other processes on the same store.

Promises: at most one live execution of a job; what a dead process left is picked up; whoever lost a job writes
nothing more to it; results are stored before the job is called complete. Correctness rests on the leases in the
rows, not on there being one runner. Knows nothing of what the work is about.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from jobstore import kept, lifecycle
from jobstore.blobs import Blobs
from jobstore.engine import Engine, Memory, Stop
from jobstore.errors import (
    BlobMissingError,
    CrashedError,
    LeaseLostError,
    RefusedError,
    StoppedError,
    StoreError,
    UnavailableError,
)
from jobstore.journal import Journal
from jobstore.lifecycle import Lease, Timings
from jobstore.model import JobRow, Summary, result_key, stage_key
from jobstore.owners import Owners
from jobstore.store import Reader, Store
from jobstore.sweeper import Sweeper

_logger = logging.getLogger("jobstore")

Describe = Callable[[bytes], tuple[str, Summary | None]]
"""Reads a job's title and headline numbers from its result."""


def new_reference() -> str:
    """A short reference by which a user's report leads to the server's log."""
    return secrets.token_hex(4).upper()


@dataclass(slots=True)
class _Held:
    """One execution in this process; its latest progress waits here for the pulse to write it."""

    lease: Lease
    stop: Stop = field(default_factory=Stop)
    progress: tuple[int, str, str] | None = None
    written: tuple[int, str, str] | None = None
    clock: Callable[[], float] = time.monotonic
    stages: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    began: float = 0.0
    since: float = 0.0
    worker: threading.Thread = field(default_factory=threading.current_thread)
    stopped: float | None = None

    def __post_init__(self) -> None:
        self.began = self.since = self.clock()

    def report(self, percent: int, stage: str, message: str) -> None:
        self.progress = (percent, stage, message)
        if stage != self.stage:
            self.turn(stage)

    def turn(self, stage: str = "") -> None:
        """A stage begins, or none; what the one before took is kept."""
        now = self.clock()
        if self.stage:
            self.stages[self.stage] = self.stages.get(self.stage, 0.0) + now - self.since
        self.stage, self.since = stage, now


class Runner:
    """Worker threads, one pulse thread, and the steps that both take (each can be taken by hand in tests)."""

    def __init__(
        self,
        *,
        store: Store,
        blobs: Blobs,
        engine: Engine,
        owners: Owners,
        sweeper: Sweeper,
        describe: Describe,
        slots: int,
        lasts: Callable[[str], bool] = lambda _stage: False,
        journal: Journal | None = None,
        timings: Timings | None = None,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        reference: Callable[[], str] = new_reference,
    ) -> None:
        """:param lasts: whether a finished stage by this name stays with the job when it is complete.
        :param steady: a clock that nobody sets, for what must not depend on the time of day.
        """
        self._store, self._blobs, self._engine, self._owners = store, blobs, engine, owners
        self._sweeper, self._describe, self._slots = sweeper, describe, slots
        self._lasts, self.journal = lasts, journal or Journal()
        self._timings = timings or Timings()
        self._clock, self._steady, self._reference = clock, steady, reference
        self._held: dict[Lease, _Held] = {}
        self._dropped: set[Lease] = set()  # executions that ended without a word to the store, which failed
        self._ending = threading.Event()
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._replaced: set[threading.Thread] = set()
        self._starting = threading.Lock()

    # -- threads ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to work; does nothing a second time. Daemon threads: nothing waits for them at exit."""
        with self._starting:
            if self._threads or self._ending.is_set():
                return
            works = [self._pulse_for_ever, *[self._work_for_ever] * self._slots]
            self._threads = [threading.Thread(target=work, name="jobs", daemon=True) for work in works]
            for thread in self._threads:
                thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._wake.put(None)

    def drain(self) -> None:
        """End in good order: executions are stopped, their jobs go back into the queue, no attempt is burnt."""
        self._ending.set()
        for held in list(self._held.values()):
            with suppress(LeaseLostError, StoreError):
                self._let_go(held)
        for _ in self._threads:
            self.wake()
        until = time.monotonic() + self._timings.drain
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _work_for_ever(self) -> None:
        while not self._ending.is_set() and threading.current_thread() not in self._replaced:
            if not self._safely(self.run_next):
                with suppress(queue.Empty):
                    self._wake.get(timeout=self._timings.tick)

    def _pulse_for_ever(self) -> None:
        while not self._ending.wait(self._timings.tick):
            self._safely(self.pulse)
            self._safely(self._sweeper.sweep_if_due)

    def _safely(self, step: Callable[[], bool]) -> bool:
        """A step that must not end its thread: it is tried again, after a pause."""
        try:
            return step()
        except StoreError as error:
            self.journal.trouble(str(error))
        except Exception:
            _logger.exception("a step of the job runner failed and will be tried again")
        self._ending.wait(10 * self._timings.tick)
        return False

    # -- steps --------------------------------------------------------------------------------------------------

    def run_next(self) -> bool:
        """Claim one job and run it to its end; False if there was none."""
        row = self._claim()
        if row is None:
            return False
        held = _Held(Lease.of(row), clock=self._steady)
        self._held[held.lease] = held
        try:
            if self._ending.is_set():  # claimed in the instant in which the drain began
                self._let_go(held)
            else:
                self.journal.started(row)
                self._execute(row, held)
        except LeaseLostError:
            _logger.info("job %s is no longer this process's", row.id[:8])
        except StoreError:
            _logger.exception("the end of job %s could not be written", row.id[:8])
            self._dropped.add(held.lease)
        finally:
            del self._held[held.lease]
        return True

    def pulse(self) -> bool:
        """Write progress, renew leases, end what is too late or no longer wanted, give back what was dropped."""
        trouble: StoreError | None = None
        for held in list(self._held.values()):
            try:
                self._beat(held)
            except LeaseLostError:
                held.stop.set()
            except StoreError as error:  # the other jobs' leases are renewed all the same
                trouble = error
            self._stand_in(held)
        if trouble:
            raise trouble
        self._give_back()
        return True

    def stop(self, job_id: str) -> None:
        """End this process's execution of a job, if there is one; the row is the caller's business."""
        for held in list(self._held.values()):
            if held.lease.job_id == job_id:
                held.stop.set()

    # -- claiming -----------------------------------------------------------------------------------------------

    def _claim(self) -> JobRow | None:
        while not self._ending.is_set():
            live = self._live(self._store)
            dead = {row.runner for row in live if row.state == "running" and not self._owners.alive(row.runner)}
            if lifecycle.next_to_run(live, self._clock(), dead, self._slots) is None:
                return None
            self._blobs.probe()  # a job whose result could not be stored would burn its attempts
            claimed = self._claim_now(dead)
            if claimed is None or claimed.live:
                return claimed
            _logger.warning("job %s was given up after %d attempts", claimed.id[:8], claimed.attempt)
        return None

    def _claim_now(self, dead: set[str]) -> JobRow | None:
        with self._store.transaction() as rows:
            now = self._clock()
            row = lifecycle.next_to_run(self._live(rows), now, dead, self._slots)
            if row is None:
                return None
            if row.attempt >= self._timings.attempts:
                row = lifecycle.interrupted(row, now)
            else:
                row = lifecycle.claimed(row, self._owners.me, now, self._timings)
            rows.put(row)
            return row

    def _live(self, rows: Reader) -> list[JobRow]:
        """What lives; what is worked on here is no orphan, however far the clock was set or the machine slept."""
        now = self._clock()
        return [
            lifecycle.renewed(row, now, self._timings) if Lease.of(row) in self._held else row for row in rows.live()
        ]

    # -- running ------------------------------------------------------------------------------------------------

    def _execute(self, row: JobRow, held: _Held) -> None:
        try:
            payload = self._blobs.get(row.input_key)
            result = self._engine.run(payload, held.report, held.stop, self._memory(row, held))
            title, summary = self._describe(result)
        except StoppedError:
            return  # whoever stopped it has written why
        except CrashedError:
            self._crashed(held)
        except UnavailableError as error:
            self._put_off(held, error.public)
        except RefusedError as error:
            self._fail(held, str(error))
        except BlobMissingError as error:
            self._fail(held, error.public)
        except (StoreError, LeaseLostError):
            raise
        except Exception:
            reference = self._reference()
            _logger.exception("job %s failed, reference %s", row.id[:8], reference)
            self._fail(held, f"Something went wrong on our side; the reference is {reference}.", reference)
        else:
            self._complete(held, result, title, summary)

    def _memory(self, row: JobRow, held: _Held) -> Memory:
        """The stages that the job's earlier executions finished; one that cannot be read is computed again."""

        def keep(name: str, data: bytes) -> None:
            key = stage_key(row.id, name)
            try:
                self._change(held.lease, lambda now: lifecycle.keeping(now, key))
                self._blobs.put(key, data)
            except StoreError:  # it only spares time; a full disk is met again where it matters
                _logger.exception("a finished stage of job %s could not be kept", row.id[:8])

        return Memory(kept.stages(row, self._blobs), keep)

    def _complete(self, held: _Held, result: bytes, title: str, summary: Summary | None) -> None:
        key = result_key(held.lease.job_id, held.lease.fence)
        self._blobs.put(key, result)
        try:
            self._change(held.lease, lambda row: lifecycle.completed(row, self._clock(), key, title, summary))
        except LeaseLostError:
            self._blobs.delete(key)
            raise
        self._told(held, "complete")
        self._forget_stages(held.lease.job_id)

    def _forget_stages(self, job_id: str) -> None:
        """Only an execution needs most. The row goes on naming them: they go with the job if this is cut short."""
        with suppress(StoreError):
            row = self._store.get(job_id)
            for key in row.kept if row else ():
                if not self._lasts(key.rpartition("/")[2]):
                    self._blobs.delete(key)

    def _crashed(self, held: _Held) -> None:
        def step(row: JobRow) -> JobRow:
            if row.attempt >= self._timings.attempts:
                return lifecycle.interrupted(row, self._clock())
            return lifecycle.released(row, self._clock(), burnt=True)

        _logger.warning("the worker of job %s died", held.lease.job_id[:8])
        self._change(held.lease, step)

    def _put_off(self, held: _Held, reason: str) -> None:
        _logger.warning("job %s waits: %s", held.lease.job_id[:8], reason)
        self._change(held.lease, lambda row: lifecycle.put_off(row, self._clock()))
        self._ending.wait(10 * self._timings.tick)

    def _fail(self, held: _Held, error: str, reference: str | None = None) -> None:
        self._change(held.lease, lambda row: lifecycle.failed(row, self._clock(), error, reference))
        self._told(held, "failed")

    def _told(self, held: _Held, state: str) -> None:
        held.turn()
        self.journal.ended(held.lease.job_id, state, held.since - held.began, held.stages)

    def _let_go(self, held: _Held) -> None:
        held.stop.set()
        self._change(held.lease, lambda row: lifecycle.released(row, self._clock(), burnt=False))

    def _change(self, lease: Lease, step: Callable[[JobRow], JobRow]) -> None:
        with self._store.transaction() as rows:
            rows.put(step(lease.check(rows.get(lease.job_id))))

    # -- the pulse ----------------------------------------------------------------------------------------------

    def _beat(self, held: _Held) -> None:
        now = self._clock()
        if self._steady() - held.began > self._timings.deadline:
            self._too_late(held)
            return
        row = held.lease.check(self._store.get(held.lease.job_id))
        progress = held.progress if held.progress is not held.written else None
        left = row.lease_until - now  # more than a lease: the clock was set back
        due = not self._timings.lease - self._timings.renew < left <= self._timings.lease
        if progress is None and not due:
            return

        def step(row: JobRow) -> JobRow:
            row = lifecycle.reported(row, now, *progress) if progress else row
            return lifecycle.renewed(row, now, self._timings)

        self._change(held.lease, step)
        held.written = progress or held.written

    def _give_back(self) -> None:
        """Jobs whose end could not be written go back into the queue with the first write that succeeds.

        Nobody need wait for their leases to expire. The attempt counts: a result that no store takes must not loop.
        """
        for lease in list(self._dropped):
            with suppress(LeaseLostError):
                self._change(lease, lambda row: lifecycle.released(row, self._clock(), burnt=True))
            self._dropped.discard(lease)
            self.wake()

    def _stand_in(self, held: _Held) -> None:
        """Work that does not hear that it is to end (in a thread it cannot be killed) must not keep others waiting."""
        if not held.stop.is_set() or held.worker in self._replaced or held.worker not in self._threads:
            return
        held.stopped = held.stopped or self._steady()
        if self._steady() - held.stopped > self._timings.drain:
            _logger.warning("job %s does not stop; another thread takes over", held.lease.job_id[:8])
            self._replaced.add(held.worker)
            thread = threading.Thread(target=self._work_for_ever, name="jobs", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _too_late(self, held: _Held) -> None:
        minutes = max(1, round(self._timings.deadline / 60))
        self._fail(held, f"The analysis took longer than {minutes} minutes and was stopped; try smaller keyword files.")
        held.stop.set()
