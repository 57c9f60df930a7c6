"""The pulse: progress is cheap, one job's trouble is not another's, and the time of day decides nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jobstore.assembly import assemble
from jobstore.data_dir import open_data_dir
from jobstore.engine import OnProgress, Stop
from jobstore.errors import StoreError
from jobstore.shelf import Terms
from tests.jobstore.support import LABEL, SUMMARY, TIMINGS, Clock, Place, Script, until

ROOT = Path(__file__).resolve().parents[2]
YEAR = 365 * 86_400


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A machine whose time of day can be set while its steady clock goes on."""
    return Place(tmp_path, steady=Clock())


def during(event: Callable[[OnProgress], None]) -> Script:
    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        event(report)
        return payload.upper()

    return Script(act)


# -- progress -----------------------------------------------------------------------------------------------------


def test_progress_costs_the_work_no_write_and_the_store_one_a_pulse(place: Place) -> None:
    writes: list[str] = []
    transaction = place.store.transaction

    def counted() -> object:
        writes.append("write")
        return transaction()

    def chatty(report: OnProgress) -> None:
        place.store.transaction = counted
        for pulse in (1, 2):
            for number in range(10_000):
                report(number // 101, "Score", f"phrase {number}")
            assert len(writes) == pulse - 1
            app.runner.pulse()
            app.runner.pulse()
            assert len(writes) == pulse
        assert app.jobs.status(job).message == "phrase 9999"

    app = place.process(during(chatty))
    job = app.order()
    app.runner.run_next()
    assert app.jobs.status(job).state == "complete"


def test_progress_that_could_not_be_written_is_written_by_the_next_pulse(place: Place) -> None:
    def busy() -> object:
        raise StoreError("The job store is busy.")

    def told(report: OnProgress) -> None:
        report(40, "Score", "the last word for a long time")
        transaction, place.store.transaction = place.store.transaction, busy
        with pytest.raises(StoreError):
            app.runner.pulse()
        place.store.transaction = transaction
        app.runner.pulse()
        assert app.jobs.status(job).message == "the last word for a long time"

    app = place.process(during(told))
    job = app.order()
    app.runner.run_next()
    assert app.jobs.status(job).state == "complete"


def test_signs_of_life_that_the_store_keeps_waiting_again_and_again_cost_no_lease(place: Place) -> None:
    """Each waits as long as a store lets anybody wait for other writers, and the pulse pauses after each."""

    def busy() -> object:
        place.clock.now += Terms().wait
        raise StoreError("The job store has been busy for longer than 5 seconds.")

    def held_up(report: OnProgress) -> None:
        place.clock.now += TIMINGS.renew  # the next sign of life is due
        transaction, place.store.transaction = place.store.transaction, busy
        for _ in range(4):
            with pytest.raises(StoreError):
                app.runner.pulse()
            place.clock.now += 11 * TIMINGS.tick
        place.store.transaction = transaction
        assert not other.runner.run_next(), "its lease still holds"
        app.runner.pulse()
        place.clock.now += TIMINGS.lease - 1
        assert not other.runner.run_next(), "it was renewed"

    app, other = place.process(during(held_up)), place.process()
    job = app.order()
    app.runner.run_next()
    assert (app.jobs.status(job).state, app.jobs.status(job).attempt) == ("complete", 1)


def test_a_job_whose_record_cannot_be_read_costs_no_other_its_lease(place: Place) -> None:
    def inner(report: OnProgress) -> None:
        get = place.store.get

        def damaged(job: str) -> object:
            if job == first:
                raise StoreError("A job's record is damaged.")
            return get(job)

        place.store.get = damaged
        place.clock.now += TIMINGS.lease - 1
        with pytest.raises(StoreError):
            app.runner.pulse()
        place.store.get = get
        assert get(second).lease_until == place.clock.now + TIMINGS.lease

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        if payload == b"first":
            assert app.runner.run_next()
        else:
            inner(report)
        return payload

    app = place.process(Script(act))
    first, second = app.order(b"first"), app.order(b"second")
    app.runner.run_next()
    assert app.jobs.status(second).state == "complete"


# -- the time of day ----------------------------------------------------------------------------------------------


def test_a_clock_that_is_set_on_or_a_machine_that_slept_neither_ends_a_job_nor_starts_it_twice(place: Place) -> None:
    def jump(report: OnProgress) -> None:
        place.clock.now += YEAR
        assert not app.runner.run_next(), "it is at work on it"
        app.runner.pulse()
        assert not other.runner.run_next()

    app, other = place.process(during(jump)), place.process()
    job = app.order()
    app.runner.run_next()
    assert (app.jobs.status(job).state, app.jobs.status(job).attempt) == ("complete", 1)


def test_a_clock_that_is_set_back_leaves_no_lease_that_outlives_its_process(place: Place) -> None:
    def back(report: OnProgress) -> None:
        place.clock.now -= YEAR
        app.runner.pulse()
        assert place.store.get(job).lease_until == place.clock.now + TIMINGS.lease
        raise KeyboardInterrupt  # and no sign of life from here on

    app = place.process(during(back))
    job = app.order()
    with pytest.raises(KeyboardInterrupt):
        app.runner.run_next()
    place.clock.now += TIMINGS.lease + 1
    other = place.process()
    assert other.runner.run_next()
    assert other.jobs.status(job).state == "complete"


def test_the_deadline_holds_when_the_clock_is_set_back(place: Place) -> None:
    def hanging(report: OnProgress) -> None:
        place.clock.now -= YEAR
        place.steady.now += TIMINGS.deadline + 1
        app.runner.pulse()

    app = place.process(during(hanging))
    job = app.order()
    app.runner.run_next()
    assert "longer than 30 minutes" in app.jobs.status(job).error


def test_expired_jobs_are_cleared_away_also_after_the_clock_was_set_back(place: Place) -> None:
    app = place.process()
    assert app.sweeper.sweep_if_due()
    place.clock.now -= YEAR
    assert app.sweeper.sweep_if_due()
    assert not app.sweeper.sweep_if_due()


# -- work that does not end ---------------------------------------------------------------------------------------


def test_work_that_hangs_in_a_thread_keeps_no_other_job_waiting(tmp_path: Path) -> None:
    free = threading.Event()

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        if payload == b"hang":
            free.wait(60)
        return payload.upper()

    data = open_data_dir(tmp_path / "jobs")
    runner, jobs = assemble(
        data, engine=Script(act), describe=lambda _: ("title", SUMMARY), slots=1, max_waiting=50, retention_days=7,
        timings=replace(TIMINGS, tick=0.02, deadline=0.3, drain=0.2),
    )  # fmt: skip
    try:
        hung = jobs.order(b"hang", LABEL, "")
        until(lambda: jobs.status(hung).status == "failed")
        assert "was stopped" in jobs.status(hung).error
        after = [jobs.order(text, LABEL, "") for text in (b"a", b"b")]
        for job in after:
            until(lambda job=job: jobs.status(job).status == "complete")
        assert not free.is_set()
    finally:
        free.set()
        runner.drain()
        data.close()


def test_work_that_hangs_does_not_keep_the_process_from_ending(tmp_path: Path) -> None:
    code = (
        "import sys, threading; from dataclasses import replace; from pathlib import Path\n"
        "from jobstore.assembly import assemble; from jobstore.data_dir import open_data_dir\n"
        "from tests.jobstore.support import *\n"
        "began = threading.Event()\n"
        "def act(*_): began.set(); threading.Event().wait()\n"
        "runner, jobs = assemble(open_data_dir(Path(sys.argv[1])), engine=Script(act), describe=lambda _: ('', None),\n"
        "    slots=1, max_waiting=9, retention_days=7, timings=replace(TIMINGS, tick=0.02, drain=0.2))\n"
        "job = jobs.order(b'', LABEL, ''); assert began.wait(20); runner.drain()\n"
        "print(jobs.status(job).state, jobs.status(job).attempt)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "jobs")],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["waiting", "0"]


def test_a_job_whose_result_could_not_be_stored_is_not_begun(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise StoreError("The disk is full.")

    app = place.process()
    job = app.order()
    with monkeypatch.context() as patch:
        patch.setattr(place.blobs, "probe", full)
        for _ in range(TIMINGS.attempts + 1):
            with pytest.raises(StoreError):
                app.runner.run_next()
    assert (app.jobs.status(job).state, app.jobs.status(job).attempt) == ("waiting", 0)
