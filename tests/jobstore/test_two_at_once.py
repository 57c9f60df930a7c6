"""Two that do the same at the same moment: one of them wins, and the other hears of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jobstore.engine import OnProgress, Stop
from jobstore.errors import LeaseLostError, QueueFullError, RefusedError, StoreError
from tests.jobstore.support import TIMINGS, Place, Script

DAY = 86_400


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def raising(error: BaseException) -> Script:
    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        raise error

    return Script(act)


def just_before_the_next_transaction(place: Place, event: Callable[[], object]) -> None:
    """What another process does after somebody has looked and before it writes."""
    transaction = place.store.transaction

    def first() -> object:
        place.store.transaction = transaction
        event()
        return transaction()

    place.store.transaction = first


def failed(place: Place) -> str:
    app = place.process(raising(RefusedError("no")))
    job = app.order()
    app.runner.run_next()
    return job


def test_of_two_that_saw_the_same_waiting_job_one_runs_it(place: Place) -> None:
    app, other = place.process(), place.process()
    job = app.order()
    just_before_the_next_transaction(place, other.runner.run_next)
    assert not app.runner.run_next()
    assert app.jobs.status(job).attempt == 1


def test_whoever_lost_a_job_writes_nothing_while_another_is_at_work_on_it(place: Place) -> None:
    other = place.process(raising(KeyboardInterrupt()))  # it claims, and its process goes on living

    def act(payload: bytes, report: OnProgress, stop: Stop) -> bytes:
        place.clock.now += TIMINGS.lease + 1
        with pytest.raises(KeyboardInterrupt):
            other.runner.run_next()
        report(99, "Score", "late")
        zombie.runner.pulse()
        with pytest.raises(LeaseLostError):
            script.memory.keep("read", b"late")
        return b"late"

    script = Script(act)
    zombie = place.process(script)
    job = zombie.order()
    zombie.runner.run_next()
    seen = other.jobs.status(job)
    assert (seen.state, seen.attempt, seen.progress) == ("running", 2, 0)
    assert place.blobs.all_keys() == [f"input/{job}"]


def test_the_same_order_from_two_tabs_is_one_job(place: Place) -> None:
    app, other = place.process(), place.process()
    ids: list[str] = []
    just_before_the_next_transaction(place, lambda: ids.append(other.order(b"a", owner="me")))
    assert [app.order(b"a", owner="me")] == ids == place.store.ids()
    assert place.blobs.all_keys() == [f"input/{ids[0]}"]


def test_the_last_place_in_the_queue_is_given_once(place: Place) -> None:
    place.max_waiting = 1
    app, other = place.process(), place.process()
    just_before_the_next_transaction(place, lambda: other.order(b"a"))
    with pytest.raises(QueueFullError):
        app.order(b"b")
    assert len(place.store.ids()) == len(place.blobs.all_keys()) == 1


def test_a_cancelled_job_gives_its_place_in_a_full_queue_to_the_next(place: Place) -> None:
    place.max_waiting = 2
    app = place.process()
    first, second = app.order(b"a"), app.order(b"b")
    assert app.jobs.cancel(first)
    third = app.order(b"c")
    assert [app.jobs.status(job).place for job in (second, third)] == [1, 2]


def test_of_two_retries_one_counts_and_the_work_is_done_once(place: Place) -> None:
    job = failed(place)
    app, other = place.process(), place.process()
    just_before_the_next_transaction(place, lambda: other.jobs.retry(job))
    assert not app.jobs.retry(job)
    assert app.runner.run_next()
    assert not app.runner.run_next()
    assert app.jobs.status(job).state == "complete"


def test_a_job_that_is_retried_while_it_expires_is_kept_with_its_files(place: Place) -> None:
    job = failed(place)
    app, other = place.process(), place.process()
    place.clock.now += 8 * DAY
    just_before_the_next_transaction(place, lambda: other.jobs.retry(job))
    app.sweeper.sweep()
    assert app.runner.run_next()
    assert app.jobs.status(job).state == "complete"


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_job_that_lives_is_kept_however_old_it_is(place: Place, state: str) -> None:
    app = place.process(raising(KeyboardInterrupt()))
    job = app.order()
    if state == "running":
        with pytest.raises(KeyboardInterrupt):
            app.runner.run_next()
    place.clock.now += 400 * DAY
    app.sweeper.sweep()
    app.sweeper.sweep()
    assert place.store.get(job).state == state
    assert place.process().runner.run_next()
    assert app.jobs.status(job).state == "complete"


def test_a_job_that_is_retried_while_it_is_deleted_is_deleted(place: Place) -> None:
    job = failed(place)
    app, other = place.process(), place.process()
    just_before_the_next_transaction(place, lambda: other.jobs.retry(job))
    assert app.jobs.delete(job)
    assert (app.jobs.status(job), place.store.live(), place.blobs.all_keys()) == (None, [], [])


def test_a_removal_that_is_cut_short_is_finished_by_the_next_sweep(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = place.process()
    job = app.order()
    app.runner.run_next()

    def failing(key: str) -> None:
        raise StoreError("The disk is gone.")

    with monkeypatch.context() as patch:
        patch.setattr(place.blobs, "delete", failing)
        assert app.jobs.delete(job)
    assert app.jobs.status(job) is None, "whoever deleted it sees it no more"
    assert len(place.blobs.all_keys()) == 2
    place.process().sweeper.sweep()
    assert (place.blobs.all_keys(), place.store.gone()) == ([], [])
