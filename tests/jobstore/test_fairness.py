"""Fair between visitors: everybody's turn comes, whatever the others order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstore import lifecycle
from jobstore.errors import QueueFullError
from jobstore.model import JobRow
from tests.jobstore.support import Place, Process, row


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@dataclass
class Line:
    """A queue whose jobs only wait, run and end."""

    live: list[JobRow] = field(default_factory=list)
    number: int = 0

    def order(self, owner: str) -> JobRow:
        self.number += 1
        job = row(self.number, owner=owner, turn=lifecycle.turn(self.live, owner))
        self.live.append(job)
        return job

    def run(self, slots: int) -> None:
        job = lifecycle.next_to_run(self.live, 0.0, (), slots)
        if job is not None:
            self.live[self.live.index(job)] = replace(job, state="running", lease_until=1.0)

    def end(self, which: int) -> None:
        running = [job for job in self.live if job.state == "running"]
        if running:
            self.live.remove(running[which % len(running)])

    def before(self, job: JobRow) -> Counter[str]:
        """How many jobs of each owner run before this one."""
        queue = lifecycle.queue(self.live)
        return Counter(other.owner for other in queue[: queue.index(job)])


EVENTS = st.one_of(
    st.tuples(st.just("order"), st.sampled_from("abcdef")),
    st.tuples(st.just("run"), st.integers(1, 3)),
    st.tuples(st.just("end"), st.integers(0, 2)),
)


@given(st.lists(EVENTS, max_size=80))
def test_nobodys_first_job_waits_for_more_than_two_of_any_other_visitor(events: list[tuple[str, object]]) -> None:
    line = Line()
    for name, value in events:
        if name == "order" and value not in {job.owner for job in line.live}:
            assert max(line.before(line.order(str(value))).values(), default=0) <= 2
        else:
            getattr(line, name)(value)


def test_newcomers_without_end_do_not_starve_whoever_waits_already() -> None:
    line = Line()
    mine = [line.order("me") for _ in range(4)]
    line.order("somebody")
    for number in range(60):  # whoever orders next brings a new cookie, and the queue never empties
        line.run(1)
        line.order(f"newcomer {number}")
        line.end(0)
    assert not [job for job in mine if job in line.live]


def fill(app: Process, owner: str) -> int:
    """Order until it is refused; how many were taken on."""
    for number in range(1_000):
        try:
            app.order(b"%d" % number, owner=owner)
        except QueueFullError:
            return number
    raise AssertionError("it is never full")


def test_one_visitor_cannot_fill_the_queue_to_its_last_place(place: Place) -> None:
    app = place.process()
    assert fill(app, "greedy") == 45
    with pytest.raises(QueueFullError, match="45 analyses are waiting already and the last places are kept for those"):
        app.order(b"more", owner="greedy")
    others = [app.order(b"first", owner=f"visitor {number}") for number in range(5)]
    assert [app.jobs.status(job).place for job in others] == [2, 3, 4, 5, 6]
    with pytest.raises(QueueFullError, match="50 analyses are waiting already and no more are taken on"):
        app.order(b"first", owner="one too many")


def test_a_short_queue_is_for_everyone_alike(place: Place) -> None:
    place.max_waiting = 9
    assert fill(place.process(), "greedy") == 9
