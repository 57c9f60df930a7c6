"""What every engine promises, in a thread and in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobstore.dask_engine import DaskEngine, Task
from jobstore.engine import Engine, Memory, ProcessEngine, Stop, ThreadEngine, WorkError
from jobstore.errors import CrashedError, LeaseLostError, RefusedError, StoppedError
from pipeline.errors import InputError
from tests.jobstore import fake_worker
from tests.jobstore.cluster import Cluster
from tests.jobstore.support import until

ROOT = Path(__file__).resolve().parents[2]
FAKE = (sys.executable, "-m", "tests.jobstore.fake_worker")


def ignore(percent: int, stage: str, message: str) -> None:
    pass


class EngineContract:
    def test_bytes_in_bytes_out(self, engine: Engine) -> None:
        payload = b"plain:" + b"a" * 5_000_000
        assert engine.run(payload, ignore, Stop(), Memory()) == b"A" * 5_000_000

    def test_nothing_is_a_result_too(self, engine: Engine) -> None:
        assert engine.run(b"plain:", ignore, Stop(), Memory()) == b""

    def test_progress_arrives_in_order(self, engine: Engine) -> None:
        seen: list[tuple[int, str, str]] = []
        engine.run(b"progress:x", lambda *at: seen.append(at), Stop(), Memory())
        assert seen == [(10, "Score", "at 10"), (50, "Score", "at 50"), (90, "Score", "at 90")]

    def test_a_refusal_is_told_in_its_own_words(self, engine: Engine) -> None:
        with pytest.raises(RefusedError, match=r"^revenue\.csv is empty – “x”\.$"):
            engine.run("refuse:revenue.csv is empty – “x”.".encode(), ignore, Stop(), Memory())

    def test_a_bug_is_no_refusal(self, engine: Engine) -> None:
        with pytest.raises((ZeroDivisionError, WorkError), match="secret detail"):
            engine.run(b"bug:", ignore, Stop(), Memory())

    def test_it_stops_when_asked(self, engine: Engine) -> None:
        stop = Stop()
        with pytest.raises(StoppedError):
            engine.run(b"hang:", lambda *at: stop.set(), stop, Memory())

    def test_it_stops_at_once_when_asked_before(self, engine: Engine) -> None:
        stop = Stop()
        stop.set()
        with pytest.raises(StoppedError):
            engine.run(b"hang:", ignore, stop, Memory())

    def test_what_is_finished_is_kept_and_not_done_again(self, engine: Engine, tmp_path: Path) -> None:
        payload = b"stages:" + str(tmp_path / "log").encode()
        (tmp_path / "log.hung").touch()
        kept: dict[str, bytes] = {}
        memory = Memory({"two": b"2" * 3_000_000, "of another version": b"x"}, kept.__setitem__)
        assert engine.run(payload, ignore, Stop(), memory) == b"ONE " + b"2" * 3_000_000 + b" THREE"
        assert list(kept.items()) == [("one", b"ONE"), ("three", b"THREE")]
        assert (tmp_path / "log").read_text().split() == ["one", "three"]

    def test_who_may_not_keep_any_more_is_ended(self, engine: Engine, tmp_path: Path) -> None:
        def keep(name: str, data: bytes) -> None:
            raise LeaseLostError

        with pytest.raises(LeaseLostError):
            engine.run(b"stages:" + str(tmp_path / "log").encode(), ignore, Stop(), Memory({}, keep))

    def test_two_run_at_the_same_time(self, engine: Engine) -> None:
        both = threading.Barrier(2, timeout=20)
        results: list[bytes] = []

        def meet(percent: int, stage: str, message: str) -> None:
            if percent == 10:
                both.wait()

        def run() -> None:
            results.append(engine.run(b"progress:x", meet, Stop(), Memory()))

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [b"X", b"X"]


class TestThreadEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return ThreadEngine(fake_worker.reporting, refusals=InputError)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, as an operator starts them."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        cluster.schedule()
        cluster.work()
        cluster.work()
        yield cluster
    finally:
        cluster.close()


def fake_version() -> str:
    """The version that both sides have, unless a worker was told otherwise."""
    return os.environ.get("FAKE_VERSION", "1")


FAKE_TASK = Task(work=fake_worker.reporting, refusals=(InputError,), version=fake_version)


@pytest.mark.xdist_group("dask")
class TestDaskEngine(EngineContract):
    @pytest.fixture
    def engine(self, cluster: Cluster) -> Engine:
        return DaskEngine(cluster.address, FAKE_TASK)


class TestProcessEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return ProcessEngine(FAKE)

    def test_what_libraries_print_does_not_spoil_the_result(
        self, engine: Engine, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert engine.run(b"noise:x", ignore, Stop(), Memory()) == b"X"
        assert capfd.readouterr().err.splitlines() == ["a library prints", "and C code too"]

    def test_a_worker_that_dies_is_told(self, engine: Engine) -> None:
        with pytest.raises(CrashedError):
            engine.run(b"crash:" + b"x" * 1_000_000, ignore, Stop(), Memory())

    def test_a_worker_that_cannot_start_is_told(self) -> None:
        with pytest.raises(CrashedError):
            ProcessEngine((sys.executable, "-c", "import sys; sys.exit(3)")).run(
                b"x" * 1_000_000, ignore, Stop(), Memory()
            )

    def test_a_worker_that_hears_nothing_is_killed(self, engine: Engine) -> None:
        stop, seen = Stop(), []

        def told(percent: int, stage: str, message: str) -> None:
            seen.append(int(message))
            stop.set()

        with pytest.raises(StoppedError):
            engine.run(b"deaf:", told, stop, Memory())
        assert not _runs(seen[0])

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
    def test_signals_to_all_processes_are_left_to_the_parent(self, engine: Engine) -> None:
        def signals(percent: int, stage: str, message: str) -> None:
            os.kill(int(message), signal.SIGTERM)
            os.kill(int(message), signal.SIGINT)
            times.append(percent)
            if len(times) == 5:
                stop.set()

        stop, times = Stop(), []
        with pytest.raises(StoppedError):
            engine.run(b"hang:", signals, stop, Memory())

    def test_a_worker_does_not_outlive_its_parent(self) -> None:
        script = (
            "import sys; from jobstore.engine import Memory, ProcessEngine, Stop;"
            "ProcessEngine((sys.executable, '-m', 'tests.jobstore.fake_worker'))"
            ".run(b'deaf:', lambda p, s, m: print(m, flush=True), Stop(), Memory())"
        )
        parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        worker = int(parent.stdout.readline())
        assert _runs(worker)
        parent.kill()
        parent.communicate()
        until(lambda: not _runs(worker))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not (stat.exists() and ") Z " in stat.read_text(encoding="utf-8"))
