"""Ordering, listing, retrying, deleting and clearing away."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstore.access import ANYONE, Viewer
from jobstore.errors import BlobMissingError, QueueFullError, RefusedError
from jobstore.jobs import new_id
from jobstore.model import MAX_NAME, JobRow, is_job_id, own_name, view
from tests.jobstore.support import TIMINGS, Place, Script, job_id, row


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_same_order_by_the_same_visitor_is_one_job(place: Place) -> None:
    app = place.process()
    first = app.order(b"a", owner="me")
    assert app.order(b"a", owner="me") == first
    assert len({first, app.order(b"b", owner="me"), app.order(b"a", owner="you")}) == 3
    assert len([key for key in place.blobs.all_keys() if key.startswith("input/")]) == 3


def test_the_same_order_is_a_new_job_after_a_while_or_when_the_first_has_ended(place: Place) -> None:
    app = place.process()
    first = app.order(b"a", owner="me")
    place.clock.now += TIMINGS.double_click + 1
    second = app.order(b"a", owner="me")
    assert first != second
    while app.runner.run_next():
        pass
    assert app.order(b"a", owner="me") not in {first, second}


def test_strangers_without_an_id_never_share_a_job(place: Place) -> None:
    app = place.process()
    assert app.order(b"a") != app.order(b"a")


def test_a_full_queue_refuses_and_keeps_nothing(place: Place) -> None:
    place.max_waiting = 2
    app = place.process()
    app.order(b"a")
    app.order(b"b")
    with pytest.raises(QueueFullError, match="2 analyses are waiting"):
        app.order(b"c")
    assert len(place.blobs.all_keys()) == 2
    app.runner.run_next()
    assert app.order(b"c")


def test_each_visitor_sees_its_own_jobs_newest_first(place: Place) -> None:
    app = place.process()
    old = app.order(b"a", owner="me")
    place.clock.now += 1
    new = app.order(b"b", owner="me")
    app.order(b"c", owner="you")
    assert [job.id for job in app.jobs.owned(Viewer(owner="me"))] == [new, old]
    assert app.jobs.owned(ANYONE) == ()
    assert len(app.jobs.every()) == 3


def test_the_same_order_is_found_while_it_lives_and_once_it_is_complete(place: Place) -> None:
    app = place.process()
    first = app.order(b"a", owner="me")
    assert app.jobs.same(b"a", Viewer(owner="me")).id == first
    app.runner.run_next()
    assert app.jobs.same(b"a", Viewer(owner="me")).state == "complete"
    place.clock.now += 1
    again = app.order(b"a", owner="me")
    assert app.jobs.same(b"a", Viewer(owner="me")).id == again
    assert app.jobs.same(b"b", Viewer(owner="me")) is None
    assert app.jobs.same(b"a", Viewer(owner="you")) is None
    assert app.jobs.same(b"a", ANYONE) is None


def test_an_order_that_was_cancelled_is_no_reason_to_wait(place: Place) -> None:
    app = place.process()
    app.jobs.cancel(app.order(b"a", owner="me"))
    assert app.jobs.same(b"a", Viewer(owner="me")) is None


def test_a_job_goes_by_its_own_name_until_that_is_taken_back(place: Place) -> None:
    app = place.process()
    job = app.order()
    assert app.jobs.rename(job, "  Spring\nlaunch ")
    app.runner.run_next()
    assert (app.jobs.status(job).named, app.jobs.status(job).title) == ("Spring launch", "title")
    assert app.jobs.rename(job, "")
    assert app.jobs.status(job).named == ""


def test_a_row_from_before_names_is_read(place: Place) -> None:
    old = msgspec.json.encode({k: v for k, v in msgspec.to_builtins(row()).items() if k != "named"})
    assert msgspec.json.decode(old, type=JobRow) == row()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("x" * 200, "x" * 80),
        ("a\x00b\x1b[31mc\x7f", "a b [31mc"),
        ("moc.live\u202e//:sptth", "moc.live//:sptth"),
        ("two\u2028lines\r\n\tand  tabs", "two lines and tabs"),
        ("half \ud83d", "half"),
        ("\u200d\u200b \u00ad", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Knoblauchpresse – Größe 2", "Knoblauchpresse – Größe 2"),
    ],
)
def test_a_name_is_one_plain_line(given: str, kept: str) -> None:
    assert own_name(given) == kept


@given(st.text())
def test_cleaning_a_name_twice_changes_nothing_and_it_can_be_stored(text: str) -> None:
    name = own_name(text)
    assert len(name) <= MAX_NAME
    assert own_name(name) == name == name.strip()
    assert msgspec.json.decode(msgspec.json.encode(name)) == name


def test_ids_are_random_and_of_the_one_form_that_is_looked_up() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(uuid.UUID(each).version == 4 and is_job_id(each) for each in ids)


@pytest.mark.parametrize("wrong", ["", "x", "../etc", "A" * 36, job_id(1).upper(), job_id(1) + "\n", "é" * 36])
def test_what_is_no_id_is_no_job(place: Place, wrong: str) -> None:
    app = place.process()
    assert not is_job_id(wrong) or wrong == job_id(1)
    assert app.jobs.status(wrong) is None
    assert app.jobs.result(wrong) is None
    assert app.jobs.payload(wrong) is None
    assert not app.jobs.cancel(wrong)
    assert not app.jobs.retry(wrong)
    assert not app.jobs.rename(wrong, "name")
    assert not app.jobs.delete(wrong)


def test_a_failed_job_can_be_retried_with_all_its_attempts(place: Place) -> None:
    def refuse(*_: object) -> bytes:
        raise RefusedError("no")

    app = place.process(Script(refuse))
    job = app.order()
    assert not app.jobs.retry(job), "it waits"
    app.runner.run_next()
    assert app.jobs.retry(job)
    seen = app.jobs.status(job)
    assert (seen.state, seen.progress, seen.attempt, seen.error, seen.completed_at) == ("waiting", 0, 0, None, None)
    assert place.process().runner.run_next()
    assert app.jobs.status(job).status == "complete"
    assert not app.jobs.retry(job), "complete is final"


def test_a_waiting_job_can_be_cancelled(place: Place) -> None:
    app = place.process()
    job = app.order()
    assert app.jobs.cancel(job)
    assert app.jobs.status(job).state == "cancelled"
    assert not app.runner.run_next()
    assert app.jobs.retry(job)


def test_a_deleted_job_leaves_nothing(place: Place) -> None:
    app = place.process()
    job = app.order()
    app.runner.run_next()
    assert app.jobs.delete(job)
    assert app.jobs.status(job) is None
    assert place.blobs.all_keys() == []
    assert not app.jobs.delete(job)


def test_a_lost_result_is_told(place: Place) -> None:
    app = place.process()
    job = app.order()
    app.runner.run_next()
    place.blobs.delete(place.store.get(job).result)
    with pytest.raises(BlobMissingError):
        app.jobs.result(job)


def test_finished_jobs_are_cleared_away_after_their_time_and_live_ones_never(place: Place) -> None:
    app = place.process()
    done, waiting = app.order(b"a"), app.order(b"b")
    app.runner.run_next()
    place.clock.now += 6.9 * 86_400
    app.sweeper.sweep()
    assert app.jobs.status(done) is not None
    place.clock.now += 0.2 * 86_400
    app.sweeper.sweep()
    assert app.jobs.status(done) is None
    assert app.jobs.status(waiting).status == "processing"
    assert [key.split("/")[1] for key in place.blobs.all_keys()] == [waiting]


def test_without_a_time_nothing_is_cleared_away(place: Place) -> None:
    place.retention_days = 0
    app = place.process()
    done = app.order()
    app.runner.run_next()
    place.clock.now += 10_000 * 86_400
    app.sweeper.sweep()
    assert app.jobs.status(done).expires_at is None


def test_a_sweep_comes_at_start_and_then_every_hour(place: Place) -> None:
    app = place.process()
    assert app.sweeper.sweep_if_due()
    assert not app.sweeper.sweep_if_due()
    place.clock.now += TIMINGS.sweep + 1
    assert app.sweeper.sweep_if_due()


def test_blobs_without_a_job_are_cleared_away_at_the_second_sweep(place: Place) -> None:
    app = place.process()
    kept = app.order()
    place.blobs.put(f"input/{job_id(99)}", b"its process died before the row was written")
    app.sweeper.sweep()
    assert len(place.blobs.all_keys()) == 2, "its row may be about to be written"
    app.sweeper.sweep()
    assert place.blobs.all_keys() == [f"input/{kept}"]


def test_dead_processes_locks_are_cleared_away(place: Place) -> None:
    app, dead = place.process(), place.process()
    dead.die()
    app.sweeper.sweep()
    assert [path.stem for path in place.folder.glob("*.lock")] == [app.owners.me]
    assert app.owners.alive(app.owners.me)
    assert not app.owners.alive(dead.owners.me)


def test_elapsed_time_counts_from_the_start_of_the_work() -> None:
    def at(second: int) -> datetime:
        return datetime.fromtimestamp(second, UTC)

    waiting = view(row(1, created_at=100), now=130)
    running = view(row(1, created_at=100, started_at=110, state="running", lease_until=200), now=130)
    done = view(row(1, created_at=100, started_at=110, completed_at=120, state="complete"), now=130, retention_days=7)
    assert [job.elapsed(at(130)) for job in (waiting, running, done)] == [30, 20, 10]
    assert done.expires_at == at(120) + timedelta(days=7)
