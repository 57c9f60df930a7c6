"""What a job is: the row on disk and the view that readers get.

Knows nothing of how jobs are stored or run. Times on disk are seconds since the epoch; readers get aware
UTC datetimes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from jobstore.schema import VERSION

VISITOR_COOKIE = "asi_visitor"
"""The cookie that holds a browser's unguessable visitor id."""

State = Literal["waiting", "running", "complete", "failed", "cancelled"]
Status = Literal["processing", "complete", "failed"]
WAITING = "Waiting for its turn"
LIVE: frozenset[State] = frozenset({"waiting", "running"})

_JOB_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


MAX_NAME = 80
"""The most characters of a job's own name."""

_JOINERS = "\u200c\u200d"  # invisible, yet spelling in Persian, Hindi and others needs them


def own_name(text: str) -> str:
    """A name that somebody gives a job, as it is kept: one line without control characters, at most ``MAX_NAME`` long.

    Empty where nothing is left that can be seen.
    """
    spaced = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    plain = "".join(char for char in spaced if char in _JOINERS or unicodedata.category(char) not in {"Cf", "Cs"})
    name = " ".join(plain.split())[:MAX_NAME].strip()
    return name if any(char.isprintable() for char in name) else ""


def is_job_id(text: object) -> bool:
    """Whether a text has the one form that job ids have (a lower-case UUID4)."""
    return isinstance(text, str) and _JOB_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A finished job's headline numbers. Volumes in searches a month; percentages of the targets' volume.

    ``captured_before`` is None when there was no listing to compare with.
    """

    keywords: int
    targets: int
    target_volume: int
    captured_before: float | None
    captured_after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job as it stands on disk.

    ``attempt`` counts executions that were not ended in good order; ``fence`` counts all of them and never
    goes back, so that ``(runner, fence)`` names one execution for ever. ``turn`` orders the queue. ``kept`` names
    the blobs of finished stages, which may or may not exist. ``private``: only the owner may know of the job.
    ``drafts`` counts the changes to what users decided, also those that came to nothing, and ``revision`` is the number
    of the one in force (0: none). ``named`` is the owner's own name for the job, empty while it goes by its ``title``.
    ``v`` is the row's schema version.
    """

    id: str
    owner: str
    digest: str
    asin: str
    marketplace: str
    title: str
    created_at: float
    updated_at: float
    state: State = "waiting"
    turn: int = 0
    progress: int = 0
    stage: str = ""
    message: str = WAITING
    started_at: float | None = None
    completed_at: float | None = None
    error: str | None = None
    error_ref: str | None = None
    attempt: int = 0
    fence: int = 0
    runner: str = ""
    lease_until: float = 0.0
    deadline_at: float = 0.0
    result: str | None = None
    summary: Summary | None = None
    kept: tuple[str, ...] = ()
    private: bool = False
    drafts: int = 0
    revision: int = 0
    v: int = VERSION
    named: str = ""

    @property
    def live(self) -> bool:
        """Whether the job has still to end."""
        return self.state in LIVE

    @property
    def input_key(self) -> str:
        """Where the blob of the job's request lies."""
        return f"input/{self.id}"

    @property
    def blob_keys(self) -> tuple[str, ...]:
        """Every blob that the job can have left, those of abandoned executions too."""
        results = (result_key(self.id, fence) for fence in range(1, self.fence + 1))
        drafts = range(1, self.drafts + 1)
        reviews = (key(self.id, draft) for draft in drafts for key in (decisions_key, reviewed_key))
        return (self.input_key, *self.kept, *results, *reviews)


def result_key(job_id: str, fence: int) -> str:
    """Where one execution puts its result."""
    return f"result/{job_id}/{fence}"


def decisions_key(job_id: str, draft: int) -> str:
    """Where one change to what users decided puts the decisions."""
    return f"decisions/{job_id}/{draft}"


def reviewed_key(job_id: str, draft: int) -> str:
    """Where one change to what users decided puts the result that follows."""
    return f"result/{job_id}/r{draft}"


def stage_key(job_id: str, name: str) -> str:
    """Where a finished stage is kept for the job's next execution."""
    return f"stage/{job_id}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One job as one reader sees it. Times are aware UTC datetimes.

    ``progress`` is 0-100 and only moves forward; ``place`` is the position in the queue (1: next), None once
    it runs; ``error`` is a plain sentence; ``error_ref`` a short reference to the server's log. ``state`` is
    ``stalled`` while the process that ran the job is silent and none has taken over yet. ``expires_at`` is
    None while the job lives and where jobs are kept for ever. ``private``: others are told that there is no such job;
    ``may_change`` and ``may_hide`` say what this reader may do (see ``Access``). ``revision`` changes with the result.
    ``named`` is the owner's own name for the job, empty while it goes by its ``title``.
    """

    id: str
    status: Status
    state: State | Literal["stalled"]
    progress: int
    message: str
    stage: str
    place: int | None
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    completed_at: datetime | None
    expires_at: datetime | None
    error: str | None
    error_ref: str | None
    asin: str
    marketplace: str
    title: str
    attempt: int
    summary: Summary | None
    private: bool = False
    may_change: bool = True
    may_hide: bool = False
    revision: int = 0
    named: str = ""

    def elapsed(self, now: datetime) -> float:
        """Seconds from the start of the work (while waiting: from the order) to its end, or to ``now``."""
        begin = self.started_at or self.created_at
        return max(0.0, ((self.completed_at or now) - begin).total_seconds())


def view(
    row: JobRow,
    *,
    now: float,
    place: int | None = None,
    retention_days: float = 0,
    may_change: bool = True,
    may_hide: bool = False,
) -> JobView:
    """What a reader sees of a row; ``retention_days`` 0 means that jobs are kept for ever."""
    ended = _time(row.completed_at)
    return JobView(
        id=row.id,
        status=_status(row.state),
        state="stalled" if row.state == "running" and row.lease_until < now else row.state,
        progress=row.progress,
        message=row.message,
        stage=row.stage,
        place=place,
        created_at=datetime.fromtimestamp(row.created_at, UTC),
        started_at=_time(row.started_at),
        updated_at=datetime.fromtimestamp(row.updated_at, UTC),
        completed_at=ended,
        expires_at=ended + timedelta(days=retention_days) if ended and retention_days else None,
        error=row.error,
        error_ref=row.error_ref,
        asin=row.asin,
        marketplace=row.marketplace,
        title=row.title,
        attempt=row.attempt,
        summary=row.summary,
        private=row.private,
        may_change=may_change,
        may_hide=may_hide,
        revision=row.revision,
        named=row.named,
    )


def _status(state: State) -> Status:
    if state in LIVE:
        return "processing"
    return "complete" if state == "complete" else "failed"


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
