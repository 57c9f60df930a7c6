"""A store that fails while somebody looks or presses a button: the page says so in a sentence, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobstore.service import BlobMissingError, StoreError
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, FakeService, job

FULL = StoreError("The disk of the job store in /data is full; make room on it.", " in /data")
ALIVE = job(status="processing", state="running", progress=10, stage="Research", completed_at=None)


def raising(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def failing_from_the_second_look_on(service: FakeService, error: Exception) -> Callable[..., object]:
    """The page itself finds the job; its part that is drawn anew every second does not."""
    looks = iter([service.status])

    def status(*asked: object) -> object:
        return next(looks, raising(error))(*asked)

    return status


@pytest.mark.parametrize("page", ["job.py", "my_analyses.py"])
def test_a_store_that_fails_while_a_page_watches_is_told_there_and_the_page_goes_on(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    service.keep(ALIVE)
    with monkeypatch.context() as patch:
        listed = page == "my_analyses.py"
        patch.setattr(service, "status", raising(FULL) if listed else failing_from_the_second_look_on(service, FULL))
        at = visit(page, job=ID)
        assert "The disk of the job store is full" in said(at)
        assert ("My analyses" in said(at)) if listed else ("You can close this tab" in said(at))
    assert "10 %" in said(drawn(at.run()))


@pytest.mark.parametrize(("button", "act", "state"), [("cancel", "cancel", "running"), ("retry", "retry", "failed")])
def test_a_button_that_the_store_refuses_says_why_and_changes_nothing(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch, button: str, act: str, state: str
) -> None:
    service.keep(job(status="failed", state="failed", error="No.") if state == "failed" else ALIVE)
    at = visit(job=ID)
    with monkeypatch.context() as patch:
        patch.setattr(service, act, raising(FULL))
        drawn(at.button(key=button).click().run())
    assert "The disk of the job store is full" in said(at)
    assert "/data" not in said(at)
    drawn(at.button(key="try_again_draw").click().run())
    assert at.button(key=button)
    assert service.views[ID].state == state


def test_a_bug_behind_a_button_leaves_a_reference_and_no_trace(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service.keep(ALIVE)
    at = visit(job=ID)
    monkeypatch.setattr(service, "cancel", raising(ZeroDivisionError("secret detail")))
    at.button(key="cancel").click().run()
    assert not at.exception
    assert "This page could not be drawn" in said(at)
    assert "secret detail" not in said(at)
    (record,) = [record for record in caplog.records if record.name == "pages"]
    assert record.getMessage().split()[-1] in said(at)


def test_a_deletion_that_the_store_refuses_is_not_called_done(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.keep(job(status="failed", state="failed", error="No."))
    at = visit(job=ID)
    drawn(at.button(key="delete").click().run())
    monkeypatch.setattr(service, "delete", raising(FULL))
    drawn(at.button(key="delete_now").click().run())
    assert "The disk of the job store is full" in said(at)
    assert not at.toast


def test_a_result_whose_file_is_gone_is_told_with_the_remedy(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.keep(job())
    gone = BlobMissingError("A stored file of this analysis is gone; start the analysis again.")
    monkeypatch.setattr(service, "result", raising(gone))
    assert "A stored file of this analysis is gone" in said(visit(job=ID))
