"""What the runner promises, whatever dies at whatever moment. Time and work are in the test's hands."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from jobstore.engine import OnProgress, Stop
from jobstore.errors import CrashedError, RefusedError, StoppedError, StoreError, UnavailableError
from jobstore.model import result_key
from tests.jobstore.support import SUMMARY, TIMINGS, Place, Process, Script


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def raising(error: Exception) -> Script:
    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        raise error

    return Script(act)


def meanwhile(event: Callable[[OnProgress], None]) -> Script:
    """An engine during whose work something happens."""

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        event(report)
        if stop.is_set():
            raise StoppedError
        return payload.upper()

    return Script(act)


def test_a_job_runs_to_its_result(place: Place) -> None:
    app = place.process()
    job = app.order(b"work")
    assert app.jobs.status(job).state == "waiting"
    assert app.runner.run_next()
    seen = app.jobs.status(job)
    assert (seen.status, seen.progress, seen.attempt, seen.summary, seen.title) == (
        "complete",
        100,
        1,
        SUMMARY,
        "title",
    )
    assert app.jobs.result(job) == b"WORK"
    assert app.jobs.payload(job) == b"work"
    assert not app.runner.run_next()


def test_the_result_lies_there_before_the_job_is_complete(place: Place) -> None:
    app = place.process(describe=lambda result: (place.blobs.all_keys() and "", SUMMARY))
    job = app.order()
    written = place.blobs.put

    def put(key: str, data: bytes) -> None:
        assert app.jobs.status(job).status == "processing"
        written(key, data)

    place.blobs.put = put
    app.runner.run_next()
    assert app.jobs.result(job) is not None


def test_input_that_the_work_refuses_ends_the_job_with_that_sentence(place: Place) -> None:
    app = place.process(raising(RefusedError("revenue.csv is empty.")))
    job = app.order()
    app.runner.run_next()
    seen = app.jobs.status(job)
    assert (seen.status, seen.error, seen.error_ref, seen.attempt) == ("failed", "revenue.csv is empty.", None, 1)
    assert not app.runner.run_next()


def test_a_bug_ends_the_job_with_a_reference_and_no_detail(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    app = place.process(raising(ZeroDivisionError("secret detail")))
    job = app.order()
    with caplog.at_level(logging.ERROR):
        app.runner.run_next()
    seen = app.jobs.status(job)
    assert seen.error == "Something went wrong on our side; the reference is ABCD1234."
    assert seen.error_ref == "ABCD1234"
    assert "secret detail" in caplog.text
    assert "ABCD1234" in caplog.text
    assert job not in caplog.text


def test_a_result_that_cannot_be_read_is_a_bug(place: Place) -> None:
    def describe(result: bytes) -> None:
        raise ValueError("no JSON")

    app = place.process(describe=describe)
    job = app.order()
    app.runner.run_next()
    assert app.jobs.status(job).error_ref == "ABCD1234"


def test_a_worker_that_keeps_dying_ends_the_job_after_three_attempts(place: Place) -> None:
    engine = raising(CrashedError())
    app = place.process(engine)
    job = app.order()
    states = []
    while app.runner.run_next():
        states.append(app.jobs.status(job).state)
    assert states == ["waiting", "waiting", "failed"]
    assert "interrupted 3 times" in app.jobs.status(job).error
    assert engine.runs == 3


def test_a_process_that_keeps_dying_ends_the_job_after_three_attempts(place: Place) -> None:
    job = place.process().order()
    for _ in range(3):
        doomed = place.process(raising(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            doomed.runner.run_next()
        doomed.die()
    survivor = place.process()
    assert not survivor.runner.run_next()
    assert "interrupted 3 times" in survivor.jobs.status(job).error


def test_what_a_dead_process_left_is_taken_up_at_once(place: Place) -> None:
    doomed, other = place.process(raising(KeyboardInterrupt())), place.process()
    job = doomed.order()
    with pytest.raises(KeyboardInterrupt):
        doomed.runner.run_next()
    assert not other.runner.run_next(), "its process lives"
    doomed.die()
    assert other.runner.run_next()
    assert (other.jobs.status(job).status, other.jobs.status(job).attempt) == ("complete", 2)


def test_what_a_silent_process_left_is_taken_up_when_the_lease_ends(place: Place) -> None:
    silent, other = place.process(raising(KeyboardInterrupt())), place.process()
    job = silent.order()
    with pytest.raises(KeyboardInterrupt):
        silent.runner.run_next()
    place.clock.now += TIMINGS.lease - 1
    assert not other.runner.run_next()
    assert other.jobs.status(job).state == "running"
    place.clock.now += 2
    assert other.jobs.status(job).state == "stalled"
    assert other.jobs.status(job).status == "processing"
    assert other.runner.run_next()
    assert other.jobs.status(job).status == "complete"


def test_a_zombie_writes_nothing_more(place: Place) -> None:
    other = place.process(Script(lambda payload, report, stop: b"second"))

    def taken_over(report: OnProgress) -> None:
        place.clock.now += TIMINGS.lease + 1
        assert other.runner.run_next()

    zombie = place.process(meanwhile(taken_over))
    job = zombie.order()
    assert zombie.runner.run_next()
    assert zombie.jobs.result(job) == b"second"
    assert result_key(job, 1) not in place.blobs.all_keys(), "what it left is cleared away"


def test_a_zombies_pulse_ends_its_work(place: Place) -> None:
    other = place.process()
    heard: list[bool] = []

    def taken_over(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        place.clock.now += TIMINGS.lease + 1
        other.runner.run_next()
        report(99, "Score", "still at it")
        zombie.runner.pulse()
        heard.append(stop.is_set())
        raise StoppedError

    zombie = place.process(Script(taken_over))
    job = zombie.order()
    zombie.runner.run_next()
    assert heard == [True]
    assert zombie.jobs.status(job).message == "Done"


def test_a_living_process_keeps_its_lease(place: Place) -> None:
    other = place.process()

    def long(report: OnProgress) -> None:
        for _ in range(20):
            place.clock.now += TIMINGS.lease / 3
            app.runner.pulse()
            assert not other.runner.run_next()

    app = place.process(meanwhile(long))
    job = app.order()
    app.runner.run_next()
    assert (app.jobs.status(job).status, app.jobs.status(job).attempt) == ("complete", 1)


def test_progress_is_shown_and_only_moves_forward(place: Place) -> None:
    seen: list[tuple[int, str, str]] = []

    def moving(report: OnProgress) -> None:
        for percent in (10, 40, 30, 100):
            report(percent, "Score", f"at {percent}")
            app.runner.pulse()
            now = app.jobs.status(job)
            seen.append((now.progress, now.stage, now.message))

    app = place.process(meanwhile(moving))
    job = app.order()
    app.runner.run_next()
    assert seen == [
        (10, "Score", "at 10"),
        (40, "Score", "at 40"),
        (40, "Score", "at 30"),
        (99, "Score", "at 100"),
    ]


def test_a_second_attempt_does_not_move_the_bar_back(place: Place) -> None:
    def dying(report: OnProgress) -> None:
        report(60, "Score", "half")
        first.runner.pulse()
        raise CrashedError

    first = place.process(meanwhile(dying))
    job = first.order()
    first.runner.run_next()
    assert first.jobs.status(job).progress == 60

    def early(report: OnProgress) -> None:
        report(5, "Read files", "again")
        second.runner.pulse()
        assert second.jobs.status(job).progress == 60

    second = place.process(meanwhile(early))
    assert second.runner.run_next()
    assert second.jobs.status(job).state == "complete"


def test_a_job_that_hangs_is_ended_at_its_deadline(place: Place) -> None:
    def hanging(report: OnProgress) -> None:
        place.clock.now += TIMINGS.deadline + 1
        app.runner.pulse()

    app = place.process(meanwhile(hanging))
    job = app.order()
    app.runner.run_next()
    assert "longer than 30 minutes" in app.jobs.status(job).error
    assert not app.runner.run_next()


def test_a_drain_gives_the_job_back_and_burns_no_attempt(place: Place) -> None:
    app = place.process(meanwhile(lambda report: app.runner.drain()))
    job = app.order()
    app.runner.run_next()
    seen = app.jobs.status(job)
    assert (seen.state, seen.attempt) == ("waiting", 0)
    assert not app.runner.run_next(), "a drained runner takes nothing more"
    assert place.process().runner.run_next()
    assert app.jobs.status(job).status == "complete"


@pytest.mark.parametrize("same_process", [True, False])
def test_a_running_job_can_be_cancelled_from_any_process(place: Place, same_process: bool) -> None:
    def cancelled(report: OnProgress) -> None:
        assert (app if same_process else other).jobs.cancel(job)
        app.runner.pulse()

    app: Process = place.process(meanwhile(cancelled))
    other = place.process()
    job = app.order()
    app.runner.run_next()
    seen = app.jobs.status(job)
    assert (seen.status, seen.state, seen.error) == ("failed", "cancelled", "The analysis was cancelled.")
    assert not app.jobs.cancel(job)


@pytest.mark.parametrize("end", ["failed", "cancelled", "complete"])
def test_a_result_that_comes_after_the_end_changes_nothing(place: Place, end: str) -> None:
    """As from work that hears no stop, and comes to its own end at last."""

    def late(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        if end == "failed":
            place.clock.now += TIMINGS.deadline + 1
            app.runner.pulse()
        elif end == "cancelled":
            app.jobs.cancel(job)
        else:
            place.clock.now += TIMINGS.lease + 1
            other.runner.run_next()
        ended.append(place.store.get(job))
        report(50, "Score", "late")
        app.runner.pulse()
        return b"late"

    ended: list[object] = []
    app, other = place.process(Script(late)), place.process()
    job = app.order()
    app.runner.run_next()
    assert ended == [place.store.get(job)]
    assert (app.jobs.status(job).state, app.jobs.result(job)) == (end, b"PAYLOAD" if end == "complete" else None)
    assert result_key(job, 1) not in place.blobs.all_keys()


def test_a_running_job_can_be_deleted(place: Place) -> None:
    app = place.process(meanwhile(lambda report: app.jobs.delete(job)))
    job = app.order()
    app.runner.run_next()
    assert app.jobs.status(job) is None
    assert place.blobs.all_keys() == []


def test_a_job_whose_files_are_gone_fails_with_a_remedy(place: Place) -> None:
    app = place.process()
    job = app.order()
    place.blobs.delete(place.store.get(job).input_key)
    app.runner.run_next()
    assert app.jobs.status(job).status == "failed"


def test_an_end_that_could_not_be_written_is_tried_again_later(place: Place) -> None:
    app = place.process()
    job = app.order()
    put, place.blobs.put = place.blobs.put, _failing
    app.runner.run_next()
    assert app.jobs.status(job).status == "processing"
    place.blobs.put = put
    place.clock.now += TIMINGS.lease + 1
    app.runner.run_next()
    assert app.jobs.status(job).status == "complete"


def _failing(key: str, data: bytes) -> None:
    raise StoreError("The disk is full.")


def test_no_more_run_at_once_than_allowed_over_all_processes(place: Place) -> None:
    place.slots = 1
    other = place.process()
    app = place.process(meanwhile(lambda report: _nothing_to_do(other)))
    app.order(b"a")
    app.order(b"b")
    assert app.runner.run_next()
    assert other.runner.run_next()


def _nothing_to_do(process: Process) -> None:
    assert not process.runner.run_next()


def test_owners_take_turns(place: Place) -> None:
    app = place.process()
    many = [app.order(bytes([n]), owner="many") for n in range(3)]
    place.clock.now += 1
    one = app.order(b"x", owner="one")
    assert [app.jobs.status(job).place for job in (*many, one)] == [1, 3, 4, 2]
    app.runner.run_next()
    app.runner.run_next()
    assert [app.jobs.status(job).status for job in (many[0], one)] == ["complete", "complete"]


# -- finished stages ------------------------------------------------------------------------------------------------


def broken_off_after(*names: str) -> Script:
    """An engine that finishes these stages and then dies."""
    script = Script()

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        for name in names:
            script.memory.keep(name, name.upper().encode())
        raise CrashedError

    script.act = act
    return script


def test_the_next_execution_knows_what_the_last_one_finished(place: Place) -> None:
    job = place.process().order()
    place.process(broken_off_after("read", "score")).runner.run_next()
    second = Script()
    place.process(second).runner.run_next()
    assert second.memory.known == {"read": b"READ", "score": b"SCORE"}
    assert place.process().jobs.status(job).state == "complete"


def test_finished_stages_go_when_the_job_is_complete(place: Place) -> None:
    job = place.process().order()
    place.process(broken_off_after("read")).runner.run_next()
    place.process().runner.run_next()
    assert sorted(place.blobs.all_keys()) == [f"input/{job}", result_key(job, 2)]


def test_finished_stages_are_deleted_with_the_job(place: Place) -> None:
    app = place.process(broken_off_after("read"))
    job = app.order()
    app.runner.run_next()
    assert app.jobs.delete(job)
    assert place.blobs.all_keys() == []


def test_a_retry_goes_on_from_what_is_finished(place: Place) -> None:
    job = place.process().order()
    app = place.process(broken_off_after("read"))
    for _ in range(TIMINGS.attempts):
        app.runner.run_next()
    assert app.jobs.status(job).state == "failed"
    app.jobs.retry(job)
    last = Script()
    place.process(last).runner.run_next()
    assert last.memory.known == {"read": b"READ"}


def test_a_zombie_keeps_nothing(place: Place) -> None:
    job = place.process().order()
    zombie = place.process()

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        zombie.die()
        assert place.process().runner.run_next()
        zombie_script.memory.keep("read", b"late")
        raise AssertionError("unreachable")

    zombie_script = Script(act)
    zombie.runner._engine = zombie_script
    zombie.runner.run_next()
    assert place.process().jobs.status(job).state == "complete"
    assert not [key for key in place.blobs.all_keys() if key.startswith("stage/")]


def test_a_stage_that_cannot_be_stored_is_no_reason_to_fail(place: Place) -> None:
    script = Script()

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        script.memory.keep("read", b"READ")
        return b"done"

    script.act = act
    app = place.process(script)
    job = app.order()
    written = place.blobs.put

    def put(key: str, data: bytes) -> None:
        if key.startswith("stage/"):
            raise StoreError("full")
        written(key, data)

    place.blobs.put = put
    app.runner.run_next()
    assert app.jobs.result(job) == b"done"


def test_a_finished_stage_whose_file_is_gone_is_computed_again(place: Place) -> None:
    job = place.process().order()
    place.process(broken_off_after("read", "score")).runner.run_next()
    place.blobs.delete(f"stage/{job}/read")
    second = Script()
    place.process(second).runner.run_next()
    assert second.memory.known == {"score": b"SCORE"}


def test_where_workers_cannot_be_reached_a_job_waits_and_no_attempt_is_burnt(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = place.process(raising(UnavailableError("The Dask scheduler at tcp://10.0.0.5:8786 cannot be reached.")))
    paused: list[float] = []
    monkeypatch.setattr(app.runner._ending, "wait", paused.append)
    job = app.order()
    for _ in range(TIMINGS.attempts + 2):
        app.runner.run_next()
    seen = app.jobs.status(job)
    assert (seen.state, seen.attempt, seen.message) == ("waiting", 0, "Waiting until the workers can be reached again")
    assert len(paused) == TIMINGS.attempts + 2
    assert min(paused) >= 1
    place.process().runner.run_next()
    assert app.jobs.status(job).state == "complete"
