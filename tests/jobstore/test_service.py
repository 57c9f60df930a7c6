"""Where jobs meet the pipeline: checks before a job exists, what a list shows, one service a process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from jobstore import service as module
from jobstore.lifecycle import Timings
from jobstore.once import Once
from jobstore.service import (
    ANYONE,
    BlobMissingError,
    InputError,
    QueueFull,
    Service,
    Settings,
    SettingsError,
    StoreError,
    Summary,
    Viewer,
)
from pipeline.model import Listing, Request, Role, SourceFile
from tests.api.analyses import RESULT, Held, check, service_in
from tests.jobstore.support import Clock, until

FILE = SourceFile(name="revenue.csv", role=Role.REVENUE, content=b"Keyword Phrase\nx\n")
REQUEST = Request(product="B0D5BL35MS", files=(FILE,), listing=Listing(title="Red bands, 12 pack"))
ME = Viewer(owner="me")


@pytest.fixture
def work() -> Held:
    return Held()


@pytest.fixture
def service(tmp_path: Path, work: Held) -> Iterator[Service]:
    with service_in(tmp_path, work, max_upload_mb=1, max_waiting=1, max_running=1) as service:
        yield service


def _done(service: Service, job: str) -> None:
    until(lambda: service.status(job).status != "processing")


def test_a_request_becomes_a_result(service: Service, work: Held) -> None:
    work.go.set()
    job = service.start(REQUEST, ME)
    assert service.request(job) == replace(REQUEST, max_file_bytes=service.settings.max_upload_bytes)
    _done(service, job)
    assert service.result(job) == RESULT
    assert service.result_json(job) == RESULT.to_json()
    volume = RESULT.seo.comparison.captured_volume
    targets = [k for k in RESULT.keywords if k.category in {"Relevant", "Design-Specific"}]
    assert service.status(job).summary == Summary(
        keywords=12,
        targets=len(targets),
        target_volume=volume.targets,
        captured_before=round(100 * volume.before / volume.targets, 1),
        captured_after=round(100 * volume.after / volume.targets, 1),
    )
    assert service.status(job).title == RESULT.main_keyword.phrase


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        (REQUEST, "Red bands, 12 pack"),
        (Request(product="B0D5BL35MS", main_keyword="red bands", listing=REQUEST.listing), "red bands"),
        (Request(product="B0D5BL35MS"), "B0D5BL35MS"),
        (Request(product="B0D5BL35MS", main_keyword="red\r\n\x00bands\u202e"), "red bands"),
        (Request(product="B0D5BL35MS", main_keyword="red bands " * 20), ("red bands " * 8).strip()),
    ],
)
def test_a_list_has_a_title_before_the_result(service: Service, request_: Request, title: str) -> None:
    assert service.status(service.start(request_)).title == title


def test_bad_input_makes_no_job(service: Service) -> None:
    with pytest.raises(InputError, match="is no ASIN"):
        service.start(Request(product="nonsense"), ME)
    large = SourceFile(name="big.csv", role=Role.DESIGN, content=b"x" * ((1 << 20) + 1))
    with pytest.raises(InputError, match=r"big\.csv is larger than 1 MB"):
        service.start(Request(product="B0D5BL35MS", files=(large,)), ME)
    assert service.jobs(ME) == ()


def test_a_full_queue_is_told_as_bad_input_is(service: Service, work: Held) -> None:
    service.start(REQUEST)
    work.began.wait(20)
    service.start(REQUEST)
    with pytest.raises(QueueFull, match="try again"):
        service.start(REQUEST)


def test_a_double_click_is_one_job(service: Service) -> None:
    assert service.start(REQUEST, ME) == service.start(REQUEST, ME)
    assert len(service.jobs(ME)) == 1


def test_the_same_request_is_found_whatever_its_limit_on_sizes(service: Service, work: Held) -> None:
    job = service.start(REQUEST, ME)
    assert service.same(replace(REQUEST, max_file_bytes=7), ME).id == job
    assert service.same(replace(REQUEST, main_keyword="red bands"), ME) is None
    assert service.same(REQUEST, Viewer(owner="you")) is None
    work.go.set()
    _done(service, job)
    assert service.same(REQUEST, ME).summary


def test_a_name_of_ones_own_outlives_the_run_and_a_retry(service: Service, work: Held) -> None:
    job = service.start(REQUEST, ME)
    assert service.rename(job, "  Spring\x00 launch  ")
    assert service.cancel(job)
    assert service.retry(job)
    work.go.set()
    _done(service, job)
    assert (service.status(job).named, service.status(job).title) == ("Spring launch", RESULT.main_keyword.phrase)
    assert not service.rename("no such job", "x")


def test_each_visitor_sees_its_own_jobs_and_strangers_none(service: Service) -> None:
    job = service.start(REQUEST, ME)
    assert [seen.id for seen in service.jobs(ME)] == [job]
    assert service.jobs(Viewer(owner="you")) == service.jobs(ANYONE) == ()


def _full_file(role: Role) -> SourceFile:
    """A keyword file as large as one may be."""
    head, row = b"Keyword Phrase,Search Volume,Notes\n", b"red bands,900," + b"x" * 300 + b"\n"
    return SourceFile(name=f"{role}.csv", role=role, content=head + row * (((50 << 20) - len(head)) // len(row)))


def test_start_answers_within_a_second_whatever_the_files_size_and_does_not_wait_for_the_work(
    tmp_path: Path, work: Held
) -> None:
    service = Service(Settings(data_dir=tmp_path), engine=work)
    largest = Request(product="B0D5BL35MS", files=(_full_file(Role.REVENUE), _full_file(Role.DESIGN)))
    spent = []
    for main_keyword in ("red", "blue", "green"):
        begin = time.thread_time()  # not the clock on the wall: other tests may keep every processor busy
        job = service.start(replace(largest, main_keyword=main_keyword))
        spent.append(time.thread_time() - begin)
        assert service.status(job).status == "processing"
    work.go.set()
    service.close()
    assert min(spent) < 1


def test_results_are_kept_as_long_as_the_operator_says(tmp_path: Path, work: Held) -> None:
    clock = Clock()
    settings = Settings(data_dir=tmp_path, retention_days=2)
    service = Service(settings, engine=work, check=check, clock=clock, timings=Timings(tick=0.02, sweep=0.02))
    work.go.set()
    old = service.start(REQUEST)
    _done(service, old)
    clock.now += 1.9 * 86_400
    new = service.start(REQUEST)
    _done(service, new)
    clock.now += 0.2 * 86_400
    until(lambda: service.status(old) is None)
    assert service.request(old) is None
    assert service.result(new) == RESULT
    service.close()


def test_a_single_users_installation_shows_every_job(tmp_path: Path) -> None:
    with service_in(tmp_path, Held(), single_user=True) as service:
        job = service.start(REQUEST)
        assert [seen.id for seen in service.jobs(ME)] == [job]


def test_a_running_job_can_be_cancelled_retried_and_deleted(service: Service, work: Held) -> None:
    job = service.start(REQUEST, ME)
    work.began.wait(20)
    assert service.cancel(job)
    assert service.status(job).state == "cancelled"
    assert service.retry(job)
    work.go.set()
    _done(service, job)
    assert service.status(job).status == "complete"
    assert service.delete(job)
    assert (service.status(job), service.request(job), service.result(job)) == (None, None, None)


def test_a_restart_finds_everything_again(tmp_path: Path) -> None:
    with service_in(tmp_path, Held()) as first:
        job = first.start(REQUEST, ME)
    work = Held()
    work.go.set()
    with service_in(tmp_path, work) as second:
        second.start_runner()
        _done(second, job)
        assert (second.status(job).status, second.status(job).attempt) == ("complete", 1)


def test_a_process_has_one_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ONE", Once(module._made, again=60))
    monkeypatch.setenv("ASI_DATA_DIR", str(tmp_path / "jobs"))
    service = module.service()
    assert module.service() is service
    assert service.settings.data_dir == (tmp_path / "jobs").resolve()
    service.close()


def test_a_wrong_setting_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ONE", Once(module._made, again=60))
    monkeypatch.setenv("ASI_ENGINE", "ray")
    with pytest.raises(SettingsError, match="ASI_ENGINE"):
        module.service()


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No service has been made yet, and its data folder is a file."""
    monkeypatch.setattr(module, "_ONE", Once(module._made, again=60))
    monkeypatch.setenv("ASI_DATA_DIR", str(tmp_path / "jobs"))
    (tmp_path / "jobs").touch()
    return tmp_path / "jobs"


