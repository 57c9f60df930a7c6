"""What is told of jobs: one line an event without whole ids, and figures that a collector can read."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from jobstore.engine import OnProgress, Stop
from jobstore.errors import RefusedError
from jobstore.journal import Journal, Lines
from tests.jobstore.support import Place, Script, job_id, row


def _figures(journal: Journal, *live: str) -> dict[tuple[str, str], float]:
    text = journal.figures([row(number, state=state) for number, state in enumerate(live)]).decode()
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _staged(payload: bytes, report: OnProgress, _stop: Stop) -> bytes:
    report(5, "Read files", "Reading")
    report(9, "Read files", "Reading on")
    report(40, "Categorise keywords", "Categorising")
    return payload


def test_a_job_is_told_from_its_start_to_its_end(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    process = Place(tmp_path).process(Script(_staged))
    with caplog.at_level(logging.INFO, "jobstore"):
        job = process.order()
        process.runner.run_next()
    first, last = caplog.messages
    assert first == f"job {job[:8]} started, attempt 1"
    assert last.startswith(f"job {job[:8]} complete after 0.")
    assert "read files 0." in last
    assert "categorise keywords 0." in last
    assert not any(job in line for line in caplog.messages)
    found = _figures(process.runner.journal)
    assert found["asi_jobs_ended_total", "complete"] == 1
    assert found["asi_job_seconds_count", ""] == 1
    assert found["asi_stage_seconds_count", "Read files"] == 1


def test_a_refusal_counts_as_failed(tmp_path: Path) -> None:
    def refuse(*_: object) -> bytes:
        raise RefusedError("revenue.csv has no keywords; export it again.")

    process = Place(tmp_path).process(Script(refuse))
    process.order()
    process.runner.run_next()
    assert _figures(process.runner.journal)["asi_jobs_ended_total", "failed"] == 1


def test_the_queue_is_counted_by_state() -> None:
    found = _figures(Journal(), "waiting", "waiting", "running")
    assert (found["asi_jobs", "waiting"], found["asi_jobs", "running"]) == (2, 1)
    assert job_id(1) not in Journal().figures([row(1)]).decode()


def test_a_trouble_that_lasts_is_told_once_a_minute_and_a_new_one_at_once(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    journal = Journal(clock=lambda: now[0])
    for second in range(130):
        now[0] = float(second)
        journal.trouble("The disk is full.")
    journal.trouble("The store is damaged.")
    assert caplog.messages == ["jobs wait: The disk is full."] * 3 + ["jobs wait: The store is damaged."]


def _logged(message: str, *args: object, error: Exception | None = None) -> str:
    trace = None if error is None else (type(error), error, None)
    return Lines("%(levelname)s %(message)s").format(logging.LogRecord("x", logging.INFO, "", 0, message, args, trace))


def test_a_trace_holds_no_whole_id() -> None:
    said = _logged("job %s failed", job_id(1), error=KeyError(f"result/{job_id(2)}/1"))
    assert said == f"INFO job {job_id(1)[:8]} failed\n    KeyError: 'result/{job_id(2)[:8]}/1'"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x85", "\u2028"])
def test_text_from_outside_cannot_begin_a_line_of_the_log(end: str) -> None:
    said = _logged("a request failed", error=ValueError(f"phrase{end}2026-11-26 INFO job 12345678 complete"))
    assert [line for line in said.split("\n") if not line.startswith("    ")] == ["INFO a request failed"]
    assert end == "\n" or end not in said


def test_text_from_outside_cannot_steer_a_terminal() -> None:
    assert _logged("%s", "red \x1b[31m \u202e \t ü") == "INFO red \\x1b[31m \\u202e \t ü"
