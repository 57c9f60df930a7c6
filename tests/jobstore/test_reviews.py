"""Decisions and their result change together or not at all; of two writers neither's change is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jobstore.engine import Memory
from jobstore.errors import BlobMissingError, StoreError
from jobstore.model import decisions_key, result_key, reviewed_key
from jobstore.reviews import Reviews
from tests.jobstore.support import SUMMARY, Place, Process, Script, job_id

LASTING, PASSING = "lasting-read", "score"


def adding(word: bytes) -> Callable[[bytes | None], bytes]:
    """A step that adds a word to those decided; deciding it again changes nothing."""
    return lambda before: None if word in (before or b"").split() else b" ".join(filter(None, [before, word]))


def answer(decisions: bytes, _memory: Memory) -> bytes:
    return b"result of " + decisions


@dataclass
class Bench:
    """A job that is done, and what reviews it."""

    place: Place
    app: Process
    job: str = ""
    titles: list[bytes] = field(default_factory=list)

    def reviews(self) -> Reviews:
        place = self.place
        return Reviews(
            store=place.store,
            blobs=place.blobs,
            describe=lambda result: (result.decode().removeprefix("result of "), SUMMARY),
            lasts=lambda name: name.startswith("lasting-"),
            clock=place.clock,
        )

    def blobs(self) -> set[str]:
        return {key for key in self.place.blobs.all_keys() if not key.startswith("input/")}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    place = Place(tmp_path)
    app = place.process()
    bench = Bench(place, app, app.order())
    app.runner.run_next()
    return bench


def test_a_decision_changes_decisions_result_title_and_revision_at_once(bench: Bench) -> None:
    reviews = bench.reviews()
    assert reviews.decisions(bench.job) is None
    bench.place.clock.now += 5
    before = bench.app.jobs.status(bench.job)
    assert reviews.change(bench.job, adding(b"a"), answer) == b"result of a"
    after = bench.app.jobs.status(bench.job)
    assert (reviews.decisions(bench.job), bench.app.jobs.result(bench.job)) == (b"a", b"result of a")
    assert (before.revision, after.revision, after.title, after.summary) == (0, 1, "a", SUMMARY)
    assert (after.completed_at, after.expires_at) == (before.completed_at, before.expires_at)
    assert after.updated_at > before.updated_at


def test_only_the_latest_is_kept(bench: Bench) -> None:
    reviews = bench.reviews()
    for word in (b"a", b"b", b"c"):
        reviews.change(bench.job, adding(word), answer)
    assert reviews.decisions(bench.job) == b"a b c"
    assert bench.blobs() == {decisions_key(bench.job, 3), reviewed_key(bench.job, 3)}


def test_a_step_that_changes_nothing_costs_nothing(bench: Bench) -> None:
    reviews = bench.reviews()
    reviews.change(bench.job, adding(b"a"), answer)

    def never(_decisions: bytes, _memory: Memory) -> bytes:
        raise AssertionError("there is nothing to work out")

    assert reviews.change(bench.job, adding(b"a"), never) == b"result of a"
    assert bench.app.jobs.status(bench.job).revision == 1


@pytest.mark.parametrize("wrong", ["", "x", job_id(77)])
def test_nothing_can_be_decided_about_what_is_no_job(bench: Bench, wrong: str) -> None:
    assert bench.reviews().change(wrong, adding(b"a"), answer) is None
    assert bench.reviews().decisions(wrong) is None


def test_nothing_can_be_decided_about_a_job_that_is_not_done(bench: Bench) -> None:
    waiting = bench.app.order(b"other")
    assert bench.reviews().change(waiting, adding(b"a"), answer) is None


def test_who_comes_second_decides_on_the_ground_of_the_first(bench: Bench) -> None:
    mine, theirs = bench.reviews(), bench.reviews()
    seen: list[bytes] = []

    def meanwhile(decisions: bytes, memory: Memory) -> bytes:
        if not seen:
            theirs.change(bench.job, adding(b"theirs"), answer)
        seen.append(decisions)
        return answer(decisions, memory)

    assert mine.change(bench.job, adding(b"mine"), meanwhile) == b"result of theirs mine"
    assert seen == [b"mine", b"theirs mine"]
    assert bench.app.jobs.result(bench.job) == b"result of theirs mine"
    assert bench.blobs() == {decisions_key(bench.job, 3), reviewed_key(bench.job, 3)}


def test_many_writers_lose_no_decision(bench: Bench) -> None:
    words = [f"w{number}".encode() for number in range(8)]
    threads = [
        threading.Thread(target=bench.reviews().change, args=(bench.job, adding(word), answer)) for word in words
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(bench.reviews().decisions(bench.job).split()) == words
    assert bench.app.jobs.result(bench.job) == b"result of " + bench.reviews().decisions(bench.job)
    assert len(bench.blobs()) == 2


def test_a_writer_that_is_always_outrun_says_so_in_the_end(bench: Bench) -> None:
    numbers = iter(range(100))

    def meanwhile(decisions: bytes, memory: Memory) -> bytes:
        bench.reviews().change(bench.job, adding(b"%d" % next(numbers)), answer)
        return answer(decisions, memory)

    with pytest.raises(StoreError, match="same moment; try again"):
        bench.reviews().change(bench.job, adding(b"mine"), meanwhile)


class Dead(BaseException):
    """As ``kill -9``: nothing after it runs."""


@pytest.mark.parametrize("deaths", range(1, 7))
def test_a_death_at_any_write_leaves_what_stood_before_or_what_was_decided(bench: Bench, deaths: int) -> None:
    place = bench.place
    bench.reviews().change(bench.job, adding(b"a"), answer)
    writes = iter(range(1, 100))
    put, transaction, delete = place.blobs.put, place.store.transaction, place.blobs.delete

    def dying(write: Callable) -> Callable:
        def attempt(*args: object) -> object:
            if next(writes) >= deaths:
                raise Dead
            return write(*args)

        return attempt

    place.blobs.put, place.store.transaction = dying(put), dying(transaction)
    place.blobs.delete = dying(delete)
    with suppress(Dead):
        bench.reviews().change(bench.job, adding(b"b"), answer)
    place.blobs.put, place.store.transaction, place.blobs.delete = put, transaction, delete
    decided = bench.reviews().decisions(bench.job)
    assert decided == (b"a b" if deaths > 4 else b"a")
    assert bench.app.jobs.result(bench.job) == b"result of " + decided
    assert bench.reviews().change(bench.job, adding(b"c"), answer) == b"result of " + decided + b" c"
    assert bench.app.jobs.delete(bench.job)
    assert place.blobs.all_keys() == []


def test_a_disk_that_is_full_changes_nothing(bench: Bench) -> None:
    put = bench.place.blobs.put

    def full(key: str, data: bytes) -> None:
        if key.startswith("result/"):
            raise StoreError("full")
        put(key, data)

    bench.place.blobs.put = full
    before = bench.blobs()
    with pytest.raises(StoreError, match="full"):
        bench.reviews().change(bench.job, adding(b"a"), answer)
    assert bench.blobs() == before
    assert bench.app.jobs.status(bench.job).revision == 0


def test_work_that_fails_changes_nothing(bench: Bench) -> None:
    def fail(_decisions: bytes, _memory: Memory) -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bench.reviews().change(bench.job, adding(b"a"), fail)
    assert bench.app.jobs.result(bench.job) == b"PAYLOAD"


def test_a_job_that_is_deleted_meanwhile_leaves_nothing(bench: Bench) -> None:
    def meanwhile(decisions: bytes, memory: Memory) -> bytes:
        assert bench.app.jobs.delete(bench.job)
        return answer(decisions, memory)

    assert bench.reviews().change(bench.job, adding(b"a"), meanwhile) is None
    assert bench.place.blobs.all_keys() == []


def test_a_reader_finds_the_result_that_takes_anothers_place_as_it_looks(bench: Bench) -> None:
    get = bench.place.blobs.get
    changes = iter([b"a", b"b"])

    def late(key: str) -> bytes:
        if key.startswith("result/") and (word := next(changes, None)):
            bench.reviews().change(bench.job, adding(word), answer)
        return get(key)

    bench.place.blobs.get = late
    assert bench.app.jobs.result(bench.job) == b"result of a b"


def test_a_lost_file_is_told(bench: Bench) -> None:
    bench.reviews().change(bench.job, adding(b"a"), answer)
    bench.place.blobs.delete(decisions_key(bench.job, 1))
    with pytest.raises(BlobMissingError):
        bench.reviews().decisions(bench.job)
    with pytest.raises(BlobMissingError):
        bench.reviews().change(bench.job, adding(b"b"), answer)


# -- stages that last -----------------------------------------------------------------------------------------------


def test_lasting_stages_stay_with_the_job_and_spare_the_work(tmp_path: Path) -> None:
    place = Place(tmp_path)
    script = Script()

    def act(payload: bytes, *_: object) -> bytes:
        script.memory.keep(LASTING, b"table")
        script.memory.keep(PASSING, b"scores")
        return payload

    script.act = act
    app = place.process(script)
    app.runner._lasts = lambda name: name == LASTING
    bench = Bench(place, app, app.order())
    app.runner.run_next()
    assert bench.blobs() == {f"stage/{bench.job}/{LASTING}", result_key(bench.job, 1)}
    known: list[dict[str, bytes]] = []

    def work(decisions: bytes, memory: Memory) -> bytes:
        known.append(dict(memory.known))
        memory.keep(PASSING, b"scores")
        return decisions

    bench.reviews().change(bench.job, adding(b"a"), work)
    assert known == [{LASTING: b"table"}]
    assert f"stage/{bench.job}/{PASSING}" not in bench.blobs()
    assert app.jobs.delete(bench.job)
    assert place.blobs.all_keys() == []


def test_a_stage_that_had_to_be_computed_is_kept_for_the_next_change(bench: Bench) -> None:
    known: list[dict[str, bytes]] = []

    def work(decisions: bytes, memory: Memory) -> bytes:
        known.append(dict(memory.known))
        memory.keep(LASTING, b"table")
        return decisions

    bench.reviews().change(bench.job, adding(b"a"), work)
    bench.reviews().change(bench.job, adding(b"b"), work)
    assert known == [{}, {LASTING: b"table"}]
    assert bench.app.jobs.delete(bench.job)
    assert bench.place.blobs.all_keys() == []
