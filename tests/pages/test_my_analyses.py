"""My analyses: what this visitor started, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from jobstore.service import Settings, Summary
from pages.components.job_card import at_stake, captured, kept
from pages.components.job_list import ORDERS, STATES, Wanted, on_page, pages
from pipeline.samples import SAMPLES, Sample
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, STARTED, SUMMARY, FakeService, job

PAGE = "my_analyses.py"


def _id(number: int) -> str:
    return f"{ID[:-3]}{number:03x}"


def _many(service: FakeService, count: int) -> None:
    """So many complete jobs, the newest first, named ``product 0`` and so on."""
    for number in range(count):
        service.keep(job(_id(number), title=f"product {number}", created_at=STARTED - timedelta(minutes=number)))


def _shown(at: AppTest) -> list[str]:
    """The jobs on the page, by the buttons that open them."""
    return [str(button.key).removeprefix("open_") for button in at.button if button.label == "Open"]


def _menu(at: AppTest, entry: str, job_id: str = ID) -> AppTest:
    return drawn(at.menu_button(key=f"more_{job_id}").click(entry).run())


def test_an_empty_list_offers_a_start_and_the_samples(service: FakeService, visit: Open) -> None:
    at = visit(PAGE)
    assert "No analyses yet" in said(at)
    assert at.button(key="to_new").label


@pytest.mark.parametrize("product", SAMPLES, ids=lambda product: product.key)
def test_an_empty_list_runs_each_sample(service: FakeService, visit: Open, product: Sample) -> None:
    drawn(visit(PAGE).button(key=f"sample_{product.key}").click().run())
    assert service.started == [product.request]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("complete", "41 targets · 55,895 searches a month"),
        ("complete", "captured 92 → 98 %"),
        ("running", "Scoring 506 keywords, 62 %"),
        ("waiting", "Place 3 in the queue"),
        ("failed", "It broke"),
        ("cancelled", "Cancelled"),
        ("stalled", "Resuming"),
    ],
)
def test_each_state_says_its_outcome(service: FakeService, visit: Open, state: str, words: str) -> None:
    service.keep(job(state=state, progress=62, message="Scoring 506 keywords", place=3, error="It broke"))
    at = visit(PAGE)
    assert words in said(at)
    assert "United States" in said(at)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=6, hours=23, minutes=59), "kept 7 more days"),
        (timedelta(days=1, hours=13), "kept 2 more days"),
        (timedelta(hours=35), ":orange[kept 35 more hours]"),
        (timedelta(minutes=50), ":orange[kept 1 more hour]"),
        (timedelta(minutes=5), ":orange[deleted within the hour]"),
        (timedelta(days=-1), ":orange[deleted within the hour]"),
    ],
)
def test_a_finished_job_says_how_long_it_stays(left: timedelta, words: str) -> None:
    assert kept(STARTED + left, STARTED) == words


def test_what_has_no_end_says_nothing_of_it() -> None:
    assert kept(None, STARTED) == ""


def test_an_outcome_without_a_listing_has_no_before() -> None:
    alone = Summary(keywords=9, targets=1, target_volume=1200, captured_before=None, captured_after=100.0)
    assert at_stake(alone) == "1 target · 1,200 searches a month"
    assert captured(alone) == "captured 100 %"
    assert captured(replace(alone, captured_after=None)) == ""


def test_a_job_opens(service: FakeService, visit: Open) -> None:
    service.keep(job(status="failed", state="failed", error="It broke"))
    at = visit(PAGE)
    drawn(at.button(key=f"open_{ID}").click().run())
    assert at.query_params["job"] == ID
    assert "could not be finished" in said(at)


def test_a_job_goes_back_into_the_form(service: FakeService, visit: Open) -> None:
    service.keep(job())
    at = _menu(visit(PAGE), "Re-run with changes")
    assert at.title[0].value == "New analysis"
    assert at.text_input(key="new_product").value == "B0GARLIC01"


@pytest.mark.parametrize("state", ["waiting", "running", "stalled"])
def test_what_lives_is_cancelled_from_the_list(service: FakeService, visit: Open, state: str) -> None:
    service.keep(job(status="processing", state=state, completed_at=None))
    at = _menu(visit(PAGE), "Cancel analysis")
    assert service.views[ID].state == "cancelled"
    assert "Stopped before it had a result" in said(at)


@pytest.mark.parametrize("state", ["complete", "failed", "cancelled"])
def test_what_has_ended_cannot_be_cancelled(service: FakeService, visit: Open, state: str) -> None:
    service.keep(job(state=state))
    assert "Cancel analysis" not in visit(PAGE).menu_button(key=f"more_{ID}").options


def test_a_job_that_is_called_by_its_asin_says_it_once(service: FakeService, visit: Open) -> None:
    asin = job().asin
    service.keep(job(title=asin))
    assert said(visit(PAGE)).count(asin) == 1


def test_deleting_asks_first(service: FakeService, visit: Open) -> None:
    service.keep(job())
    at = _menu(visit(PAGE), "Delete now")
    assert "cannot be undone" in said(at)
    assert ID in service.views


def test_what_was_deleted_is_said_once(service: FakeService, visit: Open) -> None:
    service.keep(job(named="Old one")).keep(job(_id(1)))
    at = _menu(visit(PAGE), "Delete now")
    drawn(at.button(key="delete_now").click().run())
    assert ID not in service.views
    assert [toast.value for toast in at.toast] == ["Deleted **Old one**"]
    assert not drawn(at.run()).toast


@pytest.mark.parametrize(("state", "label"), [("failed", "Retry"), ("cancelled", "Start again")])
def test_what_has_no_result_can_be_started_again(service: FakeService, visit: Open, state: str, label: str) -> None:
    service.keep(job(status="failed", state=state))
    at = visit(PAGE)
    assert at.button(key=f"retry_{ID}").label == label
    drawn(at.button(key=f"retry_{ID}").click().run())
    assert service.views[ID].state == "waiting"
    assert "Next in the queue" in said(at)


def test_what_is_complete_or_alive_is_not_started_again(service: FakeService, visit: Open) -> None:
    service.keep(job()).keep(job(_id(1), state="running"))
    assert [button.key for button in visit(PAGE).button if str(button.key).startswith("retry_")] == []


def _rename(at: AppTest, name: str) -> AppTest:
    at.text_input(key="new_name").input(name)
    return drawn(at.button(key="save_name").click().run())


def test_a_job_gets_a_name_of_its_own_and_loses_it_again(service: FakeService, visit: Open) -> None:
    service.keep(job())
    at = _rename(_menu(visit(PAGE), "Rename"), "Spring launch")
    assert service.views[ID].named == "Spring launch"
    assert "**Spring launch**" in said(at)
    assert "Garlic press" not in said(at)
    at = _menu(at, "Rename")
    assert at.text_input(key="new_name").value == "Spring launch"
    assert at.text_input(key="new_name").placeholder == "Garlic press"
    assert "**Garlic press**" in said(_rename(at, ""))


def test_hostile_titles_and_names_stay_words(service: FakeService, visit: Open) -> None:
    bad = "[x](javascript:alert(1)) :red[y]"
    service.keep(job(title=bad, state="failed", error=bad)).keep(job(_id(1), named=bad))
    at = visit(PAGE)
    assert bad not in said(at)
    assert bad not in said(_menu(at, "Rename", _id(1)))


def test_a_list_that_is_seen_at_once_needs_no_search(service: FakeService, visit: Open) -> None:
    _many(service, 8)
    at = visit(PAGE)
    assert not at.text_input
    assert len(_shown(at)) == 8
    assert "8 analyses, started from this browser" in said(at)


def test_a_long_list_is_searched_and_ordered(service: FakeService, visit: Open) -> None:
    _many(service, 9)
    service.keep(job(_id(50), title="wandersocken", marketplace="DE", state="failed", status="failed", error="No."))
    at = visit(PAGE)
    drawn(at.text_input(key="mine_text").input("germany WANDER").run())
    assert _shown(at) == [_id(50)]
    assert "1 found" in said(at)
    drawn(at.text_input(key="mine_text").input("").run())
    drawn(at.selectbox(key="mine_state").select("Failed").run())
    assert _shown(at) == [_id(50)]
    drawn(at.selectbox(key="mine_state").select("All states").run())
    drawn(at.selectbox(key="mine_order").select("Name").run())
    assert _shown(at)[0] == _id(0)
    assert _shown(at)[-1] == _id(50)


def test_a_search_that_finds_nothing_can_be_undone(service: FakeService, visit: Open) -> None:
    _many(service, 9)
    at = visit(PAGE)
    drawn(at.text_input(key="mine_text").input("nobody sells this").run())
    assert "No analysis matches" in said(at)
    drawn(at.button(key="show_all").click().run())
    assert len(_shown(at)) == 9


def test_many_jobs_are_paged(service: FakeService, visit: Open) -> None:
    _many(service, 45)
    at = visit(PAGE)
    assert len(_shown(at)) == 20
    drawn(at.pagination(key="mine_page").set_value(3).run())
    assert _shown(at) == [_id(number) for number in range(40, 45)]


def test_a_search_begins_on_the_first_page(service: FakeService, visit: Open) -> None:
    _many(service, 45)
    at = visit(PAGE)
    drawn(at.pagination(key="mine_page").set_value(3).run())
    drawn(at.text_input(key="mine_text").input("product").run())
    assert _shown(at)[0] == _id(0)


def test_the_last_page_follows_when_it_empties(service: FakeService, visit: Open) -> None:
    _many(service, 41)
    at = visit(PAGE)
    drawn(at.pagination(key="mine_page").set_value(3).run())
    assert _shown(at) == [_id(40)]
    service.delete(_id(40))
    drawn(at.run())
    assert _shown(at) == [_id(number) for number in range(20, 40)]


def test_a_job_that_lives_is_drawn_anew_until_it_ends(service: FakeService, visit: Open) -> None:
    service.keep(job(status="processing", state="running", progress=10, message="Reading", completed_at=None))
    at = visit(PAGE)
    assert "Reading, 10 %" in said(at)
    service.keep(replace(service.views[ID], progress=70, message="Scoring"))
    assert "Scoring, 70 %" in said(drawn(at.run()))
    service.keep(job())
    assert "captured 92 → 98 %" in said(drawn(at.run()))


def test_a_single_users_list_says_that_it_is_everybodys(service: FakeService, visit: Open) -> None:
    service.settings = Settings(single_user=True)
    service.keep(job())
    assert "1 analysis, all of this installation" in said(visit(PAGE))


JOBS = (
    job(_id(1), title="garlic press", created_at=STARTED, summary=replace(SUMMARY, target_volume=10)),
    job(_id(2), title="Wandersocken", marketplace="DE", state="running", summary=None, expires_at=None),
    job(_id(3), named="A launch", asin="B0OTHER001", state="cancelled", summary=None,
        created_at=STARTED + timedelta(days=1), expires_at=STARTED),
)  # fmt: skip


def _numbers(wanted: Wanted) -> list[int]:
    return [int(found.id[-3:], 16) for found in wanted.select(JOBS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [("", [3, 1, 2]), ("press", [3, 1]), ("LAUNCH", [3]), ("b0other", [3]), ("germany", [2]), ("de wander", [2])],
)
def test_a_search_looks_at_names_asin_and_store(text: str, found: list[int]) -> None:
    assert _numbers(Wanted(text=text)) == found


@pytest.mark.parametrize(
    ("state", "found"), [("All states", [3, 1, 2]), ("Running", [2]), ("Complete", [1]), ("Failed", [3])]
)
def test_states_are_grouped_as_people_ask(state: str, found: list[int]) -> None:
    assert _numbers(Wanted(state=state)) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [("Newest first", [3, 1, 2]), ("Name", [3, 1, 2]), ("Most searches", [1, 2, 3]), ("Deleted soonest", [3, 1, 2])],
)
def test_orders_put_what_they_lack_last(order: str, found: list[int]) -> None:
    assert _numbers(Wanted(order=order)) == found


def test_every_state_and_order_can_be_chosen_on_any_job() -> None:
    for state in STATES:
        for order in ORDERS:
            assert len(Wanted(state=state, order=order).select(JOBS)) <= len(JOBS)


def test_pages_hold_every_job_once() -> None:
    many = [job(_id(number)) for number in range(43)]
    assert pages(0) == 1
    assert pages(len(many)) == 3
    assert [one for page in (1, 2, 3) for one in on_page(many, page)] == many
