"""What becomes of a job when parts of the cluster that runs it die, are missing or are of another version."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from jobstore.dask_engine import DaskEngine
from jobstore.engine import Memory, Stop
from jobstore.errors import CrashedError, RefusedError, SettingsError, StoppedError, UnavailableError
from jobstore.service import Service
from jobstore.settings import Settings
from pipeline import analyse
from pipeline.samples import sample
from tests.jobstore.cluster import Cluster
from tests.jobstore.support import until
from tests.jobstore.test_engines import FAKE_TASK, ignore

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.xdist_group("dask")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler; each test starts the workers that it needs."""
    cluster = Cluster(tmp_path)
    try:
        cluster.schedule()
        yield cluster
    finally:
        cluster.close()


def killing(mark: Path) -> Callable[[int, str, str], None]:
    """Kills whoever reports, once: its message is its process id."""

    def told(percent: int, stage: str, message: str) -> None:
        if not mark.exists():
            mark.touch()
            os.kill(int(message), KILL)

    return told


def test_the_death_of_a_worker_is_survived(cluster: Cluster, tmp_path: Path) -> None:
    cluster.work()
    cluster.work()
    engine = DaskEngine(cluster.address, FAKE_TASK)
    payload = b"stages:" + str(tmp_path / "log").encode()  # hangs after two stages, the first time
    kept: dict[str, bytes] = {}
    memory = Memory({}, kept.__setitem__)
    assert engine.run(payload, killing(tmp_path / "mark"), Stop(), memory) == b"ONE TWO THREE"
    assert (tmp_path / "log").read_text().split() == ["one", "two", "three"]
    assert list(kept) == ["one", "two", "three"]


def test_the_same_work_at_the_same_time_is_done_twice(cluster: Cluster, tmp_path: Path) -> None:
    """Of equal tasks Dask runs one and gives both its answer, unless it is told not to."""
    cluster.work()
    cluster.work()
    engine, mark = DaskEngine(cluster.address, FAKE_TASK), tmp_path / "mark"
    answers: list[bytes] = []
    stops = [Stop(), Stop()]

    def run(stop: Stop) -> None:
        with suppress(StoppedError):
            answers.append(engine.run(b"once:" + str(mark).encode(), ignore, stop, Memory()))

    threads = [threading.Thread(target=run, args=(stop,)) for stop in stops]
    try:
        threads[0].start()
        until(mark.exists)  # it hangs from now on; whoever does the same again is done at once
        threads[1].start()
        until(lambda: answers == [b"DONE"])
    finally:
        for stop in stops:
            stop.set()
        for thread in threads:
            thread.join()


def test_work_that_kills_every_worker_counts_as_a_crash_or_is_put_off(cluster: Cluster) -> None:
    for _ in range(2):
        cluster.work()
    with pytest.raises((CrashedError, UnavailableError)):
        DaskEngine(cluster.address, FAKE_TASK, patience=2).run(b"crash:", ignore, Stop(), Memory())


def test_without_workers_the_work_is_put_off(cluster: Cluster) -> None:
    engine = DaskEngine(cluster.address, FAKE_TASK, patience=0.2)
    with pytest.raises(UnavailableError, match="has no workers"):
        engine.run(b"plain:", ignore, Stop(), Memory())


def test_without_a_scheduler_the_work_is_put_off() -> None:
    engine = DaskEngine("tcp://127.0.0.1:9", FAKE_TASK)
    with pytest.raises(UnavailableError, match="cannot be reached"):
        engine.run(b"plain:", ignore, Stop(), Memory())
    with pytest.raises(UnavailableError, match="cannot be reached"):
        engine.probe()


def test_when_the_scheduler_dies_the_work_is_put_off(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path)
    try:
        scheduler = cluster.schedule()
        cluster.work()
        engine = DaskEngine(cluster.address, FAKE_TASK, patience=2)
        with pytest.raises(UnavailableError):
            engine.run(b"hang:", lambda *_: scheduler.kill(), Stop(), Memory())
    finally:
        cluster.close()


def test_workers_of_another_version_are_refused(cluster: Cluster) -> None:
    cluster.work(FAKE_VERSION="2")
    engine = DaskEngine(cluster.address, FAKE_TASK)
    sentence = r"^A Dask worker runs another version of this application \(2 instead of 1\); install the same release"
    with pytest.raises(RefusedError, match=sentence):
        engine.run(b"plain:", ignore, Stop(), Memory())
    with pytest.raises(UnavailableError, match=sentence):
        engine.probe()


def test_workers_that_do_not_have_the_application_are_refused(cluster: Cluster) -> None:
    cluster.work(PYTHONPATH="")
    engine = DaskEngine(cluster.address, FAKE_TASK)
    with pytest.raises(RefusedError, match="does not have this application"):
        engine.run(b"plain:", ignore, Stop(), Memory())
    with pytest.raises(UnavailableError, match="does not have this application"):
        engine.probe()


def test_a_worker_hears_that_its_work_is_not_wanted_any_more(cluster: Cluster) -> None:
    cluster.work()
    engine = DaskEngine(cluster.address, FAKE_TASK)
    for _ in range(3):  # more than the worker can do at once: each must make room for the next
        stop = Stop()
        with pytest.raises(StoppedError):
            engine.run(b"hang:", lambda *_, stop=stop: stop.set(), stop, Memory())
    assert engine.run(b"plain:x", ignore, Stop(), Memory()) == b"X"


def _sound(service: Service) -> bool:
    """Whether a worker has started by now."""
    try:
        service.probe()
    except UnavailableError:
        return False
    return True


def test_the_application_runs_its_jobs_there(cluster: Cluster, tmp_path: Path) -> None:
    cluster.work()
    cluster.work()
    address = cluster.address.replace("tcp://", "dask://")
    service = Service(Settings(data_dir=tmp_path / "jobs", engine=address))
    try:
        until(lambda: _sound(service))
        job = service.start(sample())
        until(lambda: service.status(job).status != "processing", seconds=60)
        assert service.result_json(job) == analyse(sample()).to_json()
    finally:
        service.close()


def test_both_lists_of_requirements_name_the_same_dask() -> None:
    pins = [
        re.findall(r"^distributed==.*$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        for name in ("requirements.txt", "requirements-dask.txt")
    ]
    assert pins[0] == pins[1] != []


def test_without_dask_the_setting_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jobstore.dask_engine", None)
    with pytest.raises(SettingsError, match=r"pip install -r requirements-dask.txt"):
        Service(Settings(data_dir=tmp_path, engine="dask://localhost:8786"))
