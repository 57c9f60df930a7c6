"""The Job page in every state but complete: what it says, and the way on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobstore.service import Settings, StoreError
from pages.components import progress
from pages.components.inputs import draft
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, REQUEST, FakeService, job

LINK = f"https://asi.example/job?job={ID}"


def test_a_waiting_job_tells_its_place_and_its_link(service: FakeService, visit: Open) -> None:
    service.keep(job(status="processing", state="waiting", progress=0, place=3, started_at=None, completed_at=None))
    at = visit(job=ID)
    assert "Place 3 in the queue · starts by itself" in said(at)
    assert "waiting since 23 Nov" in said(at)
    assert LINK in [text.value for text in at.text]
    assert "You can close this tab" in said(at)


def test_a_running_job_shows_percent_message_and_the_five_steps(service: FakeService, visit: Open) -> None:
    running = job(status="processing", state="running", progress=62, message="Scoring 506 keywords", stage="Score")
    service.keep(running)
    at = visit(job=ID)
    assert at.progress[0].value == 62
    text = said(at)
    assert "62 %" in text
    assert "Scoring 506 keywords" in text
    assert text.count(":material/check_circle:") == 3
    assert text.count(":material/progress_activity:") == 1
    assert text.count(":material/radio_button_unchecked:") == 1


def test_the_page_turns_into_the_next_state_by_itself(service: FakeService, visit: Open) -> None:
    service.keep(job(status="processing", state="running", progress=10, stage="Research", completed_at=None))
    at = visit(job=ID)
    service.keep(job(status="failed", state="failed", error="The file is gone; start again."))
    assert "The file is gone" in said(drawn(at.run()))


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "cancelled"])
def test_a_name_of_ones_own_heads_every_state(service: FakeService, visit: Open, state: str) -> None:
    service.keep(job(state=state, named="iPhone case, B side", completed_at=None))
    assert visit(job=ID).title[0].value == "iPhone case\\, B side"


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "cancelled"])
def test_a_job_that_is_called_by_its_asin_says_it_once(service: FakeService, visit: Open, state: str) -> None:
    asin = job().asin
    service.keep(job(state=state, title=asin, completed_at=None))
    assert said(visit(job=ID)).count(asin) == 1


def test_a_running_job_can_be_cancelled_and_started_again(service: FakeService, visit: Open) -> None:
    service.keep(job(status="processing", state="running", progress=10, stage="Research", completed_at=None))
    at = visit(job=ID)
    drawn(at.button(key="cancel").click().run())
    assert "Cancelled" in said(at)
    drawn(at.button(key="retry").click().run())
    assert service.views[ID].state == "waiting"
    assert "Next in the queue" in said(at)


def test_a_failed_job_says_what_happened_and_offers_a_retry(service: FakeService, visit: Open) -> None:
    service.keep(job(status="failed", state="failed", error="design.csv is empty; export it again.", error_ref="7F3A"))
    at = visit(job=ID)
    text = said(at)
    assert "design\\.csv is empty; export it again\\." in text.replace("\\;", ";")
    assert "Reference 7F3A" in text
    drawn(at.button(key="retry").click().run())
    assert service.views[ID].state == "waiting"


def test_change_fills_the_form_with_what_was_handed_in(service: FakeService, visit: Open) -> None:
    request = replace(REQUEST, main_keyword="garlic mincer", marketplace="UK")
    service.keep(job(status="failed", state="failed", error="No."), request=request)
    at = visit(job=ID)
    drawn(at.button(key="change").click().run())
    assert at.text_input(key=draft.PRODUCT).value == "B0GARLIC01"
    assert at.text_input(key=draft.MAIN).value == "garlic mincer"
    assert at.selectbox(key=draft.STORE).value == "UK"
    assert "revenue\\.csv" in said(at)
    drawn(at.button(key="start").click().run())
    assert service.started == [request]


def test_delete_asks_and_forgets_the_job(service: FakeService, visit: Open) -> None:
    service.keep(job(status="failed", state="failed", error="No."))
    at = visit(job=ID)
    drawn(at.button(key="delete").click().run())
    assert "cannot be undone" in said(at)
    assert service.views
    drawn(at.button(key="delete_now").click().run())
    assert not service.views
    assert "No analysis behind this link" in said(at)


@pytest.mark.parametrize("job_id", ["nothing-like-an-id", ID, "../../etc/passwd", "<script>"])
def test_an_unknown_id_says_so_and_offers_the_way_back(visit: Open, job_id: str) -> None:
    at = visit(job=job_id)
    assert "No analysis behind this link" in said(at)
    drawn(at.button(key="to_new").click().run())
    assert at.title[0].value == "New analysis"


@pytest.mark.parametrize(("kept", "words"), [(7, "deleted after 7 days"), (1, "deleted after 1 day\\."), (0, "")])
def test_an_unknown_id_tells_how_long_results_are_kept(
    service: FakeService, visit: Open, kept: float, words: str
) -> None:
    service.settings = Settings(retention_days=kept)
    text = said(visit(job=ID)).replace("\\", "")
    assert words.replace("\\", "") in text
    assert ("Results are deleted" in text) == bool(kept)
    assert "Check that the link is whole" in text


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_what_has_no_result_says_how_long_its_files_are_kept(service: FakeService, visit: Open, state: str) -> None:
    service.keep(job(status="failed", state=state))
    assert "kept until 30 Nov" in said(visit(job=ID))


def test_the_tab_tells_how_far_a_job_is() -> None:
    assert progress.title(job(state="waiting", progress=0)) == "Waiting · Garlic press"
    assert progress.title(job(state="running", progress=62)) == "62 % · Garlic press"


@pytest.mark.parametrize(("private", "words"), [(True, "for you alone"), (False, "for whoever has it")])
def test_a_living_job_says_for_whom_its_link_opens(
    service: FakeService, visit: Open, private: bool, words: str
) -> None:
    service.keep(job(status="processing", state="running", progress=10, completed_at=None, private=private))
    assert words in said(visit(job=ID))


def test_no_id_offers_the_list(visit: Open) -> None:
    at = visit(job="")
    assert "No analysis chosen" in said(at)
    drawn(at.button(key="to_mine").click().run())
    assert "No analyses yet" in said(at)


def test_a_store_that_cannot_be_read_says_so(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_reach(_job_id: str, *_: object) -> None:
        raise StoreError("The job store is on a full disk; free some space.")

    monkeypatch.setattr(service, "status", out_of_reach)
    assert "full disk" in said(visit(job=ID))


def test_a_bug_leaves_a_reference_and_no_trace(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(_job_id: str, *_: object) -> None:
        raise ZeroDivisionError("secret detail")

    at = visit(job=ID)
    monkeypatch.setattr(service, "status", bug)
    text = said(at.run())
    assert "This page could not be drawn" in text
    assert "secret detail" not in text
    (record,) = [record for record in caplog.records if record.name == "pages"]
    assert record.getMessage().split()[-1] in text


def test_a_stalled_job_is_still_alive(service: FakeService, visit: Open) -> None:
    service.keep(job(status="processing", state="stalled", progress=30, stage="Research", completed_at=None))
    assert "Resuming on another process" in said(visit(job=ID))


def test_hostile_words_stay_words(service: FakeService, visit: Open) -> None:
    bad = "[x](javascript:alert(1)) :red[y] <img src=x onerror=alert(1)>"
    service.keep(job(status="failed", state="failed", error=bad, title=bad, asin="B0GARLIC01"))
    assert bad not in said(visit(job=ID))
