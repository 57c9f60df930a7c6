"""Decisions about a finished analysis: what follows is what a whole analysis with them would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from jobstore import service as module
from jobstore.service import Service, Settings, Viewer
from pipeline import Curation, analyse
from pipeline.model import Category, Decision
from pipeline.samples import sample
from tests.jobstore.support import job_id, until

PEELER = Decision(phrase="garlic peeler", category=Category.RELEVANT)
PRESS = Decision(phrase="garlic press", category=Category.IRRELEVANT, locked=True)


def deciding(*decisions: Decision) -> partial[Curation]:
    return partial(Curation.decide, decisions=decisions, label="test")


@pytest.fixture(params=["thread", "process"])
def service(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    if request.param == "process":
        monkeypatch.setattr(module, "_HEAVY", 0)
    service = Service(Settings(data_dir=tmp_path, engine=request.param))
    yield service
    service.close()


@pytest.fixture
def job(service: Service) -> str:
    job = service.start(sample(), Viewer.browser(job_id(7)))
    until(lambda: service.status(job).status == "complete", seconds=60)
    return job


def test_the_result_follows_and_is_everybodys(service: Service, job: str) -> None:
    request, before = service.request(job), service.status(job)
    result = service.decide(job, deciding(PEELER))
    whole = analyse(replace(request, decisions=(PEELER,)))
    assert result == service.result(job) == whole
    assert service.result_json(job) == whole.to_json()
    after = service.status(job)
    assert (before.revision, after.revision) == (0, 1)
    assert after.summary.targets == before.summary.targets + 1
    assert service.request(job) == replace(request, decisions=(PEELER,))


def test_undo_leads_back_to_the_same_bytes(service: Service, job: str) -> None:
    first = service.result_json(job)
    service.decide(job, deciding(PEELER, PRESS))
    assert service.result_json(job) != first
    service.decide(job, Curation.undo)
    assert service.result_json(job) == first
    assert service.curation(job).next.label == "test"
    service.decide(job, Curation.redo)
    assert service.curation(job).decisions == (PEELER, PRESS)


def test_the_files_are_not_read_again(service: Service, job: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the first stages are kept")

    monkeypatch.setattr("pipeline.ingest.read", never)
    monkeypatch.setattr("pipeline.keywords.categorise", never)
    assert service.decide(job, deciding(PEELER))


def test_decisions_that_came_with_the_order_are_the_ground(service: Service) -> None:
    job = service.start(replace(sample(), decisions=(PRESS,)))
    until(lambda: service.status(job).status == "complete", seconds=60)
    assert service.curation(job) == Curation(decisions=(PRESS,))
    service.decide(job, deciding(PEELER))
    assert service.request(job).decisions == (PEELER, PRESS)


def test_what_does_not_exist_cannot_be_decided_about(service: Service) -> None:
    assert service.decide(job_id(1), deciding(PEELER)) is None
    assert service.curation(job_id(1)) is None
    assert service.request("nonsense") is None