def test_a_store_that_was_refused_is_opened_as_soon_as_it_can_be(unmade: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ONE", Once(module._made, again=0))
    for _ in range(2):
        with pytest.raises(StoreError, match="is a file or lies below one"):
            module.service()
        assert module.opened() is None
    unmade.unlink()
    service = module.service()
    assert module.opened() is service
    service.close()


def test_a_crowd_hears_of_a_refusal_without_waiting_for_a_try_each(
    unmade: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    def refuse(folder: Path) -> NoReturn:
        tries.append(folder)
        raise StoreError("The disk is full; make room.")

    monkeypatch.setattr(module, "open_data_dir", refuse)
    for _ in range(5):
        with pytest.raises(StoreError, match="The disk is full; make room"):
            module.service()
    assert len(tries) == 1


def test_a_stored_file_that_cannot_be_read_is_told_as_a_missing_one_is(tmp_path: Path) -> None:
    work = Held()
    work.go.set()
    with service_in(tmp_path, work) as service:
        service.start_runner()
        job = service.start(Request(product="B0D5BL35MS"))
        _done(service, job)
        for key in service._data.blobs.all_keys():
            service._data.blobs.delete(key)
            service._data.blobs.put(key, b"\xc1 cut sho")
        with pytest.raises(BlobMissingError, match="is damaged or another version's; start the analysis again"):
            service.result(job)
        with pytest.raises(BlobMissingError, match="is damaged or another version's; start the analysis again"):
            service.request(job)


def test_settings_choose_the_engine() -> None:
    assert type(module._engine("thread")).__name__ == "ThreadEngine"
    assert type(module._engine(Settings().engine)).__name__ == "ProcessEngine"
