"""A job's life: every step from one row to the next, as pure functions.

Nothing here reads a clock, a disk or a thread, so every step can be tried at any moment. The steps:
waiting → running → complete | failed; waiting | running → cancelled; running → waiting (released);
failed | cancelled → waiting (retried). Complete, failed and cancelled are final but for a retry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from jobstore.errors import LeaseLostError
from jobstore.model import WAITING, JobRow, Summary, reviewed_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """All the waiting there is, in seconds, and how often a job may be tried."""

    tick: float = 0.5  # how often progress is written and the queue looked at
    lease: float = 60.0  # how long a silent process keeps its jobs
    renew: float = 10.0  # how often leases are renewed
    deadline: float = 1800.0  # how long one execution may take
    drain: float = 3.0  # how long a shutdown waits for its threads
    sweep: float = 3600.0  # how often expired jobs are looked for
    double_click: float = 600.0  # how long the same order is the same job
    attempts: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to write to one job: one execution by one process."""

    job_id: str
    runner: str
    fence: int

    @staticmethod
    def of(row: JobRow) -> Lease:
        """The lease that a row names."""
        return Lease(job_id=row.id, runner=row.runner, fence=row.fence)

    def check(self, row: JobRow | None) -> JobRow:
        """The row, if this lease still holds it.

        :raises LeaseLostError: the job is gone, has ended, or is another execution's.
        """
        if row is None or row.state != "running" or Lease.of(row) != self:
            raise LeaseLostError(self.job_id)
        return row


def claimed(row: JobRow, runner: str, now: float, timings: Timings) -> JobRow:
    """The job begins to run here. The attempt counts from now on: work that kills its process must not loop."""
    return replace(
        row,
        state="running",
        message=row.message if row.progress else "Starting",
        runner=runner,
        fence=row.fence + 1,
        attempt=row.attempt + 1,
        started_at=row.started_at if row.started_at is not None else now,
        updated_at=now,
        lease_until=now + timings.lease,
        deadline_at=now + timings.deadline,
    )


def renewed(row: JobRow, now: float, timings: Timings) -> JobRow:
    """The process that runs the job is alive."""
    return replace(row, lease_until=now + timings.lease)


def reported(row: JobRow, now: float, percent: int, stage: str, message: str) -> JobRow:
    """The work has moved on. The percentage never falls, not even in a second attempt; 100 is for the end."""
    return replace(row, progress=max(row.progress, min(percent, 99)), stage=stage, message=message, updated_at=now)


def keeping(row: JobRow, key: str) -> JobRow:
    """A stage is finished and is about to lie under ``key``: named first, so that nothing is left unnamed."""
    return row if key in row.kept else replace(row, kept=(*row.kept, key))


def completed(row: JobRow, now: float, result: str, title: str, summary: Summary | None) -> JobRow:
    """The work is done and its result lies under ``result``."""
    ended = _ended(row, now)
    return replace(
        ended, state="complete", progress=100, message="Done", result=result, title=title or row.title, summary=summary
    )


def drafted(row: JobRow) -> JobRow:
    """A change to what users decided begins: it has a number before anything lies under it."""
    return replace(row, drafts=row.drafts + 1)


def reviewed(row: JobRow, now: float, draft: int, title: str, summary: Summary | None) -> JobRow:
    """The decisions and the result of a change lie on disk, and are those of the job from now on."""
    return replace(
        row,
        revision=draft,
        result=reviewed_key(row.id, draft),
        title=title or row.title,
        summary=summary,
        updated_at=now,
    )


def failed(row: JobRow, now: float, error: str, ref: str | None = None) -> JobRow:
    """The work cannot be done, as ``error`` says."""
    return replace(_ended(row, now), state="failed", message="Failed", error=error, error_ref=ref)


def cancelled(row: JobRow, now: float) -> JobRow:
    """Somebody no longer wants it. Whoever runs it has lost the lease."""
    return replace(_ended(row, now), state="cancelled", message="Cancelled", error="The analysis was cancelled.")


def released(row: JobRow, now: float, *, burnt: bool) -> JobRow:
    """Back into the queue; an execution that ended in good order is not ``burnt`` and does not count."""
    attempt = row.attempt if burnt else row.attempt - 1
    return replace(row, state="waiting", runner="", lease_until=0.0, attempt=attempt, updated_at=now)


def put_off(row: JobRow, now: float) -> JobRow:
    """Back into the queue: the place of work cannot be used at the moment."""
    return replace(released(row, now, burnt=False), message="Waiting until the workers can be reached again")


def retried(row: JobRow, now: float, turn: int) -> JobRow:
    """Once more from the beginning, with all attempts."""
    return replace(
        row, state="waiting", turn=turn, attempt=0, progress=0, stage="", message=WAITING, error=None, error_ref=None,
        started_at=None, completed_at=None, updated_at=now,
    )  # fmt: skip


def interrupted(row: JobRow, now: float) -> JobRow:
    """Given up: every attempt ended with the death of its process."""
    return failed(
        row,
        now,
        f"The analysis was interrupted {row.attempt} times and has been given up; "
        "retry it, and if that ends the same way try smaller keyword files.",
    )


def _ended(row: JobRow, now: float) -> JobRow:
    return replace(row, runner="", lease_until=0.0, completed_at=now, updated_at=now)


def orphaned(row: JobRow, now: float, dead: Collection[str]) -> bool:
    """Whether the process that runs the job is known to be dead or has been silent for too long."""
    return row.state == "running" and (row.runner in dead or row.lease_until < now)


def turn(live: Collection[JobRow], owner: str) -> int:
    """The round in which an owner's next job runs: one behind the owner's last, or the first that has not begun.

    So owners take turns, one visitor's many jobs do not starve another's first, and since nobody joins a round that
    has begun, newcomers without end do not starve whoever waits already.
    """
    begun = (row.turn + 1 for row in live if row.state == "running")
    at_hand = min((row.turn for row in live if row.state == "waiting"), default=0)
    return max([at_hand, *begun, *(row.turn + 1 for row in live if row.owner == owner)])


def has_room(live: Iterable[JobRow], owner: str, places: int) -> bool:
    """Whether an owner's next job may wait too. The last tenth of the places is for owners who have none waiting."""
    waiting = [row.owner for row in live if row.state == "waiting"]
    return len(waiting) < places - (places // 10 if owner in waiting else 0)


def queue(live: Iterable[JobRow]) -> tuple[JobRow, ...]:
    """The waiting jobs in the order in which they will run: by turns, then by age."""
    waiting = (row for row in live if row.state == "waiting")
    return tuple(sorted(waiting, key=lambda row: (row.turn, row.created_at, row.id)))


def next_to_run(live: Collection[JobRow], now: float, dead: Collection[str], slots: int) -> JobRow | None:
    """The job to claim: first what lost its process, then the queue, as long as one of ``slots`` is free."""
    orphans = [row for row in live if orphaned(row, now, dead)]
    running = sum(row.state == "running" for row in live) - len(orphans)
    if running >= slots:
        return None
    return next(iter((*orphans, *queue(live))), None)
