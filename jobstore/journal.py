"""What is told of the jobs of one process: a log line an event, and figures for an operator's monitoring.

Promises that no line and no figure holds a whole job id or anything of a user's, and that a text from outside, as a
trace may hold one, can neither begin a line of its own nor steer a terminal. It decides nothing.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter as Counts
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from jobstore.model import JobRow

_logger = logging.getLogger("jobstore")
_SILENCE = 60.0  # seconds until a trouble that lasts is told again
_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
_ID = re.compile(r"\b([0-9a-f]{8})-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format, which every collector reads."""


class Lines(logging.Formatter):
    """Events begin at the edge, their further lines stand in; ids are cut short, what cannot be seen is spelt."""

    def format(self, record: logging.LogRecord) -> str:
        """See ``logging.Formatter``."""
        lines = _ID.sub(r"\1", super().format(record)).splitlines()
        return "\n    ".join("".join(map(_seen, line)) for line in lines)


def _seen(char: str) -> str:
    return char if char.isprintable() or char == "\t" else ascii(char)[1:-1]


class Journal:
    """Counts since this process began; the jobs that live are read from the store when asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: tuple[str, float] = ("", 0.0)
        self._registry = registry = CollectorRegistry()
        self._ended = Counter("asi_jobs_ended", "Jobs that this process ended.", ["state"], registry=registry)
        self._job = Histogram("asi_job_seconds", "Time of one execution.", buckets=_SECONDS, registry=registry)
        self._stage = Histogram("asi_stage_seconds", "Time in a stage.", ["stage"], buckets=_SECONDS, registry=registry)
        self._live = Gauge("asi_jobs", "Jobs of the store that have not ended.", ["state"], registry=registry)

    def started(self, row: JobRow) -> None:
        """An execution begins in this process."""
        _logger.info("job %s started, attempt %d", row.id[:8], row.attempt)

    def ended(self, job_id: str, state: str, seconds: float, stages: dict[str, float]) -> None:
        """An execution ended with its job."""
        self._ended.labels(state).inc()
        self._job.observe(seconds)
        for stage, took in stages.items():
            self._stage.labels(stage).observe(took)
        spent = ", ".join(f"{stage.lower()} {took:.1f} s" for stage, took in stages.items())
        _logger.info("job %s %s after %.1f s%s", job_id[:8], state, seconds, f": {spent}" * bool(spent))

    def trouble(self, sentence: str) -> None:
        """The store cannot be used, so jobs wait. Every thread says so at every try; the log hears it once a minute."""
        told, since = self._told
        if sentence != told or self._clock() - since >= _SILENCE:
            self._told = (sentence, self._clock())
            _logger.warning("jobs wait: %s", sentence)

    def figures(self, live: Iterable[JobRow]) -> bytes:
        """Everything counted, in Prometheus' text format."""
        states = Counts(row.state for row in live)
        for state in ("waiting", "running"):
            self._live.labels(state).set(states[state])
        return generate_latest(self._registry)
